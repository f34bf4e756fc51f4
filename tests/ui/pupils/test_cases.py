"""Cases in their room: entered by keys, read, edited, closed and opened again."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from tests.builders import World, school_id
from tests.ui.offices import open_dialog, open_room, press_toast, toasts, words_of
from zsm_desktop.ui.pupils.texts import PAUSE_MS

QUESTION = "Wil leren lassen; wij hebben geen werkplaats."


@pytest.fixture
def window(world: World, theme, shown, qtbot):
    made = open_room(theme, shown, world.desk, "pupils")
    with qtbot.waitActive(made):
        made.activateWindow()
    return made


def fill_in(form, **texts: str) -> None:
    for part in (form.who, form.question, form.wanted, form.ground):
        for name, text in texts.items():
            field = getattr(part, name, None)
            if field is not None:
                (field.editor.setPlainText if hasattr(field.editor, "setPlainText") else field.editor.setText)(text)


def test_a_case_is_entered_by_keys_and_stands_in_the_list(window, world: World, qtbot) -> None:
    page = window.page
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert page.stack.currentWidget() is page.form
    page.form.who.school.editor.choose(school_id("ZEEUW"))
    page.form.who.given_name.editor.setFocus()
    qtbot.keyClicks(page.form.who.given_name.editor, "Sanne")
    qtbot.keyClicks(page.form.who.family_name.editor, "de Vries")
    qtbot.keyClicks(page.form.who.birth_date.editor, "14-5-2009")
    qtbot.keyClicks(page.form.question.question.editor, QUESTION)
    qtbot.keyClicks(page.form.wanted.half_days.editor, "2,5")
    page.form.wanted.days["di"].click()
    page.form.ground.has_consent.click()
    qtbot.keyClick(page.form.question.question.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.stack.currentWidget() is page.lists
    (row,) = world.desk.cases.rows()
    card = world.desk.cases.card(row.id)
    assert (row.question, row.school_id, row.initials, row.missing) == (QUESTION, school_id("ZEEUW"), "S.d.V.", "")
    assert (card.half_days_hundredths, card.weekdays) == (250, ("di",))
    assert page.cases.table.current_id() == row.id
    assert toasts(window) == [f"{row.pseudonym} is aangemeld als {row.number}."]
    assert "Vries" not in words_of(window)


def test_without_a_birth_date_the_form_asks_whether_the_pupil_is_sixteen(window, world: World) -> None:
    form = window.page.form
    window.page.show_form()
    form.who.school.editor.choose(school_id("ZEEUW"))
    fill_in(form, given_name="Sanne", family_name="de Vries", birth_date="14-5-2009", question=QUESTION)
    assert not form.who.sixteen.isVisible()
    form.who.birth_date.editor.clear()
    assert form.who.sixteen.isVisible()
    form.who.sixteen.editor.choose("yes")
    form.submit()
    (row,) = world.desk.cases.rows()
    card = world.desk.cases.card(row.id)
    assert (card.is_sixteen, card.has_birth_date) == (True, False)
    assert window.page.cases.panel.facts.texts()["16 jaar of ouder"] == "Ja"
    assert form.who.is_sixteen is None


def test_each_fault_is_said_at_its_field_and_nothing_is_entered(window, world: World) -> None:
    form = window.page.form
    window.page.show_form()
    fill_in(form, given_name="Sanne", birth_date="ooit", half_days="2.5")
    form.submit()
    assert form.who.family_name.error.text() == "Vul ‘Achternaam’ in."
    assert "geen datum" in form.who.birth_date.error.text()
    assert "geen getal" in form.wanted.half_days.error.text()
    assert form.who.given_name.text == "Sanne"
    assert world.desk.cases.rows() == ()


def test_a_consent_that_ends_before_it_begins_is_refused_at_its_field(window, world: World) -> None:
    form = window.page.form
    window.page.show_form()
    fill_in(form, given_name="Sanne", family_name="de Vries", question=QUESTION)
    form.ground.has_consent.setChecked(True)
    form.ground.consent.valid_until.editor.setText("1-1-2020")
    form.submit()
    assert "eindigt voordat zij begint" in form.ground.consent.valid_until.error.text()
    assert world.desk.cases.rows() == ()


def test_a_draft_stays_while_someone_looks_elsewhere_and_is_not_thrown_away_unasked(window, qtbot) -> None:
    page = window.page
    page.show_form()
    qtbot.keyClicks(page.form.question.question.editor, "Half af")
    window.open("network")
    window.open("pupils")
    assert page.form.question.question.text == "Half af"
    page.form.question.question.editor.setFocus()
    qtbot.keyClick(page.form.question.question.editor, Qt.Key.Key_Escape)
    assert page.stack.currentWidget() is page.form
    assert page.form.confirm.isVisible()
    page.form.confirm.no.click()
    assert page.form.question.question.text == "Half af"
    page.form.leave()
    page.form.confirm.yes.click()
    assert page.stack.currentWidget() is page.lists
    assert page.form.question.question.text == ""


def test_a_known_pupil_gets_a_second_case(window, world: World) -> None:
    world.case("ZEEUW")
    page = window.page
    page.tabs.show_face("pupils")
    page.pupils.enter.click()
    fill_in(page.form, question=QUESTION)
    page.form.submit()
    assert "Er loopt al een casus: C-2026-501, aangemeld." in words_of(page.form.double)
    assert not page.form.double.other.isVisible()
    assert len(world.desk.cases.rows()) == 1
    page.form.double.same.click()
    assert len(world.desk.cases.rows()) == 2
    assert world.desk.pupils.count() == 1


def test_a_double_is_hinted_before_it_is_entered_and_the_draft_stays(window, world: World) -> None:
    page = window.page
    known = world.case("ZEEUW")
    page.show_form()
    form = page.form
    fill_in(form, given_name="zoë", family_name="Van den Berg", birth_date="14-3-2010", question=QUESTION)
    form.who.school.editor.choose(school_id("ZEEUW"))
    form.submit()
    assert form.double.isVisible()
    form.double.show_it.click()
    assert page.cases.panel.card.row.id == known
    page.show_form()
    assert form.question.question.text == QUESTION
    form.submit()
    form.double.other.click()
    assert world.desk.pupils.count() == 2
    assert len(world.desk.cases.rows()) == 2


def test_the_words_for_the_wall_are_a_field_of_their_own_with_a_limit(window, world: World) -> None:
    page = window.page
    page.show_form()
    form = page.form
    fill_in(form, given_name="Sem", family_name="Bos", question=QUESTION, wall="x" * 141)
    form.submit()
    assert form.question.wall.error.text().startswith("De tekst voor de wand is 141 tekens lang")
    fill_in(form, wall="Waar leert deze leerling lassen?")
    form.submit()
    (row,) = world.desk.cases.rows()
    assert world.desk.cases.card(row.id).wall_question == "Waar leert deze leerling lassen?"
    assert "Op de wand" in words_of(page.cases.panel)


def test_a_case_comes_back_on_a_day_and_reopens_with_its_reason(window, world: World, qtbot) -> None:
    case = world.case("ZEEUW")
    window.page.open_item(case)
    panel = window.page.cases.panel
    panel.return_on.click()
    dialog = open_dialog(window)
    dialog.fields["day"].editor.setText("1-9-2026")
    dialog.ok.click()
    assert dialog.fields["day"].has_error
    dialog.fields["day"].editor.setText("15-1-2027")
    dialog.ok.click()
    assert world.desk.cases.card(case).return_on == date(2027, 1, 15)
    qtbot.waitUntil(lambda: "15 januari 2027" in words_of(panel))
    world.desk.cases.close(case)
    window.page.open_item(case)
    panel.reopen.click()
    dialog = open_dialog(window)
    dialog.fields["reason"].editor.setText("Het contract is niet verlengd.")
    dialog.ok.click()
    assert world.desk.cases.card(case).reopen_reason == "Het contract is niet verlengd."
    window.page.open_item(case)
    qtbot.waitUntil(lambda: "Het contract is niet verlengd." in words_of(panel))


def test_what_is_missing_is_said_and_goes_away_with_the_consent(window, world: World, qtbot) -> None:
    case = world.case("ZEEUW")
    with world.writing() as work:
        work.session.connection().exec_driver_sql("DELETE FROM consent")
    window.page.open_item(case)
    panel = window.page.cases.panel
    assert panel.missing_text.text().startswith("Er is geen toestemming of andere grondslag vastgelegd.")
    panel.consents.add.click()
    dialog = open_dialog(window)
    dialog.fields["valid_from"].editor.setText("1-9-2026")
    dialog.ok.click()
    qtbot.waitUntil(lambda: "Toestemming van leerling en ouders" in words_of(panel))
    assert not panel.missing.isVisible()


def test_a_withdrawn_consent_stops_the_case(window, world: World, qtbot) -> None:
    case = world.case("ZEEUW")
    window.page.open_item(case)
    panel = window.page.cases.panel
    panel.consents.ask_withdrawal(panel.card.consents[0])
    open_dialog(window).ok.click()
    qtbot.waitUntil(panel.missing.isVisible)
    assert "ingetrokken" in panel.missing_text.text()
    assert world.desk.cases.card(case).consents[0].facts.withdrawn_on == date(2026, 11, 22)


def test_texts_are_kept_at_the_pause_and_can_be_put_back(window, world: World, qtbot) -> None:
    case = world.case("ZEEUW")
    window.page.open_item(case)
    panel = window.page.cases.panel
    panel.start_edit()
    editor = panel.editor.fields["tried"].editor
    qtbot.keyClicks(editor, "Interne stage")
    qtbot.waitUntil(lambda: world.desk.cases.card(case).tried == "Interne stage", timeout=PAUSE_MS + 2_000)
    assert editor.toPlainText() == "Interne stage"
    qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not panel.is_editing
    press_toast(window, "Ongedaan maken")
    assert world.desk.cases.card(case).tried == ""


def test_when_two_change_the_same_text_both_are_shown_and_nothing_is_lost(window, world: World, qtbot) -> None:
    case = world.case("ZEEUW")
    window.page.open_item(case)
    panel = window.page.cases.panel
    panel.start_edit()
    panel.editor.fields["question"].editor.setPlainText("Mijn tekst")
    panel.editor.fields["tried"].editor.setPlainText("Alleen ik")
    theirs = {"question": "Hun tekst", "remarks": "Alleen zij"}
    world.desk_of("stage zeeuw").cases.edit(case, panel.card.version, theirs)
    assert not panel.editor.flush()
    conflict = panel.editor.conflicts.both["question"]
    assert (conflict.other.text(), panel.editor.fields["question"].text) == ("Hun tekst", "Mijn tekst")
    stored = world.desk.cases.card(case)
    assert (stored.row.question, stored.tried, stored.remarks) == ("Hun tekst", "Alleen ik", "Alleen zij")
    assert panel.editor.fields["remarks"].text == "Alleen zij"
    panel.editor.stop()
    assert panel.is_editing
    assert not window.close()  # nor does locking throw it away
    assert panel.editor.fields["question"].text == "Mijn tekst"
    conflict.keep.click()
    assert world.desk.cases.card(case).row.question == "Mijn tekst"


def test_a_case_goes_off_the_list_and_comes_back_with_a_reason(window, world: World, qtbot) -> None:
    case = world.case("ZEEUW")
    page = window.page
    page.open_item(case)
    page.cases.panel.close_case.click()
    page.cases.panel.confirm.yes.click()
    qtbot.waitUntil(lambda: page.cases.table.rows.rowCount() == 0)
    page.open_item(case)
    page.cases.panel.reopen.click()
    dialog = open_dialog(window)
    dialog.ok.click()
    assert dialog.fields["reason"].error.text() == "Geef antwoord op ‘Waarom komt de casus terug?’."
    dialog.fields["reason"].editor.setText("Stage is afgebroken")
    dialog.ok.click()
    assert world.desk.cases.card(case).row.status == "entered"
    assert world.reasons("case.reopen") == ["Stage is afgebroken"]


def test_filters_count_and_narrow(window, world: World, qtbot) -> None:
    first, second = world.case("ZEEUW"), world.case("KREEK")
    world.desk.cases.close(second)
    page = window.page
    qtbot.waitUntil(lambda: page.cases.status.chips["closed"].text() == "Van de lijst  1")
    assert [page.cases.table.rows.id_at(at) for at in range(page.cases.table.rows.rowCount())] == [first]
    page.cases.status.choose("closed")
    assert page.cases.table.rows.id_at(0) == second
    page.cases.status.choose("running")
    assert page.cases.table.empty.isVisible()
