"""What stands on the paper with the printed recovery key."""

from __future__ import annotations

TITLE = "Herstelsleutel"
NOTICE = "Vertrouwelijk: hoort in de kluis"

MADE_FOR, MADE_ON = "Gemaakt voor", "Gemaakt op"
BETWEEN = "\u00a0\u00a0–\u00a0\u00a0"
SIGNS = (
    "Zeven groepjes van vier tekens. Hoofdletters of kleine letters, spaties en streepjes maken bij het overtypen niet "
    "uit. De letters I, L, O en U komen niet voor: wat daarop lijkt, is een 1 of een 0."
)

WHAT_IT_DOES = "Wat deze sleutel doet"
OPENS = "Met deze sleutel komt {user} er weer in als het wachtwoord vergeten is, en kiest dan een nieuw wachtwoord."
OPENS_ALL = "Wie dit papier én de map of een reservekopie van het netwerk heeft, kan alles lezen, ook de namen."
NOT_IN_PROGRAM = "Het programma bewaart deze sleutel nergens. Dit papier is het enige exemplaar."
ON_SERVER = "Staat het netwerk op een server, dan is ook het wachtwoord van de eigenaar van de database nodig."

WHERE_TO_KEEP = "Waar u dit papier bewaart"
SAFE = "In de kluis van de directeur van de penvoerder. Niet bij de computer, niet bij de reservekopieën."
NO_PICTURE = "Maak er geen foto van, mail het niet en zet het niet op een schijf. Gooi ook het pdf-bestand weg."
KNOWN = "Zorg dat twee mensen weten waar het ligt."

WHEN_LOST = "Is dit papier weg, of heeft iemand het gezien?"
NEW_ONE = (
    "Open het netwerk en kies Instellingen, Sleutels van het netwerk, Nieuwe herstelsleutel. De oude werkt dan niet "
    "meer; vernietig het oude papier."
)
OLD_BACKUPS = "Reservekopieën van vóór die dag gaan nog open met de oude sleutel."

HOW_TO_USE = "Zo gebruikt u hem"
STEPS = (
    "Start het programma en kies het netwerk (of zet eerst een reservekopie terug).",
    "Kies ‘Wachtwoord vergeten’ en typ de zeven groepjes over.",
    "Kies een nieuw wachtwoord.",
)
