"""Sentences for joining a network on a server, and for what only its owner may do."""

from __future__ import annotations

SENTENCES = {
    "store.retired": "Dit netwerk is op {at} door {by} naar een eigen computer teruggehaald. Hier kunt u alleen nog lezen. "
    "Sluit dit venster en open het netwerk waar het nu staat.",
    "store.rekeyed": "{by} gaf dit netwerk op {at} nieuwe sleutels; met de oude wordt er niets meer bewaard. Laat het "
    "programma open, vraag de secretaris om een nieuw wachtwoord en open het daarmee: wat u hier typte, staat er dan nog.",
    "store.withdrawn": "Uw toegang tot dit netwerk is ingetrokken; er wordt niets meer bewaard. Vraag de secretaris als dat niet "
    "de bedoeling is.",
    "server.no_host": "De server in dit adres is niet te vinden. Kijk of het adres goed is overgenomen en of er verbinding "
    "met het netwerk is.",
    "server.owner_password": "Het wachtwoord van de eigenaar past niet. Vraag het na bij wie de server beheert.",
    "server.other_database": "Dit adres is van een andere database; dit netwerk staat op {path}. Vraag wie de server beheert "
    "om de eigenaar daarvan.",
    "share.no_ca_file": "Het bestand {path} is er niet. Kies het bestand met het certificaat opnieuw, of laat dit leeg.",
    "share.other_address": "Het overzetten begon naar {to} en kan daar al klaar zijn. Vul dat adres in.",
    "share.maybe_arrived": "De verbinding viel weg bij de laatste stap; het overzetten kan wel of niet klaar zijn. Alles is er "
    "nog. Zet het, als de verbinding terug is, nog eens over naar hetzelfde adres: dat maakt het af. De nieuwe map is {path}.",
    "share.maybe_retired": "De verbinding viel weg bij de laatste stap, het afsluiten van de server. Het netwerk staat daar nog "
    "heel. Haal het, als de verbinding terug is, nog eens op: dat maakt het af.",
}
