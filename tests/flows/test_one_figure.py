"""The balance of a school or fund is one figure: in the window, PDF, Excel, the year report, on the command line and
in hledger.

So are the parts it is made of, on a statement and under "Waarom dit bedrag?": what funds bear, and what was taken back.
"""

from __future__ import annotations

import json
import shutil
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random

import openpyxl
import pypdfium2
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from pytestqt.qtbot import QtBot

from tests.both_places import first_there
from tests.builders import PASSWORD as BUILT
from tests.builders import SCHOOLS, World
from tests.reports.test_journal import cents, hledger
from tests.sample_fixture import SAMPLE_TODAY, MadeSample
from tests.services.test_meetings import SG, planned
from zsm_desktop.app import open_desk
from zsm_desktop.app.rooms import rooms
from zsm_desktop.cli import main
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.reports.explain import write as write_explanation
from zsm_desktop.reports.journal import write_hledger
from zsm_desktop.reports.minutes import write
from zsm_desktop.reports.statement import write as write_statement
from zsm_desktop.reports.year_report import write as write_year_report
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.disputes import Correction
from zsm_desktop.services.funds import FundDraft
from zsm_desktop.services.sample import PASSWORD
from zsm_desktop.settings import resources_dir
from zsm_desktop.ui.parts.table import TableView
from zsm_desktop.ui.program import main_window
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.balances import BY_FUNDS, CORRECTIONS, GIVEN, TAKEN, parts_of
from zsm_desktop.words.format import money, signed_money

YEAR = SchoolYear.of(SAMPLE_TODAY)
NETWORKS = 20
PARTS = (GIVEN, TAKEN, BY_FUNDS, CORRECTIONS)
Balances = dict[str, tuple[int, int, int]]
"""Code of a school or fund → given, taken and balance in cents."""


def of_the_service(desk: Desk) -> Balances:
    rows = desk.balances.by_school(YEAR)
    return {row.code: (row.given_cents, row.taken_cents, row.balance_cents) for row in rows}


