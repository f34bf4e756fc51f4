"""What the part Documenten of a settlement says around its list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zsm_desktop.words.format import date_short, joined, money, plural
from zsm_desktop.words.invoices import concept_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

FIXED = "Uitgegeven: nummers en inhoud liggen vast."
OWN = "De documenten waarop uw school staat."
NOT_YET_OWN = "Er is hier geen document van uw school. Wordt er een uitgegeven, dan staat het hier."
NEVER = "Bij deze verrekening zijn geen documenten uitgegeven, en dat hoeft ook niet meer: zij is teruggedraaid."
STATEMENTS = "Het overzicht zegt elke school wat zij gaf en afnam, en waar zij nu staat."
STOPPED = "Gestopt. Wat al gemaakt was, staat in de map."


def concepts(documents: int, lacking: int) -> str:
    said = f"{plural(documents, 'concept', 'concepten')}, nog niet uitgegeven."
    if not lacking:
        return f"{said} Er ontbreekt niets."
    return f"{said} Aan {plural(lacking, 'concept', 'concepten')} ontbreekt nog iets; hieronder staat wat."


def lacks(count: int) -> str:
    return f"{plural(count, 'punt', 'punten')} open" if count else "compleet"


def dated(kind: str, day: date | None) -> str:
    return f"{kind}, {date_short(day)}" if day else kind


def due(day: date | None, *, is_set_off: bool) -> str:
    """Until when it is to be paid; a credit note is not."""
    if is_set_off:
        return "verrekend"
    return f"t/m {date_short(day)}" if day else ""


def title(kind: str, number: str) -> str:
    return f"{kind} {number}" if number else concept_of(kind)


def issue_question(documents: int, cents: int, set_off: int) -> str:
    """`cents` is without what was set off."""
    without = f" Op {plural(set_off, 'stuk', 'stukken')} valt niets te betalen: dat is verrekend." if set_off else ""
    return (
        f"{plural(documents, 'document', 'documenten')} uitgeven, samen {money(cents)}?{without} Elk krijgt een "
        "nummer. Nummers en inhoud zijn daarna niet meer te veranderen; verbeteren kan alleen met een creditnota."
    )


def issued(documents: int, settlement: str) -> str:
    return f"{plural(documents, 'document', 'documenten')} van {settlement} uitgegeven."


def saved(originals: int, copies: int, internal: int, folder: Path) -> str:
    """`internal` of the originals have no e-invoice."""
    made = [plural(originals, "origineel", "originelen") if originals else ""]
    made += [plural(copies, "kopie", "kopieën") if copies else "", "een overzicht"]
    said = f"{joined([part for part in made if part])} opgeslagen in {folder}."
    if originals > internal:
        said += " Bij een origineel staat de e-factuur (xml)."
    if not internal:
        return said
    return f"{said} Bij {plural(internal, 'interne doorbelasting', 'interne doorbelastingen')} hoort geen e-factuur."


def drafted(mails: int, copies: int, folder: Path, nobody: Sequence[str]) -> str:
    """`copies` is the number of mails to schools with copies of their own documents."""
    said = (
        f"{plural(mails, 'e-mail', 'e-mails')} aan ontvangers en {plural(copies, 'e-mail', 'e-mails')} met kopieën "
        f"{'staat' if mails + copies == 1 else 'staan'} klaar in {folder}."
    )
    return f"{said} Zonder adres: {joined(nobody)}; vul dat zelf in." if nobody else said
