"""The card of the wall: its screen, its colours, and whether the private window may be seen at a distance."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QFrame

from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.chip import ChipRow
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.theme import Theme

MODES = (("dark", "Licht op donker"), ("light", "Donker op licht"))
ALLOW = "Toestaan voor hulp op afstand (10 minuten)"
FORBID = "Weer afschermen"
KEPT_OUT = "Uw eigen vensters zijn niet te zien in een schermopname of als u uw scherm deelt. De wand wel."
SEEN = "Uw eigen vensters zijn nu te zien als u uw scherm deelt: {minutes}."
NOT_POSSIBLE = (
    "Op deze computer kan een programma zijn vensters niet uit een schermopname houden. Deel daarom in een overleg op "
    "afstand alleen het venster ‘Wand’, nooit uw hele scherm."
)


class WallCard(QFrame):
    """Follows what keeps the wall (ui/wall/keeper.py)."""

    def __init__(self, theme: Theme, wall: Any) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._wall = wall
        self.mode = ChipRow(theme, MODES, name="Kleuren van de wand", chosen="dark" if wall.is_dark else "light")
        self.choose = Button(theme, "Scherm kiezen", icon="presentation", key="Shift+F11", on_click=wall.choose)
        self.choose.setShortcut("")  # the key works in every room
        self.words = layout.label("", "muted", wrap=True)
        self.allow = Button(theme, ALLOW, on_click=self._turn)
        hint = layout.label("F11 zet de wand aan of uit, F12 maakt hem leeg en weer terug.", "small", wrap=True)
        mode = layout.column(theme, layout.label("Kleuren", "label"), self.mode, gap=6)
        seen = layout.column(theme, layout.label("Schermopname", "label"), self.words, flow(theme, self.allow), gap=6)
        title = layout.label("Wand", "section")
        whole = layout.column(theme, title, mode, flow(theme, self.choose), hint, seen, None, gap=16, margins=20)
        self.setLayout(whole)
        self.mode.chosen.connect(lambda key: wall.set_dark(is_dark=key == "dark"))
        wall.changed.connect(self.follow)
        wall.capture.changed.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        key = "dark" if self._wall.is_dark else "light"
        if self.mode.current != key:
            self.mode.choose(key)
        capture = self._wall.capture
        self.allow.setVisible(capture.is_possible)
        self.allow.set_words(FORBID if capture.is_allowed else ALLOW)
        if not capture.is_possible:
            self.words.setText(NOT_POSSIBLE)
        elif capture.is_allowed:
            self.words.setText(SEEN.format(minutes=f"nog {capture.minutes_left} minuten"))
        else:
            self.words.setText(KEPT_OUT)

    def _turn(self) -> None:
        capture = self._wall.capture
        (capture.forbid if capture.is_allowed else capture.allow)()
