"""NUL is taken out of what is typed, wherever it stands in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from zsm_desktop.domain.kept_text import kept
from zsm_desktop.domain.permissions import Role


@dataclass(frozen=True, slots=True)
class Draft:
    name: str
    parts: tuple[Draft, ...] = ()
    more: dict[str, str] = field(default_factory=dict)


class Pair(NamedTuple):
    name: str
    number: int


TEXTS = st.text("\0ab", max_size=5)
DRAFTS = st.recursive(
    st.builds(Draft, TEXTS),
    lambda parts: st.builds(Draft, TEXTS, st.lists(parts, max_size=2).map(tuple), st.dictionaries(st.just("x"), TEXTS)),
    max_leaves=4,
)


@settings(max_examples=60, derandomize=True, database=None, deadline=None)
@given(draft=DRAFTS)
def test_nothing_else_changes_and_what_had_none_is_the_same_thing(draft: Draft) -> None:
    found = kept(draft)
    assert repr(found) == repr(draft).replace("\\x00", "")
    assert kept(found) is found


def test_what_holds_texts_stays_what_it_was() -> None:
    assert kept([Pair("a\0", 1), {"b\0"}, frozenset({"c\0"})]) == [Pair("a", 1), {"b"}, frozenset({"c"})]
    assert type(kept((Pair("a\0", 1),))[0]) is Pair
    for same in (Role.SECRETARY, b"\0", 3, None, Draft):
        assert kept(same) is same
