"""The commands as a script meets them: exit status, one JSON document on standard output, Dutch on standard error."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from tests.builders import PASSWORD, World
from zsm_desktop.app.tries import Tries
from zsm_desktop.cli.arguments import COMMANDS
from zsm_desktop.models import Unit
from zsm_desktop.store import raw
from zsm_desktop.words.command_line import COMMAND_HELP
from zsm_desktop.words.papers import ledger_head


@dataclass
class Said:
    status: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


Run = Callable[..., Said]


@pytest.fixture
def exchanged(world: World) -> World:
    world.delivered("DUIN", "ZEEUW", 250, date(2026, 5, 10))
    mistake = world.delivered("KREEK", "DUIN", 100, date(2026, 9, 30))
    world.desk.ledger.reverse(mistake, "Vergissing.")
    world.delivered("KREEK", "DUIN", 200, date(2026, 10, 1))
    return world


@pytest.fixture
def run(exchanged: World, run: Run) -> Run:
    """On books with a mistake taken back."""
    return run


def test_balances(run: Run) -> None:
    said = run("balances", "--json")
    assert (said.status, said.err) == (0, "")
    rows = {"DUIN": (6175, 4940, 250, 200), "ZEEUW": (0, 6175, 0, 250), "KREEK": (4940, 0, 200, 0)}
    assert said.json == {
        "rows": [
            {
                "school": code, "given_cents": given, "taken_cents": taken, "balance_cents": given - taken,
                "given_dagdelen": gave, "taken_dagdelen": took, "others": [],
                "settled_cents": 0, "open_cents": given - taken,
            }
            for code, (given, taken, gave, took) in rows.items()
        ],
        "total_cents": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("by", "extra"), [("school", set()), ("pair", {"counter"}), ("offer", {"offer"}), ("month", {"month"})]
)
def test_balances_by(run: Run, by: str, extra: set[str]) -> None:
    said = run("--json", "balances", "--by", by, "--year", "2026/27")
    assert said.json["total_cents"] == 0
    duin = [row for row in said.json["rows"] if row["school"] == "DUIN"]
    assert sum(row["balance_cents"] for row in duin) == -4940
    in_kind = {"given_dagdelen", "taken_dagdelen", "others"}
    extra |= {"settled_cents", "open_cents"} if by in {"school", "month"} else set()
    assert set(duin[0]) == {"school", "given_cents", "taken_cents", "balance_cents"} | in_kind | extra
    assert (sum(row["given_dagdelen"] for row in duin), sum(row["taken_dagdelen"] for row in duin)) == (0, 200)
    if by == "month":
        assert {row["month"] for row in duin} == {"2026-09", "2026-10"}


def test_balances_for_people(run: Run) -> None:
    said = run("balances", "--by", "pair")
    assert [one.strip() for one in said.out.splitlines()[0].split("  ") if one] == [
        "school", "met", "gegeven", "afgenomen na subsidie", "saldo",
        "dagdelen gegeven", "dagdelen afgenomen", "niet in dagdelen",
    ]  # fmt: skip
    assert "€\u00a0−61,75" in said.out
    assert said.out.splitlines()[-1].split("  ")[0] == "Totaal"


@pytest.mark.parametrize("by", ["school", "pair", "offer", "month", "sector", "kind"])
def test_a_year_without_anything_says_so(run: Run, by: str) -> None:
    said = run("--json", "balances", "--by", by, "--year", "2030/31")
    assert (said.status, said.json["total_cents"]) == (0, 0)
    assert said.err == "Er is niets geboekt. Gevraagd is: Schooljaar 2030/31.\n"
    assert not any(row["given_cents"] or row["taken_cents"] for row in said.json["rows"])


def test_what_cannot_be_counted_in_dagdelen_is_said(run: Run, exchanged: World) -> None:
    with exchanged.writing() as work:
        work.session.query(Unit).update({Unit.dagdelen: None})
    said = run("--json", "balances", "--by", "pair").json["rows"]
    pair = next(row for row in said if (row["school"], row["counter"]) == ("DUIN", "ZEEUW"))
    assert (pair["given_dagdelen"], pair["others"]) == (
        0,
        [{"side": "given", "unit": "dagdeel", "unit_plural": "dagdelen", "hundredths": 250}],
    )
    out = run("balances", "--by", "pair").out
    assert "gaf 2,5 dagdelen" in out
    assert "nam 2,5 dagdelen af" in out


def test_explain(run: Run) -> None:
    said = run("explain", "--school", "DUIN", "--json")
    assert said.json["balance_cents"] == sum(line["cents"] for line in said.json["lines"]) == 1235
    first, second, third, _ = said.json["lines"]
    assert first == {
        "kind": "delivery",
        "date": "2026-05-10",
        "number": 1,
        "counter": "ZEEUW",
        "text": "Werkplaats Duin: 2,5 dagdelen à €\u00a024,70",
        "cents": 6175,
        "dagdelen": 250,
        "fund_cents": 0,
        "school_year": "2025/26",
        "book_year": 2026,
    }
    assert (second["cents"], third["cents"], third["kind"]) == (-2470, 2470, "reversal")
    assert third["text"].startswith("Tegenboeking van boeking 2 – ")
    assert "Saldo van De Duinpan" in run("explain", "--school", "DUIN").out
    assert run("explain", "--school", "duin", "--json").json == said.json


def test_balances_per_sector_and_kind_of_school_and_over_months(run: Run) -> None:
    for by in ("sector", "kind"):
        said = run("--json", "balances", "--by", by, "--from", "2026-08", "--until", "2027-07").json
        year = run("--json", "balances", "--by", by, "--year", "2026/27").json
        assert said == year
        assert said["total_cents"] == 0
        assert sum(row["given_dagdelen"] for row in said["rows"]) == sum(row["taken_dagdelen"] for row in said["rows"])
        assert any(row["given_dagdelen"] for row in said["rows"])
    assert "dagdelen gegeven" in run("balances", "--by", "kind").out
    assert (
        run("--json", "balances", "--until", "2026-07").json["rows"]
        == run("--json", "balances", "--year", "2025/26").json["rows"]
    )


def test_explain_one_pair_offer_or_month(run: Run, tmp_path: Path) -> None:
    pairs = {
        (row["school"], row["counter"]): row["balance_cents"]
        for row in run("--json", "balances", "--by", "pair").json["rows"]
    }
    said = run("--json", "explain", "--school", "DUIN", "--counter", "zeeuw").json
    assert said["balance_cents"] == pairs["DUIN", "ZEEUW"] == sum(line["cents"] for line in said["lines"])
    assert {line["counter"] for line in said["lines"]} == {"ZEEUW"}
    month = run("--json", "explain", "--school", "DUIN", "--month", "2026-05", "--offer", "DUIN-01").json
    assert [line["number"] for line in month["lines"]] == [1]
    parts = month["parts"]
    assert parts["given_cents"] - parts["taken_cents"] + parts["fund_cents"] + parts["corrections_cents"] == 6175
    paper = tmp_path / "waarom.pdf"
    said = run("--json", "explain", "--school", "DUIN", "--out", paper)
    assert said.json["file"] == str(paper)
    assert paper.read_bytes().startswith(b"%PDF")


def test_journal(run: Run, tmp_path: Path) -> None:
    for kind in ("hledger", "csv"):
        said = run("journal", "--format", kind, "--out", tmp_path / f"boek.{kind}", "--json")
        assert said.json == {"file": str(tmp_path / f"boek.{kind}"), "entries": 4}
        assert (tmp_path / f"boek.{kind}").stat().st_size > 400
    said = run("journal", "--format", "csv", "--out", tmp_path / "nergens" / "boek.csv")
    assert (said.status, said.out) == (2, "")
    assert "bestaat niet" in said.err


def test_check(run: Run, exchanged: World) -> None:
    said = run("check", "--json")
    assert (said.status, said.json["ok"], said.json["findings"], said.json["entries"]) == (0, True, [], 4)
    head = said.json["chain_head"]
    assert len(bytes.fromhex(head)) == 32
    with closing(raw.connect(exchanged.folder / "store.db", exchanged.keys.store_key)) as connection:
        connection.execute("DROP TRIGGER guard_posting_update")
        connection.execute("UPDATE posting SET cents = -cents WHERE entry = 1")
    said = run("check", "--json")
    assert (said.status, said.json["ok"]) == (1, False)
    assert {finding["code"] for finding in said.json["findings"]} >= {"check.guard", "check.chain", "check.month_total"}
    assert all(finding["text"][-1] == "." for finding in said.json["findings"])
    assert "Boeking 1 is niet meer zoals zij geboekt is" in run("check").out


def test_check_holds_an_old_paper_against_the_books(run: Run, exchanged: World) -> None:
    head = exchanged.desk.ledger.head()
    paper = ledger_head(head.entries, head.hash)
    said = run("check", "--head", paper, "--json")
    assert (said.status, said.json["head"]) == (0, {"found": "same", "entry": 4, "entries": 4})
    exchanged.delivered()
    said = run("check", "--head", paper, "--json")
    assert (said.status, said.json["head"]) == (0, {"found": "grown", "entry": 4, "entries": 5})
    assert "Alles tot en met boeking 4 klopt nog; daarna kwam er 1 boeking bij." in run("check", "--head", paper).out
    wrong = ledger_head(3, "ab" * 32)
    said = run("check", "--head", wrong, "--json")
    assert (said.status, said.json["ok"], said.json["head"]["found"]) == (1, False, "other")
    (finding,) = said.json["findings"]
    assert finding["code"] == "head.other"
    assert finding["text"].startswith("Dit papier hoort niet bij dit grootboek")
    said = run("check", "--head", wrong)
    assert said.out.count("Dit papier hoort niet bij dit grootboek") == 1
    assert "Alles is in orde" not in said.out
    said = run("check", "--head", "geen regel")
    assert (said.status, said.out) == (2, "")
    assert "Hier staat geen regel over het grootboek in." in said.err
    with closing(raw.connect(exchanged.folder / "store.db", exchanged.keys.store_key)) as connection:
        connection.execute("DROP TRIGGER guard_posting_update")
        connection.execute("UPDATE posting SET cents = -cents WHERE entry = 1")
    said = run("check", "--head", paper, "--json")
    assert (said.status, said.json["ok"], said.json["head"]["found"]) == (1, False, "changed")
    assert said.json["findings"][-1]["code"] == "head.changed"


def test_check_of_a_damaged_file_is_an_answer(run: Run, exchanged: World) -> None:
    path = exchanged.folder / "store.db"
    path.write_bytes(
        bytes([path.read_bytes()[0] ^ 1]) + path.read_bytes()[1:100] + os.urandom(path.stat().st_size - 100)
    )
    said = run("check", "--json")
    assert (said.status, said.json["ok"]) == (1, False)
    assert [finding["code"] for finding in said.json["findings"]] == ["store.damaged"]
    assert run("balances").status == 2


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (["balances", "--year", "2026"], 2, "“2026” is geen schooljaar. Schrijf het als 2026/27."),
        (["balances", "--from", "9-2026"], 2, "--from: “9-2026” is geen maand. Schrijf die als 2026-09."),
        (
            ["balances", "--from", "2026-09", "--until", "2026-08"],
            2,
            "De eerste maand ligt na de laatste. Draai ze om.",
        ),
        (
            ["explain", "--school", "DUIN", "--year", "2026/27", "--month", "2026-09"],
            2,
            "Kies een schooljaar of een eerste en laatste maand, niet beide.",
        ),
        (["explain", "--school", "DUIN", "--offer", "NIETS"], 2, "Er is geen aanbod met de code NIETS."),
        (["balances", "--year", ""], 2, "“” is geen schooljaar. Schrijf het als 2026/27."),
        (["explain", "--school", "DUIN", "--year", ""], 2, "“” is geen schooljaar. Schrijf het als 2026/27."),
        (["sample", "map", "--today", "0001-01-01"], 2, "Een voorbeeldnetwerk op 1 januari 1 kan niet: kies een dag"),
        (["sample", "map", "--today", "9999-12-31"], 2, "Een voorbeeldnetwerk op 31 december 9999 kan niet: kies"),
        (
            ["balances", "--by", "week"],
            2,
            "“week” kan niet bij --by. Kies uit: school, pair, offer, month, sector, kind.",
        ),
        (["explain"], 2, "Er ontbreekt iets: --school of --kind."),
        (["explain", "--school"], 2, "Bij --school hoort een waarde."),
        (["explain", "--school", "NERGENS"], 2, "Er is geen school met de code NERGENS."),
        (["balances", "--colour"], 2, "Dit kent het programma niet: --colour."),
        (["sample", "map", "--today", "morgen"], 2, "--today: “morgen” is geen datum. Schrijf die als 2026-11-22."),
        (["handover", "--leaves", "morgen"], 2, "--leaves: “morgen” is geen datum. Schrijf die als 2026-11-22."),
        (["sample", "map", "--years", "-1"], 2, "--years: “-1” is geen aantal."),
        (["--store", "/nergens", "balances"], 3, "In /nergens staat geen netwerk."),
        (["balances", "--user", "niemand"], 3, None),
    ],
)
def test_what_is_refused_is_said_in_one_dutch_sentence(run: Run, words, status: int, sentence: str | None) -> None:
    said = run(*words, "--json")
    assert (said.status, said.out) == (status, "")
    assert said.err.count("\n") == 1
    if sentence is not None:
        assert sentence in said.err


def test_a_wrong_password(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZSM_PASSWORD", "verkeerd wachtwoord")
    assert run("balances").status == 3


def test_after_wrong_passwords_the_right_one_waits_too(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Tries().path.unlink(missing_ok=True)
    monkeypatch.setenv("ZSM_PASSWORD", "niet het goede")
    assert run("balances").status == 3
    ((network, (wrong, at)),) = json.loads(Tries().path.read_text(encoding="utf-8")).items()
    assert wrong == 1
    Tries().path.write_text(json.dumps({network: [6, at]}), encoding="utf-8")
    monkeypatch.setenv("ZSM_PASSWORD", PASSWORD)
    said = run("balances")
    assert said.status == 3
    assert "Wacht nog" in said.err
    Tries().path.unlink()
    assert run("balances").status == 0
    assert not Tries().path.exists()


def test_without_a_password_nothing_is_asked_of_a_script(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ZSM_PASSWORD")
    monkeypatch.setattr(sys, "stdin", None)
    said = run("balances")
    assert (said.status, said.err) == (
        3,
        "Er is geen wachtwoord gegeven. Zet het in ZSM_PASSWORD of gebruik --password-file.\n",
    )


def test_the_password_from_a_file(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("ZSM_PASSWORD")
    file = tmp_path / "wachtwoord.txt"
    file.write_bytes(b"\xef\xbb\xbf" + PASSWORD.encode() + b"\r\nnog een regel\r\n")
    assert run("balances", "--password-file", file).status == 0
    assert run("balances", "--password-file", tmp_path / "nergens").status == 2


def test_a_director_by_name(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZSM_PASSWORD", "directeur duin" * 2)
    monkeypatch.setenv("ZSM_USER", "Directeur Duin")
    assert run("balances", "--json").json["total_cents"] == 0
    assert run("meetings", "--json").json == []


def test_reading_does_not_wait_for_who_is_writing(run: Run, exchanged: World) -> None:
    from zsm_desktop.app import open_desk

    desk = open_desk(exchanged.folder, password=PASSWORD, user="secretaris")
    try:
        assert run("balances", "--json").json["total_cents"] == 0
        assert run("check", "--json").json["entries"] == 4
    finally:
        desk.close()


def test_help_is_dutch_and_names_every_command(run: Run) -> None:
    said = run("--help")
    assert said.status == 0
    assert "usage" not in said.out
    for command in COMMANDS:
        assert command in said.out
        assert COMMAND_HELP[command].split(" (")[0][:20] in said.out
        assert run(command, "--help").status == 0


def test_without_a_command_and_without_a_screen_it_says_so(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    for words in ((), ("--json",), ("--smoke",)):
        said = run(*words)
        assert (said.status, said.out) == (2, "")
        assert said.err == "Er is geen scherm voor het venster. Geef een opdracht; --help toont welke er zijn.\n"


@pytest.mark.parametrize("name", ["retentie", "overzicht"])
def test_a_command_that_does_not_exist(run: Run, name: str) -> None:
    said = run(name, "--json")
    assert (said.status, said.out) == (2, "")
    assert said.err == f"De opdracht “{name}” bestaat niet. Kies uit: {', '.join(COMMANDS)}.\n"


def test_a_folder_where_a_file_belongs(run: Run, tmp_path: Path) -> None:
    said = run("journal", "--format", "csv", "--out", tmp_path)
    assert (said.status, said.err) == (2, f"{tmp_path} is een map. Geef de naam van een bestand.\n")
    (tmp_path / "papier").write_text("x", encoding="utf-8")
    said = run("statement", "--school", "DUIN", "--out", tmp_path / "papier")
    assert (said.status, said.err) == (2, f"{tmp_path / 'papier'} is geen map. Kies een andere map.\n")


def test_a_balance_is_answered_without_the_heavy_libraries(exchanged: World) -> None:
    script = (
        "import sys, zsm_desktop.cli as cli\n"
        "assert cli.main(['balances', '--json']) == 0\n"
        "names = {'sqlalchemy', 'PySide6', 'openpyxl', 'reportlab', 'alembic', 'babel', 'multiprocessing'}\n"
        "print(sorted(names & set(sys.modules)), file=sys.stderr)\n"
    )
    environment = {**os.environ, "ZSM_STORE": str(exchanged.folder), "ZSM_PASSWORD": PASSWORD}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stderr.strip()) == (0, "[]")
    assert json.loads(done.stdout)["total_cents"] == 0
