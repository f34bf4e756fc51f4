"""The wall while the network is locked: the room sees the neutral slide, and nothing is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zsm_desktop.ui.wall.keeper import WallKeeper


def rest(keeper: WallKeeper) -> None:
    """Until `wake`; the key that blanks does nothing meanwhile."""
    if keeper.wall is not None:
        keeper.state.neutral()  # read once, and then kept
    keeper.was_blank, keeper.is_resting, keeper.state.is_blank = keeper.state.is_blank, True, True
    keeper.reader.ask()


def wake(keeper: WallKeeper) -> None:
    """The room sees again what it saw."""
    keeper.is_resting, keeper.state.is_blank = False, keeper.was_blank
    keeper.reader.ask()
