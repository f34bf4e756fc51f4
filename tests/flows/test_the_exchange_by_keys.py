"""From a question to a closed month by keys, each at the own keyboard.

Asked, promised, given, disputed, decided and booked; the figures it ends in are the same in the window, on paper, in
Excel and on the command line. Then the year is settled: agreed, signed, compared, proposed, decided and executed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.builders import PASSWORD, SCHOOLS, World, offer_id, school_id
from tests.flows.book_year import close_book_year
from tests.flows.hands import Hands
from tests.flows.test_the_whole_chain_by_keys import pdf_text, words_of
from tests.services.invoicing import appoint, describe
from tests.services.settled import NETTING
from tests.services.test_meetings import SG, planned
from zsm_desktop.app.rooms import rooms
from zsm_desktop.cli import main
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.ledger import PeriodStatus
from zsm_desktop.services.funds import FundDraft
from zsm_desktop.services.vat import VatDraft
from zsm_desktop.settings import resources_dir
from zsm_desktop.ui.program import main_window
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.balances import OPEN, SETTLED

YEAR = SchoolYear(2026)
DECEMBER = date(2026, 12, 1)
TARIFF, FIRST, SECOND = 2470, 8 * 2470, 5 * 2470
"""Eight dagdelen agreed at once; of the six that were entered next, five were right."""
GRANTED = 150_00
BORNE = FIRST // 2, GRANTED - FIRST // 2
"""Half of it, until the grant was spent: the second delivery got what was left."""
SETTLEMENT = "VR-2026/27-001"
OWED = FIRST + SECOND - GRANTED


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp, resources_dir(), "light")
    yield made
    made.deleteLater()


class Keyboards:
    """Everybody has a window of the own; one at a time has the keyboard."""

    def __init__(self, qtbot: QtBot, theme: Theme, world: World) -> None:
        self.qtbot, self.theme, self.world = qtbot, theme, world

    @contextmanager
    def of(self, who: str, room: str, item: str = "") -> Iterator[Hands]:
        desk = self.world.desk_of(who)
        window = main_window(self.theme, desk, rooms(desk))
        self.qtbot.addWidget(window)
        window.resize(1280, 720)
        window.show()
        with self.qtbot.waitActive(window):
            window.activateWindow()
        hands = Hands(self.qtbot, window)
        hands.enter(room, item)
        yield hands
        window.close()


@pytest.fixture
def keyboards(qtbot: QtBot, theme: Theme, world: World) -> Keyboards:
    return Keyboards(qtbot, theme, world)


def test_what_is_asked_is_given_disputed_decided_booked_and_closed(
    keyboards: Keyboards,
    world: World,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = world.desk
    grant = FundDraft("Subsidie lassen", GRANTED, YEAR.first_day, YEAR.last_day, percent=50_00)
    desk.funds.add(grant)
    _ask_and_promise(keyboards, world)
    world.now += timedelta(days=75)
    _give(keyboards, world)
    _agree_and_dispute(keyboards, world)
    assert desk.balances.explain("ZEEUW", YEAR).balance_cents == -(FIRST - BORNE[0])
    _talk_and_decide(keyboards, world)

    (fund,) = desk.funds.rows()
    assert (fund.charged_cents, fund.claimed_cents) == (GRANTED, FIRST // 2 + SECOND // 2)
    balances = {row.code: row.balance_cents for row in desk.balances.by_school(YEAR)}
    assert balances == {"DUIN": FIRST + SECOND, "ZEEUW": -OWED, "KREEK": 0, fund.code: -GRANTED}
    _read_why(keyboards, world, tmp_path / "waarom.pdf")
    _state(keyboards, world, tmp_path / "uit")
    _close(keyboards, world)
    _say_the_same(world, tmp_path, capsys, monkeypatch)
    _agree(keyboards, world)
    _propose(keyboards, world, tmp_path / "bijlage")
    _execute(keyboards, world, _decide(keyboards, world))
    _stands_open(keyboards, world)
    _collect(keyboards, world, tmp_path)
    with keyboards.of("boekhouder", "settlements", "years") as hands:
        close_book_year(hands, world, tmp_path / "dossier")
    assert desk.checks.run().ok


def _ask_and_promise(keyboards: Keyboards, world: World) -> None:
    world.case("ZEEUW")
    placements = world.desk.placements
    with keyboards.of("stage zeeuw", "exchange") as hands:
        hands.press("Ctrl+N")
        hands.wait_for_dialog()
        hands.choose("Aanbod", world.desk.offers.card(offer_id("DUIN")).offer.name)
        hands.fill(Gepland_aantal="20")
        hands.press("Ctrl+Return")
        hands.until(lambda: [row.status for row in placements.page()] == ["proposed"])
    with keyboards.of("stage duin", "exchange") as hands:
        hands.find(placements.page()[0].number, "Traject")
        hands.press("Ctrl+Return")
        hands.until(lambda: [row.status for row in placements.page()] == ["running"])


def _give(keyboards: Keyboards, world: World) -> None:
    """December and January of the sheet, seen before they are entered."""
    with keyboards.of("stage duin", "exchange") as hands:
        sheet = hands.window.page.month
        hands.press("Ctrl+M")
        hands.until(lambda: bool(sheet.state.rows))
        months = [column.first_day for column in sheet.state.columns]
        while (behind := sheet.view.place()[1] - months.index(DECEMBER)) != 0:
            hands.press("Left" if behind > 0 else "Right")
        hands.type("8")
        hands.press("Tab")
        hands.type("6")
        hands.press("Return", "Ctrl+Return")
        assert world.desk.deliveries.totals().count == 0
        hands.press("Ctrl+Return")
        hands.until(lambda: world.desk.deliveries.totals().count == 2)


def _agree_and_dispute(keyboards: Keyboards, world: World) -> None:
    with keyboards.of("stage zeeuw", "exchange", "deliveries") as hands:
        table = hands.window.page.deliveries.table
        rows = {row.quantity_hundredths: row.id for row in world.desk.deliveries.page()}
        hands.to_row(rows[800])
        hands.press("Ctrl+Return", "Tab", "Space")
        hands.until(lambda: _states(world) == {800: "confirmed", 600: "entered"})
        hands.until(lambda: table.rows.rowCount() == 1)
        hands.press("Home", "Ctrl+D")
        hands.wait_for_dialog()
        hands.type("Wij telden vijf dagdelen.")
        hands.press("Ctrl+Return")
        hands.until(lambda: _states(world) == {800: "confirmed", 600: "disputed"})


def _to_disputed(hands: Hands) -> None:
    """To the only delivery that somebody disputes."""
    hands.tab_to("Te bevestigen")
    hands.press("Right", "Space")
    hands.tab_to("Leveringen")
    hands.press("Home")


def _talk_and_decide(keyboards: Keyboards, world: World) -> None:
    """The provider asks, hears and corrects; what is right then is confirmed."""
    disputed = next(row.id for row in world.desk.deliveries.page() if row.status == "disputed")
    for who, words in (("stage duin", "Welke dag viel uit?"), ("stage zeeuw", "Vrijdag 22 januari.")):
        with keyboards.of(who, "exchange", "deliveries") as hands:
            _to_disputed(hands)
            hands.press("Ctrl+T")
            hands.wait_for_dialog()
            hands.type(words)
            hands.press("Ctrl+Return")
            hands.until(lambda words=words: world.desk.disputes.thread(disputed)[-1].text == words)
    with keyboards.of("stage duin", "exchange", "deliveries") as hands:
        _to_disputed(hands)
        hands.press("Ctrl+H")
        hands.wait_for_dialog()
        hands.press("Ctrl+A")
        hands.type("5")
        hands.press("Ctrl+Return")
        hands.until(lambda: _states(world) == {800: "confirmed", 600: "withdrawn", 500: "entered"})
    with keyboards.of("stage zeeuw", "exchange", "deliveries") as hands:
        hands.press("Home", "Ctrl+Return", "Tab", "Space")
        hands.until(lambda: _states(world)[500] == "confirmed")
    assert [line.kind for line in world.desk.disputes.thread(disputed)] == [
        "disputed",
        "answered",
        "answered",
        "corrected",
    ]


def _read_why(keyboards: Keyboards, world: World, paper: Path) -> None:
    with keyboards.of("boekhouder", "balances") as hands:
        page = hands.window.page
        hands.to_row(school_id("ZEEUW"))
        hands.press("Return")
        said = words_of(page.faces.reason)
        for part in ("321,10", "150,00", "171,10"):
            assert part in said
        hands.press("Ctrl+S")
        hands.choose_file(paper)
        hands.until(paper.exists)
        hands.until(lambda: not hands.window.workshop.running)
    text = pdf_text(paper)
    for part in ("321,10", "150,00", "171,10"):
        assert part in text


def _state(keyboards: Keyboards, world: World, folder: Path) -> None:
    """The statement of the school that used it, alone."""
    with keyboards.of("boekhouder", "balances", "statements") as hands:
        hands.press("Ctrl+Shift+A")
        hands.to_row(school_id("ZEEUW"))
        hands.press("Space", "Ctrl+Return")
        hands.choose_file(folder)
        hands.until(lambda: len(list(folder.glob("*.xlsx"))) == 1)
        hands.until(lambda: not hands.window.workshop.running)
    (issued,) = world.desk.statements.issued()
    assert (issued.number, issued.closing_cents) == ("OV-2026/27-ZEEUW-01", -OWED)


def _close(keyboards: Keyboards, world: World) -> None:
    """The oldest first, until December is closed as well."""
    with keyboards.of("boekhouder", "exchange", "deliveries") as hands:
        hands.press("Ctrl+P")
        face = hands.window.page.periods
        oldest_first = sorted(world.desk.ledger.periods(), key=lambda row: row.period.first_day)
        for period in (row.period for row in oldest_first if row.period.first_day <= DECEMBER):
            hands.to_row(period.id)
            hands.until(face.close_button.isEnabled)
            hands.press("Ctrl+Return", "Tab", "Space")
            hands.until(lambda period=period: _status(world, period.id) is PeriodStatus.CLOSED)


def _say_the_same(
    world: World, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """On paper, in Excel and by commands."""
    (pdf,), (xlsx,) = (folder / "uit").glob("*.pdf"), (folder / "uit").glob("*.xlsx")
    text = pdf_text(pdf)
    cells = [cell.value for sheet in openpyxl.load_workbook(xlsx) for row in sheet for cell in row]
    for cents in (FIRST - BORNE[0], SECOND - BORNE[1], OWED):
        assert f"{cents / 100:.2f}".replace(".", ",") in text
        assert any(isinstance(cell, int | float) and round(abs(cell) * 100) == cents for cell in cells), cents
    monkeypatch.setenv("ZSM_PASSWORD", PASSWORD)

    def told(*arguments: str) -> Any:
        assert main(["--store", str(world.folder), "--json", *arguments]) == 0
        return json.loads(capsys.readouterr().out)

    capsys.readouterr()
    balances = told("balances", "--year", YEAR.label)
    assert {row["school"]: row["balance_cents"] for row in balances["rows"]}["ZEEUW"] == -OWED
    explained = told("explain", "--school", "ZEEUW", "--year", YEAR.label)
    assert sorted(line["cents"] for line in explained["lines"]) == sorted((BORNE[0] - FIRST, BORNE[1] - SECOND))
    (fund,) = told("funds")
    assert fund["charged_cents"] == GRANTED


def _agree(keyboards: Keyboards, world: World) -> None:
    """Netting, signed by every school."""
    world.desk.vat.set(VatDraft("facility", date(2024, 8, 1), "exempt", "onderwijs"))
    agreements = world.desk.agreements
    with keyboards.of("boekhouder", "settlements", "agreements") as hands:
        hands.press("Ctrl+N")
        hands.wait_for_dialog()
        hands.type("Sald")
        hands.press("Ctrl+Return")
        hands.until(lambda: [row.regime for row in agreements.rows()] == [NETTING])
        for count, (_, name, _) in enumerate(SCHOOLS, 1):
            hands.press("Ctrl+T")
            hands.wait_for_dialog()
            hands.type(f"Directie {name}")
            hands.press("Ctrl+Return")
            hands.until(lambda count=count: len(agreements.rows()[0].signatures) == count)


def _stands(world: World) -> list[tuple[str, str, str]]:
    return [(row.number, row.status, row.decision_number) for row in world.desk.settlements.rows()]


def _propose(keyboards: Keyboards, world: World, folder: Path) -> None:
    """What is compared goes along to the meeting."""
    with keyboards.of("boekhouder", "settlements") as hands:
        hands.press("Ctrl+S")
        hands.choose_file(folder)
        hands.until(lambda: len(list(folder.glob("*.xlsx"))) == 1)
        hands.until(lambda: not hands.window.workshop.running)
        hands.press("Ctrl+Tab", "Ctrl+Tab", "Ctrl+N")
        hands.wait_for_dialog()
        hands.press("Ctrl+Return")
        hands.until(lambda: _stands(world) == [(SETTLEMENT, "proposed", "")])
    assert f"{OWED / 100:.2f}".replace(".", ",") in pdf_text(next(folder.glob("*.pdf")))


def _decide(keyboards: Keyboards, world: World) -> str:
    """In the meeting of the directors, at the point about the balances; the number of the decision."""
    meeting = planned(world, SG, world.now.date())
    world.desk.live.start(meeting)
    with keyboards.of("secretaris", "steering", meeting) as hands:
        page = hands.window.page
        while page.table.item.kind != "balances":
            hands.press("F8")
        assert SETTLEMENT in page.point.proposal.words.text()
        hands.press("Ctrl+D")
        hands.until(lambda: not page.writer.is_busy and not page.state.may_decide)
    (decision,) = (row for row in world.desk.results.decisions(kind="steering") if SETTLEMENT in row.text)
    world.desk.live.finish(meeting)
    assert decision.number in [row.number for row in world.desk.meetings.card(meeting).decisions]
    return decision.number


def _execute(keyboards: Keyboards, world: World, decision: str) -> None:
    """Exactly what was proposed and decided."""
    number = SETTLEMENT
    with keyboards.of("boekhouder", "settlements", "settlements") as hands:
        face = hands.window.page.settlements
        hands.until(lambda: _stands(world) == [(number, "approved", decision)])
        hands.until(face.panel.steps["execute"].isVisible)
        hands.press("Ctrl+Return", "Tab", "Space")
        hands.until(lambda: _stands(world) == [(number, "executed", decision)])
        hands.until(lambda: face.panel.pill.text == "uitgevoerd")
        assert face.panel.steps["reverse"].isVisible()
        hands.press("Ctrl+R")
        assert number in face.panel.confirm.text.text()
        hands.press("Escape")
        assert _stands(world) == [(number, "executed", decision)]


def _stands_open(keyboards: Keyboards, world: World) -> None:
    """Nothing is left of the balance: what was on it is to be paid."""
    with keyboards.of("boekhouder", "balances", "schools") as hands:
        rows = hands.window.page.faces.schools.table.rows
        at = next(at for at in range(rows.rowCount()) if rows.id_at(at) == school_id("ZEEUW"))
        titles = {column.title: place for place, column in enumerate(rows.columns)}
        cells = [rows.data(rows.index(at, titles[title])).replace("\u00a0", " ") for title in (SETTLED, OPEN)]
        assert cells == [f"€ +{OWED / 100:.2f}".replace(".", ","), "€ 0,00"]


def _collect(keyboards: Keyboards, world: World, folder: Path) -> None:
    """What went out and was not paid is reminded of, once it is late; and what is left to pay goes to the banks."""
    for code, *_ in SCHOOLS:
        describe(world, code)
    appoint(world)
    (settlement,) = world.desk.settlements.rows()
    world.desk.invoices.issue(settlement.id)
    world.now += timedelta(days=40)
    letters, orders = folder / "brieven", folder / "betalen"
    with keyboards.of("boekhouder", "settlements", "open") as hands:
        face = hands.window.page.open
        owing = sorted(row.invoice_id for row in face.state.rows if row.kind == "invoice" and row.open_cents)
        hands.press("Ctrl+M", "Ctrl+Return")
        hands.choose_file(letters)
        hands.until(lambda: face.views.currentIndex() == 0)
        assert owing
        assert [[one.level for one in world.desk.reminders.sent(id_)] for id_ in owing] == [[1]] * len(owing)
        hands.press("Ctrl+S")
        hands.wait_for_dialog()
        hands.press("Ctrl+Return")
        hands.choose_file(orders)
        hands.until(lambda: not hands.window.workshop.running)
    made = [path.suffix for path in letters.iterdir()]
    assert made.count(".eml") == made.count(".pdf") > 0
    assert {path.suffix for path in orders.iterdir()} == {".pdf", ".xlsx", ".xml"}


def _states(world: World) -> dict[int, str]:
    return {row.quantity_hundredths: row.status.value for row in world.desk.deliveries.page()}


def _status(world: World, period_id: str) -> PeriodStatus:
    return next(row.period.status for row in world.desk.ledger.periods() if row.period.id == period_id)
