"""What a network agreed to count, and schools beside each other by letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zsm_desktop.domain.benchmark import letters
from zsm_desktop.domain.indicators import Counted, agreed, counts_in, field_of, is_countable, value_of
from zsm_desktop.domain.profiles import Indicator
from zsm_desktop.services.shipped_profiles import codes, shipped

TO_WORK = Indicator(
    "work_of_profile",
    "Uitstroomprofiel arbeid naar werk",
    "leavers",
    filter={"destination": ("work", "work_learning")},
    base={"exit_profile": ("work",)},
    unit="share",
)
LASTING = Indicator(
    "lasting_year", "Na een jaar", "follow_ups", filter={"months": ("12",), "lasting": ("yes",)}, unit="share"
)


@pytest.mark.parametrize(
    ("leaver", "part_and_whole"),
    [
        ({"exit_profile": "work", "destination": "work"}, (True, True)),
        ({"exit_profile": "work", "destination": "mbo"}, (False, True)),
        ({"exit_profile": "education", "destination": "work"}, (False, False)),
        ({"destination": "work"}, (False, False)),
    ],
)
def test_a_share_is_the_filter_within_the_base(leaver: dict[str, str], part_and_whole: tuple[bool, bool]) -> None:
    assert counts_in(TO_WORK, leaver) == part_and_whole


@pytest.mark.parametrize(
    ("answer", "part_and_whole"),
    [
        ("lasting", (True, True)),
        ("ended", (False, True)),
        ("not_reached", (False, False)),
        ("waiting", (False, False)),
        ("", (False, False)),
    ],
)
def test_what_lasted_is_of_those_reached(answer: str, part_and_whole: tuple[bool, bool]) -> None:
    assert counts_in(LASTING, {"answer_12": answer}) == part_and_whole


def test_values_by_unit() -> None:
    growth = Indicator("growth", "Meer", "leavers", unit="growth")
    number = Indicator("number", "Aantal", "leavers")
    assert value_of(TO_WORK, Counted(60, 100), None) == 600
    assert value_of(TO_WORK, Counted(0, 0), None) is None
    assert value_of(growth, Counted(110), Counted(100)) == 100
    assert value_of(growth, Counted(90), Counted(100)) == -100
    assert [value_of(growth, Counted(9), before) for before in (None, Counted(0), Counted(None))] == [None] * 3
    assert [value_of(one, Counted(None), Counted(5)) for one in (number, growth, TO_WORK)] == [None] * 3
    assert value_of(number, Counted(7), None) == 7


def test_the_profiles_that_ship_say_what_can_be_counted() -> None:
    counted = {code: [is_countable(one) for one in agreed(shipped(code))] for code in codes()}
    assert {code for code, found in counted.items() if not all(found)} == set()
    assert (len(counted["zeeland"]), len(counted["rijnmond"])) == (4, 5)
    assert not is_countable(Indicator("x", "x", "vacancies", filter={"body": ("NW",)}))
    assert not is_countable(Indicator("x", "x", "phases", filter={"since": ("entry",)}))
    assert not is_countable(Indicator("x", "x", "phases", filter={"phase": ("work",), "within_months": ("veel",)}))
    assert not is_countable(Indicator("x", "x", "fields", filter={"field": ("from", "project")}))
    assert not is_countable(Indicator("x", "x", "cases", unit="share"))
    assert not is_countable(Indicator("x", "x", "follow_ups", filter={"months": ("7",)}))
    assert not is_countable(Indicator("x", "x", "leavers", filter={"field": ("debts",)}))


def test_one_of_the_profile_becomes_one_for_each_choice_it_asks_about() -> None:
    ijssel = {one.code: one for one in agreed(shipped("ijssel_vecht"))}
    assert "life_areas" not in ijssel
    assert ijssel["life_areas:debts"].name == "Leefgebieden met problemen: schulden"
    assert field_of(ijssel["life_areas:debts"]) == ("life_areas", ("debts",))
    assert field_of(ijssel["successful"]) == ("ending", ("work", "education"))
    green = next(one for one in agreed(shipped("groningen")) if one.code == "green")
    assert field_of(green) == ("flag*", ("good",))
    assert len({one.code for code in codes() for one in agreed(shipped(code))}) > 15


ids = st.lists(st.uuids().map(str), unique=True, min_size=1, max_size=60)


@given(ids, st.text(min_size=1), st.integers(2000, 2100))
def test_every_school_has_a_letter_of_its_own_that_stays(schools: list[str], secret: str, year: int) -> None:
    given_letters = letters(schools, secret, year)
    assert len(set(given_letters.values())) == len(schools)
    earlier = sorted(schools)[:-1]
    assert {school: given_letters[school] for school in earlier} == letters(earlier, secret, year)
    assert {len(letter) for letter in given_letters.values()} <= {1, 2, 3}


def test_letters_are_others_next_year_and_follow_no_order() -> None:
    schools = [f"school {number:02d}" for number in range(16)]
    this, next_year = letters(schools, "netwerk", 2025), letters(schools, "netwerk", 2026)
    assert this != next_year
    assert [this[school] for school in schools] != sorted(this.values())
