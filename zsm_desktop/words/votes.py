"""What a vote came to, in words."""

from __future__ import annotations

from collections.abc import Iterable

from zsm_desktop.domain.votes import Count, Voice, counted
from zsm_desktop.words.format import count

VOICE = {"for": "voor", "against": "tegen", "blank": "blanco"}
WHY_NOT = {
    "no_mandate": "mag niet beslissen voor de eigen organisatie",
    "no_organisation": "komt niet voor een organisatie",
    "other": "{other} stemt voor deze organisatie",
}


def tally(found: Count) -> str:
    """ "9 voor, 2 tegen, 1 blanco"."""
    parts = [f"{count(found.in_favour)} voor", f"{count(found.against)} tegen"]
    if found.blank:
        parts.append(f"{count(found.blank)} blanco")
    return ", ".join(parts)


def carried(voices: Iterable[str]) -> str:
    """ "Aangenomen met 9 voor, 2 tegen, 1 blanco"."""
    return f"Aangenomen met {tally(counted(map(Voice, voices)))}"


def rejected(text: str, found: Count) -> str:
    """The line for the notes: a proposal that did not make it is no decision, and is not lost either."""
    return f"Voorstel verworpen met {tally(found)}: {text}"


def with_votes(text: str, manner: str, voices: Iterable[str]) -> str:
    """A decision as papers and lists say it; by consensus needs no words."""
    return f"{text} (aangenomen met {tally(counted(map(Voice, voices)))})" if manner == "vote" else text
