"""The Debian package of a built folder: /opt/zsm-desktop, a command, a menu entry; nothing is run on installing."""

from __future__ import annotations

import gzip
import platform
import shutil
import subprocess
from pathlib import Path

from installer.notices import ROOT

NAME = "zsm-desktop"
# A built folder brings everything but the C library and what belongs to the screen and the keyboard.
DEPENDS = "libc6 (>= {libc}), libgl1, libegl1, libfontconfig1, xkb-data"
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}


def control(version: str, architecture: str, libc: str, installed_kb: int) -> str:
    return (
        f"Package: {NAME}\n"
        f"Version: {version}\n"
        f"Architecture: {architecture}\n"
        "Maintainer: zsm-desktop <zsm-desktop@localhost>\n"
        f"Installed-Size: {installed_kb}\n"
        f"Depends: {DEPENDS.format(libc=libc)}\n"
        "Section: education\n"
        "Priority: optional\n"
        "Description: meetings, exchange and settlement in a network of schools\n"
        " Prepares and holds the maatwerkbespreking of a regional network of schools, keeps\n"
        " what the schools give and take as a ledger, and writes minutes as PDF and Excel.\n"
    )


def lay_out(built: Path, tree: Path, version: str) -> None:
    """Fills the tree of the package with the built folder and what the desktop needs to find it."""
    shutil.copytree(built, tree / "opt" / NAME, symlinks=True)
    command = tree / "usr" / "bin" / NAME
    command.parent.mkdir(parents=True)
    command.symlink_to(f"/opt/{NAME}/{NAME}")
    here = ROOT / "installer"
    for source, folder in (
        (here / f"{NAME}.desktop", "usr/share/applications"),
        (here / f"{NAME}.svg", "usr/share/icons/hicolor/scalable/apps"),
    ):
        (tree / folder).mkdir(parents=True)
        shutil.copy(source, tree / folder)
    papers = tree / "usr" / "share" / "doc" / NAME
    papers.mkdir(parents=True)
    shutil.copy(ROOT / "LICENSE", papers / "copyright")
    news = ROOT / "CHANGES.md"
    text = news.read_bytes() if news.exists() else f"{NAME} {version}\n".encode()
    (papers / "changelog.gz").write_bytes(gzip.compress(text, 9, mtime=0))
    for path in [tree, *tree.rglob("*")]:
        if not path.is_symlink():
            runs = path.is_dir() or path.stat().st_mode & 0o111
            path.chmod(0o755 if runs else 0o644)


def build_deb(built: Path, work: Path, dist: Path, version: str) -> Path:
    """Makes dist/zsm-desktop_VERSION_ARCH.deb from the built folder; CalledProcessError when dpkg-deb refuses."""
    tree = work / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    tree.mkdir(parents=True)
    lay_out(built, tree, version)
    size = sum(file.lstat().st_size for file in tree.rglob("*") if file.is_file()) // 1024
    architecture = ARCHITECTURES[platform.machine()]
    libc = platform.libc_ver()[1]
    (tree / "DEBIAN").mkdir()
    (tree / "DEBIAN" / "control").write_text(control(version, architecture, libc, size), encoding="utf-8")
    target = dist / f"{NAME}_{version}_{architecture}.deb"
    subprocess.run(["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(tree), str(target)], check=True)
    return target
