"""A network is founded as its profile has it, and works."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from tests.builders import CHEAP
from zsm_desktop.app import desk_for, open_desk
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.profiles import Profile
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.founding import found_network
from zsm_desktop.services.sample import PASSWORD, make
from zsm_desktop.services.shipped_profiles import codes, shipped, text_of

DAY = date(2026, 11, 22)
NOW = datetime.combine(DAY, time(9), UTC)


def founded(folder: Path, code: str) -> Desk:
    made = found_network(
        folder, name="Proef", region="Ergens", user_name="Anneke", password="voorbeeld", now=NOW, today=DAY,
        profile=code, kdf=CHEAP,
    )  # fmt: skip
    return desk_for(folder, made.keys, clock=lambda: NOW)


def expected_bodies(profile: Profile) -> dict[str, tuple[object, ...]]:
    names = {body.code: body.name for body in profile.bodies}
    return {
        body.code: (
            body.name, body.kind, body.level, body.rhythm_weeks, body.cluster, names.get(body.above, ""),
            tuple((point.title, point.kind, point.minutes) for point in body.points),
        )
        for body in profile.bodies
    }  # fmt: skip


@pytest.mark.parametrize("code", codes())
def test_each_profile_founds_a_working_network(tmp_path: Path, code: str) -> None:
    desk, profile = founded(tmp_path / code, code), shipped(code)
    rows = desk.bodies.rows()
    assert expected_bodies(profile) == {
        row.code: (
            row.name, row.kind, row.level, row.rhythm_weeks, row.cluster, row.above,
            tuple((point.title, point.kind, point.minutes) for point in row.points),
        )
        for row in rows
    }  # fmt: skip
    assert [row.name for row in desk.sectors.rows()] == [sector.name for sector in profile.sectors]
    assert desk.network.facts().holiday_region == profile.holiday_region
    targets = desk.store.rows("SELECT indicator, school_year, value FROM target ORDER BY indicator")
    assert targets == sorted(
        (one.code, 2026, one.target) for one in profile.indicators if one.target is not None and not one.is_per_school
    )
    assert desk.store.rows("SELECT code, text FROM network_profile") == [(code, text_of(code))]
    assert desk.store.rows("SELECT count(*) FROM settlement_agreement") == [(0,)]
    found = desk.checks.run()
    assert (found.ok, found.findings) == (True, ())
    desk.close()


def test_a_body_of_every_profile_can_meet(tmp_path: Path) -> None:
    """The weekly commission of groningen plans its first meeting."""
    desk = founded(tmp_path / "groningen", "groningen")
    body = next(row for row in desk.bodies.rows() if row.code == "IAC")
    made = desk.meetings.plan(body.id, held_on=date(2026, 12, 1), starts_at=time(9), ends_at=time(10), place="")
    assert desk.store.rows("SELECT number FROM meeting WHERE id = ?", (made.made_id,)) == [("IAC 2026/27-01",)]
    desk.close()


def test_a_first_meeting_is_planned_at_the_time_of_week_the_profile_says(tmp_path: Path) -> None:
    desk = founded(tmp_path / "groningen", "groningen")
    bodies = {row.code: row.id for row in desk.bodies.rows()}
    plan = desk.meetings.next_plan(bodies["KT"])
    assert [day.weekday() for day in plan.days] == [0, 0, 0]
    assert (plan.held_on, plan.starts_at, plan.ends_at) == (date(2026, 11, 23), time(13, 30), time(15))
    assert desk.meetings.next_plan(bodies["BO"]).days == ()
    desk.close()


def test_a_profile_that_does_not_ship_founds_nothing(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"profile\.unknown"):
        founded(tmp_path / "atlantis", "atlantis")
    assert not (tmp_path / "atlantis").exists()


def test_a_sample_has_the_bodies_and_words_of_its_profile_and_no_steering_where_there_is_none(tmp_path: Path) -> None:
    made = make(
        tmp_path / "ijssel", today=DAY, years=1, schools=2, deliveries=5, profile="ijssel_vecht", cheap_keys=True
    )
    assert made.network == "1000-jongerenplan IJssel-Vecht (voorbeeld)"
    desk = open_desk(tmp_path / "ijssel", password=PASSWORD, user=made.users[0].name, clock=lambda: NOW)
    (body,) = desk.bodies.rows()
    assert (body.code, body.meetings > 3) == ("ITB", True)
    assert not desk.profiles.has_steering()
    assert desk.nouns["pupil"].plural == "jongeren"
    assert {row.status for row in desk.bottlenecks.rows()} <= {"open", "closed"}
    assert desk.checks.run().ok
    desk.close()
