"""Laws of settling on random small histories: executed is what was shown, and a proposal knows when the books moved."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.builders import SCHOOLS, World
from tests.services.settled import ALL_YEARS, THIS_YEAR, agree, decision, execute
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.settlement.history import SettlementRegime
from zsm_desktop.domain.settlement.threshold import Band
from zsm_desktop.services.agreements import AgreementDraft
from zsm_desktop.services.funds import FundDraft
from zsm_desktop.services.vat import VatDraft
from zsm_desktop.store.keys import Keys

R = SettlementRegime
CODES = [code for code, _, _ in SCHOOLS]
FIRST, LAST = date(2026, 5, 1), date(2026, 11, 20)
TAXED_FROM = date(2026, 9, 1)


@dataclass(frozen=True)
class Use:
    pair: tuple[str, ...]
    hundredths: int
    day: date
    is_reversed: bool


uses = st.lists(
    st.builds(
        Use,
        pair=st.permutations(CODES).map(tuple),
        hundredths=st.integers(1, 900),
        day=st.integers(0, (LAST - FIRST).days).map(lambda days: FIRST + timedelta(days=days)),
        is_reversed=st.sampled_from([False, False, False, True]),
    ),
    min_size=1,
    max_size=4,
)
bands = st.one_of(st.integers(0, 300_00).map(lambda cents: Band(cents=cents)), st.just(Band(permille=250)))
# Without making a failing one smaller: each makes a store of its own, so that would take minutes.
few = settings(phases=[Phase.generate], max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))


@contextmanager
def fresh(made_network: tuple[Path, Keys]) -> Iterator[World]:
    """Exempt up to a day and taxed from it on."""
    with tempfile.TemporaryDirectory() as place:
        shutil.copytree(made_network[0], Path(place) / "network")
        world = World(Path(place) / "network", made_network[1])
        world.desk.vat.set(VatDraft("facility", date(2024, 8, 1), "exempt", "onderwijs"))
        world.desk.vat.set(VatDraft("facility", TAXED_FROM, "high"))
        try:
            yield world
        finally:
            world.close()


def exchange(world: World, wanted: list[Use]) -> None:
    for use in wanted:
        world.now += timedelta(seconds=1)
        number = world.delivered(*use.pair[:2], use.hundredths, use.day)
        if use.is_reversed:
            world.desk.ledger.reverse(number, "Vergissing.")


def flows(world: World) -> dict[tuple[int, int], int]:
    """What was given of what was booked in this year, by provider and user; the plain sums of the books."""
    sql = "SELECT account_id, counter_id, sum(cents) FROM posting WHERE side = 'given' AND booked_on BETWEEN ? AND ?"
    days = (THIS_YEAR.first_day.isoformat(), THIS_YEAR.last_day.isoformat())
    rows = world.store.rows(f"{sql} GROUP BY account_id, counter_id", days)
    return {(giver, taker): cents for giver, taker, cents in rows if cents}


@few
@given(order=st.permutations(list(R)), histories=st.lists(uses, min_size=4, max_size=4), band=bands, fund=st.booleans())
def test_each_regime_settles_to_the_cent_what_was_shown(
    made_network: tuple[Path, Keys], order: list[R], histories: list[list[Use]], band: Band, fund: bool
) -> None:
    """Four in a row, each on what the one before left and what was exchanged since."""
    with fresh(made_network) as world:
        if fund:
            world.desk.funds.add(FundDraft("Subsidie", 60_00, date(2026, 8, 1), date(2027, 7, 31), percent=50_00))
        for regime, history in zip(order, histories, strict=True):
            exchange(world, history)
            agree(world, regime, world.desk.day, band)
            one = world.desk.scenarios.compare(ALL_YEARS).of(regime)
            assert not_zero({line.holder.code: line.position_cents for line in one.lines}) == not_zero(stands(world))
            if not (one.plan.payments or one.plan.documents or one.plan.write_offs):
                with pytest.raises(RuleError, match=r"^settlement\.nothing"):
                    world.desk.settlements.propose(regime, ALL_YEARS)
                continue
            card = world.desk.settlements.card(
                execute(world, world.desk.settlements.propose(regime, ALL_YEARS).made_id)
            )
            assert [(due.payer.account, due.payee.account, due.cents) for due in card.dues] == [
                (due.payer, due.payee, due.cents) for due in one.plan.dues
            ]
            shown = {line.holder.code: (line.pays_cents, line.receives_cents, line.left_cents) for line in one.lines}
            assert {
                line.holder.code: (line.pays_cents, line.receives_cents, line.left_cents) for line in card.lines
            } == shown
            assert not_zero(stands(world)) == not_zero({code: left for code, (_, _, left) in shown.items()})
        assert world.desk.checks.run().findings == ()


def not_zero(cents: dict[str, int]) -> dict[str, int]:
    return {code: one for code, one in cents.items() if one}


def stands(world: World) -> dict[str, int]:
    return {row.code: row.open_cents for row in world.desk.balances.by_school()}


def other_agreement(world: World) -> None:
    world.desk.agreements.add(AgreementDraft(R.THRESHOLD, date(2026, 9, 1), band=Band(cents=1)))


def other_vat(world: World) -> None:
    """Of a day on which was used it cannot be another any more; of a kind that nobody gave it is nobody's."""
    world.desk.vat.set(VatDraft("exam", date(2024, 8, 1), "high"))
    with pytest.raises(RuleError, match=r"^vat\.used"):
        world.desk.vat.set(VatDraft("facility", date(2026, 9, 15), "low"))


def undone(world: World) -> None:
    """Booked and taken back since: all is as it was."""
    world.desk.ledger.reverse(world.delivered("KREEK", "ZEEUW", 100, date(2026, 10, 1)), "Vergissing.")


SINCE = {
    "booked late outside the months": lambda world: world.delivered("DUIN", "KREEK", 100, date(2026, 6, 30)),
    "booked late inside": lambda world: world.delivered("DUIN", "KREEK", 100, date(2026, 8, 20)),
    "waits": lambda world: world.entered("DUIN", "KREEK", 100, date(2026, 10, 1)),
    "undone": undone,
    "reversed": lambda world: world.desk.ledger.reverse(1, "Vergissing."),
    "other agreement": other_agreement,
    "other vat": other_vat,
}


@few
@given(history=uses, regime=st.sampled_from([R.INVOICING, R.NETTING]), since=st.permutations(list(SINCE)))
def test_a_proposal_is_overtaken_exactly_when_what_it_rests_on_is_another(
    made_network: tuple[Path, Keys], history: list[Use], regime: R, since: list[str]
) -> None:
    with fresh(made_network) as world:
        first = Use(("ZEEUW", "DUIN", "KREEK"), 100, date(2026, 9, 15), is_reversed=False)
        exchange(world, [first, *history])
        agree(world, regime, date(2026, 9, 1), None)
        made = world.desk.settlements.propose(regime, THIS_YEAR).made_id
        then, has_other = flows(world), False
        for name in since:
            SINCE[name](world)
            world.now += timedelta(seconds=1)
            has_other |= name == "other agreement"
            card = world.desk.settlements.card(made)
            assert (card.other_agreement is not None) == has_other, name
            assert card.is_overtaken == (has_other or flows(world) != then), name
        with pytest.raises(RuleError, match=r"^settlement\.other_agreement"):
            world.desk.settlements.approve(made, decision(world))
