"""The room of balances over many deliveries against the same room over few: reading and drawing it again, and memory.

    python -m bench.balance_screen [2000 1000000]

The same sixteen schools, so that only the ledger under the screen grows. Each in a process of its own, in turn; the
figure is the ratio within a round. Memory is the most the process ever had.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from bench._books import books

SCHOOLS = 16
ROUNDS = 7
GOAL_GROWTH, GOAL_MB = 1.5, 300


def made(folder: Path, size: int) -> str:
    """A network on disk, and what a child needs to open it without unlocking."""
    desk = books(folder, size, schools=SCHOOLS)
    keys, actor = desk.store.keys, desk.actor
    given = {
        "folder": str(folder),
        "store_key": keys.store_key.hex(),
        "seal_key": (keys.seal_key or b"").hex(),
        "user_id": keys.user_id,
        "user_name": actor.name,
        "role": actor.role.value,
        "network_id": keys.network_id,
    }
    desk.close()
    return json.dumps(given)


def screen(given: str) -> dict[str, float]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "bench._screen"]
    done = subprocess.run(command, input=given, text=True, env=environment, capture_output=True, check=True)
    return json.loads(done.stdout)


def main(sizes: list[int]) -> int:
    with tempfile.TemporaryDirectory() as place:
        few, many = (made(Path(place) / str(size), size) for size in sizes)
        rounds = [(screen(few), screen(many)) for _ in range(ROUNDS)]
    growth = [large["ms"] / small["ms"] for small, large in rounds]
    most = max(large["mb"] for _, large in rounds)
    middle = statistics.median(growth)
    print(f"\nthe balance screen, {sizes[0]} against {sizes[1]} deliveries of {SCHOOLS} schools")
    for name, at in zip(sizes, (0, 1), strict=True):
        ms, mb = (statistics.median(each[at][key] for each in rounds) for key in ("ms", "mb"))
        print(f"  {name:>9d}  {ms:8.1f} ms  {mb:6.0f} MB")
    is_slow, is_big = middle > GOAL_GROWTH, most >= GOAL_MB
    print(f"  growth {middle:.2f} ({min(growth):.2f}..{max(growth):.2f})  goal <= {GOAL_GROWTH}  {_met(not is_slow)}")
    print(f"  memory {most:.0f} MB  goal < {GOAL_MB} MB  {_met(not is_big)}")
    return 1 if is_slow or is_big else 0


def _met(is_met: bool) -> str:
    return "met" if is_met else "MISSED"


if __name__ == "__main__":
    sys.exit(main([int(size) for size in sys.argv[1:]] or [2_000, 1_000_000]))
