"""The sheet of a provider: what stands in its cells, what may be typed over, and one act for all of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.builders import TODAY, World, offer_id, school_id
from zsm_desktop.domain.calendar import SchoolYear, month_start
from zsm_desktop.domain.deliveries import DeliveryStatus
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.ledger import PeriodStatus
from zsm_desktop.services.deliveries import DeliveryDraft
from zsm_desktop.services.sheets import LateDay, Sheet, SheetRow

DAY = date(2026, 10, 5)
MONTHS = [(month_start(at), month_start(at + 1) - timedelta(days=1)) for at in SchoolYear(2026).months()]
OCTOBER = 2
DUIN = school_id("DUIN")


def refused(code: str):
    return pytest.raises(RuleError, match=rf"^{code}\b")


def sheet(world: World) -> Sheet:
    return world.desk.sheets.sheet(DUIN, MONTHS)


def only(world: World) -> SheetRow:
    (row,) = sheet(world).rows
    return row


def test_a_cell_tells_entered_confirmed_and_disputed_apart(world: World) -> None:
    placement = world.placement("DUIN", "ZEEUW")
    drafts = [DeliveryDraft(DAY + timedelta(days=at), 100 * (at + 1), placement_id=placement) for at in range(3)]
    world.desk.sheets.write([], drafts)
    ids = [row.id for row in reversed(world.desk.deliveries.page())]
    world.desk.deliveries.confirm([ids[1]])
    world.desk.deliveries.dispute(ids[2], "Klopt niet.")
    cell = only(world).cells[OCTOBER]
    assert (cell.entered, cell.confirmed, cell.disputed, cell.total) == (100, 200, 300, 300)
    assert ([(line.id, line.delivered_on) for line in cell.open], cell.numbers) == ([(ids[0], DAY)], (1,))
    assert (only(world).used, only(world).planned) == (300, 4000)
    world.desk.ledger.reverse(1, "Dubbel.")
    cell = only(world).cells[OCTOBER]
    assert (cell.confirmed, cell.numbers, only(world).used) == (0, (), 100)


def test_use_without_a_pupil_is_a_row_of_offer_and_school(world: World) -> None:
    world.entered("DUIN", "KREEK", 200, DAY)
    (row,) = sheet(world).rows
    assert (row.placement_id, row.pseudonym, row.offer_id, row.user) == (None, "", offer_id("DUIN"), "Het Kreekrif")
    assert row.cells[OCTOBER].entered == 200
    more = world.desk.sheets.sheet(DUIN, MONTHS, [(offer_id("DUIN"), school_id("ZEEUW"))])
    assert [(row.user, bool(row.cells)) for row in more.rows] == [("De Zeeuwse Vaart", False), ("Het Kreekrif", True)]
    with refused("offer.none"):
        world.desk.sheets.sheet(DUIN, MONTHS, [("nergens", school_id("ZEEUW"))])


def test_weeks_share_a_month_out_without_losing_a_day(world: World) -> None:
    placement = world.placement("DUIN", "ZEEUW")
    days = [date(2026, 10, day) for day in (1, 4, 5, 11, 12, 31)]
    world.desk.sheets.write([], [DeliveryDraft(day, 100, placement_id=placement) for day in days])
    first, weeks = date(2026, 10, 1), []
    while first.month == 10:
        last = min(first + timedelta(days=6 - first.weekday()), date(2026, 10, 31))
        weeks.append((first, last))
        first = last + timedelta(days=1)
    (row,) = world.desk.sheets.sheet(DUIN, weeks).rows
    assert {at: cell.entered for at, cell in row.cells.items()} == {0: 200, 1: 200, 2: 100, 4: 100}


def test_typing_over_withdraws_and_enters_in_one_act(world: World) -> None:
    placement = world.placement("DUIN", "ZEEUW")
    world.desk.sheets.write([], [DeliveryDraft(DAY, 100, placement_id=placement, attended=4)])
    old = only(world).cells[OCTOBER]
    assert old.attended == 4
    amounts = world.desk.sheets.amounts(
        [line.id for line in old.open], [DeliveryDraft(DAY, 250, placement_id=placement)]
    )
    assert (amounts.added_cents, amounts.taken_cents, amounts.late) == (6175, 2470, ())
    changes = world.desk.sheets.write([line.id for line in old.open], [DeliveryDraft(DAY, 250, placement_id=placement)])
    assert len(changes.topics["delivery"]) == 2
    assert only(world).cells[OCTOBER].entered == 250
    assert sorted(row.status for row in world.desk.deliveries.page()) == ["entered", "withdrawn"]
    acts = world.store.rows("SELECT count(*) FROM audit_event WHERE act = 'delivery.write_sheet'")
    assert acts == [(2,)]


@pytest.mark.parametrize("meanwhile", ["confirm", "dispute", "withdraw"])
def test_a_sheet_that_is_no_longer_so_writes_nothing(world: World, meanwhile: str) -> None:
    placement = world.placement("DUIN", "ZEEUW")
    world.desk.sheets.write([], [DeliveryDraft(DAY, 100, placement_id=placement)])
    (line,) = only(world).cells[OCTOBER].open
    id_ = line.id
    if meanwhile == "dispute":
        world.desk.deliveries.dispute(id_, "Klopt niet.")
    elif meanwhile == "confirm":
        world.desk.deliveries.confirm([id_])
    else:
        world.desk.deliveries.withdraw(id_)
    with refused("delivery.sheet_old"):
        world.desk.sheets.write([id_], [DeliveryDraft(DAY, 300, placement_id=placement)])
    assert world.desk.deliveries.totals().count == 1
    with refused("delivery.nothing"):
        world.desk.sheets.write([], [])


def test_the_columns_say_where_late_use_is_booked(world: World) -> None:
    world.delivered("DUIN", "ZEEUW")
    assert {column.late for column in sheet(world).columns} == {None}
    for row in world.desk.ledger.periods():
        if row.period.last_day < date(2026, 10, 1):
            world.desk.ledger.set_period(row.period.id, PeriodStatus.CLOSED)
    assert [one.late and one.late.booked_on for one in sheet(world).columns][:3] == [
        date(2026, 10, 1),
        date(2026, 10, 1),
        None,
    ]
    draft = DeliveryDraft(date(2026, 9, 30), 100, offer_id=offer_id("DUIN"), user_id=school_id("KREEK"))
    assert world.desk.sheets.amounts([], [draft]).late == (LateDay(date(2026, 9, 30), date(2026, 10, 1)),)
    changes = world.desk.deliveries.confirm([world.desk.deliveries.enter(draft).made_id])
    ((number,),) = [changes.topics["entry"]]
    assert world.desk.ledger.entry(int(number)).booked_on == date(2026, 10, 1)


def test_only_the_own_school_sees_and_writes_its_sheet(world: World) -> None:
    placement = world.placement("DUIN", "ZEEUW")
    draft = DeliveryDraft(DAY, 100, placement_id=placement)
    world.desk.sheets.write([], [draft])
    (line,) = only(world).cells[OCTOBER].open
    id_ = line.id
    other = world.desk_of("stage zeeuw").sheets
    for attempt in (
        lambda: other.sheet(DUIN, MONTHS),
        lambda: other.amounts([], [draft]),
        lambda: other.write([], [draft]),
        lambda: other.write([id_], []),
    ):
        with refused("permission.other_school"):
            attempt()
    with refused("permission.missing"):
        world.desk_of("directeur duin").sheets.sheet(DUIN, MONTHS)
    assert world.desk_of("stage duin").sheets.sheet(DUIN, MONTHS).rows


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"attended": -1}, "delivery.attended"),
        ({"attended": 1000}, "delivery.attended"),
        ({"note": "x" * 121}, "delivery.long_note"),
    ],
)
def test_what_is_counted_and_noted_has_bounds(world: World, wrong: dict, code: str) -> None:
    with refused(code):
        world.desk.deliveries.enter(
            DeliveryDraft(DAY, 100, offer_id=offer_id("DUIN"), user_id=school_id("ZEEUW"), **wrong)
        )
    world.desk.deliveries.enter(
        DeliveryDraft(DAY, 100, offer_id=offer_id("DUIN"), user_id=school_id("ZEEUW"), attended=3, note=" Dag 1 ")
    )
    (row,) = world.desk.deliveries.page()
    assert (row.attended, row.note, row.settled_how) == (3, "Dag 1", "")


def set_status(world: World, placement: str, status: str) -> None:
    with world.writing() as work:
        work.run("UPDATE placement SET status = :status WHERE id = :id", [{"status": status, "id": placement}])


def test_use_of_what_was_proposed_accepts_it(world: World) -> None:
    placement = world.placement("DUIN", "ZEEUW")
    set_status(world, placement, "proposed")
    assert only(world).is_proposed
    changes = world.desk_of("stage duin").sheets.write([], [DeliveryDraft(DAY, 100, placement_id=placement)])
    assert changes.topics["placement"] == {placement}
    rows = world.store.rows("SELECT status, answered_on FROM placement WHERE id = ?", (placement,))
    assert rows == [("running", TODAY.isoformat())]
    changed = world.store.rows("SELECT field, old, new FROM placement_change WHERE placement_id = ?", (placement,))
    assert ("status", "proposed", "running") in changed


@pytest.mark.parametrize("status", ["waiting", "refused"])
def test_what_is_not_placed_has_no_use(world: World, status: str) -> None:
    placement = world.placement("DUIN", "ZEEUW")
    set_status(world, placement, status)
    assert sheet(world).rows == ()
    with refused("delivery.not_placed"):
        world.desk.sheets.write([], [DeliveryDraft(DAY, 100, placement_id=placement)])


def test_a_list_narrows_by_number_and_by_how_it_was_confirmed(world: World) -> None:
    from zsm_desktop.services.delivery_lists import DeliveryFilter

    placement = world.placement("DUIN", "ZEEUW")
    world.desk.sheets.write([], [DeliveryDraft(DAY, 100, placement_id=placement)])
    world.delivered("DUIN", "ZEEUW", 300)
    page = world.desk.deliveries.page
    assert [row.quantity_hundredths for row in page(DeliveryFilter(number="2026/27-001"))] == [100]
    assert page(DeliveryFilter(number="pl-2026"))
    assert page(DeliveryFilter(number="%")) == ()
    assert [row.quantity_hundredths for row in page(DeliveryFilter(settled_how="hand"))] == [300]
    assert page(DeliveryFilter(settled_how="silence")) == ()
    assert page(DeliveryFilter(status=DeliveryStatus.ENTERED))


def test_amounts_of_another_school_are_not_told(world: World) -> None:
    id_ = world.entered("DUIN", "KREEK", 100)
    assert world.desk_of("stage duin").sheets.amounts([id_], []).taken_cents == 2470
    outsider = world.desk_of("stage zeeuw").sheets
    if world.store.place.shows_all:
        with refused("permission.other_school"):
            outsider.amounts([id_], [])
    else:
        assert outsider.amounts([id_], []).taken_cents == 0
