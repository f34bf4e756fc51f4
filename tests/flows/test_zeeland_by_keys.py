"""Half a year of the Zeeuwse Stichting Maatwerk by keys: a maatwerkbespreking, the stuurgroep, and table 6.1."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.flows.hands import Hands
from tests.flows.offices_of_a_profile import Offices
from tests.flows.test_rijnmond_by_keys import finish, minutes, start
from tests.flows.test_the_exchange_by_keys import theme
from tests.flows.test_the_whole_chain_by_keys import words_of
from tests.sample_fixture import MadeSample
from zsm_desktop.services.desk import Desk
from zsm_desktop.ui.theme import Theme

__all__ = ["theme"]
NOTES = "Mag bij de buurschool leren lassen; eerst een dag meelopen."
BOTTLENECK = "De veerboot vaart niet meer op tijd"
ANSWER = "De gemeenten huren samen een busje."


@pytest.fixture
def offices(qtbot: QtBot, theme: Theme, profile_sample: Callable[[str], MadeSample], tmp_path: Path) -> Offices:
    return Offices(qtbot, theme, profile_sample("zeeland"), tmp_path)


def test_from_maatwerkbespreking_to_stuurgroep_to_table_6_1(offices: Offices, tmp_path: Path) -> None:
    with offices.desk() as desk:
        planned = sorted((row for row in desk.meetings.rows() if row.status == "planned"), key=lambda row: row.held_on)
        meeting = next(row for row in planned if row.kind == "case")
        directed = next(row for row in planned if row.kind == "steering" and row.held_on > meeting.held_on)
    offices.at(meeting.held_on)
    with offices.hands("secretary", "meetings", meeting.id) as (hands, desk):
        _talk(hands, desk, meeting.id)
        said = minutes(hands, "meetings", meeting.id, tmp_path / "bespreking")
        for part in ("Maatwerkbespreking", NOTES, BOTTLENECK):
            assert part in said
    offices.at(directed.held_on)
    with offices.hands("secretary", "steering", directed.id) as (hands, desk):
        _answer(hands, desk, directed.id)
        said = minutes(hands, "steering", directed.id, tmp_path / "stuurgroep")
        for part in ("Stuurgroep", "Resultaten", "Uitwisseling en saldi", "Middelen", BOTTLENECK, ANSWER):
            assert part in said
        _count(hands)
        assert desk.checks.run().ok


def _talk(hands: Hands, desk: Desk, meeting_id: str) -> None:
    page: Any = hands.window.page
    start(hands, desk, meeting_id)
    item = next(row for row in desk.meetings.card(meeting_id).agenda if row.case)
    while page.table.item_id != item.id:
        hands.press("F8")
    hands.press("F2")
    hands.type(NOTES)
    hands.until(lambda: desk.live.card(item.id).notes == NOTES)
    hands.press("F10")
    hands.type(BOTTLENECK)
    hands.press("Return")
    hands.until(page.up.isVisible)
    hands.press("Ctrl+F10")
    hands.until(lambda: ("escalated", BOTTLENECK) in [(row.status, row.title) for row in desk.bottlenecks.rows()])
    finish(hands, desk, meeting_id)


def _answer(hands: Hands, desk: Desk, meeting_id: str) -> None:
    page: Any = hands.window.page
    start(hands, desk, meeting_id)
    while page.table.item.title != BOTTLENECK:
        hands.press("F8")
    hands.press("F4")
    hands.type(ANSWER)
    hands.press("Return")
    hands.until(lambda: (BOTTLENECK, ANSWER) in [(row.title, row.answer) for row in desk.bottlenecks.rows()])
    finish(hands, desk, meeting_id)


def _count(hands: Hands) -> None:
    """Of each kind of school who left, to work and to the mbo; and the 45 who were entered in the calendar year."""
    page: Any = hands.go("results")
    hands.pick("Alt+W", "Pro en vso")
    hands.qtbot.waitUntil(lambda: not page.outflow.counting.is_busy, timeout=60_000)
    said = words_of(page.outflow)
    for row in ("Het hele netwerk 179 59 54", "Praktijkonderwijs 82 38 19", "Voortgezet speciaal onderwijs 97 21 35"):
        assert row in said
    hands.face("aims")
    hands.qtbot.waitUntil(lambda: not page.aims.counting.is_busy, timeout=60_000)
    assert "Aangemelde leerlingen in de maatwerkbespreking 0 14 40 45" in words_of(page.aims)
