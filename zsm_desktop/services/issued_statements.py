"""Statements that went out, each with what has happened since that alters what it said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from zsm_desktop.domain.permissions import Actor
from zsm_desktop.domain.spans import Span

RowsOf = Callable[[str, dict[str, Any]], list[Any]]
Since = Mapping[int, Mapping[int, tuple[int, int]]]
"""By account and month of booking: how many entries, and what they come to."""


@dataclass(frozen=True, slots=True)
class IssuedRow:
    """A statement that went out. `later` counts bookings since that alter its opening or closing balance.

    `later_cents` is what they come to, `reopened` how many times one of its months was opened again after it;
    `replaced_by` is the version over the same days that came after it, 0 for none. `silence_days` is the rule of then.
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
    silence_days: int | None
    replaced_by: int
    reopened: int
    later: int
    later_cents: int

    @property
    def is_overtaken(self) -> bool:
        return self.later > 0 or self.reopened > 0


_ISSUED = """
SELECT s.id, s.number, s.version, s.school_id, o.code, o.name, s.first_day, s.last_day, s.made_at, u.name, s.entries,
 s.head, s.opening_cents, s.closing_cents, s.silence_days,
 coalesce((SELECT max(n.version) FROM statement n WHERE n.number = s.number AND n.version > s.version), 0),
 (SELECT count(*) FROM period_reopening r JOIN period p ON p.id = r.period_id
  WHERE p.first_day BETWEEN s.first_day AND s.last_day AND r.reopened_at > s.made_at), a.id
FROM statement s
JOIN organisation o ON o.id = s.school_id
JOIN account a ON a.school_id = s.school_id
JOIN user_account u ON u.id = s.made_by
"""
_LATEST_FIRST = " ORDER BY s.made_at DESC, o.name, s.number DESC, s.version DESC"
_BETWEEN = """
SELECT account_id, CAST(substr(booked_on, 1, 4) AS INTEGER) * 12 + CAST(substr(booked_on, 6, 2) AS INTEGER) - 1 AS m,
 count(DISTINCT entry), sum(cents) FROM posting WHERE entry > :after AND entry <= :until GROUP BY account_id, m
"""
_LAST = "SELECT coalesce(max(number), 0) FROM journal_entry"


def issued_rows(rows_of: RowsOf, actor: Actor, **wanted: str) -> tuple[IssuedRow, ...]:
    """Latest first; `wanted` are columns of the statement and what they have to be."""
    where = "(:own IS NULL OR s.school_id = :own)"
    facts: dict[str, Any] = {"own": None if actor.sees_all_schools else actor.school_id or ""}
    for column, value in wanted.items():
        where += f" AND s.{column} = :{column}"
        facts[column] = value
    rows = rows_of(f"{_ISSUED} WHERE {where}{_LATEST_FIRST}", facts)
    found: dict[str, IssuedRow] = {}
    for entries, since in booked_since(rows_of, {row[10] for row in rows}):
        for row in rows:
            if row[10] == entries:
                found[row[0]] = _issued(row, since)
    return tuple(found[row[0]] for row in rows)


def booked_since(rows_of: RowsOf, marks: Iterable[int]) -> Iterator[tuple[int, Since]]:
    """Per number of an entry what was booked after it, the last first: every entry is read once for all of them.

    What comes with a number holds until the next is asked.
    """
    since: defaultdict[int, dict[int, tuple[int, int]]] = defaultdict(dict)
    ((until,),) = rows_of(_LAST, {})
    for mark in sorted(marks, reverse=True):
        for account, month, entries, cents in rows_of(_BETWEEN, {"after": mark, "until": until}):
            count, sum_ = since[account].get(month, (0, 0))
            since[account][month] = (count + entries, sum_ + cents)
        until = min(mark, until)
        yield mark, since


def booked_until(since: Since, account: int, last_month: int) -> tuple[int, int]:
    """Of that the part up to and with a month."""
    months = [found for month, found in since.get(account, {}).items() if month <= last_month]
    return sum(count for count, _ in months), sum(cents for _, cents in months)


def over(rows_of: RowsOf, actor: Actor, school_id: str, span: Span) -> tuple[IssuedRow, ...]:
    """The versions over exactly these months, the latest first."""
    days = {"first_day": span.first_day.isoformat(), "last_day": span.last_day.isoformat()}
    found = issued_rows(rows_of, actor, school_id=school_id, **days)
    return tuple(sorted(found, key=lambda row: -row.version))


def _issued(row: Any, since: Since) -> IssuedRow:
    span = Span.between(date.fromisoformat(row[6]), date.fromisoformat(row[7]))
    head = bytes(row[11]).hex() if row[11] else ""
    made_at = datetime.fromisoformat(row[8])
    later = booked_until(since, row[17], span.last_month)
    values: list[Any] = [*row[:6], span, made_at, row[9], row[10], head, *row[12:17], *later]
    return IssuedRow(*values)
