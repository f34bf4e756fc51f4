"""The guards stand in tests/guards.py; builders for a network are in tests/builders.py."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("house", deadline=None)
settings.load_profile("house")
"""A first example may have to load a library: how long one takes says nothing."""

pytest_plugins = [
    "tests.guards",
    "tests.memory",
    "tests.order",
    "tests.long_runs",
    "tests.statements",
    "tests.derived",
    "tests.laid_down",
    "tests.server",
    "tests.both_places",
    "tests.builders",
    "tests.proxy",
    "tests.sample_fixture",
    "pytester",
]
