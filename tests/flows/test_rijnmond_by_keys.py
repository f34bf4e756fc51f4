"""Half a year of Rijnmond by keys: WERKoverleg, WERKafspraak, WERKagenda, projectgroep, and what the gemeente asks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.flows.hands import Hands
from tests.flows.offices_of_a_profile import Offices
from tests.flows.test_the_exchange_by_keys import theme
from tests.flows.test_the_whole_chain_by_keys import pdf_text, words_of
from tests.sample_fixture import MadeSample
from zsm_desktop.services.desk import Desk
from zsm_desktop.ui.theme import Theme

__all__ = ["theme"]
HELD, DIRECTED = date(2026, 12, 1), date(2026, 12, 9)
NOTES = "Wil op de werf leren; het leerbedrijf heeft plaats na de kerst."
AGREED = "Werkplekaanpassing aanvragen"
BOTTLENECK = "Geen ontheffing voor nachtdienst"
ANSWER = "De gemeente vraagt de ontheffing aan."


@pytest.fixture
def offices(qtbot: QtBot, theme: Theme, profile_sample: Callable[[str], MadeSample], tmp_path: Path) -> Offices:
    return Offices(qtbot, theme, profile_sample("rijnmond"), tmp_path)


def test_from_werkoverleg_to_werkagenda_to_what_the_gemeente_asks(offices: Offices, tmp_path: Path) -> None:
    with offices.hands("director", "results", "together") as (hands, desk):
        _answer_how_it_goes(hands, desk)
    offices.at(HELD)
    with offices.desk() as desk:
        (meeting,) = [row for row in desk.meetings.rows("case") if row.held_on == HELD]
        discussed = _discussed(desk)
    with offices.hands("secretary", "meetings", meeting.id) as (hands, desk):
        _talk(hands, desk, meeting.id)
        said = minutes(hands, "meetings", meeting.id, tmp_path / "werkoverleg")
        for part in ("WERKoverleg", AGREED, BOTTLENECK):
            assert part in said
        assert _discussed(desk) == discussed + 1
    offices.at(DIRECTED)
    with offices.desk() as desk:
        (directed,) = [row for row in desk.meetings.rows("steering") if row.held_on == DIRECTED]
    with offices.hands("secretary", "steering", directed.id) as (hands, desk):
        _answer(hands, desk, directed.id)
        said = minutes(hands, "steering", directed.id, tmp_path / "projectgroep")
        for part in ("Projectgroep", BOTTLENECK, ANSWER):
            assert part in said
        _count(hands)


def _answer_how_it_goes(hands: Hands, desk: Desk) -> None:
    """A director answers the measurement that runs, and is not asked again."""

    def answers() -> int:
        return next(row.answers for row in desk.evaluations.rows() if row.closed_on is None)

    before = answers()
    hands.until(hands.window.page.together.answer.isVisible)
    hands.press("Ctrl+Return")
    hands.wait_for_dialog()
    hands.press("4", "3", "Return", "5", "Ctrl+Return")
    hands.until(lambda: answers() == before + 1)
    hands.until(lambda: not hands.window.page.together.answer.isVisible())


def _discussed(desk: Desk) -> int:
    ((found,),) = desk.store.rows("SELECT count(*) FROM case_discussion")
    return int(found)


def _talk(hands: Hands, desk: Desk, meeting_id: str) -> None:
    """One case: what was said, who does what, and what is to be solved higher up."""
    page: Any = hands.window.page
    start(hands, desk, meeting_id)
    item = next(row for row in desk.meetings.card(meeting_id).agenda if row.case)
    while page.table.item_id != item.id:
        hands.press("F8")
    hands.press("F2")
    hands.type(NOTES)
    hands.until(lambda: desk.live.card(item.id).notes == NOTES)
    hands.press("F6")
    hands.type(AGREED)
    hands.press("Return")
    hands.type("A. de Wit")
    hands.press("Return", "Return")
    hands.until(lambda: len(desk.live.card(item.id).actions) == 1)
    hands.press("F10")
    hands.type(BOTTLENECK)
    hands.press("Return")
    hands.until(page.up.isVisible)
    hands.press("Ctrl+F10")
    hands.until(lambda: ("escalated", BOTTLENECK) in [(row.status, row.title) for row in desk.bottlenecks.rows()])
    finish(hands, desk, meeting_id)


def minutes(hands: Hands, room: str, meeting_id: str, folder: Path) -> str:
    """Of the meeting that has just been finished, which is still in sight."""
    folder.mkdir()
    page: Any = hands.window.page
    assert (hands.window.room, page.sitting.meeting_id) == (room, meeting_id)
    hands.until(lambda: page.stack.currentWidget() is page.views["minutes"])
    hands.press("F9")
    hands.wait_for_dialog()
    hands.press("Ctrl+Return")
    hands.choose_file(folder)
    hands.until(lambda: len(list(folder.glob("*.pdf"))) == 1)
    return pdf_text(next(folder.glob("*.pdf")))


def _answer(hands: Hands, desk: Desk, meeting_id: str) -> None:
    """What was escalated stands on the agenda of the projectgroep."""
    page: Any = hands.window.page
    start(hands, desk, meeting_id)
    while page.table.item.title != BOTTLENECK:
        hands.press("F8")
    hands.press("F4")
    hands.type(ANSWER)
    hands.press("Return")
    hands.until(lambda: (BOTTLENECK, ANSWER) in [(row.title, row.answer) for row in desk.bottlenecks.rows()])
    finish(hands, desk, meeting_id)


def start(hands: Hands, desk: Desk, meeting_id: str) -> None:
    page: Any = hands.window.page
    hands.press("Ctrl+F7")
    hands.wait_for_dialog()
    hands.press("Return")
    hands.until(lambda: desk.meetings.card(meeting_id).row.status == "running")
    hands.until(lambda: page.stack.currentWidget() is page.talk)


def finish(hands: Hands, desk: Desk, meeting_id: str) -> None:
    page: Any = hands.window.page
    hands.press("Ctrl+F8")
    hands.until(page.talk.confirm.isVisible)
    hands.press("Tab", "Space")
    hands.until(lambda: desk.meetings.card(meeting_id).row.status == "finished")


def _count(hands: Hands) -> None:
    """Four years of what the portrait has: discussed, realised, against advice, and three years a tenth more."""
    page: Any = hands.go("results")
    hands.face("aims")
    hands.qtbot.waitUntil(lambda: not page.aims.counting.is_busy, timeout=60_000)
    said = words_of(page.aims)
    for trend in ("96 120 120 120", "45 45 45 45", "90 84 75 66", "40% 44% 48,4% 53,4% 60% nog niet", "10% 10% 10,3%"):
        assert trend in said
