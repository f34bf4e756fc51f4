"""What is asked of a store while something is done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from tests.builders import World
from zsm_desktop.services.desk import Desk


@contextmanager
def statements(world: World, desk: Desk | None = None) -> Iterator[list[str]]:
    """Every statement that goes through SQLAlchemy meanwhile."""
    found: list[str] = []
    engine = (desk or world.desk).store.engine

    def note(_connection, _cursor, statement: str, *_rest) -> None:
        found.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield found
    event.remove(engine, "before_cursor_execute", note)
