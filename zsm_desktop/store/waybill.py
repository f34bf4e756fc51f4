"""What travels beside a copy that was made for another computer: what it must hold, and whether it was used.

Not sealed, as it is read before there is a password: it says counts, the end of the chain and names of computers, and
nothing of a pupil.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.files import is_there, write_atomically
from zsm_desktop.domain.json_text import moment, moment_or_none, read_json
from zsm_desktop.store import duties, raw
from zsm_desktop.store.backup import waybill_beside
from zsm_desktop.store.duties import NONE, Duties
from zsm_desktop.store.keys import Keys

FORMAT = 1
_FIGURES = """
SELECT (SELECT count(*) FROM journal_entry), (SELECT hash FROM journal_entry ORDER BY number DESC LIMIT 1),
 (SELECT coalesce(sum(cents), 0) FROM posting WHERE side = 'given'),
 (SELECT coalesce(max(number), 0) FROM audit_event)
"""


@dataclass(frozen=True, slots=True)
class Figures:
    """What two of the same network have in common: `acts` is how far the logbook is."""

    entries: int
    chain_head: str
    given_cents: int
    acts: int


@dataclass(frozen=True, slots=True)
class Waybill:
    """Made at `at` on `computer`; `arrived_at` and `arrived_on` say when and where it was put to use.

    `is_withdrawn`: the old computer goes on, after all or because it is not closed yet. `duties` are what the network
    takes along besides.
    """

    at: datetime
    computer: str
    figures: Figures
    arrived_at: datetime | None = None
    arrived_on: str = ""
    is_withdrawn: bool = False
    duties: Duties = NONE


def figures_of(rows: Callable[[str], Iterable[Any]]) -> Figures:
    ((entries, head, given, acts),) = rows(_FIGURES)
    return Figures(int(entries), bytes(head).hex() if head is not None else "", int(given), int(acts))


def figures_in(copy: Path, keys: Keys) -> Figures:
    """Of a copy as it lies there; raises as `raw.connect`."""
    with raw.refusing(copy), closing(raw.connect_finished(copy, keys.store_key)) as connection:
        return figures_of(connection.execute)


def read(copy: Path) -> Waybill | None:
    """None beside an ordinary copy, or where nobody can read it."""
    try:
        said = read_json(waybill_beside(copy))
        if said.pop("format") != FORMAT:
            return None
        return Waybill(
            moment(said["at"]),
            str(said["computer"]),
            _figures(said["figures"]),
            moment_or_none(said["arrived_at"]),
            str(said["arrived_on"]),
            said["is_withdrawn"] is True,
            duties.said(said.get("duties")),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _figures(said: Any) -> Figures:
    return Figures(int(said["entries"]), str(said["chain_head"]), int(said["given_cents"]), int(said["acts"]))


def write(copy: Path, waybill: Waybill) -> None:
    """Raises as `write_atomically`."""
    document = {"format": FORMAT} | asdict(waybill)
    text = json.dumps(document, indent=1, ensure_ascii=False, default=datetime.isoformat)
    write_atomically(waybill_beside(copy), text.encode() + b"\n")


def require_usable(copy: Path) -> None:
    """Raises RuleError("leave.withdrawn", computer) where the old computer goes on."""
    found = read(copy)
    if found is not None and found.is_withdrawn:
        raise RuleError("leave.withdrawn", computer=found.computer)


def withdraw(copy: Path, now: datetime, computer: str) -> bool:
    """The copy says that it is of no use elsewhere; False where it cannot be reached, or takes nothing."""
    if not is_there(copy):
        return False
    found = read(copy) or Waybill(now, computer, Figures(0, "", 0, 0))  # whatever became of what lay beside it
    try:
        write(copy, replace(found, is_withdrawn=True))
    except RuleError:
        return False
    return True
