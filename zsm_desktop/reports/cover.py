"""What stands on the first page of a paper that is read outside."""

from __future__ import annotations

from dataclasses import dataclass

from zsm_desktop.reports.document import Value


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """What somebody who reads nothing else takes along: a figure, what it is of, and how it was before."""

    value: Value
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Cover:
    """A page of its own, instead of title and facts above the text; `lines` stand at its foot."""

    figures: tuple[KeyFigure, ...]
    lines: tuple[str, ...] = ()
