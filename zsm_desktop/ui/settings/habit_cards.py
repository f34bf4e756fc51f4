"""What this computer's user chooses about locking, and where help is to be had."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from zsm_desktop.settings import LOCK_MINUTES
from zsm_desktop.ui.habits import Habits
from zsm_desktop.ui.parts import f1, layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.chip import ChipRow
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.inputs import Check
from zsm_desktop.ui.theme import Theme

NEVER = "Nooit"
LOCK_WORDS = (
    "Zo lang mag niemand het programma aanraken; ook de tijd dat de computer slaapt telt mee. Wat half getypt is, "
    "staat er na uw wachtwoord weer."
)
ALWAYS = "Gaat de computer slapen of vergrendelt u het scherm, dan vergrendelt het netwerk altijd mee. Zelf: Ctrl L."
ALONE = "Vergrendel dan altijd zelf als u wegloopt."
BACK = "Bij het volgende bezoek aan een kamer staat er weer een tip."


class LockCard(QFrame):
    """After how many minutes without a touch."""

    def __init__(self, theme: Theme, habits: Habits) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._habits = habits
        choices = [(str(minutes), f"{minutes} minuten" if minutes else NEVER) for minutes in LOCK_MINUTES]
        self.minutes = ChipRow(theme, choices, name="Vergrendelen na", chosen=str(habits.now.lock_minutes))
        self.alone = layout.label(ALONE, "small", wrap=True)
        wall = "Staat de wand aan, dan wacht het ten minste een uur."
        after = layout.column(theme, layout.label("Vanzelf na", "label"), self.minutes, gap=6)
        hint = layout.label(f"{LOCK_WORDS} {wall}", "small", wrap=True)
        title = layout.label("Vergrendelen", "section")
        always = layout.label(ALWAYS, "small", wrap=True)
        self.setLayout(layout.column(theme, title, after, self.alone, hint, always, None, gap=16, margins=20))
        self.alone.setVisible(not habits.now.lock_minutes)
        self.minutes.chosen.connect(lambda key: habits.keep("lock_minutes", int(key)))
        habits.changed.connect(self._follow)

    def _follow(self) -> None:
        self.alone.setVisible(not self._habits.now.lock_minutes)


class HelpCard(QFrame):
    """Tips off and back, the guide, and the way to tell of a problem; `said` carries news and its tone."""

    said = Signal(str, str)

    def __init__(self, theme: Theme, habits: Habits) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._habits = habits
        self.tips = Check(theme, "Tip tonen bij het eerste bezoek aan een kamer")
        self.tips.setChecked(habits.now.shows_tips)
        self.again = Button(theme, "Alle tips weer tonen", icon="history", on_click=self._again)
        self.guide = Button(theme, "Uitleg", icon="info-circle", key="F1", on_click=lambda: f1.ask(self.window()))
        self.guide.setShortcut("")  # the window hears it
        self.report = Button(theme, "Probleem melden", icon="alert-triangle", on_click=self._report)
        words = layout.label(
            "Een melding laat u eerst helemaal zien wat erin staat, zonder namen. Er wordt niets vanzelf verstuurd.",
            "small", wrap=True,
        )  # fmt: skip
        buttons = flow(theme, self.guide, self.report, self.again, gap=10)
        title = layout.label("Hulp", "section")
        self.setLayout(layout.column(theme, title, self.tips, buttons, words, None, gap=16, margins=20))
        self.tips.clicked.connect(lambda on: habits.keep("shows_tips", on))
        habits.changed.connect(self._follow)

    def _follow(self) -> None:
        self.tips.setChecked(self._habits.now.shows_tips)

    def _again(self) -> None:
        self._habits.keep("shows_tips", True)
        self._habits.keep("tips_seen", ())
        self.said.emit(BACK, "good")

    def _report(self) -> None:
        f1.report(self)
