"""Ctrl+Z and Ctrl+Y anywhere in the window: what was done last is taken back, or done again, and a toast says what."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.ui.parts.own_undo import OwnUndo
from zsm_desktop.ui.parts.page import FAILED
from zsm_desktop.words.acts import done_again, next_done_again, next_taken_back, taken_back

log = logging.getLogger(__name__)


class UndoDesk(Protocol):
    """What the services offer for it."""

    def next_back(self) -> str: ...
    def next_again(self) -> str: ...
    def back(self) -> object: ...
    def again(self) -> object: ...


class Undoing(QObject):
    """`window` says toasts and knows the page that is shown. In a text field the keys belong to the field."""

    def __init__(self, window: Any, desk: UndoDesk) -> None:
        super().__init__(window)
        self._window, self._desk = window, desk
        for keys, act in ((("Ctrl+Z",), self.back), (("Ctrl+Y", "Ctrl+Shift+Z"), self.again)):
            for key in keys:
                QShortcut(QKeySequence(key), window, act)

    def back(self) -> None:
        editor = _editor(is_back=True)
        if editor is not None:
            editor.undo()
            return
        self._do(self._desk.next_back, self._desk.back, taken_back, next_taken_back, ("Toch doen", self.again))

    def again(self) -> None:
        editor = _editor(is_back=False)
        if editor is not None:
            editor.redo()
            return
        self._do(self._desk.next_again, self._desk.again, done_again, next_done_again, ("Terugdraaien", self.back))

    def _do(
        self,
        name: Callable[[], str],
        act: Callable[[], object],
        words: Callable[[str], str],
        following: Callable[[str], str],
        other: tuple[str, Callable[[], object]],
    ) -> None:
        """What cannot be done is told with what the same key is about to do next: it may be something far from here."""
        if self._window.page is not None:
            self._window.page.catch_up()
        done = name()
        try:
            act()
        except RuleError as error:
            from zsm_desktop.ui.parts.field import sentence

            is_nothing = error.code.startswith("undo.nothing")
            then = "" if is_nothing else following(name())
            self._window.say(f"{sentence(error)} {then}".strip(), "info" if is_nothing else "bad")
        except Exception:
            log.exception("taking back failed")
            self._window.say(FAILED, "bad")
        else:
            self._window.say(words(done), "info", other)


def _editor(*, is_back: bool) -> QLineEdit | QPlainTextEdit | QTextEdit | None:
    """The text field that has the focus and can be written in; none when the notes have nothing of their own left."""
    focus: QWidget | None = QApplication.focusWidget()
    if isinstance(focus, OwnUndo) and not focus.has_own(is_back=is_back):
        return None
    if isinstance(focus, QLineEdit | QPlainTextEdit | QTextEdit) and not focus.isReadOnly():
        return focus
    return None
