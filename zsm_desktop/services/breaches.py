"""The register of data breaches (article 33, paragraph 5, AVG) and its clock of 72 hours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from zsm_desktop.domain.breaches import BreachKind, Risk, RiskAnswers, hours_left, report_by, weigh
from zsm_desktop.domain.calendar import home_day
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.models import DataBreach
from zsm_desktop.services.known import known, require_version
from zsm_desktop.services.service import Service, act, opened, read, sealed

if TYPE_CHECKING:
    from zsm_desktop.store.work import Work

TEXTS = ("facts", "consequences", "measures", "reason")
MOST_LETTERS = 4_000


@dataclass(frozen=True, slots=True)
class BreachDraft:
    """`people` None: nobody knows how many yet."""

    discovered_at: datetime
    kind: str
    facts: str
    people: int | None = None
    happened_on: date | None = None
    consequences: str = ""
    measures: str = ""


@dataclass(frozen=True, slots=True)
class BreachRow:
    """`hours_left` until it must be reported: None where that was done, need not be, or it is closed."""

    id: str
    number: str
    discovered_at: datetime
    happened_on: date | None
    kind: str
    people: int | None
    risk: str
    facts: str
    consequences: str
    measures: str
    reason: str
    report_by: datetime
    hours_left: int | None
    reported_at: datetime | None
    report_reference: str
    told_on: date | None
    closed_at: datetime | None
    version: int


class Breaches(Service):
    @read(Permission.READ_PRIVACY)
    def rows(self) -> tuple[BreachRow, ...]:
        """The open ones first, each by its number, the latest on top."""
        with self.store.reading() as session:
            found = [self._row(row) for row in session.scalars(select(DataBreach))]
        return tuple(sorted(found, key=lambda one: (one.closed_at is None, one.discovered_at, one.id), reverse=True))

    @read(Permission.READ_PRIVACY)
    def row(self, breach_id: str) -> BreachRow:
        """Raises RuleError("breach.none")."""
        with self.store.reading() as session:
            row = session.get(DataBreach, breach_id)
            if row is None:
                raise RuleError("breach.none")
            return self._row(row)

    @act("breach.add", Permission.KEEP_PRIVACY)
    def add(self, work: Work, draft: BreachDraft) -> None:
        """Raises RuleError("breach.kind", "breach.future", "breach.no_facts", "breach.people", "breach.long_text",
        "breach.happened_after").
        """
        self._require(draft)
        year = self._day_of(draft.discovered_at).year
        numbers = work.rows("SELECT number FROM data_breach WHERE number LIKE ?", (f"DL-{year}-%",))
        last = max((int(str(number).rsplit("-", 1)[1]) for (number,) in numbers), default=0)
        row = DataBreach(id=work.new_id(), number=f"DL-{year}-{last + 1:02d}", kind=draft.kind)
        self._write(work, row, draft)
        work.session.add(row)
        work.made = work.subject_id = row.id
        work.facts = {"number": row.number}
        work.touch("privacy", row.id)

    @act("breach.edit", Permission.KEEP_PRIVACY)
    def edit(self, work: Work, breach_id: str, version: int, draft: BreachDraft) -> None:
        """Raises RuleError("breach.none", "edit.conflict", "breach.closed", "breach.discovered_after"), and as
        `add`.
        """
        row = self._open(work, breach_id, version)
        self._require(draft)
        if row.reported_at is not None and draft.discovered_at > row.reported_at:
            raise RuleError("breach.discovered_after")
        if row.told_on is not None and self._day_of(draft.discovered_at) > row.told_on:
            raise RuleError("breach.discovered_after")
        self._write(work, row, draft)

    @act("breach.weigh", Permission.KEEP_PRIVACY)
    def weigh(self, work: Work, breach_id: str, version: int, answers: RiskAnswers, reason: str = "") -> None:
        """The risk the answers lead to; where the authority need not hear of it, the reason is noted.

        Raises RuleError("breach.none", "edit.conflict", "breach.closed", "breach.no_reason", "breach.reported").
        """
        row = self._open(work, breach_id, version)
        risk = weigh(answers)
        if risk is Risk.NONE and not reason.strip():
            raise RuleError("breach.no_reason")
        if risk is Risk.NONE and row.reported_at is not None:
            raise RuleError("breach.reported")
        row.risk = risk.value
        row.sealed_reason = sealed(work, "data_breach", row.id, "sealed_reason", _checked(reason))
        work.facts = {"risk": risk.value}

    @act("breach.report", Permission.KEEP_PRIVACY)
    def report(self, work: Work, breach_id: str, version: int, at: datetime, reference: str = "") -> None:
        """It was reported to the authority. Raises RuleError("breach.none", "edit.conflict", "breach.closed",
        "breach.reported_before", "breach.future").
        """
        row = self._open(work, breach_id, version)
        if at < row.discovered_at:
            raise RuleError("breach.reported_before")
        if at > work.at:
            raise RuleError("breach.future")
        row.reported_at, row.report_reference = at, " ".join(reference.split())[:80]

    @act("breach.tell", Permission.KEEP_PRIVACY)
    def tell(self, work: Work, breach_id: str, version: int, on: date) -> None:
        """The people it touches were told. Raises as `report`."""
        row = self._open(work, breach_id, version)
        if on < self._day_of(row.discovered_at):
            raise RuleError("breach.reported_before")
        if on > self.desk.day:
            raise RuleError("breach.future")
        row.told_on = on

    @act("breach.close", Permission.KEEP_PRIVACY)
    def close(self, work: Work, breach_id: str, version: int) -> None:
        """Raises RuleError("breach.none", "edit.conflict", "breach.closed"), and until all was done that the risk asks
        ("breach.not_weighed", "breach.not_reported", "breach.not_told").
        """
        row = self._open(work, breach_id, version)
        risk = Risk(row.risk)
        if risk is Risk.UNKNOWN:
            raise RuleError("breach.not_weighed")
        if risk.must_report and row.reported_at is None:
            raise RuleError("breach.not_reported")
        if risk.must_tell and row.told_on is None:
            raise RuleError("breach.not_told")
        row.closed_at = work.at

    def _open(self, work: Work, breach_id: str, version: int) -> DataBreach:
        row = known(work, DataBreach, breach_id, "breach.none")
        require_version(row, version)
        if row.closed_at is not None:
            raise RuleError("breach.closed")
        work.subject_id = row.id
        work.touch("privacy", row.id)
        return row

    def _require(self, draft: BreachDraft) -> None:
        if draft.kind not in set(BreachKind):
            raise RuleError("breach.kind")
        if draft.discovered_at > self.desk.clock():
            raise RuleError("breach.future")
        if draft.happened_on is not None and draft.happened_on > self._day_of(draft.discovered_at):
            raise RuleError("breach.happened_after")
        if not draft.facts.strip():
            raise RuleError("breach.no_facts")
        if draft.people is not None and not 0 <= draft.people <= 1_000_000:
            raise RuleError("breach.people")

    def _day_of(self, at: datetime) -> date:

        return home_day(at)

    def _write(self, work: Work, row: DataBreach, draft: BreachDraft) -> None:
        row.discovered_at, row.happened_on = draft.discovered_at, draft.happened_on
        row.kind, row.people = draft.kind, draft.people
        for name in ("facts", "consequences", "measures"):
            text = _checked(getattr(draft, name))
            setattr(row, f"sealed_{name}", sealed(work, "data_breach", row.id, f"sealed_{name}", text))

    def _row(self, row: DataBreach) -> BreachRow:
        texts = dict(self._texts(row))
        is_waiting = row.closed_at is None and row.reported_at is None and row.risk != Risk.NONE
        return BreachRow(
            row.id, row.number, row.discovered_at, row.happened_on, row.kind, row.people, row.risk, texts["facts"],
            texts["consequences"], texts["measures"], texts["reason"], report_by(row.discovered_at),
            hours_left(row.discovered_at, self.desk.clock()) if is_waiting else None,
            row.reported_at, row.report_reference, row.told_on, row.closed_at, row.version,
        )  # fmt: skip

    def _texts(self, row: DataBreach) -> Iterator[tuple[str, str]]:
        for name in TEXTS:
            column = f"sealed_{name}"
            yield name, opened(self.store.seal, "data_breach", row.id, column, getattr(row, column))


def _checked(text: str) -> str:
    if len(text) > MOST_LETTERS:
        raise RuleError("breach.long_text", most=MOST_LETTERS)
    return text.strip()
