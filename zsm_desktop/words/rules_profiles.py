"""Sentences about network profiles: what is wrong in the text, and what cannot be changed; the line is shown beside it."""

from __future__ import annotations

TOML = {
    "twice": "deze naam staat er twee keer",
    "equals": "na een naam hoort een is-teken (=)",
    "quotes": "een tekst tussen aanhalingstekens is niet afgesloten of bevat een vreemd teken",
    "bracket": "een haak is niet gesloten",
    "newline": "hier begint iets nieuws zonder nieuwe regel",
    "value": "dit is geen waarde; zet tekst tussen aanhalingstekens",
    "deep": "er staat te veel in elkaar",
    "long": "deze regel is veel te lang",
    "table": "een tabel",
    "tables": "een lijst met tabellen",
    "text": "een tekst tussen aanhalingstekens",
    "texts": "een lijst met teksten",
    "number": "een heel getal",
    "yes_no": "true of false",
    "hour": "een tijd als 13:30:00",
}
"""What a text in TOML should have been, or what is wrong with it."""

SENTENCES: dict[str, str] = {
    "profile.not_found": "Het bestand {file} bestaat niet. Kies een ander bestand.",
    "profile.not_readable": "{file} kan niet worden gelezen. Sluit het in het programma waarin het open staat.",
    "profile.too_large": "Een netwerkprofiel is hooguit {most} kB; dit is groter. Kies het goede bestand.",
    "profile.not_text": "{file} is geen tekst in UTF-8 (regel {line}). Sla het op als platte tekst, in UTF-8.",
    "profile.syntax": "Hier klopt de schrijfwijze niet: {reason:toml}.",
    "profile.no_format": "Boven in een netwerkprofiel hoort format = {known} te staan.",
    "profile.newer": "Dit profiel is van een nieuwere versie ({version}) dan dit programma kent ({known}). "
    "Werk het programma bij.",
    "profile.unknown_key": "“{key}” hoort hier niet. Haal deze regel weg.",
    "profile.unknown_key_near": "“{key}” bestaat niet. Bedoelt u “{nearest}”?",
    "profile.missing": "Hier ontbreekt “{key}”.",
    "profile.wrong_type": "“{key}” hoort {wanted:toml} te zijn.",
    "profile.empty": "“{key}” is leeg. Vul het in of haal de regel weg.",
    "profile.control": "In “{key}” staat een onzichtbaar teken. Typ de tekst opnieuw.",
    "profile.too_long": "“{key}” is te lang: hooguit {most} tekens.",
    "profile.too_many": "“{key}” heeft te veel regels: hooguit {most}.",
    "profile.range": "“{key}” ligt tussen {least} en {most}.",
    "profile.code": "De code “{value}” kan niet. Gebruik kleine letters, cijfers en _; begin met een letter.",
    "profile.body_code": "De code “{value}” kan niet. Gebruik hooguit acht hoofdletters en cijfers.",
    "profile.noun": "“{value}” kan geen woord zijn: begin met een letter en gebruik verder letters, cijfers, spaties en "
    "streepjes, samen hooguit 40 tekens.",
    "profile.short_form": "Geef de korte vorm in enkelvoud en in meervoud, of geen van beide.",
    "profile.not_allowed": "“{value}” kan niet bij “{key}”. Kies uit: {known}.",
    "profile.few_choices": "“{field}” heeft minder dan twee keuzes. Vul choices aan.",
    "profile.no_choices": "“{field}” is geen keuze en heeft dus geen choices.",
    "profile.no_parties": "Bij “{flags}” staat niet wie een vlag geeft. Vul parties in.",
    "profile.caseload": "Bij “{role}” is het kleinste aantal groter dan het grootste.",
    "profile.share": "“{indicator}” is een aandeel in duizendsten; het streefgetal is hooguit 1000.",
    "profile.no_elements": "De lijst “{evaluation}” is leeg. Vul elements in.",
    "profile.no_body": "Een netwerk heeft minstens één overleg. Voeg een tabel [[bodies]] toe.",
    "profile.twice": "“{named}” staat er twee keer.",
    "profile.unknown_body": "Het overleg “{above}” bestaat niet in dit profiel.",
    "profile.circle": "[De knelpunten] van {body} komen langs deze weg weer bij {body} terug.",
    "profile.unknown_cluster": "Het cluster “{cluster}” staat niet in clusters.",
    "profile.balances": "Resultaten, saldi, middelen en samenwerking kunnen alleen een vast punt zijn van een overleg van "
    "de soort steering, en {body} is er geen.",
    "profile.point_twice": "Een vast punt van {body} staat er twee keer.",
    "profile.unknown": "Het netwerkprofiel “{profile}” wordt niet meegeleverd. Kies uit: {known}.",
    "field.none": "Dit veld hoort niet meer bij dit netwerk. Ververs de lijst.",
    "field.value": "Wat bij “{field}” staat, kan daar niet. Kies of typ het opnieuw.",
    "phase.none": "Deze fase hoort niet bij dit netwerk. Ververs de lijst.",
    "phase.day": "Een fase begint op of na {least}, en niet in de toekomst.",
    "profile.kept_later": "Het profiel van dit netwerk is van een nieuwere versie van het programma. Werk dit programma "
    "bij om de woorden te wijzigen.",
}
