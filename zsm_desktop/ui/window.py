"""The shell: side rail, top bar, one page at a time, and the ways from one to the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from zsm_desktop.ui.changes import ChangesRelay
from zsm_desktop.ui.footer import Footer
from zsm_desktop.ui.habits import Habits
from zsm_desktop.ui.history import History, Place
from zsm_desktop.ui.panels import Panels
from zsm_desktop.ui.parts import f1, layout
from zsm_desktop.ui.parts.page import FAILED, Page
from zsm_desktop.ui.parts.round import Round
from zsm_desktop.ui.parts.toast import KEY as TOAST
from zsm_desktop.ui.parts.toast import Toasts
from zsm_desktop.ui.rail import Rail
from zsm_desktop.ui.rooms import RoomSpec, Search, Tools
from zsm_desktop.ui.theme import Theme
from zsm_desktop.ui.topbar import TopBar
from zsm_desktop.ui.work import FAILED as FAILED_WORK
from zsm_desktop.ui.work import Workshop
from zsm_desktop.words.published import NOT_IN_ROLE

UNEXPECTED = "Er ging iets mis in het programma. Wat u hebt ingevuld staat er nog; u kunt verder werken."
FAULTS = frozenset({UNEXPECTED, FAILED, FAILED_WORK})
"""What is said of an error of the program itself: it can be told of."""
FIRST_SIZE = (1280, 720)
STILL_BUSY = "Er loopt nog werk dat niet te stoppen is. Wacht tot het klaar is en sluit dan opnieuw."


class Window(Round, QWidget):
    """Knows rooms by their key only. `locked` asks app.py to close the store; `closing` comes when the user leaves.

    `departing` carries a Departure or ToCopies: the network is to go elsewhere, and this window to close for it.

    `on_table` passes on what a room discusses, `looked` comes when something else may be in sight; `wall` is what shows
    it to the room full of people, lent to the pages. `unreached` passes on that reading found no server; `moment` is
    what pages read in, and `leaving` what all is done in that closing waits for.
    """

    locked = Signal()
    closing = Signal()
    departing = Signal(object)
    looked = Signal()
    on_table = Signal(str, str)
    unreached = Signal(object)

    def __init__(
        self,
        theme: Theme,
        rooms: Sequence[RoomSpec],
        *,
        network: str,
        user: str,
        search: Search,
        relay: ChangesRelay,
        search_words: str = "Zoeken",
        habits: Habits | None = None,
    ) -> None:
        super().__init__()
        self.theme, self.rooms, self.relay = theme, tuple(rooms), relay
        self.workshop = Workshop(self)
        self.history = History()
        self.habits = habits or Habits()
        self.pages: dict[str, Page] = {}
        self.wall: Any = None
        self.line: Any = None
        self.backups: Any = None
        self.not_here = NOT_IN_ROLE
        """What is said of a room that this window has not."""
        self.moment: Any = nullcontext
        self.leaving: Any = nullcontext
        self._areas: dict[str, QWidget] = {}
        self.setWindowTitle(f"{network} – Maatwerk")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.rail = Rail(theme, self.rooms)
        self.top = TopBar(theme, network, user, search_words)
        self.stack = QStackedWidget()
        self.footer = Footer(theme, self.workshop)
        self.toasts = Toasts(theme, self)
        self.panels = Panels(theme, self, self.rooms, search, lambda: self.page)
        self.rail.fit(FIRST_SIZE[0])  # before it can ask for room it will not get
        self._build()
        self._connect()
        self._bind_keys()
        theme.dress(self)
        self.resize(*FIRST_SIZE)

    def open(self, room: str, item_id: str = "") -> None:
        """Goes to a room, and to one thing in it; not every role, and no copy to read elsewhere, has all of them."""
        if all(one.key != room for one in self.rooms):
            self.say(self.not_here)
            return
        self.history.go(Place(room, item_id))
        self._show(Place(room, item_id))

    def back(self) -> None:
        self._step(-1)

    @property
    def room(self) -> str:
        """The key of the room that is shown, "" before the first."""
        place = self.history.present
        return place.room if place else ""

    @property
    def page(self) -> Page | None:
        return self.pages.get(self.room)

    def say(self, text: str, tone: str = "info", action: tuple[str, Callable[[], object]] | None = None) -> None:
        """A toast; `action` is (words, what to do), for example the way back."""
        if text in FAULTS and action is None:
            action = ("Probleem melden", self.help.reported.emit)
        self.toasts.say(text, tone, action)

    def _build(self) -> None:
        self.notices = layout.column(self.theme, gap=0)
        below = (self.toasts.room, self.footer)
        right = layout.column(self.theme, self.top, layout.holder(self.notices), self.stack, *below, gap=0)
        right.setStretch(2, 1)
        whole = layout.row(self.theme, self.rail, right, gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.rail.chosen.connect(lambda room: _enter(self, room))
        self.top.search.connect(self.panels.open_palette)
        self.top.back.connect(self.back)
        self.top.lock.connect(self.locked)
        self.panels.chosen.connect(self.open)
        self.help = f1.Help(self)
        self.help.asked.connect(lambda over: self.panels.open_guide(over, self.room))
        self.theme.changed.connect(self.rail.fit)

    def _bind_keys(self) -> None:
        theme, panels = self.theme, self.panels
        acts = {
            "Ctrl+K": panels.open_palette,
            "F1": lambda: panels.open_keys(self.room, self.page.keys if self.page else ()),
            "Ctrl+F1": panels.open_news,
            "Ctrl+L": self.locked.emit,
            "Alt+Left": self.back,
            "Alt+Right": lambda: self._step(1),
            "Ctrl+B": lambda: self.rail.fold(not self.rail.is_folded),
            "F5": self._read_again,
            TOAST: self.toasts.press,
            "Ctrl++": lambda: theme.zoom_by(1),
            "Ctrl+=": lambda: theme.zoom_by(1),
            "Ctrl+-": lambda: theme.zoom_by(-1),
            "Ctrl+0": lambda: theme.set_zoom(100),
            **{room.shortcut: lambda key=room.key: _enter(self, key) for room in self.rooms if room.shortcut},
        }
        for key, act in acts.items():
            QShortcut(QKeySequence(key), self, act)

    def _show(self, place: Place) -> None:
        self.toasts.leave()
        if place.room not in self.pages:
            self._make(place.room)
        page = self.pages[place.room]
        is_new = page.focusWidget() is None
        self.stack.setCurrentWidget(self._areas[place.room])
        landed = self.focusWidget() if is_new else None
        if landed is not None:
            landed.clearFocus()  # where Qt left the keys, its first button, is no choice of the room
        self.rail.show_room(place.room)
        self.top.back_button.setEnabled(self.history.may_go_back)
        page.refresh()
        if place.item_id:
            page.attempt(lambda: page.open_item(place.item_id))
        page.take_keyboard()
        if landed is not None and self.focusWidget() is None:
            landed.setFocus()
        self.looked.emit()

    def _make(self, key: str) -> None:
        spec = next(room for room in self.rooms if room.key == key)
        page = spec.factory(Tools(self.theme, self.workshop, self.wall, self.departing.emit, self.habits, self.backups))
        page.navigate.connect(self.open)
        page.notify.connect(self.say)
        page.offer.connect(self.toasts.say)
        page.settled.connect(self.toasts.take_away)
        page.on_table.connect(self.on_table)
        page.looked.connect(self.looked)
        page.unreached.connect(self.unreached)
        page.moment = self.moment
        self.relay.attach(page)
        self.pages[key] = page
        self._areas[key] = layout.roomy(page)
        self.stack.addWidget(self._areas[key])

    def _step(self, by: int) -> None:
        place = self.history.step(by)
        if place is not None:
            self._show(place)

    def _read_again(self) -> None:
        if self.page is not None:
            self.page.mark_stale()
            self.page.refresh()

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self.rail.fit(self.width())

    def closeEvent(self, event) -> None:
        with self.leaving():
            refused = _refused_to_close(self)
            if refused is None:
                for page in self.pages.values():
                    page.let_go()
                self.closing.emit()
                super().closeEvent(event)
            else:
                event.ignore()
                self.say(*refused)


def _refused_to_close(window: Window) -> tuple[str, str] | None:
    """Why, and how it is said."""
    settled = [page.settle() for page in window.pages.values()]  # all of them, also after the first refusal
    if not all(settled):
        return "Er staat nog tekst die niet bewaard kon worden. Bewaar die eerst opnieuw en sluit dan.", "bad"
    return None if window.workshop.close(wait_ms=3_000) else (STILL_BUSY, "warn")


def _enter(window: Window, room: str) -> None:
    """By its key or its place in the rail: once there, once more goes back to what the room opens with."""
    is_again = room == window.room
    window.open(room)
    if is_again and window.page is not None:
        window.page.attempt(window.page.go_home)
