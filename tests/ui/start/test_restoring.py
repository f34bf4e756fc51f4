"""A copy put back from the start window, by keys, on a real network: compared first, in a new folder, the old aside."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.builders import CHEAP, PASSWORD, SECRETARY, World
from tests.ui.offices import open_room, words_of
from zsm_desktop.app import system_clock
from zsm_desktop.app.people import change_password
from zsm_desktop.app.start import Entrance
from zsm_desktop.app.tries import Tries
from zsm_desktop.domain.calendar import HOME
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.store import backup, backup_state, keys_json, moved
from zsm_desktop.store.folder import KEYS, create
from zsm_desktop.store.keys import Owner
from zsm_desktop.ui.start.restoring import COMPARE, LOOK, PUT_BACK, PUT_BACK_INSTEAD, TITLE_OF_FILE
from zsm_desktop.ui.start.window import StartWindow
from zsm_desktop.words import backups as words
from zsm_desktop.words.backups import banner

SLOW = 20_000


@pytest.fixture
def kept() -> str:
    """Of a network on a server its host makes the copies."""
    return "file"


@pytest.fixture
def here(world: World) -> Path:
    """With a copy, after which a case was entered and something was booked."""
    world.now = system_clock() - timedelta(hours=2)
    world.delivered("DUIN", "ZEEUW", 100)
    world.desk.backups.make("afsluiten")
    world.delivered("DUIN", "ZEEUW", 200)
    world.case()
    world.close()
    return world.folder


@pytest.fixture
def start(theme, shown, here: Path, entrance: Entrance) -> Iterator[StartWindow]:
    window = shown(StartWindow(theme, entrance), 1280, 720)
    window.show_network(here)
    window.got = []
    window.opened.connect(window.got.append)
    yield window
    for opened in window.got:
        opened.desk.close()


def ready(start: StartWindow, qtbot) -> None:
    qtbot.waitUntil(lambda: not start.workshop.running, timeout=SLOW)


def chosen(start: StartWindow, qtbot) -> None:
    """The secretary's password at the newest copy, and what would be lost."""
    start.restoring.open.click()
    form = start.restoring.form
    form.who.choose(SECRETARY)
    qtbot.keyClicks(form.password.editor, PASSWORD)
    qtbot.keyClick(form.password.editor, Qt.Key.Key_Return)
    ready(start, qtbot)


def opened_with(start: StartWindow, qtbot, password: str = PASSWORD) -> None:
    start.unlock.who.choose(SECRETARY)
    qtbot.keyClicks(start.unlock.password.editor, password)
    qtbot.keyClick(start.unlock.password.editor, Qt.Key.Key_Return)
    ready(start, qtbot)


def test_three_clicks_and_the_password(start, qtbot, here: Path) -> None:
    chosen(start, qtbot)
    form = start.restoring.form
    assert form.go.text() == PUT_BACK
    said = form.said.lines[0].text
    assert "Niet in deze reservekopie: 1 casus, 1 levering en 1 boeking" in said
    qtbot.waitUntil(form.go.hasFocus)
    qtbot.keyClick(form.go, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(start.got) == 1, timeout=SLOW)
    (opened,) = start.got
    desk = opened.desk
    assert desk.folder == opened.network.folder != here
    assert desk.folder.parent == here.parent
    assert desk.ledger.head().entries == 1
    assert (desk.put_back.old, desk.put_back.is_aside) == (here, True)
    assert moved.aside_for(here) == desk.folder
    assert backup_state.read(desk.folder).origin.old == str(here)
    ((acts,),) = desk.store.rows("SELECT count(*) FROM audit_event WHERE act = 'backup.put_back'")
    assert acts == 1
    whys = [copy.why for copy in backup.found_in(here / "backups")]
    assert whys == ["terugzetten", "afsluiten"]  # the present one was copied first


