"""Whose bank account an amount goes to or comes from, and all accounts and names by which a bank may know them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from zsm_desktop.domain.identifiers import as_iban
from zsm_desktop.domain.invoice_text import from_text
from zsm_desktop.domain.invoices import InvoiceFacts, InvoiceOrganisation
from zsm_desktop.services.invoice_sides import Sides
from zsm_desktop.services.open_items import OpenRow, RowsOf

_IBANS = """
SELECT a.id, coalesce(o.iban, ''), coalesce(b.iban, ''), coalesce(o.name, ''), coalesce(b.name, '')
FROM account a LEFT JOIN organisation o ON o.id = a.school_id LEFT JOIN organisation b ON b.id = o.board_id
WHERE a.kind IN ('school', 'fund')
"""
_FACTS = "SELECT id, facts FROM invoice WHERE kind = 'invoice'"
_ALL = "SELECT iban FROM organisation WHERE iban IS NOT NULL"


@dataclass(frozen=True, slots=True)
class BankSide:
    """`facts` is who pays or is paid, its `iban` "" where none was filled in; `ibans` and `names` it may go by too."""

    facts: InvoiceOrganisation
    ibans: frozenset[str]
    names: tuple[str, ...]


class BankSides:
    """Read once, then asked per account of the books or per document."""

    def __init__(self, rows_of: RowsOf) -> None:
        self._sides = Sides(rows_of)
        self._known = {row[0]: (row[1:3], row[3:5]) for row in rows_of(_IBANS, {})}
        self._facts: Mapping[str, str] = dict(rows_of(_FACTS, {}))
        self.all_ibans = frozenset(as_iban(iban) or iban for (iban,) in rows_of(_ALL, {}))

    def of_account(self, account: int) -> BankSide:
        """Of a school, its own account or else that of its board; of a fund that of the penvoerder."""
        return self._of(self._sides.of(account).facts, account)

    def paid_on(self, row: OpenRow) -> BankSide:
        """Who is to be paid, as the document says; where none went out, as it is now."""
        text = self._facts.get(row.invoice_id)
        if text is None:
            return self.of_account(row.payee.account)
        return self._of(from_text(InvoiceFacts, text).paid_to, row.payee.account)

    def is_on_one_account(self, row: OpenRow) -> bool:
        """Two schools of one board may share its account: then there is nothing to transfer."""
        iban = self.paid_on(row).facts.iban
        return bool(iban) and iban == self.of_account(row.payer.account).facts.iban

    def _of(self, facts: InvoiceOrganisation, account: int) -> BankSide:
        ibans, names = self._known[account]
        every = (as_iban(iban) or iban for iban in (facts.iban, *ibans) if iban)
        return BankSide(facts, frozenset(every), tuple(dict.fromkeys(name for name in (facts.name, *names) if name)))
