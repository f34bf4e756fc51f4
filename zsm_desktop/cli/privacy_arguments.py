"""What the commands about the rights of pupils take."""

from __future__ import annotations

import argparse
from pathlib import Path

from zsm_desktop.cli.dates import typed_day
from zsm_desktop.words.command_line import ARGUMENT_HELP


def handover(group: argparse._ArgumentGroup) -> None:
    text = ARGUMENT_HELP
    group.add_argument("--successor", metavar="NAAM", required=True, help=text["successor"])
    group.add_argument("--leaves", metavar="DATUM", type=typed_day, help=text["leaves"])
    group.add_argument("--out", metavar="MAP", type=Path, required=True, help=text["out_dir"])


def pupil_report(group: argparse._ArgumentGroup) -> None:
    text = ARGUMENT_HELP
    group.add_argument("--pupil", metavar="CODE", required=True, help=text["pupil"])
    group.add_argument("--out", metavar="MAP", type=Path, required=True, help=text["out_dir"])
    group.add_argument("--reason", metavar="TEKST", default="", help=text["record_reason"])
    group.add_argument("--lock", metavar="BESTAND", type=Path, help=text["lock"])
