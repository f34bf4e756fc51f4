"""The network map as a list and as a picture, narrowed down to a kind, a part or a body; no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zsm_desktop.domain.network_map import Body, Organisation
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.words import format as dutch
from zsm_desktop.words.labels import first_upper
from zsm_desktop.words.network_map import GROUPS, MANDATE, group_of, kind_words, level_words, placed

if TYPE_CHECKING:
    from zsm_desktop.domain.network_gaps import Gap
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.network_map import MapFacts, Member

ANY_KIND, ANY_PART, ANY_BODY = ("", "Alle soorten"), ("", "Alle delen"), ("", "Alle overleggen")
NOWHERE = "-"
NO_BODY = (NOWHERE, "In geen enkel overleg")


@dataclass(frozen=True, slots=True)
class MapRow:
    """A line of the list: words, ready to be read."""

    id: str
    name: str
    kind: str
    role: str
    contact: str
    bodies: str
    parts: str
    brings: str
    is_seated: bool


class MapState:
    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.kind = self.part = self.body = ""
        self.facts: MapFacts | None = None

    @property
    def may_edit(self) -> bool:
        return self.desk.actor.may(Permission.EDIT_NETWORK)

    def look(self) -> None:
        """Reads anew; a filter on what is no longer there is let go."""
        self.facts = facts = self.desk.network_map.facts()
        if self.kind not in {group_of(one) for one in facts.members}:
            self.kind = ""
        if self.part not in {part_id for part_id, _ in facts.parts}:
            self.part = ""
        if self.body not in {NOWHERE, *(body.id for body in facts.bodies)}:
            self.body = ""

    def kinds(self) -> list[tuple[str, str]]:
        there = {group_of(one) for one in self.facts.members} if self.facts else set()
        return [ANY_KIND, *((key, words) for key, words in GROUPS.items() if key in there)]

    def parts(self) -> list[tuple[str, str]]:
        return [ANY_PART, *(self.facts.parts if self.facts else ())]

    def bodies(self) -> list[tuple[str, str]]:
        return [ANY_BODY, *((body.id, body.name) for body in (self.facts.bodies if self.facts else ())), NO_BODY]

    def member(self, organisation_id: str) -> Member | None:
        return next((one for one in self.shown() if one.id == organisation_id), None)

    def shown(self) -> list[Member]:
        """Those the filters leave, by kind and name."""
        order = list(GROUPS)
        found = [one for one in (self.facts.members if self.facts else ()) if self._fits(one)]
        return sorted(found, key=lambda one: order.index(group_of(one)))

    def rows(self) -> list[MapRow]:
        return [self._row(one) for one in self.shown()]

    def pictured(self) -> tuple[list[Organisation], list[Body]]:
        """What the picture is laid out from, in its order."""
        if self.facts is None:
            return [], []
        organisations = [placed(one) for one in self.shown()]
        wanted = self.body if self.body != NOWHERE else ""
        bodies = [
            Body(body.id, body.name, level_words(body.level), body.above_id)
            for body in self.facts.bodies
            if wanted in ("", body.id)
        ]
        return organisations, bodies

    def told(self, member: Member) -> list[tuple[str, str]]:
        """Name and value of all the map knows of one organisation."""
        role = self.facts.role_name(member.role) if self.facts else ""
        return [
            ("Rol", first_upper(role)),
            ("Doet", member.does),
            ("Brengt in", member.brings),
            ("Mandaat", MANDATE[member.mandate] if member.mandate else ""),
            ("Aanspreekpunt", member.fixed_contact or "Nog niemand"),
            ("Overleggen", seats(self.facts, member)),
            ("Delen", dutch.joined(part_names(self.facts, member))),
        ]

    def words_of(self, organisation_id: str) -> str:
        """For who hears the picture: "UWV Zeeland: UWV; Stuurgroep; vast aanspreekpunt A. de Wit"."""
        member = self.member(organisation_id)
        if member is None:
            return ""
        sits = dutch.joined(body_names(self.facts, member)) or "in geen enkel overleg"
        contact = f"vast aanspreekpunt {member.fixed_contact}" if member.fixed_contact else "geen vast aanspreekpunt"
        return f"{member.name}: {kind_words(member)}; {sits}; {contact}"

    def way_to(self, gap: Gap) -> tuple[str, str]:
        """The room and the thing in it where this can be put right; ("", "") for who may not."""
        actor = self.desk.actor
        if gap.code in {"no_guide", "guide_gone"}:
            return ("pupils", "") if actor.may(Permission.READ_CASES) else ("", "")
        if gap.code in {"no_contact", "no_seat"} and not (gap.code == "no_seat" and self.may_edit):
            return "network", gap.subject_id
        if gap.code == "no_chair" and actor.may(Permission.LEAD_MEETINGS):
            return "meetings", ""
        if gap.code == "caseload":
            return "network", "caseload"
        if not self.may_edit:
            return "", ""
        return ("network", "map") if gap.code == "role" else ("settings", "bodies")

    def _fits(self, one: Member) -> bool:
        if self.kind and group_of(one) != self.kind:
            return False
        if self.part and self.part not in one.part_ids:
            return False
        return not self.body or (not one.seats if self.body == NOWHERE else self.body in one.body_ids)

    def _row(self, one: Member) -> MapRow:
        role = self.facts.role_name(one.role) if self.facts else ""
        return MapRow(
            one.id, one.name, kind_words(one), role, one.fixed_contact, ", ".join(body_names(self.facts, one)),
            ", ".join(part_names(self.facts, one)), one.brings, bool(one.seats),
        )  # fmt: skip


def body_names(facts: MapFacts | None, member: Member) -> list[str]:
    names = {body.id: body.name for body in facts.bodies} if facts else {}
    return [names[body_id] for body_id in member.body_ids]


def part_names(facts: MapFacts | None, member: Member) -> list[str]:
    return [name for part_id, name in (facts.parts if facts else ()) if part_id in member.part_ids]


def seats(facts: MapFacts | None, member: Member) -> str:
    """A line for each body with who sits there."""
    names = {body.id: body.name for body in facts.bodies} if facts else {}
    return "\n".join(
        f"{names[seat.body_id]}: {seat.name}{', met mandaat' if seat.is_mandated else ''}" for seat in member.seats
    )
