"""The commands that make a copy, tested by putting it back, and that put one back for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zsm_desktop.cli.answer import DONE, NOT_IN_ORDER, Answer
from zsm_desktop.cli.frame import Entrance, password, store_folder, user
from zsm_desktop.domain.calendar import home_day
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.files import is_file_there
from zsm_desktop.words import backups as said
from zsm_desktop.words import command_line as words

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator
    from pathlib import Path

    from zsm_desktop.store.waybill import Waybill


def backup(entrance: Entrance, options: Namespace) -> Answer:
    """Also while the network is open in a window; with --out the file that is named is the one there.

    Of a network on a server it is the copy taken home, which is an act of who takes it.
    """
    from zsm_desktop.app.backups import copy_out
    from zsm_desktop.store.place import is_on_server

    with entrance.desk(read_only=not is_on_server(entrance.folder)) as desk:
        made = desk.backups.make("zelf")
        trial = desk.backups.try_out()
        file = made
        if options.out is not None and not trial.fault:
            file = copy_out(desk, made, options.out)
            desk.paper_trail.copy_laid()
    document = {"file": str(file), "entries": trial.entries, "tested": not trial.fault}
    if trial.fault:
        return Answer(document, remarks=(said.tried_bad(home_day(trial.copy_at)),), status=NOT_IN_ORDER)
    tested = said.tried(home_day(trial.copy_at), trial.entries, trial.sum_cents)
    return Answer(document, (tested,), (words.WRITTEN.format(path=file),), DONE)


def restore(options: Namespace) -> Answer:
    """Nothing that is in use is set aside: a script does not know whether it still is."""
    from contextlib import closing

    from zsm_desktop.app import coming, system_clock
    from zsm_desktop.app.tries import Tries
    from zsm_desktop.store import waybill
    from zsm_desktop.store.backup import silent

    if not is_file_there(options.file):
        raise RuleError("backup.no_file", path=str(options.file))
    secret = password(options)
    keys = coming.unlock(Tries(), options.file, secret, user(options) or "")
    found = coming.here(coming.id_of_copy(options.file), _folders(options))
    coming.require_may_come(options.file, keys, secret, found)
    bill = waybill.read(options.file)
    is_move = bill is not None and found.live is None
    with closing(
        coming.bring_in(
            options.file,
            keys,
            options.into,
            None,
            found,
            is_move=is_move,
            set_aside=False,
            clock=system_clock,
            tell=silent,
        )
    ) as desk:
        entries = desk.ledger.head().entries
    document = {"store": str(options.into), "entries": entries}
    of_move = _of_move(options.file, bill, is_move=is_move)
    remarks = (words.WRITTEN.format(path=options.into), words.IS_THERE_TOO, *of_move)
    return Answer(document, remarks=remarks)


def _folders(options: Namespace) -> list[Path]:
    """Where the network of a copy may be on this computer: as the window looks, and where this command points."""
    from contextlib import suppress

    from zsm_desktop import settings
    from zsm_desktop.app import coming

    named = None
    with suppress(RuleError):
        named = store_folder(options)
    last = coming.last_opened(settings.preferences_path())
    beside = coming.networks(options.into.absolute().parent)
    return coming.networks(settings.data_dir(), last, named, coming.lies_in(options.file.absolute()), *beside)


def _of_move(copy: Path, bill: Waybill | None, *, is_move: bool) -> Iterator[str]:
    """`bill` is what lay beside it before it was put to use here, or beside what is used here already."""
    from zsm_desktop.app import leaving
    from zsm_desktop.domain.calendar import HOME
    from zsm_desktop.words import leaving as moving

    if bill is None:
        return
    if bill.arrived_at is not None:
        yield moving.used_before(bill.arrived_on, bill.arrived_at.astimezone(HOME))
    if is_move and not leaving.is_noted(copy):
        yield moving.NOT_NOTED
