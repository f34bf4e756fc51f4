"""The screens of this computer, and the form in which one is chosen for the wall by its name."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.chip import ChipRow
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.theme import Theme
from zsm_desktop.ui.wall import state
from zsm_desktop.ui.wall.state import Mirroring, ScreenFact
from zsm_desktop.ui.wall.window import WallWindow

FLOATING = "window"
"""The key of no screen at all: an ordinary window, to share in a meeting at a distance."""
MODES = (("dark", "Licht op donker"), ("light", "Donker op licht"))


def fact_of(screen: QScreen, own: QScreen | None) -> ScreenFact:
    maker = " ".join(part for part in (screen.manufacturer(), screen.model()) if part)
    place = screen.geometry()
    ratio = screen.devicePixelRatio()
    return ScreenFact(
        key=f"{screen.name()}|{screen.manufacturer()}|{screen.model()}|{screen.serialNumber()}",
        label=f"{maker} ({screen.name()})" if maker else screen.name(),
        left=place.left(),
        top=place.top(),
        width=round(place.width() * ratio),
        height=round(place.height() * ratio),
        is_own=screen is own,
    )


def screens_of(window: QWidget) -> dict[ScreenFact, QScreen]:
    """All there are, with which of them shows the private window."""
    own = window.screen()
    return {fact_of(screen, own): screen for screen in QGuiApplication.screens()}


def key_of(window: QWidget) -> str:
    """Of the screen that shows the private window."""
    return next((fact.key for fact in screens_of(window) if fact.is_own), "")


class TestPictures:
    """One on every screen but the one of the private window; `take_away` ends them."""

    __test__ = False

    def __init__(self, screens: dict[ScreenFact, QScreen], *, is_dark: bool) -> None:
        self.windows: list[WallWindow] = []
        for number, (fact, screen) in enumerate(screens.items(), 1):
            if not fact.is_own:
                window = WallWindow(is_dark=is_dark)
                window.set_test_picture(fact, number)
                window.fill_screen(screen)
                self.windows.append(window)

    def set_dark(self, *, is_dark: bool) -> None:
        for window in self.windows:
            window.set_dark(is_dark=is_dark)

    def take_away(self) -> None:
        while self.windows:
            window = self.windows.pop()
            window.hide()
            window.deleteLater()


class ScreenForm(FormDialog):
    """`open_on` gets the key of the chosen screen, or FLOATING, and whether it is light on dark.

    `outputs` is how many the computer drives, None when nobody knows.
    """

    def __init__(
        self,
        theme: Theme,
        window: QWidget,
        open_on: Callable[[str, bool], object],
        *,
        chosen: str | None,
        is_dark: bool,
        outputs: int | None,
    ) -> None:
        super().__init__(theme, "Scherm voor de wand", window, submit=self._submit, do="Wand openen", width=620)
        self._open_on = open_on
        screens = screens_of(window)
        facts = tuple(screens)
        level = state.mirroring(facts, outputs)
        free = () if level is Mirroring.OWN else state.free_screens(facts)
        self.pictures = TestPictures(screens if free else {}, is_dark=is_dark)
        self.advice = layout.label(state.advice(facts, level), wrap=True)
        if free and level is Mirroring.NONE:
            self.body.addWidget(self.advice)
        else:
            self.body.addWidget(layout.card(theme, self.advice, margins=(14, 10), role="strip"))
        numbers = {fact.key: number for number, fact in enumerate(facts, 1)}
        choices = [(fact.key, f"{numbers[fact.key]}. {fact.label} · {fact.size}") for fact in free]
        choices.append((FLOATING, "Als los venster"))
        known = chosen if chosen in dict(choices) else choices[0][0]
        self.choice = ChipRow(theme, choices, name="Scherm", chosen=known)
        self.mode = ChipRow(theme, MODES, name="Kleuren", chosen="dark" if is_dark else "light")
        self.mode.chosen.connect(lambda key: self.pictures.set_dark(is_dark=key == "dark"))
        for words, row in (("Scherm", self.choice), ("Kleuren", self.mode)):
            self.body.addLayout(layout.column(theme, layout.label(words, "label"), row, gap=6))
        own = next((fact.label for fact in facts if fact.is_own and free), "")
        place = f"Uw eigen venster staat op {own}; daar komt de wand nooit. " if own else ""
        hint = f"{place}Een los venster kunt u delen in een overleg op afstand."
        self.body.addWidget(layout.label(hint, "muted", wrap=True))
        self.finished.connect(lambda _result: self.pictures.take_away())
        self.choice.chips[known].setFocus(Qt.FocusReason.OtherFocusReason)

    def _submit(self) -> None:
        self.pictures.take_away()
        self._open_on(self.choice.current, self.mode.current == "dark")
