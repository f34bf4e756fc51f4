"""Controleer verslag: a line from old minutes, pasted and held against the books."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.builders import World
from tests.services.test_checks import tamper
from tests.services.test_printed_head import booked, line
from tests.ui.offices import open_room
from zsm_desktop.words.papers import ledger_head


@pytest.fixture
def card(world: World, theme, shown, qtbot):
    booked(world)
    window = open_room(theme, shown, world.desk, "settings")
    with qtbot.waitActive(window):
        window.activateWindow()
    return window.page.head


def ask(card, qtbot, text: str) -> list[str]:
    card.line.editor.setPlainText(text)
    qtbot.keyClick(card.window(), Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not card.window().workshop.running, timeout=20_000)
    qtbot.waitUntil(card.check.isEnabled)
    return [one.text for one in card.result.lines] if card.result.isVisible() else []


def test_the_same_books_and_then_more(card, world: World, qtbot) -> None:
    paper = line(world)
    assert ask(card, qtbot, paper) == [
        "Dit is het grootboek van dat papier, en er is sindsdien niets bijgekomen.",
        "Alle 3 boekingen zijn nagerekend en kloppen.",
    ]
    booked(world, 2)
    assert ask(card, qtbot, paper)[1] == "Alles tot en met boeking 3 klopt nog; daarna kwamen er 2 boekingen bij."


def test_altered_books_say_which_entry(card, world: World, qtbot) -> None:
    paper = line(world)
    tamper(world, "UPDATE posting SET cents = cents * 2 WHERE entry = 2")
    said = ask(card, qtbot, paper)
    assert said[0].startswith("Onder dit papier is iets veranderd")
    assert said[1].startswith("Boeking 2 is niet meer zoals zij geboekt is")


def test_other_books(card, qtbot) -> None:
    assert ask(card, qtbot, ledger_head(3, "ab" * 32))[0].startswith("Dit papier hoort niet bij dit grootboek")


def test_what_cannot_be_read_is_said_at_the_field_and_no_old_answer_stays(card, world: World, qtbot) -> None:
    assert ask(card, qtbot, line(world))
    assert ask(card, qtbot, "zomaar een zin") == []
    assert card.line.error.text().startswith("Hier staat geen regel over het grootboek in.")
    assert card.line.text == "zomaar een zin"


def test_an_answer_goes_when_the_line_changes(card, world: World, qtbot) -> None:
    assert ask(card, qtbot, line(world))
    qtbot.keyClicks(card.line.editor, "x")
    assert not card.result.isVisible()


def test_a_director_may_hold_a_paper_against_the_books(world: World, theme, shown, qtbot) -> None:
    booked(world)
    card = open_room(theme, shown, world.desk_of("directeur duin"), "settings").page.head
    card.line.editor.setPlainText(line(world))
    card.check.click()
    qtbot.waitUntil(card.result.isVisible, timeout=20_000)
    assert card.result.lines[0].text.startswith("Dit is het grootboek van dat papier")
