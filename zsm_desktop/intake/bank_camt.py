"""CAMT.053 (ISO 20022) in versions 02, 04 and 08, read by the names of the elements while the file streams by.

No document type, no entities, no network; depth and number of elements are bounded, and each entry is let go once it is
read, so that a large file costs little and a hostile one no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from lxml import etree

from zsm_desktop.domain.bank_statements import MOST_ENTRIES, BankEntry, BankStatement, with_fingerprints
from zsm_desktop.domain.errors import Finding, RuleError
from zsm_desktop.domain.identifiers import as_iban
from zsm_desktop.domain.money import MOST
from zsm_desktop.intake.bank_details import Details, coded_details, short, tidied

VERSIONS = ("02", "04", "08")
MOST_DEPTH = 40
MOST_ELEMENTS = 600_000
_MOST_AT_ONCE = 60_000
"""Elements of a statement beside its entries, or of one entry: a batch of a thousand stays below it."""
_PIECE = 65_536
_SPACE = re.compile(r"\{urn:iso:std:iso:20022:tech:xsd:(camt\.05[0-9])\.001\.([0-9]{2})\}Document")
_AMOUNT = re.compile(r"\+?([0-9]{1,15})(?:\.([0-9]{1,2})0*)?", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_OPENING = ("OPBD", "PRCD")
_CLOSING = ("CLBD",)
_BETWEEN = "ITBD"
"""Both balances of a page in the middle of a statement."""
_BOOKED = "BOOK"


def read_camt(data: bytes) -> tuple[list[BankStatement], list[Finding]]:
    """Raises RuleError("bank.…") when the file is something else, is not whole, or is built to do harm."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise RuleError("bank.hostile")
    reader = _Reader()
    parser = etree.XMLPullParser(
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for at in range(0, len(data), _PIECE):
            parser.feed(data[at : at + _PIECE])
            for event, element in parser.read_events():
                reader.take(event, element)
        parser.close()
    except etree.LxmlError:
        raise RuleError("bank.cut") from None
    if not reader.statements:
        raise RuleError("bank.no_statement")
    return reader.statements, reader.findings


class _Reader:
    """Takes elements as they open and close."""

    def __init__(self) -> None:
        self.statements: list[BankStatement] = []
        self.findings: list[Finding] = []
        self._depth = self._elements = self._held = self._count = 0
        self._statement: _Statement | None = None

    def take(self, event: str, element: Any) -> None:
        if not isinstance(element.tag, str):
            raise RuleError("bank.hostile")
        if event == "start":
            self._open(element)
            return
        self._depth -= 1
        name = _name(element)
        if name == "Ntry" and self._statement is not None:
            self._statement.add(element)
            self._let_go(element)
        elif name == "Stmt" and self._statement is not None:
            self.statements.append(self._statement.made(element))
            self._statement = None
            self._let_go(element)

    def _open(self, element: Any) -> None:
        if self._depth == 0:
            _require_camt053(element)
        self._depth += 1
        self._elements += 1
        self._held += 1
        if self._depth > MOST_DEPTH or self._held > _MOST_AT_ONCE or self._elements > MOST_ELEMENTS:
            raise RuleError("bank.hostile")
        if _name(element) == "Stmt":
            if self._statement is not None:
                raise RuleError("bank.hostile")
            self._statement = _Statement(element.sourceline, self.findings)
        elif _name(element) == "Ntry":
            self._count += 1
            if self._count > MOST_ENTRIES:
                raise RuleError("bank.too_many", most=MOST_ENTRIES)

    def _let_go(self, element: Any) -> None:
        element.clear()
        while (before := element.getprevious()) is not None and _name(before) == _name(element):
            element.getparent().remove(before)
        self._held = 0


def _require_camt053(root: Any) -> None:
    if root.getroottree().docinfo.doctype:  # an encoding can hide it from a look at the bytes
        raise RuleError("bank.hostile")
    found = _SPACE.fullmatch(root.tag)
    if found is None:
        raise RuleError("bank.other_xml")
    if found[1] != "camt.053":
        raise RuleError("bank.other_message", message=found[1])
    if found[2] not in VERSIONS:
        raise RuleError("bank.version", version=found[2], known=", ".join(VERSIONS))


class _Statement:
    """One statement while it is read: its entries come before what stands around them is complete."""

    def __init__(self, row: int, findings: list[Finding]) -> None:
        self._row = row
        self._findings = findings
        self._entries: list[BankEntry] = []
        self._sums = [0, 0]
        """How many entries, and their amounts without sign: what the bank's own summary counts."""
        self._is_counted = True

    def add(self, entry: Any) -> None:
        row = entry.sourceline
        status = _text(entry, "Sts/Cd") or _text(entry, "Sts")
        if status and status != _BOOKED:
            self._find("bank.not_booked", row, is_warning=True, status=status[:10])
            self._is_counted = False
            return
        cents = self._signed(entry, row)
        day = _date(_child(entry, "BookgDt")) or _date(_child(entry, "ValDt"))
        if cents is None or day is None:
            self._is_counted = False
            if cents is not None:
                self._find("bank.day", row)
            return
        self._sums[0] += 1
        self._sums[1] += abs(cents)
        self._entries += _entries_of(entry, day, cents)

    def made(self, statement: Any) -> BankStatement:
        account = _child(statement, "Acct")
        given = _text(account, "Id/IBAN") or _text(account, "Id/Othr/Id")
        iban = as_iban(given)
        if not given:
            raise RuleError("bank.cut", row=self._row)
        if not iban:
            self._find("bank.account", self._row, is_warning=True, account=given[:34])
        (opening, opened_on), (closing, closed_on) = self._balances(statement)
        self._check_summary(statement)
        own = iban or given[:34]
        entries = (entry if entry.iban != own else _without_iban(entry) for entry in self._entries)
        return BankStatement(
            own,
            short(_text(statement, "ElctrncSeqNb") or _text(statement, "LglSeqNb") or _text(statement, "Id")),
            opened_on,
            opening,
            closed_on,
            closing,
            with_fingerprints(own, entries),
            self._row,
        )

    def _balances(self, statement: Any) -> tuple[tuple[int, date], tuple[int, date]]:
        """Opening and closing; a page between has two of the same kind, in that order."""
        found: list[tuple[str, int, date]] = []
        for balance in _children(statement, "Bal"):
            kind = _text(balance, "Tp/CdOrPrtry/Cd")
            if kind not in {*_OPENING, *_CLOSING, _BETWEEN}:
                continue
            cents, day = self._signed(balance, balance.sourceline), _date(_child(balance, "Dt"))
            if cents is None or day is None:
                raise RuleError("bank.balance", row=balance.sourceline, text=_text(balance, "Amt")[:40])
            found.append((kind, cents, day))
        opening = [one for kind in (*_OPENING, _BETWEEN) for one in found if one[0] == kind]
        closing = [one for kind in (*_CLOSING, _BETWEEN) for one in reversed(found) if one[0] == kind]
        if not opening or not closing or opening[0] is closing[0]:
            raise RuleError("bank.no_balance", row=self._row)
        return opening[0][1:], closing[0][1:]

    def _check_summary(self, statement: Any) -> None:
        """What the bank itself counted over all entries, where it says so."""
        total = _child(_child(statement, "TxsSummry"), "TtlNtries") if self._is_counted else None
        count, amount = _text(total, "NbOfNtries"), _text(total, "Sum")
        counted = (str(self._sums[0]) if count else "", self._sums[1] if amount else None)
        if (count.lstrip("0") or count[:1], _cents(amount) if amount else None) != counted:
            self._find("bank.summary", self._row, count=short(count) or "…", counted=self._sums[0])

    def _signed(self, holder: Any, row: int) -> int | None:
        amount = _child(holder, "Amt")
        currency = "" if amount is None else amount.get("Ccy", "")
        cents, side = _cents(_text(holder, "Amt")), _text(holder, "CdtDbtInd")
        if currency and currency != "EUR":
            self._find("bank.currency", row, currency=currency[:3])
            return None
        if cents is None or side not in {"CRDT", "DBIT"}:
            self._find("bank.entry", row, text=f"{_text(holder, 'Amt')[:40]} {side}".strip())
            return None
        return cents if side == "CRDT" else -cents

    def _find(self, code: str, row: int, *, is_warning: bool = False, **facts: object) -> None:
        self._findings.append(Finding(code, row, facts=facts, is_warning=is_warning))


def _entries_of(entry: Any, day: date, cents: int) -> Iterator[BankEntry]:
    """One, or each of a batch by itself when their amounts are given and make the whole."""
    details = [one for part in _children(entry, "NtryDtls") for one in _children(part, "TxDtls")]
    known = [amount for one in details if (amount := _amount_of(one)) is not None]
    is_batch = len(details) > 1
    whole = _Whole(day, coded_details(_text(entry, "AddtlNtryInf")), _bank_reference(entry), entry.sourceline)
    if is_batch and len(known) == len(details) and sum(known) == abs(cents):
        for one, amount in zip(details, known, strict=True):
            yield _made(whole, one, amount if cents >= 0 else -amount)
    else:
        yield _made(whole, details[0] if details and not is_batch else None, cents)


class _Whole(NamedTuple):
    """What is said of an entry as a whole; some banks say who and what for only here, in code words."""

    day: date
    said: Details
    bank_reference: str
    row: int


def _amount_of(details: Any) -> int | None:
    return _cents(_text(details, "Amt") or _text(details, "AmtDtls/TxAmt/Amt"))


def _bank_reference(entry: Any) -> str:
    return short(_text(entry, "AcctSvcrRef") or _text(entry, "NtryRef"))


def _made(whole: _Whole, details: Any, cents: int) -> BankEntry:
    own = _details(details, is_in=cents >= 0)
    more = coded_details(_text(details, "AddtlTxInf"))
    said = Details(*(one or other or third for one, other, third in zip(own, whole.said, more, strict=True)))
    reference = short(_text(details, "Refs/AcctSvcrRef")) or whole.bank_reference
    return BankEntry(
        whole.day, cents, said.name, said.iban, said.end_to_end, said.reference, said.text, reference, whole.row
    )  # fmt: skip


def _details(details: Any, *, is_in: bool) -> Details:
    if details is None:
        return Details()
    parties = _child(details, "RltdPties")
    side = "Dbtr" if is_in else "Cdtr"
    name = next((found for path in (f"{side}/Pty/Nm", f"{side}/Nm", f"Ultmt{side}/Pty/Nm", f"Ultmt{side}/Nm")
                 if (found := _text(parties, path))), "")  # fmt: skip
    iban = _text(parties, f"{side}Acct/Id/IBAN") or _text(parties, f"{side}Acct/Id/Othr/Id")
    remittance = _child(details, "RmtInf")
    text = " ".join(_all_text(one) for one in _children(remittance, "Ustrd"))
    structured = (_text(one, "CdtrRefInf/Ref") for one in _children(remittance, "Strd"))
    reference = next((one for one in structured if one), "")
    return tidied(Details(name, iban, _text(details, "Refs/EndToEndId"), reference, text))


def _without_iban(entry: BankEntry) -> BankEntry:
    """The own account is no other side; some banks name it on both."""
    return BankEntry(
        entry.booked_on, entry.cents, entry.name, "", entry.end_to_end, entry.reference, entry.text,
        entry.bank_reference, entry.row,
    )  # fmt: skip


def _name(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _children(element: Any, name: str) -> Iterator[Any]:
    return (child for child in element if _name(child) == name) if element is not None else iter(())


def _child(element: Any, name: str) -> Any:
    return next(_children(element, name), None)


def _text(element: Any, path: str) -> str:
    """The text at the end of a path of names, "" when there is none."""
    for name in path.split("/"):
        element = _child(element, name)
    return _all_text(element)


def _all_text(element: Any) -> str:
    return (element.text or "").strip() if element is not None else ""


def _cents(text: str) -> int | None:
    found = _AMOUNT.fullmatch(text)
    if found is None:
        return None
    cents = int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))
    return cents if cents <= MOST else None


def _date(holder: Any) -> date | None:
    given = (_text(holder, "Dt") or _text(holder, "DtTm"))[:10]
    if not _DAY.fullmatch(given):
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        return None
