"""Samples with lists, layers and several networks have the figures of their chapters, as the program counts them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, timedelta
from itertools import pairwise

import pytest

from tests.sample_fixture import MadeSample
from tests.services.test_sample_portraits import LAST, count, desk_of, trend
from zsm_desktop.services.desk import Desk

Of = Callable[[str], MadeSample]


@pytest.fixture(scope="module")
def kennemerland(profile_sample: Of) -> Iterator[Desk]:
    with closing(desk_of(profile_sample("noord_kennemerland"))) as desk:
        yield desk


@pytest.fixture(scope="module")
def groningen(profile_sample: Of) -> Iterator[Desk]:
    with closing(desk_of(profile_sample("groningen"))) as desk:
        yield desk


@pytest.fixture(scope="module")
def rivierenland(profile_sample: Of) -> Iterator[Desk]:
    with closing(desk_of(profile_sample("rivierenland"))) as desk:
        yield desk


def members(desk: Desk, body: str) -> int:
    return count(
        desk, "SELECT count(*) FROM body_member m JOIN meeting_body b ON b.id = m.body_id WHERE b.code = ?", body
    )


def held(desk: Desk, body: str) -> list[date]:
    rows = desk.store.rows(
        "SELECT m.held_on FROM meeting m JOIN meeting_body b ON b.id = m.body_id"
        " WHERE b.code = ? AND m.status = 'finished' ORDER BY 1",
        (body,),
    )
    return [date.fromisoformat(str(day)) for (day,) in rows]


def test_the_whole_network_meets_every_six_weeks_and_the_chair_goes_round(kennemerland: Desk) -> None:
    assert members(kennemerland, "NW") == 25
    days = held(kennemerland, "NW")
    assert {(later - day).days % 42 for day, later in pairwise(days)} == {0}
    chairs = kennemerland.store.rows(
        "SELECT o.code FROM meeting m JOIN organisation o ON o.id = m.chair_organisation_id ORDER BY m.held_on"
    )
    codes = [code for (code,) in chairs]
    assert set(codes) == {"UWV", "RMC", "GEM-K", "MEE"}
    assert all(before != after for before, after in pairwise(codes))


def test_forty_of_each_school_are_on_the_list_and_few_are_talked_about(kennemerland: Desk) -> None:
    for school in kennemerland.targets.schools():
        if school.name.startswith("Praktijkschool"):
            assert trend(kennemerland, "on_list", school.id)[1:] == [40, 40, 40]
    assert trend(kennemerland, "vacancies")[1:] == [18, 18, 18]
    figures = kennemerland.pupil_lists.figures("leavers")
    assert (figures.expected, figures.total.on_list, figures.total.discussed) == (40, 104, 40)
    tens = count(
        kennemerland,
        "SELECT count(DISTINCT case_id) FROM agenda_item i JOIN meeting m ON m.id = i.meeting_id"
        " WHERE i.kind = 'case' AND m.status = 'finished' AND m.school_year = ?",
        LAST,
    )
    assert 30 <= tens <= 90
    assert trend(kennemerland, "caseload")[-1] in range(10, 26)
    assert count(kennemerland, "SELECT count(*) FROM fund") == 0
    assert not kennemerland.choice_tallies.is_behind()


def test_groningen_meets_in_three_layers_and_a_committee_every_week(groningen: Desk) -> None:
    (monday,) = {day.weekday() for day in held(groningen, "KT")}
    assert monday == 0
    weekly = held(groningen, "IAC")
    assert min((later - day).days for day, later in pairwise(weekly)) == 7
    year = [day for day in held(groningen, "BO") if date(2025, 8, 1) <= day < date(2026, 8, 1)]
    assert len(year) == 4
    begeleiding = held(groningen, "BC")
    assert len(begeleiding) == 7
    between = [later - day for day, later in pairwise(begeleiding)]
    assert all(timedelta(weeks=6) <= one <= timedelta(weeks=8) or one >= timedelta(weeks=13) for one in between)
    assert sum(one > timedelta(weeks=8) for one in between) <= 2, "only over a holiday"


def test_fewer_leave_without_a_diploma_every_year_in_each_region(groningen: Desk) -> None:
    sheet = groningen.shared_figures.sheet()
    numbers = [one for one in sheet.series if one.name == "Voortijdig schoolverlaters"]
    assert [one.part for one in numbers] == ["", "RMC-regio 1", "RMC-regio 2", "RMC-regio 3"]
    for one in numbers:
        told = [value for value in one.values if value is not None]
        assert told == sorted(told, reverse=True)
    whole, *parts = numbers
    assert whole.values == tuple(map(sum, zip(*(one.values for one in parts), strict=True)))  # type: ignore[arg-type]
    personal = next(one for one in sheet.series if one.name.startswith("Uitval"))
    assert all(400 <= (value or 0) <= 500 for value in personal.values)
    for code in ("dropouts", "dropout_share"):
        before, last = trend(groningen, code)[-2:]
        assert before is not None
        assert last is not None
        assert last < before, "what the program counts says the same"
    (fund,) = groningen.funds.rows()
    assert fund.granted_cents == 6_000_000_00
    assert (fund.first_day.year, fund.last_day.year) == (2025, 2028), "over three years"
    verdict = groningen.choice_tallies.target_group(LAST).fields[-1]
    green = next(row.count for row in verdict.rows if row.code == "good")
    assert trend(groningen, "green")[-1] == green
    assert not groningen.choice_tallies.is_behind()


def test_rivierenland_has_ten_municipalities_in_more_than_one_network(rivierenland: Desk) -> None:
    assert count(rivierenland, "SELECT count(*) FROM organisation WHERE kind = 'municipality'") == 10
    several = rivierenland.store.rows(
        "SELECT o.code FROM organisation_cluster c JOIN organisation o ON o.id = c.organisation_id"
        " GROUP BY o.code HAVING count(*) = 3"
    )
    assert {code for (code,) in several} >= {"ROC", "SW", "UWV"}
    platform = rivierenland.store.rows(
        "SELECT o.kind FROM body_member m JOIN meeting_body b ON b.id = m.body_id JOIN contact c ON c.id = m.contact_id"
        " JOIN organisation o ON o.id = c.organisation_id WHERE b.code = 'POA'"
    )
    kinds = [kind for (kind,) in platform]
    assert (kinds.count("municipality"), kinds.count("employer"), len(kinds)) == (9, 4, 16)


def test_thirty_take_part_in_the_project_and_partners_put_in_beside_the_funds(rivierenland: Desk) -> None:
    assert trend(rivierenland, "project")[-1] == 30
    seven_hundred = [one for one in rivierenland.shared_figures.rows() if one.school_year == LAST and one.value == 700]
    assert len(seven_hundred) == 1
    put = rivierenland.store.rows("SELECT kind, sum(cents) FROM fund_contribution GROUP BY kind ORDER BY kind")
    assert [tuple(one) for one in put] == [("hours", 480 * 62_00 + 360 * 58_00), ("money", 25_000_00)]
    ((agreed, reached),) = rivierenland.store.rows(
        "SELECT agreed, reached FROM fund_result WHERE indicator = 'project'"
    )
    assert (agreed, reached) == (30, None)
    assert count(rivierenland, "SELECT count(*) FROM delivery") == 0
    assert rivierenland.checks.run().ok


@pytest.mark.parametrize("profile", ["groningen", "rivierenland"])
def test_what_is_agreed_for_a_fund_is_about_this_network(profile_sample: Of, profile: str) -> None:
    with closing(desk_of(profile_sample(profile))) as desk:
        told = agreed_and_paid(desk)
        assert len(told) >= 8
        assert not [one for one in told if "uitwisseling" in one or "Lasdamp" in one]
        assert all(one.money.spent_cents < one.money.granted_cents for one in desk.accountability.overview())
        said = "SELECT title FROM agenda_item UNION SELECT title FROM bottleneck"
        assert not {"Voorstel bandbreedte", "Werkkleding en schoenen"} & {text for (text,) in desk.store.rows(said)}
        if profile == "groningen":
            assert "Tussenevaluatie eerste jaar" in told


def agreed_and_paid(desk: Desk) -> list[str]:
    tables = ("text FROM fund_condition", "name FROM fund_result", "name FROM fund_report", "name FROM fund_expense")
    return [str(told) for table in tables for (told,) in desk.store.rows(f"SELECT {table}")]
