"""Who counts, and whether they are enough."""

from __future__ import annotations

from datetime import time

from zsm_desktop.domain.quorum import quorum

PEOPLE = [(True, True, None), (True, False, None), (True, True, time(14)), (False, True, None)]


def test_who_left_or_never_came_does_not_count() -> None:
    found = quorum(PEOPLE, 3)
    assert (found.present, found.invited, found.mandated) == (2, 4, 1)
    assert not found.is_met


def test_a_body_without_a_number_always_has_enough() -> None:
    assert quorum([], None).is_met
    assert quorum(PEOPLE, 2).is_met
