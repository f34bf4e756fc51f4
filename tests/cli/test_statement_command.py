"""Statements on the command line: PDF and Excel of one school or of all, on record only when that is asked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.builders import World
from tests.cli.test_command_line import Run
from tests.services.test_paper_trail import kinds


@pytest.fixture
def traded(world: World) -> World:
    world.delivered("DUIN", "ZEEUW", 400, date(2026, 5, 10))
    world.delivered("DUIN", "ZEEUW", 250, date(2026, 9, 10))
    return world


def test_one_school(run: Run, traded: World, tmp_path: Path) -> None:
    said = run("statement", "--school", "zeeuw", "--year", "2026/27", "--out", tmp_path, "--json")
    assert said.status == 0
    assert list(said.json)[:2] == ["pdf", "xlsx"]
    assert all(Path(said.json[kind]).stat().st_size > 2000 for kind in ("pdf", "xlsx"))
    figures = {name: said.json[name] for name in ("school", "number", "opening_cents", "closing_cents", "lines")}
    assert figures == {
        "school": "ZEEUW", "number": "", "opening_cents": -9880, "closing_cents": -16055, "lines": 1,
    }  # fmt: skip
    assert traded.store.rows("SELECT count(*) FROM statement") == [(0,)]
    balance = run("explain", "--school", "ZEEUW", "--json").json["balance_cents"]
    everything = run("statement", "--school", "ZEEUW", "--out", tmp_path, "--json").json
    assert (everything["opening_cents"], everything["closing_cents"]) == (0, balance)


def test_all_of_them_on_record_and_again(run: Run, traded: World, tmp_path: Path) -> None:
    folder, autumn = tmp_path / "uit", ("--all", "--from", "2026-09", "--until", "2026-11")
    said = run("statement", *autumn, "--issue", "--mail", "--out", folder)
    assert said.status == 0
    for found in ("OV-2026/27-DUIN-01", "OV-2026/27-ZEEUW-01", "OV-2026/27-KREEK-01"):
        assert found in said.out
    assert len(list(folder.iterdir())) == 9
    assert kinds(traded) == []  # that they went out stands there already
    again = run("statement", *autumn, "--out", folder, "--json")
    assert [one["number"] for one in again.json] == [f"OV-2026/27-{code}-01" for code in ("DUIN", "ZEEUW", "KREEK")]
    assert traded.store.rows("SELECT count(*) FROM statement") == [(3,)]
    assert kinds(traded) == [("statement", 3)]
    assert run("check", "--json").json["ok"] is True


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "Noem één school met --school, of alle met --all."),
        (("--all", "--school", "DUIN"), "Noem één school met --school, of alle met --all."),
        (("--school", "NERGENS"), "Er is geen school met de code NERGENS."),
        (("--school", "DUIN", "--from", "2027-03"), "Deze maanden moeten nog beginnen. Kies een eerdere periode."),
        (("--school", "DUIN", "--year", "2026/27", "--from", "2026-09"), "Kies een schooljaar of een eerste en"),
    ],
)
def test_slips_are_said(run: Run, world: World, tmp_path: Path, words: tuple[str, ...], sentence: str) -> None:
    said = run("statement", *words, "--out", tmp_path / "uit")
    assert said.status == 2
    assert sentence in said.err
    assert not (tmp_path / "uit").exists()


@pytest.mark.parametrize("words", [(), ("--issue",), ("--mail",)])
def test_of_another_school_nothing_is_given_out(
    run: Run, traded: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv("ZSM_PASSWORD", "directeur zeeuw" * 2)
    asked = ("statement", "--school", "DUIN", "--year", "2026/27", "--out", tmp_path / "uit", *words)
    said = run("--json", "--user", "directeur zeeuw", *asked)
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith("Dit hoort bij een andere school.")
    assert not (tmp_path / "uit").exists()
    assert traded.store.rows("SELECT count(*) FROM statement") == [(0,)]
