"""Ctrl+K: anything by a few letters, pupils by pseudonym only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from zsm_desktop.domain.permissions import Permission, Role
from zsm_desktop.services.action_filter import FROM_ACTIONS, SEES_ACTION, SEES_MEETING, reading, rows
from zsm_desktop.services.rights import ATTENDED
from zsm_desktop.services.service import Service, opened, read

if TYPE_CHECKING:
    from zsm_desktop.store.seal import Sealer
    from zsm_desktop.store.store import Row


@dataclass(frozen=True, slots=True)
class Hit:
    """`room` and `item_id` say where it opens; `day` is when it is or was, or is due.

    Of what a meeting left behind `item_id` is the meeting, `point_id` its point on the agenda and `line_id` itself.
    """

    kind: str
    label: str
    detail: str
    room: str
    item_id: str
    day: date | None = None
    point_id: str = ""
    line_id: str = ""
    status: str = ""
    """Of a meeting or settlement, whose `detail` is its regime; of an organisation its kind."""


# `:is_named` in a copy with names, where all others are there to be counted only and the books have no room.
_SOURCES: tuple[tuple[str, Permission, str], ...] = (
    (
        "case",
        Permission.READ_CASES,
        "SELECT 'case', p.pseudonym || ' · ' || c.number, o.name, 'pupils', c.id FROM case_file c"
        " JOIN pupil p ON p.id = c.pupil_id JOIN organisation o ON o.id = c.school_id"
        " WHERE (p.pseudonym || ' ' || c.number) LIKE :like ESCAPE '!' AND c.status <> 'closed'"
        " AND (:is_named = 0 OR c.question IS NOT NULL)"
        " AND (:school IS NULL OR c.school_id = :school) ORDER BY c.entered_on DESC LIMIT :limit",
    ),
    (
        "pupil",
        Permission.READ_CASES,
        "SELECT 'pupil', p.pseudonym, o.name, 'pupils', p.id FROM pupil p JOIN organisation o ON o.id = p.school_id"
        " WHERE (p.pseudonym || ' ' || p.code) LIKE :like ESCAPE '!' AND p.anonymised_on IS NULL"
        " AND (:is_named = 0 OR p.given_name IS NOT NULL)"
        " AND (:school IS NULL OR p.school_id = :school)"
        " ORDER BY p.left_on IS NOT NULL, length(p.pseudonym), p.pseudonym LIMIT :limit",
    ),
    (
        "school",
        Permission.READ_NETWORK,
        "SELECT 'organisation', name, coalesce(city, ''), 'network', id, NULL, '', '', kind FROM organisation"
        " WHERE (name || ' ' || code) LIKE :like ESCAPE '!' AND is_active ORDER BY kind <> 'school', name LIMIT :limit",
    ),
    (
        "offer",
        Permission.READ_OFFERS,
        "SELECT 'offer', f.name, o.name, 'offers', f.id FROM offer f JOIN organisation o ON o.id = f.school_id"
        " WHERE (f.name || ' ' || f.code) LIKE :like ESCAPE '!' AND f.is_active ORDER BY f.name LIMIT :limit",
    ),
    (
        "placement",
        Permission.READ_PLACEMENTS,
        "SELECT 'placement', l.number, f.name, 'exchange', l.id FROM placement l JOIN offer f ON f.id = l.offer_id"
        " WHERE l.number LIKE :like ESCAPE '!' AND (:school IS NULL OR l.user_id = :school OR l.provider_id = :school)"
        " ORDER BY l.starts_on DESC LIMIT :limit",
    ),
    (
        "settlement",
        Permission.READ_BALANCES,
        "SELECT 'settlement', number, regime, 'settlements', id, NULL, '', '', status FROM settlement"
        " WHERE number LIKE :like ESCAPE '!' AND :is_named = 0 ORDER BY proposed_at DESC, number DESC LIMIT :limit",
    ),
)
_MEETINGS = """
SELECT m.number, b.name, m.kind, m.id, m.held_on, m.status FROM meeting m JOIN meeting_body b ON b.id = m.body_id
WHERE ((m.kind = 'case' AND :case) OR (m.kind = 'steering' AND :steering))
 AND (m.number || ' ' || m.held_on) LIKE :like ESCAPE '!' ORDER BY m.held_on DESC LIMIT :limit"""
_DISCUSSIONS = f"""
SELECT p.pseudonym, m.number, m.id, m.held_on, i.id FROM agenda_item i JOIN meeting m ON m.id = i.meeting_id
JOIN case_file c ON c.id = i.case_id JOIN pupil p ON p.id = c.pupil_id
WHERE i.removed_at IS NULL AND :case AND (:whole OR m.id IN ({ATTENDED})) AND p.pseudonym LIKE :like ESCAPE '!'
ORDER BY m.held_on DESC LIMIT :limit"""  # noqa: S608 - made of fixed parts
_DECISIONS = f"""
SELECT d.id, d.open_text, d.sealed_text, d.number, coalesce(p.pseudonym, ''), m.kind, m.id, d.decided_on,
 coalesce(d.agenda_item_id, '')
