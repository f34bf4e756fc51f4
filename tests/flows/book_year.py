"""The end of the chain: the book year is closed by keys, and its dossier is made."""

from __future__ import annotations

from pathlib import Path

from tests.builders import World
from tests.flows.hands import Hands
from tests.flows.test_the_whole_chain_by_keys import pdf_text
from zsm_desktop.domain.book_years import YearState


def close_book_year(hands: Hands, world: World, folder: Path) -> None:
    """In the room Verrekening with Boekjaren in sight."""
    face = hands.window.page.years
    hands.until(lambda: not face.writer.is_busy)
    hands.press("Ctrl+Return")
    hands.wait_for_dialog()
    hands.press("Ctrl+Return")
    hands.until(lambda: world.desk.book_years.rows()[-1].state is YearState.CLOSED)
    hands.until(lambda: not face.writer.is_busy)
    card = world.desk.book_years.card(2026)
    hands.press("Ctrl+S")
    hands.choose_file(folder)
    hands.until(lambda: not hands.window.workshop.running)
    assert {path.suffix for path in folder.iterdir()} == {".pdf", ".xlsx", ".xaf"}
    (proof,) = folder.glob("*.pdf")
    assert f"Bewijs van afsluiting boekjaar {card.row.year}" in pdf_text(proof)
    assert sum(one.closing_cents for one in card.totals) == 0
