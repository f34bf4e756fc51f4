"""Of a network on a server its host makes the copies: the program says so, and does nothing half."""

from __future__ import annotations

import pytest

from tests.builders import World
from zsm_desktop.domain.errors import RuleError


@pytest.fixture
def kept() -> str:
    return "server"


def test_nothing_is_copied_and_that_is_said(world: World) -> None:
    backups = world.desk.backups
    assert not backups.facts().is_here
    assert not backups.is_kept()
    assert not backups.is_due()
    assert not backups.is_trial_due()
    backups.before("inlezen")
    for attempt in (lambda: backups.make("zelf"), lambda: backups.choose_second("/tmp")):
        with pytest.raises(RuleError, match=r"backup\.on_server"):
            attempt()
    assert not (world.folder / "backups").exists() or not list((world.folder / "backups").glob("*.db"))
    assert not [one for one in world.desk.checks.run().findings if "backup" in one.code]
