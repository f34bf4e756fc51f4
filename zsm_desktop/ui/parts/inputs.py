"""Fields for the house's values: lines of text, since Qt's spin and date boxes cannot be styled and type badly."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPen
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from zsm_desktop.domain.money import parse_cents, parse_hundredths
from zsm_desktop.ui.parts import paint
from zsm_desktop.ui.parts.typed_date import read_date
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch


def unchosen(choices: Sequence[tuple[str, str]], ask: str) -> list[tuple[str, str]]:
    """With nothing chosen yet, unless there is nothing to choose."""
    return list(choices) if len(choices) == 1 else [("", ask), *choices]


class Choice(QComboBox):
    """A drop-down of (key, words); the key comes back, never the words. What is cut is whole in the tooltip."""

    def __init__(self, theme: Theme, choices: Sequence[tuple[str, str]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(10)
        self.currentIndexChanged.connect(lambda _at: self._tell())
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """New choices; what was chosen stays chosen where it still exists."""
        before = self.key
        self.blockSignals(True)
        self.clear()
        for key, words in choices:
            self.addItem(words, key)
        self.blockSignals(False)
        self.choose(before)
        self._tell()

    @property
    def key(self) -> str:
        return self.currentData() or ""

    def choose(self, key: str) -> None:
        self.setCurrentIndex(max(0, self.findData(key)))

    @property
    def _room(self) -> int:
        return self.width() - self._theme.px(54)

    def _tell(self) -> None:
        words = self.currentText()
        self.setToolTip(words if self.fontMetrics().horizontalAdvance(words) > self._room else "")

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self._tell()

    def paintEvent(self, event) -> None:
        """Words that are too long end in "…" instead of half a letter."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        style = QStylePainter(self)
        style.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        option.currentText = self.fontMetrics().elidedText(option.currentText, Qt.TextElideMode.ElideRight, self._room)
        style.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        style.end()
        painter = paint.begin(self)
        size = self._theme.px(16)
        spot = QRectF(self.width() - size - self._theme.px(9), (self.height() - size) / 2, size, size)
        self._theme.draw_icon(painter, "chevron-down", spot, "muted" if self.isEnabled() else "placeholder")
        painter.end()


class Check(QCheckBox):
    """A tick box that shows in dark and at every zoom."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        width = QFontMetricsF(self._theme.font()).horizontalAdvance(self.text()) + self._theme.px(34)
        return QSize(round(width + 0.5), self._theme.px(28))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event) -> None:
        theme, painter = self._theme, paint.begin(self)
        size = theme.px(18)
        square = QRectF(theme.px(4), (self.height() - size) / 2, size, size)
        on = self.isChecked()
        edge = "accent" if on else "field_line"
        paint.plate(painter, square, theme.px(4), theme.colour("accent" if on else "surface"), theme.colour(edge))
        if on:
            theme.draw_icon(painter, "check", square.adjusted(2, 2, -2, -2), "on_accent")
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            away = theme.px(2) + 1  # from the square, which can be of nearly the same colour
            painter.drawRoundedRect(square.adjusted(-away, -away, away, away), theme.px(6), theme.px(6))
        painter.setPen(theme.colour("text" if self.isEnabled() else "placeholder"))
        painter.setFont(theme.font())
        words = QRectF(theme.px(30), 0, self.width() - theme.px(30), self.height())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self.text())
        painter.end()


class _Typed(QLineEdit):
    """A line that is read as a value; unreadable text stays and raises RuleError when the value is asked for."""

    def __init__(self, theme: Theme, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setPlaceholderText(placeholder)
        self.editingFinished.connect(self.tidy)

    def tidy(self) -> None:
        """Rewrites what can be read in the house's way; leaves the rest as typed."""


