"""What was done at this desk and can be taken back, newest first; and what was taken back and can be done again."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services.changes import Changes

if TYPE_CHECKING:
    from zsm_desktop.store.images import MeetingState, RowImage

KEPT = 100


@dataclass(frozen=True, slots=True)
class Step:
    """One act as it can be taken back: its name, who may do it, the rows, and whom its taking back concerns.

    `meetings`: how far the meetings were in which it changed what was said; while they are there it can be taken back.
    """

    act: str
    permissions: tuple[Permission, ...]
    images: tuple[RowImage, ...]
    changes: Changes
    meetings: Mapping[str, MeetingState | None]


class Steps:
    """Two piles; a new act empties the pile of what was taken back.

    `is_last_final`: an act that cannot be taken back was done here since the last one that could.
    """

    def __init__(self) -> None:
        self.done: deque[Step] = deque(maxlen=KEPT)
        self.undone: list[Step] = []
        self.is_last_final = False

    def remember(self, step: Step) -> None:
        self.is_last_final = False
        self.done.append(step)
        self.undone.clear()

    def forget_all(self) -> None:
        """What these steps hold of a pupil may not come back."""
        self.done.clear()
        self.undone.clear()
        self.is_last_final = True

    def forget(self, moved: Mapping[str, MeetingState | None]) -> None:
        """Drop what waited for these meetings to be as they no longer are."""

        def stays(step: Step) -> bool:
            return all(step.meetings.get(each, now) == now for each, now in moved.items())

        self.done = deque(filter(stays, self.done), maxlen=KEPT)
        self.undone = list(filter(stays, self.undone))
