"""What is said of a book year: its checks, each in a sentence, and its closing, the same on screen and paper."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from zsm_desktop.domain.book_years import CheckKind, CheckOutcome, YearState
from zsm_desktop.domain.calendar import home_day
from zsm_desktop.words.format import joined, money, month, plural, time_of_day

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from zsm_desktop.domain.book_years import YearCheck

MOST_NAMED = 4
STATES = {YearState.OPEN: "open", YearState.READY: "kan dicht", YearState.CLOSED: "afgesloten"}
KINDS = {"school": "rekening-courant", "open": "te ontvangen of te betalen", "fund": "subsidie"}
OUTCOMES = {CheckOutcome.GOOD: "in orde", CheckOutcome.WARNING: "let op", CheckOutcome.BLOCKING: "eerst herstellen"}
BOOK_YEAR, STATE = "boekjaar", "stand"
PROOF = "Bewijs van afsluiting boekjaar {year}"
SPAN = "1 januari tot en met 31 december {year}"
FILES = {
    "pdf": "Boekjaar {year} bewijs van afsluiting",
    "xlsx": "Boekjaar {year} journaal",
    "audit_file": "Boekjaar {year} auditfile",
}
CLOSED_ON, CLOSED_BY, KEEPER = "Afgesloten op", "Door", "Penvoerder"
ENTRIES, LAST_ENTRY, KEPT_UNTIL = "Boekingen", "Laatste boeking", "Te bewaren tot en met"
CHECK, OUTCOME, KIND = "Controle", "Uitkomst", "Soort"
ACCOUNT, OPENING, CHANGE, CLOSING = "Rekening", "Begin", "In het jaar", "Eind"
TOTAL = "Samen"
TOTALS, BOOKED = "Wat op elke rekening staat", "Wat er is geboekt"
FINAL = (
    "De boeken van {year} zijn voorgoed afgesloten. Er komt geen boeking meer bij en geen boekperiode gaat nog open. "
    "Wat later wordt geleverd, bevestigd of hersteld, komt in een later boekjaar."
)
FORETOLD = "Dit is voorgoed: een afgesloten boekjaar gaat niet meer open."
MEANS = (
    "In {year} komt geen boeking meer bij, en geen boekperiode van dat jaar gaat nog open.",
    "Een fout van toen herstelt u met een tegenboeking; die telt in het jaar waarin u haar maakt.",
    "Alle saldi van {year}, de controles en de keten van boekingen worden als bewijs vastgelegd.",
)
CLOSED = "Boekjaar {year} is afgesloten. Maak nu het dossier voor de accountant."
MADE = "Dossier van boekjaar {year} gemaakt: bewijs (pdf), journaal (Excel) en auditfile (xaf)."
STOPPED = "Gestopt. Er is niets geschreven."
SIGN = "Een plus is wat het netwerk aan de houder van de rekening schuldig is, een min wat de houder schuldig is."
KEEPING = (
    "Deze boeken blijven bewaard volgens artikel 52, lid 4, van de Algemene wet inzake rijksbelastingen. De regel over "
    "het grootboek onderaan is na te gaan bij Instellingen: zo blijkt of er sindsdien iets is veranderd."
)
_GOOD = {
    CheckKind.OVER: "Het jaar is voorbij",
    CheckKind.BEFORE: "Eerdere jaren zijn afgesloten",
    CheckKind.WAITING: "Elke levering van dit jaar is bevestigd",
    CheckKind.DISPUTED: "Geen levering van dit jaar is betwist",
    CheckKind.SETTLED: "Er wacht geen voorstel tot verrekening",
    CheckKind.DOCUMENTS: "Van alles wat is verrekend zijn documenten uitgegeven",
    CheckKind.PERIODS: "Alle boekperioden van dit jaar zijn afgesloten",
    CheckKind.BALANCED: "Debet en credit zijn gelijk",
    CheckKind.BOOKS: "De keten van boekingen is ongebroken en de totalen kloppen",
}


def title(year: int) -> str:
    return f"Boekjaar {year}"


def check_text(check: YearCheck) -> str:
    """One line; what is wrong with how many, and which."""
    if check.outcome is CheckOutcome.GOOD:
        return _GOOD[check.kind]
    match check.kind:
        case CheckKind.OVER:
            return "Het jaar loopt nog"
        case CheckKind.BEFORE:
            return f"Nog niet afgesloten: boekjaar {_named(check.what)}"
        case CheckKind.WAITING:
            found = plural(check.count, "levering van dit jaar wacht", "leveringen van dit jaar wachten")
            return f"{found} op bevestiging"
        case CheckKind.DISPUTED:
            return f"{plural(check.count, 'levering van dit jaar is', 'leveringen van dit jaar zijn')} betwist"
        case CheckKind.SETTLED:
            return f"Nog niet uitgevoerd of ingetrokken: {_named(check.what)}"
        case CheckKind.DOCUMENTS:
            return f"Nog geen documenten uitgegeven bij {_named(check.what)}"
        case CheckKind.PERIODS if not check.what:
            return "Tot en met 31 december zijn nog niet alle boekperioden er"
        case CheckKind.PERIODS:
            names = _named(tuple(map(_period, check.what)))
            return f"Nog niet afgesloten: {plural(check.count, 'boekperiode', 'boekperioden')} ({names})"
        case CheckKind.BALANCED:
            return f"Debet en credit schelen {money(check.count)}" if check.count else "De saldi zijn samen niet nul"
        case CheckKind.BOOKS:
            return f"In de boeken {plural(check.count, 'klopt iets', 'kloppen dingen')} niet"


def check_advice(check: YearCheck) -> str:
    """What a warning means, or what to do about what stands in the way."""
    if check.outcome is CheckOutcome.GOOD:
        return ""
    return _ADVICE[check.kind]


_ADVICE = {
    CheckKind.OVER: "Na 31 december kan het worden afgesloten.",
    CheckKind.BEFORE: "Sluit de jaren in hun volgorde af.",
    CheckKind.WAITING: "Na het afsluiten komen ze in het volgende boekjaar.",
    CheckKind.DISPUTED: "Na het afsluiten komen ze in het volgende boekjaar.",
    CheckKind.SETTLED: "Voer het voorstel uit of trek het in.",
    CheckKind.DOCUMENTS: "Dat kan ook na het afsluiten.",
    CheckKind.PERIODS: "Sluit ze af bij Uitwisseling, onder Boekperioden.",
    CheckKind.BALANCED: "Laat het grootboek nalopen bij Instellingen, Opslag en controle.",
    CheckKind.BOOKS: "Bij Instellingen, Opslag en controle, ziet u wat.",
}


def _period(name: str) -> str:
    """A month as people call it."""
    try:
        return month(date.fromisoformat(f"{name}-01"))
    except ValueError:
        return name


def _named(what: tuple[str, ...]) -> str:
    """The first few of many."""
    if len(what) <= MOST_NAMED:
        return joined(what)
    return f"{', '.join(what[: MOST_NAMED - 1])} en nog {len(what) - MOST_NAMED + 1}"


def kept(day: date) -> str:
    return f"te bewaren tot en met {day_words(day)}"


def day_words(day: date) -> str:
    """ "31 december 2033"."""
    return f"{day.day} {month(day)}"


def closed_words(at: datetime | None, by: str) -> str:
    """Nothing while it is open."""
    return f"Afgesloten op {day_words(home_day(at))} door {by}" if at is not None else ""


def entries_words(entries: int) -> str:
    return plural(entries, "boeking", "boekingen")


def checks_caption(warnings: int) -> str:
    if not warnings:
        return "Wat is nagegaan"
    return f"Wat is nagegaan, met {plural(warnings, 'punt', 'punten')} om op te letten"


def moment(at: datetime) -> str:
    return f"{day_words(home_day(at))}, {time_of_day(at.time())}"


def blocking_words(checks: Iterable[YearCheck]) -> str:
    """All that has to be seen to first, each as on the screen; "" for nothing."""
    return "; ".join(check_text(one) for one in checks if one.outcome is CheckOutcome.BLOCKING)
