"""The paper of an invoice: complete, the same every time, readable in its envelope and by a bank's app."""

from __future__ import annotations

import hashlib
import io
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pypdfium2
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas
from segno.helpers import make_epc_qr

from tests.reports.goldens import check, pages, pdf_dump
from tests.reports.invoice_examples import BUYER, ISSUED, ISSUER, KITCHEN, LONG, TRUCK, WELDING, concept, invoice
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.identifiers import require_reference, shown_iban
from zsm_desktop.domain.invoices import InvoiceFacts, VatPart, issued, unit_code, vat_breakdown
from zsm_desktop.domain.settlement_statements import ExchangedLine, SettlementStatementFacts
from zsm_desktop.reports import settlement_statement
from zsm_desktop.reports.document import PayBox
from zsm_desktop.reports.invoice import Addressee, document, mail, pdf, write
from zsm_desktop.reports.noted import by_act
from zsm_desktop.reports.pdf_pay import CODE_SIZE, PaymentCode, accent
from zsm_desktop.reports.xlsx import xlsx_bytes
from zsm_desktop.words import settlement_statement as statement_words

MM = 72 / 25.4
PAGE_HEIGHT = 297 * MM
PUPIL_WORDS = ("pupil", "birth", "initial", "pseudonym", "placement", "case")
STATEMENT = SettlementStatementFacts(
    "VO-2026-0004",
    date(2026, 11, 20),
    date(2026, 8, 1),
    date(2027, 7, 31),
    ISSUER,
    BUYER,
    "Zeeuwse Stichting Maatwerk",
    "closed_purses",
    "VR-2026-003",
    (
        ExchangedLine("Praktijkcollege Walcheren", is_given=True, line=WELDING),
        ExchangedLine("vso Het Tij", is_given=True, line=KITCHEN),
        ExchangedLine("Vakschool De Werf", is_given=False, line=TRUCK),
    ),
    "SG-2026/27-003",
    brought_cents=123_45,
    written_off_cents=446_21,
    entries=1284,
    head="3f1c9a70" * 8,
)


@pytest.fixture(scope="module")
def logo() -> bytes:
    drawn = io.BytesIO()
    Image.new("RGBA", (60, 20), (31, 111, 92, 128)).save(drawn, "PNG")
    return drawn.getvalue()


def with_logo(facts: InvoiceFacts, logo: bytes) -> InvoiceFacts:
    return replace(facts, issuer=replace(facts.issuer, logo=hashlib.sha256(logo).hexdigest()))


def joined(data: bytes) -> str:
    return " ".join(" ".join(pages(data)).split())


@pytest.mark.parametrize("name", ["exempt", "mixed", "credit mixed", "part from a fund", "set off by another"])
def test_the_paper_is_what_it_was(name: str) -> None:
    check(f"invoice {name}.pdf.txt".replace(" ", "_"), pdf_dump(pdf(ISSUED[name])))


def test_a_copy_has_the_same_facts_and_cannot_be_taken_for_another_invoice() -> None:
    facts = ISSUED["mixed"]
    copy = pdf(facts, is_copy=True)
    check("invoice_copy.pdf.txt", pdf_dump(copy))
    said = joined(copy)
    assert "KOPIE" in said
    assert f"het origineel is voor {facts.buyer.name}" in said
    assert "bankapp" not in said
    assert shown_iban(facts.payment_reference) in said
    assert "Kopie" not in joined(pdf(facts))
    long = pages(pdf(ISSUED["sixty lines"], is_copy=True))
    assert [("KOPIE" in page, "Kopie factuur 2026-0001" in page) for page in long] == [(True, True)] * 4


def test_the_same_facts_give_the_same_bytes(logo: bytes) -> None:
    facts = with_logo(ISSUED["mixed"], logo)
    assert pdf(facts, logo) == pdf(with_logo(ISSUED["mixed"], logo), logo)


def test_another_logo_than_it_was_issued_with_is_refused(logo: bytes) -> None:
    for facts, given in ((with_logo(ISSUED["exempt"], logo), b""), (ISSUED["exempt"], logo)):
        with pytest.raises(RuleError) as refused:
            pdf(facts, given)
        assert refused.value.code == "invoice.logo"


