"""Which actions someone sees and asks for: one piece of SQL for the list of actions and for the start screen."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services.rights import ATTENDED, SHARED_CASES, reader

if TYPE_CHECKING:
    from zsm_desktop.domain.permissions import Actor
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.store.store import Row

FROM_ACTIONS = """
FROM action_item a JOIN meeting m ON m.id = a.meeting_id
LEFT JOIN attendance o ON o.meeting_id = a.meeting_id AND o.name = a.owner_name
LEFT JOIN case_file c ON c.id = a.case_id LEFT JOIN pupil p ON p.id = c.pupil_id"""
"""`o` is its owner as he sat at the table, which says for which school."""
OWNER_SCHOOL = "coalesce(a.owner_organisation_id, o.organisation_id)"
IS_MINE = f"(a.owner_name IN (SELECT value FROM json_each(:mine)) OR coalesce({OWNER_SCHOOL} = :school, false))"  # noqa: S608
"""In the reader's own name, or for the reader's school."""
SEES_MEETING = f"""((m.kind = 'steering' AND :steering)
 OR (m.kind = 'case' AND :case AND (:whole OR m.id IN ({ATTENDED}) OR c.school_id = :school
  OR c.id IN ({SHARED_CASES}))))"""
"""What was agreed in a maatwerkbespreking is for those invited, and for who sees into the case it was about."""
SEES_ACTION = f"(a.removed_at IS NULL AND ({SEES_MEETING} OR (m.kind = 'case' AND :case AND {IS_MINE})))"


@dataclass(frozen=True, slots=True)
class ActionFilter:
    """`status` None for all; `owner` a name, `school_id` the school of the owner."""

    status: str | None = "open"
    owner: str = ""
    is_mine: bool = False
    is_overdue: bool = False
    school_id: str = ""
    body_id: str = ""


def reading(desk: Desk) -> dict[str, Any]:
    """The values of the conditions for who sits at this desk."""
    return {**reading_others(desk), "mine": _names_of(desk)}


def reading_others(desk: Desk) -> dict[str, Any]:
    """As `reading`, for what does not ask whose an action is: it asks the store nothing."""
    return {
        **reader(desk.actor),
        "case": desk.actor.may(Permission.READ_MEETINGS),
        "steering": desk.actor.may(Permission.READ_STEERING),
        "day": desk.day.isoformat(),
    }


def is_named(actor: Actor, owner: str) -> bool:
    """Whether an action in this name is the reader's: the one rule, for the lists and for who settles it."""
    return owner.strip().casefold() == actor.name.strip().casefold()


def _names_of(desk: Desk) -> str:
    """The ways the reader's name was written as an owner; SQLite itself folds the letters a to z only."""
    written = desk.store.rows("SELECT DISTINCT owner_name FROM action_item")
    return json.dumps([name for (name,) in written if is_named(desk.actor, name)])


def action_ids(desk: Desk, wanted: ActionFilter) -> list[str]:
    """Identifiers of the actions that meet `wanted`, in no order."""
    asked = {
        "a.status = :status": wanted.status,
        "a.owner_name = :owner": wanted.owner,
        f"{OWNER_SCHOOL} = :of_school": wanted.school_id,
        "m.body_id = :body": wanted.body_id,
        IS_MINE: wanted.is_mine,
        "(a.status = 'open' AND a.due_on < :day)": wanted.is_overdue,
    }
    conditions = " AND ".join([SEES_ACTION, *(sql for sql, value in asked.items() if value)])
    more = {
        "status": wanted.status,
        "owner": wanted.owner,
        "of_school": wanted.school_id,
        "body": wanted.body_id,
    }
    return [row[0] for row in rows(desk, f"SELECT a.id {FROM_ACTIONS} WHERE {conditions}", reading(desk) | more)]


def rows(desk: Desk, sql: str, values: dict[str, Any]) -> list[Row]:
    """Only the values a statement names; some engines refuse the others."""
    return desk.store.rows(sql, {name: value for name, value in values.items() if f":{name}" in sql})
