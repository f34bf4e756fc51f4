"""All text in what services answer, and what the same strangers to pupils are shown worked out once."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import Any

import pytest

from zsm_desktop.domain.suppression import Cell, Person, hidden_cells
from zsm_desktop.services.leaver_rows import Counting
from zsm_desktop.services.result_runs import Runs


@cache
def names_of(kind: type) -> tuple[str, ...]:
    """Of its fields; none of what is no dataclass."""
    return tuple(field.name for field in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else ()


def strings_in(found: Any) -> Iterator[str]:
    """Without a call for every part: answers have millions."""
    left = [found]
    while left:
        one = left.pop()
        if isinstance(one, str):
            yield one
        elif one is None or isinstance(one, int | date):
            continue
        elif isinstance(one, bytes):
            yield one.decode("latin-1")
        elif names := names_of(type(one)):
            left += [getattr(one, name) for name in names]
        elif isinstance(one, dict):
            left += one.items()
        elif isinstance(one, Iterable):
            left += one


@pytest.fixture(scope="module", autouse=True)
def hidden_once() -> Iterator[None]:
    """What is hidden of the leavers of a year takes a second; of the same people counted alike it is the same."""
    kept: dict[tuple[object, ...], frozenset[Cell]] = {}

    def hidden(_runs: Runs, _year: int, people: list[Person], counting: Counting) -> frozenset[Cell]:
        people.sort()
        key = (*people, repr(counting))
        if key not in kept:
            kept[key] = hidden_cells(people, counting.published)
        return kept[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Runs, "_hidden", hidden)
        yield
