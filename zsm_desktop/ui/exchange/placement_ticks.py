"""What must be in order around a placement, as ticks: the stage agreement, and on what basis the pupil goes there."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.consents import Sharing
from zsm_desktop.services.placements import PlacementCard
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.consents import consent_detail, consent_title
from zsm_desktop.ui.parts.field import sentence
from zsm_desktop.ui.parts.inputs import Check
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch

WITHOUT_TICKS = ("refused", "cancelled")
_ASKED = {
    True: "Toestemming van de leerling zelf",
    False: "Toestemming van de ouders",
    None: "Toestemming",
}
WAITS_FOR_BASIS = ("proposed", "waiting", "running")


class Tick(NamedTuple):
    """`press` is what a press on it asks for; None where this user may not."""

    words: str
    quiet: str
    is_on: bool
    press: Callable[[], object] | None


class _Box(Check):
    """Shows how it stands; a press asks for the act and ticks nothing by itself."""

    def nextCheckState(self) -> None:
        """Only the news of the act changes it."""


class PlacementTicks(QWidget):
    """`act` asks for "sign" or "consent", `withdraw` to withdraw one consent."""

    act = Signal(str)
    withdraw = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.ticks: list[Tick] = []
        self.boxes: list[_Box] = []
        self._words = []
        self._whole = layout.column(theme, layout.label("Vastgelegd", "strong"), gap=8)
        self.setLayout(self._whole)

    def show_card(self, card: PlacementCard, may: Collection[str]) -> None:
        """`may` as in `PlacementsState.may`."""
        status = card.row.status
        self.setVisible(status not in WITHOUT_TICKS)
        self.ticks = [self._agreement(card, may)]
        if card.sharing is not None and status in WAITS_FOR_BASIS:
            self.ticks += self._basis(card.sharing, card.row.provider, is_own="consent" in may)
        while len(self.boxes) < len(self.ticks):
            self._grow()
        for at, (box, quiet) in enumerate(zip(self.boxes, self._words, strict=True)):
            is_there = at < len(self.ticks)
            if is_there:
                self._dress(box, quiet, self.ticks[at])
            for widget in (box, quiet):
                widget.setVisible(is_there)

    def _grow(self) -> None:
        """Boxes stay, so that the focus does."""
        at = len(self.boxes)
        box, quiet = _Box(self._theme, ""), layout.label("", "muted", wrap=True)
        box.clicked.connect(lambda _on: self._press(at))
        self._whole.addLayout(layout.column(self._theme, box, quiet, gap=2))
        self.boxes.append(box)
        self._words.append(quiet)

    def _press(self, at: int) -> None:
        press = self.ticks[at].press
        if press is not None:
            press()

    def _dress(self, box: _Box, quiet: QWidget, tick: Tick) -> None:
        box.setText(tick.words)
        box.setAccessibleName(f"{tick.words}: {tick.quiet}" if tick.quiet else tick.words)
        box.setChecked(tick.is_on)
        box.setEnabled(tick.press is not None)
        box.updateGeometry()
        quiet.setText(tick.quiet)

    def _agreement(self, card: PlacementCard, may: Collection[str]) -> Tick:
        day = card.row.agreement_on
        noted = next((one.changed_by for one in card.changes if one.field == "agreement_on"), "")
        by = f", vastgelegd door {noted}" if noted else ""
        words = f"Getekend op {dutch.date_medium(day)}{by}" if day else "Nog niet getekend"
        press = (lambda: self.act.emit("sign")) if "sign" in may else None
        return Tick("Stageovereenkomst", words, day is not None, press)

    def _basis(self, sharing: Sharing, provider: str, *, is_own: bool) -> list[Tick]:
        """Each basis on which it may, or what is missing."""
        ticks = [
            Tick(
                consent_title(row), consent_detail(row), True,
                (lambda row=row: self.withdraw.emit(row)) if is_own else None,
            )
            for row in sharing.rows
        ]  # fmt: skip
        if sharing.missing:
            press = (lambda: self.act.emit("consent")) if is_own else None
            return [Tick(_ASKED[sharing.asks_own], sentence(RuleError(sharing.missing)), False, press)]
        return ticks or [
            Tick("Toestemming", f"Geldt voor {provider}; de school van de leerling houdt dit bij", True, None)
        ]
