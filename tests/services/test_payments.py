"""What was paid on documents: by hand and from a bank's file, taken back, always as much as the open accounts say."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.builders import TODAY, World, school_id
from tests.services.invoiced import IBANS, ONE, THREE, invoiced, issue, later
from tests.services.invoicing import appoint, fill_in
from tests.services.settled import NETTING, THIS_YEAR, say_vat, settle, take_back
from zsm_desktop.domain.bank_statements import BankEntry, BankStatement, with_fingerprints
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.identifiers import make_reference
from zsm_desktop.domain.ledger import PeriodStatus
from zsm_desktop.domain.payments import Certainty, Fit
from zsm_desktop.services.payments import Received
from zsm_desktop.words.balances import settlement_text

DUIN_BILL, KREEK_BILL = "DUIN-2026-0001", "KREEK-2026-0001"


@pytest.fixture
def bills(world: World) -> dict[str, str]:
    return invoiced(world)


def refused(code: str) -> pytest.RaisesExc[RuleError]:
    return pytest.raises(RuleError, match=f"^{code}")


def open_of(world: World) -> dict[str, int]:
    return {row.number: row.open_cents for row in world.desk.payments.open_items().rows}


def require_same(world: World) -> None:
    """What stands open per school is what its open account holds, and the books are sound."""
    totals = {one.holder.code: one.cents for one in world.desk.payments.open_items().totals}
    assert totals == {row.code: row.cents for row in world.desk.balances.open_items()}
    assert sum(totals.values()) == 0
    assert world.desk.checks.run().findings == ()


def statement(account: str, *entries: BankEntry) -> BankStatement:
    marked = with_fingerprints(account, entries)
    return BankStatement(account, "1", TODAY, 0, TODAY, sum(one.cents for one in entries), marked)


def test_open_items_say_who_owes_whom_how_much_and_since_when(world: World, bills: dict[str, str]) -> None:
    found = world.desk.payments.open_items()
    assert [(row.number, row.payer.code, row.payee.code, row.open_cents, row.overdue_days) for row in found.rows] == [
        (DUIN_BILL, "ZEEUW", "DUIN", THREE, 0),
        (KREEK_BILL, "DUIN", "KREEK", ONE, 0),
    ]
    assert [(one.holder.code, one.cents) for one in found.totals] == [
        ("DUIN", THREE - ONE), ("ZEEUW", -THREE), ("KREEK", ONE),
    ]  # fmt: skip
    later(world, 40)
    assert {row.overdue_days for row in world.desk.payments.open_items().rows} == {10}
    require_same(world)


def test_a_director_has_what_the_own_school_is_a_side_of(world: World, bills: dict[str, str]) -> None:
    for number, cents in ((DUIN_BILL, 1_00), (KREEK_BILL, 2_00)):
        world.desk.payments.enter(bills[number], TODAY, cents)
    desk = world.desk_of("directeur zeeuw")
    found = desk.payments.open_items()
    assert [(row.number, row.open_cents) for row in found.rows] == [(DUIN_BILL, THREE - 1_00)]
    assert [(one.holder.code, one.cents) for one in found.totals] == [("ZEEUW", 1_00 - THREE)]
    assert [row.invoice_number for row in desk.payments.rows()] == [DUIN_BILL]
    both = world.desk_of("directeur duin").payments
    assert {row.number for row in both.open_items().rows} == {DUIN_BILL, KREEK_BILL}
    assert [one.cents for one in both.open_items().totals] == [THREE - ONE + 1_00]


def test_what_has_no_document_yet_is_open_too(world: World) -> None:
    say_vat(world, "exempt")
    world.delivered("DUIN", "ZEEUW", 300, date(2026, 10, 5))
    settlement = settle(world)
    (row,) = world.desk.payments.open_items().rows
    assert (row.invoice_id, row.payer.code, row.open_cents) == ("", "ZEEUW", 3 * 2470)
    require_same(world)
    take_back(world, settlement)
    assert world.desk.payments.open_items().rows == ()
    require_same(world)


def test_a_document_and_its_credit_note_leave_nothing(world: World) -> None:
    fill_in(world)
    appoint(world)
    world.delivered("DUIN", "ZEEUW", 300, date(2026, 10, 5))
    settlement = settle(world)
    issue(world, settlement)
    undone = take_back(world, settlement)
    assert [row.open_cents for row in world.desk.payments.open_items().rows] == [3 * 2470, 3 * 2470]
    assert world.desk.payments.open_items().totals == ()
    issue(world, undone)
    assert [row.kind for row in world.desk.payments.open_items().open] == ["invoice", "credit_note"]
    require_same(world)


def test_a_payment_by_hand_is_one_entry_on_the_open_accounts(world: World, bills: dict[str, str]) -> None:
    desk = world.desk
    desk.payments.enter(bills[DUIN_BILL], TODAY, 50_00, "Per bank, eerste deel")
    (row,) = desk.payments.rows()
    assert (row.invoice_number, row.cents, row.note, row.is_from_bank) == (
        DUIN_BILL,
        50_00,
        "Per bank, eerste deel",
        False,
    )
    entry = desk.ledger.entry(row.entry)
    assert (entry.kind, entry.booked_on) == ("payment", TODAY)
    assert settlement_text(entry).startswith("Betaling bij verrekening VR-2026/27-001")
    assert [(line.kind, line.code, line.cents) for line in entry.lines] == [
        ("open", "ZEEUW", 50_00), ("open", "DUIN", -50_00),
    ]  # fmt: skip
    assert open_of(world) == {DUIN_BILL: THREE - 50_00, KREEK_BILL: ONE}
    require_same(world)
    desk.payments.enter(bills[DUIN_BILL], TODAY, THREE - 50_00)
    assert open_of(world)[DUIN_BILL] == 0
    require_same(world)
    with refused("payment.too_much"):
        desk.payments.enter(bills[DUIN_BILL], TODAY, 1)


@pytest.mark.parametrize("cents", [0, -1])
def test_no_amount_is_no_payment(world: World, bills: dict[str, str], cents: int) -> None:
    with refused("payment.no_amount"):
        world.desk.payments.enter(bills[DUIN_BILL], TODAY, cents)


def test_a_day_that_is_still_to_come_and_a_long_note_are_refused(world: World, bills: dict[str, str]) -> None:
    with refused("payment.ahead"):
        world.desk.payments.enter(bills[DUIN_BILL], TODAY + timedelta(days=1), 1)
    with refused("payment.long_note"):
        world.desk.payments.enter(bills[DUIN_BILL], TODAY, 1, "x" * 81)
    assert world.desk.payments.rows() == ()


def test_a_payment_is_taken_back_once_by_a_row_that_names_it(world: World, bills: dict[str, str]) -> None:
    desk = world.desk
    made = desk.payments.enter(bills[DUIN_BILL], TODAY, THREE).made_id
    undone = desk.payments.take_back(made).made_id
    first, second = desk.payments.rows()
    assert (first.reversed_by, second.reverses, second.cents) == (undone, made, -THREE)
    assert open_of(world)[DUIN_BILL] == THREE
    require_same(world)
    for one in (made, undone):
        with refused("payment.is_taken_back"):
            desk.payments.take_back(one)
    desk.payments.enter(bills[DUIN_BILL], TODAY, THREE)
    require_same(world)


def test_it_is_booked_in_an_open_period_and_not_before_what_it_pays(world: World, bills: dict[str, str]) -> None:
    desk = world.desk
    later(world, 20)
    paid_on = TODAY + timedelta(days=5)
    desk.payments.enter(bills[DUIN_BILL], paid_on, 1_00)
    desk.payments.enter(bills[DUIN_BILL], TODAY - timedelta(days=60), 1_00)
    for one in desk.ledger.periods():
        if one.period.last_day < date(2026, 12, 1):
            desk.ledger.set_period(one.period.id, PeriodStatus.CLOSED)
    desk.payments.enter(bills[DUIN_BILL], paid_on, 1_00)
    booked = [desk.ledger.entry(row.entry) for row in desk.payments.rows()]
    assert [(one.booked_on, one.delivered_on) for one in booked] == [
        (paid_on, paid_on),
        (TODAY, TODAY - timedelta(days=60)),
        (date(2026, 12, 1), paid_on),
    ]
    require_same(world)


def test_a_bank_statement_is_proposed_confirmed_and_known_the_second_time(world: World, bills: dict[str, str]) -> None:
    desk = world.desk
    file = statement(
        IBANS["DUIN"],
        BankEntry(TODAY, THREE, "De Zeeuwse Vaart", IBANS["ZEEUW"], reference=make_reference(DUIN_BILL), row=4),
        BankEntry(TODAY, 12_50, "Bakkerij Bos", "NL20INGB0001234567", text="kantine", row=9),
        BankEntry(TODAY, -ONE, "Het Kreekrif", IBANS["KREEK"], text=f"factuur {KREEK_BILL}", row=14),
    )
    shown = desk.payments.preview([file])
    assert [(row.is_sure, row.proposal.fit, row.is_known) for row in shown.rows] == [
        (True, Fit.WHOLE, False), (False, Fit.UNKNOWN, False), (True, Fit.WHOLE, False),
    ]  # fmt: skip
    assert shown.strange_accounts == ()
    assert desk.payments.rows() == ()
    chosen = [one for row in shown.rows if row.is_sure for one in row.received]
    desk.payments.confirm(chosen)
    assert open_of(world) == {DUIN_BILL: 0, KREEK_BILL: 0}
    assert {row.is_from_bank for row in desk.payments.rows()} == {True}
    require_same(world)
    again = desk.payments.preview([file])
    assert (again.known_count, [row.received for row in again.rows]) == (2, [(), (), ()])
    with refused("payment.known"):
        desk.payments.confirm(chosen)
    kept = world.store.rows("SELECT bank_entry FROM invoice_payment ORDER BY entry")
    assert [one for (one,) in kept] == [file.entries[0].fingerprint, file.entries[2].fingerprint]


def test_what_the_payer_sends_twice_is_double_and_what_was_taken_back_can_come_again(
    world: World, bills: dict[str, str]
) -> None:
    desk = world.desk
    paid = BankEntry(TODAY, THREE, "De Zeeuwse Vaart", IBANS["ZEEUW"], reference=make_reference(DUIN_BILL))
    file = statement(IBANS["DUIN"], paid, paid)
    first, second = desk.payments.preview([file]).rows
    assert {first.proposal.fit, second.proposal.fit} == {Fit.WHOLE, Fit.DOUBLE}
    sure = first if first.is_sure else second
    made = desk.payments.confirm(sure.received).made_id
    desk.payments.take_back(made)
    assert desk.payments.preview([file]).known_count == 0
    desk.payments.confirm(sure.received)
    require_same(world)


def test_one_amount_for_two_documents_and_all_or_nothing(world: World, bills: dict[str, str]) -> None:
    desk = world.desk
    parts = [Received(bills[DUIN_BILL], TODAY, 10_00, "a" * 64), Received(bills[KREEK_BILL], TODAY, 10_00, "a" * 64)]
    with refused("payment.too_much"):
        desk.payments.confirm([*parts, Received(bills[KREEK_BILL], TODAY, ONE, "b" * 64)])
    assert desk.payments.rows() == ()
    desk.payments.confirm(parts)
    assert open_of(world) == {DUIN_BILL: THREE - 10_00, KREEK_BILL: ONE - 10_00}
    require_same(world)
    with refused("payment.nothing"):
        desk.payments.confirm([])


def test_on_a_strange_account_only_what_comes_in_is_held_against_what_is_open(
    world: World, bills: dict[str, str]
) -> None:
    strange = "NL20INGB0001234567"
    file = statement(
        strange,
        BankEntry(TODAY, THREE, "Zeeuwse Vaart", reference=make_reference(DUIN_BILL)),
        BankEntry(TODAY, -ONE, "Kreekrif", reference=make_reference(KREEK_BILL)),
    )
    shown = world.desk.payments.preview([file])
    assert shown.strange_accounts == (strange,)
    assert {row.entry.cents: row.proposal.certainty for row in shown.rows} == {
        THREE: Certainty.SURE, -ONE: Certainty.NONE,
    }  # fmt: skip


def test_the_money_of_another_school_is_not_this_accounts(world: World, bills: dict[str, str]) -> None:
    file = statement(IBANS["KREEK"], BankEntry(TODAY, THREE, "Zeeuwse Vaart", reference=make_reference(DUIN_BILL)))
    (row,) = world.desk.payments.preview([file]).rows
    assert row.proposal.fit is Fit.UNKNOWN


def test_the_two_sides_of_one_payment_do_not_count_twice(world: World, bills: dict[str, str]) -> None:
    reference = make_reference(DUIN_BILL)
    both = [
        statement(IBANS["DUIN"], BankEntry(TODAY, THREE, "Zeeuwse Vaart", IBANS["ZEEUW"], reference=reference)),
        statement(IBANS["ZEEUW"], BankEntry(TODAY, -THREE, "Duinpan", IBANS["DUIN"], reference=reference)),
    ]
    shown = world.desk.payments.preview(both)
    assert sorted(row.proposal.fit for row in shown.rows) == [Fit.DOUBLE, Fit.WHOLE]
    assert [len(row.received) for row in shown.rows if row.is_sure] == [1]


def test_a_payment_does_not_change_what_is_still_to_be_settled(world: World, bills: dict[str, str]) -> None:
    desk = world.desk
    before = desk.scenarios.compare().of(NETTING)
    desk.payments.enter(bills[DUIN_BILL], TODAY, THREE)
    assert desk.scenarios.compare().of(NETTING) == before
    (settlement,) = desk.settlements.rows()
    assert len(desk.settlements.card(settlement.id).entry_numbers) == 1
    assert settlement.span == THIS_YEAR
    balances = {row.code: row.open_cents for row in desk.balances.by_school()}
    assert balances == dict.fromkeys(("DUIN", "KREEK", "ZEEUW"), 0)


def test_a_payment_that_the_books_do_not_have_is_found(world: World, bills: dict[str, str]) -> None:
    world.desk.payments.enter(bills[DUIN_BILL], TODAY, 50_00)
    with world.writing() as work:
        work.run(
            "INSERT INTO invoice_payment (id, invoice_id, paid_on, cents, entry, note, entered_at, entered_by)"
            " SELECT :id, invoice_id, paid_on, 100, 1, '', entered_at, entered_by FROM invoice_payment",
            [{"id": school_id("DUIN")}],
        )
    assert [finding.code for finding in world.desk.checks.run().findings] == ["check.payment"]
