"""A sealed value opens in its own place with the second key, and nowhere else."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.sealed import SealedBytes
from zsm_desktop.store.seal import Sealer

QUICK = settings(max_examples=60, derandomize=True, database=None, deadline=None)
KEY = bytes(range(32))
PLACE = ("pupil", "0190-a", "name")


@QUICK
@given(text=st.text(max_size=200) | st.text("\x00\x80 a", max_size=40))
def test_any_text_comes_back(text: str) -> None:
    sealer = Sealer(KEY)
    sealed = sealer.seal(*PLACE, text)
    assert isinstance(sealed, SealedBytes)
    assert sealer.open(*PLACE, sealed) == text
    assert sealed != sealer.seal(*PLACE, text)


@QUICK
@given(text=st.text(max_size=40), flip=st.integers(0, 10_000))
def test_any_changed_byte_is_noticed(text: str, flip: int) -> None:
    sealed = bytearray(Sealer(KEY).seal(*PLACE, text))
    sealed[flip % len(sealed)] ^= 1 + flip % 255
    with pytest.raises(RuleError, match=r"seal\.broken"):
        Sealer(KEY).open(*PLACE, bytes(sealed))


@pytest.mark.parametrize(
    "place", [("contact", *PLACE[1:]), ("pupil", "0190-b", "name"), (*PLACE[:2], "birth_date"), ("pupil", "0190-a", "")]
)
def test_a_value_moved_elsewhere_does_not_open(place: tuple[str, str, str]) -> None:
    with pytest.raises(RuleError) as refused:
        Sealer(KEY).open(*place, Sealer(KEY).seal(*PLACE, "Sem"))
    assert refused.value.code == "seal.broken"
    assert refused.value.facts == dict(zip(("table", "row_id", "column"), place, strict=True))


@pytest.mark.parametrize("value", [b"", b"\x01", b"\x01" * 28, b"Sem de Vries, in plain text"])
def test_what_was_never_sealed_does_not_open(value: bytes) -> None:
    with pytest.raises(RuleError, match=r"seal\.broken"):
        Sealer(KEY).open(*PLACE, value)


def test_without_the_key_nothing_is_sealed_or_opened() -> None:
    sealer = Sealer(None)
    assert (sealer.may_open, Sealer(KEY).may_open) == (False, True)
    assert KEY.hex() not in repr(Sealer(KEY))
    with pytest.raises(RuleError, match=r"seal\.no_key"):
        sealer.seal(*PLACE, "Sem")
    with pytest.raises(RuleError, match=r"seal\.no_key"):
        sealer.open(*PLACE, Sealer(KEY).seal(*PLACE, "Sem"))


def test_the_length_of_a_name_does_not_show() -> None:
    assert {len(Sealer(KEY).seal(*PLACE, name)) for name in ("", "Bo", "Annelies", "Sjouke-Marije")} == {
        1 + 12 + 16 + 16
    }


def test_sealing_is_quick_enough_for_a_large_network() -> None:
    sealer = Sealer(KEY)
    start = time.process_time()
    for number in range(10_000):
        sealer.open("pupil", str(number), "name", sealer.seal("pupil", str(number), "name", "Annelies de Vries"))
    assert time.process_time() - start < 0.5, "took 0.03 s when this was written"
