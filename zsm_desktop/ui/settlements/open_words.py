"""How a document that is open stands, and what is open together, in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from zsm_desktop.services.open_items import OpenRow
from zsm_desktop.words.format import count, money, plural

KINDS = {"invoice": "factuur", "credit_note": "creditnota", "": "nog geen document"}
NOTHING_OPEN = "Er staat niets open."


def kind_words(row: OpenRow) -> str:
    return f"{KINDS.get(row.kind, row.kind)} bij {row.settlement_number}"


def stand(row: OpenRow, today: date) -> tuple[str, str]:
    """In a few words, and their tone."""
    if not row.open_cents:
        return "betaald", "good"
    if row.is_reversed:
        return "teruggedraaid", "neutral"
    if row.is_disputed:
        return "betwist", "neutral"
    if row.overdue_days:
        return f"{plural(row.overdue_days, 'dag', 'dagen')} te laat", "bad"
    if row.due_on is None:
        return "geen termijn", "neutral"
    left = (row.due_on - today).days
    if not left:
        return "vervalt vandaag", "warn"
    return f"nog {plural(left, 'dag', 'dagen')}", "info"


def about(row: OpenRow) -> tuple[str, str, str, str]:
    """The same in a sentence with what to do, an icon and a tone."""
    words, tone = "", "info"
    if not row.open_cents:
        return "Helemaal betaald", "", "circle-check", "good"
    if row.is_reversed:
        words, tone = "De verrekening is teruggedraaid", "neutral"
    elif row.is_disputed:
        words, tone = "Over leveringen uit deze maanden is nog een bezwaar", "neutral"
    elif not row.invoice_id:
        return "Hiervoor is nog geen factuur gemaakt", "Betalen kan zodra die er is.", "info-circle", "info"
    elif row.overdue_days:
        return f"{plural(row.overdue_days, 'dag', 'dagen')} te laat", "", "alert-triangle", "bad"
    else:
        return "Op tijd", "", "clock", "info"
    return words, "Hiervoor gaat geen herinnering uit.", "info-circle", tone


def counted(rows: Iterable[OpenRow]) -> str:
    """How much is open, and how much of it too late."""
    found = [row for row in rows if row.open_cents]
    if not found:
        return NOTHING_OPEN
    late = [row for row in found if row.overdue_days]
    words = f"{count(len(found))} open, samen {money(sum(row.open_cents for row in found))}"
    if not late:
        return f"{words}. Niets is te laat."
    return f"{words}. Daarvan te laat: {count(len(late))}, samen {money(sum(row.open_cents for row in late))}."


def hand_words(row: OpenRow, cents: int) -> str:
    """What booking this amount on a document somebody chose does to it."""
    start = f"Zelf gekozen: {row.payer.name} betaalt {row.number} aan {row.payee.name}"
    if cents > row.open_cents:
        return f"{start}. {money(cents - row.open_cents)} is te veel betaald; dat deel wordt niet geboekt."
    if cents < row.open_cents:
        return f"{start}. Er blijft {money(row.open_cents - cents)} open."
    return f"{start}. Daarmee is alles betaald."
