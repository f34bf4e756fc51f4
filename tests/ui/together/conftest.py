"""Two at work on one server: one with a window, the others at desks of their own."""

from __future__ import annotations

import pytest

from tests.ui.meeting.conftest import hands

__all__ = ["hands"]


@pytest.fixture
def kept() -> str:
    return "server"
