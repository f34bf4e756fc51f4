"""Other keys for everything on a server: all at once or not at all, and who holds the old ones writes nothing more."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial

import pytest

from tests.app.test_taken_along import Home
from tests.builders import CHEAP, PASSWORD, SECRETARY, World, password_of, user_id
from tests.planted import opened
from tests.server import OWNER
from tests.services.test_meetings import running
from tests.services.test_others import until
from zsm_desktop.app import desk_for, open_desk
from zsm_desktop.app.keys import new_recovery_key
from zsm_desktop.app.keys_there import renew_there, require_renewable_there
from zsm_desktop.app.people import edit_user, retire_user, without_entry
from zsm_desktop.app.recovery import DatabaseOwner
from zsm_desktop.app.tries import Tries
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.desk import Desk
from zsm_desktop.store import backup, first_steps, kept_here, renewal
from zsm_desktop.store.keys import KeyFile, Keys, Owner
from zsm_desktop.store.place import SERVER
from zsm_desktop.store.postgres import rekeying
from zsm_desktop.store.postgres.known import Known
from zsm_desktop.store.store import header_of

COLLEAGUE = "stage zeeuw"


class Stop(Exception):
    pass


@pytest.fixture
def kept() -> str:
    return "server"


@pytest.fixture
def colleague(world: World) -> Iterator[Home]:
    made = Home(world, COLLEAGUE)
    yield made
    made.close()


def owner_of(world: World) -> DatabaseOwner:
    return DatabaseOwner(replace(Known.read(world.folder / SERVER).address, user=OWNER), "")


def code_of(call: Callable[[], object]) -> str:
    with pytest.raises(RuleError) as refused:
        call()
    return refused.value.code


def named(world: World) -> str:
    """A case, whose pupil's name was opened for a reason; the case's id."""
    case = world.case()
    ((pupil,),) = world.store.rows("SELECT pupil_id FROM case_file WHERE id = ?", (case,))
    world.desk.pupils.open_name(pupil, "bellen over morgen")
    return case


def rekeyed(
    world: World, progress: renewal.Progress = lambda _doing, _done, _all: None
) -> tuple[Keys, str, rekeying.Rekeyed]:
    """As `renew_there`, without the copies taken home: the new keys, the printed one, and what was found."""
    whose = Owner(user_id(SECRETARY), SECRETARY, "secretary")
    header, new = KeyFile.new(world.keys.network_id, whose, PASSWORD, CHEAP)
    header, printed = header.with_recovery(new, whose, CHEAP)
    made = rekeying.rekey(world.owner, world.keys, new, header, PASSWORD, world.now, progress)  # type: ignore[arg-type]
    return new, printed, made


def question(desk: Desk, case: str) -> str:
    """As a list reads it; opening the dossier is an act."""
    ((value,),) = desk.store.rows("SELECT question FROM case_file WHERE id = ?", (case,))
    return desk.store.seal.open("case_file", case, "question", value)


def test_everything_is_there_under_the_new_keys_and_the_old_ones_open_nothing(world: World, colleague: Home) -> None:
    world.delivered()
    case = named(world)
    old_printed = new_recovery_key(world.desk, PASSWORD, kdf=CHEAP)
    before, books = opened(world.owner, world.keys), world.desk.ledger.head()
    there = colleague.online()
    asked = question(there, case)
    new, printed, made = rekeyed(world)
    world.close()
    assert opened(world.owner, new) == before
    assert len(before) == 4
    assert (made.entries, made.chain_head, made.given_cents) == (books.entries, books.hash, 2470)

    with closing(open_desk(world.folder, password=PASSWORD, clock=lambda: world.now)) as desk:
        assert question(desk, case) == asked
        assert desk.checks.run().findings == ()
        header = header_of(desk.store)
        assert [one.user_name for one in header.users] == [SECRETARY]
        assert code_of(lambda: header.recover(old_printed)) == "keys.wrong_recovery"
        assert header.recover(printed).seal_key == new.seal_key
        ((who,),) = desk.store.rows("SELECT user_id FROM audit_event WHERE act = 'keys.renew'")
        assert who == user_id(SECRETARY)
        assert code_of(lambda: open_desk(colleague.folder, password=password_of(COLLEAGUE))) == "server.no_entry"
        row = next(row for row in desk.users.rows() if row.name == COLLEAGUE)
        assert row.id in without_entry(desk)
        edit_user(desk, row.id, row.version, row.name, row.role, row.school_id, "een nieuw begin", kdf=CHEAP)
    with closing(open_desk(colleague.folder, password="een nieuw begin")) as desk:
        assert question(desk, case) == asked
    assert there.store.rows("SELECT count(*) FROM case_file") == [(0,)], "let in again, but not with the keys of before"


def test_an_act_with_the_old_keys_is_refused_and_the_window_hears_why(world: World, colleague: Home) -> None:
    _meeting, item, _case = running(world)
    there, second = colleague.online(), desk_for(world.folder, world.keys, clock=lambda: world.now)
    there.listen()
    rekeyed(world)
    until(lambda: there.retired)
    assert code_of(partial(there.live.keep_notes, item, "Vader belt.")) == "store.rekeyed"
    assert second.retired is None, "nobody told it"
    assert code_of(partial(second.sectors.add, "Zorg")) == "store.rekeyed"
    assert second.retired is not None
    assert (second.retired.by, second.retired.at) == (SECRETARY, world.now)
    second.close()


def test_who_is_shown_the_door_hears_it_at_once(world: World, colleague: Home) -> None:
    world.case()
    there = colleague.online()
    there.listen()
    assert there.cases.rows()
    retire_user(world.desk, user_id(COLLEAGUE))
    until(lambda: there.retired)
    assert code_of(lambda: there.deliveries.confirm([])) == "store.withdrawn"
    assert code_of(there.cases.rows) == "server.empty"


@pytest.mark.parametrize("doing", [renewal.SEALING, renewal.PROVING])
def test_stopped_or_killed_on_the_way_nothing_changed(world: World, doing: str) -> None:
    case = named(world)
    before = opened(world.owner, world.keys)
    slots = header_of(world.store).slots

    def die(now: str, _done: int, _all: int) -> None:
        if now == doing:
            os.kill(os.getpid(), signal.SIGKILL)

    child = os.fork()
    if child == 0:
        try:
            rekeyed(world, die)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == -signal.SIGKILL

    def stop(now: str, done: int, whole: int) -> None:
        assert question(world.desk, case), "who reads does not wait"
        if now == doing and done == whole:
            raise Stop

    with pytest.raises(Stop):
        rekeyed(world, stop)
    assert opened(world.owner, world.keys) == before
    assert header_of(world.store).slots == slots
    assert world.desk.checks.run().ok, "all guards stand"


def test_what_was_typed_here_and_cannot_be_read_keeps_the_new_recovery_key_from_nobody(world: World) -> None:
    (world.folder / kept_here.FILE).mkdir()
    made = renew_there(world.folder, world.keys, PASSWORD, owner_of(world), clock=lambda: world.now, kdf=CHEAP)
    with closing(open_desk(world.folder, password=PASSWORD)) as desk:
        assert header_of(desk.store).recover(made.recovery_key).mark == made.keys.mark


def test_the_new_sheet_is_asked_for_before_it_was_seen_and_not_where_it_was_stopped(world: World) -> None:
    def stop(now: str, _done: int, _whole: int) -> None:
        if now == renewal.SEALING:
            raise Stop

    whose = owner_of(world)
    asked = partial(renew_there, world.folder, world.keys, PASSWORD, whose, clock=lambda: world.now, kdf=CHEAP)
    with pytest.raises(Stop):
        asked(progress=stop)
    assert first_steps.standing(world.folder) == {}
    asked()
    assert first_steps.standing(world.folder) == {first_steps.SHEET: first_steps.LATER}


def test_it_takes_the_secretary_the_owner_and_the_keys_of_now(world: World) -> None:
    owner = owner_of(world)
    login = owner._replace(address=Known.read(world.folder / SERVER).address, password=world.keys.login)
    director = world.desk_of("directeur duin")
    for call, code in (
        (lambda: require_renewable_there(director, password_of("directeur duin"), owner), "permission.missing"),
        (lambda: require_renewable_there(world.desk, "iets heel anders", owner), "keys.wrong_password"),
        (lambda: require_renewable_there(world.desk, PASSWORD, login), "server.not_owner"),
        (lambda: rekeyed(replace(world, keys=replace(world.keys, store_key=bytes(32)))), "renew.not_these"),
    ):
        assert code_of(call) == code
        Tries().path.unlink(missing_ok=True)  # as after the wait
    require_renewable_there(world.desk, PASSWORD, owner)
    assert backup.copies(world.folder) == []
