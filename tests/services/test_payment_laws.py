"""Whatever is paid, taken back and read twice in whatever order: what is open is what the open accounts hold."""

from __future__ import annotations

import shutil
import tempfile
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import World
from tests.services.invoiced import IBANS, THREE, invoiced, issue
from tests.services.settled import take_back
from tests.services.test_payments import refused, require_same, statement
from zsm_desktop.domain.bank_statements import BankEntry, BankStatement
from zsm_desktop.domain.identifiers import make_reference
from zsm_desktop.store.keys import Keys

cents = st.one_of(st.integers(1, THREE + 100), st.just(THREE), st.just(2470))
which = st.integers(0, 3)
pay = st.tuples(st.just("pay"), which, cents)
file = st.tuples(st.just("file"), which, st.lists(cents, min_size=1, max_size=3))
again = st.tuples(st.just("again"), which)
undo = st.tuples(st.just("undo"), st.integers(0, 9))
reverse = st.tuples(st.just("reverse"))
steps = st.lists(st.one_of(pay, file, file, again, undo, undo, reverse), min_size=4, max_size=12)


class Money:
    def __init__(self, world: World) -> None:
        self.world, self.payments = world, world.desk.payments
        self.files: list[BankStatement] = []
        self.is_reversed = False
        invoiced(world)

    def row(self, at: int):
        rows = [row for row in self.payments.open_items().rows if row.invoice_id]
        return rows[at % len(rows)]

    def pay(self, at: int, cents: int) -> None:
        row = self.row(at)
        left = row.open_cents
        if cents > left:
            with refused("payment.too_much"):
                self.payments.enter(row.invoice_id, self.world.desk.day, cents)
        else:
            self.payments.enter(row.invoice_id, self.world.desk.day, cents)
            assert self.row(at).open_cents == left - cents

    def file(self, at: int, amounts: list[int]) -> None:
        row, day = self.row(at), self.world.desk.day
        reference = make_reference(row.number)
        entries = [BankEntry(day, one, row.payer.name, IBANS[row.payer.code], reference=reference) for one in amounts]
        self.files.append(statement(IBANS[row.payee.code], *entries))
        self.read(self.files[-1])

    def again(self, at: int) -> None:
        if self.files:
            before = self.payments.rows()
            file = self.files[at % len(self.files)]
            known = self.payments.preview([file]).known_count
            taken = {one.bank_entry for row in self.payments.preview([file]).rows for one in row.received}
            assert known + len(taken) <= len(file.entries)
            if known == len(file.entries):
                assert taken == set()
                assert self.payments.rows() == before
            self.read(file)

    def read(self, file: BankStatement) -> None:
        """All that is proposed is confirmed, as a careless person would."""
        received = [one for row in self.payments.preview([file]).rows for one in row.received]
        if received:
            self.payments.confirm(received)
            with refused("payment.known"):
                self.payments.confirm(received)

    def undo(self, at: int) -> None:
        rows = self.payments.rows()
        if rows:
            row = rows[at % len(rows)]
            if row.reverses or row.reversed_by:
                with refused("payment.is_taken_back"):
                    self.payments.take_back(row.id)
            else:
                self.payments.take_back(row.id)

    def reverse(self) -> None:
        if not self.is_reversed:
            self.is_reversed = True
            (settlement,) = self.world.desk.settlements.rows()
            issue(self.world, take_back(self.world, settlement.id))


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps)
def test_what_is_open_is_what_the_open_accounts_hold(made_network: tuple[Path, Keys], steps: list) -> None:
    with tempfile.TemporaryDirectory() as place:
        shutil.copytree(made_network[0], Path(place) / "network")
        world = World(Path(place) / "network", made_network[1])
        try:
            money = Money(world)
            for name, *facts in steps:
                getattr(money, name)(*facts)
                world.now += timedelta(minutes=1)
                require_same(world)
        finally:
            world.close()
