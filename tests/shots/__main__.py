"""`python -m tests.shots OUT [--network FOLDER] [--only TEXT] [--look LOOK]`: a picture of every scene in every look.

Without a network the sample is made first. The network that is given is copied: scenes write in it.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple


class Look(NamedTuple):
    """One process per look: a change of theme or zoom while a window is open costs more than the picture."""

    mode: str
    zoom: int
    sizes: tuple[tuple[int, int], ...]

    def name(self, width: int, height: int) -> str:
        size = f"{self.mode}_{width}x{height}"
        return size if self.zoom == 100 else f"{size}_{self.zoom}"


SMALL, LARGE = (1280, 720), (1920, 1080)
LOOKS = {
    "licht": Look("light", 100, (SMALL, LARGE)),
    "donker": Look("dark", 100, (SMALL, LARGE)),
    "groot": Look("light", 200, (SMALL,)),
}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="shots", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--network", type=Path, help="a sample network; the default is a new one")
    parser.add_argument("--only", default="", help="only scenes with this in their name")
    parser.add_argument("--look", choices=LOOKS, help="in one look; the default is all of them, side by side")
    given = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    given.out.mkdir(parents=True, exist_ok=True)
    if not given.only and not given.look:
        for old in given.out.glob("*.png"):
            old.unlink()
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as place:
        network = given.network or _sample(Path(place) / "sample")
        made = _take(given, given.look, network, Path(place)) if given.look else _take_all(given, network)
    print(f"{made} plaatjes in {given.out}, {time.monotonic() - started:.0f} s")
    return 0 if made else 1


def _sample(folder: Path) -> Path:
    from zsm_desktop.app import system_clock
    from zsm_desktop.domain.calendar import HOME
    from zsm_desktop.services.sample import make

    make(folder, today=system_clock().astimezone(HOME).date(), cheap_keys=True)
    return folder


def _take_all(given: argparse.Namespace, network: Path) -> int:
    """Every look in a process of its own; how many pictures there are now, or the exit of the first that failed."""
    start = [sys.executable, "-m", "tests.shots", str(given.out), "--network", str(network), "--only", given.only]
    running = [subprocess.Popen([*start, "--look", look], stdout=subprocess.DEVNULL) for look in LOOKS]
    for one, failed in [(one, one.wait()) for one in running]:
        if failed:
            raise SystemExit(f"{' '.join(map(str, one.args))}: {failed}")
    return sum(1 for file in given.out.glob("*.png") if given.only in file.name)


def _take(given: argparse.Namespace, key: str, network: Path, place: Path) -> int:
    from PySide6.QtCore import qInstallMessageHandler

    from tests.shots.scenes import scenes
    from tests.shots.stage import Stage
    from zsm_desktop.settings import resources_dir
    from zsm_desktop.ui.program import make_application
    from zsm_desktop.ui.theme import Theme

    qInstallMessageHandler(_say_message)
    look, made = LOOKS[key], 0
    theme = Theme(make_application(), resources_dir(), look.mode, look.zoom)
    stage = Stage(theme, place, network)
    try:
        for name in scenes(stage, given.only):
            for width, height in look.sizes:
                stage.resize(width, height)
                path = given.out / f"{name}_{look.name(width, height)}.png"
                if not stage.picture().save(str(path)):
                    raise OSError(f"not written: {path}")
                made += 1
    finally:
        stage.close()
    return made


def _say_message(_kind: object, _context: object, text: str) -> None:
    """Qt's messages, without what its offscreen platform says of every window."""
    if "propagateSizeHints" not in text and "does not support raise" not in text:
        sys.stderr.write(f"{text}\n")


if __name__ == "__main__":
    raise SystemExit(main())
