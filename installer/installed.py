"""The packages tried on a bare Debian in a folder: installed with what they ask for only, used by an ordinary user.

Nothing of this machine is there but its kernel, its devices and its screen. What is mounted lives in a mount namespace
of the command that needs it, and is gone with it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from dev import quietly
from installer.debian import NAME, build_deb
from installer.notices import ROOT
from installer.smoke import Flow, SmokeFailure, run

RELEASE = "bookworm"
USER, NUMBER = "leraar", 1000
STICK = "/media/een stick"
EARLIER = ROOT / "tests" / "store" / "stores"
"""Networks as earlier versions left them, a folder for each version of the schema."""
_ENTER = """
root=$1; shift
mount --rbind /dev "$root/dev" && mount -t proc proc "$root/proc" || exit 97
if [ -d /tmp/.X11-unix ]; then
    mkdir -p "$root/tmp/.X11-unix" && mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix" || exit 97
fi
if [ -d "$root/media/een stick" ]; then
    mount --bind "$root/media/een stick" "$root/media/een stick" || exit 97
    mount -o remount,ro,bind "$root/media/een stick" || exit 97
fi
exec chroot "$@"
"""


def why_not() -> str:
    """What keeps the packages from being tried here, "" for nothing."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        return "only root on Linux can make a bare system"
    missing = [name for name in ("debootstrap", "unshare", "chroot", "dpkg-deb") if shutil.which(name) is None]
    return f"{', '.join(missing)} is not here" if missing else ""


