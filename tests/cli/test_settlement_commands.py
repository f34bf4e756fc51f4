"""Settling by commands: the four agreements side by side, and a settlement proposed, decided and executed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.builders import World
from tests.cli.test_command_line import Run
from tests.flows.test_the_whole_chain_by_keys import pdf_text
from tests.services.settled import THIS_YEAR, decision, say_vat
from tests.services.test_settlements import agreed
from zsm_desktop.domain.settlement.history import SettlementRegime
from zsm_desktop.services.shipped_profiles import text_of

YEAR = ("--year", "2026/27")
VAT = 1556
"""21 % of three dagdelen; of one 519."""
ONE, THREE = 2470 + 519, 3 * 2470 + VAT


@pytest.fixture
def exchanged(world: World) -> World:
    """DUIN gave ZEEUW three dagdelen and took one of KREEK, all with VAT; both sides signed for netting."""
    say_vat(world)
    world.delivered("DUIN", "ZEEUW", 300, date(2026, 10, 5))
    world.delivered("KREEK", "DUIN", 100, date(2026, 10, 6))
    agreed(world, SettlementRegime.NETTING)
    return world


@pytest.fixture
def run(exchanged: World, run: Run) -> Run:
    return run


def count(world: World) -> list[tuple[int]]:
    return world.store.rows("SELECT count(*) FROM audit_event")


def test_four_agreements_side_by_side(run: Run, exchanged: World) -> None:
    before = count(exchanged)
    said = run("scenarios", *YEAR, "--json")
    assert (said.status, said.err) == (0, "Schooljaar 2026/27\n")
    assert set(said.json) == {"year", "regimes"}
    assert said.json["year"] == "2026/27"
    regimes = said.json["regimes"]
    assert list(regimes) == ["closed_purses", "threshold", "invoicing", "netting"]
    for regime in regimes.values():
        assert set(regime) == {"documents", "payments", "schools"}
        paid, received = (sum(one[key] for one in regime["schools"]) for key in ("pays_cents", "receives_cents"))
        assert paid == received == sum(one["cents"] for one in regime["payments"])
        assert [one["school"] for one in regime["schools"]] == ["DUIN", "ZEEUW", "KREEK"]
    assert regimes["closed_purses"]["payments"] == []
    assert regimes["invoicing"] | {"schools": []} == {
        "documents": 2,
        "payments": [
            {"from": "ZEEUW", "to": "DUIN", "cents": THREE},
            {"from": "DUIN", "to": "KREEK", "cents": ONE},
        ],
        "schools": [],
    }
    assert regimes["netting"]["payments"] == [
        {"from": "ZEEUW", "to": "DUIN", "cents": THREE - ONE},
        {"from": "ZEEUW", "to": "KREEK", "cents": ONE},
    ]
    assert regimes["invoicing"]["schools"][0] == {
        "school": "DUIN", "pays_cents": ONE, "receives_cents": THREE, "vat_cents": 519, "left_cents": 0,
    }  # fmt: skip
    assert count(exchanged) == before


def test_four_agreements_as_an_annex(run: Run, exchanged: World, tmp_path: Path) -> None:
    before = count(exchanged)
    said = run("scenarios", *YEAR, "--out", tmp_path / "bijlage", "--json")
    assert said.status == 0
    assert list(said.json) == ["year", "regimes", "pdf", "xlsx"]
    assert all(Path(said.json[name]).stat().st_size > 5000 for name in ("pdf", "xlsx"))
    assert said.err.count("Geschreven: ") == 2
    assert count(exchanged) == [(before[0][0] + 1,)], "the line of the paper"
    (tmp_path / "bezet").write_text("")
    refused = run("scenarios", *YEAR, "--out", tmp_path / "bezet", "--json")
    assert (refused.status, refused.out) == (2, "")


def test_four_agreements_for_people(run: Run) -> None:
    said = run("scenarios", *YEAR)
    rows = [[one.strip() for one in line.split("  ") if one] for line in said.out.splitlines()]
    assert rows[0] == ["afspraak", "documenten", "betalingen", "samen", "werk"]
    assert [row[0] for row in rows[1:]] == ["Gesloten beurzen", "Drempel", "Factureren", "Salderen"]
    assert rows[3][1:4] == ["2", "2", "€\u00a0119,55"]


def test_proposed_decided_and_executed_by_its_number_or_identifier(run: Run, exchanged: World) -> None:
    number = decision(exchanged)
    payments = [
        {"from": "ZEEUW", "to": "DUIN", "cents": THREE - ONE},
        {"from": "ZEEUW", "to": "KREEK", "cents": ONE},
    ]
    said = run("settle", "propose", "--regime", "netting", *YEAR, "--json")
    assert said.status == 0
    assert said.json == {"settlement": "VR-2026/27-001", "status": "proposed", "payments": payments}
    assert said.err == "Voorstel VR-2026/27-001 is gemaakt: 2 betalingen. Leg het voor aan de stuurgroep.\n"
    approved = run("settle", "approve", "vr-2026/27-001", "--decision", number, "--json")
    assert approved.json == {"settlement": "VR-2026/27-001", "status": "approved", "payments": payments}
    ((id_,),) = exchanged.store.rows("SELECT id FROM settlement")
    executed = run("settle", "execute", id_)
    assert (executed.status, executed.err) == (0, "Verrekening VR-2026/27-001 is uitgevoerd en geboekt.\n")
    assert "ZEEUW  DUIN" in executed.out
    rows = run("balances", "--json").json["rows"]
    assert {row["school"]: row["open_cents"] for row in rows} == {"DUIN": 0, "KREEK": 0, "ZEEUW": 0}
    left = run("scenarios", *YEAR, "--json").json["regimes"]["netting"]
    assert (left["payments"], left["documents"]) == ([], 0)
    assert run("check", "--json").json["ok"] is True


def test_what_a_proposal_leaves_out_is_said(run: Run, exchanged: World) -> None:
    said = run("settle", "propose", "--regime", "invoicing", "--from", "2026-11", "--until", "2026-11", "--json")
    assert said.status == 2
    exchanged.delivered("DUIN", "ZEEUW", 100, date(2026, 11, 2))
    said = run("settle", "propose", "--regime", "invoicing", "--from", "2026-11", "--until", "2026-11", "--json")
    assert said.status == 0
    assert said.err.splitlines()[1] == (
        "2 boekingen (€\u00a098,80) van vóór 1 november 2026 zijn nog nergens verrekend; "
        "begin op 1 oktober 2026 om die mee te nemen."
    )


STEPS = "Geef bij propose een --regime en een jaar"
NO_DAYS = "Kies een schooljaar of een eerste en laatste maand"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("propose",), STEPS),
        (("propose", *YEAR), STEPS),
        (("propose", "--regime", "netting", *YEAR, "--decision", "SG-1"), STEPS),
        (("propose", "VR-2026/27-001", "--regime", "netting", *YEAR), STEPS),
        (("propose", "--regime", "netting"), NO_DAYS),
        (("propose", "--regime", "netting", "--from", "2026-08"), NO_DAYS),
        (("propose", "--regime", "netting", "--until", "2027-07"), NO_DAYS),
        (
            ("propose", "--regime", "netting", *YEAR, "--from", "2026-08"),
            "Kies een schooljaar of een eerste en laatste",
        ),
        (("propose", "--regime", "netting", "--year", "2026-27"), "“2026-27” is geen schooljaar."),
        (("propose", "--regime", "netting", "--year", "2027/28"), "Over deze maanden valt niets te verrekenen."),
        (("propose", "--regime", "threshold", *YEAR), " geldt geen verrekenovereenkomst voor deze manier"),
        (("propose", "--regime", "ruilen", *YEAR), "--regime"),
        (("approve", "--decision", "SG-1"), STEPS),
        (("approve", "VR-2026/27-001"), STEPS),
        (("approve", "VR-2026/27-001", "--decision", "SG-1", *YEAR), STEPS),
        (("approve", "VR-2026/27-009", "--decision", "SG-1"), "Deze verrekening is er niet (meer)."),
        (("approve", "VR-2026/27-001", "--decision", "SG-9"), "Besluit SG-9 van de stuurgroep is er niet"),
        (("execute",), STEPS),
        (("execute", "VR-2026/27-001", "--decision", "SG-1"), STEPS),
        (("execute", "VR-2026/27-001"), "Over verrekening VR-2026/27-001 is nog geen besluit vastgelegd"),
        (("reverse", "VR-2026/27-001"), "reverse"),
    ],
)
def test_a_slip_is_one_sentence_and_nothing_is_written(
    run: Run, exchanged: World, words: tuple[str, ...], sentence: str
) -> None:
    if words[0] != "propose":
        exchanged.desk.settlements.propose(SettlementRegime.INVOICING, THIS_YEAR)
    before = count(exchanged)
    said = run("settle", *words, "--json")
    assert (said.status, said.out) == (2, "")
    assert sentence in said.err
    assert said.err.count("\n") == 1
    assert count(exchanged) == before


def test_a_refusal_is_said_in_the_words_of_the_network(run: Run, exchanged: World) -> None:
    exchanged.desk.profiles.take_in(0, text_of("rijnmond"))
    exchanged.desk.settlements.propose(SettlementRegime.INVOICING, THIS_YEAR)
    said = run("settle", "approve", "VR-2026/27-001", "--decision", "SG-9")
    assert said.err.startswith("Besluit SG-9 van de projectgroep is er niet")


def test_books_that_moved_since_are_said_and_left_alone(run: Run, exchanged: World) -> None:
    number = decision(exchanged)
    run("settle", "propose", "--regime", "netting", *YEAR)
    run("settle", "approve", "VR-2026/27-001", "--decision", number)
    exchanged.delivered("DUIN", "KREEK", 100, date(2026, 10, 7))
    said = run("settle", "execute", "VR-2026/27-001", "--json")
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith("Sinds voorstel VR-2026/27-001 is er in deze maanden geboekt.")


def test_who_does_not_keep_the_books_sees_scenarios_only(
    run: Run, exchanged: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZSM_PASSWORD", "directeur duin" * 2)
    as_director = ("--user", "directeur duin", "--json")
    assert run(*as_director, "scenarios", *YEAR).status == 0
    said = run(*as_director, "settle", "propose", "--regime", "netting", *YEAR)
    assert (said.status, said.out) == (2, "")
    assert exchanged.store.rows("SELECT count(*) FROM settlement") == [(0,)]


@pytest.mark.parametrize("command", ["scenarios", "settle"])
def test_help_is_dutch(run: Run, command: str) -> None:
    said = run(command, "--help")
    assert said.status == 0
    assert said.out.startswith("Gebruik: ")
    assert "schooljaar" in said.out
    assert not any(word in said.out for word in ("usage:", "options:", "positional", "show this"))


def test_other_tariffs_are_tried(run: Run, exchanged: World, tmp_path: Path) -> None:
    before = count(exchanged)
    said = run("scenarios", *YEAR, "--tariffs", "+10%", "--kind", "facility", "--out", tmp_path / "uit", "--json")
    assert said.json["tariffs"] == {"permille": 100, "kind": "facility", "offer": ""}
    schools = {one["school"]: one for one in said.json["regimes"]["invoicing"]["schools"]}
    assert schools["ZEEUW"]["pays_cents"] == 3 * 2717 + 1712
    assert "gerekend is met de tarieven van de soort faciliteit 10% hoger" in said.err
    assert "gerekend is met de tarieven van de soort faciliteit 10% hoger" in " ".join(
        pdf_text(Path(said.json["pdf"])).split()
    )
    one = run("scenarios", *YEAR, "--tariffs=-2,5", "--offer", "duin-01", "--json").json
    assert one["tariffs"] == {"permille": -25, "kind": "", "offer": "duin-01"}
    assert one["regimes"]["invoicing"]["payments"][0]["cents"] == 3 * 2408 + 1517
    assert one["regimes"]["invoicing"]["payments"][1]["cents"] == ONE
    assert count(exchanged) == [(before[0][0] + 1,)], "the line of the paper"


@pytest.mark.parametrize(
    "wrong", [("--tariffs", "tien"), ("--tariffs", "+51%"), ("--kind", "facility"), ("--tariffs", "5", "--offer", "X")]
)
def test_tariffs_that_cannot_be_tried(run: Run, wrong: tuple[str, ...]) -> None:
    said = run("scenarios", *YEAR, *wrong, "--json")
    assert (said.status, said.out) == (2, "")
    assert said.err
