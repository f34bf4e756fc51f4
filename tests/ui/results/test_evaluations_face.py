"""Samenwerking: answering by keys, opening and closing, what it came to, points for the agenda, forms."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.builders import World, school_id
from tests.intake.test_evaluation_forms import first_row, read_back
from tests.services.evaluating import all_of, answered, closed, opened
from tests.services.test_meetings import SG, planned
from tests.services.test_paper_trail import kinds
from tests.ui.exchange.hands import active_room, control, press, type_keys, yes
from tests.ui.offices import open_dialog, open_room, press_toast, toasts, words_of
from zsm_desktop.intake.evaluation_forms import judge_forms
from zsm_desktop.reports.evaluation_form import write
from zsm_desktop.ui.results.evaluation_outcome import RADAR
from zsm_desktop.ui.results.evaluations_state import ORGANISATIONS, REMARKS

Key = Qt.Key


def face_of(window):
    window.page.open_item("together")
    if window.isActiveWindow() and QApplication.focusWidget() is None:
        window.rail.buttons["results"].setFocus()
    return window.page.together


def back_to(window) -> None:
    """The keys are the window's again after a form."""
    window.activateWindow()
    QApplication.processEvents()
    window.rail.buttons["results"].setFocus()


def scores(world: World) -> list[tuple[int, int, int]]:
    return world.store.rows("SELECT position, score, counted FROM evaluation_score ORDER BY position, score")


def test_a_director_answers_by_keys(world: World, theme, shown, qtbot) -> None:
    opened(world)
    window = active_room(theme, shown, qtbot, world.desk_of("directeur duin"), "results")
    face = face_of(window)
    assert "Er wordt op uw antwoord gewacht" in words_of(face)
    control(Key.Key_Return)
    form = open_dialog(window)
    for key in (Key.Key_4, Key.Key_0, Key.Key_Return, Key.Key_5):
        press(key)
    assert form.state.position == 5
    form.remark.setFocus()
    type_keys("Wij 3 bellen")
    press(Key.Key_Return)
    assert form.state.position == 6
    press(Key.Key_2)
    control(Key.Key_Return)
    assert scores(world) == [(1, 4, 1), (4, 5, 1), (6, 2, 1)]
    assert world.store.rows("SELECT position, text FROM evaluation_remark") == [(5, "Wij 3 bellen")]
    assert "U hebt geantwoord" in words_of(face)
    assert not face.answer.isVisible()


def test_what_was_said_is_seen_and_changed_before_it_is_sent(world: World, theme, shown, qtbot) -> None:
    opened(world)
    window = active_room(theme, shown, qtbot, world.desk_of("directeur duin"), "results")
    face_of(window)
    control(Key.Key_Return)
    form = open_dialog(window)
    press(Key.Key_1)
    press(Key.Key_Up)
    assert form.state.position == 1
    assert form.scores[0].kind == "primary"
    press(Key.Key_3)
    assert (form.state.said(1), form.state.left) == ("3", 12)
    press(Key.Key_Escape)
    assert form.confirm.isVisible()


def test_the_secretary_types_over_what_somebody_said(world: World, theme, shown, qtbot) -> None:
    opened(world)
    window = active_room(theme, shown, qtbot, world.desk, "results")
    face_of(window)
    control(Key.Key_Return)
    form = open_dialog(window)
    form.try_submit()
    assert form.fields["organisation"].has_error
    form.fields["organisation"].put(school_id("KREEK"))
    form.table.setFocus()
    press(Key.Key_3)
    control(Key.Key_Return)
    assert scores(world) == [(1, 3, 1)]
    assert [one.answers for one in world.desk.evaluations.card(world.desk.evaluations.rows()[0].id).asked] == [0, 0, 1]


def test_one_is_opened_answered_and_closed(world: World, theme, shown, qtbot) -> None:
    window = active_room(theme, shown, qtbot, world.desk, "results")
    face = face_of(window)
    assert "Er is nog geen meting" in words_of(face)
    control(Key.Key_M)
    form = open_dialog(window)
    assert len(form.asked.ticked) == 3
    control(Key.Key_Return)
    (row,) = world.desk.evaluations.rows()
    assert (row.name, row.is_anonymous, row.asked) == ("Zo werken wij samen 2026", True, 3)
    assert face.away.isVisible()
    assert not face.close_it.isVisible()
    answered(world, row.id, [{**all_of(4), 2: 2}] * 5)
    back_to(window)
    control(Key.Key_D)
    assert "en staat de uitkomst hier" in words_of(face)
    yes()
    assert world.desk.evaluations.rows()[0].mean is not None
    assert face.pdf.isVisible()
    assert not face.answer.isVisible()


def test_who_closes_one_that_few_answered_is_told_that_nothing_will_show(world: World, theme, shown, qtbot) -> None:
    answered(world, opened(world), [all_of(4)] * 4)
    window = active_room(theme, shown, qtbot, world.desk, "results")
    face = face_of(window)
    control(Key.Key_D)
    assert "Er zijn 4 antwoorden; onder de 5 blijft de uitkomst verborgen, ook later." in words_of(face)


