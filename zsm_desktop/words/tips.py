"""One sentence for whoever comes into a room for the first time; where things are called otherwise, in brackets."""

from __future__ import annotations

TIPS = {
    "today": "Hier staat wat vandaag aandacht vraagt; Enter op een regel brengt u er meteen heen.",
    "meetings": "Open een [bespreking] met Enter; F1 laat alle toetsen zien waarmee u er snel doorheen gaat.",
    "pupils": "U ziet hier schuilnamen; een echte naam toont u bewust, met een reden, en dat komt in het logboek.",
    "offers": "Zoek wat scholen elkaar bieden; het filter bovenaan laat zien waar nog plaats is.",
    "exchange": "Leveringen vult u per maand in één overzicht in; de andere school bevestigt ze daarna.",
    "balances": "Elk bedrag is te openen tot op de leveringen waaruit het bestaat: zet het in beeld en druk op Enter.",
    "settlements": "Vergelijk eerst wat elke afspraak zou kosten; er wordt niets geboekt voor de [stuurgroep] besluit.",
    "steering": "Alles op dit scherm is zonder namen van [leerlingen]; aantallen onder de 5 blijven verborgen.",
    "results": "Noteer waar vertrokken [leerlingen] heen gingen; de nazorg komt daarna vanzelf in beeld.",
    "network": "Scholen kunt u inlezen uit het bestand van DUO; wat er al is, wordt bijgewerkt en niet verdubbeld.",
    "settings": "Een wijziging geldt hier meteen; wat u over deze computer kiest, geldt alleen op deze computer.",
}
"""By the key of the room."""
OFF = "Tips uitzetten kan bij Instellingen."
