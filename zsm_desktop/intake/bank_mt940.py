"""MT940 as Dutch banks really write it: a message of tagged lines, each bank with habits of its own.

Only the frame is strict: a message has an account, an opening balance, entries and a closing balance, in that order, so
that a file that was cut or mixed up is refused instead of read in part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from stdnum import iban as stdnum_iban

from zsm_desktop.domain.bank_statements import MOST_ENTRIES, BankEntry, BankStatement, with_fingerprints
from zsm_desktop.domain.errors import Finding, RuleError
from zsm_desktop.domain.identifiers import as_iban
from zsm_desktop.domain.money import MOST
from zsm_desktop.intake.bank_details import Details, read_details, short

MOST_LINE = 2_000
MOST_LINES = 300_000
_TAG = re.compile(r":(20|21|25P?|28C?|60[FM]?|61|62[FM]?|64|65|86|13D?|34F|90[CD]|NS|940):(.*)", re.ASCII)
_END = re.compile(r"-\s*|-\}.*|-XXX.*", re.ASCII)
_BALANCE = re.compile(r"([CD])(\d{6})([A-Z]{3})(\d{1,15},\d{0,2})\s*", re.ASCII)
_ENTRY = re.compile(
    r"(?P<value>\d{6})(?P<booked>\d{4}|\s{4})?(?P<sign>R?[CD])(?P<funds>[A-Z])?\s?"
    r"(?P<amount>\d{1,15},\d{0,2})(?P<kind>[A-Z][A-Z0-9]{3})?(?P<rest>.*)",
    re.ASCII,
)
_BANK = re.compile(r"(?<![A-Z])(ABNA|ASNB|INGB|KNAB|RABO|SNSB|TRIO|RBRB)NL[A-Z0-9]{2}", re.ASCII)
_LONG_NAMES = {"TRIODOSBANK": "TRIO"}
_HALF_YEAR = timedelta(days=183)
_PIVOT = 80
"""Two figures of a year: from 80 on they are of the last century."""


class Line(NamedTuple):
    row: int
    tag: str
    texts: list[str]
    """The line and those that continue it."""


@dataclass(slots=True)
class _Message:
    """One statement while it is read."""

    row: int
    bank: str
    account: str = ""
    number: str = ""
    opening: tuple[int, date] | None = None
    closing: tuple[int, date] | None = None
    entries: list[tuple[Line, list[Line]]] = field(default_factory=list)


def read_mt940(text: str) -> tuple[list[BankStatement], list[Finding]]:
    """Raises RuleError("bank.…") when the file is no MT940 or is not whole."""
    if text.count("\n") + text.count("\r") > 2 * MOST_LINES:
        raise RuleError("bank.too_many", most=MOST_ENTRIES)
    reader = _Reader()
    for line in _lines(text):
        reader.read(line)
    reader.end()
    return reader.statements, reader.findings


def _lines(text: str) -> Iterator[Line]:
    """Tagged lines with what continues them; `tag` is "" for a line between messages and "-" for the end of one."""
    current: Line | None = None
    for row, raw in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        if len(raw) > MOST_LINE:
            raise RuleError("bank.hostile")
        found = _TAG.fullmatch(raw)
        if found is None and _END.fullmatch(raw):
            found_tag, rest = "-", ""
        elif found is not None:
            found_tag, rest = found[1], found[2]
        elif current is not None and current.tag not in {"", "-"}:
            current.texts.append(raw)
            continue
        else:
            found_tag, rest = "", raw
        if current is not None:
            yield current
        current = Line(row, found_tag, [rest])
    if current is not None:
        yield current


class _Reader:
    """Goes through the lines once; one call of `read` each, then `end`."""

    def __init__(self) -> None:
        self.statements: list[BankStatement] = []
        self.findings: list[Finding] = []
        self._message: _Message | None = None
        self._bank = ""
        self._count = 0

    def read(self, line: Line) -> None:
        if line.tag in {"", "940"}:
            self._between(line)
        elif line.tag == "20":
            self._finish()
            self._message = _Message(line.row, self._bank)
        elif line.tag == "-":
            self._finish()
        else:
            self._inside(line)

    def end(self) -> None:
        self._finish()
        if not self.statements and not self.findings:
            raise RuleError("bank.other_kind")

    def _between(self, line: Line) -> None:
        self._finish()
        if line.tag == "940":
            self._bank = "RABO"
        elif found := _BANK.search(line.texts[0]):
            self._bank = found[1]

    def _inside(self, line: Line) -> None:
        message, tag = self._message, line.tag[:2]
        if message is None:
            raise RuleError("bank.other_kind" if not self.statements else "bank.cut", row=line.row)
        if tag == "25":
            message.account = line.texts[0].strip()
        elif tag == "28":
            message.number = short(line.texts[0])
        elif tag == "60":
            self._expect(message.opening is None and not message.entries, line)
            message.opening = self._balance(line)
        elif tag == "61":
            self._expect(message.opening is not None and message.closing is None, line)
            self._count += 1
            if self._count > MOST_ENTRIES:
                raise RuleError("bank.too_many", most=MOST_ENTRIES)
            message.entries.append((line, []))
        elif tag == "62":
            self._expect(message.opening is not None and message.closing is None, line)
            message.closing = self._balance(line)
        elif tag == "86" and message.entries and message.closing is None:
            # After the closing balance comes what the bank says of the statement as a whole.
            message.entries[-1][1].append(line)

    @staticmethod
    def _expect(is_so: bool, line: Line) -> None:
        if not is_so:
            raise RuleError("bank.order", row=line.row)

    def _balance(self, line: Line) -> tuple[int, date]:
        found = _BALANCE.fullmatch(line.texts[0])
        cents, day = (_cents(found[4]), _day(found[2])) if found else (None, None)
        if found is None or cents is None or day is None:
            raise RuleError("bank.balance", row=line.row, text=line.texts[0][:40])
        if found[3] != "EUR":
            self.findings.append(Finding("bank.currency", line.row, facts={"currency": found[3]}))
        return (cents if found[1] == "C" else -cents), day

    def _finish(self) -> None:
        message, self._message = self._message, None
        if message is None:
            return
        if message.opening is None or message.closing is None or not message.account:
            raise RuleError("bank.cut", row=message.row)
        account, is_known = account_of(message.account, message.bank)
        if not is_known:
            facts = {"account": account}
            self.findings.append(Finding("bank.account", message.row, facts=facts, is_warning=True))
        entries = [found for line, details in message.entries if (found := self._entry(line, details, account))]
        (opening, opened_on), (closing, closed_on) = message.opening, message.closing
        marked = with_fingerprints(account, entries)
        statement = BankStatement(
            account, message.number, opened_on, opening, closed_on, closing, marked, message.row
        )  # fmt: skip
        self.statements.append(statement)

    def _entry(self, line: Line, details: list[Line], account: str) -> BankEntry | None:
        found = _ENTRY.fullmatch(line.texts[0])
        cents = _cents(found["amount"]) if found else None
        day = _booked(found["value"], found["booked"]) if found else None
        if found is None or cents is None or day is None:
            self.findings.append(Finding("bank.entry", line.row, facts={"text": line.texts[0][:60]}))
            return None
        is_in = found["sign"] in {"C", "RD"}
        own, _, bank_reference = found["rest"].partition("//")
        more = [text.strip() for text in line.texts[1:] if text.strip()]
        parts = [text for one in details for text in one.texts]
        said = read_details(parts, own, more)
        if said.iban == account:
            said = said._replace(iban="")
        return _made(day, cents if is_in else -cents, said, short(bank_reference), line.row)


def _made(day: date, cents: int, said: Details, bank_reference: str, row: int) -> BankEntry:
    return BankEntry(
        day, cents, said.name, said.iban, said.end_to_end, said.reference, said.text, bank_reference, row
    )  # fmt: skip


def account_of(text: str, bank: str) -> tuple[str, bool]:
    """The IBAN behind what a bank writes for an account, and whether it is one.

    Old files give a bare number ("1526.89.184EUR", "TRIODOSBANK/0390123456"); with the bank's letters it has one IBAN.
    """
    known = text.replace(" ", "").upper().removesuffix("EUR")
    if iban := as_iban(known):
        return iban, True
    if re.match(r"[A-Z]{2}[0-9]{2}[A-Z]{4}", known, re.ASCII):
        return known[:34], False
    head, _, tail = known.rpartition("/")
    bank = _LONG_NAMES.get(head, bank)
    digits = re.sub(r"\D", "", tail)
    if not bank or not 1 <= len(digits) <= 10:
        return digits or known[:34], False
    account = f"{bank}{digits:0>10}"
    return f"NL{stdnum_iban.calc_check_digits(f'NL00{account}')}{account}", True


def _cents(text: str) -> int | None:
    whole, _, part = text.partition(",")
    cents = int(whole) * 100 + int(part.ljust(2, "0"))
    return cents if cents <= MOST else None


def _day(text: str) -> date | None:
    year = int(text[:2])
    try:
        return date(year + (1900 if year >= _PIVOT else 2000), int(text[2:4]), int(text[4:6]))
    except ValueError:
        return None


def _booked(value: str, month_and_day: str | None) -> date | None:
    """The day of booking has no year of its own: it is the one nearest to the day of value."""
    day = _day(value)
    if day is None or not month_and_day or not month_and_day.strip():
        return day
    near = [_day(f"{(day.year + offset) % 100:02}{month_and_day}") for offset in (-1, 0, 1)]
    return next((one for one in near if one is not None and abs(one - day) <= _HALF_YEAR), None)
