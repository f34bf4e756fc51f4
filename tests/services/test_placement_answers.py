"""Placements are asked and answered by two schools; what changes leaves a line with its reason, and seats are kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.builders import TODAY, World, offer_id
from zsm_desktop.domain.calendar import month_index
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.models import Case, Consent, Offer
from zsm_desktop.services.deliveries import DeliveryDraft
from zsm_desktop.services.placement_acts import Terms
from zsm_desktop.services.placement_rows import PlacementFilter, PlacementRow

FIRST, LAST = date(2026, 12, 1), date(2027, 3, 31)
SPAN = {"starts_on": FIRST, "ends_on": LAST, "planned_hundredths": 1200}
OWN, RECEIVING = "stage zeeuw", "stage duin"
SAME = Terms(FIRST, LAST, 1200)


def refused(code: str):
    return pytest.raises(RuleError, match=rf"^{code}\b")


def asked(world: World, provider: str = "DUIN", **span: object) -> str:
    """Asked by the pupil's own school."""
    place = world.desk_of(OWN).placements.place
    return place(world.case("ZEEUW"), offer_id(provider), **(SPAN | span)).made_id


def seats(world: World, number: int | None, *, has_waiting_list: bool = True) -> None:
    with world.writing() as work:
        offer = work.session.get_one(Offer, offer_id("DUIN"))
        offer.seats, offer.has_waiting_list = number, has_waiting_list


def row(world: World, placement: str) -> PlacementRow:
    return world.desk.placements.row(placement)


def history(world: World, placement: str) -> list[tuple[str, str, str, str]]:
    """Oldest first."""
    changes = reversed(world.desk.placements.card(placement).changes)
    return [(one.field, one.old, one.new, one.reason) for one in changes]


def test_what_a_school_asks_runs_once_the_other_accepts(world: World) -> None:
    placement = asked(world)
    assert row(world, placement).status == "proposed"
    changes = world.desk_of(RECEIVING).placements.accept(placement)
    assert {"placement", "offer", "case"} <= set(changes.topics)
    found = row(world, placement)
    assert (found.status, found.answered_on, found.version) == ("running", TODAY, 2)
    assert history(world, placement) == [("status", "proposed", "running", "")]
    with refused("placement.answered"):
        world.desk_of(RECEIVING).placements.accept(placement)
    with refused("placement.answered"):
        world.desk_of(OWN).placements.withdraw(placement)


def test_the_secretary_says_whether_the_other_school_agreed(world: World) -> None:
    place = world.desk.placements.place
    agreed = place(world.case("ZEEUW"), offer_id("DUIN"), **SPAN).made_id
    open_ = place(world.case("ZEEUW"), offer_id("DUIN"), **SPAN, is_agreed=False).made_id
    assert [row(world, one).status for one in (agreed, open_)] == ["running", "proposed"]
    with refused("placement.other_answers"):
        world.desk_of(OWN).placements.place(world.case("ZEEUW"), offer_id("DUIN"), **SPAN, is_agreed=True)


def test_each_school_does_its_own_part(world: World) -> None:
    placement = asked(world)
    own, receiving = world.desk_of(OWN).placements, world.desk_of(RECEIVING).placements
    for attempt in (
        lambda: own.accept(placement),
        lambda: own.refuse(placement, "Toch niet."),
        lambda: receiving.withdraw(placement),
        lambda: receiving.change(placement, 1, replace(SAME, planned_hundredths=600), "Minder."),
    ):
        with refused("permission.other_school"):
            attempt()
    elsewhere = asked(world, "KREEK")
    third = world.desk_of("stage duin").placements
    for act in (
        lambda: third.accept(elsewhere),
        lambda: third.refuse(elsewhere, "Nee."),
        lambda: third.withdraw(elsewhere),
        lambda: third.change(elsewhere, 1, SAME, "Nee."),
        lambda: third.plan_months(elsewhere, 1, {}),
        lambda: third.sign_agreement(elsewhere, TODAY),
    ):
        with refused("permission.other_school|placement.not_agreed"):
            act()
    with refused("placement.none"):
        third.card(elsewhere)
    added = world.store.rows("SELECT count(*) FROM audit_event WHERE act LIKE 'placement.%'")
    assert added == [(2,)]


