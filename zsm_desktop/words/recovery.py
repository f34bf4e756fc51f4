"""The printed recovery key: on its sheet, while it is asked back, and what is said about it."""

from __future__ import annotations

TITLE = "Herstelsleutel"
NETWORK, OWNER, MADE_ON, GROUP, SIGNS = "Netwerk", "Gemaakt voor", "Datum", "Groep", "Tekens"
WHAT_FOR = (
    "Met deze sleutel opent u het netwerk als het wachtwoord van de secretaris kwijt is. Kies in het startscherm "
    "‘Wachtwoord vergeten’ en typ de zeven groepen over. Hoofdletters en streepjes maken niet uit."
)
WHERE = (
    "Leg dit blad in de kluis van de directeur, niet bij de computer. Wie dit blad en de computer heeft, kan alles "
    "lezen. Bewaar er geen foto van en mail het niet."
)
NOBODY = (
    "De sleutel staat nergens anders. Zijn het wachtwoord en dit blad allebei kwijt, dan kan niemand het netwerk nog "
    "openen, ook de makers van het programma niet."
)
ONLY_THIS = "Wordt er later een nieuw blad gemaakt, dan opent dit blad niets meer en mag het weg."
FOR, KEEP, LOST = "Waarvoor", "Waar bewaren", "Als alles kwijt is"
FILE = "Herstelsleutel {network}"

WHY = (
    "Met deze sleutel komt u weer binnen als het wachtwoord kwijt is. Bewaar het blad in de kluis van de directeur, "
    "niet bij de computer."
)
SHOWN_ONCE = "Het programma bewaart de sleutel niet: u ziet hem alleen nu."
ASK = "Neem het blad erbij en typ twee groepen over. Zo weet u zeker dat het goed bewaard is."
TYPE = "Typ de hele sleutel over van het blad, zodat u zeker weet dat het goed bewaard is."
NO_SHEET = "Geen blad? Maak een nieuw. Een ouder blad opent daarna niets meer."
SAVED = "Opgeslagen als {name}. Druk het af en zet het bestand niet op deze computer."
RENEWED = "Dit is een nieuwe sleutel; een ouder blad opent niets meer."
CHECKED = "De herstelsleutel is nagekeken."
OTHER_GROUP = "Groep {number} is anders dan op het blad. Kijk op het blad en typ hem opnieuw."
ALIKE = "In een sleutel komen de letters O, I, L en U niet voor: wat erop lijkt, is een 0 of een 1."


def group(number: int) -> str:
    return f"Groep {number}"
