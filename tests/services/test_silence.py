"""The rule of silence: off unless set, never without a round, and the same books as confirming by hand."""

from __future__ import annotations

import json
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import World, school_id
from tests.services.test_disputes import bookkeeper
from tests.versions import version_of
from zsm_desktop.domain.deliveries import DeliveryStatus
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.store.keys import Keys


def refused(code: str):
    return pytest.raises(RuleError, match=rf"^{code}\b")


def later(world: World, days: int) -> None:
    world.now += timedelta(days=days)


def silent(world: World) -> int:
    return world.desk.silence.preview().count


def test_the_rule_is_off_until_it_is_set(world: World) -> None:
    assert world.desk_of("lezer").silence.rule().days is None
    world.desk.silence.set_days(version_of(world, "network"), 30)
    assert (world.desk_of("lezer").silence.rule().days, world.desk.silence.rule().is_on) == (30, True)
    world.desk.silence.set_days(version_of(world, "network"), None)
    assert not world.desk.silence.rule().is_on
    for days in (0, 6, 121, -3):
        with refused("silence.days"):
            world.desk.silence.set_days(version_of(world, "network"), days)


def test_silence_confirms_what_a_round_asked_after_its_day_and_not_before(world: World) -> None:
    world.desk.silence.set_days(version_of(world, "network"), 14)
    asked = world.entered("DUIN", "ZEEUW", 100)
    world.desk.rounds.make(school_id("ZEEUW"))
    never_asked = world.entered("DUIN", "ZEEUW", 200, date(2026, 10, 6))
    later(world, 14)
    assert silent(world) == 0
    with refused("silence.none"):
        world.desk.silence.confirm_silent()
    later(world, 1)
    (school,) = world.desk.silence.preview().schools
    assert (school.code, school.count, school.cents) == ("ZEEUW", 1, 2470)
    changes = bookkeeper(world).silence.confirm_silent()
    assert changes.topics["delivery"] == {asked}
    rows = {row.id: row for row in world.desk.deliveries.page()}
    assert (rows[asked].status, rows[asked].settled_how) == (DeliveryStatus.CONFIRMED, "silence")
    assert rows[asked].entry_number == 1
    assert rows[never_asked].status is DeliveryStatus.ENTERED
    ((facts,),) = world.store.rows("SELECT facts FROM audit_event WHERE act = 'silence.confirm'")
    assert json.loads(facts) == {"count": 1, "entries": "1-1"}


def test_a_round_made_while_the_rule_was_off_never_counts(world: World) -> None:
    world.entered("DUIN", "ZEEUW")
    world.desk.rounds.make(school_id("ZEEUW"))
    world.desk.silence.set_days(version_of(world, "network"), 14)
    later(world, 100)
    assert silent(world) == 0


def test_nothing_counts_once_the_rule_is_off_again(world: World) -> None:
    world.desk.silence.set_days(version_of(world, "network"), 14)
    world.entered("DUIN", "ZEEUW")
    world.desk.rounds.make(school_id("ZEEUW"))
    later(world, 15)
    assert silent(world) == 1
    world.desk.silence.set_days(version_of(world, "network"), None)
    assert silent(world) == 0
    with refused("silence.off"):
        world.desk.silence.confirm_silent()


def test_a_newer_round_gives_more_time(world: World) -> None:
    world.desk.silence.set_days(version_of(world, "network"), 14)
    world.entered("DUIN", "ZEEUW")
    world.desk.rounds.make(school_id("ZEEUW"))
    later(world, 10)
    world.entered("KREEK", "ZEEUW")
    world.desk.rounds.make(school_id("ZEEUW"))
    later(world, 10)
    assert silent(world) == 0
    later(world, 5)
    assert silent(world) == 2


def test_what_is_disputed_or_confirmed_is_not_silent(world: World) -> None:
    world.desk.silence.set_days(version_of(world, "network"), 7)
    one, other, third = (world.entered("DUIN", "ZEEUW", 100, date(2026, 10, day)) for day in (1, 2, 3))
    world.desk.rounds.make(school_id("ZEEUW"))
    world.desk.deliveries.dispute(one, "Klopt niet.")
    world.desk.deliveries.confirm([other])
    later(world, 8)
    changes = world.desk.silence.confirm_silent()
    assert changes.topics["delivery"] == {third}
    assert world.desk.disputes.open()


@pytest.mark.parametrize("who", ["stage duin", "directeur zeeuw", "lezer"])
def test_only_who_keeps_the_books_lets_silence_count(world: World, who: str) -> None:
    silence = world.desk_of(who).silence
    for attempt in (
        silence.preview,
        silence.confirm_silent,
        lambda: silence.set_days(version_of(world, "network"), 14),
    ):
        with refused("permission.missing"):
            attempt()
    with refused("permission.missing"):
        bookkeeper(world).silence.set_days(version_of(world, "network"), 14)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    used=st.lists(
        st.tuples(
            st.permutations(["DUIN", "ZEEUW", "KREEK"]),
            st.integers(1, 5000),
            st.dates(date(2026, 8, 1), date(2026, 11, 22)),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_silence_makes_the_same_books_as_by_hand(made_network: tuple[Path, Keys], tmp_path_factory, used) -> None:
    books = []
    for is_silent in (True, False):
        folder = tmp_path_factory.mktemp("books") / "network"
        shutil.copytree(made_network[0], folder)
        world = World(folder, made_network[1])
        world.desk.silence.set_days(version_of(world, "network"), 7)
        ids = []
        for pair, quantity, day in used:
            later_by = timedelta(seconds=1)
            world.now += later_by
            ids.append(world.entered(pair[0], pair[1], quantity, day))
        if is_silent:
            for waiting in world.desk.rounds.waiting():
                world.desk.rounds.make(waiting.school_id)
            world.now += timedelta(days=8)
            world.desk.silence.confirm_silent()
        else:
            world.now += timedelta(days=8)
            world.desk.deliveries.confirm(ids)
        rows = world.desk.ledger.following(0)
        books.append(
            (
                [(row.delivered_on, row.booked_on, row.provider_code, row.user_code, row.amount_cents) for row in rows],
                {row.code: row.balance_cents for row in world.desk.balances.by_school()},
            )
        )
        assert world.desk.checks.run().ok
        world.close()
        shutil.rmtree(folder.parent)
    assert books[0] == books[1]
