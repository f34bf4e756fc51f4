"""Papers compared with what they were: text of the PDF page by page, the workbook cell by cell.

After a change that is meant, run the tests once with ZSM_REWRITE_GOLDENS=1 and read the difference before committing.
"""

from __future__ import annotations

import io
import os
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pypdfium2
from openpyxl import load_workbook

FOLDER = Path(__file__).parent / "golden"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def check(name: str, found: str) -> None:
    golden = FOLDER / name
    if os.environ.get("ZSM_REWRITE_GOLDENS"):
        FOLDER.mkdir(exist_ok=True)
        golden.write_text(found, encoding="utf-8", newline="\n")
    assert found == golden.read_text(encoding="utf-8"), f"{name} differs; see the docstring of tests/reports/goldens.py"


def pages(pdf: bytes) -> list[str]:
    """The text of each page, in the order in which it was drawn."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]
    finally:
        document.close()


def pdf_dump(pdf: bytes) -> str:
    return "\n".join(f"--- pagina {number}\n{text}\n" for number, text in enumerate(pages(pdf), start=1))


def workbook_dump(book: bytes) -> str:
    lines: list[str] = []
    workbook = load_workbook(io.BytesIO(book))
    for sheet in workbook.worksheets:
        setup = f"{sheet.page_setup.orientation}, fixed above {sheet.freeze_panes}, repeats {sheet.print_title_rows}"
        lines.append(f"=== {sheet.title} ({setup})")
        lines += [f"table {name} {area}" for name, area in sorted(sheet.tables.items())]
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    value = cell.value.date() if cell.is_date else cell.value
                    shape = "" if cell.number_format == "General" else f"   [{cell.number_format}]"
                    lines.append(f"{cell.coordinate} {cell.data_type} {value!r}{shape}")
    lines += [line for number, chart in enumerate(charts(book), start=1) for line in _chart_dump(number, chart)]
    return "\n".join(lines) + "\n"


def charts(book: bytes) -> list[ET.Element]:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        names = sorted(name for name in archive.namelist() if re.fullmatch(r"xl/charts/chart\d+\.xml", name))
        return [ET.fromstring(archive.read(name)) for name in names]


def _chart_dump(number: int, chart: ET.Element) -> list[str]:
    lines = [f"=== grafiek {number}"]
    lines += [f"formula {formula.text}" for formula in chart.iter(f"{CHART}f")]
    for kind in ("catAx", "valAx"):
        for axis in chart.iter(f"{CHART}{kind}"):
            told = {tag: axis.find(f".//{CHART}{tag}") for tag in ("min", "max", "majorUnit", "delete", "orientation")}
            lines.append(f"{kind} { ({tag: found.get('val') for tag, found in told.items() if found is not None}) }")
    return lines
