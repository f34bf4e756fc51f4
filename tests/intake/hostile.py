"""Files that somebody might send instead of a form, by name: bytes, and the code they must be refused with."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from collections.abc import Callable
from functools import cache

import openpyxl

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SHEET = "xl/worksheets/sheet1.xml"
SHARED = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"
MEGABYTE = 1024 * 1024

BUILDERS: dict[str, tuple[str, Callable[[], bytes]]] = {}


def refused(code: str) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    def keep(build: Callable[[], bytes]) -> Callable[[], bytes]:
        BUILDERS[build.__name__] = (f"workbook.{code}", build)
        return build

    return keep


@cache
def good() -> bytes:
    """An ordinary workbook with text and numbers, which must be read."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for number in range(200):
        sheet.append([f"leerling {number}", number, number / 4, None, "tekst"])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def rebuilt(
    replace: dict[str, bytes] | None = None, drop: tuple[str, ...] = (), kind: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """The good workbook with some of its parts replaced, added or left out."""
    parts = dict(replace or {})
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good())) as source, zipfile.ZipFile(file, "w", kind, compresslevel=1) as target:
        for name in source.namelist():
            if name not in drop:
                target.writestr(name, parts.pop(name, None) or source.read(name))
        for name, data in parts.items():
            target.writestr(name, data)
    return file.getvalue()


