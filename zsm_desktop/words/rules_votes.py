"""Sentences for voting and for a chair that goes round."""

from __future__ import annotations

SENTENCES = {
    "vote.nobody": "Niemand die er is, mag beslissen voor de eigen organisatie. Zet bij Aanwezigen (Shift+F2) met M wie dat "
    "mag.",
    "vote.may_not": "Wie stemde, is er niet meer of mag niet beslissen. Begin de stemming opnieuw.",
    "vote.incomplete": "Nog niet gestemd: {names}. Kies voor, tegen of blanco.",
    "vote.rejected": "Het voorstel is verworpen: {in_favour} voor, {against} tegen, {blank} blanco. Er komt geen besluit; zet "
    "de uitslag in de notities.",
    "vote.not_steering": "Stemmen kan alleen in een overleg van [directeuren].",
    "guard.vote.fixed": "Wat gestemd is, ligt vast. Neem een nieuw besluit.",
    "point.nothing": "Bij dit punt hoort niets om te tonen. Kies een punt met resultaten, saldi, middelen of samenwerking.",
    "meeting.no_turns": "Bij {body} gaat het voorzitterschap niet om de beurt. Zet dat aan bij Instellingen.",
}
