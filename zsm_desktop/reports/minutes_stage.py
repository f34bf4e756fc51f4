"""What a paper of minutes says of itself: concept or final, which version, and what was amended."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from zsm_desktop.domain.calendar import home_day
from zsm_desktop.reports.document import Callout, Heading, Tone, Value
from zsm_desktop.words import minutes as words

if TYPE_CHECKING:
    from zsm_desktop.services.minutes import MinutesFacts


def stage_facts(facts: MinutesFacts) -> Iterator[tuple[str, Value]]:
    """Of a meeting that is over: how far its minutes are, and the digest a later copy can be held against."""
    stamp = facts.stamp
    if facts.card.row.status != "finished":
        return
    made_on = home_day(stamp.made_at) if stamp.made_at else None
    yield words.STAND, words.version_of(stamp.stage, stamp.version, made_on)
    yield words.CORRECTION, stamp.reason
    yield words.DIGEST, words.digest_of(stamp.digest) if stamp.stage == "final" else ""
    yield words.REDACTED, words.redacted(stamp.redacted_on) if stamp.redacted_on else ""


def amendments(facts: MinutesFacts, item_id: str) -> Iterator[Callout]:
    """Those taken over at one point; with "" those about the minutes as a whole."""
    for note in facts.amendments:
        if note.item_id == item_id:
            yield Callout(note.text, words.amendment_of(note.by, note.organisation), Tone.INFO)


def amendments_of_all(facts: MinutesFacts) -> Iterator[Heading | Callout]:
    found = list(amendments(facts, ""))
    if found:
        yield Heading(1, words.AMENDMENTS)
        yield from found
