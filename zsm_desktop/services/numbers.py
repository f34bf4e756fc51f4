"""Numbers that run on behind a prefix: BR-2026/27-001 of rounds, PL-2026/27-014 of placements and the like."""

from __future__ import annotations

from typing import Literal

from zsm_desktop.store.work import Work

Numbered = Literal[
    "case_file", "confirmation_round", "placement", "settlement", "statement", "vacancy", "work_placement"
]
# Above "~" sorts nothing that stands in a number; a prefix that is the start of a longer one leaves letters behind.
_LAST = """
SELECT coalesce(max(CAST(substr(number, :length + 1) AS INTEGER)), 0) FROM {table}
WHERE number BETWEEN :prefix AND :prefix || '~' AND trim(substr(number, :length + 1), '0123456789') = ''
"""


def next_in(work: Work, table: Numbered, prefix: str) -> int:
    """The one after the highest that is written under `prefix`; 1 for the first."""
    ((last,),) = work.rows(_LAST.format(table=table), {"prefix": prefix, "length": len(prefix)})
    return int(last) + 1
