"""Locking while the server cannot be reached: quietly, and what was typed lies on this computer."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.builders import World
from tests.proxy import Proxy
from tests.ui.meeting.people import Hands, running
from tests.ui.together.lines import banner, idle
from zsm_desktop.app.rooms import rooms
from zsm_desktop.app.start import Entrance
from zsm_desktop.app.warm_up import WarmUp
from zsm_desktop.store.kept_here import CASE, DRAFT, NOTES, KeptHere
from zsm_desktop.ui.parts.talk.pausing import PAUSE_MS
from zsm_desktop.ui.program import Program

Key = Qt.Key


@pytest.fixture
def at_work(world: World, way: Proxy, tmp_path: Path, qtbot) -> Iterator[Callable[[], Hands]]:
    """The secretary in the program itself; `locked` presses the key and gives what then lies on this computer."""
    warmer = WarmUp()
    program = Program(Entrance(tmp_path / "netwerken", tmp_path / "preferences.json"), rooms, warmer)

    def begin() -> Hands:
        world.desk.listen()
        program.show_network(world.desk)
        return Hands(qtbot, program.window)

    def locked(at: Hands) -> list[tuple[str, str]]:
        here = KeptHere(world.folder, world.desk.store.keys)
        late = at.window.line._turned
        at.press(Key.Key_L, control=True)
        at.until(lambda: program.window is None and program.start.isVisible())
        late.emit()
        qtbot.wait(2 * PAUSE_MS)
        return sorted(((row.kind, row.text) for row in here.rows()), reverse=True)

    begin.locked = locked
    yield begin
    program.locking.leave()
    program.start.close()
    warmer.stop()
    program.theme.deleteLater()


@pytest.mark.parametrize("is_seen", [False, True])
def test_what_is_typed_in_a_meeting_is_kept(world: World, way: Proxy, at_work, *, is_seen: bool) -> None:
    meeting_id = running(world, world.case(), world.case("DUIN"))
    at = at_work()
    at.window.open("meetings", meeting_id)
    at.press(Key.Key_F8, Key.Key_F2)
    idle(at)
    way.cut()
    if is_seen:
        at.until(lambda: banner(at).isVisible())
    at.type("Vader mailt.")
    at.press(Key.Key_F6)
    at.type("Mentor bellen")
    assert [(kind, "Mentor" in text) for kind, text in at_work.locked(at)] == [(NOTES, False), (DRAFT, True)]


def test_what_is_typed_in_a_case_is_kept(world: World, way: Proxy, at_work) -> None:
    case = world.case()
    at = at_work()
    at.window.open("pupils", case)
    at.page.cases.panel.edit.click()
    editor = at.page.cases.panel.editor
    editor.fields["tried"].editor.setFocus()
    way.cut()
    at.type("Stage geprobeerd.")
    ((kind, text),) = at_work.locked(at)
    assert (kind, text.endswith("Stage geprobeerd.")) == (CASE, True)
    assert editor.fields["tried"].text.endswith("Stage geprobeerd."), "it stands in the window that waits, too"


def test_a_server_that_says_nothing_does_not_hold_the_window(world: World, way: Proxy, at_work) -> None:
    meeting_id = running(world, world.case(), world.case("DUIN"))
    at = at_work()
    at.window.open("meetings", meeting_id)
    at.press(Key.Key_F8, Key.Key_F2)
    idle(at)
    way.is_silent = True
    at.type("Vader mailt.")
    at.press(Key.Key_F6)
    at.type("Mentor bellen")
    began = time.monotonic()
    kept = at_work.locked(at)
    assert time.monotonic() < began + 8
    assert [(kind, "Mentor" in text) for kind, text in kept] == [(NOTES, False), (DRAFT, True)]
