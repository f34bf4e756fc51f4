"""The words in the auditor's file, and what is said of what it still lacks."""

from __future__ import annotations

JOURNALS = {"UITWISSELING": "Uitwisseling tussen scholen", "VERREKENING": "Verrekening", "BETALING": "Betalingen"}
KINDS = {
    "school": "Rekening-courant {name}",
    "open": "Te ontvangen of te betalen {name}",
    "fund": "Subsidie {name}",
    "write_off": "Afgeboekt",
    "rounding": "Afronding",
}
REVERSAL = "Tegenboeking van {number}: {what}"
SHIFT = "Verschuiving subsidie: {what}"
SETTLEMENT = "Verrekening {number}"
WRITE_OFF = "Afgeboekt bij verrekening {number}"
PAYMENT = "Betaling van {invoice} bij verrekening {number}"
NO_KEEPER = (
    "Er is geen penvoerder gekozen, dus in het auditfile staat de naam van het netwerk zonder fiscaal nummer. Kies er "
    "een bij Instellingen."
)
NO_NUMBER = (
    "Van {name} ontbreekt het RSIN of btw-nummer; dat vak is leeg in het auditfile. Vul het in bij Netwerk, met "
    "Bewerken."
)
