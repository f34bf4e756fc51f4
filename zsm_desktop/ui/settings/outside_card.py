"""The copies with names that lie outside the network, and noting that one of them is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.outside_copies import HowGone
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.chip import ChipRow
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.lines import Line, Lines
from zsm_desktop.ui.parts.strip import ErrorStrip
from zsm_desktop.words import published as words

if TYPE_CHECKING:
    from zsm_desktop.domain.outside_copies import OutsideCopy
    from zsm_desktop.ui.theme import Theme

SHOWN_GONE = 3
"""Of those that are gone, the latest."""


class OutsideCard(QFrame):
    """`told` is news in a sentence with its tone."""

    told = Signal(str, str)

    def __init__(self, theme: Theme, desk: Any) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._theme, self._desk = theme, desk
        self.rows: tuple[OutsideCopy, ...] = ()
        self.error = ErrorStrip(theme)
        self.copies = layout.column(theme, gap=12)
        title, means = (
            layout.label(words.OUTSIDE_TITLE, "section"),
            layout.label(words.OUTSIDE_MEANS, "muted", wrap=True),
        )
        self.setLayout(layout.column(theme, title, means, self.error, self.copies, None, gap=16, margins=20))

    def reload(self) -> None:
        self.error.hide()
        try:
            found = self._desk.outside_copies.rows()
        except RuleError as error:
            self.error.show_error(error)
            return
        outside = [one for one in found if one.is_outside]
        gone = sorted((one for one in found if not one.is_outside), key=lambda one: one.at)[-SHOWN_GONE:]
        self.rows = (*outside, *gone)
        shown = [self._row(one, is_first=at == 0) for at, one in enumerate(outside)]
        shown += [layout.label(words.NONE_OUTSIDE, "muted", wrap=True)] if not outside else []
        shown += [self._line(one) for one in gone]
        layout.refill(self.copies, shown)

    def _row(self, one: OutsideCopy, *, is_first: bool) -> QWidget:
        if not self._desk.actor.may(Permission.KEEP_PRIVACY):
            return self._line(one)
        key = "Ctrl+T" if is_first else ""
        button = Button(self._theme, words.IS_GONE, icon="check", key=key, on_click=lambda: self.ask(one))
        button.setAccessibleName(f"{words.IS_GONE}: {words.outside(one)}")
        line = layout.row(self._theme, self._line(one), button, gap=10)
        line.setStretch(0, 1)
        return layout.holder(line)

    def _line(self, one: OutsideCopy) -> Lines:
        tone = "bad" if one.asks(self._desk.day) else "warn" if one.is_outside else "good"
        icon = "alert-triangle" if one.is_outside else "circle-check"
        line = Line(words.outside(one), words.outside_detail(one, self._desk.day), icon=icon, tone=tone)
        return Lines(self._theme, (line,), name=words.COPY)

    def ask(self, one: OutsideCopy) -> GoneForm:
        form = GoneForm(self._theme, self.window(), one, lambda how: self._note(one, how))
        form.accepted.connect(lambda: self.told.emit(words.NOTED.format(to=words.receiver(one)), "good"))
        form.open()
        return form

    def _note(self, one: OutsideCopy, how: HowGone) -> None:
        self._desk.outside_copies.gone(one.id, how)
        self.reload()


class GoneForm(FormDialog):
    """How a copy went: without the one choice nothing is noted."""

    def __init__(self, theme: Theme, window: QWidget, one: OutsideCopy, note: Any) -> None:
        super().__init__(
            theme, words.IS_GONE, window, submit=lambda: note(HowGone(self.how.current)), do="Noteren", width=520
        )
        self.body.addWidget(layout.label(words.ASK_GONE.format(to=words.receiver(one)), wrap=True))
        choices = ((HowGone.RETURNED.value, words.BACK), (HowGone.DESTROYED.value, words.DESTROYED))
        self.how = ChipRow(theme, choices, name=words.WHICH_WAY)
        self.body.addWidget(self.how)
