"""What is said about a meeting that goes along to where there is no line. Moments are those of a clock on the wall."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from zsm_desktop.domain.calendar import home_day
from zsm_desktop.words.format import date_medium, plural, time_of_day

EXPLAINED = (
    "Op deze computer komt een versleutelde momentopname van wat u in dit netwerk kunt lezen. Zij opent met uw eigen "
    "wachtwoord, ook als de server niet te bereiken is.",
    "U kunt dan alles nalezen, en bij de punten van dit overleg notities typen en acties, besluiten en knelpunten "
    "vast opschrijven. Hebt u weer verbinding, dan gaan uw notities vanzelf naar de server en staat wat u half schreef "
    "weer bij zijn punt. Schreef een ander intussen bij hetzelfde punt, dan ziet u beide teksten.",
    "De momentopname verdwijnt als dit overleg is afgerond. Staat zij er na 14 dagen nog, dan vraagt het programma of "
    "zij weg mag.",
)
TAKEN = "Meegenomen. Geen verbinding? Kies bij het openen van het netwerk “Zonder verbinding openen”."
STOPPED = "Gestopt. Er is niets meegenomen; een eerdere momentopname is gebleven."
GONE = "De momentopname is van deze computer gehaald."
ASK = "De momentopname van deze computer halen? Wat u erbij typte blijft bewaard."
OVER = "Het meegenomen overleg is voorbij of niet meer voor u te openen. De momentopname is van deze computer gehaald."
BEFORE = (
    "Sinds de momentopname zijn gegevens vergeten die er nog in konden staan. Zij is van deze computer gehaald; wat u "
    "erbij typte is bewaard. Neem het overleg opnieuw mee."
)
SERVED = "Wat u zonder verbinding typte is verwerkt. De momentopname is van deze computer gehaald."
OLD = "Op deze computer staat nog een momentopname van {moment}, met gegevens van leerlingen. Mag die weg?"
OPEN = "Zonder verbinding openen"
STANDS_LONG = "Dat is meer dan twee weken geleden. Is het overleg voorbij, gooi de momentopname dan weg."
OPEN_OLD = "Anderen kunnen intussen veel hebben veranderd. Toch openen?"


def moment(at: datetime, day: date) -> str:
    """When it was taken, for somebody for whom it is `day`."""
    days = {day: "vandaag", day - timedelta(days=1): "gisteren"}
    return f"{days.get(home_day(at), date_medium(home_day(at)))} {time_of_day(at.time())}"


def replaced(held_on: date, at: datetime, day: date) -> str:
    said = f"bespreking {date_medium(held_on)}, meegenomen {moment(at, day)}"
    return f"Er staat al een momentopname: {said}. Een nieuwe komt ervoor in de plaats."


def named(held_on: date, at: datetime, day: date) -> str:
    """In the start window, before anything is opened."""
    return f"Bespreking {date_medium(held_on)}, meegenomen {moment(at, day)}"


def banner(at: datetime, day: date) -> str:
    return f"Momentopname van {moment(at, day)}: alleen lezen. Aantekeningen worden op deze computer bewaard."


def joined(points: int) -> str:
    """What was half written without a line came to stand beside what the server had there."""
    at = plural(points, "punt", "punten")
    return f"Bij {at} was intussen al iets half geschreven. Beide teksten staan er nu, met “/” ertussen."
