"""The papers of a closed book year: the same figures as the books, the same bytes every time, all of them or none."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from tests.builders import World, offer_id
from tests.reports.test_audit_file import moves, read, texts
from tests.reports.test_sepa import refused
from tests.services.book_years import close_year, next_year
from tests.services.invoiced import ONE, THREE, invoiced
from tests.services.test_paper_trail import kinds
from zsm_desktop.models import Offer
from zsm_desktop.reports import journal_xlsx
from zsm_desktop.reports.year_closing import write


@pytest.fixture
def closed(world: World) -> World:
    bills = invoiced(world)
    world.desk.payments.enter(bills["DUIN-2026-0001"], world.desk.day, 10_00)
    next_year(world)
    close_year(world)
    return world


def pdf_text(path: Path) -> tuple[int, str]:
    with pypdfium2.PdfDocument(path) as pdf:
        pages = [page.get_textpage().get_text_range() for page in pdf]
    return len(pages), "\n".join(pages).replace("\xa0", " ")


def journal_rows(path: Path) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(path)
    return [row for sheet in book.worksheets for row in sheet.iter_rows(values_only=True)]


def test_the_dossier_says_the_same_three_times(closed: World, tmp_path: Path) -> None:
    dossier = write(closed.desk, 2026, tmp_path)
    assert {name: path.name for name, path in dossier.files.items()} == {
        "pdf": "Boekjaar 2026 bewijs van afsluiting.pdf",
        "xlsx": "Boekjaar 2026 journaal.xlsx",
        "audit_file": "Boekjaar 2026 auditfile.xaf",
    }
    assert len(dossier.remarks) == 1  # no penvoerder
    card = closed.desk.book_years.card(2026)
    pages, text = pdf_text(dossier.files["pdf"])
    assert 1 <= pages <= 3
    for part in (
        "Bewijs van afsluiting boekjaar 2026", "11 januari 2027", "secretaris", "31-12-2033",
        "Te ontvangen of te betalen De Duinpan", "€ +39,40", "Laatste boeking",
    ):  # fmt: skip
        assert part in text
    assert card.head in "".join(text.split())
    rows = journal_rows(dossier.files["xlsx"])
    sums: Counter[str] = Counter()
    for row in rows[1:-2]:
        sums[str(row[3])] += round(((row[8] or 0) - (row[7] or 0)) * 100)  # type: ignore[operator]
    audit = read(dossier.files["audit_file"])
    said = {one.account.code: one.change_cents for one in card.totals if one.change_cents}
    assert said == {code: cents for code, cents in sums.items() if cents}
    assert said == {code: cents for code, cents in moves(audit).items() if cents}
    assert said == {"DUIN-OPEN": THREE - ONE - 10_00, "KREEK-OPEN": ONE, "ZEEUW-OPEN": 10_00 - THREE}
    assert rows[-2][:1] == ("Totaal",)
    assert rows[-2][7] == rows[-2][8] == card.book.debit_cents / 100
    assert rows[-1][7] == 0


def test_later_it_is_made_again_to_the_same_bytes(closed: World, tmp_path: Path) -> None:
    first = write(closed.desk, 2026, tmp_path / "a").files
    closed.delivered("DUIN", "ZEEUW", 100, date(2026, 11, 2))
    with closed.writing() as work:
        work.run("UPDATE account SET name = ? WHERE code = 'KREEK'", [("Het Nieuwe Rif",)])
        work.run("INSERT INTO account (code, name, kind) VALUES ('NIEUW', 'Later gekomen', 'fund')", [()])
    next_year(closed, date(2027, 6, 1))
    again = write(closed.desk, 2026, tmp_path / "b").files
    assert {name: path.read_bytes() for name, path in first.items()} == {
        name: path.read_bytes() for name, path in again.items()
    }
    assert texts(read(first["audit_file"]), "dateCreated") == ["2027-01-11"]
    assert kinds(closed) == [("year_closing", 0)] * 2


def test_nothing_is_left_where_it_is_broken_off_or_not_closed(closed: World, tmp_path: Path) -> None:
    class Stopped(Exception):
        pass

    def stop(done: int, total: int) -> None:
        assert (done, total) == (0, 8)
        raise Stopped

    with pytest.raises(Stopped):
        write(closed.desk, 2026, tmp_path / "dossier", stop)
    assert list((tmp_path / "dossier").iterdir()) == []
    closed.delivered("DUIN", "ZEEUW", 100, date(2027, 1, 4))
    with refused("year.not_closed"):
        write(closed.desk, 2027, tmp_path / "dossier")
    assert list((tmp_path / "dossier").iterdir()) == []
    assert kinds(closed) == []


def test_the_journal_of_all_years_runs_over_sheets_and_runs_no_formula(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with world.writing() as work:
        work.session.get_one(Offer, offer_id("KREEK")).name = "=1+1"
    world.delivered("DUIN", "ZEEUW", 250, date(2026, 5, 10))
    world.delivered("KREEK", "DUIN", 101, date(2026, 9, 30))
    world.desk.ledger.reverse(2, "Vergissing.")
    monkeypatch.setattr(journal_xlsx, "MOST_ROWS", 5)
    path = tmp_path / "journaal.xlsx"
    assert journal_xlsx.write(world.desk, path) == 3
    book = openpyxl.load_workbook(path)
    assert [(sheet.title, sheet.max_row) for sheet in book.worksheets] == [("Journaal", 5), ("Journaal 2", 5)]
    first, second = book.worksheets
    assert [cell.value for cell in second[2]][:3] == [3, first["B2"].value.replace(month=9, day=30), "tegenboeking"]
    assert "1,01 dagdeel =1+1" in str(first["G4"].value)
    assert {cell.data_type for sheet in book.worksheets for row in sheet.iter_rows() for cell in row} <= {"n", "s", "d"}
    assert (second["H4"].value, second["I4"].value, second["H5"].value) == (111.65, 111.65, 0)
