"""Of a network on a server its host makes the copies: the program says so, and makes none by itself."""

from __future__ import annotations

import pytest

from tests.builders import World
from zsm_desktop.domain.errors import RuleError


@pytest.fixture
def kept() -> str:
    return "server"


def test_nothing_is_copied_by_itself_and_that_is_said(world: World) -> None:
    backups = world.desk_of("stage duin").backups
    assert (backups.facts().is_here, backups.facts().may_make) == (False, False)
    with pytest.raises(RuleError, match=r"permission\.missing"):
        backups.make("zelf")
    with pytest.raises(RuleError, match=r"backup\.on_server"):
        backups.choose_second("/tmp")
    backups = world.desk.backups
    assert not backups.is_kept()
    assert not backups.is_due()
    assert not backups.is_trial_due()
    backups.before("inlezen")
    assert not (world.folder / "backups").exists() or not list((world.folder / "backups").glob("*.db"))
    assert not [one for one in world.desk.checks.run().findings if "backup" in one.code]
