"""A network that turns out damaged while somebody works in it: what is said, and that it can be done from there."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.builders import PASSWORD, SECRETARY, World
from zsm_desktop.app import open_desk
from zsm_desktop.app.rooms import rooms
from zsm_desktop.app.start import Entrance
from zsm_desktop.app.warm_up import WarmUp
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.store.folder import DATABASE
from zsm_desktop.ui.program import Program
from zsm_desktop.words.rules import sentence

SLOW = 20_000
PAGE = 4096


@pytest.fixture
def kept() -> str:
    """Of a network on a server its host makes the copies."""
    return "file"


def spoil(database: Path) -> None:
    """All but the first page, so that nothing that was not read yet can be."""
    with database.open("r+b") as file:
        rest = database.stat().st_size - PAGE
        file.seek(PAGE)
        file.write(random.Random(1).randbytes(rest))


def test_from_what_is_said_of_it_the_copies_are_two_steps_away(world: World, qtbot, tmp_path: Path) -> None:
    """Every room says it and the settings open all the same; the window closes, though no last copy can be made."""
    world.delivered("DUIN", "ZEEUW", 100)
    world.desk.backups.make("zelf")
    world.close()
    warmer = WarmUp()
    program = Program(Entrance(tmp_path / "netwerken", tmp_path / "preferences.json"), rooms, warmer)
    program.show_network(open_desk(world.folder, password=PASSWORD, user=SECRETARY))
    window = program.window
    spoil(world.folder / DATABASE)
    damaged = sentence(RuleError("store.damaged", path=str(world.folder / DATABASE)))
    assert "Instellingen, Reservekopieën, Terugzetten" in damaged
    said: list[str] = []
    for room in ("pupils", "balances", "settings"):
        said.clear()
        window.open(room)
        window.page.notify.connect(lambda words, _tone: said.append(words))
        window.page.mark_stale()
        window.page.refresh()
        assert set(said) == {damaged}, room
    card = window.page.backups
    qtbot.keyClick(card.back, Qt.Key.Key_Space)
    qtbot.keyClick(card.confirm.yes, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: program.start is not None and program.window is None, timeout=SLOW)
    form = program.start.restoring.form
    assert program.start.page is form
    assert [row.why for row in form._rows.values()] == ["zelf gemaakt"]
    program.start.close()
    warmer.stop()
    program.theme.deleteLater()
