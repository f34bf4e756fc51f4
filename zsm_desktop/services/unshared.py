"""Placements that go on though nothing allows the sharing any more, in one plain condition.

They are shown, never ended by the program: a child's day and another school's planning hang on them.
"""

from __future__ import annotations

WITHOUT = "unshared"
_UNSHARED = """({row}.case_id IS NOT NULL
 AND ({row}.status IN ('proposed', 'waiting') OR ({row}.status = 'running' AND {row}.ends_on >= :day))
 AND NOT EXISTS (SELECT 1 FROM consent s WHERE s.case_id = {row}.case_id AND s.valid_from <= :day
  AND (s.valid_until IS NULL OR s.valid_until >= :day) AND (s.withdrawn_on IS NULL OR s.withdrawn_on > :day)
  AND (s.receiver_id IS NULL OR s.receiver_id = {row}.provider_id)))"""


def is_unshared(row: str = "placement") -> str:
    """`row` is what the query calls the placement; asks for :day. Who gave a consent is not looked at."""
    return _UNSHARED.format(row=row)
