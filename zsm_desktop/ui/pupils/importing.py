"""A filled form comes back from a school: what is wrong with it, who is known already, and the act that takes it in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.calendar import HOME, home_day
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.imports import BatchRow
from zsm_desktop.ui.parts import files, layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.copy_first import is_waited_for, take_in_after
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.faces import Faces
from zsm_desktop.ui.parts.findings import FindingTable, finding_rows
from zsm_desktop.ui.parts.header import PageHeader
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.pill import Pill
from zsm_desktop.ui.parts.strip import ErrorStrip
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.parts.tabs import Tabs
from zsm_desktop.ui.pupils.doubles import Doubles
from zsm_desktop.ui.pupils.state import FormRead, decided, read_form
from zsm_desktop.ui.rooms import Tools
from zsm_desktop.words import format as dutch
from zsm_desktop.words.names import saying

ROW_COLUMNS = (
    Column("row", "Rij", "row", "count", width=56),
    Column("reference", "Leerlingnummer", "pupil_reference", width=130, is_strong=True),
    Column("school", "School", "school_code", width=100, priority=2),
    Column("question", "Hulpvraag", "question", width=240, stretch=1),
    Column("consent", "Toestemming", lambda row: "ja" if row.consent else "nee", "pill",
           tone=lambda row: "good" if row.consent else "warn", width=120, priority=3),
)  # fmt: skip
HOW = (
    "Elke school vult het formulier in Excel in en stuurt het terug. Bij het inlezen ziet u eerst wat er per rij en "
    "kolom niet klopt. Pas als alles klopt worden de casussen vastgelegd: allemaal, of geen."
)


class ImportView(QWidget):
    """`taken` (batch id, how many, file) after the act; `left` when the user goes back."""

    taken = Signal(str, int, str)
    undo = Signal(str)
    wants_form = Signal()
    left = Signal()

    def __init__(self, tools: Tools, desk: Any) -> None:
        super().__init__()
        self.theme, self._workshop, self._desk = tools.theme, tools.workshop, desk
        self.form: FormRead | None = None
        self._path: Path | None = None
        theme = self.theme
        self.back = Button(theme, "Terug", icon="arrow-left", on_click=self.leave)
        self.pick = Button(
            theme, "Bestand kiezen", kind="primary", icon="file-import", key="Ctrl+O", on_click=self.ask_file
        )
        self.again = Button(theme, "Opnieuw lezen", icon="refresh", key="Ctrl+R", on_click=self.read_again)
        self.take = Button(theme, "Inlezen", kind="primary", icon="check", key="Ctrl+Return", on_click=self.take_in)
        self.header = PageHeader(theme, "Inlezen uit Excel", "", self.back, self.again, self.pick, self.take)
        self.error = ErrorStrip(theme)
        self.stack = Faces(self._build_start(), self._build_result())
        whole = layout.page(theme, self.header, self.error, self.stack)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.leave)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _build_start(self) -> QWidget:
        theme = self.theme
        self.batches = layout.column(theme, gap=10)
        form = Button(theme, "Invulformulier opslaan", icon="file-spreadsheet", on_click=self.wants_form.emit)
        how = layout.label(HOW, wrap=True)
        steps = layout.card(theme, layout.label("Zo werkt het", "section"), how, layout.row(theme, form, None), gap=12)
        self._before = layout.card(theme, layout.label("Eerder ingelezen", "section"), self.batches, gap=12)
        inside = layout.column(theme, steps, self._before, None, gap=16)
        return layout.box(theme, layout.scrolled(inside), max_width=860)

    def _build_result(self) -> QWidget:
        theme = self.theme
        fine = EmptyState(
            theme, "Geen fouten gevonden", "Alle rijen kunnen worden ingelezen.", icon="circle-check", tone="good"
        )
        none = EmptyState(
            theme, "Geen bruikbare rijen", "Verbeter de fouten in Excel en lees opnieuw.", icon="file-spreadsheet"
        )
        self.findings = FindingTable(theme, fine)
        self.rows = Table(theme, ListModel(ROW_COLUMNS, row_id=lambda row: str(row.row)), name="Rijen", empty=none)
        self.doubles = Doubles(theme, saying(self._desk.nouns))
        self.doubles.changed.connect(self._dress)
        self.tabs = Tabs(
            theme, ("findings", "Bevindingen", self.findings), ("doubles", "Al bekend", self.doubles),
            ("rows", "Goede rijen", self.rows), name="Wat het formulier bevat",
        )  # fmt: skip
        self.summary = layout.label("", wrap=True)
        whole = layout.column(theme, self.summary, self.tabs, gap=14)
        whole.setStretch(1, 1)
        return layout.holder(whole)

    def start(self) -> None:
        """The first step: nothing read yet."""
        self.form = None
        self.error.hide()
        self.stack.setCurrentIndex(0)
        self.reload()
        self._dress()
        self.pick.setFocus()

    def reload(self) -> None:
        """The forms taken in before."""
        rows = [row for row in self._desk.imports.batches() if row.kind == "cases"]
        layout.refill(self.batches, [self._batch_line(row) for row in rows[:12]])
        self._before.setVisible(bool(rows))

    def ask_file(self) -> Any:
        return files.ask_open(self, "Ingevuld formulier kiezen", self.read_file, files.WORKBOOKS)

    def read_file(self, path: Path) -> None:
        """Reads beside the window; what comes of it is shown when it is there."""
        self._path = path
        self.error.hide()
        self.pick.setEnabled(False)
        work = self._workshop.run(
            f"{path.name} lezen",
            lambda progress: read_form(self._desk, path, progress),
            done=self._show,
            failed=self._refuse,
        )
        work.ended.connect(lambda: self.pick.setEnabled(True))

    def read_again(self) -> None:
        if self._path is not None:
            self.read_file(self._path)

    def take_in(self) -> None:
        """All that was read, in one act; nothing when something is refused."""
        if self.form is None or not self.take.isEnabled():
            return
        drafts = decided(self.form, self.doubles.choices)
        take_in_after(
            self._workshop, self._desk.backups, self.take, lambda: self.form, lambda: self._take_in(drafts)
        )  # fmt: skip

    def _take_in(self, drafts: Any) -> None:
        try:
            changes = self._desk.imports.take_in_cases(self.form.path.name, drafts)
        except RuleError as error:
            self.error.show_error(error)
            return
        name, self.form = self.form.path.name, None
        self.taken.emit(changes.made_id, len(drafts), name)

    def leave(self) -> None:
        if self.form is not None:
            self.start()
        else:
            self.left.emit()

    def _show(self, form: FormRead) -> None:
        self.form = form
        self.findings.set_rows(finding_rows(form.findings, self._desk.nouns))
        self.rows.set_rows(form.rows)
        self.doubles.show_doubles(form)
        for key, count in (("findings", len(form.findings)), ("doubles", len(form.doubles)), ("rows", len(form.rows))):
            self.tabs.tabs[key].set_count(count)
        self.tabs.tabs["doubles"].setVisible(bool(form.doubles))
        self.tabs.show_face("findings" if form.errors or not form.doubles else "doubles")
        self.stack.setCurrentIndex(1)
        self._dress()
        (self.again if form.errors else self.take).setFocus()

    def _refuse(self, words: str) -> None:
        self.error.show_error(words)

    def _dress(self) -> None:
        form = self.form
        is_read = form is not None
        count = len(decided(form, self.doubles.choices)) if form else 0
        self.again.setVisible(is_read)
        self.take.setVisible(is_read)
        self.pick.setVisible(not is_read)
        waits = is_waited_for(self.take, form)
        self.take.setEnabled(is_read and not form.errors and count > 0 and not waits)
        self.take.set_words(f"{dutch.plural(count, 'casus', 'casussen')} inlezen")
        self.header.set_words("Inlezen uit Excel", form.path.name if form else "")
        self.summary.setText(_summary(form, count) if form else "")

    def _batch_line(self, batch: BatchRow) -> QWidget:
        theme = self.theme
        moment = batch.taken_in_at.astimezone(HOME)
        when = f"{dutch.date_medium(home_day(moment))}, {dutch.time_of_day(moment.time())}"
        detail = f"{dutch.plural(batch.rows, 'casus', 'casussen')} · {when}"
        words = layout.column(
            theme, layout.label(batch.file_name, "strong", wrap=True), layout.label(detail, "muted"), gap=2
        )
        if batch.is_undone:
            side: QWidget = Pill(theme, "ongedaan gemaakt", "neutral")
        else:
            side = Button(theme, "Ongedaan maken", kind="quiet", on_click=lambda: self.undo.emit(batch.id))
            side.setAccessibleName(f"Inlezen van {batch.file_name} ongedaan maken")
        line = layout.row(theme, words, side)
        line.setStretch(0, 1)
        return layout.holder(line)


def _summary(form: FormRead, count: int) -> str:
    read = f"{dutch.plural(form.read_count, 'ingevulde rij', 'ingevulde rijen')} gelezen."
    if form.errors:
        wrong = f"Er {'is' if form.errors == 1 else 'zijn'} {dutch.plural(form.errors, 'fout', 'fouten')}"
        return f"{read} {wrong}; er is nog niets vastgelegd. Verbeter ze in Excel, bewaar het en lees het opnieuw."
    notes = (
        f" {dutch.plural(form.warnings, 'aandachtspunt', 'aandachtspunten')} om na te gaan." if form.warnings else ""
    )
    left_out = len(form.drafts) - count
    skipped = f" {dutch.plural(left_out, 'rij wordt', 'rijen worden')} niet ingelezen." if left_out else ""
    return f"{read}{notes}{skipped}"
