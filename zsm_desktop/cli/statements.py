"""The command that writes statements; without --issue nothing is kept and the paper bears no number."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from zsm_desktop.cli.answer import Answer
from zsm_desktop.cli.exchange import when_of
from zsm_desktop.cli.frame import Entrance
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.words.command_line import WRITTEN, table
from zsm_desktop.words.format import count, signed_money

if TYPE_CHECKING:
    from zsm_desktop.domain.spans import When
    from zsm_desktop.reports.statement import Written
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.statement_facts import StatementFacts


def statement(entrance: Entrance, options: Namespace) -> Answer:
    """One school by its code, or all of them; a school's own people may only ask for theirs."""
    from zsm_desktop.domain.files import require_paper_place
    from zsm_desktop.reports.noted import by_act
    from zsm_desktop.reports.statement import drafts, write

    if options.all == (options.school is not None):
        raise RuleError("statement.which")
    require_paper_place(options.out / "overzicht")
    formats = ("pdf", "xlsx", "eml") if options.mail else ("pdf", "xlsx")
    with entrance.desk(read_only=not options.issue) as desk:
        schools = _schools(desk, options)
        found = _found(desk, schools, when_of(options), issue=options.issue)
        then = by_act if options.issue or not found else drafts(desk, found[0].span, schools, formats)
        written = [write(desk, facts, options.out, formats, then) for facts in found]
    documents = [_document(one) for one in written]
    remarks = tuple(WRITTEN.format(path=path) for one in written for path in one.files.values())
    return Answer(documents if options.all else documents[0], tuple(_table(written)), remarks)


def _schools(desk: Desk, options: Namespace) -> list[str]:
    if options.all:
        return [one.school_id for one in desk.statements.schools(when_of(options))]
    wanted = options.school.strip().casefold()
    school = next((one for one in desk.network.schools() if one.code.casefold() == wanted), None)
    if school is None:
        raise RuleError("balance.no_school", school=options.school)
    return [school.id]


def _found(desk: Desk, schools: list[str], when: When, *, issue: bool) -> list[StatementFacts]:
    from zsm_desktop.services.statements import issue_all

    if issue:
        return [desk.statements.of(one) for one in issue_all(desk, when, schools)]
    return [desk.statements.draft(one, when) for one in schools]


def _document(one: Written) -> dict[str, object]:
    facts = one.facts
    return {
        **{name: str(path) for name, path in one.files.items()},
        "school": facts.code,
        "number": facts.number,
        "version": facts.version,
        "opening_cents": facts.opening_cents,
        "closing_cents": facts.closing_cents,
        "lines": len(facts.lines),
    }


def _table(written: list[Written]) -> list[str]:
    rows = [
        [
            one.facts.code,
            one.facts.number or "–",
            count(len(one.facts.lines)),
            signed_money(one.facts.opening_cents),
            signed_money(one.facts.closing_cents),
        ]
        for one in written
    ]
    return table(["school", "nummer", "regels", "beginsaldo", "eindsaldo"], rows, numbers_from=2)
