"""What a bank sends, of every bank, read to the cent; the totals were added by hand from the files."""

from __future__ import annotations

import logging
from datetime import date
from pathlib import Path

import mt940
import pytest

from zsm_desktop.domain.bank_statements import BankEntry
from zsm_desktop.domain.identifiers import as_iban
from zsm_desktop.intake.bank_details import read_details
from zsm_desktop.intake.bank_file import BankFile, read_bank_file
from zsm_desktop.intake.bank_mt940 import account_of
from zsm_desktop.words.rules import sentence

BANK = Path(__file__).parent / "data" / "bank"
DUINROOS, KREEK = "NL27RABO0900000101", "NL25INGB0900000102"
REFERENCE = "RF6320260007"


def read(name: str) -> BankFile:
    return read_bank_file(BANK / name)


def codes(file: BankFile) -> list[tuple[str, bool]]:
    return [(finding.code, finding.is_warning) for finding in file.findings]


@pytest.mark.parametrize(
    ("name", "account", "balances", "amounts"),
    [
        ("abnamro_sepa.sta", "NL93ABNA0900000000", [(125000, 170390)], [41250, -3745, 8000, -115]),
        ("abnamro_camt02.xml", "NL93ABNA0900000000", [(125000, 170390)], [41250, -3745, 8000, -115]),
        ("ing_sepa.sta", "NL36INGB0900000001", [(-1230, 49863)], [41250, -157, 10000]),
        ("ing_camt04.xml", "NL36INGB0900000001", [(-1230, 49863)], [41250, -157, 10000]),
        ("rabobank_sepa.sta", "NL81RABO0900000002", [(100000, 138750)], [41250, -2500]),
        ("rabobank_old.sta", "NL72RABO0152000184", [(419612, 411422), (411422, 411422)], [-8810, 620]),
        (
            "rabobank_camt08.xml",
            "NL81RABO0900000002",
            [(100000, 152500), (152500, 152500)],
            [41250, 13750, -1250, -1250],
        ),
        ("knab.sta", "NL78KNAB0900000003", [(0, 49274)], [50000, -726]),
        ("sns.sta", "NL92SNSB0900000004", [(123456, 124956), (124956, 124956)], [2000, -500]),
        ("asn.txt", "NL83ASNB0900000006", [(44429, 50764), (50764, 50764)], [6500, -165]),
        ("triodos.sta", "NL26TRIO0900000005", [(497509, 565939)], [-1570, 70000]),
    ],
)
def test_every_bank_is_read_to_the_cent(
    name: str, account: str, balances: list[tuple[int, int]], amounts: list[int]
) -> None:
    file = read(name)
    assert file.findings == ()
    assert file.kind == ("CAMT.053" if name.endswith(".xml") else "MT940")
    assert {statement.account for statement in file.statements} == {account}
    assert as_iban(account) == account
    assert [(one.opening_cents, one.closing_cents) for one in file.statements] == balances
    assert [entry.cents for entry in file.entries] == amounts


@pytest.mark.parametrize(
    ("name", "amounts", "differences"),
    [
        (
            "jejik_abnamro.sta",
            [-900, -1159, -1163, -1180, -1345, -1549, -10700, -14148, -949, -1500],
            [-203800, -100260],
        ),
        ("jejik_ing.sta", [-2503, -303, -111, -2000, -110, 368, 100], [4906]),
        ("jejik_rabobank-iban.sta", [-2500, -1000, -2500, -1000], [0, 0]),
    ],
)
def test_the_real_ones_are_read_to_the_cent_and_refused_where_their_balances_do_not_follow(
    name: str, amounts: list[int], differences: list[int]
) -> None:
    file = read(name)
    assert [entry.cents for entry in file.entries] == amounts
    assert [statement.difference_cents for statement in file.statements] == differences
    refused = [finding for finding in file.findings if not finding.is_warning]
    assert [finding.facts["difference"] for finding in refused] == [one for one in differences if one]
    assert file.has_errors == any(differences)


@pytest.mark.parametrize("name", sorted(path.name for path in BANK.iterdir() if path.name.endswith(("sta", "n.txt"))))
def test_another_reader_of_mt940_finds_the_same_amounts_and_days(name: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.CRITICAL + 1):
        tags = {61: mt940.tags.StatementASNB()} if name in {"asn.txt", "sns.sta"} else None
        statements = mt940.parse_statements((BANK / name).read_bytes(), tags=tags)
        theirs = [entry.data for one in statements for entry in one.transactions]
    ours = read(name).entries
    signs = [1 if entry["status"] in {"C", "RD"} else -1 for entry in theirs]
    pairs = zip(signs, theirs, strict=True)
    assert [sign * abs(int(entry["amount"].amount * 100)) for sign, entry in pairs] == [entry.cents for entry in ours]
    assert [entry.get("entry_date") or entry["date"] for entry in theirs] == [entry.booked_on for entry in ours]


