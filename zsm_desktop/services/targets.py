"""What the network agreed to count, how it went over the years, and what it aims at, for itself and for each school."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from sqlalchemy import Select, select

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.indicators import OF_LEAVERS, OF_SCHOOLS, agreed, is_countable, is_limit, value_of
from zsm_desktop.domain.permissions import Permission, Role
from zsm_desktop.domain.profiles import Indicator
from zsm_desktop.models import Organisation, School
from zsm_desktop.models import Target as TargetRow
from zsm_desktop.services.counted import count
from zsm_desktop.services.known import known, require_version
from zsm_desktop.services.profiles import profile_of
from zsm_desktop.services.rights import is_other_school
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.store.work import Work

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

YEARS_SHOWN = 4
MOST = {"number": 99_999, "share": 1000, "growth": 9_999}


@dataclass(frozen=True, slots=True)
class Point:
    """What an indicator came to in a school year; None: nothing to count, or not to be shown."""

    year: int
    value: int | None


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """`unit` says how `target` and the values of `trend` are meant, see `domain.indicators`; the last point is now.

    `target_version` is 0 without a target; `is_limit`: the target is what it may come to at most.
    """

    code: str
    name: str
    unit: str
    target: int | None
    target_version: int
    trend: tuple[Point, ...]
    is_limit: bool = False

    @property
    def value(self) -> int | None:
        return self.trend[-1].value

    @property
    def is_reached(self) -> bool | None:
        """None without a target or a value."""
        if self.target is None or self.value is None:
            return None
        return self.value <= self.target if self.is_limit else self.value >= self.target


@dataclass(frozen=True, slots=True)
class IndicatorSheet:
    """Of the network (`school_id` "") or one school; `uncounted` are names of what cannot be counted yet."""

    year: int
    school_id: str
    rows: tuple[IndicatorRow, ...]
    uncounted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SchoolChoice:
    id: str
    name: str


class Targets(Service):
    @read(Permission.READ_NETWORK)
    def schools(self) -> tuple[SchoolChoice, ...]:
        """Whose own targets this reader may look at."""
        query = select(School.id, Organisation.name).join(Organisation, Organisation.id == School.id)
        if self.actor.role is not Role.SECRETARY:
            query = query.where(School.id == (self.actor.school_id or ""))
        with self.store.reading() as session:
            return tuple(SchoolChoice(*row) for row in session.execute(query.order_by(Organisation.name)))

    @read(Permission.READ_NETWORK)
    def sheet(
        self, year: int, *, school_id: str = "", is_paper: bool = False, years: int = YEARS_SHOWN
    ) -> IndicatorSheet:
        """Every indicator with its trend over `years`; a year that runs has not grown yet.

        Raises RuleError("permission.other_school").
        """
        if school_id and is_other_school(self.actor, school_id):
            raise RuleError("permission.other_school")
        with self.store.reading() as session:
            wanted = agreed(profile_of(session))
            counted = [one for one in wanted if is_countable(one) and (not school_id or _is_of_schools(one))]
            targets = self._targets(session, year, school_id)
            seen = [
                count(self.desk, session, back, counted, school_id=school_id, is_paper=is_paper)
                for back in range(year - years, year + 1)
            ]
        running = SchoolYear.of(self.desk.day).start_year
        rows = []
        for indicator in counted:
            numbers = [one[indicator.code] for one in seen]
            values = [value_of(indicator, now, before) for before, now in pairwise(numbers)]
            trend = tuple(
                Point(at, None if indicator.unit == "growth" and at >= running else value)
                for at, value in enumerate(values, start=year - years + 1)
            )
            value, version = targets.get(indicator.code, (None, 0))
            rows.append(
                IndicatorRow(indicator.code, indicator.name, indicator.unit, value, version, trend, is_limit(indicator))
            )
        return IndicatorSheet(year, school_id, tuple(rows), tuple(one.name for one in wanted if not is_countable(one)))

    @act("target.set", Permission.EDIT_NETWORK, can_undo=True)
    def set(
        self, work: Work, indicator: str, year: int, version: int, value: int | None, *, school_id: str = ""
    ) -> None:
        """What is aimed at in a school year, by the network or one school; None: nothing any more.

        Raises RuleError("target.indicator", "target.nothing", "target.value", "school.none", "edit.conflict").
        """
        meant = next((one for one in agreed(profile_of(work.session)) if one.code == indicator), None)
        if meant is None:
            raise RuleError("target.indicator")
        if not is_countable(meant) or (school_id and not _is_of_schools(meant)):
            raise RuleError("target.nothing")
        if school_id:
            known(work, School, school_id, "school.none")
        if value is not None and not 0 <= value <= MOST[meant.unit]:
            raise RuleError("target.value", most=MOST[meant.unit] // (1 if meant.unit == "number" else 10))
        row = work.session.scalars(_target(year, school_id).where(TargetRow.indicator == indicator)).one_or_none()
        require_version(row, version)
        if value is None:
            if row is not None:
                work.session.delete(row)
        elif row is None:
            work.made = work.new_id()
            work.session.add(
                TargetRow(id=work.made, indicator=indicator, school_id=school_id or None, school_year=year, value=value)
            )
        else:
            row.value = value
        work.facts = {"indicator": indicator, "year": year}
        work.touch("target", indicator)

    def _targets(self, session: Session, year: int, school_id: str) -> dict[str, tuple[int, int]]:
        return {row.indicator: (row.value, row.version) for row in session.scalars(_target(year, school_id))}


def _is_of_schools(indicator: Indicator) -> bool:
    return indicator.counted in OF_LEAVERS or indicator.counted in OF_SCHOOLS


def _target(year: int, school_id: str) -> Select[TargetRow]:
    whose = TargetRow.school_id == school_id if school_id else TargetRow.school_id.is_(None)
    return select(TargetRow).where(TargetRow.school_year == year, whose)
