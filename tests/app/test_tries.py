"""Who guesses passwords waits ever longer, whatever the clock is set to; the steady clock is moved by hand."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import PASSWORD, SECRETARY, World
from tests.store.folders import ANNA, CHEAP, DIRK, made
from tests.store.folders import PASSWORD as OF_ANNA
from zsm_desktop.app.copies import Copies
from zsm_desktop.app.keys import WithNames, new_recovery_key, require_named, require_renewable
from zsm_desktop.app.people import change_password
from zsm_desktop.app.start import Entrance
from zsm_desktop.app.tries import LONGEST_S, QUIET_S, Tried, Tries, wait_after
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.store.keys import KeyFile
from zsm_desktop.ui.start.actions import PuttingBack
from zsm_desktop.ui.work import Progress


class Clock:
    """Seconds since the computer was started."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def network(tmp_path: Path) -> Path:
    folder = tmp_path / "netwerk"
    folder.mkdir()
    return folder


@pytest.fixture
def tries(tmp_path: Path, clock: Clock) -> Tries:
    return Tries(tmp_path / "hier", clock)


def wrong(tries: Tries, network: Path) -> None:
    with pytest.raises(RuleError, match=r"keys\.wrong_password"), tries.one(network):
        raise RuleError("keys.wrong_password")


def test_each_wrong_password_makes_the_next_wait_longer(tries: Tries, network: Path, clock: Clock) -> None:
    waits = []
    for _ in range(8):
        wrong(tries, network)
        waits.append(tries.left(network))
        clock.now += tries.left(network)
    assert waits == [1, 2, 4, 8, 16, 30, 30, 30]


def test_too_early_nothing_is_tried(tries: Tries, network: Path, clock: Clock) -> None:
    for _ in range(3):
        wrong(tries, network)
        clock.now += tries.left(network)
    clock.now -= 1.5
    with pytest.raises(RuleError, match=r"keys\.wait") as refused, tries.one(network):
        pytest.fail("the password was looked at")
    assert refused.value.facts == {"seconds": 2}


def test_the_right_password_ends_it(tries: Tries, network: Path, clock: Clock) -> None:
    for _ in range(3):
        wrong(tries, network)
        clock.now += tries.left(network)
    with tries.one(network):
        pass
    assert not tries.path.exists()
    wrong(tries, network)
    assert tries.left(network) == 1


def test_what_is_no_wrong_password_does_not_count(tries: Tries, network: Path) -> None:
    with pytest.raises(RuleError, match=r"store\.in_use"), tries.one(network):
        raise RuleError("store.in_use", user_name="Anneke")
    assert tries.left(network) == 0


def test_a_try_that_is_broken_off_counts(tries: Tries, network: Path) -> None:
    with pytest.raises(KeyboardInterrupt), tries.one(network):
        raise KeyboardInterrupt
    assert tries.left(network) == 1


def test_it_is_kept_over_a_new_start_and_per_network(tries: Tries, network: Path, clock: Clock, tmp_path: Path) -> None:
    for _ in range(4):
        wrong(tries, network)
        clock.now += tries.left(network)
    wrong(tries, network)
    again = Tries(tmp_path / "hier", clock)
    assert (again.left(network), again.left(tmp_path)) == (16, 0)
    assert str(network) not in again.path.read_text(encoding="utf-8")
    clock.now = 3.0  # the computer was started anew
    assert again.left(network) == 13


@pytest.mark.parametrize("kept", ["{", "[]", '{"a": 3}', '{"a": ["x", 1]}', "null"])
def test_a_broken_file_keeps_nobody_out(tries: Tries, network: Path, kept: str) -> None:
    tries.path.parent.mkdir()
    tries.path.write_text(kept, encoding="utf-8")
    with tries.one(network):
        pass
    wrong(tries, network)
    assert tries.left(network) == 1


def test_a_folder_that_cannot_be_written_keeps_nobody_out(tmp_path: Path, network: Path) -> None:
    (tmp_path / "bestand").write_text("", encoding="utf-8")
    tries = Tries(tmp_path / "bestand" / "hier")
    with tries.one(network):
        pass
    wrong(tries, network)


@given(st.integers(1, 50), st.floats(0, 1e6), st.floats(0, 1e6), st.booleans())
def test_never_shorter_than_what_really_passed(tries_before: int, at: float, passed: float, is_new_start: bool) -> None:
    """After a new start the clock begins at nothing, so at least what it says has passed."""
    now = min(passed, at) if is_new_start else at + passed
    left = Tried(tries_before, at).left(now)
    really = passed if not is_new_start else now
    assert 0 <= left <= LONGEST_S
    assert left >= wait_after(tries_before) - really - 1e-6


