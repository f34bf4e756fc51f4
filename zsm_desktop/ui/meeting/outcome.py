"""How the discussion of a case ends: one figure key, seen by the whole room."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.progress import DiscussionOutcome
from zsm_desktop.ui.overlay import Overlay
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import labels

OUTCOMES = tuple(DiscussionOutcome)
EXPLAINED = {
    DiscussionOutcome.PLACED: "kies daarna het aanbod",
    DiscussionOutcome.FIND_OUT: "komt volgende keer terug",
    DiscussionOutcome.OTHER_HELP: "komt volgende keer terug",
    DiscussionOutcome.KEEP_AT_SCHOOL: "van de lijst",
    DiscussionOutcome.TO_EMPLOYER: "blijft op de lijst",
    DiscussionOutcome.NOT_PLACEABLE: "met de reden erbij",
    DiscussionOutcome.OFF_LIST: "niet meer nodig",
}


class OutcomePanel(Overlay):
    """`record` does the act and may raise RuleError, whose sentence stands in the panel."""

    def __init__(
        self,
        theme: Theme,
        page: QWidget,
        record: Callable[[DiscussionOutcome, str], object],
        place: Callable[[], object],
    ) -> None:
        self._record, self._place = record, place
        self.buttons = {
            outcome: Button(theme, _words(outcome), key=str(at), on_click=lambda outcome=outcome: self.choose(outcome))
            for at, outcome in enumerate(OUTCOMES, 1)
        }
        for button in self.buttons.values():
            button.setShortcut("")  # a figure typed in the reason is no choice; `event` decides
        self.heading = layout.label("Uitkomst", "section")
        self.reason = QLineEdit()
        self.reason.setPlaceholderText("Bijvoorbeeld: geen vervoer op deze dagen")
        self.reason.returnPressed.connect(self._with_reason)
        self.field = Field(theme, "Waarom niet plaatsbaar?", self.reason)
        self.error = layout.label("", "error", wrap=True)
        grid = layout.grid(theme, gap=10)
        for at, outcome in enumerate(OUTCOMES):
            layout.growing(self.buttons[outcome])
            grid.addWidget(self.buttons[outcome], at, 0)
            grid.addWidget(layout.label(EXPLAINED[outcome], "muted"), at, 1)
        grid.setColumnStretch(0, 1)
        foot = layout.label("Druk een cijfer. Esc sluit zonder iets vast te leggen.", "small")
        area = layout.scrolled(layout.column(theme, grid, self.field, self.error, gap=12))
        inner = layout.column(theme, self.heading, area, foot, gap=12, margins=22)
        super().__init__(theme, page, inner, width=500, name="Uitkomst kiezen", top=28)

    def open_for(self, who: str) -> None:
        self.heading.setText(f"Uitkomst voor {who}")
        self.field.hide()
        self.error.hide()
        self.open_panel()
        self.buttons[DiscussionOutcome.PLACED].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def choose(self, outcome: DiscussionOutcome) -> None:
        if outcome is DiscussionOutcome.PLACED:
            self.close_panel()
            self._place()
        elif outcome is DiscussionOutcome.NOT_PLACEABLE:
            self.field.show()
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            layout.reveal(self.field)
        else:
            self._do(outcome, "")

    def _with_reason(self) -> None:
        self._do(DiscussionOutcome.NOT_PLACEABLE, self.reason.text())

    def _do(self, outcome: DiscussionOutcome, reason: str) -> None:
        from zsm_desktop.ui.parts.field import sentence

        try:
            self._record(outcome, reason)
        except RuleError as error:
            self.error.setText(sentence(error))
            self.error.show()
            layout.reveal(self.error)
            return
        self.reason.clear()
        self.close_panel()

    def event(self, event) -> bool:
        """Figures and function keys belong to this panel while it is open."""
        if event.type() == QEvent.Type.ShortcutOverride and self._figure(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event) -> None:
        outcome = self._figure(event)
        if outcome is not None:
            self.choose(outcome)
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def _figure(self, event) -> DiscussionOutcome | None:
        if self.reason.hasFocus() or not event.text().isdigit():
            return None
        at = int(event.text()) - 1
        return OUTCOMES[at] if 0 <= at < len(OUTCOMES) else None


def _words(outcome: DiscussionOutcome) -> str:
    return labels.first_upper(labels.label(labels.OUTCOME, outcome))
