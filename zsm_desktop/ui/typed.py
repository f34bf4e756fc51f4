"""The panel "Wat u typte": what the store did not take by itself, yours beside what it has now."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFrame, QWidget

from zsm_desktop.domain.calendar import HOME, home_day
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.profiles import Nouns
from zsm_desktop.services.typed_here import CASE, DRAFT, FORM
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.field import sentence
from zsm_desktop.ui.parts.strip import ConfirmStrip, ErrorStrip
from zsm_desktop.ui.pupils.texts import TEXTS
from zsm_desktop.words.format import date_medium, time_of_day
from zsm_desktop.words.names import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.typed_here import TypedRow
    from zsm_desktop.ui.theme import Theme

TITLE = "Wat u typte"
WHY = "Dit kwam nog niet op de server. Het staat alleen op deze computer tot u kiest."
MERGED = "Iemand anders schreef hier intussen ook. Beide staan nu in de notities."
DIFFERS = "Iemand anders heeft dit intussen gewijzigd."
AGAIN = "Intussen is dit weer gewijzigd. Hieronder staat wat er nu is vastgelegd; kies opnieuw."
WIDTH, HEIGHT = 760, 560
_FIELDS = {key: words for key, words, *_ in TEXTS}


class TypedPanel(QDialog):
    """Shown with `open()`; it closes by itself with the last text."""

    def __init__(self, theme: Theme, parent: QWidget, desk: Desk, rows: Sequence[TypedRow]) -> None:
        super().__init__(parent)
        self._desk, self.nouns = desk, desk.nouns
        self.setWindowTitle(TITLE)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.error, self.confirm = ErrorStrip(theme), ConfirmStrip(theme)
        self.texts = [TypedText(theme, self, row) for row in rows]
        self.later = Button(theme, "Later", key="Esc", on_click=self.reject)
        self.later.setShortcut("")
        waits = not all(row.is_merged or row.kept.kind == FORM for row in rows)
        why = [layout.label(WHY, "muted", wrap=True)] if waits else []
        head = layout.column(theme, layout.label(TITLE, "section"), *why, gap=4)
        inside = layout.scrolled(layout.column(theme, *self.texts, None, gap=14, margins=2))
        whole = layout.column(
            theme, head, self.error, inside, self.confirm, layout.row(theme, None, self.later), gap=14, margins=24
        )
        whole.setStretch(2, 1)
        self.setLayout(whole)
        size = parent.window().size()
        width = min(theme.px(WIDTH), size.width())
        self.resize(width, min(theme.px(HEIGHT), size.height()))
        self.layout().activate()
        room = inside.height() - inside.widget().layout().heightForWidth(inside.viewport().width())
        self.resize(width, self.height() - max(0, room))
        self.texts[0].first.setFocus()

    def take(self, text: TypedText) -> None:
        try:
            newer = self._desk.typed_here.take(text.row)
        except RuleError as error:
            self.error.show_error(error)
            return
        if newer is None:
            self.put_away(text)
        else:
            text.show_newer(newer)
            self.error.show_error(AGAIN)

    def ask_drop(self, text: TypedText) -> None:
        def drop() -> None:
            self._desk.typed_here.throw_away(text.row.kept)
            self.put_away(text)

        self.confirm.ask("Wat u hier typte is dan weg.", drop, yes="Weggooien", no="Houden")

    def put_away(self, text: TypedText) -> None:
        self.error.hide()
        self.texts.remove(text)
        text.hide()
        if self.texts:
            self.texts[0].first.setFocus()
        else:
            self.accept()


class TypedText(QFrame):
    """One text: where it belongs, why it waits, and both texts."""

    SPOKEN_AS = "Grouping"

    def __init__(self, theme: Theme, panel: TypedPanel, row: TypedRow) -> None:
        super().__init__()
        self.row = row
        self.setProperty("role", "card")
        self.setAccessibleName(where(row, panel.nouns))
        why = MERGED if row.is_merged else DIFFERS if row.refused is None else sentence(row.refused)
        self.mine, self.now = (
            layout.label(said or "(leeg)", wrap=True, selectable=True) for said in (words(row), row.now)
        )
        both = [_side(theme, "U typte", self.mine)]
        if row.refused is None or row.now:
            both.append(_side(theme, "Nu vastgelegd", self.now))
        self.take = Button(theme, "Mijn tekst overnemen", on_click=lambda: panel.take(self))
        self.take.setEnabled(row.refused is None)
        self.drop = Button(theme, "Weggooien", kind="danger", on_click=lambda: panel.ask_drop(self))
        self.seen = Button(theme, "Gezien", on_click=lambda: panel.put_away(self))
        sides = layout.row(theme, *both, gap=20)
        for at in range(len(both)):
            sides.setStretch(at, 1)
        self.copy = Button(theme, "Tekst kopiëren", on_click=lambda: QGuiApplication.clipboard().setText(words(row)))
        buttons = [None, self.drop, self.take if row.refused is None else self.copy]
        if row.is_merged:
            buttons = [None, self.seen]
        self.first = self.seen if row.is_merged else self.take if row.refused is None else self.copy
        self.setLayout(
            layout.column(
                theme,
                layout.label(where(row, panel.nouns), "strong", wrap=True),
                layout.label(why, "muted", wrap=True),
                sides,
                layout.row(theme, *buttons, gap=10),
                gap=8,
                margins=14,
            )
        )

    def show_newer(self, row: TypedRow) -> None:
        self.row = row
        self.now.setText(row.now or "(leeg)")


def where(row: TypedRow, nouns: Nouns) -> str:
    """Where the text belongs and when it was typed."""
    moment = row.kept.at.astimezone(HOME)
    when = f"{date_medium(home_day(moment))}, {time_of_day(moment.time())}"
    if row.kept.kind == CASE:
        what = say(nouns, _FIELDS.get(row.kept.field, ""))
    elif row.kept.kind == FORM:
        what = ""
    else:
        what = "half getypt" if row.kept.kind == DRAFT else "notities"
    return " · ".join(filter(None, (row.number, row.about, what, when)))


def words(row: TypedRow) -> str:
    """What was typed, for reading; of a form its texts below each other."""
    if row.kept.kind == FORM:
        return "\n".join(f"{name}: {text}" for name, text in json.loads(row.kept.text))
    if row.kept.kind != DRAFT:
        return row.kept.text
    return "\n".join(str(text) for text in json.loads(row.kept.text).values() if text)


def _side(theme: Theme, title: str, text: QWidget) -> QWidget:
    return layout.holder(layout.column(theme, layout.label(title, "small"), text, None, gap=4))
