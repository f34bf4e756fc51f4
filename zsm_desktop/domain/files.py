"""Writing files people rely on: whole or not at all, under a name every system accepts."""

from __future__ import annotations

import errno
import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from zsm_desktop.domain.errors import RuleError

Then = Callable[[], object]
MAX_NAME = 120
NETWORK_MARK = "keys.json"
"""What every network's own folder holds, and no other folder."""
OWNER_FILES = ("~${}", ".~lock.{}#")
"""What Excel and LibreOffice put beside what they have open; only on Windows the system forbids to replace it too."""
OPENED = frozenset({".csv", ".pdf", ".txt", ".xlsx"})
"""Papers they open. What a crash left beside a file of the program's own may not stop it."""
DISK_FULL = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
_STRANGE = re.compile(r"[^A-Za-z0-9 _.-]+")
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9]) *(\..*)?", re.IGNORECASE)
"""Devices of Windows, which takes the spaces before a dot away first."""


def _nothing() -> None:
    """Nothing comes after it."""


def write_atomically(path: Path, data: bytes) -> None:
    """Put `data` at `path`: after a crash the file is the old one or the new one, never a part.

    Raises RuleError("file.in_use", "file.folder_closed", "file.no_folder", "file.disk_full", "file.not_written").
    """
    with replacing(path) as temporary, temporary.open("wb") as file:
        file.write(data)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """For writers that want a file name: yields a temporary one beside `path`, which takes its place at the end.

    An error inside leaves the old file as it was and no temporary one; raises as `write_atomically`.
    """
    _require_closed(path)
    temporary = _hidden_beside(path)
    try:
        with _disk_errors(path, "file.folder_closed"):
            _make_private(temporary)
        with _disk_errors(path, None):
            yield temporary
            flush_to_disk(temporary)
        with _disk_errors(path, "file.in_use"):
            temporary.replace(path)
            flush_folder(path.parent)
    finally:
        temporary.unlink(missing_ok=True)


def write_together(folder: Path, files: Mapping[Path, bytes], then: Then = _nothing) -> None:
    """Papers that belong together, in `folder`: where one of them cannot be written, none is.

    Raises as `require_paper_place`, `make_folder` and `replacing_together`.
    """
    for path in files:
        require_paper_place(path)
    make_folder(folder)
    with replacing_together(files, then) as temporary:
        for path, data in files.items():
            temporary[path].write_bytes(data)


@contextmanager
def replacing_together(paths: Iterable[Path], then: Then = _nothing) -> Iterator[Mapping[Path, Path]]:
    """As `replacing`, for several: path → where to write. `then` is called when each has taken its place.

    What it raises, and a place that is refused to one of them, puts back what was there before. Raises as
    `write_atomically`, and what `then` raises.
    """
    wanted = tuple(paths)
    before: dict[Path, _Before] = {}
    try:
        with ExitStack() as stack:
            temporary = {path: stack.enter_context(replacing(path)) for path in wanted}
            yield temporary
            for path in wanted:
                before[path] = _Before.of(path)
        then()
    except BaseException:
        for path, old in before.items():
            old.put_back(path)
        raise
    finally:
        for old in before.values():
            old.forget()


@dataclass(frozen=True, slots=True)
class _Before:
    """What stood at a place: under a second name beside it, or read where a disk knows one name a file only."""

    beside: Path | None = None
    content: bytes | None = None

    @classmethod
    def of(cls, path: Path) -> _Before:
        if not path.exists():
            return cls()
        beside = _hidden_beside(path)
        with suppress(OSError):
            beside.hardlink_to(path)
            return cls(beside)
        with _disk_errors(path, "file.in_use"):
            return cls(content=path.read_bytes())

    def put_back(self, path: Path) -> None:
        """As far as it can be: why it had to is what people are told."""
        with suppress(OSError, RuleError):
            if self.beside is not None:
                self.beside.replace(path)
            elif self.content is None:
                path.unlink(missing_ok=True)
            elif not path.exists() or path.read_bytes() != self.content:
                write_atomically(path, self.content)

    def forget(self) -> None:
        if self.beside is not None:
            with suppress(OSError):
                self.beside.unlink(missing_ok=True)


