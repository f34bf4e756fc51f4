"""What waits today, read without SQLAlchemy so that the first screen is there at once.

Most are named tuples for the same reason: Python takes three times as long to define a frozen dataclass.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from zsm_desktop.domain.breaches import hours_left
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.privacy_requests import SOON_DAYS
from zsm_desktop.services.action_filter import FROM_ACTIONS, IS_MINE, SEES_ACTION, reading, reading_others, rows
from zsm_desktop.services.service import Service, opened, read
from zsm_desktop.services.turns import turns_for
from zsm_desktop.services.unshared import is_unshared
from zsm_desktop.store.first_steps import SHEET, standing


class NextMeeting(NamedTuple):
    id: str
    number: str
    kind: str
    body: str
    held_on: date
    starts_at: time
    ends_at: time
    place: str
    status: str
    items: int
    cases: int


class TodayAction(NamedTuple):
    id: str
    text: str
    owner: str
    due_on: date | None
    is_mine: bool
    is_overdue: bool
    meeting_id: str
    meeting_kind: str
    pseudonym: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something to do elsewhere: `kind` names it, `room` and `item` say where."""

    kind: str
    count: int
    room: str


class TodayFacts(NamedTuple):
    network: str
    day: date
    next_meetings: tuple[NextMeeting, ...]
    actions: tuple[TodayAction, ...]
    open_actions: int
    overdue_actions: int
    waiting: tuple[Waiting, ...]


_MEETINGS = """
SELECT m.id, m.number, m.kind, b.name, m.held_on, m.starts_at, m.ends_at, m.place, m.status,
 (SELECT count(*) FROM agenda_item WHERE meeting_id = m.id AND removed_at IS NULL),
 (SELECT count(*) FROM agenda_item
  WHERE meeting_id = m.id AND removed_at IS NULL AND kind = 'case')
FROM meeting m JOIN meeting_body b ON b.id = m.body_id
WHERE (m.status = 'running' OR (m.status = 'planned' AND m.held_on >= :day))
 AND ((m.kind = 'case' AND :case) OR (m.kind = 'steering' AND :steering))
ORDER BY m.status = 'planned', m.held_on, m.starts_at LIMIT 4"""

SOON = timedelta(weeks=4)
"""How long before it a placement's end is said here."""
_ACTIONS = f"""
SELECT a.id, a.open_text, a.sealed_text, a.owner_name, a.due_on, a.meeting_id, m.kind, p.pseudonym, {IS_MINE}
{FROM_ACTIONS} WHERE a.status = 'open' AND {SEES_ACTION}
ORDER BY {IS_MINE} DESC, a.due_on IS NULL, a.due_on, a.id LIMIT 12"""

_ACTION_COUNTS = f"""
SELECT count(*), count(*) FILTER (WHERE a.due_on < :day) {FROM_ACTIONS} WHERE a.status = 'open' AND {SEES_ACTION}"""

