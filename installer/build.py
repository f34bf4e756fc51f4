"""`dev.py package`: a venv from the lock, PyInstaller, the notices, a smoke test, the package for this system."""

from __future__ import annotations

import argparse
import hashlib
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

from dev import quietly
from installer import debian, installed, macos, notices, portable, search_paths, smoke, starting, windows
from installer.requirements import part_of_lock
from installer.sums import write_sums

ROOT = notices.ROOT
WORK = ROOT / "build" / "package"
DIST = ROOT / "dist"
BUILT = DIST / "zsm-desktop"
PAPERS = WORK / "papers"
"""Icons and what the system is told of the program; the spec looks here."""


def make_venv() -> Path:
    """A venv with what the program needs and PyInstaller, nothing else: what is not there cannot be swept in."""
    wanted = part_of_lock(ROOT, {"pyinstaller", "setuptools"})
    venv, lock = WORK / "venv", WORK / "requirements.lock"
    python = venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = venv / ".ready"
    fingerprint = hashlib.sha256(wanted.encode() + sys.version.encode()).hexdigest()
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != fingerprint:
        WORK.mkdir(parents=True, exist_ok=True)
        lock.write_text(wanted, encoding="utf-8")
        quietly([sys.executable, "-m", "venv", "--clear", str(venv)], "python -m venv")
        pip = [str(python), "-m", "pip", "--disable-pip-version-check", "-q", "install"]
        quietly([*pip, "--require-hashes", "--no-deps", "-r", str(lock)], "pip install")
        stamp.write_text(fingerprint, encoding="utf-8")
    return python


def freeze(python: Path) -> None:
    command = [str(python), "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"]
    command += ["--workpath", str(WORK / "pyinstaller"), "--distpath", str(DIST), "installer/zsm-desktop.spec"]
    subprocess.run(command, cwd=ROOT, check=True)


def add_papers() -> None:
    """The licence of the program and of everything in it, beside the program."""
    found = [*notices.notices(), *notices.from_system(BUILT)]
    (BUILT / "THIRD_PARTY_NOTICES.md").write_text(notices.summary(found), encoding="utf-8")
    (BUILT / "THIRD_PARTY_LICENSES.txt").write_text(notices.full_text(found), encoding="utf-8")
    shutil.copy(ROOT / "LICENSE", BUILT / "LICENSE")


def make_papers(version: str) -> None:
    if sys.platform == "win32":
        windows.make_papers(PAPERS, version)
    elif sys.platform == "darwin":
        macos.make_papers(PAPERS, version)


def build_installers(version: str) -> list[Path]:
    """What people get, for the system this runs on."""
    if sys.platform == "win32":
        installer = windows.build_installer(BUILT, PAPERS, DIST, version)
        if installer is None:
            print("makensis is not there: no installer is made (docs/building.md says where it comes from)")
        return [installer] if installer is not None else []
    if sys.platform == "darwin":
        return [macos.build_image(DIST / macos.APP, PAPERS, DIST, version, platform.machine())]
    if windows.rehearse(WORK / "windows", version):
        print("The recipe of the installer for Windows compiles.")
    return [debian.build_deb(BUILT, WORK, DIST, version), portable.build_portable(BUILT, WORK, DIST, version)]


def try_for_linux(package: Path, archive: Path, version: str) -> None:
    """Both seen working on a bare Debian; raises SmokeFailure."""
    installed.try_all(WORK, BUILT, package, archive, version)
    print("Both were seen working on a bare Debian, brought up to date and removed; the network stayed.")


def what_is_asked(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python3 dev.py package", description="What people get, into dist/.")
    parser.add_argument("--folder", action="store_true", help="only the folder, no installer")
    parser.add_argument("--untried", action="store_true", help="on Linux: do not install what was made for a try")
    asked = parser.parse_args(arguments)
    asked.is_tried = sys.platform.startswith("linux") and not (asked.folder or asked.untried)
    return asked


def main(arguments: list[str]) -> int:
    """Builds it all. On Linux nothing begins that could not be tried at the end, unless no trial was asked for."""
    from zsm_desktop import __version__

    asked = what_is_asked(arguments)
    why_not = installed.why_not() if asked.is_tried else ""
    if why_not:
        print(f"What is built here could not be tried: {why_not}. Nothing was built; --untried builds it untried.")
        return 1
    python = make_venv()
    make_papers(__version__)
    freeze(python)
    if sys.platform.startswith("linux"):
        search_paths.forget(BUILT)
    add_papers()
    try:
        smoke.smoke(BUILT)
        print(f"{BUILT.relative_to(ROOT)}: built and seen working")
        starting.try_starts(BUILT, python, ROOT, WORK / "start.txt")
        made = [] if asked.folder else build_installers(__version__)
        for file in made:
            print(f"{file.relative_to(ROOT)}: {file.stat().st_size // 1_000_000} MB")
        if made:
            write_sums(DIST)
        if asked.is_tried:
            try_for_linux(made[0], made[1], __version__)
    except smoke.SmokeFailure as failure:
        print(failure)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
