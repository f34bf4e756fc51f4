"""What is being typed in a running meeting and is not laid down: kept like the notes, and there again later; no Qt.

The store has it two seconds later at most; whoever opens the meeting again, after a power cut too, finds it where it
was being typed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from zsm_desktop.services.desk import HOME

if TYPE_CHECKING:
    from zsm_desktop.ui.parts.talk.table import OnTable

Words = Mapping[str, str]
"""By the name of their field."""
Told = Callable[[Exception | None], object]
DESCRIBE = "describe"
"""The form of a bottleneck; every other kind is written in the lines of its point."""


class Where(NamedTuple):
    """Where something is being typed."""

    item_id: str
    kind: str
    about_id: str = ""


class HalfWritten:
    """`unsaved` is what the store refused."""

    def __init__(self, table: OnTable) -> None:
        self._table = table
        self._meeting_id = ""
        self._words: dict[Where, Words] = {}
        self._sent: dict[Where, Words] = {}
        self._found: dict[Where, datetime] = {}
        self._to_say: set[str] = set()
        self.unsaved: dict[Where, Words] = {}

    def open(self) -> None:
        """Reads what an earlier sitting left in this meeting; once, as from then on it is known here."""
        sitting = self._table.sitting
        if sitting.status != "running" or not sitting.may_lead or sitting.meeting_id == self._meeting_id:
            return
        self._meeting_id = sitting.meeting_id
        for row in sitting.desk.drafts.rows(sitting.meeting_id):
            where = Where(row.item_id, row.kind, row.about_id)
            if where in self._words:
                continue
            self._words[where] = self._sent[where] = dict(row.words)
            self._found[where] = row.updated_at
            if row.kind == DESCRIBE:
                self._to_say.add(row.item_id)

    def words(self, where: Where) -> Words:
        """What was typed there last, {} for nothing."""
        return self._words.get(where, {})

    def found(self, item_id: str, kinds: Collection[str]) -> Where | None:
        """What an earlier sitting left in the lines of a point and nobody has seen yet, the latest first."""
        here = (where for where in self._found if where.item_id == item_id and where.kind in kinds)
        return next(here, None)

    def seen(self, where: Where) -> str:
        """What to say with words an earlier sitting left there, once; "" for what was typed in this one."""
        at = self._found.pop(where, None)
        return left_over(at, self._table.sitting.desk.day) if at is not None else ""

    def is_to_say(self, item_id: str) -> bool:
        """Whether a form at this point holds something from before; True once."""
        is_new = item_id in self._to_say
        self._to_say.discard(item_id)
        return is_new

    def keep(self, where: Where, words: Words, told: Told) -> None:
        """Has it written when it differs from what the store was given last; no words: nothing is typed there."""
        self._put(where, words)
        if self._sent.get(where, {}) == words:
            return
        self._sent[where] = words
        drafts = self._table.sitting.desk.drafts

        def heard(error: Exception | None) -> None:
            if error is None:
                if self.unsaved.get(where) == words:
                    del self.unsaved[where]
            else:
                if self._sent.get(where) == words:
                    del self._sent[where]
                if words:
                    self.unsaved[where] = words
            told(error)

        self._table.write(lambda: drafts.keep(where.item_id, where.kind, words, where.about_id), heard)

    def lay_down(self, where: Where) -> None:
        """An act is on its way that takes it from the store."""
        for kept in (self._words, self._sent, self._found, self.unsaved):
            kept.pop(where, None)

    def come_back(self, where: Where, words: Words) -> None:
        """The act was refused: typed, and not laid down."""
        self.keep(where, words, lambda _error: None)  # the refusal of the act is said already

    def points(self) -> frozenset[str]:
        """The points of the open meeting at which something is half written."""
        return frozenset(where.item_id for where in self._words)

    def let_go(self) -> None:
        """The meeting is closed, or the text is safe elsewhere."""
        for kept in (self._words, self._sent, self._found, self.unsaved):
            kept.clear()

    def texts(self) -> list[str]:
        """What the store refused, to copy."""
        return ["\n".join(text for text in words.values() if text) for words in self.unsaved.values()]

    def _put(self, where: Where, words: Words) -> None:
        if words:
            self._words[where] = words
        else:
            self._words.pop(where, None)


def left_over(at: datetime, day: date) -> str:
    """Said above words that come from before."""
    from zsm_desktop.words.format import date_medium, time_of_day

    moment = at.astimezone(HOME)
    when = "" if moment.date() == day else f"op {date_medium(moment.date())} "
    return f"Dit stond hier nog, bewaard {when}om {time_of_day(moment.time())}. Het is nog niet vastgelegd."
