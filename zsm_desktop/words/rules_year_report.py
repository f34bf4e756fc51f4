"""Sentences for the year report."""

from __future__ import annotations

SENTENCES = {
    "year_report.future": "Schooljaar {year} is nog niet begonnen; daar is nog geen jaarverslag van. Kies een eerder jaar.",
}
