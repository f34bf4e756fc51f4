"""The whole ledger as a file: for hledger, which balances to the same figures, and as csv for a spreadsheet."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from zsm_desktop.domain.ledger import EntryKind
from zsm_desktop.domain.papers import Paper, PaperKind
from zsm_desktop.reports.noted import placing
from zsm_desktop.words.labels import ENTRY_KIND, label

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.ledger import EntryLine, EntryRow

_HEADINGS = (
    "boeking",
    "soort",
    "boekdatum",
    "leverdatum",
    "periode",
    "aanbieder",
    "afnemer",
    "aanbod",
    "aantal",
    "eenheid",
    "tarief",
    "bedrag",
    "subsidie",
    "waarvan subsidie",
    "traject",
    "besluit",
    "draait terug",
    "teruggedraaid door",
    "verrekening",
    "rekening",
    "geboekt door",
    "geboekt op",
    "controlegetal",
)
_ACCOUNTS = {"school": "Verrekend:{}", "fund": "Verrekend:{}", "open": "Open:{}", "write_off": "Afgeboekt"}
"""Where a line of a settlement goes: beside the account of the school itself, which stays what was exchanged."""
_WHAT = {
    EntryKind.SETTLEMENT: "Verrekening",
    EntryKind.WRITE_OFF: "Afgeboekt bij verrekening",
    EntryKind.PAYMENT: "Betaling bij verrekening",
}
LINE = Paper(PaperKind.JOURNAL)
_NOT_IN_TEXT = re.compile(r"[;|,:\x00-\x1f\x7f]+")


def write_hledger(desk: Desk, path: Path) -> int:
    """One transaction per entry, by day of booking; returns the number of entries.

    Scholen:CODE is what was exchanged, Verrekend:CODE what was settled of it, Open:CODE what is to be paid for that.
    """
    with placing(desk, LINE, path) as temporary, temporary[path].open("w", encoding="utf-8", newline="\n") as file:
        file.write("; zsm-desktop: positief is gegeven, negatief is afgenomen\n")
        file.write("; Verrekend is wat daarvan is verrekend, Open wat nog te ontvangen of te betalen is\n")
        file.write("commodity 1000.00 EUR\n\n")
        count = 0
        for entry in _entries(desk):
            _write_entry(file, entry)
            count += 1
    return count


def _write_entry(file: TextIO, entry: EntryRow) -> None:
    if entry.settlement_number:
        _write_settlement(file, entry)
        return
    what = f"{_plain(entry.offer)} van {_plain(entry.provider)} voor {_plain(entry.user)}"
    if entry.kind is EntryKind.FUND:
        what = f"Verschuiving binnen {_plain(entry.fund)} - {what}"
    if entry.reverses is not None:
        what = f"Tegenboeking van {entry.reverses} - {what}"
    tags = [f"geleverd:{entry.delivered_on}", f"aantal:{_hundredths(entry.quantity_hundredths, '.')}"]
    tags += [f"traject:{_plain(entry.placement_number)}"] if entry.placement_number else []
    tags += [f"besluit:{_plain(entry.decision_number)}"] if entry.decision_number else []
    lines = [
        (f"Scholen:{_plain(entry.provider_code)}", entry.amount_cents),
        (f"Scholen:{_plain(entry.user_code)}", entry.fund_cents - entry.amount_cents),
    ]
    lines += [(f"Subsidies:{_plain(entry.fund_code)}", -entry.fund_cents)] if entry.fund_code else []
    file.write(f"{entry.booked_on} ({entry.number}) {what}  ; {', '.join(tags)}\n")
    file.writelines(f"    {account}  {_hundredths(cents, '.')} EUR\n" for account, cents in lines)
    file.write("\n")


def _write_settlement(file: TextIO, entry: EntryRow) -> None:
    what = f"{_WHAT[entry.kind]} "
    what += _plain(entry.settlement_number)
    if entry.undoes:
        what += f" draait {_plain(entry.undoes)} terug"
    file.write(f"{entry.booked_on} ({entry.number}) {what}  ; besluit:{_plain(entry.decision_number)}\n")
    file.writelines(f"    {_account(line)}  {_hundredths(line.cents, '.')} EUR\n" for line in entry.lines)
    file.write("\n")


def _account(line: EntryLine) -> str:
    return _ACCOUNTS[line.kind].format(_plain(line.code))


def write_csv(desk: Desk, path: Path) -> int:
    """Semicolons, a byte order mark and decimal commas, as a Dutch Excel opens it; returns the number of entries.

    A settlement has a row for each of its lines.
    """
    with placing(desk, LINE, path) as temporary, temporary[path].open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow(_HEADINGS)
        count = 0
        for entry in _entries(desk):
            writer.writerows(_csv_rows(entry))
            count += 1
    return count


def _csv_rows(entry: EntryRow) -> Iterator[tuple[object, ...]]:
    if not entry.settlement_number:
        yield _csv_row(entry)
    for line in entry.lines:
        yield _csv_row(replace(entry, amount_cents=line.cents), _account(line))


def _csv_row(entry: EntryRow, account: str = "") -> tuple[object, ...]:
    return (
        entry.number,
        label(ENTRY_KIND, EntryKind(entry.kind).value),
        entry.booked_on.isoformat(),
        entry.delivered_on.isoformat(),
        entry.period,
        _safe(entry.provider_code),
        _safe(entry.user_code),
        _safe(entry.offer),
        _hundredths(entry.quantity_hundredths, ",") if entry.offer else "",
        _safe(entry.unit),
        _hundredths(entry.tariff_cents, ",") if entry.offer else "",
        _hundredths(entry.amount_cents, ","),
        _safe(entry.fund),
        _hundredths(entry.fund_cents, ",") if entry.fund_code else "",
        _safe(entry.placement_number),
        _safe(entry.decision_number),
        entry.reverses if entry.reverses is not None else "",
        entry.reversed_by if entry.reversed_by is not None else "",
        _safe(entry.settlement_number),
        _safe(account),
        _safe(entry.booked_by),
        entry.booked_at.isoformat(),
        entry.hash,
    )


def _entries(desk: Desk) -> Iterator[EntryRow]:
    after = 0
    while found := desk.ledger.following(after):
        yield from found
        after = found[-1].number


def _plain(text: str) -> str:
    """Without the signs that mean something in a journal, and with single spaces: two end an account's name."""
    return " ".join(_NOT_IN_TEXT.sub(" ", text).split())


def _safe(text: str) -> str:
    """A text that a spreadsheet would run as a formula gets an apostrophe before it."""
    return f"'{text}" if text.lstrip()[:1] in {"=", "+", "-", "@"} or text[:1] in {"\t", "\r"} else text


def _hundredths(value: int, mark: str) -> str:
    whole, part = divmod(abs(value), 100)
    return f"{'-' if value < 0 else ''}{whole}{mark}{part:02d}"
