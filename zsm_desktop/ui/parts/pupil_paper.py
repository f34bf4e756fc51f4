"""Everything on one pupil: looked at first, or made as a locked file; asked for with a reason, which is logged."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.minutes_stage import LEAST_PASSWORD, require_password
from zsm_desktop.ui.parts import files, layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.ending import PasswordField
from zsm_desktop.ui.parts.faces import Faces
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Choice
from zsm_desktop.ui.parts.papers import make_papers
from zsm_desktop.ui.parts.preview import Preview
from zsm_desktop.ui.rooms import Tools
from zsm_desktop.words.pupil_record import REASON

if TYPE_CHECKING:
    from zsm_desktop.ui.work import Progress

LOOK, FILE = "look", "file"
MEANS = (
    "Alles wat het netwerk over deze leerling bewaart, in één document met een bestand erin voor een ander programma. "
    "In het logboek komt wie het maakte, wanneer en waarom."
)
ASK_FOLDER = "Kies een map voor de inzage"


class PupilPaperForm(FormDialog):
    def __init__(self, paper: PupilPaper, parent: QWidget, pupil_id: str, pseudonym: str, reason: str) -> None:
        theme = paper.tools.theme
        super().__init__(theme, f"Inzage: alles over {pseudonym}", parent, submit=self._go_on, do="Verder", width=540)
        self._paper, self._pupil_id = paper, pupil_id
        self.body.addWidget(layout.label(MEANS, "muted", wrap=True))
        self.what = Choice(theme, [(LOOK, "Eerst bekijken"), (FILE, "Pdf met een wachtwoord maken")])
        self.add("what", "Wat wilt u?", self.what)
        self.add("reason", "Waarom?", QLineEdit(), hint="Dit komt in het logboek.", is_required=True).put(reason)
        self.add("password", "Wachtwoord", PasswordField(self.theme),
                 hint=f"Minstens {LEAST_PASSWORD} tekens. Geef het door langs een andere weg.")  # fmt: skip
        self.add("again", "Wachtwoord, nog een keer", PasswordField(self.theme))
        self.field_of |= {
            "minutes.password_short": "password", "minutes.password_differs": "again",
            "privacy.reason_needed": "reason",
        }  # fmt: skip
        self.what.currentIndexChanged.connect(lambda _at: self._show_fields())
        self._show_fields()
        self.is_edited = False

    def _show_fields(self) -> None:
        for name in ("password", "again"):
            self.fields[name].setVisible(self.what.key == FILE)
        if self.isVisible():
            self._reveal(None)

    def _go_on(self) -> None:
        reason, password, again = (self.fields[name].text for name in ("reason", "password", "again"))
        if not reason.strip():
            raise RuleError("privacy.reason_needed")
        if self.what.key == LOOK:
            self._paper.look(self._pupil_id, reason)
            return
        require_password(password, again)
        self._paper.choose(self._pupil_id, reason, password)


class _Kept(Preview):
    """Shows nothing any more once it is out of sight."""

    def hideEvent(self, event) -> None:
        super().hideEvent(event)
        if not event.spontaneous() and self.pages.pages:
            self.left.emit()


class PupilPaper(QObject):
    """`said` is news for a toast, `made` with what opens it; the preview comes in `stack`, in the place of `home`."""

    said = Signal(str, str)
    made = Signal(str, str, object)

    def __init__(self, tools: Tools, desk: Any, stack: Faces, home: QWidget) -> None:
        super().__init__(home)
        self.tools, self._desk, self._stack, self._home = tools, desk, stack, home
        self._asked = ("", "")
        self.preview: Preview | None = None

    def ask(self, pupil_id: str, pseudonym: str, reason: str = REASON) -> PupilPaperForm:
        self._asked = (pupil_id, pseudonym)
        form = PupilPaperForm(self, self._home.window(), pupil_id, pseudonym, reason)
        form.open()
        form.fields["reason"].editor.setFocus()
        return form

    def look(self, pupil_id: str, reason: str) -> None:
        """The paper as it would be; nothing of it comes on disk."""
        desk = self._desk

        def job(progress: Progress) -> bytes:
            from zsm_desktop.reports.pdf import pdf_bytes
            from zsm_desktop.reports.pupil_report import document

            record = desk.pupil_records.record(pupil_id, reason)
            progress.check()
            return pdf_bytes(document(record, desk.nouns))

        failed: Callable[[str], object] = lambda words: self.said.emit(words, "bad")  # noqa: E731
        self.tools.workshop.run("Inzage opmaken", job, done=self._show, failed=failed)

    def choose(self, pupil_id: str, reason: str, password: str) -> None:
        def chosen(folder: Path) -> None:
            def job(progress: Progress) -> tuple[Path, ...]:
                from zsm_desktop.reports.pupil_report import write

                progress.check()
                words = {"reason": reason, "password": password, "again": password}
                return tuple(write(self._desk, pupil_id, folder, **words).values())

            make_papers(self.tools.workshop, "Inzage maken", job, said=self.said.emit, made=self.made.emit)

        files.ask_folder(self._home.window(), ASK_FOLDER, chosen)

    def _show(self, content: bytes) -> None:
        if self.preview is None:
            theme = self.tools.theme
            save = Button(theme, "Bestand maken", kind="primary", icon="file-export", key="Ctrl+S",
                          on_click=self._ask_file)  # fmt: skip
            self.preview = _Kept(theme, self.tools.workshop, save)
            self.preview.left.connect(lambda: self._stack.setCurrentWidget(self._home))
            self._stack.addWidget(self.preview)
        self.preview.title.setText(f"Inzage: {self._asked[1]}")
        self._stack.setCurrentWidget(self.preview)
        self.preview.show_pdf(content)

    def _ask_file(self) -> None:
        form = self.ask(*self._asked)
        form.what.choose(FILE)
        form.fields["password"].editor.setFocus()
