"""Offers are ranked by what the pupil needs; there is no price to rank by."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from zsm_desktop.domain.matching import Fit, Offered, Wanted, rank

DAY = date(2026, 11, 22)
WANTED = Wanted("own", "vso", ("techniek", "groen"), frozenset({"ma", "di"}), DAY)


def offered(offer_id: str = "o", **changes: object) -> Offered:
    facts: dict[str, object] = {
        "offer_id": offer_id,
        "school_id": "other",
        "sector_id": "techniek",
        "target_group": "all",
        "weekdays": frozenset({"ma"}),
        "seats_free": 2,
        "starts_on": None,
        "ends_on": None,
    }
    return Offered(**(facts | changes))


def test_the_reasons_are_said() -> None:
    (match,) = rank(WANTED, [offered(seats_free=0, weekdays=frozenset({"vr"}), ends_on=date(2026, 1, 1))])
    assert set(match.fits) == {Fit.CONSENT, Fit.SECTOR, Fit.TARGET_GROUP}
    assert set(match.lacks) == {Fit.SEATS, Fit.DAYS, Fit.PERIOD}


def test_the_first_wish_comes_before_the_second_and_both_before_another_sector() -> None:
    offers = [offered("c", sector_id="zorg"), offered("b", sector_id="groen"), offered("a", sector_id="techniek")]
    assert [match.offer_id for match in rank(WANTED, offers)] == ["a", "b", "c"]


def test_a_missing_consent_is_said_and_changes_nothing_else() -> None:
    offers = [offered("a", has_consent=False), offered("b", sector_id="zorg")]
    first, second = rank(WANTED, offers)
    assert (first.offer_id, first.lacks) == ("a", (Fit.CONSENT,))
    assert second.lacks == (Fit.SECTOR,)


def test_a_school_is_never_matched_with_itself() -> None:
    assert rank(WANTED, [offered(school_id="own")]) == []


def test_no_money_can_reach_the_ranking() -> None:
    names = {field.name for kind in (Wanted, Offered) for field in fields(kind)}
    assert not [name for name in names if "cents" in name or "tariff" in name or "price" in name]


OFFERS = st.lists(
    st.builds(
        offered,
        st.uuids().map(str),
        sector_id=st.sampled_from(["techniek", "groen", "zorg"]),
        target_group=st.sampled_from(["all", "pro", "vso"]),
        seats_free=st.sampled_from([None, 0, 1, 5]),
    ),
    max_size=12,
)


@given(OFFERS, st.randoms(use_true_random=False))
def test_the_order_asked_in_does_not_matter(offers: list[Offered], chance: object) -> None:
    shuffled = list(offers)
    chance.shuffle(shuffled)
    assert rank(WANTED, offers) == rank(WANTED, shuffled)


@given(OFFERS)
def test_whoever_fits_in_more_ways_of_the_same_kind_is_never_lower(offers: list[Offered]) -> None:
    ranked = rank(WANTED, offers)
    for earlier, later in pairwise(ranked):
        assert not (set(earlier.fits) < set(later.fits) and earlier.score <= later.score)
