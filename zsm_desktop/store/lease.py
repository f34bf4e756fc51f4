"""Who has a network open for writing: at most one window or command at a time, whose name others are told.

The lock is the operating system's, on an open file: a crash or a pulled plug lets go of it by itself, and what the file
says counts only while the lock is held. The file is never deleted, because a second opener could then hold the lock
of a file that no longer has a name. Reading needs no lease: readers of a write-ahead log disturb nobody.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.json_text import moment, parsed

LEASE_FILE = "in-gebruik.json"
# A look at the holder takes the lock for an instant too; so one refusal is not yet an answer.
_TRIES = 5
_PAUSE_SECONDS = 0.03
_WAIT_SECONDS = 5.0
_MOST_BYTES = 4096

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # beyond the words: a locked byte cannot be read by others

    def _lock(descriptor: int, *, shared: bool) -> None:  # noqa: ARG001 - Windows knows one kind
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    def this_computer() -> str:
        import platform  # some milliseconds, which a start elsewhere is spared

        return platform.node()

else:
    import fcntl

    def _lock(descriptor: int, *, shared: bool) -> None:
        # flock, not lockf: it belongs to this open file, so a second one in the same process is refused as well.
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)

    def this_computer() -> str:
        return os.uname().nodename


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the network open; the fields are empty when the file does not say."""

    user_name: str = ""
    computer: str = ""
    pid: int = 0
    since: datetime | None = None


class Lease:
    """Held from `take` until `release`, the end of the `with`, or the end of the process."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor: int | None = descriptor

    @classmethod
    def take(cls, folder: Path, user_name: str, now: datetime) -> Lease:
        """Become the one who writes, or hear who does.

        Raises RuleError("store.in_use", path, user_name, computer, since: local time), ("store.in_use_unknown",
        path) when the holder does not say who it is, or ("store.cannot_open", path).
        """
        descriptor = _open(folder / LEASE_FILE)
        try:
            for _ in range(_TRIES):
                if _tried(descriptor, shared=False):
                    with suppress(OSError):  # on a full disk it is held all the same, and does not say by whom
                        _write(descriptor, Holder(user_name, this_computer(), os.getpid(), now))
                    return cls(descriptor)
                time.sleep(_PAUSE_SECONDS)
            raise _refusal(folder, _read(descriptor))
        except BaseException:
            os.close(descriptor)
            raise

    def release(self) -> None:
        """Let the next one in; a second call does nothing."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            with suppress(OSError):
                os.ftruncate(descriptor, 0)
            os.close(descriptor)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def holder_of(folder: Path) -> Holder | None:
    """Who has the network open for writing right now; None when nobody has."""
    try:
        descriptor = os.open(folder / LEASE_FILE, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    except OSError:
        return None
    try:
        for _ in range(_TRIES):
            if _tried(descriptor, shared=True):
                return None
            time.sleep(_PAUSE_SECONDS)
        return _read(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def alone(path: Path, *, patience: float = _WAIT_SECONDS) -> Iterator[None]:
    """One program at a time inside, for the moment a small file is read and written again.

    Raises RuleError("store.busy") when another one stays there for `patience` seconds, or as `Lease.take` without a
    folder to write in.
    """
    descriptor = _open(path)
    try:
        ends = time.monotonic() + patience
        while not _tried(descriptor, shared=False):
            if time.monotonic() >= ends:
                raise RuleError("store.busy")
            time.sleep(_PAUSE_SECONDS)
        yield
    finally:
        os.close(descriptor)


def _open(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
    except OSError as error:
        raise RuleError("store.cannot_open", path=str(path)) from error


def _tried(descriptor: int, *, shared: bool) -> bool:
    try:
        _lock(descriptor, shared=shared)
    except OSError:
        return False
    return True


def _write(descriptor: int, holder: Holder) -> None:
    words = {
        "user_name": holder.user_name,
        "computer": holder.computer,
        "pid": holder.pid,
        "since": holder.since and holder.since.isoformat(timespec="seconds"),
    }
    os.ftruncate(descriptor, 0)
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, json.dumps(words).encode())


def _read(descriptor: int) -> Holder:
    try:
        os.lseek(descriptor, 0, os.SEEK_SET)
        words = parsed(os.read(descriptor, _MOST_BYTES))
        since = moment(words["since"])
        return Holder(str(words["user_name"]), str(words["computer"]), int(words["pid"]), since)
    except (OSError, ValueError, KeyError, TypeError):
        return Holder()


def _refusal(folder: Path, holder: Holder) -> RuleError:
    if holder.since is None:
        return RuleError("store.in_use_unknown", path=str(folder))
    since = holder.since.astimezone()
    return RuleError(
        "store.in_use",
        path=str(folder),
        user_name=holder.user_name,
        computer=holder.computer,
        since=since,
    )
