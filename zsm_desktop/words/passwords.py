"""What is said of a password while it is typed."""

from __future__ import annotations

from zsm_desktop.domain.passwords import SHORTEST, Grade, Strength

ADVICE = "Een zin van vier of meer woorden is sterk en goed te onthouden."
KNOWN = "Namen, jaartallen en rijtjes toetsen worden het eerst geprobeerd."


def said(strength: Strength) -> str:
    """What it is, and what makes it better."""
    match strength.grade:
        case Grade.SHORT:
            return f"Nog te kort: minstens {SHORTEST} tekens. {ADVICE}"
        case Grade.WEAK:
            return f"Zwak. {KNOWN if strength.known else ADVICE}"
        case Grade.FAIR:
            return "Redelijk. Met nog een woord erbij is het sterk."
        case Grade.STRONG:
            return "Sterk."
