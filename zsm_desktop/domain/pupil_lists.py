"""Lists pupils stand on until they may come off: why somebody comes off, and what is said of who stands on it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.profiles import PupilList


class OffReason(StrEnum):
    """Why a pupil is followed on the list no longer; all of it stays on record."""

    WORK = "work"
    EDUCATION = "education"
    DAY_ACTIVITIES = "day_activities"
    MOVED = "moved"
    OTHER = "other"


def require_list(lists: Sequence[PupilList], code: str) -> PupilList:
    """Raises RuleError("list.none")."""
    found = next((one for one in lists if one.code == code), None)
    if found is None:
        raise RuleError("list.none")
    return found
