"""A strip in the page instead of a box over it: a question before an act, or what went wrong."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.field import sentence
from zsm_desktop.ui.parts.toast import announce
from zsm_desktop.ui.theme import Theme

NARROW = 560
"""Under this width, in design pixels, a question stands above its answers."""


class ConfirmStrip(QFrame):
    """Hidden until `ask`; Esc means no and gives the focus back to where it was."""

    SPOKEN_AS = "AlertMessage"

    answered = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._then: Callable[[], object] | None = None
        self._otherwise: Callable[[], object] | None = None
        self._before: QWidget | None = None
        self.setProperty("role", "strip")
        self.text = layout.label("", wrap=True)
        self.yes = Button(theme, "Ja", kind="danger", on_click=lambda: self._answer(is_yes=True))
        self.no = Button(theme, "Nee", on_click=lambda: self._answer(is_yes=False))
        for button in (self.no, self.yes):
            button.setAutoDefault(True)  # in a form Enter would press the button of the form, whatever has the focus
        buttons = layout.holder(layout.row(theme, None, self.no, self.yes, gap=10))
        self._theme, self._whole = theme, layout.row(theme, self.text, buttons, gap=10, margins=(14, 8, 8, 8))
        self._whole.setStretch(0, 1)
        self.setLayout(self._whole)
        self.hide()

    def ask(
        self,
        text: str,
        then: Callable[[], object],
        *,
        otherwise: Callable[[], object] | None = None,
        yes: str = "Ja",
        no: str = "Nee",
        kind: str = "danger",
    ) -> None:
        """Shows the question; `then` runs only after yes. The focus goes to no, so that Enter in haste does nothing.

        A question that was still open is over, with neither answer: what hangs on one is said here, in `then` and
        `otherwise`, and never on `answered`, which is of whatever was asked last.

        `kind` is how yes looks: "primary" for what is done every day.
        """
        self._then, self._otherwise, focus = then, otherwise, self.window().focusWidget()
        if focus is None or not self.isAncestorOf(focus):  # asked anew it still goes back to the first place
            self._before = focus
        self.text.setText(text)
        self.setAccessibleName(text)
        announce(self, text)
        self.yes.set_kind(kind)
        self.yes.set_words(yes)
        self.no.set_words(no)
        self.show()
        self._fit()
        self.no.setFocus(Qt.FocusReason.OtherFocusReason)
        layout.reveal(self)

    def event(self, event) -> bool:
        """Esc is for the question first, also where a button of the page has that key."""
        if event.type() == event.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._answer(is_yes=False)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event) -> None:
        """The buttons go below the question where there is no room beside it."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """All of a long question, also where the page leaves the strip little height."""
        ways = QBoxLayout.Direction
        is_wide = self.width() >= self._theme.px(NARROW)
        self._whole.setDirection(ways.LeftToRight if is_wide else ways.TopToBottom)
        margins = self._whole.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        self.text.setMinimumHeight(0 if is_wide else max(self.text.heightForWidth(room), 0))

    def _answer(self, *, is_yes: bool) -> None:
        then, self._then, self._otherwise = self._then if is_yes else self._otherwise, None, None
        self.hide()
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        if then is not None:
            then()
        self.answered.emit(is_yes)


class ErrorStrip(QFrame):
    """What went wrong and what to do, above the thing it is about."""

    SPOKEN_AS = "AlertMessage"

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bad_strip")
        self.text = layout.label("", wrap=True, selectable=True)
        self.code = ""
        """Of the rule that was broken last."""
        self.close_button = Button(theme, "Melding sluiten", kind="icon", icon="x", on_click=self.hide)
        whole = layout.row(theme, self.text, self.close_button, gap=10, margins=(14, 6, 6, 6))
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.hide()

    def show_error(self, error: RuleError | str) -> None:
        text, self.code = (error, "") if isinstance(error, str) else (sentence(error), error.code)
        self.text.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        if text:
            announce(self, text)
