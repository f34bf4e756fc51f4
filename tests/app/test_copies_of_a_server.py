"""What the secretary takes along of a network on a server: a whole copy for at home, or one for who only reads."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from tests.builders import CHEAP, PASSWORD, SECRETARY, TODAY, World, password_of, user_id
from tests.planted import opened
from zsm_desktop.app import open_desk
from zsm_desktop.app.copies import Copies
from zsm_desktop.app.keys import publish
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Role
from zsm_desktop.store import backup
from zsm_desktop.store.moved import moved_to
from zsm_desktop.store.place import FilePlace, is_on_server
from zsm_desktop.ui.parts.backup_lines import wrong
from zsm_desktop.ui.start.actions import PuttingBack
from zsm_desktop.ui.work import Progress
from zsm_desktop.words.backups import STAYS_THERE

OWN = "een zin voor de lezer"


class Stop(Exception):
    pass


@pytest.fixture
def kept() -> str:
    return "server"


def stop(_done: int, _all: int) -> None:
    raise Stop


def refused(call: Callable[[], object]) -> str:
    with pytest.raises(RuleError) as found:
        call()
    return found.value.code


def test_a_copy_at_home_is_put_back_as_the_same_network(world: World, tmp_path: Path) -> None:
    entry = world.delivered()
    world.case()
    before, books = opened(world.owner, world.keys), world.desk.ledger.head()
    backups = world.desk.backups
    assert (backups.facts().is_here, backups.facts().may_make, backups.facts().last_at) == (False, True, None)
    written: list[int] = []

    def meanwhile(_done: int, whole: int) -> None:
        if whole and not written:
            written.append(world.delivered())  # of one moment: what others do later is not in it

    made = backups.make("zelf", meanwhile)
    trial = backups.try_out()
    assert (trial.fault, trial.entries, trial.sum_cents) == ("", entry, 0)
    facts = backups.facts()
    assert ([copy.path for copy in facts.copies], facts.trial, facts.last_at) == ([made], trial, facts.copies[0].at)
    lines = world.store.rows("SELECT act, user_id FROM audit_event WHERE act LIKE 'backup.%' ORDER BY number")
    assert lines == [(act, user_id(SECRETARY)) for act in ("backup.home", "backup.try")]
    assert [one.code for one in world.desk.checks.run().findings if "backup" in one.code] == []

    acts = Copies(tmp_path / "elders", lambda: world.now)
    (row,) = acts.of_network(world.folder)
    asked = PuttingBack(row, world.folder, PASSWORD)
    place = str(world.folder.with_name(f"network teruggezet {TODAY}"))
    assert acts.compare(asked) == (None, STAYS_THERE, place, world.folder, False)
    with closing(acts.put_back(asked, Progress(lambda _done, _all, _text: None)).desk) as desk:
        home = desk.folder
        assert (desk.ledger.head(), desk.checks.run().ok) == (books, True)
    assert opened(FilePlace(home, world.keys), world.keys) == before
    with closing(open_desk(home, password=password_of("directeur duin"))) as desk:
        assert (desk.actor.name, desk.store.seal.may_open) == ("directeur duin", False)
    assert is_on_server(world.folder), "the other folder still leads to the server"
    assert moved_to(world.folder) == ""


def test_a_copy_that_is_stopped_gets_no_name(world: World) -> None:
    with pytest.raises(Stop):
        world.desk.backups.make("zelf", stop)
    assert [path.name for path in (world.folder / "backups").iterdir()] == ["bezig"]


def test_that_older_ones_are_gone_is_in_the_logbook_once_they_are(world: World) -> None:
    old = world.desk.backups.make("zelf")
    world.now += timedelta(minutes=1)
    with pytest.raises(Stop):
        world.desk.backups.renew(stop)
    assert (old.exists(), said(world)) == (True, [("backup.home", "{}")] * 2)
    ((begun,),) = world.store.rows("SELECT max(number) FROM audit_event")
    world.desk.backups.renew()
    assert not old.exists()
    assert said(world)[2:] == [("backup.home", "{}"), ("backup.renew", f'{{"copied":{begun}}}')]


def said(world: World) -> list[tuple[str, str]]:
    rows = world.store.rows("SELECT act, facts FROM audit_event WHERE act LIKE 'backup.%' ORDER BY number")
    return [(act, facts or "{}") for act, facts in rows]


def test_only_who_is_shown_everything_takes_it_home(world: World) -> None:
    for name in ("directeur duin", "stage duin"):
        backups = world.desk_of(name).backups
        assert not backups.facts().may_make
        assert refused(partial(backups.make, "zelf")) == "permission.missing"
        assert refused(partial(backups.choose_second, str(world.folder.parent))) == "backup.on_server"
    assert backup.copies(world.folder) == []


def test_the_secretary_is_told_when_the_host_made_no_copy_for_days(world: World) -> None:
    backups, day = world.desk.backups, world.desk.day
    assert (backups.facts().host_at, wrong(backups.facts(), day)) == (None, [])
    with closing(world.owner.connect()) as driver:
        for days, is_told in ((1, False), (5, True)):
            world.now += timedelta(hours=1)
            at = world.now - timedelta(days=days)
            driver.execute("UPDATE schema_version SET host_copy_at = ?", (at.isoformat(),))
            facts = backups.facts()
            assert facts.host_at == at
            assert [line.tone for line in wrong(facts, day)] == (["bad"] if is_told else [])
    assert world.desk_of("directeur duin").backups.facts().host_at is None


def test_a_copy_to_read_is_that_of_a_file(world: World, tmp_path: Path) -> None:
    world.delivered()
    world.case()
    into = tmp_path / "kopie"
    publish(world.desk, into, OWN, to="het bestuur", reason="saldi", kdf=CHEAP)
    assert world.reasons("keys.publish") == ["saldi"]
    with closing(open_desk(into, password=OWN)) as desk:
        assert (desk.actor.role, desk.actor.is_reading, desk.store.seal.may_open) == (Role.READER, True, False)
        assert [row.given_cents for row in desk.balances.by_school() if row.code == "DUIN"] == [2470]
        assert desk.store.rows("SELECT count(*) FROM pupil WHERE given_name IS NOT NULL") == [(0,)]
        assert desk.store.rows("SELECT count(*) FROM audit_event") == [(0,)]
    with pytest.raises(RuleError, match=r"keys\.wrong_password"):
        open_desk(into, password=PASSWORD)
