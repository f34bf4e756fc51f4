"""Tariffs in Aanbod: agreed by keys with a word of warning, read-only for directors, and all of them in one list."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from tests.builders import World, offer_id, school_id
from tests.services.test_meetings import SG, planned
from tests.ui.exchange.hands import active_room, control, press, type_keys, yes
from tests.ui.offices import open_dialog, open_room, toasts, words_of
from zsm_desktop.services.tariffs import TariffDraft
from zsm_desktop.services.vat import VatDraft

DUIN = offer_id("DUIN")


def test_a_tariff_is_agreed_by_keys_and_warns_while_it_is_typed(world: World, theme, shown, qtbot) -> None:
    meeting = planned(world, SG)
    item = world.desk.meetings.add_item(meeting, "Tarieven").made_id
    world.desk.live.start(meeting)
    decision = world.desk.live.add_decision(item, "De lasplaats kost € 30.").made_id
    window = active_room(theme, shown, qtbot, world.desk, "offers")
    window.open("offers", DUIN)
    control(Qt.Key.Key_T)
    form = open_dialog(window)
    said = form.findings
    type_keys("30")
    press(Qt.Key.Key_Tab)
    type_keys("1-1-2027")
    assert "Zonder kosten" in said.accessibleDescription()
    press(Qt.Key.Key_Tab)
    type_keys("24")
    assert "€\u00a06,00 hoger dan de kosten van €\u00a024,00" in said.accessibleDescription()
    press(Qt.Key.Key_Tab)
    type_keys("4")
    press(Qt.Key.Key_Tab)
    type_keys("2")
    assert said.accessibleDescription().startswith("De overhead van €\u00a02,00 is meer dan 5%")
    form.fields["overhead"].editor.setText("1,40")
    form.fields["materials"].editor.setText("4,6")
    form.fields["materials"].edited.emit()
    assert "Kosten en tarief zijn gelijk" in said.accessibleDescription()
    form.fields["agreed_by"].editor.setText("de stuurgroep")
    form.fields["decision"].editor.choose(decision)
    control(Qt.Key.Key_Return)
    row = world.desk.tariffs.of_offer(DUIN)[0]
    assert (row.cents, row.basis.total_cents, row.decision_id) == (3000, 3000, decision)
    panel = window.page.panel
    qtbot.waitUntil(lambda: "SG-2026/27-001" in panel.tariffs.accessibleDescription())
    assert "Loonkosten €\u00a024,00, materiaal €\u00a04,60 en overhead €\u00a01,40" in (
        panel.tariffs.accessibleDescription()
    )


def test_a_day_that_cannot_be_is_said_before_it_is_sent(world: World, theme, shown, qtbot) -> None:
    world.delivered("DUIN", "ZEEUW", 100, date(2026, 10, 5))
    window = active_room(theme, shown, qtbot, world.desk, "offers")
    window.open("offers", DUIN)
    assert "gebruikt sinds 5 oktober 2026" in window.page.panel.tariffs.accessibleDescription()
    assert not window.page.panel.history.remove_button.isVisible()
    window.page.deeds.set_tariff()
    form = open_dialog(window)
    form.fields["cents"].editor.setText("30")
    form.fields["valid_from"].editor.setText("1-10-2026")
    form.fields["wage"].editor.setText("30")
    form.fields["wage"].edited.emit()
    assert "Er is al geleverd op 5 oktober 2026" in form.findings.accessibleDescription()


def test_a_tariff_nobody_used_is_taken_back_after_a_question(world: World, theme, shown, qtbot) -> None:
    world.desk.tariffs.set(TariffDraft(DUIN, 3000, date(2027, 1, 1)))
    window = active_room(theme, shown, qtbot, world.desk, "offers")
    window.open("offers", DUIN)
    panel = window.page.panel
    assert "Vanaf 1 januari 2027 · gaat nog in" in panel.tariffs.accessibleDescription()
    panel.history.remove_button.click()
    assert "vanaf 1 januari 2027 weghalen?" in panel.confirm.text.text()
    yes()
    assert [row.cents for row in world.desk.tariffs.of_offer(DUIN)] == [2470]


def test_a_director_reads_tariffs_and_vat_and_changes_nothing(world: World, theme, shown, qtbot) -> None:
    ground = "Onderwijsvrijstelling, bevestigd door de accountant."
    window = active_room(theme, shown, qtbot, world.desk_of("directeur duin"), "offers")
    window.open("offers", DUIN)
    page = window.page
    assert page.panel.facts.texts()["Btw"] == "laat toetsen"
    world.desk_of("secretaris").vat.set(VatDraft("facility", date(2026, 8, 1), "exempt", ground))
    page.reload()
    assert page.panel.facts.texts()["Btw"] == f"vrijgesteld: {ground}"
    assert "€\u00a024,70" in page.panel.tariffs.accessibleDescription()
    assert not page.panel.tariff_button.isVisible()
    assert not page.panel.history.remove_button.isVisible()
    page.deeds.set_tariff()
    page.deeds.remove_tariff()
    assert {said[:26] for said in toasts(window)} == {"Dit mag u niet met uw rol."}
    assert [row.cents for row in world.desk.tariffs.of_offer(DUIN)] == [2470]


def test_all_tariffs_are_found_by_what_they_lack_and_go_to_a_workbook(
    world: World, theme, shown, qtbot, tmp_path: Path
) -> None:
    world.desk.tariffs.set(TariffDraft(DUIN, 3000, date(2026, 9, 1), wage_cents=3000, agreed_by="de stuurgroep"))
    window = active_room(theme, shown, qtbot, world.desk, "offers")
    page = window.page
    control(Qt.Key.Key_Tab)
    assert page.tabs.current == "tariffs"
    view = page.tariffs
    assert view.count.text() == "3 keer aanbod"
    view.bare.click()
    assert {row.offer_id for row in view.rows} == {offer_id("ZEEUW"), offer_id("KREEK")}
    view.bare.click()
    view.age.choose("2")
    view.reload()
    assert {row.offer_id for row in view.rows} == {offer_id("ZEEUW"), offer_id("KREEK")}
    view.age.choose("")
    view.school.choose(school_id("DUIN"))
    view.reload()
    path = tmp_path / "tarieven.xlsx"
    view.write(path)
    qtbot.waitUntil(lambda: any("tarieven.xlsx" in said for said in toasts(window)))
    rows = list(load_workbook(path)["Tarieven"].iter_rows(values_only=True))
    assert sum("De Duinpan" in row for row in rows) == 1
    view.table.setFocus()
    press(Qt.Key.Key_Return)
    assert page.tabs.current == "offers"
    assert page.panel.title.text() == "Werkplaats Duin"


def test_no_tariff_that_fits_says_what_to_do(world: World, theme, shown) -> None:
    window = open_room(theme, shown, world.desk_of("lezer"), "offers")
    page = window.page
    page.tabs.show_face("tariffs")
    page.tariffs.sector.choose(page.state.sectors()[0][0])
    page.tariffs.school.choose(school_id("DUIN"))
    page.tariffs.reload()
    assert "Maak een filter leeg" in words_of(page.tariffs)


def test_an_unused_tariff_goes_and_the_list_is_written_by_keys(world: World, theme, shown, qtbot) -> None:
    world.desk.tariffs.set(TariffDraft(DUIN, 3000, date(2027, 1, 1)))
    window = active_room(theme, shown, qtbot, world.desk, "offers")
    window.open("offers", DUIN)
    control(Qt.Key.Key_D)
    yes()
    qtbot.waitUntil(lambda: len(world.desk.tariffs.of_offer(DUIN)) == 1)
    window.page.tabs.show_face("tariffs")
    window.page.tariffs.table.setFocus()
    control(Qt.Key.Key_S)
    assert window.findChild(QFileDialog) is not None
