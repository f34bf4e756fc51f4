"""Sentences for where leavers went, asking after them, and what the network aims at."""

from __future__ import annotations

SENTENCES = {
    "outcome.none": "Van [deze leerling] is geen uitstroom meer genoteerd. Ververs de lijst.",
    "outcome.too_early": "Uitstroom noteert u vanaf de dag waarop [de leerling] vertrekt; deze dag moet nog komen.",
    "outcome.before_school": "[De leerling] kwam op {day} op school; de dag van vertrek ligt daarvoor.",
    "outcome.advice": "Tegen het advies van school kan alleen bij wie verder leert. Haal het vinkje weg of kies een opleiding.",
    "outcome.answered": "Over [deze leerling] is al nazorg ingevuld. Verbeter de bestemming in plaats van haar in te trekken.",
    "follow_up.none": "Deze nazorgvraag is er niet meer. Ververs de lijst.",
    "follow_up.early": "Deze vraag is pas op {day} aan de beurt.",
    "follow_up.place": "Kies waar de jongere nu is. Is dat niet bekend, kies dan ‘niet bereikt’.",
    "follow_up.nothing_lasts": "Bestendigd kan alleen als de jongere naar werk, school of dagbesteding ging en daar nu ook "
    "is.",
    "figure.none": "Dit cijfer is er niet meer. Ververs de lijst.",
    "figure.name": "Geef het cijfer een naam van hooguit {most} letters.",
    "figure.year": "Kies een schooljaar.",
    "figure.value": "Vul een getal in van nul tot en met {most}.",
    "figure.twice": "{name} staat er voor dit deel en dit schooljaar al. Wijzig dat cijfer.",
    "list.none": "Deze lijst staat niet in het netwerkprofiel. Ververs het scherm.",
    "list.gone": "Deze regel staat niet meer op de lijst. Ververs het scherm.",
    "list.nobody": "Kies eerst wie er op de lijst komt.",
    "list.twice": "{pupil} staat al op de lijst. Kies iemand anders, of zet {pupil} terug op de lijst.",
    "list.is_off": "Dit is al van de lijst af. Zet het eerst terug op de lijst.",
    "list.is_on": "Dit staat al op de lijst.",
    "list.reason": "Kies waarom iemand van de lijst af gaat.",
    "target.none": "Dit doel is er niet meer. Ververs de lijst.",
    "target.indicator": "Dit netwerk telt dit niet. Kies een ander doel.",
    "target.value": "Vul een getal in van nul tot en met {most}.",
    "target.own": "Dit doel geldt voor het hele netwerk. Kies geen school.",
    "target.nothing": "Dit wordt nog niet geteld; een doel heeft dan geen zin.",
}