def test_a_refusal_says_why_without_names(world: World) -> None:
    placement = asked(world)
    receiving = world.desk_of(RECEIVING).placements
    with refused("placement.no_reason"):
        receiving.refuse(placement, "  ")
    with refused("placement.long_reason"):
        receiving.refuse(placement, "x" * 401)
    receiving.refuse(placement, "Zoë van den Berg kan pas na de zomer.")
    found = row(world, placement)
    assert (found.status, found.answered_on) == ("refused", TODAY)
    assert "kan pas na de zomer" in found.answer_reason
    assert "Zoë" not in found.answer_reason
    assert history(world, placement) == [("status", "proposed", "refused", found.answer_reason)]
    for act in (lambda: receiving.accept(placement), lambda: world.desk_of(OWN).placements.withdraw(placement)):
        with refused("placement.not_running"):
            act()


def test_what_is_only_asked_gives_no_sight_into_the_case(world: World) -> None:
    placement = asked(world)
    case = row(world, placement).case_id
    with refused("case.none"):
        world.desk_of(RECEIVING).cases.card(case)
    world.desk_of(RECEIVING).placements.accept(placement)
    with refused("case.dossier_closed"):
        world.desk_of(RECEIVING).cases.card(case)


def test_an_answer_needs_a_basis_that_still_holds(world: World) -> None:
    placement = asked(world)
    with world.writing() as work:
        for consent in work.session.query(Consent):
            consent.withdrawn_on = TODAY
    with refused("consent.elsewhere"):  # what became of it is for the pupil's own school
        world.desk_of(RECEIVING).placements.accept(placement)
    with refused("consent.withdrawn"):
        world.desk.placements.accept(placement)
    assert row(world, placement).status == "proposed"


def test_a_case_with_something_asked_is_not_closed(world: World) -> None:
    placement = asked(world)
    case = row(world, placement).case_id
    with refused("case.placement_asked"):
        world.desk_of(OWN).cases.close(case)
    world.desk_of(OWN).placements.withdraw(placement)
    world.desk_of(OWN).cases.close(case)
    assert row(world, placement).status == "cancelled"
    reopened = asked(world)
    with world.writing() as work:
        work.session.get_one(Case, row(world, reopened).case_id).status = "closed"
    with refused("placement.case_closed"):
        world.desk_of(RECEIVING).placements.accept(reopened)


def test_without_a_seat_one_waits_and_the_first_moves_up(world: World) -> None:
    seats(world, 1)
    held = asked(world)
    world.now += timedelta(hours=1)
    first = asked(world)
    world.now += timedelta(hours=1)
    second = asked(world)
    assert [row(world, one).status for one in (held, first, second)] == ["proposed", "waiting", "waiting"]
    assert [row(world, one).queue_place for one in (held, first, second)] == [0, 1, 2]
    listed = world.desk.placements.page(PlacementFilter(offer_id=offer_id("DUIN"), status="waiting"))
    assert [one.id for one in listed] == [first, second]
    with refused("placement.waits"):
        world.desk_of(RECEIVING).placements.accept(first)
    changes = world.desk_of(RECEIVING).placements.refuse(held, "De werkplaats is dicht.")
    assert changes.topics["placement"] == {held, first}
    assert [row(world, one).status for one in (held, first, second)] == ["refused", "proposed", "waiting"]
    assert row(world, second).queue_place == 1
    world.desk_of(OWN).placements.withdraw(first)
    assert row(world, second).status == "proposed"


def test_who_does_not_fit_keeps_the_place_in_the_list(world: World) -> None:
    seats(world, 1)
    world.placement("DUIN", "ZEEUW", starts_on=date(2027, 2, 1), ends_on=LAST)
    short = asked(world, ends_on=date(2027, 1, 31))
    long = asked(world)
    late = asked(world, starts_on=date(2027, 1, 1), ends_on=date(2027, 1, 31))
    world.desk_of(OWN).placements.withdraw(short)
    assert [row(world, one).status for one in (long, late)] == ["waiting", "proposed"]
    assert row(world, long).queue_place == 1


