"""What parties found of a young person, said in one sentence: what comes first before going on."""

from __future__ import annotations

from typing import Protocol

from zsm_desktop.domain.choice_counts import BAD, GOOD
from zsm_desktop.words.format import joined


class Verdict(Protocol):
    """As `services.case_profile.FlagsFacts`."""

    @property
    def name(self) -> str: ...
    @property
    def standing(self) -> str: ...
    @property
    def good(self) -> str: ...
    @property
    def bad(self) -> str: ...
    @property
    def bad_of(self) -> tuple[str, ...]: ...
    @property
    def missing_of(self) -> tuple[str, ...]: ...


def verdict_words(found: Verdict) -> tuple[str, str]:
    """A heading and what is to be done; the second is "" where all found it good."""
    if found.standing == GOOD:
        return f"{found.name}: iedereen {found.good}", ""
    parts = []
    if found.bad_of:
        parts.append(f"{found.bad} van {joined(list(found.bad_of))}")
    if found.missing_of:
        parts.append(f"nog niets van {joined(list(found.missing_of))}")
    first = "Er komt eerst iets anders." if found.standing == BAD else "Vraag eerst wat zij vinden."
    return f"{found.name}: {', '.join(parts)}", first


def warning(found: Verdict) -> str:
    """Before somebody goes on; "" where nothing is in the way. It never stops anybody."""
    heading, first = verdict_words(found)
    return f"{heading}. {first} U kunt dit toch vastleggen." if first else ""
