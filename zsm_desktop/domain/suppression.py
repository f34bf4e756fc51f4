"""Groups under five are hidden in tables of counts, with as much beside them as keeps them from being computed back.

The proof is another population. For every small group one is made in which nobody is in it, by letting few people
differ in one thing or change places in it; every published count that would differ with that is hidden. Who reads what
is left cannot tell the two apart, whatever tables and totals are laid side by side and however cleverly: a hidden
count may always be another one, and a small group may always be empty. Why: docs/decisions/0024-results.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from operator import eq, itemgetter

from zsm_desktop.domain.privacy import is_recognisable

Person = tuple[tuple[str, ...], ...]
"""Per column the values one person counts under: mostly one, of some columns (the offers followed) none or several."""
Cell = tuple[tuple[int, str], ...]
"""What one published count is of: per column its value. Of one column a total, () is everybody."""

_PRICES = (10_000_000, 250_000, 100)
"""Of hiding everybody, a total, and a count in a table."""
_PER_PERSON = 10
"""More for each person counted, so that small counts go first."""
_DEAR, _WORKED_OUT = 5, 3
"""So many times as much for what people look for first."""
_SWAPS_TRIED = 60


def _anybody(_person: Person) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Published:
    """The tables that are given out of one group of people: pairs of columns, each with all its totals.

    `moves` are the columns somebody takes over from another as one: every column of a table is in at least one, and
    one that follows from another (a school's kind) only with it. `worked_out` is a column that follows from several,
    and how; it stands in every move that may change it. `is_possible` refuses who readers know cannot be.
    In tables that are `dear` rather something small is hidden, or something elsewhere.
    """

    tables: tuple[tuple[int, int], ...]
    moves: tuple[tuple[int, ...], ...]
    is_possible: Callable[[Person], bool] = _anybody
    dear: frozenset[tuple[int, int]] = frozenset()
    worked_out: tuple[int, Callable[[Person], tuple[str, ...]]] | None = None

    def ways_out(self, cell: Cell) -> list[tuple[int, ...]]:
        """By which moves somebody in this cell may get out of it."""
        return [group for group in self.moves if any(column in group for column, _ in cell)]

    def cells(self, person: Person) -> Iterator[Cell]:
        """Every count this person is in."""
        yield ()
        for column in sorted({column for table in self.tables for column in table}):
            for value in person[column]:
                yield ((column, value),)
        for rows, columns in self.tables:
            for row in person[rows]:
                for value in person[columns]:
                    yield ((rows, row), (columns, value))

    def counts(self, people: Iterable[Person]) -> Counter[Cell]:
        return Counter(cell for person in people for cell in self.cells(person))


def hidden_cells(people: Sequence[Person], published: Published) -> frozenset[Cell]:
    """The counts that may not be shown; the same for the same people, in whatever order they come."""
    return _Hiding(sorted(people), published).all()


class _Hiding:
    def __init__(self, people: list[Person], published: Published) -> None:
        self.people = people
        self.published = published
        self.counts = published.counts(people)
        self.hidden: set[Cell] = set()
        self._differing: set[Cell] = set()
        self._known: dict[Person, Person] = {}
        self._prices: dict[Cell, int] = {}
        self._partners: dict[int, list[tuple[int, bool]]] = {}
        for rows, columns in published.tables:
            self._partners.setdefault(rows, []).append((columns, True))
            self._partners.setdefault(columns, []).append((rows, False))

    def all(self) -> frozenset[Cell]:
        small = [cell for cell, count in self.counts.items() if is_recognisable(count)]
        emptied: set[Cell] = set()
        for cell in sorted(small, key=lambda cell: (len(cell), self.counts[cell], cell)):
            if cell not in emptied:
                others = self._without(cell)
                moved = self._change(others)
                self.hidden |= moved.keys()
                emptied |= {one for one, more in moved.items() if self.counts[one] + more == 0}
        return frozenset(self.hidden)

    def _without(self, cell: Cell) -> list[Person]:
        """A population with nobody in `cell` that differs from the real one in few counts not hidden yet."""
        if not cell:
            return []
        others, self._differing = list(self.people), set()
        for index, person in enumerate(self.people):
            if _is_in(person, cell):
                self._move(others, index, cell)
        return others

    def _change(self, others: list[Person]) -> dict[Cell, int]:
        """By how much each count differs in that population."""
        pairs = [(was, now) for was, now in zip_longest(self.people, others) if was != now]
        more = self.published.counts(now for _, now in pairs if now is not None)
        more.subtract(self.published.counts(was for was, _ in pairs))
        return {cell: count for cell, count in more.items() if count}

    def _move(self, others: list[Person], index: int, cell: Cell) -> None:
        """Let one person take over something of somebody else, or let the two change places in it: what hides least.

        There is always somebody: where everybody is in the cell the total is as small, and `cell` was empty before.
        """
        person, best, least = others[index], None, sum(_PRICES) * len(self.counts)
        alike = sorted(dict.fromkeys(others), key=lambda other: -sum(map(eq, person, other)))
        for group in self.published.ways_out(cell):
            for other, is_swap in self._exchanges(person, alike, group, cell):
                price = self._price_of(person, other, group, is_swap=is_swap, below=least)
                if price < least and self._may_be(person, other, group, is_swap=is_swap):
                    best, least = (other, group, is_swap), price
                if not least:
                    break
            if not least:
                break
        if best is None:
            raise AssertionError(f"nobody to take {cell} from")
        other, group, is_swap = best
        self._differing.update(self._differences(person, other, group, is_swap=is_swap))
        self._differing.update(self._worked_out(person, other, group, is_swap=is_swap))
        if is_swap:
            others[others.index(other)] = self._taking(other, person, group)
        others[index] = self._taking(person, other, group)

    def _exchanges(
        self, person: Person, others: Iterable[Person], group: tuple[int, ...], cell: Cell
    ) -> Iterator[tuple[Person, bool]]:
        """With whom to change places (True), or from whom to take over: this person leaves the cell, nobody comes.

        The person is in the cell, so that only what is taken over counts for the one, what is kept for the other.

        The first that are most alike are tried for the one, and whoever has something else for the other.
        """
        follows = self.published.worked_out
        is_plain = follows is None or all(column != follows[0] for column, _ in cell)
        taking = [one for one in cell if one[0] in group]
        keeping = [one for one in cell if one[0] not in group]
        taken: set[object] = set()
        of_group = itemgetter(*group)
        swaps = 0
        for other in others:
            stays = _is_in(other, taking) if is_plain else self._would_be_in(person, other, group, cell)
            if stays:
                continue
            if swaps < _SWAPS_TRIED and not (
                _is_in(other, keeping) if is_plain else self._would_be_in(other, person, group, cell)
            ):
                swaps += 1
                yield other, True
            what = of_group(other)
            if what not in taken:
                taken.add(what)
                yield other, False

    def _taking(self, person: Person, other: Person, group: tuple[int, ...]) -> Person:
        """`person` with what `other` has in these columns."""
        changed = list(person)
        for at in group:
            changed[at] = other[at]
        taken = tuple(changed)
        if (follows := self.published.worked_out) is None or follows[0] not in group:
            return taken
        if (known := self._known.get(taken)) is None:
            column, work_out = follows
            known = self._known[taken] = (*taken[:column], work_out(taken), *taken[column + 1 :])
        return known

    def _would_be_in(self, person: Person, other: Person, group: tuple[int, ...], cell: Cell) -> bool:
        return _is_in(self._taking(person, other, group), cell)

    def _may_be(self, person: Person, other: Person, group: tuple[int, ...], *, is_swap: bool) -> bool:
        is_possible = self.published.is_possible
        return is_possible(self._taking(person, other, group)) and (
            not is_swap or is_possible(self._taking(other, person, group))
        )

    def _price_of(self, person: Person, other: Person, group: tuple[int, ...], *, is_swap: bool, below: int) -> int:
        """What hiding all that differs takes, or some number of at least `below`."""
        price = 0
        free, free_too, known = self.hidden, self._differing, self._prices
        for cell in self._differences(person, other, group, is_swap=is_swap):
            if cell not in free and cell not in free_too:
                price += known.get(cell) or self._price(cell)
                if price >= below:
                    return price
        marks = self._worked_out(person, other, group, is_swap=is_swap)
        return price + _WORKED_OUT * sum(self._price(cell) for cell in marks)

    def _differences(self, person: Person, other: Person, group: tuple[int, ...], *, is_swap: bool) -> Iterator[Cell]:
        """The counts that become another one with it, but for those of what is worked out."""
        follows = self.published.worked_out
        for column in group:
            if follows is not None and column == follows[0]:
                continue
            values = [value for value in person[column] if value not in other[column]]
            values += [value for value in other[column] if value not in person[column]]
            if not is_swap:
                for value in values:
                    yield ((column, value),)
            for partner, is_first in self._partners.get(column, ()):
                met = person[partner]
                if partner in group:
                    if is_first and not is_swap:
                        yield from self._of_both(person, other, column, partner)
                    continue
                if is_swap:
                    there = other[partner]
                    if met == there:
                        continue
                    met = tuple(set(met) ^ set(there))
                for value in values:
                    for beside in met:
                        yield ((column, value), (partner, beside)) if is_first else ((partner, beside), (column, value))

    def _worked_out(self, person: Person, other: Person, group: tuple[int, ...], *, is_swap: bool) -> set[Cell]:
        """Those of what is worked out."""
        if (follows := self.published.worked_out) is None or follows[0] not in group:
            return set()
        changes = [(person, self._taking(person, other, group))]
        if is_swap:
            changes.append((other, self._taking(other, person, group)))
        more: Counter[Cell] = Counter()
        for was, now in changes:
            for one, step in ((was, -1), (now, 1)):
                for cell in self._marked(one, follows[0]):
                    more[cell] += step
        return {cell for cell, count in more.items() if count}

    def _marked(self, person: Person, column: int) -> Iterator[Cell]:
        for value in person[column]:
            yield ((column, value),)
            for partner, is_first in self._partners.get(column, ()):
                for beside in person[partner]:
                    yield ((column, value), (partner, beside)) if is_first else ((partner, beside), (column, value))

    @staticmethod
    def _of_both(person: Person, other: Person, rows: int, columns: int) -> set[Cell]:
        """The counts of one table that differ when both its columns are taken over."""
        was, becomes = (
            {((rows, row), (columns, value)) for row in one[rows] for value in one[columns]} for one in (person, other)
        )
        return was ^ becomes

    def _price(self, cell: Cell) -> int:
        if cell in self.hidden or cell in self._differing:
            return 0
        if (price := self._prices.get(cell)) is None:
            price = _PRICES[len(cell)] + _PER_PERSON * self.counts[cell]
            if tuple(column for column, _ in cell) in self.published.dear:
                price *= _DEAR
            self._prices[cell] = price
        return price


def _is_in(person: Person, cell: Iterable[tuple[int, str]]) -> bool:
    for column, value in cell:  # noqa: SIM110 - asked so often that a generator is felt
        if value not in person[column]:
            return False
    return True
