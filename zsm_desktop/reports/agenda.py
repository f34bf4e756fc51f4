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

COLUMNS = (
    Column("Nr", Kind.NUMBER),
    Column("Tijd"),
    Column("Punt", weight=4),
    Column("School", weight=3),
    Column("Waarom", weight=2),
    Column("Minuten", Kind.COUNT),
)


def agenda_document(facts: InvitationFacts) -> Document:
    blocks: list[Block] = [
        Table("Agenda", COLUMNS, tuple(_row(line) for line in facts.lines), when_empty=words.NO_POINTS)
    ]
    if any(line.school for line in facts.lines):
        blocks.append(Paragraph(words.NO_NAMES, is_small=True))
    return Document(
        title=f"Agenda {facts.body}",
        network=facts.network,
        created=facts.made_at,
        subtitle=date_long(facts.held_on),
        author=facts.sender.name,
        facts=(
            ("Overleg", facts.number),
            ("Tijd", time_span(facts.starts_at, facts.ends_at)),
            ("Plaats", facts.place or None),
            ("Voorzitter", person(facts.chair, facts.chair_organisation) or None),
        ),
        blocks=tuple(blocks),
    )


def _row(line: InvitationLine) -> Row:
    return (
        Number(line.number),
        clock(line.starts_at) if line.starts_at is not None else "",
        line.words,
        line.school,
        labels.first_upper(labels.label(labels.ORIGIN, line.origin)) if line.origin else "",
        line.minutes,
    )
