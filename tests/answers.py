"""All text in what services answer, and what the same strangers to pupils are shown worked out once."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any

import pytest

from zsm_desktop.domain.suppression import Cell, Person, Published, hidden_cells
from zsm_desktop.services import result_runs


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

    def hidden(people: Sequence[Person], published: Published) -> frozenset[Cell]:
        key = (*people, repr(published))
        if key not in kept:
            kept[key] = hidden_cells(people, published)
        return kept[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(result_runs, "hidden_cells", hidden)
        yield
