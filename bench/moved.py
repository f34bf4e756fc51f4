"""Random networks to a server and back: balances, minutes, chain head and every row must read the same at each place.

python -m bench.moved [20]
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from tests.cluster import running
from tests.server import server_on
from tests.there_and_back import there_and_back


def main(networks: int) -> int:
    differing = 0
    print(f"\n{networks} networks to a server and back")
    with running() as cluster:
        server = server_on(cluster)
        for number in range(1, networks + 1):
            with tempfile.TemporaryDirectory() as place:
                began = time.perf_counter()
                home, there, back = there_and_back(number, Path(place), server)
            is_same = home == there == back
            differing += not is_same
            print(
                f"  {number:3d} {sum(home.rows.rows.values()):7d} rows {home.rows.rows['journal_entry']:5d} entries"
                f" {len(home.minutes):4d} minutes {home.chain_head[:12]} {time.perf_counter() - began:6.1f} s"
                f"  {'same' if is_same else 'DIFFERS'}"
            )
    return int(differing > 0)


if __name__ == "__main__":
    sys.exit(main(*([int(number) for number in sys.argv[1:]] or [20])))
