"""What the services do, they do on both databases."""

from __future__ import annotations

import pytest


@pytest.fixture(params=["file", "server"])
def kept(request: pytest.FixtureRequest) -> str:
    return str(request.param)
