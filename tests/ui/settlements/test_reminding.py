"""Herinneringen and Betaalbestanden in Openstaand: by keys, files first, and nothing kept where a file fails."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.builders import World, school_id
from tests.services.invoiced import THREE, invoiced, issue, later
from tests.services.settled import settle
from tests.services.test_one_board import one_board
from tests.services.test_payments import DUIN_BILL, KREEK_BILL
from tests.services.test_reminders import late, remind
from tests.services.test_set_off_invoices import taxed
from tests.ui.exchange.hands import active_room, control, press, type_keys
from tests.ui.offices import open_dialog, open_room, toasts, words_of
from tests.ui.settlements.test_settling_by_keys import cells
from zsm_desktop.domain.reminders import STEPS
from zsm_desktop.domain.settlement.history import SettlementRegime
from zsm_desktop.models import Organisation
from zsm_desktop.ui.settlements.open_reminders import RemindersView
from zsm_desktop.words import payment_orders
from zsm_desktop.words.format import date_medium

Key = Qt.Key


@pytest.fixture
def bills(world: World) -> dict[str, str]:
    return invoiced(world)


def in_room(world: World, theme, shown, qtbot):
    window = active_room(theme, shown, qtbot, world.desk, "settlements")
    window.page.open_item("open")
    return window, window.page.open


def in_reminders(world: World, theme, shown, qtbot) -> tuple:
    late(world)
    window, face = in_room(world, theme, shown, qtbot)
    control(Key.Key_M)
    assert face.views.currentWidget() is face.views.reminders
    return window, face.views.reminders


def worked(window, qtbot) -> None:
    qtbot.waitUntil(lambda: not window.workshop.running)


def sent(world: World, bills: dict[str, str], number: str) -> list[int]:
    return [one.level for one in world.desk.reminders.sent(bills[number])]


def letter_of(view: RemindersView, debtor: str) -> str:
    return next(line.id for line in view.state.lines.values() if line.debtor == debtor)


def test_letters_are_made_and_kept_in_one_step(world: World, bills, theme, shown, qtbot, tmp_path: Path) -> None:
    window, view = in_reminders(world, theme, shown, qtbot)
    view.lines.select_id(letter_of(view, "De Zeeuwse Vaart"))
    assert cells(view.lines)[1:4] == ["De Zeeuwse Vaart", "Herinnering", "€ 74,10"]
    assert view.panel.pill.text == "Herinnering"
    assert view.summary.text().startswith("2 brieven kunnen vandaag uit. Aangevinkt: 2")
    press(Key.Key_Return)
    assert view.panel.text.editor.hasFocus()
    view.panel.text.editor.selectAll()
    type_keys("Bel ons even.")
    view.lines.setFocus()
    view.lines.select_id(letter_of(view, "De Duinpan"))
    press(Key.Key_Space)
    assert view.summary.text().replace("\u00a0", " ").endswith("Aangevinkt: 1, over € 74,10.")
    control(Key.Key_Return)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    dialog.reject()
    view.make(view.state.chosen(view.lines.value), tmp_path / "uit")
    worked(window, qtbot)
    assert sorted(path.suffix for path in (tmp_path / "uit").iterdir()) == [".eml", ".pdf"]
    assert (sent(world, bills, DUIN_BILL), sent(world, bills, KREEK_BILL)) == ([1], [])
    assert any(words.startswith("1 herinnering gemaakt en vastgelegd.") for words in toasts(window))
    face = window.page.open
    assert face.views.currentIndex() == 0
    face.table.select_id(bills[DUIN_BILL])
    said = face.panel.sent.lines[0]
    assert said.text == f"Herinnering van {date_medium(world.desk.day)}, door {world.desk.actor.name}"
    assert said.quiet.endswith("Bel ons even.")
    face.table.select_id(bills[KREEK_BILL])
    assert not face.panel.sent.isVisible()


def test_nothing_is_kept_when_a_file_fails(world: World, bills, theme, shown, qtbot, tmp_path: Path) -> None:
    window, view = in_reminders(world, theme, shown, qtbot)
    no_folder = tmp_path / "bestand"
    no_folder.write_text("")
    view.make(view.state.chosen(view.lines.value), no_folder)
    worked(window, qtbot)
    assert view.error.isVisible()
    assert (sent(world, bills, DUIN_BILL), sent(world, bills, KREEK_BILL)) == ([], [])
    assert view.do.isEnabled()


def test_nothing_is_kept_when_something_was_paid_meanwhile(
    world: World, bills, theme, shown, qtbot, tmp_path: Path
) -> None:
    window, view = in_reminders(world, theme, shown, qtbot)
    letters = view.state.chosen(view.lines.value)
    world.desk.payments.enter(bills[DUIN_BILL], world.desk.day, THREE)
    view.make(letters, tmp_path / "uit")
    worked(window, qtbot)
    said = view.error.text.text()
    assert said.startswith(f"Op {DUIN_BILL} hoeft nu geen herinnering uit")
    assert list((tmp_path / "uit").iterdir()) == []
    assert sent(world, bills, KREEK_BILL) == []
    assert [line.debtor for line in view.state.lines.values()] == ["De Duinpan"]


def test_a_letter_without_text_does_not_go(world: World, bills, theme, shown, qtbot) -> None:
    window, view = in_reminders(world, theme, shown, qtbot)
    view.panel.text.editor.setPlainText("  ")
    control(Key.Key_Return)
    assert window.workshop.running == []
    assert "heeft een tekst nodig" in view.panel.text.error.text()
    view.panel.back.click()
    assert view.panel.text.editor.toPlainText() == next(iter(view.state.lines.values())).usual


def test_the_text_of_the_network_stands_in_it_and_the_letter_can_be_looked_at(
    world: World, bills, theme, shown, qtbot
) -> None:
    world.desk.reminders.set_text(1, 0, "Wilt u voor {dag} betalen?")
    window, view = in_reminders(world, theme, shown, qtbot)
    line = view.state.lines[view.lines.current_id()]
    assert view.panel.text.text == f"Wilt u voor {date_medium(line.letter.pay_by)} betalen?"
    control(Key.Key_O)
    worked(window, qtbot)
    assert view.stack.currentWidget() is view.stack.preview
    assert view.stack.preview.title.text() == f"Herinnering aan {line.debtor}"
    press(Key.Key_Escape)
    assert view.stack.currentIndex() == 0
    press(Key.Key_Escape)
    assert window.page.open.views.currentIndex() == 0


def test_what_is_late_and_gets_none_says_why(world: World, bills, theme, shown, qtbot) -> None:
    late(world)
    remind(world, DUIN_BILL)
    disputed = world.entered("KREEK", "DUIN", 100, date(2026, 10, 20))
    world.desk_of("stage duin").deliveries.dispute(disputed, "Dit was maar een half dagdeel.")
    _window, face = in_room(world, theme, shown, qtbot)
    control(Key.Key_M)
    view = face.views.reminders
    (row,) = world.desk.reminders.sent(bills[DUIN_BILL])
    free = date_medium(date.fromordinal(row.pay_by.toordinal() + STEPS[1].wait_days))
    said = {line.wait.row.number: line.what for line in view.state.waiting}
    assert said == {
        DUIN_BILL: f"Herinnering ging uit op {date_medium(row.sent_on)}, te betalen t/m {date_medium(row.pay_by)}. "
        f"De volgende kan vanaf {free}.",
        KREEK_BILL: "Over leveringen uit deze maanden is nog een bezwaar.",
    }
    assert view.waiting.isVisible()
    assert not view.do.isVisible()
    assert "Vandaag hoeft er geen herinnering uit." in words_of(view)


def test_payment_files_are_made_by_keys(world: World, bills, theme, shown, qtbot, tmp_path: Path) -> None:
    world.desk.payments.enter(bills[KREEK_BILL], world.desk.day, 24_70)
    window, face = in_room(world, theme, shown, qtbot)
    control(Key.Key_S)
    form = open_dialog(window)
    (settlement,) = world.desk.settlements.rows()
    assert form.fields["settlement"].text == settlement.id
    assert "74,10" in form.fields["settlement"].editor.currentText()
    control(Key.Key_Return)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    dialog.reject()
    face.order.make((settlement.id,), tmp_path / "uit")
    worked(window, qtbot)
    assert sorted(path.suffix for path in (tmp_path / "uit").iterdir()) == [".pdf", ".xlsx", ".xml"]
    assert any(words.startswith("1 betaalbestand gemaakt") for words in toasts(window))


def test_a_missing_account_number_is_said_before_a_folder_is_asked_for(
    world: World, bills, theme, shown, qtbot
) -> None:
    from tests.services.invoicing import describe

    describe(world, "ZEEUW", iban="")
    window, _face = in_room(world, theme, shown, qtbot)
    control(Key.Key_S)
    form = open_dialog(window)
    form.try_submit()
    assert "Vul het IBAN in bij Netwerk" in form.fields["settlement"].error.text()
    assert form.isVisible()


def test_what_is_on_one_account_stands_in_no_file_and_keeps_none_from_being_made(
    world: World, theme, shown, qtbot
) -> None:
    taxed(world)
    one_board(world)
    with world.writing() as work:
        for code in ("DUIN", "ZEEUW"):
            work.session.get_one(Organisation, school_id(code)).iban = "NL91ABNA0417164300"
    for provider in ("DUIN", "KREEK"):
        world.delivered(provider, "ZEEUW")
        settlement = settle(world, SettlementRegime.INVOICING)
        issue(world, settlement)
    window, _face = in_room(world, theme, shown, qtbot)
    control(Key.Key_S)
    form = open_dialog(window)
    form.fields["settlement"].editor.choose("")
    control(Key.Key_Return)
    assert form.settlements == (settlement,)
    QApplication.activeModalWidget().reject()


def test_with_nothing_to_pay_no_files_are_asked_for(world: World, theme, shown, qtbot) -> None:
    window, _face = in_room(world, theme, shown, qtbot)
    control(Key.Key_S)
    assert payment_orders.NOTHING in toasts(window)
    assert QApplication.activeModalWidget() is None


def test_a_director_reads_what_went_out_and_can_do_nothing(world: World, bills, theme, shown, qtbot) -> None:
    late(world)
    remind(world, DUIN_BILL)
    later(world, 1)
    window = open_room(theme, shown, world.desk_of("directeur zeeuw"), "settlements")
    window.page.open_item("open")
    face = window.page.open
    assert face.panel.sent.lines[0].text.startswith("Herinnering van")
    assert not any(button.isVisible() for button in (face.read, face.remind, face.order))
    face.open_reminders()
    assert face.views.currentIndex() == 0
