"""What is still to be done for a network and stands beside it, not in it: it goes along wherever the network goes.

That is the printed key nobody asked back yet, and the places in which copies of it lie: of a pupil who is forgotten one
day they have to go too, wherever the network is by then.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from zsm_desktop.domain.json_text import moment_or_none
from zsm_desktop.store import backup, backup_state, first_steps
from zsm_desktop.store.backup_state import BackupState, PlaceState
from zsm_desktop.store.folder import BACKUPS
from zsm_desktop.store.lease import this_computer


@dataclass(frozen=True, slots=True)
class Duties:
    """`steps` are those of a first start that are asked for until they are done."""

    steps: tuple[str, ...] = ()
    places: tuple[PlaceState, ...] = ()


NONE = Duties()
Rows = Callable[[str], Iterable[Any]]
_LAST = "SELECT ended_at, facts FROM destruction WHERE ended_at IS NOT NULL ORDER BY sequence DESC LIMIT 1"
_STAMP = 15
"""Letters of a copy's file name that say when it was made."""


@dataclass(frozen=True, slots=True)
class Older:
    """Something was destroyed at `ended`; the copies made at `copies` lie in the network's own folder since before."""

    ended: datetime
    copies: tuple[datetime, ...]


def older(folder: Path, rows: Rows, now: datetime) -> Older | None:
    """The copies in `folder` that are older than what was destroyed last in the network of `rows`, which is this one.

    What lay there then is older, also when a clock that was wrong says otherwise; where the moment itself is still to
    come nothing else is. None where nothing was destroyed yet.
    """
    last = list(rows(_LAST))
    if not last:
        return None
    ((said, facts),) = last
    ended = datetime.fromisoformat(said)
    there = set(json.loads(facts or "{}").get("copies", ()))
    made = [(path.name, _made_at(path.name)) for path in backup.copies(folder)]
    is_told = ended <= now
    before = ended.replace(microsecond=0)
    return Older(
        ended, tuple(at for name, at in made if at is not None and (name in there or (is_told and at < before)))
    )


def owed_since(folder: Path, rows: Rows, now: datetime) -> datetime | None:
    """Copies of before that moment still have to go from wherever they lie; None where they were renewed since."""
    found = older(folder, rows, now)
    return min(found.ended, now) if found is not None and found.copies else None


def of(folder: Path, rows: Rows, now: datetime) -> Duties:
    """With the copies in the folder itself, which stays behind; `rows` are those of its network, here or elsewhere.

    Where copies were not renewed since somebody was forgotten, every place owes that.
    """
    state = backup_state.read(folder)
    paths = {place.path for place in state.places if not place.computer}
    own = [PlaceState(path) for path in (state.second, str((folder / BACKUPS).absolute())) if path]
    places = (*state.places, *(place for place in own if place.path not in paths))
    since = owed_since(folder, rows, now)
    return Duties(_kept(first_steps.standing(folder)), tuple(replace(one, owes=one.owes or since) for one in places))


def from_here(folder: Path, rows: Rows, now: datetime, besides: Path) -> Duties:
    """As another computer has to know them; `besides` goes along there."""
    found = of(folder, rows, now)
    places = (
        PlaceState(place.path, seen=place.seen, owes=place.owes, computer=place.computer or this_computer())
        for place in found.places
        if place.computer or place.path != str(besides.absolute())
    )
    return replace(found, places=tuple(places))


def take_over(folder: Path, duties: Duties) -> None:
    """From now on they are those of the network in `folder`; raises as `backup_state.change`."""
    for step in duties.steps:
        first_steps.remind(folder, step)
    here, own = this_computer(), str((folder / BACKUPS).absolute())

    def knowing(state: BackupState) -> BackupState:
        for place in duties.places:
            found = replace(place, computer="") if place.computer == here else place
            if found.computer or found.path != own:
                state = state.with_place(found)
        return state

    backup_state.change(folder, knowing)


def said(document: dict[str, Any] | None) -> Duties:
    """As written by `asdict`; None of what was written before there were any."""
    if document is None:
        return NONE
    places = tuple(
        PlaceState(
            str(one["path"]),
            seen=moment_or_none(one["seen"]),
            owes=moment_or_none(one["owes"]),
            computer=str(one["computer"]),
        )
        for one in document["places"]
    )
    return Duties(_kept(document["steps"]), places)


def _kept(steps: Iterable[str]) -> tuple[str, ...]:
    return tuple(step for step in steps if step in first_steps.KEPT_WAITING)


def _made_at(name: str) -> datetime | None:
    try:
        return datetime.strptime(name[:_STAMP], "%Y%m%d-%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