def sheet_of(rows: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>'.encode()


def inline(text: str, place: str = "A1") -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def noise(megabytes: int) -> bytes:
    """Letters and digits that hardly pack, so that it is not the ratio that gives them away."""
    return random.Random(megabytes).randbytes(megabytes * MEGABYTE // 2).hex().encode()


@refused("empty")
def no_bytes() -> bytes:
    return b""


@refused("is_text")
def text_file() -> bytes:
    return "School;Leerling\r\nDe Zilte;L-1 é\r\n".encode("cp1252") * 50


@refused("other_format")
def pdf_file() -> bytes:
    return b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"


@refused("not_a_workbook")
def random_bytes() -> bytes:
    return random.Random(7).randbytes(50_000)


@refused("encrypted")
def password_protected() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + "EncryptedPackage".encode("utf-16-le") + bytes(4000)


@refused("old_format")
def old_xls() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + "Workbook".encode("utf-16-le") + bytes(4000)


@refused("too_large")
def eleven_megabytes() -> bytes:
    return good() + bytes(11 * MEGABYTE)


@refused("damaged")
def cut_in_half() -> bytes:
    return good()[: len(good()) // 2]


@refused("damaged")
def turned_bytes() -> bytes:
    """The same length, but a piece in the middle of the packed data is different."""
    data = bytearray(good())
    for at in range(200, 400):
        data[at] ^= 0x5A
    return bytes(data)


@refused("not_a_workbook")
def word_document() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
    return file.getvalue()


@refused("other_format")
def open_document() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<office/>")
    return file.getvalue()


@refused("too_heavy")
def bomb_in_one_cell() -> bytes:
    return rebuilt({SHEET: sheet_of(f"<row>{inline('A' * 90 * MEGABYTE)}</row>")})


@refused("damaged")
def bomb_that_lies() -> bytes:
    """A part of 90 MB whose size is said to be 20 kB."""
    data = bytearray(bomb_in_one_cell())
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        if struct.unpack_from("<I", data, at + 24)[0] > MEGABYTE:
            struct.pack_into("<I", data, at + 24, 20_000)
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


@refused("too_heavy")
def bomb_of_many_parts() -> bytes:
    """Each part stays under the ratio; together they unpack to 140 MB."""
    piece = random.Random(1).randbytes(12_000).hex().encode() + bytes(1_000_000)
    return rebuilt({f"xl/media/image{number}.bin": piece for number in range(140)})


@refused("too_heavy")
def ninety_megabytes_of_cells() -> bytes:
    words = random.Random(2)
    row = "".join(inline("".join(words.choices("abcdefgh", k=40)), "") for _ in range(150)).replace(' r=""', "")
    return rebuilt({SHEET: sheet_of(f"<row>{row}</row>" * (80 * MEGABYTE // len(row)))})


@refused("too_heavy")
def strings_without_end() -> bytes:
    strings = f"<si><t>{'tekst ' * 5000}</t></si>" * 1000
    return rebuilt({SHARED: f"<sst {MAIN}>{strings}</sst>".encode(), "xl/pad.bin": random.Random(3).randbytes(400_000)})


@refused("too_heavy")
def styles_without_end() -> bytes:
    return many_fonts(400_000)


@refused("too_many_columns")
def last_cell_of_excel() -> bytes:
    return rebuilt({SHEET: sheet_of(f'<row r="1">{inline("x", "XFD1")}</row>')})


@refused("too_many_rows")
def last_row_of_excel() -> bytes:
    return rebuilt({SHEET: sheet_of(f'<row r="1048576">{inline("x", "A1048576")}</row>')})


@refused("too_many_rows")
def row_of_a_million_millions() -> bytes:
    return rebuilt({SHEET: sheet_of(f'<row r="1000000000000">{inline("x", "A1")}</row>')})


@refused("too_many_rows")
def rows_without_number() -> bytes:
    return rebuilt({SHEET: sheet_of("<row/>" * 60_000)})


@refused("too_many_rows")
def far_cell_in_an_early_row() -> bytes:
    return rebuilt({SHEET: sheet_of(f'<row r="1">{inline("x", "B900000")}</row>')})


@refused("hostile")
def billion_laughs() -> bytes:
    lines = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10 if at else "ha"}">' for at in range(10))
    body = "<si><t>&l9;</t></si></sst>"
    return rebuilt({SHARED: f"<!DOCTYPE sst [{lines}]><sst {MAIN}>{body}".encode()})


@refused("hostile")
def entity_that_reads_a_file() -> bytes:
    head = '<!DOCTYPE worksheet [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return rebuilt(
        {SHEET: f"{head}<worksheet {MAIN}><sheetData><row><c><v>&x;</v></c></row></sheetData></worksheet>".encode()}
    )


@refused("hostile")
def doctype_in_utf_16() -> bytes:
    text = f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE w [<!ENTITY x "y">]><worksheet {MAIN}/>'
    return rebuilt({SHEET: text.encode("utf-16")})


@refused("hostile")
def doctype_in_a_part_without_suffix() -> bytes:
    return rebuilt({"xl/theme/plain": b'\n <!DOCTYPE w [<!ENTITY x "y">]><w/>'})


@refused("hostile")
def comment_of_five_megabytes() -> bytes:
    return rebuilt({SHEET: b"<!--" + noise(2) + b"<x>" + noise(3) + b"-->" + sheet_of("")})


@refused("hostile")
def attribute_of_five_megabytes() -> bytes:
    return rebuilt({SHEET: sheet_of(f'<row r="1" spans="{noise(5).decode()}"/>')})


@refused("hostile")
def deep_nesting() -> bytes:
    return rebuilt({SHEET: sheet_of("<a>" * 50_000 + "</a>" * 50_000)})


@refused("hostile")
def path_out_of_the_zip() -> bytes:
    return rebuilt({"xl/../../../etc/cron.d/x": b"x"})


@refused("hostile")
def absolute_path() -> bytes:
    return rebuilt({"C:\\Windows\\x.dll": b"x"})


@refused("hostile")
def same_part_in_capitals() -> bytes:
    return rebuilt({SHEET.upper(): sheet_of("")})


@refused("hostile")
def five_thousand_parts() -> bytes:
    return rebuilt({f"xl/media/{number}.bin": b"" for number in range(5_000)})


@refused("hostile")
def other_compression() -> bytes:
    return rebuilt(kind=zipfile.ZIP_BZIP2)


@refused("encrypted")
def encrypted_part() -> bytes:
    data = bytearray(good())
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


@refused("not_finite")
def number_without_end() -> bytes:
    return rebuilt({SHEET: sheet_of('<row r="1"><c r="A1"><v>1e9999</v></c></row>')})


@refused("damaged")
def number_of_five_thousand_digits() -> bytes:
    return rebuilt({SHEET: sheet_of(f'<row r="1"><c r="A1"><v>{"9" * 5_000}</v></c></row>')})


@refused("damaged")
def string_that_is_not_there() -> bytes:
    return rebuilt({SHEET: sheet_of('<row r="1"><c r="A1" t="s"><v>99999</v></c></row>')})


@refused("damaged")
def cell_without_a_place() -> bytes:
    return rebuilt({SHEET: sheet_of('<row r="1"><c r="hier"><v>1</v></c></row>')})


@refused("damaged")
def broken_markup() -> bytes:
    return rebuilt({SHEET: sheet_of("<row><c></row>")})


@refused("damaged")
def no_list_of_sheets() -> bytes:
    return rebuilt(drop=("xl/workbook.xml",))


@refused("cell_too_long")
def one_long_cell() -> bytes:
    return rebuilt({SHEET: sheet_of(f'<row r="1">{inline("langer " * 5_000)}</row>')})


def slow_number_format() -> bytes:
    """Passes every check, but openpyxl's own pattern for date formats never gets through it."""
    head = f'<styleSheet {MAIN}><numFmts><numFmt numFmtId="200" formatCode="'.encode()
    tail = b'"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="200"/></cellXfs></styleSheet>'
    return rebuilt({STYLES: head + b"[\\" * 400_000 + tail})


def many_fonts(count: int) -> bytes:
    """Styles become a tree of objects: some 600 bytes of memory for each font of 30 bytes."""
    fonts = "".join(f'<font><b/><sz val="{number}"/></font>' for number in range(count))
    return rebuilt({STYLES: f"<styleSheet {MAIN}><fonts>{fonts}</fonts></styleSheet>".encode()})
