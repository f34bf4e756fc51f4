"""The printed recovery key: one page for a safe."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from zsm_desktop.reports.document import Block, Callout, Column, Document, Heading, Kind, Number, Paragraph, Table, Tone
from zsm_desktop.words import recovery as words


class SheetFacts(NamedTuple):
    """`key` as it is printed, in groups with dashes between them; `made_at` is local time."""

    network: str
    owner: str
    made_at: datetime
    key: str


def groups(key: str) -> tuple[str, ...]:
    return tuple(key.split("-"))


def recovery_document(facts: SheetFacts) -> Document:
    blocks: list[Block] = [
        Heading(1, facts.key, bookmark=False),
        Table(
            words.TITLE,
            (Column(words.GROUP, Kind.NUMBER), Column(words.SIGNS, is_whole=True)),
            tuple((Number(at), signs) for at, signs in enumerate(groups(facts.key), start=1)),
        ),
        Paragraph(words.ALIKE, is_small=True),
        Paragraph(words.WHAT_FOR, label=words.FOR),
        Paragraph(words.WHERE, label=words.KEEP),
        Callout(words.NOBODY, label=words.LOST, tone=Tone.WARNING),
        Paragraph(words.ONLY_THIS, is_small=True),
    ]
    return Document(
        title=words.TITLE,
        network=facts.network,
        created=facts.made_at,
        author=facts.owner,
        facts=((words.NETWORK, facts.network), (words.OWNER, facts.owner), (words.MADE_ON, facts.made_at.date())),
        blocks=tuple(blocks),
    )
