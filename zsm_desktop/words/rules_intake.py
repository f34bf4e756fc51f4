"""Sentences for files that come in: what is wrong and what to do; row and column are shown beside the sentence."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # any workbook
    "workbook.not_found": "Het bestand {file} bestaat niet. Kies een ander bestand.",
    "workbook.not_readable": "{file} kan niet worden gelezen. Sluit het in Excel, of kopieer het "
    "eerst naar een eigen map.",
    "workbook.empty": "{file} is leeg (0 bytes). Vraag de afzender het opnieuw te sturen.",
    "workbook.too_large": "{file} is groter dan {most_mb} MB; zo groot is een formulier niet. Kies het goede bestand.",
    "workbook.encrypted": "{file} is met een wachtwoord versleuteld. Open het in Excel, sla het op zonder wachtwoord "
    "(Bestand › Info › Werkmap beveiligen) en probeer het opnieuw.",
    "workbook.old_format": "{file} is een oud Excelbestand (.xls). Open het in Excel en sla het op als "
    "Excel-werkmap (.xlsx).",
    "workbook.other_format": "{file} is geen Excel-werkmap. Open het in het programma waarmee het is gemaakt en sla "
    "het op als Excel-werkmap (.xlsx).",
    "workbook.is_text": "{file} is een tekstbestand en geen Excel-werkmap (.xlsx), ook al heet het misschien zo. "
    "Kies het Excel-formulier.",
    "workbook.not_a_workbook": "{file} is geen Excel-werkmap (.xlsx). Kies het Excel-formulier.",
    "workbook.damaged": "{file} is beschadigd of onvolledig aangekomen. Vraag de afzender het opnieuw te sturen.",
    "workbook.hostile": "{file} is anders gebouwd dan een werkmap van Excel en wordt niet geopend. "
    "Vertrouw het niet voordat de afzender zegt hoe het is gemaakt.",
    "workbook.too_heavy": "{file} vraagt te veel geheugen of tijd om te lezen en is daarom niet geopend. "
    "Kopieer de ingevulde rijen naar een leeg formulier.",
    "workbook.too_many_rows": "In {file} staat iets voorbij rij {most} ({cell}). Verwijder wat onder de lijst staat, "
    "of kopieer de ingevulde rijen naar een leeg formulier.",
    "workbook.too_many_columns": "In {file} staat iets voorbij kolom {most} ({cell}). Verwijder wat rechts van de "
    "lijst staat, of kopieer de ingevulde rijen naar een leeg formulier.",
    "workbook.cell_too_long": "In {file} staat in één cel ({cell}) meer tekst dan Excel toelaat. "
    "Maak die tekst korter.",
    "workbook.not_finite": "In {file}, werkblad {sheet}, cel {cell} staat een getal zonder einde. Verbeter die cel.",
    "workbook.reader_missing": "{file} kon niet veilig worden geopend: het hulpproces van dit programma start niet. "
    "Start het programma opnieuw; blijft het zo, installeer het dan opnieuw.",
    # DUO
    "duo.not_found": "Het bestand {file} bestaat niet. Kies een ander bestand.",
    "duo.not_readable": "{file} kan niet worden gelezen. Sluit het in andere programma’s en probeer het opnieuw.",
    "duo.too_large": "{file} is veel groter dan de lijst van DUO. Kies het bestand ‘alle vestigingen vo’.",
    "duo.empty": "{file} is leeg. Haal de lijst ‘alle vestigingen vo’ opnieuw op bij duo.nl.",
    "duo.not_text": "{file} is geen CSV-bestand van DUO. Haal de lijst ‘alle vestigingen vo’ op bij duo.nl.",
    "duo.not_the_list": "{file} heeft niet de kolommen van de lijst met vestigingen. Haal ‘alle vestigingen vo’ op bij "
    "duo.nl (open onderwijsdata, adressen).",
    "duo.columns_missing": "In {file} ontbreken deze kolommen: {columns}. Haal de lijst opnieuw op bij duo.nl.",
    "duo.no_rows": "{file} bevat geen enkele vestiging. Haal de lijst opnieuw op bij duo.nl.",
    "duo.row_width": "Deze regel heeft {found} velden in plaats van {wanted}. Haal de lijst opnieuw op bij duo.nl.",
    "duo.code_missing": "De vestigingscode ontbreekt; de vestiging is overgeslagen.",
    "duo.code_invalid": "‘{text}’ is geen vestigingscode (BRIN en twee cijfers, zoals 26HF00). "
    "De vestiging is overgeslagen.",
    "duo.code_twice": "Vestiging {site} staat ook op regel {first}; deze tweede regel is overgeslagen.",
    "duo.brin_invalid": "‘{text}’ is geen BRIN-nummer (zoals 26HF). De vestiging is overgeslagen.",
    "duo.brin_other": "BRIN-nummer {text} hoort niet bij vestigingscode {site}. De vestiging is overgeslagen.",
    "duo.name_missing": "De naam ontbreekt; de vestiging is overgeslagen.",
    "duo.board_missing": "Het nummer van het bevoegd gezag ontbreekt of klopt niet. "
    "Vul bij Netwerk zelf in wie de facturen krijgt.",
    "duo.postcode_invalid": "‘{text}’ is geen postcode en wordt niet overgenomen. Vul haar bij Netwerk zelf in.",
    "duo.phone_invalid": "‘{text}’ is geen telefoonnummer en wordt niet overgenomen. Vul het bij Netwerk zelf in.",
    "duo.website_is_phone": "Bij website staat een telefoonnummer ({text}); dat wordt niet overgenomen.",
    "duo.website_invalid": "‘{text}’ is geen website en wordt niet overgenomen. Vul die bij Netwerk zelf in.",
    # values in cells
    "value.date_unreadable": "‘{text}’ is geen datum. Schrijf bijvoorbeeld 3-11-2026.",
    "value.date_short_year": "‘{text}’ heeft een jaartal van twee cijfers. Schrijf het jaar voluit, zoals 3-11-2026.",
    "value.date_ambiguous": "‘{text}’ kan twee dagen betekenen. Schrijf de datum met streepjes: 3-11-2026, "
    "of met de maand in letters: 3 nov 2026.",
    "value.date_number": "Hier staat een getal in plaats van een datum. Schrijf bijvoorbeeld 3-11-2026.",
    "value.date_in_text": "Excel heeft hier een datum van gemaakt. Zet de cel op Tekst en typ de waarde opnieuw.",
    "value.formula_error": "In deze cel staat de foutmelding {text} van Excel. Typ de waarde opnieuw.",
    "value.number_unreadable": "‘{text}’ is geen getal. Gebruik een komma voor de decimalen, zoals 2,5.",
    "value.number_too_fine": "{text} heeft meer dan twee cijfers achter de komma. Rond het af, bijvoorbeeld 2,25.",
    "value.number_not_whole": "{text} is geen heel getal. Rond het af.",
    "value.yes_no_unreadable": "‘{text}’ is geen ja of nee. Kies ja of nee.",
    "value.weekdays_unreadable": "‘{text}’ zijn geen schooldagen. Schrijf bijvoorbeeld: ma, di, do.",
    # the case form as a whole
    "form.no_schools": "Er zijn nog geen scholen om uit te kiezen. Voeg bij Netwerk eerst de scholen toe.",
    "form.no_sectors": "Er zijn nog geen sectoren om uit te kiezen. Voeg die eerst toe bij Netwerk, Clusters en sectoren.",
    "cases.not_our_form": "Dit is niet het aanmeldformulier van dit programma. Stuur de school een nieuw formulier en "
    "vraag het daarin over te nemen.",
    "cases.older_form": "Dit formulier is van een oudere versie. Stuur de school een nieuw formulier en vraag de rijen "
    "daarin over te nemen.",
    "cases.newer_form": "Dit formulier is van een nieuwere versie van het programma. Werk het programma bij.",
    "cases.other_network": "Dit formulier hoort bij een ander netwerk ({other}) en niet bij {own}. "
    "Stuur de school het formulier van dit netwerk.",
    "cases.no_sheet": "Het werkblad {sheet} ontbreekt. Stuur de school een nieuw formulier.",
    "cases.no_headings": "Op het werkblad {sheet} zijn de kolomkoppen niet te vinden. Stuur de school een nieuw "
    "formulier.",
    "cases.form_empty": "Op het werkblad {sheet} is geen rij ingevuld. Vraag de school of dit het goede bestand is.",
    "cases.column_missing": "Deze kolom ontbreekt. Zet de kolom terug of gebruik een nieuw formulier.",
    "cases.column_twice": "Deze kolom staat er twee keer. Verwijder er één.",
    "cases.column_unknown": "Deze kolom hoort niet bij het formulier; wat erin staat, is niet gelezen.",
    # one row
    "cases.needed": "Dit vak is leeg en moet worden ingevuld.",
    "cases.text_too_long": "Deze tekst is langer dan {most} tekens. Maak de tekst korter.",
    "cases.citizen_number": "Hier staat een nummer dat een BSN of onderwijsnummer lijkt. Dat mag niet worden bewaard: "
    "haal het weg en gebruik het leerlingnummer van de eigen school.",
    "cases.school_unknown": "School ‘{text}’ staat niet in dit netwerk. Kies de school uit de lijst.",
    "cases.receiver_unknown": "School ‘{text}’ staat niet in dit netwerk. Kies een school uit de lijst of ‘alle’.",
    "cases.sector_unknown": "Sector ‘{text}’ staat niet in de lijst van dit netwerk. Kies de sector uit de lijst.",
    "cases.sector_missing": "Er is geen sector gekozen; passend aanbod is dan moeilijk te vinden.",
    "cases.basis_unknown": "‘{text}’ is geen grondslag. Kies uit: {known}.",
    "cases.giver_unknown": "‘{text}’ kan geen toestemming geven. Kies uit: {known}.",
    "cases.birth_date_future": "De geboortedatum ligt niet in het verleden. Verbeter de datum.",
    "cases.birth_date_unlikely": "Volgens deze geboortedatum is [de leerling] {age} jaar. Kijk of de datum klopt.",
    "cases.day_in_future": "{day} moet nog komen. Vul de dag in waarop het gesprek was.",
    "cases.heard_contradiction": "Er staat ‘nee’, maar er is wel een datum ingevuld. Verbeter een van beide.",
    "cases.heard_without_day": "Vul ook de datum van het gesprek in; zonder datum wordt het gesprek niet vastgelegd.",
    "cases.pupil_not_heard": "Met [de leerling] zelf is nog niet gesproken. Doe dat vóór [de bespreking].",
    "cases.half_days_range": "Het aantal dagdelen per week ligt tussen 0 en 10. Verbeter het getal.",
    "cases.travel_range": "De reisafstand ligt tussen 0 en {most} kilometer. Verbeter het getal.",
    "cases.consent_none": "Er is geen toestemming of andere grondslag ingevuld. De casus kan wel worden klaargezet, "
    "maar nog niet besproken.",
    "cases.consent_incomplete": "Dit vak hoort bij de toestemming en is leeg. Vul het in, of laat de hele toestemming "
    "leeg.",
    "cases.consent_ends_before": "De toestemming eindigt voordat zij begint ({start}). Verbeter een van beide datums.",
    "cases.consent_not_yet": "De toestemming geldt pas vanaf {start}; tot die dag mag de casus niet worden besproken.",
    "cases.consent_expired": "De toestemming is verlopen op {end}. Vraag nieuwe toestemming vóór [de bespreking].",
    "cases.consent_own_needed": "[De leerling] is 16 jaar of ouder en moet zelf toestemming geven. Vraag die vóór "
    "[de bespreking].",
    "cases.consent_guardians_needed": "[De leerling] is jonger dan 16 jaar of de leeftijd is niet bekend; toestemming "
    "van de ouders is nodig. Vraag die vóór [de bespreking].",
    "cases.double_row": "[Deze leerling] staat ook op rij {first}. Verwijder een van beide rijen.",
    "cases.double_person": "[Een leerling] met deze naam en geboortedatum staat ook op rij {first}. Kijk of dit dezelfde "
    "is.",
}
