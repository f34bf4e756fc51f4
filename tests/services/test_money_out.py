"""What leaves for the bank and for the auditor reads the same on both databases."""

from __future__ import annotations

from pathlib import Path

from tests.builders import TODAY, World
from tests.services.invoiced import ONE, THREE, invoiced
from zsm_desktop.reports.audit_file import write
from zsm_desktop.services.audit_books import JOURNALS


def test_orders_and_the_books_of_a_year(world: World, tmp_path: Path) -> None:
    bills = invoiced(world)
    desk = world.desk
    desk.payments.enter(bills["DUIN-2026-0001"], TODAY, 10_00)
    (settlement,) = desk.settlements.rows()
    assert [(one.holder.code, one.cents) for one in desk.ordering.orders(settlement.id)] == [
        ("DUIN", ONE),
        ("ZEEUW", THREE - 10_00),
    ]
    write(desk, 2026, tmp_path / "2026.xaf")
    book = desk.audit_books.book(2026)
    entries = [[entry.number for entry in desk.audit_books.entries(book, journal)] for journal in JOURNALS]
    assert entries == [[1, 2], [3], [4]]
    assert (book.debit_cents, book.opening) == (book.credit_cents, ())
    after = desk.audit_books.book(2027)
    assert (after.lines, sum(cents for _, cents in after.opening)) == (0, 0)
    assert sorted(cents for _, cents in after.opening) == [10_00 - THREE, ONE, THREE - ONE - 10_00]
