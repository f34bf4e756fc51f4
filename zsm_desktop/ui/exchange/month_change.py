"""What a typed total does to the deliveries of a cell, and what is said of it before it is written; no Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from zsm_desktop.domain.deliveries import TypedUse, lines_to_replace
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.deliveries import DeliveryDraft
from zsm_desktop.services.sheets import OpenLine
from zsm_desktop.words import format as dutch

if TYPE_CHECKING:
    from datetime import date

    from zsm_desktop.services.sheets import SheetCell, SheetRow


@dataclass(frozen=True, slots=True)
class Change:
    """What one typed cell does: lines that go or stay, drafts to enter, and the change of the total in hundredths.

    `kind` is new, changed or gone; `is_counted`: how often somebody was there was typed for the whole cell.
    """

    gone: tuple[OpenLine, ...]
    drafts: tuple[DeliveryDraft, ...]
    delta: int
    kind: str
    kept: tuple[OpenLine, ...] = ()
    is_counted: bool = False

    @property
    def lost_attended(self) -> int:
        """How often somebody was there at what is taken back and is not said again."""
        said = sum(draft.attended or 0 for draft in self.drafts)
        return 0 if self.is_counted else max(sum(line.attended or 0 for line in self.gone) - said, 0)

    @property
    def lost_notes(self) -> list[str]:
        kept = {draft.note for draft in self.drafts}
        return [line.note for line in self.gone if line.note and line.note not in kept]


def change_of(row: SheetRow, cell: SheetCell, use: TypedUse, day: date) -> Change:
    """`day` is that of what is entered where nothing stands yet. Raises RuleError("delivery.quantity")."""
    if not use.hundredths and use.note is not None and not use.is_more:
        use = replace(use, hundredths=cell.entered)
    if not use.hundredths and (use.is_more or use.note is not None):
        raise RuleError("delivery.quantity")
    if use.is_more or not cell.open:
        only = OpenLine("", day, use.hundredths, use.attended, use.note or "", "")
        return Change((), _drafts(row, [only] if use.hundredths else []), use.hundredths, "new")
    wanted = _wanted(cell.open, use) if use.hundredths else []
    gone = tuple(line for line in cell.open if line not in wanted)
    drafts = _drafts(row, [line for line in wanted if line not in cell.open])
    kind = "changed" if wanted else "gone"
    kept = tuple(line for line in cell.open if line in wanted)
    return Change(gone, drafts, use.hundredths - cell.entered, kind, kept, use.attended is not None)


def _wanted(lines: Sequence[OpenLine], use: TypedUse) -> list[OpenLine]:
    """What is to stand: as before where that can be.

    More comes on the last day that stands, at the tariff of then; of less the last lines go, and what is left of the
    first of those keeps its day and note. A typed note is that of the whole cell.
    """
    counts = [(line.hundredths, line.attended or 0) for line in lines]
    keep = len(lines) - lines_to_replace(counts, use.hundredths, use.attended)
    wanted = list(lines[:keep])
    rest = use.hundredths - sum(line.hundredths for line in wanted)
    if rest:
        came = None if use.attended is None else use.attended - sum(line.attended or 0 for line in wanted)
        like = lines[keep] if keep < len(lines) else replace(lines[-1], note="")
        wanted.append(OpenLine("", like.delivered_on, rest, came or None, like.note, ""))
    if use.note is not None:
        wanted = [replace(line, note="") for line in wanted[:-1]] + [replace(wanted[-1], note=use.note)]
    return wanted


def _drafts(row: SheetRow, lines: Iterable[OpenLine]) -> tuple[DeliveryDraft, ...]:
    loose = {} if row.placement_id else {"offer_id": row.offer_id, "user_id": row.user_id}
    return tuple(
        DeliveryDraft(
            line.delivered_on,
            line.hundredths,
            placement_id=row.placement_id,
            attended=line.attended,
            note=line.note,
            **loose,
        )
        for line in lines
    )


def lost_words(changes: Sequence[Change]) -> list[str]:
    """What goes with the lines that are taken back, in sentences."""
    said = []
    came = sum(change.lost_attended for change in changes)
    if came:
        said.append(f"Hoe vaak er iemand was bij wat wordt ingetrokken ({dutch.count(came)} keer) vervalt.")
    notes = [f"‘{note}’" for change in changes for note in change.lost_notes]
    if notes:
        what, verb = ("opmerking", "vervalt") if len(notes) == 1 else ("opmerkingen", "vervallen")
        said.append(f"De {what} bij wat wordt ingetrokken ({dutch.joined(notes)}) {verb}.")
    numbers = sorted({line.round for change in changes for line in change.gone if line.round})
    if numbers:
        what, verb = ("ronde", "is") if len(numbers) == 1 else ("de rondes", "zijn")
        said.append(
            f"Wat wordt ingetrokken, staat in {what} {dutch.joined(numbers)}, die al {verb} verstuurd: een antwoord "
            "daarop telt dan niet meer."
        )
    return said
