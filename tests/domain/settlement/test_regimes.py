"""Four regimes on histories drawn at random: each settles to the cent, and one after another ends as one at once."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.settlement.histories import after, histories, of, paid, terms
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.settlement.history import (
    AccountKind,
    Document,
    Flow,
    History,
    Line,
    Payment,
    Plan,
    SettlementRegime,
)
from zsm_desktop.domain.settlement.regimes import Terms, plan, require_settles
from zsm_desktop.domain.settlement.threshold import Band
from zsm_desktop.words.rules import sentence

CLOSED, THRESHOLD, INVOICING, NETTING = SettlementRegime
SCHOOL, FUND = AccountKind.SCHOOL, AccountKind.FUND
EXACT, SOME = settings(max_examples=300), settings(max_examples=60)
YEAR = History(
    {1: SCHOOL, 2: SCHOOL, 3: SCHOOL, 9: FUND},
    (Flow(1, 2, 300_00), Flow(2, 1, 50_00), Flow(3, 2, 100_00), Flow(1, 9, 80_00)),
)
"""School 1 is owed 330, school 3 100; school 2 owes 350 and the fund 80."""


@EXACT
@given(histories(), terms())
def test_every_regime_settles_exactly(history: History, agreed: Terms) -> None:
    for regime in SettlementRegime:
        made = plan(regime, history, agreed)
        require_settles(history, made)
        received = paid(made)
        for account, position in history.positions.items():
            vat = 0 if regime is CLOSED else history.vat[account]
            moved = received.get(account, 0) - vat + made.write_offs.get(account, 0)
            assert position - made.left.get(account, 0) == moved
        assert sum(made.left.values()) == 0
        if regime in {NETTING, INVOICING}:
            assert made.left == {}
        if regime is CLOSED:
            assert (made.payments, made.documents, sum(made.write_offs.values())) == ((), (), 0)
            assert agreed.writes_off or made.write_offs == {}


@SOME
@given(histories(with_vat=False), terms())
def test_nobody_inside_its_band_pays_and_who_is_outside_is_paid_first(history: History, agreed: Terms) -> None:
    made = plan(THRESHOLD, history, agreed)
    beyond = {}
    for line in made.lines:
        band = agreed.bands.get(line.account, agreed.band)
        assert band is not None
        allowed = band.of(history.taken[line.account]) if history.accounts[line.account] is SCHOOL else 0
        assert line.pays_cents == max(0, -line.position_cents - allowed)
        assert 0 <= line.receives_cents <= max(0, line.position_cents)
        beyond[line.account] = max(0, line.position_cents - allowed)
    if any(line.receives_cents > beyond[line.account] for line in made.lines):
        assert all(line.receives_cents >= beyond[line.account] for line in made.lines)


@SOME
@given(histories(), terms(), st.randoms(use_true_random=False))
def test_the_order_does_not_matter(history: History, agreed: Terms, chance: random.Random) -> None:
    flows, accounts, brought = list(history.flows), list(history.accounts.items()), list(history.brought.items())
    for one in (flows, accounts, brought):
        chance.shuffle(one)
    other = History(dict(accounts), tuple(flows), dict(brought))
    for regime in SettlementRegime:
        assert plan(regime, other, agreed) == plan(regime, history, agreed)


@SOME
@given(histories(with_vat=False), terms())
def test_what_one_regime_leaves_the_next_one_settles(history: History, agreed: Terms) -> None:
    at_once = paid(plan(NETTING, history, agreed))
    first = plan(THRESHOLD, history, agreed)
    for regime in (NETTING, INVOICING):
        rest = after(history, first)
        then = plan(regime, rest, agreed)
        require_settles(rest, then)
        assert then.left == {}
        both = [paid(first), paid(then)]
        assert {account: sum(one.get(account, 0) for one in both) for account in history.accounts} == {
            account: at_once.get(account, 0) for account in history.accounts
        }


@SOME
@given(histories(), terms())
def test_what_is_settled_is_not_settled_twice(history: History, agreed: Terms) -> None:
    """Under a band that is an amount; one that is a share of use has no use left to be a share of."""
    agreed = replace(agreed, band=Band(cents=10_00), bands={})
    rest = after(history, plan(THRESHOLD, history, agreed))
    assert plan(THRESHOLD, rest, agreed).payments == ()


def test_new_use_comes_on_top_of_what_was_brought_along() -> None:
    first = plan(THRESHOLD, YEAR, Terms(Band(cents=100_00)))
    assert first.left == {1: 50_00, 2: -100_00, 3: 50_00}
    second = plan(INVOICING, History(YEAR.accounts, (Flow(1, 3, 10_00),), first.left), Terms())
    assert second.documents == (Document(1, 3, 10_00, 0),)
    assert second.payments == (Payment(2, 1, 50_00), Payment(2, 3, 50_00))
    assert second.left == {}


def test_the_threshold_in_figures() -> None:
    """Of the 380 paid 280 is for what lies outside (230 and 50), the rest for what is still owed (100 and 50)."""
    made = plan(THRESHOLD, YEAR, Terms(Band(cents=100_00), {2: Band(cents=50_00), 3: Band(cents=50_00)}))
    assert [(line.account, line.pays_cents, line.receives_cents, line.left_cents) for line in made.lines] == [
        (1, 0, 230_00 + 66_67, 33_33),
        (2, 300_00, 0, -50_00),
        (3, 0, 50_00 + 33_33, 16_67),
        (9, 80_00, 0, 0),
    ]
    assert made.is_fewest
    assert len(made.payments) == 3


def test_a_share_of_use_is_a_band() -> None:
    """School 2 used 400 and may owe a quarter of it."""
    made = plan(THRESHOLD, YEAR, Terms(Band(permille=250)))
    assert made.left[2] == -100_00
    assert {one.payer for one in plan(THRESHOLD, YEAR, Terms(Band(permille=1000))).payments} == {9}
    assert Band(permille=5).of(99) == 0
    assert Band(permille=5).of(100) == 1
    assert Band(permille=5).of(-100_00) == 0


def test_invoices_go_both_ways_and_to_the_fund() -> None:
    made = plan(INVOICING, YEAR, Terms())
    assert made.documents == (
        Document(1, 2, 300_00, 0),
        Document(1, 9, 80_00, 0),
        Document(2, 1, 50_00, 0),
        Document(3, 2, 100_00, 0),
    )
    assert [(line.pays_cents, line.receives_cents) for line in made.lines] == [
        (50_00, 380_00),
        (400_00, 50_00),
        (0, 100_00),
        (80_00, 0),
    ]


def test_more_taken_back_than_given_is_a_credit_note() -> None:
    """A delivery of an earlier settlement that is reversed now: the provider pays it back."""
    history = History({1: SCHOOL, 2: SCHOOL}, (Flow(1, 2, -60_00), Flow(1, 2, 10_00), Flow(2, 1, 5), Flow(2, 1, -5)))
    made = plan(INVOICING, history, Terms())
    assert made.documents == (Document(1, 2, -50_00, 0),)
    assert made.documents[0].due_cents == -50_00
    assert made.lines == (Line(1, -50_00, 0, 50_00, 0, 0), Line(2, 50_00, 0, 0, 50_00, 0))


def test_what_funds_owe_is_not_written_off() -> None:
    made = plan(CLOSED, YEAR, Terms(writes_off=True))
    assert made.write_offs == {1: 250_00, 2: -350_00, 3: 100_00}
    assert made.left == {1: 80_00, 9: -80_00}
    again = plan(CLOSED, after(YEAR, made), Terms(writes_off=True))
    assert (again.write_offs, again.left) == ({}, made.left)


def test_without_funds_the_year_starts_at_nought() -> None:
    assert plan(CLOSED, of({1: 5, 2: -3, 3: -2}), Terms(writes_off=True)).left == {}


def test_vat_is_paid_on_top_and_moves_no_position() -> None:
    """School 3 is inside its band and pays its VAT; the others' VAT is netted with what they settle."""
    history = History(
        {1: SCHOOL, 2: SCHOOL, 3: SCHOOL}, (Flow(1, 2, 100_00, 21_00), Flow(1, 3, 10_00, 2_10), Flow(2, 3, 5_00))
    )
    netted = plan(NETTING, history, Terms())
    assert netted.payments == (Payment(2, 1, 116_00), Payment(3, 1, 17_10))
    assert [line.settled_cents for line in netted.lines] == list(history.positions.values())
    banded = plan(THRESHOLD, history, Terms(Band(cents=50_00)))
    assert banded.payments == (Payment(2, 1, 45_00 + 21_00), Payment(3, 1, 2_10))
    assert banded.left == {1: 65_00, 2: -50_00, 3: -15_00}
    assert plan(INVOICING, history, Terms()).documents[0] == Document(1, 2, 100_00, 21_00)
    assert plan(CLOSED, history, Terms()).left == history.positions


