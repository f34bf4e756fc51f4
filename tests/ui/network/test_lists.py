"""Clusters, sectors and what only a school has: typed in their place, kept when left, and taken back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.builders import World, made_id, school_id
from tests.ui.offices import open_dialog, open_room, press_toast, toasts
from tests.versions import version_of
from zsm_desktop.ui.network.page import LISTS

CONTROL = Qt.KeyboardModifier.ControlModifier
ISLANDS = made_id(3, 1)
TECHNIQUE, GREEN = made_id(6, 1), made_id(6, 2)


@pytest.fixture
def window(world: World, theme, shown, qtbot):
    made = open_room(theme, shown, world.desk, "network")
    with qtbot.waitActive(made):
        made.activateWindow()
    return made


@pytest.fixture
def lists(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_Tab, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert window.page.tabs.current == LISTS
    return window.page.lists


def names(one) -> list[str]:
    return [one._column.itemAt(at).widget().name.text() for at in range(one._column.count())]


def retype(line, text: str, qtbot) -> None:
    line.name.setFocus()
    line.name.selectAll()
    qtbot.keyClicks(line.name, text)
    qtbot.keyClick(line.name, Qt.Key.Key_Tab)


def test_a_cluster_is_added_by_keys_and_its_field_is_ready_for_the_next(lists, world: World, qtbot) -> None:
    field = lists.clusters.new
    field.editor.setFocus()
    qtbot.keyClicks(field.editor, "Bevelanden")
    qtbot.keyClick(field.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: names(lists.clusters) == ["Bevelanden", "Eilanden"])
    assert field.editor.hasFocus()
    qtbot.keyClicks(field.editor, "eilanden")
    qtbot.keyClick(field.editor, Qt.Key.Key_Return)
    assert field.error.text() == "Er is al een cluster met de naam eilanden. Kies een andere naam."
    assert field.text == "eilanden"
    assert len(world.desk.clusters.rows()) == 2


def test_a_name_is_kept_when_its_field_is_left_and_can_be_taken_back(window, lists, world: World, qtbot) -> None:
    line = lists.clusters.lines[ISLANDS]
    retype(line, "Walcheren", qtbot)
    assert world.desk.clusters.rows()[0].name == "Walcheren"
    assert toasts(window)[-1] == "Eilanden heet nu Walcheren."
    press_toast(window, "Ongedaan maken")
    qtbot.waitUntil(lambda: names(lists.clusters) == ["Eilanden"])
    line.name.setFocus()
    line.name.selectAll()
    qtbot.keyClick(line.name, Qt.Key.Key_Backspace)
    qtbot.keyClick(line.name, Qt.Key.Key_Tab)
    assert line.field.error.text() == "Geef het cluster een naam."
    assert world.desk.clusters.rows()[0].name == "Eilanden"
    retype(line, "Eilanden", qtbot)
    assert line.field.error.isHidden()


def test_what_is_used_cannot_go_and_what_is_removed_comes_back(window, lists, world: World, qtbot) -> None:
    line = lists.clusters.lines[ISLANDS]
    assert line.remove.isVisible()
    world.desk.bodies.edit(made_id(9, 1), version_of(world, "meeting_body", made_id(9, 1)), _of_cluster(world))
    qtbot.waitUntil(lambda: line.used.text() == "1 overlegvorm")
    assert not line.remove.isVisible()
    unused = world.desk.clusters.add("Noord").made_id
    qtbot.waitUntil(lambda: unused in lists.clusters.lines)
    lists.clusters.lines[unused].remove.click()
    qtbot.waitUntil(lambda: names(lists.clusters) == ["Eilanden"])
    press_toast(window, "Ongedaan maken")
    qtbot.waitUntil(lambda: names(lists.clusters) == ["Eilanden", "Noord"])


def _of_cluster(world: World):
    from zsm_desktop.services.bodies import BodyDraft

    row = next(row for row in world.desk.bodies.rows() if row.id == made_id(9, 1))
    return BodyDraft(row.name, row.level, row.rhythm_weeks, ISLANDS, row.member_ids)


def test_a_sector_moves_by_keys_and_keeps_the_focus(lists, world: World, qtbot) -> None:
    line = lists.sectors.lines[GREEN]
    line.name.setFocus()
    qtbot.keyClick(line.name, Qt.Key.Key_Up, CONTROL)
    qtbot.waitUntil(lambda: names(lists.sectors) == ["Groen", "Techniek"])
    assert [row.id for row in world.desk.sectors.rows()] == [GREEN, TECHNIQUE]
    assert line.name.hasFocus()
    qtbot.keyClick(line.name, Qt.Key.Key_Down, CONTROL)
    qtbot.waitUntil(lambda: names(lists.sectors) == ["Techniek", "Groen"])


def test_an_empty_list_says_what_to_do(lists, world: World, qtbot) -> None:
    assert not lists.clusters.empty.isVisible()
    lists.clusters.lines[ISLANDS].remove.click()
    qtbot.waitUntil(lists.clusters.empty.isVisible)
    assert lists.clusters.empty.text().startswith("Er zijn nog geen clusters.")


def test_a_reader_sees_the_lists_and_changes_nothing(world: World, theme, shown) -> None:
    window = open_room(theme, shown, world.desk_of("lezer"), "network")
    window.page.tabs.show_face(LISTS)
    lists = window.page.lists
    for one in (lists.clusters, lists.sectors):
        assert not one.adding.isVisible()
        for line in one.lines.values():
            assert line.name.isReadOnly()
            assert not any(button.isVisible() for button in (line.up, line.down, line.remove))


def test_a_school_is_put_in_a_cluster_and_back(window, world: World, qtbot) -> None:
    window.open("network", school_id("DUIN"))
    panel = window.page.panel
    panel.edit.click()
    dialog = open_dialog(window)
    assert dialog.fields["school_kind"].text == "pro"
    dialog.fields["school_kind"].editor.choose("mbo")
    dialog.fields["island"].editor.setText("Tholen")
    dialog.fields["cluster"].editor.choose(ISLANDS)
    dialog.ok.click()
    qtbot.waitUntil(lambda: panel.facts.texts().get("Cluster") == "Eilanden")
    assert panel.facts.texts()["Eiland"] == "Tholen"
    assert "mbo" in panel.subtitle.text().casefold()
    press_toast(window, "Ongedaan maken")
    qtbot.waitUntil(lambda: "Cluster" not in panel.facts.texts())
    card = world.desk.network.card(school_id("DUIN"))
    assert (card.school_kind, card.island, card.cluster_id) == ("pro", "Walcheren", "")
