"""The list of school sites as DUO publishes it, in both generations of column names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.intake.duo import DuoAddress, read_duo
from zsm_desktop.intake.place_names import place_name

EXTRACT = Path(__file__).parent / "data" / "alle-vestigingen-vo_extract.csv"


def text_of_extract() -> str:
    return EXTRACT.read_bytes().decode("cp1252")


def written(folder: Path, text: str, encoding: str = "cp1252") -> Path:
    file = folder / "vestigingen.csv"
    file.write_bytes(text.encode(encoding))
    return file


def changed(folder: Path, old: str, new: str) -> Path:
    text = text_of_extract()
    assert old in text
    return written(folder, text.replace(old, new, 1))


def test_the_real_extract_is_read_whole() -> None:
    read = read_duo(EXTRACT)
    assert read.findings == ()
    assert read.read_count == len(read.schools) == 8
    school = next(school for school in read.schools if school.code == "01HQ00")
    assert (school.brin, school.board_number, school.name) == ("01HQ", "40876", "Het Bolwerk")
    assert (school.street, school.house_number, school.postcode, school.city) == (
        "Teresastraat",
        "2-A",
        "4336 LM",
        "Middelburg",
    )
    assert (school.municipality_code, school.municipality) == ("0687", "Middelburg")
    assert (school.phone, school.website) == ("0118627697", "https://www.probolwerk.nl")
    assert (school.province, school.holiday_region, school.row) == ("Zeeland", "Zuid", 6)


def test_what_is_odd_in_the_extract_is_understood() -> None:
    by_code = {school.code: school for school in read_duo(EXTRACT).schools}
    assert [code for code, school in by_code.items() if school.offers_pro] == ["18BR01", "06DT00", "01HQ00", "26HF00"]
    assert by_code["16YC00"].structures == ("VBO", "MAVO", "HAVO", "VWO")
    assert by_code["03XS10"].structures == ("BRUGJAAR",)
    assert by_code["03XS10"].phone == by_code["03XS10"].website == ""
    assert by_code["03XS10"].correspondence is None
    assert by_code["26HF00"].correspondence == DuoAddress("Postbus", "335", "4460 AS", "Goes")
    assert by_code["26HF00"].correspondence.is_po_box
    assert by_code["20FR08"].name.endswith("loc. Bahûrim")
    assert by_code["20FR08"].municipality == "Voorne aan Zee"
    assert by_code["01HQ00"].board_number == by_code["26HF00"].board_number


def test_the_older_column_names_give_the_same_schools(tmp_path: Path) -> None:
    text = text_of_extract().replace("INSTELLINGSCODE", "BRIN NUMMER").replace("VESTIGINGSCODE", "VESTIGINGSNUMMER")
    assert read_duo(written(tmp_path, text)).schools == read_duo(EXTRACT).schools


def test_a_site_number_of_two_digits_is_joined_to_its_brin(tmp_path: Path) -> None:
    text = text_of_extract().replace("VESTIGINGSCODE", "VESTIGINGSNUMMER").replace(";26HF00;", ";00;")
    assert read_duo(written(tmp_path, text)).schools == read_duo(EXTRACT).schools


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8"])
def test_a_list_saved_again_as_utf_8_gives_the_same_schools(tmp_path: Path, encoding: str) -> None:
    text = text_of_extract().replace("\r\n", "\n")
    assert read_duo(written(tmp_path, text, encoding)).schools == read_duo(EXTRACT).schools


def test_quotes_and_commas_of_another_program_are_understood(tmp_path: Path) -> None:
    lines = [line.split(";") for line in text_of_extract().splitlines()]
    text = "\r\n".join(",".join(f'"{cell}"' for cell in line) for line in lines)
    assert read_duo(written(tmp_path, text)).schools == read_duo(EXTRACT).schools


def test_columns_are_found_by_name_and_those_a_special_education_list_lacks_may_be_missing(tmp_path: Path) -> None:
    kept = [4, 2, 3, 1, 5, 6, 7, 8, 9, 10, 0]
    lines = [line.split(";") for line in text_of_extract().splitlines()]
    lines[0][5] = "Straatnaam"
    text = "\r\n".join(";".join([line[at] for at in kept] + ["SO/VSO"]) for line in lines)
    text = text.replace("SO/VSO", "SOORT PRIMAIR ONDERWIJS", 1)
    schools = read_duo(written(tmp_path, text)).schools
    whole = read_duo(EXTRACT).schools
    assert schools[4].structures == ("SO", "VSO")
    assert schools[4] == replace(
        whole[4],
        structures=("SO", "VSO"),
        denomination="",
        phone="",
        website="",
        correspondence=None,
        holiday_region="",
    )


@pytest.mark.parametrize(
    ("old", "new", "code", "column", "is_warning"),
    [
        (";26HF;26HF00;", ";26HX;26HF00;", "duo.brin_other", "INSTELLINGSCODE", False),
        (";26HF;26HF00;", ";2-HF;26HF00;", "duo.brin_invalid", "INSTELLINGSCODE", False),
        (";26HF;26HF00;", ";26HF;26HF0;", "duo.code_invalid", "VESTIGINGSCODE", False),
        (";26HF;26HF00;", ";26HF; ;", "duo.code_missing", "VESTIGINGSCODE", False),
        (";26HF00;De Wissel;", ";26HF00; ;", "duo.name_missing", "VESTIGINGSNAAM", False),
        (";26HF;26HF00;De Wissel", ";01HQ;01HQ00;De Wissel", "duo.code_twice", "VESTIGINGSCODE", False),
        (";De Wissel;", ";De; Wissel;", "duo.row_width", None, False),
        ("Zeeland;40876;26HF", "Zeeland; ;26HF", "duo.board_missing", "BEVOEGD GEZAG NUMMER", True),
        ("8;4461 NB;", "8;0461 NB;", "duo.postcode_invalid", "POSTCODE", True),
        ("0113221017", "geen", "duo.phone_invalid", "TELEFOONNUMMER", True),
        ("https://www.prodewissel.nl/", "0113-221017", "duo.website_is_phone", "INTERNETADRES", True),
        ("https://www.prodewissel.nl/", "onbekend", "duo.website_invalid", "INTERNETADRES", True),
    ],
)
def test_a_fault_is_told_by_row_and_column(
    tmp_path: Path, old: str, new: str, code: str, column: str | None, is_warning: bool
) -> None:
    read = read_duo(changed(tmp_path, old, new))
    (finding,) = read.findings
    assert (finding.code, finding.row, finding.column, finding.is_warning) == (code, 7, column, is_warning)
    assert len(read.schools) == (8 if is_warning else 7)
    assert bool(read.findings_of(["26HF00"])) == is_warning
    assert read.findings_of(["01HQ00"]) == ()


def test_zeros_that_a_spreadsheet_dropped_come_back(tmp_path: Path) -> None:
    text = text_of_extract().replace(";0664;", ";664;").replace("0113221017", "113221017")
    assert read_duo(written(tmp_path, text)).schools == read_duo(EXTRACT).schools


def test_a_list_that_was_saved_as_a_workbook_is_the_same_list(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Vestigingen voortgezet onderwijs"])
    sheet = book.create_sheet("Lijst")
    sheet.append(["Stand van", date(2026, 11, 1)])
    sheet.append([])
    for line in text_of_extract().splitlines():
        sheet.append([int(cell) if cell.isdigit() else cell or None for cell in line.split(";")])
    sheet.append([None, None])
    sheet.append([None] * 40 + ["ernaast"])
    book.save(tmp_path / "vestigingen.xlsx")
    read = read_duo(tmp_path / "vestigingen.xlsx")
    plain = [replace(school, row=school.row - 2) for school in read.schools]
    assert plain == list(read_duo(EXTRACT).schools)
    assert read.findings == ()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "duo.empty"),
        (b"\r\n \r\n", "duo.empty"),
        (b"PK\x03\x04", "workbook.damaged"),
        ("PROVINCIE;VESTIGINGSCODE".encode("utf-16"), "duo.not_text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "duo.not_text"),
        (b"naam;bedrag\r\nx;1\r\n", "duo.not_the_list"),
        (b"VESTIGINGSCODE;PLAATSNAAM\r\n26HF00;GOES\r\n", "duo.columns_missing"),
        (b"VESTIGINGSCODE;VESTIGINGSNAAM;PLAATSNAAM\r\n", "duo.no_rows"),
        (b"x" * (11 * 1024 * 1024), "duo.too_large"),
        (b"VESTIGINGSCODE;VESTIGINGSNAAM;PLAATSNAAM\r\n" * 20_002, "duo.too_large"),
    ],
)
def test_another_file_is_refused(tmp_path: Path, data: bytes, code: str) -> None:
    file = tmp_path / "lijst.csv"
    file.write_bytes(data)
    with pytest.raises(RuleError) as refusal:
        read_duo(file)
    assert (refusal.value.code, refusal.value.facts["file"]) == (code, "lijst.csv")


@pytest.mark.parametrize(
    ("capitals", "name"),
    [
        ("AXEL", "Axel"),
        ("DEN HAAG", "Den Haag"),
        ("'S-GRAVENHAGE", "'s-Gravenhage"),
        ("’S-HEER ARENDSKERKE", "'s-Heer Arendskerke"),
        ("'T ZANDT GN", "'t Zandt GN"),
        ("IJSSELSTEIN UT", "IJsselstein UT"),
        ("KRIMPEN AAN DEN IJSSEL", "Krimpen aan den IJssel"),
        ("NIEUWERKERK A/D IJSSEL", "Nieuwerkerk a/d IJssel"),
        ("SINT-MAARTENSDIJK", "Sint-Maartensdijk"),
        ("NIEUW- EN SINT JOOSLAND", "Nieuw- en Sint Joosland"),
        ("HENDRIK-IDO-AMBACHT", "Hendrik-Ido-Ambacht"),
        ("SINT ANNA TER MUIDEN", "Sint Anna ter Muiden"),
        ("SÚDWEST-FRYSLÂN", "Súdwest-Fryslân"),
        ("BERGEN (NH.)", "Bergen (NH.)"),
        ("ST.-ANNAPAROCHIE", "St.-Annaparochie"),
        ("Hoek van Holland", "Hoek van Holland"),
        ("", ""),
    ],
)
def test_place_names_get_the_letters_a_reader_expects(capitals: str, name: str) -> None:
    assert place_name(capitals) == name
