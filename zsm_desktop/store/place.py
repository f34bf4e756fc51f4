"""Where the rows of a network are kept: in a file of its own, or on a server. All that differs in use stands here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Protocol

from zsm_desktop.domain.errors import Finding, RuleError
from zsm_desktop.store import guards, keys_json, raw
from zsm_desktop.store.keys import KeyFile, Keys
from zsm_desktop.store.line import Alone, Outlet, Topics

if TYPE_CHECKING:
    from sqlalchemy import Engine

DATABASE = "store.db"
SERVER = "server.json"
KEYS = "keys.json"
PUBLISHED = "kopie.json"
RENEWAL = "nieuwe-sleutel"
"""A folder in that of a network while it gets new keys; see `renewal`."""
TO_GO = "getypt-weg-"
"""How a file begins that says what goes of what was typed here, with a run of which it goes; see `kept_here`."""
ReadRows = Callable[[str], list[tuple[Any, ...]]]


class AuditLine(NamedTuple):
    """What says that an act was done: there is no other with this number by this user at this moment."""

    number: int
    at: str
    user_id: str
    act: str


class Place(Protocol):
    """`begin_reading` is the statement that opens one consistent moment; `errors` is what the database raises."""

    @property
    def begin_reading(self) -> str: ...

    @property
    def shows_all(self) -> bool:
        """Everybody who opens it reads every row, as far as the program lets them."""
        ...

    @property
    def errors(self) -> tuple[type[Exception], ...]: ...

    @property
    def news(self) -> Outlet: ...

    def connect(self) -> raw.RawConnection:
        """A connection of its own, outside any transaction."""
        ...

    def engine(self) -> Engine:
        """SQLAlchemy over connections as `connect` makes them."""
        ...

    def begin_writing(self, driver: raw.RawConnection) -> None:
        """Open a transaction that no other writer can come between."""
        ...

    def commit(self, driver: raw.RawConnection, line: AuditLine, topics: Topics) -> None:
        """End what `begin_writing` opened; `line` is the last thing the act wrote, `topics` is what others hear of it.

        Raises RuleError("server.lost") where the line to the server broke and nothing was kept, and
        ("server.maybe_kept") where that cannot be told.
        """
        ...

    def header(self, driver: raw.RawConnection | None = None) -> KeyFile:
        """The key slots, as far as this user may see them; on a server over `driver` where there is one."""
        ...

    def keep_header(
        self, header: KeyFile, admitted: tuple[str, str] | None = None, driver: raw.RawConnection | None = None
    ) -> None:
        """Put these slots in the place of what `header` gave; who lost the last one is no longer let in.

        `admitted` is (user id, password) of whose slot is new. On a server it belongs to the act whose `driver` is
        given, or is an act of its own; a file is written at once.
        """
        ...

    def faults(self) -> list[Finding]:
        """What is wrong with the database itself, as far as that can tell; one that does not open is a finding too."""
        ...

    def schema(self, rows: ReadRows) -> tuple[int, list[Finding]]:
        """The version of its tables, and what is wrong with their guards; slow tables are a warning."""
        ...

    def without_guards(self, driver: raw.RawConnection) -> AbstractContextManager[None]:
        """Inside one transaction, in which rows are laid down that were guarded where they come from.

        What only makes reading quick is laid down after them too.
        """
        ...

    def number_on(self, driver: raw.RawConnection) -> None:
        """After rows that brought their own running numbers: the next one comes after them."""
        ...

    def refusal(self, error: BaseException) -> RuleError | None:
        """What people can do something about; None for a fault of the program."""
        ...


@dataclass(frozen=True, slots=True)
class FilePlace:
    """The encrypted file in the network's folder."""

    folder: Path
    keys: Keys
    is_read_only: bool = False
    is_finished: bool = False
    """A published copy: nobody writes in it any more."""
    begin_reading: ClassVar[str] = "BEGIN DEFERRED"
    errors: ClassVar[tuple[type[Exception], ...]] = raw.DATABASE_ERRORS
    news: ClassVar[Outlet] = Alone()

    @property
    def shows_all(self) -> bool:
        return not self.is_finished

    @property
    def path(self) -> Path:
        return self.folder / DATABASE

    def connect(self) -> raw.RawConnection:
        if self.is_finished:
            return raw.connect_finished(self.path, self.keys.store_key)
        return raw.connect(self.path, self.keys.store_key, read_only=self.is_read_only)

    def engine(self) -> Engine:
        from sqlcipher3 import dbapi2

        from zsm_desktop.store.engine import FILE, engine_over

        return engine_over(self, f"{FILE}://", self.connect, lambda driver: driver, module=dbapi2)

    def begin_writing(self, driver: raw.RawConnection) -> None:
        """A transaction that reads first and asks for the write lock later fails when two do it together."""
        driver.execute("BEGIN IMMEDIATE")

    def commit(self, driver: raw.RawConnection, line: AuditLine, topics: Topics) -> None:  # noqa: ARG002 - nobody asks
        driver.execute("COMMIT")

    def header(self, driver: raw.RawConnection | None = None) -> KeyFile:  # noqa: ARG002 - a file of its own
        return KeyFile.read(self.folder / KEYS)

    def keep_header(
        self,
        header: KeyFile,
        admitted: tuple[str, str] | None = None,  # noqa: ARG002 - the slot itself lets in
        driver: raw.RawConnection | None = None,  # noqa: ARG002 - a file of its own, which no act can take back
    ) -> None:
        header.write(self.folder / KEYS)
        keys_json.level(self.folder / KEYS)

    def faults(self) -> list[Finding]:
        from zsm_desktop.store.check import check_database, check_finished

        return check_finished(self.path, self.keys) if self.is_finished else check_database(self.folder, self.keys)

    def schema(self, rows: ReadRows) -> tuple[int, list[Finding]]:
        ((version,),) = rows("PRAGMA user_version")
        triggers = rows("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return version, guard_findings(guards.differing((str(name), str(sql)) for name, sql in triggers))

    @contextmanager
    def without_guards(self, driver: raw.RawConnection) -> Iterator[None]:
        guards.remove(driver.execute)
        yield
        guards.install(driver.execute)

    def number_on(self, driver: raw.RawConnection) -> None:
        """SQLite looks at the rows themselves."""

    def refusal(self, error: BaseException) -> RuleError | None:
        return raw.refusal(error, self.folder / DATABASE)


def guard_findings(names: Iterable[str]) -> list[Finding]:
    """For guards that are missing, altered or not ours."""
    return [Finding("check.guard", facts={"name": name}) for name in names]


def is_on_server(folder: Path) -> bool:
    """Raises as `raw.refusing` where nobody may look."""
    with raw.refusing(folder):
        return (folder / SERVER).is_file()


def is_published(folder: Path) -> bool:
    """A copy to read elsewhere; see `published`. Raises as `is_on_server`."""
    with raw.refusing(folder):
        return (folder / PUBLISHED).is_file()


def place_of(folder: Path, keys: Keys, *, is_read_only: bool = False) -> Place:
    """The place a network's folder holds, or names."""
    if is_on_server(folder):
        from zsm_desktop.store.postgres.known import Known

        return Known.read(folder / SERVER).place_for(keys, is_read_only=is_read_only)
    is_copy = is_published(folder)
    return FilePlace(folder, keys, is_read_only or is_copy, is_copy)
