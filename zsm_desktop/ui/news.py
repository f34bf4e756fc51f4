"""What is new, told once after an upgrade to whoever opens a network, and asked for at any time after that."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QDialog, QTextBrowser

from zsm_desktop import __version__
from zsm_desktop.settings import guide_dir
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.lines import Line, Lines
from zsm_desktop.words.guide import Chapter, section_at
from zsm_desktop.words.news import FILE, TITLE, UPDATED, VersionNews, news_of, news_since

if TYPE_CHECKING:
    from zsm_desktop.ui.habits import Habits
    from zsm_desktop.ui.theme import Theme
    from zsm_desktop.ui.window import Window

WIDTH, HEIGHT = 640, 560


class NewsPanel(QDialog):
    """Lies over the window; a link in it opens its chapter of the guide instead."""

    def __init__(self, theme: Theme, window: Window, news: Sequence[VersionNews], *, is_updated: bool = False) -> None:
        super().__init__(window)
        self._window = window
        self.setWindowTitle(TITLE)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.updated = Lines(theme, name="Het netwerk is bijgewerkt")
        self.updated.set_lines([Line(UPDATED, icon="circle-check", tone="good")])
        self.updated.setVisible(is_updated)
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setAccessibleName(TITLE)
        self.text.anchorClicked.connect(self._follow)
        self.guide = Button(theme, "Uitleg openen", icon="info-circle", key="F1", on_click=self.open_guide)
        self.close_button = Button(theme, "Sluiten", kind="primary", key="Esc", on_click=self.reject)
        self.close_button.setShortcut("")  # Esc reaches the dialog by itself
        self.close_button.setDefault(True)
        head = layout.label(TITLE, "section")
        buttons = layout.row(theme, None, self.guide, self.close_button, gap=10)
        whole = layout.column(theme, head, self.updated, self.text, buttons, gap=14, margins=24)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        theme.dress(self)
        self._fill(theme, news)
        size = window.size()
        self.resize(min(theme.px(WIDTH), size.width()), min(theme.px(HEIGHT), size.height()))
        self.text.setFocus()  # the arrows and PgDn read on, Enter and Esc close

    def _fill(self, theme: Theme, news: Sequence[VersionNews]) -> None:
        from zsm_desktop.ui.guide import fill

        fill(self.text, theme, "\n\n".join(f"## Versie {one.version}\n\n{one.text}" for one in news))
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def open_guide(self) -> None:
        self._leave_for(Chapter(FILE))

    def _follow(self, link: QUrl) -> None:
        file = link.fileName()
        if file:
            self._leave_for(Chapter(file, section_at(_text(file), link.fragment())))

    def _leave_for(self, chapter: Chapter) -> None:
        window = self._window
        self.reject()
        window.panels.open_chapter(window, chapter)


def open_news(window: Window, news: Sequence[VersionNews] | None = None, *, is_updated: bool = False) -> NewsPanel:
    """Of all versions, or of those."""
    panel = NewsPanel(window.theme, window, _chapter() if news is None else news, is_updated=is_updated)
    panel.open()
    return panel


def tell_news(window: Window, desk: Any, habits: Habits) -> NewsPanel | None:
    """When the program is newer than the last time here; a network that was brought up to date is said in any case."""
    is_updated = desk.store.updated is not None
    seen = habits.now.news_seen
    news = news_since(_text(), seen, __version__) if seen != __version__ else []
    if news:
        habits.keep("news_seen", __version__)
        return open_news(window, news, is_updated=is_updated)
    if is_updated:
        window.say(UPDATED, "good", (TITLE, lambda: open_news(window)))
    return None


def _chapter() -> list[VersionNews]:
    return news_of(_text())


def _text(file: str = FILE) -> str:
    return (guide_dir() / file).read_text(encoding="utf-8")
