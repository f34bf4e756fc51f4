"""What was done at this desk and can be taken back, newest first; and what was taken back and can be done again."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services.changes import Changes

if TYPE_CHECKING:
    from zsm_desktop.store.images import RowImage

KEPT = 100


@dataclass(frozen=True, slots=True)
class Step:
    """One act as it can be taken back: its name, who may do it, the rows, and whom its taking back concerns."""

    act: str
    permissions: tuple[Permission, ...]
    images: tuple[RowImage, ...]
    changes: Changes


class Steps:
    """Two piles; a new act empties the pile of what was taken back."""

    def __init__(self) -> None:
        self.done: deque[Step] = deque(maxlen=KEPT)
        self.undone: list[Step] = []

    def remember(self, step: Step) -> None:
        self.done.append(step)
        self.undone.clear()
