"""The words of the list of payments to type over, and around the files."""

from __future__ import annotations

from zsm_desktop.words.format import plural

TITLE = "Betalingen"
SUBTITLE = "Bij verrekening {number}"
FROM, ACCOUNT, TOTAL, SETTLEMENT = "Van", "Rekening", "Samen", "Verrekening"
TO, IBAN, CENTS, REFERENCE, PAY_ON = "Aan", "IBAN", "Bedrag", "Kenmerk", "Betalen op"
HOW = (
    "Lees het betaalbestand in bij uw bank, of typ deze regels over. Doe niet allebei: dan wordt er dubbel betaald. "
    "Neem het kenmerk precies over; daaraan herkent de ontvanger uw betaling."
)
MAKE = "Betaalbestanden maken"
EXPLAINED = (
    "Voor elke school die nog moet betalen komt er een bestand voor haar bank (pain.001), en dezelfde lijst als pdf en "
    "Excel om over te typen. Wat al betaald is, staat er niet in."
)
ASK_FOLDER = "Kies een map voor de betaalbestanden"
NOTHING = "Er valt niets te betalen."
STOPPED = "Gestopt. Er is niets geschreven."


def made(files: int) -> str:
    return f"{plural(files, 'betaalbestand', 'betaalbestanden')} gemaakt, elk met een lijst om over te typen."


def file_stem(number: str, code: str) -> str:
    return f"{TITLE} {number} {code}".replace("/", "-")
