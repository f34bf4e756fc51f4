"""The faces of Uitwisseling, each made when it is first shown: a page opens with one of them."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QStackedWidget, QWidget

from zsm_desktop.ui.exchange.deliveries import DeliveriesFace
from zsm_desktop.ui.exchange.funds import FundsFace
from zsm_desktop.ui.exchange.month import MonthSheet
from zsm_desktop.ui.exchange.periods import PeriodsFace
from zsm_desktop.ui.exchange.placements import PlacementsFace
from zsm_desktop.ui.exchange.rounds import RoundsFace
from zsm_desktop.ui.parts.page import Page
from zsm_desktop.ui.rooms import Tools

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk

Face = TypeVar("Face", bound=QWidget)


class ExchangeFaces(Page):
    """What the faces stand in and what they ask for is the page's own (page.py)."""

    desk: Desk
    _tools: Tools
    _stale: set[str]
    outer: QStackedWidget
    inner: QStackedWidget
    third: QStackedWidget

    def _show_list(self) -> None:
        raise NotImplementedError

    def _show_deliveries_of(self, placement_id: str, number: str) -> None:
        raise NotImplementedError

    def _on_entered(self, provider_id: str, month: date | None) -> None:
        raise NotImplementedError

    def _fail(self, error: Exception) -> None:
        """What went wrong beside the painting is said as if it had happened here."""

        def again() -> None:
            raise error

        self.attempt(again)

    @cached_property
    def placements(self) -> PlacementsFace:
        face = PlacementsFace(self.theme, self.desk, self.attempt)
        face.deliveries.connect(self._show_deliveries_of)
        face.said.connect(self.notify)
        return self._add(self.outer, face, "placements")

    @cached_property
    def deliveries(self) -> DeliveriesFace:
        face = DeliveriesFace(self.theme, self.desk, self.attempt)
        face.said.connect(self.notify)
        return self._add(self.inner, face, "deliveries")

    @cached_property
    def month(self) -> MonthSheet:
        face = MonthSheet(self.theme, self.desk, self.attempt)
        face.left.connect(self._show_list)
        face.done.connect(self._on_entered)
        face.said.connect(self.notify)
        return self._add(self.inner, face, "")

    @cached_property
    def periods(self) -> PeriodsFace:
        face = PeriodsFace(self.theme, self.desk, self.attempt)
        face.left.connect(self._show_list)
        return self._add(self.inner, face, "periods")

    @cached_property
    def rounds(self) -> RoundsFace:
        face = RoundsFace(self._tools, self.desk, self.attempt)
        face.left.connect(self._show_list)
        face.said.connect(self.notify)
        return self._add(self.inner, face, "rounds")

    @cached_property
    def funds(self) -> FundsFace:
        face = FundsFace(self._tools, self.desk, self.attempt)
        face.delivery.connect(self.open_item)
        face.said.connect(self.notify)
        face.made.connect(self.offer)
        face.failed.connect(self._fail)
        return self._add(self.third, face, "funds")

    def _add(self, stack: QStackedWidget, face: Face, name: str) -> Face:
        stack.addWidget(face)
        self._stale.add(name)
        return face
