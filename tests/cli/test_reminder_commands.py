"""Reminders by command: listed, made, and kept as sent only where they were made."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.builders import World
from tests.cli.test_command_line import Run
from tests.services.invoiced import ONE, THREE, issue
from tests.services.invoicing import fill_in
from tests.services.settled import THIS_YEAR, settle
from tests.services.test_paper_trail import kinds
from zsm_desktop.domain.settlement.history import SettlementRegime


@pytest.fixture
def long_ago(world: World) -> World:
    """Issued so early that it is late by now: the clock of a command is the real one."""
    fill_in(world)
    world.delivered("DUIN", "ZEEUW", 300, date(2026, 10, 5))
    world.delivered("KREEK", "DUIN", 100, date(2026, 10, 6))
    settlement = settle(world, SettlementRegime.INVOICING, THIS_YEAR)
    world.now -= timedelta(days=40)
    issue(world, settlement)
    return world


def test_reminders_are_listed_made_and_kept_as_sent(long_ago: World, run: Run, tmp_path: Path) -> None:
    (duin, zeeuw) = sorted(run("reminders", "--json").json["letters"], key=lambda one: one["school"])
    assert (zeeuw["school"], zeeuw["level"], zeeuw["documents"]) == ("ZEEUW", 1, ["DUIN-2026-0001"])
    assert (duin["open_cents"], zeeuw["open_cents"]) == (ONE, THREE)
    refused = run("reminders", "--send")
    assert (refused.status, refused.out) == (2, "")
    assert "Geef met --out ook een map" in refused.err
    made = run("reminders", "--out", tmp_path / "brieven", "--json")
    assert not made.json["sent"]
    assert kinds(long_ago) == [("reminders", 2)]
    assert {path.name for path in (tmp_path / "brieven").iterdir()} == {
        Path(one[name]).name for one in made.json["letters"] for name in ("pdf", "eml")
    }
    assert run("reminders", "--out", tmp_path / "brieven", "--send", "--json").json["sent"]
    assert kinds(long_ago) == [("reminders", 2)]  # that they were sent stands there already
    after = run("reminders", "--json").json
    assert after["letters"] == []
    assert {one["code"] for one in after["waiting"]} == {"reminder.not_due"}
    assert all(one["from"] > duin["pay_by"] for one in after["waiting"])
    assert "Vandaag hoeft er geen herinnering uit." in run("reminders").out
