"""Sealing of single values under the network's second key, which directors and readers do not hold."""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.sealed import SealedBytes

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION = b"\x01"
_NONCE = 12
_TAG = 16
_STEP = 16
_END = b"\x80"


class Sealer:
    """Seals and opens values; one sealed for a table, row and column opens nowhere else, so none can be swapped."""

    def __init__(self, seal_key: bytes | None) -> None:
        self._seal_key = seal_key

    def __repr__(self) -> str:
        return f"Sealer(may_open={self.may_open})"

    @property
    def may_open(self) -> bool:
        return self._seal_key is not None

    @cached_property
    def _cipher(self) -> AESGCM:
        """The library is loaded with the first sealed value. Raises RuleError("seal.no_key")."""
        if self._seal_key is None:
            raise RuleError("seal.no_key")
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        return AESGCM(self._seal_key)

    def seal(self, table: str, row_id: str, column: str, text: str) -> SealedBytes:
        """Raises RuleError("seal.no_key")."""
        cipher = self._cipher
        nonce = os.urandom(_NONCE)
        return SealedBytes(VERSION + nonce + cipher.encrypt(nonce, _pad(text), _place(table, row_id, column)))

    def open(self, table: str, row_id: str, column: str, value: bytes) -> str:
        """Raises RuleError("seal.no_key") or, for a value that was changed or moved here, RuleError("seal.broken")."""
        cipher = self._cipher
        if value[:1] != VERSION or len(value) < 1 + _NONCE + _TAG:
            raise RuleError("seal.broken", table=table, row_id=row_id, column=column)
        from cryptography.exceptions import InvalidTag

        try:
            padded = cipher.decrypt(value[1 : 1 + _NONCE], value[1 + _NONCE :], _place(table, row_id, column))
        except InvalidTag as error:
            raise RuleError("seal.broken", table=table, row_id=row_id, column=column) from error
        return padded.rstrip(b"\x00")[: -len(_END)].decode()


def _pad(text: str) -> bytes:
    """To a whole number of 16 bytes: who holds only the first key does not learn how long a name is."""
    data = text.encode() + _END
    return data + bytes(-len(data) % _STEP)


def _place(table: str, row_id: str, column: str) -> bytes:
    return f"{table}\x1f{column}\x1f{row_id}".encode()
