"""Results in counts: what the secretary sees whole, and everybody else with small groups hidden."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.builders import TODAY, World, made_id, school_id
from tests.sample_fixture import SAMPLE_TODAY, MadeSample
from tests.services.leaving import left
from tests.services.test_meetings import refused
from zsm_desktop.domain.calendar import HOME, SchoolYear
from zsm_desktop.domain.outcomes import Destination
from zsm_desktop.domain.permissions import Actor, Role
from zsm_desktop.models import FollowUp, Outcome
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.result_figures import COLUMNS, LASTING_COLUMNS, CountTable

D = Destination
SAME = pytest.mark.file_only("another test shows what differs on a server")
OTHERS = [pytest.param(who, marks=[SAME]) for who in ("lezer", "boekhouder")]


@pytest.fixture
def gone(world: World) -> World:
    """Leavers of three schools: enough of most, two of one kind at one school."""
    left(world, "DUIN", {D.WORK: 12, D.MBO: 7, D.NONE: 2}, profile="work", now={D.WORK: D.WORK, D.MBO: D.NONE})
    left(world, "ZEEUW", {D.WORK: 9, D.MBO: 8, D.NONE: 6}, profile="education", now={D.WORK: None})
    left(world, "KREEK", {D.WORK: 6, D.MBO: 11, D.NONE: 7})
    return world


def cells(table: CountTable) -> dict[str, tuple[int | None, ...]]:
    return {row.name: row.counts for row in table.rows}


def test_the_secretary_sees_them_all(gone: World) -> None:
    figures = gone.desk.result_figures
    assert figures.years() == (2025,)
    found = figures.leavers(2025, "school")
    assert found.columns == (D.WORK, D.MBO, D.NONE)
    assert cells(found) == {"De Duinpan": (12, 7, 2), "De Zeeuwse Vaart": (9, 8, 6), "Het Kreekrif": (6, 11, 7)}
    assert (found.total.counts, found.total.total, found.total.placed) == ((27, 26, 15), 68, 779)
    assert [(row.code, row.counts) for row in figures.leavers(2025, "kind").rows] == [
        ("pro", (12, 7, 2)),
        ("vso", (15, 19, 13)),
    ]
    assert [(row.code, row.total) for row in figures.leavers(2025, "profile").rows] == [
        ("work", 21),
        ("education", 23),
        ("", 24),
    ]
    assert found.is_whole


@pytest.mark.parametrize("who", ["directeur duin", "stage duin", *OTHERS])
def test_others_do_not_see_the_small_group_nor_what_gives_it_away(gone: World, who: str) -> None:
    figures = gone.desk_of(who).result_figures
    found = figures.leavers(2025, "school")
    assert found.total.counts == (27, 26, 15)
    assert not found.is_whole
    hidden = [(row.name, place) for row in found.rows for place, count in enumerate(row.counts) if count is None]
    assert ("De Duinpan", 2) in hidden
    assert len(hidden) == 4
    assert sorted(name for name, _ in hidden).count("De Duinpan") == 2
    kinds = figures.leavers(2025, "kind")
    assert [row.counts.count(None) for row in kinds.rows] == [2, 2]


@SAME
def test_what_the_secretary_prints_leaves_the_network(gone: World) -> None:
    figures = gone.desk.result_figures
    assert not figures.leavers(2025, "school", is_paper=True).is_whole
    theirs = gone.desk_of("lezer").result_figures
    for by in COLUMNS:
        assert figures.leavers(2025, by, is_paper=True) == theirs.leavers(2025, by)


@SAME
def test_what_lasted_is_of_those_reached_and_the_others_stand_beside_it(gone: World) -> None:
    found = gone.desk.result_figures.lasting(2025, "destination", 3)
    assert {row.code: row.counts for row in found.rows} == {"work": (12, 0, 9, 6, 0), "mbo": (0, 7, 0, 19, 0)}
    assert [row.share for row in found.rows] == [1000, 0]
    assert (found.total.counts, found.total.share) == ((12, 7, 9, 25, 0), 632)
    later = gone.desk.result_figures.lasting(2025, "destination", 12)
    assert (later.total.counts, later.total.share) == ((0, 0, 0, 0, 53), None)


def test_a_school_is_named_by_its_letter_where_the_network_wishes(gone: World) -> None:
    gone.desk.result_figures.name_schools(1, by_letter=True)
    theirs = gone.desk_of("directeur duin").result_figures
    found = theirs.leavers(2025, "school")
    assert (found.rows[0].name, found.rows[0].is_own) == ("De Duinpan", True)
    letters = [row.name for row in found.rows[1:]]
    assert all(len(one) == 1 and one.isupper() for one in letters)
    assert len(set(letters)) == 2
    assert [row.name for row in theirs.benchmark().schools] == [row.name for row in found.rows]
    assert {row.name for row in gone.desk.result_figures.leavers(2025, "school").rows} > {"Het Kreekrif"}
    paper = gone.desk.result_figures.leavers(2025, "school", is_paper=True)
    assert {row.name for row in paper.rows} >= set(letters)
    with refused("edit.conflict"):
        gone.desk.result_figures.name_schools(1, by_letter=False)
    with refused("permission.missing"):
        gone.desk_of("directeur duin").result_figures.name_schools(2, by_letter=False)


@SAME
def test_what_lasted_a_year_is_told_when_everyone_of_that_year_is_due(world: World) -> None:
    """Six of 2025 left early and were asked already; everyone of 2024 is due."""
    for year in (2024, 2025):
        left(world, "DUIN", {D.WORK: 12}, year=year)
    with world.writing() as work:
        for row in asked_after_a_year(work.session, 2024) + asked_after_a_year(work.session, 2025)[:6]:
            row.status, row.destination, row.is_lasting, row.answered_on = "reached", "work", True, TODAY
    (row,) = (row for row in world.desk.targets.sheet(2025, years=2).rows if row.code == "lasting_year")
    assert [one.value for one in row.trend] == [1000, None]
    assert [one.lasting for one in world.desk.result_figures.benchmark().network.years] == [1000, None]
    assert world.desk.result_figures.lasting(2025, "school", 12).total.counts == (6, 0, 0, 0, 6)
    report = world.desk.year_figures.of(SchoolYear(2025))
    assert report.results.lasting is not None
    assert (report.results.lasting.year, report.results.lasting.months) == (2024, 12)


def asked_after_a_year(session: Session, year: int) -> list[FollowUp]:
    query = select(FollowUp).join(Outcome, Outcome.pupil_id == FollowUp.pupil_id)
    return list(session.scalars(query.where(Outcome.school_year == year, FollowUp.months == 12)))


@SAME
def test_years_stand_beside_each_other(gone: World) -> None:
    left(gone, "DUIN", {D.WORK: 6, D.NONE: 6}, year=2024)
    found = gone.desk.result_figures.benchmark()
    assert found.years == (2024, 2025)
    assert [(one.leavers, one.placed) for one in found.network.years] == [(12, 500), (68, 779)]
    duin = next(row for row in found.schools if row.name == "De Duinpan")
    assert [(one.leavers, one.placed, one.lasting) for one in duin.years] == [(12, 500, None), (21, 905, None)]


@SAME
def test_what_is_counted_of_leavers_is_protected_with_the_tables(world: World) -> None:
    """With two who went to the mbo against advice nobody outside reads how many there were."""
    left(world, "DUIN", {D.WORK: 9, D.MBO: 7}, profile="work")
    left(world, "DUIN", {D.MBO: 2}, profile="work", is_against_advice=True)
    left(world, "ZEEUW", {D.WORK: 8, D.MBO: 12}, profile="work")
    seen = {row.code: row.value for row in world.desk.targets.sheet(2025).rows}
    theirs = {row.code: row.value for row in world.desk_of("lezer").targets.sheet(2025).rows}
    assert (seen["to_work"], theirs["to_work"]) == (447, 447)


@SAME
def test_targets_stand_beside_what_was_reached(gone: World) -> None:
    left(gone, "DUIN", {D.WORK: 5, D.NONE: 15}, year=2024)
    targets = gone.desk.targets
    targets.set("to_work", 2025, 0, 350)
    row = next(row for row in targets.sheet(2025).rows if row.code == "to_work")
    assert (row.unit, row.target, row.value, row.is_reached) == ("share", 350, 397, True)
    assert [(point.year, point.value) for point in row.trend] == [(2022, None), (2023, None), (2024, 250), (2025, 397)]
    targets.set("to_work", 2025, row.target_version, 400)
    row = next(row for row in targets.sheet(2025).rows if row.code == "to_work")
    assert (row.target, row.is_reached) == (400, False)
    with refused("edit.conflict"):
        targets.set("to_work", 2025, 1, 450)
    targets.set("to_work", 2025, row.target_version, None)
    assert [row.target for row in targets.sheet(2025).rows if row.code == "to_work"] == [None]


def test_a_school_has_targets_of_its_own(gone: World) -> None:
    duin, zeeuw = school_id("DUIN"), school_id("ZEEUW")
    gone.desk.targets.set("to_work", 2025, 0, 600, school_id=duin)
    theirs = gone.desk_of("directeur duin").targets
    row = next(row for row in theirs.sheet(2025, school_id=duin).rows if row.code == "to_work")
    assert row.target == 600
    assert [one.target for one in theirs.sheet(2025).rows if one.code == "to_work"] == [None]
    assert [one.name for one in theirs.schools()] == ["De Duinpan"]
    assert len(gone.desk.targets.schools()) == 3
    with refused("permission.other_school"):
        theirs.sheet(2025, school_id=zeeuw)
    with refused("permission.missing"):
        theirs.set("to_work", 2025, 1, 700, school_id=duin)


@SAME
def test_a_target_must_be_of_something_that_is_counted(world: World) -> None:
    with refused("target.indicator"):
        world.desk.targets.set("geluk", 2025, 0, 1)
    with refused("target.value"):
        world.desk.targets.set("to_work", 2025, 0, 1001)
    with refused("school.none"):
        world.desk.targets.set("to_work", 2025, 0, 10, school_id=made_id(15, 999))


@SAME
def test_an_empty_network_has_nothing_to_show(world: World) -> None:
    figures = world.desk.result_figures
    assert figures.years() == ()
    assert (figures.leavers(2025, "school").rows, figures.benchmark().schools) == ((), ())
    assert figures.lasting(2025, "offer", 12).rows == ()


def test_no_director_reads_a_group_under_five_anywhere_in_the_sample(session_sample: MadeSample) -> None:
    from datetime import datetime

    from tests.sample_fixture import open_sample

    store = open_sample(session_sample.folder, "director")
    ((user, school),) = store.rows("SELECT id, school_id FROM user_account WHERE role = 'director' LIMIT 1")
    now = datetime.combine(SAMPLE_TODAY, datetime.min.time(), HOME)
    desk = Desk(store, Actor(user, "directeur", Role.DIRECTOR, school), lambda: now)
    shown: list[int | None] = []
    for by in COLUMNS:
        table = desk.result_figures.leavers(2025, by)
        shown += [count for row in (*table.rows, table.total) for count in (*row.counts, row.total)]
    for by in LASTING_COLUMNS:
        lasting = desk.result_figures.lasting(2025, by, 3)
        shown += [count for row in (*lasting.rows, lasting.total) for count in row.counts]
    desk.close()
    assert {1, 2, 3, 4}.isdisjoint(shown)
    assert {82, 97, 38, 21, 19, 35, 179} <= set(shown)


def test_what_is_hidden_follows_who_left_and_what_is_counted(gone: World) -> None:
    """Within one year; a desk remembers the last."""
    figures = gone.desk_of("lezer").result_figures

    def hidden() -> set[str]:
        rows = figures.leavers(2025, "school").rows
        return {row.name for row in rows if row.counts[2] is None}

    assert "De Duinpan" in hidden()
    left(gone, "DUIN", {D.NONE: 9})
    assert hidden() == set()
    assert figures.leavers(2025, "school").total.total == 68 + 9