class MoneyField(_Typed):
    """`cents` raises RuleError("number.unreadable") for what is no Dutch amount; None when empty."""

    def __init__(self, theme: Theme, cents: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(theme, "0,00", parent)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.set_cents(cents)

    @property
    def cents(self) -> int | None:
        return parse_cents(self.text()) if self.text().strip() else None

    def set_cents(self, cents: int | None) -> None:
        self.setText("" if cents is None else dutch.money(cents).replace("€", "").strip())

    def paintEvent(self, event) -> None:
        super().paintEvent(event)
        painter = paint.begin(self)
        painter.setFont(self._theme.font())
        painter.setPen(self._theme.colour("muted"))
        spot = QRectF(self._theme.px(12), 0, self._theme.px(20), self.height())
        painter.drawText(spot, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), "€")
        painter.end()

    def tidy(self) -> None:
        _rewrite(lambda: self.set_cents(self.cents))


class QuantityField(_Typed):
    """`hundredths` of what was typed: "2,5" → 250; None when empty. Arrow up and down change by `step_hundredths`."""

    def __init__(
        self, theme: Theme, hundredths: int | None = None, *, step_hundredths: int = 100, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, "0", parent)
        self._step = step_hundredths
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.set_hundredths(hundredths)

    @property
    def hundredths(self) -> int | None:
        return parse_hundredths(self.text()) if self.text().strip() else None

    def set_hundredths(self, hundredths: int | None) -> None:
        self.setText("" if hundredths is None else dutch.quantity(hundredths))

    def tidy(self) -> None:
        _rewrite(lambda: self.set_hundredths(self.hundredths))

    def keyPressEvent(self, event) -> None:
        step = {Qt.Key.Key_Up: self._step, Qt.Key.Key_Down: -self._step}.get(event.key())
        if step is None:
            super().keyPressEvent(event)
        else:
            _rewrite(lambda: self.set_hundredths(max(0, (self.hundredths or 0) + step)))
            self.textEdited.emit(self.text())


class DateField(_Typed):
    """`day` of what was typed: "14-9", "14 sep 2026", "morgen", "+7"; arrow up and down go a day later or earlier."""

    def __init__(self, theme: Theme, today: date, day: date | None = None, parent: QWidget | None = None) -> None:
        super().__init__(theme, "dd-mm-jjjj", parent)
        self._today = today
        theme.changed.connect(self._make_room)
        self._make_room()
        self.setToolTip(
            "Typ een datum: 14-9, 14 sep, vandaag, morgen of +7 (over een week). Pijltjes: een dag later of eerder."
        )
        self.set_day(day)

    def paintEvent(self, event) -> None:
        super().paintEvent(event)
        painter = paint.begin(self)
        size = self._theme.px(16)
        spot = QRectF(self.width() - self._theme.px(10) - size, (self.height() - size) / 2, size, size)
        self._theme.draw_icon(painter, "calendar-event", spot, "muted")
        painter.end()

    def _make_room(self) -> None:
        """For the icon, which is painted because Qt's own does not grow with the zoom."""
        self.setTextMargins(0, 0, self._theme.px(20), 0)

    @property
    def day(self) -> date | None:
        return read_date(self.text(), self._today) if self.text().strip() else None

    def set_day(self, day: date | None) -> None:
        self.setText("" if day is None else dutch.date_short(day))

    def tidy(self) -> None:
        _rewrite(lambda: self.set_day(self.day))

    def keyPressEvent(self, event) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(event.key())
        if step is None:
            super().keyPressEvent(event)
        else:
            _rewrite(lambda: self.set_day(date.fromordinal((self.day or self._today).toordinal() + step)))
            self.textEdited.emit(self.text())


class NoteField(QPlainTextEdit):
    """Longer text; Tab goes to the next field, Ctrl+Enter sends `finished`, going elsewhere sends `left`."""

    finished = Signal()
    left = Signal()

    def __init__(self, theme: Theme, placeholder: str = "", *, lines: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._lines = theme, lines
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(240), self._theme.px(20 * self._lines + 18))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(20 * 2 + 18))

    def keyPressEvent(self, event) -> None:
        if (
            event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.finished.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event) -> None:
        super().focusOutEvent(event)
        self.left.emit()


def _rewrite(change: Callable[[], None]) -> None:
    from zsm_desktop.domain.errors import RuleError

    try:
        change()
    except RuleError:
        return  # the field shows the error when the form asks for the value; the text stays
