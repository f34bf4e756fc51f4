"""The face with pupils: everyone the network knows, by pseudonym, a page at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission, Role
from zsm_desktop.services.pupils import PupilRow
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.columns import Column, in_own_words
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.facts import DetailPanel, FactList, Sides
from zsm_desktop.ui.parts.field import sentence
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Check, Choice
from zsm_desktop.ui.parts.models import PagedModel, Slice, Sort
from zsm_desktop.ui.parts.search_field import SearchField
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.pupils import words
from zsm_desktop.ui.pupils.names import NameStrip
from zsm_desktop.ui.pupils.rename import rename_form
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words.names import counted, saying

COLUMNS = (
    Column("pseudonym", "[Leerling]", "pseudonym", width=150, stretch=2, is_strong=True),
    Column("initials", "Initialen", "initials", width=96, priority=4),
    Column("school", "School", "school", width=180, stretch=3, priority=2),
    Column("code", "Nummer", "code", width=96, priority=5),
    Column("cases", "Casussen", "cases", "count", width=92, priority=3),
    Column("left_on", "Vertrokken", "left_on", "date", priority=6),
)
SORTED = frozenset({"pseudonym", "school", "code", "cases", "left_on"})


class PupilList(QWidget):
    """`opened_case` sends a case to the other face."""

    opened_case = Signal(str)
    asked_case = Signal(object)
    """PupilRow for whom a case is to be entered."""
    asked_log = Signal(str)
    """Code of the pupil whose lines of the logbook are to be read."""
    asked_paper = Signal(object)
    """PupilRow of whom everything is to be read."""
    said = Signal(str, str)
    offered = Signal(str, str, object)
    """The same with a way back."""

    def __init__(self, theme: Theme, desk: Any, attempt: Callable[[Callable[[], object]], bool]) -> None:
        super().__init__()
        self._theme, self._desk, self._attempt = theme, desk, attempt
        self._row: PupilRow | None = None
        say = saying(desk.nouns)
        self.search = SearchField(theme, "Pseudoniem of nummer", name=say("Zoeken in [leerlingen]"))
        self.school = Choice(theme, [("", "Alle scholen")])
        self.school.setAccessibleName("School")
        if desk.actor.role is not Role.SECRETARY:
            self.school.hide()
        self.leavers = Check(theme, "Ook wie vertrokken is")
        empty = EmptyState(
            theme, say("Geen [leerlingen] gevonden"),
            say("Pas het filter aan, of meld een casus aan: [de leerling] komt er dan vanzelf bij."), icon="users",
        )  # fmt: skip
        empty.follow(self.search)
        self.table = Table(
            theme, PagedModel(in_own_words(COLUMNS, say), self._fetch), name=say("[Leerlingen]"), empty=empty
        )
        layout.box(theme, self.search, width=200, max_width=300)
        layout.box(theme, self.school, width=180, max_width=260)
        self.count = layout.label("", "muted")
        filters = flow(theme, self.search, self.school, self.leavers, self.count, gap=12)
        whole = layout.column(theme, filters, Sides(theme, self.table, self._build_panel(), width=440), gap=14)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.search.searched.connect(lambda _text: self._attempt(self.reload))
        self.school.activated.connect(lambda _at: self._attempt(self.reload))
        self.leavers.toggled.connect(lambda _on: self._attempt(self.reload))
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(lambda _id: self.show_name.setFocus())

    def _build_panel(self) -> DetailPanel:
        theme = self._theme
        self.panel = DetailPanel(theme, saying(self._desk.nouns)("Kies [een leerling]"), icon="users")
        self.name = NameStrip(theme, self._desk.pupils.open_name, is_logged=not self._desk.actor.opens_names)
        self.facts, self.cases = FactList(theme), layout.column(theme, gap=6)
        self.show_name = Button(theme, "Toon naam", icon="eye", key="Ctrl+Shift+N", on_click=self.ask_name)
        self.rename = Button(theme, "Naam wijzigen", icon="pencil", key="Ctrl+E", on_click=self.ask_rename)
        self.correct = Button(theme, "Verbeteren", icon="pencil", key="Ctrl+D",
                              on_click=self.ask_correction)  # fmt: skip
        self.correct.setAccessibleName("Gegevens verbeteren")
        self.enter = Button(theme, "Casus aanmelden", icon="plus", on_click=lambda: self.asked_case.emit(self._row))
        self.paper = Button(theme, "Inzage", icon="file-type-pdf", key="Ctrl+Shift+I",
                            on_click=lambda: self._row is not None and self.asked_paper.emit(self._row))  # fmt: skip
        self.log = Button(theme, "Logboek", icon="history", key="Ctrl+Shift+H",
                          on_click=lambda: self._row is not None and self.asked_log.emit(self._row.code))  # fmt: skip
        self.forget = Button(theme, "Vergeten …", icon="trash", key="Ctrl+Shift+V", on_click=self.ask_forget)
        may_open, may_edit = (self._desk.actor.may(one) for one in (Permission.OPEN_NAMES, Permission.EDIT_CASES))
        is_here = not self._desk.actor.opens_names  # in a copy nothing can be noted
        for button, is_offered in (
            (self.show_name, may_open), (self.rename, may_open and may_edit),
            (self.correct, may_open and may_edit), (self.enter, may_edit),
            (self.paper, may_open and is_here),
            (self.log, self._desk.actor.may(Permission.READ_PRIVACY)),
            (self.forget, self._desk.actor.may(Permission.KEEP_PRIVACY)),
        ):  # fmt: skip
            if not is_offered:
                button.hide()
        self.panel.set_acts(self.show_name, self.enter, self.rename, self.paper, self.correct, self.log, self.forget)
        for thing in (self.name, self.facts, layout.label("Casussen", "section"), layout.holder(self.cases)):
            self.panel.body.addWidget(thing)
        return self.panel

    def reload(self) -> None:
        if not self.school.isHidden():
            rows = self._desk.network.schools()
            self.school.set_choices([("", "Alle scholen"), *((row.id, row.name) for row in rows)])
        self.table.reload()
        total = self.table.rows.total
        self.count.setText(counted(self._desk.nouns, total, "pupil"))
        if not total:
            self.panel.show_nothing()
        elif not self.table.current_id():
            self.table.select_id(self.table.rows.id_at(0))

    def select(self, row: PupilRow) -> None:
        """Brings one pupil into sight."""
        self.leavers.setChecked(row.left_on is not None)
        self.school.choose("")
        self.search.setText(row.code)
        self.reload()
        self.table.select_id(row.id)

    def ask_name(self) -> FormDialog | None:
        return self.name.ask(self._row.id, self._row.pseudonym) if self._row is not None else None

    def ask_rename(self) -> FormDialog | None:
        row = self._row
        if row is None:
            return None

        def done() -> None:
            self.name.forget()
            self.said.emit(f"{row.pseudonym} heeft een andere naam.", "good")

        return rename_form(self._theme, self.window(), self._desk, row, done)

    def ask_correction(self) -> FormDialog | None:
        row = self._row
        if row is None:
            return None
        from zsm_desktop.ui.pupils.correct import ask_correction

        lacked = self._lacking(row)

        def done() -> None:
            self.name.forget()
            new = [RuleError(code) for code in sorted(self._lacking(row) - lacked)]
            words = " ".join([f"De gegevens van {row.pseudonym} zijn verbeterd.", *map(sentence, new)])
            back = ("Ongedaan maken", lambda: self._attempt(self._desk.undo.back))
            self.offered.emit(words, "warn" if new else "good", back)

        return ask_correction(self._theme, self.window(), self._desk, row, done)

    def _lacking(self, row: PupilRow) -> set[str]:
        """What keeps open cases from being discussed: another birth date asks for another's consent."""
        found = self._desk.cases.rows(text=row.pseudonym) if row.cases else ()
        return {case.missing for case in found if case.pupil_id == row.id and case.missing and case.status != "closed"}

    def ask_forget(self) -> FormDialog | None:
        row = self._row
        if row is None:
            return None
        from zsm_desktop.ui.parts.forget_form import ask_forget

        def done(text: str, tone: str) -> None:
            self.name.forget()
            self._row = None
            self._attempt(self.reload)
            self.said.emit(text, tone)

        return ask_forget(self._theme, self, self._desk, row.id, done)

    def _fetch(self, offset: int, limit: int, sort: Sort | None, _filter: str) -> Slice:
        wanted: dict[str, Any] = {
            "text": self.search.text().strip(),
            "school_id": self.school.key or None,
            "with_leavers": self.leavers.isChecked(),
        }
        order = sort if sort is not None and sort.key in SORTED else Sort("pseudonym")
        rows = self._desk.pupils.page(
            offset=offset, limit=limit, order=order.key, is_descending=order.is_descending, **wanted
        )
        return Slice(rows, self._desk.pupils.count(**wanted))

    def _on_chosen(self, pupil_id: str) -> None:
        at = self.table.rows.find(pupil_id) if pupil_id else -1
        if at < 0:
            return
        row: PupilRow = self.table.rows.row(at)
        if self._row is None or self._row.id != row.id:
            self.name.forget()
        self._row = row
        self._attempt(self._show_row)

    def _show_row(self) -> None:
        row = self._row
        self.panel.show_thing(row.pseudonym, " · ".join(part for part in (row.initials, row.school) if part))
        left = dutch.date_medium(row.left_on) if row.left_on else ""
        limited = self._restricted(row.id)
        self.facts.set_facts(
            [("Gebruik beperkt", limited), ("Vertrokken", left), ("Nummer", row.code), ("School", row.school)]
        )
        found = self._desk.cases.rows(text=row.pseudonym) if row.cases else ()
        lines = [self._case_line(case) for case in found if case.pupil_id == row.id]
        layout.refill(self.cases, lines or [layout.label("Nog geen casus.", "muted")])

    def _restricted(self, pupil_id: str) -> str:
        """Since when, for who keeps the requests."""
        if not self._desk.actor.may(Permission.READ_PRIVACY):
            return ""
        since = self._desk.privacy_requests.restricted_since(pupil_id)
        return f"sinds {dutch.date_medium(since)}, op verzoek" if since else ""

    def _case_line(self, case) -> QWidget:
        text = f"{case.number} · {words.status(case)}"
        return Button(
            self._theme, text, kind="quiet", icon="clipboard-list", on_click=lambda: self.opened_case.emit(case.id)
        )

    def hideEvent(self, event) -> None:
        super().hideEvent(event)
        self.name.forget()
