"""A network goes on at another computer: ready on a stick, closed here, whole there; broken off, it is whole here."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.builders import PASSWORD, SECRETARY, World
from zsm_desktop.app import open_desk, system_clock
from zsm_desktop.app.copies import Copies
from zsm_desktop.app.leaving import leave, stay
from zsm_desktop.app.start import Entrance
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.store import backup, backup_state, duties, first_steps, moved, waybill
from zsm_desktop.store.backup_state import PlaceState
from zsm_desktop.store.keys import Keys
from zsm_desktop.store.lease import this_computer
from zsm_desktop.ui.start.actions import PuttingBack


class Quiet:
    def step(self, *_about: object) -> None:
        """Nobody follows it."""


@pytest.fixture
def kept() -> str:
    """What a server says instead is at the end."""
    return "file"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    place = tmp_path / "STICK"
    place.mkdir()
    return place


@pytest.fixture
def old(world: World) -> tuple[Path, Keys]:
    world.delivered("DUIN", "ZEEUW", 100)
    world.case()
    world.close()
    return world.folder, world.keys


def asked(copies: Copies, stick: Path) -> PuttingBack:
    rows, folder = copies.arriving(stick)
    return PuttingBack(rows[0], folder, PASSWORD, SECRETARY, is_move=True)


def arrive(data: Path, stick: Path) -> Path:
    copies = Copies(data)
    with_desk = copies.put_back(asked(copies, stick), Quiet())
    desk = with_desk.desk
    assert desk.put_back.is_move
    desk.close()
    return Path(desk.folder)


def test_it_is_closed_here_and_whole_there(old: tuple[Path, Keys], stick: Path, tmp_path: Path) -> None:
    folder, keys = old
    left = leave(folder, keys, stick)
    assert left.copy.parent.parent == stick
    assert left.figures.entries == 1
    with pytest.raises(RuleError, match=r"store\.left"):
        open_desk(folder, password=PASSWORD, user=SECRETARY)
    known = Entrance(folder.parent, tmp_path / "none.json").look(folder)
    assert "Toch hier verder" in known.trouble
    assert known.left.endswith("nog niet geopend.")
    there = arrive(tmp_path / "andere computer", stick)
    desk = open_desk(there, password=PASSWORD, user=SECRETARY)
    assert desk.ledger.head().entries == 1
    assert desk.backups.is_kept()
    acts = [act for (act,) in desk.store.rows("SELECT act FROM audit_event ORDER BY number DESC LIMIT 2")]
    assert acts == ["backup.put_back", "backup.leave"]
    assert first_steps.standing(there) == {first_steps.COPIES: first_steps.OPEN}
    desk.close()
    assert "geopend op de computer" in Entrance(folder.parent, tmp_path / "none.json").look(folder).left


def test_there_and_back(old: tuple[Path, Keys], stick: Path, tmp_path: Path) -> None:
    """The old folder of before is set aside then, and nothing of the work there is lost."""
    folder, keys = old
    leave(folder, keys, stick)
    there = arrive(tmp_path / "andere computer", stick)
    desk = open_desk(there, password=PASSWORD, user=SECRETARY)
    desk.network.edit(1, name="Verhuisd netwerk", region="", holiday_region="zuid")
    there_keys = desk.store.keys
    desk.close()
    back_stick = tmp_path / "STICK 2"
    back_stick.mkdir()
    leave(there, there_keys, back_stick)
    here = arrive(folder.parent, back_stick)
    assert here != folder
    assert moved.aside_for(folder) == here
    desk = open_desk(here, password=PASSWORD, user=SECRETARY)
    assert desk.network_name == "Verhuisd netwerk"
    desk.close()


def test_who_stays_after_all_makes_the_copy_useless(old: tuple[Path, Keys], stick: Path, tmp_path: Path) -> None:
    folder, keys = old
    leave(folder, keys, stick)
    stay(folder)
    open_desk(folder, password=PASSWORD, user=SECRETARY).close()
    copies = Copies(tmp_path / "andere computer")
    with pytest.raises(RuleError, match=r"leave\.withdrawn"):
        copies.compare(asked(copies, stick))
    with pytest.raises(RuleError, match=r"leave\.withdrawn"):
        copies.put_back(asked(copies, stick), Quiet())
    assert not list((tmp_path / "andere computer").glob("*"))


def test_while_the_stick_is_away_it_stays_closed(old: tuple[Path, Keys], stick: Path, tmp_path: Path) -> None:
    """Going on here would leave a copy that says it may be put to use elsewhere: two networks."""
    folder, keys = old
    leave(folder, keys, stick)
    away = stick.rename(tmp_path / "weg")
    with pytest.raises(RuleError, match=r"leave\.not_seen"):
        stay(folder)
    with pytest.raises(RuleError, match=r"store\.left"):
        open_desk(folder, password=PASSWORD, user=SECRETARY)
    away.rename(stick)
    stay(folder)
    with pytest.raises(RuleError, match=r"leave\.withdrawn"):
        arrive(tmp_path / "andere computer", stick)
    assert kept_up(folder) == ["backup.leave", "backup.stay"]


def test_who_is_sure_that_it_is_lost_goes_on_and_it_is_told_when_it_is_found(
    old: tuple[Path, Keys], stick: Path, tmp_path: Path
) -> None:
    folder, keys = old
    leave(folder, keys, stick)
    away = stick.rename(tmp_path / "weg")
    stay(folder, is_sure=True)
    assert kept_up(folder) == ["backup.leave", "backup.stay"]
    (known,) = backup_state.read(folder).stays
    assert not known.is_withdrawn
    away.rename(stick)
    assert kept_up(folder) == ["backup.leave", "backup.stay"]
    assert backup_state.read(folder).stays == ()
    with pytest.raises(RuleError, match=r"leave\.withdrawn"):
        arrive(tmp_path / "andere computer", stick)


def test_where_it_is_used_elsewhere_it_stays_closed_here(old: tuple[Path, Keys], stick: Path, tmp_path: Path) -> None:
    folder, keys = old
    leave(folder, keys, stick)
    arrive(tmp_path / "andere computer", stick)
    with pytest.raises(RuleError, match=r"leave\.used"):
        stay(folder)
    with pytest.raises(RuleError, match=r"store\.left"):
        open_desk(folder, password=PASSWORD, user=SECRETARY)
    stay(folder, is_sure=True)
    with closing(open_desk(folder, password=PASSWORD, user=SECRETARY)) as desk:
        assert desk.backups.facts().used_on == this_computer()


def kept_up(folder: Path) -> list[str]:
    """What the logbook says of moving, after what is done by itself a minute after opening."""
    with closing(open_desk(folder, password=PASSWORD, user=SECRETARY)) as desk:
        desk.backups.keep_up("")
        said = "SELECT act FROM audit_event WHERE act IN ('backup.leave', 'backup.stay') ORDER BY number"
        return [act for (act,) in desk.store.rows(said)]


def test_put_back_as_an_ordinary_copy_it_is_looked_at_all_the_same(
    old: tuple[Path, Keys], stick: Path, tmp_path: Path
) -> None:
    """By the other way in: what is withdrawn is refused, what is used says so, and the old one is set aside."""
    folder, keys = old
    leave(folder, keys, stick)
    there = Copies(tmp_path / "andere computer")
    wish = PuttingBack(there.in_place(stick)[0], None, PASSWORD, SECRETARY)
    assert there.compare(wish).why.startswith("Klaargezet op")
    opened = there.put_back(wish, Quiet()).desk
    opened.close()
    assert (opened.put_back.is_move, opened.put_back.is_noted) == (True, True)
    with pytest.raises(RuleError, match=r"leave\.used"):
        stay(folder)
    stay(folder, is_sure=True)
    waybill.withdraw(wish.copy.path, system_clock(), this_computer())
    other = Copies(tmp_path / "derde")
    with pytest.raises(RuleError, match=r"leave\.withdrawn"):
        other.put_back(wish, Quiet())
    here = Copies(folder.parent)
    assert here.compare(wish._replace(folder=folder)).loss is not None  # used here: an ordinary copy of it


def test_what_is_still_to_be_done_goes_along(
    old: tuple[Path, Keys], stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The printed key that was not asked back, and where copies lie of somebody who is forgotten."""
    folder, keys = old
    first_steps.remind(folder, first_steps.SHEET)
    owed = PlaceState("/media/oude stick", owes=system_clock())
    backup_state.change(folder, lambda state: state.with_place(owed))
    with monkeypatch.context() as patch:
        patch.setattr(duties, "this_computer", lambda: "OUDE-PC")
        leave(folder, keys, stick)
    there = arrive(tmp_path / "andere computer", stick)
    assert first_steps.SHEET in first_steps.standing(there)
    with closing(open_desk(there, password=PASSWORD, user=SECRETARY)) as desk:
        assert desk.backups.facts().owing == (("/media/oude stick", "OUDE-PC"),)
        desk.backups.keep_up("")
        assert desk.backups.facts().owing == (("/media/oude stick", "OUDE-PC"),)
        desk.backups.renew()
        here, old_folder = str(folder / "backups"), ("/media/oude stick", "OUDE-PC")
        assert set(desk.backups.facts().owing) == {old_folder, (here, "OUDE-PC")}
        desk.destroying.copies_gone("/media/oude stick", "OUDE-PC")
        assert desk.backups.facts().owing == ((here, "OUDE-PC"),)
        with pytest.raises(RuleError, match=r"backup\.not_owed"):
            desk.destroying.copies_gone("/media/oude stick", "OUDE-PC")


