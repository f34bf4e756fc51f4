"""What is still to be settled of these months, as the books have it now; scenarios and proposals rest on the same.

An entry is covered by a settlement that was executed, has its day of booking within its days, and rests on an entry
at or after it. What was brought along is what the last one left standing.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from zsm_desktop.domain.money import round_share
from zsm_desktop.domain.settlement.history import AccountKind, Flow, History, SettlementRegime
from zsm_desktop.domain.settlement.regimes import Terms
from zsm_desktop.domain.settlement.tariff_trial import BookedPart, TariffTrial
from zsm_desktop.domain.spans import Span
from zsm_desktop.domain.vat import OUTSIDE, PERCENTAGES, TO_CHECK, VatFacts, permille_on, rule_on
from zsm_desktop.services.legal_persons import LegalPersons

RowsOf = Callable[[str, dict[str, Any]], list[Any]]

_ACCOUNTS = "SELECT id, kind FROM account WHERE kind IN ('school', 'fund') ORDER BY id"
_RULES = "SELECT kind, valid_from, treatment, ground FROM vat_rule"
_FLOWS = """
SELECT p.account_id, p.counter_id, o.kind, {days} AS days, sum(p.cents){each}
FROM posting p JOIN journal_entry e ON e.number = p.entry JOIN offer o ON o.id = e.offer_id
WHERE p.side = 'given' AND p.booked_on BETWEEN :first_day AND :last_day AND NOT EXISTS (
 SELECT 1 FROM settlement s WHERE s.status = 'executed' AND s.reverses IS NULL
 AND p.booked_on BETWEEN s.first_day AND s.last_day AND e.number <= s.entries)
GROUP BY p.account_id, p.counter_id, o.kind, days{by} ORDER BY p.account_id, p.counter_id, o.kind, days
"""
_EACH = """, count(*), CASE WHEN {tried} THEN CASE e.kind WHEN 'fund' THEN
 (SELECT d.quantity FROM delivery d WHERE d.id = e.delivery_id) ELSE e.quantity END END AS tried_quantity,
 CASE WHEN {tried} THEN e.tariff_cents END AS tried_tariff, CASE WHEN {tried} THEN p.cents END AS tried_cents,
 CASE WHEN {tried} AND e.kind = 'fund' THEN 1 ELSE 0 END AS tried_shift"""
"""What is tried is asked for each quantity, tariff and amount apart, everything else in one sum as ever."""
_BY_EACH = ", tried_quantity, tried_tariff, tried_cents, tried_shift"
_BROUGHT = """
SELECT account_id, position_cents - receives_cents + pays_cents + vat_cents - written_off_cents FROM settlement_line
WHERE settlement_id = (SELECT id FROM settlement WHERE status = 'executed' AND reverses IS NULL
 ORDER BY entries DESC LIMIT 1)
