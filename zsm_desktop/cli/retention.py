"""The command that tells whose term is over, and makes that go when it is asked to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zsm_desktop.cli.answer import Answer
from zsm_desktop.cli.frame import Entrance
from zsm_desktop.words import forgetting as words
from zsm_desktop.words.command_line import WRITTEN
from zsm_desktop.words.rules import sentence

if TYPE_CHECKING:
    from argparse import Namespace


def retention(entrance: Entrance, options: Namespace) -> Answer:
    """What is stopped stays and is told; with --out the proof of a run is written there."""
    with entrance.desk(read_only=options.preview) as desk:
        rows = desk.destroying.due()
        due = [row for row in rows if not row.stops]
        remarks = [f"{row.code}: {sentence(row.stops[0])}" for row in rows if row.stops]
        is_done = bool(due) and not options.preview
        if is_done:
            proof_id = desk.destroying.run({row.subject_id for row in due})
            if options.out is not None:
                from zsm_desktop.reports.destruction_proof import write

                remarks.append(WRITTEN.format(path=write(desk, proof_id, options.out)))
            old = desk.destroying.old_copies()
            remarks += words.copies(old) if old is not None else []
            remarks += [] if desk.destroying.is_clean else [words.NOT_CLEAN]
    document = {
        "pupils": [{"pupil": row.code, "rule": row.category, "due": row.due_on.isoformat()} for row in due],
        "done": is_done,
    }
    lines = [words.due_line(row) for row in due] or [words.NOTHING_DUE]
    return Answer(document, (*lines, *((words.DONE,) if is_done else ())), tuple(remarks))
