"""The notes of the point on the table: in the store at every pause, and never lost when the store refuses."""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.merging import merged
from zsm_desktop.services.typed_here import KEPT as HERE
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.field import sentence
from zsm_desktop.ui.parts.own_undo import OwnUndo
from zsm_desktop.ui.parts.talk.noting import Basis, Noted
from zsm_desktop.ui.parts.talk.pausing import Pausing
from zsm_desktop.ui.theme import Theme

log = logging.getLogger(__name__)

KEPT = "Bewaard"
KEPT_HERE = "Op deze computer bewaard"
TYPING = "…"
FAILED = "Bewaren lukt nu niet door een fout in het programma. Uw tekst staat hier nog; probeer het opnieuw."

Keep = Callable[[str, str, Basis, Noted], object]
"""(item id, text, what it builds on, told): has it written beside the painting, and says how that went."""


class Notes(QWidget):
    """`refused` comes with the identifier of a point that is no longer on the table when its text is not taken."""

    kept = Signal(str)
    refused = Signal(str)

    def __init__(self, theme: Theme, keep: Keep, *, placeholder: str) -> None:
        super().__init__()
        self._keep = keep
        self.item_id = ""
        self._stored = ""
        self._sent: str | None = None
        self._is_due = False
        self._last = ""
        """What went from here last, or stood here when the point came on the table: it may be on its way still."""
        self.editor = OwnUndo(theme, placeholder, lines=3)
        self.editor.setAccessibleName("Notities")
        self.editor.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        layout.box(theme, self.editor, height=94)
        self.button = Button(theme, "Notities", kind="heading", key="F2")
        self.status = layout.label("", "small")
        self.error = layout.label("", "error", wrap=True)
        self.retry = Button(theme, "Opnieuw proberen", on_click=self.flush)
        self.trouble = layout.holder(layout.row(theme, self.error, self.retry, gap=10))
        self.trouble.layout().setStretch(0, 1)
        self.trouble.hide()
        self.top = layout.row(theme, self.button, None, self.status, gap=10)
        self.setLayout(layout.column(theme, self.top, self.editor, self.trouble, gap=4))
        self._pausing = Pausing(self)
        self._pausing.due.connect(self.flush)
        self.editor.textChanged.connect(self._on_text)
        self.editor.finished.connect(self.flush)
        self.editor.left.connect(self.flush)  # what is recorded next must not be in the store before what was said

    @property
    def text(self) -> str:
        return self.editor.toPlainText()

    @property
    def is_waiting(self) -> bool:
        """There is text here that the store does not have yet."""
        return bool(self.item_id) and self.text != self._stored

    def show_item(self, item_id: str, text: str, *, stored: str, is_locked: bool = False) -> None:
        """Puts another point's notes here; `text` differs from `stored` while it is not written, or was refused.

        The same point again leaves what is being typed alone: what others wrote comes when that is kept.
        """
        if is_locked != self.editor.isReadOnly():
            self.editor.setReadOnly(is_locked)
        if item_id == self.item_id:
            if text == stored:
                self.take_in(item_id, text)
            elif not self.is_waiting and text != self.text:
                self._fill(text, stored)
            return
        self.item_id, self._sent = item_id, None
        _say_error(self, "")
        self._fill(text, stored)

    def take_in(self, item_id: str, text: str) -> None:
        """What the store has now, while nothing here is on its way there."""
        if item_id == self.item_id and not self.is_waiting and self._sent is None:
            self.editor.take_in(text)
            self._stored = self._last = text
            self.editor.say_kept(text)

    def take(self) -> tuple[str, str, Basis] | None:
        """Hands over what still has to be written, and stops waiting for a pause.

        So is a text that is again what the store has, while another went from here that the store did not take.
        """
        self._pausing.stop()
        is_withdrawn = not self.is_waiting and self._last != self._stored
        if self.item_id and (self.is_waiting or is_withdrawn) and self.text != self._sent:
            return self.item_id, self.text, Basis(self._stored, self._last)
        return None

    def flush(self) -> None:
        """Has what waits written, after what is on its way; on refusal it is said why at the field, the text stays."""
        self._is_due = self._sent is not None
        waiting = None if self._is_due else self.take()
        if waiting is not None:
            self.write(*waiting)

    def write(self, item_id: str, text: str, basis: Basis) -> None:
        """Writes the text of a point, also when another one has come on the table meanwhile."""
        if item_id == self.item_id:
            self._sent = self._last = text
        self._keep(item_id, text, basis, lambda error, now: self._heard(item_id, text, error, now))

    def hand_over(self) -> tuple[str, Basis]:
        """For an act that writes the text along and says afterwards how that went; nothing else writes it now."""
        self._pausing.stop()
        basis = Basis(self._stored, self._last)
        self._sent = self._last = self.text
        return self.text, basis

    def heard_along(
        self, item_id: str, error: Exception | None, now: str, *, left: str, whole: str, line: str, basis: Basis
    ) -> None:
        """How that act went: refused, the line is in the text again, here and in the store."""
        if error is None:
            self._heard(item_id, left, None, now)
        elif item_id != self.item_id:
            self.write(item_id, whole, basis)
        else:
            self._sent = None
            self.editor.setPlainText(whole if self.text == left else f"{self.text}\n{line}")
            self.editor.moveCursor(QTextCursor.MoveOperation.End)
            self.flush()

    def let_go(self) -> None:
        """The text is safe elsewhere: nothing waits here any more."""
        self.take()
        self._stored = self._last = self.text
        _say_error(self, "")

    def _heard(self, item_id: str, text: str, error: Exception | None, now: str) -> None:
        if error is not None and not isinstance(error, RuleError):
            log.error("notes could not be kept", exc_info=error)
        is_here = isinstance(error, RuleError) and error.code == HERE
        if item_id == self.item_id:
            if self._sent == text:
                self._sent = None
            if is_here:
                _say_error(self, "")
                self.status.setText(TYPING if self.text != text else KEPT_HERE)
            else:
                _say_error(self, "" if error is None else sentence(error) if isinstance(error, RuleError) else FAILED)
            if error is None:
                self.editor.take_in(merged(text, self.text, now))
                self._stored = now
                self._last = now if self._last == text else self._last
                self.editor.say_kept(now)
                self.status.setText(TYPING if self.is_waiting else KEPT)
        elif error is not None and not is_here:
            self.refused.emit(item_id)
        if error is None:
            self.kept.emit(item_id)
        if self._is_due and self._sent is None and self.text != text:
            self.flush()

    def _fill(self, text: str, stored: str) -> None:
        if text == self.text:
            self.editor.begin_anew()  # most points have none yet: nothing to lay out and paint
        else:
            self.editor.blockSignals(True)
            self.editor.setPlainText(text)
            self.editor.blockSignals(False)
        self.editor.moveCursor(QTextCursor.MoveOperation.End)
        self._stored, self._last = stored, text
        self.editor.say_kept(stored)
        self.status.setText("")
        if text != stored:
            self._pausing.typed()

    def _on_text(self) -> None:
        if self.item_id:
            self.status.setText(TYPING)
            self._pausing.typed()

    def hideEvent(self, event) -> None:
        super().hideEvent(event)
        self.flush()


def _say_error(notes: Notes, text: str) -> None:
    if text:
        notes.status.setText("Nog niet bewaard")
    if text == notes.error.text():
        return
    notes.error.setText(text)
    notes.trouble.setVisible(bool(text))
    notes.editor.setAccessibleDescription(text)
    notes.editor.setProperty("wrong", "true" if text else "false")
    notes.editor.style().unpolish(notes.editor)
    notes.editor.style().polish(notes.editor)


def caret_line(editor: QPlainTextEdit) -> str:
    """The words of the line the caret is in."""
    return editor.textCursor().block().text().strip()


def drop_line(editor: QPlainTextEdit, line: str) -> None:
    """Takes a line out."""
    block = editor.document().begin()
    while block.isValid() and block.text().strip() != line:
        block = block.next()
    if not block.isValid():
        return
    cursor = QTextCursor(block)
    cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
    cursor.removeSelectedText()
    if block == editor.document().begin() and not block.text() and editor.toPlainText():
        cursor.movePosition(QTextCursor.MoveOperation.Start)
        cursor.deleteChar()
