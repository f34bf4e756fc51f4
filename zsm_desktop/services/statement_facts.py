"""Reading of statements: what one school gave and took over a stretch of months, as the books stood at one entry.

Bookings after that entry are taken out again, so that a statement that went out can be written once more as it was.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from zsm_desktop.domain.calendar import month_index
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Actor, Permission, Role
from zsm_desktop.domain.spans import ALL, Span
from zsm_desktop.models.types import utc_text
from zsm_desktop.services.desk import HOME
from zsm_desktop.services.explaining import Asked, ExplainLine, Explanation, Parts, explained
from zsm_desktop.store.store import Store

RowsOf = Callable[[str, dict[str, Any]], list[Any]]


@dataclass(frozen=True, slots=True)
class IssuedRow:
    """A statement that went out. `later` counts bookings since that alter its opening or closing balance.

    `later_cents` is what they come to; `replaced_by` is the version over the same days that came after it, 0 for none.
    """

    id: str
    number: str
    version: int
    school_id: str
    code: str
    name: str
    span: Span
    made_at: datetime
    made_by: str
    entries: int
    head: str
    opening_cents: int
    closing_cents: int
    later: int
    later_cents: int
    replaced_by: int

    @property
    def is_overtaken(self) -> bool:
        return self.later > 0


@dataclass(frozen=True, slots=True)
class BesideLine:
    """A delivery in these months that is in no balance: `status` is entered or disputed.

    `said_by` and `said` are the last message of the talk about it, "" where nobody said anything.
    """

    delivery_id: str
    status: str
    side: str
    delivered_on: date
    counter_code: str
    counter: str
    offer_code: str
    offer: str
    unit: str
    unit_plural: str
    quantity_hundredths: int
    tariff_cents: int
    amount_cents: int
    placement_number: str
    said_by: str
    said: str

    @property
    def signed_cents(self) -> int:
        """What it would do to the balance."""
        return self.amount_cents if self.side == "given" else -self.amount_cents


@dataclass(frozen=True, slots=True)
class Reopening:
    """A closed month in the span that was opened once more."""

    first_day: date
    reopened_on: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class StatementFacts:
    """`opening_cents` + what `lines` come to = `closing_cents`; what stands beside is in neither.

    `number` is "" for what did not go out. `earlier` is the version that this one replaces, `since` what was booked
    after it: in these months or, changing the opening balance, before them. `silence_days` None: silence means nothing.
    """

    school_id: str
    code: str
    name: str
    network: str
    span: Span
    number: str
    version: int
    made_at: datetime
    made_by: str
    opening_cents: int
    lines: tuple[ExplainLine, ...]
    parts: Parts
    waiting: tuple[BesideLine, ...]
    disputed: tuple[BesideLine, ...]
    earlier_beside: int
    silence_days: int | None
    entries: int
    head: str
    reopenings: tuple[Reopening, ...]
    earlier: IssuedRow | None
    since: tuple[ExplainLine, ...]

    @property
    def closing_cents(self) -> int:
        return self.opening_cents + self.parts.balance_cents

    @property
    def made_on(self) -> date:
        return self.made_at.astimezone(HOME).date()

    @property
    def runs_on(self) -> bool:
        """Whether the last month was not over yet when it was made."""
        return self.made_on <= self.span.last_day


_ACCOUNT = "SELECT a.id, a.code, a.name FROM account a WHERE a.school_id = :school_id"
# The plus keeps the reader of the second sum to what came after the entry, which is little.
_STANDING = """
SELECT coalesce((SELECT sum(given_cents - taken_cents) FROM account_total
 WHERE account_id = :account AND month < :month), 0)
 - coalesce((SELECT sum(cents) FROM posting WHERE entry > :entries AND +account_id = :account
 AND +booked_on < :day), 0)
"""
_HEAD = "SELECT number, hash FROM journal_entry ORDER BY number DESC LIMIT 1"
_MONTHS = "SELECT min(month), max(month) FROM account_total"
_LATER = """
(SELECT {what} FROM posting p WHERE p.entry > s.entries AND +p.account_id = a.id AND +p.booked_on <= s.last_day)
"""
_ISSUED = f"""
SELECT s.id, s.number, s.version, s.school_id, o.code, o.name, s.first_day, s.last_day, s.made_at, u.name, s.entries,
 s.head, s.opening_cents, s.closing_cents, {_LATER.format(what="count(DISTINCT p.entry)")},
 {_LATER.format(what="coalesce(sum(p.cents), 0)")},
 coalesce((SELECT max(n.version) FROM statement n WHERE n.number = s.number AND n.version > s.version), 0)
