"""Two people in the same text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zsm_desktop.domain.merging import merged

TEXTS = st.lists(
    st.sampled_from(["", "Moeder belt.", "Moeder", "Vader mailt.", "Naar Goes?", "Vervoer"]), max_size=6
).map("\n".join)


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "both"),
    [
        ("", "Moeder belt.", "Vader mailt.", "Vader mailt.\nMoeder belt."),
        ("Moeder", "Moeder belt", "Moeder belt morgen", "Moeder belt morgen"),
        ("Moeder", "Moeder belt morgen", "Moeder belt", "Moeder belt morgen"),
        ("Een\nTwee\nDrie", "Eén\nTwee\nDrie", "Een\nTwee\nDrie.", "Eén\nTwee\nDrie."),
        ("Een\nTwee\nDrie", "Een\nDrie", "Een\nTwee\nDrie\nVier", "Een\nDrie\nVier"),
        ("Een", "", "Een en een half", "Een en een half"),
        ("Een", "Een\n\nTwee", "Een\n\nDrie", "Een\n\nDrie\nTwee"),
        ("Moeder", "Moeder belt", "Moeder\nVader mailt", "Moeder belt\nVader mailt"),
        ("Moeder", "Moeder\nVader mailt", "Moeder belt", "Moeder belt\nVader mailt"),
        ("Moeder", "Moeder belt", "Vader mailt\nMoeder", "Vader mailt\nMoeder belt"),
        ("Moeder", "Moeder belt\n\nNaar Goes", "Moeder\n\nNaar Goes?", "Moeder belt\n\nNaar Goes?"),
        ("Moeder", "", "Moeder\nVader mailt", "Vader mailt"),
        ("Een\n", "Een\nTwee\n", "Een\nDrie\n", "Een\nDrie\nTwee\n"),
    ],
)
def test_both_texts_become_one(base: str, mine: str, theirs: str, both: str) -> None:
    assert merged(base, mine, theirs) == both


@given(TEXTS, TEXTS)
def test_what_only_one_wrote_is_what_there_is(base: str, text: str) -> None:
    assert merged(base, text, base) == text
    assert merged(base, base, text) == text
    assert merged(base, text, text) == text


@given(TEXTS, TEXTS, TEXTS)
def test_no_line_that_anybody_wrote_is_lost(base: str, mine: str, theirs: str) -> None:
    lines = merged(base, mine, theirs).split("\n")
    for line in {*mine.split("\n"), *theirs.split("\n")} - {*base.split("\n")}:
        assert any(one.startswith(line) for one in lines), line


@given(TEXTS, TEXTS, TEXTS)
def test_no_line_comes_from_nowhere(base: str, mine: str, theirs: str) -> None:
    assert {*merged(base, mine, theirs).split("\n")} <= {*mine.split("\n"), *theirs.split("\n")} | {""}
