"""`explain`: kinds, sides and what stands beside a balance, and what does not go together."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import World
from tests.cli.test_command_line import Run
from zsm_desktop.services.funds import FundDraft


@pytest.fixture
def exchanged(world: World) -> World:
    world.delivered("DUIN", "ZEEUW", 250, date(2026, 5, 10))
    mistake = world.delivered("KREEK", "DUIN", 100, date(2026, 9, 30))
    world.desk.ledger.reverse(mistake, "Vergissing.")
    world.delivered("KREEK", "DUIN", 200, date(2026, 10, 1))
    return world


def test_kinds_of_accounts_are_said_in_dutch(run: Run, exchanged: World) -> None:
    exchanged.desk.funds.add(FundDraft("Projectsubsidie", 50_00, date(2026, 8, 1), date(2027, 7, 31), percent=40_00))
    exchanged.delivered("DUIN", "ZEEUW", 100, date(2026, 10, 5))
    out = run("balances", "--by", "kind").out
    assert "subsidies" in out
    assert "fund" not in out
    assert {row["kind"] for row in run("--json", "balances", "--by", "kind").json["rows"]} >= {"fund"}


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (["--school", "DUIN", "--counter-kind", "pro"], "--counter-kind hoort bij --kind."),
        (["--school", "DUIN", "--counter", "duin"], "Een school wisselt niets uit met zichzelf."),
        (["--school", " "], "--school: Vul een code in."),
        (["--school", "DUIN", "--counter", ""], "--counter: Vul een code in."),
        (["--kind", "pro", "--counter", "DUIN"], "alleen in zijn geheel"),
    ],
)
def test_what_does_not_go_together_is_refused(run: Run, exchanged: World, asked: list[str], sentence: str) -> None:
    said = run("explain", *asked)
    assert (said.status, said.out) == (2, "")
    assert sentence in said.err
    assert len(said.err.strip().splitlines()) == 1


def test_explain_kinds_sides_and_what_waits(run: Run, exchanged: World) -> None:
    exchanged.entered("DUIN", "ZEEUW", 100, date(2026, 10, 20))
    for row in run("--json", "balances", "--by", "kind").json["rows"]:
        said = run("--json", "explain", "--kind", row["kind"], "--counter-kind", row["counter_kind"]).json
        assert said["balance_cents"] == row["given_cents"] == sum(line["cents"] for line in said["lines"])
        assert said["given_dagdelen"] == row["given_dagdelen"] == sum(line["dagdelen"] for line in said["lines"])
    (duin,) = [row for row in run("--json", "balances").json["rows"] if row["school"] == "DUIN"]
    for side, sign in (("given", 1), ("taken", -1)):
        said = run("--json", "explain", "--school", "DUIN", "--side", side).json
        assert said["balance_cents"] == sign * duin[f"{side}_cents"] == sum(line["cents"] for line in said["lines"])
    waiting = run("--json", "explain", "--school", "DUIN", "--beside", "waiting").json
    assert (waiting["balance_cents"], [line["kind"] for line in waiting["lines"]]) == (2470, ["entered"])
    assert "Te bevestigen van De Duinpan" in run("explain", "--school", "DUIN", "--beside", "waiting").out
    refused = run("explain", "--kind", "pro", "--side", "given")
    assert (refused.status, "alleen in zijn geheel" in refused.err) == (2, True)