FROM statement s
JOIN organisation o ON o.id = s.school_id
JOIN account a ON a.school_id = s.school_id
JOIN user_account u ON u.id = s.made_by
"""  # noqa: S608 - made of fixed parts
_LATEST_FIRST = " ORDER BY s.made_at DESC, o.name, s.number DESC, s.version DESC"
_BESIDE = """
SELECT d.id, d.status, CASE WHEN d.provider_id = :school_id THEN 'given' ELSE 'taken' END, d.delivered_on,
 c.code, c.name, o.code, o.name, u.name, u.plural, d.quantity, d.tariff_cents, d.amount_cents, coalesce(p.number, ''),
 coalesce(mo.name, mu.name, ''), coalesce(m.text, '')
FROM delivery d
JOIN organisation c ON c.id = CASE WHEN d.provider_id = :school_id THEN d.user_id ELSE d.provider_id END
JOIN offer o ON o.id = d.offer_id
JOIN unit u ON u.id = o.unit_id
LEFT JOIN placement p ON p.id = d.placement_id
LEFT JOIN dispute_message m ON d.status = 'disputed' AND m.id = (SELECT l.id FROM dispute_message l
 WHERE l.delivery_id = d.id AND l.text <> '' ORDER BY l.said_at DESC, l.rowid DESC LIMIT 1)
LEFT JOIN user_account mu ON mu.id = m.said_by
LEFT JOIN organisation mo ON mo.id = mu.school_id
WHERE d.status IN ('entered', 'disputed') AND (d.provider_id = :school_id OR d.user_id = :school_id)
 AND d.delivered_on BETWEEN :first AND :last
ORDER BY d.delivered_on, c.name, o.name, d.id
"""
_EARLIER_BESIDE = """
SELECT count(*) FROM delivery WHERE status IN ('entered', 'disputed')
 AND (provider_id = :school_id OR user_id = :school_id) AND delivered_on < :first
"""
_REOPENED = """
SELECT p.first_day, r.reopened_at, u.name, r.reason FROM period_reopening r
JOIN period p ON p.id = r.period_id JOIN user_account u ON u.id = r.reopened_by
WHERE p.first_day BETWEEN :first AND :last AND r.reopened_at <= :made ORDER BY r.reopened_at, p.first_day
"""
_NETWORK = "SELECT name, silence_days FROM network"


def sees_all(actor: Actor) -> bool:
    """Who keeps the books makes and reads the statements of every school; others read their own school's."""
    return actor.role is Role.SECRETARY or actor.may(Permission.KEEP_BOOKS)


def account_of(rows_of: RowsOf, school_id: str) -> tuple[int, str, str]:
    """Its account, code and name; raises RuleError("school.none")."""
    rows = rows_of(_ACCOUNT, {"school_id": school_id})
    if not rows:
        raise RuleError("school.none")
    account, code, name = rows[0]
    return int(account), str(code), str(name)


def standing(rows_of: RowsOf, account: int, month: int, entries: int) -> int:
    """The balance of all that was booked before the first of `month`, up to and with the entry of that number."""
    day = Span(month, month).first_day.isoformat()
    ((cents,),) = rows_of(_STANDING, {"account": account, "month": month, "day": day, "entries": entries})
    return int(cents)


def chain_head(rows_of: RowsOf) -> tuple[int, bytes | None]:
    rows = rows_of(_HEAD, {})
    return (int(rows[0][0]), bytes(rows[0][1])) if rows else (0, None)


def stated(rows_of: RowsOf, span: Span, today: date) -> Span:
    """`span` with real ends: an open beginning is the first booking of all schools, an open end the running month.

    Raises RuleError("statement.ahead") for months that have yet to begin.
    """
    first, last = rows_of(_MONTHS, {})[0]
    now = month_index(today)
    begins = (now if first is None else min(first, now)) if span.first_month == ALL.first_month else span.first_month
    ends = max(last or now, now) if span.last_month == ALL.last_month else span.last_month
    if begins > now:
        raise RuleError("statement.ahead")
    return Span(begins, max(begins, ends))


