"""How a tariff, its costs and VAT read: the same on screen, on paper and on the command line."""

from __future__ import annotations

from datetime import date

from zsm_desktop.domain.tariffs import CostBasis
from zsm_desktop.words.format import date_medium, date_short, joined, money, percent
from zsm_desktop.words.labels import VAT_TREATMENT, first_upper, label

TITLE = "Tarieven"
EXPLAINED = (
    "Tarieven zoals ze vandaag gelden, per eenheid. Zonder kosten is niet te zien waaruit een tarief bestaat; overhead "
    "boven 5% van loonkosten en materiaal vraagt om een toets."
)
VAT_EXPLAINED = (
    "Ook een uitruil zonder geld kan voor de btw een dienst zijn. Of er btw over gaat, moet de accountant van het "
    "netwerk bevestigen; dit programma weet dat niet. Onderwijs en wat er nauw mee samenhangt is meestal vrijgesteld "
    "(artikel 11, lid 1, onder o, Wet op de omzetbelasting 1968), maar verhuur van machines of uitlenen van personeel "
    "kan belast zijn. Zolang niemand het nakeek, staat er ‘laat toetsen’. De percentages zijn die van de wet op de dag "
    "van levering. Een regel geldt vanaf zijn dag en verandert nooit wat al vaststond."
)


def vat_text(treatment: str, permille: int | None) -> str:
    """ "hoog tarief, 21%", "vrijgesteld"."""
    words = label(VAT_TREATMENT, treatment)
    return words if permille is None else f"{words}, {percent(permille)}"


def basis_text(basis: CostBasis) -> str:
    """ "loonkosten € 20,00, materiaal € 3,70 en overhead € 1,00"; "" where nothing was told."""
    parts = (
        ("loonkosten", basis.wage_cents),
        ("materiaal", basis.materials_cents),
        ("overhead", basis.overhead_cents),
    )
    return joined(f"{name} {money(cents)}" for name, cents in parts if cents is not None)


def agreed_text(agreed_by: str, decision_number: str) -> str:
    """ "Afgesproken door de stuurgroep, besluit SG-2026/27-003"; "" where neither is known."""
    by = f"afgesproken door {agreed_by}" if agreed_by else ""
    decision = f"besluit {decision_number}" if decision_number else ""
    return first_upper(", ".join(part for part in (by, decision) if part))


def span_text(first_day: date, last_day: date | None) -> str:
    """ "vanaf 1 augustus 2026", "1 augustus 2025 tot en met 31 juli 2026"."""
    if last_day is None:
        return f"vanaf {date_medium(first_day)}"
    return f"{date_medium(first_day)} tot en met {date_medium(last_day)}"


def decision_text(number: str, day: date, text: str) -> str:
    """For a list to choose from: "SG-2026/27-003 · 12-11-2026 · Tarieven voor dit jaar"."""
    short = text if len(text) <= 60 else f"{text[:59]}…"
    return " · ".join(part for part in (number, date_short(day), short) if part)
