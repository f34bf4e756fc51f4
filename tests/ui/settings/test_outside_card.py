"""A copy with names by hand: asked for in the form, told in the card until it is gone, and read with names hidden."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt

from tests.builders import PASSWORD, World
from tests.ui.offices import open_dialog, open_room, toasts, words_of
from zsm_desktop.app import open_desk
from zsm_desktop.app.tries import Tries
from zsm_desktop.domain.outside_copies import MOST, USUAL, HowGone
from zsm_desktop.ui.parts.lines import Lines
from zsm_desktop.words import published as words
from zsm_desktop.words.names import say

OWN = "vier eenden zwemmen achteruit"
MANAGES = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
SLOW = 30_000


def test_a_copy_with_names_is_made_read_and_noted_as_gone(world: World, theme, shown, qtbot, tmp_path: Path) -> None:
    world.case("ZEEUW")
    window = open_room(theme, shown, world.desk, "settings")
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_K, MANAGES)
    form = open_dialog(window)
    named = [form.fields[name] for name in ("until", "own")]
    assert all(field.isHidden() for field in named)
    form.which.choose("with")
    assert not any(field.isHidden() for field in named)
    assert say(world.desk.nouns, words.WHAT_NAMED[1]) in [line.text for line in form.what.lines]
    form.try_submit()
    assert all(form.fields[name].has_error for name in ("to", "reason", "password", "again", "own"))
    said = {"to": "het bureau", "reason": "overname", "password": OWN, "again": OWN, "own": "iets anders"}
    for name, text in said.items():
        form.fields[name].editor.setText(text)
    form.try_submit()
    assert form.fields["own"].has_error, "the own password is asked before anything is done"
    Tries().path.unlink()  # as after the wait
    form.fields["own"].editor.setText(PASSWORD)
    form.fields["until"].put(world.desk.day + MOST + timedelta(days=1))
    form.try_submit()
    assert form.fields["until"].has_error
    form.fields["until"].put(world.desk.day + USUAL)
    form.write(form.values(), tmp_path)
    qtbot.waitUntil(lambda: len(toasts(window)) == 1, timeout=SLOW)
    (into,) = [path for path in tmp_path.iterdir() if " kopie met namen " in path.name]
    form.reject()
    window.page.open_item("forgetting")
    face = window.page.privacy.face("forgetting")
    (line,) = [line for one in face.outside.findChildren(Lines) for line in one.lines]
    assert line.text.startswith("Voor het bureau: 1 leerling, uiterlijk ")
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    gone = open_dialog(window)
    gone.how.choose(HowGone.DESTROYED.value)
    gone.try_submit()
    qtbot.waitUntil(lambda: words.NONE_OUTSIDE in words_of(face.outside))
    assert [one.how for one in world.desk.outside_copies.rows()] == [HowGone.DESTROYED]
    _read(theme, shown, into)


def _read(theme, shown, into: Path) -> None:
    desk = open_desk(into, password=OWN)
    copy = open_room(theme, shown, desk, "pupils")
    assert "alleen lezen, met namen" in words_of(copy)
    panel = copy.page.cases.panel
    assert "Berg" not in words_of(copy)
    asked = panel.ask_name()
    assert "reason" not in asked.fields
    assert words.OPEN_HERE in words_of(asked)
    asked.try_submit()
    assert panel.name.name.text() == "Zoë van den Berg"
    assert [button.isHidden() for button in (panel.edit, panel.close_case, copy.page.pupils.paper)] == [True] * 3
    copy.open("meetings", "x")
    assert toasts(copy) == [words.NOT_IN_COPY]
    copy.close()
    desk.close()


def test_who_goes_by_the_preview_of_forgetting_reads_whom_to_ask(world: World) -> None:
    from zsm_desktop.words.forgetting import paper

    case = world.case("ZEEUW")
    desk = world.desk
    who = desk.outside_copies.sharable()
    desk.outside_copies.made(to="het bureau", reason="overname", until=desk.day + USUAL, who=who)
    ((pupil,),) = world.store.rows("SELECT pupil_id FROM case_file WHERE id = ?", (case,))
    (line,) = [paper(one) for one in desk.forgetting.preview(pupil).papers]
    assert line.startswith("kopie met namen voor het bureau, gemaakt op ")
    assert line.endswith("deze kopie bevat de leerling nog: vraag haar terug")
    desk.outside_copies.gone(desk.outside_copies.rows()[0].id, HowGone.RETURNED)
    assert desk.forgetting.preview(pupil).papers == ()
