"""What every test of locking begins with."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication


@pytest.fixture(autouse=True)
def _nothing_else_in_sight(qapp: QApplication) -> None:
    """What another test of this process left on the screen."""
    for one in QApplication.topLevelWidgets():
        one.hide()
