"""The fixed words of minutes."""

from __future__ import annotations

from zsm_desktop.words.format import count, plural

TITLE = {"case": "Verslag maatwerkbespreking", "steering": "Verslag stuurgroep"}
BALANCE_MEANS = (
    "Een positief saldo betekent dat de school meer gaf dan zij afnam. Alle saldi samen zijn nul. "
    "Alleen bevestigde en geboekte leveringen tellen mee."
)
SMALL_COUNTS = "Aantallen onder de vijf staan als <5, zodat geen leerling herkenbaar is."
NO_DECISIONS = "Er zijn geen besluiten genomen."
NO_ACTIONS = "Er staan geen acties open."
DECISIONS_LEFT_OUT = "Besluiten over de weggelaten casussen staan hier niet."
ACTIONS_LEFT_OUT = "Acties bij de weggelaten casussen staan hier niet."
OVERDUE = "te laat"
FIGURE = {
    "meetings_held": "Gehouden bijeenkomsten",
    "cases_entered": "Aangemelde casussen",
    "cases_discussed": "Besproken casussen",
    "placements_started": "Begonnen maatwerktrajecten",
    "placements_running": "Lopende maatwerktrajecten",
    "leavers_last_year": "Schoolverlaters vorig schooljaar",
}


def number(value: str) -> str:
    return f"nummer {value}"


def person(name: str, organisation: str) -> str:
    return f"{name} ({organisation})" if organisation else name


def cases(number_of: int) -> str:
    return f"{count(number_of)} {'casus' if number_of == 1 else 'casussen'}"


def smaller(number_of: int) -> str:
    """Stands for the rows that the paper leaves to the workbook."""
    return f"{plural(number_of, 'kleiner bedrag', 'kleinere bedragen')} (zie het Excel-bestand)"


def notice(kind: str, audience: str) -> str:
    """The line that says for whom the paper is."""
    if kind == "steering":
        return "Voor de leden van de stuurgroep"
    if audience == "steering":
        return "Zonder gegevens van leerlingen"
    if audience.startswith("school:"):
        return f"Vertrouwelijk – alleen voor {audience.removeprefix('school:')}"
    return "Vertrouwelijk – alleen voor deelnemers"


def left_out(audience: str) -> str:
    """Says that something was taken out, not how much: from a total the small groups could be worked out."""
    return f"De casussen {'van andere scholen ' if audience.startswith('school:') else ''}zijn weggelaten."
