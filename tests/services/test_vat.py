"""VAT: what the accountant said holds from a day on, and nothing that was relied on changes."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import World
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.vat import PERCENTAGES, TREATMENTS, permille_on
from zsm_desktop.services.vat import VatDraft, VatTreatment

EXEMPT = VatDraft("facility", date(2026, 8, 1), "exempt", "Onderwijsvrijstelling, bevestigd door de accountant.")
DELIVERED = date(2026, 10, 5)


def refused(code: str):
    return pytest.raises(RuleError, match=rf"^{code}\b")


def test_until_somebody_looked_it_is_to_be_checked(world: World) -> None:
    assert world.desk.vat.treatment_on("facility", DELIVERED) == VatTreatment("to_check", None, "", None)
    world.desk.vat.set(EXEMPT)
    found = world.desk_of("lezer").vat.treatment_on("facility", DELIVERED)
    assert found == VatTreatment("exempt", None, EXEMPT.ground, date(2026, 8, 1))
    assert world.desk.vat.treatment_on("facility", date(2026, 7, 31)).treatment == "to_check"
    assert world.desk.vat.treatment_on("course", DELIVERED).treatment == "to_check"


@pytest.mark.parametrize(
    ("treatment", "day", "permille"),
    [
        ("high", date(2012, 9, 30), 190),
        ("high", date(2012, 10, 1), 210),
        ("low", date(2018, 12, 31), 60),
        ("low", date(2019, 1, 1), 90),
        ("zero", date(2026, 1, 1), 0),
        ("exempt", date(2026, 1, 1), None),
        ("to_check", date(1990, 1, 1), None),
    ],
)
def test_percentages_are_those_of_the_day(treatment: str, day: date, permille: int | None) -> None:
    assert permille_on(treatment, day) == permille


def test_every_percentage_names_its_law_and_follows_the_one_before() -> None:
    for treatment in {one.treatment for one in PERCENTAGES}:
        spans = sorted((one for one in PERCENTAGES if one.treatment == treatment), key=lambda one: one.first_day)
        assert all(one.source for one in spans)
        assert spans[-1].last_day is None
        for before, after in pairwise(spans):
            assert before.last_day is not None
            assert (after.first_day - before.last_day).days == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"ground": " "}, "vat.no_ground"),
        ({"treatment": "outside", "ground": ""}, "vat.no_ground"),
        ({"ground": "x" * 401}, "vat.long_ground"),
        ({"treatment": "low", "valid_from": date(1999, 1, 1)}, "vat.no_percentage"),
    ],
)
def test_what_cannot_be_a_rule(world: World, changes: dict[str, object], code: str) -> None:
    with refused(code):
        world.desk.vat.set(replace(EXEMPT, **changes))
    assert world.desk.vat.rules() == ()


def test_an_answer_may_reach_back_over_days_that_were_still_to_be_checked(world: World) -> None:
    world.delivered("DUIN", "ZEEUW", 100, DELIVERED)
    world.desk.vat.set(EXEMPT)
    (row,) = world.desk.vat.rules()
    assert (row.treatment, row.is_used, row.last_day) == ("exempt", True, None)


def test_what_was_relied_on_never_gets_another_answer(world: World) -> None:
    made = world.desk.vat.set(EXEMPT).made_id
    world.delivered("DUIN", "ZEEUW", 100, DELIVERED)
    for day in (EXEMPT.valid_from, date(2026, 9, 1), DELIVERED):
        with refused("vat.used"):
            world.desk.vat.set(VatDraft("facility", day, "high"))
    with refused("vat.used"):
        world.desk.vat.remove(made)
    world.desk.vat.set(VatDraft("facility", date(2026, 10, 6), "high"))
    assert world.desk.vat.treatment_on("facility", DELIVERED).treatment == "exempt"
    rows = world.desk.vat.rules()
    assert [(row.treatment, row.permille, row.last_day, row.is_used) for row in rows] == [
        ("high", 210, None, False), ("exempt", None, DELIVERED, True),
    ]  # fmt: skip


def test_what_is_still_to_be_checked_is_no_answer_and_gets_one(world: World) -> None:
    to_check = VatDraft("facility", EXEMPT.valid_from, "to_check")
    made = world.desk.vat.set(to_check).made_id
    world.delivered("DUIN", "ZEEUW", 100, DELIVERED)
    assert [row.is_used for row in world.desk.vat.rules()] == [False]
    assert world.desk.vat.set(EXEMPT, 1).made_id == made
    assert world.desk.vat.treatment_on("facility", DELIVERED).treatment == "exempt"
    with refused("vat.used"):
        world.desk.vat.set(to_check)
    later = world.desk.vat.set(VatDraft("facility", date(2026, 11, 1), "to_check")).made_id
    world.delivered("DUIN", "ZEEUW", 100, date(2026, 11, 2))
    world.desk.vat.remove(later)
    assert world.desk.vat.treatment_on("facility", date(2026, 11, 2)).treatment == "exempt"


def test_a_rule_is_used_by_what_was_given_in_its_own_days(world: World) -> None:
    unused = world.desk.vat.set(EXEMPT).made_id
    world.desk.vat.set(VatDraft("facility", date(2026, 9, 1), "high"))
    world.delivered("DUIN", "ZEEUW", 100, DELIVERED)
    assert [(row.treatment, row.is_used) for row in world.desk.vat.rules()] == [("high", True), ("exempt", False)]
    world.desk.vat.remove(unused)
    assert [row.treatment for row in world.desk.vat.rules()] == ["high"]


def test_the_percentage_shown_is_the_law_of_today_or_of_its_days(world: World) -> None:
    vat = world.desk.vat
    vat.set(VatDraft("course", date(2018, 6, 1), "low"))
    assert [row.permille for row in vat.rules()] == [90]
    vat.set(VatDraft("course", date(2018, 9, 1), "zero"))
    vat.set(VatDraft("course", date(2030, 1, 1), "high"))
    assert [row.permille for row in vat.rules()] == [210, 0, 60]


def test_a_rule_nobody_used_is_corrected_or_taken_back(world: World) -> None:
    made = world.desk.vat.set(VatDraft("facility", date(2027, 1, 1), "high")).made_id
    assert world.desk.vat.set(VatDraft("facility", date(2027, 1, 1), "low", "Boeken."), 1).made_id == made
    assert [row.permille for row in world.desk.vat.rules()] == [90]
    world.desk.vat.remove(made)
    assert world.desk.vat.rules() == ()


def test_the_store_itself_keeps_a_used_rule(world: World) -> None:
    world.desk.vat.set(EXEMPT)
    world.delivered("DUIN", "ZEEUW", 100, DELIVERED)
    for sql in ("UPDATE vat_rule SET ground = 'anders'", "DELETE FROM vat_rule"):
        with pytest.raises(RuleError, match=r"^guard\.vat\.used"), world.writing() as work:
            work.connection.exec_driver_sql(sql)


DAYS = st.dates(date(2026, 8, 1), date(2026, 11, 20))


@given(steps=st.lists(st.tuples(DAYS, st.none() | st.sampled_from(TREATMENTS)), max_size=6))
@settings(
    deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_whatever_is_set_or_delivered_no_answer_that_was_relied_on_changes(
    world: World, steps: list[tuple[date, str | None]]
) -> None:
    relied: dict[date, str] = {}
    for (day,) in world.store.rows("SELECT delivered_on FROM delivery"):
        on = date.fromisoformat(day)
        relied[on] = world.desk.vat.treatment_on("facility", on).treatment
    for day, treatment in steps:
        if treatment is None:
            world.entered("DUIN", "ZEEUW", 100, day)
            relied[day] = world.desk.vat.treatment_on("facility", day).treatment
            continue
        with suppress(RuleError):
            world.desk.vat.set(VatDraft("facility", day, treatment, "Zo gezegd."))
        for on, before in relied.items():
            now = world.desk.vat.treatment_on("facility", on).treatment
            assert before in (now, "to_check")
            relied[on] = now


def test_the_keeper_of_the_books_decides_others_read(world: World) -> None:
    for name in ("stage duin", "directeur duin", "lezer"):
        with refused("permission.missing"):
            world.desk_of(name).vat.set(EXEMPT)
    assert world.desk_of("directeur duin").vat.rules() == ()
