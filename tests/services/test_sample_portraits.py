"""Samples of other networks have the figures of their chapters, as the program itself counts them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path

import pytest

from tests.sample_fixture import SAMPLE_TODAY, MadeSample, make_sample
from zsm_desktop.app import open_desk
from zsm_desktop.domain.outcomes import thousandths
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.sample import PASSWORD
from zsm_desktop.services.sample.portraits.ijssel_vecht import IJSSEL_VECHT
from zsm_desktop.services.sample.portraits.rijnmond import RIJNMOND

NOW = datetime.combine(SAMPLE_TODAY, datetime.min.time(), UTC).replace(hour=9)
LAST = 2025
Of = Callable[[str], MadeSample]


def desk_of(made: MadeSample, role: str = "secretary") -> Desk:
    name = next(user.name for user in made.facts.users if user.role == role)
    return open_desk(made.folder, password=PASSWORD, user=name, clock=lambda: NOW, read_only=True)


@pytest.fixture(scope="module")
def rijnmond(profile_sample: Of) -> Iterator[Desk]:
    with closing(desk_of(profile_sample("rijnmond"))) as desk:
        yield desk


@pytest.fixture(scope="module")
def ijssel_vecht(profile_sample: Of) -> Iterator[Desk]:
    with closing(desk_of(profile_sample("ijssel_vecht"))) as desk:
        yield desk


def trend(desk: Desk, code: str, school_id: str = "") -> list[int | None]:
    rows = desk.targets.sheet(LAST, school_id=school_id).rows
    return [point.value for point in next(row for row in rows if row.code == code).trend]


def count(desk: Desk, sql: str, *parameters: object) -> int:
    ((found,),) = desk.store.rows(sql, parameters)
    return int(found)


def test_rijnmond_has_sixteen_schools_of_six_boards_in_three_clusters(rijnmond: Desk) -> None:
    assert count(rijnmond, "SELECT count(*) FROM school") == 16
    boards = "SELECT count(DISTINCT o.board_id) FROM organisation o JOIN school s ON s.id = o.id"
    assert count(rijnmond, boards) == 6
    sizes = rijnmond.store.rows("SELECT count(*) FROM school GROUP BY cluster_id ORDER BY 1")
    assert [size for (size,) in sizes] == [5, 5, 6]
    kinds: dict[str, int] = dict(
        rijnmond.store.rows(
            "SELECT s.kind, count(*) FROM outcome o JOIN school s ON s.id = o.school_id"
            " WHERE o.school_year = ? GROUP BY s.kind",
            (LAST,),
        )
    )
    assert kinds == {"pro": 500, "vso": 250}
    assert count(rijnmond, "SELECT count(*) FROM delivery") == 0


def test_each_cluster_of_rijnmond_meets_four_times_a_year_with_people_who_may_decide(rijnmond: Desk) -> None:
    held = rijnmond.store.rows(
        "SELECT b.code, m.school_year, count(*) FROM meeting m JOIN meeting_body b ON b.id = m.body_id"
        " WHERE m.status = 'finished' AND m.school_year < 2026 GROUP BY b.code, m.school_year"
    )
    assert {number for *_, number in held} == {4}
    assert {code for code, *_ in held} == {"WO1", "WO2", "WO3", "PG"}
    assert len(held) == 4 * RIJNMOND.years
    assert rijnmond.store.rows("SELECT DISTINCT name FROM attendance WHERE NOT is_mandated") == [("Ton Verburg",)]
    chairs = {chair for (chair,) in rijnmond.store.rows("SELECT DISTINCT chair FROM meeting WHERE kind = 'case'")}
    assert chairs == {next(user.name for user in rijnmond.users.rows() if user.role == "secretary")}


def test_rijnmond_aims_at_six_in_ten_and_grows_by_a_tenth_three_years_on_end(rijnmond: Desk) -> None:
    rounds = RIJNMOND.rounds
    assert rounds is not None
    assert trend(rijnmond, "work_of_profile") == [400, 440, 484, 534]
    growth = trend(rijnmond, "school_growth")
    assert growth[0] is None
    assert all(value is not None and value >= 100 for value in growth[1:])
    (aim,) = [row for row in rijnmond.targets.sheet(LAST).rows if row.code == "work_of_profile"]
    assert (aim.target, aim.is_reached) == (600, False)
    assert trend(rijnmond, "discussed")[1:] == [3 * 5 * rounds.new] * 3
    assert trend(rijnmond, "realised") == [3 * 3 * rounds.placed] * 4
    assert trend(rijnmond, "against_advice") == [90, 84, 75, 66]


def test_large_employers_of_rijnmond_are_called_by_the_account_manager(rijnmond: Desk) -> None:
    roles = dict(rijnmond.store.rows("SELECT role, code FROM organisation WHERE role <> ''"))
    assert roles["account_manager"] == "ACC"
    assert roles.keys() == {"director", "account_manager"}
    holders = rijnmond.store.rows(
        "SELECT e.size, o.code FROM employer e JOIN contact c ON c.id = e.holder_id"
        " JOIN organisation o ON o.id = c.organisation_id"
    )
    assert {code for size, code in holders if size == "large"} == {"ACC"}
    assert "ACC" not in {code for size, code in holders if size != "large"}
    gaps = [gap.code for gap in rijnmond.network_map.gaps()]
    assert "no_members" not in gaps
    assert "no_employer" not in gaps
    (fund,) = rijnmond.accountability.overview()
    assert 0 < fund.money.spent_cents < fund.money.granted_cents
    (share,) = rijnmond.store.rows("SELECT agreed FROM fund_result WHERE unit = 'share'")
    assert tuple(share) == (600,)


def test_every_school_of_rijnmond_has_its_own_aim_and_result(rijnmond: Desk) -> None:
    wanted = RIJNMOND.school_aims["school_growth"]
    codes: dict[str, str] = dict(
        rijnmond.store.rows("SELECT o.id, o.code FROM organisation o JOIN school s ON s.id = o.id")
    )
    for school in rijnmond.targets.schools()[::6]:
        code = codes[school.id]
        (row,) = [row for row in rijnmond.targets.sheet(LAST, school_id=school.id).rows if row.code == "school_growth"]
        years = [
            sum(one.count for one in gone if one.profile == "work" and one.destination in {"work", "work_learning"})
            for gone in reversed(RIJNMOND.leaving[code])
        ]
        assert row.target == wanted[code]
        assert [point.value for point in row.trend][1:] == [
            thousandths(now - before, before) for before, now in pairwise(years)
        ]


def test_ijssel_vecht_ends_as_its_chapter_says(ijssel_vecht: Desk) -> None:
    guiding = IJSSEL_VECHT.guiding
    assert guiding is not None
    told = guiding.cohorts[1]
    assert (told.entered, told.ended) == (400, 297)
    group = ijssel_vecht.choice_tallies.target_group(LAST)
    ending = next(field for field in group.fields if field.code == "ending")
    assert ending.filled == 297
    assert {row.code: row.count for row in ending.rows} == told.endings
    successful, negative = trend(ijssel_vecht, "successful")[-1], trend(ijssel_vecht, "negative")[-1]
    assert (successful, negative) == (thousandths(157, 297), thousandths(73, 297)) == (529, 246)
    assert trend(ijssel_vecht, "within_three_months")[-1] == 640
    assert not ijssel_vecht.choice_tallies.is_behind()


def test_ijssel_vecht_knows_what_is_the_matter_and_who_sent_them(ijssel_vecht: Desk) -> None:
    shares = {
        area: trend(ijssel_vecht, f"life_areas:{area}")[-1]
        for area in ("debts", "mental", "family", "addiction", "physical")
    }
    assert shares == {"debts": 630, "mental": 510, "family": 230, "addiction": 140, "physical": 100}
    fields = {field.code: field for field in ijssel_vecht.choice_tallies.target_group(LAST).fields}
    assert fields["life_areas"].average == 220
    desk_share = next(row.share for row in fields["referrer"].rows if row.code == "desk")
    assert desk_share is not None
    assert desk_share > 500


def test_each_guide_of_ijssel_vecht_has_twenty_to_twenty_five(ijssel_vecht: Desk) -> None:
    rows = ijssel_vecht.guiding.caseloads()
    assert len(rows) == 12
    assert all(20 <= row.cases <= 25 for row in rows)
    assert trend(ijssel_vecht, "caseload")[-1] == 22
    teams = ijssel_vecht.store.rows("SELECT does FROM organisation WHERE kind = 'school'")
    assert {does for (does,) in teams} == {"begeleidt jongeren van aanmelding tot nazorg, ook thuis"}
    unguided = "SELECT count(*) FROM case_file c WHERE NOT EXISTS (SELECT 1 FROM case_guide g WHERE g.case_id = c.id)"
    assert count(ijssel_vecht, unguided) == 0
    assert not ijssel_vecht.profiles.has_steering()


def test_employers_of_ijssel_vecht_are_given_six_thousand_once(ijssel_vecht: Desk) -> None:
    given = ijssel_vecht.store.rows(
        "SELECT w.pupil_id, c.cents, coalesce((SELECT sum(s.cents) FROM contribution_spending s"
        " WHERE s.contribution_id = c.id), 0), c.settled_on FROM employer_contribution c"
        " JOIN work_placement w ON w.id = c.work_placement_id"
    )
    assert len(given) > 300
    assert len({pupil for pupil, *_ in given}) == len(given)
    assert {cents for _, cents, *_ in given} == {600_000}
    assert all(spent == cents if settled else spent <= cents for _, cents, spent, settled in given)


@pytest.mark.parametrize("profile", ["rijnmond", "ijssel_vecht"])
def test_what_the_sample_says_is_whole_and_a_director_sees_no_small_group(profile_sample: Of, profile: str) -> None:
    made = profile_sample(profile)
    with closing(desk_of(made)) as desk:
        assert desk.checks.run().ok
        assert desk.store.rows("PRAGMA foreign_key_check") == []
    with closing(desk_of(made, "director")) as desk:
        counts = [row.count for field in desk.choice_tallies.target_group(LAST).fields for row in field.rows]
        assert not [one for one in counts if one is not None and 0 < one < 5]


@pytest.mark.parametrize("profile", ["rijnmond", "ijssel_vecht"])
def test_a_small_sample_early_in_the_year_is_made_as_well(tmp_path: Path, profile: str) -> None:
    facts = make_sample(tmp_path / "few", profile=profile, schools=2, years=1, deliveries=5, today=date(2026, 8, 12))
    assert (facts.schools, facts.meetings > 3) == (2, True)
