"""How VAT treats what schools give each other: per kind of offer and day, decided by people, never by the program.

Percentages are data with the days they were law on: the general one 19 % since 2001-01-01 and 21 % since 2012-10-01,
the lower one 6 % until 2018-12-31 and 9 % since 2019-01-01 (article 9, Wet op de omzetbelasting 1968; CBS, "De
BTW-verhoging van januari 2001", and the tax changes of 2012 and 2019). Exempt is education with what is closely
related to it: article 11 lid 1 onder o of that law; decree "Besluit onderwijsvrijstelling", Stcrt. 2025, 3488. Lending
staff is taxed as a rule, and exempt under the conditions of Stcrt. 2024, 17448, par. 6.3 (costs plus at most 5 %).
Which treatment fits is for the network's accountant; until then every kind is "to_check".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from zsm_desktop.domain.errors import RuleError

TO_CHECK, OUTSIDE = "to_check", "outside"
TREATMENTS = (TO_CHECK, "exempt", "high", "low", "zero", OUTSIDE)
NEED_GROUND = frozenset({"exempt", OUTSIDE})
"""Without VAT on an invoice there must stand why (article 35a, Wet op de omzetbelasting 1968)."""


@dataclass(frozen=True, slots=True)
class VatPercentage:
    """`permille` in thousandths: 21 % is 210; `last_day` None while it is still law."""

    treatment: str
    permille: int
    first_day: date
    last_day: date | None
    source: str


PERCENTAGES = (
    VatPercentage("high", 190, date(2001, 1, 1), date(2012, 9, 30), "Wet OB 1968, art. 9 lid 1"),
    VatPercentage("high", 210, date(2012, 10, 1), None, "Wet OB 1968, art. 9 lid 1"),
    VatPercentage("low", 60, date(2001, 1, 1), date(2018, 12, 31), "Wet OB 1968, art. 9 lid 2 onder a, tabel I"),
    VatPercentage("low", 90, date(2019, 1, 1), None, "Wet OB 1968, art. 9 lid 2 onder a, tabel I"),
    VatPercentage("zero", 0, date(2001, 1, 1), None, "Wet OB 1968, art. 9 lid 2 onder b, tabel II"),
)


@dataclass(frozen=True, slots=True)
class VatFacts:
    """One rule: valid from `valid_from` until the next one of that kind of offer starts."""

    valid_from: date
    treatment: str
    ground: str = ""


def rule_on(rules: Iterable[VatFacts], day: date) -> VatFacts | None:
    """The last rule of one kind of offer that started on or before `day`; None: still to be checked."""
    return max((rule for rule in rules if rule.valid_from <= day), key=lambda rule: rule.valid_from, default=None)


def permille_on(treatment: str, day: date) -> int | None:
    """The percentage that was law on `day`, in thousandths; None where a treatment has none, such as exempt.

    Raises RuleError("vat.no_percentage") for a day before those that are known.
    """
    known = [one for one in PERCENTAGES if one.treatment == treatment]
    if not known:
        return None
    for one in known:
        if one.first_day <= day and (one.last_day is None or day <= one.last_day):
            return one.permille
    raise RuleError("vat.no_percentage", day=day)


def require_rule(rule: VatFacts) -> None:
    """Raises RuleError("vat.treatment", "vat.no_ground", "vat.no_percentage")."""
    if rule.treatment not in TREATMENTS:
        raise RuleError("vat.treatment", treatment=rule.treatment)
    if rule.treatment in NEED_GROUND and not rule.ground.strip():
        raise RuleError("vat.no_ground")
    permille_on(rule.treatment, rule.valid_from)
