"""Whatever is exchanged, settled and taken back in whatever order: nothing is lost, doubled, or settled twice."""

from __future__ import annotations

import shutil
import tempfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import SCHOOLS, World, offer_id, school_id
from tests.services.settled import ALL_YEARS, NETTING, agree, decision, settle, take_back
from tests.services.test_one_board import one_board
from tests.services.test_set_off_invoices import claimed, concepts, taxed
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.settlement.history import SETS_OFF, SettlementRegime
from zsm_desktop.domain.spans import ALL, Span
from zsm_desktop.services.deliveries import DeliveryDraft
from zsm_desktop.services.funds import FundDraft
from zsm_desktop.services.settlement_history import open_history
from zsm_desktop.store.keys import Keys

INVOICING = SettlementRegime.INVOICING
CODES = [code for code, _, _ in SCHOOLS]
FIRST, LAST = date(2025, 8, 1), date(2026, 11, 20)
AFTER_ALL = Span.of_month(date(2030, 1, 1))
MONTHS = 17
"""From the first month of ALL_YEARS up to some months after the last delivery."""

deliver = st.tuples(
    st.just("deliver"),
    st.integers(0, 2),
    st.integers(1, 2),
    st.integers(1, 900),
    st.integers(0, (LAST - FIRST).days),
)
reverse = st.tuples(st.just("reverse"), st.integers(0, 99))
fund = st.tuples(st.just("fund"), st.integers(1, 60_00))
settling = st.tuples(
    st.just("settle"), st.sampled_from(SettlementRegime), st.integers(0, MONTHS - 1), st.integers(0, MONTHS)
)
undo = st.tuples(st.just("take_back"), st.integers(0, 99))
dispute = st.tuples(st.just("dispute"), st.integers(0, 2))
overtake = st.tuples(st.just("overtake"), st.sampled_from(SettlementRegime))
pay = st.tuples(st.just("pay"), st.integers(0, 9), st.one_of(st.integers(1, 200_00), st.just(0)))
unpay = st.tuples(st.just("unpay"), st.integers(0, 9))
step = st.one_of(
    deliver, deliver, deliver, reverse, fund, settling, settling, settling, undo, dispute, overtake, pay, unpay
)
steps = st.lists(step, min_size=4, max_size=14)


