"""The room of the network: schools and other organisations, each with its card, and the list that brings schools in."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QKeySequence, QShortcut

from zsm_desktop.domain.permissions import Permission
from zsm_desktop.ui.network.card import OrganisationPanel, organisation_form, short_kind
from zsm_desktop.ui.network.late_faces import ADD, GAPS, LATE, MAP, WORK, dress, made
from zsm_desktop.ui.network.lists import NetworkLists
from zsm_desktop.ui.network.page_keys import KEYS, LISTS, MEMBERS
from zsm_desktop.ui.network.state import MemberRow, members
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.chip import ChipRow
from zsm_desktop.ui.parts.columns import Column, folded, in_own_words
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.faces import Faces
from zsm_desktop.ui.parts.facts import Sides
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.header import PageHeader
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.page import Page
from zsm_desktop.ui.parts.search_field import SearchField
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.parts.tabs import Tabs
from zsm_desktop.ui.rooms import Tools
from zsm_desktop.words import format as dutch
from zsm_desktop.words.names import saying

if TYPE_CHECKING:
    from zsm_desktop.ui.parts.school_import import SchoolImport

LIST = 0
GROUPS = (
    ("all", "Alle"), ("pro", "Pro"), ("vso", "Vso"), ("mbo", "Mbo"), ("board", "Besturen"), ("other", "Overige"),
)  # fmt: skip
COLUMNS = (
    Column("name", "Naam", "name", width=210, stretch=3, is_strong=True,
           detail=lambda row: " · ".join(one for one in (short_kind(row), row.city) if one)),
    Column("contact", "Vast aanspreekpunt", "contact", width=150, stretch=2, priority=3),
    Column("pupils", "[Leerlingen]", "pupils", "count", width=100, priority=2),
    Column("offers", "Aanbod", "offers", "count", width=84, priority=4),
    Column("code", "Code", "code", width=90, priority=5),
)  # fmt: skip


class NetworkPage(Page):
    topics = frozenset({
        "network", "school", "contact", "offer", "pupil", "cluster", "sector", "body", "case", "employer", "vacancy",
        "work_placement", "contribution",
    })  # fmt: skip
    keys = KEYS[MEMBERS]

    def __init__(self, tools: Tools, desk: Any) -> None:
        super().__init__(tools.theme)
        theme, self.desk, self.tools = self.theme, desk, tools
        self._rows: tuple[MemberRow, ...] = ()
        self.add = Button(theme, ADD, icon="plus", key="Ctrl+N", on_click=self.ask_new)
        self.import_ = Button(
            theme, "Scholen inlezen (DUO)", kind="primary", icon="file-import", key="Ctrl+I", on_click=self.show_import
        )
        if not desk.actor.may(Permission.EDIT_NETWORK):
            self.add.hide()
        self.may_import = desk.actor.may(Permission.IMPORT)
        if not self.may_import:
            self.import_.hide()
        self.header = PageHeader(theme, "Netwerk", "", self.add, self.import_)
        self.search = SearchField(theme, "Naam, plaats of code", name="Zoeken in het netwerk")
        layout.box(theme, self.search, width=220, max_width=300)
        self.group = ChipRow(theme, GROUPS, name="Soort")
        empty = EmptyState(
            theme, "Nog niemand in dit overzicht",
            "Lees de scholen in met de lijst van DUO, of voeg een andere organisatie toe.", icon="building",
        )  # fmt: skip
        empty.follow(self.search)
        self.table = Table(
            theme, ListModel(in_own_words(COLUMNS, saying(desk.nouns))), name="Scholen en organisaties", empty=empty
        )
        self.panel = OrganisationPanel(theme, desk, self.attempt)
        sides = Sides(theme, self.table, self.panel, width=430)
        members_ = layout.column(theme, flow(theme, self.search, self.group, gap=12), sides, gap=14)
        members_.setStretch(1, 1)
        self.lists = NetworkLists(theme, desk)
        self.tabs = Tabs(
            theme,
            (MEMBERS, "Scholen en organisaties", layout.holder(members_)),
            (MAP, "Sociale kaart", Faces()),
            (GAPS, "Aandachtspunten", Faces()),
            (WORK, "Werkgevers", Faces()),
            (LISTS, "Clusters en sectoren", self.lists),
            name="Leden, kaart of lijsten van het netwerk",
        )
        whole = layout.page(theme, self.header, self.tabs, gap=12)
        whole.setStretch(1, 1)
        self.stack = Faces(layout.holder(whole))
        self.setLayout(layout.column(theme, self.stack))
        self._connect()

    def _connect(self) -> None:
        self.search.searched.connect(lambda _text: self._show_rows())
        self.group.chosen.connect(lambda _key: self._show_rows())
        self.table.chosen.connect(lambda row_id: self.attempt(lambda: self.show_member(row_id)))
        self.table.opened.connect(lambda _id: self.panel.contacts.add.setFocus())
        self.panel.navigate.connect(self.navigate)
        self.panel.offered.connect(self.give_way_back)
        self.panel.told.connect(self.notify)
        self.lists.offered.connect(self.give_way_back)
        self.tabs.chosen.connect(lambda _key: self.attempt(self._read_face))
        QShortcut(QKeySequence.StandardKey.Find, self, self._find)

    @cached_property
    def importing(self) -> SchoolImport:
        """Loaded and made when it is first asked for."""
        from zsm_desktop.ui.parts.school_import import SchoolImport

        face = SchoolImport(self.tools, self.desk)
        face.left.connect(lambda: self.stack.setCurrentIndex(LIST))
        face.taken.connect(self._on_taken)
        self.stack.addWidget(face)
        return face

    def face(self, key: str) -> Any:
        """One of LATE."""
        place = self.tabs.faces[key]
        if not place.count():
            place.addWidget(made(self, key))
        return place.currentWidget()

    def _read_face(self) -> None:
        """Those that are made late are read while they are in sight."""
        self.keys = KEYS[self.tabs.current]
        if self.tabs.current in LATE:
            self.face(self.tabs.current).reload()
        dress(self)

    def reload(self) -> None:
        desk = self.desk
        desk.ahead(
            desk.network.schools, desk.network.organisations, desk.network.facts, desk.clusters.rows, desk.sectors.rows
        )
        self._rows = members(desk)
        schools = sum(row.kind == "school" for row in self._rows)
        others = len(self._rows) - schools
        facts = desk.network.facts()
        counts = (
            dutch.plural(schools, "school", "scholen"),
            dutch.plural(others, "andere organisatie", "andere organisaties"),
        )
        self.header.set_words(
            facts.name or "Netwerk", f"{facts.region}: {dutch.joined(counts)}" if facts.region else dutch.joined(counts)
        )
        for key, chip in self.group.chips.items():
            count = len(self._rows) if key == "all" else sum(row.group == key for row in self._rows)
            chip.set_count(count)
            chip.setVisible(count > 0 or chip.isChecked())
        before = self.panel.card
        self._show_rows()
        if before is not None and self.panel.card is before:  # what was chosen just now has been read just now
            self.show_member(before.id)
        self.lists.reload()
        self._read_face()

    def open_item(self, item_id: str) -> None:
        """A face by its name, with the list and the thing in it, or an organisation."""
        self.stack.setCurrentIndex(LIST)
        face, *within = item_id.split("/")
        if face in self.tabs.faces:
            self.tabs.open_face(face)
            if face == WORK and within:
                self.face(WORK).go_to(*within[:2])
            return
        self.tabs.show_face(MEMBERS)
        self.search.clear()
        self.group.choose("all")
        self.table.select_id(item_id)
        self.show_member(item_id)

    def show_member(self, row_id: str) -> None:
        row = next((row for row in self._rows if row.id == row_id), None)
        if row is not None:
            self.panel.show_card(row, self.desk.network.card(row_id))

    def show_import(self) -> None:
        if self.may_import:
            self.stack.setCurrentWidget(self.importing)
            self.importing.start()

    def ask_new(self) -> FormDialog | None:
        if self.tabs.current == WORK:
            return self.face(WORK).ask_new()
        dialog = organisation_form(self.theme, "Organisatie toevoegen", self.window(), self._add, {}, with_kind=True)
        dialog.open()
        return dialog

    def _add(self, draft) -> None:
        made = self.desk.network.add_organisation(draft).made_id
        self.reload()
        self.open_item(made)

    def _show_rows(self) -> None:
        wanted, group = folded(self.search.text().strip()), self.group.current
        rows = [
            row
            for row in self._rows
            if group in ("all", row.group) and wanted in folded(f"{row.name} {row.city} {row.code}")
        ]
        self.table.set_rows(rows)
        if rows and not self.table.current_id():
            self.table.select_id(rows[0].id)
        elif not rows:
            self.panel.show_nothing()

    def _on_taken(self, new: int, changed: int) -> None:
        self.stack.setCurrentIndex(LIST)
        said = [f"{dutch.plural(new, 'school', 'scholen')} toegevoegd"] if new else []
        said += [f"{dutch.count(changed)} bijgewerkt"] if changed else []
        self.notify.emit(f"{dutch.joined(said)}.", "good")

    def give_way_back(self, text: str, tone: str, way_back: tuple[str, Callable[[], object]]) -> None:
        """A way back may be refused as any act, when something came in between."""
        words, put_back = way_back
        self.offer.emit(text, tone, (words, lambda: self.attempt(put_back)))

    def _find(self) -> None:
        """Among the employers where they are in sight, else among all who take part."""
        if self.tabs.current == WORK and self.stack.currentIndex() == LIST:
            self.face(WORK).find()
            return
        self.tabs.show_face(MEMBERS)
        shown = self.search if self.stack.currentIndex() == LIST else self.importing.search
        shown.setFocus()
        shown.selectAll()
