"""Whatever is done in whatever order: the books sum to zero, totals equal a recount, nothing booked ever changes."""

from __future__ import annotations

import shutil
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.builders import SCHOOLS, World, offer_id
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.deliveries import DeliveryStatus
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.ledger import PeriodStatus
from zsm_desktop.domain.money import amount_cents
from zsm_desktop.services.delivery_lists import DeliveryFilter
from zsm_desktop.store.keys import Keys

CODES = [row[0] for row in SCHOOLS]
YEARS = (SchoolYear(2025), SchoolYear(2026))


class Exchange(RuleBasedStateMachine):
    """The three schools at work; `expected` is our own reckoning of each balance, in plain Python."""

    template: tuple[Path, Keys]

    @initialize()
    def open(self) -> None:
        self.place = Path(tempfile.mkdtemp())
        shutil.copytree(self.template[0], self.place / "network")
        self.world = World(self.place / "network", self.template[1])
        self.expected = dict.fromkeys(CODES, 0)
        self.booked: dict[int, object] = {}
        self.reversed: set[int] = set()

    def teardown(self) -> None:
        self.world.close()
        shutil.rmtree(self.place)

    def waiting(self, *statuses: str) -> list[str]:
        rows = self.world.desk.deliveries.page()
        return sorted(row.id for row in rows if row.status in statuses)

    @rule(
        pair=st.permutations(CODES),
        quantity=st.integers(1, 2000),
        day=st.dates(date(2026, 6, 1), date(2026, 11, 22)),
    )
    def enter(self, pair: list[str], quantity: int, day: date) -> None:
        self.world.entered(pair[0], pair[1], quantity, day)

    @precondition(lambda self: self.waiting("entered", "disputed"))
    @rule(data=st.data())
    def confirm(self, data: st.DataObject) -> None:
        ids = data.draw(st.lists(st.sampled_from(self.waiting("entered", "disputed")), min_size=1, unique=True))
        rows = {row.id: row for row in self.world.desk.deliveries.page()}
        self.world.desk.deliveries.confirm(ids)
        for id_ in ids:
            row = rows[id_]
            cents = amount_cents(row.quantity_hundredths, 2470)
            self.expected[row.provider_code] += cents
            self.expected[row.user_code] -= cents

    @precondition(lambda self: self.waiting("entered"))
    @rule(data=st.data())
    def dispute(self, data: st.DataObject) -> None:
        self.world.desk.deliveries.dispute(data.draw(st.sampled_from(self.waiting("entered"))), "Klopt niet.")

    @precondition(lambda self: self.waiting("entered", "disputed"))
    @rule(data=st.data())
    def withdraw(self, data: st.DataObject) -> None:
        self.world.desk.deliveries.withdraw(data.draw(st.sampled_from(self.waiting("entered", "disputed"))))

    @precondition(lambda self: self.booked)
    @rule(data=st.data())
    def reverse(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(sorted(self.booked)))
        entry = self.world.desk.ledger.entry(number)
        if entry.reversed_by is not None or entry.reverses is not None:
            with pytest.raises(RuleError, match=r"^ledger\.(already_reversed|reversal_reversed)"):
                self.world.desk.ledger.reverse(number, "Vergissing.")
            return
        self.world.desk.ledger.reverse(number, "Vergissing.")
        self.expected[entry.provider_code] -= entry.amount_cents
        self.expected[entry.user_code] += entry.amount_cents

    @precondition(lambda self: self.world.desk.ledger.periods())
    @rule(data=st.data(), status=st.sampled_from(list(PeriodStatus)))
    def set_period(self, data: st.DataObject, status: PeriodStatus) -> None:
        periods = [row.period for row in self.world.desk.ledger.periods()]
        period = data.draw(st.sampled_from(periods))
        is_next = all(p.status is PeriodStatus.CLOSED for p in periods if p.first_day < period.first_day)
        is_over = period.last_day < self.world.desk.day
        may_end = is_over and (is_next or status is PeriodStatus.HOLD)
        if period.status in {PeriodStatus.CLOSED, status} or not (status is PeriodStatus.OPEN or may_end):
            with pytest.raises(RuleError, match=r"^period\.(closed|same|not_ended|earlier_open)"):
                self.world.desk.ledger.set_period(period.id, status)
        else:
            self.world.desk.ledger.set_period(period.id, status)

    @invariant()
    def balances_are_as_reckoned(self) -> None:
        found = {row.code: row.balance_cents for row in self.world.desk.balances.by_school()}
        assert found == self.expected
        assert sum(found.values()) == 0
        per_year = [row.balance_cents for year in YEARS for row in self.world.desk.balances.by_school(year)]
        assert sum(per_year) == 0

    @invariant()
    def nothing_booked_changed_and_all_confirmed_is_booked(self) -> None:
        rows = self.world.desk.ledger.following(0)
        assert [row.number for row in rows] == list(range(1, len(rows) + 1))
        for row in rows:
            fixed = (row.kind, row.booked_on, row.delivered_on, row.amount_cents, row.delivery_id, row.hash)
            assert self.booked.setdefault(row.number, fixed) == fixed
        confirmed = self.world.desk.deliveries.totals(DeliveryFilter(status=DeliveryStatus.CONFIRMED))
        assert confirmed.count == sum(row.kind == "delivery" for row in rows)


def test_any_sequence_of_acts_keeps_the_books(made_network: tuple[Path, Keys]) -> None:
    finished: list[World] = []

    class Run(Exchange):
        template = made_network

        def teardown(self) -> None:
            result = self.world.desk.checks.run()
            finished.append(self.world)
            super().teardown()
            assert result.ok, result.findings

    run_state_machine_as_test(
        Run,
        settings=settings(
            max_examples=15, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
    assert len(finished) >= 15


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (2, 0, 3, 1)])
def test_the_order_of_confirmation_does_not_matter(world: World, order: tuple[int, ...]) -> None:
    entered = [
        world.entered(provider, user, quantity, day)
        for provider, user, quantity, day in (
            ("DUIN", "ZEEUW", 333, date(2026, 9, 1)),
            ("ZEEUW", "KREEK", 77, date(2026, 10, 1)),
            ("KREEK", "DUIN", 101, date(2026, 7, 31)),
            ("DUIN", "KREEK", 1, date(2026, 11, 2)),
        )
    ]
    for index in order:
        world.desk.deliveries.confirm([entered[index]])
    found = {row.code: row.balance_cents for row in world.desk.balances.by_school()}
    assert found == {"DUIN": 8225 + 25 - 2495, "ZEEUW": 1902 - 8225, "KREEK": 2495 - 1902 - 25}
    assert {row.offer_id for row in world.desk.balances.by_offer()} == {offer_id(code) for code in CODES}
