"""The words of a statement, on paper and in the mail around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from zsm_desktop.words import format as dutch
from zsm_desktop.words.spans import span_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from zsm_desktop.domain.spans import Span

TITLE = "Overzicht van de uitwisseling"
OPENING, CLOSING = "Beginsaldo", "Eindsaldo"
NUMBER, SPAN, MADE = "Nummer", "Periode", "Gemaakt"
NOTICE = "Alleen voor {school}"
DELIVERED_AND_YEARS = "Geleverd; jaren"
BOOKED = "Geboekt in deze periode"
BESIDE = "Nog niet in het saldo"
WAITING, DISPUTED = "Wacht op antwoord", "Betwist"
NOTHING_BOOKED = "In deze periode is niets geboekt."
NOTHING_WAITING = "Er wacht niets op antwoord."
NOTHING_DISPUTED = "Er is niets betwist."
SIGN = (
    "Meer dan nul: de school gaf meer dan zij afnam. Een regel telt in de maand waarin zij is geboekt. Dat is de dag "
    "van levering, tenzij er een andere dag bij staat. Bruto is het bedrag zonder subsidie. Onder de dag van levering "
    "staan schooljaar en boekjaar."
)
SETTLED = "Wat is verrekend of afgeboekt, is van het saldo af. Wat daarvoor te betalen is, staat bij de verrekening."
NOT_IN = "Wat nog geen antwoord heeft of betwist is, staat hieronder en telt nergens in mee."
NOT_OUT = "Dit overzicht is nog niet vastgelegd en heeft daarom geen nummer."
HEAD = "Kop van het grootboek"
NO_TALK = (
    "Wat er over een betwiste levering geschreven is, staat hier niet: wie dit overzicht maakte, kan niet nagaan of er "
    "een naam in staat. De scholen lezen het bij de levering zelf."
)
A_PUPIL = "een leerling"
SIDE = {"given": "gaf", "taken": "nam af", "settled": "verrekend"}


class _Numbered(Protocol):
    @property
    def number(self) -> str: ...
    @property
    def version(self) -> int: ...


class _Issued(_Numbered, Protocol):
    @property
    def opening_cents(self) -> int: ...
    @property
    def closing_cents(self) -> int: ...
    @property
    def later(self) -> int: ...
    @property
    def later_cents(self) -> int: ...
    @property
    def reopened(self) -> int: ...


class _Line(Protocol):
    @property
    def number(self) -> int: ...
    @property
    def booked_on(self) -> date: ...
    @property
    def cents(self) -> int: ...


class _Facts(_Numbered, Protocol):
    @property
    def name(self) -> str: ...
    @property
    def network(self) -> str: ...
    @property
    def span(self) -> Span: ...
    @property
    def opening_cents(self) -> int: ...
    @property
    def closing_cents(self) -> int: ...
    @property
    def silence_days(self) -> int | None: ...
    @property
    def since(self) -> Sequence[_Line]: ...
    @property
    def waiting(self) -> Sequence[object]: ...
    @property
    def disputed(self) -> Sequence[object]: ...
    @property
    def runs_on(self) -> bool: ...
    @property
    def made_on(self) -> date: ...


def number_words(row: _Numbered) -> str:
    """Such as "OV-2026/27-DUIN-01", from the second on with its version; "" for what did not go out."""
    if row.version <= 1:
        return row.number
    return f"{row.number}, versie {row.version}"


def days_words(span: Span) -> str:
    return f"{dutch.date_medium(span.first_day)} tot en met {dutch.date_medium(span.last_day)}"


def booked_on(day: date) -> str:
    """Behind a line that was booked on another day than it was delivered."""
    return f"; geboekt op {dutch.date_medium(day)}"


def gross(cents: int) -> str:
    """Behind a line of which a fund pays a part."""
    return f"; bruto {dutch.signed_money(cents)}"


def total(gross_cents: int, fund_cents: int) -> str:
    """Of the lines, before what they come to."""
    return f"Totaal: bruto {dutch.signed_money(gross_cents)}, subsidie {dutch.signed_money(fund_cents)}"


def runs_on(made: date) -> str:
    return f"Deze periode loopt nog. Dit is de stand van {dutch.date_long(made)}."


def silence(days: int | None) -> str:
    """The rule of the network in one sentence."""
    if days is None:
        return "Wat een school niet beantwoordt, blijft openstaan: in dit netwerk geldt zwijgen niet als akkoord."
    return (
        f"In dit netwerk geldt: wat {dutch.plural(days, 'dag', 'dagen')} na een bevestigingsronde niet is beantwoord, "
        "geldt als akkoord en wordt geboekt."
    )


def replaces(earlier: _Issued, facts: _Facts, made: date) -> str:
    """What this version replaces and what came in between; `made` is the day of the earlier one."""
    words = f"Vervangt versie {earlier.version} van {dutch.date_medium(made)}"
    if not facts.since:
        return f"{words}; sindsdien is er niets bijgeboekt."
    cents = sum(line.cents for line in facts.since)
    before = sum(line.booked_on < facts.span.first_day for line in facts.since)
    count = dutch.plural(len(facts.since), "boeking", "boekingen")
    first, last = facts.since[0].number, facts.since[-1].number
    which = f"boeking {first}" if first == last else f"tussen boeking {first} en {last}"
    words += f"; sindsdien geboekt: {count}, samen {dutch.signed_money(cents)} ({which})"
    if before:
        words += f". Daarvan {'valt' if before == 1 else 'vallen'} {dutch.count(before)} voor deze periode: het "
        words += f"beginsaldo was {dutch.signed_money(earlier.opening_cents)}"
    return f"{words}. Het eindsaldo was {dutch.signed_money(earlier.closing_cents)}."


def reopened(month: date, on: date, by: str, reason: str) -> str:
    return f"De afgesloten maand {dutch.month(month)} is op {dutch.date_medium(on)} heropend door {by}: {reason}"


def reopened_since(month: date, on: date, by: str, reason: str) -> str:
    """On a statement that went out before that happened."""
    return (
        f"Nadat dit overzicht uitging, is de afgesloten maand {dutch.month(month)} op {dutch.date_medium(on)} heropend "
        f"door {by}: {reason}. Vraag om een nieuwe versie."
    )


def overtaken(row: _Issued) -> str:
    """What has happened since a statement went out."""
    said = []
    if row.later:
        count = dutch.plural(row.later, "boeking", "boekingen")
        came = "is" if row.later == 1 else "zijn"
        said.append(f"Sindsdien {came} er {count} bijgekomen, samen {dutch.signed_money(row.later_cents)}.")
    if row.reopened:
        said.append("Sindsdien is een afgesloten maand ervan heropend.")
    return " ".join(said)


def earlier_beside(count: int) -> str:
    what = "levering" if count == 1 else "leveringen"
    waits = "wacht" if count == 1 else "wachten"
    return f"Van voor deze periode {waits} nog {dutch.count(count)} {what} op antwoord of een uitkomst."


def said(who: str, text: str) -> str:
    return f"{who}: {text}" if text else who


def file_stem(code: str, facts: _Facts) -> str:
    if not facts.number:
        return f"Overzicht {code} {span_words(facts.span)}"
    version = f" v{facts.version}" if facts.version > 1 else ""
    return f"Overzicht {facts.number}{version}"


def subject(facts: _Facts) -> str:
    number = f" {number_words(facts)}" if facts.number else ""
    return f"Overzicht{number}: {span_words(facts.span)} ({facts.network})"


def message(facts: _Facts, receiver: str, sender: str) -> str:
    """The whole text of the mail; there is no pupil in it."""
    apart = len(facts.waiting) + len(facts.disputed)
    lines = [
        f"Beste {receiver}," if receiver else f"Beste collega van {facts.name},",
        "",
        f"Hierbij het overzicht van wat {facts.name} gaf en afnam van {days_words(facts.span)}.",
        "",
        f"{OPENING}: {dutch.signed_money(facts.opening_cents)}",
        f"{CLOSING}: {dutch.signed_money(facts.closing_cents)}",
    ]
    if facts.runs_on:
        lines += ["", runs_on(facts.made_on)]
    if apart:
        stands = "staat" if apart == 1 else "staan"
        what = dutch.plural(apart, "levering", "leveringen")
        lines += ["", f"Buiten het saldo {stands} {what} die nog geen antwoord {'heeft' if apart == 1 else 'hebben'} "
                  f"of betwist {'is' if apart == 1 else 'zijn'}."]  # fmt: skip
    lines += ["", silence(facts.silence_days)]
    lines += ["", "Klopt er iets niet? Laat het ons weten.", "", "Met vriendelijke groet,", sender, facts.network]
    return "\n".join(lines)
