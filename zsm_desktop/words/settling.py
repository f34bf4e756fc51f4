"""How the room Verrekening says things: what an agreement would mean, who signed, and where a settlement stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Protocol

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.money import parse_cents, parse_hundredths
from zsm_desktop.domain.settlement.history import SettlementRegime
from zsm_desktop.domain.settlement.threshold import Band
from zsm_desktop.words.format import count, date_medium, joined, money, percent, plural, signed_money
from zsm_desktop.words.labels import OFFER_KIND, first_upper, label
from zsm_desktop.words.settlements import REGIMES, VAT, hours
from zsm_desktop.words.spans import span_words

if TYPE_CHECKING:
    from zsm_desktop.domain.settlement.regimes import Terms
    from zsm_desktop.domain.settlement.tariff_trial import TariffTrial
    from zsm_desktop.domain.spans import Span

R = SettlementRegime
NOTHING_TO_SETTLE = "Hierover valt niets te verrekenen."
NOTHING_HAPPENS = "Zo blijft het ook als er niets wordt besloten."
NO_AGREEMENT = (
    "Er geldt nog geen verrekenovereenkomst. Nu betaalt dus niemand; salderen en een drempel mogen pas als de scholen "
    "ermee hebben ingestemd."
)
TRYING = "Alleen proberen: dit verandert niets."
USED = (
    "Op deze overeenkomst rust een verrekening, dus zij ligt vast. Wordt er iets anders afgesproken, maak dan een "
    "nieuwe overeenkomst die op een latere dag ingaat."
)
MOVED = "Sinds dit voorstel is er in deze maanden geboekt."
OTHER_AGREEMENT = "Voor deze maanden geldt nu een andere overeenkomst: {regime}, vanaf {since}."
OVERTAKEN_HERE = "Dit voorstel klopt niet meer met de boeken of de overeenkomst. Maak eerst een nieuw voorstel."
NO_DECISIONS = "De stuurgroep heeft nog geen besluiten. Noteer het besluit eerst in haar vergadering."
SHARE_MEANS = (
    "Een percentage telt over wat een school afnam in de maanden die worden verrekend. Wat al eerder is verrekend, "
    "telt niet mee."
)
CALCULATED_WITH = "gerekend met {band}"
BAND_HINT = f"Een bedrag (500) of een percentage van wat een school afnam (10%). {SHARE_MEANS}"


class Offered(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def school(self) -> str: ...


class _Line(Protocol):
    @property
    def position_cents(self) -> int: ...
    @property
    def pays_cents(self) -> int: ...
    @property
    def receives_cents(self) -> int: ...
    @property
    def vat_cents(self) -> int: ...
    @property
    def written_off_cents(self) -> int: ...
    @property
    def left_cents(self) -> int: ...


class _Left(Protocol):
    @property
    def entries(self) -> int: ...
    @property
    def cents(self) -> int: ...
    @property
    def first_day(self) -> date: ...
    @property
    def last_day(self) -> date: ...


def band_text(band: Band | None) -> str:
    """ "€ 500,00" or "10%"; nothing for none."""
    if band is None:
        return ""
    return money(band.cents or 0) if band.permille is None else percent(band.permille)


def documents_text(documents: int, *, is_taxed: bool) -> str:
    """`is_taxed`: beside those to pay on, what has VAT is invoiced too."""
    return f"{count(documents)}, en facturen zonder betaling voor wat met btw is" if is_taxed else count(documents)


def band_words(band: Band | None) -> str:
    """In a sentence: "€ 500,00" or "10% van wat een school afnam"."""
    share = "" if band is None or band.permille is None else " van wat een school afnam"
    return f"{band_text(band)}{share}"


def read_band(text: str) -> Band | None:
    """As people type it: "500", "€ 500,00", "10%", "2,5 %"; None for nothing.

    Raises RuleError("number.unreadable", "settlement.band").
    """
    text = text.strip()
    if not text:
        return None
    share = re.fullmatch(r"(.*?)\s*%", text)
    if share is None:
        return Band(cents=parse_cents(text))
    hundredths = parse_hundredths(share[1])
    if hundredths % 10:
        raise RuleError("settlement.band")
    return Band(permille=hundredths // 10)


def tariff_change(permille: int) -> str:
    """ "10% hoger"; "zoals nu" for no change."""
    return f"{percent(abs(permille))} {'hoger' if permille > 0 else 'lager'}" if permille else "zoals nu"


def tariffs_words(trial: TariffTrial, offer: Offered | None) -> str:
    """In a sentence: "alle tarieven 10% hoger"; `offer` where it is one offer's alone."""
    what = "alle tarieven"
    if trial.kind:
        what = f"de tarieven van de soort {label(OFFER_KIND, trial.kind)}"
    if offer is not None:
        what = f"het tarief van {offer.name} ({offer.school})"
    return f"{what} {tariff_change(trial.permille)}"


