"""Reads on a file, as services ask them together, against the same reads asked straight away, one by one.

    python -m bench.together

Asking together is for a server; a file answers at once, so there it may cost nothing. Each figure is one meeting of the
sample network or its live cards, read with `together` as it is and with one that does each read where it stands, in
time of the processor.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

from bench._rounds import compare, shown

GOALS = {"the meeting": 1.1, "its live cards": 1.1}
ROUNDS = 31
TODAY = date(2026, 11, 22)


def straight(_session: object) -> Callable[[Callable[[], Any]], Callable[[], Any]]:
    """In the place of `together`."""

    def ask(read: Callable[[], Any]) -> Callable[[], Any]:
        value = read()
        return lambda: value

    return ask


def one_by_one(read: Callable[[], object]) -> Callable[[], None]:
    from zsm_desktop.store.together import together

    there = [name for name, module in sys.modules.items() if getattr(module, "together", None) is together]

    def run() -> None:
        patches = [patch(f"{name}.together", straight) for name in there]
        for each in patches:
            each.start()
        try:
            read()
        finally:
            for each in patches:
                each.stop()

    return run


def main() -> int:
    from zsm_desktop.app import open_desk
    from zsm_desktop.services.sample import PASSWORD, make
    from zsm_desktop.ui.parts.talk import sitting  # noqa: F401 - what it reads with is loaded

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "network"
        make(folder, today=TODAY, cheap_keys=True)
        desk = open_desk(folder, password=PASSWORD)
        held = [row.id for row in desk.meetings.rows() if row.kind == "case"]
        meeting = max(map(desk.meetings.card, held), key=lambda card: len(card.agenda))
        points = [row.id for row in meeting.agenda if row.case is not None and not row.case.missing]

        def read_meeting() -> None:
            for _ in range(3):
                desk.meetings.card(meeting.row.id)

        def read_cards() -> None:
            for point in points[:3]:
                desk.live.card(point)

        met = []
        for name, read in (("the meeting", read_meeting), ("its live cards", read_cards)):
            found = compare(one_by_one(read), {name: read}, rounds=ROUNDS, warm_up=2, clock=time.thread_time)
            met.append(shown(f"A file, {len(points)} points, together", found, GOALS))
        desk.close()
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
