"""Half a year of the Wajong-netwerk by keys: the list, who is talked about, the chair that goes round, off the list."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
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
NOTES = "UWV vraagt loondispensatie aan; de jobcoach belt de kwekerij."


@pytest.fixture
def offices(qtbot: QtBot, theme: Theme, profile_sample: Callable[[str], MadeSample], tmp_path: Path) -> Offices:
    return Offices(qtbot, theme, profile_sample("noord_kennemerland"), tmp_path)


def test_from_the_list_to_the_network_and_off_the_list(offices: Offices, tmp_path: Path) -> None:
    with offices.hands("secretary", "pupils", "list:leavers") as (hands, desk):
        pupil = _put_on_agenda(hands, desk)
    with offices.desk() as desk:
        (meeting,) = [row for row in desk.meetings.rows("case") if row.status == "planned"]
        assert meeting.body == "Netwerkoverleg"
    offices.at(meeting.held_on)
    with offices.hands("secretary", "meetings", meeting.id) as (hands, desk):
        pseudonym = _talk(hands, desk, meeting.id, pupil)
        said = minutes(hands, "meetings", meeting.id, tmp_path / "overleg")
        for part in ("Netwerkoverleg", "schoolverlater", NOTES, pseudonym, "Vacatures"):
            assert part.casefold() in said.casefold()
        hands.go("pupils")
        hands.face("list:leavers")
        _take_off(hands, desk, pupil)
        _count(hands)
        assert desk.checks.run().ok


def _put_on_agenda(hands: Hands, desk: Desk) -> str:
    """Who was only followed until now is talked about, and stands on the agenda to come."""
    face: Any = hands.window.page.lists_of["leavers"]
    waiting = desk.cases.rows()
    coming = {row.id for row in waiting if row.status == "on_agenda"}
    row = next(
        row for row in face.rows
        if row.case_id and row.case_id not in coming and not _missing(desk, row.case_id) and _is_free(desk, row.case_id)
    )  # fmt: skip
    hands.to_row(row.id)
    if not row.needs_partners:
        hands.press("B")
        hands.until(lambda: next(one for one in face.rows if one.id == row.id).needs_partners)
    hands.press("A")
    hands.until(lambda: not _is_free(desk, row.case_id))
    return str(row.pupil_id)


def _missing(desk: Desk, case_id: str) -> bool:
    return bool(next(row.missing for row in desk.cases.rows() if row.id == case_id))


def _is_free(desk: Desk, case_id: str) -> bool:
    """On no agenda to come."""
    sql = (
        "SELECT count(*) FROM agenda_item i JOIN meeting m ON m.id = i.meeting_id"
        " WHERE i.case_id = ? AND i.removed_at IS NULL AND m.status = 'planned'"
    )
    return desk.store.rows(sql, (case_id,))[0][0] == 0


def _talk(hands: Hands, desk: Desk, meeting_id: str, pupil_id: str) -> str:
    page: Any = hands.window.page
    start(hands, desk, meeting_id)
    ((case_id, pseudonym),) = desk.store.rows(
        "SELECT c.id, p.pseudonym FROM case_file c JOIN pupil p ON p.id = c.pupil_id"
        " WHERE p.id = ? AND c.status <> 'closed'",
        (pupil_id,),
    )
    item = next(row for row in desk.meetings.card(meeting_id).agenda if row.case and row.case.id == case_id)
    while page.table.item_id != item.id:
        hands.press("F8")
    hands.press("F2")
    hands.type(NOTES)
    hands.until(lambda: desk.live.card(item.id).notes == NOTES)
    finish(hands, desk, meeting_id)
    return str(pseudonym)


def _take_off(hands: Hands, desk: Desk, pupil_id: str) -> None:
    """There is a contract: off the list, and still in the system."""
    face: Any = hands.window.page.lists_of["leavers"]
    row = next(row for row in face.rows if row.pupil_id == pupil_id)
    before = len(face.rows)
    hands.to_row(row.id)
    hands.press("V")
    hands.wait_for_dialog()
    hands.type("Aan")
    assert QApplication.activeModalWidget() is not None
    hands.press("Ctrl+Return")
    hands.until(lambda: len(face.rows) == before - 1)
    (off,) = [one for one in desk.pupil_lists.rows("leavers", with_off=True) if one.pupil_id == pupil_id]
    assert off.off_reason == "work"


def _count(hands: Hands) -> None:
    """Forty for each school that year, and what stands on the list now."""
    page: Any = hands.go("results")
    hands.face("group")
    hands.pick("Alt+W", "Schoolverlaters")
    hands.qtbot.waitUntil(lambda: not page.group.counting.is_busy, timeout=60_000)
    said = words_of(page.group)
    assert "Praktijkschool De Focus" in said
    assert "103 schoolverlaters" in said
