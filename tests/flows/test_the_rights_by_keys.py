"""What a pupil can ask for, and a data breach, by keys: from the note to the proof, with every form on the way."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.builders import SECRETARY, World
from tests.flows.hands import Hands
from tests.flows.test_the_exchange_by_keys import Keyboards, theme
from tests.services.test_pupil_record import pupil_of
from zsm_desktop.ui.settings.privacy_breaches import state
from zsm_desktop.ui.theme import Theme

__all__ = ["theme"]
LOCK = "negen blauwe fietsen"
REASON = "Zijn ouders vroegen om inzage"


@pytest.fixture
def kept() -> str:
    """A file: what differs on a server is in the services."""
    return "file"


@pytest.fixture
def hands(qtbot: QtBot, theme: Theme, world: World) -> Iterator[Hands]:
    with Keyboards(qtbot, theme, world).of(SECRETARY, "settings") as made:
        yield made


def test_an_objection_and_an_erasure_from_the_note_to_the_proof(hands: Hands, world: World, tmp_path: Path) -> None:
    case = world.case()
    pupil = world.desk.pupils.row(pupil_of(world, case))
    _object(hands, world, pupil.code)
    _letters(hands, tmp_path)
    world.desk.cases.close(case)
    _forget(hands, world, pupil.code)
    _prove(hands, world, pupil.code, tmp_path)


def _made(hands: Hands, folder: Path) -> list[Path]:
    """Once a pdf is there and nothing is being made any more."""
    hands.until(lambda: any(folder.glob("*.pdf")) and not hands.window.workshop.running)
    return sorted(folder.iterdir())


def _note(hands: Hands, world: World, code: str, what: str, who: str) -> None:
    before = len(world.desk.privacy_requests.rows())
    hands.press("Ctrl+N")
    hands.wait_for_dialog()
    hands.type(code)
    hands.press("Return")
    hands.tab_to("Leerling, verplicht")
    hands.press("Down")
    hands.choose("Wat wordt gevraagd", what)
    hands.choose("Wie vraagt", who)
    hands.press("Ctrl+Return")
    hands.until(lambda: len(world.desk.privacy_requests.rows()) == before + 1)


def _answer(hands: Hands, world: World, done: str) -> None:
    before = _answered(world)
    hands.press("Ctrl+Return")
    hands.wait_for_dialog()
    hands.choose("Wat is het antwoord", "Toegewezen")
    hands.fill(Wat_is_er_gedaan=done)
    hands.press("Ctrl+Return")
    hands.until(lambda: _answered(world) == before + 1)


def _answered(world: World) -> int:
    return [row.status for row in world.desk.privacy_requests.rows()].count("met")


def _object(hands: Hands, world: World, code: str) -> None:
    """What is shared stops before it can be granted."""
    hands.face("requests")
    _note(hands, world, code, "Bezwaar", "Ouder")
    (row,) = world.desk.privacy_requests.rows()
    assert world.desk.privacy_requests.sharing(row.id).can_stop
    hands.press("Ctrl+E")
    hands.wait_for_dialog()
    hands.press("Ctrl+Return")
    hands.until(lambda: not world.desk.privacy_requests.sharing(row.id).can_stop)
    _answer(hands, world, "Er wordt niets meer gedeeld.")


def _letters(hands: Hands, folder: Path) -> None:
    hands.press("Ctrl+S")
    hands.choose_file(folder / "brieven")
    _made(hands, folder / "brieven")


def _forget(hands: Hands, world: World, code: str) -> None:
    """Typed wrong it stays; the request is granted after it, not before."""
    _note(hands, world, code, "Vergeten", "De leerling")
    hands.press("Ctrl+E")
    hands.wait_for_dialog()
    hands.tab_to(f"Typ {code}")
    hands.type("L000000")
    hands.press("Ctrl+Return")
    dialog: Any = QApplication.activeModalWidget()
    assert dialog.fields["typed"].has_error
    assert code in {row.code for row in world.desk.pupils.page(with_leavers=True)}
    hands.tab_to(f"Typ {code}")
    hands.press("Ctrl+A")
    hands.type(code)
    hands.press("Ctrl+Return")
    hands.until(lambda: code not in {row.code for row in world.desk.pupils.page(with_leavers=True)})
    hands.until(lambda: QApplication.activeModalWidget() is None)
    _answer(hands, world, "Alles is vernietigd.")


def _prove(hands: Hands, world: World, code: str, folder: Path) -> None:
    """That it went is kept, and comes on paper."""
    (proof,) = world.desk.destroying.proofs()
    hands.face("forgetting")
    hands.tab_to(f"Bewijs {proof.number}")
    hands.press("Space")
    hands.choose_file(folder / "bewijs")
    (paper,) = _made(hands, folder / "bewijs")
    assert code in _text(pypdfium2.PdfDocument(paper))


def _text(paper: pypdfium2.PdfDocument) -> str:
    return " ".join(page.get_textpage().get_text_bounded() for page in paper)


def test_a_breach_is_weighed_reported_told_and_closed(hands: Hands, world: World, tmp_path: Path) -> None:
    found = world.desk.breaches
    hands.face("breaches")
    hands.press("Ctrl+N")
    hands.wait_for_dialog()
    hands.choose("Wat voor lek", "Naar de verkeerde")
    hands.fill(Hoeveel_mensen="12", Wat_is_er_gebeurd="Een lijst ging naar een verkeerd adres.")
    hands.press("Ctrl+Return")
    hands.until(lambda: len(found.rows()) == 1)
    world.now += timedelta(hours=2)
    hands.press("F5")
    shown = hands.window.page.privacy.face("breaches").table.rows
    hands.until(lambda: state(shown.row(0)) == "nog 70 uur")

    hands.press("Ctrl+R")
    hands.wait_for_dialog()
    hands.choose("Kan niemand", "Nee")
    for question in ("Gaat het om gezondheid", "Gaat het om meer", "Kan iemand"):
        hands.choose(question, "Ja")
    hands.press("Ctrl+Return")
    hands.until(lambda: found.rows()[0].risk == "high")

    hands.press("Ctrl+M")
    hands.wait_for_dialog()
    hands.type("AP-2026-1")
    hands.press("Ctrl+Return")
    hands.until(lambda: found.rows()[0].report_reference == "AP-2026-1")
    assert found.rows()[0].hours_left is None

    hands.press("Ctrl+U")
    hands.wait_for_dialog()
    hands.press("Ctrl+Return")
    hands.until(lambda: found.rows()[0].told_on == world.desk.day)

    hands.press("Ctrl+E")
    hands.wait_for_dialog()
    hands.tab_to("Wat is er gedaan")
    hands.type("Het adresboek is opgeschoond.")
    hands.press("Ctrl+Return")
    hands.until(lambda: found.rows()[0].measures == "Het adresboek is opgeschoond.")

    hands.press("Ctrl+Return")
    hands.until(lambda: found.rows()[0].closed_at is not None)
    hands.press("Ctrl+S")
    hands.choose_file(tmp_path / "register")
    _made(hands, tmp_path / "register")


def test_access_is_looked_at_and_made_with_a_file_in_it(hands: Hands, world: World, tmp_path: Path) -> None:
    pupil = world.desk.pupils.row(pupil_of(world, world.case()))
    page = hands.window.page
    hands.face("requests")
    _note(hands, world, pupil.code, "Inzage", "Ouder")
    paper = page.privacy.face("requests").paper
    hands.press("Ctrl+E")
    hands.wait_for_dialog()
    hands.press("Ctrl+A")
    hands.type(REASON)
    hands.press("Ctrl+Return")
    hands.until(lambda: paper.preview is not None and paper.preview.isVisible())
    hands.until(lambda: not hands.window.workshop.running)
    hands.press("Esc")
    hands.until(lambda: not paper.preview.isVisible())

    hands.press("Ctrl+E")
    hands.wait_for_dialog()
    hands.choose("Wat wilt u", "Pdf met")
    hands.tab_to("Wachtwoord")
    hands.type(LOCK)
    hands.tab_to("Wachtwoord, nog")
    hands.type(LOCK)
    hands.press("Ctrl+Return")
    hands.choose_file(tmp_path / "inzage")
    (made,) = _made(hands, tmp_path / "inzage")
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(made)
    opened = pypdfium2.PdfDocument(made, password=LOCK)
    assert "Zoë" in _text(opened)
    (inside,) = (opened.get_attachment(at) for at in range(opened.count_attachments()))
    assert json.loads(bytes(inside.get_data()))
    _answer(hands, world, "De pdf is meegegeven.")
