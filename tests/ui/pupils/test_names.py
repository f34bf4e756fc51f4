"""A name comes into sight only by a deliberate act that is logged, and goes by itself."""

from __future__ import annotations

from datetime import date, time

import pytest
from PySide6.QtCore import Qt

from tests.builders import World
from tests.ui.offices import cut_pieces, open_dialog, open_room, toasts, words_of
from zsm_desktop.app.rooms import rooms
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.ui.pupils.names import SHOWN_SECONDS

OPENINGS = "SELECT user_id, facts FROM audit_event WHERE act = 'pupil.open_name'"
NAME = "Zoë van den Berg"


def openings(world: World) -> list[tuple]:
    """Who opened a name, and what was noted."""
    return world.store.rows(OPENINGS)


def test_the_name_is_nowhere_until_it_is_asked_for_with_a_reason(world: World, theme, shown, qtbot) -> None:
    case = world.case("ZEEUW")
    window = open_room(theme, shown, world.desk, "pupils")
    window.page.open_item(case)
    panel = window.page.cases.panel
    assert "Berg" not in words_of(window)
    panel.show_name.click()
    dialog = open_dialog(window)
    dialog.ok.click()
    assert dialog.fields["reason"].error.text() == "Geef antwoord op ‘Waarom is de naam nodig?’."
    assert openings(world) == []
    dialog.fields["reason"].editor.setText("Ouders bellen")
    dialog.ok.click()
    assert panel.name.name.text() == NAME
    assert "Geboren 14 maart 2010" in panel.name.details.text()
    ((who, facts),) = openings(world)
    assert who == world.desk.actor.user_id
    assert world.reasons("pupil.open_name") == ["Ouders bellen"]
    assert "Ouders" not in facts
    assert "Berg" not in facts


def test_the_name_disappears_by_itself(world: World, theme, shown, qtbot) -> None:
    window = open_room(theme, shown, world.desk, "pupils")
    strip = window.page.cases.panel.name
    window.page.open_item(world.case("ZEEUW"))
    strip.show_name(world.desk.pupils.open_name(window.page.cases.panel.card.row.pupil_id, "proef"))
    assert strip.seconds_left == SHOWN_SECONDS
    strip._second.setInterval(1)
    qtbot.waitUntil(lambda: not strip.isVisible())
    assert strip.name.text() == ""


@pytest.mark.parametrize("leave", ["row", "room", "button", "face"])
def test_the_name_goes_when_its_place_is_left(world: World, theme, shown, leave: str) -> None:
    first, second = world.case("ZEEUW"), world.case("ZEEUW")
    window = open_room(theme, shown, world.desk, "pupils")
    page = window.page
    page.open_item(first)
    strip = page.cases.panel.name
    strip.show_name(world.desk.pupils.open_name(page.cases.panel.card.row.pupil_id, "proef"))
    acts = {
        "row": lambda: page.open_item(second),
        "room": lambda: window.open("network"),
        "button": strip.hide_button.click,
        "face": lambda: page.tabs.show_face("pupils"),
    }
    acts[leave]()
    assert (strip.name.text(), strip.details.text(), strip.seconds_left) == ("", "", 0)


def test_a_pupil_of_another_school_is_refused_in_a_sentence(world: World, theme, shown) -> None:
    case = world.case("ZEEUW")
    meeting = world.desk.meetings
    body = next(one.id for one in meeting.bodies() if one.kind == "case")
    planned = meeting.plan(body, held_on=date(2026, 12, 1), starts_at=time(13), ends_at=time(15), place="Goes").made_id
    meeting.add_case(planned, case)
    world.desk_of("stage duin").cases.open_dossier(case, "Voorbereiden van dinsdag.")
    window = open_room(theme, shown, world.desk_of("stage duin"), "pupils")
    window.page.open_item(case)
    window.page.cases.panel.show_name.click()
    dialog = open_dialog(window)
    dialog.fields["reason"].editor.setText("nieuwsgierig")
    dialog.ok.click()
    assert dialog.error.text.text().startswith("Dit hoort bij een andere school.")
    assert window.page.cases.panel.name.name.text() == ""
    assert openings(world) == []


def test_a_director_has_no_such_room_and_no_such_right(world: World) -> None:
    world.case("DUIN")
    desk = world.desk_of("directeur duin")
    assert "pupils" not in [room.key for room in rooms(desk)]
    pupil = world.desk.pupils.page()[0].id
    with pytest.raises(RuleError) as refused:
        desk.pupils.open_name(pupil, "toch")
    assert refused.value.code == "permission.missing"
    assert openings(world) == []


@pytest.mark.parametrize("user", ["secretaris", "stage zeeuw"])
def test_a_pupil_gets_another_name_and_the_earlier_one_is_still_known(
    world: World, theme, shown, qtbot, user: str
) -> None:
    world.case("ZEEUW")
    (pupil,) = world.desk.pupils.page()
    window = open_room(theme, shown, world.desk_of(user), "pupils")
    window.open("pupils", pupil.id)
    face = window.page.pupils
    face.table.setFocus()
    qtbot.keyClick(face.table, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    form = open_dialog(window)
    assert "Berg" not in words_of(form)
    form.fields["given"].editor.setText("Zoë")
    form.ok.click()
    assert form.fields["family"].error.text() == "Vul ‘Achternaam’ in."
    assert form.fields["reason"].error.text() == "Geef antwoord op ‘Waarom verandert de naam?’."
    form.fields["family"].editor.setText("Kaya")
    form.fields["reason"].editor.setText("Verkeerd ingeschreven")
    qtbot.keyClick(form.fields["reason"].editor, Qt.Key.Key_Return)
    assert toasts(window) == [f"{pupil.pseudonym} heeft een andere naam."]
    assert world.reasons("pupil.rename") == ["Verkeerd ingeschreven"]
    assert openings(world) == []
    qtbot.waitUntil(lambda: face.panel.subtitle.text().startswith("Z.K."))
    assert "Berg" not in words_of(window)
    face.show_name.click()
    dialog = open_dialog(window)
    dialog.fields["reason"].editor.setText("Nakijken")
    dialog.ok.click()
    assert face.name.name.text() == "Zoë Kaya"
    assert f"Eerder: {NAME}" in face.name.details.text()
    assert cut_pieces(window.page) == []


def test_a_name_on_the_screen_is_gone_when_another_is_given(world: World, theme, shown) -> None:
    world.case("ZEEUW")
    (pupil,) = world.desk.pupils.page()
    window = open_room(theme, shown, world.desk, "pupils")
    window.open("pupils", pupil.id)
    face = window.page.pupils
    dialog = face.ask_name()
    dialog.fields["reason"].editor.setText("Nakijken")
    dialog.try_submit()
    assert face.name.isVisible()
    form = face.ask_rename()
    for name, text in (("given", "Zoë"), ("family", "Kaya"), ("reason", "Trouwde")):
        form.fields[name].editor.setText(text)
    form.try_submit()
    assert not face.name.isVisible()
    assert face.name.name.text() == ""
