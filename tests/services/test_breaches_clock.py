"""The 72 hours of a breach over the days on which the clock is put back or forward, and around what was reported."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.builders import World
from tests.services.test_breaches import HARM, draft, noted
from zsm_desktop.domain.breaches import hours_left, report_by
from zsm_desktop.domain.errors import RuleError

HOME = ZoneInfo("Europe/Amsterdam")


@pytest.fixture
def kept() -> str:
    return "file"


@pytest.mark.parametrize(
    ("found", "until"),
    [
        (datetime(2026, 10, 24, 12, tzinfo=HOME), datetime(2026, 10, 27, 11, tzinfo=HOME)),
        (datetime(2026, 10, 25, 2, 30, tzinfo=HOME), datetime(2026, 10, 28, 1, 30, tzinfo=HOME)),
        (datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=HOME), datetime(2026, 10, 28, 2, 30, tzinfo=HOME)),
        (datetime(2027, 3, 27, 12, tzinfo=HOME), datetime(2027, 3, 30, 13, tzinfo=HOME)),
        (datetime(2028, 2, 28, 9, tzinfo=HOME), datetime(2028, 3, 2, 9, tzinfo=HOME)),
    ],
)
def test_seventy_two_hours_pass_whatever_the_clock_is_put_to(found: datetime, until: datetime) -> None:
    assert report_by(found) == until.astimezone(UTC)
    assert report_by(found) - found.astimezone(UTC) == timedelta(hours=72)
    for elsewhere in (found, found.astimezone(UTC)):
        assert hours_left(elsewhere, until) == 0
        assert hours_left(elsewhere, (until.astimezone(UTC) - timedelta(hours=1)).astimezone(HOME)) == 1
        assert hours_left(elsewhere, (until.astimezone(UTC) + timedelta(seconds=1)).astimezone(HOME)) == -1


def test_the_discovery_cannot_be_put_after_what_was_reported_or_told(world: World) -> None:
    desk, row = world.desk, noted(world, hours=50)
    desk.breaches.weigh(row.id, row.version, HARM)
    desk.breaches.report(row.id, desk.breaches.row(row.id).version, world.now - timedelta(hours=40))
    row = desk.breaches.row(row.id)
    later = replace(draft(world), discovered_at=world.now - timedelta(hours=39))
    with pytest.raises(RuleError, match="breach.discovered_after"):
        desk.breaches.edit(row.id, row.version, later)
    desk.breaches.edit(row.id, row.version, replace(later, discovered_at=world.now - timedelta(hours=41)))
    row = desk.breaches.row(row.id)
    assert row.reported_at is not None
    assert row.discovered_at < row.reported_at


def test_nor_after_the_day_on_which_people_were_told(world: World) -> None:
    desk, row = world.desk, noted(world, hours=50)
    desk.breaches.tell(row.id, row.version, world.desk.day - timedelta(days=1))
    row = desk.breaches.row(row.id)
    with pytest.raises(RuleError, match="breach.discovered_after"):
        desk.breaches.edit(row.id, row.version, replace(draft(world), discovered_at=world.now))
