"""Each import is handed a file as the command line takes it in: tests/faults/importing.py is the program.

Every file in a fork of its own, so that memory and time are of that file; who does not end is ended. Told on standard
input: the network's folder, and the files by kind.
"""

from __future__ import annotations

import io
import json
import os
import resource
import select
import signal
import sys
import time
import traceback
from contextlib import closing, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

from tests.builders import PASSWORD, SECRETARY
from tests.faults.workday import NOW
from zsm_desktop.app import open_desk
from zsm_desktop.cli import confirmations, intake, payments, profiles
from zsm_desktop.cli.frame import main as command_line
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.intake import bank_file, cases, drafts, duo, entering
from zsm_desktop.intake import confirmations as answers
from zsm_desktop.intake import profiles as files
from zsm_desktop.intake.evaluation_forms import read_forms
from zsm_desktop.words.rules import sentence

MOST_MEMORY = 2 << 30
LONGEST = 20.0
"""Seconds after which it is ended, far above what is allowed."""
COMMANDS = {
    "cases": ["import-cases"],
    "confirmations": ["import-confirmations"],
    "schools": ["import-schools"],
    "bank": ["import-bank"],
    "profile": ["profile", "--import"],
}
"""Forms of a measurement come in by the window only."""
BROUGHT_IN = (bank_file, cases, answers, drafts, duo, entering, files, confirmations, intake, payments, profiles)
"""Once, by what the files are forked from: it is no file's fault."""


def commanded(folder: Path, kind: str, path: Path) -> dict[str, Any]:
    """What came of it, and what was said to a person."""
    out, said = io.StringIO(), io.StringIO()
    os.environ |= {"ZSM_STORE": str(folder), "ZSM_USER": SECRETARY, "ZSM_PASSWORD": PASSWORD}
    with redirect_stdout(out), redirect_stderr(said):
        status = command_line([*COMMANDS[kind], str(path), "--json"])
    document = json.loads(out.getvalue() or "{}")
    return {"status": status, "written": document.get("written", 0), "said": said.getvalue().splitlines()[:20]}


def read(folder: Path, path: Path) -> dict[str, Any]:
    with closing(open_desk(folder, password=PASSWORD, user=SECRETARY, clock=lambda: NOW)) as desk:
        try:
            said = [sentence(one) for file in read_forms(desk, [path]) for one in file.findings if not one.is_warning]
        except RuleError as refused:
            said = [sentence(refused)]
    return {"status": 2 if said else 0, "written": 0, "said": said[:20]}


def handed(folder: Path, kind: str, path: Path) -> dict[str, Any]:
    began = time.monotonic()
    try:
        found = commanded(folder, kind, path) if kind in COMMANDS else read(folder, path)
    except BaseException:  # noqa: BLE001 - what is looked for
        found = {"fault": traceback.format_exc()[-1500:]}
    return {**found, "seconds": time.monotonic() - began}


def measured(folder: Path, kind: str, path: Path) -> dict[str, Any]:
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.setsid()  # with the process that opens a workbook
        os.close(reader)
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        os.write(writer, json.dumps(handed(folder, kind, path)).encode()[:60_000])
        os._exit(0)
    os.close(writer)
    with open(reader, encoding="ascii") as pipe:  # noqa: PTH123 - a pipe
        if not select.select([pipe], [], [], LONGEST)[0]:
            os.killpg(child, signal.SIGKILL)
        told = pipe.read()
    _, status, used = os.wait4(child, 0)
    found = json.loads(told) if told else {"fault": f"it ended with {status}"}
    return {"kb": used.ru_maxrss, **found}


def main() -> None:
    given = json.loads(sys.stdin.readline())
    folder = Path(given["folder"])
    with closing(open_desk(folder, password=PASSWORD, user=SECRETARY, clock=lambda: NOW)) as desk:
        drafts.form_lists(desk)
    for kind, path in given["files"]:
        print(json.dumps(measured(folder, kind, Path(path))), flush=True)
