"""The commands about meetings: the list, and the minutes on paper."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from zsm_desktop.cli.answer import Answer
from zsm_desktop.cli.frame import Entrance
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.words.command_line import WRITTEN, table
from zsm_desktop.words.format import date_short
from zsm_desktop.words.labels import MEETING_KIND, MEETING_STATUS, label
from zsm_desktop.words.names import say

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk


def meetings(entrance: Entrance, options: Namespace) -> Answer:
    del options
    with entrance.desk() as desk:
        rows, nouns = desk.meetings.rows(), desk.nouns
    document = [
        {
            "id": row.id,
            "number": row.number,
            "kind": row.kind,
            "body": row.body,
            "date": row.held_on.isoformat(),
            "status": row.status,
        }
        for row in rows
    ]
    shown = [
        [
            row.number,
            date_short(row.held_on),
            say(nouns, label(MEETING_KIND, row.kind)),
            row.body,
            label(MEETING_STATUS, row.status),
        ]
        for row in rows
    ]
    return Answer(document, tuple(table(["nummer", "datum", "soort", "overleg", "stand"], shown, numbers_from=5)))


def minutes(entrance: Entrance, options: Namespace) -> Answer:
    from zsm_desktop.reports.minutes import write

    with entrance.desk() as desk:
        written = write(desk, _meeting_id(desk, options.meeting), options.out, options.audience)
    return Answer(
        {kind: str(path) for kind, path in written.items()},
        remarks=tuple(WRITTEN.format(path=path) for path in written.values()),
    )


def _meeting_id(desk: Desk, which: str) -> str:
    """Raises RuleError("command.no_meeting"): here there is no list on the screen to refresh."""
    try:
        return desk.minutes.meeting_id(which)
    except RuleError as error:
        if error.code != "meeting.none":
            raise
        raise RuleError("command.no_meeting") from error
