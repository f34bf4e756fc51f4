"""`backup` makes a copy that was put back to try it, `restore` puts one back; both as a script finds them."""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.builders import PASSWORD, SECRETARY, World
from tests.cli.test_command_line import Run
from zsm_desktop.app import open_desk
from zsm_desktop.app.copies import Copies
from zsm_desktop.app.leaving import leave, stay
from zsm_desktop.app.tries import Tries
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.store import backup, duties, moved, waybill
from zsm_desktop.store.lease import this_computer
from zsm_desktop.ui.start.actions import PuttingBack
from zsm_desktop.ui.work import Progress
from zsm_desktop.words import leaving as words

DATA = Path(__file__).parents[1] / "intake" / "data"


@pytest.fixture
def kept() -> str:
    """Of a network on a server its host makes the copies."""
    return "file"


def test_there_and_back(world: World, run: Run, tmp_path: Path) -> None:
    world.delivered("DUIN", "ZEEUW", 200)
    made = run("--json", "backup")
    assert made.status == 0, made.err
    file = Path(made.json["file"])
    assert made.json == {"file": str(file), "entries": 1, "tested": True}
    assert [file] == backup.copies(world.folder)
    back = run("--json", "restore", file, "--into", tmp_path / "new")
    assert back.status == 0, back.err
    assert back.json == {"store": str(tmp_path / "new"), "entries": 1}
    whole = run("--json", "--store", tmp_path / "new", "check")
    assert (whole.status, whole.json["entries"], whole.json["findings"]) == (0, 1, [])


def test_elsewhere_too_and_while_it_is_open(world: World, run: Run, tmp_path: Path) -> None:
    desk = world.desk
    out = tmp_path / "stick" / "kopieën"
    made = run("backup", "--out", out)
    assert desk.folder == world.folder
    assert made.status == 0, made.err
    assert "getest: 0 boekingen, saldo 0,00" in made.out
    assert len(backup.found_in(out, world.keys.network_id)) == 1
    assert world.store.rows("SELECT act FROM audit_event ORDER BY number DESC LIMIT 1") == [("backup.lay",)]


