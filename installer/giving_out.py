"""`python3 -m installer.giving_out NEW-FOLDER DIST...`: what three systems built, with one list of sums over it."""

from __future__ import annotations

import argparse
import re
import shutil
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from installer.sums import SUMS, said_sums, sum_of, write_sums

KINDS = {
    "Debian": r"zsm-desktop_{version}_\w+\.deb",
    "another Linux": r"zsm-desktop-{version}-linux-\w+\.tar\.xz",
    "Windows": r"zsm-desktop-{version}-setup\.exe",
    "macOS": r"zsm-desktop-{version}-macos-\w+\.dmg",
}


class NotTogether(Exception):
    """These do not go out as one version; says why. Nothing was written."""


def kind_of(name: str, version: str) -> str | None:
    for kind, pattern in KINDS.items():
        if re.fullmatch(pattern.format(version=re.escape(version)), name):
            return kind
    return None


def bring_together(out: Path, builds: Iterable[Path], version: str, *, is_whole: bool = True) -> list[str]:
    """The names in `out`: of this version alone, each held beside the sums of the system that made it.

    Raises NotTogether where a file is not what its own list says, a name is there twice, `out` holds something, or,
    with `is_whole`, nothing is there for one of the systems.
    """
    if out.exists() and any(out.iterdir()):
        raise NotTogether(f"{out} is not empty")
    found: dict[str, Path] = {}
    for build in builds:
        said = said_sums(build)
        for file in sorted(build.iterdir()):
            if kind_of(file.name, version) is None:
                continue
            if said.get(file.name) != sum_of(file):
                raise NotTogether(f"{file} is not what its own {SUMS} says")
            if file.name in found and sum_of(found[file.name]) != sum_of(file):
                raise NotTogether(f"{file.name} is there twice, and not the same")
            found[file.name] = file
    there = {kind_of(name, version) for name in found}
    missing = [kind for kind in KINDS if kind not in there]
    if not found or (missing and is_whole):
        raise NotTogether(f"of version {version} there is nothing for {', '.join(missing)}")
    out.mkdir(parents=True, exist_ok=True)
    for name, file in found.items():
        shutil.copyfile(file, out / name)
    write_sums(out)
    return sorted(found)


def main(arguments: Sequence[str]) -> int:
    from zsm_desktop import __version__

    parser = argparse.ArgumentParser(prog="python3 -m installer.giving_out", description=__doc__)
    parser.add_argument("out", type=Path, metavar="NEW-FOLDER")
    parser.add_argument("builds", type=Path, nargs="+", metavar="DIST", help="dist/ of each system")
    parser.add_argument("--some", action="store_true", help="also when a system is missing")
    given = parser.parse_args(arguments)
    try:
        names = bring_together(given.out, given.builds, __version__, is_whole=not given.some)
    except NotTogether as refusal:
        print(f"{refusal}. Nothing was written.")
        return 1
    print(f"{given.out / SUMS}: {', '.join(names)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
