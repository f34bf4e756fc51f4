"""Whatever is done in whatever order: the books sum to zero, totals equal a recount, nothing booked ever changes.

What each school and fund should stand at is reckoned beside it in plain Python, from what was confirmed and which funds
there are: not from when anything was done.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
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
from tests.versions import version_of
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.deliveries import DeliveryStatus
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.ledger import EntryKind, PeriodStatus
from zsm_desktop.domain.money import amount_cents
from zsm_desktop.services.delivery_lists import DeliveryFilter, DeliveryRow
from zsm_desktop.services.disputes import Correction
from zsm_desktop.services.funds import FundDraft
from zsm_desktop.store.keys import Keys

CODES = [row[0] for row in SCHOOLS]
KINDS = {code: kind for code, _, kind in SCHOOLS}
YEARS = (SchoolYear(2025), SchoolYear(2026))


PROGRAMS = 500
QUANTITIES = st.integers(1, 2000)
FUND_DAYS = (date(2026, 8, 1), date(2027, 7, 31))


@dataclass
class Confirmed:
    delivery_id: str
    provider: str
    user: str
    day: date
    hundredths: int
    is_reversed: bool = False

    @property
    def cents(self) -> int:
        return amount_cents(self.hundredths, 2470)


@dataclass
class Reckoned:
    """The books in plain Python."""

    granted: dict[str, int] = field(default_factory=dict)
    rules: dict[str, tuple[int | None, int | None, str | None]] = field(default_factory=dict)
    ended: dict[str, date] = field(default_factory=dict)
    confirmed: dict[str, Confirmed] = field(default_factory=dict)

    def confirm(self, row: DeliveryRow) -> None:
        self.confirmed[row.id] = Confirmed(
            row.id, row.provider_code, row.user_code, row.delivered_on, row.quantity_hundredths
        )

    def standing(self) -> list[Confirmed]:
        return [one for one in self.confirmed.values() if not one.is_reversed]

    def fund_of(self, one: Confirmed, ended: dict[str, date]) -> str:
        """The first made of those it is for."""
        for code, (_, _, school_kind) in self.rules.items():
            last_day = min(FUND_DAYS[1], ended.get(code, date.max))
            if school_kind in {None, KINDS[one.user]} and FUND_DAYS[0] <= one.day <= last_day:
                return code
        return ""

    def claim(self, one: Confirmed, fund: str) -> int:
        """What a fund would bear of it if there were room."""
        percent, fixed, _ = self.rules[fund]
        if percent is None:
            return min(one.cents, amount_cents(one.hundredths, fixed or 0))
        return int((Decimal(one.cents * percent) / 10000).quantize(Decimal(1), ROUND_HALF_UP))

    def may_resume(self, code: str) -> bool:
        """Not while another bears in its place."""
        then = {other: day for other, day in self.ended.items() if other != code}
        now = [(one, self.fund_of(one, self.ended)) for one in self.standing()]
        return not any(
            fund not in {"", code} and self.claim(one, fund) and self.fund_of(one, then) == code for one, fund in now
        )

    def balances(self) -> dict[str, int]:
        found = dict.fromkeys([*CODES, *self.granted], 0)
        left = dict(self.granted)
        for one in sorted(self.standing(), key=lambda one: (one.day, one.delivery_id)):
            fund = self.fund_of(one, self.ended)
            borne = min(left[fund], self.claim(one, fund)) if fund else 0
            found[one.provider] += one.cents
            found[one.user] -= one.cents - borne
            if fund:
                left[fund] -= borne
                found[fund] -= borne
        return found


class Books(RuleBasedStateMachine):
    """A network of its own per program, and what must hold after every act."""

    template: tuple[Path, Keys]

    @initialize()
    def open(self) -> None:
        self.place = Path(tempfile.mkdtemp())
        shutil.copytree(self.template[0], self.place / "network")
        self.world = World(self.place / "network", self.template[1])
        self.reckoned = Reckoned()
        self.booked: dict[int, object] = {}
        self.entered: list[str] = []
        self.read_again()

    def read_again(self) -> None:
        """After every act; until the next one each rule asks the same before it may run."""
        self.statuses = {row.id: row.status for row in self.world.desk.deliveries.page()}
        self.known_periods = self.world.desk.ledger.periods()

    def teardown(self) -> None:
        self.world.close()
        shutil.rmtree(self.place)

    def waiting(self, *statuses: str) -> list[str]:
        """In the order of entering: identifiers of one moment have none, and a program must run the same again."""
        return [id_ for id_ in self.entered if self.statuses.get(id_) in statuses]

    @invariant()
    def balances_are_as_reckoned(self) -> None:
        self.read_again()
        found = {row.code: row.balance_cents for row in self.world.desk.balances.by_school()}
        expected = self.reckoned.balances()
        assert {code: found.get(code, 0) for code in expected} == expected
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
        assert confirmed.disputed == 0


class Exchange(Books):
    """The three schools at work, with funds that come and grow, and periods that close and open again."""

    @rule(
        pair=st.permutations(CODES),
        quantity=QUANTITIES,
        ago=st.one_of(st.integers(0, 9), st.integers(0, 174)),
    )
    def enter(self, pair: list[str], quantity: int, ago: int) -> None:
        self.world.now += timedelta(seconds=1)
        day = self.world.desk.day - timedelta(days=ago)
        self.entered.append(self.world.entered(pair[0], pair[1], quantity, day))

    @precondition(lambda self: self.waiting("entered", "disputed"))
    @rule(data=st.data())
    def confirm(self, data: st.DataObject) -> None:
        ids = data.draw(st.lists(st.sampled_from(self.waiting("entered", "disputed")), min_size=1, unique=True))
        rows = {row.id: row for row in self.world.desk.deliveries.page()}
        self.world.desk.deliveries.confirm(ids)
        for id_ in ids:
            self.reckoned.confirm(rows[id_])

    @precondition(lambda self: self.waiting("entered"))
    @rule(data=st.data())
    def dispute(self, data: st.DataObject) -> None:
        self.world.desk.deliveries.dispute(data.draw(st.sampled_from(self.waiting("entered"))), "Klopt niet.")

    @precondition(lambda self: self.waiting("entered", "disputed"))
    @rule(data=st.data())
    def withdraw(self, data: st.DataObject) -> None:
        self.world.desk.deliveries.withdraw(data.draw(st.sampled_from(self.waiting("entered", "disputed"))))

    @precondition(lambda self: self.waiting("disputed"))
    @rule(data=st.data(), outcome=st.sampled_from(["answer", "agree", "withdraw", "correct"]), hundredths=QUANTITIES)
    def talk(self, data: st.DataObject, outcome: str, hundredths: int) -> None:
        """Whatever a dispute comes to, only letting it stand books it."""
        id_ = data.draw(st.sampled_from(self.waiting("disputed")))
        (row,) = self.world.desk.deliveries.page(DeliveryFilter(delivery_id=id_))
        disputes = self.world.desk.disputes
        self.world.now += timedelta(seconds=1)
        if outcome == "answer":
            disputes.answer(id_, "Wij kijken het na.")
        elif outcome == "agree":
            disputes.agree(id_)
            self.reckoned.confirm(row)
        elif outcome == "withdraw":
            disputes.withdraw(id_)
        elif hundredths == row.quantity_hundredths:
            with pytest.raises(RuleError, match=r"^delivery\.nothing_corrected"):
                disputes.correct(id_, Correction(hundredths))
        else:
            self.entered.append(disputes.correct(id_, Correction(hundredths)).made_id)

    @rule(days=st.sampled_from([None, 7]))
    def silence(self, days: int | None) -> None:
        """Sends out what waits and lets its time pass: what is entered is booked if the rule says so, else nothing."""
        world = self.world
        world.desk.silence.set_days(version_of(world, "network"), days)
        for waiting in world.desk.rounds.waiting():
            if not waiting.out:
                world.desk.rounds.make(waiting.school_id)
        world.now += timedelta(days=8)
        silent = world.desk.silence.preview().count
        if not silent:
            with pytest.raises(RuleError, match=r"^silence\.(off|none)"):
                world.desk.silence.confirm_silent()
            return
        rows = {row.id: row for row in world.desk.deliveries.page()}
        settled = world.desk.silence.confirm_silent().topics["delivery"]
        assert len(settled) == silent
        for id_ in self.entered:
            if id_ in settled:
                assert rows[id_].status is DeliveryStatus.ENTERED
                self.reckoned.confirm(rows[id_])

    @precondition(lambda self: self.booked)
    @rule(data=st.data())
    def reverse(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(sorted(self.booked)))
        entry = self.world.desk.ledger.entry(number)
        if entry.reversed_by is not None or entry.kind is not EntryKind.DELIVERY:
            with pytest.raises(RuleError, match=r"^ledger\.(already_reversed|reversal_reversed|fund_reversed)"):
                self.world.desk.ledger.reverse(number, "Vergissing.")
            return
        self.world.desk.ledger.reverse(number, "Vergissing.")
        self.reckoned.confirmed[entry.delivery_id].is_reversed = True

    @precondition(lambda self: len(self.reckoned.granted) < 2)
    @rule(
        granted=st.integers(0, 20_000),
        part=st.one_of(st.tuples(st.integers(1, 100_00), st.none()), st.tuples(st.none(), st.integers(1, 3_000))),
        school_kind=st.sampled_from([None, "vso"]),
    )
    def add_fund(self, granted: int, part: tuple[int | None, int | None], school_kind: str | None) -> None:
        self.world.now += timedelta(seconds=1)
        code = f"FONDS-{len(self.reckoned.granted) + 1}"
        self.world.desk.funds.add(fund_draft(code, granted, (*part, school_kind)))
        self.reckoned.granted[code] = granted
        self.reckoned.rules[code] = (*part, school_kind)

    @precondition(lambda self: self.reckoned.granted)
    @rule(data=st.data(), granted=st.integers(0, 20_000))
    def grant_otherwise(self, data: st.DataObject, granted: int) -> None:
        fund = data.draw(st.sampled_from(self.world.desk.funds.rows()))
        self.world.desk.funds.edit(
            fund.id, fund.version, fund_draft(fund.code, granted, self.reckoned.rules[fund.code])
        )
        self.reckoned.granted[fund.code] = granted

    @precondition(lambda self: self.reckoned.granted)
    @rule(data=st.data(), later=st.integers(0, 9))
    def end_or_resume_fund(self, data: st.DataObject, later: int) -> None:
        fund = data.draw(st.sampled_from(self.world.desk.funds.rows()))
        if fund.is_active:
            self.world.desk.funds.end(fund.id)
            self.reckoned.ended[fund.code] = self.world.desk.day
            self.world.now += timedelta(days=later)
        elif self.reckoned.may_resume(fund.code):
            self.world.desk.funds.resume(fund.id)
            del self.reckoned.ended[fund.code]
        else:
            with pytest.raises(RuleError, match=r"^fund\.comes_first"):
                self.world.desk.funds.resume(fund.id)

    @precondition(lambda self: any(row.period.status is PeriodStatus.CLOSED for row in self.known_periods))
    @rule()
    def reopen(self) -> None:
        closed = [row.period for row in self.known_periods if row.period.status is PeriodStatus.CLOSED]
        if len(closed) > 1:
            with pytest.raises(RuleError, match=r"^period\.later_closed"):
                self.world.desk.ledger.reopen_period(closed[0].id, "Te vroeg.")
        self.world.desk.ledger.reopen_period(closed[-1].id, "Er kwam nog een levering.")

    @precondition(lambda self: self.known_periods)
    @rule(data=st.data(), status=st.sampled_from(list(PeriodStatus)))
    def set_period(self, data: st.DataObject, status: PeriodStatus) -> None:
        periods = [row.period for row in self.known_periods]
        period = data.draw(st.sampled_from(periods))
        is_next = all(p.status is PeriodStatus.CLOSED for p in periods if p.first_day < period.first_day)
        is_over = period.last_day < self.world.desk.day
        may_end = is_over and (is_next or status is PeriodStatus.HOLD)
        if period.status in {PeriodStatus.CLOSED, status} or not (status is PeriodStatus.OPEN or may_end):
            with pytest.raises(RuleError, match=r"^period\.(closed|same|not_ended|earlier_open)"):
                self.world.desk.ledger.set_period(period.id, status)
        else:
            self.world.desk.ledger.set_period(period.id, status)


def fund_draft(code: str, granted: int, rule: tuple[int | None, int | None, str | None]) -> FundDraft:
    percent, fixed, school_kind = rule
    return FundDraft(code, granted, *FUND_DAYS, percent=percent, fixed_cents=fixed, school_kind=school_kind, code=code)


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
            max_examples=PROGRAMS, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
    assert len(finished) >= PROGRAMS


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
