"""Sits down at a network, does one act, says so and stays: `python -m tests.faults.holding`, until it is killed."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path

from tests.builders import PASSWORD, SECRETARY
from tests.faults.program import told
from tests.faults.workday import NOW, enter
from zsm_desktop.app import open_desk


def main() -> None:
    folder = Path(told()["folder"])
    with closing(open_desk(folder, password=PASSWORD, user=SECRETARY, clock=lambda: NOW)) as desk:
        print(enter(desk), flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
