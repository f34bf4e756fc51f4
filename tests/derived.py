"""Stretching a password takes as long as it was made to: here the same password and salt are stretched once a run."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import argon2.low_level
import pytest

from zsm_desktop.store import keys, wrapping
from zsm_desktop.store.keys import Kdf

OWN = argon2.low_level.hash_secret_raw
CHEAP = Kdf(passes=1, memory_kib=8, lanes=1)


@pytest.fixture(scope="session", autouse=True)
def stretched_once() -> Iterator[None]:
    """What comes out is the same; new slots, which keep their cost beside them, are made cheap."""
    once = cache(OWN)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(argon2.low_level, "hash_secret_raw", once)
        patch.setattr(wrapping, "hash_secret_raw", once)
        patch.setattr(keys, "Kdf", lambda **cost: Kdf(**cost) if cost else CHEAP)
        yield


@pytest.fixture
def real_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    """For what that costs."""
    monkeypatch.setattr(argon2.low_level, "hash_secret_raw", OWN)
    monkeypatch.setattr(wrapping, "hash_secret_raw", OWN)
    monkeypatch.setattr(keys, "Kdf", Kdf)
