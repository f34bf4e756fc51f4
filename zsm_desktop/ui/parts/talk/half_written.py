"""What is being typed in a running meeting and is not laid down: kept like the notes, and there again later; no Qt.

The store has it two seconds later at most; whoever opens the meeting again, after a power cut too, finds it where it
was being typed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple, Protocol

from zsm_desktop.domain.calendar import HOME, home_day
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.typed_here import DRAFT, KEPT
from zsm_desktop.ui.parts.talk.sitting import Sitting, at_copy, face_of, may_note

if TYPE_CHECKING:
    from zsm_desktop.services.drafts import Drafts
    from zsm_desktop.services.taken_notes import TakenNotes
    from zsm_desktop.ui.parts.talk.table import OnTable

Words = Mapping[str, str]
"""By the name of their field."""
Told = Callable[[Exception | None], object]
DESCRIBE, REASON = "describe", "reason"
"""The form of a bottleneck and the panel of outcomes; every other kind is written in the page itself."""
CHOSEN = frozenset({"kind", "schools", "code"})
"""Fields that hold no words but what was chosen."""


class Where(NamedTuple):
    """Where something is being typed."""

    item_id: str
    kind: str
    about_id: str = ""

    @property
    def field(self) -> str:
        """Of `KeptText`."""
        return f"{self.kind}/{self.about_id}"


NOWHERE = Where("", "")


class Line(Protocol):
    """Where something is being typed now."""

    def flush(self) -> None:
        """Has what stands there kept."""

    def let_go(self) -> None:
        """Ends the typing without keeping anything."""


class HalfWritten:
    """`unsaved` is what the store refused; `lines` are the places in the page where things are typed."""

    def __init__(self, table: OnTable) -> None:
        self._table = table
        self.lines: list[Line] = []
        self._meeting_id = ""
        self._words: dict[Where, Words] = {}
        self._sent: dict[Where, Words | None] = {}
        """None: it did not come there."""
        self._had: dict[Where, list[dict[str, str]]] = {}
        """What the store may have there; for the thread that writes."""
        self._found: dict[Where, datetime] = {}
        self._to_say: dict[str, list[str]] = {}
        self.unsaved: dict[Where, Words] = {}
        self.here: set[Where] = set()
        """Where what is unsaved is kept on this computer."""

    def open(self) -> int:
        """Reads what an earlier sitting left in this meeting; once, as from then on it is known here.

        At so many points stands now, beside it, what was half written without a line.
        """
        sitting = self._table.sitting
        if face_of(sitting) != "live" or not may_note(sitting) or sitting.meeting_id == self._meeting_id:
            return 0
        self._meeting_id = sitting.meeting_id
        joined = sitting.desk.taken_notes.bring_back(sitting.meeting_id)
        for row in _drafts(sitting).rows(sitting.meeting_id):
            where = Where(row.item_id, row.kind, row.about_id)
            if where in self._words:
                continue
            self._words[where] = self._sent[where] = dict(row.words)
            self._had[where] = [dict(row.words)]
            self._found[where] = row.updated_at
            if row.kind in (DESCRIBE, REASON):
                self._to_say.setdefault(row.item_id, []).append(row.kind)
        return joined

    def words(self, where: Where) -> Words:
        """What was typed there last, {} for nothing."""
        return self._words.get(where, {})

    def found(self, item_id: str, kinds: Collection[str]) -> Where | None:
        """What an earlier sitting left at a point and nobody has seen yet, the latest first."""
        here = (where for where in self._found if where.item_id == item_id and where.kind in kinds)
        return next(here, None)

    def seen(self, where: Where) -> str:
        """What to say with words an earlier sitting left there, once; "" for what was typed in this one."""
        at = self._found.pop(where, None)
        return left_over(at, self._table.sitting.desk.day) if at is not None else ""

    def to_say(self, item_id: str) -> list[str]:
        """The kinds of what is left from before at this point but does not open by itself; once."""
        return self._to_say.pop(item_id, [])

    def keep(self, where: Where, words: Words, told: Told) -> None:
        """Has it written when it differs from what the store was given last; no words: nothing is typed there."""
        if words:
            self._words[where] = words
        else:
            self._words.pop(where, None)
        if self._sent.get(where, {}) == words:
            return
        self._sent[where] = words
        drafts, typed = _drafts(self._table.sitting), self._table.sitting.desk.typed_here
        had = self._had.setdefault(where, [])

        def keep() -> None:
            try:
                drafts.keep(where.item_id, where.kind, words, where.about_id)
            except RuleError as error:
                if error.code == "server.maybe_kept":
                    had.append(dict(words))
                text = json.dumps(dict(words), ensure_ascii=False, sort_keys=True)
                raise typed.instead(error, DRAFT, where.item_id, where.field, json.dumps(had), text) from error
            had[:] = [dict(words)]
            typed.arrived(DRAFT, where.item_id, where.field)

        def heard(error: Exception | None) -> None:
            self.here.discard(where)
            is_here = isinstance(error, RuleError) and error.code == KEPT
            if is_here and words:
                self.here.add(where)
            if error is None:
                self.unsaved.pop(where, None)
            elif self._sent.get(where) == words:  # else what came after it is on its way, or it was laid down
                if words:
                    self.unsaved[where] = words
                else:
                    self.unsaved.pop(where, None)
                if words or not is_here:  # that it was emptied goes from this computer
                    self._sent[where] = None
            told(error)

        self._table.write(keep, heard)

    def retry(self) -> None:
        """The server is there again: what it could not be given is on its way now."""
        for where in self.here & self.unsaved.keys():
            self.keep(where, self.unsaved[where], lambda _error: None)

    def lay_down(self, where: Where) -> None:
        """An act is on its way that takes it from the store."""
        for kept in (self._words, self._sent, self._found, self.unsaved):
            kept.pop(where, None)

    def laid_down(self, where: Where) -> None:
        """The act is done: what this computer kept of it goes too, unless something is typed there anew."""
        if where not in self._words:
            self._table.sitting.desk.typed_here.arrived(DRAFT, where.item_id, where.field)

    def come_back(self, where: Where, words: Words) -> None:
        """The act was refused: typed, and not laid down."""
        self.keep(where, words, lambda _error: None)  # the refusal of the act is said already

    def points(self) -> frozenset[str]:
        """The points of the open meeting at which something is half written."""
        return frozenset(where.item_id for where in self._words)

    def flush(self) -> None:
        """Has everything kept that is being typed."""
        for line in self.lines:
            line.flush()

    def let_go(self) -> None:
        """The meeting is closed, or the text is safe elsewhere."""
        for line in self.lines:
            line.let_go()
        for kept in (self._words, self._sent, self._found, self.unsaved):
            kept.clear()

    def texts(self) -> list[str]:
        """What the store refused, to copy."""
        said = ([text for name, text in words.items() if name not in CHOSEN] for words in self.unsaved.values())
        return ["\n".join(filter(None, texts)) for texts in said]


def _drafts(sitting: Sitting) -> Drafts | TakenNotes:
    return sitting.desk.taken_notes if at_copy(sitting) else sitting.desk.drafts


def left_over(at: datetime, day: date) -> str:
    """Said above words that come from before."""
    from zsm_desktop.words.format import date_medium, time_of_day

    moment = at.astimezone(HOME)
    when = "" if home_day(moment) == day else f"op {date_medium(home_day(moment))} "
    return f"Dit stond hier nog, bewaard {when}om {time_of_day(moment.time())}. Het is nog niet vastgelegd."
