"""The auditor's file of a calendar year (XAF 4.0): written as a stream, then read back and held against itself.

The schema does not add up, so `audit_check` does: what is written is only kept when both say it is right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TextIO
from xml.sax.saxutils import escape

from zsm_desktop import __version__
from zsm_desktop.domain.calendar import month_index, month_start
from zsm_desktop.domain.files import require_paper_place
from zsm_desktop.domain.ledger import EntryKind
from zsm_desktop.domain.papers import Paper, PaperKind
from zsm_desktop.domain.spans import Span
from zsm_desktop.reports.audit_check import SPACE, require_sound
from zsm_desktop.reports.noted import placing
from zsm_desktop.reports.texts import one_line
from zsm_desktop.words import audit_file as words
from zsm_desktop.words.format import quantity

if TYPE_CHECKING:
    from zsm_desktop.domain.book_years import AuditAccount, AuditBook, AuditHolder
    from zsm_desktop.domain.invoices import InvoiceOrganisation
    from zsm_desktop.services.audit_books import AuditEntry
    from zsm_desktop.services.desk import Desk

RGS = {
    "school": "BVorOvrOvk",
    "open": "BVorDebHad",
    "fund": "BSchOvsOvs",
    "write_off": "WBedAlkOal",
    "rounding": "WBedAlkOal",
}
"""Ledger accounts, so codes of the fourth level: a shorter one is a heading in that schema."""
RGS_VERSION = "3.7"
PROFIT_AND_LOSS = frozenset({"write_off", "rounding"})
_MOST_ID, _MOST_NAME = 35, 50


def write(desk: Desk, year: int, path: Path) -> tuple[str, ...]:
    """What it lacks, in sentences. Raises RuleError("audit_file.year", "audit_file.schema", "audit_file.sums") and as
    `domain.files.replacing`; then nothing is written.
    """
    require_paper_place(path)
    book = desk.audit_books.book(year)
    with placing(desk, Paper(PaperKind.AUDIT_FILE, span=Span.of_book_year(year)), path) as temporary:
        write_book(desk, book, temporary[path])
    return tuple(lacking(book))


def write_book(desk: Desk, book: AuditBook, path: Path, heard: Callable[[], object] = lambda: None) -> None:
    """`heard` is called at every entry, and may break it off."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        _Writer(desk, book, file, heard).write()
    require_sound(path)


def lacking(book: AuditBook) -> Iterator[str]:
    if not book.keeper.name:
        yield words.NO_KEEPER
    elif not _tax_number(book.keeper):
        yield words.NO_NUMBER.format(name=book.keeper.name)


