"""Whose turn it is to chair where the chair goes round."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date


def next_in_chair(names: Mapping[str, str], last: Mapping[str, date]) -> str | None:
    """Of those who take turns (identifier → name) the one who sat there longest ago, or never; by name when equal.

    `last` says when each sat there last and may hold others. None: nobody takes turns.
    """
    return min(names, key=lambda one: (last.get(one, date.min), names[one].casefold(), one), default=None)
