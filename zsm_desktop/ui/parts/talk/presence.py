"""Who is there, in words."""

from __future__ import annotations

from zsm_desktop.domain.quorum import Quorum
from zsm_desktop.services.meeting_facts import AttendanceRow
from zsm_desktop.words.format import time_of_day


def presence_words(found: Quorum) -> str:
    """ "6 van 8 aanwezig", and what the body asks: "4 van 5 nodig"."""
    if found.needed is None:
        return f"{found.present} van {found.invited} aanwezig"
    if found.is_met:
        return f"{found.present} aanwezig, {found.needed} nodig"
    return f"{found.present} van {found.needed} nodig"


def person_detail(row: AttendanceRow) -> str:
    left = f"weg om {time_of_day(row.left_at)}" if row.left_at is not None else ""
    mandated = "mag beslissen" if row.is_mandated else ""
    return " · ".join(part for part in (left, mandated, row.organisation) if part)