FROM decision d JOIN meeting m ON m.id = d.meeting_id
LEFT JOIN case_file c ON c.id = d.case_id LEFT JOIN pupil p ON p.id = c.pupil_id
WHERE {SEES_MEETING} ORDER BY d.decided_on DESC, d.sequence DESC"""  # noqa: S608 - made of fixed parts
_ACTIONS = f"""
SELECT a.id, a.open_text, a.sealed_text, a.owner_name, coalesce(p.pseudonym, ''), m.kind, m.id, a.due_on,
 coalesce(a.agenda_item_id, '')
{FROM_ACTIONS} WHERE {SEES_ACTION} ORDER BY a.status <> 'open', a.due_on IS NULL, a.due_on, a.id"""
_BOTTLENECK_MEETINGS = """
SELECT b.id, m.kind, m.id, NULL, coalesce(i.id, '') FROM bottleneck b JOIN meeting m ON m.id = b.meeting_id
LEFT JOIN agenda_item i ON i.meeting_id = m.id AND i.case_id = b.case_id AND i.removed_at IS NULL
UNION ALL SELECT i.bottleneck_id, m.kind, m.id, m.held_on, i.id FROM agenda_item i JOIN meeting m ON m.id = i.meeting_id
WHERE i.bottleneck_id IS NOT NULL AND i.removed_at IS NULL ORDER BY 4 NULLS FIRST"""
_ROOMS = {"case": "meetings", "steering": "steering"}


class Search(Service):
    @read(Permission.READ_NETWORK)
    def find(self, text: str, limit: int = 6) -> tuple[Hit, ...]:
        """At most `limit` hits of each kind this user may see.

        In names and numbers the words must stand in this order; in what meetings left behind every word must stand
        somewhere, also in what is sealed, for who has the key to it.
        """
        words = text.split()
        if not words:
            return ()
        escaped = "%".join(word.replace("!", "!!").replace("%", "!%").replace("_", "!_") for word in words)
        school = None if self.actor.role is Role.SECRETARY else self.actor.school_id
        values: dict[str, object] = {"like": f"%{escaped}%", "school": school, "limit": limit}
        values["is_named"] = int(self.actor.opens_names)
        hits: list[Hit] = []
        for _kind, permission, asked in _SOURCES:
            if self.actor.may(permission):
                hits.extend(Hit(*row) for row in self._rows(asked, values))
        kinds = {"case": self.actor.may(Permission.READ_MEETINGS), "steering": self.actor.may(Permission.READ_STEERING)}
        if any(kinds.values()):
            hits.extend(_meeting(row) for row in self._rows(_MEETINGS, {**values, **kinds}))
            hits.extend(_discussion(row) for row in self._rows(_DISCUSSIONS, {**reading(self.desk), **values, **kinds}))
            sought = [word.casefold() for word in words]
            for found in (self._decisions(sought), self._actions(sought), self._bottlenecks(sought, kinds)):
                hits.extend(islice(found, limit))
        return tuple(hits)

    def _decisions(self, words: list[str]) -> Iterator[Hit]:
        for row in rows(self.desk, _DECISIONS, reading(self.desk)):
            line_id, _, _, number, pseudonym, kind, meeting_id, decided_on, point_id = row
            text = _text(self.store.seal, "decision", row)
            if _has(words, number, pseudonym, text):
                day = date.fromisoformat(decided_on)
                yield Hit("decision", number, text, _ROOMS[kind], meeting_id, day, point_id, line_id)

    def _actions(self, words: list[str]) -> Iterator[Hit]:
        for row in rows(self.desk, _ACTIONS, reading(self.desk)):
            line_id, _, _, owner, pseudonym, kind, meeting_id, due_on, point_id = row
            text = _text(self.store.seal, "action_item", row)
            if _has(words, owner, pseudonym, text):
                day = date.fromisoformat(due_on) if due_on else None
                yield Hit("action", text, owner, _ROOMS[kind], meeting_id, day, point_id, line_id)

    def _bottlenecks(self, words: list[str], kinds: dict[str, bool]) -> Iterator[Hit]:
        """Opens the last meeting that has it on its agenda, or else the one that noted it, if this user may."""
        rows = self.store.rows(_BOTTLENECK_MEETINGS)
        met = {found: (kind, meeting_id, point_id) for found, kind, meeting_id, _, point_id in rows if kinds[kind]}
        anywhere = "steering" if kinds["steering"] else "case"
        for row in self.desk.bottlenecks.rows():
            if _has(words, str(row.number), row.title, row.description, row.answer):
                kind, meeting_id, point_id = met.get(row.id, (anywhere, "", ""))
                room = _ROOMS[kind]
                yield Hit("bottleneck", row.title, row.description, room, meeting_id, row.noted_on, point_id, row.id)

    def _rows(self, sql: str, values: dict[str, object]) -> list[Row]:
        """Only the values a statement names; some engines refuse the others."""
        return self.store.rows(sql, {name: value for name, value in values.items() if f":{name}" in sql})


def _meeting(row: Row) -> Hit:
    number, body, kind, meeting_id, held_on, status = row
    return Hit("meeting", number, body, _ROOMS[kind], meeting_id, date.fromisoformat(held_on), status=status)


def _discussion(row: Row) -> Hit:
    pseudonym, number, meeting_id, held_on, point_id = row
    return Hit("discussion", pseudonym, number, _ROOMS["case"], meeting_id, date.fromisoformat(held_on), point_id)


def _text(seal: Sealer, table: str, row: Row) -> str:
    row_id, open_text, sealed_text = row[:3]
    return open_text or opened(seal, table, row_id, "sealed_text", sealed_text)


def _has(words: list[str], *texts: str) -> bool:
    whole = " ".join(texts).casefold()
    return all(word in whole for word in words)
