"""The words in the journal as a workbook."""

from __future__ import annotations

SHEET = "Journaal"
HEADINGS = (
    "Boeking",
    "Datum",
    "Soort",
    "Code",
    "Rekening",
    "Tegenrekening",
    "Omschrijving",
    "Debet",
    "Credit",
    "Verrekening",
    "Document",
)
TOTAL = "Totaal"
OFF = "Debet min credit"
