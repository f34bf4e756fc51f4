"""Files that somebody might hand to each of the imports, beyond those of tests/intake: by kind and name, their bytes.

What is hostile to any workbook is in tests/intake/hostile.py, and to a bank statement in test_bank_hostile.py there.
"""

from __future__ import annotations

import gzip
import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.intake import hostile

DATA = Path(__file__).parents[1] / "intake" / "data"
PROFILE = (Path(__file__).parents[2] / "resources" / "profiles" / "zeeland.toml").read_text(encoding="utf-8")
LIST = (DATA / "alle-vestigingen-vo_extract.csv").read_bytes()
HEADING = LIST.split(b"\r\n", 1)[0]
MEGABYTE = 1 << 20
OTHER_FORMS = ("confirmations", "evaluation")
"""The imports that read a workbook as that of cases is read: what never comes to their own reading is left out."""
NOT_AGAIN = {"last cell of Excel", "entity that reads a file"}


def zipped(name: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return file.getvalue()


def table(lines: list[bytes]) -> bytes:
    return b"\r\n".join([HEADING, *lines])


WORKBOOKS: dict[str, Callable[[], bytes]] = {
    "no form": hostile.good,
    "bomb in one cell": hostile.bomb_in_one_cell,
    "last cell of Excel": hostile.last_cell_of_excel,
    "entity that reads a file": hostile.entity_that_reads_a_file,
    "path out of the zip": hostile.path_out_of_the_zip,
    "zip in a zip": lambda: zipped("binnen.zip", zipped("bom.txt", bytes(50 * MEGABYTE))),
    "a list of schools": lambda: LIST,
}
LISTS: dict[str, Callable[[], bytes]] = {
    "one field of nine megabytes": lambda: table([b"x" * (9 * MEGABYTE)]),
    "heading of nine megabytes": lambda: HEADING + b";" + b"y" * (9 * MEGABYTE) + b"\r\n" + b"1;2",
    "ten million columns": lambda: HEADING + b";" * (9 * MEGABYTE) + b"\r\n1;2",
    "five million named columns": lambda: HEADING + b";k" * (4 * MEGABYTE) + b"\r\n1;2",
    "nine megabytes of separators": lambda: table([b";" * (9 * MEGABYTE)]),
    "a quote that never ends": lambda: table([b'"' + b"a;b" * MEGABYTE]),
    "quotes only": lambda: table([b'"' * (3 * MEGABYTE)]),
    "a million lines": lambda: table([b"x"] * MEGABYTE),
    "twenty thousand wrong lines": lambda: table([b"x;y"] * 19_000),
    "the same line twenty thousand times": lambda: table([LIST.split(b"\r\n")[1]] * 19_000),
    "zipped": lambda: zipped("vestigingen.csv", LIST),
    "gzipped": lambda: gzip.compress(LIST * 1000),
    "utf-16": lambda: LIST.decode("cp1252").encode("utf-16"),
    "a formula in every field": lambda: table([b";".join([b"=cmd|'/c calc'!A1"] * (HEADING.count(b";") + 1))]),
    "noise": lambda: random.Random(2).randbytes(MEGABYTE),
    "a web page": lambda: b"<!doctype html><html><body>Inloggen</body></html>",
    "heading only": lambda: HEADING,
    "other end of line": lambda: HEADING.replace(b";", b"|") + b"\x85" + b"x",
}
PROFILES: dict[str, Callable[[], bytes]] = {
    "deep brackets": lambda: b"format = 1\nx = " + b"[" * 40_000,
    "deep tables": lambda: b"x = " + b"{a=" * 20_000,
    "a name of forty thousand parts": lambda: b"a." * 40_000 + b"a = 1",
    "twenty thousand names of two parts": lambda: b"".join(b"a%d.b = 1\n" % at for at in range(8_000)),
    "a number of ninety thousand digits": lambda: b"format = " + b"9" * 90_000,
    "a number that is none": lambda: b"format = nan",
    "endless number": lambda: b"format = 1e999999999",
    "a date that is none": lambda: b"format = 2026-13-45",
    "an old date": lambda: b"format = 0000-00-00",
    "an offset that is none": lambda: b"format = 2026-11-22T09:00:00+99:99",
    "half a character": lambda: b'format = 1\nname = "\\ud800"',
    "control characters": lambda: b'format = 1\nname = "\x00\x07"',
    "quotes only": lambda: b'"' * 99_000,
    "larger than may be": lambda: PROFILE.encode() + b"# " + b"x" * MEGABYTE,
    "zipped": lambda: zipped("profiel.toml", PROFILE.encode()),
    "utf-16": lambda: PROFILE.encode("utf-16"),
    "nothing": lambda: b"",
    "all of it twice": lambda: PROFILE.encode() * 2,
    "a table for a text": lambda: PROFILE.replace('name = "', 'name.first = "', 1).encode(),
    "lists of lists": lambda: b"format = 1\nclusters = " + b"[" * 300 + b"]" * 300,
    "ten thousand sectors": lambda: PROFILE.encode() + b'[[sectors]]\ncode="a"\n' * 4_000,
}
STATEMENTS: dict[str, Callable[[], bytes]] = {
    "zipped": lambda: zipped("afschrift.sta", (DATA / "bank" / "ing_sepa.sta").read_bytes()),
    "gzipped": lambda: gzip.compress((DATA / "bank" / "ing_sepa.sta").read_bytes()),
    "a workbook": hostile.good,
    "a list of schools": lambda: LIST,
    "a profile": lambda: b"# een profiel\n" + PROFILE.encode(),
    "digits only": lambda: b":20:x\n:25:1\n:60F:C261027EUR" + b"9" * 4_000 + b",\n",
    "an amount of many digits": lambda: amount(b"9" * 60),
    "an amount without end": lambda: amount(b"9" * 4_500),
    "a day that is none": lambda: (DATA / "bank" / "abnamro_sepa.sta").read_bytes().replace(b"261028", b"261399"),
    "CAMT with an amount without end": lambda: camt(b">100.00<", b">1e999999<"),
    "CAMT with an amount that is none": lambda: camt(b">498.63<", b">NaN<"),
    "CAMT with a day that is none": lambda: camt(b"<Dt>2026-10-2", b"<Dt>2026-13-4"),
    "CAMT cut in a character": lambda: (DATA / "bank" / "ing_camt04.xml").read_bytes()[:700] + b"\xc3",
}


def amount(digits: bytes) -> bytes:
    whole = (DATA / "bank" / "abnamro_sepa.sta").read_bytes()
    return whole.replace(b"C261028EUR1703,90", b"C261028EUR" + digits + b",90")


def camt(old: bytes, new: bytes) -> bytes:
    whole = (DATA / "bank" / "ing_camt04.xml").read_bytes()
    if old not in whole:
        raise LookupError(old)
    return whole.replace(old, new)


FILES: dict[tuple[str, str], Callable[[], bytes]] = {
    **{("cases", name): build for name, build in WORKBOOKS.items()},
    **{(kind, name): build for kind in OTHER_FORMS for name, build in WORKBOOKS.items() if name not in NOT_AGAIN},
    **{("schools", name): build for name, build in LISTS.items()},
    **{("profile", name): build for name, build in PROFILES.items()},
    **{("bank", name): build for name, build in STATEMENTS.items()},
}
