"""What somebody with a login of the own and another tool than the program cannot settle."""

from __future__ import annotations

from tests.builders import user_id
from tests.store.test_hostile_users import (
    KEEPER,
    LINES,
    NUMBERED,
    Attacked,
    attacked,  # noqa: F401 - a fixture
    booking,
    kept,  # noqa: F401 - a fixture
)

EXECUTED = f"""
INSERT INTO settlement (id, number, regime, first_day, last_day, terms, entries, head, basis, fewest_payments, status,
 decision_id, proposed_at, proposed_by, executed_at)
SELECT 'x', 'VR-1', 'netting', DATE '2026-08-01', DATE '2027-07-31', '{{}}', max(number), sha256('x'), sha256('x'), 0,
 'executed', (SELECT id FROM decision LIMIT 1), '2026-11-22T09:00:00Z', '{user_id(KEEPER)}', '2026-11-22T09:00:00Z'
FROM journal_entry
"""


def test_who_keeps_the_books_adds_no_settlement_that_was_never_decided(attacked: Attacked) -> None:  # noqa: F811
    assert "guard:settlement.forward" in attacked.psql(KEEPER, EXECUTED).stderr


def test_an_own_booking_settles_nothing(attacked: Attacked) -> None:  # noqa: F811
    """What it settles beside what was delivered would go from one balance to another without any settlement."""
    own = booking("stage zeeuw", "'{waiting}'", 7410).replace("{waiting}", attacked.waiting)
    settled = LINES.format(number=NUMBERED, cents=5, gives="ZEEUW", takes="DUIN")
    settled = settled.replace("'given'", "'settled'").replace("'taken'", "'settled'")
    before = attacked.held()
    done = attacked.psql("stage zeeuw", own.replace("BEGIN;", f"BEGIN;{settled}"))
    assert "guard:entry.sum" in done.stderr
    assert attacked.held() == before
