"""What is on the wall and on which screen it may be; no Qt."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from zsm_desktop.words import masked

if TYPE_CHECKING:
    from zsm_desktop.domain.masking import Hidden
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.wall import WallSight, WallView

log = logging.getLogger(__name__)

TOPICS = frozenset({"meeting", "case", "consent", "placement", "offer", "action", "decision", "bottleneck", "pupil"})


@dataclass(frozen=True, slots=True)
class ScreenFact:
    """A screen as the computer knows it; `key` finds it again another day, `is_own` has the private window."""

    key: str
    label: str
    left: int
    top: int
    width: int
    height: int
    is_own: bool = False

    @property
    def size(self) -> str:
        return f"{self.width} × {self.height}"


class Mirroring(IntEnum):
    """Whether one picture goes to several screens, and whether the private window is in it."""

    NONE = 0
    ELSEWHERE = 1
    """Two screens show the same; perhaps two in the room, perhaps the private one with one in the room."""
    OWN = 2


class WallState:
    """`hidden` is what the mask kept from the wall at the last reading, for the private window to say."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.meeting_id = ""
        self.item_id = ""
        self.is_blank = False
        self.hidden: tuple[Hidden, ...] = ()
        self._neutral: WallView | None = None
        self._said: set[tuple[str, tuple[Hidden, ...]]] = set()

    def put_on_table(self, meeting_id: str, item_id: str) -> bool:
        """False when that is what lay there already."""
        is_new = (meeting_id, item_id) != (self.meeting_id, self.item_id)
        self.meeting_id, self.item_id = meeting_id, item_id
        return is_new

    @property
    def wanted(self) -> tuple[str, str]:
        """Ids of the meeting and the point the room is to see; two times "" for the neutral slide."""
        return ("", "") if self.is_blank or not self.meeting_id else (self.meeting_id, self.item_id)

    def neutral(self) -> WallView:
        """Needs the store once at most, and not even that: blanking never fails."""
        from zsm_desktop.services.wall import NeutralSlide, WallView

        if self._neutral is None:
            try:
                self._neutral = self.desk.wall.neutral()
            except Exception:
                log.exception("the neutral slide could not be read")
                return WallView(None, NeutralSlide(""))
        return self._neutral

    def read(self, wanted: tuple[str, str]) -> WallSight:
        """What may be drawn of it, in any thread; raises whatever the store raises."""
        return self.desk.wall.sight(*wanted)

    def news_of_hidden(self) -> str:
        """A sentence on what was masked, once for each point and each finding; "" when there is nothing new."""
        finding = (self.item_id, self.hidden)
        if not self.hidden or finding in self._said:
            return ""
        self._said.add(finding)
        return masked.on_the_wall(self.hidden)


def are_mirrored(screens: Sequence[ScreenFact], outputs: int | None) -> bool:
    """Whether one picture goes to several screens.

    Two screens then lie in the same place, or the computer drives more outputs than it shows screens.
    """
    places = {(screen.left, screen.top) for screen in screens}
    return len(places) < len(screens) or (outputs is not None and outputs > len(screens))


def mirroring(screens: Sequence[ScreenFact], outputs: int | None) -> Mirroring:
    """Surely the private window when another screen lies in its place, or is not there for the computer at all."""
    if not are_mirrored(screens, outputs):
        return Mirroring.NONE
    own = {(screen.left, screen.top) for screen in screens if screen.is_own}
    free = free_screens(screens)
    is_own = not free or any((screen.left, screen.top) in own for screen in free)
    return Mirroring.OWN if is_own else Mirroring.ELSEWHERE


def free_screens(screens: Sequence[ScreenFact]) -> tuple[ScreenFact, ...]:
    """Those the wall may have: never the screen of the private window."""
    return tuple(screen for screen in screens if not screen.is_own)


def remembered(screens: Sequence[ScreenFact], key: str | None) -> ScreenFact | None:
    """The screen of last time, when it is there and free."""
    return next((screen for screen in free_screens(screens) if screen.key == key), None)


EXTEND = "Kies bij de beeldscherminstellingen van de computer ‘Uitbreiden’ in plaats van ‘Dupliceren’"


def advice(screens: Sequence[ScreenFact], level: Mirroring) -> str:
    """What to do first when there is no free screen, or when the computer shows the same picture on several."""
    if level is Mirroring.OWN:
        return (
            f"Uw schermen tonen hetzelfde beeld: alles wat u ziet, ziet de zaal ook. {EXTEND} en open de wand daarna."
        )
    if level is Mirroring.ELSEWHERE:
        return (
            "Twee schermen tonen hetzelfde beeld. Staan die allebei in de zaal, kies dan hieronder het scherm waar de "
            f"zaal naar kijkt. Ziet de zaal uw eigen venster, open de wand dan niet. {EXTEND}."
        )
    if not free_screens(screens):
        return (
            "Er is maar één scherm gevonden. Sluit de beamer of het scherm in de zaal aan en kies bij de "
            "beeldscherminstellingen van de computer ‘Uitbreiden’."
        )
    return "Op elk vrij scherm staat nu een testbeeld met zijn naam. Kies het scherm waar de zaal naar kijkt."
