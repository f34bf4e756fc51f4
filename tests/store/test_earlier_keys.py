"""Keys of before, each sealed under its successor: who holds those of now has the ones of the term, and no others."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.store.folders import ANNA, CHEAP, NOW, PASSWORD
from zsm_desktop.store import earlier_keys
from zsm_desktop.store.earlier_keys import TERM_DAYS
from zsm_desktop.store.keys import KeyFile, Keys

FIRST = KeyFile.new("n-1", ANNA, PASSWORD, CHEAP)[1]


def other(keys: Keys) -> Keys:
    return replace(keys, store_key=os.urandom(32), seal_key=os.urandom(32))


@given(st.lists(st.integers(min_value=0, max_value=2 * TERM_DAYS), min_size=1, max_size=4))
def test_all_of_the_term_and_none_of_before_it(pauses: list[int]) -> None:
    """`pauses` are the days between one renewal and the next."""
    keys, said, at = FIRST, None, NOW
    made = []
    for days in pauses:
        at, new = at + timedelta(days=days), other(keys)
        said = earlier_keys.sealed(keys, new, at, said)
        made.append((at, keys))
        keys = new
    young = [one for moment, one in reversed(made) if moment == at or at - moment < timedelta(days=TERM_DAYS)]
    assert [one.mark for one in earlier_keys.opened(said, keys)] == [one.mark for one in young]
    assert all(one in young for one in earlier_keys.opened(said, keys))
    blind = earlier_keys.opened(said, replace(keys, seal_key=None))
    assert [one.store_key for one in blind] == [one.store_key for one in young]
    assert {one.seal_key for one in blind} == {None}
    for _, one in made:
        assert earlier_keys.opened(said, one) == ()


def test_one_that_was_given_another_mark_or_purpose_opens_nothing() -> None:
    new = other(FIRST)
    said = earlier_keys.sealed(FIRST, new, NOW, None)
    assert earlier_keys.opened(said, new) == (replace(new, store_key=FIRST.store_key, seal_key=FIRST.seal_key),)
    assert earlier_keys.opened(said.replace(FIRST.mark, new.mark), new) == ()
    assert earlier_keys.opened(said.replace('"store"', '"was"').replace('"seal"', '"store"'), new) == ()
    assert earlier_keys.opened(None, new) == ()
