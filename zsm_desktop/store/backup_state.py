"""What is known of the copies of one network: when the last was made, which places were seen, how the last trial went.

In the network's folder, for whoever opens it next; nothing of a pupil stands in it. One that cannot be read counts as
none.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.files import write_atomically
from zsm_desktop.domain.json_text import moment, moment_or_none, read_json
from zsm_desktop.store.lease import alone

STATE, LOCK = "reservekopieen.json", ".reservekopieen"
FORMAT = 1
SOMEWHERE = "?"
"""A computer that does not say what it is called."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Since when something does not succeed, and the last reason."""

    since: datetime
    code: str
    facts: Mapping[str, str]

    @property
    def error(self) -> RuleError:
        return RuleError(self.code, **self.facts)


@dataclass(frozen=True, slots=True)
class PlaceState:
    """A place outside the network's folder where copies were laid: when it was last good, and what it missed since.

    `owes`: copies of before that moment have to go from there and could not be reached yet. `computer` is the other
    one on which it is, as before a move, "" for this one: the same path may be something else here.
    """

    path: str
    seen: datetime | None = None
    missed: Failure | None = None
    owes: datetime | None = None
    computer: str = ""


@dataclass(frozen=True, slots=True)
class Stay:
    """It was made ready for another computer, with `copy`, and goes on here after all.

    `is_withdrawn`: the copy says so itself. `used_on`: it was put to use all the same, on that computer; `at` is then
    when that was found, and `since` when both were the same for the last time, as far as that can be told.
    """

    copy: str
    at: datetime
    is_withdrawn: bool = False
    is_logged: bool = False
    used_on: str = ""
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Trial:
    """A whole copy put back to try it: `fault` is the code of what was wrong, "" for nothing."""

    at: datetime
    copy_at: datetime
    entries: int
    sum_cents: int
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """This network was put back from a copy; `old` is the folder of the one it came in the place of, "" for none."""

    copy_at: datetime
    at: datetime
    old: str = ""


@dataclass(frozen=True, slots=True)
class BackupState:
    """`acts` is how far the logbook was in the last copy; `second` is the path of the place that is kept up.

    `damage` is what was wrong with the network itself when it was last looked through, at `looked_at`.
    """

    last_at: datetime | None = None
    acts: int = -1
    failed: Failure | None = None
    trial: Trial | None = None
    second: str = ""
    places: tuple[PlaceState, ...] = ()
    origin: Origin | None = None
    stays: tuple[Stay, ...] = ()
    looked_at: datetime | None = None
    damage: Failure | None = None

    @property
    def here(self) -> tuple[PlaceState, ...]:
        """Of this computer."""
        return tuple(one for one in self.places if not one.computer)

    def place(self, path: str) -> PlaceState:
        return next((one for one in self.here if one.path == path), PlaceState(path))

    def with_place(self, place: PlaceState) -> BackupState:
        others = tuple(one for one in self.places if (one.path, one.computer) != (place.path, place.computer))
        return replace(self, places=(*others, place))


def read(folder: Path) -> BackupState:
    try:
        document = read_json(folder / STATE)
        return _state(document) if document.pop("format") == FORMAT else BackupState()
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return BackupState()


def change(folder: Path, how: Callable[[BackupState], BackupState]) -> BackupState:
    """Read, change and write as one step; raises as `write_atomically` and `lease.alone`."""
    with alone(folder / LOCK):
        state = how(read(folder))
        document = {"format": FORMAT} | asdict(state)
        text = json.dumps(document, indent=1, ensure_ascii=False, default=datetime.isoformat)
        write_atomically(folder / STATE, text.encode() + b"\n")
    return state


def failure_of(error: RuleError, now: datetime, before: Failure | None) -> Failure:
    facts = {name: str(fact) for name, fact in error.facts.items()}
    return Failure(before.since if before is not None else now, error.code, facts)


def _state(said: dict[str, Any]) -> BackupState:
    trial, origin = said["trial"], said["origin"]
    return BackupState(
        last_at=moment_or_none(said["last_at"]),
        acts=int(said["acts"]),
        failed=_failure(said["failed"]),
        trial=None if trial is None else _trial(trial),
        second=str(said["second"]),
        places=tuple(_place(one) for one in said["places"]),
        origin=None if origin is None else Origin(moment(origin["copy_at"]), moment(origin["at"]), str(origin["old"])),
        stays=tuple(_stay(one) for one in said.get("stays", ())),
        looked_at=moment_or_none(said.get("looked_at")),
        damage=_failure(said.get("damage")),
    )


def _trial(said: dict[str, Any]) -> Trial:
    counts = int(said["entries"]), int(said["sum_cents"])
    return Trial(moment(said["at"]), moment(said["copy_at"]), *counts, str(said["fault"]))


def _place(said: dict[str, Any]) -> PlaceState:
    moments = moment_or_none(said["seen"]), _failure(said["missed"]), moment_or_none(said["owes"])
    return PlaceState(str(said["path"]), *moments, computer=str(said.get("computer", "")))


def _stay(said: dict[str, Any]) -> Stay:
    is_withdrawn, is_logged = said["is_withdrawn"] is True, said["is_logged"] is True
    since = moment_or_none(said.get("since"))
    return Stay(str(said["copy"]), moment(said["at"]), is_withdrawn, is_logged, str(said["used_on"]), since)


def _failure(said: dict[str, Any] | None) -> Failure | None:
    if said is None:
        return None
    return Failure(
        moment(said["since"]), str(said["code"]), {str(name): str(fact) for name, fact in said["facts"].items()}
    )