def of_the_command_line(
    folder: Path, password: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Balances:
    monkeypatch.setenv("ZSM_PASSWORD", password)
    assert main(["--store", str(folder), "--json", "balances", "--year", YEAR.label]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["total_cents"] == 0
    return {row["school"]: (row["given_cents"], row["taken_cents"], row["balance_cents"]) for row in answer["rows"]}


def of_the_workbook(path: Path, codes: dict[str, str]) -> Balances:
    sheet = openpyxl.load_workbook(path)["Saldi"]
    (table,) = sheet.tables.values()
    rows = [[cell.value for cell in row] for row in sheet[table.ref]][1:]
    return {codes[name]: tuple(round(figure * 100) for figure in figures) for name, *figures in rows}


def words_of(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    pages = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    document.close()
    return " ".join(pages).replace("\u00a0", " ")


def stands(words: str, figures: dict[str, int]) -> bool:
    """Whether each of these figures stands behind its name; one that is nothing may be left out."""
    told = {f"{name} {signed_money(cents)}".replace("\u00a0", " "): cents for name, cents in figures.items()}
    return all(line in words for line, cents in told.items() if cents)


def on_the_statement(desk: Desk, school_id: str, folder: Path) -> tuple[int, dict[str, int]]:
    """What a school's statement says it did this year, and of which parts, once its papers have been found to agree."""
    facts = desk.statements.draft(school_id, YEAR)
    files = write_statement(desk, facts, folder, ("pdf", "xlsx")).files
    book = openpyxl.load_workbook(files["xlsx"])
    summary = {row[0].value: row[1].value for row in book.worksheets[0].iter_rows() if len(row) > 1}
    parts = {name: cents_of(summary.get(name)) for name in PARTS}
    opening, closing = cents_of(summary["Beginsaldo"]), cents_of(summary["Eindsaldo"])
    assert opening + sum(parts.values()) == closing
    gross, by_funds, amount = columns(book["Regels"], "Bruto", "Subsidie", "Bedrag") if facts.lines else (0, 0, 0)
    assert (gross, by_funds) == (sum(parts.values()) - parts[BY_FUNDS], parts[BY_FUNDS])
    assert gross + by_funds == amount == closing - opening
    assert stands(words_of(files["pdf"]), {**parts, "Beginsaldo": opening, "Eindsaldo": closing})
    return closing - opening, parts


def under_the_amount(desk: Desk, code: str, path: Path) -> tuple[int, dict[str, int]]:
    """The same of "Waarom dit bedrag?"."""
    found = desk.balances.explain(code, YEAR)
    parts = dict.fromkeys(PARTS, 0) | dict(parts_of(found.parts))
    assert sum(parts.values()) == found.balance_cents == sum(line.cents for line in found.lines)
    assert stands(words_of(write_explanation(desk, found, path)), {**parts, "Saldo": found.balance_cents})
    return found.balance_cents, parts


def cents_of(value: float | None) -> int:
    return round((value or 0) * 100)


def columns(sheet: Worksheet, *names: str) -> tuple[int, ...]:
    """What the columns of the one table on it come to."""
    (table,) = sheet.tables.values()
    head, *rows = ([cell.value for cell in row] for row in sheet[table.ref])
    return tuple(sum(cents_of(row[head.index(name)]) for row in rows) for name in names)


def of_the_paper(path: Path, rows: Balances, names: dict[str, str]) -> Balances:
    """The rows of the table of balances, as they stand in the PDF: name, given, taken and balance after each other."""
    paper = words_of(path)
    found = {}
    for code, (given, taken, balance) in rows.items():
        line = f"{names[code]} {money(given)} {money(taken)} {signed_money(balance)}".replace("\u00a0", " ")
        found[code] = (given, taken, balance) if line in paper else (-1, -1, -1)
    return found


def of_the_year_report(desk: Desk, folder: Path) -> Balances:
    """As its workbook has them, by name."""
    sheet = openpyxl.load_workbook(write_year_report(desk, YEAR, folder)["xlsx"])["Uitwisseling"]
    rows = [[cell.value for cell in row] for row in sheet[sheet.tables["Gegeven_en_afgenomen"].ref]][1:]
    return {name: tuple(cents_of(figure) for figure in figures) for name, *figures in rows}


def of_the_window(qtbot: QtBot, qapp: object, desk: Desk) -> Balances:
    window = main_window(Theme(qapp, resources_dir(), "light"), desk, rooms(desk), first_room="balances")
    qtbot.addWidget(window)
    window.show()
    view = next(view for view in window.pages["balances"].findChildren(TableView) if view.isVisible())
    rows = map(view.rows.row, range(view.rows.rowCount()))
    return {row.code: (row.given_cents, row.taken_cents, row.balance_cents) for row in rows}


def of_hledger(desk: Desk, path: Path) -> dict[str, int]:
    write_hledger(desk, path)
    days = ("-b", YEAR.first_day.isoformat(), "-e", (YEAR.last_day + timedelta(days=1)).isoformat())
    rows = hledger(path, "balance", "--no-total", "--empty", "--flat", *days)[1:]
    return {account.rpartition(":")[2]: cents(amount) for account, amount in rows}


def exchange(world: World, chance: Random) -> None:
    """Some months of a network: two funds that may run out, the second a late one, mistakes, disputes and their end."""
    days = (date(2026, 3, 1), date(2027, 7, 31))
    codes = [code for code, _, _ in SCHOOLS]
    fates = chance.choices(
        ("booked", "reversed", "entered", "agreed", "corrected", "disputed"), (9, 3, 1, 1, 1, 1), k=18
    )
    for fate in ("fund", *fates[:9], "fund", *fates[9:]):
        world.now += timedelta(seconds=1)
        if fate == "fund":
            granted, kind = chance.randrange(0, 300_00), chance.choice((None, "vso"))
            world.desk.funds.add(
                FundDraft(f"Subsidie {granted}", granted, *days, percent=chance.randint(1, 100_00), school_kind=kind)
            )
            continue
        provider, user = chance.sample(codes, 2)
        day = date(2026, 6, 1) + timedelta(days=chance.randrange(174))
        hundredths = chance.randint(1, 900)
        if fate in {"booked", "reversed"}:
            number = world.delivered(provider, user, hundredths, day)
            if fate == "reversed":
                world.desk.ledger.reverse(number, "Vergissing.")
            continue
        delivery = world.entered(provider, user, hundredths, day)
        if fate != "entered":
            world.desk.deliveries.dispute(delivery, "Klopt niet.")
        if fate == "agreed":
            world.desk.disputes.agree(delivery)
        elif fate == "corrected":
            correction = world.desk.disputes.correct(delivery, Correction(hundredths + 1)).made_id
            world.desk.deliveries.confirm([correction])


@pytest.mark.skipif(shutil.which("hledger") is None, reason="hledger is not installed")
@pytest.mark.parametrize("seed", first_there(NETWORKS, 4))
def test_five_ways_to_the_same_balances(
    seed: int,
    qtbot: QtBot,
    qapp: object,
    world: World,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    exchange(world, Random(seed))
    known = of_the_service(world.desk)
    used = {code: figures for code, figures in known.items() if figures[0] or figures[1]}
    assert len(used) > 2
    assert sum(balance for _, _, balance in known.values()) == 0
    names = {row.code: row.name for row in world.desk.balances.by_school()}
    assert of_the_window(qtbot, qapp, world.desk) == known
    files = write(world.desk, planned(world, SG, date(2026, 12, 3)), tmp_path)
    assert of_the_paper(files["pdf"], used, names) == used
    assert of_the_workbook(files["xlsx"], {name: code for code, name in names.items()}) == used
    assert of_the_command_line(world.folder, BUILT, capsys, monkeypatch) == known
    balances = {code: figures[2] for code, figures in used.items()}
    assert {code: amount for code, amount in of_hledger(world.desk, tmp_path / "boek.journal").items() if amount} == {
        code: amount for code, amount in balances.items() if amount
    }
    for row in world.desk.balances.by_school():
        under = under_the_amount(world.desk, row.code, tmp_path / f"{row.code}.pdf")
        assert under[0] == known.get(row.code, (0, 0, 0))[2]
        if row.school_id:
            assert on_the_statement(world.desk, row.school_id, tmp_path) == under
    result = world.desk.checks.run()
    assert result.ok, result.findings


def test_a_balance_is_the_same_wherever_it_stands(
    qtbot: QtBot,
    qapp: object,
    sample: MadeSample,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    printed = of_the_command_line(sample.folder, PASSWORD, capsys, monkeypatch)
    desk = open_desk(sample.folder, password=PASSWORD, clock=lambda: datetime.combine(SAMPLE_TODAY, time(9), UTC))
    known = of_the_service(desk)
    codes = {row.name: row.code for row in desk.balances.by_school()}
    assert printed == known
    assert sum(balance for _, _, balance in known.values()) == 0

    coming = next(row for row in desk.meetings.rows("steering") if row.status == "planned")
    files = write(desk, coming.id, tmp_path)
    exchanging = {code: figures for code, figures in known.items() if figures[0] or figures[1]}
    assert of_the_workbook(files["xlsx"], codes) == exchanging

    assert of_the_paper(files["pdf"], exchanging, {code: name for name, code in codes.items()}) == exchanging
    told = of_the_year_report(desk, tmp_path)
    assert {codes[name]: figures for name, figures in told.items()} == exchanging
    shown = of_the_window(qtbot, qapp, desk)
    assert {code: shown[code] for code in exchanging} == exchanging
    desk.close()
