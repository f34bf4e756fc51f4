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
from tests.services.settled import ALL_YEARS, NETTING, say_vat, settle, take_back
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.settlement.history import SettlementRegime
from zsm_desktop.domain.spans import ALL, Span
from zsm_desktop.services.deliveries import DeliveryDraft
from zsm_desktop.services.funds import FundDraft
from zsm_desktop.store.keys import Keys

CODES = [code for code, _, _ in SCHOOLS]
FIRST, LAST = date(2025, 8, 1), date(2026, 11, 20)
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
steps = st.lists(st.one_of(deliver, deliver, reverse, fund, settling, settling, undo), min_size=4, max_size=14)


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

    def take_back(self, which: int) -> None:
        """Any of them: all but the last are refused."""
        if self.settled:
            settlement = self.settled[which % len(self.settled)]
            if settlement == self.settled[-1]:
                take_back(self.world, self.settled.pop())
            else:
                with pytest.raises(RuleError, match=r"^settlement\.later_executed"):
                    take_back(self.world, settlement)

    def stands(self) -> dict[str, int]:
        return {row.code: row.open_cents for row in self.desk.balances.by_school()}

    def require_sound(self) -> None:
        assert sum(self.stands().values()) == 0
        assert sum(row.balance_cents for row in self.desk.balances.by_school()) == 0
        assert sum(row.cents for row in self.desk.balances.open_items()) == 0
        positions = {line.holder.code: line.position_cents for line in self.compared().lines}
        assert positions == {code: cents for code, cents in self.stands().items() if cents or code in CODES}
        assert self.desk.checks.run().findings == ()

    def compared(self):
        return self.desk.scenarios.compare(ALL).of(NETTING)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps)
def test_nothing_is_lost_doubled_or_settled_twice(made_network: tuple[Path, Keys], steps: list) -> None:
    with tempfile.TemporaryDirectory() as place:
        shutil.copytree(made_network[0], Path(place) / "network")
        world = World(Path(place) / "network", made_network[1])
        try:
            say_vat(world)
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
