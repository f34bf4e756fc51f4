"""The printed recovery key: shown once and saved as a sheet, and then asked back, so that somebody really has it."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.files import safe_file_name
from zsm_desktop.ui.parts import files, layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.faces import Faces
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.strip import ErrorStrip
from zsm_desktop.ui.theme import Theme
from zsm_desktop.ui.work import Progress, Workshop
from zsm_desktop.words import recovery as words
from zsm_desktop.words.keys import NEW_PRINTED

ASKED = 2
SHOWN, GROUPS, WHOLE = range(3)
"""Its faces: the key, two of its groups, and all of it where it was made before."""


class Printed(NamedTuple):
    """A key that was just made, with what else stands on its sheet."""

    network: str
    key: str
    made_on: date
    user: str


class RecoveryActs(Protocol):
    """All but the last raise RuleError, and may take a second."""

    def check_recovery(self, text: str) -> None: ...

    def renew_recovery(self) -> str:
        """Another key; the one before it opens nothing more."""
        ...

    def recovery_sheet(self, key: str) -> Printed: ...

    def recovery_checked(self) -> None:
        """Nobody has to be reminded any more."""
        ...


class ShownKey(QWidget):
    """The key in its groups, and a way to the sheet."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.lines = layout.label("", "title", wrap=True, selectable=True)
        self.lines.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.lines.setAccessibleName(words.TITLE)
        self.note = layout.label(words.SHOWN_ONCE, "muted", wrap=True)
        self.save = Button(theme, "Blad opslaan als pdf", icon="file-export", key="Ctrl+S")
        key = layout.card(theme, self.lines, margins=(12, 14))
        self.setLayout(layout.column(theme, key, self.note, flow(theme, self.save), None, gap=12))

    def show_key(self, key: str) -> None:
        parts = key.split("-")
        half = (len(parts) + 1) // 2
        self.lines.setText("\n".join("   ".join(some) for some in (parts[:half], parts[half:])))
        self.note.setText(words.SHOWN_ONCE)


class AskedGroups(QWidget):
    """Some groups of the key, asked back; `asked` are their numbers, from one."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.asked: Sequence[int] = ()
        self.fields = [Field(theme, "", QLineEdit(), is_required=True) for _ in range(ASKED)]
        row = layout.row(theme, *self.fields, gap=16)
        for at in range(ASKED):
            row.itemAt(at).setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setLayout(layout.column(theme, layout.label(words.ASK, wrap=True), row, None, gap=12))

    def choose(self, key: str) -> None:
        self.asked = sorted(random.sample(range(1, len(key.split("-")) + 1), ASKED))

    def clear(self) -> None:
        for field, number in zip(self.fields, self.asked, strict=True):
            field.rename(words.group(number))
            field.put("")
            field.clear_error()

    def agree(self, key: str) -> bool:
        """Says at each group that differs that it does; of signs that look alike either will do, as when it opens."""
        parts, wrong = key.split("-"), []
        for field, number in zip(self.fields, self.asked, strict=True):
            if not field.text:
                field.show_error(field.missing)
                wrong.append(field)
            elif _plain(field.text) != _plain(parts[number - 1]):
                field.show_error(words.OTHER_GROUP.format(number=number))
                wrong.append(field)
        if wrong:
            wrong[0].editor.setFocus()
            wrong[0].editor.selectAll()
        return not wrong


class WholeKey(QWidget):
    """For a key that was made before: all of it, from the sheet, or another one."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.field = Field(theme, words.TITLE, QLineEdit(), hint=words.ALIKE, is_required=True)
        self.renew = Button(theme, NEW_PRINTED, icon="key", key="Ctrl+N")
        no_sheet = layout.label(words.NO_SHEET, "muted", wrap=True)
        asked = layout.label(words.TYPE, wrap=True)
        self.setLayout(layout.column(theme, asked, self.field, no_sheet, flow(theme, self.renew), None, gap=12))

    def refuse(self, said: str) -> None:
        self.field.show_error(said)
        self.field.editor.setFocus()


