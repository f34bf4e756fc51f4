"""A secretary at work on a real network, who says of every act that it was done once the program said so.

`python -m tests.faults.workday` for a program of its own (tests/faults/power.py); tests/faults/killed.py forks it.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from itertools import count, islice
from pathlib import Path
from typing import Any

from tests.builders import offer_id, school_id
from tests.faults.program import keys_of
from zsm_desktop.app import desk_for
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.entering import DeliveryDraft
from zsm_desktop.store import backup, raw

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
Ack = Callable[[dict[str, Any]], object]
ACTS = ("delivery.enter", "delivery.confirm", "case.edit")
"""As the logbook calls what is acknowledged here; reading a case leaves a line of its own."""


def enter(desk: Desk, turn: int = 1) -> str | None:
    day = date(2026, 9 + turn % 2, 1 + turn % 27)
    return desk.deliveries.enter(DeliveryDraft(day, 100, offer_id=offer_id("DUIN"), user_id=school_id("ZEEUW"))).made_id


def work(desk: Desk, case: str, ack: Ack) -> Iterable[None]:
    """Acts without end, each a step: entering, confirming and booking, and long texts, so that the log fills soon."""
    for turn in count(1):
        made = enter(desk, turn)
        ack({"entered": made})
        yield
        desk.deliveries.confirm([made or ""])
        ack({"confirmed": made})
        yield
        desk.cases.edit(case, desk.cases.card(case).version, {"remarks": f"{turn} " + "x" * (3000 * (turn % 5))})
        ack({"remarks": turn})
        yield


def lost(desk: Desk, case: str, acks: list[dict[str, Any]]) -> list[str]:
    """What was acknowledged and is not there; one act more may be, of which nobody heard."""
    there = dict(desk.store.rows("SELECT id, status FROM delivery"))
    booked = Counter(id_ for (id_,) in desk.store.rows("SELECT delivery_id FROM journal_entry"))
    entered, confirmed, copied = (
        {ack[kind] for ack in acks if kind in ack} for kind in ("entered", "confirmed", "copied")
    )
    found = [f"delivery {id_}" for id_ in entered - there.keys()]
    found += [f"confirming {id_}" for id_ in confirmed if there.get(id_) != "confirmed" or booked[id_] != 1]
    found += [f"copy {name}" for name in copied - {copy.name for copy in backup.copies(desk.store.folder)}]
    typed = max((ack["remarks"] for ack in acks if "remarks" in ack), default=0)
    ((sealed,),) = desk.store.rows("SELECT remarks FROM case_file WHERE id = ?", (case,))
    kept = int(desk.store.seal.open("case_file", case, "remarks", sealed).split()[0]) if sealed else 0
    if kept not in {typed, typed + 1}:
        found.append(f"remark {typed}, found {kept}")
    lines = desk.store.rows("SELECT number, act FROM audit_event ORDER BY number")
    if [number for number, _ in lines] != list(range(1, len(lines) + 1)):
        found.append("a line of the logbook")
    said, done = len(acks) - len(copied), sum(act in ACTS for _, act in lines)
    if done - said not in {0, 1}:
        found.append(f"{said} acts, the logbook has {done}")
    return found


def main() -> None:
    """Told on standard input, a line a day: the person, the case, how many acts, where to acknowledge, how weakly."""
    full = raw._PRAGMAS
    for line in sys.stdin:
        given = json.loads(line)
        weak = given["synchronous"] or next(pragma[1:] for pragma in full if pragma[0] == "synchronous")
        raw._PRAGMAS = tuple(("synchronous", *weak) if pragma[0] == "synchronous" else pragma for pragma in full)
        one_day(given)


def one_day(given: dict[str, Any]) -> None:
    clock = (NOW + timedelta(seconds=at) for at in count())
    desk = desk_for(Path(given["folder"]), keys_of(given), clock=lambda: next(clock))
    with closing(desk), Path(given["acks"]).open("ab", buffering=0) as said:

        def ack(act: dict[str, Any]) -> None:
            said.write(json.dumps(act).encode() + b"\n")

        acts = iter(work(desk, given["case"], ack))
        for _ in islice(acts, given["acts"] // 2):
            pass
        ack({"copied": backup.copy_before(desk.store.folder, "import", desk.store.keys, NOW).name})
        header = desk.store.place.header()
        desk.store.place.keep_header(header)
        for _ in islice(acts, given["acts"] // 2):
            pass


if __name__ == "__main__":
    main()
