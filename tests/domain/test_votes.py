"""Voting and the chair: laws that hold whatever was voted and whoever sat there."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zsm_desktop.domain.chairing import next_in_chair
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.votes import Voice, counted, require_carried

VOICES = st.dictionaries(st.text("ABCDEFGH", min_size=1, max_size=3), st.sampled_from(Voice), max_size=12)
NAMES = st.dictionaries(st.text("abcd", min_size=1, max_size=3), st.text("xyz", max_size=3), min_size=1, max_size=6)


@given(VOICES)
def test_the_count_is_the_votes_and_only_most_votes_for_decide(voices: dict[str, Voice]) -> None:
    count = counted(voices.values())
    assert count.in_favour + count.against + count.blank == len(voices)
    cast = sum(voice is not Voice.BLANK for voice in voices.values())
    assert count.is_carried == (2 * count.in_favour > cast)


@given(VOICES)
def test_a_decision_needs_every_voice_and_most_of_what_is_cast(voices: dict[str, Voice]) -> None:
    may_vote = {organisation: organisation for organisation in voices}
    if counted(voices.values()).is_carried:
        assert require_carried(may_vote, voices) == counted(voices.values())
    else:
        with pytest.raises(RuleError, match=r"vote\.(rejected|nobody)"):
            require_carried(may_vote, voices)
    with pytest.raises(RuleError, match=r"vote\.incomplete"):
        require_carried({**may_vote, "late": "Late"}, voices)
    if voices:
        with pytest.raises(RuleError, match=r"vote\.(may_not|nobody)"):
            require_carried(dict(list(may_vote.items())[1:]), voices)


@given(NAMES)
def test_everybody_has_the_chair_once_before_anybody_has_it_again(names: dict[str, str]) -> None:
    last: dict[str, date] = {}
    sat = []
    for week in range(2 * len(names)):
        taker = next_in_chair(names, last)
        assert taker is not None
        last[taker] = date(2026, 1, 1) + timedelta(weeks=week)
        sat.append(taker)
    assert set(sat[: len(names)]) == set(names)
    assert sat[: len(names)] == sat[len(names) :]
    assert sat[: len(names)] == sorted(names, key=lambda one: (names[one].casefold(), one))


def test_without_takers_nobody_is_next() -> None:
    assert next_in_chair({}, {"gone": date(2026, 1, 1)}) is None
