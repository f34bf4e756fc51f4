"""The guide for users beside the work: opened where it tells about the room one is in, also over a form."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt, QUrl
from PySide6.QtGui import QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QDialog, QFrame, QTextBrowser, QWidget

from zsm_desktop.settings import guide_dir
from zsm_desktop.ui.guide_finding import Finding
from zsm_desktop.ui.parts import f1, layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.inputs import Choice
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import glossary
from zsm_desktop.words.guide import FIRST, TITLE, Chapter, section_at

WIDTH, HEIGHT = 680, 620
LEAST_WIDTH = 420
LINE_HEIGHT = 130
"""In percent."""
_PICTURE = re.compile(r"^!\[.*\]\(.*\)\n", re.MULTILINE)


def chapters() -> list[tuple[str, str]]:
    """(file, title) of all of them, the one to begin with first."""
    files = sorted(guide_dir().glob("*.md"), key=lambda file: (file.name != FIRST.file, file.name))
    return [(file.name, _text(file).split("\n", 1)[0].removeprefix("# ")) for file in files]


def beside(over: QRect, wanted: QSize, least: int, screen: QRect) -> QRect:
    """Where it stands next to what it tells about; where that has no room beside it, at the edge with the most."""
    left, right = over.left() - screen.left(), screen.right() - over.right()
    width = min(max(least, min(wanted.width(), max(left, right))), screen.width())
    height = min(wanted.height(), screen.height())
    on_right = right >= left
    x = over.right() + 1 if on_right else over.left() - width
    y = min(max(over.top(), screen.top()), screen.bottom() + 1 - height)
    x = min(max(x, screen.left()), screen.right() + 1 - width)
    return QRect(x, y, width, height)


class Guide(QDialog):
    """Stays open beside what one does; what a picture shows stands on the screen already, so there are none."""

    def __init__(self, theme: Theme, over: QWidget, words: glossary.Glossary | None = None) -> None:
        super().__init__(over)
        self._theme, self.words = theme, words
        self.shown_words: tuple[glossary.Term, ...] = ()
        """On the screen the words were asked from."""
        self.setWindowTitle(TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        own = [] if words is None else [(glossary.FILE, glossary.TITLE)]
        self.chapter = Choice(theme, [*chapters(), *own])
        self.chapter.setAccessibleName("Hoofdstuk van de handleiding")
        layout.box(theme, self.chapter, width=260, max_width=320)
        self.chapter.activated.connect(lambda _at: self.show_chapter(Chapter(self.chapter.key)))
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setAccessibleName(TITLE)
        self.text.anchorClicked.connect(self._follow)
        self.close_button = Button(theme, "Sluiten", key="Esc", on_click=self.reject)
        self.close_button.setShortcut("")  # Esc reaches the dialog by itself
        self.report = Button(theme, "Probleem melden", kind="quiet", on_click=lambda: f1.report(over))
        self.finding = Finding(theme, self)
        top = layout.row(theme, self.chapter, None, self.report, self.close_button, gap=10)
        found = layout.row(theme, self.finding.field, self.finding.count, gap=10)
        whole = layout.column(theme, top, found, self.text, gap=12, margins=20)
        whole.setStretch(2, 1)
        frame = QFrame()
        frame.setProperty("role", "beside")
        frame.setLayout(whole)
        self.setLayout(layout.column(theme, frame))
        theme.dress(self)
        self._stand_beside(over.window())

    def _stand_beside(self, window: QWidget) -> None:
        theme, outer = self._theme, window.frameGeometry()
        bars = outer.size() - window.size()  # the system gives both the same, and this one only once it is shown
        least = max(theme.px(LEAST_WIDTH), self.minimumSizeHint().width()) + bars.width()
        wanted = QSize(theme.px(WIDTH), min(theme.px(HEIGHT), window.height())) + bars
        spot = beside(outer, wanted, least, window.screen().availableGeometry())
        self.resize(spot.size() - bars)
        self.move(spot.topLeft())

    def show_chapter(self, chapter: Chapter) -> None:
        """Shows it with its section at the top."""
        self.chapter.choose(chapter.file)
        fill(self.text, self._theme, self._source(chapter.file))
        document = self.text.document()
        block = at = document.begin()
        while at.isValid():
            if chapter.section and at.blockFormat().headingLevel() and at.text() == chapter.section:
                block = at
            at = at.next()
        self.show()
        self.layout().activate()  # its width decides where the section stands
        self.text.setTextCursor(QTextCursor(block))
        self.text.verticalScrollBar().setValue(int(document.documentLayout().blockBoundingRect(block).top()))
        self.finding.mark()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _source(self, file: str) -> str:
        if file == glossary.FILE and self.words is not None:
            return self.words.page(self.shown_words)
        return _text(guide_dir() / file)

    def _follow(self, link: QUrl) -> None:
        if self.finding.follow(link.toString()):
            return
        file = link.fileName() or self.chapter.key
        if file in dict(chapters()):
            self.show_chapter(Chapter(file, section_at(_text(guide_dir() / file), link.fragment())))


def fill(browser: QTextBrowser, theme: Theme, markdown: str) -> None:
    """Shows it as a chapter of the guide is shown."""
    document = browser.document()
    document.setDefaultFont(theme.font(14))
    document.setMarkdown(_PICTURE.sub("", markdown))
    block = document.begin()
    while block.isValid():
        room = block.blockFormat()
        room.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        room.setTopMargin(theme.px(14 if room.headingLevel() else 2))
        room.setBottomMargin(theme.px(6))
        QTextCursor(block).setBlockFormat(room)
        block = block.next()


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8")
