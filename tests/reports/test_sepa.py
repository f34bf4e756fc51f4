"""The payment file of each paying school: valid, with the reference in its place, and refused while an IBAN lacks."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from openpyxl import load_workbook
from pypdfium2 import PdfDocument
from sepaxml.validation import try_valid_xml

from tests.builders import World, school_id
from tests.services.invoiced import IBANS, ONE, THREE, invoiced
from tests.services.invoicing import appoint, describe, fill_in
from tests.services.settled import NETTING, say_vat, settle, take_back
from tests.services.test_paper_trail import kinds
from tests.services.test_payments import DUIN_BILL, KREEK_BILL, refused
from zsm_desktop.domain.identifiers import make_reference, shown_iban
from zsm_desktop.models import Organisation
from zsm_desktop.reports.pdf import pdf_bytes
from zsm_desktop.reports.sepa import SCHEMA, document, sepa_bytes, write
from zsm_desktop.services.funds import FundDraft

SPACE = {"p": f"urn:iso:std:iso:20022:tech:xsd:{SCHEMA}"}


@pytest.fixture
def settlement(world: World) -> str:
    invoiced(world)
    (found,) = world.desk.settlements.rows()
    return found.id


def said(root: etree._Element, path: str) -> list[str]:
    found: Any = root.xpath(f"//p:{path.replace('/', '/p:')}/text()", namespaces=SPACE)
    return [str(one) for one in found]


def test_each_paying_school_has_a_valid_file_with_what_it_still_owes(
    world: World, settlement: str, tmp_path: Path
) -> None:
    (bill, _) = world.desk.payments.open_items().rows
    assert bill.number == DUIN_BILL
    world.desk.payments.enter(bill.invoice_id, world.desk.day, 10_00)
    written = write(world.desk, [settlement], tmp_path / "uit")
    assert [one.school for one in written] == ["DUIN", "ZEEUW"]
    assert kinds(world) == [("orders", 2)]
    data = written[1].files["file"].read_bytes()
    try_valid_xml(data, SCHEMA)
    root = etree.fromstring(data)
    assert said(root, "GrpHdr/NbOfTxs") == ["1"]
    assert said(root, "GrpHdr/CtrlSum") == said(root, "InstdAmt") == [f"{(THREE - 10_00) / 100:.2f}"]
    assert (said(root, "DbtrAcct/Id/IBAN"), said(root, "CdtrAcct/Id/IBAN")) == ([IBANS["ZEEUW"]], [IBANS["DUIN"]])
    assert said(root, "DbtrAgt/FinInstnId/BICFI") == ["INGBNL2A"]
    assert said(root, "CdtrRefInf/Ref") == said(root, "EndToEndId") == [make_reference(DUIN_BILL)]
    assert said(root, "Ustrd") == []
    assert bill.due_on is not None
    (pay_on,) = [date.fromisoformat(one) for one in said(root, "ReqdExctnDt/Dt")]
    assert bill.due_on - timedelta(days=4) <= pay_on <= bill.due_on


def test_the_list_to_type_over_says_the_same(world: World, settlement: str, tmp_path: Path) -> None:
    (_, zeeuw) = write(world.desk, [settlement], tmp_path)
    book = load_workbook(io.BytesIO(zeeuw.files["xlsx"].read_bytes()))
    cells = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert {"74.1", "De Duinpan", "NL91 ABNA 0417 1643 00"} <= cells
    assert zeeuw.files["pdf"].read_bytes().startswith(b"%PDF")


def test_an_account_number_to_type_over_stays_on_one_line_beside_a_long_name(world: World, settlement: str) -> None:
    (_, zeeuw) = world.desk.ordering.orders(settlement)
    (order,) = zeeuw.orders
    payee = replace(order.payee, name="Interconfessionele Praktijkschool De Duinpan en Omstreken")
    long = replace(zeeuw, orders=(replace(order, payee=payee, cents=987_654_32),))
    data = pdf_bytes(document(long, "VR-2026/27-001", world.desk.network_name, world.now))
    page = PdfDocument(data)[0].get_textpage().get_text_range()
    for said_whole in ("NL91 ABNA 0417 1643 00", shown_iban(make_reference(DUIN_BILL))):
        assert said_whole in page


def test_what_was_paid_is_left_out_and_nothing_is_said(world: World, settlement: str, tmp_path: Path) -> None:
    desk = world.desk
    (first, second) = desk.payments.open_items().rows
    desk.payments.enter(first.invoice_id, desk.day, THREE)
    assert [one.school for one in write(desk, [settlement], tmp_path)] == ["DUIN"]
    desk.payments.enter(second.invoice_id, desk.day, ONE)
    assert second.number == KREEK_BILL
    with refused("sepa.nothing"):
        write(desk, [settlement], tmp_path)


def test_payments_without_documents_go_too_and_what_was_taken_back_does_not(world: World, tmp_path: Path) -> None:
    say_vat(world, "exempt")
    world.delivered("DUIN", "ZEEUW", 300, date(2026, 10, 5))
    settlement = settle(world, NETTING)
    with world.writing() as work:
        for code, iban in IBANS.items():
            work.session.get_one(Organisation, school_id(code)).iban = iban
    (one,) = write(world.desk, [settlement], tmp_path)
    root = etree.fromstring(one.files["file"].read_bytes())
    assert (said(root, "Ustrd"), said(root, "CdtrRefInf/Ref")) == (["VR-2026/27-001"], [])
    take_back(world, settlement)
    with refused("sepa.nothing"):
        write(world.desk, [settlement], tmp_path)


def test_what_is_missing_is_said_before_anything_is_written(world: World, settlement: str, tmp_path: Path) -> None:
    describe(world, "ZEEUW", iban="")
    assert world.desk.ordering.lacking(settlement) == ("De Zeeuwse Vaart",)
    with refused("sepa.missing"):
        write(world.desk, [settlement], tmp_path / "uit")
    assert not (tmp_path / "uit").exists()
    with refused("settlement.none"):
        write(world.desk, ["nergens"], tmp_path)


def test_a_fund_pays_from_the_account_of_the_penvoerder(world: World, tmp_path: Path) -> None:
    fill_in(world)
    world.desk.funds.add(FundDraft("Projectsubsidie", 100_00, date(2026, 8, 1), date(2027, 7, 31), percent=100_00))
    world.delivered("DUIN", "ZEEUW", 300, date(2026, 10, 5))
    settlement = settle(world, NETTING)
    assert world.desk.ordering.lacking(settlement) == ("Projectsubsidie",)
    with refused("sepa.missing"):
        write(world.desk, [settlement], tmp_path)
    appoint(world)
    (one,) = write(world.desk, [settlement], tmp_path)
    assert said(etree.fromstring(one.files["file"].read_bytes()), "DbtrAcct/Id/IBAN") == [IBANS["KREEK"]]


def test_names_that_a_bank_would_refuse_are_written_with_its_signs(world: World, settlement: str) -> None:
    describe(world, "ZEEUW")
    with world.writing() as work:
        work.session.get_one(Organisation, school_id("ZEEUW")).name = "Scholen é & “ü” <b>_ € Zoë"
    (_, zeeuw) = world.desk.ordering.orders(settlement)
    data = sepa_bytes(zeeuw, "VR-1", world.now)
    assert said(etree.fromstring(data), "Dbtr/Nm") == ["Scholen e + u b EUR Zoe"]
    assert sepa_bytes(zeeuw, "VR-1", world.now) == data
    assert sepa_bytes(zeeuw, "VR-1", world.now + timedelta(seconds=1)) != data
