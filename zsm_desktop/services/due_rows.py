"""Of whom and what the term is over: by which rule, since when, and what still stops it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from zsm_desktop.domain.calendar import HOME, home_day
from zsm_desktop.domain.destruction import DueRow
from zsm_desktop.domain.ids import made_at, uuid7
from zsm_desktop.domain.outside_copies import GONE, MAKE
from zsm_desktop.domain.privacy import GONE_USER
from zsm_desktop.domain.retention import (
    CASES,
    CONTACTS,
    DESTROYED,
    DRAFT_DAYS,
    DRAFTS,
    FORMER,
    IMPORTS,
    LOGBOOK,
    PUPILS,
    TERMS,
    due_on,
    gone_before,
)
from zsm_desktop.services.forgetting_stops import stops

if TYPE_CHECKING:
    from zsm_desktop.services.chain import RowsOf

GONE_CONTACT = "Vergeten contactpersoon"
OF_NO_SCHOOL = "NETWERK"
"""In the place of a school's code, for a user of the whole network."""
_PUPILS = """
SELECT id, code, left_on FROM pupil WHERE anonymised_on IS NULL AND left_on <= :gone ORDER BY left_on, code
"""
_CASES = """
SELECT c.id, c.number, c.closed_on FROM case_file c JOIN pupil p ON p.id = c.pupil_id
WHERE c.status = 'closed' AND c.closed_on <= :gone AND p.anonymised_on IS NULL
 AND NOT EXISTS (SELECT 1 FROM case_discussion d WHERE d.case_id = c.id)
 AND (c.question IS NOT NULL OR c.tried IS NOT NULL OR c.wishes IS NOT NULL OR c.remarks IS NOT NULL
  OR EXISTS (SELECT 1 FROM consent t WHERE t.case_id = c.id)
  OR EXISTS (SELECT 1 FROM case_value v WHERE v.case_id = c.id))
ORDER BY c.closed_on, c.number
"""
_CONTACTS = """
SELECT w.id, o.code, w.name,
 (SELECT max(e.contacted_on) FROM employer_contact e WHERE e.employer_id = o.id AND e.removed_at IS NULL),
 (SELECT max(v.closed_on) FROM vacancy v WHERE v.employer_id = o.id),
 (SELECT max(p.ended_on) FROM work_placement p WHERE p.employer_id = o.id)
FROM contact w JOIN organisation o ON o.id = w.organisation_id
WHERE o.kind = 'employer' AND w.is_active AND w.name NOT LIKE :named AND w.id < :entered
 AND NOT EXISTS (SELECT 1 FROM employer_contact e
  WHERE e.employer_id = o.id AND e.removed_at IS NULL AND e.contacted_on > :gone)
 AND NOT EXISTS (SELECT 1 FROM vacancy v WHERE v.employer_id = o.id AND (v.closed_on IS NULL OR v.closed_on > :gone))
 AND NOT EXISTS (SELECT 1 FROM work_placement p
  WHERE p.employer_id = o.id AND (p.ended_on IS NULL OR p.ended_on > :gone))
"""
"""A contact that nobody noted is none, so who was entered and never spoken to is due too: `:entered` is the first
identifier of the day after `:gone`."""
_GONE = """
SELECT u.id, coalesce(o.code, :no_school), u.name FROM user_account u LEFT JOIN organisation o ON o.id = u.school_id
WHERE NOT u.is_active AND u.name NOT LIKE :user
UNION ALL
SELECT w.id, o.code, w.name FROM contact w JOIN organisation o ON o.id = w.organisation_id
WHERE NOT w.is_active AND w.name NOT LIKE :contact
"""
_LEFT = """
SELECT subject_id, max(at) FROM audit_event WHERE act IN ('user.retire', 'network.remove_contact') GROUP BY subject_id
UNION ALL SELECT '', min(at) FROM audit_event
"""
"""And of nobody, when it began."""
_IMPORTS = """
SELECT id, kind, taken_in_at FROM import_batch WHERE file_name <> '' AND taken_in_at < :gone ORDER BY taken_in_at
"""
_DRAFTS = "SELECT count(*), min(updated_at) AS oldest FROM draft WHERE updated_at < :gone"
_LOG = f"""
SELECT min(number), max(number), min(at) AS oldest FROM audit_event
WHERE number < coalesce((SELECT min(number) FROM audit_event WHERE at >= :gone), 0)
 AND number < coalesce((SELECT min(m.number) FROM audit_event m WHERE m.act = '{MAKE}' AND NOT EXISTS
 (SELECT 1 FROM audit_event g WHERE g.act = '{GONE}' AND g.subject_id = m.subject_id)), 2000000000)
"""  # noqa: S608 - of constants
"""Not beyond the first copy with names that is still outside: what is known of it stands only there."""
_RULES = "SELECT category, years FROM retention_rule"
_COUNTED = {
    PUPILS: ("count(*)", _PUPILS), CASES: ("count(*)", _CASES), CONTACTS: ("count(*)", _CONTACTS),
    IMPORTS: ("count(*)", _IMPORTS), DRAFTS: ("count(found.oldest)", _DRAFTS), LOGBOOK: ("count(found.oldest)", _LOG),
}  # fmt: skip
_COUNTS = "SELECT " + ", ".join(  # noqa: S608 - of constants
    f"(SELECT {counted} FROM ({sql.replace(':gone', f':{category}')}) AS found)"  # noqa: S608
    for category, (counted, sql) in _COUNTED.items()
)


