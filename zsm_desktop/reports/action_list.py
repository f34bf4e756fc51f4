"""What everyone still has to do after a meeting: one list by person, and a message ready to send to each of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from zsm_desktop.domain.files import free_file_name, safe_file_name
from zsm_desktop.domain.papers import Paper, PaperKind
from zsm_desktop.reports.document import (
    Block,
    Column,
    Document,
    Heading,
    Kind,
    Paragraph,
    Row,
    Sheet,
    Table,
    Value,
)
from zsm_desktop.reports.eml import draft
from zsm_desktop.reports.noted import put
from zsm_desktop.words import action_mail as words
from zsm_desktop.words import labels
from zsm_desktop.words import minutes as minutes_words
from zsm_desktop.words.format import date_long
from zsm_desktop.words.names import saying

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.meeting_facts import ActionRow
    from zsm_desktop.services.papers import PersonActions


def write(desk: Desk, meeting_id: str, out_dir: Path) -> dict[str, Path]:
    """The list as PDF and Excel, under "pdf" and "xlsx". Raises RuleError as `reports.minutes.write`."""
    from zsm_desktop.reports.pdf import pdf_bytes
    from zsm_desktop.reports.xlsx import xlsx_bytes

    document = action_list(desk, meeting_id)
    row = desk.meetings.card(meeting_id).row
    stem = f"{document.title} {row.held_on.isoformat()}"
    files = {"pdf": out_dir / safe_file_name(stem, ".pdf"), "xlsx": out_dir / safe_file_name(stem, ".xlsx")}
    paper = _paper(desk, PaperKind.ACTIONS, meeting_id)
    put(desk, paper, out_dir, {files["pdf"]: pdf_bytes(document), files["xlsx"]: xlsx_bytes(document)})
    return files


def write_drafts(desk: Desk, meeting_id: str, out_dir: Path) -> tuple[Path, ...]:
    """A message per person in `out_dir`, to open, look at and send. Raises RuleError as `write`."""
    files = {out_dir / name: data for name, data in drafts(desk, meeting_id).items()}
    put(desk, replace(_paper(desk, PaperKind.ACTION_MAILS, meeting_id), count=len(files)), out_dir, files)
    return tuple(files)


def _paper(desk: Desk, kind: PaperKind, meeting_id: str) -> Paper:
    """Of a bespreking it has the pseudonyms of whom something is to be done about."""
    audience = desk.papers.own_audience(meeting_id)
    is_case = desk.meetings.card(meeting_id).row.kind == "case"
    return Paper(kind, meeting_id, audience=audience, tells_of_pupils=is_case)


def drafts(desk: Desk, meeting_id: str) -> dict[str, bytes]:
    """File name → message, for everyone with an open action; whoever has no address gets a message without one."""
    row = desk.meetings.card(meeting_id).row
    found: dict[str, bytes] = {}
    unchecked = "" if desk.masks.knows_names() else minutes_words.UNCHECKED
    for person in desk.papers.people(meeting_id):
        lines = [words.line(a.text, a.pseudonym, a.due_on, is_overdue=a.is_overdue) for a in person.actions]
        text = words.message(person.name, row.body, row.held_on, lines, desk.actor.name, desk.network_name, unchecked)
        name = free_file_name(found, f"Acties {person.name} {row.held_on.isoformat()}", ".eml")
        found[name] = draft(person.email, words.subject(row.body, row.held_on), text)
    return found


def action_list(desk: Desk, meeting_id: str) -> Document:
    row = desk.meetings.card(meeting_id).row
    people, knows_names = desk.papers.people(meeting_id), desk.masks.knows_names()
    is_case = row.kind == "case"
    every = tuple(_row(action, is_case=is_case) for person in people for action in person.actions)
    blocks = [block for person in people for block in _person(person, every, is_case=is_case)]
    return Document(
        title=words.TITLE,
        subtitle=f"{row.body} · {date_long(row.held_on)} · {minutes_words.number(row.number)}",
        network=desk.network_name,
        notice=minutes_words.checked_notice(
            minutes_words.notice(row.kind, "full", saying(desk.nouns)), knows_names=knows_names
        ),
        author=desk.actor.name,
        created=desk.clock(),
        facts=(
            ("Personen", len(people)),
            ("Open acties", sum(len(person.actions) for person in people)),
            *(() if knows_names else ((minutes_words.NAMES, minutes_words.UNCHECKED),)),
        ),
        blocks=tuple(blocks) or (Paragraph(words.NOBODY, sheet=Sheet.ACTIONS),),
    )


def _person(person: PersonActions, every: tuple[Row, ...], *, is_case: bool) -> Iterator[Block]:
    yield Heading(1, minutes_words.person(person.name, person.organisation), sheet=Sheet.ACTIONS)
    case = (Column("Casus"),) if is_case else ()
    columns = (*case, Column("Wat", weight=4), Column("Voor", Kind.DATE), Column("Stand"), Column("Uit overleg"))
    rows = tuple(_row(action, is_case=is_case) for action in person.actions)
    yield Table(f"Acties {person.name}", columns, rows, sheet=Sheet.ACTIONS, beside=every)


def _row(row: ActionRow, *, is_case: bool) -> tuple[Value, ...]:
    stand = minutes_words.OVERDUE if row.is_overdue else labels.label(labels.ACTION_STATUS, row.status)
    return (*((row.pseudonym,) if is_case else ()), row.text, row.due_on, stand, row.meeting_number)
