"""What fits a case, with the reasons: nearer is better, and money cannot reach it by any road."""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from datetime import date
from typing import get_args, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import TODAY, World, made_id, offer_id, school_id
from tests.services.test_meetings import PLACE, running
from tests.versions import version_of
from zsm_desktop.domain.consent import ConsentFacts, GivenBy, LegalBasis
from zsm_desktop.domain.progress import DiscussionOutcome
from zsm_desktop.models import Tariff
from zsm_desktop.services import meeting_facts
from zsm_desktop.services.case_facts import CaseCard
from zsm_desktop.services.feasibility import PointRow
from zsm_desktop.services.live import LiveCard
from zsm_desktop.services.matches import OfferMatch
from zsm_desktop.services.needs import NeedRow
from zsm_desktop.services.network import OrganisationDraft

MONEY = ("cents", "tariff", "price", "balance", "amount", "euro", "fund", "settlement")
AREAS = {"ZEEUW": "4331 AA", "DUIN": "4381 AA", "KREEK": "4531 AA"}
"""Middelburg; Vlissingen, beside it; Terneuzen, across the water."""


def at_their_places(world: World, codes: str = "ZEEUW DUIN KREEK") -> None:
    for code in codes.split():
        name = world.desk.network.card(school_id(code)).name
        draft = OrganisationDraft(name, "school", postcode=AREAS[code])
        world.desk.network.edit_organisation(school_id(code), version_of(world, "organisation", school_id(code)), draft)


def by_school(world: World, item: str) -> dict[str, OfferMatch]:
    return {match.provider: match for match in world.desk.live.card(item).matches}


def named_in(kind: object, seen: set[object]) -> set[str]:
    """Every field name that can be reached from a type."""
    if get_args(kind):
        return set().union(*(named_in(each, seen) for each in get_args(kind)))
    if not is_dataclass(kind) or not isinstance(kind, type) or kind in seen:
        return set()
    seen.add(kind)
    hints = get_type_hints(kind, localns=vars(meeting_facts))  # a case card names rows that are known there only
    names = {field.name for field in fields(kind)}
    return names.union(*(named_in(hints[name], seen) for name in names))


@pytest.mark.parametrize("facts", [CaseCard, LiveCard, OfferMatch, PointRow, NeedRow])
def test_no_money_can_be_reached_from_what_stands_beside_a_pupil(facts: type) -> None:
    names = named_in(facts, set())
    assert len(names) > 5
    assert not [name for name in names if any(word in name for word in MONEY)]


def test_that_check_finds_what_it_looks_for() -> None:
    nested = types.GenericAlias(tuple, (LiveCard, ...))
    assert {"seats_free", "pseudonym", "km"} <= named_in(nested, set())


def test_distance_is_said_and_the_nearest_of_equals_comes_first(world: World) -> None:
    at_their_places(world)
    _, item, _ = running(world)
    found = by_school(world, item)
    near, far = found["De Duinpan"].km, found["Het Kreekrif"].km
    assert near is not None
    assert far is not None
    assert 2 <= near <= 10 < far <= 40


def test_without_a_postcode_the_distance_is_unknown_and_nobody_is_too_far(world: World) -> None:
    at_their_places(world, "ZEEUW DUIN")
    _, item, _ = running(world)
    match = by_school(world, item)["Het Kreekrif"]
    assert match.km is None
    assert "distance" not in (*match.match.fits, *match.match.lacks)


@given(cents=st.lists(st.integers(0, 99_999), min_size=3, max_size=3))
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_an_offer_costs_changes_nothing(world: World, cents: list[int]) -> None:
    known = world.store.rows("SELECT id FROM agenda_item WHERE case_id IS NOT NULL")
    item = str(known[0][0]) if known else running(world)[1]
    before = world.desk.live.card(item).matches
    with world.writing() as work:
        for number, each in enumerate(cents, 1):
            work.session.get_one(Tariff, made_id(8, number)).cents = each
    assert world.desk.live.card(item).matches == before


def test_consent_of_the_wrong_person_is_no_consent_for_a_school(world: World) -> None:
    _, item, case = running(world)
    (given_by_both,) = world.desk.cases.card(case).consents
    world.desk.cases.withdraw_consent(given_by_both.id, on=TODAY)
    own = ConsentFacts(LegalBasis.CONSENT, GivenBy.PUPIL, school_id("DUIN"), date(2026, 9, 1))
    parents = ConsentFacts(LegalBasis.CONSENT, GivenBy.GUARDIANS, school_id("KREEK"), date(2026, 9, 1))
    for facts in (own, parents):
        world.desk.cases.add_consent(case, facts)
    found = by_school(world, item)
    assert "consent" in found["De Duinpan"].match.fits
    assert "consent" in found["Het Kreekrif"].match.lacks
    card = world.desk.cases.card(case)
    assert card.asks_own
    assert {row.receiver: (row.is_valid, row.is_enough) for row in card.consents if row.receiver} == {
        "De Duinpan": (True, True),
        "Het Kreekrif": (True, False),
    }


def test_a_seat_taken_today_is_gone_for_the_next_case(world: World) -> None:
    _, item, _ = running(world)
    before = by_school(world, item)["De Duinpan"].seats_free
    assert before == 4
    world.desk.live.record_outcome(item, DiscussionOutcome.PLACED, place=PLACE)
    assert by_school(world, item)["De Duinpan"].seats_free == before - 1
    assert offer_id("DUIN") in {match.match.offer_id for match in world.desk.live.card(item).matches}
