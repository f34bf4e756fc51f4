"""The Excel form in which somebody without an account scores the collaboration, and the mail that brings it.

Every form has a number of its own, so that it counts once; it says nothing of who fills it in.
`intake.evaluation_forms` reads it back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.styles import Border, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.datavalidation import DataValidation

from zsm_desktop.domain.files import Then, make_folder, safe_file_name, write_together
from zsm_desktop.domain.ids import uuid7
from zsm_desktop.domain.papers import Paper, PaperKind
from zsm_desktop.reports import xlsx_cells as cells
from zsm_desktop.reports.confirmation import WORKBOOK
from zsm_desktop.reports.document import Number
from zsm_desktop.reports.eml import Attachment, draft
from zsm_desktop.reports.noted import Line
from zsm_desktop.reports.texts import one_line
from zsm_desktop.services.evaluation_counting import MOST_REMARK
from zsm_desktop.words import evaluations as words
from zsm_desktop.words.format import date_medium

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.evaluation_lists import Asked, EvaluationCard

WIDTHS = (6, 54, 10, 60)
TO_FILL, FILL_EDGE = "FFFFF6D6", "FFD9C777"
MOST_FORMS = 10


@dataclass(frozen=True, slots=True)
class Sent:
    """What was written for one organisation; `mail` only where a draft was asked for."""

    organisation: Asked
    forms: tuple[Path, ...]
    mail: Path | None = None


def write(
    desk: Desk,
    evaluation_id: str,
    organisation_ids: Sequence[str],
    folder: Path,
    *,
    each: int = 1,
    with_mail: bool = True,
) -> tuple[Sent, ...]:
    """`each` forms an organisation. Raises RuleError as `Evaluations.card`, and as `domain.files.write_together`."""
    card = desk.evaluations.card(evaluation_id)
    wanted = [one for one in card.asked if one.organisation_id in set(organisation_ids)]
    make_folder(folder)
    formats = ("xlsx", "eml") if with_mail else ("xlsx",)
    then = Line(desk, Paper(PaperKind.EVALUATION_FORMS, evaluation_id, count=len(wanted), formats=formats))
    number = min(max(each, 1), MOST_FORMS)
    return tuple(_write_one(desk, card, one, folder, number, then, with_mail=with_mail) for one in wanted)


def _write_one(
    desk: Desk, card: EvaluationCard, asked: Asked, folder: Path, each: int, then: Then, *, with_mail: bool
) -> Sent:
    forms: dict[Path, bytes] = {}
    attached: list[Attachment] = []
    for number in range(1, each + 1):
        content = form_bytes(desk, card, asked, uuid7(desk.clock()))
        path = folder / safe_file_name(words.file_stem(card.name, asked.code, number), ".xlsx")
        forms[path] = content
        attached.append(Attachment(path.name, content, WORKBOOK))
    mail = folder / safe_file_name(words.file_stem(card.name, asked.code, 1), ".eml") if with_mail else None
    write_together(folder, forms if mail is None else {**forms, mail: _mail(desk, card, asked, attached)}, then)
    return Sent(asked, tuple(forms), mail)


def _mail(desk: Desk, card: EvaluationCard, asked: Asked, attached: list[Attachment]) -> bytes:
    receiver = desk.evaluations.receiver(asked.organisation_id)
    text = words.message(
        receiver=receiver.name,
        organisation=asked.name,
        name=card.name,
        elements=len(card.elements),
        until=card.answer_until,
        forms=len(attached),
        sender=desk.actor.name,
        network=desk.network_name,
    )
    return draft(receiver.email, words.subject(card.name, desk.network_name), text, attached)


def form_bytes(desk: Desk, card: EvaluationCard, asked: Asked, token: str) -> bytes:
    from zsm_desktop.reports.xlsx import book_bytes

    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet(words.SHEET)
    heading = _write_top(sheet, card, asked, desk.network_name)
    last = _write_rows(sheet, card, heading)
    _let_fill_in(sheet, card.top, heading + 1, last)
    _set_up(sheet, card, heading)
    _write_marks(book.create_sheet(words.MARKS_SHEET), (card.network_id, card.id, asked.code, token))
    book.security = WorkbookProtection(lockStructure=True)
    book.properties.title = one_line(card.name)
    book.properties.creator = book.properties.lastModifiedBy = one_line(desk.network_name)
    book.properties.language = "nl-NL"
    return book_bytes(book, desk.clock())


def _write_top(sheet: Any, card: EvaluationCard, asked: Asked, network: str) -> int:
    """What it is and how to fill it in; returns the row of the headings."""
    cells.write(sheet, 1, 1, one_line(f"{words.TITLE} · {card.name}"), cells.TITLE)
    sheet.row_dimensions[1].height = 26
    cells.write(sheet, 2, 1, one_line(f"{network} · formulier van {asked.name}"), cells.SUBTITLE)
    at = 4
    until = f"Terugsturen uiterlijk {date_medium(card.answer_until)}."
    for text, look in (
        *((text, cells.PLAIN) for text in words.how(card.top, is_anonymous=card.is_anonymous)), (until, cells.STRONG),
    ):  # fmt: skip
        sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=len(WIDTHS))
        cells.write(sheet, at, 1, text, look)
        sheet.row_dimensions[at].height = cells.height(text, look, float(sum(WIDTHS)))
        at += 1
    return at + 1


def _write_rows(sheet: Any, card: EvaluationCard, heading: int) -> int:
    """Returns the last row; it is for a remark about the whole."""
    for column, title in enumerate(words.HEADINGS, 1):
        cells.write(sheet, heading, column, title, cells.HEAD)
    sheet.row_dimensions[heading].height = 22
    at = heading
    for number, text in enumerate((*card.elements, words.WHOLE), 1):
        at += 1
        is_element = number <= len(card.elements)
        cells.write(sheet, at, 1, Number(number if is_element else 0), cells.ROW)
        cells.write(sheet, at, 2, one_line(text), cells.ROW)
        sheet.row_dimensions[at].height = max(22.0, cells.height(text, cells.ROW, WIDTHS[1]))
    return at


def _let_fill_in(sheet: Any, top: int, first: int, last: int) -> None:
    edge = Side(style="thin", color=FILL_EDGE)
    for row in range(first, last + 1):
        for column in (3, 4):
            if row == last and column == 3:
                continue  # a remark about the whole has no score
            cell = sheet.cell(row, column)
            cells.dress(cell, cells.PLAIN)
            cell.protection = Protection(locked=False)
            cell.fill = PatternFill("solid", fgColor=TO_FILL)
            cell.border = Border(left=edge, right=edge, top=edge, bottom=edge)
            # Text, so that what begins with "=" or "-" stays what somebody wrote.
            cell.number_format = "0" if column == 3 else "@"
    score = DataValidation(
        "whole", operator="between", formula1="1", formula2=str(top), allow_blank=True, showErrorMessage=True
    )
    score.errorTitle, score.error = words.SCORE, f"Een cijfer van 1 tot en met {top}, of leeg."
    score.add(f"C{first}:C{last - 1}")
    length = DataValidation("textLength", operator="lessThanOrEqual", formula1=str(MOST_REMARK), allow_blank=True)
    length.errorTitle, length.error = words.REMARK, words.REMARK_ERROR.format(most=MOST_REMARK)
    length.showErrorMessage = True
    length.add(f"D{first}:D{last}")
    for rule in (score, length):
        sheet.add_data_validation(rule)


def _set_up(sheet: Any, card: EvaluationCard, heading: int) -> None:
    for column, width in enumerate(WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = f"A{heading + 1}"
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.left.text = one_line(card.name).replace("&", "&&")
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False


def _write_marks(sheet: Any, values: Sequence[str]) -> None:
    names = (words.MARK_NETWORK, words.MARK_EVALUATION, words.MARK_ORGANISATION, words.MARK_TOKEN)
    for row, pair in enumerate(((words.MARK, words.VERSION), *zip(names, values, strict=True)), 1):
        for column, text in enumerate(pair, 1):
            cells.write(sheet, row, column, text)
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True