def test_the_one_set_aside_says_so_and_can_come_back(start, qtbot, here: Path, entrance: Entrance) -> None:
    chosen(start, qtbot)
    start.restoring.form.go.click()
    qtbot.waitUntil(lambda: len(start.got) == 1, timeout=SLOW)
    desk = start.got.pop().desk
    desk.close()
    start.show_network(here)
    assert "opzij gezet" in start.unlock.error.text.text()
    with pytest.raises(RuleError, match=r"store\.set_aside"):
        entrance.unlock(here, PASSWORD, SECRETARY)
    assert start.restoring.again.button.isVisible()
    start.restoring.again.button.click()
    start.restoring.again.confirm.yes.click()
    assert not start.restoring.again.button.isVisible()
    with pytest.raises(RuleError, match=r"store\.set_aside"):
        entrance.unlock(desk.folder, PASSWORD, SECRETARY)
    opened = entrance.unlock(here, PASSWORD, SECRETARY)
    assert opened.desk.ledger.head().entries == 2
    opened.desk.close()


def test_left_in_use_both_say_that_they_are_two(start, qtbot, here: Path, tmp_path: Path) -> None:
    chosen(start, qtbot)
    form = start.restoring.form
    form.aside.click()
    form.go.click()
    qtbot.waitUntil(lambda: len(start.got) == 1, timeout=SLOW)
    assert start.got[0].desk.put_back.is_aside is False
    known = Entrance(here.parent, tmp_path / "none.json").known()
    assert [one.note.count("Staat hier 2 keer") for one in known] == [1, 1]
    assert sum("Teruggezet" in one.note for one in known) == 1


def test_another_choice_compares_anew(start, qtbot) -> None:
    chosen(start, qtbot)
    form = start.restoring.form
    assert form.outcome.isVisible()
    qtbot.keyClicks(form.password.editor, "x")
    assert form.go.text() == COMPARE
    assert not form.outcome.isVisible()
    form.submit()
    ready(start, qtbot)
    assert "past niet" in form.password.error.text()
    assert start.got == []


def test_of_a_damaged_network_there_is_nothing_to_compare(start, qtbot, here: Path) -> None:
    data = bytearray((here / "store.db").read_bytes())
    data[: 3 * 4096] = bytes(3 * 4096)
    (here / "store.db").write_bytes(data)
    opened_with(start, qtbot)
    form = start.restoring.form
    assert start.page is form
    assert "beschadigd" in form.error.text.text()
    assert form.text.text() == words.FOUND_GOOD
    qtbot.waitUntil(form.go.hasFocus)
    qtbot.keyClick(form.go, Qt.Key.Key_Return)
    ready(start, qtbot)
    assert "gaat niet open" in form.said.lines[0].text
    form.go.click()
    qtbot.waitUntil(lambda: len(start.got) == 1, timeout=SLOW)
    assert start.got[0].desk.ledger.head().entries == 1


def test_of_a_damaged_network_the_last_good_copy_stands_first(start, qtbot, here: Path) -> None:
    """A newer one was damaged since: it says so, and three times Enter after the password is all it takes."""
    (good,) = backup.copies(here)
    spoilt = good.with_name(f"{system_clock() - timedelta(minutes=5):%Y%m%d-%H%M%S}-zelf.db")
    data = bytearray(good.read_bytes())
    data[20 * 4096 + 50] ^= 1
    spoilt.write_bytes(data)
    shutil.copyfile(backup.keys_beside(good), backup.keys_beside(spoilt))
    (here / "store.db").write_bytes(b"")
    start.show_network(here)
    assert start.unlock.go.text() == words.FIND_GOOD
    opened_with(start, qtbot)
    form = start.restoring.form
    rows = [form.table.rows.index(at, 1).data() for at in range(2)]
    assert form.copy.path == good
    assert rows == ["goed · bij het sluiten", "beschadigd · zelf gemaakt"]
    qtbot.waitUntil(form.go.hasFocus)
    qtbot.keyClick(form.go, Qt.Key.Key_Return)
    ready(start, qtbot)
    assert form.go.text() == PUT_BACK
    qtbot.keyClick(form.go, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(start.got) == 1, timeout=SLOW)
    assert start.got[0].desk.ledger.head().entries == 1


