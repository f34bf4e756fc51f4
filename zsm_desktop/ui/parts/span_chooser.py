"""Over which months: a kind of stretch and which one, or a first and a last month."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.spans import SpanKind
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.inputs import Choice
from zsm_desktop.ui.parts.span_state import SpanState, key_of
from zsm_desktop.ui.theme import Theme

Attempt = Callable[[Callable[[], object]], bool]


class SpanChooser(QWidget):
    """`chosen` comes when the state looks at other months."""

    chosen = Signal()

    def __init__(self, theme: Theme, state: SpanState, attempt: Attempt) -> None:
        super().__init__()
        self.state, self._attempt = state, attempt
        self.kind, self.which = Choice(theme, state.kinds()), Choice(theme)
        self.first, self.last = Choice(theme), Choice(theme)
        for choice, name, width in (
            (self.kind, "Soort periode", 142),
            (self.which, "Periode", 194),
            (self.first, "Eerste maand", 168),
            (self.last, "Laatste maand", 168),
        ):
            choice.setAccessibleName(name)
            layout.box(theme, choice, width=width, max_width=width + 4)
        self.kind.activated.connect(lambda _at: self._act(lambda: state.choose_kind(self.kind.key)))
        self.which.activated.connect(lambda _at: self.choose(self.which.key))
        for choice in (self.first, self.last):
            choice.activated.connect(lambda _at: self._act(self._between))
        self.setLayout(
            layout.column(theme, flow(theme, self.kind, self.which, self.first, self.last, gap=8, is_right=True))
        )

    def show_state(self) -> None:
        state = self.state
        is_between = state.kind is SpanKind.BETWEEN
        self.kind.choose(state.kind.value)
        self.which.set_choices(state.spans())
        self.which.choose(key_of(state.span))
        for choice, month in ((self.first, state.span.first_month), (self.last, state.span.last_month)):
            choice.set_choices(state.months())
            choice.choose(str(month))
            choice.setVisible(is_between)
        self.which.setVisible(not is_between)

    def choose(self, key: str) -> None:
        self._act(lambda: self.state.choose(key))

    def step(self, by: int) -> None:
        """To the stretch before (1) or after (−1): the latest stands first."""
        at = self.which.currentIndex() + by
        if not (self.isHidden() or self.which.isHidden()) and 0 <= at < self.which.count():
            self.choose(self.which.itemData(at))

    def _between(self) -> None:
        self.state.choose_between(self.first.key, self.last.key)

    def _act(self, change: Callable[[], object]) -> None:
        if self._attempt(change):
            self.chosen.emit()
        self.show_state()
