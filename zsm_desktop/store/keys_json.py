"""keys.json: how the key slots of a network look on disk, read with distrust, written with the previous kept."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.files import write_atomically

FORMAT = 1
PREVIOUS = ".vorige"
LARGEST_FILE = 1024 * 1024
MOST_SLOTS = 500

SlotKind = Literal["password", "recovery"]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Kdf:
    """The cost of argon2id; the default takes some 0.15 s and 64 MiB."""

    passes: int = 3
    memory_kib: int = 64 * 1024
    lanes: int = 4

    def require_bounds(self) -> None:
        """A file from elsewhere may not make this computer work for hours; raises RuleError("keys.kdf_bounds")."""
        fits = 1 <= self.lanes <= 16 and 8 * self.lanes <= self.memory_kib <= 512 * 1024
        if not (fits and 1 <= self.passes <= 16 and self.passes * self.memory_kib <= 2 * 1024 * 1024):
            raise RuleError("keys.kdf_bounds", passes=self.passes, memory_kib=self.memory_kib, lanes=self.lanes)


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose slot it is; `role` is a word of `domain.permissions.Role`."""

    user_id: str
    user_name: str
    role: str


@dataclass(frozen=True, slots=True)
class Wrapped:
    nonce: bytes
    data: bytes


@dataclass(frozen=True, slots=True)
class Slot:
    """One way in; without `seal_key` it opens no name."""

    id: str
    kind: SlotKind
    owner: Owner
    kdf: Kdf
    salt: bytes
    check: bytes
    store_key: Wrapped
    seal_key: Wrapped | None


def words_of(slot: Slot) -> dict[str, Any]:
    """What a slot says in the clear; bound into its wrapping, so a new word here means a new FORMAT."""
    return {
        "id": slot.id,
        "kind": slot.kind,
        "user_id": slot.owner.user_id,
        "user_name": slot.owner.user_name,
        "role": slot.owner.role,
        "kdf": {"t": slot.kdf.passes, "m": slot.kdf.memory_kib, "p": slot.kdf.lanes},
    }


def write(path: Path, network_id: str, slots: tuple[Slot, ...]) -> None:
    """The file as it was stays beside it, so that a header lost to a bad disk does not lose the network."""
    if path.is_file():
        write_atomically(previous_of(path), path.read_bytes())
    write_atomically(path, data_of(network_id, slots))


def level(path: Path) -> None:
    """The file kept beside it says the same: no slot that was taken away, and no old password, opens anything there."""
    write_atomically(previous_of(path), path.read_bytes())


def data_of(network_id: str, slots: tuple[Slot, ...]) -> bytes:
    """The whole file."""
    document = {"format": FORMAT, "network_id": network_id, "slots": [slot_document(slot) for slot in slots]}
    return json.dumps(document, indent=1, ensure_ascii=False).encode() + b"\n"


def previous_of(path: Path) -> Path:
    return path.with_name(path.name + PREVIOUS)


def read(path: Path) -> tuple[str, tuple[Slot, ...]]:
    """Network id and slots; raises RuleError("keys.missing"), ("keys.unreadable"), ("keys.damaged"), ("keys.newer")."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except FileNotFoundError as error:
        raise RuleError("keys.missing", path=str(path)) from error
    except OSError as error:
        raise RuleError("keys.unreadable", path=str(path)) from error
    try:
        document = _mapping(json.loads(data.decode()) if len(data) <= LARGEST_FILE else None)
        version = _typed(document, "format", int)
        if version > FORMAT:
            raise RuleError("keys.newer", path=str(path), found=version, known=FORMAT)
        slots = tuple(slot_of(slot) for slot in _typed(document, "slots", list))
        if version != FORMAT or not 1 <= len(slots) <= MOST_SLOTS:
            raise ValueError("not a header of ours")
        return _typed(document, "network_id", str), slots
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise RuleError("keys.damaged", path=str(path)) from error


def slot_document(slot: Slot) -> dict[str, Any]:
    keys = {"store_key": slot.store_key, "seal_key": slot.seal_key}
    wrapped = {
        name: {"nonce": _text(key.nonce), "wrapped": _text(key.data)} for name, key in keys.items() if key is not None
    }
    return words_of(slot) | {"salt": _text(slot.salt), "check": _text(slot.check)} | wrapped


def slot_of(value: object) -> Slot:
    slot = _mapping(value)
    kind = _typed(slot, "kind", str)
    if kind not in get_args(SlotKind):
        raise ValueError("unknown kind of slot")
    kdf = _mapping(slot["kdf"])
    return Slot(
        id=_typed(slot, "id", str),
        kind="password" if kind == "password" else "recovery",
        owner=Owner(_typed(slot, "user_id", str), _typed(slot, "user_name", str), _typed(slot, "role", str)),
        kdf=Kdf(_typed(kdf, "t", int), _typed(kdf, "m", int), _typed(kdf, "p", int)),
        salt=_bytes(slot, "salt", 16),
        check=_bytes(slot, "check", 16),
        store_key=_wrapped(slot["store_key"]),
        seal_key=_wrapped(slot["seal_key"]) if "seal_key" in slot else None,
    )


def _wrapped(value: object) -> Wrapped:
    wrapped = _mapping(value)
    return Wrapped(_bytes(wrapped, "nonce", 12), _bytes(wrapped, "wrapped", 48))


def _mapping(value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise TypeError("an object was expected")
    return value


def _typed(value: Mapping[str, Any], name: str, kind: type[T]) -> T:
    found: T = value[name]
    if type(found) is not kind:
        raise TypeError(f"{name} has the wrong type")
    return found


def _bytes(value: Mapping[str, Any], name: str, length: int) -> bytes:
    try:
        data = base64.b64decode(_typed(value, name, str), validate=True)
    except binascii.Error as error:
        raise ValueError(f"{name} is not base64") from error
    if len(data) != length:
        raise ValueError(f"{name} has the wrong length")
    return data


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
