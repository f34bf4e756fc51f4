"""Reads what a bank sends of an account: MT940, or CAMT.053 in the versions that Dutch banks give.

All or nothing: an error among the findings refuses the file. What cannot be read at all raises RuleError("bank.…").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from zsm_desktop.domain.bank_statements import BankEntry, BankStatement
from zsm_desktop.domain.errors import Finding, RuleError
from zsm_desktop.intake.bank_mt940 import read_mt940

MOST_BYTES = 16 * 1024 * 1024
"""A year of a busy account is a tenth of this."""
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class BankFile:
    """What a file holds; while `has_errors` nothing of it may be kept."""

    file: str
    kind: str
    """"MT940" or "CAMT.053"."""
    statements: tuple[BankStatement, ...]
    findings: tuple[Finding, ...]

    @property
    def has_errors(self) -> bool:
        return any(not finding.is_warning for finding in self.findings)

    @property
    def entries(self) -> tuple[BankEntry, ...]:
        return tuple(entry for statement in self.statements for entry in statement.entries)


def read_bank_file(path: Path) -> BankFile:
    """Raises RuleError("bank.…") for what is no statement of a bank, is cut short, or asks too much."""
    try:
        data = _bytes_of(path)
        if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
            from zsm_desktop.intake.bank_camt import read_camt

            kind, (statements, findings) = "CAMT.053", read_camt(data)
        else:
            kind, (statements, findings) = "MT940", read_mt940(_text_of(data))
    except RuleError as refusal:
        raise RuleError(refusal.code, **{"file": path.name, **refusal.facts}) from None
    once = tuple({statement.fingerprint: statement for statement in statements}.values())
    is_readable = all(finding.is_warning for finding in findings)  # what could not be read is missing in every sum
    every = (*findings, *_twice(statements), *(_sums(once) if is_readable else ()), *_gaps(once))
    return BankFile(path.name, kind, once, tuple(sorted(every, key=lambda finding: finding.row or 0)))


def _bytes_of(path: Path) -> bytes:
    if not path.is_file():
        raise RuleError("bank.not_found")
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as problem:
        raise RuleError("bank.not_readable") from problem
    if len(data) > MOST_BYTES:
        raise RuleError("bank.too_large", most_mb=MOST_BYTES // _MEGABYTE)
    if not data.strip():
        raise RuleError("bank.empty")
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")):
        raise RuleError("bank.other_kind")
    if b"\x00" in data:
        raise RuleError("bank.not_text")
    return data


def _text_of(data: bytes) -> str:
    # Windows text hardly ever happens to be valid UTF-8.
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RuleError("bank.not_text")


def _twice(statements: Iterable[BankStatement]) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for statement in statements:
        first = seen.setdefault(statement.fingerprint, statement.row)
        if first != statement.row:
            yield Finding("bank.twice", statement.row, facts={"first": first}, is_warning=True)


def _sums(statements: Iterable[BankStatement]) -> Iterator[Finding]:
    """Balances that do not follow from each other: an entry is missing, or there is one too many."""
    for statement in statements:
        if statement.difference_cents:
            facts = {
                "opening": statement.opening_cents,
                "closing": statement.closing_cents,
                "difference": statement.difference_cents,
                "day": statement.closed_on,
            }
            yield Finding("bank.sum", statement.row, facts=facts)


def _gaps(statements: Iterable[BankStatement]) -> Iterator[Finding]:
    """A statement that does not go on where the one before it of the same account ended: one may be missing."""
    by_account: dict[str, list[BankStatement]] = {}
    for statement in statements:
        by_account.setdefault(statement.account, []).append(statement)
    for account, own in by_account.items():
        for before, after in pairwise(own):
            if before.closing_cents != after.opening_cents:
                facts = {"account": account, "before": before.closing_cents, "after": after.opening_cents}
                yield Finding("bank.gap", after.row, facts=facts, is_warning=True)
