"""What a bottleneck is about, which schools it hits and what is asked: one form, wherever it is opened."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.services.bottlenecks import KINDS, MOST_ASKED, BottleneckDraft
from zsm_desktop.services.meeting_facts import BottleneckRow
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Choice, NoteField
from zsm_desktop.ui.parts.ticks import TickTable
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.labels import first_upper
from zsm_desktop.words.results import BOTTLENECK_KIND

FIELD_OF = {"meeting.empty_text": "title", "bottleneck.kind": "kind", "bottleneck.asked_long": "asked"}
COLUMNS = (Column("name", "School", "name", width=200, stretch=1),)
NO_NAMES = "Zonder namen: een knelpunt kan naar de stuurgroep. Een naam die het programma kent, wordt vervangen."
HIT = "Scholen van de casussen waarbij het speelt, tellen vanzelf mee."


class BottleneckForm(FormDialog):
    """Changes the bottleneck when it is sent."""

    def __init__(self, theme: Theme, window: QWidget, desk: Any, row: BottleneckRow) -> None:
        super().__init__(
            theme,
            f"Knelpunt {row.number}",
            window,
            submit=lambda: desk.bottlenecks.describe(row.id, self.draft()),
            width=600,
        )
        self.field_of |= FIELD_OF
        kinds = [(kind, first_upper(BOTTLENECK_KIND[kind])) for kind in KINDS]
        self.add("title", "Wat gaat er structureel mis?", QLineEdit(), hint=NO_NAMES, is_required=True)
        self.add("kind", "Soort", Choice(theme, kinds))
        self.add("description", "Toelichting", NoteField(theme, lines=3))
        asked = Field(theme, "Wat wordt er gevraagd?", NoteField(theme, lines=2), hint=f"Hooguit {MOST_ASKED} tekens.")
        self.body.addWidget(self.place("asked", asked))
        nothing = EmptyState(theme, "Geen scholen", "Scholen voegt u toe in Netwerk.", icon="school", tone="neutral")
        self.schools = TickTable(theme, COLUMNS, name="Getroffen scholen; spatie vinkt aan", empty=nothing)
        self.schools.set_rows(desk.network.schools())
        self.schools.ticks_changed.connect(self._on_edit)
        layout.box(theme, self.schools, height=150)
        words = layout.column(theme, layout.label("Getroffen scholen", "label"), layout.label(HIT, "small", wrap=True))
        self.body.addLayout(layout.column(theme, words, self.schools, gap=8))
        self._fill(desk.bottlenecks.draft(row.id))

    def draft(self) -> BottleneckDraft:
        fields = self.fields
        return BottleneckDraft(
            fields["title"].text,
            fields["description"].text,
            fields["kind"].text,
            fields["asked"].text,
            frozenset(self.schools.ticked),
        )

    def _fill(self, draft: BottleneckDraft) -> None:
        self.fields["title"].editor.setText(draft.title)
        self.fields["kind"].editor.choose(draft.kind)
        self.fields["description"].editor.setPlainText(draft.description)
        self.fields["asked"].editor.setPlainText(draft.asked)
        self.schools.set_ticks(draft.school_ids, is_on=True)
        self._is_edited = False
        self.fields["title"].editor.setFocus()
