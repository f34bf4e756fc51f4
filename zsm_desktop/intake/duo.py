"""The list of school sites that DUO publishes (open data, CC0), read as it really is.

cp1252, `;`, CRLF, no quotes, one blank for empty, numbers with leading zeros, names in capitals. Columns are found by
name: the names changed over the years, and the lists for primary and special education share only a part of them.
Source of the facts: duo.nl, open onderwijsdata, voortgezet onderwijs, adressen, "alle vestigingen".
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from zsm_desktop.domain.errors import Finding, RuleError
from zsm_desktop.domain.identifiers import as_brin, as_postcode
from zsm_desktop.intake.place_names import place_name

if TYPE_CHECKING:
    from zsm_desktop.intake.safe_workbook import CellValue

MOST_BYTES = 10 * 1024 * 1024
MOST_ROWS = 20_000
MOST_LINE = 10_000
"""Characters; the real list stays under a thousand, and a line of megabytes would become millions of cells."""
_MOST_ABOVE = 20
"""Rows over the headings of a workbook: a title, a date."""
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
PRACTICAL = "PRO"
"""How DUO writes praktijkonderwijs in the list of what a site teaches."""

_NAMES: dict[str, tuple[str, ...]] = {
    "province": ("PROVINCIE",),
    "board_number": ("BEVOEGD GEZAG NUMMER", "BEVOEGD GEZAGNUMMER"),
    "brin": ("INSTELLINGSCODE", "BRIN NUMMER", "BRINNUMMER"),
    "code": ("VESTIGINGSCODE", "VESTIGINGSNUMMER"),
    "name": ("VESTIGINGSNAAM", "INSTELLINGSNAAM"),
    "street": ("STRAATNAAM",),
    "house_number": ("HUISNUMMER-TOEVOEGING", "HUISNUMMER TOEVOEGING"),
    "postcode": ("POSTCODE",),
    "city": ("PLAATSNAAM",),
    "municipality_code": ("GEMEENTENUMMER",),
    "municipality": ("GEMEENTENAAM",),
    "denomination": ("DENOMINATIE",),
    "phone": ("TELEFOONNUMMER",),
    "website": ("INTERNETADRES",),
    "structures": ("ONDERWIJSSTRUCTUUR", "SOORT PRIMAIR ONDERWIJS"),
    "post_street": ("STRAATNAAM CORRESPONDENTIEADRES",),
    "post_house_number": ("HUISNUMMER-TOEVOEGING CORRESPONDENTIEADRES",),
    "post_postcode": ("POSTCODE CORRESPONDENTIEADRES",),
    "post_city": ("PLAATSNAAM CORRESPONDENTIEADRES",),
    "holiday_region": ("VAKANTIEREGIO",),
}
_NEEDED = ("code", "name", "city")
_PHONE_DIGITS = re.compile(r"(?:0|\+31|0031)?[1-9]\d{8}", re.ASCII)
_WEBSITE = re.compile(r"(?:(https?)://)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)((?:[/?#]\S*)?)", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DuoAddress:
    """An address as written on an envelope; `street` is "Postbus" for a post box."""

    street: str
    house_number: str
    postcode: str
    city: str

    @property
    def is_po_box(self) -> bool:
        return self.street.casefold() in ("postbus", "antwoordnummer")


@dataclass(frozen=True, slots=True)
class DuoSchool:
    """One school site; `code` (BRIN and two digits) is its key, `board_number` names the party that is invoiced."""

    code: str
    brin: str
    board_number: str
    name: str
    street: str
    house_number: str
    postcode: str
    city: str
    municipality_code: str
    municipality: str
    province: str
    denomination: str
    phone: str
    website: str
    structures: tuple[str, ...]
    correspondence: DuoAddress | None
    holiday_region: str
    row: int = field(compare=False)
    """Line of the file, the heading being line 1."""

    @property
    def offers_pro(self) -> bool:
        return PRACTICAL in self.structures


@dataclass(frozen=True, slots=True)
class DuoFile:
    """The sites that could be read, and what is the matter with the others; a row with an error is not in `schools`."""

    schools: tuple[DuoSchool, ...]
    findings: tuple[Finding, ...]
    read_count: int

    def findings_of(self, codes: Iterable[str]) -> tuple[Finding, ...]:
        """Findings about these sites only: a fault in another province is no reason to stop."""
        rows = {school.row for school in self.schools if school.code in set(codes)}
        return tuple(finding for finding in self.findings if finding.row in rows)


def read_duo(path: Path) -> DuoFile:
    """Read a DUO list of sites, as it comes or saved as a workbook; raises RuleError("duo.…") and ("workbook.…")."""
    try:
        headings, rows = _workbook_rows(path) if _is_workbook(path) else _text_rows(_text_of(path))
        columns, names = _columns([_plain(cell) for cell in headings])
    except RuleError as refusal:
        raise RuleError(refusal.code, **{"file": path.name, **refusal.facts}) from None
    reader = _Reader(columns, names, len(headings))
    for number, cells in rows:
        reader.read(number, cells)
    if not reader.read_count:
        raise RuleError("duo.no_rows", file=path.name)
    return DuoFile(tuple(reader.schools), tuple(reader.findings), reader.read_count)


def _is_workbook(path: Path) -> bool:
    """By its first bytes: what it is called says little. Raises RuleError("duo.not_found")."""
    if not path.is_file():
        raise RuleError("duo.not_found")
    with suppress(OSError), path.open("rb") as file:  # reading it says what is the matter
        return file.read(4).startswith(_WORKBOOKS)
    return False


def _workbook_rows(path: Path) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The headings and the numbered rows below them, of the first sheet that has the headings of the list.

    Without one it is as any file that is not the list. Raises as `read_workbook`.
    """
    from zsm_desktop.intake.safe_workbook import read_workbook  # loads what starts another process

    for sheet in read_workbook(path).sheets:
        for at, row in enumerate(sheet.rows[:_MOST_ABOVE]):
            headings = [_words(value) for value in row]
            known = {name for key in _NEEDED for name in _NAMES[key]}
            if not sheet.is_hidden and known & {_plain(cell) for cell in headings}:
                below = enumerate(sheet.rows[at + 1 :], at + 2)
                wide = [(number, _as_wide([_words(one) for one in cells], len(headings))) for number, cells in below]
                return headings, [(number, cells) for number, cells in wide if any(cells)]
    raise RuleError("duo.not_the_list")


