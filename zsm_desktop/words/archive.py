"""The words of the file that holds all papers of one meeting."""

from __future__ import annotations

from datetime import date

from zsm_desktop.words.format import count, date_long

INDEX = "Leesmij.txt"
AGENDA = "Agenda"
MINUTES = "Verslag"
DECISIONS = "Besluitenlijst"
ACTIONS = "Actielijst"
AGENDA_FACTS = frozenset({"Overleg", "Plaats", "Tijd", "Voorzitter"})
FOR_WHOM = "Voor wie"
STAND = "Stand van het verslag"
CONTENTS = "In dit bestand zitten:"


def index_title(network: str, body: str, held_on: date, number: str) -> str:
    return f"{network}\r\n{body}, {date_long(held_on)}, nummer {number}"


def file_stem(number: str, held_on: date, audience: str, kind: str) -> str:
    """The name of the file: which meeting, when, and for whom unless for all who were there."""
    whom = ""
    if audience.startswith("school:"):
        whom = f" {audience.removeprefix('school:')}"
    elif audience == "steering" and kind == "case":
        whom = " zonder leerlingen"
    return f"Overleg {number} {held_on.isoformat()}{whom}"


def size(data: int) -> str:
    return f"{count(max(1, round(data / 1024)))} kB"
