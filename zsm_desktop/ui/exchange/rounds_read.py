"""A file that came back from a school: what is in it and what is wrong with it, before anything is booked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.rounds import Answer
from zsm_desktop.ui.exchange.rounds_lines import outcome
from zsm_desktop.ui.exchange.rounds_state import RoundsState
from zsm_desktop.ui.parts import files, layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.copy_first import take_in_after
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.faces import Faces
from zsm_desktop.ui.parts.findings import WHAT, FindingTable, SentenceTable, finding_rows
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.strip import ErrorStrip
from zsm_desktop.ui.rooms import Tools
from zsm_desktop.words import format as dutch

if TYPE_CHECKING:
    from zsm_desktop.intake.confirmations import AnswerFile

Attempt = Callable[[Callable[[], object]], bool]
HOW = (
    "Kies het Excelbestand dat de school terugstuurde. U ziet eerst wat erin staat en wat er niet klopt. Pas als "
    "alles klopt, wordt het vastgelegd: wat akkoord is wordt samen geboekt, de rest staat als betwist met de reden."
)
MOST_NAME = 60
LINES = (
    Column("line", "Regel", "line", "count", width=64, priority=5),
    Column("day", "Dag", "day", "date", width=112, priority=3),
    Column("offer", "Aanbod", "offer", width=130, stretch=3, is_strong=True, detail=lambda row: f"van {row.provider}"),
    Column("cents", "Bedrag", "cents", "money", width=104),
    Column("said", "Antwoord", "said", "pill", width=128,
           tone=lambda row: {Answer.AGREED: "good", Answer.DISPUTED: "bad"}.get(row.answer, "neutral")),
    Column(WHAT, "Reden, of wat ermee gebeurt", "what", width=150, stretch=3),
)  # fmt: skip


class ReadView(QWidget):
    """`taken` says what was taken in, in a sentence; `left` asks to go back."""

    taken = Signal(str)
    left = Signal()

    def __init__(self, tools: Tools, state: RoundsState, attempt: Attempt) -> None:
        super().__init__()
        self.theme, self._workshop, self.state, self._attempt = tools.theme, tools.workshop, state, attempt
        self.file: AnswerFile | None = None
        self.outcome = ""
        self._path: Path | None = None
        theme = self.theme
        self.back = Button(theme, "Terug", icon="arrow-left", key="Esc", on_click=self.leave)
        self.pick = Button(
            theme, "Bestand kiezen", kind="primary", icon="file-import", key="Ctrl+O", on_click=self.ask_file
        )
        self.again = Button(theme, "Opnieuw lezen", icon="refresh", key="Ctrl+R", on_click=self.read_again)
        self.take = Button(theme, "Vastleggen", kind="primary", icon="check", key="Ctrl+Return", on_click=self.take_in)
        title = layout.label("Antwoord inlezen", "section")
        top = flow(theme, self.back, title, self.again, self.pick, self.take, gap=14)
        self.error = ErrorStrip(theme)
        self.summary = layout.label(" ", wrap=True)
        start = EmptyState(theme, "Nog geen bestand gekozen", HOW, icon="file-spreadsheet", tone="neutral")
        fine = EmptyState(
            theme, "Geen fouten gevonden", "Alles in het bestand kan worden vastgelegd.", icon="circle-check",
            tone="good",
        )  # fmt: skip
        self.findings = FindingTable(theme, fine)
        layout.box(theme, self.findings, width=240, height=120)
        none = EmptyState(theme, "Geen regels", "In deze ronde staat geen levering.", icon="mail", tone="neutral")
        self.lines = SentenceTable(theme, LINES, name="Regels met het antwoord", empty=none)
        layout.box(theme, self.lines, width=240, height=120)
        looked = layout.column(theme, self.lines, self.findings, gap=12)
        looked.setStretch(0, 2)
        looked.setStretch(1, 1)
        self.stack = Faces(start, layout.holder(looked))
        whole = layout.column(theme, top, self.error, self.summary, self.stack, gap=12)
        whole.setStretch(3, 1)
        self.setLayout(whole)
        self._dress()

    def start(self) -> None:
        self.file = None
        self.error.hide()
        self._dress()
        self.pick.setFocus()

    def leave(self) -> None:
        """From what was read to the choice of a file, and from there out."""
        if self.file is not None:
            self.start()
        else:
            self.left.emit()

    def ask_file(self) -> Any:
        return files.ask_open(self, "Ingevuld bevestigingsbestand kiezen", self.read_file, files.WORKBOOKS)

    def read_file(self, path: Path) -> None:
        """Reads beside the window; what comes of it is shown when it is there."""
        self._path = path
        self.error.hide()
        self.pick.setEnabled(False)
        work = self._workshop.run(
            f"{path.name} lezen",
            lambda progress: self.state.read(path, progress),
            done=self._show,
            failed=self.error.show_error,
        )
        work.ended.connect(lambda: self.pick.setEnabled(True))

    def read_again(self) -> None:
        if self._path is not None:
            self.read_file(self._path)

    def take_in(self) -> None:
        if self.file is not None and self.take.isEnabled():
            take_in_after(self._workshop, self.state.desk.backups, self.take, lambda: self.file, self._take_in)

    def _take_in(self) -> None:
        file = self.file
        try:
            self.state.take_in(file)
        except RuleError as error:
            self.error.show_error(error)
            return
        self.file = None
        self.taken.emit(f"Ronde {file.number} ingelezen: {counted(file)}.")

    def _show(self, file: AnswerFile) -> None:
        rows = self.state.lines(file)
        self.file, self.outcome = file, outcome(rows) if rows else ""
        self.lines.set_rows(rows)
        self.lines.setVisible(not file.has_errors)
        self.findings.set_rows(finding_rows(file.findings))
        self.findings.setVisible(bool(file.findings))
        self._dress()
        (self.again if file.has_errors else self.take).setFocus()

    def _dress(self) -> None:
        file = self.file
        is_fine = file is not None and not file.has_errors
        self.pick.setVisible(file is None)
        self.again.setVisible(file is not None and file.has_errors)
        self.take.setVisible(is_fine)
        self.take.setEnabled(is_fine)
        self.stack.setCurrentIndex(0 if file is None else 1)
        self.summary.setText("" if file is None else f"{summary(file)} {self.outcome}".rstrip())
        self.summary.setVisible(file is not None)


def counted(file: AnswerFile) -> str:
    return f"{dutch.count(file.agreed)} akkoord, {dutch.count(file.disputed)} niet akkoord"


def summary(file: AnswerFile) -> str:
    """What the file is, and whether it can be taken in."""
    name = file.file if len(file.file) <= MOST_NAME else f"{file.file[: MOST_NAME - 1]}…"
    whose = f"{name}: ronde {file.number} van {file.school}. " if file.number else f"{name}. "
    errors = sum(not finding.is_warning for finding in file.findings)
    if errors:
        wrong = f"Er {'is' if errors == 1 else 'zijn'} {dutch.plural(errors, 'fout', 'fouten')}"
        return (
            f"{whose}{wrong}; er is niets vastgelegd. Vraag de school het bestand te verbeteren, en lees het opnieuw."
        )
    return f"{whose}{dutch.plural(file.read_count, 'regel', 'regels')} gelezen: {counted(file)}."
