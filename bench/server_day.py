"""A day of forty people in a network of 400 schools and 1,000,000 deliveries on a server.

    python -m bench.server_day [1000000 120]

So many deliveries, so many seconds. Ninety of a hundred turns read a screen, the others book or change something;
everyone has a login of their own, and so meets the rows and the policies of the own role. What counts is the ratio of
the balances to the plain SQL of the same answer as the same login; the times only give the scale.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import psycopg

from bench._day import ACTS, MOVES, seat
from bench._rounds import compare, shown
from tests.cluster import HOST, Cluster, running
from tests.server import Server, server_on
from zsm_desktop.app import open_desk, people, sharing, system_clock
from zsm_desktop.domain.calendar import HOME
from zsm_desktop.domain.permissions import Role
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.sample import PASSWORD, make
from zsm_desktop.store.keys import Kdf
from zsm_desktop.store.place import SERVER
from zsm_desktop.store.postgres.connection import Whole
from zsm_desktop.store.postgres.known import Known
from zsm_desktop.store.postgres.logins import login_name, login_secret

SCHOOLS = 400
STAFF = {Role.COORDINATOR: 28, Role.DIRECTOR: 8, Role.BOOKKEEPER: 2, Role.SECRETARY: 2}
PROGRAMS = 8
PACE = 3.0
"""Seconds from one turn of a person to the next, on the mean."""
ACTING = 0.1
GOAL = 1.3
CHEAP = Kdf(passes=1, memory_kib=8, lanes=1)
OPTIONS = ("shared_preload_libraries=pg_stat_statements", "max_connections=200")
TICKS = os.sysconf("SC_CLK_TCK")
_BY_SCHOOL = """
SELECT coalesce(a.school_id, ''), a.code, a.name, coalesce(sum(t.given_cents), 0), coalesce(sum(t.taken_cents), 0)
FROM account a LEFT JOIN account_total t ON t.account_id = a.id AND t.month BETWEEN %s AND %s
GROUP BY a.id, a.school_id, a.code, a.name HAVING a.school_id IS NOT NULL OR count(t.month) > 0
ORDER BY a.name, a.code
"""
_LOAD = "SELECT xact_commit, blks_hit, blks_read, temp_bytes FROM pg_stat_database WHERE datname = current_database()"
_HEAVIEST = """
SELECT round(sum(total_exec_time)), sum(calls), round((sum(total_exec_time) / sum(calls))::numeric, 1), sum(rows), query
FROM pg_stat_statements WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
GROUP BY query ORDER BY 1 DESC LIMIT 10
"""


@dataclass(frozen=True, slots=True)
class Town:
    """A network on a server with all who work in it; `given` is what `bench._day` is told of them."""

    cluster: Cluster
    server: Server
    database: str
    given: dict[str, Any]

    def host(self) -> psycopg.Connection[Any]:
        return psycopg.connect(self.server.address(self.database, HOST).conninfo(), autocommit=True)

    def processor_seconds(self) -> float:
        """Of the server's own processes, those that ended too."""
        first = int((self.cluster.data / "postmaster.pid").read_text().split()[0])
        total = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                pid, fields = stat.parent.name, stat.read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(pid) == first:
                total += sum(map(int, fields[11:15]))
            elif int(fields[1]) == first:
                total += sum(map(int, fields[11:13]))
        return total / TICKS


def moved(cluster: Cluster, folder: Path, deliveries: int) -> Town:
    """A network of that size made, shared, and its people let in; says how long that took."""
    began = time.perf_counter()
    today = system_clock().astimezone(HOME).date()
    facts = make(folder / "home", today=today, schools=SCHOOLS, deliveries=deliveries, cheap_keys=True)
    print(f"\n{facts.entries} entries made in {time.perf_counter() - began:.0f} s")
    name = next(user.name for user in facts.users if user.role == Role.SECRETARY)
    server = server_on(cluster)
    database, before = server.new_database(), _most_memory()
    began = time.perf_counter()
    with closing(open_desk(folder / "home", password=PASSWORD, user=name, read_only=True)) as desk:
        done = sharing.share(desk, PASSWORD, server.address(database), "", folder / "there")
    seconds = time.perf_counter() - began
    print(
        f"{done.rows} rows moved and proved in {seconds:.0f} s, {done.rows / seconds:.0f} a second;"
        f" most memory {_most_memory()} MB, {before} MB before"
    )
    with closing(open_desk(folder / "there", password=PASSWORD, user=name)) as desk:
        return Town(cluster, server, database, _let_in(desk, folder))


def _most_memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _let_in(desk: Desk, folder: Path) -> dict[str, Any]:
    schools = [school for (school,) in desk.store.rows("SELECT id FROM school ORDER BY id")]
    priced = "SELECT id, school_id FROM offer o WHERE is_active AND id IN (SELECT offer_id FROM tariff)"
    offers = [list(row) for row in desk.store.rows(priced)]
    giving = sorted({school for _, school in offers})
    roles = [role for role, number in STAFF.items() for _ in range(number)]
    staff = [_person(desk, folder, number, role, giving[number]) for number, role in enumerate(roles)]
    return {"people": staff, "schools": schools, "offers": offers, "first": 0, "rounds": 0, "pace": PACE}


