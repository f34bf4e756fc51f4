"""Proofs of destruction as rows, and whether each is still as it was drawn up."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from zsm_desktop.domain.errors import Finding
from zsm_desktop.services.chain import RowsOf

if TYPE_CHECKING:
    from zsm_desktop.store.store import Store

HEADS = """
SELECT d.id, d.sequence, d.kind, d.began_at, d.done_by, d.pupils, d.changed, d.entries, d.chain_head, d.facts, d.digest
FROM destruction d WHERE d.ended_at IS NOT NULL ORDER BY d.sequence DESC
"""
LINES = """
SELECT destruction_id, subject_id, code, category, due_on, ground, changed FROM destruction_line
ORDER BY destruction_id, category, code, subject_id
"""


def digest_of(head: Sequence[Any], lines: Sequence[Sequence[Any]]) -> bytes:
    """What was proved, in one text that is the same wherever it is read: rows as HEADS and LINES give them."""
    _, *said = head[:10]
    said[7] = bytes(said[7]).hex() if said[7] else ""
    said += sorted([str(one or "") for one in line[1:]] for line in lines)
    return sha256(json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()).digest()


def lines_of(rows_of: RowsOf) -> Mapping[str, list[Sequence[Any]]]:
    """By proof."""
    found: defaultdict[str, list[Sequence[Any]]] = defaultdict(list)
    for row in rows_of(LINES, {}):
        found[row[0]].append(row)
    return found


def proof_faults(store: Store) -> Iterator[Finding]:
    heads = store.rows(HEADS)
    lines = lines_of(store.rows) if heads else {}
    for head in heads:
        if digest_of(head, lines.get(head[0], [])) != bytes(head[10]):
            yield Finding("check.destruction", facts={"number": head[1]})
