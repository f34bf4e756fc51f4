"""Of which figure "Waarom dit bedrag?" is asked; what does not go together is refused here, whoever asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.spans import Span

SIDES = frozenset({"", "given", "taken", "settled"})
STATUSES = frozenset({"", "entered", "disputed"})


class Kinds(NamedTuple):
    """What accounts of one kind gave to those of another: a kind of school, "school" for all of them, or "fund".

    "" is whoever it was.
    """

    kind: str = ""
    counter_kind: str = ""


EVERYBODY = Kinds()


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose balance, over which months, and what it is narrowed to: "" is not narrowed.

    `side` is "given" or "taken" for one of the two that make a balance, "settled" for what settling moved of it;
    `status` "entered" or "disputed" for what stands beside it, by day of delivery. `kinds` asks for what these gave,
    instead of for a `school`, and only whole. `after` leaves out the lines up to and with the entry of that number; the
    balance stays that of all. `is_standing` asks for what is open at the end of these months: for what the balance was
    added to, and what was settled, as well. Raises RuleError("balance.…") for what does not go together.
    """

    school: str
    span: Span
    counter: str = ""
    offer: str = ""
    sector: str = ""
    after: int = 0
    side: str = ""
    status: str = ""
    kinds: Kinds | None = None
    is_standing: bool = False

    def __post_init__(self) -> None:
        if self.side not in SIDES:
            raise RuleError("balance.side", side=self.side)
        if self.status not in STATUSES:
            raise RuleError("balance.status", status=self.status)
        has_past = bool(self.after) or self.is_standing
        if self.status and (has_past or self.side == "settled"):
            raise RuleError("balance.beside_alone")
        if self.side == "settled" and self.is_narrowed:
            raise RuleError("balance.settled_alone")
        if self.kinds is None:
            if not self.school.strip():
                raise RuleError("balance.whose")
        elif self.school:
            raise RuleError("balance.school_or_kinds")
        elif has_past or any((self.counter, self.offer, self.sector, self.side, self.status)):
            raise RuleError("balance.kinds_alone")

    @property
    def is_narrowed(self) -> bool:
        """To one school, offer or sector: what is settled is settled with all, for everything."""
        return any((self.counter, self.offer, self.sector))

    @property
    def counts_settled(self) -> bool:
        return self.side == "settled" or (self.is_standing and not self.side and not self.is_narrowed)
