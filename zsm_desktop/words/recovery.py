"""The printed recovery key while it is asked back, and what is said about it; its sheet has words of its own."""

from __future__ import annotations

TITLE = "Herstelsleutel"
FILE = "Herstelsleutel {network}"

WHY = (
    "Met deze sleutel komt u weer binnen als het wachtwoord kwijt is. Bewaar het blad in de kluis van de directeur, "
    "niet bij de computer."
)
SHOWN_ONCE = "Het programma bewaart de sleutel niet: u ziet hem alleen nu."
ASK = "Neem het blad erbij en typ twee groepen over. Zo weet u zeker dat het goed bewaard is."
TYPE = "Typ de hele sleutel over van het blad, zodat u zeker weet dat het goed bewaard is."
NO_SHEET = "Geen blad? Maak een nieuwe herstelsleutel. Een ouder blad opent daarna alleen nog oude reservekopieën."
SAVED = "Opgeslagen als {name}. Druk het af en zet het bestand niet op deze computer."
RENEWED = "Dit is een nieuwe sleutel; een ouder blad opent alleen nog oude reservekopieën."
CLOSE_ANYWAY = "De sleutel is hierna niet meer op te vragen. Toch sluiten?"
LATER_ANYWAY = "Het blad is nog niet opgeslagen, en deze sleutel is hierna niet meer op te vragen. Toch later?"
CHECKED = "De herstelsleutel is nagekeken."
OTHER_GROUP = "Groep {number} is anders dan op het blad. Kijk op het blad en typ hem opnieuw."
ALIKE = "In een sleutel komen de letters O, I, L en U niet voor: wat erop lijkt, is een 0 of een 1."


def group(number: int) -> str:
    return f"Groep {number}"
