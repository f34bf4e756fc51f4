"""Sentences for what meetings leave behind, and for who may see, lead and fix what."""

from __future__ import annotations

SENTENCES = {
    "action.reason_needed": "Schrijf erbij waarom de actie vervalt.",
    "decision.none": "Dit besluit bestaat niet meer. Ververs de lijst.",
    "decision.withdrawn": "Besluit {number} is al ingetrokken, met besluit {by}.",
    "decision.other_body": "Besluit {number} is van een ander overleg. Alleen dat overleg of een overleg daarboven trekt "
    "het in.",
    "decision.no_meeting": "Intrekken gebeurt met een nieuw besluit in een overleg dat bezig is. Begin dat overleg eerst.",
    "bottleneck.kind": "Deze soort [knelpunt] bestaat niet. Kies een andere.",
    "bottleneck.asked_long": "Wat u vraagt is te lang; hooguit {most} tekens. Zet de rest in de toelichting.",
    "bottleneck.at_top": "[Knelpunt] {number} ligt bij {body}; daarboven is geen overleg om het naar door te zetten. "
    "Welk overleg boven een ander staat, stelt u in bij Instellingen.",
    "meeting.not_invited": "Uw school is niet uitgenodigd voor {number}. Vraag [de secretaris] u op de lijst te zetten.",
    "meeting.body_not_invited": "Uw school wordt niet uitgenodigd voor {body}. Vraag [de secretaris] u bij de leden te zetten.",
    "meeting.no_body": "Er is geen overleg dat u mag plannen. [De secretaris] maakt bij Instellingen een overleg, of zet uw "
    "school bij de leden.",
    "minutes.not_chair": "Alleen de voorzitter ({chair}) of [de secretaris] stelt het verslag vast.",
    "case.dossier_closed": "Dit is een casus van een andere school. Open het dossier met een reden; die komt in het "
    "logboek.",
    "case.reason_needed": "Schrijf eerst waarom u het dossier opent. Dat komt in het logboek.",
}
