"""The commands about money: a bank's file coming in, payment files going out, and the books for the auditor."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from zsm_desktop.cli.answer import Answer
from zsm_desktop.cli.frame import Entrance
from zsm_desktop.cli.intake import import_answer
from zsm_desktop.domain.errors import Finding, RuleError
from zsm_desktop.words.command_line import WRITTEN
from zsm_desktop.words.payments import reason

if TYPE_CHECKING:
    from zsm_desktop.services.payments import BankPreview


def import_bank(entrance: Entrance, options: Namespace) -> Answer:
    """Books what is sure; what a person has to choose is reported, and nothing else of the file is kept."""
    from zsm_desktop.intake.bank_file import read_bank_file

    file = read_bank_file(options.file)
    with entrance.desk(read_only=options.preview) as desk:
        shown = desk.payments.preview(file.statements)
        sure = [row for row in shown.rows if row.is_sure]
        findings = (*file.findings, *_findings(shown))
        if file.has_errors or options.preview or not sure:
            accepted = 0 if file.has_errors else len(sure)
            return import_answer(len(file.entries), accepted, 0, findings, has_errors=file.has_errors)
        desk.payments.confirm([one for row in sure for one in row.received])
    return import_answer(len(file.entries), len(sure), len(sure), findings, has_errors=False)


def _findings(shown: BankPreview) -> Iterator[Finding]:
    yield from shown.findings
    for row in shown.rows:
        if not (row.is_sure or row.is_known):
            yield Finding("payment.proposal", row.entry.row, facts={"what": reason(row.proposal)}, is_warning=True)


def sepa(entrance: Entrance, options: Namespace) -> Answer:
    """What is still to be paid of a settlement, one file per paying school, and the same as a list to type over."""
    from zsm_desktop.reports.sepa import write

    with entrance.desk() as desk:
        wanted = options.settlement.strip().casefold()
        rows = desk.settlements.rows()
        found = next((one for one in rows if wanted in {one.id.casefold(), one.number.casefold()}), None)
        if found is None:
            raise RuleError("settlement.none")
        files = write(desk, found.id, options.out)
    document = [{"school": one.school, **{name: str(path) for name, path in one.files.items()}} for one in files]
    paths = [path for one in files for path in one.files.values()]
    return Answer(document, remarks=tuple(WRITTEN.format(path=path) for path in paths))


def audit_file(entrance: Entrance, options: Namespace) -> Answer:
    from zsm_desktop.reports.audit_file import write

    with entrance.desk() as desk:
        remarks = write(desk, options.book_year, options.out)
    return Answer({"file": str(options.out)}, remarks=(*remarks, WRITTEN.format(path=options.out)))
