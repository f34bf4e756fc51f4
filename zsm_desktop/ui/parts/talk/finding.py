"""The way to Acties en besluiten and back, from any face of a room that holds meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

if TYPE_CHECKING:
    from zsm_desktop.ui.parts.talk.results_view import ResultsView

KEY = "Ctrl+Shift+A"
ROOM_OF = {"case": "meetings", "steering": "steering"}
KEYS = (
    ("Ctrl+Tab", "Acties, besluiten, [knelpunten]"),
    ("Return", "Openen waar het is afgesproken"),
    ("Ctrl+D", "De gekozen actie is gedaan, of staat weer open"),
    ("Delete", "De gekozen actie vervalt, met reden"),
    ("Ctrl+I", "Het gekozen besluit intrekken"),
    ("Ctrl+E", "[Het gekozen knelpunt] bewerken"),
    ("Ctrl+F", "Zoeken"),
    ("Esc", "Terug"),
)


class Finding:
    """`is_open` while the lists are shown; the meeting behind them stays open."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self.is_open = False
        QShortcut(QKeySequence(KEY), page, self.show)

    def make(self) -> ResultsView:
        from zsm_desktop.ui.parts.talk.results_view import ResultsView

        page = self._page
        view = ResultsView(page.theme, page.table, page.attempt)
        view.left.connect(self.leave)
        view.said.connect(page.notify)
        view.offered.connect(page.offer)
        view.opened.connect(lambda kind, meeting_id: page.navigate.emit(ROOM_OF[kind], meeting_id))
        return view

    def show(self) -> None:
        if not self.is_open and self._page.attempt(self.fill):
            self.is_open = True
            self._page.show_face("results")
            self._page.views["results"].face.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def fill(self) -> None:
        self._page.views["results"].fill()

    def leave(self) -> None:
        self.is_open = False
        self._page.attempt(self._page.reload)
