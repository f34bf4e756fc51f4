"""Sentences for what an invoice or credit note still lacks, each with the place where it is filled in."""

from __future__ import annotations

SENTENCES = {
    "invoice.name": "{name} heeft geen officiële naam. Vul die in bij Netwerk, met Bewerken.",
    "invoice.long_name": "De naam {name} is te lang voor een betaling: er passen {most} tekens. Kort haar in bij Netwerk.",
    "invoice.street": "Van {name} ontbreekt de straat. Vul die in bij Netwerk, met Bewerken.",
    "invoice.house_number": "Van {name} ontbreekt het huisnummer. Vul dat in bij Netwerk, met Bewerken.",
    "invoice.postcode": "Van {name} ontbreekt de postcode. Vul die in bij Netwerk, met Bewerken.",
    "invoice.city": "Van {name} ontbreekt de plaats. Vul die in bij Netwerk, met Bewerken.",
    "invoice.country": "{name} heeft een adres buiten Nederland. Dit programma maakt alleen facturen binnen Nederland; "
    "maak deze buiten het programma.",
    "invoice.kvk": "Van {name} ontbreekt het KvK-nummer of het OIN. Een e-factuur kan niet zonder; vul een van beide in bij "
    "Netwerk, met Bewerken.",
    "invoice.vat_number": "{name} heeft nog geen btw-nummer, en er staat btw op deze factuur. Vul het in bij Netwerk, met "
    "Bewerken.",
    "invoice.rsin": "Van {name} ontbreekt het btw-nummer of het RSIN. Ook vrijgesteld van btw vraagt een e-factuur er een; vul "
    "het in bij Netwerk, met Bewerken.",
    "invoice.iban": "{name} heeft nog geen IBAN. Vul in bij Netwerk, met Bewerken, waarop de ander moet betalen.",
    "invoice.unfit": "In de gegevens van {name} staat een teken dat in geen bestand kan. Typ dat vak opnieuw bij Netwerk.",
    "invoice.buyer_reference": "{name} heeft geen inkoopnummer of kenmerk. Een e-factuur wordt zonder teruggestuurd; vul er een "
    "in bij Netwerk, met Bewerken.",
    "invoice.period": "De periode van dit stuk eindigt voor zij begint. Kies de dagen opnieuw in de verrekening.",
    "invoice.corrects": "Een creditnota noemt de factuur die zij verbetert. Kies die factuur bij de creditnota.",
    "invoice.term": "Er is geen betaaltermijn afgesproken. Leg die vast in de verrekenovereenkomst.",
    "invoice.due": "De vervaldag {due_on} ligt voor de factuurdatum. Kijk de betaaltermijn na in de verrekenovereenkomst.",
    "invoice.unfit_text": "In de toelichting staat een teken dat in geen bestand kan. Typ haar opnieuw.",
    "invoice.no_lines": "Er staat geen enkele regel op. Kies een periode waarin iets is geleverd.",
    "invoice.description": "Regel {line} heeft geen omschrijving. Geef het aanbod {offer} een naam bij Aanbod.",
    "invoice.long_description": "De omschrijving van regel {line} is te lang. Kort de naam van aanbod {offer} in bij Aanbod.",
    "invoice.unit": "Regel {line} ({description}) heeft geen eenheid. Kies er een bij het aanbod {offer}.",
    "invoice.quantity": "Regel {line} ({description}) heeft geen hoeveelheid. Laat de regel weg, of kijk de leveringen na.",
    "invoice.negative_price": "Regel {line} ({description}) heeft een tarief onder nul. Kijk het tarief na bij Aanbod.",
    "invoice.to_check": "Van regel {line} ({description}) is niet vastgelegd of er btw over gaat. Laat het toetsen en leg het vast "
    "bij Instellingen, Btw per soort aanbod.",
    "invoice.no_ground": "Regel {line} ({description}) is zonder btw, en er staat niet waarom. Vul de grond in bij Instellingen, "
    "Btw per soort aanbod.",
    "invoice.permille": "Op regel {line} ({description}) past het btw-percentage niet bij de btw-soort. Kijk dat na bij "
    "Instellingen, Btw per soort aanbod.",
    "invoice.line_period": "De periode van regel {line} ({description}) eindigt voor zij begint. Kijk de leveringen na.",
    "invoice.unfit_line": "In regel {line} staat een teken dat in geen bestand kan. Typ de naam van aanbod {offer} opnieuw bij "
    "Aanbod, of de grond bij Instellingen.",
    "invoice.outside_mixed": "Op één factuur mag niet naast elkaar staan wat buiten de btw valt en wat er wel onder valt. Maak er "
    "twee van, of kijk de btw na bij Instellingen, Btw per soort aanbod.",
    "invoice.sums": "De totalen passen niet bij de regels. Maak het voorstel opnieuw.",
    "invoice.negative": "Het totaal is {cents:money} onder nul. Maak hiervan een creditnota.",
    "invoice.nothing_due": "Er valt niets te betalen. Maak hiervan een verrekenoverzicht in plaats van een factuur.",
    "invoice.no_penvoerder": "Er is nog geen penvoerder. Kies bij Instellingen, Documenten en betalingen, wie de stukken uitgeeft "
    "en het geld van de fondsen beheert.",
    "invoice.not_decided": "Dit stuk komt uit op {cents:money}, en besloten is {decided:money}. Laat nakijken of alles in orde is "
    "(Instellingen, Opslag en controle).",
    "invoice.other_vat": "Bij {name} hoort nu {cents:money} btw, en besloten is {decided:money}: de btw-regels of de besturen zijn "
    "sinds het besluit veranderd. Zet dat terug zoals het was, tot deze documenten zijn uitgegeven.",
    "invoice.settlement": "Verrekening {number} is niet uitgevoerd, of is teruggedraaid. Alleen bij een uitgevoerde verrekening "
    "horen facturen.",
    "invoice.nothing": "Bij verrekening {number} hoort geen factuur of creditnota: er hoeft niemand iets te betalen, of er was nog "
    "niets uitgegeven.",
    "invoice.issued": "De documenten van verrekening {number} zijn al uitgegeven. Ververs de lijst.",
    "invoice.incomplete": "Van {documents} documenten ontbreekt nog iets. Vul aan wat erbij staat; zolang gaat er geen uit.",
    "invoice.none": "Dit document is er niet, of het is van een andere school.",
    "invoice.unreadable": "De gegevens van document {number} kunnen niet meer worden gelezen. Zet een reservekopie terug.",
    "invoice.concept": "Een concept heeft nog geen nummer, en kan daarom geen e-factuur worden. Geef de factuur eerst uit.",
    "invoice.internal": "{number} is een interne doorbelasting binnen één bestuur. Daar hoort geen e-factuur bij.",
    "invoice.logo": "Het logo waarmee dit stuk is uitgegeven, is er niet meer. Zet hetzelfde bestand terug bij Netwerk.",
    "settlement_statement.not_executed": "Verrekening {number} is nog niet uitgevoerd. Overzichten zijn er als zij is uitgevoerd.",
    "settlement_statement.nothing": "Bij verrekening {number} is voor uw school niets verrekend; er is dus geen overzicht.",
    "einvoice.schema": "De e-factuur voldoet niet aan het schema van UBL 2.1: {what}.",
}