def against_words(cents: int, what: str) -> str:
    """How much more or less than without what is tried; `what` is "betaald" or "blijft staan"."""
    if not cents:
        return f"{first_upper(what)}: evenveel als zonder proef."
    return f"{first_upper(what)}: {money(abs(cents))} {'meer' if cents > 0 else 'minder'} dan zonder proef."


def left_text(cents: int) -> str:
    return f"blijft {signed_money(cents)}" if cents else ""


def reason_text(name: str, regime: SettlementRegime, line: _Line | None, terms: Terms) -> str:
    """How what one school pays or receives follows from where it stands."""
    if line is None or not (line.position_cents or line.pays_cents or line.receives_cents):
        return f"{name} heeft over deze maanden niets te verrekenen."
    begin = f"{name} staat op {signed_money(line.position_cents)}."
    left = f" Er blijft {signed_money(line.left_cents)} staan." if line.left_cents else ""
    vat = f", {VAT} {money(line.vat_cents)}" if line.vat_cents else ""
    paid = [f"betaalt {money(line.pays_cents)}{vat}"] if line.pays_cents else []
    paid += [f"ontvangt {money(line.receives_cents)}"] if line.receives_cents else []
    if regime is R.CLOSED_PURSES:
        off = f" Daarvan wordt {signed_money(line.written_off_cents)} afgeboekt." if line.written_off_cents else ""
        return f"{begin} Niemand betaalt.{off}{left}"
    if not paid:
        return f"{begin} Er is niets te betalen of te ontvangen.{left}"
    said = f"De school {joined(paid)}"
    if regime is R.THRESHOLD:
        return f"{begin} De bandbreedte is {band_words(terms.band)}. {said}.{left}"
    if regime is R.INVOICING:
        return f"{begin} {said}, op facturen.{left}"
    return f"{begin} {said}.{left or ' Daarna staat het saldo op nul.'}"


def period_text(valid_from: date, last_day: date | None) -> str:
    since = f"vanaf {date_medium(valid_from)}"
    return since if last_day is None else f"{since} tot en met {date_medium(last_day)}"


def signed_text(signed: int, schools: int) -> str:
    return f"{signed} van {schools} getekend"


def execute_question(number: str, reverses: str, dues: int, moved_cents: int, off_cents: int) -> str:
    """What executing it will do, before it is done; `off_cents` is what is written off."""
    said = [f"{number} {'terugdraaien' if reverses else 'uitvoeren'}?"]
    if dues:
        count = plural(dues, "open post", "open posten")
        said.append(f"Er {'komt' if dues == 1 else 'komen'} {count} van samen {money(moved_cents)}.")
    if off_cents:
        said.append(f"Er wordt {money(off_cents)} afgeboekt.")
    return " ".join([*said, "Wat geboekt is, is alleen nog als geheel terug te draaien."])


