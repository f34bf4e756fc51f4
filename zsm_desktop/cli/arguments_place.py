"""What the commands take that carry a network elsewhere: to a server and back, to a copy and back."""

from __future__ import annotations

import argparse
from pathlib import Path

from zsm_desktop.words import command_line as words


def _share(group: argparse._ArgumentGroup) -> None:
    text = words.ARGUMENT_HELP
    group.add_argument("--to", metavar="ADRES", required=True, help=text["to_server"])
    group.add_argument("--into", metavar="MAP", type=Path, help=text["into_server"])
    group.add_argument("--server-password-file", metavar="BESTAND", type=Path, help=text["server_password"])


def _update_server(group: argparse._ArgumentGroup) -> None:
    text = words.ARGUMENT_HELP
    group.add_argument("--at", metavar="ADRES", required=True, help=text["to_server"])
    group.add_argument("--server-password-file", metavar="BESTAND", type=Path, help=text["server_password"])


def _fetch_local(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--into", metavar="MAP", type=Path, required=True, help=words.ARGUMENT_HELP["folder"])


def _join(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--at", metavar="ADRES", required=True, help=words.ARGUMENT_HELP["at_server"])
    _fetch_local(group)


def _backup(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--out", metavar="MAP", type=Path, help=words.ARGUMENT_HELP["out_backup"])


def _restore(group: argparse._ArgumentGroup) -> None:
    group.add_argument("file", metavar="BESTAND", type=Path, help=words.ARGUMENT_HELP["backup_file"])
    _fetch_local(group)


def _retention(group: argparse._ArgumentGroup) -> None:
    text = words.ARGUMENT_HELP
    which = group.add_mutually_exclusive_group(required=True)
    which.add_argument("--preview", action="store_true", help=text["due"])
    which.add_argument("--run", action="store_true", help=text["destroy"])
    group.add_argument("--out", metavar="MAP", type=Path, help=text["out_proof"])


PLACE_ARGUMENTS = {
    "retention": _retention,
    "share": _share,
    "fetch-local": _fetch_local,
    "join": _join,
    "update-server": _update_server,
    "backup": _backup,
    "restore": _restore,
}
