"""What the network map tells of one organisation: its role, what it does and brings, its mandate and its parts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.network_map import MapDraft, MapFacts, Member
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Check, Choice, NoteField
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.labels import first_upper
from zsm_desktop.words.network_map import MANDATE, NO_ROLE

PART = "part."
OWN = "Hoort daar als school al bij: {part}. Dat wijzigt u bij Bewerken."
NO_PARTS = "Dit netwerk heeft nog geen clusters of deelnetwerken. Die maakt u bij Clusters en sectoren."
MANDATE_HINT = "Hoe ver mensen van deze organisatie zelf mogen beslissen."


class MapForm(FormDialog):
    """`told` says what was taken over from another; `kept` is called with the name of what is described anew."""

    def __init__(
        self, theme: Theme, window: QWidget, desk: Any, organisation_id: str, kept: Callable[[str], object]
    ) -> None:
        self._desk, self._id, self._kept = desk, organisation_id, kept
        member, facts = self._now()
        self._name = member.name
        super().__init__(theme, f"{member.name} op de sociale kaart", window, submit=self._describe, width=560)
        roles = [("", NO_ROLE), *((role.code, first_upper(role.name)) for role in facts.roles)]
        if member.role and not facts.role_name(member.role):
            roles.append((member.role, "Een rol van een eerder profiel"))
        self.add("role", "Rol in het netwerk", Choice(theme, roles))
        self.add("does", "Wat doet deze organisatie in het netwerk?", NoteField(theme, lines=2))
        self.add("brings", "Wat brengt zij in?", NoteField(theme, "Bijvoorbeeld: een lokaal, mensen, geld", lines=2))
        self.add("mandate", "Mandaat", Choice(theme, list(MANDATE.items())), hint=MANDATE_HINT)
        self._add_parts(theme, member, facts)
        self.field_of |= {"map.role": "role", "map.mandate": "mandate", "map.long": "does"}
        self.edits(member.version, _values(member, facts), self._reread)
        self.fields["role"].editor.setFocus()

    def _add_parts(self, theme: Theme, member: Member, facts: MapFacts) -> None:
        self.body.addWidget(layout.label("Doet mee in", "label"))
        free = [(part_id, name) for part_id, name in facts.parts if part_id != member.own_part_id]
        checks = [self.place(PART + part_id, Field(theme, name, Check(theme, name))) for part_id, name in free]
        if checks:
            self.body.addLayout(layout.column(theme, *checks, gap=6))
        own = dict(facts.parts).get(member.own_part_id, "")
        said = OWN.format(part=own) if own else "" if checks else NO_PARTS
        if said:
            self.body.addWidget(layout.label(said, "muted", wrap=True))

    def _describe(self) -> None:
        fields = self.fields
        parts = {key.removeprefix(PART) for key, field in fields.items() if key.startswith(PART) and field.value}
        draft = MapDraft(
            fields["role"].text, fields["does"].text, fields["brings"].text, fields["mandate"].text, frozenset(parts)
        )
        self._desk.network_map.describe(self._id, self.row.version, draft)
        self._kept(self._name)

    def _now(self) -> tuple[Member, MapFacts]:
        facts = self._desk.network_map.facts()
        member = next((one for one in facts.members if one.id == self._id), None)
        if member is None:
            raise RuleError("network.no_organisation")
        return member, facts

    def _reread(self) -> tuple[int, dict[str, object]]:
        member, facts = self._now()
        return member.version, _values(member, facts)


def _values(member: Member, facts: MapFacts) -> dict[str, object]:
    own = member.own_part_id
    parts = {PART + part_id: part_id in member.part_ids for part_id, _ in facts.parts if part_id != own}
    return {"role": member.role, "does": member.does, "brings": member.brings, "mandate": member.mandate, **parts}
