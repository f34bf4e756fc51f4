"""Why a pupil could not be placed is coded, and what no offer answers is kept as a need until the year is over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.builders import TODAY, World, made_id, offer_id, school_id
from tests.services.test_matches import at_their_places
from tests.services.test_meetings import PLACE, on_agenda, planned, refused, running
from tests.services.test_offers import draft as offer_draft
from zsm_desktop.domain.progress import UNANSWERED, DiscussionOutcome, NotPlaceable
from zsm_desktop.services.needs import NeedDraft, NeedRow
from zsm_desktop.services.offer_rows import OfferFilter
from zsm_desktop.words.labels import NOT_PLACEABLE

NO = DiscussionOutcome.NOT_PLACEABLE


def needs(world: World, **wanted: object) -> tuple[NeedRow, ...]:
    return world.desk.needs.rows(**wanted)  # type: ignore[arg-type]


def test_every_reason_has_its_words() -> None:
    assert NOT_PLACEABLE.keys() == {reason.value for reason in NotPlaceable}


@pytest.mark.parametrize("reason", NotPlaceable)
def test_only_what_the_network_could_offer_is_a_need(world: World, reason: NotPlaceable) -> None:
    _, item, case = running(world)
    world.desk.live.record_outcome(item, NO, reason_code=reason.value, reason="Uitleg.")
    card = world.desk.live.card(item)
    assert (card.reason_code, card.reason) == (reason.value, "Uitleg.")
    found = needs(world)
    assert [row.case_id for row in found] == ([case] if reason in UNANSWERED else [])
    assert all((row.reason_code, row.expires_on) == (reason.value, date(2027, 7, 31)) for row in found)


def test_a_reason_is_asked_and_another_one_explained(world: World) -> None:
    _, item, _ = running(world)
    with refused("meeting.reason_needed"):
        world.desk.live.record_outcome(item, NO)
    with refused("meeting.reason_needed"):
        world.desk.live.record_outcome(item, NO, reason_code="weer", reason="Storm.")
    with refused("meeting.reason_text"):
        world.desk.live.record_outcome(item, NO, reason_code="other", reason=" ")
    world.desk.live.record_outcome(item, NO, reason="Storm.")
    assert world.desk.live.card(item).reason_code == "other"


def test_the_same_case_keeps_one_need_and_another_outcome_takes_it_away(world: World) -> None:
    _, item, _ = running(world)
    world.desk.live.record_outcome(item, NO, reason_code="no_offer")
    world.desk.live.record_outcome(item, NO, reason_code="too_far")
    (need,) = needs(world)
    assert need.reason_code == "too_far"
    world.desk.live.record_outcome(item, DiscussionOutcome.FIND_OUT)
    assert needs(world) == ()
    assert [row.status for row in needs(world, is_open=False)] == ["dropped"]
    assert world.desk.live.card(item).reason_code == ""
    world.desk.undo.back()
    assert [row.status for row in needs(world)] == ["open"]


def test_a_placement_in_a_later_meeting_answers_it(world: World) -> None:
    meeting, item, case = running(world)
    world.desk.live.record_outcome(item, NO, reason_code="no_seat")
    world.desk.live.finish(meeting)
    second = planned(world, day=date(2026, 12, 15))
    known = [row.id for row in world.desk.meetings.card(second).agenda if row.case and row.case.id == case]
    other = known[0] if known else on_agenda(world, second, case)
    world.desk.live.start(second)
    world.desk.live.record_outcome(other, DiscussionOutcome.FIND_OUT)
    assert [row.status for row in needs(world)] == ["open"]
    world.desk.live.record_outcome(other, DiscussionOutcome.PLACED, place=PLACE)
    assert [row.status for row in needs(world, is_open=False)] == ["answered"]
    history = world.desk.cases.card(case).discussions
    assert {past.outcome: past.reason_code for past in history} == {"placed": "", "not_placeable": "no_seat"}


def test_it_lapses_with_the_school_year(world: World) -> None:
    _, item, _ = running(world)
    world.desk.live.record_outcome(item, NO, reason_code="level")
    world.now += timedelta(days=(date(2027, 7, 31) - TODAY).days)
    assert len(needs(world)) == 1
    world.now += timedelta(days=1)
    assert needs(world) == ()
    assert len(needs(world, is_open=False)) == 1


def test_another_school_hears_what_is_needed_and_not_by_whom(world: World) -> None:
    _, item, case = running(world)
    world.desk.live.record_outcome(item, NO, reason_code="no_offer")
    (own,) = world.desk_of("stage zeeuw").needs.rows()
    (other,) = world.desk_of("stage duin").needs.rows()
    assert (own.case_id, bool(own.pseudonym)) == (case, True)
    assert (other.case_id, other.number, other.pseudonym, other.school) == ("", "", "", "De Zeeuwse Vaart")
    with refused("permission.other_school"):
        world.desk_of("stage duin").needs.settle(other.id, "answered")
    with refused("permission.missing"):
        world.desk_of("directeur duin").needs.rows()


def test_it_is_settled_once(world: World) -> None:
    _, item, _ = running(world)
    world.desk.live.record_outcome(item, NO, reason_code="no_offer")
    (need,) = needs(world)
    with refused("need.status"):
        world.desk.needs.settle(need.id, "open")
    world.desk.needs.settle(need.id, "answered")
    assert needs(world) == ()
    with refused("need.settled"):
        world.desk.needs.settle(need.id, "dropped")
    world.desk.undo.back()
    assert [row.id for row in needs(world)] == [need.id]
    assert [row.id for row in needs(world, sector_id="geen")] == []
    assert [row.id for row in needs(world, school_id=need.school_id)] == [need.id]
    assert offer_id("DUIN")  # an offer there is; that it does not fit is for people to say


def missed(school: str = "ZEEUW", wanted: str = "Cursus heftruck", **changes: object) -> NeedDraft:
    made = NeedDraft(school_id(school), wanted, made_id(6, 1), date(2027, 7, 31))
    return replace(made, **changes)


def test_a_school_says_what_it_misses_and_no_name_is_kept(world: World) -> None:
    world.case("ZEEUW")
    desk = world.desk_of("stage zeeuw")
    made = desk.needs.add(missed(wanted="Cursus heftruck voor Zoë van den Berg")).made_id
    (row,) = world.desk_of("stage duin").needs.rows()
    assert (row.id, row.case_id, row.school, row.reason_code) == (made, "", "De Zeeuwse Vaart", "no_offer")
    assert row.wanted.startswith("Cursus heftruck voor ")
    assert "Zo" not in row.wanted
    with refused("permission.other_school"):
        desk.needs.add(missed("DUIN"))
    with refused("permission.missing"):
        world.desk_of("directeur zeeuw").needs.add(missed())
    desk.undo.back()
    assert needs(world) == ()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"wanted": "  "}, "need.nothing"),
        ({"wanted": "x" * 81}, "need.long"),
        ({"expires_on": TODAY - timedelta(days=1)}, "need.expires"),
        ({"expires_on": date(2028, 8, 1)}, "need.expires"),
        ({"sector_id": "nergens"}, "sector.none"),
        ({"school_id": "nergens"}, "need.no_school"),
    ],
)
def test_what_is_missed_has_words_and_a_last_day(world: World, changes: dict[str, object], code: str) -> None:
    with refused(code):
        world.desk.needs.add(missed(**changes))
    assert needs(world) == ()


def test_what_lapsed_stands_apart_until_it_is_asked_again(world: World) -> None:
    made = world.desk.needs.add(missed(expires_on=TODAY)).made_id
    assert [row.id for row in needs(world)] == [made]
    assert needs(world, only_lapsed=True) == ()
    world.now += timedelta(days=1)
    assert needs(world) == ()
    (lapsed,) = needs(world, only_lapsed=True)
    assert lapsed.is_lapsed
    with refused("permission.other_school"):
        world.desk_of("stage duin").needs.extend(made, date(2027, 7, 31))
    world.desk_of("stage zeeuw").needs.extend(made, date(2028, 7, 31))
    (row,) = needs(world)
    assert (row.is_lapsed, row.expires_on) == (False, date(2028, 7, 31))
    world.desk.needs.settle(made, "answered")
    with refused("need.settled"):
        world.desk.needs.extend(made, date(2027, 7, 31))


def test_offers_of_that_sector_for_that_kind_of_school_might_answer(world: World) -> None:
    made = world.desk.needs.add(missed("DUIN")).made_id  # a school for praktijkonderwijs
    assert [row.offers for row in needs(world)] == [1]
    (answer,) = world.desk.needs.answers(made)
    assert (answer.offer_id, answer.school, answer.seats_free) == (offer_id("ZEEUW"), "De Zeeuwse Vaart", 4)
    draft = offer_draft("ZEEUW", target_group="vso")
    world.desk.offers.edit(offer_id("ZEEUW"), 1, draft)
    assert world.desk.needs.answers(made) == ()
    world.desk.offers.edit(offer_id("ZEEUW"), 2, replace(draft, target_group="pro", ends_on=TODAY - timedelta(days=1)))
    assert [row.offers for row in needs(world)] == [0]
    without = world.desk.needs.add(missed(sector_id=None)).made_id
    assert world.desk.needs.answers(without) == ()
    with refused("need.none"):
        world.desk.needs.answers("nergens")


def test_the_list_of_offers_narrows_to_what_may_answer_best_first(world: World) -> None:
    at_their_places(world)
    offers = world.desk_of("stage duin").offers
    far = world.desk.offers.add(offer_draft("KREEK", name="Aan de overkant", sector_id=made_id(6, 1))).made_id
    near = world.desk.offers.add(offer_draft("DUIN", name="Hiernaast", seats=1)).made_id
    full = world.desk.offers.add(offer_draft("DUIN", name="Alles bezet", seats=0)).made_id
    world.desk.offers.add(offer_draft("DUIN", name="Voor pro", target_group="pro"))
    need = world.desk.needs.add(missed()).made_id
    asked = OfferFilter(need_id=need, from_id=school_id("DUIN"))
    found = offers.page(asked)
    assert [row.id for row in found] == [near, far, full]
    assert [row.id for row in found] == [one.offer_id for one in world.desk.needs.answers(need)]
    near_km, far_km, _ = (row.km or 0 for row in found)
    assert 0 < near_km < far_km  # from the school that asks, not from the reader's own
    assert offers.count(asked) == needs(world)[0].offers == 3
    within = replace(asked, within_km=near_km)
    assert [row.id for row in offers.page(within)] == [near, full]
    assert [row.id for row in offers.page(replace(within, only_free=True))] == [near]
    assert [row.id for row in offers.page(asked, sort="name")] == [far, full, near]


def test_what_is_asked_is_no_filter_for_who_may_not_read_it(world: World) -> None:
    need = world.desk.needs.add(missed()).made_id
    offers = world.desk_of("directeur duin").offers
    for read in (offers.page, offers.count):
        with refused("permission.missing"):
            read(OfferFilter(need_id=need))
        with refused("need.none"):
            getattr(world.desk.offers, read.__name__)(OfferFilter(need_id="nergens"))