@pytest.mark.parametrize(
    ("name", "wanted"), [("exempt", ("Speciaal", "Sprong")), ("long names", ("Vereniging", "Bevelanden"))]
)
def test_the_receiver_stands_in_the_window_wherever_the_letter_slides(name: str, wanted: tuple[str, ...]) -> None:
    page = pypdfium2.PdfDocument(pdf(ISSUED[name]))[0].get_textpage()
    for word in (*wanted, BUYER.postcode):
        index, count = page.search(word).get_next()
        for at in range(index, index + count):
            left, bottom, right, top = page.get_charbox(at)
            assert 20 * MM < left < right < 91 * MM
            assert 49 * MM < PAGE_HEIGHT - top < PAGE_HEIGHT - bottom < 79 * MM


def test_a_bank_can_read_the_code() -> None:
    """Each module that is drawn is dark where that of the payment request is."""
    (box,) = [block for block in document(ISSUED["exempt"]).blocks if isinstance(block, PayBox)]
    drawn = io.BytesIO()
    canvas = Canvas(drawn, pagesize=(CODE_SIZE, CODE_SIZE))
    PaymentCode(box.transfer).drawOn(canvas, 0, 0)
    canvas.save()
    picture = pypdfium2.PdfDocument(drawn.getvalue())[0].render(scale=6).to_pil().convert("L")
    code = make_epc_qr(
        name=ISSUER.name, iban=ISSUER.iban, amount=Decimal("608.75"), reference="RF3120260001", encoding="utf-8"
    )
    wanted = [list(map(bool, row)) for row in code.matrix_iter(border=4)]
    middles = [round((at + 0.5) * picture.width / len(wanted)) for at in range(len(wanted))]
    pixels = picture.load()
    assert [[pixels[x, y] < 128 for x in middles] for y in middles] == wanted


def test_sixty_lines_run_over_pages_that_say_which() -> None:
    found = pages(pdf(ISSUED["sixty lines"]))
    assert len(found) == 4
    for number, page in enumerate(found, start=1):
        assert f"Pagina {number} van 4" in page
        assert number == 4 or "Omschrijving" in page
    assert all("Factuur 2026-0001" in page for page in found)
    assert "Lasplaats, week 60" in "".join(found[2:])


def test_nothing_of_a_long_name_is_lost() -> None:
    said = joined(pdf(ISSUED["long names"]))
    for words in (LONG.name, LONG.street, LONG.order_number, "crème brûlée, Łódź", "3 < 5 & 5 > 3."):
        assert words.replace(" ", "") in said.replace(" ", "")


def test_a_concept_says_so_and_cannot_be_paid() -> None:
    said = joined(pdf(concept()))
    assert said.count("CONCEPT") == 1
    assert "Conceptfactuur" in said
    assert "Betalingskenmerk" not in said
    assert "Concept" not in joined(pdf(ISSUED["exempt"]))


@pytest.mark.parametrize(("name", "start"), [("set off mixed", "te betalen"), ("credit set off", "terug te krijgen")])
def test_what_was_set_off_says_how_instead_of_when_to_pay(name: str, start: str) -> None:
    said = joined(pdf(ISSUED[name]))
    assert f"Niets {start}: verrekend via VR-2026-003 volgens besluit SG-2026/27-004." in said
    assert not {"bankapp", "Betalingskenmerk", "Uiterlijk", "dagen"} & set(said.replace(".", " ").split())
    written = mail(ISSUED[name], Addressee("x@example.org"))
    assert "Niets" in message_from_bytes(written, policy=policy.default).get_body(("plain",)).get_content()


def test_a_credit_note_names_what_it_corrects_and_has_no_code() -> None:
    said = joined(pdf(ISSUED["credit mixed"]))
    assert "Verbetert factuur 2026-0001 van 20 november 2026." in said
    assert "bankapp" not in said


def test_a_statement_asks_no_money() -> None:
    data = settlement_statement.pdf(STATEMENT)
    check("settlement_statement.pdf.txt", pdf_dump(data))
    assert STATEMENT.left_cents == 0
    assert "IBAN" not in joined(data)
    assert data == settlement_statement.pdf(replace(STATEMENT))


def test_a_statement_beside_money_says_what_that_comes_from() -> None:
    lines = (ExchangedLine("vso Het Tij", is_given=False, line=TRUCK),)
    facts = replace(
        STATEMENT,
        regime="netting",
        lines=lines,
        brought_cents=0,
        written_off_cents=0,
        pays_cents=34605,
        vat_cents=-6006,
    )
    assert facts.left_cents == 0
    said = joined(settlement_statement.pdf(facts))
    assert "Uw school betaalt € 346,05. Wie betaalt, krijgt daarvoor een eigen stuk." in said
    assert statement_words.TAXED in said
    for label in (statement_words.VAT, statement_words.PAID):
        assert label in said
    assert statement_words.RECEIVED not in said


