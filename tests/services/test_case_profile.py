"""What a network's profile asks of a case is kept as the profile says, for who may see into the case."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.builders import TODAY, World, school_id
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.shipped_profiles import text_of


@pytest.fixture
def case(world: World) -> str:
    world.desk.profiles.take_in(0, text_of("ijssel_vecht"))
    return world.case("ZEEUW")


def test_the_usual_profile_asks_nothing_more(world: World) -> None:
    facts = world.desk.case_profile.of_case(world.case())
    assert (facts.fields, facts.phases, facts.history) == ((), (), ())


def test_fields_are_kept_sealed_or_open_and_read_again(world: World, case: str) -> None:
    desk = world.desk.case_profile
    version = desk.of_case(case).version
    values = {"referrer": "rmc", "life_areas": "addiction,debts", "employer": school_id("DUIN")}
    desk.fill(case, version, values)
    facts = desk.of_case(case)
    assert facts.values == {"referrer": "rmc", "life_areas": "debts,addiction", "employer": school_id("DUIN")}
    assert facts.organisations == {school_id("DUIN"): "De Duinpan"}
    rows = world.store.rows("SELECT field, open_value, sealed_value FROM case_value ORDER BY field")
    assert [(field, bool(open_), bool(sealed)) for field, open_, sealed in rows] == [
        ("employer", True, False), ("life_areas", False, True), ("referrer", True, False),
    ]  # fmt: skip
    with pytest.raises(RuleError, match=r"edit\.conflict"):
        desk.fill(case, version, {"referrer": "self"})
    desk.fill(case, facts.version, {"referrer": "", "life_areas": "debts"})
    assert desk.of_case(case).values == {"life_areas": "debts", "employer": school_id("DUIN")}


@pytest.mark.parametrize(
    ("field", "value"),
    [("referrer", "nobody"), ("life_areas", "debts,none"), ("employer", "nergens"), ("referrer", "rmc,desk")],
)
def test_what_cannot_be_a_value_is_refused(world: World, case: str, field: str, value: str) -> None:
    desk = world.desk.case_profile
    with pytest.raises(RuleError, match=r"field\.value"):
        desk.fill(case, desk.of_case(case).version, {"contribution": "training", field: value})
    assert desk.of_case(case).values == {}


def test_phases_follow_each_other_with_their_days(world: World, case: str) -> None:
    desk = world.desk.case_profile
    desk.set_phase(case, "", "entry", TODAY - timedelta(days=20))
    desk.set_phase(case, "entry", "intake", TODAY - timedelta(days=10))
    facts = desk.of_case(case)
    assert [(one.name, one.began_on) for one in facts.history] == [
        ("Aanmelding", TODAY - timedelta(days=20)), ("Intake en diagnose", TODAY - timedelta(days=10)),
    ]  # fmt: skip
    assert facts.phase == "intake"
    with pytest.raises(RuleError, match=r"edit\.conflict"):
        desk.set_phase(case, "entry", "guidance", TODAY)
    for day in (TODAY - timedelta(days=11), TODAY + timedelta(days=1), date(2020, 1, 1)):
        with pytest.raises(RuleError, match=r"phase\.day"):
            desk.set_phase(case, "intake", "guidance", day)
    world.desk.undo.back()
    assert desk.of_case(case).phase == "entry"


def test_flags_are_given_by_three_parties(world: World) -> None:
    world.desk.profiles.take_in(0, text_of("groningen"))
    case, desk = world.case("ZEEUW"), world.desk_of("stage zeeuw").case_profile
    desk.fill(case, desk.of_case(case).version, {"flag_work": "good", "flag_education": "bad"})
    facts = desk.of_case(case)
    assert [(one.filled_by, one.name_of(facts.values.get(one.code, ""))) for one in facts.fields[-3:]] == [
        ("werkplein", "groen"), ("onderwijs", "rood"), ("RMC", ""),
    ]  # fmt: skip


def test_another_school_and_a_director_fill_in_and_see_nothing(world: World, case: str) -> None:
    world.desk.case_profile.fill(case, world.desk.case_profile.of_case(case).version, {"life_areas": "debts"})
    other = world.desk_of("stage duin").case_profile
    with pytest.raises(RuleError):
        other.of_case(case)
    with pytest.raises(RuleError, match=r"permission\.other_school"):
        other.fill(case, 2, {"life_areas": "family"})
    with pytest.raises(RuleError, match=r"permission\.missing"):
        world.desk_of("directeur zeeuw").case_profile.of_case(case)


def test_what_another_profile_asked_is_kept_and_not_told(world: World, case: str) -> None:
    desk = world.desk
    desk.case_profile.fill(case, desk.case_profile.of_case(case).version, {"referrer": "rmc"})
    desk.profiles.take_in(1, text_of("zeeland"))
    assert desk.case_profile.of_case(case).values == {}
    desk.profiles.take_in(2, text_of("ijssel_vecht"))
    assert desk.case_profile.of_case(case).values == {"referrer": "rmc"}
