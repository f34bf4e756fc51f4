"""A line in which something is typed in a running meeting: kept at every pause, for the point it was opened for."""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.typed_here import KEPT as HERE
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.field import Field, sentence
from zsm_desktop.ui.parts.talk.half_written import NOWHERE, HalfWritten, Where, Words
from zsm_desktop.ui.parts.talk.notes import FAILED, KEPT_HERE
from zsm_desktop.ui.parts.talk.pausing import Pausing

log = logging.getLogger(__name__)


class KeptLine(QObject):
    """Reads `words` while it is open.

    `left_over`, for above the line, says what comes from an earlier sitting. A refusal stands at the field; `refused`
    says it when the line is closed by then, or is about something else.
    """

    refused = Signal(str)
    ended = Signal()
    """Nothing is kept of it any more: the line is to go away."""

    def __init__(self, half: HalfWritten, field: Field, words: Callable[[], Words]) -> None:
        super().__init__(field)
        self.where = NOWHERE
        self.is_open = False
        self.left_over = layout.label("", "small", wrap=True)
        self.left_over.hide()
        self._half, self._field, self._read = half, field, words
        self._pausing = Pausing(self)
        self._pausing.due.connect(self.flush)
        half.lines.append(self)

    def open(self, where: Where) -> Words:
        """What was half typed there, to be filled in before `start`."""
        self.close()
        self.where = where
        said = self._half.seen(where)
        self.left_over.setText(said)
        self.left_over.setVisible(bool(said))
        return self._half.words(where)

    def start(self) -> None:
        """The line is filled: what changes from now on is typed."""
        self._pausing.stop()
        self.is_open = True

    def typed(self) -> None:
        if self.is_open:
            self._pausing.typed()

    def flush(self) -> None:
        """Has what stands in the line kept."""
        self._pausing.stop()
        if self.is_open:
            where, words = self.where, self._read()
            self._half.keep(where, words, lambda error: self._heard(where, words, error))

    def close(self) -> None:
        """What stands in it is kept for the point it is about."""
        self.flush()
        self.is_open = False

    def lay_down(self) -> None:
        """An act is on its way that takes it from the store."""
        self._half.lay_down(self.where)
        self._end()

    def let_go(self) -> None:
        self._end()
        self.ended.emit()

    def _end(self) -> None:
        self._pausing.stop()
        self.is_open = False

    def _heard(self, where: Where, words: Words, error: Exception | None) -> None:
        if error is None or not words:
            if where == self.where and self.left_over.text() == KEPT_HERE:
                self.left_over.hide()
            return
        if isinstance(error, RuleError) and error.code == HERE:
            if where == self.where and self.is_open:
                self.left_over.setText(KEPT_HERE)
                self.left_over.show()
            return
        is_rule = isinstance(error, RuleError)
        if not is_rule:
            log.error("what was being typed could not be kept", exc_info=error)
        said = sentence(error) if is_rule else FAILED
        if where == self.where and self.is_open:
            self._field.show_error(said)
        else:
            self.refused.emit(f"“{words['text']}” is nog niet bewaard. {said}")
