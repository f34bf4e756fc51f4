"""Where one has been in the window, for Alt+Left and Alt+Right."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    room: str
    item_id: str = ""


class History:
    """A line of places with a present one on it; going somewhere new forgets what came after."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._at = -1

    @property
    def present(self) -> Place | None:
        return self._places[self._at] if self._places else None

    @property
    def may_go_back(self) -> bool:
        return self._at > 0

    def go(self, place: Place) -> None:
        if place != self.present:
            self._places[self._at + 1 :] = [place]
            self._at += 1

    def step(self, by: int) -> Place | None:
        """The place before (−1) or after (+1), which becomes the present one; None at the ends."""
        if not 0 <= self._at + by < len(self._places):
            return None
        self._at += by
        return self._places[self._at]
