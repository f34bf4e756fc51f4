"""The talk about a disputed delivery, who may say and do what in it, and that nothing disputed is ever booked."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date

import pytest

from tests.builders import World, school_id
from zsm_desktop.domain.deliveries import DeliveryStatus
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.deliveries import DeliveryDraft
from zsm_desktop.services.delivery_lists import DeliveryFilter, DeliveryRow
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.disputes import Correction


def refused(code: str):
    return pytest.raises(RuleError, match=rf"^{code}\b")


def disputed(world: World, hundredths: int = 400) -> str:
    delivery = world.entered("DUIN", "ZEEUW", hundredths)
    world.desk_of("stage zeeuw").deliveries.dispute(delivery, "Wij telden er drie.")
    return delivery


def row_of(world: World, delivery: str) -> DeliveryRow:
    (row,) = world.desk.deliveries.page(DeliveryFilter(delivery_id=delivery))
    return row


def test_the_talk_keeps_who_said_what_in_its_order(world: World) -> None:
    delivery = disputed(world)
    world.desk_of("stage duin").disputes.answer(delivery, "Op 5 oktober waren er vier.")
    world.desk_of("stage zeeuw").disputes.answer(delivery, "Dat klopt, ik keek in de verkeerde week.")
    world.desk_of("directeur zeeuw").disputes.agree(delivery)
    lines = world.desk_of("stage duin").disputes.thread(delivery)
    assert [(line.kind, line.said_by, line.school) for line in lines] == [
        ("disputed", "stage zeeuw", "De Zeeuwse Vaart"),
        ("answered", "stage duin", "De Duinpan"),
        ("answered", "stage zeeuw", "De Zeeuwse Vaart"),
        ("agreed", "directeur zeeuw", "De Zeeuwse Vaart"),
    ]
    assert lines[0].text == "Wij telden er drie."
    with pytest.raises((sqlite3.DatabaseError, RuleError)), world.writing() as work:
        work.run("UPDATE dispute_message SET text = 'anders'", [{}])


def test_letting_it_stand_confirms_and_books_at_once(world: World) -> None:
    delivery = disputed(world)
    changes = world.desk_of("stage zeeuw").disputes.agree(delivery, "Het klopt toch.")
    assert changes.topics["entry"] == {"1"}
    row = row_of(world, delivery)
    assert (row.status, row.settled_how, row.entry_number) == (DeliveryStatus.CONFIRMED, "hand", 1)
    assert world.desk.ledger.entry(1).amount_cents == 9880
    with refused("delivery.not_disputed"):
        world.desk.disputes.agree(delivery)


def test_a_correction_leaves_one_delivery_that_counts(world: World) -> None:
    delivery = disputed(world)
    made = world.desk_of("stage duin").disputes.correct(delivery, Correction(300), "U hebt gelijk.").made_id
    old, new = row_of(world, delivery), row_of(world, made)
    assert (old.status, new.status) == (DeliveryStatus.WITHDRAWN, DeliveryStatus.ENTERED)
    assert (new.quantity_hundredths, new.delivered_on, new.offer_id) == (300, old.delivered_on, old.offer_id)
    assert [(line.kind, line.correction_id) for line in world.desk.disputes.thread(delivery)] == [
        ("disputed", None),
        ("corrected", made),
    ]
    world.desk_of("stage zeeuw").deliveries.confirm([made])
    assert {row.code: row.balance_cents for row in world.desk.balances.by_school()} == {
        "DUIN": 7410,
        "ZEEUW": -7410,
        "KREEK": 0,
    }


def test_a_correction_stays_with_its_placement_and_may_be_another_day(world: World) -> None:
    placement = world.placement("DUIN", "ZEEUW")
    sheet = world.desk.sheets
    day = date(2026, 10, 5)
    sheet.write([], [_draft(placement, day)])
    (row,) = world.desk.deliveries.page()
    world.desk.deliveries.dispute(row.id, "Dat was een week later.")
    made = world.desk.disputes.correct(row.id, Correction(100, date(2026, 10, 12))).made_id
    assert (row_of(world, made).placement_id, row_of(world, made).delivered_on) == (placement, date(2026, 10, 12))


def test_a_correction_keeps_the_note_of_what_it_corrects(world: World) -> None:
    (offer,) = world.store.rows("SELECT id FROM offer WHERE code = 'DUIN-01'")
    draft = DeliveryDraft(
        date(2026, 10, 5), 400, offer_id=offer[0], user_id=school_id("ZEEUW"), note="Met eigen busje."
    )
    delivery = world.desk_of("stage duin").deliveries.enter(draft).made_id
    world.desk_of("stage zeeuw").deliveries.dispute(delivery, "Wij telden er drie.")
    made = world.desk_of("stage duin").disputes.correct(delivery, Correction(300), "U hebt gelijk.").made_id
    assert (row_of(world, made).quantity_hundredths, row_of(world, made).note) == (300, "Met eigen busje.")
    world.desk_of("stage zeeuw").deliveries.dispute(made, "Zonder busje.")
    again = world.desk_of("stage duin").disputes.correct(made, Correction(250, note="Lopend.")).made_id
    assert row_of(world, again).note == "Lopend."


def test_who_came_is_kept_with_another_day_only_and_can_be_what_is_corrected(world: World) -> None:
    placement = world.placement("DUIN", "ZEEUW")
    draft = replace(_draft(placement, date(2026, 10, 5)), attended=2)
    came = []
    for right in (Correction(100, date(2026, 10, 6)), Correction(200), Correction(100, attended=3)):
        delivery = world.desk.deliveries.enter(draft).made_id
        world.desk.deliveries.dispute(delivery, "Klopt niet.")
        came.append(row_of(world, world.desk.disputes.correct(delivery, right).made_id).attended)
    assert came == [2, None, 3]


def test_a_correction_to_the_same_is_none(world: World) -> None:
    delivery = disputed(world)
    for same in (Correction(400), Correction(400, note="  ")):
        with refused("delivery.nothing_corrected"):
            world.desk.disputes.correct(delivery, same)
    with refused("delivery.quantity"):
        world.desk.disputes.correct(delivery, Correction(0))
    assert row_of(world, delivery).status is DeliveryStatus.DISPUTED
    assert len(world.desk.disputes.thread(delivery)) == 1


def test_taking_it_back_ends_the_talk(world: World) -> None:
    delivery = disputed(world)
    world.desk_of("stage duin").disputes.withdraw(delivery, "Onze fout.")
    assert row_of(world, delivery).status is DeliveryStatus.WITHDRAWN
    assert world.desk.disputes.thread(delivery)[-1].kind == "withdrawn"
    with refused("delivery.not_disputed"):
        world.desk_of("stage duin").disputes.answer(delivery, "Nog iets.")


def test_the_plain_ways_end_the_talk_too(world: World) -> None:
    one, other = disputed(world), disputed(world)
    world.desk.deliveries.confirm([one])
    world.desk.deliveries.withdraw(other)
    assert [world.desk.disputes.thread(id_)[-1].kind for id_ in (one, other)] == ["agreed", "withdrawn"]


@pytest.mark.parametrize(
    ("who", "deed", "code"),
    [
        ("stage duin", lambda d, id_: d.agree(id_), "permission.other_school"),
        ("directeur duin", lambda d, id_: d.agree(id_), "permission.other_school"),
        ("stage zeeuw", lambda d, id_: d.withdraw(id_), "permission.other_school"),
        ("stage zeeuw", lambda d, id_: d.correct(id_, Correction(300)), "permission.other_school"),
        ("directeur duin", lambda d, id_: d.withdraw(id_), "permission.missing"),
        ("lezer", lambda d, id_: d.answer(id_, "Ik ook."), "permission.missing"),
        ("stage duin", lambda d, id_: d.answer(id_, " "), "delivery.no_reason"),
        ("stage duin", lambda d, id_: d.answer(id_, "x" * 401), "delivery.long_reason"),
    ],
)
def test_each_side_does_its_own(world: World, who: str, deed, code: str) -> None:
    delivery = disputed(world)
    with refused(code):
        deed(world.desk_of(who).disputes, delivery)
    assert row_of(world, delivery).status is DeliveryStatus.DISPUTED
    assert len(world.desk.disputes.thread(delivery)) == 1


def test_a_third_school_sees_and_says_nothing(world: World) -> None:
    delivery = world.entered("DUIN", "KREEK")
    world.desk.deliveries.dispute(delivery, "Klopt niet.")
    outsider = world.desk_of("stage zeeuw").disputes
    with refused("delivery.none"):
        outsider.thread(delivery)
    with refused("permission.other_school|delivery.none"):  # a server does not even show it
        outsider.answer(delivery, "Bij ons ook.")
    assert outsider.open() == ()


def test_open_disputes_per_school_and_apart_in_the_totals(world: World) -> None:
    disputed(world)
    world.entered("DUIN", "ZEEUW", 100)
    gone = world.entered("ZEEUW", "KREEK", 200)
    world.desk.deliveries.withdraw(gone)
    found = {row.code: (row.given, row.given_cents, row.taken, row.taken_cents) for row in world.desk.disputes.open()}
    assert found == {"DUIN": (1, 9880, 0, 0), "ZEEUW": (0, 0, 1, 9880)}
    assert [row.code for row in world.desk_of("directeur zeeuw").disputes.open()] == ["ZEEUW"]
    totals = world.desk.deliveries.totals()
    assert (totals.count, totals.amount_cents) == (3, 9880 + 2470 + 4940)
    assert (totals.disputed, totals.disputed_cents, totals.withdrawn, totals.withdrawn_cents) == (1, 9880, 1, 4940)


def test_a_bookkeeper_sees_all_schools_by_code_and_enters_nothing(world: World) -> None:
    placement = world.placement("DUIN", "ZEEUW")
    world.desk.sheets.write([], [_draft(placement, date(2026, 10, 5))])
    keeper = bookkeeper(world)
    (row,) = keeper.deliveries.page()
    assert row.pseudonym == ""
    assert row.pupil_code == world.desk.placements.row(placement).pupil_code
    for attempt in (
        lambda: keeper.deliveries.confirm([row.id]),
        lambda: keeper.deliveries.withdraw(row.id),
        lambda: keeper.sheets.sheet(school_id("DUIN"), [(date(2026, 10, 1), date(2026, 10, 31))]),
        lambda: keeper.sheets.write([row.id], []),
        lambda: keeper.disputes.answer(row.id, "Hoe zit dit?"),
    ):
        with refused("permission.missing"):
            attempt()


def bookkeeper(world: World) -> Desk:
    return world.desk_of("boekhouder")


def _draft(placement: str, day: date):
    return DeliveryDraft(day, 100, placement_id=placement)
