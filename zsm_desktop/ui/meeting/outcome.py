"""How the discussion of a case ends: one figure key, seen by the whole room."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.progress import CaseStatus, DiscussionOutcome, status_after
from zsm_desktop.ui.meeting.reasons import REASONS, Reasons
from zsm_desktop.ui.overlay import Overlay
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.field import Field, sentence
from zsm_desktop.ui.parts.inputs import DateField
from zsm_desktop.ui.parts.talk.half_written import HalfWritten
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import labels

OUTCOMES = tuple(DiscussionOutcome)
EXPLAINED = {
    DiscussionOutcome.PLACED: "kies daarna het aanbod",
    DiscussionOutcome.FIND_OUT: "komt volgende keer terug",
    DiscussionOutcome.OTHER_HELP: "komt volgende keer terug",
    DiscussionOutcome.KEEP_AT_SCHOOL: "van de lijst",
    DiscussionOutcome.TO_EMPLOYER: "blijft op de lijst",
    DiscussionOutcome.NOT_PLACEABLE: "kies daarna de reden",
    DiscussionOutcome.OFF_LIST: "niet meer nodig",
}
OF_THE_PAGE = range(Qt.Key.Key_F2, Qt.Key.Key_F11)
"""They would put another case on the table behind the panel."""
FOOT = "Druk een cijfer. T: op een latere dag terug. Esc sluit zonder iets vast te leggen."
FOOT_REASON = "Druk een cijfer voor de reden, schrijf erbij wat u weet en druk Enter. Esc gaat één stap terug."

Record = Callable[..., object]
"""(outcome, reason_code, reason, return_on): does the act, or raises RuleError."""


class OutcomePanel(Overlay):
    """A figure chooses; after "niet plaatsbaar" a second figure says why. A refusal stands in the panel."""

    def __init__(
        self,
        theme: Theme,
        page: QWidget,
        record: Record,
        place: Callable[[], object],
        half: HalfWritten,
        *,
        today: date,
    ) -> None:
        self._record, self._place, self._who = record, place, ""
        self.buttons = {
            outcome: Button(theme, _words(outcome), key=str(at), on_click=lambda outcome=outcome: self.choose(outcome))
            for at, outcome in enumerate(OUTCOMES, 1)
        }
        for button in self.buttons.values():
            button.setShortcut("")  # a figure typed in a field is no choice; `keyPressEvent` decides
        self.heading = layout.label("Uitkomst", "section")
        self.return_on = DateField(theme, today)
        self.return_on.returnPressed.connect(self._focus_first)
        self.return_field = Field(theme, "Terug op (T), als het later moet", self.return_on)
        layout.box(theme, self.return_field, max_width=230)
        self.error = layout.label("", "error", wrap=True)
        self.first = layout.holder(layout.column(theme, self._outcome_grid(theme), self.return_field, gap=12))
        self.why = Reasons(theme, half, self.error.hide, self._with_reason)
        self.foot = layout.label(FOOT, "small", wrap=True)
        area = layout.scrolled(layout.column(theme, self.first, self.why, self.error, gap=12))
        inner = layout.column(theme, self.heading, area, self.foot, gap=12, margins=22)
        super().__init__(theme, page, inner, width=620, name="Uitkomst kiezen", top=28)

    def _outcome_grid(self, theme: Theme):
        grid = layout.grid(theme, gap=8)
        for at, outcome in enumerate(OUTCOMES):
            layout.growing(self.buttons[outcome])
            grid.addWidget(self.buttons[outcome], at, 0)
            grid.addWidget(layout.label(EXPLAINED[outcome], "muted"), at, 1)
        grid.setColumnStretch(0, 1)
        return grid

    def open_for(self, item_id: str, who: str) -> None:
        self.why.open_at(item_id)
        self._who = who
        self.return_on.clear()
        self.return_field.clear_error()
        self._show_reasons(is_on=False)
        self.open_panel()
        self._focus_first()

    def go_back(self) -> None:
        """From the reasons to the outcomes; what was typed there stays."""
        if not self.why.isVisible():
            self.close_panel()
            return
        self._show_reasons(is_on=False)
        self.buttons[DiscussionOutcome.NOT_PLACEABLE].setFocus(Qt.FocusReason.OtherFocusReason)

    def close_panel(self) -> None:
        """What was typed is kept for its point."""
        self.why.kept.close()
        super().close_panel()

    def refuse(self, text: str) -> None:
        """Says what the store refused after the panel had closed."""
        self.error.setText(text)
        self.error.show()

    def choose(self, outcome: DiscussionOutcome) -> None:
        if outcome is DiscussionOutcome.PLACED:
            self.close_panel()
            self._place()
        elif outcome is DiscussionOutcome.NOT_PLACEABLE:
            self._show_reasons(is_on=True)
            self.why.buttons[REASONS[0]].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._do(outcome, "", "")

    def _show_reasons(self, *, is_on: bool) -> None:
        self.first.setVisible(not is_on)
        self.why.setVisible(is_on)
        self.error.hide()
        self.heading.setText(f"Niet plaatsbaar: {self._who}" if is_on else f"Uitkomst voor {self._who}")
        self.foot.setText(FOOT_REASON if is_on else FOOT)

    def _with_reason(self) -> None:
        self._do(DiscussionOutcome.NOT_PLACEABLE, self.why.code, self.why.text.text())

    def _do(self, outcome: DiscussionOutcome, reason_code: str, reason: str) -> None:
        self.why.kept.close()
        try:
            is_over = status_after(outcome) is CaseStatus.CLOSED
            self._record(outcome, reason_code, reason, None if is_over else self.return_on.day)
        except RuleError as error:
            self.why.kept.start()
            if error.code in {"date.unreadable", "case.return_past"}:
                self._show_reasons(is_on=False)
                self.return_field.show_error(error)
                self.return_on.setFocus(Qt.FocusReason.OtherFocusReason)
                return
            self.error.setText(sentence(error))
            self.error.show()
            layout.reveal(self.error)
            return
        self.close_panel()

    def _focus_first(self) -> None:
        self.buttons[DiscussionOutcome.PLACED].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def event(self, event) -> bool:
        """Figures and function keys belong to this panel while it is open."""
        if event.type() == QEvent.Type.ShortcutOverride and (self._figure(event) >= 0 or event.key() in OF_THE_PAGE):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event) -> None:
        at = self._figure(event)
        if 0 <= at < len(REASONS) and self.why.isVisible():
            self.why.choose(REASONS[at])
        elif 0 <= at < len(OUTCOMES) and self.first.isVisible():
            self.choose(OUTCOMES[at])
        elif event.text().upper() == "T" and self.first.isVisible() and not self._is_typing():
            self.return_on.setFocus(Qt.FocusReason.OtherFocusReason)
            layout.reveal(self.return_field)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.why.isVisible():
            self._with_reason()
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def _is_typing(self) -> bool:
        return self.why.text.hasFocus() or self.return_on.hasFocus()

    def _figure(self, event) -> int:
        """The figure pressed, from 0; −1 for any other key and inside a field."""
        return -1 if self._is_typing() or not event.text().isdigit() else int(event.text()) - 1


def _words(outcome: DiscussionOutcome) -> str:
    return labels.first_upper(labels.label(labels.OUTCOME, outcome))
