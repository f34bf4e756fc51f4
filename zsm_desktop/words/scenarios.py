"""The annex for the meeting, in words: the four agreements side by side, and what was assumed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from zsm_desktop.domain.settlement.history import SettlementRegime
from zsm_desktop.words.format import count, date_medium, joined, money, plural
from zsm_desktop.words.settlements import REGIMES, UNCHECKED
from zsm_desktop.words.settling import band_words

if TYPE_CHECKING:
    from zsm_desktop.domain.settlement.history import Plan
    from zsm_desktop.domain.settlement.regimes import Terms


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Deliveries that do not settle yet."""

    waiting: int
    waiting_cents: int
    disputed: int
    disputed_cents: int

TITLE = "Vier afspraken naast elkaar"
NOTICE = "Er is niets geboekt of besloten."
NOW, TO_SETTLE = "Nu geldt", "Nog te verrekenen"
SIDE_BY_SIDE, PER_SCHOOL, AGAINST, ASSUMED = (
    "De vier afspraken",
    "Wat elke school betaalt en ontvangt",
    "Wie erop vooruit- of achteruitgaat",
    "Waarmee is gerekend",
)
REGIME, TOGETHER, VAT, STAYS, WORK = "Afspraak", "Betaald", "Btw", "Blijft staan", "Werk"
DOCUMENTS, PAYMENTS = "Documenten", "Betalingen"
SCHOOL, BALANCE, PAYS, RECEIVES, TOTAL = "School of subsidie", "Saldo nu", "Betaalt", "Ontvangt", "Totaal"
WRITTEN_OFF = "Afgeboekt"
WHO_PAYS_WHOM = "Wie betaalt wie, het grootste bedrag eerst"
FROM, TO, AMOUNT = "Van", "Aan", "Bedrag"
STAYS_MEANS = (
    "Betaald is met btw. Blijft staan: wat scholen en subsidies elkaar daarna nog schuldig zijn; het telt mee in een "
    "volgende verrekening."
)
AGAINST_MEANS = (
    "In geld, tegenover wat nu geldt: plus is meer ontvangen of minder betalen. Wat niet wordt betaald, is daarmee "
    "niet weg: het blijft op het saldo staan, tenzij het wordt afgeboekt."
)
NOTHING = "Over deze maanden valt niets te verrekenen."


def stem(span: str) -> str:
    return f"{TITLE} {span}"


def holds(regime: SettlementRegime, since: date | None) -> str:
    """What holds now; `since` None where nothing was agreed."""
    return f"{REGIMES[regime.value]}" + (f", sinds {date_medium(since)}" if since else ": er is nog niets afgesproken")


def regime_name(regime: SettlementRegime, today: SettlementRegime) -> str:
    return f"{REGIMES[regime.value]} (nu)" if regime is today else REGIMES[regime.value]


def change(regime: SettlementRegime, more: int, less: int) -> str:
    """How many get more or pay less than under what holds now, and how many the other way round."""
    parts = [f"{count(more)} beter af"] if more else []
    parts += [f"{count(less)} slechter af"] if less else []
    return f"{REGIMES[regime.value]}: {joined(parts) or 'voor niemand anders'}."


def detail(name: str, *, has_money: bool) -> str:
    return f"{name}: {'wie betaalt en ' if has_money else ''}wat blijft staan"


def difference(today: SettlementRegime) -> str:
    return f"Verschil in geld met {REGIMES[today.value].lower()}"


def smaller(number: int) -> str:
    return plural(number, "kleinere betaling", "kleinere betalingen")


def if_nothing(open_cents: int) -> str:
    """What happens if nobody decides anything."""
    return (
        f"Zolang er niets wordt besloten, betaalt niemand en blijft {money(open_cents)} openstaan. Elke nieuwe "
        "levering komt daarbij of gaat eraf."
    )


def fewest(one: Scenario) -> str:
    """Whether it could be done with fewer payments; "" where there are none."""
    if not one.plan.payments:
        return ""
    name, payments = REGIMES[one.regime.value], len(one.plan.payments)
    said = plural(payments, "betaling", "betalingen")
    if one.plan.is_fewest:
        return f"{name}: {said}; met minder kan het niet, dat is bewezen."
    more = payments - one.plan.fewest_possible
    return f"{name}: {said}; dat {'is' if payments == 1 else 'zijn'} er hoogstens {count(more)} meer dan het minste."


def assumptions(found: Comparison, beside: Iterable[Beside]) -> Iterator[str]:
    """Every figure that could have been another, and what was left out."""
    band = band_words(found.terms.band)
    agreed = found.agreement is not None and found.agreement.band is not None
    if agreed and found.agreement is not None and found.agreement.band == found.terms.band:
        yield f"Drempel: de afgesproken bandbreedte van {band}."
    else:
        yield f"Drempel: er is geen bandbreedte afgesproken; gerekend is met {band}."
    if found.terms.bands:
        yield f"{plural(len(found.terms.bands), 'school heeft', 'scholen hebben')} een eigen bandbreedte."
    if found.terms.writes_off:
        yield "Gesloten beurzen: wat scholen elkaar schuldig zijn, wordt aan het eind afgeboekt."
    else:
        yield "Gesloten beurzen: er wordt niets afgeboekt; alles blijft staan."
    yield (
        f"Werk: {plural(found.document_minutes, 'minuut', 'minuten')} per document en "
        f"{plural(found.payment_minutes, 'minuut', 'minuten')} per betaling, zoals bij het netwerk is ingesteld."
    )
    if found.unchecked_cents:
        yield UNCHECKED.format(amount=money(found.unchecked_cents))
    else:
        yield "Btw: volgens wat voor elke soort aanbod is vastgelegd."
    left_out = list(_left_out(list(beside)))
    if left_out:
        yield f"Niet meegeteld: {joined(left_out)}. Dat verrekent pas als het akkoord is."
    else:
        yield "Er wacht geen levering op akkoord en er wordt er geen betwist."


def _left_out(beside: list[Beside]) -> Iterator[str]:
    for number, cents, said in (
        (sum(one.waiting_given for one in beside), sum(one.waiting_given_cents for one in beside), "op akkoord wacht"),
        (sum(one.disputed_given for one in beside), sum(one.disputed_given_cents for one in beside), "betwist wordt"),
    ):
        if number:
            several = {"op akkoord wacht": "op akkoord wachten", "betwist wordt": "betwist worden"}[said]
            verb = said if number == 1 else several
            yield f"{plural(number, 'levering', 'leveringen')} ({money(cents)}) die {verb}"
