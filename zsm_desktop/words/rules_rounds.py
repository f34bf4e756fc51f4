"""Sentences for confirmation rounds, and for what is found in a file that comes back; row and column stand beside it."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # making a round
    "round.none": "Deze bevestigingsronde bestaat niet meer. Ververs de lijst.",
    "round.span": "De laatste dag ligt voor de eerste. Pas een van beide aan.",
    "round.nothing": "Van deze school wacht in deze dagen geen levering op antwoord.",
    "round.too_many": "Dit zijn {lines} regels; in één bestand passen er hooguit {most}. Kies een eerdere laatste dag.",
    "round.already_out": "Al deze leveringen staan in ronde {number}, die nog uitstaat. Maak de bestanden daarvan "
    "opnieuw.",
    # reading what came back
    "round.already_read": "Ronde {number} is al ingelezen. Wat nog openstaat, komt in een nieuwe ronde.",
    "round.replaced": "Ronde {number} is vervangen door een nieuwere. Vraag de school die te beantwoorden.",
    "round.no_answers": "In dit bestand staat geen enkel antwoord.",
    "round.unknown_line": "Een van deze regels hoort niet bij deze ronde, of staat er twee keer. Lees het bestand "
    "opnieuw.",
    "confirmation.other_file": "Dit is geen bestand van een bevestigingsronde. Kies het Excelbestand dat de school "
    "terugstuurde.",
    "confirmation.version": "Dit bestand komt van een andere versie van dit programma. Maak een nieuwe ronde.",
    "confirmation.no_round": "Ronde {number} bestaat in dit netwerk niet. Kijk of het bestand van een ander netwerk is.",
    "confirmation.other_network": "Dit bestand komt van een ander netwerk.",
    "confirmation.other_school": "Ronde {number} is van {school}; dit bestand noemt een andere school.",
    "confirmation.check_code": "De controlecode is niet die van ronde {number}. Het bestand is veranderd; vraag de "
    "school het oorspronkelijke bestand in te vullen.",
    "confirmation.round_changed": "Wat van ronde {number} is bewaard, past niet bij haar controlecode. Voer een "
    "controle uit bij Instellingen.",
    "confirmation.already_read": "Ronde {number} is al ingelezen op {day}.",
    "confirmation.replaced": "Ronde {number} is vervangen door {by}. Vraag {school} die te beantwoorden.",
    "confirmation.no_headings": "Op het blad {sheet} staan de kolommen niet meer. Vraag de school het oorspronkelijke "
    "bestand in te vullen.",
    "confirmation.no_column": "Deze kolom ontbreekt. Vraag de school het oorspronkelijke bestand in te vullen.",
    "confirmation.sheet_hidden": "Het blad {sheet} is verborgen: wie antwoordde, heeft het niet gezien. Vraag de school "
    "dat blad zichtbaar te maken, de antwoorden daar na te kijken en het bestand opnieuw te sturen.",
    "confirmation.other_sheet": "Ook op het blad {sheet} staan antwoorden. Vraag de school alleen op het blad {own} te "
    "antwoorden en het andere weg te halen.",
    "confirmation.column_twice": "Deze kolom staat er twee keer: welke antwoorden gelden, is niet te zien. Vraag de "
    "school er een weg te halen.",
    "confirmation.column_hidden": "Deze kolom is verborgen. Vraag de school haar zichtbaar te maken, de antwoorden na te "
    "kijken en het bestand opnieuw te sturen.",
    "confirmation.row_hidden": "Op deze rij staat een antwoord, maar ze is verborgen of weggefilterd. Vraag de school "
    "alle rijen te tonen, de antwoorden na te kijken en het bestand opnieuw te sturen.",
    "confirmation.merged": "Hier zijn cellen samengevoegd: voor welke regels het antwoord geldt, is niet te zien. Vraag "
    "de school ze te splitsen en per regel te antwoorden.",
    "confirmation.top": "Hier hoort {value} te staan. Het bestand is veranderd.",
    "confirmation.altered": "Dit is veranderd: verstuurd is {was}. Wie het er niet mee eens is, vult nee in en "
    "schrijft waarom.",
    "confirmation.line_foreign": "Deze regel hoort niet bij deze ronde. Haal hem weg.",
    "confirmation.line_double": "Deze regel staat ook op rij {first}. Haal er een weg.",
    "confirmation.line_missing": "Regel {line} staat niet in het bestand. De levering blijft openstaan.",
    "confirmation.no_total": "De regel met het totaal ontbreekt. Het bestand is veranderd.",
    "confirmation.unanswered": "{count} {what} geen antwoord en {stay} openstaan.",
    "confirmation.nothing_answered": "Er is nergens ja of nee ingevuld.",
    "confirmation.answer": "‘{text}’ is geen ja of nee.",
    "confirmation.reason_alone": "Er staat wel een reden, maar geen ja of nee.",
    "confirmation.no_reason": "Bij nee hoort wat er niet klopt, zodat de andere school het kan herstellen.",
    "confirmation.long_reason": "Deze reden is te lang. Gebruik ten hoogste {most} tekens.",
    "confirmation.citizen_number": "In deze reden staat een burgerservicenummer of onderwijsnummer. Haal het weg.",
    "confirmation.name_hidden": "In deze reden leek een naam of nummer te staan; die wordt niet overgenomen.",
    "confirmation.agreed_with_reason": "Er staat ja met een opmerking erbij. De levering geldt als akkoord.",
    "confirmation.line_confirmed": "Regel {line} is intussen al bevestigd en geboekt; dit antwoord verandert daar niets "
    "aan.",
    "confirmation.line_withdrawn": "De levering van regel {line} is intussen ingetrokken; dit antwoord doet er niet "
    "meer toe.",
    "confirmation.line_disputed": "Regel {line} is intussen al betwist; dit antwoord verandert daar niets aan.",
}
