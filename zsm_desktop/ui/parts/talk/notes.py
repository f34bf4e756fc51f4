"""The notes of the point on the table: in the store at every pause, and never lost when the store refuses."""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.field import sentence
from zsm_desktop.ui.parts.inputs import NoteField
from zsm_desktop.ui.theme import Theme

log = logging.getLogger(__name__)

PAUSE_MS = 600
KEPT = "Bewaard"
TYPING = "…"
FAILED = "Bewaren lukt nu niet door een fout in het programma. Uw tekst staat hier nog; probeer het opnieuw."

Keep = Callable[[str, str], object]
"""(item id, text): writes it, or raises."""


class Notes(QWidget):
    """`kept` comes after each write with the identifier of the point."""

    kept = Signal(str)

    def __init__(self, theme: Theme, keep: Keep, *, placeholder: str) -> None:
        super().__init__()
        self._keep = keep
        self.item_id = ""
        self._stored = ""
        self.editor = NoteField(theme, placeholder, lines=3)
        self.editor.setAccessibleName("Notities")
        self.editor.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        layout.box(theme, self.editor, height=94)
        self.button = Button(theme, "Notities", kind="quiet", key="F2")
        self.status = layout.label("", "small")
        self.error = layout.label("", "error", wrap=True)
        self.retry = Button(theme, "Opnieuw proberen", on_click=self.flush)
        self.trouble = layout.holder(layout.row(theme, self.error, self.retry, gap=10))
        self.trouble.layout().setStretch(0, 1)
        self.trouble.hide()
        top = layout.row(theme, self.button, None, self.status, gap=10)
        self.setLayout(layout.column(theme, top, self.editor, self.trouble, gap=4))
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self.flush)
        self.editor.textChanged.connect(self._on_text)
        self.editor.finished.connect(self.flush)

    @property
    def text(self) -> str:
        return self.editor.toPlainText()

    @property
    def is_waiting(self) -> bool:
        """There is text here that the store does not have yet."""
        return bool(self.item_id) and self.text != self._stored

    def show_item(self, item_id: str, text: str, *, stored: str, is_locked: bool = False) -> None:
        """Puts another point's notes here; `text` differs from `stored` when an earlier write failed.

        The same point again leaves what is being typed alone.
        """
        self.editor.setReadOnly(is_locked)
        if item_id == self.item_id:
            if not self.is_waiting and text != self.text:
                self._fill(text, stored)
            return
        self.item_id = item_id
        self._say_error("")
        self._fill(text, stored)

    def take(self) -> tuple[str, str] | None:
        """Hands over the point and the text that still have to be written, and stops waiting for a pause."""
        self._pause.stop()
        return (self.item_id, self.text) if self.is_waiting else None

    def flush(self) -> bool:
        """Writes what waits; on refusal it says why at the field, the text stays, and False comes back."""
        waiting = self.take()
        return True if waiting is None else self.write(*waiting)

    def write(self, item_id: str, text: str) -> bool:
        """Writes the text of a point, also when another one has come on the table meanwhile."""
        problem = ""
        try:
            self._keep(item_id, text)
        except RuleError as error:
            problem = sentence(error)
        except Exception:
            log.exception("notes could not be kept")
            problem = FAILED
        if item_id == self.item_id:
            self._say_error(problem)
            if not problem:
                self._stored = text
                self.status.setText(TYPING if self.is_waiting else KEPT)
        if not problem:
            self.kept.emit(item_id)
        return not problem

    def let_go(self) -> None:
        """The text is safe elsewhere: nothing waits here any more."""
        self._pause.stop()
        self._stored = self.text
        self._say_error("")

    def _fill(self, text: str, stored: str) -> None:
        self.editor.blockSignals(True)
        self.editor.setPlainText(text)
        self.editor.blockSignals(False)
        self.editor.moveCursor(self.editor.textCursor().MoveOperation.End)
        self._stored = stored
        self.status.setText("")
        if text != stored:
            self._pause.start()

    def _on_text(self) -> None:
        if self.item_id:
            self.status.setText(TYPING)
            self._pause.start()

    def _say_error(self, text: str) -> None:
        self.error.setText(text)
        self.trouble.setVisible(bool(text))
        self.editor.setAccessibleDescription(text)
        self.editor.setProperty("wrong", "true" if text else "false")
        self.editor.style().unpolish(self.editor)
        self.editor.style().polish(self.editor)
        if text:
            self.status.setText("Nog niet bewaard")

    def hideEvent(self, event) -> None:
        super().hideEvent(event)
        self.flush()
