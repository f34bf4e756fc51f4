"""Reads what Vergelijken shows beside the painting: it looks through all that is to be settled."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from zsm_desktop.services.forecast import if_nothing_done
from zsm_desktop.ui.parts.writer import Writer

if TYPE_CHECKING:
    from zsm_desktop.services.scenarios import TriedOffer
    from zsm_desktop.ui.settlements.compared import Compared, Tried
    from zsm_desktop.ui.settlements.state import SettlementsState

Found = TypeVar("Found")


class CompareReader(Writer):
    """What came: `offers` to try tariffs of, `compared`, and `ahead` where the balances may go; `unread` is why not.

    `tried` is asked what the sliders try now.
    """

    offers = Signal(object)
    compared = Signal(object)
    ahead = Signal(object)
    unread = Signal(object)

    def __init__(self, state: SettlementsState, tried: Callable[[], Tried], parent: QObject) -> None:
        super().__init__(parent)
        self._state, self._tried, self._is_comparing = state, tried, False

    def read(self) -> None:
        """All of it, the figures first."""
        state, span = self._state, self._state.span
        tried = state.tried = self._tried()
        self._beside(lambda: (state.offers(span), state.compare(span, tried)), self._both_came)
        self._beside(lambda: if_nothing_done(state.desk, span), self.ahead.emit)

    def follow(self) -> None:
        """Compares by what is tried now; while something is being compared the last that was asked waits."""
        if self._state.tried == self._tried():
            return
        self._state.tried = self._tried()
        if not self._is_comparing:
            self._compare()

    def _both_came(self, both: tuple[tuple[TriedOffer, ...], Compared]) -> None:
        """An offer that is tried may not be among them; then it is no longer tried."""
        offers, compared = both
        self.offers.emit(offers)
        self._state.tried = self._tried()
        if (self._state.span, self._state.tried) == (compared.found.span, compared.tried):
            self.compared.emit(compared)
        else:
            self._compare()

    def _compare(self) -> None:
        span, tried = self._state.span, self._state.tried
        self._is_comparing = True

        def came(compared: Compared) -> None:
            self._is_comparing = False
            if (self._state.span, self._state.tried) == (span, tried):
                self.compared.emit(compared)
            else:
                self._compare()

        self._beside(lambda: self._state.compare(span, tried), came)

    def _beside(self, read: Callable[[], Found], came: Callable[[Found], object]) -> None:
        """One after the other in the other thread; what was read comes in this one."""
        found: list[Found] = []

        def act() -> None:
            with self._state.desk.store.moment():
                found.append(read())

        def told(error: Exception | None) -> None:
            if error is None:
                came(found[0])
            else:
                self._is_comparing = False
                self.unread.emit(error)

        self.write(act, told)
