"""When a copy is due, what comes of it, and that a month never passes without one being put back to try it."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from tests.builders import World
from tests.faults.pages import PAGE, spoil
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.backups import Backups
from zsm_desktop.store import backup, raw, restoring
from zsm_desktop.store.place import DATABASE

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def kept() -> str:
    """Of a network on a server its host makes the copies."""
    return "file"


@pytest.fixture
def backups(world: World) -> Backups:
    world.delivered("DUIN", "ZEEUW", 200)
    return world.desk.backups


def test_one_is_due_only_after_something_changed(world: World, backups: Backups) -> None:
    assert backups.is_due()
    backups.make("half uur")
    assert not backups.is_due()
    world.desk.network.schools()
    assert not backups.is_due()
    world.case()
    assert backups.is_due()
    backups.make("half uur")
    assert not backups.is_due()
    again = Backups(world.desk)  # as after closing and opening
    assert not again.is_due()


def test_what_leaves_no_line_in_the_logbook_is_a_change_too(world: World, backups: Backups) -> None:
    backups.make("half uur")
    assert not backups.is_due()
    with world.store.place.connect() as other:  # type: ignore[attr-defined]
        other.execute("UPDATE network SET region = 'Noord'")
    assert backups.is_due()


def test_after_a_crash_one_is_due_at_once(world: World, backups: Backups) -> None:
    backups.make("half uur")
    world.case()
    assert Backups(world.desk).is_due()


def test_the_facts(world: World, backups: Backups, tmp_path: Path) -> None:
    assert backups.facts().last_at is None
    backups.make("half uur")
    world.now += HOUR
    world.case()
    backups.make("afsluiten")
    facts = backups.facts()
    assert facts.last_at == world.now
    assert [copy.why for copy in facts.copies] == ["afsluiten", "half uur"]
    assert facts.size == sum(copy.path.stat().st_size for copy in facts.copies)
    backups.choose_second(str(tmp_path))
    assert (backups.facts().second, backups.facts().seen) == (str(tmp_path), world.now)


def test_who_lays_one_elsewhere_stands_in_the_logbook(world: World, tmp_path: Path) -> None:
    """Also a director, who does not read it."""
    for name in ("directeur duin", "secretaris"):
        (tmp_path / name).mkdir()
        world.desk_of(name).backups.choose_second(str(tmp_path / name))
    world.desk.backups.choose_second("")
    lines = [(one.user, one.act) for one in world.desk.logbook.page() if one.act == "backup.lay"]
    assert lines == [("secretaris", "backup.lay"), ("directeur duin", "backup.lay")]
    outside = world.desk.handing_over.facts().outside
    named = {(one.user, one.has_names) for one in outside if one.act == "backup.lay"}
    assert named == {("secretaris", True), ("directeur duin", True)}


def test_every_role_keeps_them(world: World, backups: Backups) -> None:
    for name in ("directeur duin", "lezer", "stage zeeuw", "boekhouder"):
        theirs = world.desk_of(name).backups
        assert theirs.is_kept()
        theirs.make("half uur")
        assert theirs.try_out().fault == ""


def test_a_failure_is_remembered_until_it_succeeds(world: World, backups: Backups) -> None:
    place = world.folder / "backups"
    backups.make("half uur")
    database = world.folder / "store.db"
    database.rename(database.with_suffix(".away"))
    for day in (0, 1):
        world.now += day * DAY
        with pytest.raises(RuleError):
            backups.make("half uur")
    failed = backups.facts().failed
    assert failed is not None
    assert (failed.since, failed.code) == (world.now - DAY, "store.no_database")
    assert [finding.code for finding in world.desk.checks.run().findings if "backup" in finding.code] == [
        "check.backup_failed"
    ]
    database.with_suffix(".away").rename(database)
    backups.make("half uur")
    assert backups.facts().failed is None
    assert len(backup.copies(world.folder)) == 2
    assert place.is_dir()


def test_once_a_day_the_network_itself_is_looked_through(world: World, backups: Backups) -> None:
    """Also when its last copy is up to date, and that look is no change after which another copy is due."""
    backups.make("half uur")
    backups.look_through()
    assert not backups.is_due()
    whole = spoil(world)
    assert (backups.is_due(), backups.is_trial_due()) == (False, True), "neither would meet it"
    backups.look_through()
    assert backups.facts().damage is None, "not yet: it was looked through today"
    for day in (1, 2):
        world.now += DAY
        backups.look_through()
        damage = backups.facts().damage
        assert damage is not None
        assert (damage.code, damage.since) == ("store.damaged_in_use", world.now - (day - 1) * DAY)
    (world.folder / DATABASE).write_bytes(whole)
    backups.look_through()
    assert backups.facts().damage is None, "what is damaged is looked at each time"


def test_a_page_that_nothing_ever_asks_for_is_read_too(world: World, backups: Backups) -> None:
    ((root,),) = world.store.rows("SELECT rootpage FROM sqlite_master WHERE name = 'case_file'")
    pages = (world.folder / DATABASE).stat().st_size // PAGE
    unseen = []
    for page in {1, root - 1, *range(3, pages, 29)}:
        whole = spoil(world, page)
        world.now += DAY
        backups.look_through()
        unseen += [page] if backups.facts().damage is None else []
        (world.folder / DATABASE).write_bytes(whole)
    assert unseen == []


def test_before_something_large_a_failure_stops_nothing(world: World, backups: Backups) -> None:
    (world.folder / "backups").rmdir()
    (world.folder / "backups").write_bytes(b"")
    backups.before("inlezen")
    failed = backups.facts().failed
    assert failed is not None
    (world.folder / "backups").unlink()
    backups.before("inlezen")
    assert [copy.why for copy in backups.facts().copies] == ["inlezen"]
    backups.before("inlezen")  # nothing changed
    assert len(backups.facts().copies) == 1


def test_once_a_month_the_newest_is_put_back_to_try_it(world: World, backups: Backups) -> None:
    assert not backups.is_trial_due()
    backups.make("half uur")
    assert backups.is_trial_due()
    trial = backups.try_out()
    assert (trial.entries, trial.sum_cents, trial.fault) == (1, 0, "")
    assert backups.facts().trial == trial
    assert not backups.is_trial_due()
    world.now += 29 * DAY
    assert not backups.is_trial_due()
    world.now += DAY
    assert backups.is_trial_due()
    ((facts,),) = world.store.rows("SELECT facts FROM audit_event WHERE act = 'backup.try'")
    assert json.loads(facts)["entries"] == 1


def test_a_spoilt_copy_does_not_pass(world: World, backups: Backups) -> None:
    copy = backups.make("half uur")
    data = bytearray(copy.read_bytes())
    data[20 * 4096 + 50] ^= 1
    copy.write_bytes(data)
    trial = backups.try_out()
    assert trial.fault == "backup.not_whole"
    assert [finding.code for finding in world.desk.checks.run().findings][-1] == "check.backup_trial"


def test_keys_of_another_network_do_not_pass(world: World, backups: Backups) -> None:
    copy = backups.make("half uur")
    beside = backup.keys_beside(copy)
    beside.write_text(beside.read_text().replace(world.keys.network_id, "0" * 36), encoding="utf-8")
    assert backups.try_out().fault == "backup.other_keys"


def test_a_changed_entry_is_seen_in_the_copy(world: World, backups: Backups) -> None:
    good = backups.make("half uur")
    place = world.store.place
    connection = place.connect()
    place.begin_writing(connection)
    with place.without_guards(connection):
        connection.execute("UPDATE journal_entry SET tariff_cents = 1")
    connection.execute("COMMIT")
    connection.close()
    with pytest.raises(RuleError, match=r"backup\.damaged"):
        backups.make("half uur")
    assert backup.copies(world.folder) == [good]


def test_nothing_to_try(world: World) -> None:
    with pytest.raises(RuleError, match=r"backup\.none"):
        world.desk.backups.try_out()


def test_a_copy_opens_only_to_read(world: World, backups: Backups) -> None:
    copy = backups.make("half uur")
    with pytest.raises(RuleError, match=r"store\.is_copy"):
        raw.connect(copy, world.keys.store_key)


def test_a_trial_that_is_stopped_stops(world: World, backups: Backups, monkeypatch: pytest.MonkeyPatch) -> None:
    """At the first question that takes long enough to be asked about."""
    monkeypatch.setattr(restoring, "STEPS", 10)
    backups.make("half uur")
    asked = []

    def stop(_done: int, _whole: int) -> None:
        asked.append(1)
        if len(asked) > 60:
            raise KeyError

    with pytest.raises(KeyError):
        backups.try_out(stop)
    assert backups.facts().trial is None
    assert backups.is_trial_due()


def test_after_anonymising_one_fresh_copy_is_left(world: World, backups: Backups, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    backups.make("half uur")
    backups.choose_second(str(stick))
    world.now += HOUR
    world.case()
    away = stick.rename(tmp_path / "weg")
    made = backups.renew()
    assert [copy.path for copy in backups.facts().copies] == [made]
    assert backups.facts().owing == ((str(stick), ""),)
    assert not backups.is_due()
    away.rename(stick)
    backups.keep_up(str(stick))
    assert backups.facts().owing == ()
    assert [path.name for path in stick.rglob("*.db")] == [made.name]
    with pytest.raises(RuleError, match=r"permission\.missing"):
        world.desk_of("lezer").backups.renew()
