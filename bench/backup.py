"""A reserve copy made and put back, against what no checked copy can go without.

    python -m bench.backup [100000] [FOLDER]

The baseline copies the pages of the database under its key and has the library look through the copy: every page, the
structure, the references. What the program adds is writing through to the disk, the books, the key slots, names and
marks. Goals: 2 at leaving, 3.5 with every hash of the books reckoned anew, 2 for putting back; in seconds the first
should stay well under the fifteen that somebody who leaves waits at most. With FOLDER an existing sample is used.
"""

from __future__ import annotations

import itertools
import resource
import shutil
import sys
import tempfile
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

from bench._rounds import compare, shown
from zsm_desktop.app import open_desk
from zsm_desktop.services.sample import PASSWORD, make
from zsm_desktop.store import backup, raw, restoring
from zsm_desktop.store.check import faults_of

TODAY = date(2026, 11, 22)
NOW = datetime(TODAY.year, TODAY.month, TODAY.day, 9, tzinfo=UTC)
GOALS = {"at leaving": 2.0, "half-hourly": 3.5, "put back": 2.0}


def main(deliveries: int, folder: Path | None) -> int:
    with tempfile.TemporaryDirectory() as name:
        place, numbers = Path(name), itertools.count()
        network = folder or place / "network"
        if folder is None:
            make(network, today=TODAY, deliveries=deliveries, cheap_keys=True)
        desk = open_desk(network, password=PASSWORD, read_only=True, clock=lambda: NOW)
        keys = desk.store.keys

        def bare() -> None:
            target = place / "bare.db"
            with closing(raw.connect(network / "store.db", keys.store_key, read_only=True)) as origin:
                with closing(raw.blank(target, keys.store_key)) as copy:
                    origin.backup(copy)
                with closing(raw.connect(target, keys.store_key)) as copy:
                    faults_of(copy)
            raw.remove_database(target)

        made: list[Path] = []

        def copied(*, is_thorough: bool) -> None:
            made.append(desk.backups.make("proef", is_thorough=is_thorough))
            for old in made[:-1]:
                backup.remove(old)
            del made[:-1]

        def put_back() -> None:
            into = place / f"back {next(numbers)}"
            restoring.put_back(made[0], keys, into, NOW, copy_at=NOW)
            shutil.rmtree(into)

        contenders = {
            "at leaving": lambda: copied(is_thorough=False),
            "half-hourly": lambda: copied(is_thorough=True),
            "put back": put_back,
        }
        ratios = compare(bare, contenders, rounds=3)
        size = (network / "store.db").stat().st_size / 1e6
        entries = desk.ledger.head().entries
        is_met = shown(
            f"A copy of {size:.0f} MB with {entries} entries; baseline: pages and their checks", ratios, GOALS
        )
        print(f"  peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
        for copy in made:
            backup.remove(copy)
        desk.close()
    return 0 if is_met else 1


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(main(int(given[0]) if given else 100_000, Path(given[1]) if len(given) > 1 else None))
