"""What a school noted of a pupil is set right by keyboard, after a reason, and can be taken back."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from tests.builders import TODAY, World
from tests.ui.offices import cut_pieces, open_dialog, open_room, toasts, words_of
from zsm_desktop.services.pupils import PupilFacts

CTRL = Qt.KeyboardModifier.ControlModifier
WHY = "Ouders belden"
BORN = PupilFacts(date(2010, 3, 14))


def asked(qtbot, window):
    """The form, after the question why was answered by keyboard."""
    face = window.page.pupils
    face.table.setFocus()
    qtbot.keyClick(face.table, Qt.Key.Key_D, CTRL)
    asking = open_dialog(window)
    asking.fields["reason"].editor.setText(WHY)
    qtbot.keyClick(asking.fields["reason"].editor, Qt.Key.Key_Return)
    return open_dialog(window)


@pytest.fixture
def pupil(world: World):
    world.case("ZEEUW")
    return world.desk.pupils.page()[0]


@pytest.mark.parametrize("user", ["secretaris", "stage zeeuw"])
def test_a_birth_date_is_set_right_and_taken_back(world: World, theme, shown, qtbot, pupil, user: str) -> None:
    desk = world.desk_of(user)
    window = open_room(theme, shown, desk, "pupils")
    window.open("pupils", pupil.id)
    face = window.page.pupils
    assert "14-03-2010" not in words_of(window)
    form = asked(qtbot, window)
    assert world.reasons("pupil.open_name") == [WHY]
    assert form.fields["birth_date"].editor.day == BORN.birth_date
    assert form.focusWidget() is form.fields["birth_date"].editor
    form.ok.click()
    assert form.error.text.text().startswith("Er is niets veranderd.")
    form.fields["birth_date"].put(TODAY)
    form.ok.click()
    assert form.fields["birth_date"].error.text().startswith("De geboortedatum ligt niet in het verleden.")
    form.fields["birth_date"].put(date(2010, 4, 13))
    form.fields["guardian_contact"].put("06-00123456")
    qtbot.keyClick(form.fields["guardian_contact"].editor, Qt.Key.Key_Return)
    assert toasts(window) == [f"De gegevens van {pupil.pseudonym} zijn verbeterd."]
    now = world.desk.pupils.open_name(pupil.id, "Nakijken").facts
    assert now == PupilFacts(date(2010, 4, 13), "06-00123456")
    assert cut_pieces(window.page) == []
    qtbot.keyClick(face.table, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: "Ongedaan gemaakt: gegevens van een leerling verbeterd." in " ".join(toasts(window)))
    assert world.desk.pupils.open_name(pupil.id, "Nakijken").facts == BORN


def test_what_another_set_right_meanwhile_is_taken_over(world: World, theme, shown, qtbot, pupil) -> None:
    window = open_room(theme, shown, world.desk, "pupils")
    window.open("pupils", pupil.id)
    form = asked(qtbot, window)
    world.desk_of("stage zeeuw").pupils.correct(pupil.id, BORN, PupilFacts(date(2010, 4, 13)), WHY)
    form.fields["guardian_contact"].put("06-00123456")
    form.ok.click()
    now = world.desk.pupils.open_name(pupil.id, "Nakijken").facts
    assert now == PupilFacts(date(2010, 4, 13), "06-00123456")


def test_the_toast_says_whose_consent_is_asked_now(world: World, theme, shown, qtbot, pupil) -> None:
    (row,) = world.desk.cases.rows()
    (consent,) = world.desk.cases.card(row.id).consents
    with world.writing() as work:
        work.run("UPDATE consent SET given_by = 'guardians' WHERE id = ?", [(consent.id,)])
    world.desk.pupils.correct(pupil.id, BORN, PupilFacts(date(2012, 4, 13)), WHY)
    window = open_room(theme, shown, world.desk, "pupils")
    window.open("pupils", pupil.id)
    form = asked(qtbot, window)
    form.fields["birth_date"].put(date(2009, 4, 13))
    form.ok.click()
    (said,) = toasts(window)
    assert said.endswith("Wie 16 of ouder is, moet zelf toestemming geven. Leg die vast bij de casus.")
