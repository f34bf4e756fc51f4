"""Two edits of one thing become one, and nothing that either wrote is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zsm_desktop.domain.edits import merge_fields

NAMES = ("name", "seats", "day", "members")
TEXTS = st.sampled_from(["", "a", "b", "c"])
SETS = st.frozensets(st.sampled_from("xyz"))
ROWS = st.fixed_dictionaries({"name": TEXTS, "seats": st.integers(0, 2) | st.none(), "day": TEXTS, "members": SETS})
Row = dict[str, object]


@given(ROWS, ROWS, ROWS)
def test_what_either_wrote_stands_or_is_shown(base: Row, mine: Row, theirs: Row) -> None:
    found = merge_fields(base, mine, theirs)
    for name in NAMES[:-1]:
        if mine[name] != base[name]:
            assert found.values[name] == mine[name]
        if theirs[name] != base[name]:
            assert found.values[name] == theirs[name] or name in found.clashes
        assert found.values[name] in (mine[name], theirs[name])
    assert set(found.taken).isdisjoint(found.clashes)


@given(ROWS, ROWS, ROWS)
def test_of_a_set_what_was_put_in_is_in_and_what_was_taken_out_is_out(base: Row, mine: Row, theirs: Row) -> None:
    whole = merge_fields(base, mine, theirs).values["members"]
    for thing in "xyz":
        was, own, other = (thing in row["members"] for row in (base, mine, theirs))
        assert (thing in whole) == (own if own != was else other)


@given(ROWS, ROWS)
def test_where_only_one_changed_something_it_is_the_same_whoever_did(base: Row, changed: Row) -> None:
    here, there = merge_fields(base, changed, base), merge_fields(base, base, changed)
    assert here.values == there.values == changed
    assert here.clashes == there.clashes == ()
    assert here.taken == ()
    assert set(there.taken) == {name for name in NAMES if changed[name] != base[name]}


@given(ROWS, ROWS, ROWS)
def test_seen_from_the_other_side_the_same_fields_clash(base: Row, mine: Row, theirs: Row) -> None:
    here, there = merge_fields(base, mine, theirs), merge_fields(base, theirs, mine)
    assert set(here.clashes) == set(there.clashes)
    same = set(NAMES) - set(here.clashes)
    assert {name: here.values[name] for name in same} == {name: there.values[name] for name in same}


def test_a_field_that_only_the_form_has_stays_out_of_it() -> None:
    found = merge_fields({"name": "a"}, {"name": "b", "reason": "omdat"}, {"name": "a"})
    assert (found.values, found.taken, found.clashes) == ({"name": "b"}, (), ())
