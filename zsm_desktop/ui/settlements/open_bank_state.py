"""What a bank's file seems to bring, what a person makes of it, and that it was kept; no Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from zsm_desktop.domain.payments import Certainty, likeness
from zsm_desktop.services.payments import Received
from zsm_desktop.ui.settlements.open_words import hand_words
from zsm_desktop.words import format as dutch
from zsm_desktop.words.payments import BY_HAND, CERTAINTY, KNOWN, NOT_CHOSEN, reason

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from zsm_desktop.domain.errors import Finding
    from zsm_desktop.intake.bank_file import BankFile
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.open_items import OpenRow
    from zsm_desktop.services.payments import BankRow

PROPOSED = ""
"""The choice of what was proposed itself."""
_ORDER = (Certainty.SURE, Certainty.LIKELY, Certainty.POSSIBLE, Certainty.NONE)
TONES = {Certainty.SURE: "good", Certainty.LIKELY: "info", Certainty.POSSIBLE: "warn", Certainty.NONE: "neutral"}


@dataclass(frozen=True, slots=True)
class BankLine:
    """`chosen` is the document somebody chose instead of what was proposed."""

    bank: BankRow
    chosen: OpenRow | None = None

    @property
    def id(self) -> str:
        return self.bank.entry.fingerprint

    @property
    def received(self) -> tuple[Received, ...]:
        """What keeping it would write; of an amount that is more than what is open the rest stays out."""
        if self.chosen is None:
            return self.bank.received
        entry = self.bank.entry
        cents = min(abs(entry.cents), self.chosen.open_cents)
        return (Received(self.chosen.invoice_id, entry.booked_on, cents, entry.fingerprint),)

    @property
    def is_ready(self) -> bool:
        return bool(self.received)

    @property
    def numbers(self) -> str:
        if self.bank.is_known:
            return "–"
        if self.chosen is not None:
            return self.chosen.number
        return dutch.joined(part.number for part in self.bank.proposal.parts) or NOT_CHOSEN

    @property
    def how_sure(self) -> tuple[str, str]:
        if self.bank.is_known:
            return KNOWN, "neutral"
        if self.chosen is not None:
            return BY_HAND, "info"
        certainty = self.bank.proposal.certainty
        return CERTAINTY[certainty], TONES[certainty]

    @property
    def why(self) -> str:
        if self.bank.is_known:
            return "Dit bedrag is al eerder uit een bankbestand geboekt. Het telt niet nog een keer."
        if self.chosen is not None:
            return hand_words(self.chosen, abs(self.bank.entry.cents))
        return reason(self.bank.proposal)


@dataclass(frozen=True, slots=True)
class BankRead:
    """A file as it was read: its lines with the surest first, or what keeps it from being read."""

    name: str
    lines: tuple[BankLine, ...]
    findings: tuple[Finding, ...]
    has_errors: bool

    @property
    def sure(self) -> frozenset[str]:
        return frozenset(line.id for line in self.lines if line.bank.is_sure)

    @property
    def is_all_known(self) -> bool:
        return bool(self.lines) and all(line.bank.is_known for line in self.lines)


class BankState:
    """`lines` by id are those of the file in hand."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.lines: dict[str, BankLine] = {}
        self.open: dict[str, OpenRow] = {}

    def read(self, path: Path) -> tuple[BankRead, dict[str, OpenRow]]:
        """Also asked beside the painting: nothing is booked and nothing here changes; the network is copied first."""
        from zsm_desktop.intake.bank_file import read_bank_file

        file: BankFile = read_bank_file(path)
        if file.has_errors:
            return BankRead(file.file, (), file.findings, has_errors=True), {}
        self.desk.backups.before("inlezen")
        shown = self.desk.payments.preview(file.statements)
        rows = self.desk.payments.open_items().rows
        lines = sorted(
            (BankLine(row) for row in shown.rows),
            key=lambda line: (line.bank.is_known, _ORDER.index(line.bank.proposal.certainty), line.bank.entry.row),
        )
        found = BankRead(file.file, tuple(lines), (*file.findings, *shown.findings), has_errors=False)
        return found, {row.invoice_id: row for row in rows if row.invoice_id and row.open_cents > 0}

    def take(self, found: BankRead, rows: dict[str, OpenRow]) -> None:
        self.lines, self.open = {line.id: line for line in found.lines}, rows

    def choices(self, line: BankLine) -> list[tuple[str, str]]:
        """What it can be for: first as proposed, then what is open, the likeliest before all others."""
        entry = line.bank.entry
        near = {*line.bank.proposal.others, *(part.number for part in line.bank.proposal.parts)}

        def likely(row: OpenRow) -> int:
            other = row.payer if entry.cents > 0 else row.payee
            return 4 * (row.number in near) + likeness(entry, row.number, other.name, row.open_cents)

        ordered = sorted(self.open.values(), key=lambda row: (-likely(row), row.number))
        first = "Zoals voorgesteld" if line.bank.received else NOT_CHOSEN
        return [
            (PROPOSED, first),
            *(
                (row.invoice_id, f"{row.number} · {row.payer.name} · {dutch.money(row.open_cents)}")
                for row in ordered
            ),
        ]  # fmt: skip

    def choose(self, line_id: str, invoice_id: str) -> BankLine:
        self.lines[line_id] = replace(self.lines[line_id], chosen=self.open.get(invoice_id))
        return self.lines[line_id]

    def ticked(self, line_ids: frozenset[str]) -> list[BankLine]:
        """What each is for now."""
        return [line for line in self.lines.values() if line.id in line_ids]

    def keep(self, lines: Sequence[BankLine]) -> int:
        """All of them or nothing; how many amounts."""
        self.desk.payments.confirm([one for line in lines for one in line.received])
        return len(lines)
