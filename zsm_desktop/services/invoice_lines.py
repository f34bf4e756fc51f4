"""What the lines of documents are: per offer, tariff and VAT what one settlement covers, as the books have it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from zsm_desktop.domain.invoices import ONE, InvoiceLine, unit_code
from zsm_desktop.domain.vat import OUTSIDE, TO_CHECK, VatFacts, permille_on, rule_on
from zsm_desktop.services.legal_persons import LegalPersons
from zsm_desktop.services.settlement_history import RowsOf

PIECE, PIECES = "keer", 100
OF_FUND, SHIFTED = "{offer}: deel uit {fund}", "{offer}: verschuiving naar of van een fonds"
ONE_PERSON = "tussen scholen van één bestuur, dus geen prestatie aan een ander (artikel 1 Wet OB 1968)"
_RULES = "SELECT kind, valid_from, treatment, ground FROM vat_rule"
_ACCOUNTS = "SELECT id, kind, name FROM account"
# What an earlier settlement covered is not this one's, unless it was taken back before this one: each rests on entries
# that all come after those of the one before it, as executing one books an entry.
_FLOWS = """
SELECT p.account_id, p.counter_id, e.offer_id, o.code, o.name, o.kind, u.name, u.plural, e.tariff_cents, e.delivered_on,
 sum(e.quantity), sum(p.cents),
 sum((SELECT sum(q.cents) FROM posting q WHERE q.entry = p.entry AND q.side = 'given')) - sum(p.cents)
FROM settlement s JOIN posting p ON p.booked_on BETWEEN s.first_day AND s.last_day AND p.side = 'given'
JOIN journal_entry e ON e.number = p.entry AND e.number <= s.entries
JOIN offer o ON o.id = e.offer_id JOIN unit u ON u.id = o.unit_id
WHERE s.id = :id AND NOT EXISTS (SELECT 1 FROM settlement b WHERE b.executed_at IS NOT NULL AND b.reverses IS NULL
 AND b.entries < s.entries AND p.booked_on BETWEEN b.first_day AND b.last_day AND e.number <= b.entries
 AND NOT EXISTS (SELECT 1 FROM settlement r WHERE r.reverses = b.id AND r.executed_at IS NOT NULL
  AND r.entries < s.entries))
GROUP BY p.account_id, p.counter_id, e.offer_id, o.code, o.name, o.kind, u.name, u.plural, e.tariff_cents,
 e.delivered_on
"""


class _Key(NamedTuple):
    offer: str
    code: str
    unit: str
    units: str
    tariff_cents: int
    treatment: str
    permille: int
    ground: str


@dataclass(slots=True)
class _Sum:
    days: list[date] = field(default_factory=list)
    hundredths: int = 0
    cents: int = 0
    others_cents: int = 0


def lines_of(rows_of: RowsOf, settlement_id: str) -> dict[tuple[int, int], tuple[InvoiceLine, ...]]:
    """By provider and user, or the fund that bore for a user; what was taken back is below zero."""
    rules, persons = _rules(rows_of), LegalPersons.of_settlement(rows_of, settlement_id)
    accounts = {row[0]: (row[1], row[2]) for row in rows_of(_ACCOUNTS, {})}
    sums: dict[tuple[int, int], defaultdict[_Key, _Sum]] = {}
    funds: defaultdict[tuple[int, str], dict[str, None]] = defaultdict(dict)
    for provider, user, _offer, code, offer, kind, unit, units, tariff, day_text, *figures in rows_of(
        _FLOWS, {"id": settlement_id}
    ):
        day = date.fromisoformat(day_text)
        if _fund(accounts[user]):
            funds[provider, code][_fund(accounts[user])] = None
        vat = (OUTSIDE, 0, ONE_PERSON) if persons.are_one(provider, user) else _vat(rules.get(kind, ()), day)
        key = _Key(offer, code, unit, units, int(tariff), *vat)
        one = sums.setdefault((provider, user), defaultdict(_Sum))[key]
        one.days.append(day)
        one.hundredths += int(figures[0])
        one.cents += int(figures[1])
        one.others_cents += int(figures[2])
    return {
        (provider, user): tuple(
            _line(key, one, ", ".join(funds[provider, key.code]), _fund(accounts[user]))
            for key, one in sorted(found.items(), key=lambda item: (item[0].offer, min(item[1].days), item[0]))
            if one.cents
        )
        for (provider, user), found in sums.items()
    }


def _line(key: _Key, one: _Sum, funds: str, fund: str) -> InvoiceLine:
    """What a fund bore, and what shifted between it and a school, is an amount of its own, without a quantity."""
    is_counted = not fund and one.hundredths * one.cents > 0
    has_share = is_counted and one.others_cents * one.cents > 0
    if is_counted:
        name, quantity, price = key.offer, one.hundredths, key.tariff_cents
        unit = key.unit if abs(quantity) == PIECES else key.units
    else:
        name = OF_FUND.format(offer=key.offer, fund=fund) if fund else SHIFTED.format(offer=key.offer)
        quantity, unit, price = PIECES if one.cents > 0 else -PIECES, PIECE, abs(one.cents)
    return InvoiceLine(
        description=name,
        quantity_hundredths=quantity,
        unit=unit,
        unit_code=unit_code(key.unit) if is_counted else ONE,
        price_cents=price,
        amount_cents=one.cents,
        treatment=key.treatment,
        permille=key.permille,
        ground=key.ground,
        offer_code=key.code,
        first_day=min(one.days),
        last_day=max(one.days),
        deducted_cents=one.others_cents if has_share else 0,
        deducted_by=funds if has_share else "",
    )


def _fund(account: tuple[str, str]) -> str:
    kind, name = account
    return name if kind == "fund" else ""


def _rules(rows_of: RowsOf) -> dict[str, list[VatFacts]]:
    rules: dict[str, list[VatFacts]] = {}
    for kind, valid_from, treatment, ground in rows_of(_RULES, {}):
        rules.setdefault(kind, []).append(VatFacts(date.fromisoformat(valid_from), treatment, ground))
    return rules


def _vat(rules: Iterable[VatFacts], day: date) -> tuple[str, int, str]:
    rule = rule_on(rules, day)
    if rule is None:
        return TO_CHECK, 0, ""
    return rule.treatment, permille_on(rule.treatment, day) or 0, rule.ground