def test_who_paid_and_what_for_is_found_wherever_the_bank_writes_it() -> None:
    found = {
        name: (entry.name.lower(), entry.iban, entry.reference)
        for name in ("abnamro_sepa.sta", "abnamro_camt02.xml", "ing_sepa.sta", "ing_camt04.xml", "rabobank_sepa.sta",
                     "rabobank_camt08.xml", "asn.txt")
        for entry in read(name).entries[:1]
    }  # fmt: skip
    assert set(found.values()) == {("stichting de duinroos", DUINROOS, REFERENCE)}
    triodos = read("triodos.sta").entries[1]
    assert (triodos.name, triodos.iban, triodos.reference) == ("STICHTING DE DUINROOS", DUINROOS, REFERENCE)


@pytest.mark.parametrize(
    ("name", "at", "expected"),
    [
        ("abnamro_sepa.sta", 2, ("SCHOOL KREEK", KREEK, "FACTUUR 2026-0011")),
        ("abnamro_camt02.xml", 2, ("SCHOOL KREEK", KREEK, "FACTUUR 2026-0011")),
        ("knab.sta", 0, ("SCHOOL KREEK", KREEK, "FACTUUR 2026-0011, 2026-0012")),
        ("sns.sta", 0, ("school kreek", KREEK, "betaling factuur 2026-0011")),
        ("sns.sta", 1, ("marechal s", "", "dit is een tweede test")),
        ("rabobank_old.sta", 1, ("SCHOOL KREEK", "", "FACTUUR 2026-0011")),
        ("ing_sepa.sta", 2, ("J. Janssen", KREEK, "Factuurnr 2026-0012 26702781 26703066")),
        ("asn.txt", 1, ("", "", "Kosten gebruik betaalrekening inclusief 1 betaalpas")),
        ("rabobank_camt08.xml", 2, ("Kantoorwinkel", "NL28ABNA0900000103", "Papier en pennen € 12,50")),
        ("jejik_rabobank-iban.sta", 1, ("JOHN DOE", "", "Reference 201301234")),
    ],
)
def test_every_dialect_gives_name_account_and_text(name: str, at: int, expected: tuple[str, str, str]) -> None:
    entry = read(name).entries[at]
    assert (entry.name, entry.iban, entry.text) == expected


def test_what_only_looks_like_code_words_is_kept_as_text() -> None:
    assert read_details(["/KENM/2026-0007 van ons"], "NONREF", []).text == "KENM/2026-0007 van ons"
    assert read_details(["KENMERK: 2026-0007"], "NONREF", []).end_to_end == "2026-0007"


def test_an_end_to_end_reference_that_was_not_given_is_none() -> None:
    assert [entry.end_to_end for entry in read("abnamro_sepa.sta").entries] == ["", "", "", "E-1"]
    assert read("ing_camt04.xml").entries[0].end_to_end == "E2E-77"


def test_the_day_of_booking_takes_the_year_nearest_to_the_day_of_value() -> None:
    assert [entry.booked_on for entry in read("asn.txt").entries] == [date(2027, 1, 1), date(2027, 1, 1)]
    assert read("jejik_abnamro.sta").entries[1].booked_on == date(2011, 5, 23)


def test_the_same_days_are_known_again_in_either_form() -> None:
    for one, other in (("abnamro_sepa.sta", "abnamro_camt02.xml"), ("ing_sepa.sta", "ing_camt04.xml")):
        assert read(one).statements[0].fingerprint == read(other).statements[0].fingerprint
    every = [one.fingerprint for path in BANK.iterdir() if path.suffix in {".sta", ".xml", ".txt"}
             if "LICENSE" not in path.name for one in read(path.name).statements]  # fmt: skip
    assert len(set(every)) == len(every) - 2


def test_two_payments_alike_on_one_day_are_two() -> None:
    entries = read("rabobank_camt08.xml").entries
    assert entries[2].cents == entries[3].cents
    assert len({entry.fingerprint for entry in entries}) == len(entries)
    assert [entry.fingerprint for entry in read("rabobank_camt08.xml").entries] == [one.fingerprint for one in entries]


