"""What the settings ask of the program for when their window is closed: the network goes elsewhere.

Nobody may write in it meanwhile, so its desk is closed first; the start window follows what comes of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from zsm_desktop.ui.work import Progress
from zsm_desktop.words.addresses import Entry


class Arrived(NamedTuple):
    """`where` is in words; `open` gives what `StartWindow.opened` carries, and may raise RuleError.

    `title`, `proof` and `need` are said in the place of what is said of a network that moved. With `steps` it goes on
    somewhere else: there is nothing to open here, and these are what is left to do.
    """

    where: str
    folder: Path
    rows: int
    entries: int
    chain_head: str
    given_cents: int
    without_entry: Sequence[Entry]
    open: Callable[[], Any]
    title: str = ""
    proof: str = ""
    need: str = ""
    steps: Sequence[str] = ()


class Departure(NamedTuple):
    """`job` may be stopped until all is there and equal; `back` opens the network where it was.

    `stopped` is said after that.
    """

    title: str
    job: Callable[[Progress], Arrived]
    back: Callable[[], Any]
    stopped: str = ""


class ToCopies(NamedTuple):
    """The window closes to put a copy of the network in `folder` back."""

    folder: Path


class Sharing(NamedTuple):
    """`address` and `owner_password` are of the owner of the empty database, `password` is one's own."""

    address: str
    ca_file: str
    owner_password: str
    password: str


class ShareActs(Protocol):
    """Both raise RuleError; only a secretary may move the network."""

    def check_address(self, text: str) -> None: ...

    def share(self, asked: Sharing) -> Departure:
        """Tries all that can be tried without changing anything, which takes seconds; the rest is the departure's."""
        ...
