"""Searching in the guide: what was found stands in the place of the text, and is marked in it once it is opened."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QTextEdit

from zsm_desktop.settings import guide_dir
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.search_field import SearchField
from zsm_desktop.words import glossary
from zsm_desktop.words.format import plural
from zsm_desktop.words.guide import Chapter
from zsm_desktop.words.guide_search import LEAST, Hit, Section, flat, search, sections

if TYPE_CHECKING:
    from zsm_desktop.ui.guide import Guide
    from zsm_desktop.ui.theme import Theme

KEY, NEXT_KEY, BACK_KEY = "Ctrl+F", "F3", "Shift+F3"
LINK = "gevonden:"
NOTHING = "Niets gevonden voor “{asked}”. Probeer één ander woord, bijvoorbeeld “verslag” of “wachtwoord”."


class Finding(QObject):
    """Enter opens the first; the down key goes to what was found, Tab and Enter choose there; Esc empties the field."""

    def __init__(self, theme: Theme, guide: Guide) -> None:
        super().__init__(guide)
        self._theme, self._guide = theme, guide
        self._pieces: list[Section] = []
        self._before: Chapter | None = None
        self.hits: list[Hit] = []
        self.field = SearchField(theme, f"Zoek in de uitleg ({KEY})", name="Zoek in de uitleg")
        self.count = layout.label("", "muted")
        self.count.hide()
        self.field.searched.connect(self.search)
        self.field.returnPressed.connect(self._open_first)
        self.field.installEventFilter(self)
        QShortcut(QKeySequence(KEY), guide, self._begin)
        QShortcut(QKeySequence(NEXT_KEY), guide, lambda: self.step(1))
        QShortcut(QKeySequence(BACK_KEY), guide, lambda: self.step(-1))

    def search(self, asked: str) -> None:
        """Shows the sections that have all its words; with nothing asked the chapter that was open."""
        if not asked.strip():
            self._leave()
            return
        if not self._pieces:
            files = sorted(guide_dir().glob("*.md"))
            texts = [(file.name, file.read_text(encoding="utf-8")) for file in files]
            if self._guide.words is not None:
                texts.append((glossary.FILE, self._guide.words.page()))
            self._pieces = [one for file, text in texts for one in sections(file, text)]
        self.hits = search(self._pieces, asked)
        if self._before is None:
            self._before = Chapter(self._guide.chapter.key)
        self.count.setText(plural(len(self.hits), "plek", "plekken"))
        self.count.show()
        text = self._guide.text
        text.setExtraSelections([])
        text.setHtml(self._page(asked))
        text.document().setDefaultFont(self._theme.font(14))

    def follow(self, link: str) -> bool:
        """Whether it was a link to what was found, and then opens it."""
        if not link.startswith(LINK):
            return False
        section = self.hits[int(link.removeprefix(LINK))].section
        self._before = None
        self._guide.show_chapter(Chapter(section.file, section.heading))
        self.step(1, is_first=True)
        return True

    def mark(self) -> None:
        """Every place of every word that was asked for, in the chapter that is open."""
        text, theme = self._guide.text, self._theme
        self._before = None
        body = flat(text.toPlainText())
        marks = []
        for word in self._words:
            at = body.find(word)
            while at >= 0:
                one = QTextEdit.ExtraSelection()
                one.cursor = QTextCursor(text.document())
                one.cursor.setPosition(at)
                one.cursor.setPosition(at + len(word), QTextCursor.MoveMode.KeepAnchor)
                one.format.setBackground(theme.colour("warn_soft"))
                one.format.setForeground(theme.colour("warn_text"))
                one.format.setFontUnderline(True)
                marks.append(one)
                at = body.find(word, at + len(word))
        text.setExtraSelections(sorted(marks, key=lambda one: one.cursor.position()))

    def step(self, by: int, *, is_first: bool = False) -> None:
        """To the next mark, or the one before; past the last it begins anew."""
        text = self._guide.text
        spots = [one.cursor.selectionStart() for one in text.extraSelections()]
        if not spots:
            return
        at = text.textCursor().position()
        after = [spot for spot in spots if (spot > at if by > 0 and not is_first else spot >= at)]
        before = [spot for spot in spots if spot < at]
        spot = (after or spots)[0] if by > 0 else (before or spots)[-1]
        cursor = QTextCursor(text.document())
        cursor.setPosition(spot)
        text.setTextCursor(cursor)
        text.ensureCursorVisible()

    def eventFilter(self, watched, event) -> bool:
        if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down:
            self._guide.text.setFocus(Qt.FocusReason.TabFocusReason)  # to its first link
            return True
        return False

    @property
    def _words(self) -> list[str]:
        return [flat(word) for word in self.field.text().split() if len(word) >= LEAST]

    def _begin(self) -> None:
        self.field.setFocus()
        self.field.selectAll()

    def _open_first(self) -> None:
        if self.field.text().strip() and self.hits:
            self.follow(f"{LINK}0")

    def _leave(self) -> None:
        self.hits = []
        self.count.hide()
        before, self._before = self._before, None
        if before is not None:
            self._guide.show_chapter(before)
            self.field.setFocus()
        else:
            self.mark()

    def _page(self, asked: str) -> str:
        if not self.hits:
            return f"<p>{escape(NOTHING.format(asked=asked.strip()))}</p>"
        tokens = self._theme.tokens
        rows = []
        for number, hit in enumerate(self.hits):
            section = hit.section
            place = f"{section.title} › {section.heading}" if section.heading else section.title
            found = (
                f'<span style="background-color:{tokens.warn_soft}; color:{tokens.warn_text}; '
                f'text-decoration:underline">{escape(hit.found)}</span>'
            )
            rows.append(
                f'<p style="margin-bottom:{self._theme.px(10)}px"><a href="{LINK}{number}" '
                f'style="color:{tokens.accent_text}">{escape(place)}</a><br/>'
                f'<span style="color:{tokens.muted}">{escape(hit.before)}</span>{found}'
                f'<span style="color:{tokens.muted}">{escape(hit.after)}</span></p>'
            )
        return "".join(rows)
