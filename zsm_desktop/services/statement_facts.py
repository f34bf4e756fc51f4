"""Reading of statements: what one school gave and took over a stretch of months, as the books stood at one entry.

What happened after that entry is taken out again, so that a statement that went out can be written once more as it was;
only that a month of it was opened again comes to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from zsm_desktop.domain.calendar import home_day, month_index
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.spans import ALL, Span
from zsm_desktop.models.types import utc_text
from zsm_desktop.services.chain import chain_head
from zsm_desktop.services.explaining import explained
from zsm_desktop.services.explaining_asked import Asked
from zsm_desktop.services.explaining_rows import ExplainLine, Explanation, Parts
from zsm_desktop.services.issued_statements import IssuedRow, RowsOf
from zsm_desktop.services.reopenings import Reopening, reopenings
from zsm_desktop.store.store import Store


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
class StatementFacts:
    """`opening_cents` + what `lines` come to = `closing_cents`; what stands beside is in neither.

    `number` is "" for what did not go out. `earlier` is the version that this one replaces, `since` what was booked
    after it: in these months or, changing the opening balance, before them. `silence_days` None: silence means nothing.
    `reopenings` may be later than what it says: those it could not know.
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
        return self.opening_cents + self.parts.open_cents

    @property
    def made_on(self) -> date:
        return home_day(self.made_at)

    @property
    def runs_on(self) -> bool:
        """Whether the last month was not over yet when it was made."""
        return self.made_on <= self.span.last_day


_ACCOUNT = "SELECT a.id, a.code, a.name FROM account a WHERE a.school_id = :school_id"
# The coalesces keep the reader of the second sum to what came after the entry, which is little.
_STANDING = """
SELECT coalesce((SELECT sum(given_cents - taken_cents + settled_cents) FROM account_total
 WHERE account_id = :account AND month < :month), 0)
 - coalesce((SELECT sum(cents) FROM posting WHERE entry > :entries AND coalesce(account_id, NULL) = :account
 AND coalesce(booked_on, NULL) < :day), 0)
"""
_MONTHS = "SELECT min(month), max(month) FROM account_total"
# As it was when a statement went out: which of these were open then, and which of those in dispute.
_OPEN = """
WITH open AS (
 SELECT id FROM delivery WHERE status IN ('entered', 'disputed') AND delivered_on BETWEEN :first AND :last
 UNION ALL SELECT delivery_id FROM journal_entry WHERE number > :entries AND kind = 'delivery'
 UNION ALL SELECT id FROM delivery WHERE status = 'withdrawn' AND delivered_on BETWEEN :first AND :last
  AND settled_at > :made)
"""
# Times are kept in whole seconds: what was entered and booked in the very one of the statement came after it.
_WAS_OPEN = """
(d.entered_at < :made OR (d.entered_at = :made AND d.status IN ('entered', 'disputed')))
 AND (d.provider_id = :school_id OR d.user_id = :school_id)
 AND d.delivered_on BETWEEN :first AND :last
"""
_BESIDE = f"""{_OPEN}
SELECT d.id, CASE WHEN d.dispute IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dispute_message f
  WHERE f.delivery_id = d.id AND f.kind = 'disputed' AND f.said_at > :made) THEN 'disputed' ELSE 'entered' END,
 CASE WHEN d.provider_id = :school_id THEN 'given' ELSE 'taken' END, d.delivered_on,
 c.code, c.name, o.code, o.name, u.name, u.plural, d.quantity, d.tariff_cents, d.amount_cents, coalesce(p.number, ''),
 coalesce(mo.name, mu.name, ''), coalesce(m.text, '')
FROM open JOIN delivery d ON d.id = open.id
JOIN organisation c ON c.id = CASE WHEN d.provider_id = :school_id THEN d.user_id ELSE d.provider_id END
JOIN offer o ON o.id = d.offer_id
JOIN unit u ON u.id = o.unit_id
LEFT JOIN placement p ON p.id = d.placement_id
LEFT JOIN dispute_message m ON m.id = (SELECT l.id FROM dispute_message l
 WHERE l.delivery_id = d.id AND l.text <> '' AND l.said_at <= :made ORDER BY l.said_at DESC, l.id DESC LIMIT 1)
LEFT JOIN user_account mu ON mu.id = m.said_by
LEFT JOIN organisation mo ON mo.id = mu.school_id
WHERE {_WAS_OPEN} ORDER BY d.delivered_on, c.name, o.name, d.id
"""  # noqa: S608 - made of fixed parts
_EARLIER_BESIDE = f"{_OPEN} SELECT count(*) FROM open JOIN delivery d ON d.id = open.id WHERE {_WAS_OPEN}"  # noqa: S608
_NETWORK = "SELECT name, silence_days FROM network"


