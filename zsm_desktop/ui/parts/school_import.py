"""Schools from the list that DUO publishes: choose rows, see what is new and what changes, take them in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.ui.parts import files, layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.columns import Column, folded
from zsm_desktop.ui.parts.copy_first import is_waited_for, take_in_after
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.faces import Faces
from zsm_desktop.ui.parts.field import sentence
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.header import PageHeader
from zsm_desktop.ui.parts.inputs import Check, Choice
from zsm_desktop.ui.parts.lines import Line, Lines
from zsm_desktop.ui.parts.school_list import SCHOOL_KINDS, ListedSchool, ListRead, chosen_records, read_list
from zsm_desktop.ui.parts.search_field import SearchField
from zsm_desktop.ui.parts.strip import ErrorStrip
from zsm_desktop.ui.parts.ticks import TickTable
from zsm_desktop.ui.rooms import Tools
from zsm_desktop.words import format as dutch
from zsm_desktop.words.labels import first_upper

STATES = {"new": ("nieuw", "info"), "changed": ("gewijzigd", "warn"), "same": ("ongewijzigd", "neutral")}
COLUMN_WORDS = {
    "name": "naam", "street": "straat", "house_number": "huisnummer", "postcode": "postcode", "city": "plaats",
    "phone": "telefoon", "website": "website", "structures": "onderwijs", "board_number": "bevoegd gezag",
}  # fmt: skip


def changes(row: ListedSchool) -> str:
    """Which columns of a known school are other in the list."""
    if row.preview.state != "changed":
        return ""
    return first_upper(dutch.joined(COLUMN_WORDS.get(name, name) for name in row.preview.columns))


COLUMNS = (
    Column("name", "School", "record.name", width=220, stretch=3, is_strong=True,
           detail=lambda row: f"{row.record.brin} · {row.record.structures}"),
    Column("city", "Plaats", "record.city", width=120, stretch=1, priority=3),
    Column("province", "Provincie", "province", width=120, priority=5),
    Column("state", "Stand", lambda row: STATES[row.preview.state][0], "pill",
           tone=lambda row: STATES[row.preview.state][1], width=124, priority=2),
    Column("changes", "Wat verandert", changes, width=160, stretch=1, priority=4),
)  # fmt: skip
MOST_NOTES = 3
HOW = (
    "DUO publiceert de lijst ‘alle vestigingen vo’ als CSV-bestand op duo.nl, onder open onderwijsdata; een "
    "Excelbestand mag ook. Kies na het lezen welke scholen meedoen. Het bevoegd gezag wordt de ontvanger "
    "van facturen. Lees de lijst later opnieuw in om adressen bij te werken; een school komt er nooit dubbel in."
)


class SchoolImport(QWidget):
    """`taken` (new, changed) after the act; `left` when the user goes back."""

    taken = Signal(int, int)
    left = Signal()

    def __init__(self, tools: Tools, desk: Any) -> None:
        super().__init__()
        self.theme, self._workshop, self._desk = tools.theme, tools.workshop, desk
        self.read: ListRead | None = None
        self.may_leave = True
        """There is somewhere to go back to."""
        theme = self.theme
        self.back = Button(theme, "Terug", icon="arrow-left", on_click=self.leave)
        self.pick = Button(
            theme, "Bestand kiezen", kind="primary", icon="file-import", key="Ctrl+O", on_click=self.ask_file
        )
        self.take = Button(theme, "Inlezen", kind="primary", icon="check", key="Ctrl+Return", on_click=self.take_in)
        self.header = PageHeader(theme, "Scholen inlezen", "", self.back, self.pick, self.take)
        self.error = ErrorStrip(theme)
        how = layout.card(theme, layout.label("Zo werkt het", "section"), layout.label(HOW, wrap=True), gap=8)
        start = layout.box(theme, layout.holder(layout.column(theme, how, None)), max_width=860)
        self.stack = Faces(start, self._build_preview())
        whole = layout.page(theme, self.header, self.error, self.stack)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.leave)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _build_preview(self) -> QWidget:
        theme = self.theme
        self.search = SearchField(theme, "School, plaats of code", name="Zoeken in de lijst")
        self.search.leaves_all = True
        self.province = Choice(theme, [("", "Alle provincies")])
        self.province.setAccessibleName("Provincie")
        self.only_pro = Check(theme, "Alleen praktijkonderwijs")
        self.other_kind = Choice(theme, [(key, f"Overige als {key}") for key in ("vso", "pro", "mbo")])
        self.other_kind.setAccessibleName("Soort school voor wie geen praktijkonderwijs geeft")
        self.all = Button(
            theme, "Alles in beeld aanvinken", key="Ctrl+A", on_click=lambda: self._tick_shown(is_on=True)
        )
        self.none = Button(theme, "Niets aanvinken", key="Ctrl+Shift+A", on_click=self._tick_all_off)
        for widget, width in ((self.search, 226), (self.province, 176), (self.other_kind, 168)):
            layout.box(theme, widget, width=width, max_width=width)
        empty = EmptyState(
            theme, "Geen school in beeld", "Kies een andere provincie of wis het zoekveld.", icon="filter"
        )
        empty.follow(self.search)
        self.table = TickTable(theme, COLUMNS, name="Scholen in de lijst", empty=empty)
        self.notes = Lines(theme)
        filters = flow(theme, self.search, self.province, self.only_pro, self.other_kind, self.all, self.none, gap=12)
        whole = layout.column(theme, filters, self.table, self.notes, gap=14)
        whole.setStretch(1, 1)
        self.search.searched.connect(lambda _text: self._show_rows())
        self.province.activated.connect(lambda _at: self._show_rows())
        self.only_pro.toggled.connect(lambda _on: self._show_rows())
        self.table.ticks_changed.connect(self._dress)
        return layout.holder(whole)

    def start(self) -> None:
        self.read = None
        self.error.hide()
        self.stack.setCurrentIndex(0)
        self._dress()
        self.pick.setFocus()

    def ask_file(self) -> Any:
        return files.ask_open(self, "Lijst van DUO kiezen", self.read_file, files.LISTS)

    def read_file(self, path: Path) -> None:
        self.error.hide()
        self._workshop.run(
            f"{path.name} lezen", lambda progress: read_list(self._desk, path, progress), done=self._show,
            failed=self.error.show_error,
        )  # fmt: skip

    def take_in(self) -> None:
        if self.read is None or not self.take.isEnabled():
            return
        records = chosen_records(self.read.rows, self.table.ticked, self.other_kind.key)
        take_in_after(
            self._workshop, self._desk.backups, self.take, lambda: self.read, lambda: self._take_in(records)
        )  # fmt: skip

    def _take_in(self, records: Any) -> None:
        wanted = {record.brin for record in records}
        states = [row.preview.state for row in self.read.rows if row.id in wanted]
        try:
            self._desk.imports.take_in_schools(self.read.path.name, records)
        except RuleError as error:
            self.error.show_error(error)
            return
        self.read = None
        self.taken.emit(states.count("new"), states.count("changed"))

    def leave(self) -> None:
        if self.read is not None:
            self.start()
        else:
            self.left.emit()

    def _show(self, read: ListRead) -> None:
        """Schools the network knows are ticked at once; whom to add is for the user."""
        self.read = read
        self.table.ticked = {row.id for row in read.rows if row.preview.state == "changed"}
        self.province.set_choices([("", "Alle provincies"), *((name, name) for name in read.provinces)])
        self.stack.setCurrentIndex(1)
        self._show_rows()
        self.search.setFocus()

    def _show_rows(self) -> None:
        wanted, province = folded(self.search.text().strip()), self.province.key
        rows = [
            row
            for row in (self.read.rows if self.read else ())
            if (not province or row.province == province)
            and (row.is_pro or not self.only_pro.isChecked())
            and wanted in folded(f"{row.record.name} {row.record.city} {row.record.brin}")
        ]
        self.table.set_rows(rows)
        self._dress()

    def _tick_shown(self, *, is_on: bool) -> None:
        rows = self.table.rows
        self.table.set_ticks([rows.id_at(at) for at in range(rows.rowCount())], is_on=is_on)

    def _tick_all_off(self) -> None:
        self.table.set_ticks(tuple(self.table.ticked), is_on=False)

    def _dress(self) -> None:
        read = self.read
        count = len(chosen_records(read.rows, self.table.ticked, SCHOOL_KINDS[0])) if read else 0
        self.back.setVisible(read is not None or self.may_leave)
        self.pick.setVisible(read is None)
        self.take.setVisible(read is not None)
        self.take.setEnabled(count > 0 and not is_waited_for(self.take, read))
        self.take.set_words(f"{dutch.plural(count, 'school', 'scholen')} inlezen" if count else "Scholen inlezen")
        said = f"{dutch.plural(read.read_count, 'vestiging', 'vestigingen')} in {read.path.name}" if read else ""
        self.header.set_words("Scholen inlezen", said)
        ticked = {row.record.brin for row in read.rows if row.id in self.table.ticked} if read else set()
        notes = _notes(read, ticked) if read else []
        self.notes.set_lines(notes)
        self.notes.setVisible(bool(notes))


def _notes(read: ListRead, ticked: set[str]) -> list[Line]:
    """Rows that could not be read at all, and what is odd about the schools that were chosen."""
    wrong = [finding for finding in read.findings if not finding.is_warning]
    odd = [finding for finding in read.findings_of(ticked) if finding.is_warning]
    found = (wrong + odd)[:MOST_NOTES]
    return [Line(sentence(one), f"Regel {one.row} van het bestand", "alert-triangle", "warn") for one in found]
