"""What indicators count of the work: phases in time, lists, meetings, vacancies and caseloads."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.builders import TODAY, World, made_id, school_id
from tests.services.test_meetings import SG, planned, running
from zsm_desktop.domain.profiles import Indicator
from zsm_desktop.models import Case, CaseGuide, CasePhase, Contact, Employer, ListEntry, Vacancy
from zsm_desktop.services.work_counts import Reader, of_work

pytestmark = pytest.mark.file_only("the server is asked the same in other tests")
WHOLE = Reader(is_whole=True, day=TODAY)
OTHERS = Reader(is_whole=False, day=TODAY)
IN_TIME = Indicator(
    "in_time", "Op tijd", "phases", unit="share",
    filter={"phase": ("work",), "since": ("guidance",), "within_months": ("3",)},
)  # fmt: skip


def counted(world: World, indicator: Indicator, year: int = 2026, school: str = "", reader: Reader = WHOLE) -> object:
    with world.store.reading() as session:
        found = of_work(session, indicator, year, school and school_id(school), reader)
    return found.part if found.whole is None else (found.part, found.whole)


def case(world: World, school: str, entered_on: date, **phases: date) -> str:
    made = world.case(school)
    with world.writing() as work:
        work.session.get_one(Case, made).entered_on = entered_on
        for phase, day in phases.items():
            work.session.add(CasePhase(id=work.new_id(), case_id=made, phase=phase, began_on=day))
    return made


def test_who_came_to_work_in_time_and_whose_time_is_over(world: World) -> None:
    start = date(2025, 9, 1)
    case(world, "DUIN", start, guidance=start, work=date(2025, 12, 1))
    case(world, "DUIN", start, guidance=start, work=date(2025, 12, 2))
    case(world, "ZEEUW", start, guidance=start)
    case(world, "ZEEUW", start)
    assert counted(world, IN_TIME, 2025) == (1, 3)
    assert counted(world, IN_TIME, 2025, "DUIN") == (1, 2)
    assert counted(world, IN_TIME, 2025, reader=OTHERS) is None
    case(world, "DUIN", TODAY - timedelta(days=9), guidance=TODAY - timedelta(days=5))
    assert counted(world, IN_TIME) == (0, 0)
    case(world, "DUIN", TODAY - timedelta(days=9), guidance=TODAY - timedelta(days=5), work=TODAY)
    assert counted(world, IN_TIME) == (0, 0), "who is quick does not count before who is slow"


def test_who_stood_on_a_list_in_the_year(world: World) -> None:
    listed = Indicator("on_list", "Op de lijst", "listed", filter={"list": ("leavers",)})
    spans = [(date(2025, 3, 1), None), (date(2025, 3, 1), date(2025, 7, 1)), (date(2025, 9, 1), date(2026, 9, 1))]
    for added_on, off_on in spans:
        made = world.case("DUIN")
        with world.writing() as work:
            pupil_id = work.session.get_one(Case, made).pupil_id
            work.session.add(
                ListEntry(
                    id=work.new_id(), list_code="leavers", pupil_id=pupil_id, school_id=school_id("DUIN"),
                    added_on=added_on, off_on=off_on, off_reason="work" if off_on else None,
                )
            )  # fmt: skip
    assert [counted(world, listed, year) for year in (2024, 2025, 2026, 2023)] == [2, 2, 2, 0]
    assert [counted(world, listed, 2025, school) for school in ("DUIN", "ZEEUW")] == [2, 0]
    assert counted(world, listed, 2025, reader=OTHERS) is None


def test_how_many_young_people_each_guide_has_on_average(world: World) -> None:
    caseload = Indicator("caseload", "Per begeleider", "caseload")
    guides = [made_id(14, at) for at in (1, 2)]
    with world.writing() as work:
        for at, guide in enumerate(guides):
            work.session.add(Contact(id=guide, organisation_id=school_id("DUIN"), name=f"Begeleider {at}"))
    assert counted(world, caseload) == 0
    made = [world.case() for _ in range(8)]
    with world.writing() as work:
        for at, one in enumerate(made):
            ended_on = TODAY - timedelta(days=1) if at == 7 else None
            work.session.add(
                CaseGuide(
                    id=work.new_id(), case_id=one, contact_id=guides[at > 1], began_on=date(2026, 9, 1),
                    ended_on=ended_on,
                )
            )  # fmt: skip
    assert counted(world, caseload) == 4
    assert counted(world, caseload, 2025) == 0
    assert counted(world, caseload, 2027) == 0
    world.desk.cases.close(made[0])
    assert counted(world, caseload) == 3


def test_meetings_that_were_held_and_vacancies_that_came_in(world: World) -> None:
    meeting, *_ = running(world)
    planned(world, SG, date(2026, 12, 3))
    held = Indicator("held", "Overleggen", "meetings", filter={"body": ("MB",)})
    assert counted(world, held) == 0
    world.desk.live.finish(meeting)
    assert (counted(world, held), counted(world, Indicator("x", "x", "meetings", filter={"body": ("SG",)}))) == (1, 0)
    with world.writing() as work:
        work.session.add(Employer(id=school_id("DUIN")))
        work.session.flush()
        for at, day in enumerate((date(2026, 8, 1), date(2026, 7, 31), date(2027, 7, 31))):
            work.session.add(
                Vacancy(
                    id=work.new_id(), number=f"V-{at}", employer_id=school_id("DUIN"), kind="job", title="Magazijn",
                    places=1, open_from=day,
                )
            )  # fmt: skip
    assert counted(world, Indicator("vacancies", "Vacatures", "vacancies")) == 2


def test_one_kind_of_school_beside_all_does_not_give_away_the_other(world: World) -> None:
    """Six cases of nine are of pro, so the other three are of vso."""
    for school, number in (("DUIN", 6), ("ZEEUW", 3)):
        for _ in range(number):
            world.case(school)
    every = Indicator("cases", "Casussen", "cases")
    pro, vso, both = (
        Indicator(f"cases_{code}", "", "cases", filter={"school_kind": kinds})
        for code, kinds in (("pro", ("pro",)), ("vso", ("vso",)), ("both", ("pro", "vso")))
    )
    assert [counted(world, one) for one in (every, pro, vso, both)] == [9, 6, 3, 9]
    assert [counted(world, one, reader=OTHERS) for one in (every, pro, vso)] == [9, None, None]
    assert [counted(world, pro, school=school) for school in ("DUIN", "ZEEUW")] == [6, 0]
    came = Indicator(
        "came", "", "phases", filter={"phase": ("work",), "within_months": ("3",), "school_kind": ("pro",)}
    )
    start = date(2025, 9, 1)
    case(world, "DUIN", start, work=start)
    case(world, "ZEEUW", start, work=start)
    assert counted(world, came, 2025) == 1, "of phases the other kinds are left out"
