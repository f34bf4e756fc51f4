"""What the room refuses, how it says so, and that typed text outlives every refusal."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from tests.builders import World
from tests.ui.meeting.people import planned, running, withdrawn
from tests.ui.offices import open_dialog, press_toast, toasts, words_of
from zsm_desktop.ui.meeting.outcome import OUTCOMES
from zsm_desktop.ui.meeting.page import MeetingPage
from zsm_desktop.ui.rooms import Tools
from zsm_desktop.ui.work import Workshop

Key = Qt.Key
QUESTION = "Wil leren lassen; wij hebben geen werkplaats."


def test_a_case_without_consent_shows_why_and_nothing_of_itself(world: World, hands) -> None:
    at = hands(running(world, withdrawn(world)))
    at.press(Key.Key_F8)
    words = words_of(at.page)
    assert "Deze casus mag nog niet besproken worden" in words
    assert "De toestemming is ingetrokken." in words
    assert QUESTION not in words
    assert not at.page.talk.notes.isVisible()
    assert at.page.offers.cards.rows == []
    at.press(Key.Key_F4, Key.Key_F6)
    assert not at.page.outcome.isVisible()
    assert not at.page.talk.composer.isVisible()


def test_the_agenda_says_beforehand_what_is_missing(world: World, hands) -> None:
    at = hands(planned(world, withdrawn(world), world.case()))
    view = at.page.views["prepare"]
    (apart,) = view.apart.cards.rows
    assert apart.case.missing == "consent.withdrawn"
    assert "de toestemming is ingetrokken" in view.apart.cards.index(0).data()
    assert [row.number for row in view.agenda.cards.rows] == [1, 2], "the other case, after the opening"
    assert apart.case.pseudonym not in {row.title for row in view.agenda.cards.rows}


def test_who_may_not_read_meetings_hears_it_in_a_sentence(world: World, theme, shown, qtbot) -> None:
    meeting_id = planned(world)
    page = MeetingPage(Tools(theme, Workshop()), world.desk_of("lezer"))
    heard: list[tuple[str, str]] = []
    page.notify.connect(lambda text, tone: heard.append((text, tone)))
    shown(page, 1000, 600)
    assert page.views["list"].table.rows.rowCount() == 0
    page.attempt(lambda: page.open_item(meeting_id))
    assert heard == [("Dit mag u niet met uw rol. Vraag de secretaris het te doen of uw rol aan te passen.", "bad")]


def test_notes_that_cannot_be_kept_stay_and_say_why(world: World, hands) -> None:
    meeting_id = running(world, world.case())
    at = hands(meeting_id)
    at.press(Key.Key_F8, Key.Key_F2)
    world.desk_of("stage duin").live.finish(meeting_id)  # someone else, at another desk
    at.type("Dit mag niet verloren gaan")
    notes = at.page.talk.notes
    at.until(notes.trouble.isVisible)
    assert notes.error.text().startswith("Dit overleg is afgerond en ligt vast.")
    assert notes.text == "Dit mag niet verloren gaan"
    at.press(Key.Key_Escape)
    assert notes.text == "Dit mag niet verloren gaan"
    at.press(Key.Key_F7)
    at.until(lambda: any("nog niet bewaard" in text for text in toasts(at.window)))
    at.press(Key.Key_F8)
    assert notes.text == "Dit mag niet verloren gaan"


def test_a_window_with_text_that_is_not_kept_does_not_close(world: World, hands) -> None:
    meeting_id = running(world, world.case())
    at = hands(meeting_id)
    at.press(Key.Key_F8, Key.Key_F2)
    world.desk_of("stage duin").live.finish(meeting_id)
    at.type("Nog even")
    assert not at.window.close()
    assert at.window.isVisible()
    assert at.page.talk.notes.text == "Nog even"
    press_toast(at.window, "Tekst kopiëren")
    assert QGuiApplication.clipboard().text() == "Nog even"
    assert at.window.close()


def test_half_an_action_waits_for_its_own_point(world: World, hands) -> None:
    at = hands(running(world, world.case(), world.case()))
    at.press(Key.Key_F8, Key.Key_F6)
    at.type("Bellen met")
    at.press(Key.Key_F8, Key.Key_F6)
    composer = at.page.talk.composer
    assert composer.text.text() == ""
    at.press(Key.Key_Escape, Key.Key_F7, Key.Key_F6)
    assert composer.text.text() == "Bellen met"
    composer.submit()
    assert composer.owner_field.error.text() == "Vul in wat er gebeurt en wie het doet."
    assert composer.text.text() == "Bellen met"


def test_a_full_offer_is_refused_in_the_form_and_the_form_stays(world: World, hands) -> None:
    for _ in range(4):
        world.placement()
    at = hands(running(world, world.case()))
    at.press(Key.Key_F8, Key.Key_F3)
    duin = next(row for row in at.page.offers.cards.rows if row.provider == "De Duinpan")
    assert duin.seats_free == 0
    at.page.offers.select(duin.match.offer_id)
    at.press(Key.Key_Return)
    form = open_dialog(at.window)
    form.fields["starts"].editor.setText("01-12-2026")
    at.press(Key.Key_Return, control=True)
    assert not form.isVisible(), "the painting does not wait for the store"
    at.until(form.isVisible)
    assert "Alle 4 plaatsen zijn in deze periode bezet." in words_of(form)
    assert form.fields["starts"].text == "01-12-2026"
    assert at.page.table.item.outcome == ""
    assert world.desk.live.card(at.page.table.item_id).outcome == ""


def test_an_outcome_is_of_the_case_its_panel_is_about(world: World, hands) -> None:
    at = hands(running(world, world.case(), world.case()))
    at.press(Key.Key_F8)
    item_id = at.page.table.item_id
    at.press(Key.Key_F4, Key.Key_F8)
    assert (at.page.table.item_id, at.page.outcome.isVisible()) == (item_id, True)
    at.press(Key.Key_2)
    at.until(lambda: world.desk.live.card(item_id).outcome == "find_out")
    at.press(Key.Key_F8)
    assert at.page.table.item_id != item_id


def test_from_the_reasons_there_is_a_way_back_one_step(world: World, hands) -> None:
    at = hands(running(world, world.case()))
    at.press(Key.Key_F8, Key.Key_F4, Key.Key_6)
    panel, who = at.page.outcome, at.page.table.item.case.pseudonym
    assert panel.heading.text() == f"Niet plaatsbaar: {who}"
    assert "Esc gaat één stap terug" in panel.foot.text()
    at.press(Key.Key_5)
    at.type("Geen bus")
    at.press(Key.Key_Escape)
    assert (panel.first.isVisible(), panel.why.isVisible()) == (True, False)
    assert panel.heading.text() == f"Uitkomst voor {who}"
    assert panel.buttons[OUTCOMES[5]].hasFocus()
    at.press(Key.Key_6)
    assert (panel.why.text.text(), panel.why.code) == ("Geen bus", "no_transport")
    at.press(Key.Key_Escape, Key.Key_Escape)
    assert not panel.isVisible()


def test_not_placeable_asks_for_the_reason(world: World, hands) -> None:
    at = hands(running(world, world.case()))
    at.press(Key.Key_F8, Key.Key_F4, Key.Key_6)
    panel = at.page.outcome
    at.press(Key.Key_Return)
    assert panel.error.text() == "Kies waarom de leerling niet plaatsbaar is."
    at.press(Key.Key_8, Key.Key_Return)
    assert panel.error.text() == "Schrijf erbij wat de andere reden is."
    next(iter(panel.why.buttons.values())).setFocus()
    at.press(Key.Key_5)
    at.type("Geen bus op 4 dagen")  # a figure here is text, no choice
    at.press(Key.Key_Return)
    at.until(lambda: not panel.isVisible())
    at.until(lambda: world.desk.live.card(at.page.table.item_id).outcome == "not_placeable")
    card = world.desk.live.card(at.page.table.item_id)
    assert (card.reason_code, card.reason) == ("no_transport", "Geen bus op 4 dagen")
    at.until(lambda: any("Geen vervoer: Geen bus" in line.quiet for line in at.page.agreed.lines))
