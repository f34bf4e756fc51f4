"""On a low window what is known anyway gives its room to the rows of Saldi."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject

from zsm_desktop.ui.balances.faces import TIMELESS
from zsm_desktop.ui.parts import layout

if TYPE_CHECKING:
    from zsm_desktop.ui.balances.page import BalancesPage

LOW, HIGH = 480, 800
"""How high the window is, in design pixels, where the title no longer finds room, and from where there is plenty."""
FEW, PLENTY = (layout.EDGE, 8, layout.EDGE, 6), (layout.EDGE, 20, layout.EDGE, 12)


class LowWindow(QObject):
    def __init__(self, page: BalancesPage) -> None:
        super().__init__(page)
        self._page = page
        page.installEventFilter(self)

    def eventFilter(self, _page: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.fit()
        return False

    def fit(self) -> None:
        page = self._page
        theme, height = page.theme, page.window().height()
        is_low = height < theme.px(LOW)
        layout.measured(page.layout(), theme, 8, FEW if is_low else PLENTY)
        page.header.title.setVisible(not is_low)
        page.compare.setVisible(not is_low)
        page.header.subtitle.setVisible(height >= theme.px(HIGH) or self._has_own_span())
        page.head.setVisible(bool(page.head.text()) and not is_low)

    def _has_own_span(self) -> bool:
        """Whether what is shown is about other months than the chooser says."""
        if self._page.is_down:
            return self._page.faces.reason.asked.span is not None
        return self._page.tabs.current in TIMELESS
