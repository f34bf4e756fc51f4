"""The network's room: who takes part, the people to call, and schools from the national list."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.builders import World, school_id
from tests.services.test_issuing import picture
from tests.ui.offices import any_dialog, open_dialog, open_room, toasts, words_of
from zsm_desktop.intake.drafts import school_records
from zsm_desktop.intake.duo import read_duo

CONTROL = Qt.KeyboardModifier.ControlModifier
HEADING = (
    "PROVINCIE;BEVOEGD GEZAG NUMMER;INSTELLINGSCODE;VESTIGINGSCODE;VESTIGINGSNAAM;STRAATNAAM;HUISNUMMER-TOEVOEGING;"
    "POSTCODE;PLAATSNAAM;ONDERWIJSSTRUCTUUR"
)
SITES = (
    "Zeeland;40876;01HQ;01HQ00;Het Bolwerk;Teresastraat;2-A;4336 LM;MIDDELBURG;PRO",
    "Zeeland;40876;26HF;26HF00;De Wissel;Bergweg;8;4461 NB;GOES;PRO",
    "Zeeland;13555;16YC;16YC00;Scheldemond College;Weyevlietplein;7-13;4385 CH;VLISSINGEN;VBO/MAVO/HAVO/VWO",
    "Drenthe;10053;18BR;18BR01;School Assen;Bosrand;2;9401 SL;ASSEN;PRO",
)


@pytest.fixture
def duo(tmp_path: Path) -> Path:
    path = tmp_path / "vestigingen.csv"
    path.write_bytes("\r\n".join((HEADING, *SITES, "")).encode("cp1252"))
    return path


@pytest.fixture
def window(world: World, theme, shown, qtbot):
    made = open_room(theme, shown, world.desk, "network")
    with qtbot.waitActive(made):
        made.activateWindow()
    return made


def read(window, path: Path, qtbot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_I, CONTROL)
    qtbot.keyClick(window, Qt.Key.Key_O, CONTROL)
    dialog = any_dialog(window)
    dialog.fileSelected.emit(str(path))
    dialog.close()
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.waitUntil(lambda: not window.workshop.running, timeout=10_000)


def test_schools_of_a_province_are_ticked_and_taken_in_by_keys(window, duo: Path, world: World, qtbot) -> None:
    read(window, duo, qtbot)
    assert [copy.why for copy in world.desk.backups.facts().copies] == ["inlezen"]
    importing = window.page.importing
    assert not importing.take.isEnabled()
    importing.province.choose("Zeeland")
    importing.only_pro.click()
    assert importing.table.rows.rowCount() == 2
    qtbot.keyClick(window, Qt.Key.Key_A, CONTROL)
    assert importing.take.text() == "2 scholen inlezen"
    importing.table.view.setFocus()
    importing.table.select_id("26HF00")
    qtbot.keyClick(importing.table.view, Qt.Key.Key_Space)
    assert importing.table.ticked == {"01HQ00"}
    qtbot.keyClick(window, Qt.Key.Key_Return, CONTROL)
    assert toasts(window)[-1] == "1 school toegevoegd."
    card = next(row for row in world.desk.network.schools() if row.name == "Het Bolwerk")
    assert (card.kind, card.board) == ("pro", "Bestuur 40876")


def test_what_is_ticked_while_the_copy_is_made_is_not_taken_in(window, duo: Path, world: World, qtbot) -> None:
    """And no second copy is begun."""
    read(window, duo, qtbot)
    importing = window.page.importing
    importing.table.toggle("01HQ00")
    world.entered()
    qtbot.keyClick(window, Qt.Key.Key_Return, CONTROL)
    assert not importing.take.isEnabled()
    importing.table.toggle("26HF00")
    assert not importing.take.isEnabled()
    qtbot.keyClick(window, Qt.Key.Key_Return, CONTROL)
    assert len(window.workshop.running) == 1
    qtbot.waitUntil(lambda: not window.workshop.running, timeout=20_000)
    assert toasts(window)[-1] == "1 school toegevoegd."
    names = {row.name for row in world.desk.network.schools()}
    assert "Het Bolwerk" in names
    assert len(names) == 3 + 1


def test_reading_the_same_list_again_gives_no_doubles(window, duo: Path, world: World, qtbot) -> None:
    importing = window.page.importing
    read(window, duo, qtbot)
    qtbot.keyClick(window, Qt.Key.Key_A, CONTROL)
    qtbot.keyClick(window, Qt.Key.Key_Return, CONTROL)
    assert len(world.desk.network.schools()) == 3 + 4
    duo.write_bytes(duo.read_bytes().replace(b"Bergweg", b"Bergpad"))
    read(window, duo, qtbot)
    states = {row.id: row.preview.state for row in importing.read.rows}
    assert states == {"01HQ00": "same", "26HF00": "changed", "16YC00": "same", "18BR01": "same"}
    assert importing.take.text() == "1 school inlezen"
    assert "Straat" in [column.text(importing.read.rows[1]) for column in importing.table.rows.columns]
    qtbot.keyClick(window, Qt.Key.Key_Return, CONTROL)
    assert len(world.desk.network.schools()) == 3 + 4
    wissel = next(row for row in world.desk.network.schools() if row.name == "De Wissel")
    assert world.desk.network.card(wissel.id).address == "Bergpad 8"
    ((accounts, boards),) = world.store.rows(
        "SELECT (SELECT count(*) FROM account WHERE kind = 'school'),"
        " (SELECT count(*) FROM organisation WHERE kind = 'board')"
    )
    assert (accounts, boards) == (7, 3)


def test_another_board_is_named_before_it_is_taken_in(window, duo: Path, world: World, qtbot) -> None:
    world.desk.imports.take_in_schools("duo.csv", school_records(read_duo(duo).schools))
    duo.write_bytes(duo.read_bytes().replace(b"40876;26HF", b"55555;26HF"))
    read(window, duo, qtbot)
    importing = window.page.importing
    assert importing.table.ticked == {"26HF00"}
    (row,) = [row for row in importing.read.rows if row.id == "26HF00"]
    assert "Bevoegd gezag" in [column.text(row) for column in importing.table.rows.columns]
    qtbot.keyClick(window, Qt.Key.Key_Return, CONTROL)
    (school,) = [row for row in world.desk.network.schools() if row.code == "26HF00"]
    assert school.board == "Bestuur 55555"


def test_what_is_no_list_is_refused_in_one_sentence(window, tmp_path: Path, qtbot) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text("naam;plaats\nx;y\n", encoding="utf-8")
    read(window, path, qtbot)
    assert window.page.importing.error.text.text().startswith("lijst.csv heeft niet de kolommen")


def test_a_contact_is_added_made_fixed_and_removed(window, world: World, qtbot) -> None:
    window.open("network", school_id("DUIN"))
    panel = window.page.panel
    panel.contacts.add.click()
    dialog = open_dialog(window)
    dialog.fields["name"].editor.setText("Contact De Duinpan")
    dialog.ok.click()
    assert "staat er al" in dialog.fields["name"].error.text()
    dialog.fields["name"].editor.setText("Ria Poppe")
    dialog.fields["phone"].editor.setText("0113-000000")
    dialog.ok.click()
    contacts = world.desk.network.card(school_id("DUIN")).contacts
    added = next(contact for contact in contacts if contact.name == "Ria Poppe")
    world.desk.network.fix_contact(added.id)
    qtbot.waitUntil(lambda: "0113-000000" in words_of(panel))
    (fixed,) = [contact for contact in world.desk.network.card(school_id("DUIN")).contacts if contact.is_fixed]
    assert fixed.name == "Ria Poppe"
    panel.contacts._ask_removal(fixed)
    panel.contacts.confirm.yes.click()
    qtbot.waitUntil(lambda: "Ria Poppe" not in words_of(panel))


def test_an_organisation_is_added_and_edited(window, world: World, qtbot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_N, CONTROL)
    dialog = open_dialog(window)
    dialog.ok.click()
    assert dialog.fields["name"].error.text() == "Vul ‘Naam’ in."
    dialog.fields["name"].editor.setText("Scheepswerf De Schelde")
    dialog.fields["kind"].editor.choose("employer")
    dialog.ok.click()
    page = window.page
    assert page.panel.title.text() == "Scheepswerf De Schelde"
    page.panel.edit.click()
    dialog = open_dialog(window)
    dialog.fields["city"].editor.setText("Vlissingen")
    dialog.ok.click()
    qtbot.waitUntil(lambda: page.panel.subtitle.text() == "Werkgever · Vlissingen")
    assert page.panel.facts.texts()["Plaats"] == "Vlissingen"


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("iban", "NL91 ABNA 0417 1643 0", "te kort: 17 tekens in plaats van 18"),
        ("iban", "NL91 ABNA 0417 1643 01", "Het controlegetal"),
        ("kvk_number", "0000 1234 5678", "vestigingsnummer"),
        ("postcode", "4331", "vier cijfers en twee letters"),
    ],
)
def test_what_is_wrong_with_a_number_stands_at_its_field(window, qtbot, field: str, typed: str, said: str) -> None:
    qtbot.keyClick(window, Qt.Key.Key_N, CONTROL)
    dialog = open_dialog(window)
    dialog.fields["name"].editor.setText("Werf")
    dialog.fields["kind"].editor.choose("employer")
    dialog.fields[field].editor.setText(typed)
    dialog.ok.click()
    assert said in dialog.fields[field].error.text()
    dialog.fields[field].editor.setText("")
    dialog.fields["iban"].editor.setText("nl91abna0417164300")
    dialog.ok.click()
    assert window.page.panel.facts.texts()["IBAN"] == "NL91 ABNA 0417 1643 00 · ABN AMRO"


def test_the_list_is_filtered_by_kind_and_words(window) -> None:
    page = window.page
    assert page.group.chips["vso"].text() == "Vso  2"
    page.group.choose("vso")
    assert page.table.rows.rowCount() == 2
    page.search.setText("kreek")
    page.search._send()
    assert page.table.rows.row(0).name == "Het Kreekrif"
    assert page.panel.title.text() == "Het Kreekrif"


def test_a_reader_may_look_and_not_change(world: World, theme, shown) -> None:
    window = open_room(theme, shown, world.desk_of("lezer"), "network")
    page = window.page
    assert page.table.rows.rowCount() == 3
    for button in (page.add, page.import_, page.panel.edit, page.panel.contacts.add):
        assert not button.isVisible()


def test_what_an_invoice_needs_is_typed_checked_and_shown(window, world: World, qtbot) -> None:
    window.open("network", school_id("DUIN"))
    panel = window.page.panel
    panel.edit.click()
    dialog = open_dialog(window)
    for name, text in (("vat_number", "NL004495446B01"), ("reference", "ZSM-1"), ("colour", "#ffee88")):
        qtbot.keyClicks(dialog.fields[name].editor, text)
    assert dialog.fields["colour"].hint.text().startswith("Deze kleur is op wit papier slecht te lezen")
    dialog.ok.click()
    assert "controlegetal" in dialog.fields["vat_number"].error.text()
    dialog.fields["vat_number"].editor.setText("NL004495445B01")
    dialog.ok.click()
    card = world.desk.network.card(school_id("DUIN"))
    assert (card.vat_number, card.reference, card.colour) == ("NL004495445B01", "ZSM-1", "#ffee88")
    qtbot.waitUntil(lambda: "NL004495445B01" in words_of(panel))
    assert "ZSM-1" in words_of(panel)


def test_a_logo_is_chosen_and_taken_away_and_another_file_refused(window, world: World, tmp_path: Path, qtbot) -> None:
    window.open("network", school_id("DUIN"))
    logo = window.page.panel.logo
    path = tmp_path / "logo.png"
    path.write_bytes(b"geen plaatje")
    logo.take(path)
    assert toasts(window)[-1].startswith("Dit bestand kan niet als afbeelding")
    path.write_bytes(picture())
    logo.take(path)
    assert world.desk.issuing.logo(school_id("DUIN")) == picture()
    qtbot.waitUntil(lambda: not logo.picture.isHidden())
    assert (logo.none.isHidden(), logo.choose.text()) == (True, "Ander logo kiezen")
    logo.remove.click()
    assert world.desk.issuing.logo(school_id("DUIN")) == b""
    qtbot.waitUntil(lambda: logo.picture.isHidden() and logo.remove.isHidden())


def test_who_may_not_edit_sees_the_logo_and_no_way_to_change_it(world: World, theme, shown) -> None:
    made = open_room(theme, shown, world.desk_of("directeur duin"), "network")
    made.open("network", school_id("DUIN"))
    logo = made.page.panel.logo
    assert (logo.choose.isHidden(), logo.remove.isHidden(), logo.none.isHidden()) == (True, True, False)
