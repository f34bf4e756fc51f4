"""The form a school fills in, and what comes back from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.house.tree import PACKAGE
from zsm_desktop.domain.consent import GivenBy, LegalBasis
from zsm_desktop.domain.errors import Finding, RuleError
from zsm_desktop.intake.case_columns import COLUMNS, FormLists, columns_of
from zsm_desktop.intake.case_facts import CaseConsent, CaseFile
from zsm_desktop.intake.case_form import FIRST_ROW, HEADING_ROW, ROWS_TO_FILL, write_form
from zsm_desktop.intake.cases import read_case_sheet, read_cases
from zsm_desktop.intake.safe_workbook import CellValue, Sheet, Workbook, read_workbook
from zsm_desktop.words.rules import sentence
from zsm_desktop.words.rules_intake import SENTENCES

TODAY = date(2026, 11, 22)
LISTS = FormLists(
    network_id="0190f3a2-netwerk",
    network_name="Netwerk De Drie Eilanden",
    schools=(("ZILT", "De Zilte"), ("WAD", "Het Wad"), ("KREEK", "=Kreek & Co")),
    sectors=(("techniek", "Techniek"), ("zorg", "Zorg en welzijn")),
    return_to="secretariaat@voorbeeld.nl",
)
KEYS = {column.key: column for column in COLUMNS}
BSN = "111222333"

FULL: dict[str, CellValue] = {
    "school": "WAD · Het Wad",
    "reference": "0231",
    "given_name": "Zoë",
    "family_name": "van den Berg",
    "birth_date": datetime.fromisoformat("2010-05-14"),
    "question": "Wil lassen leren;\nonze school heeft geen werkplaats.",
    "tried": "Interne stage",
    "wish": "„Ik wil naar de werf.”",
    "heard_pupil": "ja",
    "heard_pupil_on": "3-11-2026",
    "heard_parents": "nee",
    "sector_1": "techniek",
    "sector_2": "Zorg en welzijn",
    "half_days": "2,5",
    "weekdays": "ma t/m wo",
    "travel_km": 30,
    "basis": "toestemming",
    "given_by": "leerling en ouders",
    "consent_from": "5 nov 2026",
    "consent_until": datetime.fromisoformat("2027-07-31"),
    "receiver": "De Zilte",
    "urgent": "ja",
    "remark": "=geen formule",
}


@pytest.fixture(scope="module")
def empty_form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("form") / "aanmelding.xlsx"
    write_form(file, LISTS, TODAY)
    return file


@pytest.fixture(scope="module")
def empty_book(empty_form: Path) -> Workbook:
    return read_workbook(empty_form)


def fill(sheet: Worksheet, row: int, values: dict[str, CellValue]) -> None:
    headings = {str(cell.value).rstrip(" *"): cell.column for cell in sheet[HEADING_ROW]}
    for key, value in values.items():
        cell = sheet.cell(row, headings[KEYS[key].heading])
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"


def with_sheet(book: Workbook, name: str, rows: tuple[tuple[CellValue, ...], ...]) -> Workbook:
    others = tuple(sheet for sheet in book.sheets if sheet.name != name)
    return replace(book, sheets=(*others, Sheet(name, rows)))


def read_rows(book: Workbook, *filled: dict[str, CellValue]) -> CaseFile:
    """The form as if a school had filled in these rows, without going through a file."""
    sheet = book.sheet("Aanmelding")
    assert sheet is not None
    order = [column.key for column in columns_of(is_pseudonymous=False)]
    rows = tuple(tuple(values.get(key) for key in order) for values in filled)
    return read_case_sheet(with_sheet(book, "Aanmelding", sheet.rows[:HEADING_ROW] + rows), LISTS, TODAY)


def told(read: CaseFile) -> list[tuple[str, str | None, bool]]:
    return [(finding.code, finding.column, finding.is_warning) for finding in read.findings]


def test_a_filled_form_comes_back_as_it_was_filled(empty_form: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(empty_form)
    fill(book["Aanmelding"], FIRST_ROW, FULL)
    fill(book["Aanmelding"], FIRST_ROW + 2, {**FULL, "reference": "0232", "given_name": "Ali"})
    book.save(tmp_path / "ingevuld.xlsx")
    read = read_cases(tmp_path / "ingevuld.xlsx", LISTS, TODAY)
    assert read.findings == ()
    assert (read.read_count, read.has_errors) == (2, False)
    first, second = read.rows
    assert (first.row, first.school_code, first.pupil_reference) == (FIRST_ROW, "WAD", "0231")
    assert (first.given_name, first.family_name, first.birth_date) == ("Zoë", "van den Berg", date(2010, 5, 14))
    assert first.asks_own_consent is True
    assert first.question == "Wil lassen leren;\nonze school heeft geen werkplaats."
    assert (first.tried, first.wishes, first.remarks) == ("Interne stage", "„Ik wil naar de werf.”", "=geen formule")
    assert (first.is_pupil_heard, first.pupil_spoken_on) == (True, date(2026, 11, 3))
    assert (first.are_guardians_heard, first.guardians_spoken_on) == (False, None)
    assert first.sector_codes == ("techniek", "zorg")
    assert (first.half_days_hundredths, first.weekdays, first.travel_km) == (250, ("ma", "di", "wo"), 30)
    assert first.consent == CaseConsent(LegalBasis.CONSENT, GivenBy.BOTH, "ZILT", date(2026, 11, 5), date(2027, 7, 31))
    assert first.is_urgent
    assert (second.row, second.pupil_reference) == (FIRST_ROW + 2, "0232")


def test_the_pseudonymous_form_has_no_place_for_a_name_or_birth_date(tmp_path: Path) -> None:
    file = tmp_path / "pseudoniem.xlsx"
    write_form(file, LISTS, TODAY, is_pseudonymous=True)
    book = openpyxl.load_workbook(file)
    headings = {str(cell.value).rstrip(" *") for cell in book["Aanmelding"][HEADING_ROW]}
    assert headings.isdisjoint({"Roepnaam", "Achternaam", "Geboortedatum"})
    identifying = {"given_name", "family_name", "birth_date"}
    values = {key: value for key, value in FULL.items() if key not in identifying}
    fill(book["Aanmelding"], FIRST_ROW, {**values, "own_consent": "ja", "given_by": "ouders"})
    book.save(file)
    read = read_cases(file, LISTS, TODAY)
    assert told(read) == [("cases.consent_own_needed", "Toestemming gegeven door", True)]
    (row,) = read.rows
    assert (row.given_name, row.family_name, row.birth_date, row.asks_own_consent) == ("", "", None, True)


def test_only_the_cells_to_fill_in_are_open(empty_form: Path) -> None:
    book = openpyxl.load_workbook(empty_form)
    sheet = book["Aanmelding"]
    assert book.sheetnames == ["Uitleg", "Aanmelding", "Lijsten"]
    assert book["Lijsten"].sheet_state == "hidden"
    assert book.security.lockStructure
    assert all(book[name].protection.sheet for name in book.sheetnames)
    width = len(columns_of(is_pseudonymous=False))
    is_open = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    wanted = sheet.iter_rows(FIRST_ROW, FIRST_ROW + ROWS_TO_FILL - 1, 1, width)
    assert is_open == {cell.coordinate for row in wanted for cell in row}
    assert all(cell.protection.locked for row in book["Uitleg"].iter_rows() for cell in row)
    assert sheet.freeze_panes == f"C{FIRST_ROW}"


def test_drop_downs_show_the_lists_of_the_network(empty_form: Path) -> None:
    book = openpyxl.load_workbook(empty_form)
    assert listed(book, "lijst_schools") == ["ZILT · De Zilte", "WAD · Het Wad", "KREEK · =Kreek & Co"]
    assert listed(book, "lijst_receivers")[0] == "alle"
    assert listed(book, "lijst_sectors") == ["Techniek", "Zorg en welzijn"]
    assert listed(book, "lijst_travel") == list(LISTS.travel_ranges_km)
    rules = {str(rule.sqref).split(":")[0]: rule for rule in book["Aanmelding"].data_validations.dataValidation}
    places = {column.key: at for at, column in enumerate(columns_of(is_pseudonymous=False), 1)}
    kinds = {key: rules[book["Aanmelding"].cell(FIRST_ROW, at).coordinate] for key, at in places.items()}
    assert kinds["school"].formula1 == "lijst_schools"
    assert kinds["birth_date"].type == "date"
    assert kinds["half_days"].type == "decimal"
    assert len(kinds) == len(places)
    assert all(rule.prompt and len(rule.prompt) <= 255 and len(rule.promptTitle or "") <= 32 for rule in kinds.values())


def listed(book: openpyxl.Workbook, name: str) -> list[object]:
    sheet, reference = next(iter(book.defined_names[name].destinations))
    return [cell.value for row in book[sheet][reference] for cell in row]


def test_an_example_stands_in_the_instructions_only(empty_form: Path, empty_book: Workbook) -> None:
    read = read_cases(empty_form, LISTS, TODAY)
    assert told(read) == [("cases.form_empty", None, False)]
    texts = [str(value) for row in cells_of(empty_book, "Uitleg") for value in row if value is not None]
    for column in columns_of(is_pseudonymous=False):
        assert column.heading in texts
    assert "ZILT · De Zilte" in texts
    assert any("secretariaat@voorbeeld.nl" in text for text in texts)


def cells_of(book: Workbook, name: str) -> tuple[tuple[CellValue, ...], ...]:
    sheet = book.sheet(name)
    assert sheet is not None
    return sheet.rows


def test_a_form_needs_schools_and_sectors(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"form\.no_schools"):
        write_form(tmp_path / "x.xlsx", replace(LISTS, schools=()), TODAY)
    with pytest.raises(RuleError, match=r"form\.no_sectors"):
        write_form(tmp_path / "x.xlsx", replace(LISTS, sectors=()), TODAY)
    with pytest.raises(RuleError, match=r"file\.no_folder"):
        write_form(tmp_path / "weg" / "x.xlsx", LISTS, TODAY)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("key", "value", "code", "is_warning"),
    [
        ("school", "De Zoute", "cases.school_unknown", False),
        ("school", None, "cases.needed", False),
        ("reference", None, "cases.needed", False),
        ("reference", datetime.fromisoformat("2026-03-01"), "value.date_in_text", False),
        ("reference", int(BSN), "cases.citizen_number", False),
        ("remark", f"bsn {BSN[:3]} {BSN[3:6]} {BSN[6:]}", "cases.citizen_number", False),
        ("birth_date", "14/5/10", "value.date_short_year", False),
        ("birth_date", "4/5/2010", "value.date_ambiguous", False),
        ("birth_date", datetime.fromisoformat("2027-01-01"), "cases.birth_date_future", False),
        ("birth_date", datetime.fromisoformat("1970-01-01"), "cases.birth_date_unlikely", True),
        ("question", "  ", "cases.needed", False),
        ("question", "a" * 4001, "cases.text_too_long", False),
        ("heard_pupil", "misschien", "value.yes_no_unreadable", False),
        ("heard_pupil_on", None, "cases.heard_without_day", True),
        ("heard_pupil_on", "3-12-2026", "cases.day_in_future", False),
        ("sector_1", "Vliegtuigbouw", "cases.sector_unknown", False),
        ("half_days", "2.5", "value.number_unreadable", False),
        ("half_days", 24.7, "cases.half_days_range", False),
        ("half_days", 0, "cases.half_days_range", False),
        ("weekdays", "zondag", "value.weekdays_unreadable", False),
        ("travel_km", "12,5", "value.number_not_whole", False),
        ("travel_km", 900, "cases.travel_range", False),
        ("basis", "gewoonte", "cases.basis_unknown", False),
        ("basis", None, "cases.consent_incomplete", False),
        ("given_by", "de buurman", "cases.giver_unknown", False),
        ("given_by", "ouders", "cases.consent_own_needed", True),
        ("consent_from", None, "cases.consent_incomplete", False),
        ("consent_from", "1-12-2026", "cases.consent_not_yet", True),
        ("consent_until", "6-11-2026", "cases.consent_expired", True),
        ("consent_until", "1-11-2026", "cases.consent_ends_before", False),
        ("receiver", "De Zoute", "cases.receiver_unknown", False),
    ],
)
def test_what_is_wrong_is_told_at_its_column(
    empty_book: Workbook, key: str, value: CellValue, code: str, is_warning: bool
) -> None:
    read = read_rows(empty_book, {**FULL, key: value})
    column = "Gesproken met leerling" if code == "cases.pupil_not_heard" else KEYS[key].heading
    assert (code, column, is_warning) in told(read)
    assert all(finding.row == HEADING_ROW + 1 for finding in read.findings)
    assert len(read.rows) == (1 if is_warning else 0)
    assert read.read_count == 1
    for finding in read.findings:
        assert "…" not in sentence(finding)
        assert BSN not in sentence(finding) + repr(finding.facts)


@pytest.mark.parametrize("key", [column.key for column in columns_of(is_pseudonymous=False)])
def test_no_finding_repeats_a_citizen_number(empty_book: Workbook, key: str) -> None:
    read = read_rows(empty_book, {**FULL, key: BSN}, {**FULL, "reference": "2", key: f"x {BSN}"})
    assert read.has_errors
    assert BSN not in repr(read.findings) + "".join(sentence(finding) for finding in read.findings)
    assert BSN not in repr(read.rows)


def test_a_case_without_consent_can_be_prepared(empty_book: Workbook) -> None:
    keys = ("basis", "given_by", "consent_from", "consent_until", "receiver")
    read = read_rows(empty_book, {**FULL, **dict.fromkeys(keys)})
    assert told(read) == [("cases.consent_none", "Grondslag", True)]
    assert [row.consent for row in read.rows] == [None]


def test_a_public_task_is_stated_by_the_school(empty_book: Workbook) -> None:
    read = read_rows(empty_book, {**FULL, "basis": "Publieke taak", "given_by": None, "receiver": None})
    assert read.findings == ()
    consent = read.rows[0].consent
    assert consent is not None
    assert (consent.legal_basis, consent.given_by, consent.receiver_code) == (
        LegalBasis.PUBLIC_TASK,
        GivenBy.SCHOOL,
        None,
    )


def test_a_pupil_of_unknown_age_needs_the_parents(empty_book: Workbook) -> None:
    read = read_rows(empty_book, {**FULL, "birth_date": None, "given_by": "leerling"})
    assert told(read) == [("cases.consent_guardians_needed", "Toestemming gegeven door", True)]


def test_a_pupil_who_was_not_heard_is_said(empty_book: Workbook) -> None:
    read = read_rows(empty_book, {**FULL, "heard_pupil": "nee", "heard_pupil_on": None})
    assert told(read) == [("cases.pupil_not_heard", "Gesproken met leerling", True)]
    contradiction = read_rows(empty_book, {**FULL, "heard_pupil": "nee"})
    assert ("cases.heard_contradiction", "Gesproken met leerling", False) in told(contradiction)


def test_doubles_within_the_file_are_found(empty_book: Workbook) -> None:
    other = {**FULL, "reference": "77", "given_name": "Ali"}
    read = read_rows(empty_book, FULL, other, {**other, "reference": "0231"}, {**other, "reference": "78"})
    assert told(read) == [
        ("cases.double_row", KEYS["reference"].heading, False),
        ("cases.double_person", KEYS["family_name"].heading, True),
    ]
    assert [finding.facts["first"] for finding in read.findings] == [FIRST_ROW, FIRST_ROW + 1]
    assert [row.row for row in read.rows] == [FIRST_ROW, FIRST_ROW + 1, FIRST_ROW + 3]


def test_the_same_number_at_another_school_is_no_double(empty_book: Workbook) -> None:
    read = read_rows(empty_book, FULL, {**FULL, "school": "ZILT", "given_name": "Ali"})
    assert read.findings == ()
    assert [row.school_code for row in read.rows] == ["WAD", "ZILT"]


def marked(book: Workbook, row: int, value: CellValue) -> Workbook:
    rows = list(cells_of(book, "Lijsten"))
    rows[row - 1] = (rows[row - 1][0], value)
    return with_sheet(book, "Lijsten", tuple(rows))


def headed(book: Workbook, change: dict[str, str | None]) -> Workbook:
    rows = list(cells_of(book, "Aanmelding"))
    heading = [str(value) for value in rows[HEADING_ROW - 1]]
    changed = tuple(change.get(text.rstrip(" *"), text) for text in heading)
    values = tuple(FULL.get(column.key) for column in columns_of(is_pseudonymous=False))
    return with_sheet(book, "Aanmelding", (*rows[: HEADING_ROW - 1], changed, values))


def wrong_forms(book: Workbook) -> Iterator[tuple[Workbook, str]]:
    yield replace(book, sheets=(Sheet("Blad1", (("a", "b"),)),)), "cases.not_our_form"
    yield marked(book, 1, "0"), "cases.older_form"
    yield marked(book, 1, "2"), "cases.newer_form"
    yield marked(book, 2, "een ander netwerk"), "cases.other_network"
    yield replace(book, sheets=tuple(sheet for sheet in book.sheets if sheet.name != "Aanmelding")), "cases.no_sheet"
    yield with_sheet(book, "Aanmelding", ((), ("zomaar",))), "cases.no_headings"
    yield headed(book, {"Hulpvraag": "Vraag"}), "cases.column_missing"
    yield headed(book, {"Opmerking": "Hulpvraag"}), "cases.column_twice"


def test_another_form_is_told_apart_and_gives_no_rows(empty_book: Workbook) -> None:
    seen = []
    for book, code in wrong_forms(empty_book):
        read = read_case_sheet(book, LISTS, TODAY)
        assert (read.rows, read.has_errors) == ((), True)
        assert code in [finding.code for finding in read.findings]
        seen.append(code)
    assert len(seen) == 8


def test_columns_may_change_places_and_a_strange_one_is_not_read(empty_book: Workbook) -> None:
    rows = list(cells_of(empty_book, "Aanmelding"))[:HEADING_ROW]
    order = list(reversed(columns_of(is_pseudonymous=False)))
    rows[HEADING_ROW - 1] = (*(column.heading.upper() for column in order), "Telefoon ouders")
    rows.append((*(FULL.get(column.key) for column in order), "0113221017"))
    read = read_case_sheet(with_sheet(empty_book, "Aanmelding", (("briefhoofd",), *rows)), LISTS, TODAY)
    assert told(read) == [("cases.column_unknown", "Telefoon ouders", True)]
    assert read.rows[0].pupil_reference == "0231"
    assert "0113221017" not in repr(read)


def test_every_code_of_this_floor_has_a_sentence_and_every_sentence_a_code() -> None:
    sources = "".join(file.read_text(encoding="utf-8") for file in (PACKAGE / "intake").glob("*.py"))
    codes = set(re.findall(r'"((?:workbook|duo|value|form|cases)\.[a-z_]+)"', sources))
    assert codes == set(SENTENCES)


def test_days_in_a_sentence_are_written_out() -> None:
    told_sentence = sentence(Finding("cases.consent_expired", facts={"end": TODAY}))
    assert told_sentence.startswith("De toestemming is verlopen op 22 november 2026.")
