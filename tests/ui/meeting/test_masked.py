"""What the mask takes out of a text is told to who typed it, and to who sends a paper on its way."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.builders import World
from tests.ui.meeting.people import STEERING_BODY, planned, running
from tests.ui.meeting.test_before import invitation_form
from tests.ui.offices import any_dialog, cut_words, toasts

Key = Qt.Key
REPLACED = "Vervangen: 1 naam van een leerling"


def test_a_toast_says_once_that_a_name_typed_in_the_stuurgroep_was_replaced(world: World, hands) -> None:
    world.case()
    meeting_id = planned(world, body=STEERING_BODY)
    world.desk.live.start(meeting_id)
    point = world.desk.meetings.card(meeting_id).agenda[0].id
    at = hands(meeting_id, room="steering")

    def told() -> list[str]:
        return [words for words in toasts(at.window) if words.startswith("Vervangen")]

    world.desk.live.keep_notes(point, "Zoë reist te ver")
    at.until(lambda: bool(told()))
    world.desk.live.keep_notes(point, "Zoë reist te ver met de bus")
    world.desk.live.add_decision(point, "Een taxi voor wie te ver reist.")
    at.until(lambda: world.desk.results.decisions() != ())
    QApplication.processEvents()
    assert told() == [f"{REPLACED}. Zo is de tekst bewaard; anderen lezen hem zonder namen."]
    assert world.desk.meetings.card(meeting_id).agenda[0].notes == "een leerling reist te ver met de bus"


def test_the_form_for_an_invitation_says_what_was_replaced(world: World, hands) -> None:
    world.case()
    meeting_id = planned(world)
    at = hands(meeting_id)
    form = invitation_form(at)
    assert not form.masked.isVisible()
    form.reject()
    point = world.desk.meetings.add_item(meeting_id, "Bus").made_id
    with world.writing() as work:  # as it was kept before names were masked there
        work.run("UPDATE agenda_item SET title = ? WHERE id = ?", [("Bus van Zoë van den Berg", point)])
    form = invitation_form(at)
    assert form.masked.isVisible()
    assert form.masked.text() == f"{REPLACED}."
    assert cut_words(form) == []
    form.reject()


def test_the_export_form_says_what_was_replaced_in_the_actions(world: World, hands) -> None:
    meeting_id = running(world, world.case())
    item = world.desk.meetings.card(meeting_id).agenda[-1].id
    world.desk.live.add_action(item, "Zoë bellen", owner="J. Pol", due_on=None)
    world.desk.live.finish(meeting_id)
    at = hands(meeting_id)
    at.press(Key.Key_F9)
    form = any_dialog(at.window)
    for kind in ("actions", "drafts"):
        form.kind.choose(kind)
        at.until(lambda: form.means.text().endswith(f"{REPLACED}."))
        assert cut_words(form) == []
    form.kind.choose("minutes")
    at.until(lambda: not at.page.tools.workshop.running)
    assert not form.means.isVisible()
    form.reject()
