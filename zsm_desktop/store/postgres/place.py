"""A network's database on a server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import psycopg

from zsm_desktop.domain.errors import Finding, RuleError
from zsm_desktop.store import raw
from zsm_desktop.store.keys import KeyFile
from zsm_desktop.store.line import Topics
from zsm_desktop.store.place import AuditLine, ReadRows, guard_findings
from zsm_desktop.store.postgres import guards, hanging, indexes, logins
from zsm_desktop.store.postgres import rows as policies
from zsm_desktop.store.postgres.address import SILENT_SECONDS, Address
from zsm_desktop.store.postgres.connection import DATABASE_ERRORS, ServerConnection, Whole
from zsm_desktop.store.postgres.news import ServerNews
from zsm_desktop.store.postgres.outcome import was_kept

if TYPE_CHECKING:
    from sqlalchemy import Engine


VERSION = "schema_version"
"""The table that says how far the migrations are."""

SILENT_IN_ACT_SECONDS = 60
"""What an act does here between two questions, as building the mask of all names, takes a second or two at most; who
vanished with the lock holds up every other writer this long. Who only reads may take any time, and holds up nobody."""
_VANISHING = "SET LOCAL idle_in_transaction_session_timeout"

MOST_TABLES = 10
"""Of a statement the server looks for the best order, where it would stop at eight: our longest list names ten, and
must begin with the few rows that are shown. Beyond that looking takes longer than reading."""

_NUMBERED = """
SELECT c.relname, a.attname, s.oid::regclass::text FROM pg_depend d JOIN pg_class s ON s.oid = d.objid
JOIN pg_class c ON c.oid = d.refobjid JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.refobjsubid
WHERE s.relkind = 'S' AND d.deptype IN ('a', 'i') AND c.relnamespace = 'public'::regnamespace
"""

_CODES = {
    "25006": "store.read_only",
    "25P03": "server.lost",
    "42501": "server.no_right",
    "42P01": "server.empty",
    "53100": "store.disk_full",
    "53300": "server.full",
    "55P03": "store.busy",
}
_GROWING = frozenset({"mdextend", "mdzeroextend"})
"""Where the server makes a file longer: under a quota it has no code for what it met there, only words."""
# Who is refused at the door is told in words only: the driver gives no code there.
_ENTRY = (
    ("password authentication failed", "keys.wrong_password"),
    ("no password supplied", "server.no_password"),
    ("is not permitted to log in", "server.no_entry"),
    ("permission denied for database", "server.no_entry"),
    ("no pg_hba.conf entry", "server.no_entry"),
    ("root certificate file", "server.no_authority"),
    ('" does not exist', "server.empty"),
    ("certificate verify failed", "server.not_proven"),
    ("signature failure", "server.not_proven"),  # another authority of the same name
    ("does not match host name", "server.not_proven"),
    ("does not support SSL", "server.no_tls"),
    ("failed to resolve host", "server.no_host"),
)


@dataclass(slots=True)
class ServerPlace:
    """`password` is what the login itself asks for; it follows when this user chooses another one.

    Who says nothing for `most_silent` seconds in the middle of an act has vanished: the act is undone. `key_mark` is
    that of the keys this program works with, "" while it has none.
    """

    address: Address
    is_read_only: bool = False
    password: str = field(default="", repr=False)
    most_silent: int = SILENT_IN_ACT_SECONDS
    key_mark: str = ""
    shows_all: ClassVar[bool] = False
    news: ServerNews = field(default_factory=ServerNews)
    begin_reading: ClassVar[str] = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    errors: ClassVar[tuple[type[Exception], ...]] = DATABASE_ERRORS

    def connect(self) -> raw.RawConnection:
        return ServerConnection(_asked_for(self))

    def engine(self) -> Engine:
        from zsm_desktop.store.engine import ON_SERVER, engine_over

        return engine_over(self, f"{ON_SERVER}://", lambda: _asked_for(self), ServerConnection, use_native_hstore=False)

    def begin_writing(self, driver: raw.RawConnection) -> None:
        driver.execute(f"BEGIN; {_VANISHING} = '{self.most_silent}s'; SELECT pg_advisory_xact_lock({guards.WRITING})")

    def commit(self, driver: raw.RawConnection, line: AuditLine, topics: Topics) -> None:
        """A line that breaks here leaves open what became of the act: the store is asked on another connection."""
        try:
            if topics:
                driver.execute("SELECT pg_notify(?, ?); COMMIT", self.news.announcement(topics))
            else:
                driver.execute("COMMIT")
        except psycopg.Error as error:
            if not raw.is_lost(driver):
                raise
            is_kept = was_kept(self, line, lambda: ServerConnection(opened(self)))
            if not is_kept:
                code = "server.maybe_kept" if is_kept is None else "server.lost"
                raise RuleError(code, path=self.address.shown) from error

    def header(self, driver: raw.RawConnection | None = None) -> KeyFile:
        """Raises as `refusal`, and as `logins.read_slots`."""
        if driver is not None:
            return logins.read_slots(driver, self.address.shown)
        with self.answering(), closing(self.connect()) as own:
            return logins.read_slots(own, self.address.shown)

    def keep_header(
        self, header: KeyFile, admitted: tuple[str, str] | None = None, driver: raw.RawConnection | None = None
    ) -> None:
        if driver is not None:
            logins.keep(driver, header, admitted)
        else:
            with self.answering(), closing(self.connect()) as own:
                self.begin_writing(own)
                logins.keep(own, header, admitted)
                own.execute("COMMIT")
        if admitted is not None and logins.login_name(admitted[0]) == self.address.user:
            self.password = logins.login_secret(admitted[1], self.address.user)

    def retire(self, last: int) -> None:
        """From now on only to be read, if audit line `last` is still the last; RuleError("move.changed") if not."""
        with self.answering(), closing(self.connect()) as driver:
            self.begin_writing(driver)
            if driver.execute("SELECT retire(?)", (last,)).fetchone()[0]:
                driver.execute("SELECT pg_notify(?, ?)", self.news.farewell())
                driver.execute("COMMIT")
                return
        raise RuleError("move.changed")

    def version(self) -> int:
        """Of its tables; raises as `header`."""
        with self.answering(), closing(self.connect()) as driver:
            return int(driver.execute(f"SELECT version FROM {VERSION}").fetchone()[0])  # noqa: S608 - a constant

    def require_fit(self, known: int) -> None:
        """Raises RuleError("server.unfinished"), ("server.older", "server.newer": found, known), and as `header`."""
        with self.answering(), closing(self.connect()) as driver:
            version, is_ready = driver.execute(f"SELECT version, is_ready FROM {VERSION}").fetchone()  # noqa: S608
        if not is_ready:
            raise RuleError("server.unfinished", path=self.address.shown)
        if version != known:
            code = "server.older" if version < known else "server.newer"
            raise RuleError(code, found=version, known=known)

    def faults(self) -> list[Finding]:
        """References and pages are the server's own to keep; from here only whether it answers shows."""
        try:
            self.connect().close()
        except psycopg.Error as error:
            refused = self.refusal(error)
            if refused is None:
                raise
            return [Finding(refused.code, facts=refused.facts)]
        return []

    def schema(self, rows: ReadRows) -> tuple[int, list[Finding]]:
        ((version,),) = rows(f"SELECT version FROM {VERSION}")  # noqa: S608 - a constant
        names = guards.differing(rows(guards.FOUND)) + policies.differing(rows(policies.FOUND))
        slow = indexes.differing(rows(indexes.FOUND))
        return version, guard_findings(names) + [
            Finding("check.index", facts={"name": name}, is_warning=True) for name in slow
        ]

    @contextmanager
    def without_guards(self, driver: raw.RawConnection) -> Iterator[None]:
        driver.execute(f"{_VANISHING} = 0")  # a move reads all of the other side in between, and nobody else is in yet
        guards.remove(driver.execute)
        indexes.remove(driver.execute)
        yield
        guards.install(driver.execute)
        indexes.install(driver)

    def number_on(self, driver: raw.RawConnection) -> None:
        found = driver.execute(_NUMBERED).fetchall()
        for table, column, sequence in found:
            driver.execute(f"SELECT setval('{sequence}', coalesce(max({column}), 0) + 1, false) FROM {table}")  # noqa: S608

    def refusal(self, error: BaseException) -> RuleError | None:
        """Codes "server.lost" and those of `_CODES` and `_ENTRY`."""
        if not isinstance(error, psycopg.Error):
            return raw.refusal(error, Path())
        code = _CODES.get(error.sqlstate or "") or next((code for said, code in _ENTRY if said in str(error)), None)
        if code is None and error.diag.source_function in _GROWING:
            code = "store.disk_full"
        if code is None and (isinstance(error, psycopg.OperationalError) or (error.sqlstate or "").startswith("57P")):
            code = "server.lost"
        return None if code is None else RuleError(code, path=self.address.shown)

    @contextmanager
    def answering(self) -> Iterator[None]:
        """What people can do something about comes out as such."""
        try:
            yield
        except psycopg.Error as error:
            refused = self.refusal(error)
            if refused is None:
                raise
            raise refused from error


