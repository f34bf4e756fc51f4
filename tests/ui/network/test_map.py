"""The network map in the window: filtered, walked as a picture, described by keyboard, put on paper; and the gaps."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt

from tests.builders import World, made_id, school_id
from tests.services.test_meetings import MB
from tests.ui.offices import cut_pieces, cut_words, open_dialog, open_room, press_toast, toasts, words_of
from zsm_desktop.services.bodies import BodyDraft
from zsm_desktop.services.network import OrganisationDraft

CONTROL = Qt.KeyboardModifier.ControlModifier
DUIN = school_id("DUIN")


@pytest.fixture
def network(world: World) -> str:
    """One body with somebody of two schools, and the RMC outside it; the id of the RMC."""
    body = next(one for one in world.desk.bodies.rows() if one.id == MB)
    seats = frozenset({made_id(4, 1), made_id(4, 2)})
    world.desk.bodies.edit(MB, body.version, BodyDraft(body.name, body.level, member_ids=seats))
    return world.desk.network.add_organisation(OrganisationDraft("RMC Walcheren", kind="rmc")).made_id


@pytest.fixture
def window(network: str, world: World, theme, shown, qtbot):
    made = open_room(theme, shown, world.desk, "network")
    with qtbot.waitActive(made):
        made.activateWindow()
    made.page.open_item("map")
    return made


def test_the_list_is_narrowed_down_and_an_organisation_described_with_a_way_back(window, world: World, qtbot) -> None:
    face = window.page.face("map")
    face.body.choose("-")
    face.body.activated.emit(0)
    assert [row.name for row in face.state.rows()] == ["Het Kreekrif", "RMC Walcheren"]
    face.kind.choose("rmc")
    face.kind.activated.emit(0)
    assert face.panel.title.text() == "RMC Walcheren"
    qtbot.keyClick(window, Qt.Key.Key_E, CONTROL)
    dialog = open_dialog(window)
    dialog.fields["role"].put("pen")
    dialog.fields["does"].editor.setPlainText("houdt bij wie uitvalt")
    dialog.fields[f"part.{made_id(3, 1)}"].put(True)
    dialog.try_submit()
    member = next(one for one in world.desk.network_map.facts().members if one.kind == "rmc")
    assert (member.role, member.does, member.part_ids) == ("pen", "houdt bij wie uitvalt", {made_id(3, 1)})
    told = {"Penvoerder", "houdt bij wie uitvalt", "Eilanden"}
    qtbot.waitUntil(lambda: told <= set(words_of(face.panel).splitlines()))
    press_toast(window, "Ongedaan maken")
    assert next(one for one in world.desk.network_map.facts().members if one.kind == "rmc").role == ""


def test_the_picture_is_walked_by_arrows_and_enter_opens_the_card(window, qtbot) -> None:
    face = window.page.face("map")
    qtbot.keyClick(window, Qt.Key.Key_G, CONTROL)
    picture = face.picture
    qtbot.waitUntil(picture.hasFocus)
    assert not face.panel.isVisible()
    names = [mark.words.split(":")[0] for mark in picture.marks]
    assert names == ["De Duinpan", "De Zeeuwse Vaart", "Het Kreekrif", "RMC Walcheren"]
    picture.take("")
    for _ in range(2):
        qtbot.keyClick(picture, Qt.Key.Key_Down)
    said = "De Zeeuwse Vaart: Voortgezet speciaal onderwijs; Maatwerkbespreking; vast aanspreekpunt Contact"
    assert picture.accessibleDescription().startswith(said)
    qtbot.keyClick(picture, Qt.Key.Key_Right)
    assert picture.marks[picture.current].id != picture.marks[1].id
    qtbot.keyClick(picture, Qt.Key.Key_Left)
    qtbot.keyClick(picture, Qt.Key.Key_Return)
    assert face.panel.isVisible()
    qtbot.keyClick(picture, Qt.Key.Key_Escape)
    assert not face.panel.isVisible()
    assert picture.accessibleName() == "Sociale kaart als beeld"


def test_the_ring_around_who_is_in_hand_runs_through_no_other_name(window, world: World, qtbot) -> None:
    world.desk.network.add_organisation(OrganisationDraft("RMC Zuid", kind="rmc"))
    face = window.page.face("map")
    face.reload()
    qtbot.keyClick(window, Qt.Key.Key_G, CONTROL)
    picture = face.picture
    qtbot.waitUntil(picture.hasFocus)
    above, below = picture.marks[-2:]
    assert abs(above.rect.bottom() - below.rect.top()) < 2
    name = below.rect.toRect().adjusted(12, 1, -12, -1)
    picture.take("")
    before = picture.grab(name).toImage()
    picture.take(above.id)
    assert picture.grab(name).toImage() == before


def test_the_picture_keeps_room_at_the_largest_zoom(window, theme, qtbot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_G, CONTROL)
    window.resize(1280, 720)
    theme.set_zoom(200)
    qtbot.waitUntil(lambda: window.page.face("map").area.height() >= 200 * 2)


def test_an_employer_is_not_said_to_be_missed_anywhere(window, world: World) -> None:
    made = world.desk.network.add_organisation(OrganisationDraft("Garage Wisse", kind="employer")).made_id
    face = window.page.face("map")
    face.reload()
    face.show_member(made)
    assert not face.panel.pill.isVisible()
    rmc = next(row for row in face.state.rows() if row.name == "RMC Walcheren")
    face.show_member(rmc.id)
    assert face.panel.pill.text == "zit nergens in"


def test_all_of_it_fits_and_nothing_is_cut(window, qtbot) -> None:
    page = window.page
    for face in ("map", "gaps"):
        page.open_item(face)
        qtbot.wait(1)
        assert cut_pieces(page) == []
        assert cut_words(page) == []


def test_the_map_on_paper_has_the_picture_and_the_lists(window, tmp_path: Path, qtbot) -> None:
    path = tmp_path / "kaart.pdf"
    window.page.face("map").write_pdf(path)
    qtbot.waitUntil(lambda: bool(toasts(window)), timeout=10_000)
    assert toasts(window) == ["De sociale kaart staat in kaart.pdf."]
    with pypdfium2.PdfDocument(path) as paper:
        text = "\n".join(page.get_textpage().get_text_bounded() for page in paper)
    for words in ("Sociale kaart", "De Duinpan", "Maatwerkbespreking", "Operationeel", "RMC Walcheren"):
        assert words in text
    assert text.count("RMC Walcheren") == 2


def test_a_gap_leads_to_where_it_is_closed(window, world: World, network: str, qtbot) -> None:
    world.case("ZEEUW")
    window.page.open_item("gaps")
    face = window.page.face("gaps")
    for _ in range(3):
        window.page.reload()
    words = [face.table.rows.columns[0].text(face.table.rows.row(at)) for at in range(face.table.rows.rowCount())]
    assert words[:2] == ["Geen werkgever aan tafel", "1 casus zonder regie"]
    face.table.select_id(f"no_contact/{network}")
    face.table.setFocus()
    qtbot.keyClick(face.table.view, Qt.Key.Key_Return)
    assert window.page.tabs.current == "members"
    assert window.page.panel.title.text() == "RMC Walcheren"
    window.page.open_item("gaps")
    face.table.select_id("no_guide/")
    qtbot.keyClick(window, Qt.Key.Key_Return, CONTROL)
    assert window.room == "pupils"


def test_a_director_sees_the_map_and_counts_and_describes_nothing(world: World, network: str, theme, shown) -> None:
    case = world.case("ZEEUW")
    world.desk.guiding.set_first(case, world.desk.cases.card(case).version, made_id(4, 2), began_on=world.desk.day)
    window = open_room(theme, shown, world.desk_of("directeur duin"), "network")
    page = window.page
    page.open_item("map")
    face = page.face("map")
    assert face.table.rows.rowCount() == 4
    assert not face.panel.describe.isVisible()
    assert face.ask_describe() is None
    page.open_item("gaps")
    assert page.face("gaps").loads.rows.rowCount() == 1
    assert "C-2026" not in words_of(page)
