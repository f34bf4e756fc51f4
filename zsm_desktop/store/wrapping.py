"""The wrapping of the two keys in one slot: argon2id stretches what the user knows, AES-GCM wraps under it.

Apart from `keys`, so that both libraries are loaded with the first password and not before the first window.
"""

from __future__ import annotations

import hmac
import json
import os
from dataclasses import replace
from hashlib import sha256
from typing import Any, Literal

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.store import keys_json
from zsm_desktop.store.keys import KEY_BYTES, Keys
from zsm_desktop.store.keys_json import Kdf, Owner, Slot, SlotKind, Wrapped

SALT_BYTES = 16
NONCE_BYTES = 12


def wrap(keys: Keys, network_id: str, kind: SlotKind, owner: Owner, secret: bytes, sees_names: bool, kdf: Kdf) -> Slot:
    """A slot that gives these keys to who knows the secret; raises RuleError("seal.no_key")."""
    if sees_names and keys.seal_key is None:
        raise RuleError("seal.no_key")
    salt = os.urandom(SALT_BYTES)
    slot_key, check = _stretch(secret, salt, kdf)
    bare = Slot(os.urandom(8).hex(), kind, owner, kdf, salt, check, Wrapped(b"", b""), None)
    cipher = AESGCM(slot_key)

    def wrapped(key: bytes, purpose: Literal["store", "seal"]) -> Wrapped:
        nonce = os.urandom(NONCE_BYTES)
        return Wrapped(nonce, cipher.encrypt(nonce, key, _bound(bare, network_id, purpose, sees_names)))

    seal_key = wrapped(keys.seal_key, "seal") if sees_names and keys.seal_key is not None else None
    return replace(bare, store_key=wrapped(keys.store_key, "store"), seal_key=seal_key)


def unwrap(slot: Slot, network_id: str, secret: bytes) -> Keys | None:
    """None when the secret is not this slot's; raises RuleError("keys.tampered", user_name)."""
    slot_key, check = _stretch(secret, slot.salt, slot.kdf)
    if not hmac.compare_digest(check, slot.check):
        return None
    cipher = AESGCM(slot_key)
    sees_names = slot.seal_key is not None

    def opened(wrapped: Wrapped, purpose: Literal["store", "seal"]) -> bytes:
        return cipher.decrypt(wrapped.nonce, wrapped.data, _bound(slot, network_id, purpose, sees_names))

    try:
        store_key = opened(slot.store_key, "store")
        seal_key = None if slot.seal_key is None else opened(slot.seal_key, "seal")
    except InvalidTag as error:
        raise RuleError("keys.tampered", user_name=slot.owner.user_name) from error
    owner = slot.owner
    return Keys(store_key, seal_key, owner.user_id, slot.kind, owner.user_name, owner.role, network_id)


def _stretch(secret: bytes, salt: bytes, kdf: Kdf) -> tuple[bytes, bytes]:
    """The key that wraps, and a check that tells a wrong password from a changed slot.

    Both are halves of one argon2 output, so the check is no cheaper to guess against than the wrapping itself.
    """
    kdf.require_bounds()
    stretched = hash_secret_raw(secret, salt, kdf.passes, kdf.memory_kib, kdf.lanes, 2 * KEY_BYTES, Type.ID)
    return stretched[:KEY_BYTES], sha256(stretched[KEY_BYTES:]).digest()[:SALT_BYTES]


def _bound(slot: Slot, network_id: str, purpose: Literal["store", "seal"], sees_names: bool) -> bytes:
    """Everything the slot says beside its keys, and which of the two keys this is."""
    said: dict[str, Any] = keys_json.words_of(slot)
    said |= {"network_id": network_id, "purpose": purpose, "sees_names": sees_names}
    return json.dumps(said, sort_keys=True, ensure_ascii=True, separators=(",", ":")).encode()
