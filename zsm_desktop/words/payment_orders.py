"""The words of the list of payments to type over."""

from __future__ import annotations

TITLE = "Betalingen"
SUBTITLE = "Bij verrekening {number}"
FROM, ACCOUNT, TOTAL, SETTLEMENT = "Van", "Rekening", "Samen", "Verrekening"
TO, IBAN, CENTS, REFERENCE, PAY_ON = "Aan", "IBAN", "Bedrag", "Kenmerk", "Betalen op"
HOW = (
    "Lees het betaalbestand in bij uw bank, of typ deze regels over. Doe niet allebei: dan wordt er dubbel betaald. "
    "Neem het kenmerk precies over; daaraan herkent de ontvanger uw betaling."
)


def file_stem(number: str, code: str) -> str:
    return f"{TITLE} {number} {code}".replace("/", "-")
