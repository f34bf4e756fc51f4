"""Stretches of whole months: what they are called, what they hold, what is refused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.in_kind import NOTHING, InKind, UnitQuantity, total
from zsm_desktop.domain.spans import ALL, Span, SpanKind, span_of
from zsm_desktop.words.spans import in_kind_words, span_words

days = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("span", "kind", "words"),
    [
        (Span.of_school_year(SchoolYear(2026)), SpanKind.SCHOOL_YEAR, "Schooljaar 2026/27"),
        (Span.of_book_year(2026), SpanKind.BOOK_YEAR, "Boekjaar 2026"),
        (Span.of_quarter(date(2026, 9, 14)), SpanKind.QUARTER, "3e kwartaal 2026"),
        (Span.of_month(date(2026, 9, 14)), SpanKind.MONTH, "September 2026"),
        (
            Span.between(date(2026, 9, 1), date(2027, 2, 28)),
            SpanKind.BETWEEN,
            "September 2026 tot en met februari 2027",
        ),
        (Span.between(date(2026, 2, 1), date(2026, 4, 30)), SpanKind.BETWEEN, "Februari 2026 tot en met april 2026"),
        (ALL, SpanKind.ALL, "Alle schooljaren samen"),
    ],
)
def test_what_people_call_it(span: Span, kind: SpanKind, words: str) -> None:
    assert (span.kind, span_words(span)) == (kind, words)


@given(days)
def test_every_day_lies_in_its_stretches(day: date) -> None:
    year = SchoolYear.of(day)
    for span in (Span.of_school_year(year), Span.of_book_year(day.year), Span.of_quarter(day), Span.of_month(day), ALL):
        assert span.first_day <= day <= span.last_day
        if span != ALL:
            assert Span.between(span.first_day, span.last_day) == span
            assert span.shifted(1).first_day == span.last_day + timedelta(days=1)
            assert len(list(span.months())) == span.length
    assert Span.of_school_year(year).school_year == year
    assert Span.of_school_year(year).first_day == year.first_day
    assert span_of(year) == Span.of_school_year(year)
    assert span_of(None) == ALL


@pytest.mark.parametrize(
    ("first_day", "last_day", "code"),
    [
        (date(2026, 9, 2), date(2026, 9, 30), "span.months"),
        (date(2026, 9, 1), date(2026, 9, 29), "span.months"),
        (date(2026, 10, 1), date(2026, 9, 30), "span.order"),
    ],
)
def test_a_part_of_a_month_is_refused(first_day: date, last_day: date, code: str) -> None:
    with pytest.raises(RuleError, match=rf"^{code}"):
        Span.between(first_day, last_day)


def test_what_cannot_be_counted_in_dagdelen_stands_beside() -> None:
    hours = InKind.of("uur", "uren", 25, 150)
    pieces = InKind.of("stuk", "stuks", None, 300)
    whole = hours + pieces + InKind.of("dagdeel", "dagdelen", 100, 250)
    assert (whole.hundredths, whole.others) == (288, (UnitQuantity("stuk", "stuks", 300),))  # 2.5 + 0.375
    assert in_kind_words(whole) == "2,88 dagdelen en 3 stuks"
    assert total([whole, -whole]) == NOTHING
    assert not total([whole, -whole])
    assert in_kind_words(NOTHING) == "niets"
