"""Half a year of Groningen by keys: flags of three parties, the weekly committee, and a bottleneck up three layers."""

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
from zsm_desktop.services.meeting_facts import MeetingRow
from zsm_desktop.ui.theme import Theme

__all__ = ["theme"]
BOTTLENECK = "Wachttijd bij de jeugdhulp is een half jaar"
VOTED = "De regiomiddelen gaan volgend jaar ook naar de entree."
ANSWER = "Jeugdhulp houdt twee plekken vrij voor de entree."


@pytest.fixture
def offices(qtbot: QtBot, theme: Theme, profile_sample: Callable[[str], MadeSample], tmp_path: Path) -> Offices:
    return Offices(qtbot, theme, profile_sample("groningen"), tmp_path)


def test_from_flags_to_the_committee_to_the_administrators(offices: Offices, tmp_path: Path) -> None:
    with offices.desk() as desk:
        case = next(row for row in desk.cases.rows() if row.status == "on_agenda" and not row.missing)
        ahead = {row.number.split()[0]: row for row in desk.meetings.rows() if row.status == "planned"}
    assert {"IAC", "KT", "BC", "BO"} <= ahead.keys()
    with offices.hands("secretary", "pupils", case.id) as (hands, desk):
        _give_flags(hands, desk, case.id)
    offices.at(ahead["IAC"].held_on)
    with offices.hands("secretary", "meetings", ahead["IAC"].id) as (hands, desk):
        _send_up(hands, desk, ahead["IAC"].id)
        said = minutes(hands, "meetings", ahead["IAC"].id, tmp_path / "iac")
        assert BOTTLENECK in said
    for body in ("KT", "BC"):
        offices.at(ahead[body].held_on)
        with offices.hands("secretary", "steering", ahead[body].id) as (hands, desk):
            _pass_on(hands, desk, ahead[body])
    offices.at(ahead["BO"].held_on)
    with offices.hands("secretary", "steering", ahead["BO"].id) as (hands, desk):
        _answer(hands, desk, ahead["BO"])
        said = minutes(hands, "steering", ahead["BO"].id, tmp_path / "bo")
        for part in ("Bestuurlijk overleg", BOTTLENECK, ANSWER):
            assert part in said
        _count(hands)
        assert not desk.choice_tallies.is_behind()


def _give_flags(hands: Hands, desk: Desk, case_id: str) -> None:
    """Education says red: it stands in the card, before anybody goes on."""
    part: Any = hands.window.page.cases.panel.profile
    asked = {one.code: one.name for one in part.found.fields}
    hands.press("Ctrl+Shift+E")
    hands.wait_for_dialog()
    for party, colour in (("work", "groen"), ("education", "rood"), ("rmc", "groen")):
        hands.choose(asked[f"flag_{party}"], colour)
    hands.press("Ctrl+Return")
    hands.until(lambda: desk.case_profile.of_case(case_id).values.get("flag_education") == "bad")
    red = "Geschikt voor het mbo: rood van onderwijs"
    hands.until(lambda: [line.text for line in part.flags.lines][:1] == [red])


def _send_up(hands: Hands, desk: Desk, meeting_id: str) -> None:
    page: Any = hands.window.page
    start(hands, desk, meeting_id)
    item = next(row for row in desk.meetings.card(meeting_id).agenda if row.case)
    while page.table.item_id != item.id:
        hands.press("F8")
    hands.press("F10")
    hands.type(BOTTLENECK)
    hands.press("Return")
    hands.until(page.up.isVisible)
    hands.press("Ctrl+F10")
    hands.until(lambda: ("escalated", BOTTLENECK) in [(row.status, row.title) for row in desk.bottlenecks.rows()])
    finish(hands, desk, meeting_id)


def _pass_on(hands: Hands, desk: Desk, meeting: MeetingRow) -> None:
    """A layer that cannot solve it sends it to the one above."""
    page: Any = hands.window.page
    start(hands, desk, meeting.id)
    while page.table.item.title != BOTTLENECK:
        hands.press("F8")
    hands.until(page.up.isVisible)
    lay = _lies_with(desk)
    hands.press("Ctrl+F10")
    hands.until(lambda: _lies_with(desk) != lay)
    finish(hands, desk, meeting.id)


def _lies_with(desk: Desk) -> str:
    return next(row.body for row in desk.bottlenecks.rows() if row.title == BOTTLENECK)


def _answer(hands: Hands, desk: Desk, meeting: MeetingRow) -> None:
    """What went up three times stands on the agenda of the administrators, and is answered there."""
    page: Any = hands.window.page
    start(hands, desk, meeting.id)
    assert BOTTLENECK in [row.title for row in desk.meetings.card(meeting.id).agenda]
    _vote(hands, desk, meeting.id)
    while page.table.item.title != BOTTLENECK:
        hands.press("F8")
    hands.press("F4")
    hands.type(ANSWER)
    hands.press("Return")
    hands.until(lambda: (BOTTLENECK, ANSWER) in [(row.title, row.answer) for row in desk.bottlenecks.rows()])
    finish(hands, desk, meeting.id)


def _vote(hands: Hands, desk: Desk, meeting_id: str) -> None:
    """Everybody came, and who may decide is for."""
    for row in desk.meetings.card(meeting_id).attendance:
        desk.meetings.set_attendance(row.id, is_present=True)
    hands.press("Shift+F9")
    hands.wait_for_dialog()
    hands.type(VOTED)
    hands.press("Return", "A", "Ctrl+Return")
    hands.until(lambda: any(one.text.startswith(VOTED) for one in desk.results.decisions(kind="steering")))
    (voted,) = [one for one in desk.results.decisions(kind="steering") if one.text.startswith(VOTED)]
    assert (voted.manner, {vote.voice for vote in voted.votes}) == ("vote", {"for"})


def _count(hands: Hands) -> None:
    """Who leave without a diploma, per region, fewer every year; and what the parties found together."""
    page: Any = hands.go("results")
    hands.face("group")
    for view, parts in (
        ("Gedeelde", ("Voortijdig schoolverlaters RMC-regio 1 2025/26 702", "Hele regio 2025/26 1.236")),
        ("Geschikt", ("groen", "rood")),
    ):
        hands.pick("Alt+W", view)
        hands.qtbot.waitUntil(lambda: not page.group.counting.is_busy, timeout=60_000)
        said = words_of(page.group)
        for part in parts:
            assert part in said, said
