"""Which letters may go out today, with the text of each as somebody left it, and what gets none; no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zsm_desktop.words import reminders as words
from zsm_desktop.words.format import date_medium, joined, money, plural

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from zsm_desktop.reports.reminder import Written
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.reminders import ReminderLetter, ReminderWait
    from zsm_desktop.ui.work import Progress

Letters = tuple[tuple["ReminderLetter", str], ...]
TONES = {1: "info", 2: "warn", 3: "bad"}


@dataclass(frozen=True, slots=True)
class LetterLine:
    """`usual` is the text that stands in it unless somebody types another."""

    letter: ReminderLetter
    usual: str
    text: str

    @property
    def id(self) -> str:
        """Another day of payment or level is another letter, whose text names other things."""
        first = self.letter.items[0].row
        return f"{first.payer.account}/{first.issuer_id}/{self.letter.level}/{self.letter.pay_by}"

    @property
    def debtor(self) -> str:
        return self.letter.items[0].row.payer.name

    @property
    def creditors(self) -> str:
        return joined(dict.fromkeys(one.row.payee.name for one in self.letter.items))

    @property
    def numbers(self) -> str:
        return joined(one.row.number for one in self.letter.items)

    @property
    def documents(self) -> str:
        return plural(len(self.letter.items), "factuur", "facturen")

    @property
    def is_own(self) -> bool:
        return self.text != self.usual


@dataclass(frozen=True, slots=True)
class WaitLine:
    wait: ReminderWait

    @property
    def id(self) -> str:
        return self.wait.row.invoice_id

    @property
    def what(self) -> str:
        row = self.wait.row
        if self.wait.why == "reminder.disputed":
            return words.REVERSED if row.is_reversed else words.DISPUTED
        if self.wait.why == "reminder.one_account":
            return words.ONE_ACCOUNT
        if self.wait.why == "reminder.last":
            return words.last_went_out(row.reminded_on)
        return words.not_yet(row.level, row.reminded_on, row.pay_by, row.due_on, self.wait.from_day)


class RemindersState:
    """`lines` by id, in the order of the list; what was typed stays while its letter is there."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.lines: dict[str, LetterLine] = {}
        self.waiting: tuple[WaitLine, ...] = ()

    def read(self) -> None:
        today = self.desk.reminders.today()
        own = {row.level: row.text for row in self.desk.reminders.texts()}
        lines = {}
        for letter in today.letters:
            usual = words.text_of(letter.level, letter.pay_by, own[letter.level])
            line = LetterLine(letter, usual, usual)
            before = self.lines.get(line.id)
            lines[line.id] = LetterLine(letter, usual, before.text) if before and before.is_own else line
        self.lines = lines
        self.waiting = tuple(WaitLine(one) for one in today.waiting)

    def write(self, line_id: str, text: str) -> None:
        """Its text for this once."""
        line = self.lines[line_id]
        self.lines[line_id] = LetterLine(line.letter, line.usual, text)

    def chosen(self, ticked: Collection[str]) -> Letters:
        return tuple((line.letter, line.text) for line in self.lines.values() if line.id in ticked)

    def paper(self, line_id: str) -> bytes:
        """The letter as it would go out, nowhere on disk."""
        from zsm_desktop.reports.reminder import pdf

        line = self.lines[line_id]
        return pdf(self.desk, line.letter, line.text)

    def make(self, letters: Letters, folder: Path, progress: Progress) -> tuple[Written, ...]:
        """Kept as sent once every file is whole; refused, there is neither."""
        from zsm_desktop.reports.reminder import write

        return write(self.desk, letters, folder, progress.step, lambda: self.desk.reminders.send(letters))

    def counted(self, ticked: Collection[str]) -> str:
        """How many may go out, and how many of them will."""
        if not self.lines:
            return words.NONE_DUE
        found = self.chosen(ticked)
        said = f"{plural(len(self.lines), 'brief kan', 'brieven kunnen')} vandaag uit."
        if not found:
            return f"{said} Er is niets aangevinkt."
        cents = sum(letter.open_cents for letter, _ in found)
        return f"{said} Aangevinkt: {len(found)}, over {money(cents)}."


def dues(line: LetterLine) -> list[tuple[str, str]]:
    """What stands in the letter: every document with what is open, and since when it is too late."""
    return [
        (f"{one.row.number}: {money(one.row.open_cents)}", f"verviel op {date_medium(one.row.due_on)}")
        for one in line.letter.items
        if one.row.due_on is not None
    ]
