"""The room of young people: their cases and who they are by pseudonym, entering by hand, and the forms of schools."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.faces import Faces
from zsm_desktop.ui.parts.header import PageHeader
from zsm_desktop.ui.parts.page import Page, PageKey, in_own_words
from zsm_desktop.ui.parts.tabs import Tabs
from zsm_desktop.ui.pupils.blank_form import BlankForm
from zsm_desktop.ui.pupils.case_gate import CLOSED
from zsm_desktop.ui.pupils.case_list import CaseList
from zsm_desktop.ui.pupils.handovers import HandoverFace
from zsm_desktop.ui.rooms import Tools
from zsm_desktop.words import format as dutch
from zsm_desktop.words.labels import first_upper
from zsm_desktop.words.names import say, saying

if TYPE_CHECKING:
    from zsm_desktop.services.pupils import PupilRow
    from zsm_desktop.ui.parts.pupil_paper import PupilPaper
    from zsm_desktop.ui.pupils.case_form import CaseForm
    from zsm_desktop.ui.pupils.importing import ImportView
    from zsm_desktop.ui.pupils.listing import ListFace
    from zsm_desktop.ui.pupils.pupil_list import PupilList


class PupilsPage(Page):
    topics = frozenset({"case", "pupil", "consent", "meeting", "placement", "school", "sector", "work_placement"})
    keys = (
        PageKey("Ctrl+N", "Casus aanmelden", lambda page: page.show_form(), (Permission.EDIT_CASES,)),
        PageKey("Ctrl+I", "Inlezen uit Excel", lambda page: page.show_import(), (Permission.IMPORT,)),
        ("Ctrl+O", "Bestand kiezen, bij inlezen"),
        ("Ctrl+Return", "Aanmelden, inlezen, klaar met bewerken, of een overdracht aanvaarden"),
        ("Ctrl+E", "Teksten van de casus bewerken, of de naam"),
        ("Ctrl+T", "Toestemming toevoegen"),
        ("Ctrl+G", "Regie vastleggen of overdragen"),
        ("Alt+A", "Bij een casus: overdracht aanvaarden"),
        ("Alt+W", "Bij een casus: overdracht weigeren"),
        ("Alt+I", "Bij een casus: overdracht intrekken"),
        ("Ctrl+Shift+E", "Velden van het netwerkprofiel invullen"),
        ("Ctrl+D", "Gegevens van [de leerling] verbeteren (wordt vastgelegd)"),
        ("Ctrl+Shift+F", "De volgende fase"),
        ("Ctrl+M", "Welk werk past bij deze casus?"),
        ("Ctrl+Delete", "Bij overdrachten: weigeren"),
        ("Ctrl+Shift+N", "Naam tonen (wordt vastgelegd)"),
        ("Ctrl+Shift+V", "Vergeten: [de leerling] voorgoed weghalen, voor wie dat mag"),
        ("Ctrl+Shift+I", "Inzage: alles over een leerling op papier (wordt vastgelegd)"),
        ("Ctrl+Shift+H", "Het logboek van een leerling, voor het secretariaat"),
        ("Ctrl+F", "Zoeken in de lijst"),
        ("Ctrl+Tab", "Van casussen naar de andere lijst en terug"),
        ("Ctrl+Shift+L", "Bij een lijst van het netwerk: namen op de lijst zetten"),
        ("B", "Bij een lijst: bespreken of alleen volgen"),
        ("A", "Bij een lijst: op de agenda"),
        ("V", "Bij een lijst: van de lijst af"),
        ("T", "Bij een lijst: terug op de lijst"),
        ("Esc", "Terug; wat u typte gaat niet verloren"),
    )

    def __init__(self, tools: Tools, desk: Any) -> None:
        super().__init__(tools.theme)
        theme, self._desk, self._tools = self.theme, desk, tools
        self.keys = tuple(in_own_words(one, saying(desk.nouns)) for one in type(self).keys)
        self.blank = BlankForm(self, desk, tools.workshop)
        self.may_import = desk.actor.may(Permission.IMPORT)
        self.get_form = Button(theme, "Invulformulier", icon="file-spreadsheet", on_click=self.blank.ask)
        self.import_ = Button(theme, "Inlezen", icon="file-import", key="Ctrl+I", on_click=self.show_import)
        self.enter = Button(
            theme, "Casus aanmelden", kind="primary", icon="plus", key="Ctrl+N", on_click=self.show_form
        )
        if not self.may_import:
            self.import_.hide()
        if not desk.actor.may(Permission.EDIT_CASES):
            self.enter.hide()
        self.header = PageHeader(theme, say(desk.nouns, "[Leerlingen]"), "", self.get_form, self.import_, self.enter)
        empty = EmptyState(
            theme, "Geen casussen in dit overzicht",
            "Meld een casus aan, lees het ingevulde formulier van een school in, of kies een ander filter.",
            icon="clipboard-list",
        )  # fmt: skip
        self.cases = self.thing = CaseList(theme, desk, empty)
        self.outer = Faces()
        self.lists_of, self.handovers = _lists(self, desk, self._enter_for), HandoverFace(theme, desk, self)
        self.tabs = Tabs(
            theme,
            ("cases", "Casussen", self.cases),
            ("pupils", say(desk.nouns, "[Leerlingen]"), self.outer),
            ("handovers", "Overdrachten", self.handovers),
            *((f"list:{code}", first_upper(face.list.name), face) for code, face in self.lists_of.items()),
            name=say(desk.nouns, "Casussen of [leerlingen]"),
        )
        lists = layout.page(theme, self.header, self.tabs, gap=12)
        lists.setStretch(1, 1)
        self.lists = layout.holder(lists)
        self.stack = Faces(self.lists)
        self.setLayout(layout.column(theme, self.stack))
        self.paper = _paper(self, tools, desk)
        self.tabs.chosen.connect(lambda _key: self.attempt(self._read_face))
        panel = self.cases.panel
        panel.navigate.connect(self.navigate)
        panel.said.connect(self.notify)
        panel.edited.connect(lambda case_id, before: _offer_texts(self, case_id, before))
        panel.looked.connect(self.looked)
        self.send_again, self.settle, self.let_go = panel.editor.flush, panel.editor.settle, panel.editor.let_go
        QShortcut(QKeySequence.StandardKey.Find, self, self._find)

    # The other faces are loaded and made when they are first shown: the room opens with the cases.

    @cached_property
    def pupils(self) -> PupilList:
        from zsm_desktop.ui.pupils.pupil_list import PupilList

        face = PupilList(self.theme, self._desk, self.attempt)
        face.opened_case.connect(self.open_item)
        face.asked_case.connect(self._enter_for)
        face.asked_log.connect(lambda code: self.navigate.emit("settings", f"logbook/{code}"))
        face.asked_paper.connect(lambda row: self.paper.ask(row.id, row.pseudonym))
        face.said.connect(self.notify)
        face.offered.connect(self.offer)
        self.outer.addWidget(face)
        return face

    @cached_property
    def form(self) -> CaseForm:
        from zsm_desktop.ui.pupils.case_form import CaseForm

        face = CaseForm(self.theme, self._desk)
        face.entered.connect(self._on_entered)
        face.left.connect(lambda: self.stack.setCurrentWidget(self.lists))
        face.asked_case.connect(self.open_item)
        self.stack.addWidget(face)
        return face

    @cached_property
    def importing(self) -> ImportView:
        from zsm_desktop.ui.pupils.importing import ImportView

        face = ImportView(self._tools, self._desk)
        face.left.connect(lambda: self.stack.setCurrentWidget(self.lists))
        face.taken.connect(self._on_taken)
        face.undo.connect(self.undo_import)
        face.wants_form.connect(self.blank.ask)
        self.stack.addWidget(face)
        return face

    def reload(self) -> None:
        self._read_face()
        if self.stack.currentWidget() is self.__dict__.get("importing"):
            self.importing.reload()

    def open_item(self, item_id: str) -> None:
        """A case, a pupil, a face by its name, a list by "list:" and its code; or RuleError("pupil.none")."""
        self.stack.setCurrentWidget(self.lists)
        if item_id in self.tabs.tabs:
            self.tabs.open_face(item_id)
            return
        try:
            self._desk.cases.card(item_id)
        except RuleError as error:
            if error.code != CLOSED:
                row = self._desk.pupils.row(item_id)
                self.tabs.show_face("pupils")
                self.pupils.select(row)
                return
        self.tabs.show_face("cases")
        self.cases.select(item_id)

    def show_form(self) -> None:
        self.stack.setCurrentWidget(self.form)
        self.attempt(self.form.start)

    def show_import(self) -> None:
        if self.may_import:
            self.stack.setCurrentWidget(self.importing)
            self.attempt(self.importing.start)

    def undo_import(self, batch_id: str) -> None:
        if self.attempt(lambda: self._desk.imports.undo(batch_id)):
            self.notify.emit("Het inlezen is teruggedraaid; de casussen zijn weer weg.", "info")

    def _on_entered(self, case_id: str) -> None:
        self.open_item(case_id)
        row = self.cases.panel.card.row
        self.notify.emit(f"{row.pseudonym} is aangemeld als {row.number}.", "good")

    def _on_taken(self, batch_id: str, count: int, name: str) -> None:
        self.stack.setCurrentWidget(self.lists)
        self.tabs.show_face("cases")
        text = f"{dutch.plural(count, 'casus', 'casussen')} ingelezen uit {name}."
        self.offer.emit(text, "good", ("Ongedaan maken", lambda: self.undo_import(batch_id)))

    def _enter_for(self, row: PupilRow) -> None:
        self.show_form()
        self.form.who.choose_pupil(row.school_id, row.id)
        self.form.question.question.editor.setFocus()

    def _read_face(self) -> None:
        key = self.tabs.current
        own = {"cases": self.cases, "handovers": self.handovers}.get(key)
        rows = own or self.lists_of.get(key.removeprefix("list:")) or self.pupils
        rows.reload()
        if rows is self.cases:
            blocked = sum(1 for row in self.cases.rows_read if row.missing and row.status != "closed")
            waiting = f"{dutch.plural(blocked, 'casus wacht', 'casussen wachten')} op toestemming" if blocked else ""
            self.header.set_words(say(self._desk.nouns, "[Leerlingen]"), waiting)

    def _find(self) -> None:
        if self.tabs.current.startswith(("list:", "handovers")):
            return
        shown: QWidget = self.cases if self.tabs.current == "cases" else self.pupils
        if self.stack.currentWidget() is self.lists:
            shown.search.setFocus()
            shown.search.selectAll()


def _offer_texts(page: PupilsPage, case_id: str, before: dict[str, str]) -> None:
    def put_back() -> None:
        cases = page._desk.cases  # noqa: SLF001 - of this module
        cases.edit(case_id, cases.card(case_id).version, before)

    page.offer.emit("De teksten zijn bewaard.", "good", ("Ongedaan maken", lambda: page.attempt(put_back)))


def _lists(page: PupilsPage, desk: Any, enter_for: Callable[[PupilRow], object]) -> dict[str, ListFace]:
    """A face for each list of the profile; most have none. `enter_for` asks for a case of who has none."""
    made = {}
    for one in desk.profile.lists:
        from zsm_desktop.ui.pupils.listing import ListFace

        face = made[one.code] = ListFace(page.theme, desk, one, page.attempt)
        face.said.connect(page.notify)
        face.opened_case.connect(page.open_item)
        face.asked_case.connect(lambda pupil_id: enter_for(desk.pupils.row(pupil_id)))
    return made


def _paper(page: PupilsPage, tools: Tools, desk: Any) -> PupilPaper:
    """Everything on one pupil, for a request of access."""
    from zsm_desktop.ui.parts.pupil_paper import PupilPaper

    paper = PupilPaper(tools, desk, page.stack, page.lists)
    paper.said.connect(page.notify)
    paper.made.connect(page.offer)
    return paper
