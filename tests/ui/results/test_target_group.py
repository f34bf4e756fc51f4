"""Doelgroep: choices in counts, lists, and figures that are entered by hand."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import World
from tests.services.test_choice_tally import fill, ijssel
from tests.services.test_pupil_lists import put_on
from tests.ui.offices import open_room, toasts, words_of
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.choice_tally import ChoiceTallies
from zsm_desktop.services.shipped_profiles import text_of


def open_face(world: World, theme, shown, view: str, user: str = "secretaris"):
    page = open_room(theme, shown, world.desk_of(user), "results").page
    page.open_item("group")
    page.choose_year(2026)
    page.group.view.choose(view)
    page.group.reload()
    return page.group


def test_choices_stand_with_their_share_and_the_average(world: World, theme, shown) -> None:
    ijssel(world)
    for areas in ("debts,mental", "debts", "family,debts"):
        fill(world, world.case(), {"life_areas": areas})
    face = open_face(world, theme, shown, "field:life_areas")
    assert "Ingevuld bij 3 casussen" in face.note.text()
    assert "1,67" in face.note.text()
    assert face.table.rows.row(0).share == 1000
    assert face.hidden.isHidden()


def test_a_director_sees_a_point_for_a_small_group_and_no_pseudonym(world: World, theme, shown, qtbot) -> None:
    ijssel(world)
    for areas in ["debts"] * 6 + ["mental"] * 2:
        fill(world, world.case(), {"life_areas": areas})
    face = open_face(world, theme, shown, "field:life_areas", "directeur duin")
    assert face.table.empty.title.text() == "De aantallen worden geteld…"
    qtbot.waitUntil(lambda: not face.counting.is_busy)
    assert face.table.empty.title.text() == "Hier is nog niets te tellen"
    assert not face.hidden.isHidden()
    assert face.recount.isHidden()
    pseudonyms = [one for (one,) in world.store.rows("SELECT pseudonym FROM pupil")]
    assert not [one for one in pseudonyms if one in words_of(face)]


def test_the_bars_of_what_was_looked_at_before_go_away(world: World, theme, shown) -> None:
    ijssel(world)
    fill(world, world.case(), {"life_areas": "debts"})
    face = open_face(world, theme, shown, "field:life_areas")
    assert not face.card.isHidden()
    face.view.choose("shared")
    face.reload()
    assert face.card.isHidden()


def test_a_list_is_counted_per_school(world: World, theme, shown) -> None:
    world.desk.profiles.take_in(0, text_of("noord_kennemerland"))
    put_on(world, "DUIN", 3)
    face = open_face(world, theme, shown, "list:leavers")
    assert [(row.school, row.on_list) for row in (face.table.rows.row(at) for at in range(2))] == [
        ("", 3), ("De Duinpan", 3),
    ]  # fmt: skip
    assert "3 schoolverlaters" in face.note.text()


def test_a_figure_is_entered_put_right_and_taken_away(world: World, theme, shown) -> None:
    face = open_face(world, theme, shown, "shared")
    assert face.note.text()
    form = face.ask_new()
    for name, value in (("name", "Voortijdig schoolverlaters"), ("value", "412"), ("source", "DUO")):
        form.fields[name].put(value)
    form.try_submit()
    (row,) = world.desk.shared_figures.rows()
    assert (row.value, row.unit, row.school_year) == (412, "number", 2026)
    face.table.select_id(row.id)
    form = face.ask_edit()
    form.fields["unit"].put("share")
    form.fields["value"].put("2,1")
    form.try_submit()
    assert [(one.value, one.unit) for one in world.desk.shared_figures.rows()] == [(21, "share")]
    face.table.select_id(row.id)
    face.ask_edit().remove.click()
    assert world.desk.shared_figures.rows() == ()


def test_a_red_flag_is_a_warning_before_the_mbo_and_stops_nobody(world: World, theme, shown) -> None:
    world.desk.profiles.take_in(0, text_of("groningen"))
    case = world.case("ZEEUW")
    fill(world, case, {"flag_work": "bad"})
    ((pupil,),) = world.store.rows("SELECT pupil_id FROM case_file WHERE id = ?", (case,))
    page = open_room(theme, shown, world.desk, "results").page
    form = page.ask_outcome(pupil)
    form.fields["destination"].put("work")
    assert form.warning.isHidden()
    form.fields["destination"].put("mbo")
    assert "rood van werkplein, nog niets van onderwijs en RMC" in form.warning.text()
    form.fields["left_on"].put(date(2026, 11, 20))
    form.try_submit()
    assert world.desk.outcomes.of_pupil(pupil).draft is not None


def test_whether_counts_are_behind_is_looked_at_beside_the_painting(world: World, theme, shown, qtbot) -> None:
    ijssel(world)
    fill(world, world.case(), {"life_areas": "debts"})
    with world.writing() as work:
        work.run("UPDATE choice_tally SET counted = counted + 1", [()])
    face = open_face(world, theme, shown, "field:life_areas")
    assert face.recount.isHidden(), "opening every case takes a moment"
    qtbot.waitUntil(lambda: not face.recount.isHidden())
    face.recount.click()
    qtbot.waitUntil(face.recount.isHidden)
    assert not world.desk.choice_tallies.is_behind()


def test_counts_that_cannot_be_read_are_said(
    world: World, theme, shown, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ijssel(world)
    face = open_face(world, theme, shown, "field:life_areas")
    qtbot.waitUntil(lambda: not face.recount.checking.is_busy)

    def refuse(*_given: object) -> None:
        raise RuleError("server.lost")

    monkeypatch.setattr(ChoiceTallies, "target_group", refuse)
    face.view.activated.emit(face.view.currentIndex())
    assert "server" in toasts(face.window())[-1]
