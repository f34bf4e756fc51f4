"""`dev.py package`: a venv from the lock, PyInstaller, the notices, a smoke test, the package for this system."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from dev import quietly
from installer import debian, installed, notices, portable, smoke
from installer.requirements import part_of_lock

ROOT = notices.ROOT
WORK = ROOT / "build" / "package"
DIST = ROOT / "dist"
BUILT = DIST / "zsm-desktop"


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
    found = notices.notices()
    (BUILT / "THIRD_PARTY_NOTICES.md").write_text(notices.summary(found), encoding="utf-8")
    (BUILT / "THIRD_PARTY_LICENSES.txt").write_text(notices.full_text(found), encoding="utf-8")
    shutil.copy(ROOT / "LICENSE", BUILT / "LICENSE")


def build_for_linux(version: str, *, is_tried: bool) -> int:
    """The package and the archive, and both seen working on a bare Debian where that can be made."""
    made = debian.build_deb(BUILT, WORK, DIST, version), portable.build_portable(BUILT, WORK, DIST, version)
    for file in made:
        print(f"{file.relative_to(ROOT)}: {file.stat().st_size // 1_000_000} MB")
    why_not = installed.why_not() if is_tried else "--untried"
    if why_not:
        print(f"Neither was installed for a try: {why_not}.")
        return 0
    try:
        installed.try_all(WORK, BUILT, *made, version)
    except smoke.SmokeFailure as failure:
        print(failure)
        return 1
    print("Both were seen working on a bare Debian, brought up to date and removed; the network stayed.")
    return 0


def main(arguments: list[str]) -> int:
    """Builds it all; `--folder` stops before the installer, `--untried` does not install it anywhere."""
    from zsm_desktop import __version__

    freeze(make_venv())
    add_papers()
    try:
        smoke.smoke(BUILT)
    except smoke.SmokeFailure as failure:
        print(failure)
        return 1
    print(f"{BUILT.relative_to(ROOT)}: built and seen working")
    if sys.platform.startswith("linux") and "--folder" not in arguments:
        return build_for_linux(__version__, is_tried="--untried" not in arguments)
    if sys.platform == "win32" and shutil.which("makensis") and "--folder" not in arguments:
        subprocess.run(["makensis", "-V2", f"-DVERSION={__version__}", "installer/windows.nsi"], cwd=ROOT, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
