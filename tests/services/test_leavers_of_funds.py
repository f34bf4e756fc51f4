"""Leavers by the fund that bore what they followed: small groups hide there as everywhere, whoever a fund is for."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from zsm_desktop.domain.follow_ups import MONTHS, can_last
from zsm_desktop.domain.outcomes import Destination
from zsm_desktop.domain.privacy import is_recognisable
from zsm_desktop.domain.suppression import Person, hidden_cells
from zsm_desktop.services.leaver_rows import ANSWERS, FUNDS, KIND, MARKS, NO, Counting

FOR_VSO, FOR_ALL = "f-vso", "f-all"
COUNTING = Counting((), ((FOR_VSO, "vso"), (FOR_ALL, "")))
KINDS = {"duin": "pro", "kreek": "vso", "zeeuw": "vso"}
PLACES = (Destination.WORK, Destination.MBO, Destination.NONE)
GROUPS = st.sampled_from((0, 0, 1, 2, 4, 5, 7))


def leaver(school: str, place: Destination, offers: tuple[str, ...], dice: Random) -> Person:
    kind = KINDS[school]
    funds = {FOR_ALL} if offers else set()
    if offers and kind == "vso":
        funds.add(FOR_VSO)
    after = ((dice.choice(ANSWERS),) if can_last(place) else () for _ in MONTHS)
    bare: Person = (
        (school,), (kind,), ("",), ("",), (NO,), (place.value,), offers, (), *after, tuple(sorted(funds)),
    )  # fmt: skip
    return (*bare[:MARKS], COUNTING.marks(bare), *bare[MARKS + 1 :])


@st.composite
def crowds(draw: st.DrawFn) -> list[Person]:
    dice = Random(draw(st.integers(0, 10**6)))
    return [
        leaver(school, place, offers, dice)
        for school in KINDS
        for place in PLACES
        for offers in ((), ("lassen",))
        for _ in range(draw(GROUPS))
    ]


@given(crowds())
@settings(max_examples=8, deadline=None)
def test_every_small_group_is_hidden_and_the_order_of_people_changes_nothing(people: list[Person]) -> None:
    assert all(COUNTING.is_possible(one) for one in people)
    hidden = hidden_cells(people, COUNTING.published)
    counts = COUNTING.published.counts(people)
    assert {cell for cell, count in counts.items() if is_recognisable(count)} <= hidden
    assert hidden_cells(people[::-1], COUNTING.published) == hidden


def test_readers_know_for_which_schools_a_fund_is() -> None:
    dice = Random(1)
    borne = leaver("kreek", Destination.NONE, ("lassen",), dice)
    assert borne[FUNDS] == (FOR_ALL, FOR_VSO)
    assert not COUNTING.is_possible((*borne[:KIND], ("pro",), *borne[KIND + 1 :]))


def test_a_fund_all_of_whose_leavers_are_few_says_nothing_of_them() -> None:
    dice = Random(2)
    people = [leaver(school, place, (), dice) for school in KINDS for place in PLACES for _ in range(8)]
    people += [leaver("kreek", Destination.WORK, ("lassen",), dice) for _ in range(3)]
    hidden = hidden_cells(people, COUNTING.published)
    counts = COUNTING.published.counts(people)
    assert {cell for cell in counts if any(column == FUNDS for column, _ in cell)} <= hidden
    assert () not in hidden