def test_what_is_refused(world: World, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = run("--json", "backup").json["file"]
    assert run("restore", file, "--into", world.folder).status == 2
    assert run("restore", tmp_path / "none.db", "--into", tmp_path / "new").status == 3
    assert run("backup", "--out", world.folder / "backups").status == 2
    spoilt = tmp_path / Path(file).name
    data = bytearray(Path(file).read_bytes())
    data[20 * 4096 + 50] ^= 1
    spoilt.write_bytes(data)
    backup.keys_beside(spoilt).write_bytes(backup.keys_beside(Path(file)).read_bytes())
    said = run("restore", spoilt, "--into", tmp_path / "new")
    assert (said.status, said.out) == (2, "")
    assert "beschadigd" in said.err
    monkeypatch.setenv("ZSM_PASSWORD", "niet dit wachtwoord")
    assert run("restore", file, "--into", tmp_path / "new").status == 3
    assert not (tmp_path / "new").exists()


def test_a_password_is_as_slow_to_guess_as_in_the_window(
    world: World, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = run("--json", "backup").json["file"]
    monkeypatch.setenv("ZSM_PASSWORD", "niet dit wachtwoord")
    assert "past niet" in run("restore", file, "--into", tmp_path / "new").err
    monkeypatch.setenv("ZSM_PASSWORD", PASSWORD)
    said = run("restore", file, "--into", tmp_path / "new")
    assert (said.status, "Er is net een wachtwoord geprobeerd" in said.err) == (3, True)
    assert not (tmp_path / "new").exists()
    Tries().path.unlink()  # as after the wait
    assert run("restore", file, "--into", tmp_path / "new").status == 0


def test_a_neighbour_that_is_closed_to_who_restores_stops_nothing(
    world: World, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = run("--json", "backup").json["file"]
    closed = tmp_path / "systemd-private"
    closed.mkdir()
    look = Path.is_file

    def denied(path: Path) -> bool:
        if closed in path.parents:
            raise PermissionError(13, "Permission denied", str(path))
        return look(path)

    monkeypatch.setattr(Path, "is_file", denied)
    back = run("restore", file, "--into", tmp_path / "new")
    assert back.status == 0, back.err


def test_a_copy_of_one_that_is_used_where_nobody_looks_is_an_ordinary_one_by_either_way(
    world: World, run: Run, tmp_path: Path
) -> None:
    """It lies among the copies of a network that is in use; that the same one left from elsewhere is no question."""
    (tmp_path / "stick").mkdir()
    world.close()
    used = Path(shutil.copytree(world.folder, tmp_path / "elders" / "gebruikt"))
    own = backup.copy_before(used, "zelf", world.keys, world.now)
    left = leave(world.folder, world.keys, tmp_path / "stick").copy
    waybill.write(own, waybill.read(left))
    back = run("restore", own, "--into", tmp_path / "een" / "new")
    assert back.status == 0, back.err
    copies = Copies(world.folder.parent)
    opened = copies.put_back(PuttingBack(copies.at(own), None, PASSWORD, SECRETARY), Progress(lambda *_: None))
    opened.desk.close()
    assert waybill.read(own).arrived_at is None
    assert moved.aside_for(world.folder) is None


def test_one_made_ready_for_another_computer_says_that_it_was_used(world: World, run: Run, tmp_path: Path) -> None:
    """And one that was withdrawn since is refused: its network goes on elsewhere."""
    (tmp_path / "stick").mkdir()
    world.close()
    left = leave(world.folder, world.keys, tmp_path / "stick")
    elsewhere = [tmp_path / "een" / "new", tmp_path / "twee" / "third"]
    assert run("restore", left.copy, "--into", elsewhere[0]).status == 0
    assert waybill.read(left.copy).arrived_on == this_computer()
    waybill.withdraw(left.copy, world.now, this_computer())
    said = run("restore", left.copy, "--into", elsewhere[1])
    assert (said.status, elsewhere[1].exists()) == (2, False)
    assert "toch verdergegaan" in said.err
    beside = run("restore", left.copy, "--into", tmp_path / "een" / "again")  # where it is used: an ordinary copy of it
    assert beside.status == 0, beside.err


def test_restoring_what_was_made_ready_says_what_the_window_says(
    world: World, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That it is used elsewhere already, and that the stick took nothing; what is not noted beside it stops nothing."""
    (tmp_path / "stick").mkdir()
    world.close()
    left = leave(world.folder, world.keys, tmp_path / "stick")
    first = run("restore", left.copy, "--into", tmp_path / "een" / "new")
    assert "al gebruikt" not in first.err
    assert words.NOT_NOTED not in first.err
    second = run("restore", left.copy, "--into", tmp_path / "twee" / "second")
    assert second.status == 0
    assert "deze kopie is al gebruikt. Het is op" in second.err

    def refuse(*_about: object) -> None:
        raise RuleError("file.disk_full", path=str(left.copy))

    waybill.write(left.copy, replace(waybill.read(left.copy), arrived_at=None, arrived_on=""))
    monkeypatch.setattr(waybill, "write", refuse)
    monkeypatch.setattr(duties, "take_over", refuse)
    third = run("restore", left.copy, "--into", tmp_path / "drie" / "third")
    assert third.status == 0, third.err
    assert words.NOT_NOTED in third.err
    assert "al gebruikt" not in third.err


def test_where_it_left_from_no_copy_comes_back_beside_the_question(world: World, run: Run, tmp_path: Path) -> None:
    """As in the window: neither an own one, nor what was made ready before; what went comes back, and once only."""
    sticks = [tmp_path / "stick", tmp_path / "stick 2"]
    for one in sticks:
        one.mkdir()
    world.close()
    older = leave(world.folder, world.keys, sticks[0]).copy
    away = sticks[0].rename(tmp_path / "weg")
    stay(world.folder, is_sure=True)
    with closing(open_desk(world.folder, password=PASSWORD, user=SECRETARY)) as desk:
        desk.backups.keep_up("")  # that it stayed is written down
    away.rename(sticks[0])
    went = leave(world.folder, world.keys, sticks[1]).copy
    for own in backup.copies(world.folder):
        said = run("restore", own, "--into", tmp_path / "elders" / "new")
        assert (said.status, said.out) == (2, ""), said.err
        assert "Toch hier verder" in said.err
    said = run("restore", older, "--into", tmp_path / "new")
    assert said.status == 2
    assert "eerdere keer" in said.err
    assert waybill.read(older).is_withdrawn
    assert not (tmp_path / "new").exists()
    back = run("restore", went, "--into", tmp_path / "new")
    assert back.status == 0, back.err
    assert moved.aside_for(world.folder) == tmp_path / "new"


def test_a_copy_given_as_a_network_is_only_read(world: World, run: Run, tmp_path: Path) -> None:
    """Somebody gives the files of a copy the names of a network's own."""
    file = Path(run("--json", "backup").json["file"])
    (tmp_path / "copied").mkdir()
    file.rename(tmp_path / "copied" / "store.db")
    backup.keys_beside(file).rename(tmp_path / "copied" / "keys.json")
    read = run("--store", tmp_path / "copied", "balances")
    assert read.status == 0, read.err
    said = run("--store", tmp_path / "copied", "import-cases", tmp_path / "form.xlsx")
    assert said.status == 2
    assert "reservekopie" in said.err


def test_before_something_is_taken_in_there_is_a_copy(world: World, run: Run) -> None:
    world.delivered("DUIN", "ZEEUW", 200)
    taken = run("import-schools", DATA / "alle-vestigingen-vo_extract.csv")
    assert taken.status == 0, taken.err
    assert [copy.why for copy in backup.found_in(world.folder / "backups")] == ["inlezen"]
