"""Wrong passwords make the next try wait: 1, 2, 4 … seconds, per network and computer, also after a new start.

They are counted per user, so that who has a password cannot end the wait for another's by opening with it in between;
everybody waits for it. Where the password alone says who it is, nobody knows whose was guessed at: there opening ends
it only if there is no other. After `QUIET_S` without a try counting begins anew, which gains a guesser nothing: going
on at one try in `LONGEST_S` gets further.

It slows down who sits at this keyboard and guesses. It is no protection against who has a copy of the folder, or may
throw away the file in which this is kept: there the cost of one try (argon2id) and the password itself are.
"""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from zsm_desktop import settings
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.files import is_file_there, is_there, write_atomically
from zsm_desktop.domain.json_text import read_json
from zsm_desktop.store.backup import found_in, keys_beside
from zsm_desktop.store.keys import KeyFile, Owner
from zsm_desktop.store.lease import alone
from zsm_desktop.store.place import KEYS, is_on_server
from zsm_desktop.store.store import header_of

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.store.keys import Keys

FILE, LOCK = "pogingen.json", "pogingen.slot"
LONGEST_S = 30
QUIET_S = 600
WRONG = frozenset({"keys.wrong_password"})
Steady = Callable[[], float]


def wait_after(wrong: int) -> int:
    """Seconds to wait after so many wrong passwords one after another."""
    return min(2 ** min(wrong - 1, 10), LONGEST_S) if wrong > 0 else 0


@dataclass(frozen=True, slots=True)
class Tried:
    """`at` is the steady clock at the last wrong one: seconds since this computer was started, never the time of day.

    After a new start that clock stands lower, and what it says now is the least that has passed. So no setting of the
    clock makes anybody wait shorter, and a stop of the computer at most longer.
    """

    wrong: int
    at: float

    def left(self, now: float) -> float:
        return max(0.0, wait_after(self.wrong) - self._passed(now))

    def counted(self, now: float) -> int:
        """How many of them still make the next one wait longer."""
        return self.wrong if self._passed(now) < QUIET_S else 0

    def _passed(self, now: float) -> float:
        return now - self.at if now >= self.at else now


class Tries:
    """In one small file beside the networks of this computer; a folder is named there by its hash only.

    A file that cannot be read or written makes nobody wait, and keeps nobody out.
    """

    def __init__(self, folder: Path | None = None, steady: Steady = time.monotonic) -> None:
        self._folder, self._steady = folder, steady

    @property
    def path(self) -> Path:
        return (self._folder or settings.data_dir()) / FILE

    def left(self, network: Path) -> int:
        """Whole seconds until the next password for it is looked at."""
        of = _name(network)
        found = (tried.left(self._steady()) for name, tried in self._read().items() if name.partition("/")[0] == of)
        return math.ceil(max(found, default=0.0))

    @contextmanager
    def one(self, network: Path, user: str = "") -> Iterator[None]:
        """Around one try. It counts as wrong while it runs, so that breaking it off in its midst helps nobody.

        `user` by name, "" where the password alone says who it is. Raises RuleError("keys.wait", seconds) when it is
        too early, and then nothing is tried.
        """
        name = _name(network) + (f"/{_hash(user.casefold())}" if user else "")
        with self._alone():
            if (seconds := self.left(network)) > 0:
                raise RuleError("keys.wait", seconds=seconds)
            before, began = self._read().get(name), self._steady()
            self._keep(name, Tried((before.counted(began) if before is not None else 0) + 1, began))
        try:
            yield
        except Exception as error:
            is_wrong = isinstance(error, RuleError) and error.code in WRONG
            with self._alone():
                now = self._read().get(name)
                self._keep(name, Tried(now.wrong, self._steady()) if is_wrong and now is not None else before)
            raise
        is_told_apart = bool(user) or before is None or not _is_of_several(network)
        with self._alone():
            self._keep(name, None if is_told_apart else before)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Beside a second program; where nothing can be written there is nothing to keep."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            held = alone(self.path.with_name(LOCK))
            held.__enter__()
        except (OSError, RuleError):
            yield
            return
        try:
            yield
        finally:
            held.__exit__(None, None, None)

    def _read(self) -> dict[str, Tried]:
        try:
            found = read_json(self.path)
            return {str(name): Tried(max(0, int(wrong)), float(at)) for name, (wrong, at) in found.items()}
        except (OSError, ValueError, TypeError, AttributeError):
            return {}

    def _keep(self, name: str, tried: Tried | None) -> None:
        rows = self._read()
        rows.pop(name, None)
        if tried is not None and tried.wrong:
            rows[name] = tried
        said = {name: [row.wrong, row.at] for name, row in rows.items()}
        with suppress(OSError, RuleError):
            if said:
                write_atomically(self.path, json.dumps(said).encode())
            else:
                self.path.unlink(missing_ok=True)


def own_password(desk: Desk, password: str) -> Keys:
    """Of who is at the desk, asked again: as slow to guess as at the door. Raises as `one` and `KeyFile.unlock`."""
    with Tries().one(desk.folder, desk.actor.name):
        return header_of(desk.store).unlock(password, desk.actor.user_id)


def _is_of_several(network: Path) -> bool:
    """More than one password opens it, as far as can be seen from here; `network` may be where copies lie."""
    if is_on_server(network):
        return True
    files = [network / KEYS] if is_there(network / KEYS) else _slots_in(network)
    return any(len(_users(file)) > 1 for file in files)


def _slots_in(place: Path) -> list[Path]:
    if is_file_there(place):
        return [keys_beside(place)]
    try:
        return [keys_beside(copy.path) for copy in found_in(place)]
    except OSError:
        return []


def _users(file: Path) -> tuple[Owner, ...]:
    try:
        return KeyFile.read(file).users
    except RuleError:
        return ()


def _name(network: Path) -> str:
    return _hash(str(network.resolve()))


def _hash(text: str) -> str:
    return sha256(text.encode(errors="replace")).hexdigest()[:24]
