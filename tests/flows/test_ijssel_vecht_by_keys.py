"""Half a year of the 1000-jongerenplan by keys: phases, endings, the guides' own meeting, and the chapter's figures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
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
from zsm_desktop.services.choice_tally import ChoiceCount
from zsm_desktop.services.desk import Desk
from zsm_desktop.ui.theme import Theme

__all__ = ["theme"]
HELD = date(2026, 12, 1)
NOTES = "Komt elke dag op tijd; de baas wil door."
GUIDED = """
SELECT c.id FROM case_file c JOIN case_phase p ON p.case_id = c.id
WHERE c.status = 'running' AND c.school_id = ? AND c.entered_on >= '2026-08-01' GROUP BY c.id
HAVING max(p.phase = 'guidance') = 1 AND max(p.phase = 'trial') = 0 ORDER BY min(c.number) LIMIT 1
"""


@pytest.fixture
def offices(qtbot: QtBot, theme: Theme, profile_sample: Callable[[str], MadeSample], tmp_path: Path) -> Offices:
    return Offices(qtbot, theme, profile_sample("ijssel_vecht"), tmp_path)


def test_from_guidance_to_work_to_the_figures_of_the_plan(offices: Offices, tmp_path: Path) -> None:
    with offices.desk("coordinator") as desk:
        ((case,),) = desk.store.rows(GUIDED, (desk.actor.school_id,))
    with offices.hands("coordinator", "pupils", case) as (hands, desk):
        _move_on(hands, desk, case)
        _end(hands, desk, case)
        _contribute(hands, desk)
    offices.at(HELD)
    with offices.desk() as desk:
        (meeting,) = [row for row in desk.meetings.rows("case") if row.held_on == HELD]
        assert {one.code: one.count for one in _endings(desk, 2026)}["work"] == 1
        assert not desk.choice_tallies.is_behind()
    with offices.hands("secretary", "meetings", meeting.id) as (hands, desk):
        _talk(hands, desk, meeting.id)
        said = minutes(hands, "meetings", meeting.id, tmp_path / "overleg")
        for part in ("ITB-overleg", NOTES):
            assert part in said
        _count(hands)
        assert desk.checks.run().ok


def _endings(desk: Desk, year: int) -> tuple[ChoiceCount, ...]:
    return next(field.rows for field in desk.choice_tallies.target_group(year).fields if field.code == "ending")


def _move_on(hands: Hands, desk: Desk, case: str) -> None:
    """Into the phase that follows, from today on."""
    hands.press("Ctrl+Shift+F")
    hands.wait_for_dialog()
    hands.press("Ctrl+Return")
    hands.until(lambda: desk.case_profile.of_case(case).phase == "trial")


def _end(hands: Hands, desk: Desk, case: str) -> None:
    """How it ended: what is sealed in the case is counted without anybody in it."""
    ending = next(one for one in desk.profile.case_fields if one.code == "ending")
    hands.press("Ctrl+Shift+E")
    hands.wait_for_dialog()
    hands.choose(ending.name, ending.name_of("work"))
    hands.press("Ctrl+Return")
    hands.until(lambda: desk.case_profile.of_case(case).values.get("ending") == "work")


def _contribute(hands: Hands, desk: Desk) -> None:
    """What an employer is given for somebody of the own school who is at work there."""
    before = len(desk.employer_contributions.rows())
    own = next(row for row in desk.work_placements.standing() if row.school_id == desk.actor.school_id)
    hands.go("network")
    hands.face("work")
    hands.press("Alt+PgDown", "Alt+PgDown")
    hands.to_row(own.id)
    hands.press("Ctrl+G")
    hands.wait_for_dialog()
    hands.press("Ctrl+Return")
    hands.until(lambda: len(desk.employer_contributions.rows()) == before + 1)
    given = desk.employer_contributions.rows()
    assert [(one.employer, one.cents) for one in given if one.pseudonym == own.pseudonym] == [(own.employer, 600_000)]


def _talk(hands: Hands, desk: Desk, meeting_id: str) -> None:
    page: Any = hands.window.page
    start(hands, desk, meeting_id)
    item = next(row for row in desk.meetings.card(meeting_id).agenda if row.case)
    while page.table.item_id != item.id:
        hands.press("F8")
    hands.press("F2")
    hands.type(NOTES)
    hands.until(lambda: desk.live.card(item.id).notes == NOTES)
    finish(hands, desk, meeting_id)


def _count(hands: Hands) -> None:
    """The chapter: 64 % in time, 53 % well, almost a quarter badly; debts 63 %, over half sent by the werkloket."""
    page: Any = hands.go("results")
    hands.face("aims")
    hands.qtbot.waitUntil(lambda: not page.aims.counting.is_busy, timeout=60_000)
    said = words_of(page.aims)
    for trend in ("64,2% 64%", "53,3% 52,9%", "25% 24,6%", "0 0 22 22 25 gehaald"):
        assert trend in said
    for area in ("schulden – – 62,5% 63%", "gezin – – 22,5% 23%", "verslaving – – 13,3% 14%"):
        assert area in said
    hands.face("group")
    hands.qtbot.waitUntil(lambda: not page.group.counting.is_busy, timeout=60_000)
    said = words_of(page.group)
    for words in ("Ingevuld bij 400 casussen", "216 54%"):
        assert words in said
