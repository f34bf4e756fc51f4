"""The Debian package of a built folder: /opt/zsm-desktop, a command, a menu entry, a file type.

It has no scripts: what the desktop has to notice, Debian's own triggers notice. So nothing in it can touch a network.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import platform
import shutil
import subprocess
import time
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from installer import icons
from installer.notices import ROOT

NAME = "zsm-desktop"
MIME_ICON = "application-x-zsm-reservekopie"
COMPONENT = "nl.zsm_desktop.maatwerk"
"""What software shops know it by; the file that tells them of it is named after it."""
# A built folder brings everything but the C library and what belongs to the screen and the keyboard.
DEPENDS = "libc6 (>= {libc}), libgl1, libegl1, libfontconfig1, xkb-data, {wayland}"
WAYLAND = "libwayland-client0, libwayland-cursor0, libwayland-egl1"
MAINTAINER = "zsm-desktop <zsm-desktop@localhost>"
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}
HERE = ROOT / "installer"
SIZES = (16, 24, 32, 48, 64, 128, 256)


def control(version: str, architecture: str, libc: str, installed_kb: int) -> str:
    return (
        f"Package: {NAME}\n"
        f"Version: {version}\n"
        f"Architecture: {architecture}\n"
        f"Maintainer: {MAINTAINER}\n"
        f"Installed-Size: {installed_kb}\n"
        f"Depends: {DEPENDS.format(libc=libc, wayland=WAYLAND)}\n"
        "Recommends: shared-mime-info, hicolor-icon-theme\n"
        "Suggests: gnome-keyring | kwalletmanager\n"
        "Section: education\n"
        "Priority: optional\n"
        "Description: meetings, exchange and settlement in a network of schools\n"
        " Prepares and holds the maatwerkbespreking of a regional network of schools,\n"
        " keeps what the schools give and take as a ledger, and writes minutes as PDF\n"
        " and Excel.\n"
    )


def made_on() -> datetime:
    """The day of this build; who wants the same bytes again sets SOURCE_DATE_EPOCH, as Debian's own builds do."""
    seconds = float(os.environ.get("SOURCE_DATE_EPOCH") or time.time())
    return datetime.fromtimestamp(seconds, UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def changelog(version: str) -> str:
    """As Debian's tools read one; what changed for developers is told in CHANGES.md beside it."""
    on = format_datetime(made_on())
    return f"{NAME} ({version}) stable; urgency=medium\n\n  * See CHANGES.md.gz.\n\n -- {MAINTAINER}  {on}\n"


def files(version: str) -> dict[str, bytes]:
    """Path in the system -> content, of everything beside the program itself."""
    drawing = icons.DRAWING.read_bytes()
    themed = "usr/share/icons/hicolor"
    found = {
        f"usr/share/applications/{NAME}.desktop": (HERE / f"{NAME}.desktop").read_bytes(),
        f"usr/share/mime/packages/{NAME}.xml": (HERE / f"{NAME}-mime.xml").read_bytes(),
        f"usr/share/metainfo/{COMPONENT}.metainfo.xml": filled(f"{NAME}.metainfo.xml", version),
        f"usr/share/man/man1/{NAME}.1.gz": gzip.compress(filled(f"{NAME}.1", version), 9, mtime=0),
        f"usr/share/doc/{NAME}/copyright": (ROOT / "LICENSE").read_bytes(),
        f"usr/share/doc/{NAME}/changelog.gz": gzip.compress(changelog(version).encode(), 9, mtime=0),
        f"usr/share/doc/{NAME}/CHANGES.md.gz": gzip.compress((ROOT / "CHANGES.md").read_bytes(), 9, mtime=0),
        f"{themed}/scalable/apps/{NAME}.svg": drawing,
        f"{themed}/scalable/mimetypes/{MIME_ICON}.svg": drawing,
    }
    for size in SIZES:
        found[f"{themed}/{size}x{size}/apps/{NAME}.png"] = icons.png(icons.drawn(size))
        found[f"{themed}/{size}x{size}/mimetypes/{MIME_ICON}.png"] = icons.png(icons.drawn(size))
    return found


def filled(name: str, version: str) -> bytes:
    text = (HERE / name).read_text(encoding="utf-8")
    return text.replace("@VERSION@", version).replace("@DATE@", f"{made_on():%Y-%m-%d}").encode()


def lay_out(built: Path, tree: Path, version: str) -> None:
    """Fills the tree of the package with the built folder and what the desktop needs to find it."""
    shutil.copytree(built, tree / "opt" / NAME, symlinks=True)
    command = tree / "usr" / "bin" / NAME
    command.parent.mkdir(parents=True)
    command.symlink_to(f"/opt/{NAME}/{NAME}")
    for path, content in files(version).items():
        (tree / path).parent.mkdir(parents=True, exist_ok=True)
        (tree / path).write_bytes(content)
    for one in [tree, *tree.rglob("*")]:
        if not one.is_symlink():
            runs = one.is_dir() or (one.stat().st_mode & 0o111 and ".so" not in one.suffixes)
            one.chmod(0o755 if runs else 0o644)


def sums(tree: Path) -> str:
    """DEBIAN/md5sums: what `debsums` and `dpkg -V` compare the installed files with."""
    there = sorted(file for file in tree.rglob("*") if file.is_file() and not file.is_symlink())
    lines = (
        f"{hashlib.md5(file.read_bytes(), usedforsecurity=False).hexdigest()}  {file.relative_to(tree)}\n"
        for file in there
    )
    return "".join(lines)


def build_deb(built: Path, work: Path, dist: Path, version: str, packing: str = "xz") -> Path:
    """Makes dist/zsm-desktop_VERSION_ARCH.deb from the built folder; CalledProcessError when dpkg-deb refuses."""
    tree = work / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    tree.mkdir(parents=True)
    lay_out(built, tree, version)
    size = sum(file.lstat().st_size for file in tree.rglob("*") if file.is_file()) // 1024
    architecture = ARCHITECTURES[platform.machine()]
    libc = platform.libc_ver()[1]
    md5sums = sums(tree)
    (tree / "DEBIAN").mkdir()
    (tree / "DEBIAN" / "control").write_text(control(version, architecture, libc, size), encoding="utf-8")
    (tree / "DEBIAN" / "md5sums").write_text(md5sums, encoding="utf-8")
    target = dist / f"{NAME}_{version}_{architecture}.deb"
    subprocess.run(["dpkg-deb", "--root-owner-group", f"-Z{packing}", "--build", str(tree), str(target)], check=True)
    return target
