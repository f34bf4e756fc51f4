"""Employers, vacancies and who works there in Dutch, on screen and on paper alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Protocol

from zsm_desktop.words.format import WEEKDAYS, date_medium, joined, money, plural, quantity

SIZE = {"": "", "small": "klein", "medium": "middelgroot", "large": "groot"}
CONTACT = {"call": "gebeld", "visit": "bezocht", "mail": "gemaild", "other": "gesproken"}
VACANCY = {"job": "baan", "work_place": "werkplek", "traineeship": "leerwerkplek"}
STATE = {"coming": "komt nog", "open": "open", "full": "bezet", "expired": "verlopen", "closed": "gesloten"}
STATE_TONE = {"coming": "info", "open": "good", "full": "neutral", "expired": "warn", "closed": "neutral"}
CLOSED = {"filled": "vervuld", "withdrawn": "ingetrokken", "expired": "verlopen"}
WORK = {
    "proposed": "voorgesteld",
    "trial": "proefplaatsing",
    "contract": "contract",
    "ended": "afgelopen",
    "cancelled": "ging niet door",
}
WORK_TONE = {"proposed": "info", "trial": "warn", "contract": "good", "ended": "neutral", "cancelled": "neutral"}
WORK_END = {
    "contract_over": "contract voorbij",
    "dismissed": "ontslag",
    "motivation": "te weinig motivatie",
    "problems": "problemen werden groter",
    "education": "naar opleiding",
    "other_employer": "andere werkgever",
    "moved": "verhuizing",
    "employer_declined": "werkgever zag ervan af",
    "other": "anders",
}
PURPOSE = {"training": "scholing", "guidance": "begeleiding", "both": "scholing of begeleiding"}
NO_WAGES = "Voor scholing of begeleiding; geen loonkosten."
FIT = {
    "consent": "toestemming is er",
    "sector": "sector",
    "seats": "plaats",
    "period": "periode",
    "distance": "afstand",
    "days": "dagen",
}
LACK = {
    "consent": "nog geen toestemming",
    "sector": "andere sector",
    "seats": "bezet",
    "period": "te laat open",
    "distance": "te ver",
    "days": "andere dagen",
}
_DAYS = dict(zip(("ma", "di", "wo", "do", "vr"), WEEKDAYS, strict=False))


def days(weekdays: Iterable[str]) -> str:
    """ "maandag en dinsdag"; "" for any day."""
    return joined(_DAYS[day] for day in weekdays)


def until(day: date | None) -> str:
    return f"tot en met {date_medium(day)}" if day is not None else "tot zij vervuld is"


def places(left: int, whole: int) -> str:
    return f"{left} van {plural(whole, 'plaats', 'plaatsen')} vrij"


def half_days(hundredths: int | None) -> str:
    if hundredths is None:
        return ""
    return f"{quantity(hundredths)} {'dagdeel' if hundredths == 100 else 'dagdelen'} per week"


def km(distance: int | None) -> str:
    """As the crow flies between two postcode areas: never more exact than "about"."""
    return "afstand onbekend" if distance is None else f"ca. {distance} km"


def fits(found: Iterable[str]) -> str:
    """ "sector, dagen"; that there is consent goes without saying."""
    return ", ".join(FIT[one] for one in found if one != "consent")


def lacks(found: Iterable[str]) -> str:
    """ "let op: te ver, andere dagen"."""
    named = ", ".join(LACK[one] for one in found)
    return f"let op: {named}" if named else ""


def spoke_before(who: str, day: date, kind: str, by: str, holder: str, holder_at: str) -> str:
    """Before a second contact by another school: who was there, and with whom one talks first."""
    named = f"{WEEKDAYS[day.weekday()]} {date_medium(day)}"
    how = {"call": "belde hier", "visit": "was hier", "mail": "mailde hierheen"}.get(kind, "had hier contact")
    first = f"{who or by} {how} op {named}."
    ask = f"{holder} ({holder_at})" if holder and holder_at else holder or by
    return f"{first} Overleg eerst met {ask}." if ask else first


class AtWork(Protocol):
    """As `services.work_placement_rows.WorkRow`."""

    @property
    def status(self) -> str: ...
    @property
    def trial_from(self) -> date | None: ...
    @property
    def trial_until(self) -> date | None: ...
    @property
    def contract_from(self) -> date | None: ...
    @property
    def contract_until(self) -> date | None: ...
    @property
    def ended_on(self) -> date | None: ...


def work_span(row: AtWork, say: Callable[[date], str] = date_medium) -> str:
    """The days that matter now; `say` for a list with little room."""
    if row.ended_on is not None:
        return f"tot {say(row.ended_on)}"
    is_hired = row.status == "contract"
    days = (row.contract_from, row.contract_until) if is_hired else (row.trial_from, row.trial_until)
    return since(*days, say)


def since(first: date | None, last: date | None, say: Callable[[date], str] = date_medium) -> str:
    """ "vanaf 1 maart 2026 tot en met 31 juli 2026"; "" where it did not begin."""
    if first is None:
        return ""
    return f"vanaf {say(first)}" + (f" tot en met {say(last)}" if last is not None else "")


def spent_words(spent: int, granted: int, rest: int, *, is_settled: bool) -> str:
    back = "terug te betalen" if is_settled else "nog te verantwoorden"
    left = f"; {money(rest)} {back}" if rest else "; alles is verantwoord"
    return f"{money(spent)} verantwoord van {money(granted)}{left}"
