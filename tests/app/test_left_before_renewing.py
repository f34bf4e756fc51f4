"""Who moves before the copies were renewed: what they hold of a forgotten pupil is known at the next computer."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.app.test_leaving import arrive, kept, stick
from tests.builders import World
from tests.services.forgotten import lived
from zsm_desktop.app.leaving import leave
from zsm_desktop.store import backup, backup_state, duties
from zsm_desktop.store.backup_state import PlaceState
from zsm_desktop.store.folder import BACKUPS

__all__ = ["kept", "stick"]


def test_copies_of_before_a_pupil_was_forgotten_are_named_at_the_next_computer(
    world: World, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They were not renewed yet, in the folder that stays behind and on a stick of there."""
    pupil = lived(world).pupil
    backup.copy_before(world.folder, "proef", world.keys, world.now)
    other, settled = PlaceState("/media/andere stick"), PlaceState("/media/derde", owes=world.now)
    backup_state.change(world.folder, lambda state: state.with_place(other).with_place(settled))
    world.now += timedelta(days=1)
    world.desk.forgetting.forget(pupil)
    forgotten_at = world.now
    world.now += timedelta(days=1)
    world.close()
    with monkeypatch.context() as patch:
        patch.setattr(duties, "this_computer", lambda: "OUDE-PC")
        leave(world.folder, world.keys, stick, clock=lambda: world.now)
    there = arrive(tmp_path / "andere computer", stick)
    owes = {one.path: one.owes for one in backup_state.read(there).places if one.computer}
    assert owes == {
        other.path: forgotten_at, settled.path: settled.owes, str(world.folder / BACKUPS): forgotten_at,
    }  # fmt: skip
