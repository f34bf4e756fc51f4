"""What is typed in a meeting of the stuurgroep stands in the open, for directors: no pupil in it, nor a pseudonym.

Masked where it is written, as those who read it cannot mask it: they hold no second key. Whoever writes it without
that key cannot either; `Masks.knows_names` says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from zsm_desktop.domain.masking import Masked
from zsm_desktop.domain.privacy import without_pseudonyms

if TYPE_CHECKING:
    from zsm_desktop.models import Meeting
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.store.work import Work

STEERING = "steering"


def open_text(desk: Desk, work: Work, text: str) -> str:
    """`text` as everybody may read it; what was hidden is told with the news of the act."""
    return _kept(work, desk.masks.hide(text))


def open_person(desk: Desk, work: Work, who: str) -> str:
    """Who does something: people of the network by name."""
    return _kept(work, desk.masks.person(who))


def masked_text(desk: Desk, work: Work, text: str, about: Sequence[str] = ()) -> str:
    """As `open_text` where only people read it who know the pseudonyms."""
    masked = desk.masks.hide(text, about)
    work.hidden += masked.hidden
    return masked.text


def text_in(desk: Desk, work: Work, meeting: Meeting, text: str) -> str:
    """`text` as it is kept in this meeting: as it was typed, unless directors read it."""
    return open_text(desk, work, text) if meeting.kind == STEERING else text


def column_in(desk: Desk, work: Work, meeting: Meeting, text: str) -> str:
    """`text` for a column that is sealed in no meeting: whoever holds the first key reads it in the file."""
    return open_text(desk, work, text) if meeting.kind == STEERING else masked_text(desk, work, text)


def person_in(desk: Desk, work: Work, meeting: Meeting, who: str) -> str:
    """Who does something or is there, kept in the open: a pupil or who is at home by the pseudonym, or without it."""
    if meeting.kind == STEERING:
        return open_person(desk, work, who)
    masked = desk.masks.person(who)
    work.hidden += masked.hidden
    return masked.text


def as_typed(desk: Desk, meeting: Meeting, base: str, kept: str) -> str:
    """What is kept, with each line that only the mask changed as it stands in `base`: a mask is nobody's writing."""
    if meeting.kind != STEERING or kept == base:
        return kept
    hidden = without_pseudonyms(desk.masks.hide(base).text)
    if kept == hidden:
        return base
    typed, masked, lines = base.split("\n"), hidden.split("\n"), kept.split("\n")
    if len(typed) == len(masked):
        for block in SequenceMatcher(None, masked, lines, autojunk=False).get_matching_blocks():
            lines[block.b : block.b + block.size] = typed[block.a : block.a + block.size]
    return "\n".join(lines)


def _kept(work: Work, masked: Masked) -> str:
    work.hidden += [replace(one, shown=without_pseudonyms(one.shown)) for one in masked.hidden]
    return without_pseudonyms(masked.text)