def test_of_a_damaged_network_with_a_wrong_password_it_is_asked_again(start, qtbot, here: Path) -> None:
    (here / "store.db").write_bytes(b"")
    start.show_network(here)
    opened_with(start, qtbot, "iets anders")
    assert start.page in {start.unlock, start.restoring.form}
    assert "past niet" in start.page.password.error.text()
    assert start.got == []


def test_a_key_file_damaged_while_it_was_asked_for_costs_no_second_password(start, qtbot, here: Path) -> None:
    keys_json.previous_of(here / KEYS).unlink(missing_ok=True)
    (here / KEYS).write_bytes(b"{")
    opened_with(start, qtbot)
    form = start.restoring.form
    assert start.page is form
    assert form.text.text() == words.FOUND_GOOD
    assert form.password.editor.text() == PASSWORD
    assert form.password.error.text() == ""


def test_older_copies_that_ask_for_an_earlier_password_are_not_called_damaged(start, qtbot, here: Path) -> None:
    (older,) = backup.copies(here)
    desk = Entrance(here.parent, here.parent / "none.json").unlock(here, PASSWORD, SECRETARY).desk
    change_password(desk, PASSWORD, "een heel ander wachtwoord", kdf=CHEAP)
    spoilt = desk.backups.make("zelf")
    desk.close()
    data = bytearray(spoilt.read_bytes())
    data[20 * 4096 + 50] ^= 1
    spoilt.write_bytes(data)
    (here / "store.db").write_bytes(b"")
    start.show_network(here)
    opened_with(start, qtbot, "een heel ander wachtwoord")
    form = start.restoring.form
    assert form.text.text() == words.none_good(1)
    assert form.copy.path == older
    assert form.who.key == SECRETARY
    assert form.password.editor.hasFocus()
    qtbot.keyClicks(form.password.editor, PASSWORD)
    qtbot.keyClick(form.password.editor, Qt.Key.Key_Return)
    ready(start, qtbot)
    assert form.go.text() == PUT_BACK


def test_the_copy_of_another_network_sets_nothing_aside(start, qtbot, here: Path, tmp_path: Path) -> None:
    """On one stick lie copies of two: what is compared and may go aside is of the row that is chosen."""
    other = tmp_path / "netwerken" / "ander"
    other.mkdir(parents=True)
    create(other, "0190d0c0-0000-7000-8000-00000000000f", Owner("x", "een ander", "secretary"), PASSWORD, CHEAP)
    start.show_network(other)
    start.restoring.open.click()
    start.restoring._on_place(here / "backups")
    form = start.restoring.form
    form.who.choose(SECRETARY)
    form.password.editor.setText(PASSWORD)
    form.submit()
    ready(start, qtbot)
    assert "niet meer op deze computer" in form.said.lines[0].text
    assert not form.aside.isVisible()
    form.go.click()
    qtbot.waitUntil(lambda: len(start.got) == 1, timeout=SLOW)
    assert start.got[0].desk.put_back.old is None
    assert moved.moved_to(other) == ""


def test_looked_into_it_is_only_read(start, qtbot, here: Path) -> None:
    start.restoring.open.click()
    form = start.restoring.form
    form.who.choose(SECRETARY)
    form.password.editor.setText(PASSWORD)
    form.look_button.click()
    qtbot.waitUntil(lambda: len(start.got) == 1, timeout=SLOW)
    desk = start.got.pop().desk
    scratch = desk.folder
    assert desk.ledger.head().entries == 1
    assert desk.copy_at is not None
    with pytest.raises(RuleError):
        desk.network.edit(1, name="Anders", region="", holiday_region="zuid")
    assert not desk.backups.is_kept()
    desk.close()
    assert not scratch.exists()


