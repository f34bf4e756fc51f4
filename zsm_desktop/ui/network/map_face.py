"""Sociale kaart: who takes part in the network, as a list and as a picture, with what each does and brings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from zsm_desktop.ui.network.map_form import MapForm
from zsm_desktop.ui.network.map_picture import MapPicture
from zsm_desktop.ui.network.map_state import MapRow, MapState
from zsm_desktop.ui.parts import files, layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.faces import Faces
from zsm_desktop.ui.parts.facts import DetailPanel, FactList, Sides, Yielding
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.inputs import Choice
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.rooms import Tools
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.network_map import OPEN_DOT, TITLE, kind_words, placed

LIST, PICTURE = "list", "picture"
TURN = {LIST: ("Als beeld", "map-pin"), PICTURE: ("Als lijst", "list-check")}
"""What the button says while this is in sight."""
COLUMNS = (
    Column("name", "Organisatie", "name", width=180, stretch=3, is_strong=True, is_name=True,
           detail=lambda row: " · ".join(part for part in (row.kind, row.role) if part)),
    Column("contact", "Vast aanspreekpunt", lambda row: row.contact or None, width=148, stretch=2, priority=2,
           none="Nog niemand"),
    Column("bodies", "Zit in", lambda row: row.bodies or None, width=150, stretch=2, priority=3, none="Nergens in"),
    Column("parts", "Doet mee in", "parts", width=120, stretch=2, priority=5),
    Column("brings", "Brengt in", "brings", width=130, stretch=2, priority=4),
)  # fmt: skip
ABOUT = f"{OPEN_DOT} Pijltjes lopen erlangs, Enter opent de kaart."


class MapPanel(DetailPanel):
    """What the map knows of one organisation."""

    def __init__(self, theme: Theme, state: MapState) -> None:
        super().__init__(theme, "Kies een organisatie op de kaart", icon="building")
        self._state = state
        self.organisation_id = ""
        self.describe = Button(theme, "Beschrijven", icon="pencil", key="Ctrl+E")
        self.card = Button(theme, "Contactpersonen", icon="users")
        if not state.may_edit:
            self.describe.hide()
        self.set_acts(self.describe, self.card)
        self.facts = FactList(theme)
        self.body.addWidget(self.facts)

    def show_member(self, organisation_id: str) -> None:
        member = self._state.member(organisation_id)
        self.organisation_id = member.id if member is not None else ""
        if member is None:
            self.show_nothing()
            return
        self.show_thing(member.name, kind_words(member), "zit nergens in" if placed(member).is_missed else "", "warn")
        self.facts.set_facts(self._state.told(member))


class MapFace(Yielding):
    """`said` is a sentence and its tone, `offered` one with a way back; `opened` asks for an organisation's card."""

    said = Signal(str, str)
    offered = Signal(str, str, object)
    opened = Signal(str)

    def __init__(self, tools: Tools, desk: Any) -> None:
        super().__init__()
        theme = tools.theme
        self.theme, self.state, self._desk, self._workshop = theme, MapState(desk), desk, tools.workshop
        self.view = LIST
        self.kind = self._choice("Soort organisatie", lambda key: setattr(self.state, "kind", key))
        self.part = self._choice("Deel van het netwerk", lambda key: setattr(self.state, "part", key))
        self.body = self._choice("Overlegvorm", lambda key: setattr(self.state, "body", key))
        words, icon = TURN[LIST]
        self.turn = Button(theme, words, icon=icon, key="Ctrl+G", on_click=self.turn_over)
        self.pdf = Button(theme, "Pdf", icon="file-type-pdf", key="Ctrl+P", on_click=self.ask_pdf)
        empty = EmptyState(
            theme, "Geen organisatie in dit overzicht",
            "Kies een ander filter, of voeg bij Scholen en organisaties een organisatie toe.", icon="building",
        )  # fmt: skip
        self.table = Table(theme, ListModel(COLUMNS), name="Sociale kaart als lijst", empty=empty)
        self.picture = MapPicture(theme, self.state.words_of)
        self.area = layout.Upright()
        self.area.setWidget(self.picture)
        layout.box(theme, self.area, height=200)
        self.picture.setObjectName("scrolled")
        self.about = layout.label(ABOUT, "muted", wrap=True)
        drawn = layout.card(theme, self.area, self.about, gap=8, margins=12)
        drawn.layout().setStretch(0, 1)
        self.stack = Faces()
        self.stack.addWidget(self.table)
        self.stack.addWidget(drawn)
        self.panel = MapPanel(theme, self.state)
        sides = Sides(theme, self.stack, self.panel, width=340)
        choosers = flow(theme, self.kind, self.part, self.body, self.turn, self.pdf)
        whole = layout.column(theme, choosers, sides, gap=12)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._connect()

    def _connect(self) -> None:
        self.table.chosen.connect(self.panel.show_member)
        self.table.opened.connect(lambda _id: self.ask_describe())
        self.picture.opened.connect(self.show_member)
        leave = QShortcut(QKeySequence("Esc"), self, self._put_away)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.panel.describe.clicked.connect(lambda _on=False: self.ask_describe())
        self.panel.card.clicked.connect(lambda _on=False: self.opened.emit(self.panel.organisation_id))

    def _choice(self, name: str, keep: Callable[[str], object]) -> Choice:
        made = Choice(self.theme)
        made.setAccessibleName(name)
        layout.box(self.theme, made, width=200, max_width=220)

        def chosen(_at: int) -> None:
            keep(made.key)
            self._show_rows()

        made.activated.connect(chosen)
        return made

    def reload(self) -> None:
        self.state.look()
        for choice, choices, key in (
            (self.kind, self.state.kinds(), self.state.kind),
            (self.part, self.state.parts(), self.state.part),
            (self.body, self.state.bodies(), self.state.body),
        ):
            choice.set_choices(choices)
            choice.choose(key)
        self.part.setVisible(len(self.state.parts()) > 1)
        self._show_rows()

    def show_view(self, view: str) -> None:
        if view == self.view:
            return
        self.view = view
        words, icon = TURN[view]
        self.turn.set_words(words)
        self.turn.set_icon_name(icon)
        self._show_view()

    def turn_over(self) -> None:
        self.show_view(LIST if self.view == PICTURE else PICTURE)

    def show_member(self, organisation_id: str) -> None:
        """Its card beside the list or the picture."""
        self.table.select_id(organisation_id)
        self.picture.take(organisation_id)
        self.panel.show_member(organisation_id)
        self.panel.show()

    def take_keyboard(self) -> None:
        (self.picture if self.view == PICTURE else self.table).setFocus()

    def ask_describe(self) -> MapForm | None:
        chosen = self.panel.organisation_id
        if not chosen or not self.state.may_edit:
            return None
        dialog = MapForm(self.theme, self.window(), self._desk, chosen, self._on_kept)
        dialog.told.connect(lambda words: self.said.emit(words, "info"))
        dialog.open()
        return dialog

    def ask_pdf(self) -> None:
        files.ask_save(self, "De sociale kaart bewaren", "Sociale kaart.pdf", self.write_pdf, files.PDFS)

    def write_pdf(self, path: Path) -> None:
        """Beside the window, of what the filters leave."""
        shown = frozenset(row.id for row in self.state.rows())

        def job(progress) -> None:
            from zsm_desktop.reports.network_map import write

            progress.step(0, 1, "de kaart wordt getekend")
            write(self._desk, path, shown)

        self._workshop.run(
            TITLE, job,
            done=lambda _none: self.said.emit(f"De sociale kaart staat in {path.name}.", "good"),
            failed=lambda words: self.said.emit(words, "bad"),
        )  # fmt: skip

    def _on_kept(self, name: str) -> None:
        self.offered.emit(f"{name} is bijgewerkt.", "good", ("Ongedaan maken", self._desk.undo.back))

    def _show_view(self) -> None:
        is_picture = self.view == PICTURE
        self.stack.setCurrentIndex(int(is_picture))
        self.panel.setVisible(not is_picture)
        if is_picture:
            self.picture.take(self.table.current_id())
        self.take_keyboard()

    def _put_away(self) -> None:
        if self.view == PICTURE:
            self.panel.hide()
        self.take_keyboard()

    def _show_rows(self) -> None:
        rows: list[MapRow] = self.state.rows()
        self.table.set_rows(rows)
        self.picture.show_network(*self.state.pictured())
        if rows and not self.table.current_id():
            self.table.select_id(rows[0].id)
        self.panel.show_member(self.table.current_id() if rows else "")
