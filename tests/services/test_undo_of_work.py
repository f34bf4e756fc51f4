"""Taking back and doing again keeps the rules that acts keep, and does not overrule who did something meanwhile.

One who directs, no more spent than granted, no place filled twice.
"""

from __future__ import annotations

import pytest

from tests.builders import TODAY, World, made_id
from tests.services.test_meetings import refused
from tests.services.working import employer, proposed, vacancy
from zsm_desktop.domain.work_placements import WorkEnd
from zsm_desktop.services.employer_contributions import ContributionDraft, SpendingDraft

SAME = pytest.mark.file_only("another test shows what differs on a server")
DUIN, ZEEUW = made_id(4, 1), made_id(4, 2)


def guide(world: World, case: str, contact: str, name: str = "secretaris") -> None:
    desk = world.desk_of(name)
    desk.guiding.set_first(case, desk.cases.card(case).version, contact, began_on=TODAY)


def test_who_directs_is_not_set_again_beside_another(world: World) -> None:
    case = world.case("ZEEUW")
    guide(world, case, ZEEUW)
    world.desk.undo.back()
    guide(world, case, DUIN, "stage zeeuw")
    with refused("undo.in_use"):
        world.desk.undo.again()
    assert [row.contact_id for row in world.desk.guiding.of_case(case).history] == [DUIN]


@SAME
def test_who_directs_is_not_taken_away_while_a_handover_waits(world: World) -> None:
    case = world.case("ZEEUW")
    guide(world, case, ZEEUW)
    version = world.desk.cases.card(case).version
    made = world.desk_of("stage zeeuw").guiding.offer(case, version, DUIN, "Kent de weg.").made_id
    with refused("undo.in_use"):
        world.desk.undo.back()
    world.desk_of("stage duin").guiding.accept(made, 1)
    assert world.desk.guiding.of_case(case).guide.contact_id == DUIN


def test_no_more_is_accounted_for_than_was_granted(world: World) -> None:
    contributions = world.desk.employer_contributions
    work = proposed(world, employer(world))
    made = contributions.add(work, ContributionDraft(600_000, "both", TODAY)).made_id
    contributions.account(made, 1, SpendingDraft(TODAY, "training", "Heftruck", 400_000))
    world.desk.undo.back()
    books = world.desk_of("boekhouder").employer_contributions
    books.account(made, books.rows()[0].version, SpendingDraft(TODAY, "training", "Lassen", 500_000))
    with refused("undo.in_use"):
        world.desk.undo.again()
    (row,) = contributions.rows()
    assert (row.spent_cents, row.rest_cents) == (500_000, 100_000)


@SAME
def test_what_was_settled_is_not_changed_by_taking_back(world: World) -> None:
    contributions = world.desk.employer_contributions
    made = contributions.add(proposed(world, employer(world)), ContributionDraft(600_000, "both", TODAY)).made_id
    contributions.account(made, 1, SpendingDraft(TODAY, "training", "Heftruck", 400_000))
    books = world.desk_of("boekhouder").employer_contributions
    books.settle(made, books.rows()[0].version)
    with refused("undo.in_use"):
        world.desk.undo.back()
    (row,) = contributions.rows()
    assert (row.spent_cents, row.settled_on) == (400_000, TODAY)


@SAME
def test_a_place_somebody_took_meanwhile_is_not_taken_twice(world: World) -> None:
    garage = employer(world)
    place = vacancy(world, garage)
    first, second = proposed(world, garage, place), proposed(world, garage, place)
    works = world.desk.work_placements
    works.start_trial(first, TODAY, None)
    world.desk.undo.back()
    world.desk_of("stage zeeuw").work_placements.start_trial(second, TODAY, None)
    with refused("undo.in_use"):
        world.desk.undo.again()
    world.desk_of("stage zeeuw").work_placements.end(second, TODAY, WorkEnd.OTHER)
    works.start_trial(first, TODAY, None)
    works.end(first, TODAY, WorkEnd.OTHER)
    world.desk.undo.back()
    assert {row.status.value for row in works.of_employer(garage)} == {"trial", "ended"}