def test_a_statement_twice_in_one_file_counts_once(tmp_path: Path) -> None:
    file = tmp_path / "twee.sta"
    file.write_bytes((BANK / "knab.sta").read_bytes() * 2)
    twice = read_bank_file(file)
    assert codes(twice) == [("bank.twice", True)]
    assert twice.entries == read("knab.sta").entries


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("knab.sta", "D7,26", "D7,25", ["bank.sum"]),
        ("knab.sta", "D7,26", "D7;26", ["bank.entry"]),
        ("knab.sta", "D7,26", "D7.26", ["bank.entry"]),
        ("knab.sta", "2610281028D", "2610321028D", ["bank.entry"]),
        ("knab.sta", "C500,", "C500000000000,", ["bank.entry"]),
        ("knab.sta", "EUR", "USD", ["bank.currency", "bank.currency"]),
        ("ing_camt04.xml", '"EUR">1.57', '"USD">1.57', ["bank.currency"]),
        ("ing_camt04.xml", '"EUR">1.57', '"EUR">1,57', ["bank.entry"]),
        ("ing_camt04.xml", '"EUR">1.57', '"EUR">1.575', ["bank.entry"]),
        ("ing_camt04.xml", '"EUR">1.57', '"EUR">-1.57', ["bank.entry"]),
        ("ing_camt04.xml", '"EUR">1.57', '"EUR">1.58', ["bank.summary"]),
        ("ing_camt04.xml", "<NbOfNtries>3", "<NbOfNtries>4", ["bank.summary"]),
        ("ing_camt04.xml", "<Sum>514.07", "<Sum>514.08", ["bank.summary"]),
        ("abnamro_camt02.xml", "<BookgDt><Dt>2026-10-28</Dt></BookgDt>\n", "<BookgDt/>\n", ["bank.day"]),
    ],
)
def test_what_is_wrong_refuses_the_file_and_says_where(
    tmp_path: Path, name: str, old: str, new: str, expected: list[str]
) -> None:
    changed = read_changed(tmp_path, name, old, new)
    assert sorted(codes(changed)) == [(code, False) for code in expected]
    assert changed.has_errors
    assert all(finding.row and "…" not in sentence(finding) for finding in changed.findings)


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("knab.sta", "NL78", "NL79", ["bank.account"]),
        ("ing_camt04.xml", "<IBAN>NL36", "<IBAN>NL37", ["bank.account"]),
        ("sns.sta", "29EUR1249,56", "29EUR1249,57", ["bank.gap"]),
    ],
)
def test_what_is_odd_is_said_and_does_not_refuse(
    tmp_path: Path, name: str, old: str, new: str, expected: list[str]
) -> None:
    changed = read_changed(tmp_path, name, old, new)
    assert codes(changed) == [(code, True) for code in expected]
    assert not changed.has_errors
    assert all(finding.row and "…" not in sentence(finding) for finding in changed.findings)


def read_changed(folder: Path, name: str, old: str, new: str) -> BankFile:
    text = (BANK / name).read_bytes().decode()
    assert old in text
    file = folder / name
    file.write_bytes(text.replace(old, new).encode())
    return read_bank_file(file)


def test_what_is_not_booked_yet_does_not_count(tmp_path: Path) -> None:
    text = (BANK / "rabobank_camt08.xml").read_text(encoding="utf-8")
    head, mark, tail = text.rpartition("<Cd>BOOK</Cd>")
    file = tmp_path / "open.xml"
    file.write_text(f"{head}<Cd>PDNG</Cd>{tail}".replace("1525.00", "1537.50"), encoding="utf-8")
    assert mark
    assert codes(read_bank_file(file)) == [("bank.not_booked", True)]


def test_a_page_in_the_middle_of_a_statement_has_two_balances_between(tmp_path: Path) -> None:
    text = (BANK / "abnamro_camt02.xml").read_text(encoding="utf-8")
    file = tmp_path / "blad.xml"
    file.write_text(text.replace("OPBD", "ITBD").replace("CLBD", "ITBD"), encoding="utf-8")
    assert read_bank_file(file).statements[0].fingerprint == read("abnamro_camt02.xml").statements[0].fingerprint


def test_a_batch_whose_parts_are_not_the_whole_stays_one_amount(tmp_path: Path) -> None:
    text = (BANK / "rabobank_camt08.xml").read_text(encoding="utf-8")
    file = tmp_path / "verzameld.xml"
    file.write_text(text.replace('"EUR">137.50', '"EUR">137.49'), encoding="utf-8")
    read_again = read_bank_file(file)
    assert [entry.cents for entry in read_again.entries] == [55000, -1250, -1250]
    assert not read_again.has_errors


@pytest.mark.parametrize(
    ("text", "bank", "account"),
    [
        ("1526.89.184EUR", "RABO", ("NL46RABO0152689184", True)),
        ("TRIODOSBANK/0390123456", "", ("NL64TRIO0390123456", True)),
        ("NL69INGB0123456789EUR", "", ("NL69INGB0123456789", True)),
        ("0123456789", "", ("0123456789", False)),
        ("NL70ABNA0987654321", "ABNA", ("NL70ABNA0987654321", False)),
        ("", "ABNA", ("", False)),
    ],
)
def test_an_account_is_brought_to_its_iban(text: str, bank: str, account: tuple[str, bool]) -> None:
    found, is_known = account_of(text, bank)
    assert (found[4:], is_known) == (account[0][4:], account[1])
    assert as_iban(found) == (found if is_known else "")


def test_an_entry_is_compared_by_what_the_bank_says() -> None:
    assert BankEntry(date(2026, 10, 28), 5, row=3) == BankEntry(date(2026, 10, 28), 5, row=8)
