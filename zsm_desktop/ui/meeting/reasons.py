"""Why a case cannot be placed: a figure and a few words, which are kept as they are typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.domain.progress import NotPlaceable
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.talk.half_written import REASON, HalfWritten, Where, Words
from zsm_desktop.ui.parts.talk.kept_line import KeptLine
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import labels

REASONS = tuple(NotPlaceable)


class Reasons(QWidget):
    """`chosen` is called when a figure was chosen, `done` when both are said."""

    def __init__(
        self, theme: Theme, half: HalfWritten, chosen: Callable[[], object], done: Callable[[], object]
    ) -> None:
        super().__init__()
        self._chosen = chosen
        self.code = ""
        self.buttons = {
            reason: Button(theme, _why(reason), key=str(at), on_click=lambda reason=reason: self.choose(reason))
            for at, reason in enumerate(REASONS, 1)
        }
        for button in self.buttons.values():
            button.setShortcut("")  # a figure typed in a field is no choice; the panel decides
            button.setCheckable(True)
            layout.growing(button)
        self.text = QLineEdit()
        self.text.setPlaceholderText("Bijvoorbeeld: de bus rijdt niet op deze dagen")
        self.text.returnPressed.connect(done)
        self.field = Field(theme, "Toelichting", self.text)
        self.kept = KeptLine(half, self.field, self._words)
        self.text.textChanged.connect(lambda _text: self.kept.typed())
        self.ok = Button(theme, "Vastleggen", kind="primary", key="Return", on_click=done)
        self.ok.setShortcut("")  # Enter in the field does it
        below = layout.row(theme, None, self.ok)
        parts = (layout.column(theme, *self.buttons.values(), gap=6), self.kept.left_over, self.field, below)
        self.setLayout(layout.column(theme, *parts, gap=12))

    def open_at(self, item_id: str) -> None:
        """With what was half typed for this point before."""
        words = self.kept.open(Where(item_id, REASON))
        self.text.setText(words.get("text", ""))
        self._check(words.get("code", ""))
        self.field.clear_error()
        self.kept.start()

    def choose(self, reason: NotPlaceable) -> None:
        """The words come after; Enter in their field records both."""
        self._check(reason.value)
        self.kept.typed()
        self._chosen()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        layout.reveal(self.field)

    def _check(self, code: str) -> None:
        self.code = code
        for reason, button in self.buttons.items():
            button.setChecked(reason.value == code)

    def _words(self) -> Words:
        text = self.text.text()
        return {"text": text, "code": self.code} if text.strip() else {}


def _why(reason: NotPlaceable) -> str:
    return labels.first_upper(labels.label(labels.NOT_PLACEABLE, reason))
