"""The agenda as a paper that may lie on any table: times, points, schools, and no pupil."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zsm_desktop.reports.document import Block, Column, Document, Kind, Number, Paragraph, Row, Table
from zsm_desktop.words import invitation as words
from zsm_desktop.words import labels
from zsm_desktop.words.format import clock, date_long, time_span
from zsm_desktop.words.minutes import person

if TYPE_CHECKING:
    from zsm_desktop.services.invitations import InvitationFacts, InvitationLine

SCHOOL, WHY = "School", "Waarom"
COLUMNS = (
    Column("Nr", Kind.NUMBER),
    Column("Tijd"),
    Column("Punt", weight=4),
    Column(SCHOOL, weight=3),
    Column(WHY, weight=2),
    Column("Minuten", Kind.COUNT),
)


def agenda_document(facts: InvitationFacts) -> Document:
    blocks: list[Block] = [_points(facts)]
    if any(line.school for line in facts.lines):
        blocks.append(Paragraph(words.NO_NAMES, is_small=True))
    return Document(
        title=f"Agenda {facts.body}",
        network=facts.network,
        created=facts.made_at,
        subtitle=labels.first_upper(date_long(facts.held_on)),
        author=facts.sender.name,
        facts=(
            ("Overleg", facts.number),
            ("Tijd", time_span(facts.starts_at, facts.ends_at)),
            ("Plaats", facts.place or None),
            ("Voorzitter", person(facts.chair, facts.chair_organisation) or None),
        ),
        blocks=tuple(blocks),
    )


def _points(facts: InvitationFacts) -> Table:
    """Directors speak of no school's case: then the columns that tell of one are left out."""
    told = {SCHOOL: any(line.school for line in facts.lines)}
    told[WHY] = any(line.origin not in {"", "fixed"} for line in facts.lines)
    shown = [at for at, column in enumerate(COLUMNS) if told.get(column.title, True)]
    columns, rows = tuple(COLUMNS[at] for at in shown), map(_row, facts.lines)
    return Table("Agenda", columns, tuple(tuple(row[at] for at in shown) for row in rows), when_empty=words.NO_POINTS)


def _row(line: InvitationLine) -> Row:
    return (
        Number(line.number),
        clock(line.starts_at) if line.starts_at is not None else "",
        line.words,
        line.school,
        labels.first_upper(labels.label(labels.ORIGIN, line.origin)) if line.origin else "",
        line.minutes,
    )
