"""What is read in the place of the case tables by who reads no cases: the same names, to count with and nothing more.

The services ask one SQL of everybody. A director's, reader's and bookkeeper's login finds these views first: a row for
every row, without a sealed value, a text or a pseudonym. What is not named here stands there as nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column
from sqlalchemy.dialects import postgresql

from zsm_desktop.domain.permissions import Permission, Role, allowed
from zsm_desktop.models import Base

# Of a pupil the bookkeeper knows the code. The highest number masking needs, but of nobody in particular.
_CODE = "CASE WHEN (SELECT acting('role')) = 'bookkeeper' THEN code ELSE '' END"
# A point of a meeting they are not at says when something was discussed, to count by, and nothing of what.
_THERE = "meeting_id IN (SELECT own_meetings())"
SHOWN: dict[str, dict[str, str]] = {
    "pupil": {"code": _CODE, "pseudonym": "''", "sequence": "(SELECT max(sequence) FROM public.pupil)",
              **{name: name for name in ("id", "school_id", "enrolled_on", "left_on", "anonymised_on")}},
    "case_file": {name: name for name in
                  ("id", "pupil_id", "school_id", "status", "entered_on", "closed_on", "is_urgent", "version")},
    "case_sector": {name: name for name in ("case_id", "position", "sector_id")},
    "need": {name: name for name in ("id", "school_id", "sector_id", "noted_on", "expires_on", "status")},
    "agenda_item": {"title": f"CASE WHEN {_THERE} THEN title ELSE '' END",
                    **{name: f"CASE WHEN {_THERE} THEN {name} END" for name in ("notes", "open_notes", "case_id")},
                    **{name: name for name in
                       ("id", "meeting_id", "position", "kind", "bottleneck_id", "status", "origin",
                        "minutes", "removed_at")}},
    "case_discussion": {name: name for name in ("id", "agenda_item_id", "case_id", "outcome")},
    "outcome": {name: name for name in
                ("pupil_id", "school_id", "school_year", "destination", "left_on", "exit_profile", "sector_id",
                 "organisation_id", "is_against_advice", "version")},
    "follow_up": {name: name for name in
                  ("id", "pupil_id", "months", "due_on", "status", "destination", "is_lasting", "answered_on",
                   "version")},
    "case_phase": {name: name for name in ("id", "case_id", "phase", "began_on")},
    "case_guide": {name: name for name in ("id", "case_id", "contact_id", "role", "began_on", "ended_on")},
    "handover": {name: name for name in
                 ("id", "case_id", "from_id", "to_id", "role", "status", "offered_on", "answered_on", "version")},
    "list_entry": {name: name for name in
                   ("id", "list_code", "pupil_id", "school_id", "added_on", "needs_partners", "off_on", "off_reason",
                    "version")},
    "work_placement": {name: name for name in
                       ("id", "number", "pupil_id", "school_id", "case_id", "employer_id", "vacancy_id", "sector_id",
                        "status", "proposed_on", "trial_from", "trial_until", "contract_from", "contract_until",
                        "weekly_hours", "ended_on", "end_reason", "version")},
    "placement": {name: name for name in
                  ("id", "number", "case_id", "pupil_id", "offer_id", "user_id", "provider_id", "decision_id",
                   "agenda_item_id", "starts_on", "ends_on", "planned", "status", "queued_at", "agreement_on",
                   "version")},
    "placement_month": {name: name for name in ("placement_id", "month", "planned")},
}  # fmt: skip
_SCHEMAS = {
    "figures": (Permission.READ_CASES, tuple(name for name in SHOWN if not name.startswith("placement"))),
    "outlines": (Permission.READ_PLACEMENTS, ("placement", "placement_month")),
}
"""Schema -> who has the tables themselves, and its views; a schema one may not use is passed over in the search."""


def without_views() -> Iterator[str]:
    """Before the tables change, and before they are made again."""
    for schema in _SCHEMAS:
        yield f"DROP SCHEMA IF EXISTS {schema} CASCADE"


def views(groups: dict[Role, str]) -> Iterator[str]:
    for schema, (needed, names) in _SCHEMAS.items():
        yield f"CREATE SCHEMA {schema}"
        for name in names:
            table, shown = Base.metadata.tables[name], SHOWN[name]
            columns = ", ".join(f"{_said(column, shown)} AS {column.name}" for column in table.columns)
            yield f"CREATE VIEW {schema}.{name} WITH (security_barrier) AS SELECT {columns} FROM public.{name}"  # noqa: S608
        counting = ", ".join(group for role, group in groups.items() if needed not in allowed(role))
        yield f"GRANT USAGE ON SCHEMA {schema} TO {counting}"
        yield f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {counting}"


def _said(column: Column[Any], shown: dict[str, str]) -> str:
    kind = column.type.compile(dialect=postgresql.dialect())  # type: ignore[no-untyped-call]
    return f"({shown.get(column.name, 'NULL')})::{kind}"
