"""What was issued, held against itself and what was decided: facts that can be read, totals as they were claimed."""

from __future__ import annotations

from collections.abc import Iterator

from zsm_desktop.domain.errors import Finding
from zsm_desktop.domain.invoice_text import from_text
from zsm_desktop.domain.invoices import InvoiceFacts
from zsm_desktop.store.store import Store

_OTHER_CLAIM = """
SELECT min(i.number) FROM invoice i LEFT JOIN (
 SELECT settlement_id, payer_id, payee_id, sum(cents) AS cents FROM (
  SELECT settlement_id, payer_id, payee_id, cents FROM settlement_payment
  UNION ALL SELECT settlement_id, user_id, provider_id, cents + vat_cents FROM settlement_document
   WHERE cents + vat_cents > 0
  UNION ALL SELECT settlement_id, provider_id, user_id, -cents - vat_cents FROM settlement_document
   WHERE cents + vat_cents < 0) AS one GROUP BY settlement_id, payer_id, payee_id
) AS claim ON claim.settlement_id = i.settlement_id AND claim.payer_id = i.payer_id AND claim.payee_id = i.payee_id
WHERE i.claim <> 'set_off' GROUP BY i.settlement_id, i.payer_id, i.payee_id, claim.cents
HAVING sum(i.total_cents) <> coalesce(claim.cents, 0) ORDER BY 1 LIMIT 1
"""
_FACTS = "SELECT number, kind, total_cents, issued_on, due_on, facts FROM invoice ORDER BY number"


def invoice_faults(store: Store) -> Iterator[Finding]:
    """That numbers run on without a gap is asked together with those of other papers."""
    for (number,) in store.rows(_OTHER_CLAIM):
        yield Finding("check.invoice_claim", facts={"number": number})
    for number, kind, cents, issued_on, due_on, text in store.rows(_FACTS):
        try:
            facts = from_text(InvoiceFacts, text)
        except (KeyError, TypeError, ValueError):
            yield Finding("check.invoice", facts={"number": number})
            continue
        said = (facts.number, facts.kind, facts.totals.including_cents, facts.issued_on.isoformat())
        due = facts.due_on.isoformat() if facts.due_on else None
        if (*said, due) != (number, kind, cents, issued_on, due_on):
            yield Finding("check.invoice", facts={"number": number})
