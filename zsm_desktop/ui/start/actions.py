"""What the start window asks of app.py; the window itself opens nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple, Protocol

from zsm_desktop.ui.work import Progress


class NetworkAt(NamedTuple):
    """A network this computer knows; `name` is "" while it is locked, for the name is kept inside.

    `trouble` is a sentence when it cannot be opened now (already open, damaged)."""

    folder: Path
    name: str
    trouble: str = ""
    users: tuple[str, ...] = ()
    """Who has a password here, as the key slots say; the one who made it first."""
    has_previous_keys: bool = False
    """The key file is lost, but the one before its last change is still there."""


class NewNetwork(NamedTuple):
    folder: Path
    name: str
    region: str
    user: str
    password: str


class Opened(NamedTuple):
    """`desk` goes to app.py as it came; `recovery_key` only for a network just made, `password` for the sample."""

    desk: Any
    network: NetworkAt
    recovery_key: str = ""
    password: str = ""


class StartActions(Protocol):
    """`known`, `look` and `restore_keys` answer at once, in the GUI thread; the others may take seconds beside it.

    All raise RuleError: "keys.*" rules are shown at the field for the password, others above the form.
    """

    def known(self) -> list[NetworkAt]:
        """The networks of this computer, the last one opened first."""
        ...

    def look(self, folder: Path) -> NetworkAt:
        """What lies in a folder the user pointed at; raises RuleError when it is no network."""
        ...

    def restore_keys(self, folder: Path) -> NetworkAt:
        """Puts the previous key file back; the passwords are then those of that time."""
        ...

    def folder_for(self, name: str) -> Path:
        """Where a new network of this name would be kept."""
        ...

    def unlock(self, folder: Path, password: str, user: str = "") -> Opened:
        """As this user; without a name every password is tried."""
        ...

    def recover(self, folder: Path, recovery_key: str, password: str) -> Opened:
        """Opens with the printed key and sets a new password."""
        ...

    def create(self, new: NewNetwork) -> Opened: ...

    def make_sample(self, progress: Progress) -> Opened: ...
