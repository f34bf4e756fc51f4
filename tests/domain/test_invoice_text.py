"""What was issued is kept as text and comes back as it was, to the byte of the paper."""

from __future__ import annotations

import json

import pytest

from tests.reports.invoice_examples import ISSUED
from tests.reports.test_invoice import STATEMENT
from zsm_desktop.domain.invoice_text import as_text, from_text
from zsm_desktop.domain.invoices import InvoiceFacts
from zsm_desktop.domain.settlement_statements import SettlementStatementFacts
from zsm_desktop.reports.invoice import pdf
from zsm_desktop.reports.ubl import ubl_bytes


@pytest.mark.parametrize("name", ISSUED)
def test_every_document_comes_back_as_it_was(name: str) -> None:
    kept = as_text(ISSUED[name])
    found = from_text(InvoiceFacts, kept)
    assert found == ISSUED[name]
    assert as_text(found) == kept


def test_a_statement_comes_back_too() -> None:
    assert from_text(SettlementStatementFacts, as_text(STATEMENT)) == STATEMENT


def test_what_comes_back_is_drawn_to_the_same_bytes() -> None:
    found = from_text(InvoiceFacts, as_text(ISSUED["mixed"]))
    assert (pdf(found), ubl_bytes(found)) == (pdf(ISSUED["mixed"]), ubl_bytes(ISSUED["mixed"]))


def test_what_was_kept_before_a_field_was_added_takes_its_default() -> None:
    kept = json.loads(as_text(ISSUED["long names"]))
    del kept["note"], kept["issuer"]["email"]
    found = from_text(InvoiceFacts, json.dumps(kept))
    assert (found.note, found.issuer.email, found.number) == ("", "", "2026-0001")


@pytest.mark.parametrize(
    "changed", [{"kind": "letter"}, {"issued_on": "gisteren"}, {"term_days": "30"}, {"unknown": 1}, {"lines": [{}]}]
)
def test_a_text_that_was_tampered_with_is_no_document(changed: dict[str, object]) -> None:
    kept = json.loads(as_text(ISSUED["exempt"])) | changed
    with pytest.raises((KeyError, TypeError, ValueError)):
        from_text(InvoiceFacts, json.dumps(kept))