class RecoveryBox(QWidget):
    """`go_on` does what stands next, as the host's main button says with `next_words`; `checked` when the user has it.

    Begins with the key that was just made, or without one with what is on the sheet. `ask_new` asks for another key
    where somebody has to say first who they are.
    """

    checked = Signal()
    faced = Signal()
    """Another face is shown, and so other words are on the main button."""
    busy = Signal(bool)

    def __init__(self, theme: Theme, workshop: Workshop, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workshop = workshop
        self.acts: RecoveryActs | None = None
        self.ask_new: Callable[[], object] | None = None
        self._key = ""
        self.is_unsaved = False
        """A key is shown that stands on no sheet yet."""
        self.error = ErrorStrip(theme)
        self.shown, self.groups, self.whole = ShownKey(theme), AskedGroups(theme), WholeKey(theme)
        self.faces = Faces(self.shown, self.groups, self.whole)
        self.shown.save.clicked.connect(lambda _on=False: self.ask_where())
        self.whole.renew.clicked.connect(lambda _on=False: self.make_new())
        self.setLayout(layout.column(theme, self.error, self.faces, gap=10))

    @property
    def face(self) -> int:
        return self.faces.currentIndex()

    @property
    def next_words(self) -> str:
        return "Verder" if self.face == SHOWN else "Nakijken"

    @property
    def first(self) -> QWidget | None:
        """What is typed in first; None where there is nothing to type, and the host's main button comes first."""
        return (None, self.groups.fields[0].editor, self.whole.field.editor)[self.face]

    @property
    def may_go_back(self) -> bool:
        return self.face == GROUPS

    def begin(self, acts: RecoveryActs, key: str = "") -> None:
        self.acts = acts
        if key:
            self._show_key(key)
        else:
            self._show(WHOLE)

    def back(self) -> bool:
        """From the question to the key; False where nothing lies before it."""
        if not self.may_go_back:
            return False
        self._show(SHOWN)
        return True

    def go_on(self) -> None:
        self.error.hide()
        acts, text = self.acts, self.whole.field.text
        if self.face == SHOWN:
            self.groups.clear()
            self._show(GROUPS)
        elif self.face == GROUPS:
            if self.groups.agree(self._key):
                self._done()
        elif not text:
            self.whole.refuse(self.whole.field.missing)
        elif acts is not None:
            self._run("Sleutel nakijken", lambda _progress: acts.check_recovery(text), lambda _done: self._done())

    def ask_where(self) -> Any:
        if self.acts is None:
            return None
        network = self.acts.recovery_sheet(self._key).network
        name = safe_file_name(words.FILE.format(network=network), ".pdf")
        return files.ask_save(self, "Blad opslaan", name, self.save_to, files.PDFS)

    def save_to(self, path: Path) -> None:
        if self.acts is None:
            return
        sheet = self.acts.recovery_sheet(self._key)

        def job(_progress: Progress) -> None:
            from zsm_desktop.domain.files import require_paper_place, write_atomically
            from zsm_desktop.reports.pdf import pdf_bytes
            from zsm_desktop.reports.recovery_sheet import recovery_sheet

            require_paper_place(path)
            write_atomically(path, pdf_bytes(recovery_sheet(*sheet)))

        def saved(_done: object) -> None:
            self.is_unsaved = False
            self.shown.note.setText(words.SAVED.format(name=path.name))

        self._run("Blad opslaan", job, saved)

    def make_new(self) -> None:
        if self.ask_new is not None:
            self.ask_new()
            return
        acts = self.acts

        def show(key: str) -> None:
            self._show_key(key)
            self.shown.note.setText(words.RENEWED)

        if acts is not None:
            self._run("Nieuwe sleutel maken", lambda _progress: acts.renew_recovery(), show)

    def _show_key(self, key: str) -> None:
        self._key, self.is_unsaved = key, True
        self.shown.show_key(key)
        self.groups.choose(key)
        self._show(SHOWN)

    def _show(self, face: int) -> None:
        self.error.hide()
        self.faces.setCurrentIndex(face)
        self.faced.emit()

    def _done(self) -> None:
        self._key, self.is_unsaved = "", False
        self.shown.lines.clear()
        if self.acts is not None:
            self.acts.recovery_checked()
        self.checked.emit()

    def _run(self, name: str, job: Any, then: Any) -> None:
        def refused(said: str) -> None:
            code = work.error.code if isinstance(work.error, RuleError) else ""
            is_typed = code.startswith("recovery.") or code == "keys.wrong_recovery"
            (self.whole.refuse if is_typed else self.error.show_error)(said)

        self.busy.emit(True)
        work = self._workshop.run(name, job, done=then)
        work.failed.connect(refused)
        work.ended.connect(lambda: self.busy.emit(False))


def _plain(group: str) -> str:
    return group.upper().replace(" ", "").replace("-", "").replace("O", "0").replace("I", "1").replace("L", "1")
