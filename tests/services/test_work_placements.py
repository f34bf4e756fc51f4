"""A pupil at an employer: consent that names it, one step after the other; and what the employer was given."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import TODAY, World
from tests.services.test_funds import draft as fund_draft
from tests.services.test_placements import refused
from tests.services.test_rights import invited
from tests.services.working import employer, proposed, vacancy
from zsm_desktop.domain.employer_contributions import Spent, require_spending, rest_cents
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.outcomes import Destination
from zsm_desktop.domain.work_placements import WorkStatus, may_move
from zsm_desktop.services.employer_contributions import ContributionDraft, SpendingDraft
from zsm_desktop.services.outcomes import OutcomeDraft
from zsm_desktop.services.work_placements import WorkDraft, WorkTerms

GIVEN = ContributionDraft(
    6_000_00, "both", TODAY, due_on=TODAY + timedelta(days=30), terms="Voor lessen en een jobcoach."
)


def test_an_employer_hears_of_a_pupil_with_consent_and_after_it_was_said_so(world: World) -> None:
    garage, case = employer(world), world.case("ZEEUW")
    propose = world.desk_of("stage zeeuw").work_placements.propose
    with refused("work.not_told"):
        propose(WorkDraft(case, garage))
    with refused("consent.not_for_receiver"):
        propose(WorkDraft(world.case("ZEEUW", receiver="DUIN"), garage, is_told=True))
    made = propose(WorkDraft(case, garage, note="Is graag buiten.", is_told=True)).made_id
    (row,) = world.desk.work_placements.of_case(case)
    assert (row.id, row.number, row.status, row.note) == (made, "WP-2026/27-001", "proposed", "Is graag buiten.")
    ((kept,),) = world.store.rows("SELECT note FROM work_placement")
    assert b"buiten" not in kept
    with refused("work.twice"):
        propose(WorkDraft(case, garage, is_told=True))
    with refused("permission.other_school"):
        world.desk_of("stage duin").work_placements.propose(WorkDraft(case, garage, is_told=True))


@pytest.mark.file_only("rules of the service")
def test_from_proposal_to_trial_to_contract_to_its_end(world: World) -> None:
    garage = employer(world)
    placement, acts = proposed(world, garage), world.desk.work_placements
    with refused("work.span"):
        acts.start_trial(placement, TODAY, TODAY - timedelta(days=1))
    acts.start_trial(placement, TODAY, TODAY + timedelta(days=60))
    with refused("work.not_now"):
        acts.start_trial(placement, TODAY, None)
    with refused("work.before_trial"):
        acts.sign_contract(placement, TODAY - timedelta(days=1), None)
    acts.sign_contract(placement, TODAY + timedelta(days=61), None, 24_00)
    (row,) = acts.standing()
    assert (row.status, row.weekly_hours, row.misses_outcome) == ("contract", 24_00, True)
    world.now += timedelta(days=100)
    world.desk.outcomes.record(row.pupil_id, 0, OutcomeDraft(Destination.WORK, TODAY, organisation_id=garage))
    assert not acts.standing()[0].misses_outcome
    with refused("work.reason"):
        acts.end(placement, world.now.date(), "zomaar")
    with refused("work.ended_early"):
        acts.end(placement, TODAY, "dismissed")
    acts.end(placement, world.now.date(), "other_employer")
    with refused("work.over"):
        acts.end(placement, world.now.date(), "moved")
    assert acts.standing() == ()
    assert [(one.status, one.end_reason) for one in acts.of_employer(garage)] == [("ended", "other_employer")]
    world.desk.undo.back()
    assert [one.status for one in acts.standing()] == ["contract"]


@pytest.mark.file_only("rules of the service")
def test_what_was_only_proposed_does_not_go_on_or_goes_straight_to_a_contract(world: World) -> None:
    garage, acts = employer(world), world.desk.work_placements
    off, straight = proposed(world, garage), proposed(world, garage)
    acts.end(off, TODAY, "employer_declined")
    acts.sign_contract(straight, TODAY, None)
    assert {one.id: one.status for one in acts.of_employer(garage)} == {off: "cancelled", straight: "contract"}


@pytest.mark.file_only("rules of the service")
def test_terms_are_put_right_while_it_stands(world: World) -> None:
    placement, acts = proposed(world, employer(world)), world.desk.work_placements
    acts.start_trial(placement, TODAY, None)
    with refused("work.no_day"):
        acts.change(placement, 2, WorkTerms())
    acts.change(placement, 2, WorkTerms(TODAY, TODAY + timedelta(days=5), weekly_hours=16_00, note="Twee dagen."))
    (row,) = acts.standing()
    assert (row.trial_until, row.weekly_hours, row.note) == (TODAY + timedelta(days=5), 16_00, "Twee dagen.")
    with refused("edit.conflict"):
        acts.change(placement, 2, WorkTerms(TODAY))


@pytest.mark.file_only("rules of the service")
def test_a_place_is_taken_while_somebody_works_there(world: World) -> None:
    garage = employer(world)
    place, acts = vacancy(world, garage, open_until=TODAY), world.desk.work_placements
    first, second = proposed(world, garage, place), proposed(world, garage, place)
    acts.start_trial(first, TODAY, None)
    assert [(one.places_left, one.state) for one in world.desk.vacancies.open_rows()] == [(0, "full")]
    with refused("vacancy.full"):
        acts.start_trial(second, TODAY, None)
    acts.end(first, TODAY, "motivation")
    world.now += timedelta(days=1)
    acts.start_trial(second, TODAY, None)  # proposed in time
    with refused("vacancy.full"):
        proposed(world, garage, place)
    acts.end(second, TODAY, "problems")
    with refused("vacancy.not_open"):
        proposed(world, garage, place)


def test_another_school_sees_and_moves_nothing(world: World) -> None:
    garage = employer(world)
    placement, other = proposed(world, garage), world.desk_of("stage duin").work_placements
    assert other.of_employer(garage) == ()
    with refused("permission.other_school"):
        other.start_trial(placement, TODAY, None)
    assert [one.id for one in world.desk_of("stage zeeuw").work_placements.of_employer(garage)] == [placement]


def test_another_school_reads_of_a_shared_case_and_its_note_once_the_dossier_is_open(world: World) -> None:
    garage = employer(world)
    proposed(world, garage)
    ((case, consent),) = world.store.rows("SELECT c.id, k.id FROM case_file c JOIN consent k ON k.case_id = c.id")
    given_to(world, world.desk.work_placements.standing()[0].id)
    world.desk.meetings.add_case(invited(world), case)
    other = world.desk_of("stage duin")

    def told() -> list[tuple[str, str, str]]:
        paid = "".join(row.pseudonym and row.placement_number for row in other.employer_contributions.rows())
        return [(row.number, row.note, paid) for row in other.work_placements.of_employer(garage)]

    assert told() == [("WP-2026/27-001", "", "WP-2026/27-001")]
    other.cases.open_dossier(case, "Wij bespreken deze leerling.")
    assert told() == [("WP-2026/27-001", "Is graag buiten.", "WP-2026/27-001")]
    world.desk.cases.withdraw_consent(consent, TODAY)
    assert told() == []
    assert [row.pseudonym for row in other.employer_contributions.rows()] == [""]
    assert len(world.desk_of("stage zeeuw").work_placements.of_employer(garage)) == 1


def given_to(world: World, placement: str, **more: object) -> str:
    return world.desk.employer_contributions.add(placement, replace(GIVEN, **more)).made_id


def test_a_contribution_is_accounted_for_by_purpose_until_nothing_is_left(world: World) -> None:
    placement, desk = proposed(world, employer(world)), world.desk
    made = given_to(world, placement, purpose="training")
    account = desk.employer_contributions.account
    with refused("contribution.other_purpose"):
        account(made, 1, SpendingDraft(TODAY, "guidance", "Jobcoach", 100_00))
    with refused("contribution.too_much"):
        account(made, 1, SpendingDraft(TODAY, "training", "Lascursus", 6_000_01))
    account(made, 1, SpendingDraft(TODAY, "training", "Lascursus", 4_000_00))
    with refused("edit.conflict"):
        account(made, 1, SpendingDraft(TODAY, "training", "Heftruck", 1_00))
    (row,) = desk.employer_contributions.rows()
    assert (row.spent_cents, row.rest_cents, row.pseudonym != "") == (4_000_00, 2_000_00, True)
    with refused("contribution.spent"):
        desk.employer_contributions.withdraw(made)
    desk.employer_contributions.settle(made, row.version)
    with refused("contribution.settled"):
        account(made, row.version + 1, SpendingDraft(TODAY, "training", "Heftruck", 1_00))
    (row,) = desk.employer_contributions.rows()
    assert (row.settled_on, row.rest_cents) == (TODAY, 2_000_00)


@pytest.mark.file_only("rules of the service")
def test_once_from_the_same_fund_for_one_young_person(world: World) -> None:
    garage, baker, desk = employer(world), employer(world, "Bakker Bos"), world.desk
    case = world.case("ZEEUW")
    fund = desk.funds.add(fund_draft(10_000_00, percent=40_00)).made_id
    placements = [
        desk.work_placements.propose(WorkDraft(case, where, is_told=True)).made_id for where in (garage, baker)
    ]
    first = given_to(world, placements[0], fund_id=fund)
    with refused("contribution.twice"):
        given_to(world, placements[1], fund_id=fund)
    desk.employer_contributions.withdraw(first)
    given_to(world, placements[1], fund_id=fund)
    assert [one.employer for one in desk.employer_contributions.of_fund(fund)] == ["Bakker Bos"]


def test_a_day_of_accounting_that_is_over_waits_for_the_school(world: World) -> None:
    placement = proposed(world, employer(world))
    made = given_to(world, placement)
    world.now += timedelta(days=31)

    def waiting(who: str) -> list[int]:
        return [one.count for one in world.desk_of(who).today.facts().waiting if one.kind == "contributions_due"]

    assert (waiting("stage zeeuw"), waiting("stage duin"), waiting("boekhouder")) == ([1], [], [1])
    assert world.desk.employer_contributions.rows()[0].is_overdue
    world.desk.employer_contributions.settle(made, 1)
    assert waiting("secretaris") == []


def test_who_keeps_the_books_accounts_for_it_and_sees_no_pupil(world: World) -> None:
    made = given_to(world, proposed(world, employer(world)))
    books = world.desk_of("boekhouder").employer_contributions
    books.account(made, 1, SpendingDraft(TODAY, "guidance", "Jobcoach", 500_00))
    for who in ("boekhouder", "directeur zeeuw", "lezer", "stage duin"):
        (row,) = world.desk_of(who).employer_contributions.rows()
        assert (row.pseudonym, row.placement_id, row.spent_cents) == ("", "", 500_00)
    with refused("permission.missing"):
        world.desk_of("directeur zeeuw").employer_contributions.settle(made, 2)


@given(
    granted=st.integers(1, 10_000_00),
    purpose=st.sampled_from(["training", "guidance", "both"]),
    tries=st.lists(st.tuples(st.sampled_from(["training", "guidance", "both"]), st.integers(-5, 6_000_00))),
)
def test_spent_and_rest_are_what_was_granted_whatever_is_tried(
    granted: int, purpose: str, tries: list[tuple[str, int]]
) -> None:
    spent: list[Spent] = []
    for what, cents in tries:
        new = Spent(what, cents)
        try:
            require_spending(granted, purpose, spent, new)
        except RuleError:
            continue
        spent.append(new)
    rest = rest_cents(granted, spent)
    assert sum(one.cents for one in spent) + rest == granted
    assert rest >= 0
    assert all(purpose in ("both", one.purpose) and one.cents > 0 for one in spent)


@given(st.lists(st.sampled_from(list(WorkStatus)), max_size=8))
def test_what_is_over_never_begins_again(steps: list[WorkStatus]) -> None:
    order = {status: at for at, status in enumerate(WorkStatus)}
    now = WorkStatus.PROPOSED
    for step in steps:
        if may_move(now, step):
            assert order[step] > order[now]
            now = step
    assert not any(may_move(WorkStatus.ENDED, one) or may_move(WorkStatus.CANCELLED, one) for one in WorkStatus)


@pytest.mark.file_only("rules of the service")
def test_a_day_before_the_grant_is_not_paid_by_it(world: World) -> None:
    made = given_to(world, proposed(world, employer(world)))
    with pytest.raises(RuleError, match=r"^contribution.early\b"):
        world.desk.employer_contributions.account(made, 1, SpendingDraft(date(2026, 1, 1), "training", "Cursus", 1))