_WAITING = {
    "cases_without_agenda": (
        "pupils",
        Permission.READ_CASES,
        "SELECT count(*) FROM case_file WHERE status = 'entered' AND (:school IS NULL OR school_id = :school)",
    ),
    "deliveries_to_confirm": (
        "exchange",
        Permission.READ_DELIVERIES,
        "SELECT count(*) FROM delivery WHERE status = 'entered' AND (:school IS NULL OR user_id = :school)",
    ),
    "deliveries_disputed": (
        "exchange",
        Permission.READ_DELIVERIES,
        "SELECT count(*) FROM delivery WHERE status = 'disputed'"
        " AND (:school IS NULL OR user_id = :school OR provider_id = :school)",
    ),
    "placements_to_answer": (
        "exchange",
        Permission.EDIT_PLACEMENTS,
        "SELECT count(*) FROM placement WHERE status = 'proposed' AND (:school IS NULL OR provider_id = :school)",
    ),
    "placements_ending": (
        "exchange",
        Permission.EDIT_PLACEMENTS,
        "SELECT count(*) FROM placement WHERE status = 'running' AND ends_on BETWEEN :day AND :soon"
        " AND (:school IS NULL OR user_id = :school OR provider_id = :school)",
    ),
    "placements_unshared": (
        "exchange",
        Permission.EDIT_CASES,
        f"SELECT count(*) FROM placement p WHERE {is_unshared('p')}"  # noqa: S608 - of constants
        " AND (:school IS NULL OR p.user_id = :school)",
    ),
    "limits_passed": (
        "balances",
        Permission.READ_BALANCES,
        "SELECT count(*) FROM (SELECT s.id FROM school s JOIN account a ON a.school_id = s.id"
        " JOIN account_total t ON t.account_id = a.id"
        " WHERE (s.most_owed_cents IS NOT NULL OR s.most_due_cents IS NOT NULL) AND (:school IS NULL OR :school <> '')"
        " GROUP BY s.id, s.most_owed_cents, s.most_due_cents"
        " HAVING -sum(t.given_cents - t.taken_cents + t.settled_cents) > s.most_owed_cents"
        " OR sum(t.given_cents - t.taken_cents + t.settled_cents) > s.most_due_cents) AS beyond",
    ),
    "follow_ups_due": (
        "results",
        Permission.EDIT_CASES,
        "SELECT count(*) FROM follow_up f JOIN pupil p ON p.id = f.pupil_id"
        " WHERE f.status = 'open' AND f.due_on <= :day AND p.anonymised_on IS NULL"
        " AND (:school IS NULL OR p.school_id = :school)",
    ),
    "fund_reports_due": (
        "exchange",
        Permission.KEEP_BOOKS,
        "SELECT count(*) FROM fund_report WHERE sent_on IS NULL AND due_on <= :day",
    ),
    "handovers_waiting": (
        "pupils",
        Permission.EDIT_CASES,
        "SELECT count(*) FROM handover v JOIN case_file c ON c.id = v.case_id JOIN contact t ON t.id = v.to_id"
        " LEFT JOIN contact f ON f.id = v.from_id WHERE v.status = 'offered' AND c.status <> 'closed'"
        " AND (:school IS NULL OR :school IN (c.school_id, t.organisation_id, f.organisation_id))",
    ),
    "employer_calls": (
        "network",
        Permission.EDIT_CASES,
        "SELECT count(*) FROM (SELECT c.employer_id FROM employer_contact c JOIN employer e ON e.id = c.employer_id"
        " LEFT JOIN contact h ON h.id = e.holder_id"
        " WHERE c.removed_at IS NULL AND c.next_on < :day AND NOT EXISTS (SELECT 1 FROM employer_contact l"
        " WHERE l.employer_id = c.employer_id AND l.removed_at IS NULL AND l.contacted_on > c.contacted_on)"
        " AND (:school IS NULL OR coalesce(h.organisation_id, c.by_organisation_id) = :school)"
        " GROUP BY c.employer_id) AS calls",
    ),
    "contributions_due": (
        "network",
        Permission.READ_PLACEMENTS,
        "SELECT count(*) FROM employer_contribution c JOIN work_placement w ON w.id = c.work_placement_id"
        " WHERE c.settled_on IS NULL AND c.due_on < :day AND (:school IS NULL OR w.school_id = :school)",
    ),
    "evaluations_to_answer": (
        "results",
        Permission.ANSWER_EVALUATIONS,
        "SELECT count(*) FROM evaluation e JOIN evaluation_member m ON m.evaluation_id = e.id"
        " WHERE e.closed_on IS NULL AND m.organisation_id = :school AND NOT EXISTS"
        " (SELECT 1 FROM evaluation_answer a WHERE a.evaluation_id = e.id AND a.user_id = :user)",
    ),
    "evaluations_silent": (
        "results",
        Permission.EDIT_NETWORK,
        "SELECT count(*) FROM evaluation e JOIN evaluation_member m ON m.evaluation_id = e.id"
        " WHERE e.closed_on IS NULL AND m.answers = 0",
    ),
    "breach_hours": (
        "settings",
        Permission.READ_PRIVACY,
        "SELECT min(discovered_at) FROM data_breach WHERE closed_at IS NULL AND reported_at IS NULL AND risk <> 'none'",
    ),
    "requests_due": (
        "settings",
        Permission.READ_PRIVACY,
        "SELECT count(*) FROM pupil_request WHERE status = 'open' AND due_on <= :week",
    ),
    "breaches_open": (
        "settings",
        Permission.READ_PRIVACY,
        "SELECT count(*) FROM data_breach WHERE closed_at IS NULL AND (reported_at IS NOT NULL OR risk = 'none')",
    ),
    "bottlenecks_escalated": (
        "steering",
        Permission.READ_STEERING,
        "SELECT count(*) FROM bottleneck WHERE status = 'escalated' AND removed_at IS NULL"
        " AND (body_id IS NULL OR body_id IN (SELECT id FROM meeting_body WHERE kind = 'steering'))"
        " AND (:school IS NULL OR :school <> '')",
    ),
}


_AGREED = "SELECT facts FROM audit_event WHERE act = 'network.hand_over' ORDER BY number DESC LIMIT 1"
_GETS_IN = "SELECT id FROM user_account WHERE id = :user AND is_active"


