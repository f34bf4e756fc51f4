"""The annex for the meeting, in words: the four agreements side by side, and what was assumed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from zsm_desktop.domain.settlement.history import SettlementRegime
from zsm_desktop.words.format import count, date_medium, joined, money, plural, signed_euros, signed_money
from zsm_desktop.words.settlements import REGIMES, UNCHECKED
from zsm_desktop.words.settling import band_words, tariffs_words

if TYPE_CHECKING:
    from zsm_desktop.domain.calendar import SchoolYear
    from zsm_desktop.domain.forecast import Range
    from zsm_desktop.domain.settlement.history import Plan
    from zsm_desktop.domain.settlement.regimes import Terms
    from zsm_desktop.domain.settlement.tariff_trial import TariffTrial
    from zsm_desktop.words.settling import Offered


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
EXPECTED_NOW, EXPECTED_THEN, EXPECTED_LEAST, EXPECTED_MOST = "Nu", "Naar verwachting", "Ten minste", "Ten hoogste"
TRIED_BALANCE = "Saldo (geprobeerd)"
NOTHING = "Over deze maanden valt niets te verrekenen."


def stem(span: str) -> str:
    return f"{TITLE} {span}"


def holds(regime: SettlementRegime, since: date | None) -> str:
    """What holds now; `since` None where nothing was agreed."""
    return f"{REGIMES[regime.value]}" + (f", sinds {date_medium(since)}" if since else ": er is nog niets afgesproken")


def tried_name(regime: SettlementRegime, today: SettlementRegime | None = None) -> str:
    return f"{REGIMES[regime.value]} ({'nu, ' if regime is today else ''}geprobeerd)"


def tariffs_tried(trial: TariffTrial, offer: Offered | None) -> str:
    return (
        f"Tarieven: gerekend is met {tariffs_words(trial, offer)}. Elke levering is opnieuw gerekend, en per levering "
        "afgerond. De btw gaat mee. Een subsidie draagt hetzelfde deel van elke levering; of zij dat geld heeft, is "
        "niet nagegaan. Wat eerder is verrekend of is blijven staan, verandert niet."
    )


def regime_name(regime: SettlementRegime, today: SettlementRegime) -> str:
    return f"{REGIMES[regime.value]} (nu)" if regime is today else REGIMES[regime.value]


def change(regime: SettlementRegime, more: int, less: int) -> str:
    """How many schools get more or pay less than under what holds now, and how many the other way round."""
    parts = [f"{plural(more, 'school', 'scholen')} beter af"] if more else []
    parts += [f"{count(less) if parts else plural(less, 'school', 'scholen')} slechter af"] if less else []
    return f"{REGIMES[regime.value]}: {joined(parts) or 'voor geen school anders'}."


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


def nothing_done(year: SchoolYear) -> str:
    return f"Als er niets gebeurt, schooljaar {year.label}"


def expected(last_day: date, *, is_known: bool, is_all: bool = False) -> str:
    """What is to come by the end of the year as long as nothing is settled; `is_all`: not just those furthest off."""
    if not is_known:
        return (
            f"Wat de saldi op {date_medium(last_day)} zijn, valt nog niet te zeggen: er is niets gepland, en er is te "
            "weinig om met vorig jaar te vergelijken."
        )
    if is_all:
        return (
            f"Zo staan de saldi naar verwachting op {date_medium(last_day)} als er niets wordt verrekend, wat het "
            "verst van nul is het eerst."
        )
    return f"Wordt er niets verrekend, dan staan deze saldi op {date_medium(last_day)} het verst van nul:"


def standing(found: Range, now_cents: int) -> str:
    """Where one school is expected to stand, with its range in whole euros, and where it stands now."""
    low, likely, high = (signed_euros(cents) for cents in (found.low, found.likely, found.high))
    between = f", tussen {low} en {high}" if low != high else ""
    return f"rond {likely}{between}; nu {signed_money(now_cents)}"


def fewest(made: Plan) -> str:
    """Whether it could be done with fewer payments; "" where there are none."""
    if not made.payments:
        return ""
    name, payments = REGIMES[made.regime.value], len(made.payments)
    said = plural(payments, "betaling", "betalingen")
    if made.is_fewest:
        return f"{name}: {said}; met minder kan het niet, dat is bewezen."
    return f"{name}: {said}; met minder dan {count(made.fewest_possible)} kan het zeker niet."


def band(terms: Terms, *, is_agreed: bool) -> str:
    said = band_words(terms.band)
    if not is_agreed:
        return f"Drempel: er is geen bandbreedte afgesproken; gerekend is met {said}."
    own = len(terms.bands)
    return f"Drempel: de afgesproken bandbreedte van {said}" + (
        f"; {plural(own, 'school heeft', 'scholen hebben')} een eigen." if own else "."
    )


def tried(terms: Terms, agreed: Terms | None) -> str:
    """`agreed` None where there is no band."""
    said = f"Drempel: geprobeerd is een bandbreedte van {band_words(terms.band)}, voor elke school dezelfde;"
    if agreed is None:
        return f"{said} er is er geen afgesproken."
    own = len(agreed.bands)
    return f"{said} afgesproken is {band_words(agreed.band)}" + (
        f", met een eigen voor {plural(own, 'school', 'scholen')}." if own else "."
    )


def write_off(terms: Terms) -> str:
    if terms.writes_off:
        return "Gesloten beurzen: wat scholen elkaar schuldig zijn, wordt aan het eind afgeboekt."
    return "Gesloten beurzen: er wordt niets afgeboekt; alles blijft staan."


def work(document_minutes: int, payment_minutes: int) -> str:
    return (
        f"Werk: {plural(document_minutes, 'minuut', 'minuten')} per document en "
        f"{plural(payment_minutes, 'minuut', 'minuten')} per betaling, zoals bij het netwerk is ingesteld."
    )


def vat(unchecked_cents: int) -> str:
    if unchecked_cents:
        return UNCHECKED.format(amount=money(unchecked_cents))
    return "Btw: volgens wat voor elke soort aanbod is vastgelegd."


def left_out(found: LeftOut) -> str:
    parts = []
    if found.waiting:
        says = "op akkoord wacht" if found.waiting == 1 else "op akkoord wachten"
        parts.append(f"{_deliveries(found.waiting, found.waiting_cents)} die {says}")
    if found.disputed:
        says = "betwist wordt" if found.disputed == 1 else "betwist worden"
        parts.append(f"{_deliveries(found.disputed, found.disputed_cents)} die {says}")
    if not parts:
        return "Er wacht geen levering op akkoord en er wordt er geen betwist."
    return f"Niet meegeteld: {joined(parts)}. Dat verrekent pas als het akkoord is."


def _deliveries(number: int, cents: int) -> str:
    return f"{plural(number, 'levering', 'leveringen')} ({money(cents)})"
