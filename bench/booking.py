"""Confirmed deliveries booked through the service against raw bulk inserts of the same rows in the same store.

    python -m bench.booking [100000]

Both in acts of a thousand, each durable. The baseline gets the finished rows, entries with their hashes, postings,
claims on the fund, the deliveries' new state and an audit line per act, and pours them into the same encrypted file
with plain SQL: it reckons nothing, but the store's own guards look at every row and keep the totals, as they always do.
What those and the encryption take is the third line: the same rows in a bare sqlite3 file, which looks after nothing.

The rows come from a first network that is booked whole; a second one is measured, a fifth part a round. Out of order
every act takes room from deliveries booked before it, and the entries that say so are among the rows.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import insert

from bench._books import FIRST_YEAR, NOW, books, deliveries_of, desk_of, made_id
from bench._rounds import compare, shown
from zsm_desktop.app import calm_collector
from zsm_desktop.domain.money import MOST
from zsm_desktop.models import Delivery
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.funds import FundDraft
from zsm_desktop.store import raw

GOAL = 2.0
EACH = 1000
ROUNDS = 5
TABLES = ("delivery", "journal_entry", "posting", "fund_claim", "audit_event")
DAYS = (FIRST_YEAR.first_day, FIRST_YEAR.shifted(4).last_day)
CONFIRM = "UPDATE delivery SET status = ?, settled_at = ?, settled_by = ?, settled_how = ?, dispute = ? WHERE id = ?"
Rows = list[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Act:
    """The rows that one act of the service wrote."""

    confirmed: Rows
    postings: Rows
    entries: Rows
    claims: Rows
    audit: Rows


def entered(folder: Path, size: int, granted: int | None) -> Desk:
    """A network with deliveries that wait, and a fund that bears 40 % of everything up to `granted`."""
    desk = books(folder, 0)
    if granted is not None:
        desk.funds.add(FundDraft("Subsidie", granted, *DAYS, percent=40_00))
    facts = [
        {key: value for key, value in row.items() if key not in {"number", "accounts"}} | {"status": "entered"}
        for row in deliveries_of(range(1, size + 1), 16, size, Random(7))
    ]
    with desk.store.writing(desk.actor, "bench.enter", NOW) as work:
        work.session.execute(insert(Delivery.__table__), facts)
    return desk


def acts_of(size: int, *, in_order: bool) -> list[list[str]]:
    ids = [made_id(3, number) for number in range(1, size + 1)]
    if not in_order:
        Random(7).shuffle(ids)
    return [ids[at : at + EACH] for at in range(0, size, EACH)]


def written(desk: Desk, acts: list[list[str]]) -> list[Act]:
    """Book everything, and what every act wrote."""
    found = []
    for ids in acts:
        before = [desk.store.rows(f"SELECT coalesce(max({key}), 0) FROM {table}")[0][0] for table, key in _KEYS]
        desk.deliveries.confirm(ids)
        entries, postings, audit = (
            desk.store.rows(f"SELECT * FROM {table} WHERE {key} > ?", (last,))
            for (table, key), last in zip(_KEYS, before, strict=True)
        )
        chosen = (json.dumps(ids),)
        columns = "status, settled_at, settled_by, settled_how, dispute, id"
        confirmed = desk.store.rows(f"SELECT {columns} FROM delivery WHERE id IN {_CHOSEN}", chosen)
        claims = desk.store.rows(f"SELECT * FROM fund_claim WHERE delivery_id IN {_CHOSEN}", chosen)
        found.append(Act(confirmed, postings, entries, claims, audit))
    return found


_CHOSEN = "(SELECT value FROM json_each(?))"
_KEYS = (("journal_entry", "number"), ("posting", "id"), ("audit_event", "number"))


def plain_copy(desk: Desk, path: Path) -> sqlite3.Connection:
    plain = sqlite3.connect(path, isolation_level=None)
    plain.execute("PRAGMA journal_mode=WAL")
    plain.execute("PRAGMA synchronous=FULL")
    for table in TABLES:
        for (sql,) in desk.store.rows(
            "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND type IN ('table', 'index') AND sql IS NOT NULL",
            (table,),
        ):
            plain.execute(sql)
        rows = desk.store.rows(f"SELECT * FROM {table}")
        if rows:
            plain.executemany(f"INSERT INTO {table} VALUES ({_marks(rows)})", rows)
    return plain


def poured(connection: Any, parts: Iterator[Sequence[Act]]) -> Callable[[], None]:
    def run() -> None:
        for act in next(parts):
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(CONFIRM, act.confirmed)
            pairs = (("posting", act.postings), ("journal_entry", act.entries), ("fund_claim", act.claims))
            for table, rows in (*pairs, ("audit_event", act.audit)):
                if rows:
                    connection.executemany(f"INSERT INTO {table} VALUES ({_marks(rows)})", rows)
            connection.execute("COMMIT")

    return run


def service(desk: Desk, parts: Iterator[Sequence[Sequence[str]]]) -> Callable[[], None]:
    def run() -> None:
        for ids in next(parts):
            desk.deliveries.confirm(ids)

    return run


def _marks(rows: Rows) -> str:
    return ", ".join("?" * len(rows[0]))


def fifths(acts: Sequence[Any]) -> Iterator[Sequence[Any]]:
    step = len(acts) // ROUNDS
    return iter([acts[at : at + step] for at in range(0, step * ROUNDS, step)])


def measure(place: Path, size: int, name: str, granted: int | None, *, in_order: bool) -> bool:
    desk = entered(place / "template", size, granted)
    keys = desk.store.keys
    desk.close()
    for copy in ("first", "second", "third"):
        shutil.copytree(place / "template", place / copy)
    first, ours = desk_of(place / "first", keys), desk_of(place / "second", keys)
    ids = acts_of(size, in_order=in_order)
    acts = written(first, ids)
    plain = plain_copy(ours, place / "plain.db")
    same = raw.connect(place / "third" / "store.db", keys.store_key)
    contenders = {
        "deliveries.confirm": service(ours, fifths(ids)),
        "bare sqlite3, same rows": poured(plain, fifths(acts)),
    }
    ratios = compare(poured(same, fifths(acts)), contenders, rounds=ROUNDS, warm_up=0)
    entries = sum(len(act.entries) for act in acts)
    title = f"{size} deliveries, {entries} entries, {name}; baseline: raw inserts of the same rows"
    is_met = shown(title, ratios, {"deliveries.confirm": GOAL})
    print(f"  {ratios[1].seconds / (size / ROUNDS) * 1_000_000:.0f} µs a delivery")
    assert ours.balances.by_school() == first.balances.by_school(), "the figures differ"
    for connection in (plain, same, first, ours):
        connection.close()
    return is_met


def main(sizes: list[int]) -> int:
    calm_collector()
    is_met = True
    for size in sizes:
        half = size * 11_00
        for name, granted, in_order in (
            ("no fund", None, True),
            ("a fund with room for all", MOST, True),
            ("a fund that runs out halfway", half, True),
            ("that fund, confirmed in any order", half, False),
        ):
            with tempfile.TemporaryDirectory() as place:
                is_met &= measure(Path(place), size, name, granted, in_order=in_order)
    return 0 if is_met else 1


if __name__ == "__main__":
    sys.exit(main([int(size) for size in sys.argv[1:]] or [100_000]))
