"""A paper that may not be replaced, as Excel forbids on Windows, and a folder that may not be written in."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.builders import World
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.reports import minutes
from zsm_desktop.words.rules import sentence

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the rights are those of Linux and macOS")
OLD = b"het vorige verslag"
NOBODY = 65534
STICKY, CLOSED, OPEN = 0o1777, 0o555, 0o755
"""In the first, files of others may not be replaced, though new ones may be made."""


def as_somebody_else(attempt: Callable[[], object]) -> RuleError:
    """What is refused to whoever may not do everything, in a fork where the tests run as who may."""
    reader, writer = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of forking beside threads: this one only writes files
        child = os.fork()
    if child == 0:
        try:
            os.setuid(NOBODY)
            attempt()
        except RuleError as refused:
            os.write(writer, f"{refused.code}\n{refused.facts['path']}".encode())
        finally:
            os._exit(0)
    os.close(writer)
    with open(reader, encoding="utf-8") as pipe:  # noqa: PTH123 - a pipe
        code, _, path = pipe.read().partition("\n")
    os.waitpid(child, 0)
    return RuleError(code, path=path)


@pytest.mark.skipif(os.name != "nt" and os.geteuid() != 0, reason="only root can become somebody else")
@pytest.mark.parametrize(("rights", "code"), [(STICKY, "file.in_use"), (CLOSED, "file.folder_closed")])
def test_papers_that_may_not_be_replaced_stay_as_they_are(
    world: World, meeting: str, quick_place: Path, rights: int, code: str
) -> None:
    out = quick_place / "uit"
    paths = minutes.write(world.desk, meeting, out)
    for path in paths.values():
        path.write_bytes(OLD)
    quick_place.chmod(OPEN)
    out.chmod(rights)
    refused = as_somebody_else(lambda: minutes.write(world.desk, meeting, out))
    assert refused.code == code
    assert "kies een andere map" in sentence(refused).lower()
    assert {path: path.read_bytes() for path in out.iterdir()} == dict.fromkeys(paths.values(), OLD)
    assert minutes.write(world.desk, meeting, quick_place / "elders")


def test_a_folder_of_that_name_is_not_replaced(world: World, meeting: str, quick_place: Path) -> None:
    out = quick_place / "uit"
    paths = minutes.write(world.desk, meeting, out)
    paths["xlsx"].unlink()
    paths["xlsx"].mkdir()
    paths["pdf"].write_bytes(OLD)
    with pytest.raises(RuleError, match=r"^file\.is_folder"):
        minutes.write(world.desk, meeting, out)
    assert paths["pdf"].read_bytes() == OLD
    assert sorted(path.name for path in out.iterdir()) == sorted(path.name for path in paths.values())


@pytest.mark.parametrize("kind", ["xlsx", "pdf"])
@pytest.mark.parametrize("owner", ["~${}", ".~lock.{}#"])
def test_a_paper_that_is_open_where_nothing_forbids_is_not_replaced(
    world: World, meeting: str, quick_place: Path, kind: str, owner: str
) -> None:
    """Excel on macOS and LibreOffice only put a file beside it, which a crash leaves."""
    out = quick_place / "uit"
    paths = minutes.write(world.desk, meeting, out)
    for path in paths.values():
        path.write_bytes(OLD)
    held = paths[kind]
    beside = held.with_name(owner.format(held.name))
    beside.write_bytes(b",Anneke de Boer,laptop,24.11.2026 09:00,file:///home/anneke;")
    there = {path: path.read_bytes() for path in out.iterdir()}
    with pytest.raises(RuleError, match=r"^file\.in_use") as refused:
        minutes.write(world.desk, meeting, out)
    assert refused.value.facts == {"path": str(held)}
    assert "kies een andere map of naam" in sentence(refused.value)
    assert "open en sluit het dan nog eens" in sentence(refused.value)  # what takes away the one a crash left
    assert {path: path.read_bytes() for path in out.iterdir()} == there
    assert minutes.write(world.desk, meeting, quick_place / "elders")
    held.unlink()
    assert minutes.write(world.desk, meeting, out) == paths  # of nothing there is nothing to lose
    held.write_bytes(OLD)
    beside.write_bytes(b"")
    assert minutes.write(world.desk, meeting, out) == paths  # neither program leaves it empty
    assert held.read_bytes() != OLD
