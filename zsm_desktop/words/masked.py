"""What the mask took out of a text, told to who may see it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from zsm_desktop.words.format import joined, plural

if TYPE_CHECKING:
    from zsm_desktop.domain.masking import Hidden, Kind

_KINDS = {
    "pupil": ("naam van een leerling", "namen van leerlingen"),
    "relative": ("naam van iemand thuis", "namen van mensen thuis"),
    "birth_date": ("geboortedatum", "geboortedatums"),
    "phone": ("telefoonnummer", "telefoonnummers"),
    "email": ("e-mailadres", "e-mailadressen"),
    "number": ("nummer", "nummers"),
    "postcode": ("postcode", "postcodes"),
}


def on_the_wall(hidden: Sequence[Hidden]) -> str:
    return f"Op de wand afgeschermd: {counted(hidden)}."


def on_paper(point: str, hidden: Sequence[Hidden]) -> str:
    return f"Bij ‘{point}’ staat {counted(hidden)}. Op papier wordt dat afgeschermd; verbeter zo nodig de tekst."


def when_kept(hidden: Sequence[Hidden]) -> str:
    return f"Vervangen: {counted(hidden)}. Zo is de tekst bewaard; anderen lezen hem zonder namen."


def on_way_out(hidden: Sequence[Hidden]) -> str:
    """ "Vervangen: 2 namen van leerlingen.", "" for nothing."""
    return f"Vervangen: {counted(hidden)}." if hidden else ""


def counted(hidden: Sequence[Hidden]) -> str:
    """ "2 namen van leerlingen en 1 geboortedatum"."""
    times: dict[Kind, int] = {}
    for one in hidden:
        times[one.kind] = times.get(one.kind, 0) + one.times
    return joined([plural(number, *_KINDS[kind]) for kind, number in times.items()])
