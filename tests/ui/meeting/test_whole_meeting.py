"""A maatwerkbespreking from planning to minutes, driven by keys alone, read back from the store."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt

from tests.builders import World, offer_id
from tests.ui.meeting.people import HELD_ON, Hands, running
from tests.ui.offices import open_dialog
from zsm_desktop.ui.parts.talk.pausing import PAUSE_MS

Key = Qt.Key


def plan_by_keys(hands: Hands) -> None:
    hands.press(Key.Key_N, control=True)
    form = open_dialog(hands.window)
    hands.type("24-11-2026")
    form.fields["place"].editor.setFocus()
    hands.type("Goes, De Brug")
    hands.press(Key.Key_Return, control=True)
    hands.until(lambda: hands.page.sitting.status == "planned")


def fill_agenda(hands: Hands, first_number: str, second: str) -> None:
    page = hands.page
    hands.press(Key.Key_F2)
    hands.until(page.picker.isVisible)
    hands.type(first_number)
    hands.until(lambda: len(page.picker.list.cards.rows) == 1)
    hands.press(Key.Key_Return)
    hands.until(lambda: page.picker.search.text() == "" and page.picker.list.current_id() == second)
    hands.press(Key.Key_Return, Key.Key_Escape)
    hands.until(lambda: page.sitting.card.row.cases == 2)


def agree(hands: Hands) -> None:
    """An action, a decision and a bottleneck."""
    hands.press(Key.Key_F6)
    hands.type("Proefles afspreken")
    hands.press(Key.Key_Return)
    hands.type("J. Kloet")
    hands.press(Key.Key_Return)
    hands.press(Key.Key_F9)
    hands.type("Moeder wordt elke maand gebeld")
    hands.press(Key.Key_Return)
    hands.press(Key.Key_F10)
    hands.type("Geen bus voor half negen")
    hands.press(Key.Key_Return)
    hands.until(lambda: len(hands.page.agreed.lines) == 3)


def place(hands: Hands) -> None:
    page = hands.page
    hands.press(Key.Key_F4, Key.Key_1)
    hands.until(page.offers.hasFocus)
    page.offers.select(offer_id("DUIN"))
    hands.press(Key.Key_Return)
    assert open_dialog(hands.window).fields["ends"].editor.day == date(2027, 7, 31)
    hands.press(Key.Key_Return, control=True)
    hands.until(lambda: page.table.item.placement != "")


def finish(hands: Hands) -> None:
    talk = hands.page.talk
    talk.end.setFocus()
    hands.press(Key.Key_Space)
    assert talk.confirm.isVisible()
    assert "1 punt is nog niet besproken" in talk.confirm.text.text()
    hands.press(Key.Key_Tab, Key.Key_Space)
    hands.until(lambda: hands.page.stack.currentWidget() is hands.page.views["minutes"])


def test_a_whole_meeting_by_keys(world: World, hands) -> None:
    first, second = world.case(number="C-2026-101"), world.case(number="C-2026-102")
    at = hands()
    page = at.page
    plan_by_keys(at)
    fill_agenda(at, "C-2026-101", second)
    assert page.sitting.card.row.held_on == HELD_ON
    at.begin()
    at.until(lambda: page.stack.currentWidget() is page.talk)
    at.press(Key.Key_F4)  # the opening is done, and the first case comes
    at.until(lambda: page.table.item.case is not None and page.table.item.case.id == first)
    at.press(Key.Key_F2)
    at.type("Moeder is erbij. De Brug heeft plek.")
    at.until(lambda: kept_notes(world, page) == "Moeder is erbij. De Brug heeft plek.")
    agree(at)
    place(at)
    finish(at)

    card = world.desk.meetings.card(page.sitting.meeting_id)
    by_case = {row.case.id: row for row in card.agenda if row.case}
    assert (by_case[first].outcome, by_case[first].status) == ("placed", "discussed")
    assert by_case[first].notes == "Moeder is erbij. De Brug heeft plek."
    assert by_case[second].status == "carried_over"
    assert [row.text for row in card.decisions] == [
        "Moeder wordt elke maand gebeld",
        "Traject bij De Duinpan: Werkplaats Duin.",
    ]
    assert [(row.text, row.owner) for row in card.actions] == [("Proefles afspreken", "J. Kloet")]
    assert [row.title for row in card.bottlenecks] == ["Geen bus voor half negen"]
    (placement,) = world.desk.placements.page()
    assert (placement.number, placement.planned_hundredths) == (by_case[first].placement, 36 * 200)


def kept_notes(world: World, page) -> str:
    return world.desk.live.card(page.table.item_id).notes


def test_notes_are_kept_at_the_pause_and_not_at_every_key(world: World, hands, qtbot) -> None:
    case_id = world.case()
    at = hands(running(world, case_id))
    at.press(Key.Key_F8, Key.Key_F2)
    at.type("Half een z")
    assert kept_notes(world, at.page) == ""
    with qtbot.waitSignal(at.page.talk.notes.kept, timeout=PAUSE_MS * 5):
        at.type("in")
    assert kept_notes(world, at.page) == "Half een zin"
    at.until(lambda: at.page.talk.notes.status.text() == "Bewaard")


def test_what_was_said_is_in_the_store_before_what_came_of_it(world: World, hands) -> None:
    at = hands(running(world, world.case()))
    at.press(Key.Key_F8, Key.Key_F2)
    at.type("Moeder belt de school")
    at.press(Key.Key_F4, Key.Key_2)
    acts = "SELECT act FROM audit_event WHERE act IN ('meeting.notes', 'meeting.outcome') ORDER BY number"
    at.until(lambda: len(world.store.rows(acts)) == 2)
    assert world.store.rows(acts) == [("meeting.notes",), ("meeting.outcome",)]


def test_the_next_case_takes_the_notes_of_the_last_one_to_the_store(world: World, hands) -> None:
    at = hands(running(world, world.case(), world.case()))
    at.press(Key.Key_F8, Key.Key_F2)
    first = at.page.table.item_id
    at.type("Van de eerste")
    at.press(Key.Key_F8)
    assert at.page.talk.notes.text == ""
    at.until(lambda: world.desk.live.card(first).notes == "Van de eerste")
    at.press(Key.Key_F7)
    assert at.page.talk.notes.text == "Van de eerste"


def test_letters_do_what_the_buttons_do_where_nothing_is_typed(world: World, hands) -> None:
    at = hands(running(world, world.case()))
    at.press(Key.Key_F8)
    at.press(Key.Key_A)
    assert at.page.talk.composer.text_field.label.text() == "Actie"
    at.press(Key.Key_Escape, Key.Key_Escape)
    at.press(Key.Key_U)
    assert at.page.outcome.isVisible()
    at.press(Key.Key_Escape)
    at.press(Key.Key_N)
    at.type("nabu")
    assert at.page.talk.notes.text == "nabu"
