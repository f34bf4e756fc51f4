"""Half a year of Rivierenland by keys: handed over and not referred, the pupils' talk, and thirty in the project."""

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
NOTES = "Start in januari bij de fruitteler; de jobcoach van het SW-bedrijf gaat mee."


@pytest.fixture
def offices(qtbot: QtBot, theme: Theme, profile_sample: Callable[[str], MadeSample], tmp_path: Path) -> Offices:
    return Offices(qtbot, theme, profile_sample("rivierenland"), tmp_path)


def test_from_handing_over_to_the_talk_to_the_project(offices: Offices, tmp_path: Path) -> None:
    with offices.hands("secretary", "pupils", "handovers") as (hands, desk):
        _accept(hands, desk)
    with offices.desk() as desk:
        meeting = next(row for row in desk.meetings.rows("case") if row.status == "planned" and row.number[:2] == "LO")
    offices.at(meeting.held_on)
    with offices.hands("secretary", "meetings", meeting.id) as (hands, desk):
        case = _talk(hands, desk, meeting.id)
        said = minutes(hands, "meetings", meeting.id, tmp_path / "overleg")
        for part in ("Leerlingoverleg", NOTES):
            assert part in said
        hands.find(desk.cases.card(case).row.number, "Casus")
        _join(hands, desk, case)
        _count(hands)
        assert desk.checks.run().ok


def _accept(hands: Hands, desk: Desk) -> None:
    """Until somebody says yes, who handed over stays responsible."""
    waiting = [row for row in desk.guiding.handovers() if row.status == "offered"]
    hands.to_row(waiting[0].id)
    hands.press("Ctrl+Return")
    hands.wait_for_dialog()
    hands.press("Ctrl+Return")
    hands.until(lambda: next(row.status for row in desk.guiding.handovers() if row.id == waiting[0].id) == "accepted")


def _talk(hands: Hands, desk: Desk, meeting_id: str) -> str:
    page: Any = hands.window.page
    start(hands, desk, meeting_id)
    item = next(row for row in desk.meetings.card(meeting_id).agenda if row.case)
    while page.table.item_id != item.id:
        hands.press("F8")
    hands.press("F2")
    hands.type(NOTES)
    hands.until(lambda: desk.live.card(item.id).notes == NOTES)
    finish(hands, desk, meeting_id)
    assert item.case is not None
    return item.case.id


def _join(hands: Hands, desk: Desk, case_id: str) -> None:
    """One more in the project, counted at once."""
    asked = next(one for one in desk.profile.case_fields if one.code == "project")
    hands.press("Ctrl+Shift+E")
    hands.wait_for_dialog()
    hands.choose(asked.name, "ja")
    hands.press("Ctrl+Return")
    hands.until(lambda: desk.case_profile.of_case(case_id).values.get("project") == "yes")
    assert not desk.choice_tallies.is_behind()


def _count(hands: Hands) -> None:
    """Thirty in the project that year, seven hundred in sight."""
    page: Any = hands.go("results")
    hands.face("aims")
    hands.qtbot.waitUntil(lambda: not page.aims.counting.is_busy, timeout=60_000)
    (project,) = [row for row in page.aims.sheet.rows if row.code == "project"]
    assert (project.name, project.value, project.target) == ("Jongeren in Toegerust uit de startblokken", 30, 30)
    assert "30 gehaald" in words_of(page.aims)
    hands.face("group")
    hands.pick("Alt+W", "Gedeelde")
    hands.qtbot.waitUntil(lambda: not page.group.counting.is_busy, timeout=60_000)
    assert "Jongeren in beeld met afstand tot de arbeidsmarkt Hele regio 2025/26 700" in words_of(page.group)