"""


@dataclass(frozen=True, slots=True)
class VatPart:
    """What one account gave another under one treatment, `permille` None where that has no VAT."""

    provider: int
    user: int
    treatment: str
    permille: int | None
    cents: int
    vat_cents: int


@dataclass(frozen=True, slots=True)
class Open:
    """What is to be settled, and of which parts its VAT is made; `unchecked_cents` has no answer about VAT yet.

    What was taken back needs an answer as much as what was given.
    """

    history: History
    parts: tuple[VatPart, ...]

    @property
    def unchecked_cents(self) -> int:
        return sum(abs(part.cents) for part in self.parts if part.treatment == TO_CHECK)


def open_history(rows_of: RowsOf, span: Span, trial: TariffTrial | None = None) -> Open:
    """With tariffs that are tried, or as it was booked. Raises RuleError("vat.no_percentage") for days before those
    known.
    """
    rules: dict[str, list[VatFacts]] = {}
    for kind, valid_from, treatment, ground in rows_of(_RULES, {}):
        rules.setdefault(kind, []).append(VatFacts(date.fromisoformat(valid_from), treatment, ground))
    turns = sorted(
        {rule.valid_from for of_kind in rules.values() for rule in of_kind} | {one.first_day for one in PERCENTAGES}
    )
    days = {"first_day": span.first_day.isoformat(), "last_day": span.last_day.isoformat()}
    sums: Counter[tuple[int, int, str, int | None]] = Counter()
    persons = LegalPersons.of_today(rows_of)
    accounts = {id_: AccountKind(kind) for id_, kind in rows_of(_ACCOUNTS, {})}
    named = {f"d{at}": day.isoformat() for at, day in enumerate(turns)}
    for provider, user, kind, turn, cents in _exchanged(rows_of, _between(turns), days | named, accounts, trial):
        day = turns[turn - 1] if turn else date.min
        rule = rule_on(rules.get(kind, ()), day)
        treatment = rule.treatment if rule is not None else TO_CHECK
        if persons.are_one(provider, user):
            treatment = OUTSIDE
        sums[provider, user, treatment, permille_on(treatment, day)] += int(cents)
    parts = tuple(
        VatPart(*key, cents, round_share(cents, key[3] or 0, 1000))
        for key, cents in sorted(sums.items(), key=lambda one: (one[0][:3], one[0][3] or 0))
    )
    brought = {account: int(cents) for account, cents in rows_of(_BROUGHT, {}) if cents}
    return Open(History(accounts, _flows(parts), brought), parts)


def _exchanged(
    rows_of: RowsOf,
    days: str,
    named: dict[str, str],
    accounts: Mapping[int, AccountKind],
    trial: TariffTrial | None,
) -> Iterator[tuple[int, int, str, int, int]]:
    """Provider, user, kind, stretch of days, and cents."""
    if trial is None:
        yield from rows_of(_FLOWS.format(days=days, each="", by=""), named)
        return
    tried = "o.kind = :tried" if trial.kind else "o.id = :tried" if trial.offer_id else "1 = 1"
    wanted = {"tried": trial.kind or trial.offer_id} if trial.kind or trial.offer_id else {}
    each = _EACH.format(tried=tried)
    for provider, user, kind, turn, cents, count, quantity, tariff, one, shift in rows_of(
        _FLOWS.format(days=days, each=each, by=_BY_EACH), named | wanted
    ):
        if quantity is None:
            yield provider, user, kind, turn, cents
        else:
            part = BookedPart(quantity, tariff, one, accounts[user] is AccountKind.FUND, bool(shift))
            yield provider, user, kind, turn, part.tried(trial) * count


def _between(turns: list[date]) -> str:
    """How many of the days on which VAT changes a delivery comes after, so that it is read once a stretch."""
    later = "".join(f" WHEN e.delivered_on >= :d{at} THEN {at + 1}" for at in reversed(range(len(turns))))
    return f"CASE{later} ELSE 0 END"


def _flows(parts: tuple[VatPart, ...]) -> tuple[Flow, ...]:
    """Without what was booked and taken back: nothing follows from it."""
    cents: Counter[tuple[int, int]] = Counter()
    vat: Counter[tuple[int, int]] = Counter()
    for part in parts:
        cents[part.provider, part.user] += part.cents
        vat[part.provider, part.user] += part.vat_cents
    return tuple(Flow(*pair, total, vat[pair]) for pair, total in cents.items() if total or vat[pair])


def terms_text(terms: Terms, persons: LegalPersons | None = None) -> str:
    """Canonical, so that the same terms are the same text; with who was who in law, where that is to be kept."""
    band = None if terms.band is None else [terms.band.cents, terms.band.permille]
    bands = [[account, one.cents, one.permille] for account, one in sorted(terms.bands.items())]
    kept = {} if persons is None else {"persons": persons.kept()}
    return _canonical({"band": band, "bands": bands, "writes_off": terms.writes_off, **kept})


def basis_of(regime: SettlementRegime, span: Span, terms: Terms, history: History) -> bytes:
    """SHA-256 of all that a plan follows from: it is another as soon as the plan could be."""
    content = [
        regime.value,
        span.first_month,
        span.last_month,
        terms_text(terms),
        sorted((account, kind.value) for account, kind in history.accounts.items() if history.positions[account]),
        sorted((flow.provider, flow.user, flow.cents, flow.vat_cents) for flow in history.flows),
        sorted((account, cents) for account, cents in history.brought.items() if cents),
    ]
    return hashlib.sha256(_canonical(content).encode("ascii")).digest()


def changed(old: Mapping[int, int], new: Mapping[int, int]) -> tuple[tuple[int, int, int], ...]:
    """Account, position then and position now, of those that are another by now."""
    every = sorted(old.keys() | new.keys())
    return tuple((one, old.get(one, 0), new.get(one, 0)) for one in every if old.get(one, 0) != new.get(one, 0))


def _canonical(content: object) -> str:
    return json.dumps(content, separators=(",", ":"), ensure_ascii=True, sort_keys=True)
