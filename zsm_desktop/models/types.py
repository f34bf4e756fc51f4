"""Column types that keep a wrong value out: money is an int, a sealed column takes sealed bytes only."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, Dialect, Integer, LargeBinary, String
from sqlalchemy.types import TypeDecorator

from zsm_desktop.domain.sealed import SealedBytes

Id = String(36)
Code = String(40)
Short = String(80)
Long = String(400)
RowNumber = BigInteger().with_variant(Integer, "sqlite")
"""A running number: 64 bits everywhere, and SQLite's own row id where it is the primary key."""


class WholeNumber(TypeDecorator[int]):
    """An integer that refuses floats, bools and text instead of rounding them quietly."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: int | None, dialect: Dialect) -> int | None:
        if value is not None and type(value) is not int:
            raise TypeError(f"{type(self).__name__} takes an int, not {type(value).__name__}")
        return value


class Cents(WholeNumber):
    """Money in whole eurocents."""

    cache_ok = True


class Quantity(WholeNumber):
    """A quantity in whole hundredths of its unit."""

    cache_ok = True


class Sealed(TypeDecorator[SealedBytes]):
    """A value under the second key; plain text is refused, so nothing can reach the disk unsealed by accident."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: SealedBytes | None, dialect: Dialect) -> bytes | None:
        if value is not None and not isinstance(value, SealedBytes):
            raise TypeError("a sealed column takes SealedBytes")
        return value

    def process_result_value(self, value: Any | None, dialect: Dialect) -> SealedBytes | None:
        return None if value is None else SealedBytes(value)


class UtcTime(TypeDecorator[datetime]):
    """A moment, kept as ISO text in UTC with seconds, so that it sorts and reads the same on every engine."""

    impl = String(25)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        return None if value is None else utc_text(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


def utc_text(value: datetime) -> str:
    if value.tzinfo is None:
        raise TypeError("a moment needs its time zone")
    return value.astimezone(UTC).isoformat(timespec="seconds")