def opened(place: ServerPlace) -> psycopg.Connection:
    """A connection for the program's own use, whatever the last one met; it is not left waiting for nobody."""
    driver = _connected(place)
    place.news.lines.add(driver)
    if not place.news.lines.is_followed:
        hanging.WATCH.over(place.news.lines, lambda: _connected(place))
    driver.prepare_threshold = None  # a moment ends with ROLLBACK, and the driver then throws away what it prepared
    driver.adapters.register_loader("numeric", Whole)  # SQLAlchemy too gets what a file would give it
    return driver


def _connected(place: ServerPlace) -> psycopg.Connection:
    settings: dict[str, object] = {
        "TimeZone": "UTC",
        "lock_timeout": f"{raw.WAIT_SECONDS}s",
        "default_transaction_read_only": "on" if place.is_read_only else "off",
        "join_collapse_limit": MOST_TABLES,
        "from_collapse_limit": MOST_TABLES,
        "tcp_keepalives_idle": SILENT_SECONDS // 2,  # the server's own watch, as `Address.conninfo` sets it here
        "tcp_keepalives_interval": SILENT_SECONDS // 4,
        "tcp_keepalives_count": 2,
        "tcp_user_timeout": f"{SILENT_SECONDS}s",
    }
    settings[logins.KEY_MARK] = place.key_mark or logins.ASKING
    options = " ".join(f"-c {name}={value}" for name, value in settings.items())
    return psycopg.connect(
        place.address.conninfo(place.password), autocommit=True, options=options, application_name="zsm-desktop"
    )


def _asked_for(place: ServerPlace) -> psycopg.Connection:
    """While the line to the others finds no server, nobody else waits for it."""
    if place.news.is_down:
        raise psycopg.OperationalError("the server did not answer a moment ago")
    return opened(place)
