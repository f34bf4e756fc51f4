"""Identifiers: UUID version 7 (RFC 9562), so that rows made later sort later."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from random import SystemRandom

RandomBits = Callable[[int], int]

system_bits: RandomBits = SystemRandom().getrandbits


def uuid7(at: datetime, random_bits: RandomBits = system_bits) -> str:
    """A new identifier for something made at `at`; the sample hands in its own random source."""
    milliseconds = int(at.timestamp() * 1000) & 0xFFFFFFFFFFFF
    value = milliseconds << 80 | 0x7 << 76 | random_bits(12) << 64 | 0b10 << 62 | random_bits(62)
    digits = f"{value:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
