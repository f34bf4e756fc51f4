"""What is tried with sliders, the band and the tariffs: what it would change is seen at once, nothing is written."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QSlider, QWidget

from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.inputs import Choice
from zsm_desktop.ui.parts.pill import Pill
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.settling import TRYING

AGREED = "agreed"


class Trier(QWidget):
    """One line: what to try, a slider, and in words where it stands. `moved` by whoever slides or chooses."""

    moved = Signal()

    def __init__(self, theme: Theme, title: str, name: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._theme = theme
        self.kind = Choice(theme, choices)
        self.kind.setAccessibleName(title)
        layout.box(theme, self.kind, width=220, max_width=240)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(name)
        self.slider.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        layout.box(theme, self.slider, width=240, height=26)
        self.value = layout.label(" ", "strong")
        layout.box(theme, self.value, width=220)
        said = layout.box(theme, layout.label(title, "strong"), width=196)
        self.setLayout(layout.row(theme, flow(theme, said, self.kind, self.value, self.slider, gap=12)))
        self.kind.activated.connect(lambda _at: self.begin())
        self.slider.valueChanged.connect(lambda _at: self._say())

    @property
    def is_trying(self) -> bool:
        return self.kind.key != AGREED

    def choose(self, kind: str) -> None:
        self.kind.choose(kind)
        self.begin()

    def begin(self) -> None:
        """Puts the slider where trying this begins."""
        before = self.slider.blockSignals(True)
        self.stand_first()
        self.slider.blockSignals(before)
        self._say()

    def stand_first(self) -> None:
        raise NotImplementedError

    def words(self) -> str:
        raise NotImplementedError

    def means(self) -> str:
        """How what is tried is to be read, where that is not plain."""
        return ""

    def dress(self) -> None:
        self.slider.setEnabled(self.is_trying)
        self.value.setText(self.words())
        self.slider.setAccessibleDescription(self.words())

    def _say(self) -> None:
        self.dress()
        self.moved.emit()


class TryingCard(QFrame):
    """Both below each other, with a button back to what was agreed; `note` says what holds without trying."""

    def __init__(self, theme: Theme, band: Trier, tariffs: Trier) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._triers, self._without = (band, tariffs), ""
        self.pill = Pill(theme, "proberen", "info")
        self.note = layout.label("", "muted", wrap=True)
        self.reset = Button(theme, "Zoals afgesproken", icon="refresh", key="Alt+A", on_click=self.as_agreed)
        below = layout.row(theme, self.pill, self.note, self.reset, gap=10)
        below.setStretch(1, 1)
        self.setLayout(layout.column(theme, band, tariffs, below, gap=12, margins=(16, 10, 16, 10)))
        for trier in self._triers:
            trier.moved.connect(self.dress)

    def as_agreed(self) -> None:
        for trier in self._triers:
            if trier.is_trying:
                trier.choose(AGREED)

    def say_without(self, words: str) -> None:
        self._without = words
        self.dress()

    def dress(self) -> None:
        is_trying = any(trier.is_trying for trier in self._triers)
        said = (TRYING, "" if is_trying else self._without, *(trier.means() for trier in self._triers))
        self.note.setText(" ".join(words for words in said if words))
        self.pill.setVisible(is_trying)
        self.reset.setVisible(is_trying)
