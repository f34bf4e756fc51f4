"""One delivery confirmed on a spent fund, and one taken back: what the claims that are there already cost.

    python -m bench.fund [20000]

Both in the same program on the same disk: a fund with a twentieth of the claims is the baseline. The fund is spent
halfway, and the days are mixed, so every other confirmation takes room from deliveries booked before it.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench._books import made_id
from bench._rounds import compare, shown
from bench.booking import acts_of, entered
from zsm_desktop.services.desk import Desk

GOAL = 3.0
"""For twenty times the claims: pages of a larger file are colder, but no claim is read that does not move."""
EACH = 10
ROUNDS = 9


def spent(folder: Path, size: int) -> Desk:
    """A network with `size` claims on a fund that bears half of them, and as many deliveries more as are measured."""
    extra = EACH * (ROUNDS + 1)
    desk = entered(folder, size + extra, size * 11_00)
    for ids in acts_of(size, in_order=True):
        desk.deliveries.confirm(ids)
    return desk


def confirmed(desk: Desk, size: int) -> Callable[[], None]:
    numbers = iter(range(size + 1, size + 1 + EACH * (ROUNDS + 1)))

    def run() -> None:
        for _ in range(EACH):
            desk.deliveries.confirm([made_id(3, next(numbers))])

    return run


def reversed_(desk: Desk) -> Callable[[], None]:
    numbers = iter([row[0] for row in desk.store.rows("SELECT number FROM journal_entry WHERE kind = 'delivery'")][::7])

    def run() -> None:
        for _ in range(EACH):
            desk.ledger.reverse(next(numbers), "Vergissing.")

    return run


def main(size: int) -> int:
    with tempfile.TemporaryDirectory() as name:
        small, large = spent(Path(name) / "small", size // 20), spent(Path(name) / "large", size)
        is_met = True
        for what, at_small, at_large in (
            ("confirmed", confirmed(small, size // 20), confirmed(large, size)),
            ("taken back", reversed_(small), reversed_(large)),
        ):
            title = f"{EACH} deliveries {what} one by one; baseline: a fund with {size // 20} claims"
            ratios = compare(at_small, {f"with {size} claims": at_large}, rounds=ROUNDS)
            is_met &= shown(title, ratios, {f"with {size} claims": GOAL})
        small.close()
        large.close()
    return 0 if is_met else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000))
