"""The program as one file to unpack anywhere, for who may not install: the built folder and a page to read first."""

from __future__ import annotations

import platform
import shutil
import subprocess
from pathlib import Path

from installer.debian import NAME, filled


def build_portable(built: Path, work: Path, dist: Path, version: str) -> Path:
    """Makes dist/zsm-desktop-VERSION-linux-MACHINE.tar.xz; CalledProcessError when tar refuses."""
    name = f"{NAME}-{version}"
    place = work / "portable"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    shutil.copytree(built, place / name, symlinks=True)
    (place / name / "LEESMIJ.txt").write_bytes(filled("LEESMIJ.txt", version))
    target = dist / f"{name}-linux-{platform.machine()}.tar.xz"
    of_nobody = ["--owner=0", "--group=0", "--numeric-owner", "--sort=name"]
    subprocess.run(["tar", "-C", str(place), *of_nobody, "-I", "xz -6 -T0", "-cf", str(target), name], check=True)
    return target
