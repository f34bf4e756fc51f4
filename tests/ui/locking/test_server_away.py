"""Unlocking while the server cannot be reached: it says so, nothing is lost, and the next try opens the same window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.builders import PASSWORD, World
from tests.proxy import Proxy
from tests.ui.locking.test_locking import SLOW, Owner, holders, seen
from tests.ui.offices import open_dialog
from zsm_desktop.store.kept_here import FILE
from zsm_desktop.store.postgres import address


@pytest.fixture
def kept() -> str:
    return "server"


@pytest.fixture
def owner(world: World, way: Proxy, qtbot) -> Iterator[Owner]:
    made = Owner(world, qtbot)
    yield made
    made.go()


def attempt(owner: Owner) -> str:
    """The own password, and what is said to it."""
    owner.form.error.hide()
    owner.form.password.editor.setText(PASSWORD)
    owner.form.submit()
    owner.qtbot.waitUntil(lambda: owner.form.error.isVisible() and not owner.form.is_busy, timeout=SLOW)
    return str(owner.form.error.text.text())


@pytest.mark.parametrize("is_silent", [False, True])
def test_it_stays_locked_with_the_reason_and_opens_when_the_server_is_back(
    owner: Owner, way: Proxy, monkeypatch: pytest.MonkeyPatch, *, is_silent: bool
) -> None:
    monkeypatch.setattr(address, "WAIT_SECONDS", 2)  # the least there is: a silent server is waited for whole
    before = len(holders())
    at = owner.begin()
    first = at.window
    first.open("settings")
    first.page.users.ask_new()
    open_dialog(first).fields["name"].editor.setFocus()
    at.type("Mieke Half")
    if is_silent:
        owner.lock()
        way.is_silent = True
    else:
        way.cut()
        owner.lock()
    kept_then = (owner.folder / FILE).read_bytes()
    for _ in range(2):
        assert "server antwoordt niet" in attempt(owner)
        assert seen() == [owner.program.start]
        assert owner.program.window is None
        assert owner.program.locking.aside is not None, "the window waits still"
        assert len(holders()) == before
        assert (owner.folder / FILE).read_bytes() == kept_then
    way.is_silent = False
    way.mend()
    owner.form.password.editor.setText(PASSWORD)
    owner.form.submit()  # at once: a server that is away is no wrong password
    owner.qtbot.waitUntil(lambda: owner.program.window is first, timeout=SLOW)
    form = open_dialog(first)
    assert form.fields["name"].text == "Mieke Half"
    owner.qtbot.waitUntil(lambda: not (owner.folder / FILE).exists(), timeout=SLOW)
    form.is_edited = False
    form.reject()
