"""Which groups of the network meet: each with its level, rhythm and members."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services.bodies import BodyDraft, BodyFacts, draft_of
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.settings.body_form import BodyForm
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words.labels import BODY_LEVEL, MEETING_KIND, first_upper, label
from zsm_desktop.words.names import Say, saying

NONE_YET = "Er zijn nog geen overlegvormen. Voeg de eerste toe; daarna kunt u er overleg van plannen."
UNDO = "Ongedaan maken"


def about(body: BodyFacts, say: Say) -> str:
    """Kind, where the name does not say it, level, rhythm, way up and size in one line."""
    weeks, kind = body.rhythm_weeks, say(label(MEETING_KIND, body.kind))
    rhythm = "in overleg" if weeks is None else "elke week" if weeks == 1 else f"elke {dutch.count(weeks)} weken"
    members = len(body.member_ids)
    parts = [
        "" if kind.casefold() == body.name.casefold() else kind, label(BODY_LEVEL, body.level), rhythm,
        f"cluster {body.cluster}" if body.cluster else "",
        f"{say('[knelpunten]')} naar {body.above}" if body.above else "",
        f"quorum {body.quorum}" if body.quorum else "",
        "voorzitter om de beurt" if body.is_chair_in_turn else "",
        dutch.plural(members, "lid", "leden") if members else "nog geen leden",
    ]  # fmt: skip
    return first_upper(" · ".join(part for part in parts if part))


class BodiesCard(QFrame):
    """`offered` says what was done, with the way back."""

    offered = Signal(str, str, object)

    def __init__(self, theme: Theme, desk: Any, attempt: Callable[[Callable[[], object]], bool]) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._theme, self._desk, self._attempt = theme, desk, attempt
        self.may_edit = desk.actor.may(Permission.EDIT_NETWORK)
        self.rows = layout.column(theme, gap=12)
        self.add = Button(theme, "Overlegvorm toevoegen", icon="plus", key="Ctrl+O", on_click=self.ask_new)
        if not self.may_edit:
            self.add.hide()
        title = layout.label("Overlegvormen", "section")
        self.setLayout(
            layout.column(theme, title, self.rows, layout.row(theme, self.add, None), None, gap=16, margins=20)
        )

    def reload(self) -> None:
        while (item := self.rows.takeAt(0)) is not None:
            item.widget().hide()
            item.widget().deleteLater()
        bodies = self._desk.bodies.rows()
        for body in bodies:
            self.rows.addWidget(self._line(body))
        if not bodies:
            self.rows.addWidget(layout.label(NONE_YET, "muted", wrap=True))

    def _line(self, body: BodyFacts) -> QWidget:
        theme = self._theme
        words = layout.column(
            theme, layout.label(f"{body.name} ({body.code})", "strong", wrap=True),
            layout.label(about(body, saying(self._desk.nouns)), "muted", wrap=True), gap=2,
        )  # fmt: skip
        line = layout.row(theme, words, gap=6)
        line.setStretch(0, 1)
        if self.may_edit:
            edit = Button(
                theme, f"{body.name} bewerken", kind="icon", icon="pencil", on_click=lambda: self.ask_edit(body)
            )
            line.addWidget(edit)
        if self.may_edit and not body.meetings:
            remove = Button(
                theme, f"{body.name} verwijderen", kind="icon", icon="trash", on_click=lambda: self.remove(body)
            )
            line.addWidget(remove)
        return layout.holder(line)

    def ask_new(self) -> BodyForm:
        return self._open(None, self._desk.bodies.add)

    def ask_edit(self, body: BodyFacts) -> BodyForm:
        def change(draft: BodyDraft) -> None:
            version, before = dialog.row.version, draft_of(dialog.before)
            self._desk.bodies.edit(body.id, version, draft)
            self._offer(f"{draft.name} is bijgewerkt.", lambda: self._desk.bodies.edit(body.id, version + 1, before))

        dialog = self._open(body, change)
        dialog.told.connect(lambda words: self.offered.emit(words, "info", None))
        return dialog

    def remove(self, body: BodyFacts) -> None:
        """At once, with a way back: a body that never met leaves nothing behind."""
        if self._attempt(lambda: self._desk.bodies.remove(body.id)):
            self.add.setFocus()
            self._offer(f"{body.name} is van de lijst.", lambda: self._desk.bodies.add(draft_of(body)))

    def _open(self, body: BodyFacts | None, do: Callable[[BodyDraft], object]) -> BodyForm:
        dialog = BodyForm(self._theme, self.window(), self._desk, do, body)
        dialog.open()
        return dialog

    def _offer(self, words: str, put_back: Callable[[], object]) -> None:
        self.offered.emit(words, "good", (UNDO, lambda: self._attempt(put_back)))
