"""Acties en besluiten: what all meetings left behind, found by filters and settled with one key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.header import PageHeader
from zsm_desktop.ui.parts.tabs import Tabs
from zsm_desktop.ui.parts.talk.result_faces import ActionsFace, BottlenecksFace, DecisionsFace
from zsm_desktop.ui.parts.talk.results_state import ResultsState
from zsm_desktop.ui.parts.talk.table import OnTable
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.names import say

Attempt = Callable[[Callable[[], object]], bool]


class ResultsView(QWidget):
    """`left` with Esc; `opened` with the kind and identifier of a meeting; `said` and `offered` are for a toast."""

    left = Signal()
    opened = Signal(str, str)
    said = Signal(str, str)
    offered = Signal(str, str, object)

    def __init__(self, theme: Theme, table: OnTable, attempt: Attempt) -> None:
        super().__init__()
        self.state = ResultsState(table.sitting.desk)
        self._first = True
        self.back = Button(theme, "Terug", icon="arrow-left", key="Esc", on_click=self.left.emit)
        self.back.setShortcut("")
        self.header = PageHeader(theme, "Acties en besluiten", "Uit alle overleggen die u mag lezen", self.back)
        self.actions = ActionsFace(theme, self.state, attempt)
        self.decisions = DecisionsFace(theme, self.state, attempt, table)
        self.bottlenecks = BottlenecksFace(theme, self.state, attempt)
        self.faces = {"actions": self.actions, "decisions": self.decisions, "bottlenecks": self.bottlenecks}
        self.tabs = Tabs(
            theme,
            ("actions", "Acties", self.actions),
            ("decisions", "Besluiten", self.decisions),
            ("bottlenecks", say(self.state.desk.nouns, "[Knelpunten]"), self.bottlenecks),
            name="Wat overleggen achterlieten",
        )
        for face in self.faces.values():
            face.said.connect(self.said)
            face.offered.connect(self.offered)
            face.opened.connect(self.opened)
        self.tabs.chosen.connect(lambda _key: self._take_keyboard())
        whole = layout.page(theme, self.header, self.tabs)
        whole.setStretch(1, 1)
        self.setLayout(layout.column(theme, layout.scrolled(whole), gap=0))
        for key, act in (("Esc", self.left.emit), ("Ctrl+F", self._to_search)):
            shortcut = QShortcut(QKeySequence(key), self, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    @property
    def face(self) -> ActionsFace | DecisionsFace | BottlenecksFace:
        return self.faces[self.tabs.current]

    def fill(self) -> None:
        """Reads again; the first time without an action of one's own it begins with all that are open."""
        if self._first:
            self._first = False
            for face in self.faces.values():
                face.fill_choices()
            if not self.state.actions():
                self.actions.shown.choose("open")
        for face in self.faces.values():
            face.reload()

    def _to_search(self) -> None:
        self.face.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _take_keyboard(self) -> None:
        self.face.table.setFocus(Qt.FocusReason.OtherFocusReason)
