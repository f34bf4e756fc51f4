"""Closing a running meeting: what is said before, and what becomes of what is not done."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from zsm_desktop.ui.parts.talk.agenda import point_title
from zsm_desktop.ui.parts.talk.table import OnTable
from zsm_desktop.words.format import joined, plural

if TYPE_CHECKING:
    from zsm_desktop.ui.parts.talk.live import LiveView

KEY = "Ctrl+F8"
MOST_NAMED = 4
FINISHED = "Het overleg is afgerond. Vergist? Ctrl+Z opent het weer zolang het verslag een concept is."
OTHERS_LEFT = "Een ander heeft hier ook nog tekst staan die niet is vastgelegd; die verdwijnt bij het afronden."
ONLY_HERE = "Wat u typte staat deels alleen nog op deze computer. Afronden kan zodra de server het heeft."
NOT_KEPT = "Nog niet alle tekst is bewaard. Probeer dat eerst opnieuw bij het veld."


class Ending:
    """`attempt` does the act and says a refusal."""

    def __init__(self, view: LiveView, table: OnTable, attempt: Callable[[Callable[[], object]], bool]) -> None:
        self._view, self._table, self._attempt = view, table, attempt

    def ask(self) -> None:
        """Asks before closing, and says what is still open and what becomes of it."""
        view, sitting = self._view, self._table.sitting
        if not sitting.may_lead or not self._is_kept():
            return

        def finish() -> None:
            if self._is_kept() and self._attempt(sitting.finish):
                self._table.half.let_go()
                view.said.emit(FINISHED, "good")

        def question() -> None:
            said = " ".join((still_open(self._table), *not_ticked(self._table), *half_written(self._table)))
            view.strip.show()
            view.confirm.ask(said, finish, yes="Afronden", no="Verder vergaderen")

        self._attempt(question)

    def _is_kept(self) -> bool:
        if self._view.settle(is_ending=True):
            return True
        table = self._table
        is_here = table.notes.here & table.notes.unsaved.keys() or table.half.here & table.half.unsaved.keys()
        self._view.said.emit(ONLY_HERE if is_here else NOT_KEPT, "bad")
        return False


def still_open(table: OnTable) -> str:
    """The points that were not reached, those for later today too."""
    rows = [row for row in table.agenda if row.status in {"open", "parked"}]
    if not rows:
        return "Alle punten zijn besproken. Na het afronden staat het verslag als concept klaar."
    named = f": {joined([point_title(row) for row in rows])}" if len(rows) <= MOST_NAMED else ""
    count = plural(len(rows), "punt is", "punten zijn")
    cases = [row for row in rows if row.case is not None]
    after = " Casussen gaan mee naar de volgende keer." if cases else ""
    return f"{count} nog niet besproken{named}.{after} Daarna staat het verslag als concept klaar."


def not_ticked(table: OnTable) -> list[str]:
    """The minutes would say that who led or wrote was not there."""
    card = table.sitting.card
    if card is None:
        return []
    there = {row.name for row in card.attendance if row.is_present}
    if not there:
        return ["Niemand is aangevinkt als aanwezig."]
    roles = (("de voorzitter", card.chair), ("de notulist", card.note_taker))
    away = [f"{role} ({name})" for role, name in roles if name and name not in there]
    return [f"Niet aangevinkt als aanwezig: {joined(away)}."] if away else []


def half_written(table: OnTable) -> list[str]:
    """What closing the meeting ends besides: text that was typed and not laid down, here and by others."""
    at = table.half.points()
    names = joined([point_title(row) for row in table.agenda if row.id in at])
    own = [f"Bij {names} staat nog tekst die niet is vastgelegd; die verdwijnt bij het afronden."] if names else []
    others = table.sitting.desk.drafts.by_others(table.sitting.meeting_id)
    return [*own, OTHERS_LEFT] if others else own