def test_killed_before_it_is_closed_here_the_copy_is_of_no_use(
    old: tuple[Path, Keys], stick: Path, tmp_path: Path
) -> None:
    folder, keys = old
    child = os.fork()
    if not child:

        def tell(_done: int, _all: int) -> None:
            if any(waybill.read(copy) for copy in stick.rglob("*.db")):
                os.kill(os.getpid(), signal.SIGKILL)

        leave(folder, keys, stick, tell=tell)
        os._exit(0)
    _pid, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)
    open_desk(folder, password=PASSWORD, user=SECRETARY).close()
    with pytest.raises(RuleError, match=r"leave\.withdrawn"):
        arrive(tmp_path / "andere computer", stick)


def test_a_stick_that_goes_at_the_last_moment_leaves_it_closed(
    old: tuple[Path, Keys], stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether the copy can be used nobody knows then: so the network here cannot, until the stick is back."""
    folder, keys = old
    write = waybill.write

    def pulled(copy: Path, bill: waybill.Waybill) -> None:
        if moved.left_as(folder) is not None:
            raise RuleError("file.no_folder", path=str(copy))
        write(copy, bill)

    monkeypatch.setattr(waybill, "write", pulled)
    with pytest.raises(RuleError, match=r"leave\.not_released"):
        leave(folder, keys, stick)
    assert "niet afgemaakt" in Entrance(folder.parent, tmp_path / "none.json").look(folder).left
    monkeypatch.setattr(waybill, "write", write)
    stay(folder)
    open_desk(folder, password=PASSWORD, user=SECRETARY).close()


def test_used_twice_it_says_where_it_was_used(old: tuple[Path, Keys], stick: Path, tmp_path: Path) -> None:
    folder, keys = old
    leave(folder, keys, stick)
    copies = Copies(tmp_path / "tweede")
    assert copies.compare(asked(copies, stick)).why.startswith("Klaargezet op")
    arrive(tmp_path / "eerste", stick)
    assert "al gebruikt" in copies.compare(asked(copies, stick)).why


def test_a_copy_that_holds_something_else_is_not_taken_for_it(
    old: tuple[Path, Keys], stick: Path, tmp_path: Path
) -> None:
    folder, keys = old
    left = leave(folder, keys, stick)
    bill = backup.waybill_beside(left.copy)
    said = json.loads(bill.read_text())
    said["figures"]["given_cents"] += 1
    bill.write_text(json.dumps(said))
    with pytest.raises(RuleError, match=r"leave\.differs"):
        arrive(tmp_path / "andere computer", stick)
    assert not list((tmp_path / "andere computer").glob("*"))


def test_broken_off_at_any_step_it_is_whole_here(
    old: tuple[Path, Keys], stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever tells how far it is may stop it, and so may every write; then nothing usable lies on the stick."""
    folder, keys = old

    class Stopped(Exception):
        pass

    def at(turn: int) -> Callable[[int, int], None]:
        left = [turn]

        def tell(_done: int, _all: int) -> None:
            left[0] -= 1
            if left[0] < 0:
                raise Stopped

        return tell

    stopped = 0
    while stopped < 60:
        try:
            leave(folder, keys, stick, tell=at(stopped))
        except Stopped:
            stopped += 1
            open_desk(folder, password=PASSWORD, user=SECRETARY).close()
            assert [copy for copy in stick.rglob("*.db") if waybill.read(copy)] == []
            continue
        break
    assert 2 < stopped < 60
    stay(folder)

    def refuse(*_about: object) -> None:
        raise RuleError("store.disk_full", path=str(folder))

    monkeypatch.setattr(moved, "leave", refuse)
    with pytest.raises(RuleError, match=r"store\.disk_full"):
        leave(folder, keys, stick)
    open_desk(folder, password=PASSWORD, user=SECRETARY).close()


@pytest.mark.parametrize("turn", [0, 2, 4])
def test_killed_in_the_middle_it_is_whole_here(old: tuple[Path, Keys], stick: Path, turn: int) -> None:
    """What the process leaves behind at that moment, and nobody tidies; then the same once more."""
    folder, keys = old
    child = os.fork()
    if not child:
        left = [turn]

        def tell(_done: int, _all: int) -> None:
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)

        leave(folder, keys, stick, tell=tell)
        os._exit(0)
    _pid, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)
    desk = open_desk(folder, password=PASSWORD, user=SECRETARY)
    assert desk.ledger.head().entries == 1
    desk.close()
    assert [copy for copy in stick.rglob("*.db") if waybill.read(copy)] == []
    assert leave(folder, keys, stick).figures.entries == 1
