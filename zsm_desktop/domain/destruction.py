"""What is said of data that is due, that went, and that is still in copies: the values screens and papers show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from zsm_desktop.domain.errors import Finding
from zsm_desktop.domain.outside_copies import OutsideCopy


@dataclass(frozen=True, slots=True)
class DueRow:
    """`code` is the pupil's, the case's number, or says which lines; `years` is the term of `category`, 0 for drafts.

    `stops` is why it stays for now, the first reason first. `name` is of somebody at work, for whoever looks before it
    goes; no proof holds it.
    """

    subject_id: str
    code: str
    category: str
    due_on: date
    years: int
    stops: tuple[Finding, ...] = ()
    name: str = ""

    @property
    def who(self) -> str:
        return f"{self.name} ({self.code})" if self.name else self.code


@dataclass(frozen=True, slots=True)
class MadePaper:
    """A file that still says who it was: made by `act` of the meeting or pupil `number`.

    Of a copy with names `number` is its identifier, and `copy` what is known of it by now.
    """

    at: datetime
    act: str
    number: str
    by: str
    copy: OutsideCopy | None = None


@dataclass(frozen=True, slots=True)
class ProofLine:
    """`ground` is how many years were kept, and "usual" or "own"; or "request"."""

    code: str
    category: str
    due_on: date | None
    ground: str
    changed: int


@dataclass(frozen=True, slots=True)
class ProofRow:
    """One run: what went, by whom, and how the books stood."""

    id: str
    number: int
    kind: str
    at: datetime
    by: str
    pupils: int
    changed: int
    entries: int
    chain_head: str


@dataclass(frozen=True, slots=True)
class TakenHome:
    """A copy of a server somebody took to an own computer and has not renewed since; `may_renew` is whether by now."""

    by: str
    at: datetime
    may_renew: bool


@dataclass(frozen=True, slots=True)
class OldCopies:
    """Copies of before something was destroyed still hold it: how many here, and of when the last one is.

    `elsewhere` is who took one to a computer that cannot be seen from here, `own` when whoever asks took one, and can
    say that it is gone by renewing.
    """

    count: int
    last: datetime | None
    elsewhere: tuple[TakenHome, ...] = ()
    own: datetime | None = None

    @property
    def can_renew(self) -> bool:
        return bool(self.count) or self.own is not None

    @property
    def waiting(self) -> int:
        """What somebody can still do something about by the program."""
        return max(self.count, int(self.can_renew)) + sum(one.may_renew for one in self.elsewhere)
