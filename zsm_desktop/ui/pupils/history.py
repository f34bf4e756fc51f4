"""What happened before with one case: a line per discussion and per placement, each a way to where it stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QLayout, QWidget

from zsm_desktop.services.case_facts import CasePlacement, PastDiscussion
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.pill import Pill
from zsm_desktop.ui.pupils import words
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words.exchange import placement_state
from zsm_desktop.words.labels import NOT_PLACEABLE, OUTCOME, label

Go = Callable[[str, str], object]
"""(room, id)."""


def part(theme: Theme, title: str, inside: QWidget | QLayout) -> QWidget:
    """A part of a card under its own heading."""
    return layout.holder(layout.column(theme, layout.line(), layout.label(title, "section"), inside, gap=12))


def discussion_line(theme: Theme, past: PastDiscussion, go: Go) -> QWidget:
    day = dutch.date_medium(past.held_on)
    open_it = Button(theme, day, kind="quiet", on_click=lambda: go("meetings", past.meeting_id))
    open_it.setAccessibleName(f"Bespreking van {day} openen")
    words_ = label(OUTCOME, past.outcome) if past.outcome else "nog geen uitkomst"
    outcome = Pill(theme, words_, words.OUTCOME_TONES.get(past.outcome, "neutral"))
    said = (label(NOT_PLACEABLE, past.reason_code) if past.reason_code else "", past.reason)
    reason = ": ".join(part for part in said if part)
    notes = [layout.label(text, wrap=True, selectable=True) for text in (reason, past.notes) if text]
    return layout.holder(layout.column(theme, layout.row(theme, open_it, None, outcome), *notes, gap=4))


def placement_line(theme: Theme, placement: CasePlacement, day: date, go: Go) -> QWidget:
    open_it = Button(theme, placement.offer, kind="quiet", on_click=lambda: go("exchange", placement.id))
    open_it.setAccessibleName(f"Traject {placement.number} openen: {placement.offer}")
    tone = "neutral" if placement.status != "running" else "info" if placement.starts_on > day else "good"
    state = Pill(theme, placement_state(placement.status, placement.starts_on, day), tone)
    span = f"{dutch.date_medium(placement.starts_on)} tot en met {dutch.date_medium(placement.ends_on)}"
    when = layout.label(f"{placement.provider}, {span}", "muted", wrap=True)
    return layout.holder(layout.column(theme, layout.row(theme, open_it, None, state), when, gap=2))