class Bare:
    """A Debian in `root`: whatever `program` is there is run by an ordinary user, `system` runs as its root."""

    home = f"/home/{USER}"

    def __init__(self, root: Path, program: str = NAME) -> None:
        self.root, self._program = root, program

    def with_program(self, program: str) -> Bare:
        return Bare(self.root, program)

    def run(self, *words: str, environment: Mapping[str, str], expected: int = 0) -> str:
        told = {"HOME": self.home, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", **environment}
        return self._enter(["--userspec", f"{NUMBER}:{NUMBER}"], told, [self._program, *words], expected)

    def system(self, *words: str, expected: int = 0) -> str:
        told = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
        return self._enter([], told, list(words), expected)

    def seen(self, path: str) -> Path:
        return self.root / path.lstrip("/")

    def _enter(self, who: list[str], told: Mapping[str, str], words: list[str], expected: int) -> str:
        alone = ["unshare", "--mount", "--propagation", "private", "--pid", "--fork", "--kill-child"]
        inside = [*who, str(self.root), "env", "-i", *(f"{name}={value}" for name, value in told.items()), *words]
        return run([*alone, "sh", "-c", _ENTER, "sh", str(self.root), *inside], os.environ, expected)


def bare_system(work: Path) -> Bare:
    """A fresh copy of a minimal Debian without Python, with one ordinary user; the first is made once and kept."""
    kept, root = work / "bare", work / "installed"
    ready = work / "bare.ready"
    if not ready.exists():
        shutil.rmtree(kept, ignore_errors=True)
        kept.mkdir(parents=True)
        quietly(["debootstrap", "--variant=minbase", RELEASE, str(kept)], "debootstrap")
        ready.touch()
    shutil.rmtree(root, ignore_errors=True)
    subprocess.run(["cp", "-a", "--reflink=auto", str(kept), str(root)], check=True)
    shutil.copy("/etc/resolv.conf", root / "etc" / "resolv.conf")
    bare = Bare(root)
    bare.system("useradd", "--create-home", "--uid", str(NUMBER), USER)
    bare.system("apt-get", "update", "-qq")
    return bare


def install(bare: Bare, package: Path) -> None:
    """As a user's own `apt install ./package.deb` does."""
    shutil.copy(package, bare.seen("/tmp"))  # noqa: S108  of the bare system
    bare.system("apt-get", "install", "-y", "-qq", f"/tmp/{package.name}")  # noqa: S108


def require_whole(bare: Bare) -> None:
    """No Python came with it, no library is missing, the desktop knows it, and its files are what the package says."""
    if any(bare.seen("/usr/bin").glob("python*")):
        raise SmokeFailure("the package brings the system's Python")
    # The program looks in its own folder first, as its loader says.
    inside = f"/opt/{NAME}/_internal"
    asked = f"find {inside} -name '*.so*' -type f -exec env LD_LIBRARY_PATH={inside} ldd {{}} + 2>/dev/null"
    if missing := bare.system("sh", "-c", f"{asked} | grep 'not found' | sort -u || true").strip():
        raise SmokeFailure(f"libraries that no package of Depends brings:\n{missing}")
    known = bare.seen("/usr/share/mime/globs2").read_text(encoding="utf-8")
    if "application/x-zsm-reservekopie" not in known:
        raise SmokeFailure("the file type of a reserve copy is not known after installing")
    if changed := bare.system("dpkg", "--verify", NAME).strip():
        raise SmokeFailure(f"files differ from the package:\n{changed}")


def kept(folder: Path) -> dict[str, str]:
    """Every file of a user, networks and all, with the hash of what is in it."""
    found = sorted(file for file in folder.rglob("*") if file.is_file())
    return {str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest() for file in found}


def require_gone(bare: Bare, before: Mapping[str, str], after: Mapping[str, str], what: str) -> None:
    left = [path for path in (f"/opt/{NAME}", f"/usr/bin/{NAME}") if os.path.lexists(bare.seen(path))]
    if left:
        raise SmokeFailure(f"after {what} there still is {', '.join(left)}")
    if before != after or not before:
        raise SmokeFailure(f"{what} touched what is the user's: {set(before.items()) ^ set(after.items())}")


@contextmanager
def screen() -> Iterator[dict[str, str]]:
    """A screen of X for the programs of the bare system; without Xvfb the platform of Qt that shows none."""
    if shutil.which("Xvfb") is None:
        yield {"QT_QPA_PLATFORM": "offscreen"}
        return
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x800x24", "-ac", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            yield {"DISPLAY": f":{int(told.readline())}", "QT_QPA_PLATFORM": "xcb"}
    finally:
        server.terminate()
        server.wait(10)


def lay_earlier(bare: Bare) -> list[str]:
    """The oldest network there has been and that of the last version, in the user's own folder."""
    versions = sorted(EARLIER.glob("v*"), key=lambda folder: int(folder.name[1:]))
    places = [f"{bare.home}/netwerk van {folder.name}" for folder in (versions[0], versions[-1])]
    for folder, place in zip((versions[0], versions[-1]), places, strict=True):
        shutil.copytree(folder, bare.seen(place))
        bare.system("chown", "-R", f"{USER}:{USER}", place)
    return places


def try_package(bare: Bare, package: Path, newer: Path) -> None:
    """Installed, used, brought up to date, used on the old network, removed, purged. Raises SmokeFailure."""
    install(bare, package)
    require_whole(bare)
    with screen() as shown:
        flow = Flow(bare, shown)
        flow.sample()
        flow.commands(f"{bare.home}/eerst")
        flow.walk(f"{bare.home}/proef")
        flow.window()
        install(bare, newer)
        require_whole(bare)
        flow.commands(f"{bare.home}/daarna")
        flow.window()
        for network in lay_earlier(bare):
            flow.bring_up(network)
    networks = bare.seen(bare.home)
    before = kept(networks)
    bare.system("apt-get", "remove", "-y", "-qq", NAME)
    require_gone(bare, before, kept(networks), "remove")
    install(bare, newer)  # what was removed without leaving anything cannot be purged any more
    bare.system("apt-get", "purge", "-y", "-qq", NAME)
    require_gone(bare, before, kept(networks), "purge")


def try_portable(bare: Bare, archive: Path) -> None:
    """Unpacked in the user's own folder, and gone through on a stick with spaces that takes nothing.

    Raises SmokeFailure.
    """
    bare.system("apt-get", "install", "-y", "-qq", "--no-install-recommends", "xz-utils", *_for_a_screen())
    bare.seen(STICK).mkdir(parents=True)
    folders = (f"{bare.home}/een map met spaties", STICK)
    for place in folders:
        bare.seen(place).mkdir(exist_ok=True)
        subprocess.run(["tar", "-C", str(bare.seen(place)), "-xf", str(archive)], check=True)
    (top,) = bare.seen(STICK).iterdir()
    for at, place in enumerate(folders):
        with screen() as shown:
            flow = Flow(bare.with_program(f"{place}/{top.name}/{NAME}"), shown)
            flow.network = f"{bare.home}/los{at}/netwerk"
            bare.system("install", "-d", "-o", USER, "-g", USER, f"{bare.home}/los{at}")
            flow.sample()
            flow.window()
            if place == STICK:
                flow.commands(f"{bare.home}/los{at}")
                flow.walk(f"{bare.home}/los{at}/proef")


def _for_a_screen() -> tuple[str, ...]:
    """What LEESMIJ.txt tells who has no desktop yet to install."""
    return "libgl1", "libegl1", "libfontconfig1", "xkb-data"


def try_all(work: Path, built: Path, package: Path, archive: Path, version: str) -> None:
    """Both packages, each on a system where the other never was. Raises SmokeFailure."""
    newer = build_deb(built, work / "newer", work, f"{version}+later1", "none")
    try_package(bare_system(work), package, newer)
    try_portable(bare_system(work), archive)
