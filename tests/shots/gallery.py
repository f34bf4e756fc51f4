"""Every piece and state of the screen with invented figures: look at its pictures after each change of the look.

Nothing here is part of a room. The names are invented and no figure comes from a store.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.domain.series import Balances, Bars, Line, Matrix, Trend
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.flow import flow, tiles
from zsm_desktop.ui.parts.header import PageHeader
from zsm_desktop.ui.parts.inputs import Check, Choice, DateField, MoneyField, NoteField, QuantityField
from zsm_desktop.ui.parts.money import MoneyLabel
from zsm_desktop.ui.parts.page import Page
from zsm_desktop.ui.parts.pill import Pill
from zsm_desktop.ui.rooms import Hit, RoomSpec, Tools

TODAY = date(2026, 11, 22)
SCHOOLS = (
    "De Brug", "De Sprong", "Het Anker", "Schouwen", "Walcheren", "De Kreek", "Duinzicht", "De Vliet",
    "Oosterschelde", "De Wissel", "Praktijkcollege Zuid", "De Boei", "Zeehof", "De Kade", "Polderrijk", "Het Veer",
)  # fmt: skip
CODES = ("BRU", "SPR", "ANK", "SCH", "WAL", "KRE", "DUI", "VLI", "OOS", "WIS", "ZUI", "BOE", "ZEE", "KAD", "POL", "VEE")
BALANCES = (
    412_500, 301_275, 187_050, 96_400, 61_125, 22_050, 8_400, 0, -12_350, -35_700, -58_025, -91_450, -120_600, -171_075,
    -233_100, -366_500,
)  # fmt: skip
_BIRDS = (
    "Kievit",
    "Tureluur",
    "Grutto",
    "Scholekster",
    "Bergeend",
    "Wulp",
    "Kluut",
    "Plevier",
    "Visdief",
    "Aalscholver",
)
_QUESTIONS = (
    "Wil leren lassen, geen werkplaats op school",
    "Zoekt stage in de zorg met begeleiding",
    "Heftruckcertificaat halen",
    "Kan niet tegen drukte: rustige plek in het groen",
    "Praktijktest horeca afnemen",
    "Werkritme opbouwen, twee dagdelen",
)
_STATES = (
    ("Nieuw", "info"),
    ("Op de agenda", "warn"),
    ("Geplaatst", "good"),
    ("Loopt vast", "bad"),
    ("Van de lijst", "neutral"),
)


@dataclass(frozen=True, slots=True)
class CaseRow:
    id: str
    pseudonym: str
    school: str
    question: str
    sector: str
    status: str
    tone: str
    entered: date
    planned_hundredths: int
    cost_cents: int


def case_rows(count: int = 60) -> list[CaseRow]:
    return [
        CaseRow(
            id=f"case-{at}",
            pseudonym=f"{_BIRDS[at % len(_BIRDS)]} {at * 7 % 90 + 10}",
            school=SCHOOLS[at * 5 % len(SCHOOLS)],
            question=_QUESTIONS[at * 3 % len(_QUESTIONS)],
            sector=("Techniek", "Zorg", "Groen", "Horeca", "Logistiek", "Detailhandel")[at % 6],
            status=_STATES[at * 2 % len(_STATES)][0],
            tone=_STATES[at * 2 % len(_STATES)][1],
            entered=TODAY - timedelta(days=at * 3),
            planned_hundredths=(at % 8 + 1) * 250,
            cost_cents=(at % 8 + 1) * 6_175,
        )
        for at in range(count)
    ]


CASE_COLUMNS = (
    Column("pseudonym", "Leerling", "pseudonym", width=150, detail=lambda row: row.school, is_strong=True),
    Column("question", "Hulpvraag", "question", width=300, stretch=3, priority=2),
    Column("sector", "Sector", "sector", width=110, stretch=1, priority=4),
    Column("status", "Status", "status", "pill", tone=lambda row: row.tone),
    Column("entered", "Aangemeld", "entered", "date", priority=3),
    Column("planned", "Dagdelen", "planned_hundredths", "quantity", priority=5),
    Column("cost", "Kosten", "cost_cents", "money", priority=6),
)


def bars() -> Bars:
    given = (20, 11, 16, 9, 25, 17, 4, 12)
    taken = (12, 30, 7, 18, 22, 9, 14, 6)
    values = tuple((one * 100, other * 100) for one, other in zip(given, taken, strict=True))
    return Bars("Dagdelen per school", "hundredths", ("Geleverd", "Afgenomen"), CODES[:8], values, CODES[:8])


def balances() -> Balances:
    return Balances("Saldo per school", "cents", SCHOOLS, BALANCES, CODES)


def trend() -> Trend:
    months = ("aug", "sep", "okt", "nov", "dec", "jan", "feb", "mrt", "apr", "mei", "jun", "jul")
    given = (0, 42_000, 98_000, 131_000, 150_500, 205_000, 263_000, 301_000, 344_000, 398_000, 412_500, None)
    taken = (0, -21_000, -64_000, -122_000, -161_000, -203_000, -240_500, -283_000, -311_000, -340_000, -366_500, None)
    return Trend("Saldo in de loop van het jaar", "cents", months, (Line("De Brug", given), Line("Het Veer", taken)))


def matrix() -> Matrix:
    def cell(row: int, column: int) -> int | None:
        if row == column:
            return None
        size = (row * 37 + column * 53) % 17 - 8
        return max(0, size) * 12_350

    cells = tuple(tuple(cell(row, column) for column in range(16)) for row in range(16))
    return Matrix("Wie leverde aan wie", "cents", SCHOOLS, CODES, cells, CODES, CODES)


class _Shown(Page):
    """Shows fixed things: there is nothing to read again."""

    def reload(self) -> None:
        self.update()


class ListPage(_Shown):
    """A room with a list: header, filters, table."""

    def __init__(self, tools: Tools, *, is_empty: bool = False) -> None:
        from zsm_desktop.ui.parts.chip import ChipRow
        from zsm_desktop.ui.parts.models import ListModel
        from zsm_desktop.ui.parts.search_field import SearchField
        from zsm_desktop.ui.parts.table import Table

        super().__init__(tools.theme)
        theme = tools.theme
        rows = [] if is_empty else case_rows()
        new = Button(theme, "Nieuwe aanmelding", kind="primary", icon="plus", key="Ctrl+N")
        header = PageHeader(
            theme, "Leerlingen", "60 aanmeldingen in dit schooljaar, 12 wachten op een bespreking",
            Button(theme, "Inlezen uit Excel", icon="file-import"), new,
        )  # fmt: skip
        self.search = SearchField(theme, "Zoek op pseudoniem, school of vraag", name="Zoeken in deze lijst")
        layout.box(theme, self.search, width=300, max_width=420)
        states = (("all", "Alles"), ("new", "Nieuw"), ("agenda", "Op de agenda"), ("placed", "Geplaatst"))
        chips = ChipRow(theme, states, name="Status")
        chips.chips["new"].set_count(12)
        filters = flow(theme, self.search, chips, gap=14)
        empty = EmptyState(
            theme, "Nog geen aanmeldingen", "Meld een leerling aan, of lees het Excel-formulier van een school in.",
            icon="users", action=Button(theme, "Eerste leerling aanmelden", kind="primary", icon="plus"),
        )  # fmt: skip
        self.table = Table(theme, ListModel(CASE_COLUMNS, rows), name="Aanmeldingen", empty=empty)
        self.setLayout(layout.page(theme, header, filters, self.table))
        self.layout().setStretch(2, 1)
        if rows:
            self.table.select_id("case-2")


class PiecesPage(_Shown):
    """Fields, buttons, pills, strips: each in each state."""

    keys = (("Ctrl+Return", "Opslaan"), ("Ctrl+N", "Nieuwe aanmelding"))

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.theme)
        header = PageHeader(tools.theme, "Besprekingen", "Elk onderdeel in elke staat")
        columns = tiles(self.theme, self._fields(), self._things(), least=440)
        self.setLayout(layout.scroll_page(self.theme, header, columns, None))

    def _fields(self) -> QWidget:
        theme = self.theme
        name = Field(theme, "Pseudoniem", QLineEdit("Kievit 27"), hint="Nooit de naam van de leerling")
        school = Field(
            theme, "School", Choice(theme, [(code, school) for code, school in zip(CODES, SCHOOLS, strict=True)])
        )
        day = Field(theme, "Vanaf", DateField(theme, TODAY, TODAY))
        amount = Field(theme, "Dagdelen per week", QuantityField(theme, 250))
        tariff = Field(theme, "Tarief per dagdeel", MoneyField(theme, 2_470))
        wrong = Field(theme, "Aantal", QLineEdit("24.70"))
        wrong.show_error("“24.70” is geen bedrag. Schrijf het met een komma: 24,70.")
        off = Field(theme, "Boekperiode", QLineEdit("2025/26, gesloten"))
        off.editor.setEnabled(False)
        note = Field(theme, "Afspraken", NoteField(theme, "Wat is er in de bespreking afgesproken?", lines=3))
        pair = layout.row(theme, day, amount, gap=16)
        second = layout.row(theme, tariff, off, gap=16)
        return layout.card(
            theme, layout.label("Velden", "section"), name, school, pair, second, wrong, note,
            Check(theme, "De leerling was bij het gesprek"), gap=14,
        )  # fmt: skip

    def _things(self) -> QWidget:
        from zsm_desktop.ui.parts.chip import ChipRow
        from zsm_desktop.ui.parts.strip import ConfirmStrip, ErrorStrip

        theme = self.theme
        buttons = layout.row(
            theme,
            Button(theme, "Plaatsen", kind="primary", key="Ctrl+Return"),
            Button(theme, "Uitzoeken", key="Ctrl+U"),
            Button(theme, "Meer", kind="quiet"),
            Button(theme, "Bewerken", kind="icon", icon="pencil"),
            None,
            gap=8,
        )
        off = Button(theme, "Uitgeschakeld")
        off.setEnabled(False)
        more = layout.row(theme, Button(theme, "Verwijderen", kind="danger", icon="trash"), off, None, gap=8)
        pills = layout.row(theme, *(Pill(theme, words, tone) for words, tone in _STATES), None, gap=8)
        amounts = layout.row(
            theme, MoneyLabel(theme, 123_450), MoneyLabel(theme, 41_250, is_balance=True, weight=600),
            MoneyLabel(theme, -36_650, is_balance=True, weight=600), None, gap=24,
        )  # fmt: skip
        ask, fault = ConfirmStrip(theme), ErrorStrip(theme)
        ask.ask(
            "Deze levering terugdraaien? Er komt een nieuwe boeking die de oude noemt.",
            lambda: None,
            yes="Terugdraaien",
        )
        fault.show_error("Het bestand is in gebruik. Sluit het in Excel of kies een andere naam.")
        choices = (("all", "Alles"), ("mine", "Van mijn school"), ("late", "Te laat"))
        ticks = layout.row(theme, self._ticked(), Check(theme, "Uit"), None, gap=20)
        return layout.card(
            theme, layout.label("Knoppen, staten en vragen", "section"), buttons, more, pills,
            ChipRow(theme, choices, name="Keuze"), amounts, ticks, ask, fault, None, gap=16,
        )  # fmt: skip

    def _ticked(self) -> Check:
        check = Check(self.theme, "Toestemming gezien")
        check.setChecked(True)
        return check


class FiguresPage(_Shown):
    """Charts and tiles."""

    def __init__(self, tools: Tools) -> None:
        from zsm_desktop.ui.parts.balance_bars import BalanceChart
        from zsm_desktop.ui.parts.bars import BarsChart
        from zsm_desktop.ui.parts.trend import Sparkline, TrendChart

        super().__init__(tools.theme)
        theme = tools.theme
        header = PageHeader(
            theme, "Saldi", "Schooljaar 2026/27, bijgewerkt tot en met 22 november 2026",
            Button(theme, "Als pdf en Excel", icon="file-export"),
        )  # fmt: skip
        cards = []
        lines = ((0, 3, 2, 5, 6, 9), (9, 7, 8, 4, 3, 1), (0, -2, -1, -4, -3, -6))
        figures = (("Uitgewisseld", 1_089_450), ("Grootste saldo", 412_500), ("Nog te bevestigen", 38_275))
        for (words, cents), values in zip(figures, lines, strict=True):
            amount = MoneyLabel(theme, cents, size=24, weight=600)
            amount.setAlignment(Qt.AlignmentFlag.AlignLeft)
            spark = Sparkline(theme, values, "count")
            cards.append(layout.card(theme, layout.label(words, "muted"), amount, spark, gap=6, margins=18))
        self.balance = BalanceChart(theme, balances())
        left = layout.card(theme, layout.label("Saldo per school", "section"), self.balance)
        self.bars, self.trend = BarsChart(theme, bars()), TrendChart(theme, trend())
        right = layout.column(
            theme, layout.card(theme, layout.label("Dagdelen per school", "section"), self.bars),
            layout.card(theme, layout.label("Verloop", "section"), self.trend), gap=16,
        )  # fmt: skip
        charts = tiles(theme, left, layout.holder(right), least=440)
        self.setLayout(layout.scroll_page(theme, header, tiles(theme, *cards, least=240), charts))
        self.layout().itemAt(1).widget().widget().layout().setStretch(1, 1)


class MatrixPage(_Shown):
    def __init__(self, tools: Tools) -> None:
        from zsm_desktop.ui.parts.heat import HeatMatrix

        super().__init__(tools.theme)
        theme = tools.theme
        self.heat = HeatMatrix(theme, matrix())
        header = PageHeader(theme, "Uitwisseling", "Rijen leverden aan kolommen; Enter toont de leveringen van een vak")
        self.setLayout(layout.page(theme, header, layout.card(theme, self.heat, margins=12)))


class EmptyPage(_Shown):
    def __init__(self, tools: Tools, title: str, icon: str) -> None:
        super().__init__(tools.theme)
        empty = EmptyState(
            tools.theme,
            "Hier staat nog niets",
            "Zodra er iets te tonen is, ziet u het op deze plek.",
            icon=icon,
            tone="neutral",
        )
        self.setLayout(layout.page(tools.theme, PageHeader(tools.theme, title), empty))
        self.layout().setStretch(1, 1)


def gallery_rooms() -> list[RoomSpec]:
    """The rail of the program, with gallery pages behind it."""

    def other(title: str, icon: str):
        return lambda tools: EmptyPage(tools, title, icon)

    rooms = (
        ("today", "Vandaag", "home", other("Vandaag", "home")),
        ("meetings", "Besprekingen", "calendar-event", PiecesPage),
        ("cases", "Leerlingen", "users", ListPage),
        ("offers", "Aanbod", "school", lambda tools: ListPage(tools, is_empty=True)),
        ("placements", "Uitwisseling", "arrows-exchange", MatrixPage),
        ("balances", "Saldi", "scale", FiguresPage),
        ("steering", "Stuurgroep", "gavel", other("Stuurgroep", "gavel")),
        ("network", "Netwerk", "building", other("Netwerk", "building")),
        ("settings", "Instellingen", "settings", other("Instellingen", "settings")),
    )
    return [RoomSpec(*room, shortcut=f"Ctrl+{at}") for at, room in enumerate(rooms, 1)]


def gallery_search(text: str) -> list[Hit]:
    wanted = text.casefold()
    cases = [Hit("Leerling", row.pseudonym, row.school, "cases", row.id) for row in case_rows()]
    schools = [Hit("School", name, code, "network", code) for name, code in zip(SCHOOLS, CODES, strict=True)]
    return [hit for hit in (*schools, *cases) if wanted in hit.label.casefold()][:20]
