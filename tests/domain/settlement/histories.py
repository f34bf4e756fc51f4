"""Histories to settle: drawn at random, and a small one written by hand."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import strategies as st

from zsm_desktop.domain.money import MOST
from zsm_desktop.domain.settlement.history import AccountKind, Flow, History, Plan
from zsm_desktop.domain.settlement.regimes import Terms
from zsm_desktop.domain.settlement.threshold import Band

BANDS = st.one_of(
    st.integers(0, 50_00).map(lambda cents: Band(cents=cents)),
    st.integers(0, 1000).map(lambda permille: Band(permille=permille)),
)
AMOUNTS = st.one_of(st.integers(-9, 9), st.integers(-500_00, 500_00), st.integers(-MOST, MOST))


@st.composite
def histories(draw: st.DrawFn, *, with_vat: bool = True) -> History:
    """Up to nine schools and two funds; some took back more than they gave, some brought something along."""
    schools, funds = draw(st.integers(2, 9)), draw(st.integers(0, 2))
    accounts = {
        account: AccountKind.SCHOOL if account <= schools else AccountKind.FUND
        for account in range(1, schools + funds + 1)
    }
    pairs = st.tuples(st.integers(1, schools), st.sampled_from(sorted(accounts))).filter(lambda two: two[0] != two[1])
    vat = st.one_of(st.just(0), st.integers(0, 100_00)) if with_vat else st.just(0)
    flows = draw(st.lists(st.builds(lambda pair, *cents: Flow(*pair, *cents), pairs, AMOUNTS, vat), max_size=12))
    brought = dict.fromkeys(accounts, 0)
    for pair, cents in draw(st.lists(st.tuples(pairs, AMOUNTS), max_size=3)):
        brought[pair[0]] += cents
        brought[pair[1]] -= cents
    return History(accounts, tuple(flows), brought)


@st.composite
def terms(draw: st.DrawFn) -> Terms:
    own = draw(st.dictionaries(st.integers(1, 9), BANDS, max_size=2))
    return Terms(draw(BANDS), own, draw(st.booleans()))


def of(positions: Mapping[int, int]) -> History:
    """Schools with just these positions, brought along."""
    return History(dict.fromkeys(positions, AccountKind.SCHOOL), (), positions)


def after(history: History, plan: Plan) -> History:
    """The history that the next settlement starts from, when nothing is booked in between."""
    return History(history.accounts, (), plan.left)


def paid(plan: Plan) -> dict[int, int]:
    """What each account received less what it paid, added up from the payments and documents themselves."""
    moved: dict[int, int] = {}
    for payer, payee, cents in [(one.payer, one.payee, one.cents) for one in plan.payments] + [
        (one.user, one.provider, one.cents + one.vat_cents) for one in plan.documents
    ]:
        moved[payer] = moved.get(payer, 0) - cents
        moved[payee] = moved.get(payee, 0) + cents
    return moved
