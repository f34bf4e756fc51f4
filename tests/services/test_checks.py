"""A check finds what someone with the key and another tool changed, and names the place."""

from __future__ import annotations

from contextlib import closing
from datetime import date

import pytest

from tests.builders import World
from zsm_desktop.domain.errors import Finding
from zsm_desktop.store import raw
from zsm_desktop.store.backup import copy_before
from zsm_desktop.store.place import FilePlace


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in findings]


@pytest.fixture
def kept() -> str:
    """What a file holds can be altered by who has its key; whose guards a server lost is told in tests/store."""
    return "file"


@pytest.fixture
def booked(world: World) -> World:
    for hundredths in (100, 200, 300):
        world.delivered("DUIN", "ZEEUW", hundredths, date(2026, 10, 5))
    world.case("ZEEUW")
    return world


def tamper(world: World, *statements: str) -> None:
    """What someone can do who holds the key: guards away, change, guards back."""
    place = world.owner
    with closing(place.connect()) as connection:
        if isinstance(place, FilePlace):
            connection.execute("PRAGMA foreign_keys=OFF")
        place.begin_writing(connection)
        with place.without_guards(connection):
            for statement in statements:
                connection.execute(statement)
        connection.execute("COMMIT")


def test_a_healthy_store(booked: World) -> None:
    copy_before(booked.folder, "proef", booked.keys, booked.now)
    result = booked.desk.checks.run()
    assert (result.ok, result.findings, result.entries) == (True, (), 3)
    assert result.chain_head == booked.desk.ledger.head().hash


def test_an_empty_store_is_in_order(world: World) -> None:
    result = world.desk.checks.run()
    assert (result.ok, result.entries, result.chain_head) == (True, 0, "")


@pytest.mark.parametrize(
    ("statement", "number", "what"),
    [
        ("UPDATE journal_entry SET quantity = 999 WHERE number = 2", 2, "content"),
        ("UPDATE posting SET counter_id = 3 WHERE entry = 3", 3, "content"),
        ("UPDATE posting SET cents = cents * 2 WHERE entry = 1", 1, "content"),
        ("DELETE FROM journal_entry WHERE number = 2", 2, "number"),
        ("UPDATE journal_entry SET previous_hash = zeroblob(32) WHERE number = 2", 2, "previous"),
        ("UPDATE journal_entry SET hash = zeroblob(32) WHERE number = 2", 2, "content"),
        ("UPDATE posting SET booked_on = '2026-10-06' WHERE entry = 2", 2, "day"),
    ],
)
def test_the_first_wrong_entry_is_named(booked: World, statement: str, number: int, what: str) -> None:
    tamper(booked, statement)
    result = booked.desk.checks.run()
    assert not result.ok
    (chain,) = [finding for finding in result.findings if finding.code == "check.chain"]
    assert (chain.facts["number"], chain.facts["what"]) == (number, what)


@pytest.mark.parametrize(
    ("statement", "code", "fact"),
    [
        ("UPDATE account_total SET given_cents = 1", "check.month_total", ("month", "2026-10")),
        ("DELETE FROM account_total", "check.month_total", ("account", "DUIN")),
        ("UPDATE pair_total SET taken_cents = 1 WHERE account_id = 2", "check.pair_total", ("account", "ZEEUW")),
        ("UPDATE delivery SET status = 'entered'", "check.delivery", ("delivery", None)),
        ("UPDATE pupil SET given_name = family_name", "check.sealed", ("column", "given_name")),
        ("UPDATE pupil SET birth_date = x'00'", "check.sealed", ("table", "pupil")),
        ("DELETE FROM journal_entry WHERE number = 3", "check.stray_postings", ("count", 2)),
        ("PRAGMA user_version = 99", "check.schema", ("found", 99)),
    ],
)
def test_what_no_longer_agrees_is_found(booked: World, statement: str, code: str, fact: tuple[str, object]) -> None:
    tamper(booked, statement)
    result = booked.desk.checks.run()
    assert not result.ok
    found = [finding for finding in result.findings if finding.code == code]
    assert found, codes(result.findings)
    name, value = fact
    assert value is None or value in {finding.facts[name] for finding in found}


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ("DROP TRIGGER guard_posting_update", "guard_posting_update"),
        ("CREATE TRIGGER own AFTER INSERT ON school BEGIN SELECT 1; END", "own"),
    ],
)
def test_a_guard_that_is_gone_or_foreign(booked: World, statement: str, name: str) -> None:
    with closing(raw.connect(booked.store.db_path, booked.keys.store_key)) as connection:
        connection.execute(statement)
    result = booked.desk.checks.run()
    assert [(finding.code, finding.facts["name"]) for finding in result.findings] == [("check.guard", name)]


def test_a_director_checks_all_but_the_sealed(booked: World) -> None:
    tamper(booked, "UPDATE pupil SET birth_date = x'00'")
    assert booked.desk_of("directeur duin").checks.run().ok
    assert not booked.desk.checks.run().ok


def test_a_spoilt_backup(booked: World) -> None:
    copy = copy_before(booked.folder, "proef", booked.keys, booked.now)
    copy.write_bytes(copy.read_bytes()[:5000] + bytes(5000))
    result = booked.desk.checks.run()
    assert codes(result.findings) == ["check.backup"]
    assert result.findings[0].facts["file"] == copy.name