class Today(Service):
    @read(Permission.READ_NETWORK)
    def facts(self) -> TodayFacts:
        """The start screen in one go."""
        desk, day = self.desk, self.desk.day

        def of_actions(sql: str) -> Callable[[], object]:
            return lambda: rows(desk, sql, reading(desk))

        with self.store.moment():
            desk.ahead(
                lambda: desk.network_name, of_actions(_ACTION_COUNTS), of_actions(_ACTIONS), self._meetings,
                self._waiting, is_plain=True,
            )  # fmt: skip
            values = reading(desk)
            ((open_count, overdue),) = rows(desk, _ACTION_COUNTS, values)
            return TodayFacts(
                network=desk.network_name,
                day=day,
                next_meetings=self._meetings(),
                actions=tuple(self._action(row, day) for row in rows(desk, _ACTIONS, values)),
                open_actions=open_count,
                overdue_actions=overdue,
                waiting=() if self.actor.opens_names else tuple(self._waiting()),
            )

    def _meetings(self) -> tuple[NextMeeting, ...]:
        return tuple(_meeting(row) for row in rows(self.desk, _MEETINGS, reading_others(self.desk)))

    @read(Permission.READ_NETWORK)
    def later(self) -> tuple[Waiting, ...]:
        """What is told by reading through the logbook, which has no index: asked beside the painting."""
        with self.store.moment():
            self.desk.ahead(*self._asked_later(), is_plain=True)
            return self._told_later()

    def _asked_later(self) -> Iterator[Callable[[], object]]:
        if self.actor.may(Permission.MANAGE_USERS):
            yield self._is_predecessor_in
        if self.actor.may(Permission.READ_PRIVACY):
            from zsm_desktop.services.due_rows import counted_first, due_count

            yield from counted_first(self.store.rows)
            yield lambda: due_count(self.store.rows, self.desk.day)
            yield self.desk.destroying.old_copies
            yield self.desk.outside_copies.waiting

    def _told_later(self) -> tuple[Waiting, ...]:
        found: list[Waiting] = []
        if self.actor.may(Permission.MANAGE_USERS) and self._is_predecessor_in():
            found.append(Waiting("predecessor_in", 1, "settings"))
        if self.actor.may(Permission.READ_PRIVACY):
            from zsm_desktop.services.due_rows import due_count

            due = due_count(self.store.rows, self.desk.day)
            found += [Waiting("retention_due", due, "settings")] if due else []
            old = self.desk.destroying.old_copies()
            found += [Waiting("copies_of_before", old.waiting, "settings")] if old is not None and old.waiting else []
            outside = self.desk.outside_copies.waiting()
            found += [Waiting("copies_outside", outside, "settings")] if outside else []
        return tuple(found)

    def _is_predecessor_in(self) -> bool:
        """Who passed the office on still gets in, and the day for that has come."""
        for (facts,) in self.store.rows(_AGREED):
            said = json.loads(facts or "{}")
            leaves_on = said.get("leaves_on")
            if leaves_on and date.fromisoformat(leaves_on) <= self.desk.day:
                return bool(self.store.rows(_GETS_IN, {"user": said.get("predecessor", "")}))
        return False

    def _waiting(self) -> list[Waiting]:
        day, found = self.desk.day, list[Waiting]()
        values = {
            **reading_others(self.desk),
            "soon": (day + SOON).isoformat(),
            "week": (day + timedelta(SOON_DAYS)).isoformat(),
        }
        asked = {kind: (room, sql) for kind, (room, may, sql) in _WAITING.items() if self.actor.may(may)}
        if asked:
            (counts,) = rows(self.desk, f"SELECT {', '.join(f'({sql})' for _, sql in asked.values())}", values)
            for (kind, (room, _)), count in zip(asked.items(), counts, strict=True):
                if count and kind == "breach_hours":
                    found.insert(0, self._clock_of(str(count), room))
                elif count:
                    found.append(Waiting(kind, count, room))
        if self.actor.may(Permission.EDIT_PLACEMENTS):
            free = len(turns_for(self.store.rows, self.actor, self.desk.day))
            found += [Waiting("seats_free", free, "exchange")] if free else []
        if self.actor.may(Permission.MANAGE_USERS) and SHEET in standing(self.store.folder):
            found.insert(0, Waiting("recovery_unchecked", 1, "settings"))  # all the rest hangs on it
        return found

    def _clock_of(self, discovered_at: str, room: str) -> Waiting:
        """The hours left to report the breach that must be reported first, or that they have passed."""
        left = hours_left(datetime.fromisoformat(discovered_at), self.desk.clock())
        return Waiting("breach_hours", left, room) if left >= 0 else Waiting("breach_late", 1, room)

    def _action(self, row: tuple[Any, ...], day: date) -> TodayAction:
        action_id, open_text, sealed_text, owner, due_text, meeting_id, meeting_kind, pseudonym, is_mine = row
        due_on = date.fromisoformat(due_text) if due_text else None
        return TodayAction(
            id=action_id,
            text=open_text or opened(self.store.seal, "action_item", action_id, "sealed_text", sealed_text),
            owner=owner,
            due_on=due_on,
            is_mine=bool(is_mine),
            is_overdue=due_on is not None and due_on < day,
            meeting_id=meeting_id,
            meeting_kind=meeting_kind,
            pseudonym=pseudonym or "",
        )


def _meeting(row: tuple[Any, ...]) -> NextMeeting:
    meeting_id, number, kind, body, held_on, starts_at, ends_at, place, status, items, cases = row
    return NextMeeting(
        id=meeting_id,
        number=number,
        kind=kind,
        body=body,
        held_on=date.fromisoformat(held_on),
        starts_at=time.fromisoformat(starts_at),
        ends_at=time.fromisoformat(ends_at),
        place=place,
        status=status,
        items=items,
        cases=cases,
    )
