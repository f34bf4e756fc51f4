"""The guards stand in tests/guards.py; builders for a network are in tests/builders.py."""

from __future__ import annotations

pytest_plugins = [
    "tests.guards",
    "tests.order",
    "tests.statements",
    "tests.server",
    "tests.both_places",
    "tests.builders",
    "tests.proxy",
    "tests.sample_fixture",
    "pytester",
]
