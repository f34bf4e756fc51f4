"""Grenzen: how far a school may get out of balance before it is time to talk, and what it could do in return."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.ui.balances.state import BalancesState
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.facts import DetailPanel, Sides
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import MoneyField
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words.balances import prompt_text, return_text, talk_text

if TYPE_CHECKING:
    from zsm_desktop.services.limits import LimitRow, Prompt

NOTHING_TO_RETURN = (
    "Deze school staat in de min, maar wat andere scholen tevergeefs vroegen, heeft zij nu niet met vrije plaatsen."
)


def columns(beyond: dict[str, Prompt]) -> tuple[Column, ...]:
    def state(row: LimitRow) -> str:
        if row.most_owed_cents is None and row.most_due_cents is None:
            return "geen grens"
        return "voorbij de grens" if row.school_id in beyond else "binnen de grens"

    return (
        Column("school", "School", "name", width=136, stretch=2, is_strong=True, is_name=True),
        Column("balance", "Stand", "balance_cents", "balance", width=144),
        Column("owed", "Hoogste tekort", "most_owed_cents", "money", width=128, priority=3),
        Column("due", "Hoogste tegoed", "most_due_cents", "money", width=128, priority=3),
        Column("state", "Grens", state, "pill", width=136, tone=lambda row: _TONES[state(row)]),
    )


_TONES = {"geen grens": "neutral", "binnen de grens": "good", "voorbij de grens": "warn"}


class LimitsFace(QWidget):
    """`opened` sends the school to explain; `said` is news for a toast."""

    opened = Signal(str)
    said = Signal(str, str)

    def __init__(self, theme: Theme, state: BalancesState) -> None:
        super().__init__()
        self.theme, self.state = theme, state
        self._beyond: dict[str, Prompt] = {}
        self._rows: dict[str, LimitRow] = {}
        empty = EmptyState(theme, "Nog geen scholen", "Voeg eerst scholen toe in de kamer Netwerk.", icon="building")
        model = ListModel(columns(self._beyond), row_id=lambda row: row.school_id)
        self.table = Table(theme, model, name="Grenzen per school", empty=empty)
        layout.box(theme, self.table, width=240, height=130)
        self.table.opened.connect(self.opened)
        self.table.chosen.connect(self._show)
        actor = state.desk.actor
        self.may_set = actor.may(Permission.KEEP_BOOKS) or actor.may(Permission.EDIT_NETWORK)
        self.panel = DetailPanel(theme, "Kies een school", icon="scale")
        self.set_limit = Button(theme, "Grens instellen", icon="pencil", key="Ctrl+E", on_click=self.ask)
        self.set_limit.setEnabled(self.may_set)
        if not self.may_set:
            self.set_limit.hide()
        self.panel.set_acts(self.set_limit)
        self.about = layout.label("", wrap=True)
        self.talk = layout.label("", wrap=True)
        self.in_return = layout.label("", wrap=True)
        self.return_title = layout.label("Wat de school kan terugdoen", "section", wrap=True)
        for thing in (self.about, self.talk, self.return_title, self.in_return):
            self.panel.body.addWidget(thing)
        note = layout.label(
            "De stand telt alle jaren. Een grens is een afspraak om te praten: het programma houdt niets tegen.",
            "muted", wrap=True,
        )  # fmt: skip
        whole = layout.column(theme, Sides(theme, self.table, self.panel, width=288), note, gap=10)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.table)

    def reload(self) -> None:
        limits = self.state.desk.limits
        self._beyond.clear()
        self._beyond.update({prompt.school_id: prompt for prompt in limits.prompts()})
        rows = sorted(limits.rows(), key=lambda row: (row.school_id not in self._beyond, row.balance_cents, row.name))
        self._rows = {row.school_id: row for row in rows}
        self.table.set_rows(rows)
        if rows and not self.table.current_id():
            self.table.select_id(rows[0].school_id)
        self._show(self.table.current_id())

    def ask(self) -> FormDialog | None:
        row = self._rows.get(self.table.current_id())
        if row is None or not self.may_set:
            return None
        dialog = LimitForm(self.theme, self.window(), row, self.state)
        dialog.told.connect(lambda words: self.said.emit(words, "info"))
        dialog.open()
        return dialog

    def _show(self, school_id: str) -> None:
        row = self._rows.get(school_id)
        if row is None:
            self.panel.show_nothing()
            return
        prompt = self._beyond.get(school_id)
        self.panel.show_thing(row.name, dutch.signed_money(row.balance_cents))
        self.about.setText(prompt_text(prompt) if prompt else _within(row))
        self.talk.setText(talk_text(prompt) if prompt else "")
        self.talk.setVisible(prompt is not None)
        is_debit = row.balance_cents < 0
        for widget in (self.return_title, self.in_return):
            widget.setVisible(is_debit)
        if is_debit:
            rows = self.state.desk.reciprocity.of(school_id).rows
            self.in_return.setText("\n\n".join(return_text(one) for one in rows) or NOTHING_TO_RETURN)


def _within(row: LimitRow) -> str:
    if row.most_owed_cents is None and row.most_due_cents is None:
        return "Voor deze school is geen grens afgesproken."
    parts = [
        f"{words} {dutch.money(cents)}"
        for words, cents in (("een tekort tot", row.most_owed_cents), ("een tegoed tot", row.most_due_cents))
        if cents is not None
    ]
    return f"Binnen wat is afgesproken: {dutch.joined(parts)}."


class LimitForm(FormDialog):
    """Both limits of one school; an empty field is no limit."""

    def __init__(self, theme: Theme, window: QWidget, row: LimitRow, state: BalancesState) -> None:
        super().__init__(theme, f"Grens voor {row.name}", window, submit=self._save, width=480)
        self._row, self._state = row, state
        self.field_of["limits.negative"] = "owed"
        self.body.addWidget(
            layout.label("Voorbij een grens vraagt het programma om een gesprek. Leeg: geen grens.", "muted", wrap=True)
        )
        self.owed, self.due = MoneyField(theme), MoneyField(theme)
        self.add_row(
            ("owed", Field(theme, "Hoogste tekort", self.owed, hint="Zoveel mag zij meer afnemen dan geven.")),
            ("due", Field(theme, "Hoogste tegoed", self.due, hint="Zoveel mag zij meer geven dan afnemen.")),
        )
        self.edits(*_limits_of(row), self._reread)
        self.owed.setFocus()

    def _reread(self) -> tuple[int, dict[str, object]]:
        rows = self._state.desk.limits.rows()
        found = next((row for row in rows if row.school_id == self._row.school_id), None)
        if found is None:
            raise RuleError("limits.none")
        return _limits_of(found)

    def _save(self) -> None:
        self._state.desk.limits.set(self._row.school_id, self.row.version, self.owed.cents, self.due.cents)


def _limits_of(row: LimitRow) -> tuple[int, dict[str, object]]:
    return row.version, {"owed": row.most_owed_cents, "due": row.most_due_cents}
