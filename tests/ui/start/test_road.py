"""The road to a new network, gone by keys only; cut off anywhere, it is taken up where it was left."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.ui.start.road import PASSWORD, SLOW, Key, Newcomer
from zsm_desktop.app.key_room import KeyRoom
from zsm_desktop.app.start import Entrance
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.store.first_steps import COPIES, FILE, ask, standing
from zsm_desktop.store.folder import recover
from zsm_desktop.ui.start.actions import NewNetwork
from zsm_desktop.ui.start.window import StartWindow
from zsm_desktop.words import recovery

TEN_MINUTES_S = 600
"""For somebody who never saw the program (pace.py); what the machine takes of it: bench/first_run.py."""


@pytest.fixture
def kept() -> str:
    return "file"


@pytest.fixture
def began(theme, shown, qtbot, entrance: Entrance):
    """A start window, and who sits before it; the desk that comes out is closed at the end."""
    windows = []

    def begin() -> Newcomer:
        start = shown(StartWindow(theme, entrance), 1080, 680)
        start.got = []
        start.opened.connect(start.got.append)
        with qtbot.waitActive(start):
            start.activateWindow()
        windows.append(start)
        return Newcomer(qtbot, start)

    yield begin
    for start in windows:
        start.close()
        for opened in start.got:
            opened.desk.close()


def unlock(newcomer: Newcomer) -> None:
    newcomer.type(PASSWORD)
    newcomer.press(Key.Key_Return)


def test_a_newcomer_reaches_a_working_network_by_keys(began, tmp_path: Path, entrance: Entrance) -> None:
    one = began()
    start, second = one.start, tmp_path / "usb"
    printed = one.whole_road(tmp_path)
    assert (tmp_path / "blad.pdf").read_bytes().startswith(b"%PDF")
    (opened,) = start.got
    desk = opened.desk
    assert (desk.network_name, desk.actor.name) == ("Proefnetwerk", "Anneke de Visser")
    assert {school.name for school in desk.network.schools()} >= {"Het Bolwerk", "De Wissel"}
    body = next(row for row in desk.bodies.rows() if row.kind == "case")
    assert (body.name, body.rhythm_weeks) == ("Ons overleg", 6)
    assert opened.second_backup_place == str(second)
    assert not (desk.folder / FILE).exists()
    assert recover(desk.folder, printed).user_name == "Anneke de Visser"
    assert desk.today.facts().waiting == ()
    assert one.moves <= 25, one.moves
    assert one.keys - len(str(second)) <= 200, one.keys
    assert 150 < one.pace.words < 1_500, one.pace.words
    assert len(one.pace.away) == 4
    assert one.pace.seconds < TEN_MINUTES_S, one.pace


def test_cut_off_after_it_was_made_it_goes_on_where_it_was(began, qtbot, entrance: Entrance) -> None:
    one = began()
    one.make()
    one.start.close()
    (known,) = entrance.known()
    assert list(standing(known.folder)) == ["sheet", "schools", "body", "copies"]
    one = began()
    road = one.start.road
    unlock(one)
    one.on(road.sheet)
    box = road.sheet.box
    assert box.whole.field.isVisible()
    one.press(Key.Key_N, with_=Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: box.shown.save.isVisible() and not road.sheet.is_busy, timeout=SLOW)
    one.give_back()
    one.on(road.schools)
    assert not road.schools.face.back.isVisible()
    one.press(Key.Key_F8)
    one.on(road.body)
    one.start.close()
    assert list(standing(known.folder)) == ["body", "copies"]
    one = began()
    unlock(one)
    road = one.start.road
    one.on(road.body)
    assert not road.body.back_button.isVisible()
    one.press(Key.Key_F8)
    one.on(road.copies)
    one.press(Key.Key_Escape)
    one.on(road.body)
    one.press(Key.Key_F8)
    one.on(road.copies)
    one.press(Key.Key_F8)
    qtbot.waitUntil(lambda: len(one.start.got) == 1, timeout=SLOW)
    assert not (known.folder / FILE).exists()
    assert one.start.got[0].second_backup_place is None


def test_the_sheet_left_for_later_is_kept_in_mind_until_it_is_checked(began, qtbot, entrance: Entrance) -> None:
    one = began()
    one.make()
    road = one.start.road
    printed = "-".join(road.sheet.box.shown.lines.text().split())
    confirm = road.sheet.confirm
    one.on(road.sheet)
    for answer in (Key.Key_Escape, Key.Key_Return):  # who is in haste stays where the key is
        one.press(Key.Key_F8)
        assert (confirm.isVisible(), confirm.text.text()) == (True, recovery.LATER_ANYWAY)
        one.press(answer)
        assert (confirm.isVisible(), one.start.page) == (False, road.sheet)
    for key in (Key.Key_F8, Key.Key_Tab, Key.Key_Return):
        one.press(key)
    for page in (road.schools, road.body, road.copies):
        one.on(page)
        one.press(Key.Key_F8)
    qtbot.waitUntil(lambda: len(one.start.got) == 1, timeout=SLOW)
    desk = one.start.got[0].desk
    assert [(row.kind, row.room) for row in desk.today.facts().waiting] == [("recovery_unchecked", "settings")]
    keys = KeyRoom(desk)
    with pytest.raises(RuleError, match=r"recovery\.typo"):
        keys.check_recovery(printed[:-1] + ("2" if printed[-1] != "2" else "3"))
    keys.check_recovery(printed)
    keys.recovery_checked()
    assert desk.today.facts().waiting == ()
    renewed = keys.renew_recovery()
    with pytest.raises(RuleError, match=r"keys\.wrong_recovery"):
        keys.check_recovery(printed)
    keys.check_recovery(renewed)
    assert [row.kind for row in desk.today.facts().waiting] == ["recovery_unchecked"]
    assert not road.sheet.step.isHidden()
    assert road.is_open(one.start.got[0]._replace(recovery_key=renewed))
    assert road.sheet.step.isHidden()  # taken by itself, as after new keys for everything
    ask(desk.folder, COPIES)
    assert road.is_open(one.start.got[0]._replace(recovery_key=renewed))
    assert road.sheet.step.isHidden()  # and so with another one open: these are not the six of a first run


def test_another_group_than_on_the_sheet_is_named_and_can_be_typed_again(began, qtbot) -> None:
    one = began()
    one.make()
    box = one.start.road.sheet.box
    parts = box.shown.lines.text().split()
    one.press(Key.Key_Return)
    one.type(parts[box.groups.asked[0] - 1].replace("0", "o").replace("1", "l"))
    one.press(Key.Key_Tab)
    one.type("ZZZZ")
    one.press(Key.Key_Return)
    assert [group.has_error for group in box.groups.fields] == [False, True]
    assert f"Groep {box.groups.asked[1]} is anders" in box.groups.fields[1].error.text()
    one.press(Key.Key_Escape)
    assert box.shown.save.isVisible()
    one.give_back()
    one.on(one.start.road.schools)


def test_what_was_half_made_is_no_network_and_does_not_stand_in_the_way(tmp_path: Path, entrance: Entrance) -> None:
    aside = entrance.first.folder_for("Proef").with_name("Proef.half")
    aside.mkdir(parents=True)
    (aside / "keys.json").write_text("{}")
    assert entrance.known() == []
    opened = entrance.first.create(
        NewNetwork(entrance.first.folder_for("Proef"), "Proef", "Zeeland", "Anneke", PASSWORD)
    )
    assert entrance.first.open_steps(opened) == ("sheet", "schools", "body", "copies")
    opened.desk.close()
    assert not aside.exists()
    with pytest.raises(RuleError, match=r"store\.folder_not_empty"):
        entrance.first.require_free(opened.network.folder)
    with pytest.raises(RuleError, match=r"store\.synced"):
        entrance.first.require_free(tmp_path / "Dropbox" / "net")
