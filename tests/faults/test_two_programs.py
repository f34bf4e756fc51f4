"""Two programs on one network, a holder that is killed, and a clock that is set back."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.builders import PASSWORD, SECRETARY, World
from tests.faults.program import run
from tests.faults.workday import NOW, enter
from zsm_desktop.app import open_desk
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.desk import Desk
from zsm_desktop.words.rules import sentence


def sat_down(folder: Path, *, read_only: bool = False) -> Desk:
    return open_desk(folder, password=PASSWORD, user=SECRETARY, read_only=read_only, clock=lambda: NOW)


@contextmanager
def other_program(folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Sits down in a process of its own and waits; what it acknowledged."""
    with run("tests.faults.holding", {"folder": str(folder)}) as program:
        assert program.stdout is not None
        try:
            yield program, program.stdout.readline().strip()
        finally:
            program.kill()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signal that cannot be caught")
def test_the_second_hears_who_and_the_next_gets_in_after_a_kill(world: World) -> None:
    world.close()
    with other_program(world.folder) as (holder, entered):
        with pytest.raises(RuleError) as refused:
            sat_down(world.folder)
        assert refused.value.code == "store.in_use"
        assert SECRETARY in sentence(refused.value)
        with closing(sat_down(world.folder, read_only=True)) as reader:
            assert [row.id for row in reader.deliveries.page()] == [entered]
        holder.kill()
        holder.wait()
    with closing(sat_down(world.folder)) as desk:
        assert [row.id for row in desk.deliveries.page()] == [entered]
        desk.deliveries.confirm([entered])
        assert desk.checks.run().findings == ()
    with closing(sat_down(world.folder)) as desk, pytest.raises(RuleError, match=r"^store\.in_use"):
        sat_down(desk.store.folder)  # within one program too


def test_a_clock_that_is_set_back_breaks_nothing(world: World) -> None:
    """A wrong battery, summer time, somebody who corrects it: what was done later has the earlier moment."""
    steps = [timedelta(0), timedelta(hours=-1), timedelta(days=-60), timedelta(days=2), timedelta(hours=-1)]
    begin, made = world.now, []
    for turn, step in enumerate(steps):
        world.now = begin + step
        desk = world.desk
        delivery = enter(desk, 8) or ""
        made.append(delivery)
        desk.deliveries.confirm([delivery])
        case = world.case()
        desk.cases.edit(case, desk.cases.card(case).version, {"tried": f"{turn}"})
        if turn % 2:
            world.close()  # and opened again with the clock as it is
    assert len(set(made)) == len(steps)
    assert {row.id for row in world.desk.deliveries.page()} == set(made)
    assert [row.number for row in world.desk.ledger.following(0)] == [1, 2, 3, 4, 5]
    numbers = world.store.rows("SELECT number, at FROM audit_event ORDER BY number")
    assert [number for number, _ in numbers] == list(range(1, len(numbers) + 1))
    assert [at for _, at in numbers] != sorted(at for _, at in numbers)
    assert world.desk.checks.run().findings == ()
    assert world.desk.ledger.following(0)[2].booked_on == date(2026, 9, 9)
