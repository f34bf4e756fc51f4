"""School years, months and ages around their edges."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zsm_desktop.domain.calendar import SchoolYear, age_on, month_index, month_label, month_start
from zsm_desktop.domain.errors import RuleError

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@given(DAYS)
def test_a_day_lies_in_its_school_year_and_no_other(day: date) -> None:
    year = SchoolYear.of(day)
    assert year.first_day <= day <= year.last_day
    assert SchoolYear.of(year.first_day - timedelta(days=1)) == year.shifted(-1)
    assert SchoolYear.of(year.last_day + timedelta(days=1)) == year.shifted(1)
    assert SchoolYear.parse(year.label) == year


@given(DAYS)
def test_a_month_has_one_number(day: date) -> None:
    index = month_index(day)
    assert month_start(index) == day.replace(day=1)
    assert month_label(index) == day.isoformat()[:7]
    assert index in set(SchoolYear.of(day).months())


@pytest.mark.parametrize("label", ["2026/28", "2026-27", "26/27", "", "2026/27/28", "٢٠٢٦/27", "0000/01", "9999/00"])
def test_what_is_no_school_year_is_refused(label: str) -> None:
    with pytest.raises(RuleError):
        SchoolYear.parse(label)


def test_the_turn_of_the_century_is_written_with_two_noughts() -> None:
    assert SchoolYear(2099).label == "2099/00"
    assert SchoolYear.parse("2099/00") == SchoolYear(2099)


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2010, 11, 22), date(2026, 11, 21), 15),
        (date(2010, 11, 22), date(2026, 11, 22), 16),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
    ],
)
def test_age_changes_on_the_birthday(born: date, day: date, age: int) -> None:
    assert age_on(born, day) == age
