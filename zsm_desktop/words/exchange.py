"""How one line under a balance reads, the same on screen, on paper and on the command line."""

from __future__ import annotations

from datetime import date

from zsm_desktop.words.format import date_brief, money, quantity
from zsm_desktop.words.labels import PLACEMENT_STATUS, label


def quantity_with_unit(hundredths: int, unit: str, unit_plural: str) -> str:
    """250 → "2,5 dagdelen", 100 → "1 dagdeel"."""
    return f"{quantity(hundredths)} {unit if abs(hundredths) == 100 else unit_plural}"


def placement_state(status: str, starts_on: date, day: date) -> str:
    """How a placement stands on a day; one that is agreed but has not begun says when it does: "begint 1 dec 2026"."""
    if status == "running" and starts_on > day:
        return f"begint {date_brief(starts_on)}"
    return label(PLACEMENT_STATUS, status)


def line_text(
    *,
    offer: str,
    amount: str,
    tariff_cents: int,
    reverses: int | None = None,
    placement_number: str = "",
    decision_number: str = "",
) -> str:
    """Such as "Lasplaats: 2,5 dagdelen à € 41,50 (traject PL-2026/27-014, besluit MB-2026/27-009)"."""
    text = f"{offer}: {amount} à {money(tariff_cents)}"
    named = [f"traject {placement_number}"] if placement_number else []
    named += [f"besluit {decision_number}"] if decision_number else []
    if named:
        text += f" ({', '.join(named)})"
    return text if reverses is None else f"Tegenboeking van boeking {reverses} – {text}"
