"""How a placement stands."""

from __future__ import annotations

from datetime import date

import pytest

from zsm_desktop.words.exchange import placement_state


@pytest.mark.parametrize(
    ("status", "day", "words"),
    [
        ("running", date(2026, 11, 30), "begint 1 dec"),
        ("running", date(2026, 12, 1), "loopt"),
        ("ended", date(2026, 11, 30), "beëindigd"),
        ("cancelled", date(2026, 11, 30), "vervallen"),
    ],
)
def test_what_has_not_begun_says_when_it_begins(status: str, day: date, words: str) -> None:
    assert placement_state(status, date(2026, 12, 1), day) == words
