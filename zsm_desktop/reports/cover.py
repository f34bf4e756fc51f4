"""What stands on the first page of a paper that is read outside."""

from __future__ import annotations

from dataclasses import dataclass, field

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


@dataclass(frozen=True, slots=True)
class Letter:
    """Makes the first page a letter: the receiver stands in the window of a C5/6 envelope, the facts beside it.

    `about` are lines on the sender, `colour` its own ("#1F6F5C"), `mark` a word across every page. The facts of the
    document itself are left out on paper, since they stand here.
    """

    sender: str
    about: tuple[str, ...]
    return_line: str
    receiver: tuple[str, ...]
    colour: str = ""
    logo: bytes = field(default=b"", repr=False)
    mark: str = ""
