"""Sentences for the rights of pupils, the registers, data breaches and the logbook."""

from __future__ import annotations

SENTENCES = {
    "privacy.reason_needed": "Schrijf eerst waarom u dit opvraagt. Dat komt in het logboek.",
    "privacy.no_question": "Deze vraag staat niet in het register of de DPIA. Open de lijst opnieuw.",
    "privacy.long_text": "Deze tekst is te lang: hoogstens {most} tekens.",
    "request.none": "Dit verzoek is er niet meer. Ververs de lijst.",
    "request.kind": "Kies wat er gevraagd wordt.",
    "request.asked_by": "Kies wie het vraagt.",
    "request.future": "Het verzoek kan niet van na vandaag zijn. Verbeter de datum.",
    "request.long_text": "Deze tekst is te lang: hoogstens {most} tekens.",
    "request.status": "Kies wat het antwoord is.",
    "request.no_reason": "Schrijf erbij waarom. Wie het vroeg heeft recht op die uitleg.",
    "request.answered": "Dit verzoek is al beantwoord en staat vast. Noteer zo nodig een nieuw verzoek.",
    "request.extended": "Dit verzoek is al een keer verlengd; langer mag niet.",
    "request.too_late": "Verlengen kon tot en met {day}. Beantwoord het verzoek zo snel mogelijk.",
    "request.shares_still": "Er wordt nog gedeeld. Stop eerst het delen, of kies “deels toegewezen” en schrijf waarom.",
    "request.forget_first": "Maak de gegevens eerst onherkenbaar, met “Vergeten …” (Ctrl+E).",
    "request.keeps_sharing": "Bij dit soort verzoek hoeft het delen niet te stoppen.",
    "request.meeting_runs": "De casus staat in een bespreking die nu bezig is. Rond die eerst af.",
    "breach.none": "Dit datalek staat niet meer in het register. Ververs de lijst.",
    "breach.kind": "Kies wat voor datalek het is.",
    "breach.future": "Dit moment ligt na nu. Verbeter de dag of de tijd.",
    "breach.happened_after": "Het lek kan niet gebeurd zijn nadat het ontdekt is. Verbeter de datum.",
    "breach.no_facts": "Schrijf wat er gebeurd is.",
    "breach.people": "Vul een aantal mensen in, of laat het leeg als u het nog niet weet.",
    "breach.long_text": "Deze tekst is te lang: hoogstens {most} tekens.",
    "breach.no_reason": "Schrijf waarom u niet hoeft te melden. Dat moet in het register staan.",
    "breach.reported": "Dit lek is al gemeld, dus er is een risico. Neem zo nodig contact op met de Autoriteit "
    "Persoonsgegevens.",
    "breach.discovered_after": "Op die dag en tijd was het lek al gemeld of aan mensen verteld. Verbeter de dag of de tijd.",
    "breach.reported_before": "Dit is van voor de ontdekking van het lek. Verbeter de dag of de tijd.",
    "breach.closed": "Dit datalek is afgesloten en staat vast.",
    "breach.not_weighed": "Beantwoord eerst de vragen over het risico.",
    "breach.not_reported": "Dit lek moet nog gemeld worden bij de Autoriteit Persoonsgegevens.",
    "breach.not_told": "De mensen om wie het gaat moeten het nog horen.",
}
