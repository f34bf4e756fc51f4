"""The words of a reminder; `text_of` is what stands in it as long as the network has no text of its own."""

from __future__ import annotations

from datetime import date

from zsm_desktop.words.format import date_medium, money

TITLES = {1: "Herinnering", 2: "Tweede herinnering", 3: "Laatste herinnering"}
TEXTS = {
    1: "Volgens onze administratie is het onderstaande nog niet (helemaal) betaald. Misschien is het aan uw "
    "aandacht ontsnapt. Wilt u het openstaande bedrag uiterlijk {day} overmaken? Hebt u al betaald, dan hoeft u niets "
    "te doen.",
    2: "Wij schreven u eerder over het onderstaande en hebben nog geen betaling ontvangen. Wilt u het openstaande "
    "bedrag uiterlijk {day} overmaken? Klopt er iets niet, laat het ons dan voor die dag weten.",
    3: "Ondanks twee herinneringen staat het onderstaande nog open. Wij verzoeken u het bedrag uiterlijk {day} "
    "over te maken. Gebeurt dat niet, dan leggen wij het voor aan de stuurgroep van het netwerk.",
}
DATE, OPEN_TOTAL, PAY_BY = "Datum", "Nog te betalen", "Uiterlijk betalen"
NUMBER, INVOICE_DATE, DUE_ON, TOTAL, OPEN = "Factuur", "Factuurdatum", "Vervaldag", "Bedrag", "Nog open"
TABLE = "Openstaand"
PAY = "Betalen van {number}"


def text_of(level: int, pay_by: date) -> str:
    return TEXTS[level].format(day=date_medium(pay_by))


def file_stem(level: int, debtor: str, day: date) -> str:
    return f"{TITLES[level]} {debtor} {day.isoformat()}"


def subject(level: int, numbers: str) -> str:
    return f"{TITLES[level]}: {numbers}"


def message(receiver: str, text: str, cents: int, sender: str, issuer: str) -> str:
    """The text of the mail around the letter."""
    hello = f"Beste {receiver}," if receiver else "Beste collega,"
    signed = "\n".join(part for part in ("Met vriendelijke groet,", sender, issuer) if part)
    closing = f"Het gaat om {money(cents)}. In de bijgevoegde brief (pdf) staat waarop u kunt betalen."
    return f"{hello}\n\n{text}\n\n{closing}\n\n{signed}"
