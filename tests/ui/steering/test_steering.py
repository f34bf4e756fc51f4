"""The stuurgroep by keys: bottlenecks answered, balances beside it, and directors who only read."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.builders import World
from tests.ui.meeting.people import STEERING_BODY, planned, running
from tests.ui.offices import cut_pieces, toasts, words_of
from zsm_desktop.services.bodies import BodyDraft
from zsm_desktop.services.bottlenecks import BottleneckDraft

Key = Qt.Key


def with_bottleneck(world: World) -> str:
    """A stuurgroep to come with one escalated bottleneck."""
    meeting_id = running(world, world.case())
    item = world.desk.meetings.card(meeting_id).agenda[-1]
    world.desk.live.add_bottleneck(item.id, "Geen bus voor half negen")
    world.desk.live.finish(meeting_id)
    (bottleneck,) = world.desk.bottlenecks.rows()
    world.desk.bottlenecks.escalate(bottleneck.id)
    return planned(world, body=STEERING_BODY)


def test_a_bottleneck_is_answered_and_goes_back(world: World, hands) -> None:
    at = hands(with_bottleneck(world))
    at.press(Key.Key_F5)
    at.until(lambda: at.page.stack.currentWidget() is at.page.talk)
    at.press(Key.Key_F4, Key.Key_F4)
    at.until(lambda: at.page.state.bottleneck is not None)
    assert at.page.act.text() == "Antwoord"
    at.press(Key.Key_F4)
    at.type("De gemeente legt een buurtbus in.")
    at.press(Key.Key_Return)
    at.until(lambda: at.page.table.item.status == "discussed")
    (bottleneck,) = world.desk.bottlenecks.rows()
    assert (bottleneck.status, bottleneck.answer) == ("answered", "De gemeente legt een buurtbus in.")
    assert at.page.agreed.lines[0].text == "De gemeente legt een buurtbus in."


def test_an_answered_bottleneck_is_closed(world: World, hands) -> None:
    at = hands(with_bottleneck(world))
    at.press(Key.Key_F5)
    at.until(lambda: at.page.stack.currentWidget() is at.page.talk)
    assert not at.page.shut.isVisible()
    at.press(Key.Key_F4, Key.Key_F4)
    at.until(at.page.shut.isVisible)
    assert cut_pieces(at.page) == []
    at.page.shut.click()
    at.press(Key.Key_Return)
    assert "nog niet beantwoord" in words_of(at.page.talk.composer)
    at.type("De buurtbus rijdt.")
    at.press(Key.Key_Return)
    at.until(lambda: at.page.table.item.status == "discussed")
    (bottleneck,) = world.desk.bottlenecks.rows()
    assert (bottleneck.status, bottleneck.answer) == ("closed", "De buurtbus rijdt.")
    assert (at.page.shut.isVisible(), at.page.act.text(), at.page.point.status.text) == (
        False,
        "Besproken",
        "afgesloten",
    )


def test_notes_decisions_and_actions_are_kept(world: World, hands) -> None:
    meeting_id = with_bottleneck(world)
    world.desk.live.start(meeting_id)
    at = hands(meeting_id)
    at.press(Key.Key_F2)
    at.type("Verslag goedgekeurd.")
    at.press(Key.Key_F9)
    at.type("We rekenen dit jaar niet af")
    at.press(Key.Key_Return, Key.Key_F6)
    at.type("Tarieven rondsturen")
    at.press(Key.Key_Return)
    at.type("Secretaris")
    at.press(Key.Key_Return)
    at.until(lambda: len(at.page.agreed.lines) == 2)
    at.until(lambda: world.desk.meetings.card(meeting_id).agenda[0].notes == "Verslag goedgekeurd.")
    card = world.desk.meetings.card(meeting_id)
    assert [row.number for row in card.decisions] == ["SG-2026/27-001"]
    assert [row.owner for row in card.actions] == ["Secretaris"]


def test_the_balances_are_those_of_the_books(world: World, hands) -> None:
    world.delivered("DUIN", "ZEEUW", 200)
    meeting_id = planned(world, body=STEERING_BODY)
    world.desk.live.start(meeting_id)
    at = hands(meeting_id)
    at.press(Key.Key_F8)
    rows = at.page.point.balances.rows
    shown = {rows.row(at_).code: rows.row(at_).balance_cents for at_ in range(rows.rowCount())}
    assert (shown["DUIN"], shown["ZEEUW"]) == (4940, -4940)
    assert at.page.point.balances.isVisible()
    assert cut_pieces(at.page) == []


def test_a_director_reads_and_cannot_write(world: World, hands) -> None:
    meeting_id = with_bottleneck(world)
    at = hands(meeting_id, user="directeur duin")
    view = at.page.views["prepare"]
    assert not view.start.isVisible()
    assert not view.tools.isVisible()
    assert not view.attendance.new.isVisible()
    at.press(Key.Key_F4, Key.Key_Space)
    assert not any(row.is_present for row in world.desk.meetings.card(meeting_id).attendance)
    view.begin()
    assert toasts(at.window)[0].startswith("Dit mag u niet met uw rol.")
    world.desk.live.start(meeting_id)
    at.page.mark_stale()
    at.page.refresh()
    assert at.page.talk.notes.editor.isReadOnly()
    assert not at.page.talk.act_row.isVisible()
    assert not at.page.talk.end.isVisible()
    at.press(Key.Key_F8, Key.Key_F8)
    assert "Geen bus voor half negen" in words_of(at.page)


def test_the_facts_of_a_bottleneck_lie_on_the_table_and_few_cases_are_not_counted(world: World, hands) -> None:
    meeting_id = with_bottleneck(world)
    (bottleneck,) = world.desk.bottlenecks.rows()
    draft = BottleneckDraft(bottleneck.title, "De eerste bus komt te laat.", "transport", "Een latere start")
    world.desk.bottlenecks.describe(bottleneck.id, draft)
    world.desk.live.start(meeting_id)
    at = hands(meeting_id)
    at.press(Key.Key_F8, Key.Key_F8)
    at.until(lambda: at.page.state.bottleneck is not None)
    assert at.page.point.about.texts() == {
        "Soort": "Vervoer",
        "Speelt bij": "<5 casussen",
        "Scholen": "De Zeeuwse Vaart",
        "Wacht": "minder dan een week",
        "Gevraagd": "Een latere start",
    }
    assert cut_pieces(at.page) == []
    assert not at.page.up.isVisible()


def test_with_a_body_above_the_stuurgroep_sends_it_on(world: World, hands) -> None:
    meeting_id = with_bottleneck(world)
    top = world.desk.bodies.add(BodyDraft("Bestuurders", "strategic", kind="steering", code="BO")).made_id
    (steering,) = [row for row in world.desk.bodies.rows() if row.id == STEERING_BODY]
    world.desk.bodies.edit(STEERING_BODY, BodyDraft(steering.name, steering.level, above_id=top))
    world.desk.live.start(meeting_id)
    at = hands(meeting_id)
    at.press(Key.Key_F8, Key.Key_F8)
    at.until(at.page.up.isVisible)
    assert at.page.up.text() == "Naar Bestuurders"
    at.press(Key.Key_F10, control=True)
    at.until(lambda: at.page.table.item.status == "discussed")
    (bottleneck,) = world.desk.bottlenecks.rows()
    assert (bottleneck.body, at.page.point.status.text) == ("Bestuurders", "bij Bestuurders")
