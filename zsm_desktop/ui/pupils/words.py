"""What the room says of a case: days, distance, and the pill a status gets."""

from __future__ import annotations

from datetime import date

from zsm_desktop.services.case_facts import CaseCard, CaseRow
from zsm_desktop.words import format as dutch
from zsm_desktop.words.labels import CASE_STATUS, first_upper, label
from zsm_desktop.words.names import Say

STATUS_TONES = {"entered": "info", "on_agenda": "neutral", "running": "good", "closed": "neutral"}
OUTCOME_TONES = {"placed": "good", "to_employer": "good", "find_out": "warn", "not_placeable": "bad"}
DAYS = {"ma": "maandag", "di": "dinsdag", "wo": "woensdag", "do": "donderdag", "vr": "vrijdag"}
SIXTEEN = {"": "Niet opgegeven", "yes": "Ja", "no": "Nee"}


def status(row: CaseRow) -> str:
    return label(CASE_STATUS, row.status)


def tone(row: CaseRow) -> str:
    return STATUS_TONES.get(row.status, "neutral")


def is_blocked(row: CaseRow) -> bool:
    """A case on the list that may not be discussed; of a closed one nothing is asked any more."""
    return bool(row.missing) and row.status != "closed"


def under_title(row: CaseRow) -> str:
    parts = (row.initials, row.school, row.number, f"aangemeld {dutch.date_medium(row.entered_on)}")
    return " · ".join(part for part in parts if part)


def sixteen_key(is_sixteen: bool | None) -> str:
    """The key in SIXTEEN of what was told."""
    return "" if is_sixteen is None else "yes" if is_sixteen else "no"


def told_sixteen(key: str) -> bool | None:
    return None if not key else key == "yes"


def facts(card: CaseCard, say: Say) -> list[tuple[str, str]]:
    """Name and value of what is wanted and who was heard, in the order people ask for it."""
    half_days = dutch.quantity(card.half_days_hundredths) if card.half_days_hundredths else ""
    days = dutch.joined(DAYS.get(day, day) for day in card.weekdays) if card.weekdays else "alle schooldagen"
    return [
        ("Sector", first_upper(dutch.joined(card.row.sectors, "of"))),
        ("Dagdelen", f"{half_days} per week" if half_days else ""),
        ("Dagen", first_upper(days)),
        ("Reisafstand", f"Hooguit {dutch.count(card.travel_km)} km" if card.travel_km else ""),
        ("Terug op", dutch.date_medium(card.return_on) if card.return_on else ""),
        ("Heropend", f"{dutch.date_medium(card.reopened_on)}: {card.reopen_reason}" if card.reopened_on else ""),
        ("Gewenst vanaf", dutch.date_medium(card.wanted_from) if card.wanted_from else ""),
        ("16 jaar of ouder", "" if card.has_birth_date else SIXTEEN[sixteen_key(card.is_sixteen)]),
        (say("[Leerling] gesproken"), spoken(card.pupil_spoken_on, card.pupil_spoken_by)),
        ("Ouders gesproken", spoken(card.guardians_spoken_on, card.guardians_spoken_by)),
    ]


def spoken(day: date | None, by: str) -> str:
    when = dutch.date_medium(day) if day else "Nog niet"
    return f"{when}, door {by}" if by and day else f"Door {by}" if by else when
