"""The card of one book year: what was looked at, what stood on every account, and closing it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.book_years import AccountYear, CheckKind, CheckOutcome, YearState
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.facts import DetailPanel, FactList
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.lines import Line, Lines
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.table import HEADER_HEIGHT, Table
from zsm_desktop.words import book_years as words
from zsm_desktop.words import format as dutch

if TYPE_CHECKING:
    from collections.abc import Callable

    from zsm_desktop.services.book_years import YearCard, YearRow
    from zsm_desktop.ui.parts.writer import Act, Told
    from zsm_desktop.ui.settlements.book_years_state import BookYearsState
    from zsm_desktop.ui.theme import Theme

TONES = {YearState.OPEN: "neutral", YearState.READY: "info", YearState.CLOSED: "good"}
SIGNS = {
    CheckOutcome.GOOD: ("circle-check", "good"),
    CheckOutcome.WARNING: ("info-circle", "warn"),
    CheckOutcome.BLOCKING: ("alert-triangle", "bad"),
}
ROW_HEIGHT = 56
TOTALS = (
    Column(
        "account", "Rekening", "account.name", width=120, stretch=2, is_name=True,
        detail=lambda one: words.KINDS.get(one.account.kind, ""),
    ),
    Column("opening", words.OPENING, "opening_cents", "balance", width=122, priority=3),
    Column("change", words.CHANGE, "change_cents", "balance", width=122, priority=2),
    Column("closing", words.CLOSING, "closing_cents", "balance", width=122),
)  # fmt: skip


class CheckLine(QWidget):
    """One check with, where it is not in order, a button that goes to where it is seen to."""

    def __init__(self, theme: Theme, go: Button) -> None:
        super().__init__()
        self.line, self.go = Lines(theme), go
        row = layout.row(theme, self.line, go, gap=10)
        row.setStretch(0, 1)
        self.setLayout(row)


class BookYearPanel(DetailPanel):
    """`close_year` asks for the act; `gone` sends a room, or a face of this one, and a thing."""

    close_year = Signal()
    gone = Signal(str, str)

    def __init__(self, theme: Theme, state: BookYearsState, files: QWidget) -> None:
        super().__init__(theme, "Kies een boekjaar", "Hier ziet u of het kan worden afgesloten.", icon="lock")
        self._theme, self._state = theme, state
        self.close_button = Button(
            theme, "Boekjaar afsluiten", kind="primary", icon="lock", key="Ctrl+Return", on_click=self.close_year.emit
        )
        self.set_acts(self.close_button, files)
        self.files = files
        self.reading = layout.label("De boeken worden nagelopen …", "muted", wrap=True)
        self.facts = FactList(theme)
        self.checks = {kind: self._check(kind) for kind in CheckKind}
        self.title_totals = layout.label(words.TOTALS, "strong")
        empty = EmptyState(theme, "Niets geboekt", icon="scale", tone="neutral")
        self.totals = Table(
            theme, ListModel(TOTALS, row_id=lambda one: str(one.account.id)), name=words.TOTALS, empty=empty
        )
        self.sign = layout.label(words.SIGN, "small", wrap=True)
        self._looked = layout.holder(
            layout.column(theme, layout.label("Wat is nagegaan", "strong"), *self.checks.values(), gap=10)
        )
        for thing in (self.reading, self.facts, self._looked, self.title_totals, self.totals, self.sign):
            self.body.addWidget(thing)

    def _check(self, kind: CheckKind) -> CheckLine:
        def go() -> None:
            card = self._state.card
            check = next((one for one in card.checks if one.kind is kind), None) if card else None
            if check is not None:
                self.gone.emit(*self._state.place(check)[:2])

        return CheckLine(self._theme, Button(self._theme, "", icon="arrow-right", on_click=go))

    def show_row(self, row: YearRow) -> None:
        """While the rest is being read."""
        self._show_head(row)
        self.reading.show()
        for thing in (self._looked, self.title_totals, self.totals, self.sign):
            thing.hide()
        self._show_acts(row, may_close=False)

    def show_card(self, card: YearCard) -> None:
        self._show_head(card.row)
        self.reading.hide()
        found = {check.kind: check for check in card.checks}
        for kind, line in self.checks.items():
            check = found.get(kind)
            line.setVisible(check is not None)
            if check is not None:
                icon, tone = SIGNS[check.outcome]
                said = f"{words.OUTCOMES[check.outcome]}: " if check.outcome is not CheckOutcome.GOOD else ""
                text = f"{said}{words.check_text(check)}"
                line.line.set_lines([Line(text[0].upper() + text[1:], words.check_advice(check), icon, tone)])
                go = "" if card.row.state is YearState.CLOSED else self._state.place(check)[2]
                line.go.set_words(go)
                line.go.setAccessibleName(f"{go}, bij: {text}")
                line.go.setVisible(bool(go))
        self._fill(card.totals)
        for thing in (self._looked, self.title_totals, self.totals, self.sign):
            thing.show()
        self._show_acts(card.row, may_close=card.may_close)

    def _show_head(self, row: YearRow) -> None:
        said = words.closed_words(row.closed_at, row.closed_by) or words.SPAN.format(year=row.year)
        self.show_thing(words.title(row.year), said, words.STATES[row.state], TONES[row.state])
        self.facts.set_facts([
            ("Boekingen", dutch.count(row.entries)),
            (words.KEPT_UNTIL, words.day_words(row.kept_until)),
        ])  # fmt: skip

    def _show_acts(self, row: YearRow, *, may_close: bool) -> None:
        may, is_closed = self._state.may_keep, row.state is YearState.CLOSED
        self.close_button.setVisible(may and not is_closed)
        self.close_button.setEnabled(may_close)
        self.files.setVisible(may and is_closed)
        self.acts.setVisible(may)

    def _fill(self, rows: Sequence[AccountYear]) -> None:
        layout.box(self._theme, self.totals, width=200, height=HEADER_HEIGHT + ROW_HEIGHT * max(2, len(rows)) + 12)
        self.totals.set_rows(rows)


class CloseYearForm(FormDialog):
    """Says what it means, and what is still left over, before it is final."""

    def __init__(
        self, theme: Theme, window: QWidget, card: YearCard, act: Act, write: Callable[[Act, Told], object]
    ) -> None:
        title = f"{words.title(card.row.year)} afsluiten"
        super().__init__(
            theme, title, window, submit=lambda: act, do="Boekjaar afsluiten", width=560, kind="danger", write=write
        )
        year = card.row.year
        self.body.addWidget(layout.label(words.FORETOLD.format(year=year), "strong", wrap=True))
        left = [
            Line(words.check_text(one), words.check_advice(one), *SIGNS[one.outcome])
            for one in card.checks
            if one.outcome is CheckOutcome.WARNING
        ]
        means = [Line(text.format(year=year), icon="lock") for text in words.MEANS]
        means.append(Line(f"De boeken zijn {words.kept(card.row.kept_until)}.", icon="history"))
        self.body.addWidget(Lines(theme, [*means, *left], name="Wat afsluiten betekent"))
        self.cancel.setFocus()
