"""A recovery key is read back however it is typed, and never with a typing error."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.store import recovery

QUICK = settings(max_examples=30, derandomize=True, database=None, deadline=None)
KEYS = st.binary(min_size=16, max_size=16)
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@QUICK
@given(key=KEYS)
def test_what_is_printed_reads_back(key: bytes) -> None:
    text = recovery.printed(key)
    assert [len(group) for group in text.split("-")] == [4] * 7
    assert set(text) <= set(ALPHABET + "-")
    assert recovery.read(text) == key
    assert recovery.read(text.lower().replace("-", "  ")) == key
    assert recovery.read(text.replace("-", "").replace("0", "O").replace("1", "i")) == key


@QUICK
@given(key=KEYS)
def test_every_single_wrong_sign_and_every_swap_is_found(key: bytes) -> None:
    text = recovery.printed(key).replace("-", "")
    missed = []
    for place, right in enumerate(text):
        typed = [text[:place] + sign + text[place + 1 :] for sign in ALPHABET if sign != right]
        if place and text[place - 1] != right:
            typed.append(text[: place - 1] + right + text[place - 1] + text[place + 1 :])
        for wrong in typed:
            try:
                recovery.read(wrong)
            except RuleError as error:
                assert error.code == "recovery.typo"  # noqa: PT017 - thousands of them
            else:
                missed.append(wrong)
    assert missed == []


@pytest.mark.parametrize(
    ("text", "code", "facts"),
    [
        ("", "recovery.length", {"found": 0, "expected": 28}),
        ("X3NG-CTB6", "recovery.length", {"found": 8, "expected": 28}),
        ("X3NG-CUB6", "recovery.sign", {"sign": "U", "place": 6}),
        ("X3NG-ĲTB6", "recovery.sign", {"sign": "Ĳ", "place": 5}),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, code: str, facts: dict[str, object]) -> None:
    with pytest.raises(RuleError) as refused:
        recovery.read(text)
    assert (refused.value.code, refused.value.facts) == (code, facts)
