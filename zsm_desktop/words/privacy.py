"""Requests of pupils and data breaches in Dutch, on screen and on paper."""

from __future__ import annotations

from datetime import date, datetime

from zsm_desktop.domain.calendar import home_day
from zsm_desktop.words.format import clock, date_medium, plural

AUTHORITY = "Autoriteit Persoonsgegevens"
REQUEST = {
    "access": "inzage",
    "correction": "verbetering",
    "objection": "bezwaar of toestemming ingetrokken",
    "restriction": "beperking van het gebruik",
    "erasure": "vergeten worden",
}
REQUEST_HELP = {
    "access": "Alles over deze leerling komt op papier en in een bestand. Geef het aan wie erom vroeg.",
    "correction": "Verbeter wat niet klopt op de kaart van de leerling of de casus, en schrijf hier wat er "
    "veranderd is.",
    "objection": "Stop het delen: toestemmingen worden ingetrokken en de casus gaat van de komende agenda's. Daarna "
    "maakt u brieven aan wie al iets kreeg.",
    "restriction": "Stop het delen: de gegevens blijven bewaard maar worden niet meer gebruikt. Op de "
    "kaart van de leerling staat dat het gebruik beperkt is.",
    "erasure": "Met “Vergeten …” ziet u wat weggaat en wat blijft, en maakt u deze leerling onherkenbaar. De "
    "boeken blijven kloppen.",
}
ASKED_BY = {"pupil": "de leerling zelf", "guardian": "ouder of verzorger", "other": "iemand anders"}
ANSWER = {
    "open": "wacht op antwoord",
    "met": "toegewezen",
    "partly": "deels toegewezen",
    "refused": "afgewezen",
    "withdrawn": "ingetrokken",
}
ANSWER_SHORT = {**ANSWER, "open": "open"}
"""In a narrow column."""
ANSWER_TONE = {"open": "warn", "met": "good", "partly": "info", "refused": "neutral", "withdrawn": "neutral"}
BREACH = {
    "lost": "kwijtgeraakt",
    "stolen": "gestolen",
    "sent": "naar de verkeerde gestuurd",
    "seen": "ingezien door wie dat niet mocht",
    "destroyed": "vernietigd of beschadigd",
    "unavailable": "niet meer te bereiken",
    "other": "anders",
}
RISK = {"unknown": "nog niet gewogen", "none": "geen risico", "risk": "risico", "high": "hoog risico"}
QUESTIONS = {
    "is_safe": (
        "Kan niemand de gegevens lezen?",
        "Bijvoorbeeld: de laptop is versleuteld, of de mail is ongelezen teruggekomen.",
    ),
    "is_sensitive": (
        "Gaat het om gezondheid, gedrag of de thuissituatie?",
        "Hulpvraag, notities van een bespreking en diagnoses horen daarbij.",
    ),
    "is_many": ("Gaat het om meer dan een handvol mensen?", "Vijf of meer."),
    "may_harm": (
        "Kan iemand er last van krijgen?",
        "Denk aan pesten, uitsluiting, misbruik van gegevens, of iemand die gevonden kan worden.",
    ),
}
ADVICE = {
    "unknown": "Beantwoord de vragen, dan staat hier wat u moet doen.",
    "none": f"Melden bij de {AUTHORITY} hoeft niet. Schrijf op waarom; dat hoort in het register.",
    "risk": f"Meld dit binnen 72 uur bij de {AUTHORITY}. De mensen om wie het gaat hoeft u niet te berichten.",
    "high": f"Meld dit binnen 72 uur bij de {AUTHORITY}, en vertel het zo snel mogelijk aan de mensen om wie het gaat.",
}


def due(days_left: int | None) -> str:
    """How long there is for an answer; "" once it was given."""
    if days_left is None:
        return ""
    if days_left < 0:
        return f"{plural(-days_left, 'dag', 'dagen')} te laat"
    return "vandaag" if days_left == 0 else f"nog {plural(days_left, 'dag', 'dagen')}"


def hours(hours_left: int | None) -> str:
    """The clock of a breach; "" where nothing has to be reported any more."""
    if hours_left is None:
        return ""
    if hours_left < 0:
        return f"{plural(-hours_left, 'uur', 'uur')} te laat"
    return f"nog {plural(hours_left, 'uur', 'uur')}"


def moment(at: datetime | None) -> str:
    """ "23 november 2026, 10:15"; `at` is in the time it should be said in."""
    return f"{date_medium(home_day(at))}, {clock(at.time())}" if at is not None else ""


def day(on: date | None) -> str:
    return date_medium(on) if on is not None else ""


def still_open(kind: str, number: str, who: str, organisation: str, due_on: date | None) -> str:
    """What goes on beside placements: "Actie uit MB 2026/27-01: J. Pol (De Duinpan), uiterlijk 1 december 2026"."""
    by = f"{who} ({organisation})" if who and organisation else who or organisation
    what = {"action": "Actie uit", "guide": "Regie over", "work": "Plek op het werk"}[kind]
    return f"{what} {number}: {by}{f', uiterlijk {date_medium(due_on)}' if due_on else ''}"
