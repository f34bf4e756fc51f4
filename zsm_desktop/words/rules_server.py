"""Sentences for a network on a server, and for carrying one there and back."""

from __future__ import annotations

SENTENCES = {
    "server.address": "Dit is geen adres van een server. Het ziet eruit als postgresql://naam@server/netwerk.",
    "server.address_part": "Het deel {part} van het adres ontbreekt of hoort er niet in. Een adres ziet eruit als "
    "postgresql://naam@server/netwerk.",
    "server.password_in_address": "Zet geen wachtwoord in het adres: het blijft in geschiedenis en bestanden staan. "
    "Het programma vraagt ernaar.",
    "server.not_verified": "Een verbinding met sslmode={mode} bewijst niet dat dit de goede server is. "
    "Laat sslmode weg, dan wordt het bewijs gevraagd.",
    "server.file_damaged": "Het bestand {path} is beschadigd. Voeg het netwerk op de server opnieuw toe met het adres dat u "
    "kreeg.",
    "server.file_newer": "Het bestand {path} is gemaakt met een nieuwere versie van het programma. Werk het programma bij.",
    "server.empty": "Op {path} staat geen netwerk, of u hebt er geen wachtwoord. Controleer het adres of vraag [de secretaris].",
    "server.unfinished": "Het overzetten naar {path} is niet afgemaakt. Zet het netwerk opnieuw over; het oude is nog heel.",
    "server.older": "Het netwerk op de server is van een oudere versie ({found}) dan dit programma ({known}). Wie de server "
    "beheert brengt het bij.",
    "server.newer": "Het netwerk op de server is van een nieuwere versie ({found}) dan dit programma ({known}). Werk het "
    "programma bij.",
    "server.no_recovery": "Op een server opent de herstelsleutel het netwerk alleen samen met het adres en het wachtwoord van de "
    "eigenaar van de database. Vraag die aan wie de server beheert.",
    "server.no_password": "De server vraagt om het wachtwoord van deze aanmelding.",
    "server.no_entry": "De server laat deze aanmelding niet binnen. Vraag [de secretaris] of u nog toegang heeft.",
    "server.not_proven": "De server bewijst niet dat hij {path} is; er is niets verstuurd. Controleer het adres en vraag wie de "
    "server beheert naar het certificaat.",
    "server.no_authority": "Het bestand met het certificaat van de server kan niet worden gelezen. Vraag het opnieuw aan wie de "
    "server beheert.",
    "server.no_tls": "De server biedt geen beveiligde verbinding. Zonder beveiliging gaat er niets naar {path}; vraag wie de "
    "server beheert om TLS.",
    "server.no_right": "Uw aanmelding op de server mag dit niet. Vraag het aan wie de server beheert.",
    "server.full": "De server heeft nu te veel verbindingen. Probeer het over een minuut opnieuw.",
    "server.lost": "De server antwoordt niet. Kijk of er verbinding met het netwerk is en probeer het opnieuw.",
    "server.maybe_kept": "De verbinding viel weg terwijl dit werd vastgelegd. Het kan wel of niet gelukt zijn: kijk, als de "
    "verbinding terug is, eerst of het er staat.",
    "keyring.refused": "De sleutelbos van deze computer geeft het wachtwoord nu niet. Vul uw wachtwoord in.",
    "keyring.empty": "Het wachtwoord staat niet meer in de sleutelbos van deze computer. Vul uw wachtwoord in.",
    "keyring.outdated": "Het onthouden wachtwoord past niet meer en is vergeten. Vul uw wachtwoord van nu in.",
    "keyring.not_kept": "De sleutelbos van deze computer nam het wachtwoord niet aan; het is niet onthouden.",
    "keyring.not_forgotten": "De sleutelbos van deze computer is op slot; het wachtwoord staat er nog in. Ontgrendel hem en "
    "probeer het opnieuw.",
    "kept.here": "De server is niet bereikbaar. Wat u typte is op deze computer bewaard.",
    "kept.over": "Dit overleg loopt niet meer, of het punt staat niet meer op de agenda: de tekst kan er niet meer bij.",
    "kept.form": "Dit stond half ingevuld in een formulier toen het netwerk werd vergrendeld, en is nog nergens vastgelegd. Open "
    "het formulier weer en neem over wat u wilt houden.",
    "kept.damaged": "Wat op deze computer bewaard was van getypte tekst, is beschadigd; wat nog leesbaar was is er nog. Het "
    "bestand zoals het was staat in {path}.",
    "kept.old_keys": "Op deze computer staat getypte tekst die met andere sleutels is verzegeld dan het netwerk nu heeft. Oude "
    "sleutels blijven 90 dagen bewaard; deze zijn er niet meer, dus die tekst is niet te openen. Het bestand is heel en staat "
    "in {path}. Typ opnieuw wat u nog weet.",
    "server.order": "Deze database sorteert volgens {found}; het programma vraagt C.UTF-8. Laat haar opnieuw maken met "
    "LOCALE 'C.UTF-8' TEMPLATE template0.",
    "server.not_owner": "De aanmelding {user} is niet de eigenaar van {path} of mag er geen aanmeldingen maken. Vraag wie de "
    "server beheert om beide.",
    "store.moved": "Dit netwerk staat nu op {to}. In {path} is het alleen nog te lezen; open het met de map die toen gemaakt is.",
    "store.half_moved": "Het overzetten van dit netwerk naar {to} is niet afgemaakt. Er is niets verloren, maar in {path} is het "
    "nu alleen te lezen. Kies in het startscherm ‘Verdergaan met overzetten’, of geef de opdracht share nog eens.",
    "share.on_server": "Het netwerk in {path} staat al op een server.",
    "share.in_file": "Het netwerk in {path} staat al op deze computer.",
    "share.folder_not_empty": "De map {path} is niet leeg. Kies een nieuwe, lege map.",
    "move.changed": "Terwijl het netwerk werd opgehaald heeft iemand er iets in veranderd. Er is niets opgehaald; vraag de "
    "anderen het programma te sluiten en probeer het opnieuw.",
    "move.not_empty": "Op de bestemming staan al gegevens (tabel {table}). Kies een lege database of een lege map.",
    "move.differs": "Na het overzetten is de inhoud niet gelijk. Er is niets overgezet; probeer het opnieuw en vraag "
    "hulp als het weer gebeurt.",
}
