"""What the commands about the exchange say once something was settled."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import World
from tests.cli.test_command_line import Run
from tests.services.settled import ALL_YEARS, NETTING, say_vat, settle


@pytest.fixture
def settled(world: World) -> World:
    say_vat(world)
    world.delivered("DUIN", "ZEEUW", 200, date(2026, 5, 10))
    settle(world, NETTING, ALL_YEARS)
    return world


def test_balances_keep_what_was_exchanged_and_say_what_is_left(settled: World, run: Run) -> None:
    rows = {row["school"]: row for row in run("--json", "balances").json["rows"]}
    zeeuw = rows["ZEEUW"]
    assert (zeeuw["balance_cents"], zeeuw["settled_cents"], zeeuw["open_cents"]) == (-4940, 4940, 0)
    heading, *lines = run("balances").out.splitlines()
    assert [one.strip() for one in heading.split("  ") if one][4:6] == ["verrekend", "staat open"]
    assert "€\u00a0+49,40" in next(line for line in lines if line.startswith("ZEEUW"))
