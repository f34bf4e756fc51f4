"""The end of the chain: the book year is closed by keys, and its dossier is made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.builders import World
from tests.flows.test_the_whole_chain_by_keys import Hands, pdf_text
from zsm_desktop.domain.book_years import YearState


def close_book_year(hands: Hands, world: World, folder: Path, choose: Callable[[Hands, Path], object]) -> None:
    """In the room Verrekening with Boekjaren in sight; `choose` is the hand at the system's own file dialog."""
    face = hands.window.page.years
    hands.until(lambda: not face.writer.is_busy)
    hands.press("Ctrl+Return")
    hands.wait_for_dialog()
    hands.press("Ctrl+Return")
    hands.until(lambda: world.desk.book_years.rows()[-1].state is YearState.CLOSED)
    hands.until(lambda: not face.writer.is_busy)
    card = world.desk.book_years.card(2026)
    hands.press("Ctrl+S")
    choose(hands, folder)
    hands.until(lambda: not hands.window.workshop.running)
    assert {path.suffix for path in folder.iterdir()} == {".pdf", ".xlsx", ".xaf"}
    (proof,) = folder.glob("*.pdf")
    assert f"Bewijs van afsluiting boekjaar {card.row.year}" in pdf_text(proof)
    assert sum(one.closing_cents for one in card.totals) == 0
