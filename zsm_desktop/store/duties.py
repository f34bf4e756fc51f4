"""What is still to be done for a network and stands beside it, not in it: it goes along wherever the network goes.

That is the printed key nobody asked back yet, and the places in which copies of it lie: of a pupil who is forgotten one
day they have to go too, wherever the network is by then.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from zsm_desktop.domain.json_text import moment_or_none
from zsm_desktop.store import backup_state, first_steps
from zsm_desktop.store.backup_state import BackupState, PlaceState
from zsm_desktop.store.folder import BACKUPS
from zsm_desktop.store.lease import this_computer


@dataclass(frozen=True, slots=True)
class Duties:
    """`steps` are those of a first start that are asked for until they are done."""

    steps: tuple[str, ...] = ()
    places: tuple[PlaceState, ...] = ()


NONE = Duties()


def of(folder: Path) -> Duties:
    """With the copies in the folder itself, which stays behind."""
    state = backup_state.read(folder)
    paths = {place.path for place in state.places if not place.computer}
    own = [PlaceState(path) for path in (state.second, str((folder / BACKUPS).absolute())) if path]
    places = (*state.places, *(place for place in own if place.path not in paths))
    return Duties(_kept(first_steps.standing(folder)), places)


def from_here(folder: Path, besides: Path) -> Duties:
    """As another computer has to know them; `besides` goes along there."""
    found = of(folder)
    places = (
        PlaceState(place.path, seen=place.seen, owes=place.owes, computer=place.computer or this_computer())
        for place in found.places
        if place.computer or place.path != str(besides.absolute())
    )
    return replace(found, places=tuple(places))


def owing(duties: Duties, since: datetime | None) -> Duties:
    """Copies of before that moment lie in every place still: nobody renewed them. None of when all were."""
    if since is None:
        return duties
    return replace(duties, places=tuple(replace(one, owes=one.owes or since) for one in duties.places))


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