def test_the_way_in_counts_and_says_how_long(world: World, tmp_path: Path) -> None:
    world.store.close()
    entrance = Entrance(tmp_path / "netwerken", tmp_path / "preferences.json")
    with pytest.raises(RuleError, match=r"keys\.wrong_password"):
        entrance.unlock(world.folder, "niet het goede")
    assert entrance.wait(world.folder) == 1
    with pytest.raises(RuleError, match=r"keys\.wait"):
        entrance.unlock(world.folder, "niet het goede")
    kept = json.loads((tmp_path / "netwerken" / "pogingen.json").read_text(encoding="utf-8"))
    assert [wrong for wrong, _at in kept.values()] == [1]


def test_who_opens_with_an_own_password_in_between_does_not_end_the_wait_for_another(
    tries: Tries, network: Path, clock: Clock
) -> None:
    waits = []
    for _ in range(5):
        with pytest.raises(RuleError, match=r"keys\.wrong_password"), tries.one(network, "secretaris"):
            raise RuleError("keys.wrong_password")
        waits.append(tries.left(network))
        clock.now += tries.left(network)
        with tries.one(network, "directeur"):
            pass
    assert waits == [1, 2, 4, 8, 16]
    assert "secretaris" not in tries.path.read_text(encoding="utf-8")
    with tries.one(network, "Secretaris"):
        pass
    assert not tries.path.exists()


@pytest.fixture
def of_two(tmp_path: Path) -> Path:
    """A network that opens with the passwords of two people."""
    folder = tmp_path / "van twee"
    keys = made(folder).keys
    header = KeyFile.read(folder / "keys.json")
    header.with_password(keys, DIRK, "een eigen wachtwoord", sees_names=False, kdf=CHEAP).write(folder / "keys.json")
    return folder


def test_who_says_no_name_does_not_end_it_by_opening_with_an_own_password(
    tries: Tries, of_two: Path, clock: Clock
) -> None:
    """A colleague guesses at another's password, and opens with the own one in between."""
    waits = []
    for _ in range(5):
        wrong(tries, of_two)
        waits.append(tries.left(of_two))
        clock.now += tries.left(of_two)
        with tries.one(of_two):
            assert KeyFile.read(of_two / "keys.json").unlock(OF_ANNA).user_id == ANNA.user_id
        assert tries.left(of_two) == 0
    assert waits == [1, 2, 4, 8, 16]
    clock.now += QUIET_S
    wrong(tries, of_two)
    assert tries.left(of_two) == 1


def test_nobody_gets_further_by_waiting_until_it_is_forgotten() -> None:
    for tried in range(1, 30):
        in_a_burst = sum(wait_after(number) for number in range(1, tried)) + QUIET_S
        steadily = sum(wait_after(number) for number in range(1, tried + 1))
        assert in_a_burst >= min(steadily, tried * LONGEST_S)


def slow(act: Callable[[str], object]) -> None:
    """The first wrong one is looked at, a right one after it not yet."""
    with pytest.raises(RuleError, match=r"keys\.wrong_password"):
        act("niet het goede")
    with pytest.raises(RuleError, match=r"keys\.wait"):
        act(PASSWORD)
    Tries().path.unlink(missing_ok=True)  # as after the wait


def test_the_own_password_asked_again_is_as_slow_to_guess(world: World) -> None:
    """Who finds a desk open may not try out its password there."""
    desk = world.desk
    slow(lambda password: change_password(desk, password, "een nieuw wachtwoord"))
    slow(lambda password: new_recovery_key(desk, password))
    slow(lambda password: require_renewable(desk, password))
    slow(lambda password: new_recovery_key(desk, password))
    until = desk.day + timedelta(days=10)
    world.case()
    slow(
        lambda password: require_named(
            desk, "nergens anders gebruikt 58", to="de reisleider", reason="kamp", names=WithNames(password, until)
        )
    )


def test_a_copy_is_as_slow_to_guess_as_its_network(world: World, tmp_path: Path) -> None:
    world.desk.backups.make("hand", is_thorough=False)
    world.close()
    copies, progress = Copies(tmp_path / "netwerken"), Progress(lambda *_: None)
    rows = copies.of_network(world.folder)
    ways = (
        lambda password: copies.last_good(rows, password, SECRETARY, progress),
        lambda password: copies.compare(PuttingBack(rows[0], world.folder, password, SECRETARY)),
        lambda password: copies.put_back(PuttingBack(rows[0], world.folder, password, SECRETARY), progress),
        lambda password: copies.look_into(PuttingBack(rows[0], world.folder, password, SECRETARY)),
    )
    for way in ways:
        slow(way)
