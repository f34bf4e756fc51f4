"""One look for every window: colours, font, zoom and icons, for the application and for the pieces that paint."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Literal

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QLayout, QWidget

from zsm_desktop.ui import icons, style
from zsm_desktop.ui.tokens import Tokens, tokens_for

Mode = Literal["light", "dark", "system"]

FAMILY = "Inter"
BODY_PX = 14
ZOOM_STEPS = (80, 90, 100, 110, 125, 150, 175, 200)
WEIGHT_FILES = ("Regular", "Medium", "SemiBold")

FUSION = "Fusion"
STYLE_CHOICE = "QT_STYLE_OVERRIDE"

MARGINS = "zsm_margins"
GAP = "zsm_gap"
BOX = "zsm_box"
_NO_LIMIT = 16_777_215


def choose_style() -> None:
    """Before the application is made: asks Qt for Fusion, which is some milliseconds quicker than setting it later."""
    os.environ[STYLE_CHOICE] = FUSION


class Theme(QObject):
    """What the screen looks like now; `changed` comes after everything has been repolished."""

    changed = Signal()

    def __init__(
        self,
        app: QApplication,
        resources: Path,
        mode: Mode = "system",
        zoom_percent: int = 100,
        *,
        looks: Callable[[bool], Tokens] = tokens_for,
    ) -> None:
        """`looks` gives the colours, told whether it is dark."""
        super().__init__()
        self._app, self._looks = app, looks
        self._drawer = icons.Drawer(resources / "icons")
        self.mode: Mode = mode
        self.zoom_percent = max(ZOOM_STEPS[0], min(ZOOM_STEPS[-1], zoom_percent))
        self.is_still = False
        """Nothing moves by itself; see ui/motion.py."""
        self.is_dark = self._wants_dark()
        self.tokens: Tokens = looks(self.is_dark)
        self._colours: dict[str, QColor] = {}
        self._fonts: dict[tuple[int, int, bool], QFont] = {}
        self.measures: dict[tuple[int, int], Any] = {}
        """Of the shared fonts by size in pixels and weight, for parts/paint.py."""
        for name in WEIGHT_FILES:
            QFontDatabase.addApplicationFont(str(resources / "fonts" / f"Inter-{name}.ttf"))
        if os.environ.get(STYLE_CHOICE) != FUSION:
            app.setStyle(FUSION)
        self._apply()
        app.styleHints().colorSchemeChanged.connect(self._on_system_scheme)

    def set_mode(self, mode: Mode) -> None:
        self.mode = mode
        self._refresh()

    def toggle(self) -> None:
        """The other of light and dark, whatever the system says."""
        self.set_mode("light" if self.is_dark else "dark")

    def set_zoom(self, percent: int) -> None:
        self.zoom_percent = max(ZOOM_STEPS[0], min(ZOOM_STEPS[-1], percent))
        self._refresh()

    def zoom_by(self, steps: int) -> None:
        """The next larger (+1) or smaller (−1) step."""
        near = min(range(len(ZOOM_STEPS)), key=lambda at: abs(ZOOM_STEPS[at] - self.zoom_percent))
        self.set_zoom(ZOOM_STEPS[max(0, min(len(ZOOM_STEPS) - 1, near + steps))])

    def px(self, size: float) -> int:
        """A design size (at 100 %) in pixels at the present zoom."""
        return max(1, round(size * self.zoom_percent / 100)) if size else 0

    def colour(self, name: str) -> QColor:
        """A token by name, as a shared QColor: do not change it."""
        if name not in self._colours:
            self._colours[name] = QColor(getattr(self.tokens, name))
        return self._colours[name]

    def font(self, size: float = BODY_PX, weight: int = 400, *, is_tabular: bool = False) -> QFont:
        """Inter, shared: do not change it. `is_tabular` gives figures of equal width, so that amounts line up; hyphens
        get wide with it."""
        key = (self.px(size), weight, is_tabular)
        if key not in self._fonts:
            font = QFont(FAMILY)
            font.setPixelSize(key[0])
            font.setWeight(QFont.Weight(weight))
            if is_tabular:
                font.setFeature(QFont.Tag("tnum"), 1)
            self._fonts[key] = font
        return self._fonts[key]

    def icon(self, name: str, colour: str = "text") -> QIcon:
        """An icon that follows the theme by itself; `colour` is a token name."""
        return QIcon(icons.Engine(self._drawer, self.colour, name, colour))

    def draw_icon(self, painter, name: str, rect, colour: str) -> None:
        """Paints an icon straight into a painted piece."""
        self._drawer.paint_on_screen(painter, name, QRectF(rect), getattr(self.tokens, colour))

    def dress(self, window: QWidget) -> None:
        """Gives a window of its own the rules of style.py, now and at every change; what stands in it follows.

        Not the application: with rules there Qt dresses every piece anew each time it is put into another, which made
        building a page three times as slow. A page is built bare, and dressed once when it comes into its window.
        """
        if window.styleSheet() != self._sheet:  # the same rules again would dress every piece again
            window.setStyleSheet(self._sheet)

    def _wants_dark(self) -> bool:
        if self.mode == "system":
            return self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self.mode == "dark"

    def _on_system_scheme(self) -> None:
        if self.mode == "system" and self._wants_dark() != self.is_dark:
            self._refresh()

    def _refresh(self) -> None:
        self.is_dark = self._wants_dark()
        self.tokens = self._looks(self.is_dark)
        self._colours.clear()
        self._apply()
        rescale(self._app.topLevelWidgets(), self)
        self.changed.emit()

    def _apply(self) -> None:
        self._app.setPalette(make_palette(self.tokens))
        self._app.setFont(self.font())
        self._sheet = style.sheet(self.tokens, self.px) + (style.STILL if self.is_still else "")
        for window in self._app.topLevelWidgets():
            if window.styleSheet():
                self.dress(window)


def make_palette(tokens: Tokens) -> QPalette:
    """Every role said aloud: the platform's own dark mode may not mix with ours."""
    role = QPalette.ColorRole
    palette = QPalette()
    chosen = {
        role.Window: tokens.canvas,
        role.WindowText: tokens.text,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.sunken,
        role.Text: tokens.text,
        role.PlaceholderText: tokens.placeholder,
        role.Button: tokens.surface,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.bad_text,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.Link: tokens.accent_text,
        role.LinkVisited: tokens.accent_text,
        role.ToolTipBase: tokens.raised,
        role.ToolTipText: tokens.text,
        role.Light: tokens.surface,
        role.Midlight: tokens.sunken,
        role.Mid: tokens.line,
        role.Dark: tokens.field_line,
        role.Shadow: tokens.shadow,
        role.Accent: tokens.accent,
    }
    for one, colour in chosen.items():
        palette.setColor(one, QColor(colour))
    for one in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, one, QColor(tokens.placeholder))
    return palette


def rescale(roots: Iterable[QWidget], theme: Theme) -> None:
    """Gives layouts and boxes made by parts/layout.py their size at the present zoom."""
    for root in roots:
        for widget in [root, *root.findChildren(QWidget)]:
            fit_box(widget, theme)
            # A stylesheet changes a font without telling those who measured with the old one.
            if widget.property(BOX) is not None:
                QApplication.sendEvent(widget, QEvent(QEvent.Type.LayoutRequest))
        for layout in root.findChildren(QLayout):
            fit_layout(layout, theme)


def fit_layout(layout: QLayout, theme: Theme) -> None:
    margins, gap = layout.property(MARGINS), layout.property(GAP)
    if margins is not None:
        layout.setContentsMargins(*(theme.px(one) for one in margins))
    if gap is not None:
        layout.setSpacing(theme.px(gap))


def fit_box(widget: QWidget, theme: Theme) -> None:
    """Lower and upper bounds kept as design sizes: (min width, min height, max width, max height), 0 for none."""
    box = widget.property(BOX)
    if box is None:
        return
    widget.setMinimumSize(theme.px(box[0]), theme.px(box[1]))
    widget.setMaximumSize(*(theme.px(one) if one else _NO_LIMIT for one in box[2:]))
