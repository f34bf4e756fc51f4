"""From a school's filled form to balances and minutes by commands; the meeting itself is held by people, not by one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
from pypdfium2 import PdfDocument

from tests.builders import World, offer_id
from tests.cli.test_command_line import Run
from tests.cli.test_paper_commands import OURS, filled, run
from tests.services.test_meetings import on_agenda, planned
from zsm_desktop.domain.progress import DiscussionOutcome
from zsm_desktop.services.deliveries import DeliveryDraft
from zsm_desktop.services.live import Place

__all__ = ["run"]
CENTS = 8 * 2470


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
    assert run("check", "--json").json["ok"] is True
