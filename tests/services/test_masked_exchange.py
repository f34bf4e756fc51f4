"""What schools write to each other about a delivery stays, and directors read it: nobody's name is kept in it."""

from __future__ import annotations

from datetime import date, time

import pytest

from tests.builders import TODAY, World, offer_id, school_id
from tests.services.test_offers import draft as offer_draft
from zsm_desktop.domain.rounds import Answer
from zsm_desktop.services.bookings import BookingDraft
from zsm_desktop.services.deliveries import DeliveryDraft
from zsm_desktop.services.disputes import Correction
from zsm_desktop.services.needs import NeedDraft
from zsm_desktop.services.rounds import LineAnswer

NAME = "Zoë van den Berg"
TYPED = f"{NAME} was ziek, bel 06-12345678."
KEPT = "een leerling was ziek, bel (telefoonnummer)."


@pytest.fixture
def delivery(world: World) -> str:
    world.case("ZEEUW")
    return world.entered("DUIN", "ZEEUW", 200)


def said(world: World, delivery: str) -> list[str]:
    return [line.text for line in world.desk_of("directeur duin").disputes.thread(delivery)]


def test_all_that_is_said_in_a_dispute_is_masked_and_told(world: World, delivery: str) -> None:
    disputed = world.desk.deliveries.dispute(delivery, TYPED)
    answered = world.desk.disputes.answer(delivery, TYPED)
    corrected = world.desk.disputes.correct(delivery, Correction(100), TYPED)
    for changes in (disputed, answered, corrected):
        assert sorted(one.kind.value for one in changes.hidden) == ["phone", "pupil"]
    assert said(world, delivery) == [KEPT] * 3
    assert [row.dispute for row in world.desk.deliveries.page() if row.id == delivery] == [KEPT]


@pytest.mark.parametrize("end", ["agree", "withdraw"])
def test_a_last_word_is_masked_too(world: World, delivery: str, end: str) -> None:
    world.desk.deliveries.dispute(delivery, "Klopt niet.")
    changes = getattr(world.desk.disputes, end)(delivery, TYPED)
    assert said(world, delivery) == ["Klopt niet.", KEPT]
    assert changes.hidden


def test_who_holds_no_second_key_leaves_no_number_behind(world: World, delivery: str) -> None:
    world.desk_of("directeur zeeuw").deliveries.dispute(delivery, "Bel 06-12345678, nummer 123456782.")
    assert said(world, delivery) == ["Bel (telefoonnummer), nummer (nummer)."]


@pytest.mark.parametrize("answer", list(Answer))
def test_an_answer_to_a_round_is_masked(world: World, delivery: str, answer: Answer) -> None:
    round_id = world.desk.rounds.make(school_id("ZEEUW")).made_id
    changes = world.desk.rounds.read_answers(round_id, [LineAnswer(1, answer, TYPED)])
    (line,) = world.desk.rounds.card(round_id).lines
    assert line.reason == KEPT
    assert sum(one.times for one in changes.hidden) == 2


def test_the_note_of_a_delivery_is_masked_each_way_it_is_entered(world: World, delivery: str) -> None:
    draft = DeliveryDraft(TODAY, 100, offer_id=offer_id("DUIN"), user_id=school_id("ZEEUW"), note=f" {TYPED} ")
    enter = world.desk.deliveries
    for changes in (enter.enter(draft), enter.enter_many([draft]), world.desk.sheets.write([], [draft])):
        assert sum(one.times for one in changes.hidden) == 2
    assert [row.note for row in enter.page() if row.id != delivery] == [KEPT] * 3


def test_other_kept_words_tell_what_was_masked(world: World, delivery: str) -> None:
    desk = world.desk
    placement = world.placement()
    need = NeedDraft(school_id("ZEEUW"), f"Lassen voor {NAME}", None, date(2027, 1, 1))
    booking = BookingDraft(offer_id("DUIN"), school_id("ZEEUW"), TODAY, time(9), time(10), f"Toets {NAME}")
    acts = (
        desk.needs.add(need),
        desk.bookings.book(booking),
        desk.placements.plan_months(placement, desk.placements.row(placement).version, {}, TYPED),
    )
    assert [len(changes.hidden) for changes in acts] == [1, 1, 2]
    assert desk.needs.rows()[0].wanted == "Lassen voor een leerling"
    assert desk.bookings.week(offer_id("DUIN"), TODAY).rows[0].purpose == "Toets een leerling"


def test_an_offer_is_for_everybody_and_tells_what_was_masked(world: World) -> None:
    world.case("ZEEUW")
    offers = world.desk.offers
    texts = {"name": f"Lassen met {NAME}", "description": f"{'x' * 370} {NAME}", "level": "entree"}
    made = offers.add(offer_draft(**texts))
    assert [(one.shown, one.times) for one in made.hidden] == [("een leerling", 1)] * 2
    card = world.desk_of("lezer").offers.card(made.made_id)
    assert (card.offer.name, card.description[371:]) == ("Lassen met een leerling", "een leerling")
    kept = {"name": card.offer.name, "description": card.description}
    again = offers.edit(made.made_id, 1, offer_draft(**kept, level=NAME))
    assert [one.times for one in again.hidden] == [1]
    assert not offers.edit(made.made_id, 2, offer_draft(**kept, level="een leerling")).hidden
