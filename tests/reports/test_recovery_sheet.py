from __future__ import annotations

from datetime import date

import pypdfium2

from zsm_desktop.reports.pdf import pdf_bytes
from zsm_desktop.reports.recovery_sheet import recovery_sheet
from zsm_desktop.store import recovery

KEY = recovery.printed(bytes(range(16)))
LONG = "Samenwerkende scholen voor praktijkonderwijs en voortgezet speciaal onderwijs in de regio Noord-Kennemerland"


def test_one_sheet_says_the_network_whose_it_is_and_a_key_that_can_be_typed_over() -> None:
    document = recovery_sheet(LONG, KEY, date(2026, 11, 23), "Anja Theodora de Wit - van den Oosterkamp")
    paper = pypdfium2.PdfDocument(pdf_bytes(document))
    assert len(paper) == 1
    lines = paper[0].get_textpage().get_text_bounded().splitlines()
    typed = next(line for line in lines if KEY[:4] in line)
    assert recovery.read(typed) == bytes(range(16)), "the whole key on one line, as the field takes it"
    text = " ".join(lines)
    assert "Anja Theodora de Wit" in text
    assert "23 november 2026" in text
    assert "kluis" in text
