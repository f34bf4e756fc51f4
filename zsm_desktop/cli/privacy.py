"""The commands about the rights of pupils: everything on one of them, on paper and for a machine."""

from __future__ import annotations

from argparse import Namespace

from zsm_desktop.cli.answer import Answer
from zsm_desktop.cli.frame import Entrance, first_line
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
