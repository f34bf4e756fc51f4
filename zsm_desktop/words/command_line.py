"""What the command line says: its help, and its refusals of what was typed."""

from __future__ import annotations

import re

PROGRAM = "zsm-desktop: maatwerkbespreking en uitwisseling tussen scholen. Zonder opdracht opent het venster."
USAGE = "Gebruik: "
OPTIONS = "opties"
COMMANDS = "opdrachten"
HELP = "deze hulp tonen"

STORE = "map van het netwerk (anders ZSM_STORE)"
UNLOCK_FILE = "bestand met het wachtwoord op de eerste regel (anders ZSM_PASSWORD)"
SMOKE = "open het venster, toon elke kamer één keer en stop (om een gebouwd programma te proberen)"
OPEN = "bestand van een reservekopie, of map van een netwerk, in het venster openen; PAD alleen mag ook"
USER = "naam van de gebruiker, als er meer zijn (anders ZSM_USER)"
JSON = "één JSON-document op de standaarduitvoer en verder niets"

COMMAND_HELP = {
    "sample": "een verzonnen netwerk maken (wachtwoord: voorbeeld)",
    "meetings": "alle overleggen",
    "minutes": "het verslag van een overleg als pdf en Excel",
    "pupil-report": "alles over één leerling als pdf en json, bij een verzoek om inzage",
    "handover": "het overdrachtsdossier voor een opvolger, als pdf",
    "balances": "wat elke school gaf en afnam",
    "explain": "waaruit een saldo bestaat, tot op de levering",
    "statement": "overzicht van een school, of van alle, als pdf en Excel",
    "journal": "het hele grootboek als hledger, csv of Excel",
    "catalogue": "het aanbod als gids (pdf), als Excelbestand en als webpagina",
    "tariffs": "de tarieven van vandaag, met waaruit ze bestaan",
    "funds": "subsidies: toegekend, gedragen en over",
    "fund-report": "de verantwoording van een subsidie als pdf en Excel",
    "scenarios": "vier afspraken naast elkaar: wie zou wat betalen en ontvangen",
    "settle": "een verrekening voorstellen, een besluit erover vastleggen of haar uitvoeren",
    "invoices": "de facturen en creditnota's van een verrekening uitgeven: pdf en e-factuur (NLCIUS)",
    "settlement-statements": "per school wat een uitgevoerde verrekening voor haar betekende, als pdf",
    "sepa": "per betalende school een betaalbestand van wat bij een verrekening nog te betalen is",
    "reminders": "welke herinneringen vandaag uit kunnen, en ze maken",
    "audit-file": "het auditfile van een boekjaar (XAF 4.0), voor de accountant",
    "book-years": "de boekjaren: open of afgesloten, en tot wanneer te bewaren",
    "close-year": "een boekjaar voorgoed afsluiten, na alle controles",
    "year-report": "het jaarverslag van het netwerk als pdf en Excel",
    "check": "alles nalopen: bestand, bewaking, keten, totalen, verzegeling, kopieën",
    "case-form": "het lege Excelformulier voor aanmeldingen",
    "import-schools": "scholen inlezen uit de lijst van DUO",
    "import-cases": "ingevulde formulieren inlezen",
    "import-bank": "betalingen boeken uit een bestand van de bank (MT940 of CAMT.053)",
    "confirmations": "bevestigingsrondes maken: per school een Excelbestand en een pdf",
    "import-confirmations": "een ingevuld bevestigingsbestand inlezen",
    "profile": "het netwerkprofiel opslaan als bestand, of een ander inlezen",
    "retention": "van wie de bewaartermijn voorbij is, en dat laten vernietigen met een bewijs",
    "backup": "een reservekopie maken en haar voor de proef terugzetten",
    "restore": "een reservekopie terugzetten in een nieuwe map",
    "try-out": "het programma proberen: het loopt in een verzonnen netwerk zelf zijn hoofdwerk door",
    "bring-here": "een netwerk van een netwerkschijf of uit een bijgehouden map naar deze computer kopiëren",
    "share": "het netwerk naar een lege database op een server overzetten",
    "fetch-local": "het netwerk van de server terughalen naar deze computer",
    "join": "een netwerk op een server op deze computer klaarzetten om te openen",
    "addresses": "het adres waarmee elke gebruiker het netwerk op de server opent",
    "update-server": "de database op een server bijbrengen tot deze versie (voor wie de server beheert)",
}
ARGUMENT_HELP = {
    "pupil": "nummer (L000123) of pseudoniem van de leerling",
    "record_reason": "waarom u het maakt, voor het logboek; anders: verzoek om inzage",
    "lock": "bestand met een wachtwoord: de pdf gaat op slot en het json-bestand zit erin",
    "folder": "nieuwe, lege map",
    "try_out_dir": "nieuwe, lege map; wat het programma maakt blijft daar staan",
    "brought_into": "nieuwe, lege map; standaard een van het programma zelf",
    "schools": "aantal scholen",
    "years": "aantal volle schooljaren",
    "deliveries": "aantal leveringen",
    "seed": "begingetal; hetzelfde getal geeft hetzelfde netwerk",
    "successor": "wie het overneemt, als gebruiker van dit netwerk",
    "leaves": "de dag waarop uw eigen toegang vervalt, als 2027-01-31",
    "today": "de dag waarop het netwerk gezien wordt, als 2026-11-22",
    "profile": "netwerkprofiel: zeeland, rijnmond, groningen, noord_kennemerland, rivierenland of ijssel_vecht",
    "profile_file": "profiel (TOML) om in te lezen",
    "meeting": "kenmerk of nummer van het overleg, last-case of last-steering",
    "school_only": "alleen van deze school (code)",
    "out_dir": "map waarin de bestanden komen",
    "out_letters": "map waarin elke brief komt, als pdf en als e-mail die klaarstaat",
    "send": "met --out: vastleggen dat deze brieven zijn verstuurd",
    "out_file": "bestand dat geschreven wordt",
    "head": "de regel over het grootboek onder een oud verslag, om tegen dit grootboek te houden",
    "out_xlsx": "Excelbestand dat ook geschreven wordt",
    "audience": "full, steering of school:CODE",
    "year": "schooljaar, als 2026/27; anders alles",
    "of_year": "schooljaar, als 2026/27",
    "by": "school, pair, offer, month, sector of kind (soort school)",
    "from": "eerste maand, als 2026-09; anders vanaf de eerste boeking",
    "until": "laatste maand, als 2027-01; anders tot de laatste boeking",
    "month": "alleen deze maand, als 2026-09",
    "counter": "alleen met deze school of subsidie (korte code)",
    "offer": "alleen dit aanbod (code)",
    "sector": "alleen deze sector (code of naam)",
    "kind": "in plaats van een school: wat deze soort gaf (pro, vso, … of school voor alle scholen)",
    "counter_kind": "aan welke soort; fund is wat subsidies droegen",
    "side": "alleen wat gegeven (given), afgenomen (taken) of verrekend (settled) is",
    "beside": "wat naast het saldo staat: te bevestigen (waiting) of betwist (disputed)",
    "out_pdf": "pdf van één bladzijde die geschreven wordt",
    "step": "voorstellen (propose), besluit vastleggen (approve) of uitvoeren (execute)",
    "concept": "alleen bekijken: er gaat niets uit en er is nog geen nummer",
    "copies_for": "voor wie: ontvangers (receiver: origineel), scholen (issuer: kopie van hun eigen stukken), "
    "boekhouding (bookkeeper: alle kopieën en een overzicht) of stuurgroep (steering: het overzicht)",
    "settlement_number": "nummer van de verrekening, als VR-2026/27-001",
    "book_year": "boekjaar, als 2026",
    "tariffs": "andere tarieven proberen, als +10%% (lager als --tariffs=-10%%): hoogstens 50%% hoger of lager",
    "tariffs_kind": "bij --tariffs: alleen de tarieven van deze soort aanbod",
    "tariffs_offer": "bij --tariffs: alleen het tarief van dit aanbod (code)",
    "out_dossier": "map voor het dossier: bewijs (pdf), journaal (Excel) en auditfile (XAF); ook van een gesloten jaar",
    "out_annex": "map voor de bijlage bij de vergadering, als pdf en Excel",
    "settlement": "nummer van de verrekening, als VR-2026/27-001; niet bij een voorstel",
    "regime": "afspraak waarmee wordt voorgesteld: gesloten beurzen, drempel, factureren of salderen",
    "decision": "nummer van het besluit van de stuurgroep, als SG-2026/27-004",
    "school": "korte code van de school",
    "all_schools": "alle scholen",
    "issue": "het overzicht vastleggen: het krijgt een nummer",
    "mail": "ook een e-mail die klaarstaat voor de vaste contactpersoon",
    "fund": "code van de subsidie",
    "prices": "met tarieven",
    "contacts": "met contactpersonen",
    "only_school": "alleen deze school (korte code)",
    "only_sector": "alleen deze sector (code)",
    "format": "hledger, csv of xlsx",
    "file": "bestand dat gelezen wordt",
    "preview": "alleen bekijken, niets vastleggen",
    "delivered_until": "leveringen tot en met deze dag, als 2026-11-22; anders alles",
    "codes": "BRIN-nummers of korte namen die meedoen, met komma's ertussen; anders alle",
    "pseudonymous": "zonder kolommen voor namen",
    "to_server": "adres met de aanmelding van de eigenaar, als postgresql://eigenaar@server/netwerk",
    "into_server": "nieuwe, lege map om het op de server mee te openen (anders naast de oude)",
    "server_password": "bestand met het wachtwoord van die eigenaar (anders ZSM_SERVER_PASSWORD)",
    "due": "alleen bekijken van wie de bewaartermijn voorbij is, en wat het tegenhoudt",
    "destroy": "voorgoed vernietigen wat aan de beurt is",
    "out_proof": "map waarin het bewijs van vernietiging komt, als pdf",
    "out_backup": "map waarin de reservekopie ook komt, met haar sleutels ernaast",
    "backup_file": "reservekopie: het bestand op .db, met de sleutels ernaast",
    "at_server": "adres dat u van de secretaris kreeg, als postgresql://zsm_0123456789ab@server/netwerk",
}

