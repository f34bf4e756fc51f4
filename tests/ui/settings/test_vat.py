"""The card of VAT: to be checked until somebody looked, kept by who keeps the books, read by all."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt

from tests.builders import World
from tests.ui.offices import open_dialog, open_room, words_of
from zsm_desktop.services.vat import VatDraft
from zsm_desktop.ui.parts.button import Button

GROUND = "Onderwijsvrijstelling, bevestigd door de accountant."


def buttons(card) -> dict[str, Button]:
    return {one.accessibleName(): one for one in card.findChildren(Button) if one.isVisible()}


def test_every_kind_is_to_be_checked_until_a_rule_is_kept(world: World, theme, shown, qtbot) -> None:
    window = open_room(theme, shown, world.desk, "settings")
    card = window.page.vat
    assert words_of(card).count("Nog niets vastgelegd") == 6
    assert "moet de accountant van het netwerk bevestigen" in words_of(card)
    buttons(card)["Btw van faciliteit vastleggen"].click()
    form = open_dialog(window)
    assert form.fields["treatment"].text == "to_check"
    form.fields["treatment"].editor.choose("exempt")
    form.fields["treatment"].edited.emit()
    assert "komt op de factuur" in form.fields["ground"].hint.text()
    form.fields["valid_from"].editor.setText("1-8-2026")
    form.try_submit()
    assert "op welke grond" in form.fields["ground"].error.text()
    form.fields["ground"].editor.setPlainText(GROUND)
    form.try_submit()
    assert world.desk.vat.treatment_on("facility", date(2026, 10, 5)).treatment == "exempt"
    qtbot.waitUntil(lambda: f"Sinds 1 augustus 2026: {GROUND}" in words_of(card))
    assert words_of(card).count("Nog niets vastgelegd") == 5


def test_a_rule_that_was_relied_on_is_said_at_the_day_and_has_no_bin(world: World, theme, shown, qtbot) -> None:
    world.desk.vat.set(VatDraft("facility", date(2026, 8, 1), "exempt", GROUND))
    world.delivered("DUIN", "ZEEUW", 100, date(2026, 10, 5))
    window = open_room(theme, shown, world.desk, "settings")
    card = window.page.vat
    assert not any("weghalen" in name for name in buttons(card))
    card.ask("facility")
    form = open_dialog(window)
    assert "Vanaf 1 augustus 2026: vrijgesteld" in form.history.accessibleDescription()
    form.fields["treatment"].editor.choose("high")
    form.fields["valid_from"].editor.setText("1-9-2026")
    form.try_submit()
    assert "Er is nog geleverd op 5 oktober 2026" in form.fields["valid_from"].error.text()
    form.fields["valid_from"].editor.setText("1-1-2027")
    form.try_submit()
    qtbot.waitUntil(lambda: "Vanaf 1 januari 2027: hoog tarief, 21%" in words_of(card))
    buttons(card)["Btw-regel van 1 januari 2027 weghalen"].click()
    card.confirm.yes.click()
    qtbot.waitUntil(lambda: "hoog tarief" not in words_of(card))
    assert len(world.desk.vat.rules()) == 1


def test_a_director_reads_the_card_only(world: World, theme, shown) -> None:
    world.desk.vat.set(VatDraft("test", date(2026, 8, 1), "low"))
    window = open_room(theme, shown, world.desk_of("directeur duin"), "settings")
    card = window.page.vat
    assert "Sinds 1 augustus 2026" in words_of(card)
    assert buttons(card) == {}


def test_by_a_key_the_kind_is_chosen_first(world: World, theme, shown, qtbot) -> None:
    world.desk.vat.set(VatDraft("facility", date(2026, 8, 1), "exempt", GROUND))
    window = open_room(theme, shown, world.desk_of("boekhouder"), "settings")
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    form = open_dialog(window)
    assert not form.history.isVisible()
    form.try_submit()
    assert form.fields["kind"].error.text() == "Maak een keuze bij ‘Soort’."
    assert form.fields["valid_from"].error.text() == "Vul een datum in bij ‘Geldt vanaf’."
    form.fields["kind"].editor.choose("facility")
    form.fields["kind"].editor.activated.emit(form.fields["kind"].editor.currentIndex())
    assert "Vanaf 1 augustus 2026: vrijgesteld" in form.history.accessibleDescription()
    form.fields["kind"].editor.choose("course")
    form.fields["valid_from"].editor.setText("1-9-2026")
    form.try_submit()
    assert [row.kind for row in world.desk.vat.rules()] == ["course", "facility"]