def account_of(rows_of: RowsOf, school_id: str) -> tuple[int, str, str]:
    """Its account, code and name; raises RuleError("school.none")."""
    rows = rows_of(_ACCOUNT, {"school_id": school_id})
    if not rows:
        raise RuleError("school.none")
    account, code, name = rows[0]
    return int(account), str(code), str(name)


def standing(rows_of: RowsOf, account: int, month: int, entries: int) -> int:
    """What was open of all that was booked before the first of `month`, up to and with the entry of that number."""
    day = Span(month, month).first_day.isoformat()
    ((cents,),) = rows_of(_STANDING, {"account": account, "month": month, "day": day, "entries": entries})
    return int(cents)


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
    head = chain_head(store.rows)
    return Moment(None, made_at, made_by, head.number, head.hash.hex() if head.number else "", earlier)


def statement_facts(store: Store, school_id: str, span: Span, at: Moment) -> StatementFacts:
    """All of it read from one moment of the store."""
    with store.snapshot():
        account, code, name = account_of(store.rows, school_id)
        found = explained(store, Asked(school_id, span, is_standing=True))
        lines = tuple(line for line in found.lines if line.number <= at.entries)
        ((network, silence_days),) = store.rows(_NETWORK)
        beside = _beside_lines(store, school_id, span, at)
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
            earlier_beside=_earlier_beside(store, school_id, span, at),
            silence_days=at.statement.silence_days if at.statement else silence_days,
            entries=at.entries,
            head=at.head,
            reopenings=reopenings(store, span.first_day, span.last_day),
            earlier=at.earlier,
            since=_since(store, school_id, span, at),
        )


def _beside_lines(store: Store, school_id: str, span: Span, at: Moment) -> list[BesideLine]:
    return [_beside(row) for row in store.rows(_BESIDE, _open_facts(school_id, span.first_day, span.last_day, at))]


def _earlier_beside(store: Store, school_id: str, span: Span, at: Moment) -> int:
    if span.first_day == date.min:
        return 0
    facts = _open_facts(school_id, date.min, span.first_day - timedelta(days=1), at)
    ((count,),) = store.rows(_EARLIER_BESIDE, facts)
    return int(count)


def _open_facts(school_id: str, first: date, last: date, at: Moment) -> dict[str, object]:
    return {
        "school_id": school_id,
        "first": first.isoformat(),
        "last": last.isoformat(),
        "made": utc_text(at.made_at),
        "entries": at.entries,
    }


def _since(store: Store, school_id: str, span: Span, at: Moment) -> tuple[ExplainLine, ...]:
    """What was booked after the earlier version up to the last of its months."""
    if at.earlier is None or at.entries <= at.earlier.entries:
        return ()
    until = Span(ALL.first_month, span.last_month)
    found = explained(store, Asked(school_id, until, after=at.earlier.entries, is_standing=True))
    return tuple(line for line in found.lines if line.number <= at.entries)


def _beside(row: Any) -> BesideLine:
    values: list[Any] = list(row)
    values[3] = date.fromisoformat(row[3])
    return BesideLine(*values)
