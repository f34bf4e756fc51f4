"""Sentences for measuring the collaboration: opening, answering, forms that come back, and points for an agenda."""

from __future__ import annotations

SENTENCES = {
    "evaluation.none": "Deze meting is er niet meer. Ververs de lijst.",
    "evaluation.open": "Deze meting loopt nog. De uitkomst staat er zodra u de meting sluit.",
    "evaluation.closed": "Deze meting is op {day} gesloten; antwoorden kan niet meer.",
    "evaluation.list": "Deze lijst staat niet meer in het profiel. Kies een andere lijst.",
    "evaluation.without_name": "Geef de meting een naam, bijvoorbeeld ‘Samenwerking 2026’.",
    "evaluation.name_twice": "Er is al een meting met de naam ‘{name}’. Kies een andere naam.",
    "evaluation.until": "Kies een dag vanaf vandaag waarop het antwoord binnen moet zijn.",
    "evaluation.top": "Het hoogste cijfer is een getal van {least} tot en met {most}.",
    "evaluation.nobody": "Kies minstens één organisatie om te vragen.",
    "evaluation.not_asked": "Deze organisatie is voor deze meting niet gevraagd. [De secretaris] kiest wie gevraagd wordt.",
    "evaluation.no_organisation": "Zeg voor welke organisatie u antwoordt. Bij uw account hoort geen school; [de secretaris] "
    "kan het antwoord van een organisatie invoeren.",
    "evaluation.answered": "U hebt deze meting al beantwoord. Een antwoord is niet te veranderen, omdat niet bewaard wordt "
    "wat u zei.",
    "evaluation.nothing_said": "Geef bij minstens één element een cijfer.",
    "evaluation.score": "Geef een cijfer van 1 tot en met {top}.",
    "evaluation.element": "Dit element staat niet in deze meting. Ververs het scherm en antwoord opnieuw.",
    "evaluation.remark_long": "Een opmerking is hooguit {most} tekens lang. Maak haar korter.",
    "evaluation.has_answers": "Er zijn al antwoorden. Sluit de meting in plaats van haar weg te doen.",
    "evaluation.form_twice": "Het formulier {file} is al ingelezen. Een tweede collega krijgt een eigen formulier.",
    "evaluation.list_without_name": "Geef de lijst een naam.",
    "evaluation.elements": "Een lijst heeft 2 tot en met {most} elementen, elk op een eigen regel van hooguit {long} tekens.",
    "evaluation.element_twice": "‘{element}’ staat er twee keer. Haal er een weg.",
    "evaluation.too_few": "Er zijn geen cijfers om punten van te maken: bij een anonieme meting staan die er vanaf {least} "
    "antwoorden.",
    "evaluation.on_agenda": "Deze punten staan al op een agenda.",
    "evaluation_form.other_file": "Dit is geen formulier van een meting uit dit programma.",
    "evaluation_form.version": "Dit formulier is gemaakt met een andere versie van het programma. Maak een nieuw formulier.",
    "evaluation_form.other_network": "Dit formulier is van een ander netwerk.",
    "evaluation_form.no_evaluation": "De meting van dit formulier is hier niet te vinden: zij is weg, of van een ander netwerk.",
    "evaluation_form.closed": "De meting ‘{name}’ is op {day} gesloten; dit formulier telt niet meer mee.",
    "evaluation_form.organisation": "De organisatie op dit formulier is voor deze meting niet gevraagd.",
    "evaluation_form.number": "Het nummer van dit formulier is weg of veranderd. Maak een nieuw formulier.",
    "evaluation_form.read": "Dit formulier is al ingelezen. Een tweede collega krijgt een eigen formulier.",
    "evaluation_form.twice": "Dit formulier staat twee keer in wat u koos: ook als {file}.",
    "evaluation_form.no_headings": "De rij met koppen is niet te vinden. Zet het ingevulde blad ‘{sheet}’ terug zoals het was.",
    "evaluation_form.element": "Op deze rij staat geen element van de meting. Zet het nummer terug zoals het was.",
    "evaluation_form.element_twice": "Element {number} staat er twee keer. Houd er één over.",
    "evaluation_form.score": "‘{text}’ is geen cijfer van 1 tot en met {top}. Laat het vak leeg voor geen mening.",
    "evaluation_form.remark_long": "Deze opmerking is langer dan {most} tekens. Maak haar korter.",
    "evaluation_form.citizen_number": "Hier lijkt een BSN te staan. Haal het weg.",
    "evaluation_form.name_hidden": "Hier stond een naam; die wordt bij het inlezen weggelaten.",
    "evaluation_form.nothing_said": "Er staat geen enkel cijfer in dit formulier.",
}
