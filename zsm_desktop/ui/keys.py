"""F1: every key that does something here, the page's own first."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel, QWidget

from zsm_desktop.ui.overlay import Overlay
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button, key_text
from zsm_desktop.ui.parts.flow import tiles
from zsm_desktop.ui.rooms import RoomSpec
from zsm_desktop.ui.theme import Theme

EVERYWHERE = (
    ("Ctrl+K", "Zoeken en openen"),
    ("Ctrl+Z", "Laatste handeling terugdraaien"),
    ("Ctrl+Y", "Toch weer doen"),
    ("Alt+Left", "Terug"),
    ("Alt+Right", "Vooruit"),
    ("Ctrl+B", "Menu in- of uitklappen"),
    ("F5", "Opnieuw lezen"),
    ("Alt+M", "Knop op de melding, of de melding sluiten"),
    ("Alt+U", "Tip sluiten"),
    ("Ctrl+L", "Vergrendelen"),
    ("Ctrl++", "Groter"),
    ("Ctrl+-", "Kleiner"),
    ("Ctrl+0", "Gewone grootte"),
    ("F11", "Wand aan of uit"),
    ("Shift+F11", "Scherm voor de wand kiezen"),
    ("F12", "Wand leeg maken, en weer terug"),
    ("F1", "Overzicht van toetsen; nog eens F1: uitleg"),
    ("Shift+F1", "Wat de woorden op dit scherm betekenen"),
    ("Ctrl+F1", "Wat er nieuw is in het programma"),
)

OF_A_LIST = frozenset({
    "Ctrl+Up", "Ctrl+Down", "Ctrl+A", "Up", "Down", "Left", "Right", "PgUp", "PgDown", "Home", "End", "Return", "Enter",
    "Space", "Esc",
})  # fmt: skip
"""What has the keyboard hears these itself, and listens to them in no other way."""
NOT_NOW = "Nu niet: op een ander blad, of als u iets anders kiest"
Keys = Sequence[tuple[Any, ...]]
"""Each a key and what it does, maybe with more behind it."""


class KeysOverview(Overlay):
    """Filled anew at every opening, since each page has keys of its own; `guide_asked` asks for what the guide says."""

    guide_asked = Signal()

    def __init__(self, theme: Theme, window: QWidget, rooms: Sequence[RoomSpec]) -> None:
        self.groups = tiles(theme, least=250, gap=28)
        self._area = layout.box(theme, layout.scrolled(layout.column(theme, self.groups, None)), height=130)
        self._area.setAccessibleName("Overzicht van toetsen")
        close = Button(theme, "Sluiten", key="Esc", on_click=lambda: self.close_panel())  # noqa: PLW0108 - not bound before super().__init__
        close.setShortcut("")
        guide = Button(theme, "Uitleg", icon="info-circle", key="F1", on_click=lambda: self.guide_asked.emit())  # noqa: PLW0108
        guide.setShortcut("")  # the window hears it
        foot = layout.row(theme, None, guide, close, gap=10)
        inner = layout.column(theme, layout.label("Toetsen", "section"), self._area, foot, gap=16, margins=24)
        super().__init__(theme, window, inner, width=860, name="Overzicht van toetsen", top=56)
        self._rooms = rooms

    def open_for(self, title: str, keys: Keys, heard: Container[str] = ()) -> None:
        """`heard` are the keys, as Qt writes them, that something in sight listens to now."""
        while (item := self.groups.layout().takeAt(0)) is not None:
            item.widget().setParent(None)
        now = _working(keys, heard)
        self._group(title, now)
        self._group(NOT_NOW, [one for one in keys if one not in now])
        self._group("Overal", EVERYWHERE)
        self._group("Naar een kamer", [(room.shortcut, room.title) for room in self._rooms if room.shortcut])
        self._area.updateGeometry()
        self.open_panel()
        self._area.verticalScrollBar().setValue(0)
        self._area.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _group(self, title: str, keys: Keys) -> None:
        if not keys:
            return
        table = layout.grid(self.theme, gap=8)
        table.addWidget(layout.label(title, "muted", wrap=True), 0, 0, 1, 2)
        for at, (key, words, *_) in enumerate(keys, 1):
            table.addWidget(_cap(key), at, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            table.addWidget(layout.label(words, wrap=True), at, 1)
        table.setColumnStretch(1, 1)
        table.setRowStretch(len(keys) + 1, 1)
        self.groups.layout().addWidget(layout.box(self.theme, layout.holder(table), width=250))


def _working(keys: Keys, heard: Container[str]) -> list[tuple[Any, ...]]:
    """A list hears its keys by itself; those of another face ("Bij inlezen: …") when the others of that face work."""
    faces: dict[str, bool] = {}
    for key, words, *_ in keys:
        face, is_face, _act = str(words).partition(": ")
        if is_face and written(key) not in OF_A_LIST:
            faces[face] = faces.get(face, False) or written(key) in heard

    def is_of_list(key: str, words: str) -> bool:
        return written(key) in OF_A_LIST and faces.get(words.partition(": ")[0], True)

    return [one for one in keys if written(one[0]) in heard or is_of_list(one[0], str(one[1]))]


def written(key: str) -> str:
    """As Qt writes it, which knows "Del" and "Delete" as one."""
    return QKeySequence(key).toString()


def key_words(key: str) -> str:
    """How a key is written where it is told about."""
    return "Ctrl +" if key == "Ctrl++" else "Ctrl −" if key == "Ctrl+-" else key_text(key)


def _cap(key: str) -> QLabel:
    cap = layout.label(key_words(key))
    cap.setProperty("role", "key")
    return cap
