"""Tests that hold wherever a network is kept: `kept` of a folder of tests says both, and what is a file's says so."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture
def kept() -> str:
    """Where the small network is: in a "file"; rooms whose tests hold for both databases say "server" too."""
    return "file"


@pytest.fixture(params=["file", "server"])
def in_both_places(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def first_there(count: int, there: int) -> list[Any]:
    """Seeds of a dear test: all in a file, and the first few on a server, where the same code runs on other rows."""
    mark = pytest.mark.file_only("what differs on a server shows with the first")
    return [pytest.param(seed, marks=[mark] if seed >= there else []) for seed in range(count)]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests about the file alone say so with their reason: `@pytest.mark.file_only("a lease is a file's")`."""
    elsewhere = [item for item in items if _is_of_the_other_place(item)]
    if elsewhere:
        config.hook.pytest_deselected(items=elsewhere)
        items[:] = [item for item in items if item not in elsewhere]


def _is_of_the_other_place(item: pytest.Item) -> bool:
    mark = item.get_closest_marker("file_only")
    if mark is None or not isinstance(item, pytest.Function):
        return False
    (reason,) = mark.args
    return bool(reason) and item.callspec.params.get("kept") == "server"
