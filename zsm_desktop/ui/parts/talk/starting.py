"""Starting a meeting: at once when all is as planned, else after a question that says what is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.talk.sitting import Sitting
from zsm_desktop.words.format import date_long, joined

if TYPE_CHECKING:
    from zsm_desktop.ui.parts.talk.page import TalkPage

UNDO = "Ongedaan maken"
BEGUN = "Het overleg is begonnen."
NOBODY = "Er is nog niemand aangevinkt als aanwezig (F4)."


def ask_start(page: TalkPage) -> None:
    sitting = page.sitting
    if sitting.card is None or not sitting.may_lead or sitting.status != "planned":
        return

    def begin() -> None:
        sitting.start()
        page.offer.emit(BEGUN, "good", (UNDO, lambda: page.attempt(sitting.desk.undo.back)))

    why = doubts(sitting)
    if not why:
        page.attempt(begin)
        return
    form = FormDialog(page.theme, "Overleg nu starten?", page, submit=begin, do="Starten")
    for words in why:
        form.body.addWidget(layout.label(words, wrap=True))
    form.open()
    form.ok.setFocus()


def doubts(sitting: Sitting) -> list[str]:
    """What makes it unlikely that it begins now."""
    card = sitting.card
    if card is None:
        return []
    found = []
    going_on = [row.number for row in sitting.desk.meetings.rows() if row.status == "running"]
    if going_on:
        found.append(f"Er loopt al een overleg: {joined(going_on)}. Rond dat eerst af als het voorbij is.")
    if card.row.held_on != sitting.desk.day:
        found.append(f"Dit overleg staat gepland op {date_long(card.row.held_on)}, en dat is niet vandaag.")
    if not any(row.is_present for row in card.attendance):
        found.append(NOBODY)
    return found
