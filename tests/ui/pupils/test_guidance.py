"""Regie on the card of a case: set, handed over by keyboard, answered by who receives it, for all to see."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.builders import TODAY, World, made_id
from tests.ui.offices import open_dialog, open_room, toasts, words_of
from zsm_desktop.services.network import OrganisationDraft

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
ZEEUW, DUIN = made_id(4, 2), made_id(4, 1)


@pytest.fixture
def case(world: World) -> str:
    return world.case("ZEEUW")


def room(world: World, name: str, theme, shown, qtbot):
    made = open_room(theme, shown, world.desk_of(name), "pupils")
    with qtbot.waitActive(made):
        made.activateWindow()
    return made


def directed(world: World, case: str) -> None:
    version = world.desk.cases.card(case).version
    world.desk.guiding.set_first(case, version, ZEEUW, began_on=TODAY)


def test_the_first_is_set_and_the_case_is_offered_by_keys(world: World, case: str, theme, shown, qtbot) -> None:
    window = room(world, "stage zeeuw", theme, shown, qtbot)
    window.page.open_item(case)
    part = window.page.cases.panel.guide
    assert "Nog niemand heeft de regie" in words_of(part)
    qtbot.keyClick(window, Qt.Key.Key_G, CONTROL)
    dialog = open_dialog(window)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, CONTROL)
    assert dialog.isVisible()  # nobody was chosen
    dialog.fields["who"].put(ZEEUW)
    dialog.try_submit()
    qtbot.waitUntil(lambda: part.found.guide is not None)
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_G, CONTROL)
    dialog = open_dialog(window)
    dialog.choose_place("De Duinpan")
    dialog.fields["who"].put(DUIN)
    dialog.fields["note"].editor.setPlainText("Kent de weg.")
    dialog.try_submit()
    qtbot.waitUntil(lambda: part.found.waiting is not None)
    assert "blijft Contact De Zeeuwse Vaart verantwoordelijk" in words_of(part)
    assert toasts(window)[-1] == (
        "Aangeboden aan Contact De Duinpan. Tot Contact De Duinpan aanvaardt, blijft Contact De Zeeuwse Vaart "
        "verantwoordelijk."
    )
    assert not part.accept.isVisible()
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_I, ALT)
    assert toasts(window)[-1] == "De overdracht aan Contact De Duinpan is ingetrokken."
    qtbot.waitUntil(lambda: part.found.waiting is None)


def test_the_receiver_finds_it_on_today_and_accepts_it(world: World, case: str, theme, shown, qtbot) -> None:
    directed(world, case)
    world.desk.guiding.offer(case, world.desk.cases.card(case).version, DUIN, "Kent de weg.")
    window = room(world, "stage duin", theme, shown, qtbot)
    window.open("today")
    assert "handovers_waiting" in {one.kind for one in world.desk_of("stage duin").today.facts().waiting}
    window.page.navigate.emit("pupils", "handovers")
    face = window.page.handovers
    assert {"Kent de weg.", "wacht op antwoord"} & set(words_of(face).splitlines()) == {"Kent de weg."}
    qtbot.keyClick(window, Qt.Key.Key_Delete, CONTROL)
    dialog = open_dialog(window)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, CONTROL)
    assert dialog.isVisible()  # a reason is asked
    dialog.reject()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    window.page.handovers.ask(is_accepting=True)
    open_dialog(window).try_submit()
    assert world.desk.guiding.of_case(case).guide.contact_id == DUIN
    qtbot.waitUntil(lambda: face.row.status == "accepted")


def test_for_who_has_no_login_it_says_in_whose_name(world: World, case: str, theme, shown, qtbot) -> None:
    directed(world, case)
    made = world.desk.network.add_organisation(OrganisationDraft("UWV", kind="uwv")).made_id
    to = world.desk.network.add_contact(made, name="A. de Wit", function="", email="", phone="").made_id
    version = world.desk.cases.card(case).version
    world.desk.guiding.offer(case, version, to, "Kent de weg.", is_agreed=True)
    window = room(world, "stage zeeuw", theme, shown, qtbot)
    window.page.open_item(case)
    part = window.page.cases.panel.guide
    qtbot.keyClick(window, Qt.Key.Key_W, ALT)
    refusal = open_dialog(window)
    refusal.reject()
    qtbot.waitUntil(lambda: not refusal.isVisible())
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_A, ALT)
    dialog = open_dialog(window)
    assert "namens A. de Wit" in words_of(dialog)
    dialog.try_submit()
    said = "vastgelegd door stage zeeuw namens A. de Wit"
    qtbot.waitUntil(lambda: said in part.handed.accessibleDescription())
    assert "Contact De Zeeuwse Vaart" in part.lines.accessibleDescription()