def test_one_opened_by_mistake_is_taken_away(world: World, theme, shown, qtbot) -> None:
    opened(world)
    window = active_room(theme, shown, qtbot, world.desk, "results")
    face_of(window)
    press(Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    yes()
    assert world.desk.evaluations.rows() == ()


def test_what_it_came_to_beside_the_year_before(world: World, theme, shown, tmp_path: Path, qtbot) -> None:
    closed(world, [all_of(3)] * 5, name="Vorig jaar", day=date(2025, 11, 20))
    closed(world, [{**all_of(4), 3: 2}] * 6, name="Dit jaar")
    window = open_room(theme, shown, world.desk_of("directeur duin"), "results")
    face = face_of(window)
    rows = face.outcome.table.rows
    first = [rows.data(rows.index(2, at)) for at in range(5)]
    assert first == ["3", "Wij vinden dit allemaal dringend", "3,00", "2,00", "−1,00"]
    assert face.outcome.bars.series.names == ("2025", "2026")
    assert face.outcome.bars.series.values[2] == (300, 200)
    face.outcome.show_chart(RADAR)
    window.grab()
    assert len(face.outcome.radar.marks) == 13
    assert "2025 3, 2026 2" in face.outcome.radar.marks[2].words
    face.outcome.show_view(REMARKS)
    assert "Geen opmerkingen" in words_of(face)
    for suffix in ("pdf", "xlsx"):
        face.files.write(tmp_path / f"uit.{suffix}")
        qtbot.waitUntil(lambda suffix=suffix: any(f"uit.{suffix}" in one for one in toasts(window)), timeout=20_000)
        assert (tmp_path / f"uit.{suffix}").stat().st_size > 5_000


def test_too_few_answers_are_not_shown(world: World, theme, shown) -> None:
    closed(world, [all_of(3)] * 4)
    face = face_of(open_room(theme, shown, world.desk, "results"))
    assert "Er kwamen 4 antwoorden" in words_of(face)
    assert not face.pdf.isVisible()
    assert not face.agenda.isVisible()
    assert not face.outcome.view.isVisible()


def test_per_organisation_where_it_was_agreed(world: World, theme, shown) -> None:
    made = opened(world, is_anonymous=False)
    answered(world, made, [{1: 2, 2: 5}], school="DUIN")
    world.desk.evaluations.close(made)
    face = face_of(open_room(theme, shown, world.desk, "results"))
    face.outcome.show_view(ORGANISATIONS)
    rows = face.outcome.table.rows
    assert [rows.data(rows.index(0, at)) for at in range(5)] == ["De Duinpan", "1", "2,0", "5,0", "–"]


def test_the_lowest_go_on_the_agenda_by_a_key(world: World, theme, shown, qtbot) -> None:
    closed(world, [{**all_of(4), 3: 2}] * 5)
    window = active_room(theme, shown, qtbot, world.desk, "results")
    face = face_of(window)
    control(Key.Key_G)
    assert any("Plan er eerst een" in one for one in toasts(window))
    meeting = planned(world, SG)
    control(Key.Key_G)
    form = open_dialog(window)
    assert "Wij vinden dit allemaal dringend" in form.points.text()
    form.number.choose("1")
    control(Key.Key_Return)
    own = [item.title for item in world.desk.meetings.card(meeting).agenda if item.origin == "evaluation"]
    assert own == ["Wij vinden dit allemaal dringend (uit: Samenwerking 2026)"]
    press_toast(window, "Ongedaan maken")
    assert not any(item.origin == "evaluation" for item in world.desk.meetings.card(meeting).agenda)
    assert face.agenda.isVisible()


def test_an_own_list_can_be_asked(world: World, theme, shown, qtbot) -> None:
    opened(world)
    window = active_room(theme, shown, qtbot, world.desk, "results")
    face = face_of(window)
    control(Key.Key_E)
    form = open_dialog(window)
    form.fields["name"].put("Onze lijst")
    form.fields["elements"].put("Een\nTwee")
    form.try_submit()
    assert ("eigen_1", "Onze lijst") in [(one.code, one.name) for one in face.state.lists()]


def test_forms_go_out_and_are_counted_together(world: World, theme, shown, qtbot, tmp_path: Path) -> None:
    made = opened(world)
    window = active_room(theme, shown, qtbot, world.desk, "results")
    face = face_of(window)
    form = face.files.ask_forms()
    assert form.chosen == (sorted(school_id(code) for code in ("DUIN", "ZEEUW", "KREEK")), 1)
    form.reject()
    face.files.write_forms(tmp_path / "uit", [school_id("DUIN")], 2)
    qtbot.waitUntil(lambda: any("2 formulieren en 1 e-mail" in one for one in toasts(window)), timeout=20_000)
    (sent,) = write(world.desk, made, [school_id("ZEEUW")], tmp_path, with_mail=False)
    good = read_back(sent.forms[0], {f"C{first_row(sent.forms[0])}": 4})
    face.show_files(judge_forms(world.desk, [read_back(sent.forms[0], {}), good]))
    assert kinds(world) == [("evaluation_forms", 1)] * 2
    assert not face.reading.take.isVisible()
    assert "1 klopt niet" in face.reading.summary.text()
    back_to(window)
    face.show_files(judge_forms(world.desk, [good]))
    assert QApplication.focusWidget() is face.reading.take
    control(Key.Key_Return)
    qtbot.waitUntil(lambda: scores(world) == [(1, 4, 1)], timeout=20_000)
    assert face.running.isVisible()
    assert [copy.why for copy in world.desk.backups.facts().copies] == ["inlezen"]


def test_a_reader_looks_and_is_offered_nothing(world: World, theme, shown) -> None:
    opened(world)
    face = face_of(open_room(theme, shown, world.desk_of("lezer"), "results"))
    assert [button.text() for button in face.buttons if button.isVisible()] == []
    assert "Samenwerking 2026" in words_of(face)
