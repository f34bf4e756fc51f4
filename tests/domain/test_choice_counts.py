"""What of a case is counted of the choices a profile asks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zsm_desktop.domain.choice_counts import marks, of_several, people_of, standing
from zsm_desktop.services.shipped_profiles import shipped


def test_a_case_counts_under_each_choice_and_once_as_filled_in() -> None:
    values = {"life_areas": "debts,family", "referrer": "rmc", "employer": "een-organisatie", "unknown": "x"}
    assert marks(shipped("ijssel_vecht"), values) == {
        ("life_areas", ""), ("life_areas", "debts"), ("life_areas", "family"),
        ("referrer", ""), ("referrer", "rmc"), ("employer", ""),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("given_flags", "found"),
    [(("good",) * 3, "good"), (("good", "bad", ""), "bad"), (("good", "good", ""), "missing"), (("",) * 3, "missing")],
)
def test_one_red_flag_is_red_and_only_three_green_ones_are_green(given_flags: tuple[str, ...], found: str) -> None:
    profile = shipped("groningen")
    parties = ("work", "education", "rmc")
    values = {f"flag_{party}": colour for party, colour in zip(parties, given_flags, strict=True) if colour}
    assert standing(profile.flags[0], values) == found
    assert (("flag*", found) in marks(profile, values)) == (found != "missing")


@given(st.lists(st.sets(st.sampled_from("abcdef"), min_size=1), max_size=40))
def test_a_group_made_of_counts_has_those_counts_again(real: list[set[str]]) -> None:
    chosen = {choice: sum(choice in one for one in real) for choice in "abcdef"}
    made = people_of(len(real), chosen)
    assert (len(made), {choice: sum(choice in one for one in made) for choice in "abcdef"}) == (len(real), chosen)
    assert all(len(one) == len(set(one)) > 0 for one in made)


def test_an_average_is_rounded_half_up() -> None:
    assert [of_several(counts, 40) for counts in ([25, 20, 9, 34], [1], [], [89])] == [220, 3, 0, 223]
    assert of_several([], 0) is None
