"""The panels a key lays over the window, made when first asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from zsm_desktop.ui.parts.page import PageKey
from zsm_desktop.ui.rooms import Hit, RoomSpec, Search
from zsm_desktop.ui.theme import Theme

if TYPE_CHECKING:
    from zsm_desktop.ui.guide import Guide
    from zsm_desktop.ui.keys import KeysOverview
    from zsm_desktop.ui.palette import Palette
    from zsm_desktop.ui.parts.page import Page
    from zsm_desktop.words.glossary import Glossary, Term
    from zsm_desktop.words.guide import Chapter


class Panels(QObject):
    """`chosen` sends the room and the id of what was picked in the palette."""

    chosen = Signal(str, str)

    def __init__(
        self,
        theme: Theme,
        window: QWidget,
        rooms: Sequence[RoomSpec],
        search: Search,
        page: Callable[[], Page | None],
    ) -> None:
        super().__init__(window)
        self._page = page
        self._theme, self._window, self._rooms, self._search = theme, window, tuple(rooms), search
        self._room = self._face = ""
        self.words: Callable[[], Glossary | None] = lambda: None
        """What the network's words mean, for the guide (ui/terms.py)."""
        self.palette: Palette | None = None
        self.keys: KeysOverview | None = None

    def open_palette(self) -> None:
        if self.palette is None:
            from zsm_desktop.ui.deeds import Deeds
            from zsm_desktop.ui.palette import Palette

            deeds = Deeds(self._window, self._rooms, self._page)
            self.palette = Palette(self._theme, self._window, self._rooms, self._search, deeds)
            self.palette.chosen.connect(self.chosen)
            self.palette.asked.connect(self._do)
        self.palette.open_panel()

    def open_news(self) -> None:
        """What is new, of every version."""
        from zsm_desktop.ui.news import open_news

        if self.keys is not None and self.keys.isVisible():
            self.keys.close_panel()
        open_news(self._window)

    def _do(self, hit: Hit) -> None:
        """What was asked for in the palette, in its room."""
        if hit.room:
            self.chosen.emit(hit.room, hit.id)
        page, do = self._page(), hit.do
        if page is not None and do is not None:
            page.attempt(lambda: do(page))

    def open_keys(self, room: str, keys: Sequence[tuple[Any, ...]]) -> None:
        """Every key that works now, with those of the page in the room; the second time what the guide says."""
        from zsm_desktop.ui.deeds import heard
        from zsm_desktop.ui.keys import written

        if self.keys is None:
            from zsm_desktop.ui.keys import KeysOverview

            self.keys = KeysOverview(self._theme, self._window, self._rooms)
            self.keys.guide_asked.connect(lambda: self.open_guide(self._window, self._room))
        if self.keys.isVisible():
            self.open_guide(self._window, room)
            return
        self._room, self._face = room, self._shown()
        spec = next((one for one in self._rooms if one.key == room), None)
        page = self._page()
        now = {*heard(page), *map(written, page.hears)} if page is not None else ()
        self.keys.open_for(spec.title if spec is not None else "", _allowed(spec, keys), now)

    def open_guide(self, over: QWidget, room: str) -> None:
        """What the guide says of a room, or of the part of it one was in, beside the window or a form of it."""
        from zsm_desktop.words.guide import chapter_of

        face = self._face if self.keys is not None and self.keys.isVisible() else self._shown()
        self.open_chapter(over, chapter_of(room, face))

    def open_words(self, over: QWidget, shown: tuple[Term, ...], section: str = "") -> None:
        """The chapter of words, those in sight first, or at one of them."""
        from zsm_desktop.words.glossary import FILE
        from zsm_desktop.words.guide import Chapter

        guide = self._guide(over)
        guide.shown_words = shown
        self._show(guide, Chapter(FILE, section))

    def open_chapter(self, over: QWidget, chapter: Chapter) -> None:
        self._show(self._guide(over), chapter)

    def _guide(self, over: QWidget) -> Guide:
        """The one that stands over it, or a new one."""
        from zsm_desktop.ui.guide import Guide

        if self.keys is not None and self.keys.isVisible():
            self.keys.close_panel()
        found = over.findChild(Guide, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return found if isinstance(found, Guide) else Guide(self._theme, over, self.words())

    def _show(self, guide: Guide, chapter: Chapter) -> None:
        guide.show_chapter(chapter)
        guide.raise_()
        guide.activateWindow()

    def _shown(self) -> str:
        page = self._page()
        return page.guide_key if page is not None else ""


def _allowed(room: RoomSpec | None, keys: Sequence[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Without the acts that this user may never do."""
    acts = {one.do for one in room.acts()} if room is not None else set()
    return [one for one in keys if not isinstance(one, PageKey) or one.do in acts]
