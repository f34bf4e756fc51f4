"""Programs that are killed in the middle of their work, and what is left then: `python -m tests.faults.killed`.

Everything is imported once; each run is a fork of that, on a copy of a network, so that a run costs little. What a run
acknowledges it says through a pipe, after it was done. Told on standard input: the jobs, and how often each.
"""

from __future__ import annotations

import gc
import json
import os
import random
import shutil
import signal
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pypdfium2

from tests.builders import PASSWORD, SECRETARY, school_id
from tests.faults.workday import NOW, Ack, enter, lost, work
from zsm_desktop.app import open_desk
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.reports.minutes import write
from zsm_desktop.services.cases import CaseDraft, PupilDraft
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.imports import SchoolRecord
from zsm_desktop.store import backup

SPREAD = 1.3
FORM_CASES, LIST_SCHOOLS = 4, 12
PAPERS = "papieren"
LATER = NOW + timedelta(hours=1)
"""What looks afterwards shares with its forks where identifiers of one moment come from, which no programs do."""
Acts = Iterator[dict[str, Any]]


@dataclass(frozen=True)
class Job:
    """`acts` yields what it acknowledges, for ever or until it is through; `faults` looks at what is left.

    Killed after up to `most_acks`, and then somewhere in the next one; 0 is for an act that is long by itself.
    """

    acts: Callable[[Path, dict[str, Any]], Acts]
    faults: Callable[[Desk, dict[str, Any], list[dict[str, Any]]], list[str]]
    most_acks: int


@contextmanager
def sat_down(folder: Path, now: datetime = NOW) -> Iterator[Desk]:
    with closing(open_desk(folder, password=PASSWORD, user=SECRETARY, clock=lambda: now)) as desk:
        yield desk


# -- commits -------------------------------------------------------------------------------------------------------


def day(folder: Path, given: dict[str, Any]) -> Acts:
    said: list[dict[str, Any]] = []
    with sat_down(folder) as desk:
        for _ in work(desk, given["case"], said.append):
            yield said.pop()


def hasty_day(folder: Path, given: dict[str, Any]) -> Acts:
    """Says so before it was done."""
    with sat_down(folder) as desk:
        for turn in count(1):
            yield {"remarks": turn}
            desk.cases.edit(given["case"], desk.cases.card(given["case"]).version, {"remarks": f"{turn} "})


def day_lost(desk: Desk, given: dict[str, Any], acks: list[dict[str, Any]]) -> list[str]:
    return lost(desk, given["case"], acks)


# -- imports -------------------------------------------------------------------------------------------------------


def taking_in(folder: Path, given: dict[str, Any]) -> Acts:
    with sat_down(folder) as desk:
        for turn in count():
            form = [
                CaseDraft(school_id("ZEEUW"), "Wil leren lassen.", PupilDraft("Noor", f"Wisse {turn} {number}"))
                for number in range(FORM_CASES)
            ]
            yield {"form": desk.imports.take_in_cases(f"formulier {turn}.xlsx", form).made_id}
            brins = [f"{10 + turn % 80}AB{number:02d}" for number in range(LIST_SCHOOLS)]
            schools = [SchoolRecord(brin, f"School {brin}", "pro", brin[:2]) for brin in brins]
            yield {"schools": desk.imports.take_in_schools("duo.csv", schools).made_id, "first": brins[0]}


def imports_lost(desk: Desk, given: dict[str, Any], acks: list[dict[str, Any]]) -> list[str]:
    cases = dict(desk.store.rows("SELECT import_id, count(*) FROM case_file GROUP BY import_id"))
    batches = dict(desk.store.rows("SELECT id, kind FROM import_batch"))
    schools = Counter(brin[:4] for (brin,) in desk.store.rows("SELECT brin FROM school WHERE brin LIKE '%AB%'"))
    found = [f"half a form: {number}" for batch, number in cases.items() if batch and number != FORM_CASES]
    found += [f"half a list: {brin}" for brin, number in schools.items() if number != LIST_SCHOOLS]
    found += [f"form {ack['form']}" for ack in acks if "form" in ack and ack["form"] not in cases]
    found += [f"list {ack['first']}" for ack in acks if "first" in ack and ack["first"][:4] not in schools]
    return found if len(batches) - len(acks) in {0, 1} else [*found, f"{len(acks)} imports, found {len(batches)}"]


# -- minutes -------------------------------------------------------------------------------------------------------


def exporting(folder: Path, given: dict[str, Any]) -> Acts:
    with sat_down(folder) as desk:
        while True:
            written = write(desk, given["meeting"], folder / PAPERS / "nu")
            yield {"written": [str(path) for path in written.values()]}


def papers_lost(desk: Desk, given: dict[str, Any], acks: list[dict[str, Any]]) -> list[str]:
    papers = [path for path in (desk.store.folder / PAPERS).rglob("*") if path.suffix in {".pdf", ".xlsx"}]
    found = [f"half: {path.name}" for path in papers if not is_whole(path)]
    said = {path for ack in acks for path in ack["written"]}
    return found + [f"paper {path}" for path in said - {str(path) for path in papers}]


def is_whole(path: Path) -> bool:
    if path.suffix == ".xlsx":
        return zipfile.is_zipfile(path) and zipfile.ZipFile(path).testzip() is None
    with closing(pypdfium2.PdfDocument(path)) as paper:
        return len(paper) > 0 and path.read_bytes().rstrip().endswith(b"%%EOF")


