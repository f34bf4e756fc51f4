"""What leavers came to, in counts: by destination, school, sector and year, and how much of it lasted.

Whoever may not see every pupil reads it with small groups hidden, and so does every paper; `domain.suppression` says
which. Why: docs/decisions/0024-results.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from zsm_desktop.domain.benchmark import letters
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.follow_ups import MONTHS, is_year_asked
from zsm_desktop.domain.outcomes import Destination, LeavingProfile
from zsm_desktop.domain.permissions import Permission, Role
from zsm_desktop.models import Network, Offer, Organisation, Outcome, School, Sector
from zsm_desktop.services.known import require_version
from zsm_desktop.services.leaver_rows import (
    AFTER,
    ANSWERS,
    DESTINATION,
    ENDED,
    KIND,
    LASTING,
    OFFERS,
    PROFILE,
    SCHOOL,
    SECTOR,
)
from zsm_desktop.services.result_runs import Run, Runs
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.store.work import Work

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from zsm_desktop.services.desk import Desk

COLUMNS = {"school": SCHOOL, "kind": KIND, "sector": SECTOR, "profile": PROFILE}
LASTING_COLUMNS = {"destination": DESTINATION, "school": SCHOOL, "sector": SECTOR, "offer": OFFERS}
KINDS = ("pro", "vso")
_LASTED = 12


@dataclass(frozen=True, slots=True)
class CountRow:
    """`counts` stand under the columns of the table; a count that may not be shown is None, and so is its share.

    `code` is of a kind, a profile or a destination, "" where `name` says it all. `placed` is in thousandths.
    """

    code: str
    name: str
    counts: tuple[int | None, ...]
    total: int | None
    placed: int | None = None
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class CountTable:
    year: int
    columns: tuple[Destination, ...]
    rows: tuple[CountRow, ...]
    total: CountRow
    is_whole: bool
    """Nothing is hidden in it."""


@dataclass(frozen=True, slots=True)
class LastingRow:
    """`counts` by `ANSWERS`; `share` is what lasted of those reached, in thousandths."""

    code: str
    name: str
    counts: tuple[int | None, ...]
    share: int | None
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class LastingTable:
    year: int
    months: int
    rows: tuple[LastingRow, ...]
    total: LastingRow
    is_whole: bool


@dataclass(frozen=True, slots=True)
class YearOfSchool:
    """`lasting` is what lasted a year, of those reached; None while not everyone is due."""

    year: int
    leavers: int | None
    placed: int | None
    lasting: int | None


@dataclass(frozen=True, slots=True)
class BenchmarkRow:
    name: str
    years: tuple[YearOfSchool, ...]
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Benchmark:
    """Years from the first to the last; `schools` the own one first."""

    years: tuple[int, ...]
    network: BenchmarkRow
    schools: tuple[BenchmarkRow, ...]
    by_letter: bool
    network_version: int
    is_whole: bool


class ResultFigures(Service):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.runs = Runs(desk)

    @read(Permission.READ_NETWORK)
    def years(self) -> tuple[int, ...]:
        """The school years in which pupils left, the last first."""
        with self.store.reading() as session:
            return tuple(session.scalars(select(Outcome.school_year).distinct().order_by(Outcome.school_year.desc())))

    @read(Permission.READ_NETWORK)
    def leavers(self, year: int, by: str, *, is_paper: bool = False) -> CountTable:
        """Where the leavers of a year went, `by` one of COLUMNS."""
        column = COLUMNS[by]
        with self.store.reading() as session:
            run = self.runs.of(session, year, is_paper=is_paper)
            names = self._names(session, column, run.values(column), year, is_paper=is_paper)
        columns = tuple(one for one in Destination if run.counts[(DESTINATION, one.value),])

        def row(value: str, name: str, *, is_own: bool) -> CountRow:
            of = (column, value)
            return CountRow(
                code=value if column in {KIND, PROFILE} else "",
                name=name,
                counts=tuple(run.shown(of, (DESTINATION, one.value)) for one in columns),
                total=run.shown(of),
                placed=run.placed(of) if column == SCHOOL else None,
                is_own=is_own,
            )

        total = CountRow(
            code="",
            name="",
            counts=tuple(run.shown((DESTINATION, one.value)) for one in columns),
            total=run.shown(),
            placed=run.placed(),
        )
        rows = tuple(row(value, name, is_own=is_own) for value, name, is_own in names)
        return CountTable(year, columns, rows, total, not run.hidden)

    @read(Permission.READ_NETWORK)
    def lasting(self, year: int, by: str, months: int, *, is_paper: bool = False) -> LastingTable:
        """How much of it was still so after so many months, `by` one of LASTING_COLUMNS."""
        column, later = LASTING_COLUMNS[by], AFTER[months]
        with self.store.reading() as session:
            run = self.runs.of(session, year, is_paper=is_paper)
            names = self._names(session, column, run.values(column), year, is_paper=is_paper)

        def row(code: str, name: str, *of: tuple[int, str], is_own: bool = False) -> LastingRow:
            counts = tuple(run.shown(*of, (later, answer)) for answer in ANSWERS)
            share = run.share(counts[ANSWERS.index(LASTING)], counts[ANSWERS.index(ENDED)])
            return LastingRow(code, name, counts, share, is_own)

        rows = (
            row(value if column == DESTINATION else "", name, (column, value), is_own=is_own)
            for value, name, is_own in names
        )
        asked = tuple(one for one in rows if one.counts != (0,) * len(ANSWERS))
        return LastingTable(year, months, asked, row("", ""), not run.hidden)

    @read(Permission.READ_NETWORK)
    def benchmark(self, *, years: tuple[int, ...] = (), is_paper: bool = False) -> Benchmark:
        """Schools and years beside each other: of all years, or of `years`, the last one last."""
        years = years or self.years()[::-1]
        with self.store.reading() as session:
            network = session.scalars(select(Network)).one()
            runs = {year: self.runs.of(session, year, is_paper=is_paper) for year in years}
            there = {school for run in runs.values() for school in run.values(SCHOOL)}
            names = self._names(session, SCHOOL, there, years[-1] if years else 0, is_paper=is_paper)

        def row(name: str, *of: tuple[int, str], is_own: bool = False) -> BenchmarkRow:
            return BenchmarkRow(name, tuple(_year(year, run, of, self.desk.day) for year, run in runs.items()), is_own)

        return Benchmark(
            years=years,
            network=row(""),
            schools=tuple(row(name, (SCHOOL, value), is_own=is_own) for value, name, is_own in names),
            by_letter=network.schools_by_letter,
            network_version=network.version,
            is_whole=not any(run.hidden for run in runs.values()),
        )

    @act("benchmark.name_schools", Permission.EDIT_NETWORK)
    def name_schools(self, work: Work, version: int, *, by_letter: bool) -> None:
        """Whether schools see each other by name or by letter. Raises RuleError("edit.conflict")."""
        network = work.session.scalars(select(Network)).one()
        require_version(network, version)
        network.schools_by_letter = by_letter
        work.subject_id = network.id
        work.touch("network", network.id)

    def _names(
        self, session: Session, column: int, values: Iterable[str], year: int, *, is_paper: bool
    ) -> list[tuple[str, str, bool]]:
        """What stands in this column, in the order to show it: value, name, and whether it is the own school."""
        found = set(values)
        if column == SCHOOL:
            return self._schools(session, found, year, is_paper=is_paper)
        if column in {SECTOR, OFFERS}:
            table = Sector if column == SECTOR else Offer
            order = Sector.position if column == SECTOR else Offer.name
            rows = session.execute(select(table.id, table.name).order_by(order)).all()
            return [(value, name, False) for value, name in (*rows, ("", "")) if value in found]
        codes = {KIND: KINDS, PROFILE: (*LeavingProfile, ""), DESTINATION: tuple(Destination)}[column]
        return [(str(code), "", False) for code in codes if code in found]

    def _schools(self, session: Session, found: set[str], year: int, *, is_paper: bool) -> list[tuple[str, str, bool]]:
        network = session.scalars(select(Network)).one()
        own = self.actor.school_id
        rows = session.execute(
            select(School.id, Organisation.name).join(Organisation, Organisation.id == School.id)
        ).all()
        by_letter = network.schools_by_letter and (is_paper or self.actor.role is not Role.SECRETARY)
        named = letters((school_id for school_id, _ in rows), network.id, year) if by_letter else {}
        known = [
            (school_id, named[school_id] if by_letter and school_id != own else name, school_id == own)
            for school_id, name in rows
            if school_id in found
        ]
        return sorted(known, key=lambda row: (not row[2], len(row[1]) if by_letter else 0, row[1].casefold()))


def _year(year: int, run: Run, of: tuple[tuple[int, str], ...], day: date) -> YearOfSchool:
    after = AFTER[_LASTED]
    is_asked = is_year_asked(SchoolYear(year), _LASTED, day)
    lasting = run.share(run.shown(*of, (after, LASTING)), run.shown(*of, (after, ENDED))) if is_asked else None
    return YearOfSchool(year, run.shown(*of), run.placed(*of), lasting)


__all__ = ["ANSWERS", "COLUMNS", "LASTING_COLUMNS", "MONTHS", "ResultFigures"]
