"""The fixed words on every paper the program makes, the same in PDF and Excel."""

from __future__ import annotations

from zsm_desktop.words.format import count

NOTHING = "Geen."
TOTAL = "Totaal"
OTHER_SHEETS = "Op de andere bladen"


def page_of(page: str, pages: str) -> str:
    return f"Pagina {page} van {pages}"


def ledger_head(entries: int, head: str) -> str:
    """The state of the books, so that a later copy can be held against this paper; the hash in groups of eight."""
    groups = " ".join(head[at : at + 8] for at in range(0, len(head), 8))
    return f"Grootboek t/m boeking {count(entries)} · {groups}" if groups else f"Grootboek: {count(entries)} boekingen"


def shortened(characters: int) -> str:
    """Ends a text that an Excel cell cannot hold; the whole text stands in the PDF."""
    return f" […] (nog {count(characters)} tekens, zie de pdf)"
