"""What is said around the copies of invoices, and in the overview of all that went out for a settlement."""

from __future__ import annotations

from zsm_desktop.words.format import money, plural

ORIGINALS, COPIES = "Origineel", "Kopie per school"
"""Folders."""
TITLE, SHEET, SET_OFF_SHEET = "Documenten bij verrekening", "Documenten", "Verrekend"
NUMBER, DATE, DUE, FROM, TO = "Nummer", "Datum", "Uiterlijk", "Van", "Aan"
EXCLUDING, VAT, INCLUDING, LEFT = "Zonder btw", "Btw", "Met btw", "Te betalen"
REFERENCE, CLAIM, TOTAL = "Betalingskenmerk", "Waarover", "Samen"
CLAIMS = {"exchange": "uitwisseling", "payment": "saldo", "set_off": "verrekend"}
CREDITS = "Een creditnota telt als min."
SET_OFF = "Hierop hoeft niets te worden betaald: het is met de saldi verrekend."


def stem(settlement: str) -> str:
    return f"Overzicht {settlement}".replace("/", "-")


def mail_stem(settlement: str, code: str) -> str:
    return f"Kopie {settlement} {code}".replace("/", "-")


def subject(settlement: str, school: str) -> str:
    return f"Kopieën voor {school} bij verrekening {settlement}"


def message(settlement: str, school: str, documents: int, cents: int, receiver: str, sender: str) -> str:
    """The text of the mail; `cents` is what all of them come to."""
    hello = f"Beste {receiver}," if receiver else "Beste collega,"
    what = (
        f"Hierbij een kopie van wat bij verrekening {settlement} op naam van {school} uitging: "
        f"{plural(documents, 'stuk', 'stukken')}, samen {money(cents)}."
    )
    why = "De originelen zijn voor de ontvangers. De kopie is voor uw administratie: u hoeft er niets mee te doen."
    signed = "\n".join(part for part in ("Met vriendelijke groet,", sender) if part)
    return f"{hello}\n\n{what}\n\n{why}\n\nBijgevoegd is van elk stuk de pdf.\n\n{signed}"
