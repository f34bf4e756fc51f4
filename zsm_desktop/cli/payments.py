"""The commands about money: a bank's file coming in, payment files going out, and the books for the auditor."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from zsm_desktop.cli.answer import Answer
from zsm_desktop.cli.frame import Entrance
from zsm_desktop.cli.intake import import_answer
from zsm_desktop.domain.errors import Finding, RuleError
from zsm_desktop.words.command_line import WRITTEN, table
from zsm_desktop.words.format import money
from zsm_desktop.words.payments import reason
from zsm_desktop.words.reminders import NONE_DUE, TITLES, text_of

if TYPE_CHECKING:
    from zsm_desktop.reports.reminder import Written
    from zsm_desktop.services.payments import BankPreview
    from zsm_desktop.services.reminders import ReminderLetter, ReminderWait


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
        desk.backups.before("inlezen")
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
        files = write(desk, [found.id], options.out)
    document = [{"school": one.school, **{name: str(path) for name, path in one.files.items()}} for one in files]
    paths = [path for one in files for path in one.files.values()]
    return Answer(document, remarks=tuple(WRITTEN.format(path=path) for path in paths))


def reminders(entrance: Entrance, options: Namespace) -> Answer:
    """What may go out today and what may not yet; with `send` kept as sent after every file is whole."""
    from zsm_desktop.reports.reminder import write

    if options.send and options.out is None:
        raise RuleError("reminder.no_out")
    with entrance.desk(read_only=not options.send) as desk:
        today = desk.reminders.today()
        own = {row.level: row.text for row in desk.reminders.texts()}
        letters = [(one, text_of(one.level, one.pay_by, own[one.level])) for one in today.letters]
        made: tuple[Written, ...] = ()
        if options.out is not None and letters:
            made = write(
                desk, letters, options.out, then=(lambda: desk.reminders.send(letters)) if options.send else None
            )
    files = [{name: str(path) for name, path in one.files.items()} for one in made] or [{} for _ in letters]
    document = {
        "letters": [_letter(one) | paths for one, paths in zip(today.letters, files, strict=True)],
        "waiting": [_waiting(one) for one in today.waiting],
        "sent": bool(options.send and letters),
    }
    rows = [
        [one.items[0].row.payer.code, TITLES[one.level], money(one.open_cents), one.pay_by.isoformat()]
        for one in today.letters
    ]
    lines = (
        table(["school", "brief", "open", "betalen t/m"], rows, numbers_from=2, words_from=3) if rows else [NONE_DUE]
    )
    paths = [path for one in made for path in one.files.values()]
    return Answer(document, tuple(lines), tuple(WRITTEN.format(path=path) for path in paths))


def _letter(one: ReminderLetter) -> dict[str, object]:
    return {
        "school": one.items[0].row.payer.code,
        "level": one.level,
        "documents": [item.row.number for item in one.items],
        "open_cents": one.open_cents,
        "pay_by": one.pay_by.isoformat(),
    }


def _waiting(one: ReminderWait) -> dict[str, object]:
    return {
        "number": one.row.number,
        "school": one.row.payer.code,
        "open_cents": one.row.open_cents,
        "code": one.why,
        "from": one.from_day.isoformat() if one.from_day else None,
    }


def audit_file(entrance: Entrance, options: Namespace) -> Answer:
    from zsm_desktop.reports.audit_file import write

    with entrance.desk() as desk:
        remarks = write(desk, options.book_year, options.out)
    return Answer({"file": str(options.out)}, remarks=(*remarks, WRITTEN.format(path=options.out)))
