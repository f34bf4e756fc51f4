"""How sure a proposal for a payment is, and on what it rests, as a person reads it before confirming."""

from __future__ import annotations

from zsm_desktop.domain.payments import Certainty, Fit, Ground, Proposal
from zsm_desktop.words.format import money

CERTAINTY = {
    Certainty.SURE: "zeker",
    Certainty.LIKELY: "waarschijnlijk",
    Certainty.POSSIBLE: "mogelijk",
    Certainty.NONE: "onbekend",
}
GROUND = {
    Ground.REFERENCE: "het betalingskenmerk staat erbij",
    Ground.NUMBER: "het nummer staat in de omschrijving",
    Ground.AMOUNT_AND_IBAN: "bedrag en rekening komen overeen",
    Ground.AMOUNT_AND_NAME: "bedrag en naam komen overeen",
    Ground.NONE: "kenmerk, nummer, bedrag, rekening en naam horen bij niets wat openstaat",
}

KNOWN, BY_HAND, NOT_CHOSEN = "al geboekt", "zelf gekozen", "Nog niet gekozen"


def reason(proposal: Proposal) -> str:
    """One sentence: what the payment is for, why, and what of it is over or still open."""
    ground = GROUND[proposal.ground]
    numbers = ", ".join(part.number for part in proposal.parts)
    others = ", ".join(proposal.others)
    if proposal.fit is Fit.UNKNOWN:
        near = f" Van deze betaler staat nog open: {others}." if others else ""
        return f"Onbekend: {ground}.{near}"
    if proposal.fit is Fit.DOUBLE:
        return f"Dubbel betaald: {ground}, maar {others} is al voldaan."
    start = f"{CERTAINTY[proposal.certainty].capitalize()} voor {numbers}: {ground}"
    if proposal.fit is Fit.PARTIAL:
        return f"{start}. Er blijft nog iets open."
    if proposal.fit is Fit.TOO_MUCH:
        return f"{start}. {money(abs(proposal.left_cents))} is te veel betaald."
    return f"{start}. Het kan ook voor {others} zijn." if others else f"{start}."