def test_a_first_day_that_went_by_in_the_list_moves(world: World) -> None:
    seats(world, 1)
    held = world.placement("DUIN", "ZEEUW", starts_on=date(2026, 9, 1), ends_on=LAST)
    waiting = asked(world, starts_on=date(2026, 11, 1))
    world.desk_of(RECEIVING).placements.end(held, TODAY, "moved")
    found = row(world, waiting)
    assert (found.status, found.starts_on) == ("proposed", TODAY + timedelta(days=1))
    assert ("starts_on", "2026-11-01", "2026-11-23", "") in history(world, waiting)


def test_more_seats_and_a_list_that_is_not_kept(world: World) -> None:
    seats(world, 1, has_waiting_list=False)
    held = asked(world)
    with refused("placement.no_seat"):
        asked(world)
    seats(world, 1)
    waiting = asked(world)
    case = row(world, waiting).case_id
    with refused("placement.asked_already"):
        world.desk_of(OWN).placements.place(case, offer_id("DUIN"), **SPAN)
    with refused("placement.no_seat"):
        world.desk.placements.place(world.case("ZEEUW"), offer_id("DUIN"), **SPAN)
    seats(world, 2)
    world.desk.offers.deactivate(offer_id("DUIN"))
    assert row(world, waiting).status == "waiting"
    world.desk.offers.activate(offer_id("DUIN"))
    assert [row(world, one).status for one in (held, waiting)] == ["proposed", "proposed"]


def test_changed_terms_leave_a_line_each(world: World) -> None:
    placement = world.placement("DUIN", "ZEEUW", starts_on=FIRST, ends_on=LAST, planned=1200)
    receiving = world.desk_of(RECEIVING).placements
    with refused("placement.no_reason"):
        receiving.change(placement, 1, replace(SAME, planned_hundredths=600), "")
    with refused("placement.nothing_changed"):
        receiving.change(placement, 1, SAME, "Zomaar.")
    receiving.change(placement, 1, Terms(FIRST, date(2027, 4, 30), 1600), "Langer ziek geweest.")
    with refused("edit.conflict"):
        world.desk_of(OWN).placements.change(placement, 1, SAME, "Terug.")
    assert history(world, placement) == [
        ("ends_on", "2027-03-31", "2027-04-30", "Langer ziek geweest."),
        ("planned", "1200", "1600", "Langer ziek geweest."),
    ]
    assert row(world, placement).version == 2


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        (Terms(LAST, FIRST, 1200), "placement.span"),
        (Terms(FIRST, LAST, 0), "placement.quantity"),
        (Terms(date(2026, 10, 6), LAST, 1200), "placement.delivered_earlier"),
        (Terms(date(2026, 9, 1), date(2026, 10, 4), 1200), "placement.delivered_later"),
        (Terms(date(2026, 9, 1), date(2028, 7, 1), 1200), "placement.no_seat"),
        (Terms(date(2026, 9, 1), date(2030, 7, 1), 1200), "placement.outside_offer"),
    ],
)
def test_terms_that_cannot_be(world: World, terms: Terms, code: str) -> None:
    seats(world, 1)
    with world.writing() as work:
        work.session.get_one(Offer, offer_id("DUIN")).ends_on = date(2029, 7, 31)
    placement = world.placement("DUIN", "ZEEUW")
    world.placement("DUIN", "ZEEUW", starts_on=date(2028, 1, 1), ends_on=date(2028, 6, 1))
    world.desk.deliveries.enter(DeliveryDraft(date(2026, 10, 5), 100, placement_id=placement))
    with refused(code):
        world.desk.placements.change(placement, 1, terms, "Anders.")
    assert history(world, placement) == []


