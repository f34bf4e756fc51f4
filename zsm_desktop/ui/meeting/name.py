"""The name behind a pseudonym: one deliberate act, with a reason, in the logbook, and gone again by itself."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services.case_facts import CaseRow
from zsm_desktop.ui.meeting.state import MeetingState
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.lines import Words
from zsm_desktop.ui.theme import Theme

KEY = "Ctrl+T"
SHOWN_SECONDS = 20


class NameBox:
    """`button` stands in the head of the card, `box` below it; another case closes both."""

    def __init__(self, theme: Theme, state: MeetingState) -> None:
        self._state = state
        self._case_id = ""
        self._left = 0
        self._before: QWidget | None = None
        """What had the keyboard before the name was asked for."""
        self.button = Button(theme, "Toon naam", kind="quiet", icon="eye-off", key=KEY, on_click=self.ask)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText("Bijvoorbeeld: ouders bellen over de start")
        self.reason.returnPressed.connect(self.open)
        self.field = Field(theme, "Waarom opent u de naam? Dit komt in het logboek.", self.reason)
        show = Button(theme, "Tonen", on_click=self.open)
        stop = Button(theme, "Niet tonen", kind="quiet", on_click=self.hide)
        self.asking = layout.holder(layout.column(theme, self.field, flow(theme, show, stop, gap=8), gap=8))
        self.name = Words(theme, size=17, weight=600)
        self.countdown = layout.label("", "small")
        self.stop = Button(theme, "Verbergen", on_click=self.hide)
        self.shown = layout.holder(layout.row(theme, self.name, None, self.countdown, self.stop, gap=10))
        self.box = layout.card(theme, self.asking, self.shown, margins=(14, 10), role="strip")
        self._clock = QTimer(self.box, interval=1_000)
        self._clock.timeout.connect(self._tick)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.box, self.hide)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.hide()

    def show_case(self, row: CaseRow | None) -> None:
        """A name never stays when another case comes on the table."""
        case_id = row.id if row is not None else ""
        if case_id != self._case_id:
            self.hide()
            self._case_id = case_id
        may_open = self._state.desk.actor.may(Permission.OPEN_NAMES)
        self.button.setVisible(row is not None and not row.missing and may_open)

    def ask(self) -> None:
        self.hide()
        self._before = self.box.window().focusWidget()
        self.asking.show()
        self.box.show()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        layout.reveal(self.box)

    def open(self) -> None:
        try:
            name = self._state.open_name(self.reason.text())
        except RuleError as error:
            self.field.show_error(error)
            return
        self.name.setText(name.full_name)
        self.shown.show()
        self.stop.setFocus(Qt.FocusReason.OtherFocusReason)
        self.asking.hide()
        layout.reveal(self.box)
        self._left = SHOWN_SECONDS
        self._tick()
        self._clock.start()

    def hide(self) -> None:
        if self._before is not None and self.box.isAncestorOf(self.box.window().focusWidget()):
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before = None
        self._clock.stop()
        self.name.setText("")
        self.reason.clear()
        self.field.clear_error()
        self.asking.hide()
        self.shown.hide()
        self.box.hide()

    def _tick(self) -> None:
        if self._left <= 0:
            self.hide()
            return
        self.countdown.setText(f"nog {self._left} s")
        self._left -= 1
