"""What was typed in the cells of a sheet, what it would do, and writing it; no Qt."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from zsm_desktop.domain.calendar import month_index, month_start
from zsm_desktop.domain.deliveries import TypedUse, read_use, suggested_hundredths
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.ui.exchange.month_change import Change, change_of, lost_words
from zsm_desktop.ui.exchange.month_words import shut_words
from zsm_desktop.words import format as dutch

if TYPE_CHECKING:
    from zsm_desktop.services.changes import Changes
    from zsm_desktop.services.deliveries import DeliveryDraft
    from zsm_desktop.services.sheets import SheetAmounts, SheetRow
    from zsm_desktop.ui.exchange.month_state import MonthState


class TypedCells:
    """`typed` keeps texts by row and first day until they are written, also while the sheet is read again."""

    def __init__(self, shown: MonthState) -> None:
        self.shown = shown
        self.typed: dict[tuple[str, date], str] = {}

    def keep_known(self) -> None:
        """After reading again: what was typed in a row that is gone goes with it."""
        known = {row.key for row in self.shown.rows}
        self.typed = {key: text for key, text in self.typed.items() if key[0] in known}

    def text_of(self, row: SheetRow, at: int) -> str:
        return self.typed.get(_key(self.shown, row, at), self.shown.shown(row, at))

    def is_typed(self, row: SheetRow, at: int) -> bool:
        return _key(self.shown, row, at) in self.typed

    def write_text(self, row: SheetRow, at: int, text: str) -> None:
        """Keeps what was typed, tidied when it is a plain number; what is as it was is no change."""
        key, words = _key(self.shown, row, at), text.strip()
        try:
            use = read_use(words)
            if use.attended is None and not use.is_more:
                words = _tidy(self.shown, row, at, use)
        except RuleError:
            pass
        if words == self.shown.shown(row, at):
            self.typed.pop(key, None)
        else:
            self.typed[key] = words

    def problem(self, row: SheetRow, at: int) -> RuleError | None:
        found = self.change(row, at)
        return found if isinstance(found, RuleError) else None

    def change(self, row: SheetRow, at: int) -> Change | RuleError | None:
        """What the text in this cell would do; None where nothing was typed."""
        text = self.typed.get(_key(self.shown, row, at))
        if text is None:
            return None
        try:
            use = read_use(text)
            lock = self.shown.lock(row, at)
            if lock is not None and not (use.is_more and not self.shown.is_shut(row, at)):
                return lock
            return change_of(row, self.shown.cell(row, at), use, self.shown.delivered_on(row, at))
        except RuleError as error:
            return error

    def fill(self, at: int, *, from_plan: bool) -> int:
        """Types the plan, or what stands in the column before, in the empty cells of a column; how many."""
        filled = 0
        for row in self.shown.rows:
            if self.shown.lock(row, at) is not None or self.text_of(row, at):
                continue
            text = ""
            if from_plan:
                typed = (self.change(row, one) for one in range(len(self.shown.columns)))
                number = plan_of(self.shown, row, at, sum(one.delta for one in typed if isinstance(one, Change)))
                text = dutch.quantity(number) if number else ""
            elif at > 0:
                text = self.text_of(row, at - 1).partition(";")[0]
            if text and not text.startswith("+"):
                self.write_text(row, at, text)
                filled += 1
        return filled

    def changes(self) -> Iterator[tuple[int, int, Change | RuleError]]:
        """Row, column and what is typed there, in the order of the sheet."""
        for place, row in enumerate(self.shown.rows):
            for at in range(len(self.shown.columns)):
                found = self.change(row, at)
                if found is not None:
                    yield place, at, found

    @property
    def is_edited(self) -> bool:
        return bool(self.typed)

    def first_problem(self) -> tuple[int, int] | None:
        """Where the first text stands that cannot be written."""
        return next(((row, at) for row, at, found in self.changes() if isinstance(found, RuleError)), None)

    def ready(self) -> tuple[list[str], list[DeliveryDraft]]:
        """What would be withdrawn and entered; raises what the first wrong text raises."""
        withdrawn: list[str] = []
        drafts = []
        for _, _, found in self.changes():
            if isinstance(found, RuleError):
                raise found
            withdrawn += [line.id for line in found.gone]
            drafts += found.drafts
        return withdrawn, drafts

    def summary(self) -> str:
        """ "12 cellen gewijzigd: 31,5 dagdelen erbij en 2 uren eraf"."""
        count, deltas = 0, dict[tuple[str, str], int]()
        for place, _, found in self.changes():
            if isinstance(found, Change):
                row = self.shown.rows[place]
                count += 1
                deltas[row.unit, row.unit_plural] = deltas.get((row.unit, row.unit_plural), 0) + found.delta
        if not count:
            return "Nog niets gewijzigd"
        sums = [
            f"{dutch.quantity(abs(total))} {one if abs(total) == 100 else many} {'erbij' if total > 0 else 'eraf'}"
            for (one, many), total in deltas.items()
            if total
        ]
        words = dutch.plural(count, "cel gewijzigd", "cellen gewijzigd")
        return f"{words}: {dutch.joined(sums)}" if sums else words

    def preview(self) -> str:
        """All that writing would do, in a few sentences; raises what writing would raise."""
        withdrawn, drafts = self.ready()
        amounts = self.shown.desk.sheets.amounts(withdrawn, drafts)
        money = ""
        if self.shown.desk.actor.may(Permission.READ_BALANCES):
            money = f", samen {dutch.signed_money(amounts.added_cents - amounts.taken_cents)}"
        said = (f"{self.summary()}{money}.", _late(amounts), *_consequences(self))
        return " ".join(filter(None, said))

    def write(self) -> Changes:
        """Everything typed, in one act: all or nothing."""
        kept = [line.id for _, _, found in self.changes() if isinstance(found, Change) for line in found.kept]
        changes = self.shown.desk.sheets.write(*self.ready(), kept)
        self.typed.clear()
        return changes


def _tidy(state: MonthState, row: SheetRow, at: int, use: TypedUse) -> str:
    """A note that stands there already is none; a note alone is about the number that stands there."""
    number = dutch.quantity(use.hundredths) if use.hundredths else ""
    if use.note is None:
        return number
    number = number or state.shown(row, at)
    return number if use.note == state.cell(row, at).note else f"{number}; {use.note}"


def plan_of(state: MonthState, row: SheetRow, at: int, typed: int = 0) -> int:
    """What the plan says of this cell: the fixed number of its month, or an even part of what is left.

    `typed` is what of this row is typed and not written yet.
    """
    if row.placement_id is None or row.last_day is None:
        return 0
    month = month_index(state.columns[at].first_day)
    if row.plan:
        whole, taken = row.plan.get(month, 0), sum(cell.total for cell in row.cells.values()) + typed
    else:
        months_left = month_index(row.last_day) - month + 1
        whole, taken = suggested_hundredths(row.planned, row.used + typed, months_left), 0
    return whole if state.month is None else suggested_hundredths(whole, taken, len(state.columns) - at)


def _consequences(cells: TypedCells) -> list[str]:
    """Which placements are accepted by it, and what goes with what is taken back."""
    made = [(cells.shown.rows[place], found) for place, _, found in cells.changes() if isinstance(found, Change)]
    asked = {row.placement_number: None for row, found in made if row.is_proposed and found.drafts}
    answer = [f"Daarmee aanvaardt u {dutch.joined(asked)}."] if asked else []
    return answer + lost_words([found for _, found in made])


def _key(state: MonthState, row: SheetRow, at: int) -> tuple[str, date]:
    return row.key, state.columns[at].first_day


def _late(amounts: SheetAmounts) -> str:
    """Where what is late goes, the days of one month taken together."""
    months = {(month_start(month_index(late.day)), late.booked_on, shut_words(late)) for late in amounts.late}
    return " ".join(
        f"{dutch.month(month).capitalize()} is {shut}: dat wordt geboekt op {dutch.date_medium(on)}."
        for month, on, shut in sorted(months)
    )