# -- copies --------------------------------------------------------------------------------------------------------


def copying(folder: Path, given: dict[str, Any]) -> Acts:
    with sat_down(folder) as desk:
        for turn in count(1):
            enter(desk, turn)
            made = backup.copy_before(folder, f"import {turn:03d}", desk.store.keys, NOW)
            yield {"copied": made.name}


def copies_lost(desk: Desk, given: dict[str, Any], acks: list[dict[str, Any]]) -> list[str]:
    """`check`, which ran already, opened those that are there."""
    there = [path.name for path in backup.copies(desk.store.folder)]
    found = [f"copy {name}" for name in (ack["copied"] for ack in acks) if name not in there]
    after = backup.copy_before(desk.store.folder, "erna", desk.store.keys, NOW)
    return found if after in backup.copies(desk.store.folder) else [*found, f"none made after: {after}"]


# -- bringing up to date -------------------------------------------------------------------------------------------


def updating(folder: Path, given: dict[str, Any]) -> Acts:
    """Each way through is a network of its own."""
    for turn in count():
        copy = folder if turn == 0 else folder / f"netwerk {turn}"
        if turn:
            shutil.copytree(given["network"], folder / "wordt gemaakt").rename(copy)
        with sat_down(copy):
            pass
        yield {"updated": str(copy)}


def update_lost(desk: Desk, given: dict[str, Any], acks: list[dict[str, Any]]) -> list[str]:
    """The one that was being brought up to date may have been so only now."""
    found = [f"balances {exchanged}"] if (exchanged := balances(desk)) != given["exchanged"] else []
    (*_, last) = [desk.store.folder, *desk.store.folder.glob("netwerk */keys.json")]
    if last != desk.store.folder:
        with sat_down(last.parent, LATER) as other:
            found += [finding.code for finding in other.checks.run().findings]
            found += [] if balances(other) == given["exchanged"] else ["balances of the other one"]
    return found


def balances(desk: Desk) -> dict[str, int]:
    return {row.code: row.given_cents - row.taken_cents for row in desk.balances.by_school()}


JOBS = {
    "commits": Job(day, day_lost, 6),
    "imports": Job(taking_in, imports_lost, 2),
    "minutes": Job(exporting, papers_lost, 1),
    "copies": Job(copying, copies_lost, 2),
    "updates": Job(updating, update_lost, 1),
    "long updates": Job(updating, update_lost, 0),
    "hasty": Job(hasty_day, day_lost, 5),
}


# -- killing -------------------------------------------------------------------------------------------------------


def hit(job: Job, folder: Path, given: dict[str, Any], chance: random.Random, one_takes: float) -> list[dict[str, Any]]:
    """What it acknowledged before it was killed."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _work_until_killed(job, folder, given, lambda act: os.write(writer, json.dumps(act).encode() + b"\n"))
    os.close(writer)
    with open(reader, encoding="ascii") as pipe:  # noqa: PTH123 - a pipe
        acks = [json.loads(pipe.readline()) for _ in range(chance.randint(0, job.most_acks))]
        time.sleep(chance.uniform(0, SPREAD * one_takes))
        os.kill(child, signal.SIGKILL)
        acks += [json.loads(line) for line in pipe]
    _, status = os.waitpid(child, 0)
    if status != signal.SIGKILL:
        raise RuntimeError(f"it ended by itself: {status}")
    return acks


def _work_until_killed(job: Job, folder: Path, given: dict[str, Any], ack: Ack) -> None:
    try:
        for act in job.acts(folder, given):
            ack(act)
    finally:
        os._exit(1)


def left(job: Job, folder: Path, given: dict[str, Any], acks: list[dict[str, Any]]) -> list[str]:
    try:
        with sat_down(folder, LATER) as desk:
            found = [finding.code for finding in desk.checks.run().findings]
            found += job.faults(desk, given, acks)
            enter(desk)
            return found
    except RuleError as refused:
        return [str(refused)]


def main() -> None:
    given = json.loads(sys.stdin.readline())
    place, chance = Path(given["place"]), random.Random(given["seed"])
    hits = []
    for name, times in given["jobs"].items():
        job, told = JOBS[name], given["told"][name]
        one_takes = seconds_of_one(job, place / f"{name} first", told)
        gc.collect()
        gc.freeze()
        for number in range(times):
            folder = place / f"{name} {number}"
            shutil.copytree(told["network"], folder)
            acks = hit(job, folder, told, chance, one_takes)
            hits.append({"job": name, "acks": len(acks), "faults": left(job, folder, told, acks)})
            shutil.rmtree(folder)
    print(json.dumps(hits))


def seconds_of_one(job: Job, folder: Path, told: dict[str, Any]) -> float:
    """Of an act after the first, on a copy that nobody kills; what it brings in, the forks have already.

    Of a long one the first, which is nearly as quick.
    """
    shutil.copytree(told["network"], folder)
    acts = job.acts(folder, told)
    if job.most_acks:
        next(acts)
    began = time.monotonic()
    next(acts)
    took = time.monotonic() - began
    acts.close()
    left(job, folder, told, [])
    return took


if __name__ == "__main__":
    main()
