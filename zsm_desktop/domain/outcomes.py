"""Where leavers go: our codes, and the categories of the Uitstroommonitor praktijkonderwijs they count in.

The monitor publishes its categories and what it calls a successful placement (Sectorraad Praktijkonderwijs,
praktijkonderwijs.nl), no code list; the codes are therefore our own. Why: docs/decisions/0024-results.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from zsm_desktop.domain.money import round_share


class Destination(StrEnum):
    WORK = "work"
    WORK_LEARNING = "work_learning"
    SHELTERED_WORK = "sheltered_work"
    MBO = "mbo"
    VMBO = "vmbo"
    OTHER_PRO = "other_pro"
    VSO = "vso"
    OTHER_EDUCATION = "other_education"
    TRAINING = "training"
    DAY_ACTIVITIES = "day_activities"
    BENEFIT = "benefit"
    MOVED = "moved"
    NONE = "none"
    UNKNOWN = "unknown"


class LeavingProfile(StrEnum):
    """What school prepared for: the three profiles of the vso (Wet op de expertisecentra), used for pro as well."""

    WORK = "work"
    EDUCATION = "education"
    DAY_ACTIVITIES = "day_activities"


WORKING = frozenset({Destination.WORK, Destination.WORK_LEARNING, Destination.SHELTERED_WORK})
LEARNING = frozenset(
    {
        Destination.WORK_LEARNING,
        Destination.MBO,
        Destination.VMBO,
        Destination.OTHER_PRO,
        Destination.VSO,
        Destination.OTHER_EDUCATION,
    }
)
PLACED = WORKING | {Destination.MBO, Destination.VMBO, Destination.TRAINING, Destination.DAY_ACTIVITIES}
NOT_PLACED = frozenset({Destination.NONE, Destination.UNKNOWN})
"""The sides of the share of successful placements; other destinations stand in neither."""

MONITOR: Mapping[Destination, str] = {
    Destination.WORK: "arbeid",
    Destination.WORK_LEARNING: "arbeid + bbl",
    Destination.SHELTERED_WORK: "arbeid",
    Destination.MBO: "mbo",
    Destination.VMBO: "vmbo",
    Destination.OTHER_PRO: "andere pro-school",
    Destination.VSO: "vso",
    Destination.OTHER_EDUCATION: "overig",
    Destination.TRAINING: "toeleidings-/trainingstraject",
    Destination.DAY_ACTIVITIES: "dagbesteding",
    Destination.BENEFIT: "overig",
    Destination.MOVED: "verhuizing",
    Destination.NONE: "geen werk of opleiding",
    Destination.UNKNOWN: "onbekend",
}
"""Destination -> the category a school fills in at the monitor."""


def thousandths(part: int, whole: int) -> int | None:
    """A share rounded half up; None of nothing."""
    return round_share(1000, part, whole) if whole else None
