"""Which columns are sealed, told by their type: a new one is found by whoever looks through all of them."""

from __future__ import annotations

from functools import cache

from zsm_desktop.models.base import Base
from zsm_desktop.models.types import Sealed


@cache
def sealed_columns() -> tuple[tuple[str, str], ...]:
    """Table and column, a table after those it refers to; every such table has its rows under `id`."""
    import zsm_desktop.models  # noqa: F401 - only then every table is known

    return tuple(
        (table.name, column.name)
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, Sealed)
    )
