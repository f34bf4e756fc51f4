"""Verantwoording in Uitwisseling by keys: agreed, entered, thrown away and put on paper; and what a director sees."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.builders import World, school_id
from tests.services.fund_items import CONDITION, EXPENSE, HOURS, REPORT, RESULT, fund
from tests.ui.exchange.hands import active_room, control, press, type_keys
from tests.ui.offices import cut_pieces, open_dialog, open_room, toasts, words_of
from zsm_desktop.services.accountability import ContributionDraft, ResultDraft
from zsm_desktop.services.funds import FundDraft
from zsm_desktop.ui.exchange.accountability_state import CONTRIBUTIONS, COSTS, EXPENSES, REPORTS, RESULTS
from zsm_desktop.ui.exchange.funds import FundsFace
from zsm_desktop.ui.parts.button import Button


@pytest.fixture
def agreed(world: World) -> World:
    fund_id = fund(world.desk, owner="Provincie")
    books = world.desk.accountability
    books.set_result(fund_id, "", 0, RESULT)
    books.set_condition(fund_id, "", 0, CONDITION)
    books.set_report(fund_id, "", 0, REPORT)
    books.set_expense(fund_id, "", 0, EXPENSE)
    books.set_contribution(fund_id, "", 0, HOURS)
    return world


def funds_of(window) -> FundsFace:
    window.page.open_item("funds")
    return window.page.funds


def cells(table, at: int = 0) -> list[str]:
    rows = table.rows
    return [rows.data(rows.index(at, place)) for place in range(len(rows.columns))]


def test_by_keys_from_the_list_to_every_part_and_back(agreed: World, theme, shown, qtbot) -> None:
    window = active_room(theme, shown, qtbot, agreed.desk, "exchange")
    funds = funds_of(window)
    funds.table.setFocus()
    control(Qt.Key.Key_I)
    face = funds.account
    assert face.isVisible()
    assert face.spent.words.text().startswith(
        "€\u00a0150,00 besteed van €\u00a01.000,00, nog €\u00a0850,00 over; 31,2% van de looptijd"
    )
    assert cells(face.table) == ["Certificaten", "40", "10", "25%", "iets achter"]
    assert face.facts.texts()["Verwacht nu"] == "12"
    press(Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    assert face.state.part == EXPENSES
    assert cells(face.table) == ["05-10-2026", "Cursusmap", "€\u00a0150,00"]
    press(Qt.Key.Key_6, Qt.KeyboardModifier.AltModifier)
    assert face.state.part == COSTS
    assert [cells(face.table, at)[2] for at in range(5)] == ["niet te berekenen"] * 5
    assert not face.new.isVisible()
    press(Qt.Key.Key_Escape)
    assert funds.table.isVisible()
    assert funds.panel.spent_words.text() == (
        "€\u00a00,00 gedragen en €\u00a0150,00 daarnaast uitgegeven van €\u00a01.000,00, nog €\u00a0850,00 over"
    )


def test_a_result_is_agreed_and_counted_by_keys(agreed: World, theme, shown, qtbot) -> None:
    window = active_room(theme, shown, qtbot, agreed.desk, "exchange")
    funds_of(window).open_account()
    face = window.page.funds.account
    control(Qt.Key.Key_N)
    form = open_dialog(window)
    type_keys("Naar werk")
    form.fields["indicator"].editor.choose("to_work")
    form.settle()
    assert not form.fields["reached"].editor.isEnabled()
    form.fields["agreed"].editor.setText("35,5")
    control(Qt.Key.Key_Return)
    (_, made) = agreed.desk.accountability.overview()[0].results
    assert (made.name, made.indicator, made.unit, made.agreed) == ("Naar werk", "to_work", "share", 355)
    assert face.row.id == made.id
    assert cells(face.table, 1)[1:3] == ["35,5%", "nog niets"]
    form = face.edit()
    form.fields["agreed"].editor.setText("101")
    form.try_submit()
    assert "hooguit 100" in form.fields["agreed"].error.text()


def test_what_was_paid_is_thrown_away_and_put_back(agreed: World, theme, shown, qtbot) -> None:
    window = active_room(theme, shown, qtbot, agreed.desk, "exchange")
    funds_of(window).open_account(EXPENSES)
    face = window.page.funds.account
    control(Qt.Key.Key_Delete)
    assert agreed.desk.funds.rows()[0].left_cents == 1_000_00
    qtbot.waitUntil(lambda: face.away.text() == "Terugzetten")
    assert cells(face.table)[1] == "Cursusmap"
    assert face.panel.pill.text == "weggehaald"
    assert face.edit() is None
    assert toasts(window) == ["Weggehaald. Ctrl Z haalt het terug."]
    control(Qt.Key.Key_Delete)
    assert agreed.desk.funds.rows()[0].left_cents == 850_00


@pytest.mark.parametrize(
    ("part", "fields", "wrong"),
    [
        (EXPENSES, {"name": "Zaal", "cents": "12,50", "day": "1-7-2026"}, ("day", "Kies een dag van")),
        (CONTRIBUTIONS, {"organisation": "DUIN", "name": "Uren", "day": "5-10-2026"}, ("hours", "aantal uren")),
        (REPORTS, {"name": "Eind", "due_on": "1-10-2027", "sent_on": "1-12-2026"}, ("sent_on", "na vandaag")),
        (RESULTS, {"name": "Naar werk", "agreed": "0"}, ("agreed", "meer dan nul")),
    ],
)
def test_what_is_wrong_is_said_at_its_field(agreed: World, theme, shown, qtbot, part, fields, wrong) -> None:
    window = active_room(theme, shown, qtbot, agreed.desk, "exchange")
    funds_of(window).open_account(part)
    form = window.page.funds.account.add()
    for name, text in fields.items():
        editor = form.fields[name].editor
        editor.choose(school_id(text)) if name == "organisation" else editor.setText(text)
    form.try_submit()
    name, words = wrong
    assert words in form.fields[name].error.text()


def test_hours_and_money_of_others_are_entered(agreed: World, theme, shown, qtbot) -> None:
    window = active_room(theme, shown, qtbot, agreed.desk, "exchange")
    funds_of(window).open_account(CONTRIBUTIONS)
    face = window.page.funds.account
    form = face.edit()
    assert not form.fields["cents"].editor.isEnabled()
    form.fields["kind"].editor.choose("money")
    form.settle()
    form.fields["cents"].editor.setText("75")
    form.try_submit()
    qtbot.waitUntil(lambda: face.row.kind == "money")
    assert (face.row.cents, face.row.hours) == (75_00, None)


def test_both_files_are_made_beside_the_window(agreed: World, theme, shown, qtbot, tmp_path: Path) -> None:
    window = open_room(theme, shown, agreed.desk, "exchange")
    funds_of(window).open_account()
    face = window.page.funds.account
    with qtbot.waitSignal(face.made, timeout=20_000) as made:
        face.paper.make(tmp_path)
    assert made.args[0].startswith("Gemaakt: Verantwoording FONDS-1 2026-11-22.pdf")
    assert {path.suffix for path in tmp_path.glob("Verantwoording*")} == {".pdf", ".xlsx"}
    assert face.paper.isEnabled()


def test_vandaag_leads_to_the_report_that_is_waited_for(agreed: World, theme, shown) -> None:
    window = open_room(theme, shown, agreed.desk, "today")
    button = next(one for one in window.page.findChildren(Button) if "rapportage" in one.text())
    assert button.text() == "1 rapportage over een subsidie moet naar de gever"
    button.click()
    face = window.page.funds.account
    assert face.isVisible()
    assert (face.state.part, face.row.name) == (REPORTS, "Tussenrapportage")


def test_a_director_reads_it_all_and_changes_nothing(agreed: World, theme, shown, qtbot) -> None:
    fund_id = agreed.desk.funds.rows()[0].id
    agreed.desk.accountability.set_result(fund_id, "", 0, ResultDraft("Naar werk", 350, indicator="to_work"))
    window = open_room(theme, shown, agreed.desk_of("directeur duin"), "exchange")
    funds_of(window).open_account()
    face = window.page.funds.account
    qtbot.waitUntil(lambda: not face.counting.is_busy and face.table.rows.rowCount() == 2)
    assert cells(face.table)[0] == "Certificaten"
    assert not face.new.isVisible()
    assert not face.panel.acts.isVisible()
    assert (face.add(), face.edit(), face.remove()) == (None, None, None)
    face.parts.choose(REPORTS)
    assert not face.panel.acts.isVisible()
    assert face.paper.isVisible()
    assert window.page.funds.account.state.first_due() == ("", "")


def test_an_empty_part_says_what_to_do(world: World, theme, shown, qtbot) -> None:
    fund(world.desk)
    window = open_room(theme, shown, world.desk, "exchange")
    funds_of(window).open_account(CONTRIBUTIONS)
    assert "Leg met Ctrl N vast wat anderen ernaast inbrachten" in words_of(window.page.funds.account)
    world.desk.accountability.set_contribution(
        world.desk.funds.rows()[0].id, "", 0,
        ContributionDraft(school_id("DUIN"), date(2026, 10, 5), "Geld", cents=1_00),
    )  # fmt: skip
    qtbot.waitUntil(lambda: window.page.funds.account.table.rows.rowCount() == 1)


def test_the_name_of_the_fund_stands_there_whole_at_twice_the_size(agreed: World, theme, shown, qtbot) -> None:
    name = "Projectsubsidie van de provincie voor vakcursussen"
    draft = FundDraft(name, 1_000_00, date(2026, 8, 1), date(2027, 7, 31), percent=1_00, owner="Provincie Schorrenland")
    made = agreed.desk.funds.add(draft).made_id
    theme.set_zoom(200)
    window = open_room(theme, shown, agreed.desk, "exchange", (1280, 720))
    funds = funds_of(window)
    funds.table.select_id(made)
    funds.open_account(RESULTS)
    title = funds.account.title
    qtbot.waitUntil(lambda: title.text() == f"{name} · Provincie Schorrenland")
    qtbot.waitUntil(lambda: title.height() >= title.heightForWidth(title.width()) > 0)
    assert cut_pieces(window.page) == []
