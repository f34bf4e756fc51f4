"""The files that take longest begin first: nobody waits at the end for one that began last."""

from __future__ import annotations

import pytest

LONGEST = (
    "ui/test_every_scene.py",
    "services/test_exchange_machine.py",
    "services/test_what_directors_see.py",
    "flows/test_forty_cases.py",
    "cli/test_hosting_page.py",
    "flows/test_no_name_leaves.py",
    "services/test_sample_runs.py",
    "services/test_sample_portraits.py",
    "store/test_older_stores.py",
    "flows/test_one_figure.py",
    "flows/test_every_room.py",
    "faults/test_typing_survives_a_kill.py",
    "flows/test_the_exchange_by_keys.py",
    "app/test_taken_along.py",
    "app/test_there_and_back.py",
    "cli/test_sharing_commands.py",
    "flows/test_rijnmond_by_keys.py",
    "together/test_taken_along.py",
    "settings/test_to_a_server.py",
    "faults/test_server_hit.py",
    "faults/test_power_cuts.py",
    "faults/test_kills.py",
    "faults/test_full_disk.py",
    "faults/test_hostile_imports.py",
    "faults/test_damage.py",
    "store/test_server_restarts.py",
    "house/test_dev.py",
)
"""Under tests/, the longest first; only an order, so one too many or too few does no harm."""


def pytest_configure(config: pytest.Config) -> None:
    """Left to itself xdist begins with the files of most tests, and so ends with the longest."""
    if hasattr(config.option, "loadscopereorder"):
        config.option.loadscopereorder = False


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    ranks = {name: rank for rank, name in enumerate(LONGEST)}
    items.sort(key=lambda item: ranks.get("/".join(item.path.parts[-2:]), len(LONGEST)))
