"""All papers of one meeting in one file, to keep or to hand over: what is in it is said by an index of plain text."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from zsm_desktop.domain.calendar import home_day
from zsm_desktop.domain.files import require_paper_place, safe_file_name
from zsm_desktop.domain.papers import Paper, PaperKind
from zsm_desktop.reports.document import Bullets, Document, Heading, Paragraph, Sheet
from zsm_desktop.reports.minutes import minutes_document, tells_of_pupils
from zsm_desktop.reports.noted import placing
from zsm_desktop.words import archive as words
from zsm_desktop.words import minutes as minutes_words
from zsm_desktop.words.names import saying

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.minutes import MinutesFacts

FIRST_ZIP_YEAR = 1980
_LISTS = ((words.DECISIONS, Sheet.DECISIONS), (words.ACTIONS, Sheet.ACTIONS))


def write(desk: Desk, meeting_id: str, out_dir: Path, audience: str = "full") -> Path:
    """One zip in `out_dir`, whole or not at all; its path.

    Raises RuleError as `services.minutes` does, and as `domain.files.write_atomically`.
    """
    facts = desk.minutes.facts(meeting_id, audience)
    row = facts.card.row
    path = out_dir / safe_file_name(words.file_stem(row.number, row.held_on, audience, row.kind), ".zip")
    require_paper_place(path)
    files = papers(facts)
    made_at = facts.stamp.made_at or facts.made_at
    paper = Paper(PaperKind.ARCHIVE, row.id, audience=facts.audience, tells_of_pupils=tells_of_pupils(facts))
    with placing(desk, paper, path, folder=out_dir) as temporary, zipfile.ZipFile(temporary[path], "w") as archive:
        for name, data in {words.INDEX: _index(facts, files).encode(), **files}.items():
            archive.writestr(_entry(name, made_at), data)
    return path


def papers(facts: MinutesFacts) -> dict[str, bytes]:
    """File name → content, in the order of the index; the same facts give the same bytes."""
    from zsm_desktop.reports.pdf import pdf_bytes
    from zsm_desktop.reports.xlsx import xlsx_bytes

    whole = minutes_document(facts)
    found = {
        safe_file_name(words.AGENDA, ".pdf"): pdf_bytes(_agenda(whole)),
        safe_file_name(words.MINUTES, ".pdf"): pdf_bytes(whole),
        safe_file_name(words.MINUTES, ".xlsx"): xlsx_bytes(whole),
    }
    for title, sheet in _LISTS:
        found[safe_file_name(title, ".pdf")] = pdf_bytes(_part(whole, title, sheet))
    return found


def _agenda(whole: Document) -> Document:
    """The points as this audience may see them, without what was said."""
    points = next((at for at, block in enumerate(whole.blocks) if isinstance(block, Bullets)), 0)
    blocks = whole.blocks[: points + 1]
    after = whole.blocks[points + 1 : points + 2]
    left_out = tuple(block for block in after if isinstance(block, Paragraph) and block.is_small)
    facts = tuple((name, value) for name, value in whole.facts if name in words.AGENDA_FACTS)
    return replace(whole, title=words.AGENDA, facts=facts, blocks=(*blocks, *left_out))


def _part(whole: Document, title: str, sheet: Sheet) -> Document:
    blocks = tuple(block for block in whole.blocks if block.sheet == sheet and not isinstance(block, Heading))
    return replace(whole, title=title, facts=whole.facts[:1], blocks=blocks)


def _index(facts: MinutesFacts, files: Mapping[str, bytes]) -> str:
    row, stamp = facts.card.row, facts.stamp
    lines = [
        words.index_title(facts.network, row.body, row.held_on, row.number),
        "",
        f"{words.FOR_WHOM}: {minutes_words.notice(row.kind, facts.audience, saying(facts.nouns))}",
        f"{words.STAND}: {minutes_words.version_of(stamp.stage, stamp.version, _day(stamp.made_at))}",
    ]
    if stamp.digest:
        lines.append(f"{minutes_words.DIGEST}: {minutes_words.digest_of(stamp.digest)}")
    if not facts.knows_names:
        lines.append(minutes_words.UNCHECKED)
    if facts.left_out:
        lines.append(minutes_words.left_out(facts.audience))
    lines += ["", words.CONTENTS, ""]
    for name, data in files.items():
        lines += [f"{name}  ({words.size(len(data))})", f"    SHA-256 {hashlib.sha256(data).hexdigest()}"]
    return "\r\n".join((*lines, ""))


def _day(moment: datetime | None) -> date | None:
    return home_day(moment) if moment else None


def _entry(name: str, made_at: datetime) -> zipfile.ZipInfo:
    stamp = made_at.timetuple()[:6] if made_at.year >= FIRST_ZIP_YEAR else (FIRST_ZIP_YEAR, 1, 1, 0, 0, 0)
    entry = zipfile.ZipInfo(name, date_time=stamp)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry
