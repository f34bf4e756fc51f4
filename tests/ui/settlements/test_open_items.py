"""What stands open: seen by everyone for the own school, paid and taken back by who keeps the books."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.builders import TODAY, World
from tests.services.invoiced import ONE, THREE, invoiced, later
from tests.services.test_payments import DUIN_BILL, KREEK_BILL
from tests.ui.exchange.hands import active_room, control, press, type_keys, yes
from tests.ui.offices import open_dialog, open_room, toasts
from tests.ui.settlements.test_settling_by_keys import cells
from zsm_desktop.services.desk import Desk
from zsm_desktop.store.store import Store
from zsm_desktop.ui.settlements.open_forms import PaymentForm
from zsm_desktop.words.format import date_short

Key = Qt.Key


@pytest.fixture
def bills(world: World) -> dict[str, str]:
    return invoiced(world)


def in_room(world: World, theme, shown, qtbot):
    window = active_room(theme, shown, qtbot, world.desk, "settlements")
    window.page.open_item("open")
    return window, window.page.open


def open_of(world: World) -> dict[str, int]:
    return {row.number: row.open_cents for row in world.desk.payments.open_items().rows}


def back_in(window, qtbot) -> None:
    """A form closed, and the keys are the window's again."""
    QApplication.processEvents()
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)


def test_what_is_open_is_listed_with_days_late_and_sums_of_the_open_accounts(
    world: World, bills: dict[str, str], theme, shown, qtbot
) -> None:
    later(world, 42)
    _window, face = in_room(world, theme, shown, qtbot)
    assert cells(face.table) == [
        DUIN_BILL, "De Zeeuwse Vaart", date_short(TODAY + timedelta(days=30)), "12 dagen te laat",
        "€ 74,10",
    ]  # fmt: skip
    assert face.count.text().replace("\u00a0", " ") == (
        "2 open, samen € 98,80. Daarvan te laat: 2, samen € 98,80."
    )  # fmt: skip
    assert face.panel.pill.text == "12 dagen te laat"
    face.show_which("sums")
    sums = {line.name: line.cents for line in face.state.sums}
    assert list(sums.values()) == [row.cents for row in world.desk.balances.open_items()]
    assert cells(face.sums) == ["De Duinpan", "€ +49,40"]
    face.sums.setFocus()
    face.sums.select_id(face.state.sums[-1].id)
    press(Key.Key_Return)
    assert (face.which.key, face.school.currentText()) == ("open", "Het Kreekrif")
    assert [line.row.number for line in face.state.lines] == [KREEK_BILL]


def test_opened_from_another_face_the_keys_are_on_the_list(
    world: World, bills: dict[str, str], theme, shown, qtbot
) -> None:
    window = active_room(theme, shown, qtbot, world.desk, "settlements")
    page = window.page
    page.tabs.show_face("settlements")
    page.settlements.setFocus()
    page.open_item("open")
    press(Key.Key_Down)
    assert page.open.which.key == "open"
    press(Key.Key_Return)
    assert type(open_dialog(window)) is PaymentForm
    press(Key.Key_Escape)
    back_in(window, qtbot)


def test_only_what_is_late_or_paid(world: World, bills: dict[str, str], theme, shown, qtbot) -> None:
    world.desk.payments.enter(bills[KREEK_BILL], TODAY, ONE)
    _window, face = in_room(world, theme, shown, qtbot)
    face.show_which("late")
    assert face.table.rows.rowCount() == 0
    assert face.empty.title.text() == "Er is niets te laat"
    face.show_which("paid")
    assert [line.row.number for line in face.state.lines] == [KREEK_BILL]
    assert face.panel.pill.text == "betaald"
    assert not face.panel.pay_button.isVisible()


def test_a_payment_is_entered_and_taken_back_by_keys(world: World, bills, theme, shown, qtbot) -> None:
    window, face = in_room(world, theme, shown, qtbot)
    face.table.setFocus()
    control(Key.Key_N)
    form = open_dialog(window)
    assert form.fields["cents"].text.replace("\u00a0", " ").strip("€ ") == "74,10"
    type_keys("100")
    control(Key.Key_Return)
    assert "74,10" in form.fields["cents"].error.text()
    assert open_of(world)[DUIN_BILL] == THREE
    form.fields["cents"].editor.selectAll()
    type_keys("50")
    form.fields["day"].put("morgen")
    form.try_submit()
    assert form.fields["day"].has_error
    form.fields["day"].put("vandaag")
    form.fields["note"].put("Gezien op het afschrift")
    form.try_submit()
    assert open_of(world)[DUIN_BILL] == THREE - 50_00
    back_in(window, qtbot)
    assert any("geboekt op DUIN-2026-0001" in words for words in toasts(window))
    assert cells(face.panel.payments)[1:] == ["€ +50,00", "met de hand"]
    control(Key.Key_R)
    assert "terugdraaien?" in face.panel.confirm.text.text()
    assert open_of(world)[DUIN_BILL] == THREE - 50_00
    yes()
    assert open_of(world)[DUIN_BILL] == THREE
    assert [one.cents for one in world.desk.payments.rows()] == [50_00, -50_00]
    assert not face.panel.back_button.isVisible()
    assert cells(face.panel.payments)[2] == "teruggedraaid"


def test_a_payment_taken_back_elsewhere_meanwhile_is_refused_and_shown(
    world: World, bills, theme, shown, qtbot
) -> None:
    world.desk.payments.enter(bills[DUIN_BILL], TODAY, 10_00)
    window, face = in_room(world, theme, shown, qtbot)
    face.take_back()
    other = Desk(Store(world.folder, world.keys), world.desk.actor, lambda: world.now)
    world._desks.append(other)
    other.payments.take_back(other.payments.rows()[0].id)
    face.panel.confirm.yes.click()
    assert any("al teruggedraaid" in words for words in toasts(window))
    assert face.panel.payment is None
    assert open_of(world)[DUIN_BILL] == THREE


def test_what_has_no_document_yet_says_so_and_takes_no_payment(world: World, theme, shown, qtbot) -> None:
    from tests.services.settled import say_vat, settle
    from tests.ui.settlements.test_settling_by_keys import DAGDEEL

    say_vat(world, "exempt")
    world.delivered("DUIN", "ZEEUW", 300, TODAY)
    settle(world)
    _window, face = in_room(world, theme, shown, qtbot)
    assert face.state.line is not None
    assert face.state.line.row.open_cents == 3 * DAGDEEL
    assert not face.panel.pay_button.isVisible()
    face.pay()
    assert QApplication.activeModalWidget() is None


def test_a_director_sees_the_own_school_and_can_change_nothing(world: World, bills, theme, shown, qtbot) -> None:
    world.desk.payments.enter(bills[DUIN_BILL], TODAY, 10_00)
    window = open_room(theme, shown, world.desk_of("directeur zeeuw"), "settlements")
    window.page.open_item("open")
    face = window.page.open
    assert [line.row.number for line in face.state.lines] == [DUIN_BILL]
    assert [one.name for one in face.state.sums] == ["De Zeeuwse Vaart"]
    assert not face.school.isVisible()
    assert not face.panel.acts.isVisible()
    assert cells(face.panel.payments)[1] == "€ +10,00"
    face.pay()
    face.take_back()
    assert QApplication.activeModalWidget() is None
    assert not face.panel.confirm.isVisible()
