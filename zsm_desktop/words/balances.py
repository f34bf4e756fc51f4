"""How balances and what is under them read, the same on screen, on paper and on the command line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from zsm_desktop.domain.calendar import month_start
from zsm_desktop.words import format as dutch
from zsm_desktop.words.exchange import line_text, quantity_with_unit
from zsm_desktop.words.labels import SCHOOL_KIND_SHORT, label
from zsm_desktop.words.spans import span_words
from zsm_desktop.words.statement import CLOSING, OPENING

if TYPE_CHECKING:
    from zsm_desktop.domain.calendar import SchoolYear
    from zsm_desktop.domain.forecast import Basis, Outlook
    from zsm_desktop.domain.spans import Span


class _Parts(Protocol):
    @property
    def given_cents(self) -> int: ...
    @property
    def taken_cents(self) -> int: ...
    @property
    def fund_cents(self) -> int: ...
    @property
    def corrections_cents(self) -> int: ...
    @property
    def settled_cents(self) -> int: ...
    @property
    def written_off_cents(self) -> int: ...


class _Kinds(Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def counter_kind(self) -> str: ...


class _Explained(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def kinds(self) -> _Kinds | None: ...
    @property
    def side(self) -> str: ...
    @property
    def status(self) -> str: ...
    @property
    def opening_cents(self) -> int | None: ...
    @property
    def parts(self) -> _Parts: ...
    @property
    def counter(self) -> str: ...
    @property
    def offer(self) -> str: ...
    @property
    def sector(self) -> str: ...
    @property
    def span(self) -> Span: ...


class _Booked(Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def counter(self) -> str: ...
    @property
    def decision_number(self) -> str: ...
    @property
    def settlement_number(self) -> str: ...
    @property
    def undoes(self) -> str: ...


class _Line(_Booked, Protocol):
    @property
    def offer(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def unit_plural(self) -> str: ...
    @property
    def quantity_hundredths(self) -> int: ...
    @property
    def tariff_cents(self) -> int: ...
    @property
    def reverses(self) -> int | None: ...
    @property
    def placement_number(self) -> str: ...
    @property
    def fund(self) -> str: ...
    @property
    def borne_cents(self) -> int: ...
    @property
    def by_silence(self) -> bool: ...
    @property
    def school_year(self) -> SchoolYear: ...
    @property
    def book_year(self) -> int: ...


class _Prompt(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def balance_cents(self) -> int: ...
    @property
    def limit_cents(self) -> int: ...
    @property
    def beyond_cents(self) -> int: ...
    @property
    def is_debit(self) -> bool: ...


class _Forecast(Protocol):
    @property
    def year(self) -> SchoolYear: ...
    @property
    def months(self) -> int: ...
    @property
    def before_cents(self) -> int: ...
    @property
    def outlook(self) -> Outlook | None: ...
    @property
    def given_basis(self) -> Basis: ...
    @property
    def taken_basis(self) -> Basis: ...
    @property
    def is_compared(self) -> bool: ...
    @property
    def is_over(self) -> bool: ...


class _IdleOffer(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def seats_free(self) -> int | None: ...


class _Return(Protocol):
    @property
    def sector(self) -> str: ...
    @property
    def asked(self) -> int: ...
    @property
    def offers(self) -> Sequence[_IdleOffer]: ...


WHY = "Waarom dit bedrag?"
GIVEN, TAKEN = "Gegeven", "Afgenomen"
TAKEN_NET = "Afgenomen na subsidie"
"""What the books charge a school; what funds bear of it is theirs. TAKEN is as if there were no funds."""
BY_FUNDS = "Gedragen door subsidies"
CORRECTIONS = "Correcties"
RESULT = "Saldo"
SETTLED, WRITTEN_OFF, OPEN = "Verrekend", "Afgeboekt", "Staat open"
"""What settling moves of a balance, or writes off, and what is left of it."""
SETTLING = "Verrekening"
BY_SILENCE = "bevestigd door stilzwijgen"
TOGETHER = "Samen"
WAITING, DISPUTED = "Te bevestigen", "Betwist"
_NOTHING = {
    "": ("Hier is niets geboekt", "In deze maanden is met deze keuze niets geboekt."),
    "entered": ("Hier wacht niets", "In deze maanden wacht met deze keuze geen levering op antwoord."),
    "disputed": ("Hier is niets betwist", "In deze maanden is met deze keuze geen levering betwist."),
}
_OF_ALL = {"": "Wat scholen gaven", "school": "Wat scholen afnamen na subsidie", "fund": "Wat subsidies droegen"}
KIND = {"school": "scholen", "fund": "subsidies", "rounding": "afronding", "write_off": "afboeking"}
PUPIL_BASIS = "Gedeeld door het aantal [leerlingen] dat nu op de school is ingeschreven."


def balance_words(cents: int) -> str:
    """What the sign means; colour is never the only one to say it."""
    return "gaf meer" if cents > 0 else "nam meer af" if cents < 0 else "in evenwicht"


def kind_words(kind: str) -> str:
    """Of a kind of school, or of what else has an account."""
    return KIND.get(kind) or label(SCHOOL_KIND_SHORT, kind)


def kinds_words(kind: str, counter_kind: str) -> str:
    """Such as "pro aan vso", or what all of them gave."""
    if not kind and counter_kind in _OF_ALL:
        return _OF_ALL[counter_kind]
    return " aan ".join(kind_words(one) if one else "iedereen" for one in (kind, counter_kind))


def result_words(found: _Explained) -> str:
    """Which figure it is: a balance, one side of it, what stands beside it, or the balance at the end."""
    if found.opening_cents is not None:
        return CLOSING
    if found.status:
        return WAITING if found.status == "entered" else DISPUTED
    if found.kinds is not None:
        return GIVEN
    return {"given": GIVEN, "taken": TAKEN_NET, "settled": SETTLED}.get(found.side, RESULT)


def total_words(found: _Explained) -> str:
    """What stands under its parts, of which one may be named as the figure itself."""
    words = result_words(found)
    return TOGETHER if words == GIVEN else words


def nothing_words(found: _Explained) -> tuple[str, str]:
    """A title and a sentence for a figure with nothing under it."""
    return _NOTHING[found.status]


def whose(found: _Explained) -> str:
    return kinds_words(found.kinds.kind, found.kinds.counter_kind) if found.kinds is not None else found.name


def result_of(found: _Explained) -> str:
    """Such as "Saldo van De Duinpan"."""
    return whose(found) if found.kinds is not None else f"{result_words(found)} van {found.name}"


def about(found: _Explained) -> str:
    """Such as "De Duinpan · gegeven · met Het Kreekrif · Lasplaats · Schooljaar 2026/27"."""
    is_plain = found.kinds is not None or result_words(found) in {RESULT, CLOSING}
    which = "" if is_plain else result_words(found).lower()
    parts = [whose(found), which, f"met {found.counter}" if found.counter else "", found.offer, found.sector]
    return " · ".join(part for part in (*parts, span_words(found.span)) if part)


def made_up_of(found: _Explained) -> tuple[tuple[str, int], ...]:
    """As `parts_of`, after what stood before; of one side only that one."""
    sides = {"given": {TAKEN}, "taken": {GIVEN}, "settled": {GIVEN, TAKEN}}
    left_out = sides.get("given" if found.kinds is not None else found.side, set())
    opening = () if found.opening_cents is None else ((OPENING, found.opening_cents),)
    return (*opening, *(one for one in parts_of(found.parts) if one[0] not in left_out))


def parts_of(parts: _Parts) -> tuple[tuple[str, int], ...]:
    """What it is made of, as signed amounts that sum to the balance; what is nothing is left out but the first two."""
    always = ((GIVEN, parts.given_cents), (TAKEN, -parts.taken_cents))
    more = (
        (BY_FUNDS, parts.fund_cents),
        (CORRECTIONS, parts.corrections_cents),
        (SETTLED, parts.settled_cents),
        (WRITTEN_OFF, parts.written_off_cents),
    )
    return (*always, *(one for one in more if one[1]))


def explained_text(line: _Line) -> str:
    """One line under a balance in words, with what a fund bears of it, and whether it was confirmed by silence."""
    if settled := settlement_text(line):
        return settled
    text = line_text(
        offer=line.offer,
        amount=quantity_with_unit(abs(line.quantity_hundredths), line.unit, line.unit_plural),
        tariff_cents=line.tariff_cents,
        reverses=line.reverses,
        placement_number=line.placement_number,
        decision_number=line.decision_number,
    )
    if line.kind == "fund":
        return f"{line.offer}: {line.fund} draagt {dutch.signed_money(line.borne_cents)}"
    if line.fund and line.borne_cents:
        text += f", waarvan {dutch.money(abs(line.borne_cents))} door {line.fund}"
    return f"{text}; {BY_SILENCE}" if line.by_silence else text


_SETTLED = {"write_off": "Afgeboekt bij verrekening", "payment": "Betaling bij verrekening"}


def settlement_text(line: _Booked) -> str:
    """Such as "Verrekening VR-2026/27-001; besluit SG-2026/27-003", or "" of another line."""
    if not line.settlement_number:
        return ""
    what = f"{_SETTLED.get(line.kind, SETTLING)} {line.settlement_number}"
    if line.undoes:
        what += f", die {line.undoes} terugdraait"
    return f"{what}; besluit {line.decision_number}" if line.decision_number else what


def counter_text(line: _Booked) -> str:
    """With whom: a settlement is with all of them."""
    return line.counter or SETTLING


def years_text(line: _Line) -> str:
    """Both years a line counts in: "2026/27 · 2026"."""
    return f"{line.school_year.label} · {line.book_year}"


def prompt_text(prompt: _Prompt) -> str:
    """Who is beyond a limit and by how much: the reason for a talk."""
    return (
        f"{prompt.name} staat over alle jaren op {dutch.signed_money(prompt.balance_cents)}:"
        f" {dutch.money(prompt.beyond_cents)} voorbij de afgesproken grens van {dutch.money(prompt.limit_cents)}."
    )


def beyond_text(prompts: Sequence[_Prompt]) -> str:
    """In one line who is beyond a limit; what to talk about stands with the limits themselves."""
    if not prompts:
        return ""
    first, *more = prompts
    also = f" Nog {dutch.plural(len(more), 'school', 'scholen')} voorbij de grens." if more else ""
    return f"{first.name} is {dutch.money(first.beyond_cents)} voorbij de grens: tijd voor een gesprek.{also}"


def talk_text(prompt: _Prompt) -> str:
    """What could be talked about; the program decides nothing."""
    what = "wat deze school kan terugdoen" if prompt.is_debit else "wie deze school iets kan terugdoen"
    return f"Bespreek {what}, of dat dit saldo verrekend wordt. Er wordt niets geblokkeerd."


def forecast_text(found: _Forecast) -> str:
    """The range first, then what it is based on."""
    if found.outlook is None:
        return "Verwachting: niets gepland, en te weinig maanden om met vorig jaar te vergelijken."
    year = found.outlook.balance
    low, likely, high = (dutch.signed_money(cents) for cents in (year.low, year.likely, year.high))
    standing = dutch.signed_money(found.before_cents + year.likely)
    if found.is_over:
        return (
            f"Eind {found.year.label}: saldo van dat schooljaar {likely}, stand {standing}. Dit schooljaar is voorbij."
        )
    what = f"Verwachting eind {found.year.label}: saldo van dit schooljaar"
    if year.low == year.high:
        return f"{what} rond {likely}; de stand is dan rond {standing}."
    return f"{what} tussen {low} en {high}, waarschijnlijk rond {likely}; de stand is dan rond {standing}."


def basis_text(found: _Forecast) -> str:
    """What the forecast stands on, in figures that can be checked."""
    if found.outlook is None:
        return (
            "Nodig is een plan bij lopende trajecten, of uitwisseling in ten minste drie volle maanden van dit jaar en"
            " van het vorige."
        )
    if found.is_over:
        return "Dit is wat is geboekt; wat nog niet bevestigd is telt niet mee."
    given, taken = found.given_basis, found.taken_basis
    planned = ""
    if given.planned_cents or taken.planned_cents:
        planned = (
            f" Lopende trajecten plannen nog {dutch.money(given.planned_cents)} te geven en"
            f" {dutch.money(taken.planned_cents)} af te nemen, tegen de tarieven van nu; de grenzen rekenen ook met wat"
            " er tot nu toe van de plannen kwam."
        )
    return f"Grondslag:{planned}{_compared_text(found, is_rest=bool(planned))} Wat nog niet bevestigd is telt niet mee."


def _compared_text(found: _Forecast, *, is_rest: bool) -> str:
    """What was compared with last year; beside a plan that is only what goes without one."""
    if not found.is_compared:
        return " Gebruik zonder traject is nog niet met vorig jaar te vergelijken en telt niet mee."
    last = found.year.shifted(-1).label
    months = dutch.plural(found.months, "volle maand", "volle maanden")
    running = f"; {dutch.MONTHS[month_start(tuple(found.year.months())[found.months]).month - 1]} loopt nog"
    sides = (
        f"{words} {dutch.money(basis.this_cents)} tegen {dutch.money(basis.last_cents)} in {last}"
        for words, basis in ((GIVEN, found.given_basis), (TAKEN.lower(), found.taken_basis))
    )
    what = "wat geen plan heeft volgt de rest van" if is_rest else "de rest van"
    ratio = f"{what} {last} in die verhouding. De grenzen laten telkens één maand weg."
    return f" {months}{running}. {', '.join(sides)}; {ratio}"


def return_text(found: _Return) -> str:
    """Such as "Techniek: 3 keer tevergeefs gevraagd; plek bij Lasplaats (4 vrij) en Houtwerkplaats"."""
    offers = dutch.joined(
        f"{offer.name} ({dutch.count(offer.seats_free)} vrij)" if offer.seats_free is not None else offer.name
        for offer in found.offers
    )
    return f"{found.sector}: {dutch.plural(found.asked, 'keer', 'keer')} tevergeefs gevraagd; plek bij {offers}."
