"""The commands about the rights of pupils, and the papers for who takes over the secretary's office."""

from __future__ import annotations

from argparse import Namespace

from zsm_desktop.cli.answer import Answer
from zsm_desktop.cli.frame import Entrance, first_line
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.words.command_line import WRITTEN
from zsm_desktop.words.pupil_record import REASON


def pupil_report(entrance: Entrance, options: Namespace) -> Answer:
    """Writes a line in the logbook, so the store is opened for writing."""
    from zsm_desktop.reports.pupil_report import write

    lock = first_line(options.lock) if options.lock is not None else ""
    with entrance.desk(read_only=False) as desk:
        pupil_id = desk.pupil_records.pupil_id(options.pupil)
        reason = options.reason.strip() or REASON
        written = write(desk, pupil_id, options.out, reason=reason, password=lock, again=lock)
    return Answer(
        {kind: str(path) for kind, path in written.items()},
        remarks=tuple(WRITTEN.format(path=path) for path in written.values()),
    )


def handover(entrance: Entrance, options: Namespace) -> Answer:
    """From who is at the desk to another user; raises RuleError("user.none") and as the paper does."""
    from zsm_desktop.reports.handing_over import write

    with entrance.desk(read_only=False) as desk:
        found = [one.id for one in desk.users.rows() if one.name.casefold() == options.successor.casefold()]
        if not found:
            raise RuleError("user.none")
        path = write(
            desk, options.out, predecessor_id=desk.actor.user_id, successor_id=found[0], leaves_on=options.leaves
        )
    return Answer({"pdf": str(path)}, remarks=(WRITTEN.format(path=path),))
