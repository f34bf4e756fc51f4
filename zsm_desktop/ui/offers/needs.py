"""What pupils asked and schools miss, and no school offers yet: a list to make offers from, not a list of pupils."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.permissions import Permission, Role
from zsm_desktop.services.needs import NeedOffer, NeedRow
from zsm_desktop.ui.offers.lists import need_text
from zsm_desktop.ui.offers.need_form import ExtendForm, NeedForm
from zsm_desktop.ui.offers.panel import distance_text
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.inputs import Choice
from zsm_desktop.ui.parts.lines import Line, Lines
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import labels
from zsm_desktop.words.names import say

if TYPE_CHECKING:
    from zsm_desktop.ui.offers.state import OffersState

Attempt = Callable[[Callable[[], object]], bool]
INTRO = (
    "Vragen uit [de maatwerkbespreking] waar geen aanbod voor was, en wat scholen zelf missen. Ze vervallen op de dag "
    "die erbij staat."
)
STANDS = (("", "Nu gevraagd"), ("lapsed", "Vervallen"), ("all", "Ook afgehandeld"))
MOST_OFFERS = 2


def _status(row: NeedRow) -> str:
    return "vervallen" if row.is_lapsed else labels.label(labels.NEED_STATUS, row.status)


COLUMNS = (
    Column(
        "what", "Wat", need_text, width=220, stretch=4, is_strong=True,
        detail=lambda row: row.sector or "Geen sector",
    ),
    Column("school", "School", "school", width=190, stretch=3, priority=3, detail=lambda row: row.pseudonym),
    Column("offers", "Past misschien", lambda row: row.offers or None, "count", width=120, priority=4),
    Column("since", "Sinds", "noted_on", "date", width=112, priority=6),
    Column("until", "Vervalt", "expires_on", "date", width=112, priority=5),
    Column(
        "status", "Stand", _status, "pill",
        tone=lambda row: {"open": "warn", "answered": "good"}.get("" if row.is_lapsed else row.status, "neutral"),
        width=120, priority=2,
    ),
)  # fmt: skip


class NeedsView(QWidget):
    """`navigate` goes to the case, for who may see it; `search` to the offers that might answer a need."""

    navigate = Signal(str, str)
    search = Signal(str)

    def __init__(self, theme: Theme, state: OffersState, attempt: Attempt) -> None:
        super().__init__()
        self._theme, self._state, self._attempt = theme, state, attempt
        self.rows: tuple[NeedRow, ...] = ()
        self.answers: tuple[NeedOffer, ...] = ()
        self.waiting = 0
        self._build(theme)
        self._build_acts(theme)
        acts = flow(
            theme, self.search_button, self.answered, self.dropped, self.extended, self.to_case, gap=8
        )  # fmt: skip
        filters = flow(theme, self.sector, self.school, self.stand, self.new, gap=12)
        intro = layout.label(say(state.desk.nouns, INTRO), "muted", wrap=True)
        whole = layout.column(theme, intro, filters, self.table, self.fitting, acts, gap=12)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.table.chosen.connect(lambda _id: self._attempt(self._dress))
        self.table.opened.connect(lambda _id: self.open_case())

    def _build(self, theme: Theme) -> None:
        self.sector, self.school, self.stand = Choice(theme), Choice(theme), Choice(theme, STANDS)
        for choice, words in ((self.sector, "Sector"), (self.school, "School"), (self.stand, "Stand")):
            choice.setAccessibleName(words)
            layout.box(theme, choice, width=170, max_width=220)
            choice.activated.connect(lambda _at: self._attempt(self.reload))
        empty = EmptyState(
            theme, "Geen onbeantwoorde vragen",
            "Wat in een bespreking eindigt met ‘niet plaatsbaar’ omdat er geen aanbod is, komt hier te staan. "
            "Een school kan ook zelf zeggen wat zij mist.",
            icon="circle-check", tone="good",
        )  # fmt: skip
        self.table = Table(theme, ListModel(COLUMNS), name="Onbeantwoorde vragen", empty=empty)
        layout.box(theme, self.table, width=240, height=200)
        self.fitting = Lines(theme, name="Aanbod dat misschien past")

    def _build_acts(self, theme: Theme) -> None:
        self.new = Button(theme, "Wat mist uw school?", icon="plus", key="Ctrl+Shift+N", on_click=self.add)
        self.answered = Button(
            theme, "Beantwoord", icon="check", key="Ctrl+Return", on_click=lambda: self.settle("answered")
        )
        self.dropped = Button(theme, "Laten vervallen", key="Ctrl+Del", on_click=lambda: self.settle("dropped"))
        self.extended = Button(theme, "Langer laten gelden", icon="clock", key="Ctrl+E", on_click=self.extend)
        self.search_button = Button(
            theme, "Zoek in het aanbod", icon="search", key="Ctrl+Shift+F", on_click=self.search_offers
        )
        self.to_case = Button(theme, "Naar de casus", kind="quiet", key="Return", on_click=self.open_case)
        self.to_case.setShortcut("")  # Enter in the list
        self.answered.setShortcut("")  # Ctrl+Enter is the window's elsewhere: here only within this list
        key = QShortcut(QKeySequence("Ctrl+Return"), self, self.answered.click)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def reload(self) -> None:
        self.sector.set_choices([("", "Alle sectoren"), *self._state.sectors()])
        self.school.set_choices([("", "Alle scholen"), *self._state.schools()])
        needs, stand = self._state.desk.needs, self.stand.key
        narrowed = {"sector_id": self.sector.key or None, "school_id": self.school.key or None}
        self.rows = needs.rows(**narrowed, is_open=not stand, only_lapsed=stand == "lapsed")
        self.waiting = len(self.rows) if not stand else sum(one.status == "open" for one in needs.rows(**narrowed))
        self.table.set_rows(self.rows)
        if self.rows and not self.table.current_id():
            self.table.select_id(self.rows[0].id)
        self.new.setVisible(self._state.desk.actor.may(Permission.EDIT_CASES))
        self._dress()

    @property
    def row(self) -> NeedRow | None:
        return next((row for row in self.rows if row.id == self.table.current_id()), None)

    def add(self) -> None:
        NeedForm(self._theme, self.window(), self._state).open()

    def extend(self) -> None:
        row = self.row
        if row is not None:
            ExtendForm(self._theme, self.window(), self._state, row).open()

    def settle(self, status: str) -> None:
        row = self.row
        if row is not None:
            self._attempt(lambda: self._state.desk.needs.settle(row.id, status))

    def open_case(self) -> None:
        row = self.row
        if row is not None and row.case_id:
            self.navigate.emit("pupils", row.case_id)

    def search_offers(self) -> None:
        row = self.row
        if row is not None:
            self.search.emit(row.id)

    def _dress(self) -> None:
        row, actor = self.row, self._state.desk.actor
        is_own = row is not None and (actor.role is Role.SECRETARY or actor.school_id == row.school_id)
        may_settle = is_own and row.status == "open" and actor.may(Permission.EDIT_CASES)
        for button in (self.answered, self.dropped, self.extended):
            button.setVisible(may_settle)
        self.to_case.setVisible(is_own and bool(row.case_id))
        is_asked = row is not None and row.status == "open"
        self.search_button.setVisible(is_asked and not row.is_lapsed)
        self.answers = self._state.desk.needs.answers(row.id) if is_asked else ()
        self.fitting.set_lines(_lines(self.answers))
        self.fitting.setVisible(bool(self.answers))


def _lines(answers: tuple[NeedOffer, ...]) -> list[Line]:
    """The likeliest few, and how many more there are."""
    lines = [Line(f"Past misschien: {one.name}", _answer(one), "school", "info") for one in answers[:MOST_OFFERS]]
    rest = len(answers) - MOST_OFFERS
    return [*lines, Line(f"En nog {rest} in deze sector", "", tone="muted")] if rest > 0 else lines


def _answer(offer: NeedOffer) -> str:
    room = "geen grens" if offer.seats_free is None else f"{offer.seats_free} vrij" if offer.seats_free else "vol"
    far = "" if offer.km is None else f" · {distance_text(offer.km)}"
    return f"{offer.school} · {room}{far}"