IS_THERE_TOO = "Is het netwerk waar deze kopie van is er ook nog? Werk dan maar in één van beide."

ASK = "Wachtwoord: "
ASK_SERVER = "Wachtwoord van de eigenaar op de server: "
MOVED = "Overgezet: {rows} regels en {entries} boekingen; alles is nageteld en gelijk."
OPEN_WITH = "Open het netwerk voortaan met de map {path}."
OLD_IS_CLOSED = "De oude plek is nog te lezen en neemt niets meer aan."
NAME = "naam"
ADDRESS = "adres"
UPDATED = "De database {path} is bij."
NEED_ENTRY = "Geef een nieuw wachtwoord (Instellingen) en het adres aan: {names}."
STOPPED = "Afgebroken."
NOT_A_DATE = "“{text}” is geen datum. Schrijf die als 2026-11-22."
NOT_A_MONTH = "“{text}” is geen maand. Schrijf die als 2026-09."
NOT_A_CODE = "Vul een code in."
NOT_A_CHANGE = "“{text}” is geen percentage. Schrijf hoeveel hoger of lager als +10% of -2,5%."
NOT_A_COUNT = "“{text}” is geen aantal. Vul een heel getal van nul of meer in."
ALL_IN_ORDER = "Alles is in orde."
NOTHING_WRITTEN = "Er is niets vastgelegd."
WRITTEN = "Geschreven: {path}"
UNKNOWN_COMMAND = "De opdracht “{0}” bestaat niet. Kies uit: {1}."
NOTHING_BOOKED = "Er is niets geboekt. Gevraagd is: {span}."
TRIED_OUT = "Alles werkt: {rooms} kamers getoond, bespreking {number} gehouden, reservekopie teruggezet."
NOTHING_WAITS = "Er wacht geen levering op antwoord."