def test_a_statement_of_what_was_taken_back_says_that_the_other_is_void() -> None:
    facts = replace(STATEMENT, lines=(), written_off_cents=-446_21, takes_back="VR-2026-001")
    said = joined(settlement_statement.pdf(facts))
    assert "Verrekening VR-2026-001 is teruggedraaid." in said
    assert statement_words.NOTHING not in said


@pytest.mark.parametrize("regime", statement_words.WHY)
def test_a_statement_says_why_under_each_regime(regime: str) -> None:
    said = joined(settlement_statement.pdf(replace(STATEMENT, regime=regime, number="", lines=())))
    assert statement_words.WHY[regime] in said
    assert "CONCEPT" in said


def test_a_draft_carries_the_paper_and_the_e_invoice() -> None:
    facts = ISSUED["exempt"]
    message = message_from_bytes(mail(facts, Addressee("j@school.example", "Jo", "Ans")), policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert message["Subject"] == "Factuur 2026-0001 van Stichting Praktijkonderwijs De Kreek"
    found = {each.get_filename(): each.get_content_type() for each in message.iter_attachments()}
    assert found == {"Factuur 2026-0001.pdf": "application/pdf", "Factuur 2026-0001.xml": "application/xml"}
    text = message.get_body().get_content()  # type: ignore[union-attr]
    assert "RF3120260001" in text
    assert text.startswith("Beste Jo,")


def test_the_files_are_written_and_a_concept_is_paper_alone(tmp_path: Path) -> None:
    assert list(write(ISSUED["exempt"], tmp_path, Addressee(), then=by_act)) == ["pdf", "xml", "eml"]
    assert list(write(concept(), tmp_path, Addressee(), then=by_act)) == ["pdf"]
    assert {file.suffix for file in tmp_path.iterdir()} == {".pdf", ".xml", ".eml"}


def test_the_same_document_can_be_a_workbook() -> None:
    assert xlsx_bytes(document(ISSUED["exempt"])).startswith(b"PK")


@pytest.mark.parametrize("facts", [InvoiceFacts, SettlementStatementFacts])
def test_there_is_no_field_for_a_pupil(facts: type) -> None:
    names = set(field_names(facts))
    assert len(names) > 40
    assert [name for name in names if any(word in name for word in PUPIL_WORDS)] == []


def field_names(one: Any) -> list[str]:
    found = []
    for field in fields(one):
        found.append(field.name)
        kind = get_type_hints(one)[field.name]
        for inner in (kind, *get_args(kind)):
            if is_dataclass(inner):
                found += field_names(inner)
    return found


def test_vat_is_rounded_once_over_the_lines_of_a_percentage() -> None:
    penny = replace(TRUCK, amount_cents=2, price_cents=2, quantity_hundredths=100)
    assert vat_breakdown([penny] * 4) == (VatPart("high", 210, 8, 2),)
    assert sum(part.vat_cents for one in [penny] * 4 for part in vat_breakdown([one])) == 0
    half = replace(penny, amount_cents=50, permille=90, treatment="low")
    assert vat_breakdown([half])[0].vat_cents == 5
    assert vat_breakdown([replace(half, amount_cents=-50)])[0].vat_cents == -5


def test_units_have_a_code_and_a_piece_is_the_last_resort() -> None:
    assert [unit_code(name) for name in ("uur", " Uur", "dagdeel", "cursus")] == ["HUR", "HUR", "C62", "C62"]


def test_the_number_makes_the_reference_to_pay_by() -> None:
    reference = issued(concept(), "DK/2026-0012").payment_reference
    assert require_reference(reference) == reference == f"RF{reference[2:4]}DK20260012"
    with pytest.raises(RuleError):
        issued(concept(), "DK/2026-0012" * 3)


@pytest.mark.parametrize("colour", ["#FFFFFF", "#FFEE00", "#1F6F5C", "", "geel"])
def test_any_colour_of_a_school_can_be_read(colour: str) -> None:
    shown = accent(colour)
    parts = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in shown.rgb()]
    assert 1.05 / (0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2] + 0.05) >= 4.5


def test_a_changed_fact_changes_the_paper() -> None:
    assert pdf(ISSUED["exempt"]) != pdf(invoice(note="Anders"))
