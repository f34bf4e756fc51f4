"""The words of a reminder, on paper and around it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from zsm_desktop.domain.reminders import DAY
from zsm_desktop.words.format import date_medium, joined, money, plural

TITLES = {1: "Herinnering", 2: "Tweede herinnering", 3: "Laatste herinnering"}
TEXTS = {
    1: "Volgens onze administratie is het onderstaande nog niet (helemaal) betaald. Misschien is het aan uw "
    "aandacht ontsnapt. Wilt u het openstaande bedrag uiterlijk {dag} overmaken? Hebt u al betaald, dan hoeft u niets "
    "te doen.",
    2: "Wij schreven u eerder over het onderstaande en hebben nog geen betaling ontvangen. Wilt u het openstaande "
    "bedrag uiterlijk {dag} overmaken? Klopt er iets niet, laat het ons dan voor die dag weten.",
    3: "Ondanks twee herinneringen staat het onderstaande nog open. Wij verzoeken u het bedrag uiterlijk {dag} "
    "over te maken. Gebeurt dat niet, dan leggen wij het voor aan de stuurgroep van het netwerk.",
}
DATE, OPEN_TOTAL, PAY_BY = "Datum", "Nog te betalen", "Uiterlijk betalen"
NUMBER, INVOICE_DATE, DUE_ON, TOTAL, OPEN = "Factuur", "Factuurdatum", "Vervaldag", "Bedrag", "Nog open"
TABLE = "Openstaand"
PAY = "Betalen van {number}"

ONCE = "Alleen voor deze brief. De tekst voor alle brieven staat bij Instellingen."
NONE_DUE = "Vandaag hoeft er geen herinnering uit."
STOPPED = "Gestopt. Er is niets vastgelegd."
REVERSED = "De verrekening is teruggedraaid, of dat is voorgesteld."
ONE_ACCOUNT = (
    "Beide scholen gebruiken dezelfde rekening, dus er hoeft niets te worden overgemaakt. Is het verwerkt, vul dan de "
    "betaling in."
)
DISPUTED = "Over leveringen uit deze maanden is nog een bezwaar."


def text_of(level: int, pay_by: date, own: str = "") -> str:
    """`own` is what the network itself writes at this level, "" while it has nothing of its own."""
    return filled(own or TEXTS[level], pay_by)


def filled(text: str, pay_by: date) -> str:
    return text.replace(DAY, date_medium(pay_by))


def file_stem(level: int, number: str, debtor: str, day: date) -> str:
    """`number` is that of its first document, as two issuers may write the same debtor on one day."""
    return f"{TITLES[level]} {number} {debtor} {day.isoformat()}"


def about(numbers: Sequence[str]) -> str:
    """Under the title; several stand in the table below it."""
    return f"Over factuur {numbers[0]}" if len(numbers) == 1 else f"Over {len(numbers)} facturen"


def subject(level: int, numbers: str) -> str:
    return f"{TITLES[level]}: {numbers}"


def message(receiver: str, text: str, cents: int, sender: str, issuer: str) -> str:
    """The text of the mail around the letter."""
    hello = f"Beste {receiver}," if receiver else "Beste collega,"
    signed = "\n".join(part for part in ("Met vriendelijke groet,", sender, issuer) if part)
    closing = f"Het gaat om {money(cents)}. In de bijgevoegde brief (pdf) staat waarop u kunt betalen."
    return f"{hello}\n\n{text}\n\n{closing}\n\n{signed}"


def kept(letters: int, nobody: Sequence[str]) -> str:
    """After they were made and kept as sent; `nobody` are those for whom no address is known."""
    said = (
        f"{plural(letters, 'herinnering', 'herinneringen')} gemaakt en vastgelegd. In de map staat elke brief als pdf "
        "en klaar als e-mail."
    )
    return f"{said} Zonder adres: {joined(nobody)}; vul dat zelf in." if nobody else said


def last_went_out(day: date | None) -> str:
    return f"De laatste herinnering ging uit{_on(day)}. Bespreek het in de stuurgroep."


def not_yet(level: int, reminded_on: date | None, pay_by: date | None, due_on: date | None, free: date | None) -> str:
    """`level` is that of the letter that went out last; `free` the first day for the next one."""
    if level:
        till = f", te betalen t/m {date_medium(pay_by)}" if pay_by else ""
        said = f"{TITLES[level]} ging uit{_on(reminded_on)}{till}."
    else:
        said = f"De termijn verliep{_on(due_on)}."
    if free is None:
        return said
    return f"{said} {'De volgende' if level else 'Een herinnering'} kan vanaf {date_medium(free)}."


def _on(day: date | None) -> str:
    return f" op {date_medium(day)}" if day else ""
