"""What must be the same before and after pupils are forgotten: counts, numbers and sums of the whole store."""

from __future__ import annotations

from zsm_desktop.store.work import Work

_COUNTS = {
    "pupils": "SELECT count(*) FROM pupil",
    "cases": "SELECT count(*) FROM case_file",
    "meetings": "SELECT count(*) FROM meeting",
    "points": "SELECT count(*) FROM agenda_item",
    "discussions": "SELECT count(*) FROM case_discussion",
    "decisions": "SELECT count(*) FROM decision",
    "actions": "SELECT count(*) FROM action_item",
    "minutes": "SELECT count(*) FROM minutes_version",
    "bottlenecks": "SELECT count(*) FROM bottleneck",
    "needs": "SELECT count(*) FROM need",
    "placements": "SELECT count(*) FROM placement",
    "work_placements": "SELECT count(*) FROM work_placement",
    "outcomes": "SELECT count(*) FROM outcome",
    "follow_ups": "SELECT count(*) FROM follow_up WHERE status <> 'open'",
    "choices": "SELECT coalesce(sum(counted), 0) FROM choice_tally",
    "deliveries": "SELECT count(*) FROM delivery",
    "entries": "SELECT count(*) FROM journal_entry",
    "invoices": "SELECT count(*) FROM invoice",
    "given_cents": "SELECT coalesce(sum(cents), 0) FROM posting WHERE side = 'given'",
    "delivered_cents": "SELECT coalesce(sum(amount_cents), 0) FROM delivery WHERE status = 'confirmed'",
    "documents_cents": "SELECT coalesce(sum(total_cents), 0) FROM invoice",
}


def totals(work: Work) -> dict[str, int]:
    work.session.flush()
    (row,) = work.rows(f"SELECT {', '.join(f'({sql})' for sql in _COUNTS.values())}", ())
    return dict(zip(_COUNTS, map(int, row), strict=True))


def chain_head(work: Work) -> tuple[int, bytes | None]:
    """How many entries there are, and the hash of the last."""
    rows = work.rows("SELECT number, hash FROM journal_entry ORDER BY number DESC LIMIT 1", ())
    return (int(rows[0][0]), bytes(rows[0][1])) if rows else (0, None)
