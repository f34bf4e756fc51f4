"""How reads what a fund is accountable for; the same on the screen, on paper and on the command line."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from zsm_desktop.words.format import count, date_medium, money, percent, plural
from zsm_desktop.words.outcomes import after

EXPENSE_KIND = {
    "guidance": "begeleiding",
    "training": "scholing",
    "coordination": "coördinatie",
    "material": "materiaal",
    "other": "overig",
}
CONTRIBUTION_KIND = {"hours": "uren", "money": "geld"}
STANDING = {
    "reached": "gehaald",
    "on_schedule": "op schema",
    "nearly": "iets achter",
    "behind": "achter",
    "missed": "niet gehaald",
    "unknown": "niet bekend",
}
STANDING_SAYS = (
    "Op schema is gerekend alsof een aantal gelijkmatig over de looptijd groeit; iets achter is minstens 80% van wat "
    "er nu zou zijn. Een percentage groeit niet: dat staat tegenover het hele afgesproken deel."
)
COUNTED_SAYS = (
    "Wat het programma telt, is geteld over de hele schooljaren die voor het grootste deel in de looptijd vallen."
)
NOT_SHOWN = "niet getoond"
NOT_SHOWN_SAYS = (
    "“Niet getoond” staat waar het om minder dan vijf jongeren gaat, of waar zo'n groep terug te rekenen zou zijn. "
    "Daar staan ook geen kosten, want die zouden het aantal verraden. “Zonder een jaar” laat zo'n jaar weg."
)
NOT_COUNTABLE = "niet te berekenen"
IN_KIND = "Inbreng in natura en eigen geld van anderen is geen geld van de subsidie en telt niet mee als uitgegeven."

CHARGED = "Gedragen van leveringen tussen scholen"
EMPLOYERS = "Gegeven aan werkgevers"
SPENT = "Samen uitgegeven"
LEFT = "Over"
GRANTED = "Toegekend"
HOURS = "Inbreng in uren (natura)"
ADDED = "Eigen geld van anderen"

TITLE = "Verantwoording"
FILE = "Verantwoording {code} {day}"


class _Result(Protocol):
    @property
    def unit(self) -> str: ...
    @property
    def agreed(self) -> int: ...
    @property
    def reached(self) -> int | None: ...
    @property
    def is_hidden(self) -> bool: ...
    @property
    def is_partial(self) -> bool: ...
    @property
    def is_counted(self) -> bool: ...
    @property
    def until(self) -> date: ...
    @property
    def days_left(self) -> int: ...


class _Cost(Protocol):
    @property
    def months(self) -> int: ...
    @property
    def count(self) -> int | None: ...
    @property
    def each_cents(self) -> int | None: ...


def amount_text(value: int, unit: str) -> str:
    """What was agreed or reached: a number, or a percentage of thousandths."""
    return count(value) if unit == "number" else percent(value)


def reached_text(row: _Result) -> str:
    """What is shown of it; with `partly` beside it that there may be more."""
    if row.is_hidden:
        return NOT_SHOWN
    if row.reached is None:
        return "nog niets" if row.is_counted else "niet ingevuld"
    return amount_text(row.reached, row.unit)


def partly(row: _Result) -> str:
    """ "" where nothing was left out."""
    return "zonder een jaar" if row.is_partial and not row.is_hidden else ""


def days_left_text(row: _Result) -> str:
    """ "nog 251 dagen, tot en met 31 juli 2027"."""
    by = date_medium(row.until)
    if row.days_left < 0:
        return f"was voor {by}"
    left = plural(row.days_left, "dag", "dagen") if row.days_left else "vandaag"
    return f"nog {left}, tot en met {by}" if row.days_left else f"vandaag is de laatste dag ({by})"


def cost_of(cost: _Cost) -> str:
    """Of what one is: with a noun of the network between brackets."""
    return f"Nog op de plek {after(cost.months)}" if cost.months else "[Traject]"


def cost_whose(cost: _Cost, *, is_borne: bool) -> str:
    """Which of them are counted."""
    if cost.months:
        return "schoolverlaters uit die [trajecten]" if is_borne else "alle schoolverlaters in de looptijd"
    return "waarvan de subsidie iets droeg" if is_borne else "alle in de looptijd"


def cost_text(cost: _Cost) -> str:
    if cost.count is None:
        return NOT_SHOWN
    return NOT_COUNTABLE if cost.each_cents is None else money(cost.each_cents)


def count_text(cost: _Cost) -> str:
    return NOT_SHOWN if cost.count is None else count(cost.count)


def left_text(left_cents: int) -> str:
    """ "nog € 12,00 over", or how much too much was spent."""
    return f"nog {money(left_cents)} over" if left_cents >= 0 else f"{money(-left_cents)} meer dan toegekend"


def overspent(left_cents: int) -> str:
    return f"Er is {money(-left_cents)} meer besteed dan toegekend. Spreek met de gever af wie dat draagt."


def elapsed_text(permille: int) -> str:
    return f"{percent(permille)} van de looptijd is voorbij"


def report_text(sent_on: date | None, *, is_overdue: bool) -> str:
    if sent_on is not None:
        return "verstuurd"
    return "te laat" if is_overdue else "nog te versturen"
