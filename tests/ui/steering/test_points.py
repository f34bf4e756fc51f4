"""Fixed points of the directors' agenda: what belongs to them, the way to the details, annexes, and voting by keys."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel

from tests.builders import World
from tests.services.test_body_points import body, change
from tests.services.test_paper_trail import kinds
from tests.services.test_settlements import SPAN, agreed
from tests.ui.meeting.people import STEERING_BODY, Hands, planned
from tests.ui.offices import open_dialog, toasts, words_of
from zsm_desktop.domain.settlement.history import SettlementRegime
from zsm_desktop.reports import points
from zsm_desktop.services.body_points import USUAL
from zsm_desktop.services.funds import FundDraft
from zsm_desktop.services.vat import VatDraft
from zsm_desktop.ui.steering.vote import VoteForm
from zsm_desktop.ui.work import Cancelled

Key = Qt.Key
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
BOTH = CONTROL | SHIFT


def everybody(world: World) -> str:
    """A meeting to come on the usual points, with every organisation there and mandated."""
    people = frozenset(one.id for one in world.desk.bodies.people())
    change(world, STEERING_BODY, points=USUAL["steering"], member_ids=people, mandated_ids=people)
    meeting_id = planned(world, body=STEERING_BODY)
    for row in world.desk.meetings.card(meeting_id).attendance:
        world.desk.meetings.set_attendance(row.id, is_present=True)
    return meeting_id


@pytest.fixture
def at(world: World, hands) -> Hands:
    """In the running meeting, at its first point."""
    meeting_id = everybody(world)
    world.desk.live.start(meeting_id)
    return hands(meeting_id)


def to_point(at: Hands, kind: str) -> None:
    while at.page.table.item.kind != kind:
        at.press(Key.Key_F8)
    at.until(lambda: not at.page.point.shown.counting.is_busy)


def vote(at: Hands) -> VoteForm:
    at.qtbot.keyClick(at._target(), Key.Key_F9, SHIFT)
    form = open_dialog(at.window)
    assert isinstance(form, VoteForm)
    at.until(form.isActiveWindow)
    return form


def test_each_point_says_what_belongs_to_it_and_leads_to_the_details(at: Hands) -> None:
    for kind, room, said in (
        ("results", "results", "Er is nog geen schoolverlater"),
        ("funds", "exchange", "geen subsidie vastgelegd. Dat kan bij Uitwisseling, Subsidies."),
        ("collaboration", "results", "nog niet gemeten"),
    ):
        to_point(at, kind)
        assert said in words_of(at.page.point)
        meeting_id = at.page.sitting.meeting_id
        at.qtbot.keyClick(at._target(), Key.Key_O, ALT)
        at.until(lambda room=room: at.window.room == room)
        at.window.open("steering", meeting_id)


def test_what_is_left_of_a_fund_is_an_amount_and_no_balance(at: Hands, world: World, shown, theme) -> None:
    world.desk.funds.add(FundDraft("Zeeland", 100_00, date(2026, 8, 1), date(2027, 7, 31), percent=1_00))
    to_point(at, "funds")
    table = at.page.point.shown.tables[0]
    at.until(table.isVisible)
    row, columns = table.view.rows.row(0), {column.key: column for column in table.view.rows.columns}
    assert columns["left"].text(row).replace("\u00a0", " ") == "€ 100,00"
    assert columns["name"].detail(row) == "Afgesproken resultaten: geen"


def test_the_annex_of_a_point_is_a_key(at: Hands, world: World, tmp_path: Path) -> None:
    world.delivered("DUIN", "ZEEUW", 300, date(2026, 10, 5))
    to_point(at, "balances")
    assert at.page.point.balances.view.rows.columns[0].is_name, "names of schools begin alike"
    at.press(Key.Key_S, control=True)
    (dialog,) = [one for one in at.window.findChildren(QFileDialog) if one.isVisible()]
    dialog.fileSelected.emit(str(tmp_path / "stukken"))
    dialog.close()
    at.until(lambda: not at.window.workshop.running)
    stem = "Bijlage 3 Uitwisseling en saldi"
    assert sorted(one.name for one in (tmp_path / "stukken").iterdir()) == [f"{stem}.pdf", f"{stem}.xlsx"]


def test_all_annexes_come_with_the_agenda_or_not_at_all(world: World, hands, tmp_path: Path) -> None:
    at = hands(everybody(world))
    at.qtbot.keyClick(at._target(), Key.Key_S, BOTH)
    (dialog,) = [one for one in at.window.findChildren(QFileDialog) if one.isVisible()]
    dialog.fileSelected.emit(str(tmp_path / "stukken"))
    dialog.close()
    at.until(lambda: not at.window.workshop.running)
    names = sorted(one.name for one in (tmp_path / "stukken").glob("*.pdf"))
    assert names == [
        "Agenda Stuurgroep 2026-11-24.pdf",
        "Bijlage 2 Resultaten.pdf",
        "Bijlage 3 Uitwisseling en saldi.pdf",
        "Bijlage 3b Vier afspraken naast elkaar.pdf",
        "Bijlage 4 Middelen.pdf",
        "Bijlage 5 Agenda van de samenwerking.pdf",
    ]
    assert "Gemaakt: 12 bestanden" in toasts(at.window)[-1]

    def stop(done: int, _total: int, _text: str) -> None:
        if done == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        points.write_all(world.desk, at.page.sitting.meeting_id, tmp_path / "gestopt", stop)
    assert list((tmp_path / "gestopt").iterdir()) == []
    assert kinds(world) == [("points", 6)]  # one line, and none of what was stopped


def test_a_decision_is_voted_on_by_keys(at: Hands, world: World) -> None:
    at.press(Key.Key_F9)
    at.type("De tarieven gaan omhoog.")
    form = vote(at)
    assert form.text.text() == "De tarieven gaan omhoog."
    assert form.focusWidget() is form.table.view
    assert not form.ok.isEnabled()
    at.type("tb")
    assert form.result.text().startswith("0 voor, 1 tegen, 1 blanco. Nog 1")
    at.press(Key.Key_Up)
    at.press(Key.Key_Up)
    at.type("va")
    assert form.result.text() == "Aangenomen: 2 voor, 0 tegen, 1 blanco."
    at.press(Key.Key_Return, control=True)
    said = "De tarieven gaan omhoog. (aangenomen met 2 voor, 0 tegen, 1 blanco)"
    at.until(lambda: [line.text for line in at.page.agreed.lines] == [said])
    (decision,) = world.desk.results.decisions(kind="steering")
    assert (decision.manner, len(decision.votes)) == ("vote", 3)
    assert at.page.talk.composer.isHidden()
    at.press(Key.Key_F9)
    assert at.page.talk.composer.text.text() == ""


def test_what_is_rejected_stands_in_the_notes_and_is_no_decision(at: Hands, world: World) -> None:
    item_id = at.page.table.item_id
    form = vote(at)
    at.type("Alles anders.")
    at.press(Key.Key_Return)
    at.type("ttt")
    assert form.ok.text() == "Uitslag in de notities"
    at.press(Key.Key_Return, control=True)
    line = "Voorstel verworpen met 0 voor, 3 tegen: Alles anders."
    at.until(lambda: world.desk.live.notes(item_id) == line)
    assert world.desk.results.decisions(kind="steering") == ()


def test_who_may_not_vote_is_told_why(at: Hands, world: World) -> None:
    for row in world.desk.voting.voters(at.page.sitting.meeting_id):
        world.desk.live.set_presence(row.attendance_id, is_mandated=False)
    form = vote(at)
    assert "mag niet beslissen voor de eigen organisatie" in form._who(form.state.rows[0])
    assert form.trouble.isVisible()
    assert not any(button.isEnabled() for button in form.voices)


def test_the_proposal_to_settle_is_voted_on(world: World, hands) -> None:
    world.desk.vat.set(VatDraft("facility", date(2024, 8, 1), "exempt", "onderwijs"))
    world.delivered("DUIN", "ZEEUW", 300, date(2026, 10, 5))
    agreed(world, SettlementRegime.NETTING)
    world.desk.settlements.propose(SettlementRegime.NETTING, SPAN)
    meeting_id = everybody(world)
    world.desk.live.start(meeting_id)
    at = hands(meeting_id)
    to_point(at, "balances")
    at.qtbot.keyClick(at._target(), Key.Key_D, BOTH)
    form = open_dialog(at.window)
    at.until(form.isActiveWindow)
    (said,) = [one for one in form.findChildren(QLabel) if one.text().startswith("Voorstel VR-")]
    assert said.isVisible()
    assert said.wordWrap()
    assert said.text().endswith("Het wordt zo uitgevoerd.")
    assert not form.text.isVisible()
    at.type("a")
    at.press(Key.Key_Return, control=True)
    at.until(lambda: world.desk.settlements.rows()[0].status == "approved")
    (decision,) = world.desk.results.decisions(kind="steering")
    assert decision.manner == "vote"


def test_a_director_votes_for_nobody(world: World, hands) -> None:
    meeting_id = everybody(world)
    world.desk.live.start(meeting_id)
    at = hands(meeting_id, user="directeur duin")
    assert at.page.points.ask_vote() is None
    assert not at.page.points.vote.isVisible()


def test_whose_turn_the_chair_is_stands_with_the_meeting(world: World, hands) -> None:
    people = frozenset(one.id for one in world.desk.bodies.people())
    change(world, STEERING_BODY, member_ids=people, mandated_ids=people, is_chair_in_turn=True)
    at = hands()
    at.page.plan()
    form = open_dialog(at.window)
    turn = form.fields["chair"]
    assert turn.isVisible()
    first = turn.editor.currentText()
    form.fields["day"].editor.set_day(date(2026, 11, 24))
    form.try_submit()
    at.until(lambda: at.page.sitting.card is not None)
    assert at.page.sitting.card.row.chair_organisation == first
    box = at.page.views["prepare"].attendance
    assert (box.turn_field.isVisible(), box.turn.currentText()) == (True, first)
    box.turn.setCurrentIndex(1)
    box.turn.activated.emit(1)
    at.until(lambda: at.page.sitting.card.row.chair_organisation == box.turn.itemText(1))
    at.page.open_item("")
    assert box.turn.itemText(1) in at.page.views["list"].table.rows.row(0).chair_organisation


def test_the_form_of_a_body_keeps_what_it_does_not_change(world: World) -> None:
    before = body(world, STEERING_BODY)
    change(world, STEERING_BODY)
    assert replace(body(world, STEERING_BODY), version=before.version) == before
