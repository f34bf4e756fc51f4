"""Numbers run on past the places they are written in, and a longer prefix is not mistaken for a shorter one."""

from __future__ import annotations

from tests.builders import TODAY, World
from zsm_desktop.services.cases import next_case_number
from zsm_desktop.services.numbers import next_in


def test_numbers_run_on_past_their_places(world: World) -> None:
    for number in ("C-2026-099", "C-2026-999", "C-2026-1000", "C-2025-4000", "C-2026-07-55"):
        world.case(number=number)
    with world.writing() as work:
        assert next_case_number(work, TODAY) == "C-2026-1001"
        assert next_in(work, "case_file", "C-2026-07-") == 56
        assert next_in(work, "case_file", "C-2027-") == 1
