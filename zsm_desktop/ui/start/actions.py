"""What the start window asks of app.py; the window itself opens nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from zsm_desktop.domain.backups import Loss
from zsm_desktop.ui.departure import ShareActs
from zsm_desktop.ui.parts.recovery import RecoveryActs
from zsm_desktop.ui.work import Progress

DAMAGED = frozenset(
    {"keys.damaged", "keys.missing", "store.damaged", "store.empty_database", "store.no_database",
     "store.not_encrypted", "store.short_database"}
)  # fmt: skip
"""A network of which this is said will not open any more."""
NOT_SURE = frozenset({"leave.used", "leave.not_seen", "leave.not_written"})


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
    server: str = ""
    """Where it is, for a network on a server."""
    taken: TakenHere | None = None
    remembers: bool = False
    """Its password is in the keyring of this computer."""
    is_half_moved: bool = False
    """It was going to a server, and whether it arrived is not known here."""
    note: str = ""
    """A sentence to tell it from another one that looks the same."""
    aside_for: Path | None = None
    """It was set aside, and goes on in that folder."""
    left: str = ""
    """It was made ready for another computer: what is known of it there, in a sentence."""
    is_damaged: bool = False
    """It will not open; a copy of it may."""
    may_come_here: bool = False
    """It lies where a network may not be opened, and can be copied to this computer."""


class TakenHere(NamedTuple):
    """A meeting that was taken along to this computer, to open without a line."""

    words: str
    is_old: bool


class NewNetwork(NamedTuple):
    folder: Path
    name: str
    region: str
    user: str
    password: str
    profile: str = "zeeland"
    """One of those that ship, by its code."""


class Joining(NamedTuple):
    """`address` as the secretary gave it, `ca_file` "" unless the server has a certificate of its own."""

    address: str
    ca_file: str
    password: str
    remember: bool = False


class Opened(NamedTuple):
    """`desk` goes to app.py as it came; `recovery_key` only for a network just made, `password` for the sample.

    `trouble` is a sentence about what did not go well beside the opening.
    """

    desk: Any
    network: NetworkAt
    recovery_key: str = ""
    password: str = ""
    trouble: str = ""
    second_backup_place: str | None = None
    """What was chosen on the way here; None where that was not asked."""


class FirstActs(Protocol):
    """The road to a new network, and where it was left. What makes one may take seconds beside the GUI thread."""

    def profiles(self) -> list[tuple[str, str, str]]:
        """Code, name and what it is for, of each that ships, the usual one first."""
        ...

    def folder_for(self, name: str, place: Path | None = None) -> Path:
        """Where a new network of this name would be kept, or in `place`."""
        ...

    def require_free(self, folder: Path) -> None:
        """Raises RuleError where none can be made: something is there, or the disk is not this computer's own."""
        ...

    def create(self, new: NewNetwork) -> Opened: ...

    def open_steps(self, opened: Opened) -> tuple[str, ...]:
        """What was left open after it was made, and this user may do: "sheet", "schools", "body", "copies"."""
        ...

    def settle(self, opened: Opened, step: str, *, later: bool = False) -> None:
        """It was done, or left for later."""
        ...

    def recovery(self, opened: Opened) -> RecoveryActs: ...

    def second_backup_place(self) -> str:
        """As this computer keeps it."""
        ...

    def is_same_disk(self, folder: Path, other: Path) -> bool: ...


class CopyRow(NamedTuple):
    """A reserve copy; `at` is on the clock on the wall, `users` are who had a password then."""

    path: Path
    at: datetime
    why: str
    places: tuple[str, ...]
    size: int
    users: tuple[str, ...] = ()


class Looked(NamedTuple):
    """The newest copy that is whole, None where none is, which newer ones are damaged, and how many did not open.

    `user` is whose password it is, which a damaged network cannot say; "" where that is not known either.
    """

    good: Path | None
    damaged: tuple[Path, ...] = ()
    locked: int = 0
    user: str = ""


class PuttingBack(NamedTuple):
    """`folder` is of the present network, None where nobody knows of one; `user` as at unlocking.

    `is_move`: it comes from another computer, to go on with here.
    """

    copy: CopyRow
    folder: Path | None
    password: str
    user: str = ""
    set_aside: bool = True
    is_move: bool = False


