"""The proof of destruction on paper: what went by which rule, that all counts stayed, and how the books stood."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from zsm_desktop.domain.files import require_paper_place, safe_file_name
from zsm_desktop.domain.papers import Paper, PaperKind
from zsm_desktop.reports.document import (
    Block,
    Bullets,
    Callout,
    ChainHead,
    Column,
    Document,
    Kind,
    Paragraph,
    Table,
    Tone,
)
from zsm_desktop.reports.noted import put
from zsm_desktop.words import forgetting as words
from zsm_desktop.words.minutes import digest_of

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.destroying import ProofFacts

_LINES = (
    Column("Code", weight=2),
    Column("Regel", weight=5),
    Column("Voorbij op", Kind.DATE),
    Column("Gegevens", Kind.COUNT),
)
_TOTALS = (Column("Wat", weight=3), Column("Voor en na", weight=2))


def write(desk: Desk, proof_id: str, folder: Path) -> Path:
    """Raises RuleError("destruction.none"), and as `domain.files.replacing`."""
    from zsm_desktop.reports.pdf import pdf_bytes

    facts = desk.destroying.proof(proof_id)
    path = folder / safe_file_name(words.PROOF_FILE.format(number=facts.row.number), ".pdf")
    require_paper_place(path)
    put(desk, Paper(PaperKind.DESTRUCTION, proof_id), folder, {path: pdf_bytes(document(facts))})
    return path


def document(facts: ProofFacts) -> Document:
    row = facts.row
    return Document(
        title=words.PROOF_TITLE.format(number=row.number),
        network=facts.network,
        created=row.at,
        subtitle=words.PROOF_KINDS[row.kind],
        author=row.by,
        facts=(
            ("Gedaan op", words.made_on(row.at)),
            ("Door", row.by),
            ("Leerlingen", row.pupils),
            ("Gegevens", row.changed),
            (words.DIGEST, digest_of(facts.digest)),
        ),
        blocks=tuple(_blocks(facts)),
        chain=ChainHead(row.entries, row.chain_head),
    )


def _blocks(facts: ProofFacts) -> Iterator[Block]:
    yield Callout(words.PROOF_MEANS, tone=Tone.DECISION)
    lines = tuple((line.code, words.ground(line), line.due_on, line.changed) for line in facts.lines)
    yield Table("Verdwenen", _LINES, lines, caption="Wat verdween")
    counted = dict(facts.totals)
    totals = tuple((name, words.total(kind, counted[kind])) for kind, name in words.TOTALS.items() if kind in counted)
    yield Table("Gebleven", _TOTALS, totals, caption=words.SAME_TOTALS)
    yield Paragraph(words.BOOKS_STAY, is_small=True)
    if facts.papers:
        yield Callout(words.BY_HAND, tone=Tone.WARNING)
        yield Bullets(tuple(words.paper(one) for one in facts.papers))
