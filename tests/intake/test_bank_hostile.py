"""A file that is no statement, is cut, or means harm is refused whole, soon, and with one clear sentence."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.intake.bank_camt import read_camt
from zsm_desktop.intake.bank_details import read_details
from zsm_desktop.intake.bank_file import MOST_BYTES, read_bank_file
from zsm_desktop.intake.bank_mt940 import read_mt940
from zsm_desktop.words.rules import sentence

BANK = Path(__file__).parent / "data" / "bank"
CAMT = (BANK / "ing_camt04.xml").read_bytes()
MT940 = (BANK / "abnamro_sepa.sta").read_bytes()
SPACE = b"urn:iso:std:iso:20022:tech:xsd:camt.053.001."
OPEN = b'<Document xmlns="' + SPACE + b'02"><BkToCstmrStmt><Stmt>'
MOST_SECONDS = 5.0
MOST_MEMORY = 300 * 1024 * 1024


def refusal(folder: Path, data: bytes) -> RuleError:
    file = folder / "afschrift.dat"
    file.write_bytes(data)
    return refusal_of(file)


def refusal_of(file: Path) -> RuleError:
    began = time.process_time()
    with pytest.raises(RuleError) as refused:
        read_bank_file(file)
    assert time.process_time() - began < MOST_SECONDS
    said = sentence(refused.value)
    assert "…" not in said
    assert file.name in said
    return refused.value


def laughs() -> bytes:
    """Ten entities, each ten times the one before."""
    entities = [f"<!ENTITY a '{'ha' * 20}'>"]
    entities += [f"<!ENTITY {name} '{f'&{before};' * 10}'>" for before, name in pairwise("abcdefghij")]
    return f"<!DOCTYPE Document [{''.join(entities)}]>".encode()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "bank.empty"),
        (b" \r\n\t", "bank.empty"),
        (b"PK\x03\x04" + b"x" * 100, "bank.other_kind"),
        (b"%PDF-1.7\n", "bank.other_kind"),
        (bytes(range(256)) * 40, "bank.not_text"),
        ("\ufeff".encode("utf-16-le") + CAMT.decode().encode("utf-16-le"), "bank.not_text"),
        (MT940.decode().encode("utf-16"), "bank.not_text"),
        (b"Datum;Bedrag\n28-10-2026;12,50\n", "bank.other_kind"),
        (b"\x81\x8d\x8f", "bank.not_text"),
        (b"<html><body>Inloggen</body></html>", "bank.other_xml"),
        (b"<Document><BkToCstmrStmt/></Document>", "bank.other_xml"),
        (CAMT.replace(SPACE, b"urn:evil:camt.053.001."), "bank.other_xml"),
        (CAMT.replace(b"camt.053", b"camt.052"), "bank.other_message"),
        (CAMT.replace(b"camt.053", b"camt.054"), "bank.other_message"),
        (CAMT.replace(b"053.001.04", b"053.001.13"), "bank.version"),
        (laughs() + CAMT.partition(b"?>")[2].replace(b"E2E-77", b"&j;"), "bank.hostile"),
        (b'<!DOCTYPE Document SYSTEM "http://127.0.0.1:9/x.dtd">' + CAMT.partition(b"?>")[2], "bank.hostile"),
        (CAMT.replace(b"E2E-77", b"&unknown;"), "bank.cut"),
        (b"<a>" * 300, "bank.cut"),
        (OPEN + b"<a>" * 200, "bank.hostile"),
        (OPEN + b"<a/>" * 100_000, "bank.hostile"),
        (OPEN + b"<Stmt/>", "bank.hostile"),
        (OPEN + b"<Ntry/>" * 25_000, "bank.too_many"),
        (OPEN + b"<a " + b" ".join(b"x%d='1'" % at for at in range(300_000)), "bank.cut"),
        (OPEN + b"</Stmt></BkToCstmrStmt></Document>", "bank.cut"),
        (OPEN.removesuffix(b"<Stmt>") + b"</BkToCstmrStmt></Document>", "bank.no_statement"),
        (CAMT.replace(b"<Cd>CLBD</Cd>", b"<Cd>CLAV</Cd>"), "bank.no_balance"),
        (CAMT.replace(b'">498.63', b'">veel'), "bank.balance"),
        (MT940.replace(b"C261028EUR1703,90", b"C261028EURveel"), "bank.balance"),
        (MT940.replace(b":60F:C261027EUR1250,\n", b""), "bank.order"),
        (MT940.replace(b":25:900000000\n", b""), "bank.cut"),
        (MT940.replace(b":20:ABN AMRO BANK NV\n", b""), "bank.other_kind"),
        (MT940 + MT940.replace(b":20:ABN AMRO BANK NV\n", b""), "bank.cut"),
        (MT940.replace(b":62F:C261028EUR1703,90\n", b""), "bank.cut"),
        (MT940 + b":20:NOG EEN\n:25:900000000\n:60F:C261028EUR1703,90\n", "bank.cut"),
        (b":20:x\n" * 200_000, "bank.cut"),
        (b"\n" * 8_000_000 + b":", "bank.too_many"),
        (b":20:" + b"x" * 5_000, "bank.hostile"),
        (b":20:x\n:25:1\n:60F:C261027EUR1,\n" + b":61:2610281028C1,NTRF\n" * 25_000, "bank.too_many"),
    ],
)
def test_what_is_no_whole_statement_is_refused(tmp_path: Path, data: bytes, code: str) -> None:
    assert refusal(tmp_path, data).code == code


def test_an_external_entity_is_not_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "geheim.txt"
    secret.write_text("NL91ABNA0417164300", encoding="utf-8")
    kinds = (f'<!ENTITY x SYSTEM "{secret.as_uri()}">', f'<!ENTITY % x SYSTEM "{secret.as_uri()}"> %x;')
    for kind in kinds:
        head = f"<!DOCTYPE Document [{kind}]>".encode()
        found = refusal(tmp_path, head + CAMT.partition(b"?>")[2].replace(b"E2E-77", b"&x;"))
        assert found.code in {"bank.hostile", "bank.cut"}
        assert "0417164300" not in str(found)


def test_a_file_of_200_megabytes_of_blanks_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "leeg.sta"
    with file.open("wb") as large:
        large.seek(200 * 1024 * 1024)
        large.write(b" ")
    assert refusal_of(file).code == "bank.too_large"


def test_as_many_blanks_as_may_be_read_are_no_statement(tmp_path: Path) -> None:
    blanks = b" " * (MOST_BYTES - 1_000)
    assert refusal(tmp_path, blanks + b"x").code == "bank.hostile"
    assert refusal(tmp_path, b"<a>" + blanks).code == "bank.other_xml"
    assert refusal(tmp_path, OPEN + blanks).code == "bank.cut"


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux for the most memory a process had")
def test_the_heaviest_stay_within_their_memory(tmp_path: Path) -> None:
    entry = CAMT[CAMT.index(b"<Ntry>") : CAMT.rindex(b"</Stmt>")]
    heavy = {
        "blanks": OPEN + b" " * (MOST_BYTES - 1_000),
        "lines": b":20:x\n:25:1\n" + b"\n" * 590_000,
        "elements": OPEN + b"<Acct/>" * 50_000,
        "attributes": OPEN + b"<a " + b" ".join(b"x%d='1'" % at for at in range(1_000_000)),
        "entries": CAMT.replace(entry, entry * 1_500),
        "deep text": OPEN + b"<Ntry><Ustrd>" + b"x" * (MOST_BYTES - 1_000),
    }
    for name, data in heavy.items():
        (tmp_path / name).write_bytes(data[:MOST_BYTES])
    script = (
        "import sys; from pathlib import Path; from zsm_desktop.domain.errors import RuleError\n"
        "from zsm_desktop.intake.bank_file import read_bank_file\n"
        "for name in sys.argv[1:]:\n"
        "    try: print(name[-9:], len(read_bank_file(Path(name)).entries))\n"
        "    except RuleError as refused: print(name[-9:], refused.code)\n"
        "print([line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')][0])"
    )
    paths = [str(tmp_path / name) for name in heavy]
    done = subprocess.run(
        [sys.executable, "-c", script, *paths], capture_output=True, text=True, check=True, timeout=60
    )
    assert int(done.stdout.split()[-1]) * 1024 < MOST_MEMORY, done.stdout


def test_a_batch_beside_much_else_costs_little(tmp_path: Path) -> None:
    one = b"<TxDtls><Amt>1</Amt></TxDtls>"
    junk = b"<X/>" * 40_000 + b"<NtryDtls>" + one * 8_000 + b"</NtryDtls>"
    file = tmp_path / "groot.xml"
    file.write_bytes(CAMT.replace(b"<NtryDtls><Btch>", junk + b"<NtryDtls><Btch>").replace(b">1.57<", b">8000<"))
    began = time.process_time()
    assert len(read_bank_file(file).entries) == 8_002
    assert time.process_time() - began < MOST_SECONDS


def test_what_is_no_file_is_said(tmp_path: Path) -> None:
    for gone in (tmp_path, tmp_path / "weg.sta"):
        with pytest.raises(RuleError, match=r"bank\.not_found"):
            read_bank_file(gone)


def is_refused(act: Callable[[], bool]) -> bool:
    """Whether it ended in a refusal of this room, or else what the act says itself."""
    try:
        return act()
    except RuleError as refused:
        return refused.code.startswith("bank.")


@pytest.mark.parametrize("whole", [MT940, CAMT, (BANK / "rabobank_camt08.xml").read_bytes()], ids=["mt940", "04", "08"])
def test_a_file_that_was_cut_anywhere_gives_nothing(tmp_path: Path, whole: bytes) -> None:
    file = tmp_path / "half.dat"
    end = len(whole) - (12 if whole is MT940 else 1)  # MT940 ends with a line that may be missing
    for at in range(1, end - 5, 97):
        file.write_bytes(whole[:at])
        assert is_refused(lambda: read_bank_file(file).has_errors)


@given(st.binary(max_size=300))
def test_no_bytes_in_a_statement_make_the_reading_fall_over(noise: bytes) -> None:
    text = noise.decode("latin-1")
    at = len(noise) * 7 % len(MT940)
    for act in (
        lambda: read_mt940(MT940.decode()[:at] + text + MT940.decode()[at:]),
        lambda: read_camt(CAMT[:at] + noise + CAMT[at:]),
        lambda: read_camt(CAMT.replace(b"E2E-77", noise)),
    ):
        assert is_refused(lambda act=act: bool(act()[0]))


@given(st.lists(st.text(max_size=80), max_size=6), st.text(max_size=40))
def test_any_description_is_read_as_something(lines: list[str], own: str) -> None:
    for lead in ("", "/REMI/", "/TRTP/SEPA/IBAN/", "000>20", "IBAN: ", f"{own} "):
        said = read_details([lead + (lines[0] if lines else ""), *lines[1:]], own, lines)
        assert all("\n" not in part and len(part) <= 1_000 for part in said)


@pytest.mark.parametrize("line", ["RF00 " * 12, ">20a" * 16, "/NAME/" * 10, "IBAN: " * 10])
@pytest.mark.parametrize("start", ["/REMI/", "000>20", ""])
def test_a_long_description_costs_little(tmp_path: Path, start: str, line: str) -> None:
    file = tmp_path / "lang.sta"
    line += "\n"
    head = ":20:x\n:25:NL91ABNA0417164300\n:60F:C261027EUR1,\n:61:2610281028C1,NTRFNONREF\n:86:"
    file.write_text(f"{head}{start}{line * 200_000}:62F:C261028EUR2,00\n", encoding="utf-8")
    began = time.process_time()
    (entry,) = read_bank_file(file).entries
    assert time.process_time() - began < MOST_SECONDS
    assert len(entry.text) <= 1_000
