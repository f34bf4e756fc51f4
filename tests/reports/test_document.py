from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.reports.examples import case_minutes, steering_minutes
from zsm_desktop.reports.axis import axis_for
from zsm_desktop.reports.document import (
    Balance,
    BarChart,
    Cents,
    Column,
    Figure,
    Kind,
    Mean,
    Number,
    Percent,
    Quantity,
    Series,
    Sheet,
    SmallCount,
    Table,
    Value,
)
from zsm_desktop.reports.texts import clean, one_line, paragraphs, shown

MONEY_TABLE = Table("T", (Column("School"), Column("Saldo", Kind.MONEY)), (("A", Cents(5)),))


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Kind.MONEY, 12),
        (Kind.MONEY, "€ 12"),
        (Kind.COUNT, Cents(12)),
        (Kind.COUNT, True),
        (Kind.BALANCE, Cents(12)),
        (Kind.NUMBER, 12),
        (Kind.DATE, "22-11-2026"),
        (Kind.TEXT, 12),
        (Kind.TEXT, SmallCount()),
    ],
)
def test_a_value_of_another_kind_is_refused(kind: Kind, value: Value) -> None:
    with pytest.raises(ValueError, match="is no"):
        Table("T", (Column("K", kind),), ((value,),))


def test_rows_and_titles_must_fit() -> None:
    with pytest.raises(ValueError, match="2 values for 1 columns"):
        Table("T", (Column("K"),), (("a", "b"),))
    with pytest.raises(ValueError, match="unique titles"):
        Table("T", (Column("Naam"), Column("naam")), ())


def test_a_chart_names_columns_that_exist_and_hold_one_kind_of_number() -> None:
    with pytest.raises(ValueError, match="not in list"):
        Figure(MONEY_TABLE, BarChart("G", "School", (Series("Weg"),)))
    with pytest.raises(ValueError, match="one kind of number"):
        Figure(MONEY_TABLE, BarChart("G", "School", (Series("School"),)))
    assert Figure(MONEY_TABLE, BarChart("G", "School", (Series("Saldo"),))).kind is Kind.MONEY


def test_sheets_stand_in_their_order_and_only_when_used() -> None:
    assert case_minutes().sheets() == ("Verslag", "Besluiten", "Acties")
    assert steering_minutes().sheets() == tuple(sheet.value for sheet in Sheet)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (SmallCount(), "<5"),
        (1234, "1.234"),
        (Cents(-1), "€\u00a0−0,01"),
        (Balance(-1), "€\u00a0−0,01"),
        (Balance(1), "€\u00a0+0,01"),
        (Number(1234), "1234"),
        (Quantity(250), "2,5"),
        (Mean(300), "3,0"),
        (Mean(304), "3,0"),
        (Mean(395), "4,0"),
        (Percent(463), "46,3%"),
        (date(2026, 1, 2), "02-01-2026"),
        ("  a\x00b\ufffe ", "ab"),
    ],
)
def test_values_as_shown(value: Value, text: str) -> None:
    assert shown(value) == text


def test_texts_are_cleaned_and_parted() -> None:
    assert paragraphs("een\r\ntwee\r\n \r\n\r\ndrie\n") == ["een\ntwee", "drie"]
    assert one_line("een\n  twee") == "een   twee"
    assert clean("a\u202eb\ud800c\x1b[0m") == "abc[0m"


@given(some.lists(some.integers(-(10**10), 10**10)), some.sampled_from([1, 10, 100]))
def test_a_scale_holds_zero_and_every_value(values: list[int], unit: int) -> None:
    axis = axis_for(values, unit)
    assert axis.low <= min([0, *values])
    assert axis.high >= max([0, *values])
    assert 0 in axis.ticks()
    assert axis.step % unit == 0
    assert 2 <= len(axis.ticks()) <= 7
    assert 0.0 <= axis.place(0) <= 1.0
    assert axis.low == 0 or any(value < 0 for value in values)
