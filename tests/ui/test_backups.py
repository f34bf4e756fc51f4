"""The copies are kept beside the work and once more at leaving, which is never held up for long."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.builders import PASSWORD, SECRETARY, World
from tests.faults.pages import spoil
from zsm_desktop.app import open_desk
from zsm_desktop.app.rooms import rooms
from zsm_desktop.app.start import Entrance
from zsm_desktop.app.warm_up import WarmUp
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.backups import Backups
from zsm_desktop.store import backup_state
from zsm_desktop.store.backup_state import PlaceState
from zsm_desktop.ui import backups as keeping
from zsm_desktop.ui.departure import ToCopies
from zsm_desktop.ui.habits import Habits
from zsm_desktop.ui.program import Program, main_window
from zsm_desktop.ui.window import Window

SLOW = 20_000


@pytest.fixture
def kept() -> str:
    """Of a network on a server its host makes the copies."""
    return "file"


@pytest.fixture
def habits() -> Habits:
    return Habits()


@pytest.fixture
def window(world: World, theme, shown, habits: Habits) -> Iterator[Window]:
    made = main_window(theme, world.desk, rooms(world.desk), habits=habits)
    yield shown(made, 1280, 720)
    made.workshop.close()


def whys(world: World) -> list[str]:
    return [copy.why for copy in world.desk.backups.facts().copies]


def done(window: Window, qtbot) -> None:
    qtbot.waitUntil(lambda: not window.workshop.running, timeout=SLOW)


def test_what_is_due_is_done_and_told(window, world: World, qtbot) -> None:
    window.backups.run("half uur")
    done(window, qtbot)
    assert whys(world) == ["half uur"]
    assert world.desk.backups.facts().trial is not None
    assert "reservekopie" in window.footer.stored.text()
    today = window.page
    assert "getest: 0 boekingen, saldo 0,00" in today.tried.lines[0].text
    assert not today.copies.isVisible()
    window.backups.run("half uur")  # the trial stands in the logbook
    done(window, qtbot)
    window.backups.run("half uur")
    done(window, qtbot)
    assert len(whys(world)) == 2


def test_what_fails_is_said_in_vandaag_until_it_succeeds(window, world: World, qtbot) -> None:
    place = world.folder / "backups"
    place.rmdir()
    place.write_bytes(b"")
    window.backups.run("half uur")
    done(window, qtbot)
    assert window.page.copies.isVisible()
    assert "geen reservekopie gelukt" in window.page.backups.lines[0].text
    window.page.to_backups.click()
    assert window.room == "settings"
    assert window.page.backups.make.hasFocus()
    place.unlink()
    window.page.backups.make.click()
    done(window, qtbot)
    window.open("today")
    assert not window.page.copies.isVisible()


def test_a_spoilt_page_is_said_in_vandaag_though_nothing_changed(window, world: World, qtbot) -> None:
    world.delivered("DUIN", "ZEEUW", 200)
    window.backups.run("half uur")
    done(window, qtbot)
    window.backups.run("half uur")  # of the trial stands a line in the logbook
    done(window, qtbot)
    assert not window.page.copies.isVisible()
    whole = spoil(world)
    world.now += timedelta(days=1)
    window.backups.run("half uur")
    done(window, qtbot)
    assert len(whys(world)) == 2, "no copy was due"
    assert window.page.copies.isVisible()
    said = window.page.backups.lines[0].text
    assert "is beschadigd" in said
    assert "zet de laatste goede reservekopie terug" in said
    window.page.to_backups.click()
    assert said == window.page.backups.said.lines[0].text
    window.page.backups.back.click()
    with qtbot.waitSignal(window.departing) as asked:
        window.page.backups.confirm.yes.click()
    assert asked.args == [ToCopies(world.folder)]
    (world.folder / "store.db").write_bytes(whole)  # nothing that closes it meets the page


def test_leaving_makes_one_where_something_changed(window, world: World) -> None:
    window.backups.leave()
    assert whys(world) == ["afsluiten"]
    window.backups.leave()
    assert len(whys(world)) == 1
    world.case()
    world.now = world.now.replace(hour=10)
    window.backups.leave()
    assert len(whys(world)) == 2


@pytest.mark.parametrize("is_there", [True, False])
def test_leaving_brings_the_second_place_up_to_date_also_when_nothing_changed(
    window, world: World, qtbot, tmp_path: Path, is_there: bool
) -> None:
    """A copy made at locking, or while the stick was away, is laid there when it is there."""
    stick = tmp_path / "stick"
    stick.mkdir()
    window.backups.choose_second(str(stick))
    done(window, qtbot)
    world.case()
    world.now = world.now.replace(hour=10)
    world.desk.backups.make("vergrendelen")
    if not is_there:
        stick.rename(tmp_path / "thuis")
    window.backups.leave()
    facts = world.desk.backups.facts()
    assert (facts.missed is None, facts.seen == world.now) == (is_there, is_there)
    assert facts.failed is None


def test_leaving_is_not_held_up(window, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy that takes too long is left, and that is said at the next opening."""

    def endless(self: Backups, _reason: str, tell, *, is_thorough: bool = True) -> None:
        while True:
            tell(0, 1)
            time.sleep(0.001)

    monkeypatch.setattr(Backups, "make", endless)
    monkeypatch.setattr(keeping, "LEAVE_MS", 400)
    monkeypatch.setattr(keeping, "PATIENCE_MS", 1)
    window.backups.leave()
    failed = world.desk.backups.facts().failed
    assert failed is not None
    assert failed.code == "backup.no_time"