@pytest.mark.parametrize("history", [History({}, ()), of({1: 0, 2: 0}), History({1: SCHOOL, 2: FUND}, ())], ids=str)
def test_where_nothing_is_open_nothing_happens(history: History) -> None:
    for regime in SettlementRegime:
        made = plan(regime, history, Terms(Band(cents=0), writes_off=True))
        require_settles(history, made)
        assert (made.payments, made.documents, made.write_offs, made.left) == ((), (), {}, {})
        assert made.is_fewest


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: History({1: SCHOOL}, (Flow(1, 2, 5),)), "settlement.unknown_account"),
        (lambda: History({1: SCHOOL}, (), {2: 0}), "settlement.unknown_account"),
        (lambda: History({1: SCHOOL}, (Flow(1, 1, 5),)), "settlement.own_flow"),
        (lambda: of({1: 5, 2: -4}), "settlement.not_zero"),
        (Band, "settlement.band"),
        (lambda: Band(cents=1, permille=1), "settlement.band"),
        (lambda: Band(cents=-1), "settlement.band"),
        (lambda: Band(permille=1001), "settlement.band"),
        (lambda: plan(THRESHOLD, YEAR, Terms(bands={1: Band(cents=1)})), "settlement.no_band"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(make: object, code: str) -> None:
    with pytest.raises(RuleError) as refused:
        make()
    assert refused.value.code == code
    assert "…" not in sentence(refused.value)


NETTED = plan(NETTING, YEAR, Terms())
FIRST = NETTED.lines[0]


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (replace(NETTED, payments=NETTED.payments[1:]), "settlement.line"),
        (replace(NETTED, payments=(*NETTED.payments, Payment(1, 2, 0))), "settlement.amount"),
        (replace(NETTED, payments=(*NETTED.payments, Payment(2, 2, 5))), "settlement.amount"),
        (replace(NETTED, payments=(Payment(7, 2, 5),)), "settlement.unknown_account"),
        (replace(NETTED, documents=(Document(1, 2, 1, 0),)), "settlement.line"),
        (replace(NETTED, documents=(Document(1, 7, 1, 0),)), "settlement.unknown_account"),
        (replace(NETTED, lines=NETTED.lines[1:]), "settlement.line"),
        (replace(NETTED, lines=(*NETTED.lines, FIRST)), "settlement.line"),
        (replace(NETTED, lines=(replace(FIRST, position_cents=330_01), *NETTED.lines[1:])), "settlement.line"),
        (replace(NETTED, lines=(replace(FIRST, written_off_cents=1), *NETTED.lines[1:])), "settlement.not_zero"),
        (replace(plan(CLOSED, YEAR, Terms()), regime=NETTING), "settlement.left"),
    ],
)
def test_a_plan_that_does_not_settle_is_refused(made: Plan, code: str) -> None:
    require_settles(YEAR, NETTED)
    with pytest.raises(RuleError) as refused:
        require_settles(YEAR, made)
    assert refused.value.code == code
    assert "…" not in sentence(refused.value)
