"""Whom a new case seems to be about: asked once before it is entered, and nothing is refused."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from zsm_desktop.services.doubles import Double
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.pupils import words
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.names import Say

OTHER = "[Een andere leerling]"


def elsewhere(double: Double, say: Say) -> str:
    """Who may see all schools is told which pupil it is."""
    if double.pseudonym:
        return f"{say('[Deze leerling]')} lijkt bekend bij een andere school, als {double.pseudonym}."
    return say(
        "[Deze leerling] lijkt bekend bij een andere school. "
        "Aanmelden kan; [de secretaris] kan zien of het dezelfde is."
    )


class DoubleStrip(QFrame):
    """Hidden until `ask`; each answer is one press."""

    def __init__(self, theme: Theme, say: Say) -> None:
        super().__init__()
        self._say = say
        self.setProperty("role", "strip")
        self.text = layout.label("", wrap=True)
        self.same = Button(theme, say("Nieuwe casus van [deze leerling]"))
        self.other = Button(theme, say(OTHER))
        self.show_it = Button(theme, "Lopende casus openen")
        self.back = Button(theme, "Verder invullen", kind="quiet", on_click=self.hide)
        buttons = flow(theme, self.same, self.other, self.show_it, self.back, gap=8)
        self.setLayout(layout.column(theme, self.text, buttons, gap=10, margins=(14, 10, 14, 12)))
        self._then: dict[Button, Callable[[], object]] = {}
        for button in (self.same, self.other, self.show_it):
            button.clicked.connect(lambda _on=False, button=button: self._answer(button))
        self.hide()

    def ask(
        self,
        double: Double,
        *,
        same: Callable[[], object],
        other: Callable[[], object] | None,
        show: Callable[[], object],
    ) -> None:
        """`other` None: the pupil was chosen from the list, so it is no one else."""
        case = double.case
        running = f" Er loopt al een casus: {case.number}, {words.status(case)}." if case else ""
        known = f"{self._say('[Deze leerling]')} lijkt al bekend als {double.pseudonym}.{running}"
        self.text.setText(elsewhere(double, self._say) if double.is_elsewhere else known)
        self._then = {self.same: same, self.show_it: show} | ({self.other: other} if other is not None else {})
        self.same.setVisible(not double.is_elsewhere)
        self.other.setText("Toch aanmelden" if double.is_elsewhere else self._say(OTHER))
        self.other.setVisible(other is not None)
        self.show_it.setVisible(case is not None)
        self.show()
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)
        layout.reveal(self)

    def _answer(self, button: Button) -> None:
        self.hide()
        self._then[button]()
