"""A command on a small network of its own, as a script gives it."""

from __future__ import annotations

import pytest

from tests.builders import PASSWORD, World
from tests.cli.test_command_line import Run, Said
from zsm_desktop.cli import main


@pytest.fixture
def run(world: World, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("ZSM_STORE", str(world.folder))
    monkeypatch.setenv("ZSM_PASSWORD", PASSWORD)
    monkeypatch.delenv("ZSM_USER", raising=False)

    def go(*words: object) -> Said:
        world.close()
        status = main([str(word) for word in words])
        out, err = capfd.readouterr()
        return Said(status, out, err)

    return go
