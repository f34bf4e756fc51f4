"""A pupil who seems known is asked about before a case is entered; and who spoke with whom."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.builders import World, school_id
from tests.ui.offices import cut_pieces, open_room, words_of
from tests.ui.pupils.test_cases import QUESTION, fill_in

ZOE = {"given_name": "Zoë", "family_name": "van den Berg", "birth_date": "14-3-2010", "question": QUESTION}


@pytest.mark.parametrize("user", ["secretaris", "stage zeeuw"])
def test_a_pupil_of_another_school_can_still_be_entered(world: World, theme, shown, qtbot, user: str) -> None:
    world.case("KREEK")
    (known,) = world.desk.pupils.page()
    window = open_room(theme, shown, world.desk_of(user), "pupils")
    with qtbot.waitActive(window):
        window.activateWindow()
    page = window.page
    page.show_form()
    form = page.form
    form.who.school.editor.choose(school_id("ZEEUW"))
    fill_in(form, **ZOE)
    form.submit()
    said = form.double.text.text()
    assert said.startswith("Deze leerling lijkt bekend bij een andere school")
    assert (known.pseudonym in said) == (user == "secretaris")
    assert [form.double.same.isVisible(), form.double.show_it.isVisible()] == [False, False]
    assert form.double.back.hasFocus()
    assert cut_pieces(form.double) == []
    assert world.desk.pupils.count() == 1
    qtbot.keyClick(form.double.back, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert form.double.other.hasFocus()
    qtbot.keyClick(form.double.other, Qt.Key.Key_Space)
    assert page.stack.currentWidget() is page.lists
    assert {row.school_id for row in world.desk.pupils.page()} == {school_id("ZEEUW"), school_id("KREEK")}


def test_going_on_with_the_form_enters_nothing_and_keeps_what_was_typed(world: World, theme, shown) -> None:
    world.case("KREEK")
    page = open_room(theme, shown, world.desk, "pupils").page
    page.show_form()
    form = page.form
    form.who.school.editor.choose(school_id("ZEEUW"))
    fill_in(form, **ZOE)
    form.submit()
    form.double.back.click()
    assert not form.double.isVisible()
    assert form.question.question.text == QUESTION
    assert len(world.desk.cases.rows()) == 1


def test_who_spoke_with_pupil_and_parents_is_kept_and_shown(world: World, theme, shown) -> None:
    page = open_room(theme, shown, world.desk, "pupils").page
    page.show_form()
    form = page.form
    form.who.school.editor.choose(school_id("ZEEUW"))
    names = [form.ground.pupil_spoken_by, form.ground.guardians_spoken_by]
    assert [field.editor.accessibleName() for field in names] == [
        "Door wie is met de leerling gesproken",
        "Door wie is met de ouders gesproken",
    ]
    fill_in(
        form,
        given_name="Sem",
        family_name="Bos",
        question=QUESTION,
        pupil_spoken="13-11-2026",
        pupil_spoken_by="M. Poppe",
        guardians_spoken_by="A. van der Meulen",
    )
    form.submit()
    (row,) = world.desk.cases.rows()
    card = world.desk.cases.card(row.id)
    assert (card.pupil_spoken_by, card.guardians_spoken_by) == ("M. Poppe", "A. van der Meulen")
    said = words_of(page.cases.panel)
    assert "13 november 2026, door M. Poppe" in said
    assert "A. van der Meulen" in said
    page.show_form()
    assert [field.text for field in names] == ["", ""]
