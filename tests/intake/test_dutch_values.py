"""What people type, for every value a form may hold: read the Dutch way or refused, never guessed."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.nl import bsn

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.intake.dutch_values import (
    WEEKDAYS,
    holds_citizen_number,
    read_date,
    read_hundredths,
    read_text,
    read_weekdays,
    read_whole,
    read_yes_no,
    tidy_text,
)
from zsm_desktop.words.format import MONTHS, date_medium, date_short, quantity

days = st.dates(date(1990, 1, 1), date(2099, 12, 31))


def code_of(refusal: pytest.ExceptionInfo[RuleError]) -> str:
    return refusal.value.code


@given(days)
def test_every_way_to_write_a_day_gives_that_day(day: date) -> None:
    assert read_date(date_short(day)) == day
    assert read_date(date_medium(day)) == day
    assert read_date(f" {day.day} {MONTHS[day.month - 1][:3].upper()} {day.year} ") == day
    assert read_date(f"{day.day}.{day.month}.{day.year}") == day
    assert read_date(day.isoformat()) == day
    assert read_date(datetime.combine(day, time(12))) == day


@given(days)
def test_a_day_with_strokes_is_refused_when_it_could_be_american(day: date) -> None:
    text = f"{day.day}/{day.month}/{day.year}"
    if day.day <= 12 and day.day != day.month:
        with pytest.raises(RuleError) as refusal:
            read_date(text)
        assert code_of(refusal) == "value.date_ambiguous"
    else:
        assert read_date(text) == day


@given(days)
def test_a_year_of_two_digits_is_refused(day: date) -> None:
    for text in (f"{day:%d-%m-%y}", f"{day.day} {MONTHS[day.month - 1]} '{day:%y}"):
        with pytest.raises(RuleError) as refusal:
            read_date(text)
        assert code_of(refusal) == "value.date_short_year"


@given(st.text(max_size=20))
def test_any_text_is_a_day_or_refused(text: str) -> None:
    assert outcome_of(text) in ("day", "empty", "refused")
    assert (outcome_of(text) == "empty") == (not tidy_text(text))


def outcome_of(text: str) -> str:
    try:
        found = read_date(text)
    except RuleError as refusal:
        return "refused" if refusal.code.startswith("value.") else refusal.code
    return "empty" if found is None else "day"


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("31-02-2026", "value.date_unreadable"),
        ("11/13/2026", "value.date_unreadable"),
        ("volgende week", "value.date_unreadable"),
        ("3-11.2026", "value.date_unreadable"),
        ("٣-11-2026", "value.date_unreadable"),
        (46329, "value.date_number"),
        (1.5, "value.date_number"),
        ("#N/B", "value.formula_error"),
    ],
)
def test_what_is_no_day_is_refused(value: str | float, code: str) -> None:
    with pytest.raises(RuleError) as refusal:
        read_date(value)
    assert code_of(refusal) == code


@given(st.integers(0, 10_000_000))
def test_every_quantity_comes_back_from_text_and_from_a_number(hundredths: int) -> None:
    assert read_hundredths(quantity(hundredths)) == hundredths
    assert read_hundredths(f"{hundredths // 100},{hundredths % 100:02d}") == hundredths
    assert read_hundredths(hundredths / 100) == hundredths


@pytest.mark.parametrize(
    ("value", "hundredths"),
    [("24,70", 2470), ("2,5", 250), (2.5, 250), (3, 300), (" 1.234,5 ", 123_450), ("", None), (None, None)],
)
def test_quantities(value: str | float | None, hundredths: int | None) -> None:
    assert read_hundredths(value) == hundredths


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("2.5", "value.number_unreadable"),
        ("twee", "value.number_unreadable"),
        ("٢", "value.number_unreadable"),
        ("-1", "value.number_unreadable"),
        (-1, "value.number_unreadable"),
        (float("inf"), "value.number_unreadable"),
        (True, "value.number_unreadable"),
        (2.555, "value.number_too_fine"),
    ],
)
def test_what_is_no_quantity_is_refused(value: str | float, code: str) -> None:
    with pytest.raises(RuleError) as refusal:
        read_hundredths(value)
    assert code_of(refusal) == code


def test_whole_numbers() -> None:
    assert [read_whole(value) for value in ("15 km", 20, 20.0, "7,00", None)] == [15, 20, 20, 7, None]
    with pytest.raises(RuleError, match=r"value\.number_not_whole"):
        read_whole("12,5")


def test_yes_and_no() -> None:
    assert [read_yes_no(value) for value in ("Ja", "x", True, 1, "nee", "N.", False, 0)] == [True] * 4 + [False] * 4
    assert read_yes_no(" ") is read_yes_no(None) is None
    with pytest.raises(RuleError, match=r"value\.yes_no_unreadable"):
        read_yes_no("misschien")


@pytest.mark.parametrize(
    ("text", "weekdays"),
    [
        ("ma, di en do", ("ma", "di", "do")),
        ("Dinsdag/donderdag", ("di", "do")),
        ("ma t/m wo", ("ma", "di", "wo")),
        ("ma-vr", WEEKDAYS),
        ("vr ma", ("ma", "vr")),
        ("alle dagen", WEEKDAYS),
        ("", ()),
    ],
)
def test_weekdays(text: str, weekdays: tuple[str, ...]) -> None:
    assert read_weekdays(text) == weekdays


@pytest.mark.parametrize("text", ["zaterdag", "wo t/m ma", "in overleg", "3"])
def test_what_are_no_weekdays_is_refused(text: str) -> None:
    with pytest.raises(RuleError, match=r"value\.weekdays_unreadable"):
        read_weekdays(text)


def test_text_keeps_what_was_typed() -> None:
    assert [read_text(value) for value in (20231, 20231.0, 2.5, True, None)] == ["20231", "20231", "2,5", "ja", ""]
    assert read_text(" Zoe\u0308  van\tden\r\nBerg\u200b\x07 ") == "Zoë van den\nBerg"
    with pytest.raises(RuleError, match=r"value\.date_in_text"):
        read_text(datetime.combine(date(2026, 3, 1), time()))


@given(st.integers(100_000_000, 999_999_999))
def test_a_citizen_number_is_seen_however_it_is_grouped(number: int) -> None:
    digits = str(number)
    is_one = bsn.is_valid(digits)
    forms = (digits, f"{digits[:3]} {digits[3:6]} {digits[6:]}", f"{digits[:4]}.{digits[4:6]}.{digits[6:]}")
    for text in forms:
        assert holds_citizen_number(f"nr {text}, klas 3") >= is_one
    assert not holds_citizen_number(f"{digits}0")


@pytest.mark.parametrize("text", ["0113221017", "06-12345678", "L-2031", "4336 LM", "NL91ABNA0417164300", "12345"])
def test_other_numbers_are_no_citizen_numbers(text: str) -> None:
    assert not holds_citizen_number(text)
