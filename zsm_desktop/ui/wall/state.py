"""What is on the wall and on which screen it may be; no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.words.format import joined, plural

if TYPE_CHECKING:
    from zsm_desktop.domain.masking import Hidden, Kind
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.wall import WallView

TOPICS = frozenset({"meeting", "case", "consent", "placement", "offer", "action", "decision", "bottleneck", "pupil"})
_KINDS = {
    "pupil": ("naam van een leerling", "namen van leerlingen"),
    "relative": ("naam van iemand thuis", "namen van mensen thuis"),
    "birth_date": ("geboortedatum", "geboortedatums"),
    "phone": ("telefoonnummer", "telefoonnummers"),
    "email": ("e-mailadres", "e-mailadressen"),
    "number": ("nummer", "nummers"),
    "postcode": ("postcode", "postcodes"),
}


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


class WallState:
    """`hidden` is what the mask kept from the wall at the last reading, for the private window to say."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.meeting_id = ""
        self.item_id = ""
        self.is_blank = False
        self.hidden: tuple[Hidden, ...] = ()
        self._said: set[tuple[str, tuple[Hidden, ...]]] = set()

    def put_on_table(self, meeting_id: str, item_id: str) -> bool:
        """False when that is what lay there already."""
        is_new = (meeting_id, item_id) != (self.meeting_id, self.item_id)
        self.meeting_id, self.item_id = meeting_id, item_id
        return is_new

    def read(self) -> WallView:
        """What may be drawn now: a neutral slide when it is blank, nothing is open, or reading is refused."""
        self.hidden = ()
        if self.is_blank or not self.meeting_id:
            return self.desk.wall.neutral()
        try:
            sight = self.desk.wall.sight(self.meeting_id, self.item_id)
        except RuleError:
            return self.desk.wall.neutral()
        self.hidden = sight.hidden
        return sight.view

    def news_of_hidden(self) -> str:
        """A sentence on what was masked, once for each point and each finding; "" when there is nothing new."""
        finding = (self.item_id, self.hidden)
        if not self.hidden or finding in self._said:
            return ""
        self._said.add(finding)
        counted: dict[Kind, int] = {}
        for one in self.hidden:
            counted[one.kind] = counted.get(one.kind, 0) + one.times
        what = joined([plural(times, *_KINDS[kind]) for kind, times in counted.items()])
        return f"Op de wand afgeschermd: {what}."


def are_mirrored(screens: Sequence[ScreenFact], outputs: int | None) -> bool:
    """Whether one picture goes to several screens.

    Two screens then lie in the same place, or the computer drives more outputs than it shows screens.
    """
    places = {(screen.left, screen.top) for screen in screens}
    return len(places) < len(screens) or (outputs is not None and outputs > len(screens))


def free_screens(screens: Sequence[ScreenFact]) -> tuple[ScreenFact, ...]:
    """Those the wall may have: never the screen of the private window."""
    return tuple(screen for screen in screens if not screen.is_own)


def remembered(screens: Sequence[ScreenFact], key: str | None) -> ScreenFact | None:
    """The screen of last time, when it is there and free."""
    return next((screen for screen in free_screens(screens) if screen.key == key), None)


def advice(screens: Sequence[ScreenFact], *, is_mirrored: bool) -> str:
    """What to do first when there is no free screen, or when the computer shows the same picture on all."""
    if is_mirrored:
        return (
            "Uw schermen tonen hetzelfde beeld: alles wat u ziet, ziet de zaal ook. Kies bij de "
            "beeldscherminstellingen van de computer ‘Uitbreiden’ in plaats van ‘Dupliceren’ en open de wand daarna."
        )
    if not free_screens(screens):
        return (
            "Er is maar één scherm gevonden. Sluit de beamer of het scherm in de zaal aan en kies bij de "
            "beeldscherminstellingen van de computer ‘Uitbreiden’."
        )
    return "Op elk vrij scherm staat nu een testbeeld met zijn naam. Kies het scherm waar de zaal naar kijkt."
