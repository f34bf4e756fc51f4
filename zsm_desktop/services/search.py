"""Ctrl+K: anything by a few letters, pupils by pseudonym only."""

from __future__ import annotations

from dataclasses import dataclass

from zsm_desktop.domain.permissions import Permission, Role
from zsm_desktop.services.service import Service, read


@dataclass(frozen=True, slots=True)
class Hit:
    """`room` and `item_id` say where it opens."""

    kind: str
    label: str
    detail: str
    room: str
    item_id: str


_SOURCES: tuple[tuple[str, Permission, str], ...] = (
    (
        "case",
        Permission.READ_CASES,
        "SELECT 'case', p.pseudonym || ' · ' || c.number, o.name, 'pupils', c.id FROM case_file c"
        " JOIN pupil p ON p.id = c.pupil_id JOIN organisation o ON o.id = c.school_id"
        " WHERE (p.pseudonym || ' ' || c.number) LIKE :like ESCAPE '!' AND c.status <> 'closed'"
        " AND (:school IS NULL OR c.school_id = :school) ORDER BY c.entered_on DESC LIMIT :limit",
    ),
    (
        "pupil",
        Permission.READ_CASES,
        "SELECT 'pupil', p.pseudonym, o.name, 'pupils', p.id FROM pupil p JOIN organisation o ON o.id = p.school_id"
        " WHERE (p.pseudonym || ' ' || p.code) LIKE :like ESCAPE '!' AND (:school IS NULL OR p.school_id = :school)"
        " ORDER BY p.left_on IS NOT NULL, length(p.pseudonym), p.pseudonym LIMIT :limit",
    ),
    (
        "school",
        Permission.READ_NETWORK,
        "SELECT 'organisation', name, coalesce(city, ''), 'network', id FROM organisation"
        " WHERE (name || ' ' || code) LIKE :like ESCAPE '!' AND is_active ORDER BY kind <> 'school', name LIMIT :limit",
    ),
    (
        "offer",
        Permission.READ_OFFERS,
        "SELECT 'offer', f.name, o.name, 'offers', f.id FROM offer f JOIN organisation o ON o.id = f.school_id"
        " WHERE (f.name || ' ' || f.code) LIKE :like ESCAPE '!' AND f.is_active ORDER BY f.name LIMIT :limit",
    ),
    (
        "meeting",
        Permission.READ_MEETINGS,
        "SELECT 'meeting', m.number, m.held_on, 'meetings', m.id FROM meeting m WHERE m.kind = 'case'"
        " AND (m.number || ' ' || m.held_on) LIKE :like ESCAPE '!' ORDER BY m.held_on DESC LIMIT :limit",
    ),
    (
        "steering",
        Permission.READ_STEERING,
        "SELECT 'meeting', m.number, m.held_on, 'steering', m.id FROM meeting m WHERE m.kind = 'steering'"
        " AND (m.number || ' ' || m.held_on) LIKE :like ESCAPE '!' ORDER BY m.held_on DESC LIMIT :limit",
    ),
    (
        "decision",
        Permission.READ_MEETINGS,
        "SELECT 'decision', d.number, m.held_on, 'meetings', m.id FROM decision d JOIN meeting m ON m.id = d.meeting_id"
        " WHERE m.kind = 'case' AND d.number LIKE :like ESCAPE '!' ORDER BY d.decided_on DESC LIMIT :limit",
    ),
)


class Search(Service):
    @read(Permission.READ_NETWORK)
    def find(self, text: str, limit: int = 6) -> tuple[Hit, ...]:
        """At most `limit` hits of each kind this user may see; the words must stand in this order."""
        words = text.split()
        if not words:
            return ()
        escaped = "%".join(word.replace("!", "!!").replace("%", "!%").replace("_", "!_") for word in words)
        school = None if self.actor.role is Role.SECRETARY else self.actor.school_id
        values = {"like": f"%{escaped}%", "school": school, "limit": limit}
        hits: list[Hit] = []
        for _, permission, sql in _SOURCES:
            if self.actor.may(permission):
                named = {name: value for name, value in values.items() if f":{name}" in sql}
                hits.extend(Hit(*row) for row in self.store.rows(sql, named))
        return tuple(hits)
