"""Other keys for everything: nothing is lost or changed, the old keys open nothing, and at every step one is whole."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.builders import CHEAP, PASSWORD, SECRETARY, World, made_id, password_of, user_id
from tests.planted import opened, plant
from zsm_desktop.app import open_desk
from zsm_desktop.app.keys import Renewed, new_recovery_key, recovery_owner, renew
from zsm_desktop.app.people import edit_user, without_entry
from zsm_desktop.app.recovery import recover
from zsm_desktop.app.tries import Tries
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Role
from zsm_desktop.store import backup, check, first_steps, folder, guards, keys_json, raw, renewal
from zsm_desktop.store.kept_here import NOTES, KeptHere, KeptText
from zsm_desktop.store.keys import KeyFile, Owner
from zsm_desktop.store.place import DATABASE, KEYS, RENEWAL, FilePlace
from zsm_desktop.store.resealing import reseal
from zsm_desktop.store.seal import Sealer


class Stop(Exception):
    pass


def is_asked_for(world: World) -> bool:
    """Whether Vandaag asks, of who opens the network again, that the printed key is checked."""
    world.close()
    with closing(open_desk(world.folder, password=PASSWORD, clock=lambda: world.now)) as desk:
        return "recovery_unchecked" in [row.kind for row in desk.today.facts().waiting]


def renewed(world: World, progress: renewal.Progress = lambda _doing, _done, _all: None) -> Renewed:
    world.close()
    return renew(world.folder, world.keys, PASSWORD, progress=progress, clock=lambda: world.now, kdf=CHEAP)


def code_of(call: Callable[[], object]) -> str:
    with pytest.raises(RuleError) as refused:
        call()
    return refused.value.code


def named(world: World) -> str:
    """A case, whose pupil's name was opened for a reason; the pupil's id."""
    case = world.case()
    ((pupil,),) = world.store.rows("SELECT pupil_id FROM case_file WHERE id = ?", (case,))
    world.desk.pupils.open_name(pupil, "bellen over morgen")
    return str(pupil)


def test_every_row_and_every_sealed_value_is_there_under_the_new_keys(world: World) -> None:
    world.delivered()
    named(world)
    world.close()
    before = opened(FilePlace(world.folder, world.keys), world.keys)
    made = renewed(world)
    assert opened(FilePlace(world.folder, made.keys), made.keys) == before
    assert made.entries == 1
    after = World(world.folder, made.keys, world.now)
    assert after.reasons("pupil.open_name") == ["bellen over morgen"]
    ((act, who),) = after.store.rows("SELECT act, user_id FROM audit_event ORDER BY number DESC LIMIT 1")
    after.close()
    assert (act, who) == ("keys.renew", user_id(SECRETARY))
    assert not (world.folder / RENEWAL).exists()


def test_every_sealed_column_there_is_goes_along(world: World) -> None:
    world.close()
    place, other = FilePlace(world.folder, world.keys), replace(world.keys, seal_key=os.urandom(32))
    planted = plant(place)
    with closing(place.connect()) as driver:
        driver.execute("BEGIN IMMEDIATE")
        guards.remove(driver.execute)
        done = reseal(driver, Sealer(world.keys.seal_key), Sealer(other.seal_key))
        driver.execute("COMMIT")
    after = opened(place, other)
    assert planted.items() <= after.items()
    assert done == len(after)


def test_what_the_old_keys_opened_they_open_no_more(world: World) -> None:
    named(world)
    with closing(world.store.place.connect()) as driver:
        (sealed,) = driver.execute("SELECT given_name FROM pupil LIMIT 1").fetchone()
    old = KeyFile.read(world.folder / KEYS)
    made = renewed(world)
    database = world.folder / DATABASE
    assert code_of(lambda: raw.connect(database, world.keys.store_key)) == "store.damaged"
    header = KeyFile.read(world.folder / KEYS)
    assert [owner.user_name for owner in header.users] == [SECRETARY]
    assert code_of(lambda: header.unlock(password_of("stage duin"))) == "keys.wrong_password"
    assert "stage duin" in made.without_entry
    with closing(raw.connect(database, made.keys.store_key)) as driver:
        rows = driver.execute("SELECT id, given_name FROM pupil WHERE given_name IS NOT NULL").fetchall()
    assert rows
    assert sealed not in [value for _, value in rows]
    for row_id, value in rows:
        assert Sealer(made.keys.seal_key).open("pupil", row_id, "given_name", value) == "Zoë"
        for key in (world.keys.seal_key, None):
            with pytest.raises(RuleError):
                Sealer(key).open("pupil", row_id, "given_name", value)
    assert old.unlock(PASSWORD).store_key not in database.read_bytes()


def test_the_new_printed_key_lets_in_and_the_old_one_does_not(world: World) -> None:
    old = new_recovery_key(world.desk, PASSWORD, kdf=CHEAP)
    made = renewed(world)
    assert code_of(lambda: recover(world.folder, old, "een nieuw wachtwoord")) == "keys.wrong_recovery"
    desk = recover(world.folder, made.recovery_key, "een nieuw wachtwoord")
    assert desk.actor.name == SECRETARY
    desk.close()


def test_a_new_printed_key_that_was_never_seen_is_asked_for(world: World) -> None:
    """The program ended on the page that says it is done, before the key was shown."""
    renewed(world)
    assert is_asked_for(world)


def test_another_printed_key_that_was_never_seen_is_asked_for(world: World) -> None:
    new_recovery_key(world.desk, PASSWORD, kdf=CHEAP)
    assert is_asked_for(world)


def test_the_sheet_is_asked_for_where_the_key_file_was_written_and_what_followed_was_not(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path) -> None:
        raise RuleError("file.disk_full", path=str(path))

    with monkeypatch.context() as patch:
        patch.setattr(keys_json, "level", full)
        assert code_of(lambda: new_recovery_key(world.desk, PASSWORD, kdf=CHEAP)) == "file.disk_full"
    assert is_asked_for(world)


def test_no_sheet_is_asked_for_where_the_key_is_still_the_old_one(world: World) -> None:
    beside = keys_json.previous_of(world.folder / KEYS)
    beside.unlink(missing_ok=True)
    beside.mkdir()
    assert code_of(lambda: new_recovery_key(world.desk, PASSWORD, kdf=CHEAP)).startswith("file.")
    assert first_steps.standing(world.folder) == {}
    world.close()
    assert code_of(lambda: renewed(world)).startswith("store.")
    assert first_steps.standing(world.folder) == {}
    assert not (world.folder / RENEWAL).exists()
    beside.rmdir()
    assert not is_asked_for(world)


def test_where_nothing_can_be_noted_there_are_no_new_keys(world: World) -> None:
    before = (world.folder / KEYS).read_bytes()
    (world.folder / first_steps.FILE).mkdir()
    assert code_of(lambda: new_recovery_key(world.desk, PASSWORD, kdf=CHEAP)).startswith("file.")
    assert code_of(lambda: renewed(world)).startswith("file.")
    assert (world.folder / KEYS).read_bytes() == before
    assert not (world.folder / RENEWAL).exists()


def test_a_copy_under_the_old_keys_stays_and_the_check_says_whose_keys_open_it(world: World) -> None:
    named(world)
    made = renewed(world)
    new, old = sorted(backup.copies(world.folder), key=lambda path: "voor" in path.name)
    then = KeyFile.read(backup.keys_beside(old)).unlock(password_of("stage duin"))
    with closing(raw.connect(old, then.store_key, read_only=True)) as driver:
        assert check.faults_of(driver) == []
    with closing(raw.connect(new, made.keys.store_key, read_only=True)) as driver:
        assert check.faults_of(driver) == []
    with closing(open_desk(world.folder, password=PASSWORD, clock=lambda: world.now)) as desk:
        found = desk.checks.run()
        assert found.ok
        assert [(one.code, one.facts) for one in found.findings] == [("check.backup_old_keys", {"count": 1})]
        backup.keys_beside(old).unlink()
        assert not desk.checks.run().ok, "a copy nobody can open is no good copy, however old"


def test_who_lost_the_entry_is_admitted_again_with_a_new_password(world: World) -> None:
    made = renewed(world)
    after = World(world.folder, made.keys, world.now)
    row = next(row for row in after.desk.users.rows() if row.name == "stage duin")
    assert row.id in without_entry(after.desk)
    edit_user(after.desk, row.id, row.version, row.name, row.role, row.school_id, "een nieuw begin", kdf=CHEAP)
    after.close()
    with closing(open_desk(world.folder, password="een nieuw begin")) as desk:
        assert desk.actor.name == "stage duin"
        assert desk.store.seal.may_open


def test_what_was_typed_and_lies_beside_the_network_goes_along(world: World) -> None:
    texts = [
        KeptText(NOTES, made_id(99, number), "notes", "", f"nog niet bewaard {number}", world.now, user_id(name))
        for number, name in enumerate((SECRETARY, "directeur duin"))
    ]
    for text, name in zip(texts, (SECRETARY, "directeur duin"), strict=True):
        KeptHere(world.folder, world.desk_of(name).store.keys).keep(text)
    made = renewed(world)
    after = World(world.folder, made.keys, world.now)
    for text, name in zip(texts, (SECRETARY, "directeur duin"), strict=True):
        assert KeptHere(world.folder, after.desk_of(name).store.keys).rows() == (text,)
    after.close()


@pytest.mark.parametrize("doing", [renewal.COPYING, renewal.SEALING, renewal.PROVING])
def test_stopped_at_any_stage_the_old_network_is_as_it_was(world: World, doing: str) -> None:
    named(world)
    world.close()
    header = (world.folder / KEYS).read_bytes()
    before = opened(FilePlace(world.folder, world.keys), world.keys)

    def stop(now: str, _done: int, _all: int) -> None:
        if now == doing:
            raise Stop

    with pytest.raises(Stop):
        renewed(world, stop)
    assert (world.folder / KEYS).read_bytes() == header
    assert not (world.folder / RENEWAL).exists()
    assert opened(FilePlace(world.folder, world.keys), world.keys) == before


def test_a_value_that_does_not_open_stops_it(world: World) -> None:
    pupil = named(world)
    with closing(world.store.place.connect()) as driver:
        driver.execute("UPDATE pupil SET given_name = ? WHERE id = ?", (b"\x01" + bytes(60), pupil))
    assert code_of(lambda: renewed(world)) == "seal.broken"
    with closing(open_desk(world.folder, password=PASSWORD)) as desk:
        assert desk.actor.name == SECRETARY
    assert not (world.folder / RENEWAL).exists()


def test_nobody_may_have_it_open_meanwhile(world: World) -> None:
    with closing(open_desk(world.folder, password=PASSWORD)):
        assert code_of(lambda: renewed(world)) == "store.in_use"


def test_while_somebody_reads_nothing_happens(world: World) -> None:
    named(world)
    world.close()
    with closing(raw.connect(world.folder / DATABASE, world.keys.store_key, read_only=True)) as reader:
        reader.execute("BEGIN")
        assert reader.execute("SELECT count(*) FROM pupil").fetchone() == (1,)
        assert code_of(lambda: renewed(world)) == "store.busy"
    assert not (world.folder / RENEWAL).exists()
    assert folder.unlock(world.folder, PASSWORD).store_key == world.keys.store_key


def test_only_who_manages_users_and_only_with_the_own_password(world: World) -> None:
    director = world.desk_of("directeur duin").store.keys
    world.close()
    with_her = {"clock": lambda: world.now, "kdf": CHEAP}
    mine = password_of("directeur duin")
    assert code_of(lambda: renew(world.folder, director, mine, **with_her)) == "permission.missing"
    assert code_of(lambda: renew(world.folder, world.keys, "iets heel anders", **with_her)) == "keys.wrong_password"
    assert not (world.folder / RENEWAL).exists()
    assert backup.copies(world.folder) == []


def test_another_printed_key_is_made_only_by_who_may(world: World) -> None:
    assert code_of(lambda: new_recovery_key(world.desk_of("directeur duin"), PASSWORD)) == "permission.missing"
    assert code_of(lambda: new_recovery_key(world.desk, "iets heel anders")) == "keys.wrong_password"
    assert code_of(lambda: new_recovery_key(world.desk, PASSWORD)) == "keys.wait"
    Tries().path.unlink()  # as after the wait
    first = new_recovery_key(world.desk, PASSWORD, kdf=CHEAP)
    second = new_recovery_key(world.desk, PASSWORD, kdf=CHEAP)
    assert recovery_owner(world.desk) == user_id(SECRETARY)
    assert folder.recover(world.folder, second).seal_key == world.keys.seal_key
    assert code_of(lambda: folder.recover(world.folder, first)) == "keys.wrong_recovery"
    lines = world.store.rows("SELECT act, subject_id, facts FROM audit_event ORDER BY number DESC LIMIT 2")
    assert lines == [("keys.recovery", user_id(SECRETARY), None)] * 2


AT = ("os.rename", "os.remove", "os.rmdir", "os.mkdir", "shutil.rmtree", "open")


def killed_at(step: int, folder_of: Path, swap: Callable[[], object]) -> bool:
    """The swap in a process that is killed at this step on the disk; False when it has no so many steps."""
    child = os.fork()
    if child == 0:
        left = step

        def die(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal left
            if event in AT and str(folder_of) in str(arguments):
                left -= 1
                if left < 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(die)
        try:
            swap()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == -signal.SIGKILL


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process that is exactly this one")
def test_killed_at_any_step_the_old_network_is_whole_or_the_new_one(world: World, tmp_path: Path) -> None:
    named(world)
    KeptHere(world.folder, world.keys).keep(
        KeptText(NOTES, made_id(99, 1), "notes", "", "nog niet bewaard", world.now, user_id(SECRETARY))
    )
    world.close()
    before = opened(FilePlace(world.folder, world.keys), world.keys)
    owner = Owner(user_id(SECRETARY), SECRETARY, Role.SECRETARY.value)
    header, new = KeyFile.new(world.keys.network_id, owner, PASSWORD, CHEAP)
    renewal.build(world.folder, world.keys, new)
    built, tried = world.folder, tmp_path / "tried"
    is_new: list[bool] = []
    shutil.copytree(built, tried)
    while killed_at(len(is_new), tried, lambda: renewal.swap(tried, header, world.keys, new)):
        folder.look(tried)  # as the start window does
        assert not (tried / RENEWAL).exists()
        keys = folder.unlock(tried, PASSWORD)
        is_new.append(keys.store_key == new.store_key)
        assert keys.store_key in {new.store_key, world.keys.store_key}
        assert opened(FilePlace(tried, keys), keys) == before
        (text,) = KeptHere(tried, keys).rows()
        assert text.text == "nog niet bewaard"
        shutil.rmtree(tried)
        shutil.copytree(built, tried)
    assert is_new == sorted(is_new), "once it is the new one it stays so"
    assert 5 < is_new.index(True) < len(is_new) - 3


@pytest.mark.parametrize("left", [(), (DATABASE,), (DATABASE, KEYS)])
def test_one_that_broke_off_before_it_was_done_is_thrown_away(world: World, left: tuple[str, ...]) -> None:
    world.close()
    (world.folder / RENEWAL).mkdir()
    for name in left:
        (world.folder / RENEWAL / name).write_bytes(b"half")
    assert folder.look(world.folder).refusal is None
    assert not (world.folder / RENEWAL).exists()
    assert folder.unlock(world.folder, PASSWORD).store_key == world.keys.store_key


def test_one_that_is_going_on_is_left_alone(world: World) -> None:
    within = world.folder / RENEWAL
    with closing(open_desk(world.folder, password=PASSWORD)):
        within.mkdir()
        folder.look(world.folder)
        assert within.is_dir()
    folder.look(world.folder)
    assert not within.exists()


def test_the_moment_of_a_copy_is_in_its_name(world: World) -> None:
    copy = backup.copy_before(world.folder, "import", world.keys, world.now + timedelta(seconds=5))
    (found,) = backup.found_in(copy.parent)
    assert (found.path, found.at) == (
        copy,
        world.now + timedelta(seconds=5),
    )
