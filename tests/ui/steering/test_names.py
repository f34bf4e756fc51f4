"""Who cannot look for names is told so before papers go out; who can hears what somebody else typed."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.builders import World
from tests.services.test_not_looked_through import typed
from tests.ui.meeting.people import STEERING_BODY, planned
from tests.ui.offices import any_dialog, cut_words, open_room, toasts
from zsm_desktop.models import AgendaItem
from zsm_desktop.ui.program import prepare_masks
from zsm_desktop.words.minutes import UNCHECKED

Key = Qt.Key


def test_the_export_form_tells_a_director_that_names_were_not_looked_for(world: World, hands) -> None:
    meeting_id, *_ = typed(world)
    at = hands(meeting_id, user="directeur duin")
    at.press(Key.Key_F9)
    form = any_dialog(at.window)
    for kind in ("minutes", "archive", "actions", "drafts"):
        form.kind.choose(kind)
        assert form.unchecked.isVisible()
        assert [line.text for line in form.unchecked.lines] == [UNCHECKED]
    assert cut_words(form) == []
    at.until(lambda: not at.page.tools.workshop.running)
    form.reject()


def test_the_export_form_of_the_secretary_says_what_was_masked_and_no_more(world: World, hands) -> None:
    meeting_id, *_ = typed(world)
    at = hands(meeting_id)
    at.press(Key.Key_F9)
    form = any_dialog(at.window)
    at.until(
        lambda: (
            "Vervoer: 1 tekst met een pseudoniem in plaats van een naam" in [line.text for line in form.left_out.lines]
        )
    )
    assert not form.unchecked.isVisible()
    form.reject()


def test_a_name_that_was_typed_is_told_when_the_point_comes_on_the_table(world: World, hands) -> None:
    world.case()
    meeting_id = planned(world, body=STEERING_BODY)
    point = world.desk.meetings.add_item(meeting_id, "Vervoer").made_id
    world.desk.live.start(meeting_id)
    with world.writing() as work:
        work.session.get_one(AgendaItem, point).open_notes = "Zoë van den Berg reist te ver."
    at = hands(meeting_id)
    at.page.talk.show_point(point)
    told = "Bij ‘Vervoer’ staat 1 naam van een leerling. Op papier wordt dat afgeschermd; verbeter zo nodig de tekst."
    at.until(lambda: told in toasts(at.window))
    at.page.talk.go(-1)
    at.page.talk.go(1)
    at.until(lambda: not at.page.tools.workshop.running)
    assert toasts(at.window).count(told) == 1


def test_opening_by_who_knows_names_masks_what_directors_read_and_says_so(world: World, theme, shown, qtbot) -> None:
    meeting_id, *_ = typed(world)
    director = world.desk_of("directeur duin")
    assert "Zoë" in repr(director.minutes.on_screen(meeting_id))
    of_a_director = open_room(theme, shown, director, "steering")
    prepare_masks(of_a_director, director)
    window = open_room(theme, shown, world.desk, "steering")
    prepare_masks(window, world.desk)
    qtbot.waitUntil(lambda: "Zoë" not in repr(director.minutes.on_screen(meeting_id)), timeout=10_000)
    qtbot.waitUntil(lambda: any("een leerling" in said for said in toasts(window)))
    assert "een leerling is al geplaatst." in repr(director.minutes.on_screen(meeting_id))
    assert of_a_director.workshop.running == []
