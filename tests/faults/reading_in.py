"""Each import reads a file as it does for a window: tests/faults/importing.py is the program.

Every file in a fork of its own, so that memory and time are of that file; a limit far above what is allowed stops what
runs away. Told on standard input: the person, and the files by kind.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.faults.program import keys_of
from tests.faults.workday import NOW
from zsm_desktop.app import desk_for
from zsm_desktop.domain.errors import Finding, RuleError
from zsm_desktop.intake.bank_file import read_bank_file
from zsm_desktop.intake.cases import read_cases
from zsm_desktop.intake.confirmations import read_confirmations
from zsm_desktop.intake.drafts import form_lists, school_records
from zsm_desktop.intake.duo import read_duo
from zsm_desktop.intake.entering import cases_to_enter
from zsm_desktop.intake.evaluation_forms import read_forms
from zsm_desktop.intake.profiles import read_profile_file
from zsm_desktop.services.desk import Desk
from zsm_desktop.words.rules import sentence

MOST_MEMORY = 2 << 30
MOST_SECONDS = 30


def cases(desk: Desk, path: Path) -> Iterable[Finding]:
    return cases_to_enter(desk, read_cases(path, form_lists(desk), desk.day)).findings


def schools(desk: Desk, path: Path) -> Iterable[Finding]:
    file = read_duo(path)
    if not any(not one.is_warning for one in file.findings):
        desk.imports.preview_schools(school_records(file.schools))
    return file.findings


READERS: dict[str, Callable[[Desk, Path], Iterable[Finding]]] = {
    "cases": cases,
    "confirmations": lambda desk, path: read_confirmations(desk, path).findings,
    "evaluation": lambda desk, path: [one for file in read_forms(desk, [path]) for one in file.findings],
    "schools": schools,
    "profile": lambda _desk, path: read_profile_file(path).findings,
    "bank": lambda _desk, path: read_bank_file(path).findings,
}


def read(desk: Desk, kind: str, path: Path) -> dict[str, Any]:
    try:
        errors = [one for one in READERS[kind](desk, path) if not one.is_warning]
        said = [(one.code, sentence(one)) for one in errors[:20]]
    except RuleError as refused:
        said = [(refused.code, sentence(refused))]
    except BaseException:  # noqa: BLE001 - what is looked for
        return {"fault": traceback.format_exc()[-1500:]}
    return {"said": said}


def measured(desk: Desk, kind: str, path: Path) -> dict[str, Any]:
    reader, writer = os.pipe()
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        os.close(reader)
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
        os.write(writer, json.dumps(read(desk, kind, path)).encode()[:60_000])
        os._exit(0)
    os.close(writer)
    with open(reader, encoding="ascii") as pipe:  # noqa: PTH123 - a pipe
        told = pipe.read()
    _, status, used = os.wait4(child, 0)
    found = json.loads(told) if told else {"fault": f"it ended with {status}"}
    return {
        "seconds": time.monotonic() - began,
        "cpu": used.ru_utime + used.ru_stime,
        "kb": used.ru_maxrss,
        **found,
    }


def main() -> None:
    given = json.loads(sys.stdin.readline())
    with closing(desk_for(Path(given["folder"]), keys_of(given), clock=lambda: NOW)) as desk:
        form_lists(desk)
        for kind, path in given["files"]:  # what the imports bring in is no file's fault
            found = measured(desk, kind, Path(path))
            print(json.dumps({"kind": kind, "path": path, **found}), flush=True)
