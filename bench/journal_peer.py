"""From process start to the balances, unlocking with the password included, against hledger on the same journal.

    python -m bench.journal_peer [100000 1000000]

hledger reads its text journal each time, we read a stored book: it is answer against answer, not engine against engine.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bench._books import PASSWORD, books
from bench._rounds import compare, shown
from zsm_desktop.reports.journal import write_hledger

GOALS = {100_000: 15.0, 1_000_000: 60.0}
ROUNDS = {100_000: 5, 1_000_000: 2}


def ours(folder: Path) -> dict[str, int]:
    command = [sys.executable, "-m", "zsm_desktop", "--store", str(folder), "balances", "--json"]
    environment = {**os.environ, "ZSM_PASSWORD": PASSWORD}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return {row["school"]: row["balance_cents"] for row in json.loads(done.stdout)["rows"]}


def theirs(journal: Path) -> dict[str, int]:
    command = ["hledger", "-f", str(journal), "balance", "--no-total", "--empty", "--flat", "-O", "csv"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = {}
    for line in done.stdout.splitlines()[1:]:
        account, amount = line.strip('"').split('","')
        whole, _, part = amount.removesuffix(" EUR").replace(",", "").partition(".")
        cents = abs(int(whole or 0)) * 100 + int(part.ljust(2, "0"))
        found[account.removeprefix("Scholen:")] = -cents if amount.startswith("-") else cents
    return found


def measure(place: Path, size: int) -> bool:
    folder, journal = place / "network", place / "ledger.journal"
    desk = books(folder, size)
    write_hledger(desk, journal)
    desk.close()
    assert ours(folder) == theirs(journal), "the figures differ"
    name = "zsm-desktop balances"
    ratios = compare(lambda: theirs(journal), {name: lambda: ours(folder)}, rounds=ROUNDS.get(size, 5), warm_up=0)
    goals = {name: GOALS[size]} if size in GOALS else {}
    title = f"{size} deliveries, from process start; figure: times faster than hledger"
    return shown(title, ratios, goals, higher=True)


def main(sizes: list[int]) -> int:
    if shutil.which("hledger") is None:
        print("hledger is not installed")
        return 0
    is_met = True
    for size in sizes:
        with tempfile.TemporaryDirectory() as place:
            is_met &= measure(Path(place), size)
    return 0 if is_met else 1


if __name__ == "__main__":
    sys.exit(main([int(size) for size in sys.argv[1:]] or list(GOALS)))
