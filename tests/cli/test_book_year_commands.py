"""Book years on the command line: which there are, one closed with its dossier, and what stands in the way."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.builders import World
from tests.cli.test_command_line import Run
from tests.services.book_years import close_periods
from zsm_desktop.domain.calendar import SchoolYear


@pytest.fixture
def books(world: World) -> World:
    """The command line lives today, so the year is one that is long over."""
    world.delivered("DUIN", "ZEEUW", 300, date(2025, 3, 4))
    world.delivered("KREEK", "DUIN", 100, date(2025, 3, 5))
    return world


def test_a_year_is_closed_with_its_dossier_and_the_dossier_can_be_made_again(
    run: Run, books: World, tmp_path: Path
) -> None:
    close_periods(books, date(2025, 7, 31))
    refused = run("close-year", "--book-year", "2025", "--json")
    assert (refused.status, refused.out) == (2, "")
    assert "Tot en met 31 december zijn nog niet alle boekperioden er" in refused.err
    close_year_periods(books)
    assert [row["state"] for row in run("book-years", "--json").json] == ["ready"]
    out = tmp_path / "dossier"
    done = run("close-year", "--book-year", "2025", "--out", out, "--json").json
    assert (done["book_year"], done["entries"]) == (2025, 2)
    assert {Path(done[name]).exists() for name in ("pdf", "xlsx", "audit_file")} == {True}
    (row,) = run("book-years", "--json").json
    assert row == {
        "book_year": 2025, "state": "closed", "entries": 2, "closed_at": done["closed_at"],
        "closed_by": "secretaris", "kept_until": "2032-12-31",
    }  # fmt: skip
    again = run("close-year", "--book-year", "2025", "--out", tmp_path / "nog eens", "--json").json
    assert (again["closed_at"], Path(again["pdf"]).parent.name) == (done["closed_at"], "nog eens")
    assert Path(again["audit_file"]).read_bytes() == Path(done["audit_file"]).read_bytes()
    twice = run("close-year", "--book-year", "2025")
    assert (twice.status, "al afgesloten" in twice.err) == (2, True)
    assert run("close-year", "--book-year", "1999").status == 2
    assert run("check", "--json").json["ok"] is True


def close_year_periods(books: World) -> None:
    books.desk.ledger.open_year(SchoolYear(2025))
    close_periods(books, date(2025, 12, 31))


def test_without_a_folder_it_only_closes(run: Run, books: World) -> None:
    close_year_periods(books)
    said = run("close-year", "--book-year", "2025", "--json").json
    assert (said["pdf"], said["xlsx"], said["audit_file"]) == (None, None, None)
    assert "afgesloten" in run("book-years").out


def test_the_journal_as_a_workbook(run: Run, books: World, tmp_path: Path) -> None:
    path = tmp_path / "journaal.xlsx"
    assert run("journal", "--format", "xlsx", "--out", path, "--json").json == {"file": str(path), "entries": 2}
    assert path.exists()
