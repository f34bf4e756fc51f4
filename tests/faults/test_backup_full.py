"""A disk that is full, closed or gone while a copy is made or put back: old copies whole, nothing half, plain words."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.folders import NOW, PASSWORD, count, fill, made
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.store import backup, check, folder, raw, restoring, second_place
from zsm_desktop.store.keys import Keys
from zsm_desktop.words.rules import sentence

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits and namespaces of Linux")
NOBODY, ROWS = 65534, 4000


@pytest.fixture
def net(tmp_path: Path) -> Path:
    fill(tmp_path / "net", made(tmp_path / "net").keys.store_key, ROWS)
    return tmp_path / "net"


@pytest.fixture
def keys(net: Path) -> Keys:
    return folder.unlock(net, PASSWORD)


def in_child(work: Callable[[], object]) -> str:
    """The code of what was refused there, "" for nothing; a process of its own, as a limit cannot be taken back."""
    assert sentence(RuleError("store.busy"))  # loaded here, as nothing can be there
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            work()
            said = ""
        except RuleError as error:
            said = error.code if sentence(error) else "no words"
        except BaseException as error:  # noqa: BLE001 - told to the parent
            said = repr(error)
        finally:
            os.write(writing, said.encode())
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as file:
        said = file.read()
    os.waitpid(child, 0)
    return said


def limited(size: int) -> None:
    import resource

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def whole(copy: Path, keys: Keys) -> bool:
    with closing(raw.connect(copy, keys.store_key, may_be_copy=True)) as connection:
        return check.faults_of(connection) == []


@pytest.mark.parametrize("share", [0, 1, 10, 30, 60, 90, 99])
def test_a_disk_that_fills_up(net: Path, keys: Keys, tmp_path: Path, share: int) -> None:
    good = backup.copy_before(net, "zelf", keys, NOW)
    size = good.stat().st_size * share // 100

    def work(do: Callable[[], object]) -> str:
        def limited_work() -> None:
            limited(size)
            do()

        return in_child(limited_work)

    later = NOW.replace(year=2028)
    full = {"store.disk_full", "file.disk_full"} | ({"store.disk_error"} if share < 2 else set())
    assert work(lambda: backup.copy_before(net, "zelf", keys, later)) in full
    assert work(lambda: restoring.put_back(good, keys, tmp_path / "new", later, copy_at=NOW)) in full
    (tmp_path / "stick").mkdir()
    assert work(lambda: second_place.lay(good, tmp_path / "stick")) in full
    assert backup.copies(net) == [good]
    assert {path.name for path in (net / "backups").iterdir()} <= {
        good.name,
        backup.keys_beside(good).name,
        backup.LOCK,
    }
    assert whole(good, keys)
    assert not (tmp_path / "new").exists()
    assert list((tmp_path / "stick").iterdir()) == []
    assert count(net, keys.store_key) == ROWS


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become nobody")
def test_a_folder_that_takes_nothing(net: Path, keys: Keys, tmp_path: Path) -> None:
    good = backup.copy_before(net, "zelf", keys, NOW)
    roads = [place for place in tmp_path.parents if place.is_relative_to(tempfile.gettempdir())][:-1]
    for place in (tmp_path, *roads, net, net / "backups"):
        place.chmod(0o755)
    for file in (*net.iterdir(), *(net / "backups").iterdir()):
        if file.is_file():
            file.chmod(0o644)
    (tmp_path / "stick").mkdir(mode=0o555)

    def as_nobody(do: Callable[[], object]) -> Callable[[], object]:
        def work() -> None:
            os.setgid(NOBODY)
            os.setuid(NOBODY)
            do()

        return work

    closed = {"store.cannot_open", "file.folder_closed", "store.read_only"}
    assert in_child(as_nobody(lambda: second_place.lay(good, tmp_path / "stick"))) in closed
    assert in_child(as_nobody(lambda: backup.copy_before(net, "zelf", keys, NOW))) in closed
    assert in_child(as_nobody(lambda: restoring.loss(good, keys, net, keys))) in {"", "crashed"} | closed
    assert backup.copies(net) == [good]
    assert whole(good, keys)


FILLED = """
import sys
from pathlib import Path
from tests.store.folders import NOW, PASSWORD
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.store import backup, folder, second_place
net, stick = Path(sys.argv[1]), Path(sys.argv[2])
keys = folder.unlock(net, PASSWORD)
second_place.choose(net, str(stick), keys, NOW)
(stick / "vol").write_bytes(bytes(int(sys.argv[3])))
backup.copy_before(net, "zelf", keys, NOW.replace(day=23))
place = second_place.keep_up(net, keys, NOW.replace(day=23)).place(str(stick))
left = second_place.copies_at(stick, keys.network_id)
half = [path.name for path in stick.rglob("*.tmp")]
print(place.missed and place.missed.code, len(left), half, len(backup.copies(net)))
"""


def test_a_stick_that_is_full(net: Path, keys: Keys, tmp_path: Path) -> None:
    """A small disk of its own, as far as this system lets us make one."""
    backup.copy_before(net, "zelf", keys, NOW)
    stick = tmp_path / "stick"
    stick.mkdir()
    script = f'mount -t tmpfs -o size=1800k none "{stick}" && exec "{sys.executable}" -c "$1" "{net}" "{stick}" 900000'
    start = ["unshare", "-Urm", "--", "sh", "-c", script, "sh", FILLED]
    if subprocess.run(["unshare", "-Urm", "true"], capture_output=True, check=False).returncode:
        pytest.skip("this system gives no user its own mounts")
    done = subprocess.run(start, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "store.disk_full 1 [] 2"
