"""What a computer keeps of a network on a server: where it is and whose login is used there, never a password."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.files import write_atomically
from zsm_desktop.domain.json_text import read_json
from zsm_desktop.store.keys import Keys
from zsm_desktop.store.postgres.address import Address
from zsm_desktop.store.postgres.logins import login_name, login_secret
from zsm_desktop.store.postgres.place import ServerPlace

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Known:
    """`user_name` is who the login belongs to, as far as that is known: shown before anything is opened.

    `remembers` says that the password is in the keyring of this computer.
    """

    address: Address
    user_name: str = ""
    remembers: bool = False

    @classmethod
    def read(cls, path: Path) -> Known:
        """Raises RuleError("server.file_damaged", path) and ("server.file_newer", path)."""
        try:
            document: dict[str, Any] = read_json(path)
            if int(document["format"]) > FORMAT:
                raise RuleError("server.file_newer", path=str(path))
            remembers = document.get("remembers") is True
            return cls(Address.of(document["address"]), str(document["user_name"]), remembers)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise RuleError("server.file_damaged", path=str(path)) from error

    def write(self, path: Path) -> None:
        document = {
            "format": FORMAT,
            "address": self.address.document(),
            "user_name": self.user_name,
            "remembers": self.remembers,
        }
        write_atomically(path, json.dumps(document, indent=1, ensure_ascii=False).encode() + b"\n")

    def place(self, secret: str, *, is_read_only: bool = False) -> ServerPlace:
        """To log in; to work there, `place_for`."""
        return ServerPlace(self.address, is_read_only, secret)

    def place_for(self, keys: Keys, *, is_read_only: bool = False) -> ServerPlace:
        return ServerPlace(self.address, is_read_only, keys.login, key_mark=keys.mark)

    def unlock(self, password: str, user_name: str | None) -> Keys:
        """The login first, with its own branch of the password; then the own slot. Raises as `opening.unlock`."""
        secret = login_secret(password, self.address.user)
        header = self.place(secret).header()
        own = [owner for owner in header.users if login_name(owner.user_id) == self.address.user]
        if not own:
            raise RuleError("server.empty", path=self.address.shown)
        if user_name is not None and user_name.casefold() not in (
            self.user_name.casefold(),
            own[0].user_name.casefold(),
        ):
            raise RuleError("user.unknown", name=user_name)
        return replace(header.unlock(password, own[0].user_id), login=secret)
