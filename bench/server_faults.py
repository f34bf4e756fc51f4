"""A server that falls, loses its lines, and eight who edit the same rows: nothing that was acknowledged may be gone.

    python -m bench.server_faults [8 1250]

So many falls and so many edits for each of eight programs, each a process with a login of its own. The last row shows
that the others would see a loss: there the server may answer before what it was given is on its disk.
"""

from __future__ import annotations

import itertools
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.faults.rig import Hit, Outcome, network_to_hit, work

CLIENTS = 8
BETWEEN = 100
"""Acts from one blow to the next."""
CARELESS = ("synchronous_commit=off", "wal_writer_delay=10s")


def fallen(falls: int) -> Callable[[Hit], Outcome]:
    return lambda hit: work(hit, programs=CLIENTS, blows=falls, between=BETWEEN, strike=hit.fall)


def cut(cuts: int) -> Callable[[Hit], Outcome]:
    return lambda hit: work(hit, programs=CLIENTS, blows=cuts, between=BETWEEN // 2, strike=hit.kill_lines)


def edited(edits: int) -> Callable[[Hit], Outcome]:
    return lambda hit: work(hit, programs=CLIENTS, acts=edits, edit_share=1.0)


def measured(name: str, run: Callable[[Hit], Outcome], *options: str) -> Outcome:
    with tempfile.TemporaryDirectory() as place, network_to_hit(Path(place) / "network", *options) as hit:
        began = time.perf_counter()
        outcome = run(hit)
        seconds = time.perf_counter() - began
    held = "held" if not outcome.broken else "BROKEN"
    print(f"  {name:44s} {outcome.acts:7d} acts {outcome.unknown:5d} unknown {seconds:7.1f} s  {held}")
    for code, times in outcome.told.most_common():
        print(f"      told {times:6d}x {code}")
    for fault in itertools.islice(outcome.broken, 10):
        print(f"      {fault}")
    return outcome


def main(falls: int, edits: int) -> int:
    print(f"\nacknowledged acts on a server that is hit; {CLIENTS} programs")
    held = [
        measured(f"server falls {falls}x", fallen(falls)),
        measured(f"all lines cut {2 * falls}x", cut(2 * falls)),
        measured(f"{CLIENTS} x {edits} edits of the same four rows", edited(edits)),
    ]
    careless = measured("control: a server that answers too soon", fallen(falls), *CARELESS)
    if not careless.broken:
        print("  the control lost nothing: this run shows nothing")
    return int(any(one.broken for one in held) or not careless.broken)


if __name__ == "__main__":
    sys.exit(main(*([int(number) for number in sys.argv[1:]] or [8, 1_250])))
