"""Entering what was used of a placement that awaits an answer is that answer: by the same rule as giving it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import World, offer_id
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.models import Case
from zsm_desktop.services.deliveries import DeliveryDraft

DAY = date(2026, 10, 5)


def asked(world: World) -> tuple[str, str]:
    """A placement that awaits the answer of De Duinpan, and its case."""
    case = world.case("ZEEUW")
    made = world.desk.placements.place(
        case,
        offer_id("DUIN"),
        starts_on=date(2026, 9, 1),
        ends_on=date(2027, 6, 30),
        planned_hundredths=1000,
        is_agreed=False,
    )
    return made.made_id, case


def without_consent(world: World, case: str) -> None:
    ((consent,),) = world.store.rows("SELECT id FROM consent WHERE case_id = ?", (case,))
    world.desk.cases.withdraw_consent(consent, date(2026, 11, 20))


def closed(world: World, case: str) -> None:
    with world.writing() as work:
        work.session.get_one(Case, case).status = "closed"


@pytest.mark.parametrize(("spoil", "code"), [(without_consent, "consent.elsewhere"), (closed, "placement.case_closed")])
def test_what_may_not_be_accepted_is_not_accepted_by_its_use(world: World, spoil, code: str) -> None:
    placement, case = asked(world)
    spoil(world, case)
    desk, draft = world.desk_of("stage duin"), DeliveryDraft(DAY, 100, placement_id=placement)
    for attempt in (
        lambda: desk.placements.accept(placement),
        lambda: desk.deliveries.enter(draft),
        lambda: desk.deliveries.enter_many([draft]),
        lambda: desk.sheets.amounts([], [draft]),
        lambda: desk.sheets.write([], [draft]),
    ):
        with pytest.raises(RuleError, match=rf"^{code}\b"):
            attempt()
    assert world.desk.placements.row(placement).status == "proposed"
    assert world.desk.deliveries.page() == ()


def test_the_answer_by_use_is_kept_as_the_one_by_hand(world: World) -> None:
    by_use, _ = asked(world)
    by_hand, _ = asked(world)
    desk = world.desk_of("stage duin")
    changes = desk.deliveries.enter(DeliveryDraft(DAY, 100, placement_id=by_use))
    assert {"placement", "offer", "case", "delivery"} <= changes.topics.keys()
    desk.placements.accept(by_hand)
    one, other = (world.desk.placements.card(id_) for id_ in (by_use, by_hand))
    assert (one.row.status, one.row.answered_on) == (other.row.status, other.row.answered_on)
    said = [[(row.field, row.old, row.new) for row in card.changes] for card in (one, other)]
    assert said[0] == said[1] == [("status", "proposed", "running")]
