"""What stood with a pupil before a correction: only the logbook has it, sealed, and older texts still say it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.masking import KnownPupil
from zsm_desktop.domain.sealed import SealedBytes

if TYPE_CHECKING:
    from zsm_desktop.store.seal import Sealer
    from zsm_desktop.store.work import Work

CORRECT = "pupil.correct"
COLUMNS = ("birth_date", "guardian_contact", "school_reference")
NAMES = {column: f"was_{column}" for column in COLUMNS}
"""Column -> the fact in the line of the logbook."""
_LINES = "SELECT subject_id, facts FROM audit_event WHERE act = :act AND facts IS NOT NULL ORDER BY number"

FormerFacts = Mapping[str, list[Mapping[str, str]]]
"""Pupil id -> what stood in which column before each correction."""


def sealed_before(work: Work, pupil_id: str, before: Mapping[str, str]) -> dict[str, str]:
    """For the line of this act; whole, as what is cut off is no longer looked for in other texts."""
    return {
        NAMES[column]: work.seal.seal("audit_event", pupil_id, NAMES[column], text).hex()
        for column, text in before.items()
        if text
    }


def former_facts(rows_of: Callable[..., list[Any]], seal: Sealer) -> FormerFacts:
    """Of every pupil; what cannot be opened, as it was sealed with a key of before, is left out."""
    found = defaultdict[str, list[Mapping[str, str]]](list)
    for pupil_id, facts in rows_of(_LINES, {"act": CORRECT}):
        said = json.loads(facts)
        found[str(pupil_id)].append(
            {column: _opened(seal, str(pupil_id), name, said[name]) for column, name in NAMES.items() if name in said}
        )
    return found


def known_before(now: KnownPupil, facts: Mapping[str, str]) -> KnownPupil:
    """The same pupil by what was noted then."""
    born = facts.get("birth_date", "")
    return KnownPupil(
        now.pupil_id,
        now.pseudonym,
        now.given_name,
        now.family_name,
        date.fromisoformat(born) if born else None,
        facts.get("guardian_contact", ""),
        facts.get("school_reference", ""),
    )


def _opened(seal: Sealer, pupil_id: str, name: str, value: str) -> str:
    try:
        return seal.open("audit_event", pupil_id, name, SealedBytes.fromhex(value))
    except (ValueError, RuleError):
        return ""
