"""Logboek: who did, saw or put on paper what and why; only read, a page at a time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.calendar import HOME, home_day
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services.logbook import LogFilter, LogLine
from zsm_desktop.ui.parts import files, layout
from zsm_desktop.ui.parts.columns import Column, in_own_words
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.inputs import Choice, DateField
from zsm_desktop.ui.parts.models import PagedModel, Slice, Sort
from zsm_desktop.ui.parts.papers import PaperButton
from zsm_desktop.ui.parts.search_field import SearchField
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.rooms import Tools
from zsm_desktop.words import logbook as words
from zsm_desktop.words import paper_trail
from zsm_desktop.words.format import clock, plural
from zsm_desktop.words.names import saying

if TYPE_CHECKING:
    from zsm_desktop.ui.parts.page import Page
    from zsm_desktop.ui.work import Progress


def _home(row: LogLine) -> Any:
    return row.at.astimezone(HOME)


COLUMNS = (
    Column("day", "Dag", lambda row: home_day(row.at), "date", detail=lambda row: clock(_home(row).time())),
    Column("user", "Wie", "user", width=140, stretch=1),
    Column("act", "Wat", lambda row: words.did(row.act, row.paper), width=220, stretch=3, is_strong=True,
           detail=lambda row: paper_trail.detail(row.about, row.paper) if row.paper else row.reason),
    Column("pupil", "Over [leerling]", "pseudonym", width=120, stretch=1, priority=2),
    Column("about", "Waarover", lambda row: paper_trail.about(row.about, row.paper), width=120, stretch=1, priority=3),
)  # fmt: skip


class LogbookFace(QWidget):
    """`pupil_id` narrows it to one pupil, found by pseudonym."""

    def __init__(self, page: Page, tools: Tools, desk: Any) -> None:
        super().__init__()
        self._page, self._desk = page, desk
        theme, say = tools.theme, saying(desk.nouns)
        self.who = Choice(theme, [("", "Iedereen")])
        self.kind = Choice(theme, [("", "Alles"), *words.KINDS.items()])
        self.who.setAccessibleName("Wie")
        self.kind.setAccessibleName("Wat voor handeling")
        self.search = SearchField(theme, "Pseudoniem of nummer", name=say("Zoeken naar [een leerling]"))
        self.first, self.last = DateField(theme, desk.day), DateField(theme, desk.day)
        self.first.setAccessibleName("Vanaf")
        self.last.setAccessibleName("Tot en met")
        self.first.setPlaceholderText("vanaf")
        self.last.setPlaceholderText("tot en met")
        self.export = PaperButton(tools, "Naar Excel", self.ask_export)
        self.export.said.connect(page.notify)
        self.export.made.connect(page.offer)
        if not desk.actor.may(Permission.KEEP_PRIVACY):
            self.export.hide()
        self._unknown = (say("Deze [leerling] is niet gevonden"), words.WHOLE_NAME)
        self.empty = EmptyState(theme, *words.NO_LINES, icon="history")
        self.table = Table(
            theme, PagedModel(in_own_words(COLUMNS, say), self._fetch), name=words.TITLE, empty=self.empty
        )
        for widget, width in ((self.who, 170), (self.kind, 200), (self.search, 210), (self.first, 130),
                              (self.last, 130)):  # fmt: skip
            layout.box(theme, widget, width=width, max_width=width + 40)
        self.count = layout.label("", "muted")
        bar = flow(theme, self.who, self.kind, self.search, self.first, self.last, self.export, self.count, gap=10)
        whole = layout.column(theme, layout.label(words.MEANS, "muted", wrap=True), bar, self.table, gap=14)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.table)
        for choice in (self.who, self.kind):
            choice.activated.connect(lambda _at: self._page.attempt(self.reload))
        for day in (self.first, self.last):
            day.editingFinished.connect(lambda: self._page.attempt(self.reload))
        self.search.searched.connect(lambda _text: self._page.attempt(self.reload))

    def wanted(self) -> LogFilter:
        """Raises RuleError("pupil.none", "date.unreadable")."""
        text = self.search.text().strip()
        pupil_id = self._desk.pupil_records.pupil_id(text) if text else ""
        return LogFilter(self.who.key, self.kind.key, pupil_id, self.first.day, self.last.day)

    def show_pupil(self, code: str) -> None:
        self.search.setText(code)
        self.reload()

    def reload(self) -> None:
        users = self._desk.logbook.users()
        self.who.set_choices([("", "Iedereen"), *((user.id, user.name) for user in users)])
        self.table.reload()
        self.count.setText(plural(self.table.rows.total, "regel", "regels"))

    def ask_export(self) -> None:
        wanted: list[LogFilter] = []
        if not self._page.attempt(lambda: wanted.append(self.wanted())):
            return

        def chosen(folder: Path) -> None:
            def job(progress: Progress) -> tuple[Path, ...]:
                from zsm_desktop.reports.logbook import write

                progress.check()
                return (write(self._desk, wanted[0], folder),)

            self.export.run("Logboek naar Excel", job)

        files.ask_folder(self.window(), "Kies een map voor het logboek", chosen)

    def _fetch(self, offset: int, limit: int, _sort: Sort | None, _filter: str) -> Slice:
        try:
            wanted = self.wanted()
        except RuleError as error:
            if error.code != "pupil.none":
                raise
            self.empty.say(*self._unknown)  # or while a pseudonym is being typed: not that nobody looked
            return Slice((), 0)
        self.empty.say(*words.NO_LINES)
        logbook = self._desk.logbook
        return Slice(logbook.page(wanted, offset=offset, limit=limit), logbook.count(wanted))
