"""The commands that carry a network to a server and back, and the one that makes a computer know it."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from zsm_desktop.cli.answer import Answer
from zsm_desktop.cli.frame import Entrance, first_line, user
from zsm_desktop.words import command_line as words
from zsm_desktop.words.moving import also_here

if TYPE_CHECKING:
    from zsm_desktop.app.sharing import Moved


def share(entrance: Entrance, options: Namespace) -> Answer:
    from zsm_desktop.app import sharing
    from zsm_desktop.store.postgres.address import Address

    address = Address.parse(options.to)
    into = options.into or entrance.folder.with_name(f"{entrance.folder.name}-server")
    with entrance.desk() as desk:
        moved = sharing.share(desk, entrance.secret, address, _owner_password(options), into)
    return _answer(moved)


def fetch_local(entrance: Entrance, options: Namespace) -> Answer:
    from zsm_desktop.app import sharing

    with entrance.desk(read_only=False) as desk:
        sys.stderr.write(also_here(sharing.also_here(desk)) + "\n")
        return _answer(sharing.fetch_local(desk, options.into))


def addresses(entrance: Entrance, options: Namespace) -> Answer:
    del options
    from zsm_desktop.app import sharing

    with entrance.desk() as desk:
        found = sharing.addresses(desk)
    return Answer(
        [{"user": name, "address": address} for name, address in found],
        tuple(words.table([words.NAME, words.ADDRESS], [list(row) for row in found], numbers_from=2)),
    )


def join(options: Namespace) -> Answer:
    from zsm_desktop.app import sharing
    from zsm_desktop.store.postgres.address import Address

    path = sharing.join(Address.parse(options.at), options.into, user(options) or "")
    return Answer({"store": str(options.into)}, remarks=(words.WRITTEN.format(path=path),))


def update_server(options: Namespace) -> Answer:
    from zsm_desktop.app import sharing
    from zsm_desktop.store.postgres.address import Address

    address = Address.parse(options.at)
    version = sharing.update_server(address, _owner_password(options))
    return Answer({"version": version}, remarks=(words.UPDATED.format(path=address.shown),))


def _answer(moved: Moved) -> Answer:
    names = [entry.name for entry in moved.without_entry]
    document = asdict(moved) | {"store": str(moved.folder), "without_entry": names}
    del document["folder"]
    remarks = [words.MOVED.format(rows=moved.rows, entries=moved.entries)]
    remarks += [words.OPEN_WITH.format(path=moved.folder), words.OLD_IS_CLOSED]
    if names:
        remarks.append(words.NEED_ENTRY.format(names=", ".join(names)))
    return Answer(document, remarks=tuple(remarks))


def _owner_password(options: Namespace) -> str:
    """From the file, from ZSM_SERVER_PASSWORD, or asked at a terminal; a socket of this computer may need none."""
    if options.server_password_file is not None:
        return first_line(Path(options.server_password_file))
    secret = os.environ.get("ZSM_SERVER_PASSWORD")
    if secret is None and sys.stdin is not None and sys.stdin.isatty():
        from getpass import getpass

        secret = getpass(words.ASK_SERVER, sys.stderr)
    return secret or ""