_REFUSALS = (
    (r"the following arguments are required: (.*)", "Er ontbreekt iets: {0}."),
    (r"one of the arguments (\S+) (\S+) is required", "Er ontbreekt iets: {0} of {1}."),
    (r"argument (.*): expected one argument", "Bij {0} hoort een waarde."),
    (r"argument OPDRACHT: invalid choice: '?(.*?)'? \(choose from (.*)\)", UNKNOWN_COMMAND),
    (r"argument (.*): invalid choice: '?(.*?)'? \(choose from (.*)\)", "“{1}” kan niet bij {0}. Kies uit: {2}."),
    (r"unrecognized arguments: (.*)", "Dit kent het programma niet: {0}."),
    (r"ambiguous option: (.*) could match (.*)", "{0} kan van alles zijn: {1}."),
    (r"argument (.*): not allowed with argument (.*)", "{0} gaat niet samen met {1}."),
    (r"argument (.*): (.*)", "{0}: {1}"),
)


def refusal(message: str) -> str:
    """The Dutch sentence for what argparse does not understand."""
    for pattern, template in _REFUSALS:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found is not None:
            return template.format(*found.groups()).replace("'", "")
    return message


def table(headings: list[str], rows: list[list[str]], *, numbers_from: int, words_from: int = 99) -> list[str]:
    """Columns under each other, those from `numbers_from` up to `words_from` to the right."""
    cells = [headings, *rows]
    widths = [max(len(row[at]) for row in cells) for at in range(len(headings))]
    return [
        "  ".join(
            cell.rjust(width) if numbers_from <= at < words_from else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in cells
    ]
