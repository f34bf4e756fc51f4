"""Where Tab goes next in a window of ours.

Qt goes to a widget for which another takes the keys as soon as it comes to it: past everything that stands before that
other one, and nowhere at all where that is out of sight, as the rows of a list that has none. Then it sticks there.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def go_round(within: QWidget, is_next: bool) -> bool:
    """To the next thing in sight in `within` that takes the keys itself; False where there is none."""
    first = within.window().focusWidget()
    if first is None or not within.isAncestorOf(first):
        first = within
    at = first
    while True:
        at = at.nextInFocusChain() if is_next else at.previousInFocusChain()
        if at is first or at is None:
            return first is not within
        # Most of a window is out of sight: that is asked first.
        is_there = at.isVisible() and at.isEnabled() and within.isAncestorOf(at)
        if is_there and at.focusPolicy() & Qt.FocusPolicy.TabFocus and at.focusProxy() is None:
            at.setFocus(Qt.FocusReason.TabFocusReason if is_next else Qt.FocusReason.BacktabFocusReason)
            return True


class Round:
    """A window, a form or a panel in which Tab goes round; what stands in it passes the question on to here."""

    def focusNextPrevChild(self, is_next: bool) -> bool:
        return go_round(self, is_next)  # type: ignore[arg-type]
