"""Placements: consent and room before anything is written, pseudonyms in every list."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.builders import TODAY, World, offer_id, school_id
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.models import Case, Pupil
from zsm_desktop.services.deliveries import DeliveryDraft
from zsm_desktop.services.placement_rows import PlacementFilter

SPAN = {"starts_on": date(2026, 12, 1), "ends_on": date(2027, 3, 31), "planned_hundredths": 1200}


def refused(code: str):
    return pytest.raises(RuleError, match=rf"^{code}\b")


def test_a_placement_by_the_pupils_own_school(world: World) -> None:
    case = world.case("ZEEUW")
    changes = world.desk_of("stage zeeuw").placements.place(case, offer_id("DUIN"), **SPAN)
    assert set(changes.topics) == {"placement", "offer", "case"}
    row = world.desk.placements.row(changes.made_id)
    assert (row.number, row.user_code, row.provider_code) == ("PL-2026/27-001", "ZEEUW", "DUIN")
    assert (row.planned_hundredths, row.used_hundredths, row.status) == (1200, 0, "proposed")
    assert row.pseudonym
    assert "Zoë" not in repr(row)


def test_numbers_run_on(world: World) -> None:
    numbers = [world.desk.placements.row(world.placement("DUIN", "ZEEUW")).number for _ in range(3)]
    assert numbers == ["PL-2026/27-001", "PL-2026/27-002", "PL-2026/27-003"]


def test_the_other_school_may_not_place(world: World) -> None:
    with refused("permission.other_school"):
        world.desk_of("stage duin").placements.place(world.case("ZEEUW"), offer_id("DUIN"), **SPAN)
    assert world.desk.placements.count() == 0


def test_consent_for_another_school_is_no_consent(world: World) -> None:
    with refused("consent.not_for_receiver"):
        world.desk.placements.place(world.case("ZEEUW", receiver="KREEK"), offer_id("DUIN"), **SPAN)


@pytest.mark.parametrize(
    ("offer", "changes", "code"),
    [
        ("ZEEUW", {}, "placement.own_offer"),
        ("DUIN", {"ends_on": date(2026, 11, 1)}, "placement.span"),
        ("DUIN", {"planned_hundredths": -1}, "placement.quantity"),
        ("DUIN", {"planned_hundredths": 0}, "placement.quantity"),
    ],
)
def test_wrong_placements(world: World, offer: str, changes: dict[str, object], code: str) -> None:
    with refused(code):
        world.desk.placements.place(world.case("ZEEUW"), offer_id(offer), **(SPAN | changes))


def test_what_the_case_or_the_offer_no_longer_allows(world: World) -> None:
    closed, left = world.case("ZEEUW"), world.case("ZEEUW")
    with world.writing() as work:
        work.session.get_one(Case, closed).status = "closed"
        pupil = work.session.get_one(Case, left).pupil_id
        work.session.get_one(Pupil, pupil).left_on = date(2026, 11, 1)
    with refused("placement.case_closed"):
        world.desk.placements.place(closed, offer_id("DUIN"), **SPAN)
    with refused("placement.pupil_left"):
        world.desk.placements.place(left, offer_id("DUIN"), **SPAN)
    world.desk.offers.deactivate(offer_id("DUIN"))
    with refused("placement.offer_inactive"):
        world.desk.placements.place(world.case("ZEEUW"), offer_id("DUIN"), **SPAN)
    with refused("case.none"):
        world.desk.placements.place("nergens", offer_id("DUIN"), **SPAN)
    with refused("offer.none"):
        world.desk.placements.place(world.case("ZEEUW"), "nergens", **SPAN)


def test_the_fifth_pupil_finds_no_seat(world: World) -> None:
    for _ in range(4):
        world.placement("DUIN", "ZEEUW")
    with refused("placement.no_seat"):
        world.placement("DUIN", "ZEEUW")
    later = world.placement("DUIN", "ZEEUW", starts_on=date(2027, 7, 1), ends_on=date(2027, 7, 10))
    assert world.desk.placements.row(later).number == "PL-2026/27-005"


def test_one_pupil_does_not_follow_the_same_twice(world: World) -> None:
    case = world.case("ZEEUW")
    world.desk.placements.place(case, offer_id("DUIN"), **SPAN)
    with refused("placement.twice"):
        world.desk.placements.place(case, offer_id("DUIN"), **SPAN)


def test_ending_early(world: World) -> None:
    placement = world.placement("DUIN", "ZEEUW")
    world.desk.deliveries.enter(DeliveryDraft(date(2026, 10, 5), 100, placement_id=placement))
    placements = world.desk_of("stage duin").placements
    with refused("placement.delivered_later"):
        placements.end(placement, date(2026, 10, 4))
    with refused("placement.end_outside"):
        placements.end(placement, date(2027, 8, 1))
    placements.end(placement, TODAY)
    row = placements.row(placement)
    assert (row.ends_on, row.status, row.used_hundredths) == (TODAY, "running", 100)
    placements.end(placement, TODAY - timedelta(days=1))
    assert placements.row(placement).status == "ended"
    with refused("placement.not_running"):
        placements.end(placement, TODAY)


def test_only_an_unused_placement_is_cancelled(world: World) -> None:
    unused, used = world.placement("DUIN", "ZEEUW"), world.placement("DUIN", "ZEEUW")
    world.desk.deliveries.enter(DeliveryDraft(date(2026, 10, 5), 100, placement_id=used))
    world.desk.placements.cancel(unused)
    assert world.desk.placements.row(unused).status == "cancelled"
    with refused("placement.used"):
        world.desk.placements.cancel(used)


def test_filters(world: World) -> None:
    one = world.placement("DUIN", "ZEEUW")
    other = world.placement("KREEK", "ZEEUW", ends_on=date(2026, 10, 31))
    placements = world.desk.placements

    def ids(**wanted: object) -> set[str]:
        return {row.id for row in placements.page(PlacementFilter(**wanted))}

    assert ids() == {one, other}
    assert ids(status="running") == {one}
    assert ids(status="ended") == {other}
    assert ids(school_id=school_id("DUIN"), side="given") == {one}
    assert ids(school_id=school_id("DUIN"), side="taken") == set()
    assert ids(school_id=school_id("ZEEUW")) == {one, other}
    assert ids(offer_id=offer_id("KREEK")) == {other}
    assert ids(first_day=date(2026, 11, 1)) == {one}
    assert ids(last_day=date(2026, 8, 1)) == set()
    assert ids(text="PL-2026/27-002") == {other}
    assert placements.count(PlacementFilter(text="kreekrif")) == 1


def test_a_stagebegeleider_sees_the_own_schools_only(world: World) -> None:
    other = world.placement("KREEK", "ZEEUW")
    placements = world.desk_of("stage duin").placements
    assert placements.count() == 0
    with refused("placement.none"):
        placements.row(other)
