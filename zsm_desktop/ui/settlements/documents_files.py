"""The files of documents, made beside the window: one to look at, all to keep, and e-mails ready to be sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from zsm_desktop.domain.permissions import Permission
from zsm_desktop.ui.parts import files
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.faces import Faces
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.layout import column
from zsm_desktop.ui.parts.preview import Preview
from zsm_desktop.ui.parts.talk.papers import open_file
from zsm_desktop.ui.settlements.documents_state import (
    DocumentLine,
    Documents,
    Drafted,
    draft_mails,
    draft_statements,
    paper_of,
    save,
    save_statements,
)
from zsm_desktop.words import documents as words
from zsm_desktop.words import settlement_statement as statement_words

if TYPE_CHECKING:
    from zsm_desktop.reports.invoice_copies import Drafts, Laid
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.ui.rooms import Tools
    from zsm_desktop.ui.work import Progress


class FileButtons(QWidget):
    """Buttons that make files, none of which can be pressed while one does; `said` and `made` are toasts."""

    said = Signal(str, str)
    made = Signal(str, str, object)

    def __init__(self, tools: Tools, desk: Desk) -> None:
        super().__init__()
        self._workshop, self._desk = tools.workshop, desk
        self._buttons: tuple[Button, ...] = ()
        self.stopped = words.STOPPED

    def _run(self, name: str, job: Callable[[Progress], Any], done: Callable[[Any], object]) -> None:
        for button in self._buttons:
            button.setEnabled(False)
        work = self._workshop.run(name, job, done=done, failed=lambda said: self.said.emit(said, "bad"))
        work.cancelled.connect(lambda: self.said.emit(self.stopped, "info"))
        work.ended.connect(lambda: [button.setEnabled(True) for button in self._buttons])

    def _tell(self, said: str, folder: Path) -> None:
        self.made.emit(said, "good", ("Map openen", lambda: open_file(folder)))


class DocumentFiles(FileButtons):
    """The buttons for it, after one of the owner's. `viewed` sends a title and a PDF."""

    viewed = Signal(str, bytes)

    def __init__(self, tools: Tools, desk: Desk, first: Button, line: Callable[[], DocumentLine | None]) -> None:
        super().__init__(tools, desk)
        theme, self._line = tools.theme, line
        self.documents = Documents()
        self.look = Button(theme, "Bekijken", icon="eye", key="Ctrl+O", on_click=self.view)
        self.keep = Button(theme, "Opslaan", icon="file-export", key="Ctrl+S", on_click=self.ask_folder)
        self.mail = Button(theme, "E-mails klaarzetten", icon="mail", key="Ctrl+M", on_click=self.ask_mail_folder)
        self._buttons = (self.look, self.keep, self.mail)
        self.setLayout(column(theme, flow(theme, first, *self._buttons, gap=8)))

    def show_documents(self, documents: Documents) -> None:
        self.documents = documents
        self.look.set_words("Bekijken" if documents.is_issued else "Concept bekijken")
        self.keep.setVisible(documents.is_issued)
        self.mail.setVisible(documents.is_issued and documents.may_keep)
        self.setVisible(bool(documents.lines))

    def view(self) -> None:
        documents, line = self.documents, self._line()
        if line is None or not self.look.isEnabled():
            return

        def job(_progress: Progress) -> bytes:
            return paper_of(self._desk, documents, line.id)

        def done(content: bytes) -> None:
            if self.documents.settlement_id == documents.settlement_id and self.isVisible():
                self.viewed.emit(words.title(line.kind_words, line.number), content)

        self._run("Document opmaken", job, done)

    def ask_folder(self) -> QFileDialog:
        return files.ask_folder(self, "Kies een map voor de documenten", partial(self.save, self.documents.lines))

    def save(self, lines: Sequence[DocumentLine], folder: Path) -> None:
        def done(laid: Laid) -> None:
            internal = sum(one.row.is_internal and one.row.id in laid.originals for one in laid.found)
            self._tell(words.saved(len(laid.originals), len(laid.copies), internal, folder), folder)

        self._run("Documenten opslaan", partial(save, self._desk, lines, folder), done)

    def ask_mail_folder(self) -> QFileDialog:
        return files.ask_folder(self, "Kies een map voor de e-mails", partial(self.draft, self.documents.lines))

    def draft(self, lines: Sequence[DocumentLine], folder: Path) -> None:
        def done(drafts: Drafts) -> None:
            copies = len(set(drafts.copies.values()))
            self._tell(words.drafted(len(drafts.originals), copies, folder, tuple(drafts.nobody)), folder)

        self._run("E-mails klaarzetten", partial(draft_mails, self._desk, lines, folder), done)


class StatementFiles(FileButtons):
    """The verrekenoverzichten of a settlement: of every school for who keeps the books, else of the own one."""

    def __init__(self, tools: Tools, desk: Desk) -> None:
        super().__init__(tools, desk)
        theme, self._settlement_id = tools.theme, ""
        is_for_all = desk.actor.sees_all_schools
        words_of_keep = "Overzichten opslaan" if is_for_all else "Overzicht opslaan"
        self.keep = Button(theme, words_of_keep, icon="file-export", key="Ctrl+Shift+S", on_click=self.ask_folder)
        self.mail = Button(
            theme, "E-mails met overzicht", icon="mail", key="Ctrl+Shift+M", on_click=self.ask_mail_folder
        )
        self._buttons = (self.keep, self.mail)
        self.setLayout(column(theme, flow(theme, *self._buttons, gap=8)))
        self.mail.setHidden(not desk.actor.may(Permission.KEEP_BOOKS))

    def show_settlement(self, settlement_id: str) -> None:
        self._settlement_id = settlement_id

    def ask_folder(self) -> QFileDialog:
        return files.ask_folder(self, "Kies een map voor de overzichten", partial(self.save, self._settlement_id))

    def save(self, settlement_id: str, folder: Path) -> None:
        def done(paths: tuple[Path, ...]) -> None:
            self._tell(statement_words.saved(len(paths), folder), folder)

        self._run("Overzichten opslaan", partial(save_statements, self._desk, settlement_id, folder), done)

    def ask_mail_folder(self) -> QFileDialog:
        return files.ask_folder(self, "Kies een map voor de e-mails", partial(self.draft, self._settlement_id))

    def draft(self, settlement_id: str, folder: Path) -> None:
        def done(drafted: Drafted) -> None:
            self._tell(statement_words.drafted(len(drafted.paths), folder, drafted.nobody), folder)

        self._run("E-mails klaarzetten", partial(draft_statements, self._desk, settlement_id, folder), done)


class DocumentView(Faces):
    """A document over `whole`; Esc goes back to `back`."""

    def __init__(self, tools: Tools, whole: QWidget, back: QWidget) -> None:
        super().__init__(whole)
        self._tools, self._back = tools, back
        self.preview: Preview | None = None

    def view(self, title: str, content: bytes) -> None:
        if self.preview is None:
            self.preview = Preview(self._tools.theme, self._tools.workshop)
            self.preview.left.connect(self._leave)
            self.addWidget(self.preview)
        self.preview.title.setText(title)
        self.setCurrentWidget(self.preview)
        self.preview.show_pdf(content)

    def close_view(self) -> None:
        if self.preview is not None and self.currentWidget() is self.preview:
            self.preview.left.emit()

    def _leave(self) -> None:
        self.setCurrentIndex(0)
        self._back.setFocus()
