"""Which columns are sealed, told by their type: a new one is found by whoever looks through all of them."""

from __future__ import annotations

from collections.abc import Iterator

from zsm_desktop.models.base import Base
from zsm_desktop.models.types import Sealed


def sealed_columns() -> Iterator[tuple[str, str]]:
    """Table and column, a table after those it refers to; every such table has its rows under `id`."""
    import zsm_desktop.models  # noqa: F401 - only then every table is known

    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, Sealed):
                yield table.name, column.name
