"""Where papers are put down: with each goes its line in the logbook, and without that line there is no paper.

Every writer puts its files down here; those whose act leaves the line itself are named in tests/house/test_papers.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from zsm_desktop.domain.files import Then, make_folder, replacing_together, require_paper_place, write_together
from zsm_desktop.domain.papers import Paper

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk


def by_act() -> None:
    """For papers of what an act put on record just now: its line is there."""


class Line:
    """One line for papers that are made one after another: it is there with the first of them."""

    def __init__(self, desk: Desk, paper: Paper) -> None:
        self._desk, self._paper = desk, paper
        self._is_there = False

    def __call__(self) -> None:
        if not self._is_there:
            self._desk.paper_trail.note(self._paper)
            self._is_there = True


def put(desk: Desk, paper: Paper, folder: Path, files: Mapping[Path, bytes]) -> None:
    """Raises as `domain.files.write_together`, and as `PaperTrail.note`; then everything is as it was."""
    write_together(folder, files, _line(desk, paper, files))


def put_at(desk: Desk, paper: Paper, path: Path, data: bytes) -> None:
    """One file in a folder that is there; raises as `placing`."""
    with placing(desk, paper, path) as temporary:
        temporary[path].write_bytes(data)


@contextmanager
def placing(desk: Desk, paper: Paper, *paths: Path, folder: Path | None = None) -> Iterator[Mapping[Path, Path]]:
    """For writers that want a file name: path → where to write; `folder` is made where it is not there.

    Raises as `domain.files.require_paper_place` and `replacing_together`, and as `PaperTrail.note`.
    """
    for path in paths:
        require_paper_place(path)
    if folder is not None:
        make_folder(folder)
    with replacing_together(paths, _line(desk, paper, paths)) as temporary:
        yield temporary


def _line(desk: Desk, paper: Paper, paths: Mapping[Path, bytes] | tuple[Path, ...]) -> Then:
    formats = tuple(dict.fromkeys(path.suffix.removeprefix(".").lower() for path in paths))
    return Line(desk, replace(paper, formats=formats))
