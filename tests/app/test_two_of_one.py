"""Two that were once one network are told apart where either meets the other: a file, a copy, a stick."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from tests.app.test_leaving import Quiet, arrive, asked, kept, old, stick
from tests.app.test_left_and_put_back import refused, wish
from tests.builders import PASSWORD, SECRETARY, password_of
from zsm_desktop.app import open_desk, system_clock
from zsm_desktop.app.copies import Copies
from zsm_desktop.app.leaving import leave, stay
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.desk import Clock, Desk
from zsm_desktop.store import backup, backup_state, moved, parting, second_place, waybill
from zsm_desktop.store.keys import Keys
from zsm_desktop.words import backups as words
from zsm_desktop.words.leaving import used_too

__all__ = ["kept", "old", "stick"]


@contextmanager
def at_computer(name: str) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "uname", lambda: os.uname_result(("Linux", name, "", "", "")))
        yield


@contextmanager
def sitting(folder: Path, clock: Clock = system_clock) -> Iterator[Desk]:
    with closing(open_desk(folder, password=PASSWORD, user=SECRETARY, clock=clock)) as desk:
        yield desk


def work(folder: Path, name: str) -> Keys:
    """An act at it; whose keys they are."""
    with sitting(folder) as desk:
        ((version,),) = desk.store.rows("SELECT version FROM network")
        desk.network.edit(version, name=name, region="", holiday_region="zuid")
        return desk.store.keys


@pytest.fixture
def two(old: tuple[Path, Keys], stick: Path, tmp_path: Path) -> tuple[Path, Path, Keys]:
    """In use at the old computer, where somebody said that the stick is lost, and at a new one that it came to."""
    folder, keys = old
    leave(folder, keys, stick)
    with at_computer("NIEUW"):
        there = arrive(tmp_path / "andere computer", stick)
        work(there, "Daar")
    stick.rename(tmp_path / "kwijt")
    stay(folder, is_sure=True)
    work(folder, "Hier")
    return folder, there, keys


def test_what_one_is_beside_the_other(two: tuple[Path, Path, Keys], tmp_path: Path) -> None:
    folder, there, keys = two
    first = backup.copy_before(there, "zelf", keys, system_clock())
    with sitting(there) as desk:
        lines = parting.last_line(desk.store.rows)
    assert parting.between(first, keys, there, keys).kind == parting.SAME
    work(there, "Verder")
    assert parting.between(first, keys, there, keys).kind == parting.OLDER
    newer = backup.copy_before(there, "later", keys, system_clock())
    found = parting.between(newer, keys, folder, keys)
    assert (found.kind, found.computer, found.entries) == (parting.PARTED, "NIEUW", 1)
    assert found.lines == lines - 2  # that it was put back, and the work there, are of there only
    (tmp_path / "terug").mkdir()
    for name, copy in (("store.db", first), ("keys.json", backup.keys_beside(first))):
        (tmp_path / "terug" / name).write_bytes(copy.read_bytes())
    assert parting.between(newer, keys, tmp_path / "terug", keys).kind == parting.NEWER
    assert parting.between(tmp_path / "geen.db", keys, folder, keys).kind == parting.UNKNOWN


def test_an_older_stick_of_this_computer_is_of_no_use_any_more(
    old: tuple[Path, Keys], stick: Path, tmp_path: Path
) -> None:
    """It was made ready, somebody went on here, and it was made ready once more: only the last one comes in."""
    folder, keys = old
    leave(folder, keys, stick)
    away = stick.rename(tmp_path / "weg")
    stay(folder, is_sure=True)
    work(folder, "Verder")
    second = tmp_path / "STICK 2"
    second.mkdir()
    leave(folder, keys, second)
    away.rename(stick)
    copies = Copies(folder.parent)
    row = copies.in_place(stick)[0]
    refused(copies, wish(row, folder), r"leave\.older")
    refused(copies, wish(row, None, is_move=True), r"leave\.older")
    with pytest.raises(Exception, match=r"leave\.withdrawn"):
        arrive(tmp_path / "derde computer", stick)
    assert moved.left_as(folder) is not None
    copies.put_back(asked(copies, second), Quiet()).desk.close()


def test_what_went_its_own_way_does_not_come_back_beside_the_question(
    two: tuple[Path, Path, Keys], tmp_path: Path
) -> None:
    folder, there, keys = two
    for name in ("heen", "terug"):
        (tmp_path / name).mkdir()
    leave(folder, keys, tmp_path / "heen")
    with at_computer("NIEUW"):
        leave(there, keys, tmp_path / "terug")
    copies = Copies(folder.parent)
    row = copies.in_place(tmp_path / "terug")[0]
    refused(copies, wish(row, None, is_move=True), r"leave\.parted")
    bill = waybill.read(row.path)
    assert bill is not None
    assert bill.arrived_at is None
    stay(folder)
    loss = copies.compare(wish(row, folder)).loss
    assert loss is not None
    assert (loss.is_other, loss.computer, loss.entries) == (True, "NIEUW", 0)
    assert loss.acts == 2  # the work here, and that it was made ready; who stayed without a word leaves no line yet
    assert loss.since is not None
    assert "op de computer NIEUW verder gewerkt" in words.other(loss.since, loss.computer)


def kept_up(folder: Path, place: Path, clock: Clock = system_clock) -> tuple[str, bool]:
    """What the program says, after what is done by itself a minute after opening."""
    with sitting(folder, clock) as desk:
        desk.backups.keep_up(str(place))
        facts = desk.backups.facts()
        return facts.used_on, facts.used_since is not None


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "KOPIEEN").mkdir()
    return tmp_path / "KOPIEEN"


def brought(data: Path, stick: Path, who: str) -> Path:
    """To this computer, by whoever has a password."""
    copies = Copies(data)
    wanted = asked(copies, stick)._replace(password=password_of(who), user=who)
    with closing(copies.put_back(wanted, Quiet()).desk) as desk:
        return Path(desk.folder)


def names_at(place: Path, keys: Keys) -> set[str]:
    return {copy.path.name for copy in second_place.copies_at(place, keys.network_id)}


def keep_at(folder: Path, place: Path, clock: Clock = system_clock) -> None:
    with sitting(folder, clock) as desk:
        desk.backups.make(f"zelf {len(list(place.rglob('*.db')))}")  # no two of one second are called the same
        desk.backups.choose_second(str(place))


def test_copies_of_the_other_one_say_that_there_are_two(two: tuple[Path, Path, Keys], place: Path) -> None:
    """Whichever of the two sees them first; and none of what is there goes for it, as long as any copy may stay."""
    folder, there, keys = two
    with at_computer("NIEUW"):
        keep_at(there, place)
        assert kept_up(there, place) == ("", False)
    keep_at(folder, place)
    assert kept_up(folder, place) == ("NIEUW", True)
    assert len(backup_state.read(folder).stays) == 1 + 1  # that of the lost stick, and this
    kept_up(folder, place)
    assert len(backup_state.read(folder).stays) == 1 + 1
    with at_computer("NIEUW"):
        assert kept_up(there, place)[1]
    later = [system_clock() + timedelta(days=days) for days in (1, 2, 100, 800)]
    for at in later[:2]:
        keep_at(folder, place, lambda at=at: at)
    theirs = {copy.path.name for copy in backup.found_in(there / "backups")}
    kept_up(folder, place, lambda: later[2])
    left = names_at(place, keys)
    assert theirs < left
    assert len(left - theirs) < 3  # of its own the last of the month
    kept_up(folder, place, lambda: later[3])
    left = names_at(place, keys)
    assert not theirs & left  # older than a year: whoever was deleted since stands in it
    assert len(left) == 1


def test_it_is_said_once_and_again_when_it_goes_on(two: tuple[Path, Path, Keys], place: Path) -> None:
    folder, there, _ = two
    keep_at(there, place)
    keep_at(folder, place)
    assert kept_up(folder, place)[1]
    later = system_clock() + timedelta(days=31)
    assert kept_up(folder, place, lambda: later) == ("", False)
    work(there, "Nog verder")
    keep_at(there, place)
    assert kept_up(folder, place, lambda: later)[1]


def test_what_was_set_aside_here_is_no_second_network(old: tuple[Path, Keys], place: Path) -> None:
    """Its copies lie at the same place; also after the one that was set aside is used again."""
    folder, _ = old
    keep_at(folder, place)
    work(folder, "Verder")
    keep_at(folder, place)
    copies = Copies(folder.parent)
    oldest = copies.of_network(folder)[-1]
    opened = copies.put_back(wish(oldest, folder), Quiet()).desk
    back = opened.folder
    opened.close()
    assert kept_up(back, place) == ("", False)
    work(back, "Teruggezet")
    keep_at(back, place)
    copies.use_again(folder)
    assert kept_up(folder, place) == ("", False)


def test_a_folder_above_that_is_closed_is_no_reason_to_stop(
    two: tuple[Path, Path, Keys], place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, there, _ = two
    with at_computer("NIEUW"):
        keep_at(there, place)
    keep_at(folder, place)
    look = Path.iterdir

    def denied(path: Path) -> Iterator[Path]:
        if path == folder.parent:
            raise PermissionError(13, "Permission denied", str(path))
        return look(path)

    monkeypatch.setattr(Path, "iterdir", denied)
    assert kept_up(folder, place) == ("NIEUW", True)


def test_copies_of_what_was_set_aside_go_at_their_time(old: tuple[Path, Keys], place: Path) -> None:
    """Nobody else is there to take them away; whichever of the two is the one that is used."""
    folder, keys = old
    halfway = (system_clock() + timedelta(days=40)).replace(day=10)
    times = [halfway + timedelta(days=days) for days in (0, 1, 2, 100)]
    keep_at(folder, place)
    work(folder, "Verder")
    keep_at(folder, place, lambda: times[0])
    of_before = names_at(place, keys)
    copies = Copies(folder.parent)
    first = copies.of_network(folder)[-1]
    opened = copies.put_back(wish(first, folder), Quiet()).desk
    back = opened.folder
    opened.close()
    work(back, "Teruggezet")
    keep_at(back, place, lambda: times[1])
    kept_up(back, place, lambda: times[3])
    (gone,) = of_before - names_at(place, keys) - {first.path.name}
    assert gone.startswith(f"{times[0]:%Y%m%d}")
    of_aside = names_at(place, keys) - of_before
    copies.use_again(folder)
    work(folder, "Toch")
    keep_at(folder, place, lambda: times[2])
    kept_up(folder, place, lambda: times[3])
    assert not of_aside & names_at(place, keys)


def test_one_network_that_moves_stays_one(old: tuple[Path, Keys], stick: Path, place: Path, tmp_path: Path) -> None:
    """With one place for the copies of both computers."""
    folder, keys = old
    keep_at(folder, place)
    leave(folder, keys, stick)
    with at_computer("NIEUW"):
        there = arrive(tmp_path / "andere computer", stick)
        keep_at(there, place)
        work(there, "Daar")
        keep_at(there, place)
        assert kept_up(there, place) == ("", False)
        assert kept_up(there, stick) == ("", False)
        bill = next(waybill.read(copy.path) for copy in second_place.copies_at(stick) if waybill.read(copy.path))
        assert not bill.is_withdrawn
        leave(there, keys, place)
    here = arrive(folder.parent, place)
    assert kept_up(here, place) == ("", False)
    assert kept_up(here, stick) == ("", False)


def test_a_copy_that_was_made_ready_says_it_where_it_is_seen_again(
    old: tuple[Path, Keys], stick: Path, tmp_path: Path
) -> None:
    """Under another name than it had then, so that nobody finds it by that: of no use, or used elsewhere."""
    folder, keys = old
    leave(folder, keys, stick)
    lost = stick.rename(tmp_path / "ergens anders")
    stay(folder, is_sure=True)
    work(folder, "Verder")
    assert kept_up(folder, lost) == ("", False)
    bill = next(found for copy in second_place.copies_at(lost) if (found := waybill.read(copy.path)))
    assert bill.is_withdrawn


@pytest.mark.parametrize("who", [SECRETARY, "lezer"])
def test_a_stick_that_took_no_writing_at_arrival_is_told_later(
    old: tuple[Path, Keys], stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, who: str
) -> None:
    """Else the old computer goes on without a word, and there are two."""
    folder, keys = old
    leave(folder, keys, stick)
    with at_computer("NIEUW"):
        with monkeypatch.context() as locked:

            def refuses(*_about: object) -> None:
                raise RuleError("store.read_only", path=str(stick))

            locked.setattr(waybill, "write", refuses)
            there = brought(tmp_path / "andere computer", stick, who)
        work(there, "Daar")
        assert kept_up(there, stick) == ("", False)
        assert kept_up(there, stick) == ("", False)
    bill = next(found for copy in second_place.copies_at(stick) if (found := waybill.read(copy.path)))
    assert (bill.arrived_on, bill.is_withdrawn) == ("NIEUW", False)
    assert bill.arrived_at is not None
    with pytest.raises(RuleError, match=r"leave\.used"):
        stay(folder)


@pytest.mark.parametrize("who", ["boekhouder", "directeur duin", "lezer"])
def test_whoever_brought_it_here_the_stick_is_no_news(
    old: tuple[Path, Keys], stick: Path, tmp_path: Path, who: str
) -> None:
    folder, keys = old
    leave(folder, keys, stick)
    with at_computer("NIEUW"):
        there = brought(tmp_path / "andere computer", stick, who)
        work(there, "Daar")
        assert kept_up(there, stick) == ("", False)


def test_put_back_where_it_was_made_ready_the_lost_stick_is_of_no_use(
    old: tuple[Path, Keys], stick: Path, tmp_path: Path
) -> None:
    """From the network's own copy of what went, which was never put to use elsewhere."""
    folder, keys = old
    leave(folder, keys, stick)
    lost = stick.rename(tmp_path / "kwijt")
    stay(folder, is_sure=True)
    copies = Copies(folder.parent)
    row = next(one for one in copies.of_network(folder) if "verhuizing" in one.path.name)
    copies.put_back(wish(row, folder), Quiet()).desk.close()
    back = next(one for one in folder.parent.iterdir() if one != folder and (one / "store.db").exists())
    work(back, "Verder")
    assert kept_up(back, lost) == ("", False)
    bill = next(found for copy in second_place.copies_at(lost) if (found := waybill.read(copy.path)))
    assert bill.is_withdrawn


def test_one_that_was_used_says_where(two: tuple[Path, Path, Keys], tmp_path: Path) -> None:
    folder, there, _ = two
    assert kept_up(folder, tmp_path / "kwijt") == ("NIEUW", False)
    with at_computer("NIEUW"):
        assert kept_up(there, tmp_path / "kwijt") == ("", False)
    assert "een andere computer gebruikt" in used_too(backup_state.SOMEWHERE)
