"""What goes out in a confirmation round: an Excel file to answer in, the same as PDF, and a mail with both."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.builders import World, school_id
from tests.reports.goldens import check, pages, pdf_dump, workbook_dump
from tests.reports.test_eml import read_back
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.rounds import RoundStatus, check_code, line_reference, shown_code
from zsm_desktop.reports import confirmation
from zsm_desktop.reports.confirmation_sheet import workbook_bytes
from zsm_desktop.reports.pdf import pdf_bytes
from zsm_desktop.services.deliveries import DeliveryDraft
from zsm_desktop.services.round_lists import RoundCard, RoundLine, RoundRow, coded
from zsm_desktop.words import confirmation as words

NETWORK, NUMBER = "0190f3a2-netwerk", "BR-2026/27-012"
OFFERS = {"DUIN-01": "Lassen basis", "KREEK-01": '=HYPERLINK("http://elders";"+1")'}


def line(number: int, offer: str, **other: object) -> RoundLine:
    facts = {
        "line": number,
        "reference": line_reference(NETWORK, NUMBER, f"levering-{number}"),
        "delivery_id": f"levering-{number}",
        "delivered_on": date(2026, 9, 6 + number),
        "provider_code": offer[:-3],
        "provider": "De Duinpan",
        "offer_code": offer,
        "offer": OFFERS[offer],
        "unit": "dagdeel",
        "unit_plural": "dagdelen",
        "placement_number": "",
        "pupil_code": "",
        "quantity_hundredths": 100,
        "tariff_cents": 2470,
        "amount_cents": 2470,
        "status": "entered",
        "answer": None,
        "reason": "",
    }
    return RoundLine(**{**facts, **other})  # type: ignore[arg-type]


def card(silence_on: date | None = date(2026, 10, 17)) -> RoundCard:
    lines = (
        line(1, "DUIN-01", placement_number="PL-2026/27-014", pupil_code="L000501"),
        line(2, "DUIN-01", quantity_hundredths=250, amount_cents=6175),
        line(3, "KREEK-01", provider="Het Kreekrif", tariff_cents=123456, amount_cents=123456),
    )
    row = RoundRow(
        id="ronde",
        number=NUMBER,
        school_id="school",
        school_code="ZEEUW",
        school="De Zeeuwse Vaart",
        first_day=date(2026, 9, 1),
        last_day=date(2026, 9, 30),
        made_at=datetime(2026, 10, 3, 22, 30, tzinfo=UTC),
        made_by="secretaris",
        silence_on=silence_on,
        check_code=check_code(NETWORK, NUMBER, "school", map(coded, lines)),
        status=RoundStatus.SENT,
        read_at=None,
        read_by="",
        lines=len(lines),
        cents=sum(one.amount_cents for one in lines),
        agreed=0,
        disputed=0,
        open_lines=len(lines),
    )
    return RoundCard(row, NETWORK, "Stichting Maatwerk Proef", lines, "")


def test_the_papers_are_what_they_were(world: World) -> None:
    check("confirmation.xlsx.txt", workbook_dump(workbook_bytes(card(), OFFERS)))
    check("confirmation.pdf.txt", pdf_dump(pdf_bytes(confirmation.document(world.desk, card()))))


def test_only_the_two_columns_for_the_answer_are_open() -> None:
    book = load_workbook(io.BytesIO(workbook_bytes(card(), OFFERS)))
    sheet, marks = book.worksheets
    open_cells = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    heading = next(cell.row for cell in sheet["A"] if cell.value == words.LINE)
    assert open_cells == {f"{letter}{row}" for letter in "LM" for row in range(heading + 1, heading + 4)}
    assert sheet.protection.sheet
    assert marks.protection.sheet
    assert book.security.lockStructure
    assert (marks.title, marks.sheet_state) == (words.MARKS_SHEET, "hidden")
    choice, length = sheet.data_validations.dataValidation
    assert (choice.type, choice.formula1, str(choice.sqref)) == ("list", '"ja,nee"', f"L{heading + 1}:L{heading + 3}")
    assert (length.type, length.formula1) == ("textLength", "400")
    assert [cell.data_type for row in sheet.iter_rows() for cell in row if cell.data_type == "f"] == []
    assert {cell.number_format for row in sheet[f"L{heading + 1}:M{heading + 3}"] for cell in row} == {"@"}


def test_the_silence_rule_is_said_whatever_it_is(world: World) -> None:
    for silence_on in (date(2026, 10, 17), None):
        one = card(silence_on)
        sheet = load_workbook(io.BytesIO(workbook_bytes(one, OFFERS))).worksheets[0]
        said = " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)
        paper = " ".join(" ".join(pages(pdf_bytes(confirmation.document(world.desk, one)))).split())
        assert words.silence(silence_on) in said
        assert words.silence(silence_on) in paper
    assert "zaterdag 17 oktober 2026" in words.silence(date(2026, 10, 17))
    assert "geldt zwijgen niet als akkoord" in words.silence(None)


def test_a_round_of_the_store_as_files_and_as_mail(world: World, tmp_path: Path) -> None:
    placement = world.placement("DUIN", "ZEEUW")
    world.desk.deliveries.enter(DeliveryDraft(date(2026, 10, 5), 250, placement_id=placement))
    with world.writing() as work:
        work.run(
            "UPDATE contact SET email = 'vaart@voorbeeld.nl' WHERE organisation_id = :id", [{"id": school_id("ZEEUW")}]
        )
    round_id = world.desk.rounds.make(school_id("ZEEUW")).made_id
    sent = confirmation.write(world.desk, round_id, tmp_path / "uit", with_mail=True)
    assert sorted(path.name for path in (tmp_path / "uit").iterdir()) == [
        f"Bevestiging ZEEUW BR-2026-27-001.{suffix}" for suffix in ("eml", "pdf", "xlsx")
    ]
    assert sent.mail is not None
    message = read_back(sent.mail.read_bytes())
    assert (message["To"], message["X-Unsent"]) == ("vaart@voorbeeld.nl", "1")
    attached = {one.get_filename(): one.get_payload(decode=True) for one in message.iter_attachments()}
    assert attached == {path.name: path.read_bytes() for path in (sent.xlsx, sent.pdf)}
    text = message.get_body().get_content()
    code = shown_code(sent.card.row.check_code)
    assert "Beste Contact De Zeeuwse Vaart," in text
    assert all(said in text for said in (code, "€\u00a061,75", "Er staat 1 levering in"))
    paper = "".join(pages(sent.pdf.read_bytes()))
    assert code in paper
    assert "L000501" in paper
    for path in (tmp_path / "uit").iterdir():
        assert b"Berg" not in path.read_bytes()
    assert "Berg" not in paper + text + workbook_dump(sent.xlsx.read_bytes())
    assert "L000501" not in text
    before = {path: path.read_bytes() for path in (tmp_path / "uit").iterdir()}
    world.desk.deliveries.confirm([sent.card.lines[0].delivery_id])
    confirmation.write(world.desk, round_id, tmp_path / "uit", with_mail=True)
    assert {path: path.read_bytes() for path in (tmp_path / "uit").iterdir()} == before


def test_the_files_do_not_go_into_the_network(world: World) -> None:
    world.entered()
    round_id = world.desk.rounds.make(school_id("ZEEUW")).made_id
    with pytest.raises(RuleError) as found:
        confirmation.write(world.desk, round_id, world.folder)
    assert found.value.code == "file.network_folder"
    assert not list(world.folder.glob("*.xlsx"))


def test_a_school_without_a_contact_still_gets_a_mail(world: World, tmp_path: Path) -> None:
    world.entered()
    with world.writing() as work:
        work.run("UPDATE contact SET is_active = 0", [{}])
    round_id = world.desk.rounds.make(school_id("ZEEUW")).made_id
    sent = confirmation.write(world.desk, round_id, tmp_path, with_mail=True)
    assert sent.mail is not None
    message = read_back(sent.mail.read_bytes())
    assert message["To"] is None
    assert "Beste collega van De Zeeuwse Vaart," in message.get_body().get_content()
