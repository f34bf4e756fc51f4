"""Qt 6.12.0 on Python 3.11 loses a reference to None with each void call and aborts in the end: they are counted."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel, QListWidget, QTableWidget, QTableWidgetItem

CALLS = 400
NOISE = 40  # what Python and pytest themselves take and give meanwhile


def lost_references(call: Callable[[int], object]) -> int:
    """How many references to None went missing over all calls; garbage of other tests would count too, so it waits."""
    call(0)
    gc.collect()
    gc.disable()
    try:
        before = sys.getrefcount(None)
        for number in range(CALLS):
            call(number)
        return before - sys.getrefcount(None)
    finally:
        gc.enable()


@pytest.mark.parametrize("what", ["QLabel.setText", "QListWidget.addItem", "QTableWidget.setItem"])
def test_void_calls_of_qt_give_back_what_they_take(qtbot, what: str) -> None:
    label, rows, table = QLabel(), QListWidget(), QTableWidget(CALLS, 1)
    for widget in (label, rows, table):
        qtbot.addWidget(widget)
    calls: dict[str, Callable[[int], object]] = {
        "QLabel.setText": lambda number: label.setText(str(number)),
        "QListWidget.addItem": lambda number: rows.addItem(str(number)),
        "QTableWidget.setItem": lambda number: table.setItem(number, 0, QTableWidgetItem(str(number))),
    }
    assert abs(lost_references(calls[what])) < NOISE


@pytest.mark.skipif(
    sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on: there is nothing to count"
)
def test_a_call_that_keeps_references_is_seen() -> None:
    kept: list[None] = []
    assert lost_references(lambda _number: kept.append(None)) <= -CALLS
