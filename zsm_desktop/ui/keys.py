"""F1: every key that does something here, the page's own first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
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
    ("Ctrl+L", "Vergrendelen"),
    ("Ctrl++", "Groter"),
    ("Ctrl+-", "Kleiner"),
    ("Ctrl+0", "Gewone grootte"),
    ("F11", "Wand aan of uit"),
    ("Shift+F11", "Scherm voor de wand kiezen"),
    ("F12", "Wand leeg maken, en weer terug"),
    ("F1", "Dit overzicht"),
)

Keys = Sequence[tuple[str, str]]


class KeysOverview(Overlay):
    """Filled anew at every opening, since each page has keys of its own."""

    def __init__(self, theme: Theme, window: QWidget, rooms: Sequence[RoomSpec]) -> None:
        self.groups = tiles(theme, least=250, gap=28)
        self._area = layout.box(theme, layout.scrolled(layout.column(theme, self.groups, None)), height=150)
        close = Button(theme, "Sluiten", key="Esc", on_click=lambda: self.close_panel())  # noqa: PLW0108 - not bound before super().__init__
        close.setShortcut("")
        inner = layout.column(
            theme, layout.label("Toetsen", "section"), self._area, layout.row(theme, None, close), gap=16, margins=24
        )
        super().__init__(theme, window, inner, width=860, name="Overzicht van toetsen", top=56)
        self._rooms, self._close = rooms, close

    def open_for(self, title: str, keys: Keys) -> None:
        while (item := self.groups.layout().takeAt(0)) is not None:
            item.widget().setParent(None)
        self._group(title, keys)
        self._group("Overal", EVERYWHERE)
        self._group("Naar een kamer", [(room.shortcut, room.title) for room in self._rooms if room.shortcut])
        self._area.updateGeometry()
        self.open_panel()
        self._close.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _group(self, title: str, keys: Keys) -> None:
        if not keys:
            return
        table = layout.grid(self.theme, gap=8)
        table.addWidget(layout.label(title, "muted"), 0, 0, 1, 2)
        for at, (key, words) in enumerate(keys, 1):
            table.addWidget(_cap(key), at, 0, Qt.AlignmentFlag.AlignLeft)
            table.addWidget(layout.label(words, wrap=True), at, 1)
        table.setColumnStretch(1, 1)
        table.setRowStretch(len(keys) + 1, 1)
        self.groups.layout().addWidget(layout.box(self.theme, layout.holder(table), width=250))


def _cap(key: str) -> QLabel:
    cap = layout.label("Ctrl +" if key == "Ctrl++" else "Ctrl −" if key == "Ctrl+-" else key_text(key))
    cap.setProperty("role", "key")
    return cap
