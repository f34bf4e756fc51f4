"""How one line under a balance reads, the same on screen, on paper and on the command line."""

from __future__ import annotations

from datetime import date

from zsm_desktop.words.format import date_brief, date_medium, money, quantity
from zsm_desktop.words.labels import END_REASON, PLACEMENT_FIELD, PLACEMENT_STATUS, first_upper, label


def quantity_with_unit(hundredths: int, unit: str, unit_plural: str) -> str:
    """250 → "2,5 dagdelen", 100 → "1 dagdeel"."""
    return f"{quantity(hundredths)} {unit if abs(hundredths) == 100 else unit_plural}"


def placement_state(status: str, starts_on: date, day: date) -> str:
    """How a placement stands on a day; one that is agreed but has not begun says when it does: "begint 1 dec 2026"."""
    if status == "running" and starts_on > day:
        return f"begint {date_brief(starts_on)}"
    return label(PLACEMENT_STATUS, status)


def going_on(number: str, offer: str, provider: str, ends_on: date) -> str:
    """ "MT-012: Lassen bij De Duinpan, tot en met 30 juni 2027"."""
    return f"{number}: {offer} bij {provider}, tot en met {date_medium(ends_on)}"


def placement_change_text(field: str, old: str, new: str) -> str:
    """One line of the history of a placement, such as "Laatste dag: 31 mrt 2027 → 30 apr 2027"."""
    if field == "plan":
        return "Plan per maand vastgelegd" if new == "months" else "Plan weer gelijk verdeeld over de maanden"
    if field == "agreement_on":
        return f"Overeenkomst getekend op {_changed(field, new)}" if new else "Overeenkomst toch niet getekend"
    name, shown = first_upper(label(PLACEMENT_FIELD, field)), _changed(field, new)
    return f"{name}: {_changed(field, old)} → {shown}" if old else f"{name}: {shown}"


def _changed(field: str, value: str) -> str:
    if field == "status":
        return label(PLACEMENT_STATUS, value)
    if field == "end_reason":
        return label(END_REASON, value)
    return quantity(int(value)) if field == "planned" else date_medium(date.fromisoformat(value))


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
