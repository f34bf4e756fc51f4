"""What the services do, they do on both databases."""

from __future__ import annotations

import pytest


@pytest.fixture(params=["file", "server"])
def kept(request: pytest.FixtureRequest) -> str:
    return str(request.param)


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