def _as_wide(cells: list[str], width: int) -> list[str]:
    """A workbook leaves out the empty cells at the end of a row; what stands right of the list is not of it."""
    return (cells + [""] * width)[:width]


def _words(value: CellValue) -> str:
    """As it stands in the list that is text: a code of digits may have become a number."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _text_rows(text: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    lines = _lines(text)
    if len(lines) > MOST_ROWS + 1:
        raise RuleError("duo.too_large")
    delimiter = max(";,\t", key=lines[0].count)
    cells = [
        (number, next(csv.reader([line], delimiter=delimiter)))
        for number, line in enumerate(lines, 1)
        if number == 1 or line.strip(" \t;,\x1a")
    ]
    return cells[0][1], cells[1:]


def _text_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as problem:
        raise RuleError("duo.not_readable") from problem
    if len(data) > MOST_BYTES:
        raise RuleError("duo.too_large")
    if b"\x00" in data:
        raise RuleError("duo.not_text")
    # A list saved again by another program is often UTF-8; Windows text hardly ever happens to be valid UTF-8.
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RuleError("duo.not_text")


def _lines(text: str) -> list[str]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    while lines and not lines[0].strip():
        lines.pop(0)
    if not lines:
        raise RuleError("duo.empty")
    if any(len(line) > MOST_LINE for line in lines):
        raise RuleError("duo.not_text")
    return lines


def _columns(headings: list[str]) -> tuple[dict[str, int], dict[str, str]]:
    """Place and name in the file of every known column."""
    columns: dict[str, int] = {}
    names: dict[str, str] = {}
    for key, synonyms in _NAMES.items():
        found = next((name for name in synonyms if name in headings), None)
        names[key] = found or synonyms[0]
        if found is not None:
            columns[key] = headings.index(found)
    missing = [names[key] for key in _NEEDED if key not in columns]
    if len(missing) == len(_NEEDED):
        raise RuleError("duo.not_the_list")
    if missing:
        raise RuleError("duo.columns_missing", columns=", ".join(missing))
    return columns, names


def _plain(heading: str) -> str:
    return " ".join(heading.replace("_", " ").upper().split())


class _Reader:
    """Keeps what was read; one call of `read` a line."""

    def __init__(self, columns: Mapping[str, int], names: Mapping[str, str], width: int) -> None:
        self._columns = columns
        self._names = names
        self._width = width
        self._row_of: dict[str, int] = {}
        self.schools: list[DuoSchool] = []
        self.findings: list[Finding] = []
        self.read_count = 0

    def read(self, row: int, cells: list[str]) -> None:
        self.read_count += 1
        if len(cells) != self._width:
            self._find(row, None, "duo.row_width", found=len(cells), wanted=self._width)
            return
        line = _Line(row, {key: " ".join(cells[at].split()) for key, at in self._columns.items()})
        code = self._code(line)
        brin = self._brin(line, code)
        if not line["name"]:
            self._find(row, "name", "duo.name_missing")
        if not (code and brin and line["name"]):
            return
        if code in self._row_of:
            self._find(row, "code", "duo.code_twice", site=code, first=self._row_of[code])
            return
        self._row_of[code] = row
        self.schools.append(self._school(line, code, brin))

    def _code(self, line: _Line) -> str:
        code = line["code"].upper()
        # The older lists give only the two digits of the site beside the BRIN number.
        if re.fullmatch(r"\d{1,2}", code, re.ASCII) and line["brin"]:
            code = line["brin"].upper() + code.zfill(2)
        if site := as_brin(code, site=True):
            return site
        self._find(line.row, "code", "duo.code_invalid" if code else "duo.code_missing", text=line["code"])
        return ""

    def _brin(self, line: _Line, code: str) -> str:
        brin = as_brin(line["brin"] or code[:4], site=False)
        if not brin:
            self._find(line.row, "brin", "duo.brin_invalid", text=line["brin"])
            return ""
        if code and not code.startswith(brin):
            self._find(line.row, "brin", "duo.brin_other", text=brin, site=code)
            return ""
        return brin

    def _school(self, line: _Line, code: str, brin: str) -> DuoSchool:
        phone, website = self._phone_and_website(line)
        return DuoSchool(
            code=code,
            brin=brin,
            board_number=self._board(line),
            name=line["name"],
            street=line["street"],
            house_number=line["house_number"],
            postcode=self._postcode(line, "postcode"),
            city=place_name(line["city"]),
            municipality_code=_with_zeros(line["municipality_code"], 4),
            municipality=place_name(line["municipality"]),
            province=line["province"],
            denomination=line["denomination"],
            phone=phone,
            website=website,
            structures=tuple(part.strip().upper() for part in line["structures"].split("/") if part.strip()),
            correspondence=self._correspondence(line),
            holiday_region=line["holiday_region"],
            row=line.row,
        )

    def _board(self, line: _Line) -> str:
        board = line["board_number"]
        if not re.fullmatch(r"\d{1,6}", board, re.ASCII):
            self._find(line.row, "board_number", "duo.board_missing", is_warning=True, text=board)
            return ""
        return board

    def _postcode(self, line: _Line, key: str) -> str:
        text = line[key]
        if not text:
            return ""
        if postcode := as_postcode(text):
            return postcode
        self._find(line.row, key, "duo.postcode_invalid", is_warning=True, text=text)
        return ""

    def _correspondence(self, line: _Line) -> DuoAddress | None:
        address = DuoAddress(
            line["post_street"],
            line["post_house_number"],
            self._postcode(line, "post_postcode"),
            place_name(line["post_city"]),
        )
        return address if address.street or address.postcode else None

    def _phone_and_website(self, line: _Line) -> tuple[str, str]:
        phone, website = _phone(line["phone"]), _website(line["website"])
        if line["phone"] and not phone:
            self._find(line.row, "phone", "duo.phone_invalid", is_warning=True, text=line["phone"])
        if line["website"] and not website:
            as_phone = _phone(line["website"])
            code = "duo.website_is_phone" if as_phone else "duo.website_invalid"
            self._find(line.row, "website", code, is_warning=True, text=line["website"])
            phone = phone or as_phone
        return phone, website

    def _find(self, row: int, key: str | None, code: str, *, is_warning: bool = False, **facts: object) -> None:
        column = self._names[key] if key else None
        self.findings.append(Finding(code, row, column, facts, is_warning))


class _Line:
    """The cells of one line by our names; a column this list does not have reads as empty."""

    def __init__(self, row: int, cells: dict[str, str]) -> None:
        self.row = row
        self._cells = cells

    def __getitem__(self, key: str) -> str:
        return self._cells.get(key, "")


def _with_zeros(digits: str, width: int) -> str:
    """A spreadsheet drops the zeros in front; the code is text of a fixed width."""
    return digits.zfill(width) if digits.isascii() and digits.isdigit() else digits


def _phone(text: str) -> str:
    digits = re.sub(r"[\s().-]", "", text)
    if not _PHONE_DIGITS.fullmatch(digits):
        return ""
    return "0" + digits[-9:]


def _website(text: str) -> str:
    """The address with its scheme, host in small letters; empty when it is none."""
    found = _WEBSITE.fullmatch(text)
    if found is None or not re.search(r"[a-z]", found[2].rpartition(".")[2], re.IGNORECASE):
        return ""
    path = "" if found[3] == "/" else found[3]
    return f"{(found[1] or 'https').lower()}://{found[2].lower()}{path}"
