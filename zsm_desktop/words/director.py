"""What a director reads first: the own school, the network, and what is asked of the next meeting."""

from __future__ import annotations

from zsm_desktop.domain.privacy import SMALLEST_SHOWN, is_recognisable
from zsm_desktop.words.format import count, money, percent, plural, signed_money

OWN, NETWORK, ASKED = "Mijn school", "Het netwerk", "Wat vraagt mijn besluit"
NOTHING_ASKED = "Er wacht niets op uw besluit of antwoord."
NO_MEETING = "Er is geen [stuurgroep] gepland."
COUNTING = "De resultaten worden geteld…"
NO_RESULTS = "Er zijn nog geen schoolverlaters van een afgelopen schooljaar genoteerd."
WAITS = {
    "settlement": ("voorstel tot verrekening te besluiten", "voorstellen tot verrekening te besluiten"),
    "bottlenecks": ("[knelpunt] te beantwoorden", "[knelpunten] te beantwoorden"),
    "agreements": ("verrekenovereenkomst te tekenen", "verrekenovereenkomsten te tekenen"),
    "confirmations": ("levering te bevestigen", "leveringen te bevestigen"),
    "evaluations": ("vragenlijst over de samenwerking", "vragenlijsten over de samenwerking"),
}
"""Said through the network's own nouns."""


def some(number: int) -> str:
    """Of people: few of them are not counted exactly."""
    return f"minder dan {SMALLEST_SHOWN}" if is_recognisable(number) else count(number)


def given(cents: int) -> str:
    return f"Gegeven: {money(cents)}"


def taken(cents: int) -> str:
    return f"Afgenomen: {money(cents)}"


def balance(cents: int) -> str:
    return f"Saldo: {signed_money(cents)}"


ELSEWHERE, HERE = "[Maatwerktrajecten] elders: {number}", "[Maatwerktrajecten] bij ons: {number}"
"""Those that run; said through the network's own nouns."""


def leavers(number: int | None) -> str:
    return "aantal weggelaten" if number is None else plural(number, "schoolverlater", "schoolverlaters")


def placed(permille: int) -> str:
    return f"Geplaatst: {percent(permille)}"


def owed(cents: int) -> str:
    return f"Uitstaande saldi: {money(cents)}"


def targets(reached: int, known: int, number: int) -> str:
    """Of `number` that were set, those of which an outcome may be told; the year report counts them so too."""
    if not number:
        return "Nog geen doelen afgesproken"
    return f"Doelen: {reached} van {known} gehaald" if known else "Doelen: nog geen uitkomst"


def lasting(permille: int) -> str:
    return f"Na 1 jaar bestendigd: {percent(permille)}"


def funds(number: int, left: int) -> str:
    return f"Middelen over: {money(left)}" if number else "Geen lopende middelen"
