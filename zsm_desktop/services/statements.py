"""Statements: what a school gave and took over a stretch of months, as it reads it and as it goes out to it.

What goes out is kept with the balances and the head of the chain it stood on, so that a later one can say which it
replaces and what was booked since. The files are made by `reports.statement`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.spans import When, span_of
from zsm_desktop.models import Statement
from zsm_desktop.services.chain import chain_head
from zsm_desktop.services.issued_statements import IssuedRow, issued_rows, over
from zsm_desktop.services.numbers import next_in
from zsm_desktop.services.receivers import Receiver, receiver_of
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.services.statement_facts import (
    Moment,
    StatementFacts,
    account_of,
    moment_now,
    standing,
    stated,
    statement_facts,
)
from zsm_desktop.store.work import Work

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk

_STANDINGS = """
SELECT a.school_id, a.code, a.name,
 coalesce(sum(CASE WHEN t.month < :first THEN t.given_cents - t.taken_cents + t.settled_cents END), 0),
 coalesce(sum(CASE WHEN t.month <= :last THEN t.given_cents - t.taken_cents + t.settled_cents END), 0)
FROM account a LEFT JOIN account_total t ON t.account_id = a.id
WHERE a.school_id IS NOT NULL AND (:own IS NULL OR a.school_id = :own)
GROUP BY a.id, a.school_id, a.code, a.name ORDER BY a.name, a.code
"""


@dataclass(frozen=True, slots=True)
class SchoolStatement:
    """A school with its balances over the months asked for; `latest` is what went out over exactly these, or None."""

    school_id: str
    code: str
    name: str
    opening_cents: int
    closing_cents: int
    latest: IssuedRow | None

    @property
    def needs_new(self) -> bool:
        return self.latest is None or self.latest.is_overtaken


class Statements(Service):
    @read(Permission.READ_DELIVERIES)
    def schools(self, when: When = None) -> tuple[SchoolStatement, ...]:
        """Every school by name, or the own one, over these months. Raises RuleError("statement.ahead")."""
        with self.store.snapshot():
            real = stated(self.store.rows, span_of(when), self.desk.day)
            days = {"first_day": real.first_day.isoformat(), "last_day": real.last_day.isoformat()}
            out = issued_rows(self.store.rows, self.actor, **days)
            latest = {row.school_id: row for row in out if not row.replaced_by}
            own = None if self.actor.sees_all_schools else self.actor.school_id or ""
            rows = self.store.rows(_STANDINGS, {"first": real.first_month, "last": real.last_month, "own": own})
        return tuple(
            SchoolStatement(id_, code, name, opening, closing, latest.get(id_))
            for id_, code, name, opening, closing in rows
        )

    @read(Permission.READ_DELIVERIES)
    def draft(self, school_id: str, when: When = None) -> StatementFacts:
        """As it would go out now; what went out over the same months and still holds comes as that one.

        Raises RuleError("permission.other_school", "school.none", "statement.ahead").
        """
        self._require(school_id)
        account_of(self.store.rows, school_id)
        span = stated(self.store.rows, span_of(when), self.desk.day)
        versions = over(self.store.rows, self.actor, school_id, span)
        if versions and not versions[0].is_overtaken:
            return self.of(versions[0].id)
        now = moment_now(self.store, self.desk.clock(), self.actor.name, versions[0] if versions else None)
        return statement_facts(self.store, school_id, span, now)

    @read(Permission.READ_DELIVERIES)
    def of(self, statement_id: str) -> StatementFacts:
        """One that went out, as it was, with what its months were opened again for since.

        Raises RuleError("statement.none"), also for that of another school.
        """
        rows = issued_rows(self.store.rows, self.actor, id=statement_id)
        if not rows:
            raise RuleError("statement.none")
        row = rows[0]
        versions = over(self.store.rows, self.actor, row.school_id, row.span)
        earlier = next((one for one in versions if one.version < row.version), None)
        then = Moment(row, row.made_at, row.made_by, row.entries, row.head, earlier)
        return statement_facts(self.store, row.school_id, row.span, then)

    @read(Permission.READ_DELIVERIES)
    def issued(self, school_id: str | None = None) -> tuple[IssuedRow, ...]:
        """What went out, latest first; who does not keep the books sees those of the own school."""
        wanted = {"school_id": school_id} if school_id else {}
        return issued_rows(self.store.rows, self.actor, **wanted)

    @read(Permission.KEEP_BOOKS)
    def receiver(self, school_id: str) -> Receiver:
        return receiver_of(self.store, school_id)

    @act("statement.issue", Permission.KEEP_BOOKS)
    def issue(self, work: Work, school_id: str, when: When = None) -> None:
        """It goes out: numbered, and kept with what it says. The next over the same months is its next version.

        Raises RuleError("school.none", "statement.ahead"), and ("statement.already_out") while nothing happened that
        alters the last one: its files can be made again.
        """
        account, code, _ = account_of(work.rows, school_id)
        span = stated(work.rows, span_of(when), self.desk.day)
        versions = over(work.rows, work.actor, school_id, span)
        if versions and not versions[0].is_overtaken:
            raise RuleError("statement.already_out", number=versions[0].number, version=versions[0].version)
        head = chain_head(work.rows)
        ((silence_days,),) = work.rows("SELECT silence_days FROM network", {})
        made = Statement(
            id=work.new_id(),
            number=versions[0].number if versions else _next_number(work, SchoolYear.of(span.last_day), code),
            version=versions[0].version + 1 if versions else 1,
            school_id=school_id,
            first_day=span.first_day,
            last_day=span.last_day,
            made_at=work.at,
            made_by=work.actor.user_id,
            entries=head.number,
            head=head.hash if head.number else None,
            opening_cents=standing(work.rows, account, span.first_month, head.number),
            closing_cents=standing(work.rows, account, span.last_month + 1, head.number),
            silence_days=silence_days,
        )
        work.session.add(made)
        work.session.flush()
        work.made = work.subject_id = made.id
        work.facts = {"number": made.number, "version": made.version, "entries": head.number}
        work.touch("statement", made.id)

    def _require(self, school_id: str) -> None:
        if not self.actor.sees_all_schools:
            self.actor.require_school(school_id)


def issue_all(
    desk: Desk,
    when: When = None,
    school_ids: Sequence[str] | None = None,
    say: Callable[[int, int, str], object] = lambda *_: None,
) -> tuple[str, ...]:
    """A statement for every school, or for these, each an act of its own; their ids.

    One that went out and still holds is taken as it is. Raises RuleError("permission.other_school", "school.none")
    before anything goes out for one of `school_ids` that is not among those of this reader.
    `say(done, total, school)` comes before each and may raise to stop: what went out stays.
    """
    schools = [one for one in desk.statements.schools(when) if school_ids is None or one.school_id in school_ids]
    if not {one.school_id for one in schools}.issuperset(school_ids or ()):
        raise RuleError("school.none" if desk.actor.sees_all_schools else "permission.other_school")
    found = []
    for at, school in enumerate(schools):
        say(at, len(schools), school.name)
        if school.latest is not None and not school.needs_new:
            found.append(school.latest.id)
        else:
            found.append(desk.statements.issue(school.school_id, when).made_id)
    return tuple(found)


def _next_number(work: Work, year: SchoolYear, code: str) -> str:
    """Such as "OV-2026/27-DUIN-01", in the school year its last day is in."""
    prefix = f"OV-{year.label}-{code}-"
    return f"{prefix}{next_in(work, 'statement', prefix):02d}"
