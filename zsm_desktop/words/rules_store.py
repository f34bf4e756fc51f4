"""Sentences for what opening, unlocking, sealing, copying and checking a network refuse: what, where, what now."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # files
    "file.in_use": "{path} kan niet worden vervangen: het bestand is waarschijnlijk nog open in een ander programma. "
    "Sluit het daar of kies een andere map of naam. Is het nergens meer open, open en sluit het dan nog eens.",
    "file.folder_closed": "In deze map mag u niet schrijven: {path} is niet gemaakt. Kies een andere map.",
    "file.is_folder": "{path} is een map. Geef de naam van een bestand.",
    "file.not_folder": "{path} is geen map. Kies een andere map.",
    "file.no_folder": "De map {path} bestaat niet. Kies een andere map.",
    "file.no_name": "Er is geen bestandsnaam gegeven. Geef de naam van het bestand dat gemaakt moet worden.",
    "file.network_folder": "{path} is de map van een netwerk zelf; daar komen geen andere bestanden in. "
    "Kies een andere map.",
    "file.disk_full": "De schijf is vol: {path} is niet geschreven, een ouder bestand is onveranderd gebleven. "
    "Maak ruimte en probeer het opnieuw.",
    "file.not_written": "{path} kon niet worden geschreven; een ouder bestand is onveranderd gebleven. "
    "Kijk of de schijf nog aangesloten is en probeer het opnieuw.",
    # the folder
    "store.nothing": "In {path} staat geen netwerk. Kies een andere map of maak er een nieuw netwerk.",
    "store.not_a_store": "{path} is geen map van een netwerk. Kies de map waarin store.db en keys.json staan.",
    "store.not_encrypted": "{path} is een database van een ander programma. Kies de map van een netwerk.",
    "store.no_database": "Het bestand {path} ontbreekt; de gegevens van dit netwerk staan niet meer in deze map. "
    "Zet een reservekopie terug.",
    "store.empty_database": "Het bestand {path} is leeg (0 bytes); het netwerk is beschadigd. "
    "Zet een reservekopie terug.",
    "store.short_database": "Het bestand {path} is afgebroken en kan niet meer gelezen worden. "
    "Zet een reservekopie terug.",
    "store.damaged": "Het bestand {path} is beschadigd, of het hoort niet bij keys.json in dezelfde map. "
    "Verander er niets aan en zet een reservekopie terug: bij Instellingen, Reservekopieën, Terugzetten, of bij het "
    "openen van het netwerk.",
    "store.damaged_in_use": "Het bestand van dit netwerk is beschadigd ({path}). Werk er niet in verder: zet de laatste "
    "goede reservekopie terug, bij Instellingen, Reservekopieën.",
    "store.references": "Bijwerken is gestopt: in tabel {table} verwijzen {rows} regels naar iets dat er niet is. Er is "
    "niets gewijzigd; zet een reservekopie terug of vraag om hulp.",
    "store.newer": "Dit netwerk is gemaakt met een nieuwere versie van het programma (indeling {found}; deze versie "
    "kent tot en met {known}). Werk het programma op deze computer bij.",
    "store.in_use": "Dit netwerk is al open bij {user_name} op computer {computer}, sinds "
    "{since:%d-%m-%Y} om {since:%H.%M} uur. Sluit het daar eerst.",
    "store.in_use_unknown": "Dit netwerk is al open in een ander venster of programma ({path}). Sluit het daar eerst.",
    "store.folder_not_empty": "De map {path} is niet leeg. Kies een nieuwe of lege map voor het netwerk.",
    "store.synced": "{path} wordt bijgehouden door {by}. Daar kan een netwerk niet staan: zo’n programma zet het half over en "
    "maakt er twee verschillende van. Bewaar het op een schijf van deze computer zelf; samen werken kan op een server. "
    "Hoeven anderen alleen te lezen, geef hun dan een kopie om elders te lezen (Instellingen, Sleutels van het netwerk).",
    "store.on_share": "{path} staat niet op een schijf van deze computer zelf, maar op een netwerkschijf of in een gedeelde "
    "map. Daar raakt een netwerk beschadigd als twee mensen het openen. Bewaar het op deze computer; samen werken kan op "
    "een server. Hoeven anderen alleen te lezen, geef hun dan een kopie om elders te lezen (Instellingen, Sleutels van "
    "het netwerk).",
    "store.copy_differs": "Bij het kopiëren is {path} niet gelijk gebleven. De kopie is weggegooid en het origineel is "
    "onveranderd; sluit wat die map bijhoudt en probeer het opnieuw.",
    "store.exists": "{path} bestaat al en wordt niet overschreven. Kies een andere map.",
    "store.cannot_open": "{path} kan niet worden geopend. Kijk of u in deze map mag lezen en schrijven.",
    "store.read_only": "In {path} mag niet worden geschreven; er is niets veranderd. "
    "Kijk of u in deze map mag schrijven.",
    "store.closed": "Het netwerk is vergrendeld. Vul eerst uw wachtwoord in en probeer het dan opnieuw.",
    "store.busy": "Het netwerk wordt op dit moment bijgewerkt; er is niets veranderd. Probeer het zo dadelijk opnieuw.",
    "store.disk_full": "De schijf met {path} is vol; er is niets veranderd. Maak ruimte en probeer het opnieuw.",
    "store.disk_error": "De schijf met {path} geeft een fout; er is niets veranderd. "
    "Kijk of zij nog aangesloten is en niet vol is, en probeer het opnieuw.",
    "store.sqlite_too_old": "De databasebibliotheek van deze installatie (versie {found}) is te oud om veilig mee te "
    "werken. Installeer het programma opnieuw.",
    "store.pragma": "De database neemt de veilige instelling {name} niet aan (gevraagd {expected}, gekregen {found}). "
    "Installeer het programma opnieuw.",
    # key slots
    "keys.missing": "Het sleutelbestand {path} ontbreekt; zonder dat bestand gaat het netwerk niet open. "
    "Zet keys.json terug uit een reservekopie.",
    "keys.damaged": "Het sleutelbestand {path} is beschadigd. Zet het vorige sleutelbestand of een reservekopie terug.",
    "keys.not_damaged": "Het sleutelbestand {path} is in orde en wordt niet vervangen.",
    "keys.unreadable": "Het sleutelbestand {path} kan niet worden gelezen. Kijk of u in deze map mag lezen.",
    "keys.newer": "Het sleutelbestand {path} is gemaakt met een nieuwere versie van het programma. "
    "Werk het programma op deze computer bij.",
    "keys.wrong_password": "Dit wachtwoord past niet. Let op hoofdletters en probeer het opnieuw.",
    "keys.wait": "Er is net een wachtwoord geprobeerd. Wacht nog {seconds} s en probeer het dan opnieuw; "
    "het programma opnieuw starten helpt niet.",
    "keys.wrong_recovery": "Deze herstelsleutel is goed overgetypt, maar hoort niet (meer) bij dit netwerk. "
    "Zoek de laatst afgedrukte sleutel.",
    "keys.unknown_user": "Deze gebruiker heeft geen wachtwoord voor dit netwerk. Kies een andere gebruiker.",
    "keys.tampered": "De gegevens van {user_name} in keys.json zijn buiten het programma om veranderd; daarom gaat het "
    "netwerk niet open. Zet keys.json terug uit een reservekopie.",
    "keys.kdf_bounds": "Het sleutelbestand vraagt onmogelijk veel rekenwerk en wordt niet vertrouwd. "
    "Zet keys.json terug uit een reservekopie.",
    "keys.password_short": "Dit wachtwoord is te kort. Kies er een van minstens {least} tekens.",
    "keys.last_slot": "Dit is de laatste gebruiker die namen kan openen. Geef eerst iemand anders die toegang.",
    # new keys for everything
    "renew.needs_owner": "Dit netwerk staat op een server. Vul het adres en het wachtwoord van de eigenaar van de database in; "
    "u krijgt ze van wie de server beheert.",
    "renew.not_these": "Dit netwerk heeft intussen al andere sleutels. Sluit het, open het opnieuw en kijk in het logboek wie "
    "ze maakte.",
    "renew.taken": "Op deze computer ligt nog een meegenomen overleg, met de sleutels van nu. Open dat overleg met verbinding of "
    "gooi het weg, en maak dan nieuwe sleutels.",
    "renew.differs": "Wat onder de nieuwe sleutels kwam, is niet in alles gelijk aan wat er was. Er is niets veranderd. Laat "
    "het netwerk controleren en probeer het opnieuw.",
    "renew.half": "De nieuwe sleutels gelden, maar het sleutelbestand was even niet te vervangen. Sluit het programma, start "
    "het opnieuw, open het netwerk met uw wachtwoord en maak dan een nieuwe herstelsleutel.",
    # the recovery key
    "recovery.length": "Een herstelsleutel heeft {expected} tekens; hier staan er {found}. "
    "Vergelijk de groepjes van vier met het papier.",
    "recovery.sign": "Het teken {sign} (op plaats {place}) komt in een herstelsleutel niet voor. "
    "Vergelijk het met het papier.",
    "recovery.typo": "In deze herstelsleutel zit een typefout. Vergelijk de groepjes van vier met het papier.",
    # sealed values
    "seal.no_key": "Met uw wachtwoord gaan namen en andere afgeschermde gegevens niet open. "
    "Vraag het aan [de secretaris].",
    "seal.broken": "Een afgeschermd gegeven ({table}, {column}) is buiten het programma om veranderd en gaat niet "
    "open. Laat het netwerk controleren en zet zo nodig een reservekopie terug.",
    # checks
    "check.left_slot": "{user} heeft geen toegang meer, maar het wachtwoord opent het bestand nog. Laat wie de gebruikers "
    "beheert het netwerk sluiten en weer openen: dan gaat die sleutel weg. Blijft dit staan, maak dan ruimte op de schijf.",
    "check.pages": "Een bladzijde van de database is veranderd of beschadigd: {what}. "
    "Zet een reservekopie terug in een nieuwe map.",
    "check.pages_in_use": "Het netwerk is juist in gebruik, daarom zijn de bladzijden niet nagekeken. "
    "Controleer het opnieuw als niemand ermee werkt.",
    "check.structure": "De opbouw van de database klopt niet: {what}. Zet een reservekopie terug in een nieuwe map.",
    "check.reference": "Regel {row} van {table} verwijst naar iets in {parent} dat er niet is. "
    "Zet een reservekopie terug in een nieuwe map.",
}
