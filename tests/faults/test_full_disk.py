"""The disk is full, at any moment of a piece of work: it is refused in a sentence, and what was there is whole."""

from __future__ import annotations

import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.builders import PASSWORD, SECRETARY, World, school_id
from tests.faults.conftest import EXCHANGED, OLDER, OLDEST
from tests.faults.workday import NOW, enter
from tests.store.test_older_stores import STORES
from zsm_desktop.app import open_desk
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.reports import confirmation, minutes, pdf, tariffs, xlsx
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.tariffs import TariffFilter
from zsm_desktop.store import backup, raw
from zsm_desktop.store.check import faults_of
from zsm_desktop.words.rules import sentence

resource: Any = pytest.importorskip("resource", reason="Windows has no limit on the size of a file")
SIZES, LONG_SIZES = 40, 400
FULL = {"store.disk_full", "store.disk_error", "file.disk_full"}
OLD = b"het vorige verslag"
LONG = "x" * 60_000
"""Sealed it cannot be made smaller."""
WHOLE_EVERY = 8
"""Every so many sizes it is tried again with room; else what was there is looked at."""


@contextmanager
def room(most: int) -> Iterator[None]:
    """In here no file gets larger than `most` bytes, which the system says as it says that a disk is full."""
    limits, handler = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)


def sizes(largest: int, is_long: bool) -> list[int]:
    """From nothing to almost what the work writes in one file."""
    count = LONG_SIZES if is_long else SIZES
    return [largest * number // count for number in range(count)]


def refused(most: int, work: Callable[[], object]) -> None:
    with pytest.raises(RuleError) as found, room(most):
        work()
    assert found.value.code in FULL, most
    said = sentence(found.value)
    assert "vol" in said
    assert "…" not in said


def sat_down(folder: Path) -> Desk:
    return open_desk(folder, password=PASSWORD, user=SECRETARY, clock=lambda: NOW + timedelta(hours=1))


def test_an_act_is_kept_whole_or_not_at_all(world: World, quick_place: Path, is_long: bool) -> None:
    case = world.case()
    world.close()
    folder = Path(shutil.copytree(world.folder, quick_place / "network"))

    def edit(desk: Desk, text: str) -> None:
        desk.cases.edit(case, desk.cases.card(case).version, {"remarks": text})

    def some(desk: Desk) -> None:
        for turn in range(3):
            kept.append(f"{desk.clock()} {turn} {LONG}")
            edit(desk, kept[-1])

    kept: list[str] = []
    with closing(sat_down(folder)) as desk:
        some(desk)
        largest = (folder / "store.db-wal").stat().st_size
    for most in sizes(largest, is_long):
        with closing(sat_down(folder)) as desk:
            before = kept[-1:]
            kept.clear()
            refused(most, lambda desk=desk: some(desk))
            was_kept = [*before, *kept[:-1]][-1]  # the last one was refused
            assert desk.cases.card(case).remarks == was_kept
            kept[:] = [was_kept]
            assert desk.store.place.faults() == []
    with closing(sat_down(folder)) as desk:
        some(desk)
        assert desk.checks.run().findings == ()


def test_no_copy_is_half_and_no_old_one_goes(world: World, quick_place: Path, is_long: bool) -> None:
    world.close()
    folder = Path(shutil.copytree(world.folder, quick_place / "network"))
    with closing(sat_down(folder)) as desk:
        keys = desk.store.keys
        old = backup.copy_before(folder, "eerder", keys, NOW)
        there = set(old.parent.iterdir())
        for most in sizes(old.stat().st_size, is_long):
            refused(most, lambda: backup.copy_before(folder, "import", keys, desk.clock()))
            assert set(old.parent.iterdir()) == there
        new = backup.copy_before(folder, "import", keys, desk.clock())
        assert set(backup.copies(folder)) == {old, new}
        enter(desk)
        assert desk.checks.run().findings == ()


@pytest.mark.parametrize(("version", "share"), [(OLDER, 3), (OLDEST, 20)])
def test_an_older_network_is_brought_up_to_date_or_left(
    quick_place: Path, is_long: bool, version: str, share: int
) -> None:
    """At one in `share` of the sizes, from the largest down: what is refused last is the end of its transaction."""

    def fresh(name: str) -> Path:
        return Path(shutil.copytree(STORES / version, quick_place / name))

    first = fresh("first")
    with closing(sat_down(first)) as desk:
        largest = max(path.stat().st_size for path in (first / "store.db-wal", *backup.copies(first)))
        keys = desk.store.keys
    for number, most in list(enumerate(sizes(largest, is_long)))[::-share]:
        folder = fresh("older")
        refused(most, lambda folder=folder: sat_down(folder))
        assert list(folder.rglob("*.tmp*")) == []
        if number % WHOLE_EVERY:
            with closing(raw.connect(folder / "store.db", keys.store_key)) as connection:
                assert raw.schema_version(connection) == int(version[1:])
                assert faults_of(connection) == []
        else:
            with closing(sat_down(folder)) as desk:
                given = {row.code: row.given_cents - row.taken_cents for row in desk.balances.by_school()}
                assert given == EXCHANGED
                assert desk.checks.run().findings == ()
        shutil.rmtree(folder)


# -- papers --------------------------------------------------------------------------------------------------------


def minutes_of(world: World, meeting: str, out: Path) -> list[Path]:
    return list(minutes.write(world.desk, meeting, out).values())


def confirmation_of(world: World, round_id: str, out: Path) -> list[Path]:
    """The workbook, which is smaller, comes first."""
    sent = confirmation.write(world.desk, round_id, out)
    return [sent.xlsx, sent.pdf]


def tariffs_of(world: World, path: str, out: Path) -> list[Path]:
    out.mkdir(exist_ok=True)
    tariffs.write(world.desk, out / path, TariffFilter())
    return [out / path]


ANEW_EVERY = 8
"""Every so many sizes a paper is laid out again, which may not go by way of the disk; else it is only written."""


@pytest.fixture
def laid_out(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What one document becomes is the same each time."""
    kept = [(module, name, cache(getattr(module, name))) for module, name in ((pdf, "pdf_bytes"), (xlsx, "xlsx_bytes"))]
    for module, name, made in kept:
        monkeypatch.setattr(module, name, made)
    return [made for *_, made in kept]


@pytest.mark.parametrize("kind", ["minutes", "xlsx", "pdf"])
def test_papers_are_all_new_or_all_as_they_were(
    world: World, kind: str, meeting: str, quick_place: Path, is_long: bool, laid_out: list[Any]
) -> None:
    world.entered()
    of = {
        "minutes": (minutes_of, meeting),
        "xlsx": (tariffs_of, "tarieven.xlsx"),
        "pdf": (confirmation_of, world.desk.rounds.make(school_id("ZEEUW")).made_id or ""),
    }
    write, what = of[kind]
    out = quick_place / "uit"
    paths = write(world, what, out)
    largest = max(path.stat().st_size for path in paths)
    for path in paths:
        path.write_bytes(OLD)
    for number, most in enumerate(sizes(largest, is_long)):
        if number % ANEW_EVERY == 0:
            for one in laid_out:
                one.cache_clear()
        refused(most, lambda: write(world, what, out))
        assert {path: path.read_bytes() for path in out.iterdir()} == dict.fromkeys(paths, OLD)
    assert write(world, what, out) == paths
    assert [path for path in paths if path.read_bytes() == OLD] == []
