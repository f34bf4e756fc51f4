"""Documents by command: seen first, refused while something is missing, issued once, written again the same."""

from __future__ import annotations

from email import message_from_bytes
from pathlib import Path
from typing import Any

from tests.builders import World
from tests.cli.test_command_line import Run
from tests.services.invoicing import describe, fill_in
from tests.services.settled import number_of, settle
from tests.services.test_invoices import INVOICING, exchanged, invoiced
from tests.services.test_paper_trail import kinds
from zsm_desktop.domain.settlement.history import SettlementRegime
from zsm_desktop.reports.ubl import faults


def test_seen_refused_issued_and_written_again(run: Run, world: World, tmp_path: Path) -> None:
    fill_in(world)
    describe(world, "KREEK", iban="")
    exchanged(world)
    settlement = settle(world, INVOICING)
    asked = ("--settlement", number_of(world, settlement), "--out", str(tmp_path / "uit"))

    seen = run("invoices", *asked, "--concept", "--json")
    assert [(one["number"], one["ubl"]) for one in seen.json] == [("", "")] * 3
    assert len({one["pdf"] for one in seen.json if Path(one["pdf"]).exists()}) == 3
    assert [one["from"] for one in seen.json if one["missing"]] == ["KREEK"]

    assert kinds(world) == [("invoices", 3)]

    refused = run("invoices", *asked, "--json")
    assert (refused.status, refused.json) == (2, [])
    assert "Het Kreekrif heeft nog geen IBAN" in refused.err
    assert world.desk.invoices.rows() == ()

    describe(world, "KREEK")
    issued = run("invoices", *asked, "--mail", "--json")
    assert issued.status == 0
    assert [(one["number"], one["from"], one["to"], one["cents"]) for one in issued.json] == [
        ("DUIN-2026-0001", "DUIN", "ZEEUW", 117_33),
        ("KREEK-2026-0001", "KREEK", "ZEEUW", 8_15),
        ("ZEEUW-2026-0001", "ZEEUW", "DUIN", 24_70),
    ]
    before = [Path(one[name]).read_bytes() for one in issued.json for name in ("pdf", "ubl")]
    assert all(faults(Path(one["ubl"]).read_bytes()) == () for one in issued.json)
    mail = message_from_bytes(Path(issued.json[0]["eml"]).read_bytes())
    assert "DUIN-2026-0001" in str(mail["Subject"])

    assert kinds(world) == [("invoices", 3)]  # that they were issued stands there already

    again = run("invoices", *asked)
    assert again.status == 0
    assert [Path(one[name]).read_bytes() for one in issued.json for name in ("pdf", "ubl")] == before
    assert again.out.splitlines()[1].split()[:3] == ["DUIN-2026-0001", "DUIN", "ZEEUW"]
    assert kinds(world) == [("invoices", 3)] * 2


def test_each_audience_gets_its_own(run: Run, world: World, tmp_path: Path) -> None:
    number = number_of(world, invoiced(world))

    def made(audience: str, *more: str) -> tuple[list[Any], list[str]]:
        out = tmp_path / audience
        said = run("invoices", "--settlement", number, "--out", str(out), "--audience", audience, "--json", *more)
        assert said.status == 0
        assert {tuple(one) for one in said.json} == {
            ("number", "kind", "from", "to", "cents", "due_cents", "pdf", "ubl", *(("eml",) if more else ()))
        }
        return said.json, sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file())

    originals, files = made("receiver")
    assert len(files) == 6
    assert all(Path(one["pdf"]).parent.name == "Origineel" and one["ubl"] for one in originals)
    assert kinds(world) == [("invoices", 3)]
    copies, files = made("issuer", "--mail")
    assert kinds(world)[1:] == [("invoices", 3), ("invoice_mails", 3)]
    assert len(files) == 6
    assert [Path(one["pdf"]).parent.name for one in copies] == [one["from"] for one in copies]
    assert [one["ubl"] for one in copies] == [""] * 3
    assert Path(copies[0]["pdf"]).read_bytes() != Path(originals[0]["pdf"]).read_bytes()
    for_books, files = made("bookkeeper")
    assert [Path(one["pdf"]).read_bytes() for one in for_books] == [Path(one["pdf"]).read_bytes() for one in copies]
    assert {Path(name).suffix for name in files if "/" not in name} == {".pdf", ".xlsx"}
    seen, files = made("steering")
    assert [(one["pdf"], one["ubl"]) for one in seen] == [("", "")] * 3
    assert files == [f"Overzicht {number}{end}".replace("/", "-") for end in (".pdf", ".xlsx")]
    assert run("invoices", "--settlement", number, "--out", str(tmp_path), "--concept", "--audience", "issuer").status


def test_every_school_gets_its_statement_also_where_nobody_pays(run: Run, world: World, tmp_path: Path) -> None:
    exchanged(world)
    settlement = settle(world, SettlementRegime.CLOSED_PURSES)
    number = number_of(world, settlement)
    asked = ("--settlement", number, "--out", str(tmp_path / "uit"))
    assert run("invoices", *asked).status == 2
    made = run("settlement-statements", *asked, "--mail", "--json")
    assert [(one["school"], one["number"]) for one in made.json] == [
        (code, f"{number}-{code}") for code in ("DUIN", "ZEEUW", "KREEK")
    ]
    assert sum(one["left_cents"] for one in made.json) == 0
    files = [Path(one[name]) for one in made.json for name in ("pdf", "eml")]
    before = [path.read_bytes() for path in files if path.suffix == ".pdf"]
    mail = message_from_bytes(files[1].read_bytes())
    assert f"{number}-DUIN" in str(mail["Subject"])
    one = run("settlement-statements", *asked, "--school", "kreek", "--json")
    assert [found["school"] for found in one.json] == ["KREEK"]
    assert Path(one.json[0]["pdf"]).read_bytes() == before[2]
    assert run("settlement-statements", *asked, "--school", "NIET").status == 2


def test_a_settlement_that_is_not_there(run: Run, tmp_path: Path) -> None:
    said = run("invoices", "--settlement", "VR-2026/27-009", "--out", str(tmp_path / "uit"))
    assert (said.status, said.out) == (2, "")
    assert not (tmp_path / "uit").exists()