def due_rows(rows_of: RowsOf, day: date, categories: tuple[str, ...] = DESTROYED) -> Iterator[DueRow]:
    """In the order of `categories`, in each the longest due first."""
    for category in categories:
        gone, years = _gone(rows_of, day, category)
        yield from _OF[category](rows_of, day, gone, years)


def due_count(rows_of: RowsOf, day: date) -> int:
    """How many `due_rows` gives, without asking what stops a pupil; all that is counted at once, for a slow line."""
    kept = {str(category): int(years) for category, years in rows_of(_RULES, {})}
    gone = {one: gone_before(day, kept.get(one, TERMS[one].usual)) for one in DESTROYED if one != DRAFTS}
    values = {one: gone[one].isoformat() for one in _COUNTED if one != DRAFTS}
    values |= {DRAFTS: (day - DRAFT_DAYS).isoformat(), **_persons(gone[CONTACTS])}
    (counts,) = rows_of(_COUNTS, values)
    return sum(counts) + sum(1 for _ in _former(rows_of, day, gone[FORMER], 0))


def counted_first(rows_of: RowsOf) -> tuple[Callable[[], object], ...]:
    """What `due_count` asks without waiting for an answer, to be asked in one go."""
    return (lambda: rows_of(_RULES, {}), lambda: list(_former(rows_of, date.min, date.min, 0)))


def _gone(rows_of: RowsOf, day: date, category: str) -> tuple[date, int]:
    """What is of that day or before is over its term, which is of so many years."""
    if category == DRAFTS:
        return day - DRAFT_DAYS, 0
    years = years_kept(rows_of, category)
    return gone_before(day, years), years


def years_kept(rows_of: RowsOf, category: str) -> int:
    rows = rows_of("SELECT years FROM retention_rule WHERE category = :category", {"category": category})
    return int(rows[0][0]) if rows else TERMS[category].usual


def _pupils(rows_of: RowsOf, day: date, gone: date, years: int) -> Iterator[DueRow]:
    rows = rows_of(_PUPILS, {"gone": gone.isoformat()})
    stopped = stops(rows_of, day) if rows else {}
    for pupil_id, code, left_on in rows:
        yield DueRow(pupil_id, code, PUPILS, due_on(_day(left_on), years), years, stopped.get(pupil_id, ()))


def _cases(rows_of: RowsOf, _day_now: date, gone: date, years: int) -> Iterator[DueRow]:
    for case_id, number, closed_on in rows_of(_CASES, {"gone": gone.isoformat()}):
        yield DueRow(case_id, number, CASES, due_on(_day(closed_on), years), years)


def _contacts(rows_of: RowsOf, _day_now: date, gone: date, years: int) -> Iterator[DueRow]:
    rows = rows_of(_CONTACTS, {"gone": gone.isoformat(), **_persons(gone)})
    last = [
        (max([home_day(made_at(person)), *(_day(one) for one in days if one)]), code, person, name)
        for person, code, name, *days in rows
    ]
    for day, code, person, name in sorted(last):
        yield DueRow(person, code, CONTACTS, due_on(day, years), years, name=name)


def _persons(gone: date) -> dict[str, str]:
    after = datetime.combine(gone + timedelta(1), time(), tzinfo=HOME)
    return {"named": f"{GONE_CONTACT}%", "entered": uuid7(after, lambda _bits: 0)}


def _former(rows_of: RowsOf, _day_now: date, gone: date, years: int) -> Iterator[DueRow]:
    """The logbook says when they left; of whom it says that no longer, that was before its first line."""
    named = {"user": f"{GONE_USER}%", "contact": f"{GONE_CONTACT}%"}
    people = rows_of(_GONE, {**named, "no_school": OF_NO_SCHOOL})
    if not people:
        return
    left = dict(rows_of(_LEFT, {}))
    since = [(_day(left.get(person, left[""])), code, name, person) for person, code, name in people]
    for day, code, name, person in sorted(since):
        if day <= gone:
            yield DueRow(person, code, FORMER, due_on(day, years), years, name=name)


def _imports(rows_of: RowsOf, _day_now: date, gone: date, years: int) -> Iterator[DueRow]:
    for batch_id, kind, at in rows_of(_IMPORTS, {"gone": gone.isoformat()}):
        taken_in = _day(at)
        yield DueRow(batch_id, f"{kind} {taken_in.isoformat()}", IMPORTS, due_on(taken_in, years), years)


def _drafts(rows_of: RowsOf, _day_now: date, gone: date, years: int) -> Iterator[DueRow]:
    ((count, first),) = rows_of(_DRAFTS, {"gone": gone.isoformat()})
    if count:
        yield DueRow(DRAFTS, str(count), DRAFTS, _day(first) + DRAFT_DAYS, years)


def _log(rows_of: RowsOf, _day_now: date, gone: date, years: int) -> Iterator[DueRow]:
    """Only from the beginning: a line missing further on would mean that somebody took it away."""
    ((first, last, at),) = rows_of(_LOG, {"gone": gone.isoformat()})
    if first is not None:
        yield DueRow(LOGBOOK, f"{first}-{last}", LOGBOOK, due_on(_day(at), years), years)


_OF = {
    PUPILS: _pupils, CASES: _cases, CONTACTS: _contacts, FORMER: _former, IMPORTS: _imports, DRAFTS: _drafts,
    LOGBOOK: _log,
}  # fmt: skip


def _day(said: object) -> date:
    return home_day(datetime.fromisoformat(str(said)))