def test_a_failure_keeps_nobody_from_leaving(window, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Backups, _reason: str, _tell, *, is_thorough: bool = True) -> None:
        raise RuleError("store.disk_full", path="x")

    monkeypatch.setattr(Backups, "make", full)
    window.backups.leave()
    assert not [one for one in window.findChildren(keeping.LeavingDialog) if one.isVisible()]


def test_the_second_place_is_kept_for_this_computer(
    window, world: World, qtbot, tmp_path: Path, habits: Habits
) -> None:
    window.open("settings")
    card = window.page.backups
    card._choose(str(tmp_path / "nergens"))
    done(window, qtbot)
    assert "is er nu niet" in card.error.text.text()
    assert habits.now.second_backup_place == ""
    stick = tmp_path / "stick"
    stick.mkdir()
    card.make.click()
    done(window, qtbot)
    card._choose(str(stick))
    done(window, qtbot)
    assert habits.now.second_backup_place == str(stick)
    assert window.backups.second == str(stick)
    assert str(stick) in card.facts.texts()["Tweede plek"]
    assert len(list(stick.rglob("*.db"))) == 1
    stick.rename(tmp_path / "weg")
    world.case()
    window.backups.run("half uur")
    done(window, qtbot)
    assert "De tweede plek voor reservekopieën is sinds" in card.said.lines[0].text
    window.open("today")
    assert window.page.copies.isVisible()
    assert "De tweede plek voor reservekopieën is sinds" in window.page.backups.lines[0].text


def test_the_way_back_closes_the_window_first(window, world: World, qtbot) -> None:
    window.open("settings")
    card = window.page.backups
    card.back.click()
    with qtbot.waitSignal(window.departing) as asked:
        card.confirm.yes.click()
    assert asked.args == [ToCopies(world.folder)]


def test_of_each_place_out_of_reach_it_is_asked_whether_its_old_copies_are_gone(window, world: World) -> None:
    owed = [PlaceState("/media/weg", owes=world.now), PlaceState("/home/oud", owes=world.now, computer="OUDE-PC")]
    for place in owed:
        backup_state.change(world.folder, lambda state, place=place: state.with_place(place))
    window.open("settings")
    card = window.page.backups
    assert card.gone.isVisible()
    card.gone.click()
    assert "/media/weg" in card.confirm.text.text()
    card.confirm.no.click()
    assert "/home/oud (computer OUDE-PC)" in card.confirm.text.text()
    card.confirm.yes.click()
    assert not card.confirm.isVisible()
    assert [tuple(one) for one in world.desk.backups.facts().owing] == [("/media/weg", "")]
    ((act,),) = world.store.rows("SELECT act FROM audit_event ORDER BY number DESC LIMIT 1")
    assert act == "backup.gone"


def test_another_question_in_its_place_answers_none_of_the_one_before(window, world: World) -> None:
    """Nobody said that the old copies are gone: not by going to put one back, and not twice by pressing twice."""
    owed = [PlaceState("/media/weg", owes=world.now), PlaceState("/home/oud", owes=world.now, computer="OUDE-PC")]
    for place in owed:
        backup_state.change(world.folder, lambda state, place=place: state.with_place(place))
    window.open("settings")
    card = window.page.backups
    said = "SELECT count(*) FROM audit_event WHERE act = 'backup.gone'"
    card.gone.click()
    card.back.click()
    card.confirm.yes.click()
    assert list(world.store.rows(said)) == [(0,)]
    assert len(world.desk.backups.facts().owing) == 2
    assert not card.confirm.isVisible()
    card.gone.click()
    card.gone.click()
    card.confirm.yes.click()
    assert "/home/oud (computer OUDE-PC)" in card.confirm.text.text()
    assert list(world.store.rows(said)) == [(1,)]
    card.confirm.no.click()
    assert (card.confirm.isVisible(), card.error.isVisible()) == (False, False)
    assert list(world.store.rows(said)) == [(1,)]


def test_a_director_keeps_them_too(world: World, theme, shown, qtbot) -> None:
    desk = world.desk_of("directeur duin")
    window = shown(main_window(theme, desk, rooms(desk)), 1280, 720)
    window.backups.run("half uur")
    done(window, qtbot)
    assert whys(world) == ["half uur"]
    window.workshop.close()


def test_from_the_settings_to_the_list_with_a_last_copy_made(world: World, qtbot, tmp_path: Path) -> None:
    """The window closes, which copies what was done in it, and the start window shows what can be put back."""
    world.close()
    warmer = WarmUp()
    program = Program(Entrance(tmp_path / "netwerken", tmp_path / "preferences.json"), rooms, warmer)
    program.show_network(open_desk(world.folder, password=PASSWORD, user=SECRETARY))
    program.desk.network.edit(program.desk.network.facts().version, name="Anders", region="", holiday_region="zuid")
    window = program.window
    window.departing.emit(ToCopies(world.folder))
    qtbot.waitUntil(lambda: program.start is not None and program.window is None, timeout=SLOW)
    assert not window.isVisible()
    form = program.start.restoring.form
    assert program.start.page is form
    assert [row.why for row in form._rows.values()] == ["bij het sluiten"]
    assert form.folder == world.folder
    form.leave()
    assert program.start.page is program.start.unlock
    program.start.close()
    warmer.stop()
    program.theme.deleteLater()
