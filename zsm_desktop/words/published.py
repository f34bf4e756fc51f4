"""What is said about a copy of the network to read elsewhere."""

from __future__ import annotations

from datetime import datetime

from zsm_desktop.words.format import date_medium, time_of_day

TITLE = "Kopie om elders te lezen"
WHAT = (
    "Een map met een eigen wachtwoord, om te geven aan wie het netwerk mag lezen: aanbod, saldi, [stuurgroep] en "
    "kengetallen, zoals een lezer die ziet.",
    "Namen, geboortedata, hulpvragen en notities van [leerlingen] zitten er niet in: ze zijn eruit gehaald.",
    "Er kan niets in worden gewijzigd, en wat hier later gebeurt komt er niet in.",
)
LIMIT = (
    "U kunt de kopie niet terughalen of laten verlopen: wie de map en het wachtwoord heeft, kan haar blijven lezen. "
    "Geef het wachtwoord apart van de map."
)
TO, REASON = "Voor wie", "Waarom"
LOGGED = "Komt met de dag in het logboek; alleen wie namen mag zien kan het daar lezen."
OWN, AGAIN = "Wachtwoord van de kopie", "Wachtwoord van de kopie, nog een keer"
DO = "Kopie maken"
WHERE = "In welke map komt de kopie?"
MAKING = "De kopie wordt gemaakt"
DONE = "De kopie staat in {path}. Wie haar leest, kiest in het startscherm ‘Ander netwerk openen’ en dan die map."
STOPPED = "Gestopt; er is geen kopie gemaakt."


def banner(at: datetime) -> str:
    return f"Kopie van {date_medium(at.date())} {time_of_day(at.time())}: alleen lezen, zonder namen."