def issued_rows(rows_of: RowsOf, actor: Actor, **wanted: str) -> tuple[IssuedRow, ...]:
    """Latest first; `wanted` are columns of the statement and what they have to be."""
    where = "(:own IS NULL OR s.school_id = :own)"
    facts: dict[str, Any] = {"own": None if sees_all(actor) else actor.school_id or ""}
    for column, value in wanted.items():
        where += f" AND s.{column} = :{column}"
        facts[column] = value
    return tuple(_issued(row) for row in rows_of(f"{_ISSUED} WHERE {where}{_LATEST_FIRST}", facts))


def over(rows_of: RowsOf, actor: Actor, school_id: str, span: Span) -> tuple[IssuedRow, ...]:
    """The versions over exactly these months, the latest first."""
    days = {"first_day": span.first_day.isoformat(), "last_day": span.last_day.isoformat()}
    found = issued_rows(rows_of, actor, school_id=school_id, **days)
    return tuple(sorted(found, key=lambda row: -row.version))


@dataclass(frozen=True, slots=True)
class Moment:
    """Of which statement, or None of none, and as the books stood at which entry."""

    statement: IssuedRow | None
    made_at: datetime
    made_by: str
    entries: int
    head: str
    earlier: IssuedRow | None


def moment_now(store: Store, made_at: datetime, made_by: str, earlier: IssuedRow | None) -> Moment:
    entries, head = chain_head(store.rows)
    return Moment(None, made_at, made_by, entries, head.hex() if head else "", earlier)


def statement_facts(store: Store, school_id: str, span: Span, at: Moment) -> StatementFacts:
    account, code, name = account_of(store.rows, school_id)
    found = explained(store, Asked(school_id, span))
    lines = tuple(line for line in found.lines if line.number <= at.entries)
    ((network, days),) = store.rows(_NETWORK)
    ends = {"first": span.first_day.isoformat(), "last": span.last_day.isoformat()}
    beside = [_beside(row) for row in store.rows(_BESIDE, {**ends, "school_id": school_id})]
    ((before,),) = store.rows(_EARLIER_BESIDE, {"school_id": school_id, "first": ends["first"]})
    reopened = store.rows(_REOPENED, {**ends, "made": utc_text(at.made_at)})
    number, version = (at.statement.number, at.statement.version) if at.statement else ("", 0)
    return StatementFacts(
        school_id=school_id,
        code=code,
        name=name,
        network=network,
        span=span,
        number=number,
        version=version,
        made_at=at.made_at,
        made_by=at.made_by,
        opening_cents=standing(store.rows, account, span.first_month, at.entries),
        lines=lines,
        parts=Explanation(school_id, code, name, 0, lines, span).parts,
        waiting=tuple(line for line in beside if line.status == "entered"),
        disputed=tuple(line for line in beside if line.status == "disputed"),
        earlier_beside=int(before),
        silence_days=days,
        entries=at.entries,
        head=at.head,
        reopenings=tuple(
            Reopening(date.fromisoformat(row[0]), datetime.fromisoformat(row[1]), *row[2:]) for row in reopened
        ),
        earlier=at.earlier,
        since=_since(store, school_id, span, at),
    )


def _since(store: Store, school_id: str, span: Span, at: Moment) -> tuple[ExplainLine, ...]:
    """What was booked after the earlier version up to the last of its months."""
    if at.earlier is None or at.entries <= at.earlier.entries:
        return ()
    until = Span(ALL.first_month, span.last_month)
    found = explained(store, Asked(school_id, until, after=at.earlier.entries))
    return tuple(line for line in found.lines if line.number <= at.entries)


def _issued(row: Any) -> IssuedRow:
    span = Span.between(date.fromisoformat(row[6]), date.fromisoformat(row[7]))
    head = bytes(row[11]).hex() if row[11] else ""
    made_at = datetime.fromisoformat(row[8])
    values: list[Any] = [*row[:6], span, made_at, row[9], row[10], head, *(int(value) for value in row[12:])]
    return IssuedRow(*values)


def _beside(row: Any) -> BesideLine:
    values: list[Any] = list(row)
    values[3] = date.fromisoformat(row[3])
    return BesideLine(*values)
