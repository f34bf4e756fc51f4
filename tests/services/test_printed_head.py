"""The line under old minutes is held against the books of now, typed over as people type."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import World
from tests.services.test_checks import tamper
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.printed_head import PrintedHead, read_head
from zsm_desktop.services.checks import HeadFound
from zsm_desktop.words.papers import ledger_head


def booked(world: World, count: int = 3) -> None:
    for number in range(count):
        world.delivered("DUIN", "ZEEUW", 100 + number, date(2026, 10, 5))


def line(world: World) -> str:
    head = world.desk.ledger.head()
    return ledger_head(head.entries, head.hash)


@given(entries=st.integers(1, 2_000_000), digest=st.binary(min_size=32, max_size=32))
def test_what_a_paper_prints_reads_back(entries: int, digest: bytes) -> None:
    printed = ledger_head(entries, digest.hex())
    for text in (printed, f"  {printed.upper()}\n", printed.replace(" · ", "\n"), f"Verslag. {printed} Pagina 2 van 3"):
        assert read_head(text) == PrintedHead(entries, digest.hex())


def test_the_same_books_and_grown_books(world: World) -> None:
    booked(world)
    paper = line(world)
    assert world.desk.checks.printed(paper).found is HeadFound.SAME
    booked(world, 2)
    answer = world.desk.checks.printed(paper)
    assert (answer.found, answer.entry, answer.entries) == (HeadFound.GROWN, 3, 5)
    assert world.desk.checks.printed(world.desk.ledger.head().hash[:16]).found is HeadFound.SAME


def test_altered_books_name_the_first_wrong_row(world: World) -> None:
    booked(world)
    paper = line(world)
    tamper(world, "UPDATE posting SET cents = cents * 2 WHERE entry = 2")
    answer = world.desk.checks.printed(paper)
    assert answer.found is HeadFound.CHANGED
    assert [finding.facts["number"] for finding in answer.findings] == [2]


def test_what_was_altered_after_the_paper_is_not_its_matter(world: World) -> None:
    booked(world)
    paper = line(world)
    booked(world, 2)
    tamper(world, "UPDATE posting SET cents = cents * 2 WHERE entry = 5")
    assert world.desk.checks.printed(paper).found is HeadFound.GROWN


def test_other_books(world: World) -> None:
    booked(world)
    assert world.desk.checks.printed(ledger_head(2, world.desk.ledger.head().hash)).found is HeadFound.OTHER
    assert world.desk.checks.printed(ledger_head(3, "ab" * 32)).found is HeadFound.OTHER


@pytest.mark.parametrize(
    ("text", "code"), [("", "head.unreadable"), ("boeking 12", "head.unreadable"), ("ab12-cd34", "head.short")]
)
def test_a_text_that_is_no_such_line(world: World, text: str, code: str) -> None:
    with pytest.raises(RuleError, match=f"^{code}"):
        world.desk.checks.printed(text)
