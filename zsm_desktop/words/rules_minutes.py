"""Sentences for the rules of minutes."""

from __future__ import annotations

SENTENCES = {
    "minutes.audience": "“{audience}” is geen lezer die we kennen. Kies full, steering of school:CODE.",
    "minutes.no_school": "Er is geen school met code {code}. Kies een code uit de lijst van scholen.",
    "minutes.not_finished": "Het overleg is nog niet afgerond. Rond het eerst af; dan kan het verslag worden klaargezet.",
    "minutes.prepared_already": "Dit verslag staat klaar en wordt nu gelezen. Leg een wijziging vast als aanvulling van "
    "iemand die aanwezig was.",
    "minutes.final": "Dit verslag is vastgesteld en ligt vast. Maak een correctie met een reden; dat wordt een nieuwe versie.",
    "minutes.not_prepared": "Het verslag is nog een concept. Zet het eerst klaar; daarna zijn aanvullingen mogelijk.",
    "minutes.not_present": "{name} was niet aanwezig. Alleen wie erbij was, kan het verslag laten aanvullen.",
    "minutes.point_shut": "{pseudonym} mocht in dit overleg niet worden besproken en staat daarom niet in het verslag. "
    "Er kan niets bij worden geschreven.",
    "minutes.no_text": "Er staat nog geen tekst. Schrijf eerst wat er in het verslag moet komen.",
    "minutes.amendments_open": "Nog niet alle aanvullingen zijn beoordeeld ({count}). Neem ze over of wijs ze af.",
    "minutes.amendment_none": "Deze aanvulling bestaat niet meer. Ververs het verslag.",
    "minutes.amendment_settled": "Deze aanvulling is al beoordeeld.",
    "minutes.not_final": "Dit verslag is nog niet vastgesteld. Een correctie hoort bij een vastgesteld verslag.",
    "minutes.reason_needed": "Schrijf eerst waarom het verslag wordt gecorrigeerd. Dat staat bij de nieuwe versie.",
    "minutes.nothing_changed": "Er is niets veranderd ten opzichte van het vastgestelde verslag. Pas eerst de tekst aan.",
    "minutes.meanwhile": "Iemand anders maakte intussen versie {version}, ook met iets anders bij {parts}. Wat daar staat "
    "is bij uw tekst gezet: kijk het na en maak dan uw versie.",
    "minutes.outcome_none": "Bij dit punt hoort geen uitkomst, of deze uitkomst bestaat niet. Kies er een uit de lijst.",
    "minutes.outcome_placed": "Of [een leerling] is geplaatst, volgt uit [het traject] en staat niet alleen in het verslag. "
    "Beëindig of begin [het traject] bij Uitwisseling, en schrijf in de tekst van het punt wat er misging.",
    "minutes.no_version": "Deze versie van het verslag bestaat niet. Ververs de lijst.",
    "minutes.names_audience": "Namen staan alleen in het volledige verslag van [een maatwerkbespreking]. Kies ‘Volledig’.",
    "minutes.for_keeper": "Het volledige verslag op papier is voor [de secretaris], de voorzitter en de notulist. "
    "Maak het verslag van uw eigen school.",
    "minutes.names_reason": "Schrijf eerst waarom de namen in het bestand moeten staan. Dat komt in het logboek.",
    "minutes.password_short": "Het wachtwoord is te kort. Kies er een van minstens {least} tekens.",
    "minutes.password_differs": "De twee wachtwoorden zijn niet gelijk. Typ ze opnieuw.",
    "minutes.damaged": "De vastgelegde tekst van dit verslag klopt niet met zijn controlegetal. Zet een reservekopie terug "
    "of vraag [de secretaris].",
}
