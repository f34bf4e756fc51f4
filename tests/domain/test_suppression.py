"""Small groups cannot be computed back: an attacker tries every table of counts that agrees with what is shown."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zsm_desktop.domain.suppression import Cell, Person, Published, hidden_cells

SCHOOL, SECTOR, PLACE = 0, 1, 2
MOST = 9
QUICK = settings(max_examples=30, deadline=None)
ONE = Published(tables=((SCHOOL, PLACE),), moves=((SCHOOL,), (PLACE,)))
TWO = Published(tables=((SCHOOL, PLACE), (SECTOR, PLACE)), moves=((SCHOOL,), (SECTOR,), (PLACE,)))


def crowd(table: dict[str, list[int]]) -> list[Person]:
    """School -> how many went to each of the places "a", "b", …; all in one sector."""
    return [
        ((school,), ("-",), (place,))
        for school, counts in table.items()
        for place, count in zip("abcdef", counts, strict=False)
        for _ in range(count)
    ]


@st.composite
def people(draw: st.DrawFn, places: str) -> list[Person]:
    """Two schools, two sectors, these places, groups of all sizes."""
    found: list[Person] = []
    for school, sector, place in itertools.product("xy", "tz", places):
        found += [((school,), (sector,), (place,))] * draw(st.sampled_from((0, 0, 0, 1, 1, 2, 4, 5)))
    return found[:MOST]


def filled(rows: list[str], places: list[str], most: int, shown: dict[Cell, int], column: int) -> Iterator[list[int]]:
    """Every way to fill one table that agrees with all that is shown of it; row by row."""

    def of_row(row: str) -> list[tuple[int, ...]]:
        known = [shown.get(((column, row), (PLACE, place))) for place in places]
        total, room = shown.get(((column, row),)), [range(most + 1) if value is None else (value,) for value in known]
        return [one for one in itertools.product(*room) if (sum(one) <= most if total is None else sum(one) == total)]

    for made in itertools.product(*(of_row(row) for row in rows)):
        totals = [sum(counts) for counts in zip(*made, strict=True)]
        agreed = (shown.get(((PLACE, place),), total) == total for place, total in zip(places, totals, strict=True))
        if shown.get((), sum(totals)) == sum(totals) and all(agreed):
            yield [count for row in made for count in row]


def attacked(crowded: list[Person], published: Published, hidden: frozenset[Cell]) -> dict[Cell, set[int]]:
    """What each hidden count can be, for who lays all tables side by side."""
    counts = published.counts(crowded)
    shown = {cell: count for cell, count in counts.items() if cell not in hidden}
    places = sorted({value for (value,) in (person[PLACE] for person in crowded)})
    most = len(crowded) + 1
    found: dict[Cell, set[int]] = {cell: set() for cell in hidden}
    ways: list[dict[tuple[int, ...], list[dict[Cell, int]]]] = []
    for column, _ in published.tables:
        rows = sorted({person[column][0] for person in crowded})
        for row, place in itertools.product(rows, places):
            if (cell := ((column, row), (PLACE, place))) not in hidden:
                shown.setdefault(cell, 0)
        by_totals: dict[tuple[int, ...], list[dict[Cell, int]]] = {}
        for flat in filled(rows, places, most, shown, column):
            made = {
                ((column, row), (PLACE, place)): count
                for (row, place), count in zip(itertools.product(rows, places), flat, strict=True)
            }
            width = len(places)
            for number, row in enumerate(rows):
                made[(column, row),] = sum(flat[number * width : (number + 1) * width])
            totals = tuple(sum(flat[place::width]) for place in range(width))
            by_totals.setdefault(totals, []).append(made)
        ways.append(by_totals)
    for totals in set.intersection(*(set(one) for one in ways)):
        shared: dict[Cell, int] = {((PLACE, place),): total for place, total in zip(places, totals, strict=True)}
        shared[()] = sum(totals)
        for made in itertools.chain([shared], *(one[totals] for one in ways)):
            for cell in made.keys() & found.keys():
                found[cell].add(made[cell])
    return found


def given_away(found: dict[Cell, set[int]]) -> list[Cell]:
    """What can be one number only, or nothing but a small group."""
    return [cell for cell, values in found.items() if len(values) < 2 or values <= {1, 2, 3, 4}]


# Four schools where one small group alone would be what is left of its row and of its column.
ALONE = crowd({"x": [2, 9, 8], "y": [7, 6, 9]})


def test_hiding_only_the_small_group_gives_it_away() -> None:
    only_small = frozenset(cell for cell, count in ONE.counts(ALONE).items() if 0 < count < 5)
    assert given_away(attacked(ALONE, ONE, only_small)) == list(only_small)
    assert given_away(attacked(ALONE, ONE, hidden_cells(ALONE, ONE))) == []


def test_as_few_are_hidden_as_it_takes() -> None:
    assert len(hidden_cells(ALONE, ONE)) == 4
    assert all(len(cell) == 2 for cell in hidden_cells(ALONE, ONE))
    assert hidden_cells(crowd({"x": [9, 0, 8], "y": [0, 6, 9]}), ONE) == frozenset()


def test_two_small_groups_in_a_square_keep_each_other() -> None:
    hidden = hidden_cells(crowd({"x": [2, 9, 8], "y": [9, 2, 8]}), ONE)
    assert hidden == {((SCHOOL, school), (PLACE, place)) for school in "xy" for place in "ab"}


def test_a_network_of_four_says_nothing() -> None:
    few = crowd({"x": [2, 1], "y": [1, 0]})
    assert hidden_cells(few, ONE) == ONE.counts(few).keys()
    assert hidden_cells([], ONE) == frozenset()


@QUICK
@given(people("abc"))
def test_no_hidden_count_can_be_computed_back_from_one_table(crowded: list[Person]) -> None:
    hidden, counts = hidden_cells(crowded, ONE), ONE.counts(crowded)
    assert not [cell for cell, count in counts.items() if 0 < count < 5 and cell not in hidden]
    if () in hidden:
        assert hidden == counts.keys()
        return
    assert given_away(attacked(crowded, ONE, hidden)) == []


@QUICK
@given(people("ab"))
def test_nor_from_two_tables_with_the_same_places(crowded: list[Person]) -> None:
    assert given_away(attacked(crowded, TWO, hidden_cells(crowded, TWO))) == []


@QUICK
@given(people("abc"), st.randoms())
def test_the_order_of_people_changes_nothing(crowded: list[Person], dice: Random) -> None:
    first = hidden_cells(crowded, TWO)
    dice.shuffle(crowded)
    assert hidden_cells(crowded, TWO) == first


def test_a_column_that_follows_from_another_goes_with_it() -> None:
    """Schools have their kind, which readers know: nobody moves to a school of the other kind without it."""
    schools = {"p": ("pro", [2, 9]), "q": ("pro", [8, 7]), "v": ("vso", [6, 9]), "w": ("vso", [9, 6])}
    made = [
        ((school,), (kind,), (place,))
        for school, (kind, counts) in schools.items()
        for place, count in zip("ab", counts, strict=True)
        for _ in range(count)
    ]
    published = Published(tables=((0, 2), (1, 2)), moves=((0, 1), (2,)))
    hidden = hidden_cells(made, published)
    assert hidden == {((0, school), (2, place)) for school in "pq" for place in "ab"}


def test_nobody_is_made_who_cannot_be() -> None:
    """Of who went nowhere nothing lasts: readers count these out of the second table, so both must fit."""
    rows = [("work", ("yes",), 9), ("work", ("no",), 6), ("mbo", ("yes",), 8), ("none", (), 2), ("left", (), 6)]
    made: list[Person] = [((place,), lasting) for place, lasting, count in rows for _ in range(count)]
    published = Published(
        tables=((0, 1),),
        moves=((0,), (1,), (0, 1)),
        is_possible=lambda person: bool(person[1]) == (person[0][0] in {"work", "mbo"}),
    )
    hidden = hidden_cells(made, published)
    assert hidden == {((0, "none"),), ((0, "left"),)}


def test_what_adds_places_up_does_not_give_one_of_them_away() -> None:
    """A network counts those at a or b together; with b beside it that would tell how many went to a."""
    rows = [("x", "a", 3), ("x", "b", 9), ("x", "c", 8), ("y", "b", 7), ("y", "c", 9), ("y", "d", 6)]

    def marks(person: Person) -> tuple[str, ...]:
        return ("a or b",) if person[1][0] in "ab" else ()

    made: list[Person] = [
        ((school,), (place,), marks(((school,), (place,)))) for school, place, count in rows for _ in range(count)
    ]
    published = Published(
        tables=((0, 1), (0, 2)), moves=((0, 2), (1, 2)), worked_out=(2, lambda person: marks((person[0], person[1])))
    )
    hidden = hidden_cells(made, published)
    together, b = ((2, "a or b"),), ((1, "b"),)
    assert ((1, "a"),) in hidden
    assert {together, b} & hidden
    of_school = ((0, "x"), (2, "a or b")), ((0, "x"), (1, "b"))
    assert set(of_school) & hidden


@pytest.mark.parametrize("count", [1, 4])
def test_a_total_goes_with_another_total(count: int) -> None:
    table = {"x": [9, 8, count], "y": [7, 9, 0]}
    hidden = hidden_cells(crowd(table), ONE)
    totals = {cell for cell in hidden if len(cell) == 1}
    assert len(totals) == 2
    assert ((PLACE, "c"),) in totals
