"""The one way in: what a regime makes of a history under given terms, and the check that it settles to the cent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import zip_longest

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.settlement import closed_purses, invoicing, threshold
from zsm_desktop.domain.settlement.history import (
    Document,
    History,
    Line,
    Payment,
    Plan,
    SettlementRegime,
    require_known,
)
from zsm_desktop.domain.settlement.netting import Netted, fewest_payments
from zsm_desktop.domain.settlement.threshold import Band

NOTHING = Netted((), 0)


@dataclass(frozen=True, slots=True)
class Terms:
    """What was agreed besides the regime; each regime reads its own part.

    `bands`, by account, go before `band`. `writes_off`: closed purses end the year at nought between the schools.
    """

    band: Band | None = None
    bands: Mapping[int, Band] = field(default_factory=dict)
    writes_off: bool = False


def plan(regime: SettlementRegime, history: History, terms: Terms) -> Plan:
    """Who pays whom how much, and what is left; the same for the same facts in whatever order they come.

    Where money moves all VAT moves with it, also of who stays inside its band: it is due with the delivery.
    """
    vat, written_off = history.vat, dict[int, int]()
    documents: tuple[Document, ...] = ()
    match regime:
        case SettlementRegime.CLOSED_PURSES:
            cleared, vat = NOTHING, {}
            written_off = closed_purses.written_off(history) if terms.writes_off else {}
        case SettlementRegime.THRESHOLD:
            moved = threshold.moved(history, terms.band, terms.bands)
            cleared = fewest_payments({account: moved.get(account, 0) + vat[account] for account in vat})
        case SettlementRegime.INVOICING:
            documents = invoicing.documents(history)
            cleared = fewest_payments(history.brought)
        case SettlementRegime.NETTING:
            cleared = fewest_payments({account: history.positions[account] + vat[account] for account in vat})
    lines = _lines(history, vat, cleared.payments, documents, written_off)
    return Plan(regime, cleared.payments, documents, lines, cleared.fewest_possible)


def require_settles(history: History, made: Plan) -> None:
    """What a plan says of each account is what its payments, documents and write-offs move, and no cent is lost.

    Accounts that came since, with nothing on them, do not matter.

    Raises RuleError("settlement.unknown_account", "settlement.amount", "settlement.line", "settlement.not_zero",
    "settlement.left").
    """
    require_known(history.accounts, (account for one in made.payments for account in (one.payer, one.payee)))
    require_known(history.accounts, (account for one in made.documents for account in (one.provider, one.user)))
    if any(one.cents <= 0 or one.payer == one.payee for one in made.payments):
        raise RuleError("settlement.amount")
    vat = {} if made.regime is SettlementRegime.CLOSED_PURSES else history.vat
    expected = _lines(history, vat, made.payments, made.documents, made.write_offs)
    told = ((line for line in lines if line.is_something) for lines in (made.lines, expected))
    for line, other in zip_longest(*told):
        if line != other:
            raise RuleError("settlement.line", account=(line or other).account)
    if total := sum(made.left.values()):
        raise RuleError("settlement.not_zero", cents=total)
    if made.regime in {SettlementRegime.INVOICING, SettlementRegime.NETTING} and made.left:
        raise RuleError("settlement.left")


def _lines(
    history: History,
    vat: Mapping[int, int],
    payments: tuple[Payment, ...],
    documents: tuple[Document, ...],
    written_off: Mapping[int, int],
) -> tuple[Line, ...]:
    pays, receives = _paid(payments, documents)
    return tuple(
        Line(account, cents, vat.get(account, 0), pays[account], receives[account], written_off.get(account, 0))
        for account, cents in history.positions.items()
    )


def _paid(payments: tuple[Payment, ...], documents: tuple[Document, ...]) -> tuple[Counter[int], Counter[int]]:
    """What each account pays and what it receives; a credit note is paid by the provider."""
    pays, receives = Counter[int](), Counter[int]()
    for payment in payments:
        pays[payment.payer] += payment.cents
        receives[payment.payee] += payment.cents
    for document in documents:
        due = document.due_cents
        pays[document.user if due > 0 else document.provider] += abs(due)
        receives[document.provider if due > 0 else document.user] += abs(due)
    return pays, receives
