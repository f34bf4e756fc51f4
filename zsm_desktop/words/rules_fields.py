"""Sentences for what is typed in a field and cannot be read."""

from __future__ import annotations

SENTENCES = {
    "text.broken": "In de tekst staat een teken dat niet bewaard kan worden, zoals een afgebroken emoji. "
    "Haal het weg en probeer het opnieuw.",
    "date.unreadable": "“{text}” is geen datum. Schrijf bijvoorbeeld 14-9-2026, 14 sep of morgen.",
    "time.unreadable": "“{text}” is geen tijd. Schrijf bijvoorbeeld 13.30.",
    "number.too_much": "Meer dan 100 miljoen kan niet kloppen. Controleer het getal.",
    "number.not_whole": "“{text}” is geen heel getal. Vul een getal zonder komma in.",
}
