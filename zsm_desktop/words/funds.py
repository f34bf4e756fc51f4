"""How a fund reads: what it bears, for what, and what an act on it would do; the same wherever it is shown."""

from __future__ import annotations

from datetime import date

from zsm_desktop.words.format import date_medium, joined, money, plural
from zsm_desktop.words.labels import OFFER_KIND, SCHOOL_KIND, label

WHAT_IT_IS = (
    "Een subsidie betaalt een deel van wat scholen bij elkaar afnemen, op volgorde van de dag van levering, tot het "
    "toegekende bedrag op is. Wie het eerst bevestigt maakt niet uit. Wat in haar dagen al geboekt is, draagt zij ook."
)


def part_text(percent_hundredths: int | None, fixed_cents: int | None) -> str:
    """What a fund bears of a delivery: "40% van het bedrag", "€ 10,00 per eenheid"."""
    if percent_hundredths is None:
        return f"{money(fixed_cents or 0)} per eenheid"
    whole, part = divmod(percent_hundredths, 100)
    digits = f"{part:02d}".rstrip("0")
    return f"{whole},{digits}% van het bedrag" if digits else f"{whole}% van het bedrag"


def for_text(sector: str, offer_kind: str | None, school_kind: str | None) -> str:
    """For what it is: "techniek, branchegerichte cursus, afgenomen door vso"; "alles" without a limit."""
    parts = (
        sector,
        label(OFFER_KIND, offer_kind) if offer_kind else "",
        f"afgenomen door {label(SCHOOL_KIND, school_kind)}" if school_kind else "",
    )
    return ", ".join(part for part in parts if part) or "alle leveringen"


def days_text(first_day: date, last_day: date) -> str:
    return f"{date_medium(first_day)} tot en met {date_medium(last_day)}"


def delivery_part_text(fund: str, claimed_cents: int, charged_cents: int) -> str:
    """Of one delivery: "Projectsubsidie draagt € 20,00, € 4,70 wacht op geld"."""
    waiting = claimed_cents - charged_cents
    return f"{fund} draagt {money(charged_cents)}" + (f", {money(waiting)} wacht op geld" if waiting else "")


def waiting_text(waiting: int, claimed_cents: int, borne_cents: int) -> str:
    """What would be borne of deliveries that wait for the other school."""
    if not waiting:
        return "Er wacht nu geen levering op bevestiging waar deze subsidie voor is."
    text = f"Van {plural(waiting, 'levering die nog wacht', 'leveringen die nog wachten')} zou zij {money(borne_cents)}"
    if borne_cents == claimed_cents:
        return f"{text} dragen."
    return f"{text} dragen; voor {money(claimed_cents - borne_cents)} is geen geld meer, dat blijft bij de scholen."


def shift_text(shifted: int, shifts: tuple[tuple[str, int], ...]) -> str:
    """What moves of deliveries that are booked already; "" where nothing does."""
    if not shifted:
        return ""
    moved = (f"{school} betaalt {money(abs(cents))} {'minder' if cents > 0 else 'meer'}" for school, cents in shifts)
    what = plural(shifted, "al geboekte levering", "al geboekte leveringen")
    return f"Bij {what} verschuift het deel van de subsidie: {joined(moved)}. Dat wordt als verschuiving geboekt."