class Books:
    def __init__(self, world: World) -> None:
        self.world, self.desk = world, world.desk
        self.settled: list[str] = []

    def deliver(self, provider: int, other: int, hundredths: int, days: int) -> None:
        user = CODES[(provider + other) % 3]
        draft = DeliveryDraft(
            FIRST + timedelta(days=days), hundredths, offer_id=offer_id(CODES[provider]), user_id=school_id(user)
        )
        self.desk.deliveries.confirm([self.desk.deliveries.enter(draft).made_id])

    def reverse(self, which: int) -> None:
        numbers = self.world.store.rows(
            "SELECT number FROM journal_entry e WHERE kind = 'delivery'"
            " AND NOT EXISTS (SELECT 1 FROM journal_entry r WHERE r.reverses = e.number) ORDER BY number"
        )
        if numbers:
            self.desk.ledger.reverse(numbers[which % len(numbers)][0], "Vergissing.")

    def fund(self, cents: int) -> None:
        if not self.world.store.rows("SELECT id FROM fund"):
            self.desk.funds.add(FundDraft("Subsidie", cents, FIRST, LAST, percent=40_00))

    def settle(self, regime: SettlementRegime, first: int, months: int) -> None:
        begin = Span.of_month(FIRST).first_month + first
        span = Span(begin, begin + months)
        before = self.stands()
        try:
            settlement = settle(self.world, regime, span)
        except RuleError as error:
            if error.code != "settlement.nothing":
                raise
            return
        self.settled.append(settlement)
        lines = self.desk.settlements.card(settlement).lines
        moved = {line.holder.code: line.position_cents - line.left_cents for line in lines}
        assert {code: before[code] - cents for code, cents in self.stands().items()} == dict.fromkeys(before, 0) | moved
        if regime in SETS_OFF:
            vat = {line.holder.account: line.vat_cents for line in lines if line.vat_cents}
            assert claimed(concepts(self.world, settlement)) == vat
        self.issue(settlement)

    def issue(self, settlement: str) -> None:
        if self.desk.invoices.concepts(settlement):
            self.desk.invoices.issue(settlement)

    def take_back(self, which: int) -> None:
        """Any of them: all but the last are refused."""
        if self.settled:
            settlement = self.settled[which % len(self.settled)]
            if settlement == self.settled[-1]:
                self.issue(take_back(self.world, self.settled.pop()))
            else:
                with pytest.raises(RuleError, match=r"^settlement\.later_executed"):
                    take_back(self.world, settlement)

    def dispute(self, provider: int) -> None:
        """What is not agreed on is in nobody's books."""
        before = self.stands()
        user = school_id(CODES[(provider + 1) % 3])
        draft = DeliveryDraft(LAST, 100, offer_id=offer_id(CODES[provider]), user_id=user)
        self.desk.deliveries.dispute(self.desk.deliveries.enter(draft).made_id, "Die dag was er niemand.")
        assert self.stands() == before

    def overtake(self, regime: SettlementRegime) -> None:
        """Another agreement after the proposal: it is not decided on any more, and is let go."""
        other = INVOICING if regime is NETTING else NETTING
        agree(self.world, regime, self.desk.day, None)
        try:
            made = self.desk.settlements.propose(regime, ALL_YEARS).made_id
        except RuleError as error:
            if error.code != "settlement.nothing":
                raise
            return
        agree(self.world, other, self.desk.day, None)
        with pytest.raises(RuleError, match=r"^settlement\.other_agreement"):
            self.desk.settlements.approve(made, decision(self.world))
        self.desk.settlements.withdraw(made)

    def pay(self, which: int, cents: int) -> None:
        """A part, or with 0 all of it; more than is open is refused."""
        payments = self.desk.payments
        rows = [row for row in payments.open_items().rows if row.invoice_id and row.open_cents > 0]
        if rows:
            row = rows[which % len(rows)]
            if cents > row.open_cents:
                with pytest.raises(RuleError, match=r"^payment\.too_much"):
                    payments.enter(row.invoice_id, self.desk.day, cents)
            else:
                payments.enter(row.invoice_id, self.desk.day, cents or row.open_cents)

    def unpay(self, which: int) -> None:
        rows = [row for row in self.desk.payments.rows() if not (row.reverses or row.reversed_by)]
        if rows:
            self.desk.payments.take_back(rows[which % len(rows)].id)

    def stands(self) -> dict[str, int]:
        return {row.code: row.open_cents for row in self.desk.balances.by_school()}

    def require_sound(self) -> None:
        assert sum(self.stands().values()) == 0
        assert sum(row.balance_cents for row in self.desk.balances.by_school()) == 0
        opened = {row.code: row.cents for row in self.desk.balances.open_items()}
        assert sum(opened.values()) == 0
        assert {one.holder.code: one.cents for one in self.desk.payments.open_items().totals} == opened
        positions = {line.holder.code: line.position_cents for line in self.compared().lines}
        assert positions == {code: cents for code, cents in self.stands().items() if cents or code in CODES}
        left = self.desk.settlements.left_behind(AFTER_ALL)
        assert (left.cents if left else 0) == sum(
            one.cents for one in open_history(self.world.store.rows, ALL).history.flows
        )
        assert self.desk.checks.run().findings == ()

    def compared(self):
        return self.desk.scenarios.compare(ALL).of(NETTING)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps, has_board=st.booleans())
def test_nothing_is_lost_doubled_or_settled_twice(
    made_network: tuple[Path, Keys], steps: list, *, has_board: bool
) -> None:
    with tempfile.TemporaryDirectory() as place:
        shutil.copytree(made_network[0], Path(place) / "network")
        world = World(Path(place) / "network", made_network[1])
        try:
            taxed(world)
            if has_board:
                one_board(world)
            books = Books(world)
            for name, *facts in steps:
                getattr(books, name)(*facts)
                world.now += timedelta(minutes=1)
                books.require_sound()
            _net_all(books)
        finally:
            world.close()


def _net_all(books: Books) -> None:
    """What is left after everything was netted is nothing; what comes after that is all that is settled next."""
    if any(books.stands().values()):
        settle(books.world, NETTING, ALL_YEARS)
    assert not any(books.stands().values())
    assert {line.position_cents for line in books.compared().lines} <= {0}
    books.deliver(0, 1, 100, 10)
    again = books.stands()
    assert any(again.values())
    card = books.desk.settlements.card(settle(books.world, NETTING, ALL_YEARS))
    assert {line.holder.code: line.position_cents for line in card.lines if line.position_cents} == {
        code: cents for code, cents in again.items() if cents
    }
    books.require_sound()
