"""From a school's filled form to balances and minutes by commands; the meeting itself is held by people, not by one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
from pypdfium2 import PdfDocument

from tests.builders import World, offer_id
from tests.cli.test_command_line import Run
from tests.cli.test_confirmation_commands import answered
from tests.cli.test_paper_commands import OURS, filled
from tests.services.settled import say_vat
from tests.services.test_meetings import on_agenda, planned
from tests.services.test_settlements import decided
from zsm_desktop.domain.money import round_share
from zsm_desktop.domain.progress import DiscussionOutcome
from zsm_desktop.services.deliveries import DeliveryDraft
from zsm_desktop.services.disputes import Correction
from zsm_desktop.services.funds import FundDraft
from zsm_desktop.services.live import Place

CENTS = 8 * 2470
GRANTED = 150_00
OWED = 13 * 2470 - GRANTED
"""Eight dagdelen agreed in the file, five after a talk about six; a fund bore half until it was spent."""


def hold_and_deliver(world: World) -> tuple[str, str]:
    """The meeting places the imported case, eight dagdelen are used and confirmed; the two numbers it made."""
    desk = world.desk
    (case,) = desk.cases.rows()
    meeting = planned(world)
    item = on_agenda(world, meeting, case.id)
    desk.live.start(meeting)
    place = Place(offer_id("DUIN"), date(2026, 11, 2), date(2027, 6, 30), 2000)
    desk.live.record_outcome(item, DiscussionOutcome.PLACED, place=place)
    desk.live.finish(meeting)
    (placement,) = desk.placements.page()
    used = desk.deliveries.enter(DeliveryDraft(date(2026, 11, 9), 800, placement_id=placement.id)).made_id
    desk.deliveries.confirm([used])
    return placement.decision_number, placement.number


def test_form_meeting_delivery_balance_and_minutes_name_each_other(run: Run, world: World, tmp_path: Path) -> None:
    form = filled(run, tmp_path, OURS)
    assert run("import-cases", form, "--json").json["written"] == 1
    decision, placement = hold_and_deliver(world)

    balances = run("balances", "--year", "2026/27", "--json").json
    by_school = {row["school"]: row["balance_cents"] for row in balances["rows"]}
    assert (by_school["DUIN"], by_school["ZEEUW"], balances["total_cents"]) == (CENTS, -CENTS, 0)
    explained = run("explain", "--school", "DUIN", "--year", "2026/27", "--json").json
    assert [line["cents"] for line in explained["lines"]] == [CENTS]

    journal = run("journal", "--format", "csv", "--out", tmp_path / "boek.csv", "--json").json["file"]
    booked = Path(journal).read_text(encoding="utf-8-sig")
    paper = run("minutes", "--meeting", "last-case", "--out", tmp_path, "--json").json
    with PdfDocument(paper["pdf"]) as document:
        pdf = " ".join(page.get_textpage().get_text_range() for page in document)
    book = openpyxl.load_workbook(paper["xlsx"])
    cells = " ".join(str(cell.value) for sheet in book for row in sheet for cell in row if cell.value is not None)
    for number in (decision, placement):
        assert number in booked
        assert number in pdf
        assert number in cells
    settle_it(run, world)
    assert run("check", "--json").json["ok"] is True


def settle_it(run: Run, world: World) -> None:
    """What was used is paid with its VAT, exactly as the scenario said, and no more is to be settled."""
    say_vat(world)
    year = ("--year", "2026/27")
    shown = run("scenarios", *year, "--json").json["regimes"]["invoicing"]
    assert shown["payments"] == [{"from": "ZEEUW", "to": "DUIN", "cents": CENTS + round_share(CENTS, 21, 100)}]
    proposed = run("settle", "propose", "--regime", "invoicing", *year, "--json").json
    number = proposed["settlement"]
    assert run("settle", "approve", number, "--decision", decided(world), "--json").json["status"] == "approved"
    executed = run("settle", "execute", number, "--json").json
    assert executed == {"settlement": number, "status": "executed", "payments": shown["payments"]}
    rows = run("balances", *year, "--json").json["rows"]
    figures = {row["school"]: (row["balance_cents"], row["settled_cents"], row["open_cents"]) for row in rows}
    assert figures["DUIN"] == (CENTS, -CENTS, 0)
    assert not any(one["left_cents"] for one in run("scenarios", *year, "--json").json["regimes"]["netting"]["schools"])


def test_out_and_back_disputed_decided_and_stated_in_one_figure(run: Run, world: World, tmp_path: Path) -> None:
    """The round of files by commands; the talk in between is between people."""
    world.desk.funds.add(FundDraft("Subsidie lassen", GRANTED, date(2026, 8, 1), date(2027, 7, 31), percent=50_00))
    for day, hundredths in ((date(2026, 9, 30), 800), (date(2026, 10, 30), 600)):
        world.entered("DUIN", "ZEEUW", hundredths, day)
    (out,) = run("confirmations", "--out", tmp_path / "uit", "--school", "ZEEUW", "--json").json
    back = answered(out["xlsx"], ("ja", ""), ("nee", "Wij telden vijf dagdelen."))
    assert run("import-confirmations", back, "--json").json["written"] == 2
    (disputed,) = [row.id for row in world.desk.deliveries.page() if row.status == "disputed"]
    assert run("explain", "--school", "ZEEUW", "--json").json["balance_cents"] == CENTS // 2 - CENTS
    world.desk.disputes.answer(disputed, "Welke dag viel uit?")
    corrected = world.desk.disputes.correct(disputed, Correction(500)).made_id
    world.desk.deliveries.confirm([corrected])

    (fund,) = run("funds", "--json").json
    assert (fund["granted_cents"], fund["charged_cents"], fund["left_cents"]) == (GRANTED, GRANTED, 0)
    balances = run("balances", "--year", "2026/27", "--json").json
    assert {row["school"]: row["balance_cents"] for row in balances["rows"]} == {
        "DUIN": 13 * 2470, "ZEEUW": -OWED, "KREEK": 0, fund["code"]: -GRANTED,
    }  # fmt: skip
    why = tmp_path / "waarom.pdf"
    explained = run("explain", "--school", "ZEEUW", "--year", "2026/27", "--out", why, "--json").json
    assert sum(line["cents"] for line in explained["lines"]) == explained["balance_cents"] == -OWED
    stated = run("statement", "--school", "ZEEUW", "--year", "2026/27", "--issue", "--out", tmp_path, "--json").json
    assert (stated["number"], stated["closing_cents"]) == ("OV-2026/27-ZEEUW-01", -OWED)
    book = openpyxl.load_workbook(stated["xlsx"])
    figures = {round(cell * 100) for sheet in book for row in sheet.values for cell in row if type(cell) is float}
    assert -OWED in figures
    for paper in (why, stated["pdf"]):
        with PdfDocument(paper) as document:
            assert "171,10" in " ".join(page.get_textpage().get_text_range() for page in document)
    assert run("check", "--json").json["ok"] is True
