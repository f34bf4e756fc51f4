"""Stores are opened by the thousand here: what SQLAlchemy made into text for one serves all."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from zsm_desktop.store import engine

OWN = engine.statements
"""As in the program: each store its own."""


@pytest.fixture(scope="session", autouse=True)
def statements_of_all() -> Iterator[None]:
    shared = OWN()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "statements", lambda: shared)
        yield
