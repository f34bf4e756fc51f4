"""What is told of a problem with the program: facts about the program and the computer, and nothing about anybody.

Only what the user wrote may hold more: names of pupils go out of it where this user may know them, others stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

NOTHING = "Geen fout bewaard sinds het programma begon."
HEAD = "Melding van een probleem met Maatwerk"
TOLD = "Wat er gebeurde"
PROMISE = (
    f"Behalve onder “{TOLD}” staan in deze melding geen namen, geen teksten en geen bedragen. "
    "Er is niets vanzelf verstuurd."
)


class Place(NamedTuple):
    """A step on the way to an error; `file` within the package."""

    file: str
    line: int
    function: str


class Fault(NamedTuple):
    """`kinds`: of the error and of what caused it."""

    kinds: tuple[str, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class FaultReport:
    """`told` is what the user wrote, without the names that could be taken out; `facts` are words and what they say."""

    told: str
    facts: Sequence[tuple[str, str]]
    faults: Sequence[Fault]


def report_text(problem: FaultReport) -> str:
    """As it is shown, saved and copied; lines end as everywhere here."""
    lines = [HEAD, "", TOLD, problem.told.strip() or "(niets ingevuld)", "", "Programma en computer"]
    lines += [f"- {words}: {said}" for words, said in problem.facts]
    lines += ["", "Laatste fouten"]
    for number, fault in enumerate(reversed(problem.faults), start=1):
        lines.append(f"{number}. {' ← '.join(fault.kinds)}")
        lines += [f"     {place.file}:{place.line} {place.function}" for place in fault.places]
    if not problem.faults:
        lines.append(NOTHING)
    return "\n".join([*lines, "", PROMISE, ""])


def about(number: int) -> str:
    """How many there are, so roughly that it tells of nobody."""
    for most in (0, 4, 50, 500, 5_000, 50_000):
        if number <= most:
            return {0: "geen", 4: "minder dan 5"}.get(most, f"hoogstens {most}")
    return "meer dan 50000"
