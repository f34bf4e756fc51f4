"""One step of the road to a new network: which it is of how many, why it is asked, and the keys back, on and later."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.start.forms import Form
from zsm_desktop.ui.theme import Theme

STEPS = 6
ROOM = 560
"""Width of a step in design pixels."""
BACK, ON, LATER = "Terug", "Verder", "Later"
LATER_KEY = "F8"


def numbered(step: int) -> str:
    return f"Stap {step} van {STEPS}"


class StepForm(Form):
    """Enter goes on, Esc goes back, and `later` leaves it for another time where that may be."""

    later = Signal()
    room_width = ROOM

    def __init__(
        self, theme: Theme, step: int, title: str, why: str, *, may_wait: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, title, ON, parent)
        self.step = layout.label(numbered(step), "small")
        self.layout().insertWidget(1, self.step)
        self.explain(why)
        self.name_back(BACK)
        self.go.set_face(ON, icon="", tone="", key="Return")
        self.back_button.set_face(BACK, icon="arrow-left", tone="", key="Esc")
        self.wait = Button(theme, LATER, kind="quiet", key=LATER_KEY, on_click=lambda: self.put_off())  # noqa: PLW0108 - a step may ask first
        self.buttons.layout().addWidget(self.wait)
        self._may_wait = may_wait
        if not may_wait:
            self.wait.hide()
            self.wait.setEnabled(False)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            QShortcut(QKeySequence(key), self, self._on_enter, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def add(self, words: str, editor: QLineEdit, hint: str = "", *, is_required: bool = True) -> Field:
        """As of any form, but that Enter is heard by the step itself, wherever the focus is."""
        field = Field(self.theme, words, editor, hint=hint, is_required=is_required)
        self.fields.append(field)
        self.body.addWidget(field)
        return field

    def _on_enter(self) -> None:
        focus = self.focusWidget()
        if isinstance(focus, Button) and focus is not self.go:
            focus.click()
        elif not self.is_busy and self.go.isEnabled():
            super()._on_enter()

    def set_busy(self, is_busy: bool, words: str = "", *, may_stop: bool = False) -> None:
        """The focus comes back to where it was: it leaves a button that cannot be pressed."""
        if not hasattr(self, "wait"):
            super().set_busy(is_busy, words, may_stop=may_stop)
            return
        if is_busy:
            self._before = self.focusWidget()
        self.wait.setEnabled(self._may_wait and not is_busy)
        super().set_busy(is_busy, words, may_stop=may_stop)
        before = getattr(self, "_before", None)
        if not is_busy and before is not None:
            self._before = None
            before.setFocus()

    def put_off(self) -> None:
        self.later.emit()

    def show_count(self, *, is_shown: bool) -> None:
        """Which it is of how many: of a step that is taken by itself there is nothing to count."""
        self.step.setVisible(is_shown)

    def show_back(self, *, is_shown: bool) -> None:
        """Where nothing lies before it there is no way back."""
        self.back_button.setVisible(is_shown)

    def enter(self) -> None:
        """The step is shown: the first thing to fill in has the focus."""
        first = next((field.editor for field in self.fields if not field.editor.text()), None)
        (first or (self.fields[0].editor if self.fields else self.go)).setFocus()
