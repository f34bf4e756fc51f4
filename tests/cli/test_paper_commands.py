"""The commands around paper: the form out and in, the list of schools, minutes, and a sample to try it all on."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from tests.builders import PASSWORD, SECRETARY, World
from tests.cli.test_command_line import Run
from tests.intake.test_case_form import FIRST_ROW, FULL, fill
from tests.reports.test_catalogue import filled as offer_with_contact
from tests.services.test_minutes import held
from zsm_desktop.app import open_desk
from zsm_desktop.cli import main

DUO = """PROVINCIE;BEVOEGD GEZAG NUMMER;INSTELLINGSCODE;VESTIGINGSCODE;VESTIGINGSNAAM;STRAATNAAM;HUISNUMMER-TOEVOEGING;\
POSTCODE;PLAATSNAAM;GEMEENTENUMMER;GEMEENTENAAM;DENOMINATIE;TELEFOONNUMMER;INTERNETADRES;ONDERWIJSSTRUCTUUR
Zeeland;40123;99AB;99AB00;DE ZILTE HOEK;Havenstraat;1;4331 AB;MIDDELBURG;0687;MIDDELBURG;Openbaar;0118123456;\
www.voorbeeld.nl;PRO
Zeeland;40123;99AB;99AB01;DE ZILTE PUNT;Havenstraat;2;4331 AB;MIDDELBURG;0687;MIDDELBURG;Openbaar;0118123457;\
www.voorbeeld.nl;PRO/VBO
"""
OURS = FULL | {"school": "ZEEUW", "receiver": "", "sector_2": "Groen"}


def filled(run: Run, place: Path, *rows: dict[str, object]) -> Path:
    form = place / "formulier.xlsx"
    assert run("case-form", "--out", form, "--json").json == {"file": str(form)}
    book = openpyxl.load_workbook(form)
    for number, values in enumerate(rows):
        fill(book["Aanmelding"], FIRST_ROW + number, values)
    book.save(form)
    return form


def test_a_filled_form_becomes_cases(run: Run, world: World, tmp_path: Path) -> None:
    form = filled(run, tmp_path, OURS, OURS | {"reference": "0232", "given_name": "Ali"})
    preview = run("import-cases", form, "--preview", "--json")
    assert preview.json == {"read": 2, "accepted": 2, "written": 0, "findings": []}
    assert world.desk.cases.rows() == ()
    done = run("import-cases", form, "--json")
    assert (done.status, done.json) == (0, {"read": 2, "accepted": 2, "written": 2, "findings": []})
    assert len(world.desk.cases.rows()) == 2
    again = run("import-cases", form, "--json")
    assert (again.status, again.json["written"], again.json["accepted"]) == (2, 0, 0)
    assert {finding["code"] for finding in again.json["findings"]} == {"import.case_open"}
    assert "heeft al een lopende casus (C-2026-001)" in again.json["findings"][0]["text"]


def test_one_wrong_row_keeps_the_whole_form_out(run: Run, world: World, tmp_path: Path) -> None:
    form = filled(run, tmp_path, OURS, OURS | {"reference": "0232", "given_name": "Ali", "half_days": "24.7"})
    said = run("import-cases", form, "--json")
    assert (said.status, said.json["read"], said.json["accepted"], said.json["written"]) == (2, 2, 1, 0)
    (finding,) = said.json["findings"]
    assert finding["row"] == FIRST_ROW + 1
    assert finding["column"]
    assert f"rij {FIRST_ROW + 1}, " in said.err
    assert "Er is niets vastgelegd." in said.err
    assert world.desk.cases.rows() == ()


def test_a_file_that_is_no_form(run: Run, tmp_path: Path) -> None:
    (tmp_path / "brief.xlsx").write_text("Geachte secretaris", encoding="utf-8")
    said = run("import-cases", tmp_path / "brief.xlsx", "--json")
    assert (said.status, said.out) == (2, "")
    assert said.err.count("\n") == 1


def test_schools_are_taken_in_once(run: Run, world: World, tmp_path: Path) -> None:
    (tmp_path / "duo.csv").write_bytes(DUO.encode("cp1252"))
    preview = run("import-schools", tmp_path / "duo.csv", "--preview", "--json")
    assert (preview.status, preview.json["accepted"], preview.json["written"]) == (0, 2, 0)
    one = run("import-schools", tmp_path / "duo.csv", "--schools", "99ab00", "--json")
    assert (one.status, one.json["written"]) == (0, 1)
    for _ in range(2):
        assert run("import-schools", tmp_path / "duo.csv", "--json").json["written"] == 2
    schools = {school.code: school for school in world.desk.network.schools()}
    assert len(schools) == 5
    assert (schools["99AB00"].kind, schools["99AB00"].city) == ("pro", "Middelburg")
    assert "99AB01" in {row["school"] for row in run("balances", "--json").json["rows"]}
    unknown = run("import-schools", tmp_path / "duo.csv", "--schools", "00XX00")
    assert (unknown.status, "00XX00" in unknown.err) == (2, True)
    none = run("import-schools", tmp_path / "duo.csv", "--schools", " , ")
    assert (none.status, none.err.startswith("Er is geen school genoemd.")) == (2, True)


def test_minutes_on_paper(run: Run, world: World, tmp_path: Path) -> None:
    held(world)
    (meeting,) = [row for row in run("meetings", "--json").json if row["kind"] == "case"]
    assert set(meeting) == {"id", "number", "kind", "body", "date", "status"}
    assert meeting["status"] == "finished"
    for which in ("last-case", meeting["id"], meeting["number"]):
        said = run("minutes", "--meeting", which, "--out", tmp_path, "--audience", "steering", "--json")
        assert set(said.json) == {"pdf", "xlsx"}
        assert all(Path(path).stat().st_size > 2000 for path in said.json.values())
    assert run("minutes", "--meeting", "last-case", "--out", tmp_path, "--audience", "school:zeeuw").status == 0
    for audience in ("full", "school:ZEEUW"):
        said = run("minutes", "--meeting", "last-case", "--out", tmp_path / "x", "--audience", audience, "--json")
        assert (said.status, set(said.json)) == (0, {"pdf", "xlsx"})
    assert len(list((tmp_path / "x").glob("* ZEEUW.*"))) == 2
    assert len(list((tmp_path / "x").iterdir())) == 4
    refused = run("minutes", "--meeting", "last-case", "--out", tmp_path, "--audience", "school:NERGENS", "--json")
    assert (refused.status, refused.out) == (2, "")
    for which in ("last-steering", "xyz"):
        refused = run("minutes", "--meeting", which, "--out", tmp_path / "y")
        assert refused.status == 2
        assert refused.err == "Dit overleg bestaat niet. Bekijk de lijst met “zsm-desktop meetings”.\n"
    assert not (tmp_path / "y").exists()


def test_a_command_leaves_the_line_of_its_paper_also_beside_who_writes(
    run: Run, world: World, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    held(world)
    assert run("minutes", "--meeting", "last-case", "--out", tmp_path).status == 0
    assert run("journal", "--format", "csv", "--out", tmp_path / "boek.csv").status == 0
    with closing(open_desk(world.folder, password=PASSWORD, user=SECRETARY)):
        assert main(["journal", "--format", "hledger", "--out", str(tmp_path / "boek.journal")]) == 0
    capfd.readouterr()
    assert run("journal", "--format", "csv", "--out", tmp_path / "weg" / "boek.csv").status == 2
    papers = [one.paper for one in world.desk.logbook.page() if one.paper is not None]
    assert [(one.kind, one.formats) for one in papers] == [
        ("journal", ("journal",)), ("journal", ("csv",)), ("minutes", ("pdf", "xlsx")),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        ("case-form", "--out", "FOLDER/store.db"),
        ("journal", "--format", "csv", "--out", "FOLDER/keys.json"),
        ("journal", "--format", "hledger", "--out", "FOLDER/boek.journal"),
        ("minutes", "--meeting", "last-case", "--out", "FOLDER"),
        ("catalogue", "--out", "FOLDER"),
        ("case-form", "--out", ""),
    ],
)
def test_no_paper_takes_the_place_of_the_network(run: Run, world: World, words: tuple[str, ...]) -> None:
    held(world)
    before = {path.name: path.read_bytes() for path in world.folder.glob("*.json*")}
    said = run(*(word.replace("FOLDER", str(world.folder)) for word in words))
    assert (said.status, said.out) == (2, "")
    assert {path.name: path.read_bytes() for path in world.folder.glob("*.json*")} == before
    assert not {path.suffix for path in world.folder.iterdir()} & {".pdf", ".xlsx", ".journal", ".csv", ".tmp"}
    assert run("check", "--json").json["ok"] is True


def test_a_sample_is_made_and_answers(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "voorbeeld"
    words = ["sample", str(folder), "--schools", "4", "--years", "1", "--deliveries", "40", "--today", "2026-11-22"]
    assert main([*words, "--json"]) == 0
    made = json.loads(capfd.readouterr().out)
    assert {"store", "network", "schools", "pupils", "cases", "meetings", "deliveries", "entries"} <= set(made)
    assert (made["store"], made["schools"], made["deliveries"]) == (str(folder), 4, 40)
    monkeypatch.setenv("ZSM_PASSWORD", "voorbeeld")
    assert main(["--store", str(folder), "check", "--json"]) == 0
    checked = json.loads(capfd.readouterr().out)
    assert (checked["entries"], checked["chain_head"]) == (made["entries"], made["chain_head"])
    assert main([*words, "--json"]) == 2
    said = capfd.readouterr()
    assert said.out == ""
    assert "is niet leeg" in said.err.splitlines()[-1]


def test_the_catalogue_is_three_files_with_amounts_and_people_only_when_asked(
    run: Run, world: World, tmp_path: Path
) -> None:
    offer_with_contact(world)
    done = run("catalogue", "--out", tmp_path / "gids", "--json")
    assert done.status == 0
    assert done.json.keys() == {"pdf", "xlsx", "html"}
    assert sorted((tmp_path / "gids").iterdir()) == sorted(Path(name) for name in done.json.values())
    page = Path(done.json["html"]).read_text(encoding="utf-8")
    assert "Werkplaats Kreek" in page
    assert "24,70" not in page
    assert "Contact De Duinpan" not in page
    named = run("catalogue", "--out", tmp_path / "namen", "--school", "duin", "--contacts", "--json")
    assert "Contact De Duinpan" in Path(named.json["html"]).read_text(encoding="utf-8")
    only = run("catalogue", "--out", tmp_path / "een", "--school", "kreek", "--prices", "--json")
    page = Path(only.json["html"]).read_text(encoding="utf-8")
    assert "24,70" in page
    assert "Werkplaats Duin" not in page


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--school", "NIETS"), "Er is geen school met de code NIETS."),
        (("--sector", "niets"), "Er is geen sector met de code niets."),
        (("--sector", "techniek", "--school", "DUIN"), "Er is geen aanbod"),
    ],
)
def test_a_catalogue_of_nothing_is_refused(run: Run, tmp_path: Path, words: tuple[str, ...], sentence: str) -> None:
    said = run("catalogue", "--out", tmp_path / "gids", *words)
    assert said.status == 2
    assert sentence in said.err
    assert not (tmp_path / "gids").exists()


def test_a_reader_is_told_that_names_were_not_looked_for(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZSM_PASSWORD", "lezer" * 2)
    said = run("catalogue", "--user", "lezer", "--out", tmp_path / "gids")
    assert said.status == 0
    assert "U ziet geen namen" in said.err
