"""An amount on the screen: figures of equal width, the sign always written, colour only as a help."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch


class MoneyLabel(QLabel):
    """`is_balance` writes the sign always and colours it: blue gave more, orange took more."""

    def __init__(
        self,
        theme: Theme,
        cents: int = 0,
        *,
        is_balance: bool = False,
        size: int = 14,
        weight: int = 400,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._is_balance, self._size, self._weight = theme, is_balance, size, weight
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.cents = cents
        theme.changed.connect(self._dress)
        self.set_cents(cents)

    def set_cents(self, cents: int) -> None:
        self.cents = cents
        self.setText(dutch.signed_money(cents) if self._is_balance else dutch.money(cents))
        self._dress()

    def _dress(self) -> None:
        self.setFont(self._theme.font(self._size, self._weight, is_tabular=True))
        palette = self.palette()
        palette.setColor(self.foregroundRole(), self._theme.colour(self._colour()))
        self.setPalette(palette)

    def _colour(self) -> str:
        if not self._is_balance or self.cents == 0:
            return "text"
        return "accent_text" if self.cents > 0 else "warn_text"
