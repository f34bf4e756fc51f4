"""How an offer reads in the guide, the workbook and the page for a website: the same words in all three."""

from __future__ import annotations

from datetime import date

from zsm_desktop.words.format import WEEKDAYS, count, date_medium, joined, plural
from zsm_desktop.words.labels import first_upper

TITLE = "Gids van het aanbod"
SHEET = "Aanbod"
CONTENTS = "Inhoud"
NOTICE = "Gids van het aanbod"
STEM = "Aanbod"
INTRODUCTION = (
    "Dit bieden de scholen van het netwerk voor leerlingen van elkaar aan. Vraag de contactpersoon of de school zelf "
    "of er plaats is; een plaats spreken scholen af in de maatwerkbespreking."
)
WITHOUT_PRICES = "Tarieven staan hier niet in."
WITH_PRICES = "Tarieven gelden op de dag waarop deze gids is gemaakt."
EMPTY = "Er is nu geen aanbod om in een gids te zetten."
NO_NAMES = (
    "U ziet geen namen van leerlingen. Daarom is niet nagekeken of er een in de teksten staat. Laat het secretariaat "
    "de gids maken als die naar buiten gaat."
)
DAYS = dict(zip(("ma", "di", "wo", "do", "vr"), WEEKDAYS, strict=False))

KIND, TARGET, LEVEL, PLACE, WHEN, PERIOD, SEATS, CERTIFICATE, TO_PROVIDE, CONTACT, TARIFF, OUTSIDE, CODE = (
    "Soort", "Voor wie", "Niveau", "Waar", "Dagen", "Periode", "Plaatsen", "Certificaat", "Zelf regelen", "Vragen aan",
    "Tarief", "Kosten van buiten", "Code",
)  # fmt: skip


def made(day: date) -> str:
    return f"Stand van {date_medium(day)}"


def days(weekdays: tuple[str, ...]) -> str:
    return first_upper(joined(DAYS[day] for day in weekdays)) if weekdays else "In overleg"


def period(starts_on: date | None, ends_on: date | None) -> str:
    if starts_on is None and ends_on is None:
        return "Het hele jaar"
    if ends_on is None:
        return f"Vanaf {date_medium(starts_on)}" if starts_on else ""
    last = f"tot en met {date_medium(ends_on)}"
    return f"{date_medium(starts_on)} {last}" if starts_on else first_upper(last)


def seats(number: int | None, *, has_waiting_list: bool) -> str:
    """How many there are in all; not how many are free, which is another figure every day."""
    if number is None:
        return "Geen vast aantal"
    waiting = "met wachtlijst" if has_waiting_list else "zonder wachtlijst"
    return f"{plural(number, 'plaats', 'plaatsen')}, {waiting}"


def found(number: int) -> str:
    return f"{count(number)} keer aanbod"
