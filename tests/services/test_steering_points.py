"""What belongs to a fixed point of the directors, and what a director sees first: the figures of the screens."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import World
from tests.services.leaving import left
from tests.services.test_meetings import MB, SG, planned, refused, running
from tests.services.working import vacancy
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.outcomes import Destination
from zsm_desktop.models import Bottleneck
from zsm_desktop.reports.points import point_document
from zsm_desktop.services.bodies import BodyDraft
from zsm_desktop.services.body_points import USUAL
from zsm_desktop.services.funds import FundDraft
from zsm_desktop.services.vat import VatDraft

D = Destination
THIS = SchoolYear(2026)
pytestmark = pytest.mark.file_only("the reads under it are tried on a server by their own tests")


def test_results_are_of_the_last_whole_year_with_small_groups_hidden(world: World) -> None:
    left(world, "DUIN", {D.WORK: 12, D.MBO: 7, D.NONE: 2})
    left(world, "DUIN", {D.WORK: 6}, year=2026)
    facts = world.desk.steering_points.facts("results", THIS)
    assert facts.target_year == SchoolYear(2025)
    seen = world.desk.result_figures.benchmark(years=(2025,), is_paper=True).network.years
    assert facts.years == seen
    assert [row.year for row in seen] == [2025]
    assert seen[0].placed is None, "two who were not placed would be known"
    assert facts.indicators == world.desk.targets.sheet(2025, is_paper=True, years=1).rows


def test_balances_and_funds_are_those_of_their_rooms(world: World) -> None:
    world.desk.vat.set(VatDraft("facility", date(2024, 8, 1), "exempt", "onderwijs"))
    world.delivered("DUIN", "ZEEUW", 300, date(2026, 10, 5))
    world.desk.funds.add(FundDraft("Nu", 100_00, date(2026, 8, 1), date(2027, 7, 31), percent=1_00))
    world.desk.funds.add(FundDraft("Vroeger", 100_00, date(2024, 8, 1), date(2025, 7, 31), percent=1_00))
    points = world.desk.steering_points
    rows = points.facts("balances", THIS).balances
    assert sorted(rows, key=str) == sorted(world.desk.balances.by_school(THIS), key=str)
    assert [row.balance_cents for row in rows] == sorted(row.balance_cents for row in rows)
    assert [row.fund.name for row in points.facts("funds", THIS).funds] == ["Nu"]
    assert [row.fund.name for row in points.facts("funds", SchoolYear(2024)).funds] == ["Vroeger"]


def test_what_shows_nothing_says_so(world: World) -> None:
    for kind in ("fixed", "bottleneck"):
        with refused("point.nothing"):
            world.desk.steering_points.facts(kind, THIS)


def test_vacancies_are_those_that_are_open(world: World) -> None:
    vacancy(world, title="Bakkershulp", places=2)
    (row,) = world.desk.steering_points.facts("vacancies", THIS).vacancies
    assert (row.title, row.places_left) == ("Bakkershulp", 2)
    card = world.desk.meetings.card(planned(world, SG))
    paper = point_document(world.desk, card, replace(card.agenda[0], kind="vacancies", title="Vacatures"))
    assert "Bakkershulp" in str(paper.blocks)


def test_every_point_has_an_annex_also_without_figures(world: World) -> None:
    card = world.desk.meetings.card(planned(world, SG))
    for at, point in enumerate(USUAL["steering"][1:], start=1):
        item = replace(card.agenda[0], kind=point.kind, title=point.title)
        paper = point_document(world.desk, card, item)
        assert paper.title == point.title
        assert paper.blocks, at


def test_a_director_sees_the_figures_of_the_own_school(world: World) -> None:
    world.desk.vat.set(VatDraft("facility", date(2024, 8, 1), "exempt", "onderwijs"))
    world.delivered("DUIN", "ZEEUW", 300, date(2026, 10, 5))
    left(world, "DUIN", {D.WORK: 12, D.MBO: 7, D.NONE: 6})
    view = world.desk_of("directeur duin").directors_view
    own, results = view.facts().own, view.results()
    assert own is not None
    assert results is not None
    assert (own.code, own.given_cents, own.taken_cents, own.balance_cents) == ("DUIN", 74_10, 0, 74_10)
    assert results.own is not None
    assert (results.own.name, results.own.total) == ("De Duinpan", 25)
    assert world.desk_of("lezer").directors_view.facts().own is None


def test_a_bottleneck_leads_to_the_meeting_in_which_it_can_be_answered(world: World) -> None:
    """Another body of directors meets sooner, and may not answer it."""
    bodies, bottlenecks = world.desk.bodies, world.desk.bottlenecks
    other = bodies.add(BodyDraft("Bestuurders", "strategic", kind="steering", code="BO")).made_id
    (row,) = [one for one in bodies.rows() if one.id == MB]
    bodies.edit(MB, row.version, BodyDraft(row.name, row.level, above_id=SG))
    meeting, item, _ = running(world)
    noted = [world.desk.live.add_bottleneck(item, title).made_id for title in ("Geen bus", "Te weinig plekken")]
    world.desk.live.finish(meeting)
    planned(world, other, date(2026, 11, 24))
    view = world.desk_of("directeur duin").directors_view

    def leads_to() -> tuple[int, str] | None:
        return next(((one.count, one.item) for one in view.facts().asked if one.kind == "bottlenecks"), None)

    assert leads_to() is None
    bottlenecks.escalate(noted[0])
    assert leads_to() == (1, ""), "its own body has no meeting yet"
    steering = planned(world, SG, date(2026, 12, 3))
    assert leads_to() == (1, steering)
    bottlenecks.escalate(noted[1])
    with world.writing() as work:
        work.session.get_one(Bottleneck, noted[0]).removed_at = world.now
    assert leads_to() == (1, steering)
