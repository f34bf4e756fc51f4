"""Identifiers: UUID version 7 (RFC 9562), so that rows made later sort later."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from random import SystemRandom
from threading import Lock

RandomBits = Callable[[int], int]

system_bits: RandomBits = SystemRandom().getrandbits


def uuid7(at: datetime, random_bits: RandomBits = system_bits) -> str:
    """A new identifier for something made at `at`; the sample hands in its own random source."""
    milliseconds = int(at.timestamp() * 1000) & 0xFFFFFFFFFFFF
    return _text(milliseconds << 80 | 0x7 << 76 | random_bits(12) << 64 | 0b10 << 62 | random_bits(62))


class Rising:
    """What one source made later sorts later, within a millisecond too (§6.2); safe from any thread."""

    def __init__(self, random_bits: RandomBits = system_bits) -> None:
        self._random_bits = random_bits
        self._last = 0
        self._lock = Lock()

    def new(self, at: datetime) -> str:
        value = int(uuid7(at, self._random_bits).replace("-", ""), 16)
        with self._lock:
            if value <= self._last and value >> 80 == self._last >> 80:
                value = self._last + 1
            self._last = value
        return _text(value)


NewId = Callable[[datetime], str]

new_id: NewId = Rising().new
"""Of this program."""


def made_at(row_id: str) -> datetime:
    """The moment that is in an identifier of `uuid7`."""
    return datetime.fromtimestamp(int(row_id.replace("-", "")[:12], 16) / 1000, UTC)


def _text(value: int) -> str:
    digits = f"{value:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
