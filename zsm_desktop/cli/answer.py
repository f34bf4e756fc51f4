"""What a command gives back: a document for programs, lines for people, and whether the answer is "in order"."""

from __future__ import annotations

from dataclasses import dataclass

DONE = 0
NOT_IN_ORDER = 1
REFUSED = 2
NO_ENTRY = 3
"""No such store, or a wrong password."""


@dataclass(frozen=True, slots=True)
class Answer:
    """`document` is what --json prints; `lines` go to standard output without it, `remarks` to standard error."""

    document: object
    lines: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    status: int = DONE
