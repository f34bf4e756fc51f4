"""What is half written at a point: kept while it is typed, there again afterwards, gone when it is laid down."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from tests.builders import TODAY, World
from tests.ui.meeting.people import running
from tests.ui.offices import cut_pieces, open_dialog, press_toast, toasts
from zsm_desktop.domain.consent import ConsentFacts, GivenBy, LegalBasis
from zsm_desktop.ui.parts.talk.half_written import Where
from zsm_desktop.ui.parts.talk.sitting import Sitting
from zsm_desktop.ui.parts.talk.table import OnTable, Told, at_once

Key = Qt.Key
HALF = {"text": "Bellen met", "owner": "J. Kloet", "due": "01-12-2026"}


def point(world: World, meeting_id: str, at: int = 0) -> str:
    """The `at`-th case on the agenda."""
    return [row.id for row in world.desk.meetings.card(meeting_id).agenda if row.case][at]


def kept(world: World, meeting_id: str) -> dict[str, str]:
    return {row.kind: row.words.get("text", "") for row in world.desk.drafts.rows(meeting_id)}


def test_a_pause_keeps_it_and_an_empty_line_takes_it_away(world: World, hands) -> None:
    meeting_id = running(world, world.case())
    at = hands(meeting_id)
    at.press(Key.Key_F8, Key.Key_F9)
    at.type("Drie dagen")
    at.until(lambda: kept(world, meeting_id) == {"decision": "Drie dagen"})
    at.page.talk.composer.text.clear()
    at.until(lambda: kept(world, meeting_id) == {})


def test_escape_keeps_it_at_once_and_the_next_key_opens_it(world: World, hands) -> None:
    meeting_id = running(world, world.case())
    at = hands(meeting_id)
    at.press(Key.Key_F8, Key.Key_F6)
    at.type("Bellen met")
    at.press(Key.Key_Escape)
    at.page.writer.drain()
    assert kept(world, meeting_id) == {"action": "Bellen met"}
    at.press(Key.Key_F6)
    composer = at.page.talk.composer
    assert (composer.text.text(), composer.left_over.isVisible()) == ("Bellen met", False)


def test_what_an_earlier_sitting_left_opens_by_itself_and_says_so(world: World, hands) -> None:
    meeting_id = running(world, world.case(), world.case())
    world.desk.drafts.keep(point(world, meeting_id, 1), "action", HALF)
    at = hands(meeting_id)
    composer = at.page.talk.composer
    at.press(Key.Key_F8)
    assert not composer.isVisible()
    at.press(Key.Key_F8)
    assert composer.isVisible()
    assert (composer.text.text(), composer.owner.text(), composer.due.text()) == tuple(HALF.values())
    assert composer.left_over.text().startswith("Dit stond hier nog, bewaard om 10.00")
    assert not composer.text.hasFocus(), "the letters of the page still are keys"
    assert cut_pieces(at.page) == []
    at.press(Key.Key_F6)
    assert composer.text.hasFocus()
    assert composer.left_over.isVisible()
    at.press(Key.Key_Return, Key.Key_Return)
    at.until(lambda: len(world.desk.live.card(at.page.table.item_id).actions) == 1)
    assert kept(world, meeting_id) == {}
    assert world.desk.live.card(at.page.table.item_id).actions[0].owner == "J. Kloet"


def test_the_second_thing_left_at_a_point_follows_the_first(world: World, hands) -> None:
    meeting_id = running(world, world.case())
    item_id = point(world, meeting_id)
    for kind in ("decision", "bottleneck"):
        world.desk.drafts.keep(item_id, kind, {"text": kind})
        world.now += timedelta(seconds=1)
    at = hands(meeting_id)
    at.press(Key.Key_F8)
    composer = at.page.talk.composer
    assert composer.text.text() == "bottleneck"
    composer.submit()
    at.until(lambda: composer.isVisible() and composer.text.text() == "decision")
    assert kept(world, meeting_id) == {"decision": "decision"}


def test_the_text_for_the_wall_is_kept_as_it_is_typed(world: World, hands) -> None:
    meeting_id = running(world, world.case())
    at = hands(meeting_id)
    at.press(Key.Key_F8, Key.Key_W)
    at.type("Waar leert")
    at.until(lambda: kept(world, meeting_id) == {"wall": "Waar leert"})
    at.type(" hij")
    at.press(Key.Key_Escape)
    at.page.writer.drain()
    assert kept(world, meeting_id) == {"wall": "Waar leert hij"}
    at.press(Key.Key_W)
    wall = at.page.card.wall
    assert (wall.editor.text(), wall.kept.left_over.isVisible()) == ("Waar leert hij", False)
    wall.editor.clear()
    at.press(Key.Key_Escape)
    at.page.writer.drain()
    assert kept(world, meeting_id) == {}


def test_the_text_for_the_wall_that_was_left_opens_by_itself_and_says_so(world: World, hands) -> None:
    meeting_id = running(world, world.case(), world.case())
    world.desk.drafts.keep(point(world, meeting_id, 1), "wall", {"text": "Waar leert"})
    at = hands(meeting_id)
    wall = at.page.card.wall
    at.press(Key.Key_F8)
    assert not wall.field.isVisible()
    at.press(Key.Key_F8)
    assert (wall.field.isVisible(), wall.editor.text(), wall.editor.hasFocus()) == (True, "Waar leert", False)
    assert wall.kept.left_over.text().startswith("Dit stond hier nog, bewaard om 10.00")
    assert cut_pieces(at.page) == []
    at.press(Key.Key_W)
    assert (wall.editor.hasFocus(), wall.kept.left_over.isVisible()) == (True, True)
    at.press(Key.Key_Escape, Key.Key_W)
    assert not wall.kept.left_over.isVisible(), "said once"
    at.type(" hij?")
    at.press(Key.Key_Return)
    at.until(lambda: not at.page.writer.is_busy)
    assert kept(world, meeting_id) == {}
    assert world.desk.cases.card(at.page.table.item.case.id).wall_question == "Waar leert hij?"


def test_the_reason_beside_an_outcome_is_kept_as_it_is_typed_at_its_own_case(world: World, hands) -> None:
    meeting_id = running(world, world.case(), world.case())
    at = hands(meeting_id)
    at.press(Key.Key_F8, Key.Key_F4, Key.Key_6, Key.Key_5)
    at.type("Geen bus")
    at.until(lambda: kept(world, meeting_id) == {"reason": "Geen bus"})
    at.type(" na vier uur")
    at.press(Key.Key_Escape, Key.Key_Escape)
    at.page.writer.drain()
    assert kept(world, meeting_id) == {"reason": "Geen bus na vier uur"}
    at.press(Key.Key_F8, Key.Key_F4, Key.Key_6)
    assert at.page.outcome.why.text.text() == ""
    at.press(Key.Key_Escape, Key.Key_Escape, Key.Key_F7, Key.Key_F4, Key.Key_6)
    why = at.page.outcome.why
    assert (why.text.text(), why.code, why.kept.left_over.isVisible()) == (
        "Geen bus na vier uur",
        "no_transport",
        False,
    )
    at.press(Key.Key_Return)
    at.until(lambda: not at.page.writer.is_busy)
    assert kept(world, meeting_id) == {}
    card = world.desk.live.card(at.page.table.item_id)
    assert (card.outcome, card.reason) == ("not_placeable", "Geen bus na vier uur")
    assert at.page.table.half.points() == frozenset()


def test_the_reason_that_was_left_is_said_at_its_case_and_is_in_the_panel(world: World, hands) -> None:
    meeting_id = running(world, world.case())
    left = {"text": "Geen bus", "code": "no_transport"}
    world.desk.drafts.keep(point(world, meeting_id), "reason", left)
    at = hands(meeting_id)
    assert not any("toelichting" in said for said in toasts(at.window))
    at.press(Key.Key_F8)
    assert sum("toelichting" in said for said in toasts(at.window)) == 1
    at.press(Key.Key_F4, Key.Key_6)
    panel = at.page.outcome
    assert (panel.why.text.text(), panel.why.code) == ("Geen bus", "no_transport")
    assert panel.why.kept.left_over.text().startswith("Dit stond hier nog, bewaard om 10.00")
    assert cut_pieces(panel) == []
    at.press(Key.Key_Escape, Key.Key_Escape, Key.Key_F4, Key.Key_2)  # another outcome needs no reason
    at.until(lambda: not at.page.writer.is_busy)
    assert kept(world, meeting_id) == {}
    assert world.desk.live.card(at.page.table.item_id).outcome == "find_out"


def test_a_reason_that_is_refused_afterwards_is_half_written_again(world: World, hands) -> None:
    meeting_id = running(world, world.case())
    at = hands(meeting_id)
    at.press(Key.Key_F8, Key.Key_F4, Key.Key_6, Key.Key_5)
    at.type("Geen bus")
    world.desk_of("stage duin").live.finish(meeting_id)  # someone else, at another desk
    at.press(Key.Key_Return)
    panel = at.page.outcome
    at.until(lambda: panel.isVisible() and panel.error.text().startswith("Dit overleg is afgerond"))
    assert (panel.why.text.text(), panel.why.code) == ("Geen bus", "no_transport")
    assert not at.window.close()
    press_toast(at.window, "Tekst kopiëren")
    assert QGuiApplication.clipboard().text() == "Geen bus"
    assert at.window.close()


def test_what_was_refused_waits_no_more_when_what_came_after_it_was_taken(world: World) -> None:
    case_id = world.case()
    meeting_id = running(world, case_id)
    orders: list[tuple[Callable[[], object], Told]] = []
    sitting = Sitting(world.desk, "case")
    sitting.open(meeting_id)
    half = OnTable(sitting, lambda act, told: orders.append((act, told))).half
    for text in ("Drie", "Drie dagen"):
        half.keep(Where(point(world, meeting_id), "decision"), {"text": text}, lambda _error: None)
    (consent,) = world.desk.cases.card(case_id).consents
    world.desk.cases.withdraw_consent(consent.id, TODAY)
    at_once(*orders[0])
    assert half.unsaved == {}, "what came after it is on its way"
    world.desk.cases.add_consent(case_id, ConsentFacts(LegalBasis.CONSENT, GivenBy.BOTH, None, TODAY))
    at_once(*orders[1])
    assert (half.unsaved, kept(world, meeting_id)) == ({}, {"decision": "Drie dagen"})


def test_nothing_of_another_user_is_shown(world: World, hands) -> None:
    meeting_id = running(world, world.case())
    world.desk.drafts.keep(point(world, meeting_id), "action", HALF)
    at = hands(meeting_id, user="stage duin")
    at.press(Key.Key_F8)
    assert not at.page.talk.composer.isVisible()
    at.press(Key.Key_F6)
    assert at.page.talk.composer.text.text() == ""


def test_a_refused_act_has_its_words_kept_again(world: World, hands) -> None:
    meeting_id = running(world, world.case())
    at = hands(meeting_id)
    at.press(Key.Key_F8, Key.Key_F9)
    at.type("Toch plaatsen")
    world.desk_of("stage duin").live.finish(meeting_id)  # someone else, at another desk
    at.press(Key.Key_Return)
    at.until(lambda: not at.page.writer.is_busy)
    assert "Toch plaatsen" in at.page.table.half.texts()
    assert not at.window.close()
    press_toast(at.window, "Tekst kopiëren")
    assert QGuiApplication.clipboard().text() == "Toch plaatsen"
    assert at.window.close()


def test_closing_the_meeting_says_what_goes_with_it(world: World, hands) -> None:
    meeting_id = running(world, world.case())
    world.desk_of("stage duin").drafts.keep(point(world, meeting_id), "decision", {"text": "Van een ander"})
    at = hands(meeting_id)
    at.press(Key.Key_F8, Key.Key_F6)
    at.type("Bellen met")
    talk = at.page.talk
    talk.ending.ask()
    name = at.page.table.item.case.pseudonym
    assert f"Bij {name} staat nog tekst die niet is vastgelegd; die verdwijnt bij" in talk.confirm.text.text()
    assert "Een ander heeft hier ook nog tekst staan" in talk.confirm.text.text()
    assert kept(world, meeting_id) == {"action": "Bellen met"}
    assert cut_pieces(at.page) == []
    talk.confirm.yes.click()
    at.until(lambda: at.page.stack.currentWidget() is at.page.views["minutes"])
    assert world.store.rows("SELECT count(*) FROM draft") == [(0,)]
    assert at.window.close()


def test_the_form_of_a_bottleneck_is_there_again(world: World, hands) -> None:
    meeting_id = running(world, world.case())
    item_id = point(world, meeting_id)
    world.desk.live.add_bottleneck(item_id, "Geen bus")
    first = hands(meeting_id)
    first.page.talk.show_point(item_id)
    form = first.page.raised.ask()
    form.fields["description"].editor.setPlainText("De eerste bus komt")
    first.until(lambda: len(world.desk.drafts.rows(meeting_id)) == 1)

    again = hands(meeting_id)  # as after a power cut: another window on the same store
    again.page.talk.show_point(item_id)
    assert any("half bewerkt" in said for said in toasts(again.window))
    form = again.page.raised.ask()
    assert form.fields["description"].text == "De eerste bus komt"
    assert form.left_over.text().startswith("Dit stond hier nog")
    form.try_submit()
    again.until(lambda: world.desk.drafts.rows(meeting_id) == ())
    (row,) = world.desk.bottlenecks.rows()
    assert row.description == "De eerste bus komt"


def test_a_form_that_is_thrown_away_leaves_nothing(world: World, hands) -> None:
    meeting_id = running(world, world.case())
    item_id = point(world, meeting_id)
    world.desk.live.add_bottleneck(item_id, "Geen bus")
    at = hands(meeting_id)
    at.page.talk.show_point(item_id)
    form = at.page.raised.ask()
    form.fields["description"].editor.setPlainText("Toch niet")
    at.until(lambda: len(world.desk.drafts.rows(meeting_id)) == 1)
    form.reject()
    assert form.isVisible(), "typed text is not thrown away unasked"
    form.confirm.yes.click()
    at.until(lambda: world.desk.drafts.rows(meeting_id) == ())
    assert world.desk.bottlenecks.rows()[0].description == ""


def test_a_placement_refused_after_the_next_case_waits_at_its_own(world: World, hands) -> None:
    for _ in range(4):
        world.placement()
    at = hands(running(world, world.case(), world.case()))
    at.press(Key.Key_F8, Key.Key_F3)
    item_id = at.page.table.item_id
    duin = next(row for row in at.page.offers.cards.rows if row.provider == "De Duinpan")
    at.page.offers.select(duin.match.offer_id)
    at.press(Key.Key_Return)
    form = open_dialog(at.window)
    form.fields["starts"].editor.setText("01-12-2026")
    at.press(Key.Key_Return, control=True)
    assert at.page.table.row_of(item_id).outcome == "placed", "seen before the store has it"
    at.page.talk.go(1)
    at.until(lambda: any("niet vastgelegd" in said for said in toasts(at.window)))
    assert (form.isVisible(), at.page.table.row_of(item_id).outcome) == (False, "")
    at.press(Key.Key_F7)
    at.page.place(duin.match.offer_id)
    assert open_dialog(at.window) is form
    assert form.fields["starts"].text == "01-12-2026"


def test_placing_and_sending_up_are_not_written_in_the_thread_that_paints(world: World, hands) -> None:
    meeting_id = running(world, world.case())
    item_id = point(world, meeting_id)
    world.desk.live.add_bottleneck(item_id, "Geen bus")
    at = hands(meeting_id)
    at.page.talk.show_point(item_id)
    heard: list[str] = []
    stop = world.desk.changes.subscribe(lambda _news: heard.append(threading.current_thread().name))
    at.page.raised.send_up()
    at.until(lambda: world.desk.bottlenecks.rows()[0].status == "escalated" and not at.page.writer.is_busy)
    duin = next(row for row in at.page.offers.cards.rows if row.provider == "De Duinpan")
    at.page.place(duin.match.offer_id)
    form = open_dialog(at.window)
    form.try_submit()
    at.until(lambda: world.desk.live.card(item_id).placement != "")
    at.until(lambda: at.page.table.item.placement != "")
    stop()
    assert len(heard) == 2
    assert threading.main_thread().name not in heard
