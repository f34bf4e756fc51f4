"""Voting: who may, how it is counted, and when something is decided by it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from zsm_desktop.domain.errors import RuleError


class Voice(StrEnum):
    FOR = "for"
    AGAINST = "against"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Count:
    in_favour: int
    against: int
    blank: int

    @property
    def is_carried(self) -> bool:
        """More for than against: a blank vote is no vote cast, as in article 2:38 of the Burgerlijk Wetboek."""
        return self.in_favour > self.against


def counted(voices: Iterable[Voice]) -> Count:
    all_ = list(voices)
    return Count(*(all_.count(voice) for voice in Voice))


def require_carried(may_vote: Mapping[str, str], voices: Mapping[str, Voice]) -> Count:
    """The count of a vote in which everybody who may has voted and most of what was cast is for.

    `may_vote` is organisation → name of who votes for it. Raises RuleError("vote.nobody", "vote.may_not",
    "vote.incomplete", "vote.rejected").
    """
    if not may_vote:
        raise RuleError("vote.nobody")
    if voices.keys() - may_vote.keys():
        raise RuleError("vote.may_not")
    silent = sorted(name for organisation, name in may_vote.items() if organisation not in voices)
    if silent:
        raise RuleError("vote.incomplete", names=", ".join(silent))
    count = counted(voices.values())
    if not count.is_carried:
        raise RuleError("vote.rejected", in_favour=count.in_favour, against=count.against, blank=count.blank)
    return count
