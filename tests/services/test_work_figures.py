"""Pupils, cases, trajectories and open questions of a year, counted as targets count them, and nothing of it small."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, date, datetime, time

import pytest

from tests.builders import World, school_id
from tests.sample_fixture import SAMPLE_TODAY, MadeSample, open_sample
from tests.services.test_meetings import MB, planned
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Actor, Role
from zsm_desktop.domain.privacy import is_recognisable
from zsm_desktop.models import AgendaItem, CaseDiscussion
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.needs import NeedDraft
from zsm_desktop.services.work_figures import Share

YEAR = 2026


def test_pupils_are_those_of_the_first_of_october(world: World) -> None:
    found = world.desk.work_figures.pupils(YEAR)
    assert found.day == date(2026, 10, 1)
    ((known,),) = world.store.rows(
        "SELECT count(*) FROM pupil WHERE (enrolled_on IS NULL OR enrolled_on <= '2026-10-01')"
        " AND (left_on IS NULL OR left_on > '2026-10-01')"
    )
    assert found.total is None if is_recognisable(known) else found.total == known


def test_a_case_counts_in_the_year_it_was_entered_and_small_groups_are_hidden(world: World) -> None:
    for _ in range(3):
        world.case()
    assert world.desk.work_figures.cases(YEAR).entered is None
    for _ in range(4):
        world.case()
    found = world.desk.work_figures.cases(YEAR)
    assert (found.entered, found.discussed, found.days) == (7, 0, None)
    assert found.kinds == (Share("vso", "", 7),)
    assert world.desk.work_figures.cases(YEAR - 1).entered == 0


def test_a_need_that_nobody_answered_is_counted_by_what_became_of_it(world: World) -> None:
    for number in range(6):
        world.desk.needs.add(NeedDraft(school_id("ZEEUW"), f"Iets {number}", None, date(2027, 7, 1)))
    found = world.desk.work_figures.needs(YEAR)
    assert (found.total, found.states) == (6, (Share("open", "", 6),))
    assert found.sectors == (Share("", "", 6),)
    assert world.desk.work_figures.needs(YEAR + 1).total == 0


@pytest.mark.parametrize("year", [2023, 2024, 2025, 2026])
def test_nothing_small_and_the_parts_make_the_whole(session_sample: MadeSample, year: int) -> None:
    with closing(open_sample(session_sample.folder)) as store:
        figures = Desk(store, Actor("user", "Secretaris", Role.SECRETARY), nine_o_clock).work_figures
        cases, placements, pupils = figures.cases(year), figures.placements(year), figures.pupils(year)
        span = SchoolYear(year)
        days = (span.first_day.isoformat(), span.last_day.isoformat())
        ((entered,),) = store.rows("SELECT count(*) FROM case_file WHERE entered_on BETWEEN ? AND ?", days)
        ((began,),) = store.rows(
            "SELECT count(*) FROM placement WHERE starts_on BETWEEN ? AND ? AND status IN ('running','ended')", days
        )
    assert (cases.entered, placements.total) == (entered, began)
    for whole, groups in (
        (cases.entered, (cases.kinds, cases.outcomes, cases.waits)),
        (placements.total, (placements.sectors, placements.providers, placements.users)),
        (pupils.total, (pupils.schools, pupils.kinds)),
    ):
        for shares in groups:
            shown = [one.count for one in shares if one.count is not None]
            assert not any(map(is_recognisable, shown))
            assert sum(shown) <= (whole or 0)
            if all(one.count is not None for one in shares) and shares is not cases.waits:
                assert sum(shown) == whole


def nine_o_clock() -> datetime:
    return datetime.combine(SAMPLE_TODAY, time(9), UTC)


def test_a_coordinator_gets_no_year_of_the_directors_and_a_future_year_is_refused(world: World) -> None:
    with pytest.raises(RuleError) as refused:
        world.desk_of("stage duin").year_figures.of(SchoolYear(YEAR))
    assert refused.value.code == "permission.missing"
    with pytest.raises(RuleError) as refused:
        world.desk.year_figures.of(SchoolYear(YEAR + 1))
    assert refused.value.code == "year_report.future"


def test_a_director_counts_what_was_discussed_as_the_secretary_does(world: World) -> None:
    meeting = planned(world, MB, date(2026, 12, 3))
    cases = [world.case() for _ in range(6)]
    with world.writing() as work:
        for at, case in enumerate(cases):
            item = work.new_id()
            work.session.add(
                AgendaItem(id=item, meeting_id=meeting, position=40 + at, kind="case", title="", case_id=case)
            )
            work.session.flush()
            work.session.add(CaseDiscussion(id=work.new_id(), agenda_item_id=item, case_id=case, outcome="placed"))
    found = world.desk.work_figures.cases(YEAR)
    assert (found.entered, found.discussed, found.outcomes) == (6, 6, (Share("placed", "", 6),))
    assert found.days is not None
    assert world.desk_of("directeur duin").work_figures.cases(YEAR) == found
