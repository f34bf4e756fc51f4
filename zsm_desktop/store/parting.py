"""Two files of one network: whether one goes on where the other ends, or each went a way of its own, and since when.

Every act leaves a numbered line in the logbook, that never changes; so two that share a line share all before it. No
clock is asked, and nothing has to be kept beside the network to tell one from the other.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.store import raw
from zsm_desktop.store.keys import Keys
from zsm_desktop.store.place import DATABASE

SAME, OLDER, NEWER, PARTED, UNKNOWN = "same", "older", "newer", "parted", "unknown"
MOVED = ("backup.leave", "backup.stay", "backup.put_back")
"""Acts that say on which computer they were done."""
Rows = Callable[[str, tuple[object, ...]], Iterable[Any]]
_ENDS = "SELECT min(number), max(number) FROM audit_event"
_LINE = "SELECT number, at, user_id, act, subject_id FROM audit_event WHERE number <= ? ORDER BY number DESC LIMIT 1"
_ENTRY = "SELECT number, hash FROM journal_entry WHERE number <= ? ORDER BY number DESC LIMIT 1"
_ENTRIES = "SELECT coalesce(max(number), 0) FROM journal_entry"
_PLACE = "SELECT facts FROM audit_event WHERE act IN (?, ?, ?) ORDER BY number DESC"


@dataclass(frozen=True, slots=True)
class Relation:
    """How one stands to another: `kind` is what it is beside that (`OLDER`: the other goes on where it ends).

    `lines` and `entries` are how far both logbooks and both ledgers are the same; `since` is when the last line was
    written that both have. `last_at` and `computer` are of the one that was compared: its last line, and where it was
    put to use or left last, "" where it does not say.
    """

    kind: str
    lines: int = 0
    entries: int = 0
    since: datetime | None = None
    last_at: datetime | None = None
    computer: str = ""


def relation(of: Rows, to: Rows) -> Relation:
    """What `of` is beside `to`; `UNKNOWN` where their logbooks have nothing in common any more, as of long ago."""
    (own_first, own_last), (first, last) = _ends(of), _ends(to)
    low, high = max(own_first, first), min(own_last, last)
    entries = min(_number(of, _ENTRIES), _number(to, _ENTRIES))
    same = _shared(lambda number: _one(of, _ENTRY, number) == _one(to, _ENTRY, number), 0, entries) or 0
    if not 0 < low <= high:
        return Relation(UNKNOWN, entries=same)
    shared = _shared(lambda number: _said(_line(of, number)) == _said(_line(to, number)), low, high)
    since = None if shared is None else _at(_line(of, shared))
    kind = PARTED
    if shared == high:
        kind = SAME if own_last == last else OLDER if own_last < last else NEWER
    return Relation(kind, shared or 0, same, since, _at(_line(of, own_last)), _computer(of))


def between(copy: Path, of_copy: Keys, folder: Path, present: Keys) -> Relation:
    """What the copy is beside the network in `folder`; `UNKNOWN` where either does not open, or is of long ago."""
    try:
        with reading(copy, of_copy) as of, reading(folder / DATABASE, present) as to:
            return relation(of, to)
    except RuleError:
        return Relation(UNKNOWN)
    except raw.DATABASE_ERRORS:
        return Relation(UNKNOWN)


@contextmanager
def reading(path: Path, keys: Keys) -> Iterator[Rows]:
    """A network's own database is read as others may write in it, a copy as a file that nobody writes in any more."""
    is_own = path.name == DATABASE
    opened = raw.connect(path, keys.store_key, read_only=True) if is_own else raw.connect_finished(path, keys.store_key)
    with raw.refusing(path), closing(opened) as connection:
        yield connection.execute


def facts_of_line(rows: Rows, number: int, act: str) -> dict[str, Any] | None:
    """What the line of that number says, where it is of that act; else None."""
    for said, facts in rows("SELECT act, facts FROM audit_event WHERE number = ?", (number,)):
        return _facts(facts) if said == act else None
    return None


def moment_of_line(rows: Rows, number: int) -> datetime | None:
    return _at(_line(rows, number))


def last_line(rows: Rows) -> int:
    return _ends(rows)[1]


def _shared(is_same: Callable[[int], bool], low: int, high: int) -> int | None:
    """The last number at which both are the same; None where they are nowhere."""
    if not is_same(low):
        return None
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if is_same(middle) else (low, middle - 1)
    return low


def _ends(rows: Rows) -> tuple[int, int]:
    ((first, last),) = rows(_ENDS, ())
    return int(first or 0), int(last or 0)


def _number(rows: Rows, query: str) -> int:
    ((number,),) = rows(query, ())
    return int(number)


def _one(rows: Rows, query: str, number: int) -> tuple[object, ...]:
    return next((tuple(map(_plain, row)) for row in rows(query, (number,))), ())


def _plain(value: object) -> object:
    return bytes(value) if isinstance(value, bytes | bytearray | memoryview) else value


def _line(rows: Rows, number: int) -> tuple[Any, ...]:
    return next((tuple(row) for row in rows(_LINE, (number,))), ())


def _said(line: tuple[Any, ...]) -> tuple[object, ...]:
    """As it means the same in whatever way a moment was written down."""
    return (line[0], _at(line), *line[2:]) if line else ()


def _at(line: tuple[Any, ...]) -> datetime | None:
    if not line:
        return None
    at = line[1] if isinstance(line[1], datetime) else datetime.fromisoformat(str(line[1]))
    return at if at.tzinfo is not None else at.replace(tzinfo=UTC)


def _computer(rows: Rows) -> str:
    """Lines of before computers were named say none."""
    return next(
        (str(said["computer"]) for (facts,) in rows(_PLACE, MOVED) if (said := _facts(facts)).get("computer")), ""
    )


def _facts(text: object) -> dict[str, Any]:
    try:
        found = json.loads(str(text)) if text else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
