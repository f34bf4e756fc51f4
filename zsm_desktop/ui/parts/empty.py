"""What stands where a list has nothing: what would be here, and what to do to get it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtWidgets import QWidget

from zsm_desktop.ui.parts import layout, paint
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.search_field import ANOTHER_WAY, SearchField, nothing_for
from zsm_desktop.ui.theme import Theme


class IconDisc(QWidget):
    """An icon on a soft round ground."""

    SPOKEN_AS = "Whitespace"

    def __init__(
        self, theme: Theme, icon: str, tone: str = "info", size: int = 56, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._icon, self._tone, self._size = theme, icon, tone, size

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(self._size), self._theme.px(self._size))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event) -> None:
        theme, painter = self._theme, paint.begin(self)
        _, ground = paint.tone_colours(theme, self._tone)
        size = min(self.width(), self.height())
        round_ = QRectF((self.width() - size) / 2, (self.height() - size) / 2, size, size)
        paint.plate(painter, round_, size / 2, ground)
        inset = size * 0.28
        words = "accent_text" if self._tone == "info" else f"{self._tone}_text"
        theme.draw_icon(painter, self._icon, round_.adjusted(inset, inset, -inset, -inset), words)
        painter.end()


LOW = 190


class EmptyState(QWidget):
    """Icon, one line that says what is missing, one sentence that says what to do, and the button that does it."""

    SPOKEN_AS = "Grouping"

    def __init__(
        self,
        theme: Theme,
        title: str,
        text: str = "",
        *,
        icon: str = "info-circle",
        tone: str = "info",
        action: Button | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._usual, self._sought, self._coming = (title, text), "", ""
        self.setAccessibleName(title)
        self.title = layout.label(title, "section", wrap=True)
        self.text = layout.label(text, "muted", wrap=True)
        for words in (self.title, self.text):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.action = action
        self._theme, self.disc = theme, IconDisc(theme, icon, tone)
        inner = layout.column(theme, self.disc, 4, self.title, gap=8)
        inner.addWidget(self.text)
        if not text:
            self.text.hide()
        if action is not None:
            inner.addSpacing(theme.px(10))
            inner.addWidget(action, alignment=Qt.AlignmentFlag.AlignHCenter)
        middle = layout.box(theme, layout.holder(inner), max_width=440)
        self.setLayout(layout.column(theme, None, layout.row(theme, None, middle, None), None, margins=24))
        # Its words take what they may before the room beside them grows.
        self.layout().itemAt(1).layout().setStretch(1, 100)

    def say(self, title: str, text: str) -> None:
        """What it says while nothing is sought."""
        self._usual = (title, text)
        self._dress()

    def follow(self, search: SearchField) -> None:
        """A list that is empty because of what was typed says that, and how to undo it."""
        search.searched.connect(self._seek)

    def wait(self, words: str) -> None:
        """While it is not known yet whether there is anything; "" once it is."""
        self._coming = words
        self._dress()

    @property
    def is_coming(self) -> bool:
        return bool(self._coming)

    def _seek(self, text: str) -> None:
        self._sought = text
        self._dress()

    def _dress(self) -> None:
        title, text = (nothing_for(self._sought), ANOTHER_WAY) if self._sought else self._usual
        if self._coming:
            title, text = self._coming, ""
        self.title.setText(title)
        self.text.setText(text)
        self.text.setVisible(bool(text))
        self.setAccessibleName(title)

    def resizeEvent(self, event) -> None:
        """Where room is short the words come first."""
        super().resizeEvent(event)
        self.disc.setVisible(self.height() >= self._theme.px(LOW))