def _person(desk: Desk, folder: Path, number: int, role: Role, school: str) -> dict[str, str]:
    name, password = f"mens {number}", f"wachtwoord {number}"
    own = school if role in (Role.COORDINATOR, Role.DIRECTOR) else None
    user_id = people.add_user(desk, name, role, own, password, kdf=CHEAP).made_id or ""
    login, keys, home = login_name(user_id), desk.store.keys, folder / f"desk{number}"
    home.mkdir()
    address = Known.read(desk.folder / SERVER).address
    Known(replace(address, user=login), name).write(home / SERVER)
    return {
        "folder": str(home),
        "store_key": keys.store_key.hex(),
        "seal_key": (keys.seal_key or b"").hex() if role in (Role.COORDINATOR, Role.SECRETARY) else "",
        "user_id": user_id,
        "user_name": name,
        "role": role.value,
        "network_id": keys.network_id,
        "login": login_secret(password, login),
    }


def day(town: Town, seconds: float) -> None:
    """Everybody at work; prints how long each turn took, and what it was for the server."""
    staff = town.given["people"]
    acting = sum(number for role, number in STAFF.items() if ACTS[role.value]) / len(staff)
    told = {**town.given, "seconds": seconds, "share": ACTING / acting}
    programs = [_program({**told, "people": staff[at::PROGRAMS], "first": at * 100}) for at in range(PROGRAMS)]
    for program in programs:
        assert program.stdout is not None
        program.stdout.readline()
    with closing(town.host()) as host:
        host.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements; SELECT pg_stat_statements_reset()")
        before, spent = host.execute(_LOAD).fetchone(), town.processor_seconds()
        for program in programs:
            assert program.stdin is not None
            program.stdin.write("go\n")
            program.stdin.flush()
        found = [one for program in programs for one in json.loads(program.communicate()[0])]
        spent = town.processor_seconds() - spent
        time.sleep(1)  # its own figures come a moment later
        after = host.execute(_LOAD).fetchone()
        _show_turns(found, seconds)
        assert before is not None
        assert after is not None
        commits, hits, reads, spilled = (late - early for late, early in zip(after, before, strict=True))
        print(
            f"  server: {spent / seconds:.2f} processors, {len(staff)} people, {commits / seconds:.0f} transactions a"
            f" second, {100 * hits / max(1, hits + reads):.1f} % of pages found in memory, {spilled >> 20} MB spilled"
        )
        print("\n  heaviest statements: ms in all, calls, ms each, rows")
        for total, calls, mean, rows, query in host.execute(_HEAVIEST).fetchall():
            print(f"  {total!s:>8s} {calls!s:>6s} {mean!s:>8s} {rows!s:>8s}  {' '.join(query.split())[:110]}")


def _program(given: Mapping[str, Any]) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "bench._day"]
    program = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert program.stdin is not None
    program.stdin.write(json.dumps(given) + "\n")
    program.stdin.flush()
    return program


def _show_turns(found: list[dict[str, Any]], seconds: float) -> None:
    refused = Counter(code for one in found for code in one["refused"])
    turns = sum(len(times) for one in found for times in one["took"].values())
    print(f"\n{turns} turns in {seconds:.0f} s, refused {dict(refused) or 'none'}")
    print(f"  {'':28s} {'':>5s} {'p50 ms':>8s}  p95 ms")
    for name in MOVES:
        times = sorted(took * 1000 for one in found for took in one["took"].get(name, ()))
        if times:
            print(f"  {name:28s} {len(times):5d} {statistics.median(times):8.0f} {times[int(len(times) * 0.95)]:7.0f}")


def balances(town: Town) -> bool:
    """Whether the balances cost no more than their plain SQL, for each role that reads them."""
    is_met = True
    for number, role in _one_of_each(town.given["people"]):
        person = seat(town.given["people"][number], town.given["offers"], town.given["schools"], number)
        address = Known.read(Path(town.given["people"][number]["folder"]) / SERVER).address
        span = person.year.first_day.year * 12 + 7
        with closing(psycopg.connect(address.conninfo(person.desk.store.keys.login), autocommit=True)) as bare:
            bare.adapters.register_loader("numeric", Whole)

            def plain(bare: Any = bare, span: int = span) -> list[Any]:
                return list(bare.execute(_BY_SCHOOL, (span, span + 11)).fetchall())

            def ours(person: Any = person) -> Any:
                return person.desk.balances.by_school(person.year)

            same = [(row.school_id, row.code, row.name, row.given_cents, row.taken_cents) for row in ours()]
            assert plain() == same, "the figures differ"
            ratios = compare(plain, {"balances.by_school": ours}, rounds=101, warm_up=3)
            is_met &= shown(f"balances as {role}; baseline: the plain SQL", ratios, {"balances.by_school": GOAL})
        person.desk.close()
    return is_met


def _one_of_each(staff: list[dict[str, str]]) -> Iterator[tuple[int, str]]:
    seen: set[str] = set()
    for number, one in enumerate(staff):
        if one["role"] not in seen:
            seen.add(one["role"])
            yield number, one["role"]


def main(deliveries: int, seconds: int) -> int:
    with running(*OPTIONS) as cluster, tempfile.TemporaryDirectory() as place:
        town = moved(cluster, Path(place), deliveries)
        is_met = balances(town)
        day(town, seconds)
    return 0 if is_met else 1


if __name__ == "__main__":
    sys.exit(main(*([int(number) for number in sys.argv[1:]] or [1_000_000, 120])))
