"""Which lines of the logbook are about one pupil: the same ones that are in the pupil's own record (`openings`).

In SQL, as they are asked a page at a time. Whom a copy with names holds stands in its line as numbers, so those copies
are asked for first.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from zsm_desktop.domain.papers import MAKE
from zsm_desktop.services.pupil_record_shared import OF_MEETING, ON_PAPER
from zsm_desktop.services.pupil_record_tables import PUPIL, TABLES

_AGENDA = "SELECT meeting_id FROM agenda_item WHERE case_id IN ({cases})"
_CARRIED = """SELECT later.id FROM action_item a JOIN meeting said ON said.id = a.meeting_id
 JOIN meeting later ON later.body_id = said.body_id AND (later.held_on > said.held_on OR later.id = said.id)
 WHERE a.case_id IN ({cases})"""
_SCHOOL = (
    "(SELECT lower('school:' || o.code) FROM organisation o JOIN pupil p ON p.school_id = o.id WHERE p.id = :pupil)"
)
_AUDIENCE = "lower(coalesce(json_extract(e.facts, '$.audience'), ''))"
_ON_PAPER = f"""(e.act <> '{MAKE}' OR (e.facts LIKE '%"pupils":true%'
 AND ({_AUDIENCE} NOT LIKE 'school:%' OR {_AUDIENCE} = {_SCHOOL})))"""


def about_pupil(copies: Sequence[str]) -> tuple[str, dict[str, str]]:
    """The condition on line `e`, for a pupil by the identifier `:pupil` that was in these copies, and their values."""
    values = {f"copy{at}": one for at, one in enumerate(copies)}
    if not values:
        return _on_rows(), values
    return f"({_on_rows()} OR e.subject_id IN ({', '.join(f':{name}' for name in values)}))", values


@cache
def _on_rows() -> str:
    from zsm_desktop.models import Base

    tables = {PUPIL, *(hangs.table for hangs in TABLES if "id" in Base.metadata.tables[hangs.table].columns)}
    own = " UNION ".join(map(_ids, sorted(tables)))
    cases = _ids("case_file")
    ways = (
        f"e.subject_id IN ({own})",
        f"e.act IN ({_quoted(OF_MEETING)}) AND e.subject_id IN ({_AGENDA.format(cases=cases)})",
        f"e.act IN ({_quoted(ON_PAPER)}) AND e.subject_id IN ({_CARRIED.format(cases=cases)})",
    )
    return f"(({') OR ('.join(ways)})) AND {_ON_PAPER}"


def _ids(table: str) -> str:
    """All rows of this table that are in the record."""
    if table == PUPIL:
        return "SELECT :pupil"
    asked = [
        f"SELECT id FROM {table} WHERE {hangs.column} IN ({_ids(hangs.parent)})"  # noqa: S608 - of constants
        for hangs in TABLES
        if hangs.table == table
    ]
    if table == "bottleneck":
        asked.append(f"SELECT bottleneck_id FROM bottleneck_case WHERE case_id IN ({_ids('case_file')})")  # noqa: S608
    return " UNION ".join(asked)


def _quoted(names: frozenset[str]) -> str:
    return ", ".join(f"'{name}'" for name in sorted(names))
