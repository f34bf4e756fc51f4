"""docs/hosting.md is true: every command on it runs, in its order, on clusters of its own that are gone afterwards.

The values of its first block are the test's; nothing else of the page is changed. What `apt-get` would install is there
already: of those lines the names of the packages are looked at.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from tests.builders import CHEAP, PASSWORD, World, offer_id, school_id, user_id
from zsm_desktop.app import open_desk, people, sharing
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Role
from zsm_desktop.services.deliveries import DeliveryDraft
from zsm_desktop.services.desk import Desk
from zsm_desktop.store.postgres.address import Address

PAGE = Path(__file__).parents[2] / "docs" / "hosting.md"
BLOCK = re.compile(r"^```bash\n(.*?)^```$|^## (.*?)$", re.MULTILINE | re.DOTALL)
VALUE = re.compile(r"^([A-Z]+)=.*$", re.MULTILINE)
WARNED = re.compile(r"^.*(?:could not|warning|waarschuwing).*$", re.MULTILINE | re.IGNORECASE)
APT = re.compile(r"^apt-get (.*)\n", re.MULTILINE)
ONE = "een heel eigen wachtwoord"

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0 or shutil.which("pg_ctlcluster") is None,
    reason="the page is for root on Debian",
)


def blocks() -> tuple[str, list[tuple[str, str]]]:
    """The values, and (heading, commands) in the order of the page."""
    heading, found = "", []
    for commands, said in BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        heading = said or heading
        if commands:
            found.append((heading, commands))
    return found[0][1], found[1:]


@dataclass
class Host:
    """Who goes through the page, in `place` and on two free ports; `said` is what was answered under each heading.

    Every block is pasted in the folder the last one left the shell in.
    """

    place: Path
    folder: Path
    port: int
    said: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.version = max(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda at: int(at.parts[4])).parts[4]
        self.name = f"t{os.getpid()}"
        self.at = ""
        self._environment = {
            **os.environ, "PG_CLUSTER_CONF_ROOT": str(self.place / "etc"), "ZSM_PASSWORD": PASSWORD,
            "PYTHON": sys.executable,
        }  # fmt: skip

    def fill(self, values: str) -> str:
        """Other values for all that names a place, a port or a person."""
        own = {
            "VERSIE": self.version, "NETWERK": self.name, "SERVER": "localhost", "POORT": self.port,
            "SCHOLEN": "127.0.0.1/32", "MAP": self.folder, "NAAM": "lezer",
        }  # fmt: skip
        own |= {name: self.place / name.lower() for name in ("GEHEIM", "BACKUP", "DATA", "DEBIAN", "CRON")}
        assert set(VALUE.findall(values)) == own.keys() | {"ETC"}
        return VALUE.sub(lambda one: f"{one[1]}='{own[one[1]]}'" if one[1] in own else one[0], values)

    def follow(self, values: str, heading: str, commands: str) -> None:
        left = self.place / "left"
        own = 'zsm-desktop() { "$PYTHON" -m zsm_desktop "$@"; }'
        script = "\n".join((own, values, f"cd '{self.at}'", APT.sub("", commands), f"pwd > {left}"))
        done = self._run("bash", "-euo", "pipefail", "-c", script)
        assert WARNED.findall(done.stderr) == [], commands
        self.said[heading] = self.said.get(heading, "") + done.stdout
        self.at = left.read_text(encoding="utf-8").strip()
        left.unlink()

    def _run(self, *command: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            command, env=self._environment, capture_output=True, text=True, check=False, timeout=60, cwd="/root"
        )
        assert done.returncode == 0, (command[-1], done.stdout, done.stderr)
        return done

    def ask(self, sql: str) -> str:
        asked = ("runuser", "-u", "postgres", "--", "psql", "-X", "-At", "-p", str(self.port), "-c", sql)
        return self._run(*asked).stdout.strip()

    def leave(self) -> None:
        for settings in (self.place / "etc" / self.version).glob("*/postgresql.conf"):
            self._run("pg_dropcluster", "--stop", self.version, settings.parent.name)
        shutil.rmtree(self.place)


def two_free_ports() -> int:
    """The first of two that follow each other."""
    while True:
        with closing(socket.socket()) as first, closing(socket.socket()) as second:
            first.bind(("127.0.0.1", 0))
            port = int(first.getsockname()[1])
            try:
                second.bind(("127.0.0.1", port + 1))
            except (OSError, OverflowError):
                continue
            return port


@pytest.fixture
def host(world: World) -> Iterator[Host]:
    world.delivered()
    world.close()
    place = Path(tempfile.mkdtemp(prefix="zsm-host-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
    place.chmod(0o711)
    for name in ("data", "cron"):
        (place / name).mkdir()
    made = Host(place, world.folder, two_free_ports())
    yield made
    made.leave()


def test_the_page_is_true_from_installing_to_leaving(host: Host, world: World) -> None:
    there = world.folder.with_name("network-server")
    shown, steps = blocks()
    values = host.fill(shown)

    def desk() -> Desk:
        return open_desk(there, password=PASSWORD, clock=lambda: world.now)

    for heading, commands in steps:
        host.follow(values, heading, commands)
        if heading == "Eigenaar en database" and there.exists():
            with closing(desk()) as one:
                people.edit_user(one, user_id("lezer"), 1, "lezer", Role.READER, None, ONE, kdf=CHEAP)
        elif heading == "Reservekopieën" and "elke-week" in commands:
            with closing(desk()) as one:
                assert one.backups.facts().host_at is not None
            with closing(desk()) as one:
                draft = DeliveryDraft(one.day, 100, offer_id=offer_id("DUIN"), user_id=school_id("ZEEUW"))
                one.deliveries.confirm([one.deliveries.enter(draft).made_id])
            last = host.ask("SELECT pg_walfile_name(pg_switch_wal())")
            while not (host.place / "backup" / "wal" / f"{last}.gz").exists():
                time.sleep(0.05)
        elif heading == "Iemand gaat weg":
            home = world.folder.with_name("weg")
            with closing(desk()) as one:
                (address,) = [at for name, at in sharing.addresses(one) if name == "lezer"]
            sharing.join(replace(Address.parse(address), ca_file=str(host.place / "geheim" / "ca.pem")), home)
            with pytest.raises(RuleError, match=r"server\.no_entry"):
                open_desk(home, password=ONE)
    # The night's copy is from before the second delivery, what came back from the archive has it.
    assert "tot en met boeking 1 klopt nog; daarna kwam er 1 boeking bij" in host.said["De oefening"]
    for heading in ("Als het cluster stuk is, of terug moet naar een moment", "Ophouden"):
        assert "t/m boeking 2 ·" in host.said[heading]
    assert not any("Niet elke tabel" in said for said in host.said.values())
    assert sorted(path.name for path in host.place.rglob("*") if path.is_file()) == ["zsm.conf"]


def test_what_it_installs_is_known_to_this_debian() -> None:
    _, steps = blocks()
    version = max(Path("/usr/lib/postgresql").glob("*"), key=lambda at: int(at.name)).name
    lines = [line.replace("$VERSIE", version).split() for _, commands in steps for line in APT.findall(commands)]
    assert {words[0] for words in lines} == {"update", "install"}
    names = {word for words in lines for word in words[1:] if not word.startswith("-")}
    assert names == {"postgresql", "openssl", "cron", f"postgresql-{version}"}
    subprocess.run(["apt-cache", "show", *names], capture_output=True, check=True)