class _Writer:
    def __init__(self, desk: Desk, book: AuditBook, file: TextIO, heard: Callable[[], object]) -> None:
        self._desk, self._book, self._file, self._heard = desk, book, file, heard
        self._ids = {one.id: _own_id(one.code, one.id) for one in book.accounts}
        self._holders = {one.id: self._ids[one.holder] for one in book.accounts if one.holder is not None}

    def write(self) -> None:
        out = self._file.write
        out(f'<?xml version="1.0" encoding="UTF-8"?>\n<auditfile xmlns="{SPACE}">\n')
        out(self._header())
        out(f"<company>\n{self._owner()}")
        out(_group("customersSuppliers", *(self._holder(one) for one in self._book.holders)))
        out(_group("generalLedger", *(self._account(one) for one in self._book.accounts)))
        out(_group("periods", *self._periods()))
        out(self._opening())
        self._transactions()
        out("</company>\n</auditfile>\n")

    def _header(self) -> str:
        book = self._book
        return _group(
            "header",
            _leaf("fiscalYear", f"{book.year:04}"),
            _leaf("startDate", book.first_day),
            _leaf("endDate", book.last_day),
            _leaf("curCode", "EUR"),
            _leaf("dateCreated", book.made_on),
            _leaf("softwareDesc", "zsm-desktop"),
            _leaf("softwareVersion", __version__[:20]),
            _leaf("RGSVersion", RGS_VERSION),
        )

    def _owner(self) -> str:
        keeper = self._book.keeper
        number = [_leaf("Commercenr", keeper.kvk)] if keeper.kvk else []
        return "".join(
            (
                *number,
                _leaf("companyName", (keeper.name or self._book.network)[:255]),
                _leaf("taxRegistrationCountry", keeper.country),
                _leaf("taxRegIdent", _tax_number(keeper)),
                _address(keeper),
            )
        )

    def _holder(self, one: AuditHolder) -> str:
        facts, number = one.facts, _tax_number(one.facts)
        return _group(
            "customerSupplier",
            _leaf("custSupID", self._ids[one.account]),
            _leaf("custSupName", one_line(one.name)[:_MOST_NAME]),
            *([_leaf("commerceNr", facts.kvk)] if facts.kvk else []),
            *([_leaf("taxRegistrationCountry", facts.country), _leaf("taxRegIdent", number)] if number else []),
            _leaf("custSupTp", "B"),
            _address(facts),
        )

    def _account(self, one: AuditAccount) -> str:
        return _group(
            "ledgerAccount",
            _leaf("accID", self._ids[one.id]),
            _leaf("accDesc", words.KINDS[one.kind].format(name=one.name)[:255]),
            _leaf("accTp", "P" if one.kind in PROFIT_AND_LOSS else "B"),
            _leaf("RGScode", RGS[one.kind]),
        )

    def _periods(self) -> Iterator[str]:
        first = month_index(self._book.first_day)
        for at in range(12):
            last = date.fromordinal(month_start(first + at + 1).toordinal() - 1)
            yield _group(
                "period",
                _leaf("periodNumber", at + 1),
                _leaf("startDatePeriod", month_start(first + at)),
                _leaf("endDatePeriod", last),
            )

    def _opening(self) -> str:
        opening = self._book.opening
        lines = (
            _group("obLine", _leaf("nr", at), _leaf("accID", self._ids[account]), _amount(cents))
            for at, (account, cents) in enumerate(opening, 1)
        )
        debit = -sum(cents for _, cents in opening if cents < 0)
        credit = sum(cents for _, cents in opening if cents > 0)
        return _group("openingBalance", _totals(len(opening), debit, credit), *lines)

    def _transactions(self) -> None:
        out, book = self._file.write, self._book
        out(f"<transactions>\n{_totals(book.lines, book.debit_cents, book.credit_cents)}")
        for journal, name in words.JOURNALS.items():
            out(f"<journal>\n{_leaf('jrnID', journal)}{_leaf('desc', name)}{_leaf('jrnTp', 'M')}")
            for entry in self._desk.audit_books.entries(book, journal):
                self._heard()
                out(self._transaction(entry))
            out("</journal>\n")
        out("</transactions>\n")

    def _transaction(self, entry: AuditEntry) -> str:
        what = entry_text(entry)
        return _group(
            "transaction",
            _leaf("nr", entry.number),
            _leaf("desc", what),
            _leaf("periodNumber", entry.booked_on.month),
            _leaf("trDt", entry.booked_on),
            _leaf("Source", "zsm-desktop"),
            _leaf("User", one_line(entry.booked_by)[:999]),
            *(self._line(entry, at, account, cents) for at, (account, cents, _) in enumerate(entry.lines, 1)),
        )

    def _line(self, entry: AuditEntry, at: int, account: int, cents: int) -> str:
        document = entry.invoice_number or entry.settlement_number or str(entry.number)
        return _group(
            "trLine",
            _leaf("nr", at),
            _leaf("accID", self._ids[account]),
            _leaf("docRef", document[:255]),
            _leaf("effDate", entry.delivered_on),
            _amount(cents),
            _leaf("custSupID", self._holders[account]) if account in self._holders else "",
            _leaf("invRef", entry.invoice_number) if entry.invoice_number else "",
        )


def entry_text(entry: AuditEntry) -> str:
    """What was booked, without anybody for whom it was."""
    if entry.kind is EntryKind.PAYMENT:
        return words.PAYMENT.format(invoice=entry.invoice_number, number=entry.settlement_number)
    if entry.kind is EntryKind.SETTLEMENT:
        return words.SETTLEMENT.format(number=entry.settlement_number)
    if entry.kind is EntryKind.WRITE_OFF:
        return words.WRITE_OFF.format(number=entry.settlement_number)
    if entry.kind is EntryKind.FUND:
        return words.SHIFT.format(what=entry.offer)
    what = f"{quantity(entry.quantity_hundredths)} {entry.unit} {entry.offer}"
    return words.REVERSAL.format(number=entry.reverses, what=what) if entry.reverses is not None else what


def _own_id(code: str, account: int) -> str:
    """Its code as far as the file has room for it."""
    tail = f"~{account}"
    return code if len(code) <= _MOST_ID else code[: _MOST_ID - len(tail)] + tail


def _tax_number(one: InvoiceOrganisation) -> str:
    return (one.vat_number or one.rsin)[:30]


def _address(one: InvoiceOrganisation) -> str:
    if not (one.street or one.city):
        return ""
    return _group(
        "streetAddress",
        _leaf("streetname", one.street[:100]),
        _leaf("number", one.house_number[:15]),
        _leaf("city", one.city[:50]),
        _leaf("postalCode", one.postcode.replace(" ", "")[:10]),
        _leaf("country", one.country),
    )


def _totals(lines: int, debit: int, credit: int) -> str:
    return _leaf("linesCount", lines) + _leaf("totalDebit", _euros(debit)) + _leaf("totalCredit", _euros(credit))


def _amount(cents: int) -> str:
    return _leaf("amnt", _euros(abs(cents))) + _leaf("amntTp", "C" if cents > 0 else "D")


def _euros(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02}"


def _leaf(name: str, value: object) -> str:
    text = value.isoformat() if isinstance(value, date) else escape(one_line(str(value)))
    return f"<{name}>{text}</{name}>\n"


def _group(name: str, *parts: str) -> str:
    return f"<{name}>\n{''.join(parts)}</{name}>\n"
