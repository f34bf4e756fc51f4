"""The commands that write what goes out for a settlement: its documents, issued first, and a statement per school."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from typing import TYPE_CHECKING

from zsm_desktop.cli.answer import REFUSED, Answer
from zsm_desktop.cli.frame import Entrance
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.papers import PaperKind
from zsm_desktop.words import invoices as words
from zsm_desktop.words.command_line import NOTHING_WRITTEN, WRITTEN, table
from zsm_desktop.words.format import money, signed_money

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from zsm_desktop.domain.files import Then
    from zsm_desktop.domain.invoices import InvoiceFacts
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.invoice_concepts import Concept
    from zsm_desktop.services.invoices import InvoiceRow


def invoices(entrance: Entrance, options: Namespace) -> Answer:
    """What was not issued yet is issued first, all of it or nothing; with --concept only seen, without a number."""
    from zsm_desktop.domain.files import require_paper_place
    from zsm_desktop.reports.invoice_copies import line_of
    from zsm_desktop.reports.noted import by_act

    require_paper_place(options.out / "factuur")
    with entrance.desk(read_only=options.concept) as desk:
        settlement_id = _settlement(desk, options.settlement)
        rows, then = desk.invoices.rows(settlement_id), None
        if options.concept:
            return _written(_write_concepts(desk, settlement_id, options.out))
        if not rows:
            lacking = _lacking(desk.invoices.concepts(settlement_id))
            if lacking:
                return Answer([], remarks=(*lacking, NOTHING_WRITTEN), status=REFUSED)
            desk.invoices.issue(settlement_id)
            rows, then = desk.invoices.rows(settlement_id), by_act
        rows = tuple(sorted(rows, key=lambda one: one.number))
        if options.audience:
            return _written_for(desk, rows, options, then)
        line = then or line_of(desk, PaperKind.INVOICES, settlement_id, len(rows))
        return _written([_write(desk, row, options, line) for row in rows])


def settlement_statements(entrance: Entrance, options: Namespace) -> Answer:
    """Of each school, or of one; a school's own people get that of their school alone."""
    from zsm_desktop.domain.files import require_paper_place
    from zsm_desktop.reports.invoice import Addressee
    from zsm_desktop.reports.invoice_copies import line_of
    from zsm_desktop.reports.settlement_statement import write

    require_paper_place(options.out / "overzicht")
    wanted = (options.school or "").strip().casefold()
    documents = []
    with entrance.desk(read_only=True) as desk:
        settlement_id = _settlement(desk, options.settlement)
        if wanted and wanted not in {one.code.casefold() for one in desk.network.schools()}:
            raise RuleError("balance.no_school", school=options.school)
        found = [
            one for one in desk.settlement_statements.of(settlement_id) if wanted in {"", one.holder.code.casefold()}
        ]
        if not found:
            raise RuleError("settlement_statement.nothing", number=options.settlement)
        line = line_of(desk, PaperKind.SETTLEMENT_STATEMENTS, settlement_id, len(found))
        for one in found:
            to = None
            if options.mail:
                receiver = desk.settlement_statements.receiver(one.holder.school_id)
                to = Addressee(receiver.email, receiver.name, desk.actor.name)
            files = write(one.facts, options.out, to, one.logo, then=line)
            said = {"school": one.holder.code, "number": one.facts.number, "left_cents": one.facts.left_cents}
            documents.append(said | {name: str(path) for name, path in files.items()})
    rows = [[one.holder.code, one.facts.number, signed_money(one.facts.left_cents)] for one in found]
    paths = [one[name] for one in documents for name in ("pdf", "eml") if name in one]
    lines = table(["school", "nummer", "stand erna"], rows, numbers_from=2)
    return Answer(documents, tuple(lines), tuple(WRITTEN.format(path=path) for path in paths))


def _settlement(desk: Desk, asked: str) -> str:
    wanted = asked.strip().casefold()
    found = next((one for one in desk.settlements.rows() if wanted in {one.id.casefold(), one.number.casefold()}), None)
    if found is None:
        raise RuleError("settlement.none")
    return found.id


