"""One question after another: is this leaver still there? What is in hand and half answered; no Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zsm_desktop.domain.follow_ups import Status, can_last, is_lasting
from zsm_desktop.domain.outcomes import Destination
from zsm_desktop.services.follow_ups import Heard
from zsm_desktop.words.format import date_medium
from zsm_desktop.words.labels import first_upper
from zsm_desktop.words.outcomes import DESTINATION, DESTINATION_SHORT, after, lasted

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.follow_up_rows import FollowUpRow

DUE, ANSWERED = "due", "answered"
D = Destination
PLACES = (
    D.WORK,
    D.WORK_LEARNING,
    D.SHELTERED_WORK,
    D.MBO,
    D.OTHER_EDUCATION,
    D.TRAINING,
    D.DAY_ACTIVITIES,
    D.BENEFIT,
    D.NONE,
)
"""Under the keys 1 to 9."""


class Asking:
    """`place` and `is_lasting` are None until said; `is_missed`: nobody was reached."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.which = DUE
        self.rows: tuple[FollowUpRow, ...] = ()
        self.row: FollowUpRow | None = None
        self.forget()

    def look(self) -> None:
        """Reads again; what is half answered stays while its row does."""
        found = self.desk.follow_ups.due() if self.which == DUE else self.desk.follow_ups.answered()
        self.rows = found
        now = next((row for row in found if self.row is not None and row.id == self.row.id), None)
        if now is None:
            self.forget()
        self.row = now

    def take(self, row_id: str) -> bool:
        """Another row in hand; False for the same one."""
        if self.row is not None and self.row.id == row_id:
            return False
        self.row = next((row for row in self.rows if row.id == row_id), None)
        self.forget()
        if self.row is not None and self.row.status is not Status.OPEN:
            self.place, self.is_lasting = self.row.destination, self.row.is_lasting
            self.is_missed = self.row.status is Status.NOT_REACHED
        return True

    def forget(self) -> None:
        self.place: Destination | None = None
        self.is_lasting: bool | None = None
        self.is_missed = False

    def still_there(self) -> None:
        """As it was when he or she left; who went nowhere is there still, but nothing lasted."""
        if self.row is not None:
            first = Destination.NONE if self.row.first is Destination.UNKNOWN else self.row.first
            self.place, self.is_lasting, self.is_missed = first, can_last(first), False

    def not_there(self) -> None:
        """It is asked where then; a place said before stays."""
        self.is_lasting, self.is_missed = False, False
        if self.row is not None and self.place is self.row.first:
            self.place = None

    def at_place(self, number: int) -> None:
        if self.row is not None:
            proposed = is_lasting(self.row.first, PLACES[number - 1])
            is_said_gone = self.is_lasting is False and self.place is None
            self.place, self.is_missed = PLACES[number - 1], False
            self.is_lasting = False if is_said_gone else proposed

    def not_reached(self) -> None:
        self.forget()
        self.is_missed = True

    @property
    def is_ready(self) -> bool:
        return self.row is not None and (self.is_missed or self.place is not None)

    def heard(self, note: str) -> Heard:
        if self.is_missed:
            return Heard(None, note=note)
        return Heard(self.place, is_lasting=bool(self.is_lasting), note=note)

    def record(self, note: str) -> str:
        """Keeps the answer; the id of the row to take in hand next, "" for none."""
        if self.row is None:
            return ""
        at = next(at for at, row in enumerate(self.rows) if row.id == self.row.id)
        self.desk.follow_ups.answer(self.row.id, self.row.version, self.heard(note))
        if self.which == ANSWERED:
            return self.row.id
        left = [row.id for row in (*self.rows[at + 1 :], *self.rows[:at])]
        self.row = None
        self.forget()
        return left[0] if left else ""

    def question(self) -> str:
        if self.row is None:
            return ""
        first = DESTINATION[self.row.first]
        place = f" bij {self.row.place}" if self.row.place else ""
        since = f"{first_upper(after(self.row.months))}, op {date_medium(self.row.due_on)}, is de vraag:"
        if not can_last(self.row.first):
            return f"Bij vertrek: {first}. {since} waar is deze jongere nu?"
        return f"Ging naar {first}{place}. {since} is deze jongere daar nog?"

    def answer(self) -> str:
        """What is said so far, and what is still to be said."""
        if self.is_missed:
            return "Niet bereikt. Enter legt het vast."
        if self.place is None:
            if self.is_lasting is False:
                return "Niet meer daar. Waar nu? Kies 1 tot en met 9."
            return "Kies J, N, O of een cijfer."
        lasts = f", {lasted(self.is_lasting)}" if self.row is not None and can_last(self.row.first) else ""
        return f"Nu: {DESTINATION[self.place]}{lasts}. Enter legt het vast."


def row_answer(row: FollowUpRow) -> str:
    """What was heard, in the list of answers."""
    if row.status is Status.NOT_REACHED:
        return "niet bereikt"
    if row.destination is None:
        return ""
    lasts = f", {lasted(row.is_lasting)}" if can_last(row.first) else ""
    return f"{DESTINATION_SHORT[row.destination]}{lasts}"
