"""Offers are ranked by what the pupil needs; there is no price to rank by."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from zsm_desktop.domain.matching import Fit, Offered, Wanted, rank

DAY = date(2026, 11, 22)
WANTED = Wanted("own", "vso", ("techniek", "groen"), frozenset({"ma", "di"}), DAY, travel_km=20)


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


def test_who_is_within_reach_comes_before_who_is_not_and_the_unknown_between() -> None:
    offers = [offered("a", km=34), offered("b"), offered("c", km=20), offered("d", km=6)]
    ranked = rank(WANTED, offers)
    assert [match.offer_id for match in ranked] == ["d", "c", "b", "a"]
    assert [Fit.DISTANCE in match.fits for match in ranked] == [True, True, False, False]
    assert [Fit.DISTANCE in match.lacks for match in ranked] == [False, False, False, True]


def test_without_a_travel_range_nobody_is_too_far_and_the_nearest_comes_first() -> None:
    ranked = rank(replace(WANTED, travel_km=None), [offered("a", km=90), offered("b", km=3)])
    assert [match.offer_id for match in ranked] == ["b", "a"]
    assert all(Fit.DISTANCE not in (*match.fits, *match.lacks) for match in ranked)


def test_distance_does_not_outweigh_what_the_pupil_wants_to_learn() -> None:
    ranked = rank(WANTED, [offered("near", sector_id="zorg", km=1), offered("far", km=60)])
    assert [match.offer_id for match in ranked] == ["far", "near"]


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
        weekdays=st.sampled_from([frozenset(), frozenset({"ma"}), frozenset({"vr"})]),
        km=st.sampled_from([None, 0, 12, 20, 21, 70]),
        has_consent=st.booleans(),
        ends_on=st.sampled_from([None, date(2026, 1, 1)]),
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
        more, less = set(later.fits) - {Fit.CONSENT}, set(earlier.fits) - {Fit.CONSENT}
        assert not (less < more and earlier.score <= later.score)


@given(OFFERS, st.integers(1, 40))
def test_another_offer_that_fits_in_nothing_changes_nothing_for_the_others(offers: list[Offered], number: int) -> None:
    unfit = offered(
        f"x{number}",
        sector_id="zee",
        target_group="pro",
        weekdays=frozenset({"vr"}),
        seats_free=0,
        ends_on=date(2020, 1, 1),
        km=200,
        has_consent=False,
    )
    with_it = rank(WANTED, [*offers, unfit])
    assert [match for match in with_it if match.offer_id != unfit.offer_id] == rank(WANTED, offers)
    assert with_it[-1].score == min(match.score for match in with_it)


@given(OFFERS)
def test_every_reason_is_said_once_and_the_best_score_comes_first(offers: list[Offered]) -> None:
    ranked = rank(WANTED, offers)
    assert len(ranked) == len(offers)
    for match in ranked:
        assert not set(match.fits) & set(match.lacks)
        assert set(Fit) - set(match.fits) - set(match.lacks) <= {Fit.DISTANCE}
    assert [match.score for match in ranked] == sorted((match.score for match in ranked), reverse=True)