def _lacking(concepts: Iterable[Concept]) -> tuple[str, ...]:
    """Each once: the address of a school is missing on every document it stands on."""
    return tuple(dict.fromkeys(words.lacking(found) for one in concepts for found in one.missing))


def _write(desk: Desk, row: InvoiceRow, options: Namespace, line: Then) -> dict[str, object]:
    from zsm_desktop.reports.invoice import Addressee, write

    issued = desk.invoices.of(row.id)
    to = None
    if options.mail:
        receiver = desk.invoices.receiver(row.id)
        to = Addressee(receiver.email, receiver.name, desk.actor.name)
    files = write(issued.facts, options.out, to, issued.logo, then=line)
    return _document(issued.facts, row.codes, files)


def _written_for(desk: Desk, rows: Iterable[InvoiceRow], options: Namespace, then: Then | None) -> Answer:
    """What one audience gets; a document that is only in the overview has no file of its own."""
    from zsm_desktop.reports.invoice_copies import Audience, draft_mails, lay_out

    ids, audiences = [row.id for row in rows], {Audience(options.audience)}
    laid = lay_out(desk, ids, options.out, audiences, bool, then)
    files = laid.originals | laid.copies
    if options.mail:
        drafts = draft_mails(desk, ids, options.out, audiences, bool)
        mails = drafts.originals | drafts.copies
        files = {id_: found | ({"eml": mails[id_]} if id_ in mails else {}) for id_, found in files.items()}
    shown = [one for one in laid.found if laid.overview or one.row.id in files]
    answer = _written([_document(one.facts, one.row.codes, files.get(one.row.id, {})) for one in shown])
    return replace(answer, remarks=(*answer.remarks, *(WRITTEN.format(path=one) for one in laid.overview.values())))


def _write_concepts(desk: Desk, settlement_id: str, out: Path) -> list[dict[str, object]]:
    from zsm_desktop.reports.invoice import write
    from zsm_desktop.reports.invoice_copies import line_of

    concepts = desk.invoices.concepts(settlement_id)
    line = line_of(desk, PaperKind.INVOICES, settlement_id, len(concepts))
    codes = {account: holder.code for account, holder in desk.scenarios.holders().items()}
    made = []
    for at, one in enumerate(concepts, 1):
        files = write(one.facts, out, logo=desk.issuing.picture(one.facts.issuer.logo), rank=at, then=line)
        sides = (one.payer, one.payee) if one.facts.is_credit else (one.payee, one.payer)
        document = _document(one.facts, (codes[sides[0]], codes[sides[1]]), files)
        made.append(document | {"missing": [words.lacking(found) for found in one.missing]})
    return made


def _document(facts: InvoiceFacts, sides: tuple[str, str], files: dict[str, Path]) -> dict[str, object]:
    """`from` is whose document it is and `to` whom it is for: of an invoice who is to be paid, and who pays.

    `due_cents` is what is left of `cents` where it was set off.
    """
    paths = {
        "pdf": files.get("pdf", ""),
        "ubl": files.get("xml", ""),
        **({"eml": files["eml"]} if "eml" in files else {}),
    }
    return {
        "number": facts.number,
        "kind": facts.kind.value,
        "from": sides[0],
        "to": sides[1],
        "cents": facts.totals.including_cents,
        "due_cents": 0 if facts.is_set_off else facts.totals.including_cents,
        **{name: str(path) for name, path in paths.items()},
    }


def _written(documents: list[dict[str, object]]) -> Answer:
    rows = [
        [str(one["number"]) or words.NO_NUMBER, str(one["from"]), str(one["to"]), money(int(str(one["cents"])))]
        for one in documents
    ]
    lines = table(["nummer", "van", "aan", "bedrag"], rows, numbers_from=3) if rows else []
    paths = [one[name] for one in documents for name in ("pdf", "ubl", "eml") if one.get(name)]
    return Answer(documents, tuple(lines), tuple(WRITTEN.format(path=path) for path in paths))
