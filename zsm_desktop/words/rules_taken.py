"""Sentences for a meeting that is taken along to where there is no line."""

from __future__ import annotations

SENTENCES = {
    "taken.read_only": "Dit is een momentopname: u kunt lezen, en uw notities worden op deze computer bewaard. Al het "
    "andere kan weer zodra u verbinding hebt.",
    "taken.none": "Er staat geen meegenomen [bespreking] meer op deze computer. Open het netwerk met verbinding.",
    "taken.open": "De momentopname is nog open in een ander venster. Sluit dat eerst; daarna kan zij weg.",
    "taken.older": "De momentopname is van een oudere versie van het programma. Neem [de bespreking] met verbinding opnieuw "
    "mee.",
    "taken.in_file": "Dit netwerk staat op deze computer zelf; er hoeft niets te worden meegenomen.",
    "taken.other": "Alleen bij het overleg dat u hebt meegenomen kunt u nu iets opschrijven.",
    "taken.steering": "Alleen [een maatwerkbespreking] kan worden meegenomen.",
    "published.read_only": "Dit is een kopie om te lezen; er kan niets in worden gewijzigd. Doe dit in het netwerk zelf.",
    "published.older": "Deze kopie is van een oudere versie van het programma. Vraag de secretaris om een nieuwe kopie.",
    "published.damaged": "De kopie in {path} is niet heel. Kopieer de map opnieuw, of vraag de secretaris om een nieuwe.",
    "published.differs": "De kopie bleek niet heel en is niet gemaakt. Laat het netwerk controleren en probeer het opnieuw.",
    "published.exists": "De map {path} bestaat al. Kies een andere plek of geef de oude map een andere naam.",
    "published.left": "De kopie is niet goed weggeschreven, en wat er al stond kon niet weg. Verwijder zelf {path}. Van een "
    "kopie met namen noteert u het daarna bij Instellingen, Bewaren en vergeten.",
    "published.inside": "De kopie kan niet in de map van een netwerk zelf komen. Kies een andere plek.",
    "published.no_reason": "Vul in waarom de kopie wordt gemaakt.",
    "published.no_receiver": "Vul in voor wie de kopie is.",
    "copy.no_until": "Vul in op welke dag de kopie terug of vernietigd moet zijn.",
    "copy.until_past": "Kies een dag na vandaag.",
    "copy.until_late": "Kies een dag tot en met {last}. Is de kopie langer nodig, maak dan later een nieuwe.",
    "copy.password_short": "Een kopie met namen heeft een wachtwoord van minstens {least} tekens. Neem een zin van vier of "
    "meer woorden.",
    "copy.password_weak": "Een kopie met namen heeft een sterk wachtwoord. Neem een zin van vier of meer woorden, zonder de "
    "naam van het netwerk.",
    "copy.password_own": "Kies voor de kopie een ander wachtwoord dan uw eigen.",
    "copy.nobody": "Van geen [leerling] mag nu iets met het hele netwerk gedeeld worden, dus er is geen naam om mee te "
    "geven. Leg eerst toestemming vast, of maak een kopie zonder namen.",
    "copy.changed": "Intussen veranderde over wie gedeeld mag worden. De kopie is niet gemaakt; begin opnieuw.",
    "copy.none": "Deze kopie staat niet in het logboek. Open Instellingen opnieuw.",
    "copy.gone": "Op {on} is al genoteerd dat deze kopie weg is.",
}
