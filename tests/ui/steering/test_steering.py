"""The stuurgroep by keys: bottlenecks answered, balances beside it, and directors who only read."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QAbstractButton

from tests.builders import World
from tests.ui.meeting.people import STEERING_BODY, Hands, planned, running
from tests.ui.offices import cut_pieces, open_dialog, toasts, words_of
from tests.versions import version_of
from zsm_desktop.services.bodies import BodyDraft
from zsm_desktop.services.bottlenecks import BottleneckDraft
from zsm_desktop.services.desk import Desk
from zsm_desktop.store.store import Store

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
    at.begin()
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


@pytest.mark.parametrize("is_answer", [False, True])
def test_an_answer_stands_beside_what_another_wrote_of_it_but_not_over_an_answer(
    world: World, hands, is_answer: bool
) -> None:
    at = hands(with_bottleneck(world))
    at.begin()
    at.until(lambda: at.page.stack.currentWidget() is at.page.talk)
    at.press(Key.Key_F4, Key.Key_F4)
    at.until(lambda: at.page.state.bottleneck is not None)
    at.press(Key.Key_F4)
    at.type("De gemeente legt een buurtbus in.")
    (row,) = world.desk.bottlenecks.rows()
    with closing(Desk(Store(world.folder, world.keys), world.desk.actor, lambda: world.now)) as other:
        if is_answer:
            other.bottlenecks.answer(row.id, row.version, "Er komt niets.")
        else:
            theirs = replace(other.bottlenecks.draft(row.id), asked="Een bus.")
            other.bottlenecks.describe(row.id, row.version, theirs)
    at.press(Key.Key_Return)
    at.until(lambda: not at.page.writer.is_busy)
    (now,) = world.desk.bottlenecks.rows()
    if is_answer:
        assert now.answer == "Er komt niets."
        at.until(lambda: "De gemeente legt een buurtbus in." in words_of(at.page.talk.composer))
        assert "Iemand anders heeft dit intussen gewijzigd" in words_of(at.page.talk.composer)
    else:
        assert (now.answer, now.asked) == ("De gemeente legt een buurtbus in.", "Een bus.")


def test_an_answered_bottleneck_is_closed(world: World, hands) -> None:
    at = hands(with_bottleneck(world))
    at.begin()
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


def test_a_key_reaches_what_was_agreed_and_what_was_met(world: World, hands) -> None:
    meeting_id = with_bottleneck(world)
    world.desk.live.start(meeting_id)
    live, item_id = world.desk.live, world.desk.meetings.card(meeting_id).agenda[0].id
    live.keep_notes(item_id, "Welkom.")
    live.add_decision(item_id, "We rekenen dit jaar niet af")
    live.add_action(item_id, "Tarieven rondsturen", owner="Secretaris", due_on=None)
    live.add_bottleneck(item_id, "Te weinig lokalen")
    at = hands(meeting_id)
    at.qtbot.keyClick(at.window.focusWidget(), Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert at.page.agreed.hasFocus()
    at.press(Key.Key_Delete)
    assert "Een besluit blijft staan" in toasts(at.window)[-1]
    at.press(Key.Key_Down, Key.Key_Backspace)
    at.until(lambda: [row.kind for row in at.page.agreed.cards.rows] == ["decision"])
    at.until(lambda: at.page.talk.notes.text == "Welkom.\nTarieven rondsturen")
    at.press(Key.Key_Tab)
    assert at.page.noted.hasFocus()
    at.press(Key.Key_Delete)
    at.until(lambda: at.page.noted.lines[0].text == "Geen nieuwe knelpunten.")
    assert world.desk.meetings.card(meeting_id).bottlenecks == ()


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
    view.starting.emit()
    assert world.desk.meetings.card(meeting_id).row.status == "planned"
    assert {key[0] for key in at.page.keys} <= {"F4", "Esc", "Ctrl+Shift+A"}
    world.desk.live.start(meeting_id)
    at.page.mark_stale()
    at.page.refresh()
    assert at.page.talk.notes.editor.isReadOnly()
    assert not at.page.talk.act_row.isVisible()
    assert not at.page.talk.end.isVisible()
    at.press(Key.Key_F8, Key.Key_F8)
    assert "Geen bus voor half negen" in words_of(at.page)


def test_every_key_the_overview_names_is_bound_there_and_once(world: World, hands, monkeypatch) -> None:
    """With a server a meeting can be taken along as well."""
    monkeypatch.setattr("zsm_desktop.services.meetings.is_on_server", lambda _folder: True)
    at = hands(with_bottleneck(world))
    at.until(at.page.views["prepare"].isVisible)
    assert bound_amiss(at) == {}
    at.begin()
    at.until(lambda: at.page.stack.currentWidget() is at.page.talk)
    at.press(Key.Key_F8, Key.Key_F8)
    at.until(lambda: at.page.state.bottleneck is not None)
    assert bound_amiss(at) == {}


def bound_amiss(at: Hands) -> dict[str, int]:
    """Keys of this face that are named more than once, or that not exactly one thing in sight answers."""
    view = at.page.stack.currentWidget()
    of_hands = {
        one.key().toString() for one in view.findChildren(QShortcut) if one.isEnabled() and one.parent().isVisible()
    }
    found = [one.shortcut().toString() for one in view.findChildren(QAbstractButton) if one.isVisible()]
    counts = Counter(key for key in (*found, *of_hands) if key)
    named = [one[0] for one in at.page.keys]
    typed = {"Return", "Esc", "Del", "Backspace", "Space", "Ctrl+Up", "Ctrl+Down", "Ctrl+Return"}
    typed |= {"Ctrl+F10", "Ctrl+Shift+A"}  # only where a body stands above this one; the page hears it, in every face
    return {key: counts[key] for key in named if named.count(key) != 1 or (key not in typed and counts[key] != 1)}


def test_a_director_is_not_told_to_write_the_minutes(world: World, hands) -> None:
    meeting_id = with_bottleneck(world)
    world.desk.live.start(meeting_id)
    world.desk.live.finish(meeting_id)
    at = hands(meeting_id, user="directeur duin")
    assert "Aan de tekst wordt nog gewerkt." in words_of(at.page.views["minutes"])
    assert not {"Alt+O", "Alt+W"} & {key[0] for key in at.page.keys}


def test_the_facts_of_a_bottleneck_lie_on_the_table_and_few_cases_are_not_counted(world: World, hands) -> None:
    meeting_id = with_bottleneck(world)
    (bottleneck,) = world.desk.bottlenecks.rows()
    draft = BottleneckDraft(bottleneck.title, "De eerste bus komt te laat.", "transport", "Een latere start")
    world.desk.bottlenecks.describe(bottleneck.id, version_of(world, "bottleneck", bottleneck.id), draft)
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
    world.desk.bodies.edit(
        STEERING_BODY,
        version_of(world, "meeting_body", STEERING_BODY),
        BodyDraft(steering.name, steering.level, above_id=top),
    )
    world.desk.live.start(meeting_id)
    at = hands(meeting_id)
    at.press(Key.Key_F8, Key.Key_F8)
    at.until(at.page.up.isVisible)
    assert at.page.up.text() == "Naar Bestuurders"
    at.press(Key.Key_F10, control=True)
    at.until(lambda: at.page.table.item.status == "discussed")
    (bottleneck,) = world.desk.bottlenecks.rows()
    assert (bottleneck.body, at.page.point.status.text) == ("Bestuurders", "bij Bestuurders")


def with_bodies_above(world: World) -> None:
    bodies = world.desk.bodies
    board = bodies.add(BodyDraft("Bestuurders", "strategic", kind="steering", code="BO")).made_id
    council = bodies.add(BodyDraft("Raad", "strategic", kind="steering", code="RA")).made_id
    (steering,) = [row for row in bodies.rows() if row.id == STEERING_BODY]
    bodies.edit(
        board, version_of(world, "meeting_body", board), BodyDraft("Bestuurders", "strategic", above_id=council)
    )
    bodies.edit(
        STEERING_BODY,
        version_of(world, "meeting_body", STEERING_BODY),
        BodyDraft(steering.name, steering.level, above_id=board),
    )


def at_the_bottleneck(world: World, hands, prepare: Callable[[World], object] = str) -> Hands:
    meeting_id = with_bottleneck(world)
    prepare(world)
    world.desk.live.start(meeting_id)
    at = hands(meeting_id)
    at.press(Key.Key_F8, Key.Key_F8)
    at.until(lambda: at.page.state.bottleneck is not None)
    return at


def test_what_is_done_here_is_not_written_in_the_thread_that_paints(world: World, hands) -> None:
    at = at_the_bottleneck(world, hands)
    heard: list[str] = []
    stop = world.desk.changes.subscribe(lambda _news: heard.append(threading.current_thread().name))
    at.press(Key.Key_E, control=True)
    form = open_dialog(at.window)
    form.fields["asked"].editor.setPlainText("Een latere start")
    form.try_submit()
    at.until(lambda: at.page.state.bottleneck.asked == "Een latere start")
    at.press(Key.Key_F4)
    at.type("De gemeente legt een buurtbus in.")
    at.press(Key.Key_Return)
    at.until(lambda: at.page.table.item.status == "discussed" and not at.page.writer.is_busy)
    at.page.shut.click()
    at.press(Key.Key_Return)
    at.until(lambda: at.page.state.bottleneck.status == "closed")
    at.press(Key.Key_F7)
    at.press(Key.Key_F4)
    at.until(lambda: at.page.table.agenda[1].status == "discussed" and not at.page.writer.is_busy)
    stop()
    assert len(heard) >= 6
    assert threading.main_thread().name not in heard


def test_an_answer_that_is_refused_comes_back_with_its_words(world: World, hands) -> None:
    at = at_the_bottleneck(world, hands)
    (bottleneck,) = world.desk.bottlenecks.rows()
    at.press(Key.Key_F4)
    at.type("De gemeente legt een buurtbus in.")
    with world.writing() as work:  # someone else, at another desk
        work.run("UPDATE bottleneck SET status = 'closed' WHERE id = ?", [(bottleneck.id,)])
    at.press(Key.Key_Return)
    composer = at.page.talk.composer
    at.until(lambda: composer.isVisible() and composer.text_field.has_error)
    assert composer.text.text() == "De gemeente legt een buurtbus in."
    assert "afgesloten" in composer.text_field.error.text()
    at.page.writer.drain()
    (draft,) = world.desk.drafts.rows(at.page.sitting.meeting_id)
    assert (draft.kind, draft.words) == ("answer", {"text": "De gemeente legt een buurtbus in."})


def test_a_point_that_is_refused_is_open_again_and_it_is_said(world: World, hands) -> None:
    meeting_id = with_bottleneck(world)
    world.desk.live.start(meeting_id)
    at = hands(meeting_id)
    with world.writing() as work:  # someone else, at another desk
        work.run("UPDATE meeting SET status = 'finished' WHERE id = ?", [(meeting_id,)])
    at.press(Key.Key_F4)
    assert at.page.table.agenda[0].status == "discussed", "seen before the store has it"
    at.until(lambda: any("afgerond" in said for said in toasts(at.window)))
    assert at.page.table.agenda[0].status == "open"


def test_sending_up_twice_in_haste_sends_up_once(world: World, hands) -> None:
    at = at_the_bottleneck(world, hands, with_bodies_above)
    at.page.send_up()
    at.page.send_up()
    at.until(lambda: at.page.up.isEnabled() and not at.page.writer.is_busy)
    assert [row.body for row in world.desk.bottlenecks.rows()] == ["Bestuurders"]


def test_half_an_answer_is_there_again(world: World, hands) -> None:
    at = at_the_bottleneck(world, hands)
    at.press(Key.Key_F4)
    at.type("De gemeente")
    meeting_id = at.page.sitting.meeting_id
    at.until(lambda: len(world.desk.drafts.rows(meeting_id)) == 1)
    again = hands(meeting_id)  # as after a power cut: another window on the same store
    again.press(Key.Key_F8, Key.Key_F8)
    composer = again.page.talk.composer
    again.until(composer.isVisible)
    assert (composer.text_field.label.text(), composer.text.text()) == ("Antwoord", "De gemeente")
    assert composer.left_over.isVisible()
