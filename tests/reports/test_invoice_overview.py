"""The overview of all that went out for a settlement: its sums, and what of it is left to pay."""

from __future__ import annotations

import io

from openpyxl import load_workbook

from tests.builders import World
from tests.reports.goldens import pages
from tests.services.settled import settle, take_back
from tests.services.test_invoices import INVOICING, exchanged
from tests.services.test_set_off_invoices import taxed
from zsm_desktop.reports.invoice_overview import papers
from zsm_desktop.services.invoices import IssuedInvoice
from zsm_desktop.words import invoice_copies as words


def issued(world: World, settlement: str) -> list[IssuedInvoice]:
    rows = sorted(world.desk.invoices.rows(settlement), key=lambda one: one.number)
    return [world.desk.invoices.of(row.id) for row in rows]


def cells(found: list[IssuedInvoice], title: str = words.SHEET) -> list[dict[str, object]]:
    sheet = load_workbook(io.BytesIO(papers(found)["xlsx"]))[title]
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    start = next(at for at, row in enumerate(rows) if row[0] == words.NUMBER)
    end = next(at for at, row in enumerate(rows) if row[0] == words.TOTAL)
    return [dict(zip(map(str, rows[start]), row, strict=True)) for row in rows[start + 1 : end + 1]]


def test_every_document_is_a_row_and_they_are_added_up(world: World) -> None:
    taxed(world)
    exchanged(world)
    settlement = settle(world, INVOICING)
    world.desk.invoices.issue(settlement)
    found = issued(world, settlement)
    *rows, total = cells(found)
    assert [row[words.NUMBER] for row in rows] == [one.facts.number for one in found]
    assert [row[words.REFERENCE] for row in rows if not str(row[words.REFERENCE]).startswith("RF")] == []
    sums = [sum(one.facts.totals.including_cents for one in found), sum(one.facts.totals.vat_cents for one in found)]
    for column, cents in ((words.INCLUDING, sums[0]), (words.VAT, sums[1]), (words.LEFT, sums[0])):
        assert cents > 0
        assert round(100 * sum(float(str(row[column])) for row in rows)) == cents
    assert {row[words.CLAIM] for row in rows} == {"uitwisseling"}
    assert total[words.NUMBER] == words.TOTAL
    assert papers(found) == papers(found)
    said = " ".join(pages(papers(found)["pdf"]))
    assert all(one.facts.number in said for one in found)


def test_what_was_set_off_leaves_nothing_to_pay_and_a_credit_note_counts_as_less(world: World) -> None:
    taxed(world)
    world.delivered("DUIN", "ZEEUW", 350)
    settlement = settle(world)
    world.desk.invoices.issue(settlement)
    found = issued(world, settlement)
    (to_pay, total), (set_off, set_off_total) = cells(found), cells(found, words.SET_OFF_SHEET)
    assert (to_pay[words.CLAIM], set_off[words.CLAIM]) == ("saldo", "verrekend")
    assert set_off[words.LEFT] == set_off_total[words.LEFT] == 0
    assert set_off_total[words.INCLUDING] == total[words.LEFT] == total[words.INCLUDING] != 0
    back = take_back(world, settlement)
    world.desk.invoices.issue(back)
    for title in (words.SHEET, words.SET_OFF_SHEET):
        *credited, total_back = (float(str(row[words.INCLUDING])) for row in cells(issued(world, back), title))
        assert max(credited) < 0
        assert round(sum(credited), 2) == total_back