class Compared(NamedTuple):
    """`loss` is None where there is nothing to compare with, and `why` says so; `place` is where it would come.

    `folder` is that of the network it was compared with and may go aside for it, which is not that of every copy.
    """

    loss: Loss | None
    why: str
    place: str
    folder: Path | None = None
    may_go_aside: bool = False


class CopyActs(Protocol):
    """The lists answer at once, the others take seconds beside the GUI thread; all raise RuleError."""

    def of_network(self, folder: Path) -> list[CopyRow]: ...

    def in_place(self, place: Path) -> list[CopyRow]: ...

    def at(self, file: Path) -> CopyRow:
        """The copy in a file, whatever it is called now; raises RuleError where it has no keys beside it."""
        ...

    def arriving(self, place: Path) -> tuple[list[CopyRow], Path | None]:
        """Of a network that comes from another computer; and its folder, where the same one is used here."""
        ...

    def last_good(self, rows: list[CopyRow], password: str, user: str, progress: Progress) -> Looked:
        """Looks through the newest, and then through older ones until one is whole.

        Raises RuleError("keys.wrong_password") and ("user.unknown", name) where it opens none of them.
        """
        ...

    def compare(self, asked: PuttingBack) -> Compared: ...

    def put_back(self, asked: PuttingBack, progress: Progress) -> Opened: ...

    def look_into(self, asked: PuttingBack) -> Opened: ...

    def use_again(self, folder: Path, *, is_sure: bool = False) -> None:
        """Of one that was set aside, or made ready for another computer.

        Raises RuleError of `NOT_SURE` while it may be in use there too, unless somebody `is_sure` that it is not.
        """
        ...


class KeyringActs(Protocol):
    """All may take seconds, beside the GUI thread: the keyring may first ask its owner to unlock it."""

    def has_keyring(self) -> bool: ...

    def remember(self, folder: Path, password: str) -> None:
        """Raises RuleError when it was not taken."""
        ...

    def forget(self, folder: Path) -> None:
        """Raises RuleError when it is still there."""
        ...


class StartActions(Protocol):
    """What opens, makes or joins a network may take seconds beside the GUI thread; the others answer at once, in it.

    All raise RuleError: "keys.*" rules are shown at the field for the password, others above the form.
    """

    copies: CopyActs
    wait: Callable[[Path], int]
    """Seconds until a password for the network in a folder is looked at again, after wrong ones."""

    @property
    def keyring(self) -> KeyringActs: ...

    @property
    def first(self) -> FirstActs: ...

    def known(self) -> list[NetworkAt]:
        """The networks of this computer, the last one opened first."""
        ...

    def look(self, folder: Path) -> NetworkAt:
        """What lies in a folder the user pointed at; raises RuleError when it is no network."""
        ...

    def restore_keys(self, folder: Path) -> NetworkAt:
        """Puts the previous key file back; the passwords are then those of that time."""
        ...

    def unlock(self, folder: Path, password: str, user: str = "", progress: Progress | None = None) -> Opened:
        """As this user; without a name every password is tried. Without a password it is the one in the keyring.

        One of there that is wrong is forgotten: "keyring.outdated". It steps only while a network of an older version
        is brought up to date, and may then be stopped.
        """
        ...

    def bring_here(self, folder: Path, password: str, user: str, progress: Progress) -> Opened:
        """Opens a checked copy, on this computer, of one that lies where it may not be opened."""
        ...

    def unlock_taken(self, folder: Path, password: str) -> Opened:
        """Opens what was taken along of it, and without a password as `unlock` does; no server is asked.

        Its password is that of then: one of the keyring that is wrong here is not forgotten.
        """
        ...

    def drop_taken(self, folder: Path) -> NetworkAt:
        """Takes that off this computer."""
        ...

    def check_address(self, text: str) -> None:
        """Raises RuleError for what is no address of a network on a server."""
        ...

    def half_moved(self, folder: Path) -> ShareActs:
        """What goes on with a move that broke off."""
        ...

    def join(self, asked: Joining, progress: Progress) -> Opened:
        """Opens a network on a server, and only if that works keeps where it is; may be stopped before that."""
        ...

    def recover(self, folder: Path, recovery_key: str, password: str, owner: tuple[str, str] = ("", "")) -> Opened:
        """Opens with the printed key and sets a new password; on a server with the database owner's login as well."""
        ...

    def make_sample(self, progress: Progress) -> Opened: ...