def test_changed_days_of_one_who_waits_may_find_a_seat(world: World) -> None:
    seats(world, 1)
    world.placement("DUIN", "ZEEUW", starts_on=FIRST, ends_on=LAST)
    waiting = asked(world)
    own = world.desk_of(OWN).placements
    own.change(waiting, 1, Terms(date(2027, 4, 1), date(2027, 6, 30), 1200), "Na de ander kan ook.")
    assert row(world, waiting).status == "proposed"


def test_a_plan_per_month_is_the_plan(world: World) -> None:
    placement = world.placement("DUIN", "ZEEUW", starts_on=FIRST, ends_on=LAST, planned=1200)
    december, april = month_index(FIRST), month_index(date(2027, 4, 1))
    own = world.desk_of(OWN).placements
    with refused("placement.month_outside"):
        own.plan_months(placement, 1, {april: 1200})
    with refused("placement.quantity"):
        own.plan_months(placement, 1, {december: -100, december + 1: 1300})
    with refused("placement.no_reason"):
        own.plan_months(placement, 1, {december: 800})
    own.plan_months(placement, 1, {december: 400, december + 2: 800})
    assert own.card(placement).months == {december: 400, december + 2: 800}
    own.plan_months(placement, 2, {december: 800}, "Korter werk.")
    assert (own.card(placement).months, own.row(placement).planned_hundredths) == ({december: 800}, 800)
    own.change(placement, 3, Terms(date(2027, 1, 4), LAST, 800), "Later begonnen.")
    assert own.card(placement).months == {}
    assert ("plan", "months", "even", "Later begonnen.") in history(world, placement)
    with refused("edit.conflict"):
        own.plan_months(placement, 3, {})


def test_ending_says_why(world: World) -> None:
    placement = world.placement("DUIN", "ZEEUW")
    with refused("placement.end_reason"):
        world.desk.placements.end(placement, TODAY, "zomaar")
    world.desk_of(OWN).placements.end(placement, TODAY - timedelta(days=1), "stopped_pupil")
    found = row(world, placement)
    assert (found.status, found.end_reason) == ("ended", "stopped_pupil")
    assert [line[:3] for line in history(world, placement)] == [
        ("ends_on", "2027-06-30", "2026-11-21"),
        ("end_reason", "", "stopped_pupil"),
        ("status", "running", "ended"),
    ]
    with refused("placement.not_answered"):
        world.desk.placements.end(asked(world), FIRST)


def test_an_agreement_is_signed_and_taken_back(world: World) -> None:
    placement = asked(world)
    own = world.desk_of(OWN).placements
    with refused("placement.not_agreed"):
        own.sign_agreement(placement, TODAY)
    world.desk_of(RECEIVING).placements.accept(placement)
    with refused("placement.agreement_future"):
        own.sign_agreement(placement, TODAY + timedelta(days=1))
    own.sign_agreement(placement, TODAY)
    assert row(world, placement).agreement_on == TODAY
    world.desk_of(RECEIVING).placements.sign_agreement(placement, None)
    assert row(world, placement).agreement_on is None
    assert [line[:3] for line in history(world, placement)[1:]] == [
        ("agreement_on", "", TODAY.isoformat()),
        ("agreement_on", TODAY.isoformat(), ""),
    ]


@pytest.mark.parametrize("verb", ["UPDATE placement_change SET reason = ''", "DELETE FROM placement_change"])
def test_history_never_changes(world: World, verb: str) -> None:
    placement = asked(world)
    world.desk_of(RECEIVING).placements.refuse(placement, "Nee.")
    before = history(world, placement)
    with refused("guard.placement_change.fixed"), world.writing() as work:
        work.run(verb, [{}])
    assert history(world, placement) == before


def test_what_waits_for_an_answer_stands_on_the_first_screen(world: World) -> None:
    asked(world)

    def waiting(name: str) -> dict[str, int]:
        return {one.kind: one.count for one in world.desk_of(name).today.facts().waiting}

    assert waiting(RECEIVING)["placements_to_answer"] == 1
    assert "placements_to_answer" not in waiting(OWN)
    assert "placements_to_answer" not in waiting("directeur duin")
