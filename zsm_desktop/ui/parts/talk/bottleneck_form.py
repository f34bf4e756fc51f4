"""What a bottleneck is about, which schools it hits and what is asked: one form, wherever it is opened."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.bottlenecks import KINDS, MOST_ASKED, BottleneckDraft
from zsm_desktop.services.meeting_facts import BottleneckRow
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Choice, NoteField
from zsm_desktop.ui.parts.page import FAILED
from zsm_desktop.ui.parts.reading import again
from zsm_desktop.ui.parts.talk.half_written import DESCRIBE, Where
from zsm_desktop.ui.parts.talk.pausing import Pausing
from zsm_desktop.ui.parts.talk.table import OnTable
from zsm_desktop.ui.parts.ticks import TickTable
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.labels import first_upper
from zsm_desktop.words.names import say
from zsm_desktop.words.results import BOTTLENECK_KIND

FIELD_OF = {"meeting.empty_text": "title", "bottleneck.kind": "kind", "bottleneck.asked_long": "asked"}
COLUMNS = (Column("name", "School", "name", width=200, stretch=1),)
NO_NAMES = (
    "Zonder namen: [een knelpunt] kan naar [de bottleneck_agenda]. Een naam die het programma kent, wordt vervangen."
)
HIT = "Scholen van de casussen waarbij het speelt, tellen vanzelf mee."


class BottleneckForm(FormDialog):
    """Changes the bottleneck when it is sent. With `table` a meeting runs: what is typed is kept at every pause."""

    def __init__(
        self, theme: Theme, window: QWidget, desk: Any, row: BottleneckRow, table: OnTable | None = None
    ) -> None:
        def submit() -> object:
            version, draft = self.row.version, self.draft()
            if table is None:
                return desk.bottlenecks.describe(row.id, version, draft)
            self._pausing.stop()
            return lambda: desk.bottlenecks.describe(row.id, version, draft)

        def reread() -> tuple[int, dict[str, object]]:
            version = again(desk.bottlenecks.rows(), row.id, "bottleneck.none").version
            return version, values_of(desk.bottlenecks.draft(row.id))

        super().__init__(
            theme,
            say(desk.nouns, f"[Knelpunt] {row.number}"),
            window,
            submit=submit,
            width=600,
            write=table.write if table is not None else None,
        )
        self.field_of |= FIELD_OF
        self._half = table.half if table is not None else None
        self._where = Where(table.item_id if table is not None else "", DESCRIBE, row.id)
        self._pausing = Pausing(self)
        self._pausing.due.connect(self.flush)
        self.left_over = layout.label("", "small", wrap=True)
        self.left_over.hide()
        self.body.addWidget(self.left_over)
        kinds = [(kind, first_upper(BOTTLENECK_KIND[kind])) for kind in KINDS]
        self.add("title", "Wat gaat er structureel mis?", QLineEdit(), hint=say(desk.nouns, NO_NAMES), is_required=True)
        self.add("kind", "Soort", Choice(theme, kinds))
        self.add("description", "Toelichting", NoteField(theme, lines=3))
        asked = Field(theme, "Wat wordt er gevraagd?", NoteField(theme, lines=2), hint=f"Hooguit {MOST_ASKED} tekens.")
        self.body.addWidget(self.place("asked", asked))
        nothing = EmptyState(theme, "Geen scholen", "Scholen voegt u toe in Netwerk.", icon="school", tone="neutral")
        self.schools = TickTable(theme, COLUMNS, name="Getroffen scholen; spatie vinkt aan", empty=nothing)
        self.schools.set_rows(desk.network.schools())
        layout.box(theme, self.schools, height=150)
        self.add("schools", "Getroffen scholen", self.schools, hint=HIT)
        self.edits(row.version, values_of(desk.bottlenecks.draft(row.id)), reread)
        self._fill_left_over()
        self.fields["title"].editor.setFocus()
        self.accepted.connect(self._laid_down)
        self.rejected.connect(self._throw_away)
        self.refused.connect(lambda _error: self.flush())

    def draft(self) -> BottleneckDraft:
        fields = self.fields
        return BottleneckDraft(
            fields["title"].text,
            fields["description"].text,
            fields["kind"].text,
            fields["asked"].text,
            self.schools.value,
        )

    def flush(self) -> None:
        """Has what stands in the form kept, as it is typed in a meeting."""
        self._pausing.stop()
        if self._half is not None:
            self._half.keep(self._where, self._words(), self._kept)

    def _words(self) -> dict[str, str]:
        draft = self.draft()
        named = {"title": draft.title, "description": draft.description, "kind": draft.kind, "asked": draft.asked}
        return {**named, "schools": " ".join(sorted(draft.school_ids))}

    def _fill_left_over(self) -> None:
        """What was typed here before and not sent."""
        words = self._half.words(self._where) if self._half is not None else {}
        if self._half is None or not words:
            return
        for name, value in {**words, "schools": frozenset(words["schools"].split())}.items():
            self.fields[name].put(value)
        self.is_edited = True
        self.left_over.setText(self._half.seen(self._where))
        self.left_over.setVisible(bool(self.left_over.text()))
        self._pausing.stop()

    def _laid_down(self) -> None:
        if self._half is not None:
            self._half.lay_down(self._where)
            self._half.laid_down(self._where)

    def _throw_away(self) -> None:
        self._pausing.stop()
        if self._half is not None:
            self._half.keep(self._where, {}, lambda _error: None)

    def _kept(self, error: Exception | None) -> None:
        if error is not None and self.isVisible():
            self.error.show_error(error if isinstance(error, RuleError) else FAILED)

    def _on_edit(self) -> None:
        super()._on_edit()
        self._pausing.typed()


def values_of(draft: BottleneckDraft) -> dict[str, object]:
    return {
        "title": draft.title, "kind": draft.kind, "description": draft.description, "asked": draft.asked,
        "schools": draft.school_ids,
    }  # fmt: skip