def withdraw_question(number: str, decision_number: str) -> str:
    """What withdrawing leaves behind, before it is done; `decision_number` is what it was approved with, or ""."""
    said = [f"{number} intrekken?", "Er is niets geboekt; het nummer blijft gebruikt."]
    if decision_number:
        said.append(f"Besluit {decision_number} blijft staan: [de stuurgroep] trekt het in als het niet meer geldt.")
    return " ".join(said)


def overtaken_text(regime: SettlementRegime | None, since: date | None, *, has_moved: bool) -> str:
    """Why it cannot be executed as it is: another agreement that holds by now, with its first day, or the books."""
    said = [OTHER_AGREEMENT.format(regime=REGIMES[regime.value], since=date_medium(since))] if regime and since else []
    said += [MOVED] if has_moved else []
    return " ".join([*said, "Het kan zo niet meer worden uitgevoerd."])


def moved_text(moved: Sequence[tuple[str, int]]) -> str:
    """Whose position is another by now, and by how many cents."""
    if not moved:
        return "Alle saldi zijn gelijk gebleven; wat scholen elkaar leverden of de btw daarvan veranderde wel."
    return "; ".join(f"{name} {signed_money(cents)}" for name, cents in moved)


def proposal_text(
    number: str, regime: SettlementRegime, span: Span, dues: int, moved_cents: int, off_cents: int, reverses: str
) -> str:
    """What a proposal does, in one line; `off_cents` is what it writes off."""
    does = [f"{money(moved_cents)} in {plural(dues, 'betaling', 'betalingen')}"] if dues else ["niemand betaalt"]
    does += [f"{money(off_cents)} wordt afgeboekt"] if off_cents else []
    months = span_words(span)
    return f"Voorstel {number}: {title_of(regime, reverses)}, {months[0].lower()}{months[1:]}, {joined(does)}"


def decision_words(said: str) -> str:
    """How it stands in the minutes once it is decided."""
    return f"{said}. Het wordt zo uitgevoerd."


def carried_text(decision: str, carries: Sequence[str]) -> str:
    """A decision to choose, with the settlements that rest on it already."""
    return f"{joined(carries)}: {decision}" if carries else decision


def decided_text(number: str, carries: Sequence[str]) -> str:
    """`carries` are the other settlements that rest on the same decision."""
    return f"{number} (ook voor {joined(carries)})" if carries else number


def title_of(regime: SettlementRegime, reverses: str) -> str:
    return f"{REGIMES[regime.value]}, draait {reverses} terug" if reverses else REGIMES[regime.value]


def left_behind_text(found: _Left, span: Span | None) -> str:
    """What a proposal of these months, or with None any of later months, leaves out."""
    count = f"{plural(found.entries, 'boeking', 'boekingen')} ({money(found.cents)})"
    begin = date_medium(found.first_day.replace(day=1))
    are = "is" if found.entries == 1 else "zijn"
    if span is not None and found.last_day < span.first_day:
        before = date_medium(span.first_day)
        return f"{count} van vóór {before} {are} nog nergens verrekend; begin op {begin} om die mee te nemen."
    came = "kwam" if found.entries == 1 else "kwamen"
    return (
        f"{count} {came} binnen in maanden die al waren verrekend, en {are} nog nergens verrekend; laat een voorstel "
        f"op {begin} beginnen om die mee te nemen."
    )


def foretold_text(documents: int, payments: int, moved_cents: int, minutes: int, off_cents: int) -> str:
    """What a proposal would do; `off_cents` is what it would write off."""
    if not (documents or payments):
        return f"Niemand betaalt. Er wordt {money(off_cents)} afgeboekt." if off_cents else NOTHING_TO_SETTLE
    count = f"{plural(documents, 'document', 'documenten')} en {plural(payments, 'betaling', 'betalingen')}"
    return f"{count}, samen {money(moved_cents)}; ongeveer {hours(minutes)} werk."
