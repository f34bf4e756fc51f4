"""The commands about confirmation without a server: files per school going out, answers coming in."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from zsm_desktop.cli.answer import Answer
from zsm_desktop.cli.frame import Entrance
from zsm_desktop.cli.intake import import_answer
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.words.command_line import NOTHING_WAITS, WRITTEN, table
from zsm_desktop.words.format import count, money

if TYPE_CHECKING:
    from zsm_desktop.reports.confirmation import Sent
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.round_lists import RoundSpan


def confirmations(entrance: Entrance, options: Namespace) -> Answer:
    """A round for every school with something waiting, or for one; a round that is out already is written again."""
    from zsm_desktop.domain.files import make_folder, require_paper_place
    from zsm_desktop.reports.confirmation import again, write
    from zsm_desktop.reports.noted import by_act
    from zsm_desktop.services.round_lists import RoundSpan

    require_paper_place(options.out / "ronde")
    with entrance.desk(read_only=False) as desk:
        make_folder(options.out)
        span = RoundSpan(last_day=options.until)
        out = {one.out_id for one in desk.rounds.waiting(span)}
        made = _rounds(desk, span, options.school)
        line = again(desk, len(out.intersection(made)))
        sent = [write(desk, one, options.out, then=line if one in out else by_act) for one in made]
    remarks = [WRITTEN.format(path=path) for one in sent for path in (one.xlsx, one.pdf)] or [NOTHING_WAITS]
    return Answer([_document(one) for one in sent], tuple(_table(sent)), tuple(remarks))


def _rounds(desk: Desk, span: RoundSpan, code: str | None) -> tuple[str, ...]:
    from zsm_desktop.services.rounds import make_all

    if code is None:
        return make_all(desk, span)
    wanted = code.strip().casefold()
    school = next((one for one in desk.network.schools() if one.code.casefold() == wanted), None)
    if school is None:
        raise RuleError("balance.no_school", school=code)
    waiting = [one for one in desk.rounds.waiting(span) if one.school_id == school.id]
    return tuple(one.out_id or desk.rounds.make(one.school_id, span).made_id for one in waiting)


def _document(sent: Sent) -> dict[str, object]:
    row = sent.card.row
    return {
        "number": row.number,
        "school": row.school_code,
        "lines": row.lines,
        "cents": row.cents,
        "xlsx": str(sent.xlsx),
        "pdf": str(sent.pdf),
    }


def _table(sent: list[Sent]) -> list[str]:
    rows = [one.card.row for one in sent]
    shown = [[row.number, row.school_code, count(row.lines), money(row.cents)] for row in rows]
    return table(["ronde", "school", "regels", "bedrag"], shown, numbers_from=2) if shown else []


def import_confirmations(entrance: Entrance, options: Namespace) -> Answer:
    from zsm_desktop.intake.confirmations import read_confirmations

    with entrance.desk(read_only=options.preview) as desk:
        file = read_confirmations(desk, options.file)
        accepted = len(file.answers)
        if file.has_errors or options.preview:
            return import_answer(file.read_count, accepted, 0, file.findings, has_errors=file.has_errors)
        desk.backups.before("inlezen")
        desk.rounds.read_answers(file.round_id, file.answers)
    return import_answer(file.read_count, accepted, accepted, file.findings, has_errors=False)
