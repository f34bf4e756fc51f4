"""Who can open a network: two random keys, wrapped once for every user and once for the printed recovery key.

The first key opens the database, the second the sealed columns; a slot of a role that may not see names holds no copy
of the second. Everything a slot says (user, role, cost) is bound into its wrapping, so that a changed word shows.

What this cannot do: take a key back from someone who had it. Removing a slot closes the door for who has only the
password; who kept an old copy of the whole folder can still open that copy.
"""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from zsm_desktop.domain import passwords
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.store import keys_json, recovery
from zsm_desktop.store.keys_json import Kdf, Owner, Slot, SlotKind

__all__ = ["Kdf", "KeyFile", "Keys", "Owner", "Slot", "SlotKind"]

KEY_BYTES = 32
SHORTEST_PASSWORD = passwords.SHORTEST


@dataclass(frozen=True, slots=True)
class Keys:
    """What an unlocked slot gives; who, in what role and how is vouched for by the wrapping itself."""

    store_key: bytes = field(repr=False)
    seal_key: bytes | None = field(repr=False)
    user_id: str
    slot_kind: SlotKind
    user_name: str
    role: str
    network_id: str
    login: str = field(default="", repr=False)
    """What the own login on a server asks for; "" for a network in a file."""

    @property
    def mark(self) -> str:
        """Tells these keys of a network from later ones, and says nothing of what they are."""
        return hashlib.sha256(b"zsm keys\x00" + self.store_key).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The header of one network; every change gives a new value, which `write` puts on disk.

    A server shows everyone but the secretary the own slot only; then it is not whole. `read_as` is what was there when
    it was read: only what differs from it is written back, for others change theirs meanwhile.
    """

    network_id: str
    slots: tuple[Slot, ...]
    is_whole: bool = True
    read_as: tuple[Slot, ...] = field(default=(), compare=False, repr=False)

    @classmethod
    def new(cls, network_id: str, owner: Owner, password: str, kdf: Kdf | None = None) -> tuple[KeyFile, Keys]:
        """Fresh random keys with a first user, who may see names."""
        store_key, seal_key = os.urandom(KEY_BYTES), os.urandom(KEY_BYTES)
        keys = Keys(store_key, seal_key, owner.user_id, "password", owner.user_name, owner.role, network_id)
        return cls(network_id, ()).with_password(keys, owner, password, sees_names=True, kdf=kdf), keys

    @property
    def users(self) -> tuple[Owner, ...]:
        """Who has a password, as the file says; only unlocking proves it."""
        return tuple(slot.owner for slot in self.slots if slot.kind == "password")

    def with_password(
        self, keys: Keys, owner: Owner, password: str, *, sees_names: bool, kdf: Kdf | None = None
    ) -> KeyFile:
        """Add the user, or replace the user's password, name or role.

        Raises RuleError("keys.password_short", least) or, when names are to be given by someone without the second
        key, RuleError("seal.no_key").
        """
        if len(unicodedata.normalize("NFC", password)) < SHORTEST_PASSWORD:
            raise RuleError("keys.password_short", least=SHORTEST_PASSWORD)
        from zsm_desktop.store.wrapping import wrap

        slot = wrap(keys, self.network_id, "password", owner, password_bytes(password), sees_names, kdf or Kdf())
        others = [old for old in self.slots if old.kind != "password" or old.owner.user_id != owner.user_id]
        return replace(self, slots=self._with_names_kept((*others, slot)))

    def with_recovery(self, keys: Keys, owner: Owner, kdf: Kdf | None = None) -> tuple[KeyFile, str]:
        """A new recovery key, as text to print; an earlier one stops working. Raises RuleError("seal.no_key")."""
        from zsm_desktop.store.wrapping import wrap

        secret = os.urandom(recovery.KEY_BYTES)
        slot = wrap(keys, self.network_id, "recovery", owner, secret, True, kdf or Kdf())
        others = [old for old in self.slots if old.kind != "recovery"]
        return replace(self, slots=(*others, slot)), recovery.printed(secret)

    def without_user(self, user_id: str) -> KeyFile:
        """Close the door for a user's password; the printed recovery key stays valid.

        Raises RuleError("keys.unknown_user", user_id) and, when nobody with a password could open the names any
        more, RuleError("keys.last_slot").
        """
        kept = tuple(slot for slot in self.slots if slot.kind != "password" or slot.owner.user_id != user_id)
        if len(kept) == len(self.slots):
            raise RuleError("keys.unknown_user", user_id=user_id)
        return replace(self, slots=self._with_names_kept(kept))

    def unlock(self, password: str, user_id: str | None = None) -> Keys:
        """The keys for this password; without `user_id` every user's slot is tried, some 0.15 s each.

        Raises RuleError("keys.wrong_password"), ("keys.unknown_user", user_id), ("keys.tampered", user_name) for a
        slot whose password is right but whose words were changed, or ("keys.kdf_bounds").
        """
        slots = [slot for slot in self.slots if slot.kind == "password"]
        if user_id is not None:
            slots = [slot for slot in slots if slot.owner.user_id == user_id]
            if not slots:
                raise RuleError("keys.unknown_user", user_id=user_id)
        return self._first(slots, lambda: RuleError("keys.wrong_password"), password_bytes(password))

    def recover(self, text: str) -> Keys:
        """The keys for the printed recovery key; raises RuleError("recovery.…") and ("keys.wrong_recovery")."""
        slots = [slot for slot in self.slots if slot.kind == "recovery"]
        return self._first(slots, lambda: RuleError("keys.wrong_recovery"), recovery.read(text))

    def _first(self, slots: Iterable[Slot], refusal: Callable[[], RuleError], secret: bytes) -> Keys:
        from zsm_desktop.store.wrapping import unwrap

        for slot in slots:
            keys = unwrap(slot, self.network_id, secret)
            if keys is not None:
                return keys
        raise refusal()

    def _with_names_kept(self, slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
        if self.is_whole and not any(slot.kind == "password" and slot.seal_key is not None for slot in slots):
            raise RuleError("keys.last_slot")
        return slots

    @classmethod
    def read(cls, path: Path) -> KeyFile:
        """Raises RuleError("keys.missing"), ("keys.damaged") or ("keys.newer"), each with path."""
        return cls(*keys_json.read(path))

    def write(self, path: Path) -> None:
        """Put this header on disk, the previous one beside it; raises as `domain.files.write_atomically`."""
        keys_json.write(path, self.network_id, self.slots)


def password_bytes(password: str) -> bytes:
    """One way of writing é, whatever keyboard typed it."""
    return unicodedata.normalize("NFC", password).encode()
