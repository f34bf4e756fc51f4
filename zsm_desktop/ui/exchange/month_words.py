"""What the sheet says of its rows, its columns and the cell in hand; no Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zsm_desktop.ui.exchange.month_change import Change, lost_words
from zsm_desktop.ui.parts.field import sentence
from zsm_desktop.words import format as dutch
from zsm_desktop.words.labels import first_upper

if TYPE_CHECKING:
    from zsm_desktop.services.deliveries import DeliveryDraft
    from zsm_desktop.services.sheets import LateDay, SheetCell, SheetRow
    from zsm_desktop.ui.exchange.month_state import MonthState
    from zsm_desktop.ui.exchange.month_typed import TypedCells

SHORT_MONTH = 3


def row_words(row: SheetRow) -> tuple[str, str]:
    """A strong line and a quiet one."""
    if row.placement_id is None:
        return row.user, f"{row.offer} · zonder leerling"
    proposed = " · nog te aanvaarden" if row.is_proposed else ""
    return f"{row.pseudonym} · {row.placement_number}{proposed}", f"{row.offer} · voor {row.user}"


def column_words(state: MonthState, at: int) -> tuple[str, str]:
    """A short name, and below it whether its days are closed or on hold; a week bears its days there."""
    column = state.columns[at]
    shut = "" if column.late is None else "wacht" if column.late.is_held else "dicht"
    if state.month is None:
        name = dutch.MONTHS[column.first_day.month - 1]
        return ("mrt" if name == "maart" else name[:SHORT_MONTH]), shut
    days = f"{column.first_day.day}–{column.last_day.day}"
    return f"week {column.first_day.isocalendar().week}", f"{days} {shut}".rstrip()


def span_words(state: MonthState, at: int) -> str:
    column = state.columns[at]
    if state.month is None:
        return first_upper(dutch.month(column.first_day))
    return f"{column.first_day.day} tot en met {dutch.date_medium(column.last_day)}"


def amount(hundredths: int, row: SheetRow) -> str:
    return f"{dutch.quantity(hundredths)} {row.unit if hundredths == 100 else row.unit_plural}"


def cell_note(state: MonthState, cells: TypedCells, row: SheetRow, at: int) -> str:
    """All about one cell in a few sentences: what stands in it, what is typed, and where it is booked."""
    said = [f"{span_words(state, at)}, {' · '.join(row_words(row))}."]
    said += _standing(state.cell(row, at), row)
    found, lock = cells.change(row, at), state.lock(row, at)
    if isinstance(found, Change):
        said += [_typed(found, row), *lost_words([found])]
    elif found is not None:
        said.append(sentence(found))
    elif lock is not None:
        said.append(sentence(lock))
    late = state.columns[at].late
    if late is not None and not state.is_shut(row, at):
        booked_on = dutch.date_medium(late.booked_on)
        said.append(f"Deze dagen zijn {shut_words(late)}: wat u typt wordt geboekt op {booked_on}.")
    return " ".join(said)


def shut_words(late: LateDay) -> str:
    return "in de wacht" if late.is_held else "afgesloten"


def _standing(cell: SheetCell, row: SheetRow) -> list[str]:
    said = []
    if cell.entered:
        times = f" ({dutch.count(cell.attended)} keer aanwezig)" if cell.attended else ""
        said.append(f"Ingevoerd: {amount(cell.entered, row)}{times}, wacht op bevestiging.")
        said += [f"Opmerking: {cell.note}."] if cell.note else []
    if cell.confirmed:
        numbers = dutch.joined(dutch.count(number) for number in cell.numbers)
        what = "boeking" if len(cell.numbers) == 1 else "boekingen"
        said.append(f"Bevestigd: {amount(cell.confirmed, row)} ({what} {numbers}).")
    if cell.disputed:
        said.append(f"Betwist: {amount(cell.disputed, row)}, telt niet mee.")
    return said


def _typed(change: Change, row: SheetRow) -> str:
    if change.kind == "gone":
        return "Wordt ingetrokken."
    gone = dutch.plural(len(change.gone), "levering", "leveringen")
    news = dutch.joined([_entered(draft, row) for draft in change.drafts])
    if change.gone:
        return f"Ingetrokken: {gone}. Ingevoerd: {news}." if news else f"Ingetrokken: {gone}."
    return f"Erbij: {news}." if change.kind == "changed" else f"Wordt ingevoerd: {news}."


def _entered(draft: DeliveryDraft, row: SheetRow) -> str:
    times = f", {dutch.count(draft.attended)} keer aanwezig" if draft.attended else ""
    note = f", met de opmerking ‘{draft.note}’" if draft.note else ""
    return f"{amount(draft.quantity_hundredths, row)}{times}, op {dutch.date_medium(draft.delivered_on)}{note}"
