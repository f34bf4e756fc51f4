"""Settling in the stuurgroep by keys: to the comparison, the annex with the papers, and the proposal decided."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from tests.builders import World
from tests.services.test_settlements import SPAN, agreed
from tests.ui.exchange.hands import active_room, press
from tests.ui.meeting.people import STEERING_BODY, Hands, planned
from tests.ui.offices import toasts, words_of
from zsm_desktop.domain.settlement.history import SettlementRegime
from zsm_desktop.services.vat import VatDraft

Key, R = Qt.Key, SettlementRegime
ALT = Qt.KeyboardModifier.AltModifier
PROPOSED = "Voorstel VR-2026/27-001: Salderen, schooljaar 2026/27, € 74,10 in 1 betaling"


@pytest.fixture
def traded(world: World) -> World:
    world.desk.vat.set(VatDraft("facility", date(2024, 8, 1), "exempt", "onderwijs"))
    world.delivered("DUIN", "ZEEUW", 300, date(2026, 10, 5))
    return world


@pytest.fixture
def proposed(traded: World) -> World:
    agreed(traded, R.NETTING)
    traded.desk.settlements.propose(R.NETTING, SPAN)
    return traded


def at_balances(at: Hands) -> None:
    at.begin()
    at.until(lambda: at.page.stack.currentWidget() is at.page.talk)
    while at.page.table.item.kind != "balances":
        at.press(Key.Key_F8)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_the_proposal_is_decided_with_one_key(proposed: World, hands) -> None:
    at = hands(planned(proposed, body=STEERING_BODY))
    at_balances(at)
    strip = at.page.point.proposal
    assert plain(strip.words.text()) == PROPOSED
    assert strip.decide.isVisible()
    at.press(Key.Key_D, control=True)
    at.until(lambda: not at.page.writer.is_busy)
    at.until(lambda: not strip.decide.isVisible())
    (decision,) = proposed.desk.results.decisions(kind="steering")
    assert plain(decision.text) == f"{PROPOSED}. Het wordt zo uitgevoerd."
    (row,) = proposed.desk.settlements.rows()
    assert (row.status, row.decision_number) == ("approved", decision.number)
    assert plain(at.page.agreed.lines[0].text).startswith("Voorstel VR-2026/27-001")
    assert "VR-2026/27-001 is besloten en kan worden uitgevoerd." in toasts(at.window)
    at.press(Key.Key_D, control=True)
    at.until(lambda: not at.page.writer.is_busy)
    assert len(proposed.desk.results.decisions(kind="steering")) == 1


def test_a_proposal_that_is_overtaken_is_not_offered(proposed: World, hands) -> None:
    proposed.delivered("DUIN", "ZEEUW", 100, date(2026, 10, 7))
    at = hands(planned(proposed, body=STEERING_BODY))
    at_balances(at)
    strip = at.page.point.proposal
    assert "klopt niet meer met de boeken" in words_of(strip)
    assert not strip.decide.isVisible()
    at.press(Key.Key_D, control=True)
    assert proposed.desk.results.decisions(kind="steering") == ()


def test_without_a_proposal_there_is_the_way_to_the_comparison(traded: World, hands) -> None:
    at = hands(planned(traded, body=STEERING_BODY))
    at_balances(at)
    strip = at.page.point.proposal
    assert (strip.isVisible(), at.page.point.compare.isVisible()) == (False, True)
    at.qtbot.keyClick(at._target(), Key.Key_V, ALT)
    at.until(lambda: at.window.room == "settlements")
    assert at.page.tabs.current == "compare"
    assert at.page.state.span == SPAN


def test_a_director_sees_the_proposal_and_decides_nothing(proposed: World, hands) -> None:
    meeting_id = planned(proposed, body=STEERING_BODY)
    proposed.desk.live.start(meeting_id)
    at = hands(meeting_id, user="directeur duin")
    point = next(row.id for row in proposed.desk.meetings.card(meeting_id).agenda if row.kind == "balances")
    at.page.open_item(f"{meeting_id}/{point}")
    at.page.decide()
    at.until(lambda: not at.page.writer.is_busy)
    assert not at.page.state.may_decide
    assert proposed.desk.settlements.rows()[0].status == "proposed"


def test_the_annex_goes_with_the_papers_of_a_meeting_to_come(traded: World, hands, tmp_path: Path) -> None:
    at = hands(planned(traded, body=STEERING_BODY))
    at.press(Key.Key_S, control=True)
    (dialog,) = [one for one in at.window.findChildren(QFileDialog) if one.isVisible()]
    dialog.fileSelected.emit(str(tmp_path / "stukken"))
    dialog.close()
    at.until(lambda: not at.window.workshop.running)
    stem = "Vier afspraken naast elkaar Schooljaar 2026-27"
    assert sorted(one.name for one in (tmp_path / "stukken").iterdir()) == [f"{stem}.pdf", f"{stem}.xlsx"]
    at.qtbot.keyClick(at._target(), Key.Key_V, ALT)
    at.until(lambda: at.window.room == "settlements")


def test_from_the_balances_to_the_same_months_compared(traded: World, theme, shown, qtbot) -> None:
    window = active_room(theme, shown, qtbot, traded.desk, "balances")
    window.page.chooser.choose("2025/26")
    press(Key.Key_V, ALT)
    assert window.room == "settlements"
    assert (window.page.tabs.current, window.page.state.span.school_year.label) == ("compare", "2025/26")
