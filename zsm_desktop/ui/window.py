"""The shell: side rail, top bar, one page at a time, and the ways from one to the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QSizePolicy, QStackedWidget, QWidget

from zsm_desktop.ui.changes import ChangesRelay
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.page import Page
from zsm_desktop.ui.parts.toast import Toasts
from zsm_desktop.ui.rail import Rail
from zsm_desktop.ui.rooms import RoomSpec, Search, Tools
from zsm_desktop.ui.theme import Theme
from zsm_desktop.ui.topbar import TopBar
from zsm_desktop.ui.work import Workshop

STORED = "Versleutelde opslag"
FIRST_SIZE = (1280, 720)


class Window(QWidget):
    """Knows rooms by their key only. `locked` asks app.py to close the store; `closing` comes when the user leaves."""

    locked = Signal()
    closing = Signal()

    def __init__(
        self, theme: Theme, rooms: Sequence[RoomSpec], *, network: str, user: str, search: Search, relay: ChangesRelay
    ) -> None:
        super().__init__()
        self.theme, self.rooms, self.relay = theme, tuple(rooms), relay
        self.workshop = Workshop(self)
        self.pages: dict[str, Page] = {}
        self._areas: dict[str, QWidget] = {}
        self._search = search
        self._history: list[tuple[str, str]] = []
        self._at = -1
        self._palette = self._keys = self._work_strip = None
        self.setWindowTitle(f"{network} – Maatwerk")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.rail = Rail(theme, self.rooms)
        self.top = TopBar(theme, network, user)
        self.stack = QStackedWidget()
        self.stored = layout.label(STORED)
        self.zoom = layout.label()
        self.toasts = Toasts(theme, self)
        self.rail.fit(FIRST_SIZE[0])  # before it can ask for room it will not get
        self._build()
        self._connect()
        self.resize(*FIRST_SIZE)

    def open(self, room: str, item_id: str = "") -> None:
        """Goes to a room, and to one thing in it; what came after the present place in the history is forgotten."""
        if self._history[self._at : self._at + 1] != [(room, item_id)]:
            del self._history[self._at + 1 :]
            self._history.append((room, item_id))
            self._at += 1
        self._show(room, item_id)

    def back(self) -> None:
        self._step(-1)

    def forward(self) -> None:
        self._step(1)

    @property
    def room(self) -> str:
        """The key of the room that is shown."""
        return self._history[self._at][0] if self._history else ""

    @property
    def page(self) -> Page | None:
        return self.pages.get(self.room)

    def say(self, text: str, tone: str = "info") -> None:
        self.toasts.say(text, tone)

    def set_stored(self, text: str) -> None:
        """What the status bar says after "Versleutelde opslag", for example when the last backup was."""
        self.stored.setText(f"{STORED} · {text}" if text else STORED)

    def set_count(self, room: str, count: int) -> None:
        """How much waits in a room, shown in the rail."""
        self.rail.buttons[room].set_count(count)

    def open_palette(self) -> None:
        if self._palette is None:
            from zsm_desktop.ui.palette import Palette

            self._palette = Palette(self.theme, self, self.rooms, self._search)
            self._palette.chosen.connect(self.open)
        self._palette.open_panel()

    def open_keys(self) -> None:
        if self._keys is None:
            from zsm_desktop.ui.keys import KeysOverview

            self._keys = KeysOverview(self.theme, self, self.rooms)
        title = next((room.title for room in self.rooms if room.key == self.room), "")
        self._keys.open_for(title, self.page.keys if self.page is not None else ())

    def _build(self) -> None:
        theme = self.theme
        status = QFrame()
        status.setProperty("role", "status")
        help_ = layout.label("F1 toont alle toetsen")
        status.setLayout(layout.row(theme, self.stored, None, help_, self.zoom, gap=20, margins=(28, 4, 28, 4)))
        status.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._foot = layout.column(theme, status, gap=0)
        right = layout.column(theme, self.top, self.stack, self._foot, gap=0)
        right.setStretch(1, 1)
        whole = layout.row(theme, self.rail, right, gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._show_zoom()

    def _connect(self) -> None:
        self.rail.chosen.connect(self.open)
        self.top.search.connect(self.open_palette)
        self.top.back.connect(self.back)
        self.top.lock.connect(self.locked)
        self.theme.changed.connect(self._on_theme)
        self.workshop.started.connect(self._on_work)
        acts = {
            "Ctrl+K": self.open_palette, "F1": self.open_keys, "Ctrl+L": self.locked.emit, "Alt+Left": self.back,
            "Alt+Right": self.forward, "Ctrl+B": lambda: self.rail.fold(not self.rail.is_folded), "F5": self._read_again,
            "Ctrl++": lambda: self.theme.zoom_by(1), "Ctrl+=": lambda: self.theme.zoom_by(1),
            "Ctrl+-": lambda: self.theme.zoom_by(-1), "Ctrl+0": lambda: self.theme.set_zoom(100),
        }  # fmt: skip
        for room in self.rooms:
            if room.shortcut:
                acts[room.shortcut] = lambda key=room.key: self.open(key)
        for key, act in acts.items():
            QShortcut(QKeySequence(key), self, act)

    def _show(self, room: str, item_id: str) -> None:
        if room not in self.pages:
            self._make(room)
        page = self.pages[room]
        self.stack.setCurrentWidget(self._areas[room])
        self.rail.show_room(room)
        self.top.back_button.setEnabled(self._at > 0)
        page.refresh()
        if item_id:
            page.attempt(lambda: page.open_item(item_id))

    def _make(self, key: str) -> None:
        spec = next(room for room in self.rooms if room.key == key)
        page = spec.factory(Tools(self.theme, self.workshop))
        page.navigate.connect(self.open)
        page.notify.connect(self.say)
        self.relay.attach(page)
        self.pages[key] = page
        self._areas[key] = layout.roomy(page)
        self.stack.addWidget(self._areas[key])

    def _step(self, step: int) -> None:
        if 0 <= self._at + step < len(self._history):
            self._at += step
            self._show(*self._history[self._at])

    def _read_again(self) -> None:
        if self.page is not None:
            self.page.mark_stale()
            self.page.refresh()

    def _on_work(self, work) -> None:
        if self._work_strip is None:
            from zsm_desktop.ui.parts.work_strip import WorkStrip

            self._work_strip = WorkStrip(self.theme, self.workshop)
            self._foot.insertWidget(0, self._work_strip)
            self._work_strip.follow(work)

    def _on_theme(self) -> None:
        self._show_zoom()
        self._fit()

    def _show_zoom(self) -> None:
        self.zoom.setText(f"{self.theme.zoom_percent}%")

    def _fit(self) -> None:
        self.rail.fit(self.width())

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self._fit()

    def closeEvent(self, event) -> None:
        if not self.workshop.close(wait_ms=3_000):
            event.ignore()
            self.say("Er loopt nog werk dat niet te stoppen is. Wacht tot het klaar is en sluit dan opnieuw.", "warn")
            QTimer.singleShot(0, self.raise_)
            return
        self.closing.emit()
        super().closeEvent(event)
