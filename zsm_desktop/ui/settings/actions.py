"""What the settings room asks of app.py: a user's row and key slot belong together, and only app.py knows both."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple, Protocol

from zsm_desktop.domain.permissions import Role
from zsm_desktop.services.changes import Changes
from zsm_desktop.ui.departure import Departure, ShareActs
from zsm_desktop.ui.parts.recovery import RecoveryActs
from zsm_desktop.ui.work import Progress
from zsm_desktop.words.addresses import Entry


class PeopleActs(Protocol):
    """All raise RuleError; "keys.*" rules are shown at the field for the password."""

    def add(self, name: str, role: Role, school_id: str | None, password: str) -> Changes: ...

    def edit(self, user_id: str, version: int, name: str, role: Role, school_id: str | None, password: str) -> Changes:
        """Without a password the one there was stays; "user.new_password" where it cannot."""
        ...

    def retire(self, user_id: str) -> Changes: ...

    def without_entry(self) -> frozenset[str]:
        """Of users who are let in but have no password yet, as far as this user may know."""
        ...

    def change_password(self, old: str, new: str) -> None:
        """Of who is at the desk now."""
        ...


class PlaceFacts(NamedTuple):
    """`server` and `login` are "" for a network in a file of this computer.

    `remembers`: the password is in the keyring of this computer.
    """

    folder: Path
    server: str = ""
    login: str = ""
    remembers: bool = False


class PlaceActs(ShareActs, Protocol):
    """All raise RuleError; only a secretary may move the network and see the addresses."""

    def facts(self) -> PlaceFacts: ...

    def forget_password(self) -> None:
        """Takes it out of the keyring of this computer; may take seconds."""
        ...

    def also_here(self) -> Sequence[str]:
        """The others who are in the network on its server now."""
        ...

    def fetch(self) -> Departure: ...

    def leave(self, place: Path) -> Departure:
        """Makes it ready at that place for another computer; nothing is changed before the departure."""
        ...

    def addresses(self) -> Sequence[Entry]: ...


class Publishing(NamedTuple):
    """A copy to read elsewhere: `password` is that of the copy.

    With names `until` is by when it is to be gone, and `own_password` that of who makes it; else they are not asked.
    """

    to: str
    reason: str
    password: str
    with_names: bool = False
    until: date | None = None
    own_password: str = ""


class KeyActs(RecoveryActs, Protocol):
    """All raise RuleError; only who manages users may do them. Where a password is asked, it is the own one."""

    def printed_owner(self) -> str:
        """Whom the printed key lets in, by user id; "" where there is none."""
        ...

    def new_printed(self, password: str) -> str:
        """The new key, to print now; the one before opens nothing any more."""
        ...

    def others(self) -> Sequence[str]:
        """Who will need a new password after `renew`, by name."""
        ...

    def also_here(self) -> Sequence[str]:
        """The others who are in the network on its server now."""
        ...

    def renew(self, password: str, owner: tuple[str, str] = ("", "")) -> Departure:
        """Tries what can be tried without changing anything; the rest is the departure's.

        `owner` is the address and the password of the owner of the database, for a network on a server.
        """
        ...

    def require_publishable(self, asked: Publishing) -> None:
        """Raises what `publish` would refuse of a copy with names before it does anything."""
        ...

    def publish(self, asked: Publishing, folder: Path, progress: Progress) -> Path:
        """A new folder in this one, which is returned; asks the own password for one with names. May be stopped."""
        ...