def test_a_folder_of_copies_is_as_good_as_a_network(start, qtbot, here: Path, tmp_path: Path) -> None:
    """Of a disk that is all that is left: what somebody points at is looked through."""
    stick = tmp_path / "stick"
    shutil.copytree(here / "backups", stick)
    shutil.rmtree(here)
    start.show_network(stick)
    form = start.restoring.form
    assert start.page is form
    form.who.choose(SECRETARY)
    form.password.editor.setText(PASSWORD)
    form.submit()
    ready(start, qtbot)
    assert "niet meer op deze computer" in form.said.lines[0].text
    form.go.click()
    qtbot.waitUntil(lambda: len(start.got) == 1, timeout=SLOW)
    assert start.got[0].desk.put_back.old is None
    assert start.got[0].desk.folder.parent == tmp_path / "netwerken"


def test_a_copy_with_the_names_of_a_network_opens_to_read(start, theme, shown, here: Path, entrance: Entrance) -> None:
    (copy,) = backup.copies(here)
    (here / "store.db").unlink()
    copy.rename(here / "store.db")
    opened = entrance.unlock(here, PASSWORD, SECRETARY)
    assert opened.desk.copy_at is not None
    assert opened.desk.is_read_only
    window = open_room(theme, shown, opened.desk, "balances")
    assert banner(opened.desk.copy_at.astimezone(HOME)) in words_of(window)
    window.close()
    opened.desk.close()


def test_a_copy_opened_as_a_file_is_looked_into(start, qtbot, here: Path) -> None:
    """As a double click on it does: the password, Enter, and it can only be read."""
    (copy,) = backup.copies(here)
    start.show_network(copy)
    form = start.restoring.form
    assert start.page is form
    assert (form.title.text(), form.go.text(), form.look_button.text()) == (TITLE_OF_FILE, LOOK, PUT_BACK_INSTEAD)
    assert "bij het sluiten" in form.text.text()
    assert form.copy.path == copy
    assert not form.table.isVisible()
    form.who.choose(SECRETARY)
    qtbot.keyClicks(form.password.editor, "iets anders")
    qtbot.keyClick(form.password.editor, Qt.Key.Key_Return)
    ready(start, qtbot)
    assert "past niet" in form.password.error.text()
    assert (form.go.text(), start.got) == (LOOK, [])
    tries = Tries()
    assert tries.left(copy.parent) == 1
    qtbot.waitUntil(lambda: tries.left(copy.parent) == 0)
    form.password.editor.clear()
    qtbot.keyClicks(form.password.editor, PASSWORD)
    qtbot.keyClick(form.password.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(start.got) == 1, timeout=SLOW)
    desk = start.got[0].desk
    assert (desk.is_read_only, desk.copy_at, desk.ledger.head().entries) == (True, form.copy.at, 1)


def test_it_can_be_put_back_from_there_too(start, qtbot, here: Path) -> None:
    (copy,) = backup.copies(here)
    renamed = copy.with_name("kopie van maandag.db")
    backup.keys_beside(copy).rename(backup.keys_beside(renamed))
    copy.rename(renamed)
    start.show_network(renamed)
    form = start.restoring.form
    form.who.choose(SECRETARY)
    form.password.editor.setText(PASSWORD)
    form.look_button.click()
    ready(start, qtbot)
    assert (form.go.text(), form.look_button.text()) == (PUT_BACK, LOOK)
    assert form.said.isVisible()
    form.go.click()
    qtbot.waitUntil(lambda: len(start.got) == 1, timeout=SLOW)
    assert start.got[0].desk.put_back.old is None


def test_a_file_that_is_no_copy_says_so(start, tmp_path: Path) -> None:
    other = tmp_path / "20261123-101500-half uur.db"
    other.write_bytes(b"iets van een ander")
    start.show_network(other)
    assert start.page is start.choose
    assert "keys.json" in start.choose.error.text.text()
    assert start.got == []
