"""PostgreSQL clusters of the tests' own: on a socket in a folder of their own, gone afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HOST = "host_of_all"
"""The superuser, who makes databases; the program never is."""
OWNER = "zsm_owner"
"""Whose the tables are: migrates, and may make logins."""
ENTRY = f"""local all {HOST},{OWNER} trust
local all all scram-sha-256
"""
NOTHING_LEFT = ("dynamic_shared_memory_type=mmap",)
"""What a server shares among its processes is thrown away with its folder, also when it fell."""
USER = "postgres"
"""The server refuses to run as root."""


def programs() -> Path:
    """Where this machine's PostgreSQL keeps initdb; Debian has it on no path."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    return max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))


def as_user() -> list[str]:
    """What comes before a command that the server's own user must give."""
    return ["runuser", "-u", USER, "--"] if os.getuid() == 0 else []


def own(folder: Path) -> None:
    """Give `folder` to the server."""
    if os.getuid() == 0:
        shutil.chown(folder, USER)


@dataclass(frozen=True, slots=True)
class Cluster:
    """`place` holds its data, its log and its socket; `options` go to the server at every start."""

    place: Path
    options: tuple[str, ...] = ()

    @property
    def data(self) -> Path:
        return self.place / "data"

    def make(self, *words: str) -> None:
        """As initdb takes them."""
        own_words = ("-U", HOST, "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8")
        self._run("initdb", "-D", self.data, *own_words, *words)
        (self.data / "pg_hba.conf").write_text(ENTRY, encoding="ascii")

    def start(self) -> None:
        settings = ("listen_addresses=", *NOTHING_LEFT, *self.options)
        options = [f"-k {self.place}", *(f"-c {setting}" for setting in settings)]
        self._run("pg_ctl", "-D", self.data, "-w", "-s", "-l", self.place / "log", "-o", " ".join(options), "start")

    def stop(self, mode: str = "immediate") -> None:
        """`immediate` is how a server falls: nothing is finished, what was committed is read back from its log."""
        self._run("pg_ctl", "-D", self.data, "-m", mode, "-w", "-s", "stop")

    def _run(self, program: str, *words: object) -> None:
        command = [*as_user(), str(programs() / program), *map(str, words)]
        subprocess.run(command, cwd="/", check=True, stdout=subprocess.DEVNULL)


@contextmanager
def running(*options: str, where: Path | None = None, made_with: tuple[str, ...] = ()) -> Iterator[Cluster]:
    """A new cluster, started; thrown away afterwards, also when it fell."""
    # Short: the path of a socket is at most 107 characters.
    place = Path(tempfile.mkdtemp(prefix="zsm-pg-", dir=where))
    place.chmod(0o711)
    own(place)
    cluster = Cluster(place, options)
    cluster.make(*made_with)
    cluster.start()
    try:
        yield cluster
    finally:
        if (cluster.data / "postmaster.pid").exists():
            cluster.stop()
        shutil.rmtree(place)
