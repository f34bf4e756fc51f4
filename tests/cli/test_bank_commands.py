"""A bank's file by command: what is sure is booked, the rest is told, and a second time nothing happens."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.builders import TODAY, World
from tests.cli.test_command_line import Run
from tests.services.invoiced import IBANS, THREE, invoiced
from tests.services.invoicing import describe
from zsm_desktop.domain.identifiers import make_reference

DAY = f"{TODAY:%y%m%d}"


@pytest.fixture
def exchanged(world: World) -> World:
    invoiced(world)
    return world


@pytest.fixture
def run(exchanged: World, run: Run) -> Run:
    return run


def amount(cents: int) -> str:
    return f"{cents // 100},{cents % 100:02}"


def mt940(tmp_path: Path, *lines: tuple[int, str], account: str = IBANS["DUIN"]) -> Path:
    """A statement with these amounts coming in, each with what the payer wrote."""
    total = sum(cents for cents, _ in lines)
    entries = [f":61:{DAY}C{amount(cents)}N541NONREF\n:86:/TRTP/SEPA/REMI/{text}/" for cents, text in lines]
    text = "\n".join(
        [
            ":20:STARTDISP",
            f":25:{account}EUR",
            ":28C:1/1",
            f":60F:C{DAY}EUR0,00",
            *entries,
            f":62F:C{DAY}EUR{amount(total)}",
        ]
    )
    path = tmp_path / "bank.sta"
    path.write_text(text + "\n-\n")
    return path


def test_what_is_sure_is_booked_and_the_rest_told(run: Run, exchanged: World, tmp_path: Path) -> None:
    file = mt940(tmp_path, (THREE, make_reference("DUIN-2026-0001")), (12_50, "kantine"))
    seen = run("import-bank", file, "--preview", "--json")
    assert (seen.status, seen.json["read"], seen.json["accepted"], seen.json["written"]) == (0, 2, 1, 0)
    assert exchanged.desk.payments.rows() == ()
    said = run("import-bank", file, "--json")
    assert (said.status, said.json["read"], said.json["accepted"], said.json["written"]) == (0, 2, 1, 1)
    ((found,),) = [said.json["findings"]]
    assert (found["code"], found["row"]) == ("payment.proposal", 7)
    assert found["text"].startswith("Onbekend: ")
    assert [row.cents for row in exchanged.desk.payments.rows()] == [THREE]
    again = run("import-bank", file, "--json")
    assert (again.status, again.json["accepted"], again.json["written"]) == (0, 0, 0)
    assert again.json["findings"][0]["code"] == "payment.file_known"
    assert "1 van 2" in again.json["findings"][0]["text"]
    assert len(exchanged.desk.payments.rows()) == 1
    assert run("check", "--json").json["ok"] is True


def test_what_is_not_whole_or_not_of_this_payer_waits_for_a_person(run: Run, exchanged: World, tmp_path: Path) -> None:
    reference = make_reference("DUIN-2026-0001")
    said = run("import-bank", mt940(tmp_path, (THREE - 1, reference), account="NL20INGB0001234567"), "--json")
    assert (said.status, said.json["accepted"], said.json["written"]) == (0, 0, 0)
    assert [one["code"] for one in said.json["findings"]] == ["payment.strange_account", "payment.proposal"]
    assert exchanged.desk.payments.rows() == ()


def test_a_file_that_does_not_add_up_is_refused_whole(run: Run, exchanged: World, tmp_path: Path) -> None:
    file = mt940(tmp_path, (THREE, make_reference("DUIN-2026-0001")))
    file.write_text(file.read_text().replace(f"EUR{amount(THREE)}", "EUR1,00"))
    said = run("import-bank", file, "--json")
    assert (said.status, said.json["accepted"], said.json["written"]) == (2, 0, 0)
    assert "bank.sum" in {one["code"] for one in said.json["findings"]}
    assert exchanged.desk.payments.rows() == ()
    missing = run("import-bank", tmp_path / "niets.sta")
    assert (missing.status, missing.out) == (2, "")


def test_the_journal_tells_of_payments(run: Run, exchanged: World, tmp_path: Path) -> None:
    (invoice, *_) = exchanged.desk.payments.open_items().rows
    exchanged.desk.payments.enter(invoice.invoice_id, TODAY - timedelta(days=1), 10_00)
    assert run("journal", "--format", "hledger", "--out", tmp_path / "boek.journal").status == 0
    text = (tmp_path / "boek.journal").read_text()
    assert "Betaling bij verrekening VR-2026/27-001" in text
    assert "Open:ZEEUW  10.00 EUR" in text
    assert run("journal", "--format", "csv", "--out", tmp_path / "boek.csv").status == 0
    assert ";betaling;" in (tmp_path / "boek.csv").read_text(encoding="utf-8-sig")


def test_a_payment_file_for_each_who_pays(run: Run, exchanged: World, tmp_path: Path) -> None:
    said = run("sepa", "--settlement", "vr-2026/27-001", "--out", tmp_path / "uit", "--json")
    assert said.status == 0
    assert [one["school"] for one in said.json] == ["DUIN", "ZEEUW"]
    for one in said.json:
        assert Path(one["file"]).read_bytes().startswith(b"<?xml")
        assert Path(one["pdf"]).exists()
        assert Path(one["xlsx"]).exists()
    describe(exchanged, "KREEK", iban="")
    refused = run("sepa", "--settlement", "VR-2026/27-001", "--out", tmp_path / "nog", "--json")
    assert refused.status == 0  # an issued invoice says itself where to pay
    describe(exchanged, "ZEEUW", iban="")
    refused = run("sepa", "--settlement", "VR-2026/27-001", "--out", tmp_path / "niet", "--json")
    assert (refused.status, refused.out) == (2, "")
    assert "De Zeeuwse Vaart" in refused.err
    assert "Netwerk" in refused.err
    assert not (tmp_path / "niet").exists()
    assert run("sepa", "--settlement", "VR-9", "--out", tmp_path).status == 2


def test_the_file_for_the_auditor(run: Run, exchanged: World, tmp_path: Path) -> None:
    path = tmp_path / "2026.xaf"
    said = run("audit-file", "--book-year", "2026", "--out", path, "--json")
    assert (said.status, said.json) == (0, {"file": str(path)})
    assert "penvoerder" in said.err
    assert path.read_bytes().startswith(b"<?xml")
    for wrong in ("26", "2026/27"):
        assert run("audit-file", "--book-year", wrong, "--out", path).status == 2


@pytest.mark.parametrize("command", ["import-bank", "sepa", "audit-file"])
def test_help_is_dutch(run: Run, command: str) -> None:
    said = run(command, "--help")
    assert said.status == 0
    assert said.out.startswith("Gebruik: ")
    assert not any(word in said.out for word in ("usage:", "options:", "positional", "show this"))
