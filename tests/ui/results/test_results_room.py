"""Resultaten: where leavers went, asked after by keys, and targets; who may not see pupils sees no small group."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.builders import World
from tests.services.leaving import left
from tests.services.test_outcomes import gone, pupil_of
from tests.ui.exchange.hands import active_room, control, press, type_keys
from tests.ui.offices import open_dialog, open_room, press_toast, toasts, words_of
from zsm_desktop.domain.follow_ups import Status
from zsm_desktop.domain.outcomes import Destination
from zsm_desktop.services.outcomes import OutcomeDraft
from zsm_desktop.ui.parts.bars import BarsChart
from zsm_desktop.ui.results.follow_ups_state import PLACES, Asking
from zsm_desktop.ui.results.state import VIEWS
from zsm_desktop.words.outcomes import HIDDEN

D, Key = Destination, Qt.Key


@pytest.fixture
def many(world: World) -> World:
    left(world, "DUIN", {D.WORK: 12, D.MBO: 7, D.NONE: 2}, profile="work", now={D.WORK: D.WORK})
    left(world, "ZEEUW", {D.WORK: 9, D.MBO: 8, D.NONE: 6}, profile="education")
    left(world, "KREEK", {D.WORK: 6, D.MBO: 11, D.NONE: 7}, year=2025)
    left(world, "KREEK", {D.WORK: 8, D.MBO: 9}, year=2024)
    return world


def table_of(face) -> dict[str, list[str]]:
    rows = face.table.rows
    return {
        rows.data(rows.index(at, 0)): [rows.data(rows.index(at, place)) for place in range(1, rows.columnCount())]
        for at in range(rows.rowCount())
    }


def test_where_leavers_went_as_a_table_and_as_bars(many: World, theme, shown) -> None:
    page = open_room(theme, shown, many.desk, "results").page
    assert page.year.currentText() == "Schooljaar 2025/26"
    found = table_of(page.outflow)
    assert found["De Duinpan"] == ["21", "12", "7", "2", "90,5%"]
    assert found["Het hele netwerk"][:4] == ["68", "27", "26", "15"]
    chart = page.outflow.chart
    assert isinstance(chart, BarsChart)
    assert (chart.series.names, chart.series.labels) == (("2024/25", "2025/26"), ("Werk", "Mbo", "Geen"))
    assert chart.series.values == ((8, 27), (9, 26), (0, 15))
    assert not page.outflow.hidden.isVisible()
    press_year_back(page)
    assert table_of(page.outflow)["Het hele netwerk"][0] == "17"


def press_year_back(page) -> None:
    page.step(1)
    assert page.year.currentText() == "Schooljaar 2024/25"


def test_a_director_sees_a_dot_where_a_group_is_small(many: World, theme, shown, qtbot) -> None:
    page = open_room(theme, shown, many.desk_of("directeur duin"), "results").page
    qtbot.waitUntil(lambda: not page.outflow.counting.is_busy)
    found = table_of(page.outflow)
    assert list(found)[1] == "De Duinpan"
    assert found["De Duinpan"][3] == HIDDEN
    assert found["Het hele netwerk"][:4] == ["68", "27", "26", "15"]
    assert page.outflow.hidden.isVisible()
    assert list(page.tabs.tabs) == ["outflow", "group", "aims", "together"]
    assert not page.add.isVisible()


@pytest.mark.parametrize("view", [key for key, _ in VIEWS])
def test_every_view_has_something_to_say(many: World, theme, shown, view: str) -> None:
    page = open_room(theme, shown, many.desk, "results").page
    page.outflow.by.choose("school")
    page.outflow.show_view(view)
    assert "Het hele netwerk" in table_of(page.outflow)
    assert page.outflow.by.isVisible() == (view == "lasting")
    assert page.outflow.letters.isVisible() == (view == "years")


def test_schools_are_named_by_letter_with_one_click(many: World, theme, shown) -> None:
    page = open_room(theme, shown, many.desk, "results").page
    page.outflow.show_view("years")
    page.outflow.letters.click()
    assert many.desk.result_figures.benchmark().by_letter
    assert page.outflow.letters.isChecked()
    page.outflow.letters.click()
    assert not many.desk.result_figures.benchmark().by_letter


def test_nothing_yet(world: World, theme, shown) -> None:
    page = open_room(theme, shown, world.desk, "results").page
    assert "Hier is nog niets te tellen" in words_of(page)
    page.open_item("follow_ups")
    assert "Niemand is aan de beurt" in words_of(page)


def test_asking_after_leavers_by_keys(world: World, theme, shown, qtbot) -> None:
    pupils = [gone(world) for _ in range(4)]
    window = active_room(theme, shown, qtbot, world.desk, "results")
    page = window.page
    page.open_item("follow_ups")
    page.follow_ups.table.setFocus()
    for keys in ((Key.Key_J,), (Key.Key_N, Key.Key_9), (Key.Key_O,), (Key.Key_4,)):
        for key in keys:
            press(key)
        press(Key.Key_Return)
    assert "Niemand is aan de beurt" in words_of(page)
    answers = {row.pupil_id: row for row in world.desk.follow_ups.answered()}
    order = [answers[pupil] for pupil in pupils]
    assert {(row.status, row.destination, row.is_lasting) for row in order} == {
        (Status.REACHED, D.WORK, True),
        (Status.REACHED, D.NONE, False),
        (Status.NOT_REACHED, None, None),
        (Status.REACHED, D.MBO, True),
    }
    press_toast(window, "Ongedaan maken")
    assert len(world.desk.follow_ups.due()) == 1


def test_an_answer_half_said_is_not_kept(world: World, theme, shown, qtbot) -> None:
    gone(world)
    window = active_room(theme, shown, qtbot, world.desk, "results")
    page = window.page
    page.open_item("follow_ups")
    page.follow_ups.table.setFocus()
    press(Key.Key_N)
    press(Key.Key_Return)
    assert any("Zeg eerst" in words for words in toasts(window))
    assert len(world.desk.follow_ups.due()) == 1
    assert "Waar nu?" in page.follow_ups.answer.text()


def test_letters_go_into_the_note_and_enter_keeps_it(world: World, theme, shown, qtbot) -> None:
    gone(world)
    page = active_room(theme, shown, qtbot, world.desk, "results").page
    page.open_item("follow_ups")
    page.follow_ups.table.setFocus()
    press(Key.Key_J)
    page.follow_ups.note.setFocus()
    type_keys("Jojo doet 1 dag zorg")
    press(Key.Key_Return)
    (kept,) = world.desk.follow_ups.answered()
    assert (kept.note, kept.is_lasting) == ("Jojo doet 1 dag zorg", True)


def test_an_answer_is_put_right(world: World, theme, shown, qtbot) -> None:
    gone(world)
    page = active_room(theme, shown, qtbot, world.desk, "results").page
    page.open_item("follow_ups")
    face = page.follow_ups
    face.table.setFocus()
    press(Key.Key_O)
    press(Key.Key_Return)
    face.show_group("answered")
    assert "Niet bereikt" in face.answer.text()
    press(Key.Key_J)
    press(Key.Key_Return)
    (kept,) = world.desk.follow_ups.answered()
    assert (kept.status, kept.destination) == (Status.REACHED, D.WORK)


def test_an_outcome_is_noted_and_put_right(world: World, theme, shown, qtbot) -> None:
    pupil = pupil_of(world)
    window = active_room(theme, shown, qtbot, world.desk, "results")
    control(Key.Key_N)
    form = open_dialog(window)
    form.try_submit()
    assert form.fields["pupil"].has_error
    form.pupil.choose(pupil)
    form.fields["destination"].put("work")
    form.fields["left_on"].put(date(2026, 7, 31))
    form.try_submit()
    assert world.desk.outcomes.of_pupil(pupil).draft == OutcomeDraft(D.WORK, date(2026, 7, 31))
    page = window.page
    page.open_item("follow_ups")
    page.follow_ups.ask_correct()
    form = open_dialog(window)
    assert form.fields["destination"].value == "work"
    form.fields["destination"].put("mbo")
    form.against.setChecked(True)
    form.try_submit()
    found = world.desk.outcomes.of_pupil(pupil).draft
    assert found is not None
    assert (found.destination, found.is_against_advice) == (D.MBO, True)
    page.follow_ups.ask_correct()
    open_dialog(window).withdraw.click()
    assert world.desk.outcomes.of_pupil(pupil).draft is None


def test_a_target_is_set_and_taken_away(many: World, theme, shown, qtbot) -> None:
    window = active_room(theme, shown, qtbot, many.desk, "results")
    page = window.page
    page.open_item("aims")
    page.aims.table.select_id("to_work")
    page.aims.table.setFocus()
    press(Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    form = open_dialog(window)
    form.fields["value"].put("35,5")
    form.try_submit()
    row = next(row for row in many.desk.targets.sheet(2025).rows if row.code == "to_work")
    assert (row.target, row.is_reached) == (355, True)
    qtbot.waitUntil(lambda: [line.name for line in page.aims.chart.series.lines] == ["uitkomst", "doel"])
    page.aims.ask()
    form = open_dialog(window)
    assert form.fields["value"].value == "35,5"
    form.fields["value"].put("")
    form.try_submit()
    assert [row.target for row in many.desk.targets.sheet(2025).rows if row.code == "to_work"] == [None]


def test_the_day_brings_one_to_the_questions(world: World, theme, shown, qtbot) -> None:
    gone(world)
    window = open_room(theme, shown, world.desk, "today")
    window.open("results", "follow_ups")
    assert window.page.tabs.current == "follow_ups"
    assert QApplication.focusWidget() is not None


def test_every_number_is_a_place_of_its_own() -> None:
    assert len(PLACES) == len(set(PLACES)) == 9
    assert D.UNKNOWN not in PLACES


def test_without_a_row_nothing_is_asked(world: World) -> None:
    state = Asking(world.desk)
    state.look()
    state.still_there()
    assert (state.question(), state.is_ready, state.record("")) == ("", False, "")
