"""Sentences about who directs a trajectory, handovers, and the facts of the network map."""

from __future__ import annotations

SENTENCES = {
    "guide.case_closed": "Casus {number} is van de lijst. Heropen hem eerst; daarna kan iemand de regie krijgen.",
    "guide.there": "Iemand heeft de regie al. Draag [het traject] over; wie het overneemt, aanvaardt dat eerst.",
    "guide.role": "Deze rol staat niet in het netwerkprofiel. Kies een andere, of geen.",
    "guide.day": "De regie begint niet voor de aanmelding ({least}) en niet na vandaag. Kies een andere dag.",
    "handover.none": "Deze overdracht is er niet meer. Ververs de lijst.",
    "handover.no_guide": "Nog niemand heeft de regie. Leg eerst vast wie die nu heeft; daarna kunt u overdragen.",
    "handover.waiting": "Er wacht al een overdracht van [dit traject] op antwoord. Trek die eerst in, of wacht het "
    "antwoord af.",
    "handover.not_agreed": "Dit is geen school, en de toestemming op de casus geldt voor scholen. Bespreek de overdracht "
    "met de jongere en de ouders, en vink aan dat zij akkoord zijn.",
    "handover.same": "Deze persoon heeft de regie al. Kies een ander.",
    "handover.no_note": "Schrijf op wat er meegaat: wat de ontvanger moet weten om het over te nemen.",
    "handover.no_reason": "Schrijf op waarom het niet kan, zodat wie overdraagt verder kan zoeken.",
    "handover.answered": "Op deze overdracht is al geantwoord, of zij is ingetrokken. Ververs de lijst.",
    "handover.receiver_answers": "{name} antwoordt zelf, of een collega van dezelfde organisatie: zij kunnen in het "
    "programma. U kunt de overdracht wel intrekken.",
    "map.role": "Deze rol staat niet in het netwerkprofiel. Kies een andere, of geen.",
    "map.mandate": "Kies hoe ver het mandaat gaat, of laat het open.",
    "map.long": "Deze tekst is te lang: hooguit {most} tekens. Houd het kort; het staat op de sociale kaart.",
    "map.own_part": "Een school hoort altijd bij haar eigen deel van het netwerk. Dat wijzigt u bij Bewerken.",
}
