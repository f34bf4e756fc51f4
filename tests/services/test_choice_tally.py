"""Counts of what a profile asks of cases: kept with every write, read without a key, and small groups hidden."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from tests.builders import TODAY, World
from tests.services.test_meetings import refused
from zsm_desktop.models import Case, ChoiceTally
from zsm_desktop.services.choice_tally import shown
from zsm_desktop.services.shipped_profiles import text_of
from zsm_desktop.store.keys import Keys

SAME = pytest.mark.file_only("another test shows what differs on a server")
AREAS = ("debts", "mental", "family")
values = st.fixed_dictionaries(
    {},
    optional={
        "life_areas": st.lists(st.sampled_from(AREAS), unique=True).map(",".join),
        "referrer": st.sampled_from(["rmc", "desk", ""]),
        "ending": st.sampled_from(["work", "worse", ""]),
    },
)
Done = list[tuple[int, dict[str, str]]]
steps = st.lists(st.tuples(st.integers(0, 2), values), max_size=8)


def ijssel(world: World) -> World:
    world.desk.profiles.take_in(0, text_of("ijssel_vecht"))
    return world


def fill(world: World, case: str, given_values: Mapping[str, str]) -> None:
    desk = world.desk.case_profile
    desk.fill(case, desk.of_case(case).version, given_values)


def kept(world: World) -> dict[tuple[str, str, int], int]:
    rows = world.store.rows("SELECT field, choice, school_year, counted FROM choice_tally WHERE counted > 0")
    return {(field, choice, year): counted for field, choice, year, counted in rows}


def entered_ago(world: World, case: str, days: int) -> None:
    with world.writing() as work:
        work.session.get_one(Case, case).entered_on = TODAY - timedelta(days=days)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(done=steps)
def test_kept_is_what_counting_again_finds(made_network: tuple[Path, Keys], done: Done) -> None:
    with tempfile.TemporaryDirectory() as place:
        shutil.copytree(made_network[0], Path(place) / "network")
        world = ijssel(World(Path(place) / "network", made_network[1]))
        cases = [world.case() for _ in range(3)]
        entered_ago(world, cases[2], 400)
        for at, given_values in done:
            fill(world, cases[at], given_values)
        before = kept(world)
        assert not world.desk.choice_tallies.is_behind()
        world.desk.choice_tallies.recount()
        world.desk.choice_tallies.recount()
        assert kept(world) == before
        world.close()


def test_a_store_in_which_nothing_was_counted_is_counted_by_who_holds_the_key(world: World) -> None:
    case, other = ijssel(world).case(), world.case()
    fill(world, case, {"life_areas": "debts,family", "referrer": "rmc"})
    fill(world, other, {"life_areas": "debts"})
    whole = kept(world)
    assert whole["life_areas", "debts", 2026] == 2
    with world.writing() as work:
        work.session.execute(delete(ChoiceTally))
    assert world.desk_of("stage duin").choice_tallies.is_behind()
    with refused("permission.missing"):
        world.desk_of("directeur zeeuw").choice_tallies.recount()
    world.desk_of("stage zeeuw").choice_tallies.recount()
    assert kept(world) == whole
    with world.writing() as work:
        work.session.execute(delete(ChoiceTally))
    fill(world, other, {"life_areas": ""})
    assert kept(world)["life_areas", "debts", 2026] == 1
    assert not world.desk.choice_tallies.is_behind()


def test_a_director_reads_the_counts_without_a_key_and_no_small_group(world: World) -> None:
    ijssel(world)
    for areas in ["debts,mental"] * 6 + ["mental,family"] * 5 + ["addiction,debts"] * 2:
        fill(world, world.case(), {"life_areas": areas})
    secretary = world.desk.choice_tallies
    (field,) = [one for one in secretary.target_group(2026).fields if one.code == "life_areas"]
    assert (field.filled, field.average) == (13, 200)
    assert {row.code: row.count for row in field.rows if row.count} == {
        "debts": 8, "mental": 11, "family": 5, "addiction": 2,
    }  # fmt: skip
    assert next(row.share for row in field.rows if row.code == "debts") == 615
    found = world.desk_of("directeur duin").choice_tallies.target_group(2026)
    assert not found.is_whole
    theirs = next(one for one in found.fields if one.code == "life_areas")
    hidden = {row.code for row in theirs.rows if row.count is None}
    assert "addiction" in hidden
    assert len(hidden) > 1 or theirs.filled is None
    assert theirs.average is None
    assert secretary.target_group(2026, is_paper=True) == found
    assert secretary.years() == (2026,)


@SAME
def test_what_the_profile_counts_of_choices_is_in_its_sheet(world: World) -> None:
    ijssel(world)
    for ending, areas in [("work", "debts"), ("education", "debts"), ("worse", "mental"), ("moved", "debts,mental")]:
        fill(world, world.case(), {"ending": ending, "life_areas": areas})
    sheet = world.desk.targets.sheet(2026)
    found = {row.code: row.value for row in sheet.rows}
    assert (found["successful"], found["negative"], found["life_areas:debts"]) == (500, 250, 750)
    assert sheet.uncounted == ()
    world.desk.targets.set("life_areas:debts", 2026, 0, 500)
    assert next(row.target for row in world.desk.targets.sheet(2026).rows if row.code == "life_areas:debts") == 500
    theirs = {row.code: row.value for row in world.desk_of("directeur duin").targets.sheet(2026).rows}
    assert (theirs["successful"], theirs["life_areas:debts"]) == (None, None)


@SAME
def test_three_green_flags_are_one_verdict(world: World) -> None:
    world.desk.profiles.take_in(0, text_of("groningen"))
    for colours in (("good", "good", "good"), ("good", "bad", ""), ("good", "good", "")):
        case = world.case()
        fill(world, case, dict(zip(("flag_work", "flag_education", "flag_rmc"), colours, strict=True)))
    assert next(row.value for row in world.desk.targets.sheet(2026).rows if row.code == "green") == 1
    verdict = world.desk.choice_tallies.target_group(2026).fields[-1]
    assert (verdict.name, verdict.filled) == ("Geschikt voor het mbo", 3)
    assert [(row.name, row.count) for row in verdict.rows] == [("groen", 1), ("rood", 1)]


@SAME
def test_another_profile_is_counted_its_own_way(world: World) -> None:
    fill(ijssel(world), world.case(), {"referrer": "rmc"})
    world.desk.profiles.take_in(1, text_of("zeeland"))
    with world.store.reading() as session:
        assert session.scalars(select(ChoiceTally)).all() == []
    world.desk.profiles.take_in(2, text_of("ijssel_vecht"))
    assert kept(world) == {("referrer", "", 2026): 1, ("referrer", "rmc", 2026): 1}


@SAME
def test_the_check_tells_who_can_count_again_that_counts_are_behind(world: World) -> None:
    fill(ijssel(world), world.case(), {"referrer": "rmc"})
    with world.writing() as work:
        work.session.execute(delete(ChoiceTally))
    assert "check.tally" in {one.code for one in world.desk.checks.run().findings}
    world.desk.choice_tallies.recount()
    assert "check.tally" not in {one.code for one in world.desk.checks.run().findings}


@given(
    counts=st.dictionaries(st.sampled_from("abcd"), st.integers(0, 14), min_size=1),
    asked=st.sets(st.sampled_from("abcd"), min_size=1),
)
@example(counts={"a": 10, "b": 8, "c": 2}, asked={"a", "b"})
@example(counts={"a": 5, "b": 5, "c": 2}, asked={"b", "c"})
def test_a_choice_that_is_not_asked_any_more_is_not_what_is_left(counts: dict[str, int], asked: set[str]) -> None:
    """Everybody chose one thing; whoever asks for some of it is told the same as who asks for all."""
    kept_counts = {("f", code): count for code, count in counts.items()} | {("f", ""): sum(counts.values())}
    filled, told = shown(kept_counts, "f", asked, is_whole=False)
    everything = shown(kept_counts, "f", asked | counts.keys(), is_whole=False)
    assert (filled, told) == (everything[0], {code: everything[1][code] for code in asked})
    if filled is not None and None not in told.values():
        assert not 0 < filled - sum(count for count in told.values() if count) < 5