def _require_closed(path: Path) -> None:
    """Empty is what neither of them leaves. Raises RuleError("file.in_use")."""
    if path.suffix.lower() not in OPENED or not is_there(path):
        return
    for name in OWNER_FILES:
        with suppress(OSError):
            if path.with_name(name.format(path.name)).stat().st_size:
                raise RuleError("file.in_use", path=str(path))


def _hidden_beside(path: Path) -> Path:
    return path.with_name(f".{path.name[:80]}.{os.urandom(4).hex()}.tmp")


def require_paper_place(path: Path) -> None:
    """Papers never go into a network's own folder, where one could take the place of the database.

    Raises RuleError("file.no_name", "file.is_folder", "file.network_folder").
    """
    if not path.name:
        raise RuleError("file.no_name")
    if path.is_dir():
        raise RuleError("file.is_folder", path=str(path))
    if (path.parent / NETWORK_MARK).exists():
        raise RuleError("file.network_folder", path=str(path.parent))


def is_there(path: Path, *, is_folder: bool = False) -> bool:
    """Not what no disk takes for a name either, nor what lies on a share or disk that does not answer any more."""
    try:
        return path.is_dir() if is_folder else path.exists()
    except OSError:
        return False


def is_file_there(path: Path) -> bool:
    """As `is_there`."""
    try:
        return path.is_file()
    except OSError:
        return False


def make_folder(folder: Path) -> None:
    """The folder papers go into, made when it is not there.

    Raises as `write_atomically`, and RuleError("file.not_folder") where a file has that name.
    """
    if is_there(folder) and not is_there(folder, is_folder=True):
        raise RuleError("file.not_folder", path=str(folder))
    with _disk_errors(folder, "file.folder_closed"):
        folder.mkdir(parents=True, exist_ok=True)


def flush_to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Make a rename in `folder` survive a power cut; Windows does that by itself and has no such call."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _make_private(path: Path) -> None:
    """What this program writes is about young people: other users of the computer may not read it."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


@contextmanager
def _disk_errors(path: Path, when_forbidden: str | None) -> Iterator[None]:
    """Without `when_forbidden` someone else's code runs inside: a file that writer misses is not about `path`."""
    try:
        yield
    except PermissionError as error:
        if when_forbidden is None:
            raise
        raise RuleError(when_forbidden, path=str(path)) from error
    except FileNotFoundError as error:
        if when_forbidden is None:
            raise
        raise RuleError("file.no_folder", path=str(path.parent)) from error
    except OSError as error:
        code = "file.disk_full" if error.errno in DISK_FULL else "file.not_written"
        raise RuleError(code, path=str(path)) from error


def safe_file_name(text: str, suffix: str = "") -> str:
    """A name made from data (a school, a date) that is valid on Windows, macOS and Linux and stays in its folder.

    Accents fall off, anything unusual becomes "-"; `suffix` (".pdf") is kept whole within the 120 characters.
    """
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    name = _STRANGE.sub("-", plain)[: MAX_NAME - len(suffix)].strip(" .-")
    if not name:
        name = "bestand"
    if _RESERVED.fullmatch(name):
        name = f"_{name}"[: MAX_NAME - len(suffix)]
    return name + suffix


def free_file_name(taken: Iterable[str], text: str, suffix: str) -> str:
    """As `safe_file_name`, with a number where it is among `taken`: two can bear one name, or get one as a file.

    To Windows and macOS a capital makes no other name.
    """
    there = {each.casefold() for each in taken}
    number, name = 1, safe_file_name(text, suffix)
    while name.casefold() in there:
        number += 1
        end = f" {number}{suffix}"
        name = safe_file_name(text, end)
    return name
