"""The server does not answer: what was taken along opens with the same password, or goes off this computer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.app.test_taken_along import Home
from tests.builders import SECRETARY, World, password_of
from tests.keyrings import InMemory, ring
from tests.services.test_meetings import planned
from zsm_desktop.app import remembered, system_clock
from zsm_desktop.app.start import Entrance
from zsm_desktop.store import taken_along
from zsm_desktop.store.place import SERVER
from zsm_desktop.store.postgres.known import Known
from zsm_desktop.ui.start.window import StartWindow

SLOW = 20_000
__all__ = ["ring"]


@pytest.fixture
def home(world: World) -> Home:
    """With a meeting taken along just now, and no line any more."""
    world.now = system_clock()
    made = Home(world)
    made.online().taking_along.take(planned(world))
    made.close()
    known = Known.read(made.folder / SERVER)
    Known(replace(known.address, host="/nergens"), SECRETARY).write(made.folder / SERVER)
    return made


@pytest.fixture
def start(theme, shown, home: Home, entrance: Entrance) -> Iterator[StartWindow]:
    window = shown(StartWindow(theme, entrance), 1080, 680)
    window.show_network(home.folder)
    window.got = []
    window.opened.connect(window.got.append)
    yield window
    for opened in window.got:
        opened.desk.close()


def test_without_an_answer_the_copy_opens_with_the_same_password(start, qtbot, home: Home) -> None:
    form = start.unlock
    assert form.taken.isVisible()
    assert form.taken.text.text().startswith("Bespreking 24 november 2026, meegenomen vandaag")
    form.taken.open.click()
    assert form.password.error.text()
    form.password.editor.setText("een ander wachtwoord")
    form.taken.open.click()
    qtbot.waitUntil(lambda: "past niet" in form.password.error.text(), timeout=SLOW)
    form.password.editor.setText(password_of(SECRETARY))
    form.submit()
    qtbot.waitUntil(lambda: not form.error.isHidden(), timeout=SLOW)
    assert start.got == []
    assert form.taken.open.isEnabled()
    form.taken.open.click()
    qtbot.waitUntil(lambda: len(start.got) == 1, timeout=SLOW)
    opened = start.got[0]
    assert opened.desk.taken is not None
    assert opened.network.folder == home.folder


def test_the_password_of_the_keyring_opens_the_copy_too(start, qtbot, home: Home, ring: InMemory) -> None:
    remembered.remember(home.folder, "iets van later")
    start.show_network(home.folder)
    form = start.unlock
    form.taken.open.click()
    qtbot.waitUntil(lambda: "past niet" in form.password.error.text(), timeout=SLOW)
    assert len(ring.kept) == 1
    remembered.remember(home.folder, password_of(SECRETARY))
    form.taken.open.click()
    qtbot.waitUntil(lambda: len(start.got) == 1, timeout=SLOW)


def test_after_two_weeks_it_is_asked_first_and_it_goes_after_a_question(start, home: Home, qtbot) -> None:
    found = taken_along.found(home.folder)
    assert found is not None
    note = home.folder / taken_along.NOTE
    early = (found.at - timedelta(days=15)).isoformat()
    note.write_text(note.read_text("utf-8").replace(found.at.isoformat(), early), encoding="utf-8")
    start.show_network(home.folder)
    box = start.unlock.taken
    assert "twee weken" in box.text.text()
    start.unlock.password.editor.setText(password_of(SECRETARY))
    box.open.click()
    assert box.confirm.isVisible()
    box.confirm.yes.click()
    qtbot.waitUntil(lambda: len(start.got) == 1, timeout=SLOW)
    start.got.pop().desk.close()
    start.show_network(home.folder)
    box.drop.click()
    box.confirm.no.click()
    assert len(home.copies()) == 1
    box.drop.click()
    box.confirm.yes.click()
    assert home.copies() == []
    assert box.isHidden()
