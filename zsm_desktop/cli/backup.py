"""The commands that make a copy, tested by putting it back, and that put one back for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zsm_desktop.cli.answer import DONE, NOT_IN_ORDER, Answer
from zsm_desktop.cli.frame import Entrance, password, user
from zsm_desktop.domain.errors import RuleError
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
        file = copy_out(desk, made, options.out) if options.out is not None and not trial.fault else made
    document = {"file": str(file), "entries": trial.entries, "tested": not trial.fault}
    if trial.fault:
        return Answer(document, remarks=(said.tried_bad(trial.copy_at.date()),), status=NOT_IN_ORDER)
    tested = said.tried(trial.copy_at.date(), trial.entries, trial.sum_cents)
    return Answer(document, (tested,), (words.WRITTEN.format(path=file),), DONE)


def restore(options: Namespace) -> Answer:
    """Nothing is set aside: a script does not know whether what is there is still in use."""
    from contextlib import closing, suppress

    from zsm_desktop.app import leaving, system_clock
    from zsm_desktop.app.backups import put_back
    from zsm_desktop.store import restoring
    from zsm_desktop.store.backup import silent

    if not options.file.is_file():
        raise RuleError("backup.no_file", path=str(options.file))
    keys = restoring.unlock(options.file, password(options), user(options) or "")
    with leaving.arriving(options.file) as bill:
        desk = put_back(
            options.file,
            keys,
            options.into,
            None,
            set_aside=False,
            clock=system_clock,
            tell=silent,
            require=lambda desk: leaving.require_arrived(desk, options.file),
        )
    with closing(desk):
        if bill is not None:
            with suppress(RuleError):  # it is there; what cannot be written down beside it is no reason to refuse it
                leaving.take_over(desk, options.file, bill)
        entries = desk.ledger.head().entries
    document = {"store": str(options.into), "entries": entries}
    remarks = (words.WRITTEN.format(path=options.into), words.IS_THERE_TOO, *_of_move(options.file, bill))
    return Answer(document, remarks=remarks)


def _of_move(copy: Path, bill: Waybill | None) -> Iterator[str]:
    """`bill` is what lay beside it before it was put to use here."""
    from zsm_desktop.app import leaving
    from zsm_desktop.services.desk import HOME
    from zsm_desktop.words import leaving as moving

    if bill is None:
        return
    if bill.arrived_at is not None:
        yield moving.used_before(bill.arrived_on, bill.arrived_at.astimezone(HOME))
    if not leaving.is_noted(copy):
        yield moving.NOT_NOTED
