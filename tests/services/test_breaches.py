"""Data breaches: a clock of 72 hours, and questions that lead to who has to hear of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest

from tests.builders import TODAY, World
from zsm_desktop.domain.breaches import Risk, RiskAnswers, weigh
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.breaches import BreachDraft, BreachRow

SAFE, HARM = RiskAnswers(True, True, True, True), RiskAnswers(False, True, False, True)
MAIL = RiskAnswers(False, False, False, False)


@pytest.fixture
def kept() -> str:
    """Rows and rights on a server: test_privacy_on_server."""
    return "file"


def draft(world: World, hours: int = 5) -> BreachDraft:
    return BreachDraft(world.now - timedelta(hours=hours), "sent", "Lijst naar een verkeerd adres gemaild.", 12)


def noted(world: World, hours: int = 5) -> BreachRow:
    return world.desk.breaches.row(world.desk.breaches.add(draft(world, hours)).made_id)


@pytest.mark.parametrize("answers", [RiskAnswers(*each) for each in product((False, True), repeat=4)])
def test_only_what_nobody_can_read_is_no_risk(answers: RiskAnswers) -> None:
    risk = weigh(answers)
    assert (risk is Risk.NONE) == answers.is_safe
    assert risk.must_report == (not answers.is_safe)
    assert not risk.must_tell or answers.is_sensitive


def test_the_clock_runs_from_the_discovery(world: World) -> None:
    row = noted(world, hours=31)
    assert (row.number, row.risk, row.hours_left) == (f"DL-{TODAY.year}-01", "unknown", 41)
    world.now += timedelta(hours=42)
    assert world.desk.breaches.row(row.id).hours_left == -1


def test_reported_and_told_it_can_be_closed_and_not_before(world: World) -> None:
    desk, row = world.desk, noted(world)
    with pytest.raises(RuleError, match="breach.not_weighed"):
        desk.breaches.close(row.id, row.version)
    desk.breaches.weigh(row.id, row.version, HARM)
    row = desk.breaches.row(row.id)
    assert row.risk == "high"
    with pytest.raises(RuleError, match="breach.not_reported"):
        desk.breaches.close(row.id, row.version)
    desk.breaches.report(row.id, row.version, world.now, "AP-123")
    row = desk.breaches.row(row.id)
    assert (row.hours_left, row.report_reference) == (None, "AP-123")
    with pytest.raises(RuleError, match="breach.not_told"):
        desk.breaches.close(row.id, row.version)
    desk.breaches.tell(row.id, row.version, TODAY)
    desk.breaches.close(row.id, desk.breaches.row(row.id).version)
    row = desk.breaches.row(row.id)
    assert row.closed_at is not None
    with pytest.raises(RuleError, match="breach.closed"):
        desk.breaches.edit(row.id, row.version, draft(world))


def test_not_reporting_needs_its_reason_in_the_register(world: World) -> None:
    row = noted(world)
    with pytest.raises(RuleError, match="breach.no_reason"):
        world.desk.breaches.weigh(row.id, row.version, SAFE)
    world.desk.breaches.weigh(row.id, row.version, SAFE, "De laptop is versleuteld.")
    row = world.desk.breaches.row(row.id)
    assert (row.risk, row.reason, row.hours_left) == ("none", "De laptop is versleuteld.", None)
    world.desk.breaches.close(row.id, row.version)


def test_what_was_reported_had_a_risk(world: World) -> None:
    row = noted(world)
    world.desk.breaches.weigh(row.id, row.version, MAIL)
    row = world.desk.breaches.row(row.id)
    world.desk.breaches.report(row.id, row.version, world.now)
    row = world.desk.breaches.row(row.id)
    with pytest.raises(RuleError, match="breach.reported"):
        world.desk.breaches.weigh(row.id, row.version, SAFE, "Toch niet.")


def test_numbers_run_on_and_the_open_ones_stand_first(world: World) -> None:
    first = noted(world)
    world.desk.breaches.weigh(first.id, first.version, SAFE, "Versleuteld.")
    world.desk.breaches.close(first.id, world.desk.breaches.row(first.id).version)
    second = noted(world, hours=100)
    assert [row.number for row in world.desk.breaches.rows()] == [second.number, first.number]
    assert second.number.endswith("-02")


def test_what_is_refused_at_noting(world: World) -> None:
    good = draft(world)
    for code, wrong in (
        ("breach.kind", replace(good, kind="pech")),
        ("breach.future", replace(good, discovered_at=world.now + timedelta(hours=1))),
        ("breach.happened_after", replace(good, happened_on=TODAY + timedelta(1))),
        ("breach.no_facts", replace(good, facts=" ")),
        ("breach.people", replace(good, people=-1)),
        ("breach.long_text", replace(good, measures="x" * 4001)),
    ):
        with pytest.raises(RuleError, match=code):
            world.desk.breaches.add(wrong)
    assert world.desk.breaches.rows() == ()


def test_reported_between_the_discovery_and_now(world: World) -> None:
    row = noted(world)
    for code, at in (
        ("breach.reported_before", row.discovered_at - timedelta(minutes=1)),
        ("breach.future", world.now + timedelta(minutes=1)),
    ):
        with pytest.raises(RuleError, match=code):
            world.desk.breaches.report(row.id, row.version, at)


@pytest.mark.parametrize("name", ["stage zeeuw", "directeur zeeuw", "lezer", "boekhouder"])
def test_nobody_else_reads_or_notes_a_breach(world: World, name: str) -> None:
    row, desk = noted(world), world.desk_of(name)
    for act in (
        desk.breaches.rows,
        lambda: desk.breaches.row(row.id),
        lambda: desk.breaches.add(draft(world)),
        lambda: desk.breaches.close(row.id, row.version),
    ):
        with pytest.raises(RuleError, match="permission.missing"):
            act()


def test_the_first_screen_says_how_long_there_is(world: World) -> None:
    noted(world, hours=31)
    noted(world, hours=2)
    first = world.desk.today.facts().waiting[0]
    assert (first.kind, first.count, first.room) == ("breach_hours", 41, "settings")
    world.now += timedelta(hours=42)
    assert world.desk.today.facts().waiting[0].kind == "breach_late"
    assert "breach_late" not in {one.kind for one in world.desk_of("stage zeeuw").today.facts().waiting}
