"""Where leavers go, in the words the network counts them in."""

from __future__ import annotations

from enum import StrEnum


class Destination(StrEnum):
    WORK = "work"
    WORK_LEARNING = "work_learning"
    MBO = "mbo"
    OTHER_EDUCATION = "other_education"
    DAY_ACTIVITIES = "day_activities"
    BENEFIT = "benefit"
    NONE = "none"
    UNKNOWN = "unknown"
