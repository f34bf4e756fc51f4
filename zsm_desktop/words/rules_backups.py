"""Sentences for what copying, laying elsewhere and putting back refuse: what, where, what now."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "backup.damaged": "De reservekopie is niet gelukt, want {path} blijkt zelf beschadigd. "
    "Zet een eerdere reservekopie terug: bij Instellingen, Reservekopieën, Terugzetten, of bij het openen van het "
    "netwerk.",
    "backup.on_server": "Dit netwerk staat op een server. Reservekopieën maakt daar wie de server beheert.",
    "backup.not_all": "Een kopie van alles kan alleen wie alles mag lezen: de secretaris. Vraag die er een te maken.",
    "backup.none": "Er is nog geen reservekopie om te testen. Maak er eerst een.",
    "backup.no_time": "Bij het sluiten of vergrendelen was er geen tijd voor een reservekopie. Zij komt er als u weer verdergaat.",
    "backup.not_whole": "De reservekopie {path} is beschadigd en wordt niet teruggezet. Kies een andere.",
    "backup.other_keys": "Naast de reservekopie {path} liggen niet de sleutels van dit netwerk. Kies een andere.",
    "backup.no_file": "{path} is er niet. Kies een reservekopie: een bestand op .db, met de sleutels ernaast.",
    "backup.place_gone": "De map {path} is er nu niet. Sluit de schijf of stick aan, of kies een andere plek.",
    "backup.place_empty": "In {path} staan de reservekopieën niet meer die er stonden. Is de goede schijf of stick "
    "aangesloten? Is zij leeg gemaakt, kies de plek dan opnieuw.",
    "backup.place_in_network": "{path} ligt in de map van een netwerk. Kies een plek daarbuiten, liefst een andere "
    "schijf.",
    "backup.place_differs": "De reservekopie op {path} is niet goed geschreven: bij het teruglezen stond er iets "
    "anders. Gebruik een andere schijf of stick.",
    "store.is_copy": "Dit is een reservekopie, en daarin wordt niet gewerkt. Zet haar terug: kies bij het openen "
    "“Reservekopie terugzetten”.",
    "store.set_aside": "Dit netwerk is opzij gezet: er is een reservekopie van teruggezet in {to}. Werk daar verder.",
    "store.left": "Dit netwerk is klaargezet voor een andere computer, met de kopie {to}. Open het daar. Is het daar niet "
    "gelukt, kies dan “Toch hier verder”.",
    "leave.on_server": "Dit netwerk staat op een server. Kies op de nieuwe computer “Netwerk op een server” en vul uw "
    "adres en wachtwoord in; verder hoeft er niets te verhuizen.",
    "leave.differs": "Wat in {path} terechtkwam is niet gelijk aan het netwerk zelf. Er is niets verhuisd; gebruik een "
    "andere stick of schijf en probeer het opnieuw.",
    "leave.withdrawn": "Op de oude computer ({computer}) is daarna toch verdergegaan, of het klaarzetten is er niet "
    "afgemaakt. Zet het netwerk daar opnieuw klaar.",
    "leave.not_released": "De kopie in {path} was niet af te maken: is de stick er te vroeg uitgehaald? Sluit hem weer "
    "aan, open het netwerk hier met “Toch hier verder” en zet het opnieuw klaar.",
    "leave.used": "Het netwerk is al in gebruik op de computer {computer}. Werk daar verder, of zet het daar klaar om "
    "het hier terug te halen.",
    "leave.stay_first": "Dit netwerk is op deze computer klaargezet voor een andere, en is daar misschien al in gebruik. Er "
    "is niets teruggezet. Open het netwerk en kies eerst “Toch hier verder”; daarna kunt u deze reservekopie terugzetten.",
    "leave.older": "Deze kopie is van een eerdere keer dat het netwerk hier werd klaargezet ({at:%d-%m-%Y} om {at:%H.%M} "
    "uur); daarna is hier verder gewerkt. Er is niets teruggezet. Gebruik de kopie van de laatste keer, of kies “Toch hier "
    "verder” als die kwijt is.",
    "leave.parted": "Deze kopie en het netwerk op deze computer waren tot {since:%d-%m-%Y} om {since:%H.%M} uur gelijk. Daarna "
    "is in elk apart verder gewerkt, het laatst op de computer {computer}; samenvoegen kan niet. Er is niets teruggezet. "
    "Kies samen in welk u verdergaat. Is dat deze kopie, kies hier dan eerst “Toch hier verder” en zet haar daarna terug.",
    "leave.not_seen": "De kopie die is klaargezet, in {place}, is er nu niet. Sluit die stick of schijf aan en kies het "
    "opnieuw: dan wordt de kopie onbruikbaar gemaakt, en is er maar één netwerk.",
    "leave.not_written": "De kopie in {place} is niet onbruikbaar te maken: de stick of schijf neemt niets aan. Haal de "
    "schrijfbeveiliging eraf en kies het opnieuw.",
    "backup.not_owed": "Voor {path} hoeft niets meer gemeld te worden: daar staan geen oude reservekopieën meer.",
    "office.none": "Kies eerst de opvolger, of voeg die toe.",
    "office.same": "Wie overdraagt en wie overneemt zijn dezelfde. Kies een ander als opvolger.",
    "office.not_secretary": "{user} heeft nog niet de rol die erbij hoort. Geef eerst de rol [secretaris], met een eigen "
    "wachtwoord.",
    "check.backup_old_keys": "Reservekopieën van vóór de nieuwe sleutels: {count}. Ze zijn goed, en gaan open met het "
    "wachtwoord of de herstelsleutel van toen.",
    "check.backup_failed": "Sinds {since} is er geen reservekopie gelukt. Kijk bij Instellingen, Reservekopieën.",
    "check.backup_place": "Op de tweede plek ({path}) is sinds {since} geen reservekopie gekomen.",
    "check.backup_trial": "De reservekopie van {day} deugde niet toen zij getest werd. Maak een nieuwe.",
}
