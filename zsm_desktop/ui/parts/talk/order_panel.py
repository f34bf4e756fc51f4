"""In which order the cases come: one figure key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.agenda import Order
from zsm_desktop.ui.overlay import Overlay
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import labels

ORDERS = tuple(Order)
EXPLAINED = {
    Order.FAIR_TURNS: "spoed eerst, daarna van elke school één",
    Order.URGENCY: "daarna wie het langst wacht",
    Order.SCHOOL: "zodat een school maar kort hoeft te blijven",
}


class OrderPanel(Overlay):
    """`arrange` does the act; points that are no case keep their place."""

    def __init__(self, theme: Theme, page: QWidget, arrange: Callable[[Order], object]) -> None:
        self._arrange = arrange
        self.buttons = {
            order: Button(theme, _words(order), key=str(at), on_click=lambda order=order: self.choose(order))
            for at, order in enumerate(ORDERS, 1)
        }
        grid = layout.grid(theme, gap=10)
        for at, order in enumerate(ORDERS):
            self.buttons[order].setShortcut("")  # figures belong to whatever has the focus; `event` decides
            layout.growing(self.buttons[order])
            grid.addWidget(self.buttons[order], at, 0)
            grid.addWidget(layout.label(EXPLAINED[order], "muted", wrap=True), at, 1)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        foot = layout.label("Druk een cijfer. Andere punten blijven waar ze staan; Ctrl Z zet alles terug.", "small")
        heading = layout.label("Volgorde van de casussen", "section")
        inner = layout.column(theme, heading, layout.scrolled(layout.column(theme, grid)), foot, gap=14, margins=22)
        super().__init__(theme, page, inner, width=600, name="Volgorde kiezen", top=28)

    def open_for(self) -> None:
        self.open_panel()
        self.buttons[ORDERS[0]].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def choose(self, order: Order) -> None:
        self.close_panel()
        self._arrange(order)

    def event(self, event) -> bool:
        """Figures belong to this panel while it is open."""
        if event.type() == QEvent.Type.ShortcutOverride and _figure(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event) -> None:
        order = _figure(event)
        if order is None:
            super().keyPressEvent(event)
        else:
            self.choose(order)


def _words(order: Order) -> str:
    return labels.first_upper(labels.label(labels.AGENDA_ORDER, order))


def _figure(event) -> Order | None:
    at = event.key() - int(Qt.Key.Key_1)
    return ORDERS[at] if 0 <= at < len(ORDERS) and not event.modifiers() else None
