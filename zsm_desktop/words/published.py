"""What is said about a copy of the network to read elsewhere."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from zsm_desktop.domain.calendar import home_day
from zsm_desktop.domain.outside_copies import HowGone
from zsm_desktop.words.format import date_medium, plural, time_of_day

if TYPE_CHECKING:
    from zsm_desktop.domain.destruction import MadePaper
    from zsm_desktop.domain.outside_copies import OutsideCopy

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
WITHOUT_NAMES, WITH_NAMES = "Zonder namen", "Met namen"
WHICH = "Namen"
WHAT_NAMED = (
    "Het aanbod, en van [leerlingen] met een geldige toestemming voor het hele netwerk de naam, de geboortedag en de "
    "toestemming, en van de casus het nummer, de stand, de uitkomst en de gewenste dagen.",
    "Besprekingen, uitwisseling, saldi, verrekening, [stuurgroep], resultaten, hulpvragen, notities, wensen, ouders, "
    "oude namen en het logboek zitten er niet in.",
    "Wie de kopie leest ziet pseudoniemen, en opent een naam met een aparte handeling, zoals hier.",
)
LIMIT_NAMED = (
    "Wie in de kopie een naam opent staat in geen logboek, en u kunt de kopie niet op afstand wissen. Daarom blijft "
    "zij hier staan, met voor wie zij is, tot u noteert dat zij terug of vernietigd is. Geef het wachtwoord apart van "
    "de map."
)
UNTIL = "Terug of vernietigd vóór of op"
UNTIL_HINT = "Hoogstens een jaar. Twee weken ervoor staat het in Vandaag."
MINE = "Uw eigen wachtwoord"
TO, REASON = "Voor wie", "Waarom"
LOGGED = "Komt met de dag in het logboek; alleen wie namen mag zien kan het daar lezen."
OWN, AGAIN = "Wachtwoord van de kopie", "Wachtwoord van de kopie, nog een keer"
DO = "Kopie maken"
WHERE = "In welke map komt de kopie?"
MAKING = "De kopie wordt gemaakt"
DONE = "De kopie staat in {path}. Wie haar leest, kiest in het startscherm ‘Ander netwerk openen’ en dan die map."
DONE_NAMED = (
    "De kopie met namen staat in {path}. Zij staat vanaf nu bij Instellingen, Bewaren en vergeten, tot u noteert "
    "dat zij weg is."
)
STOPPED = "Gestopt; er is geen kopie gemaakt."


OUTSIDE_TITLE = "Kopieën met namen buiten het netwerk"
OUTSIDE_MEANS = (
    "Aan wie u namen meegaf om elders te lezen. Noteer hier dat een kopie terug of vernietigd is; tot dan staat zij "
    "ook in het overdrachtsdossier, bij een verzoek om inzage en in elk bewijs van vernietiging."
)
COPY = "Kopie met namen"
NONE_OUTSIDE = "Er is geen kopie met namen buiten het netwerk."
IS_GONE, BACK, DESTROYED = "Is terug of vernietigd", "Zij is terug", "Zij is vernietigd"
ASK_GONE = (
    "Is de kopie voor {to} er niet meer? Noteer het alleen als u haar terug hebt, of zeker weet dat zij met alle "
    "afschriften is vernietigd. Daarna staat zij nergens meer als iets dat buiten is. Is zij kwijt of gestolen? Laat "
    "haar dan staan, en meld een datalek."
)
WHICH_WAY = "Wat is er met haar gebeurd?"
NOT_IN_COPY = "Dat zit niet in deze kopie."
NOT_IN_ROLE = "Dat hoort niet bij uw rol. Vraag [de secretaris] ernaar, of om uw rol aan te passen."
NOTED = "Genoteerd. De kopie voor {to} staat niet meer als iets dat buiten is."
OPEN_HERE = "Wie in deze kopie een naam opent wordt nergens genoteerd."
_BECAME = {HowGone.RETURNED: "teruggekregen", HowGone.DESTROYED: "vernietigd"}


def banner(at: datetime, until: date | None = None, day: date | None = None) -> str:
    said = f"Kopie van {date_medium(home_day(at))} {time_of_day(at.time())}: alleen lezen, "
    if until is None:
        return f"{said}zonder namen."
    if day is not None and until < day:
        return f"{said}met namen. Zij moest op {date_medium(until)} terug of vernietigd zijn: doe dat nu."
    return f"{said}met namen. Terug of vernietigd vóór of op {date_medium(until)}."


def receiver(copy: OutsideCopy | None) -> str:
    return copy.to if copy is not None and copy.to else "een onbekende ontvanger"


def outside(copy: OutsideCopy) -> str:
    """ "Voor het samenwerkingsverband: 45 leerlingen, uiterlijk 22 februari 2027 terug"."""
    if became := _became(copy):
        return f"Voor {receiver(copy)}: {became}"
    pupils = plural(copy.pupils, "leerling", "leerlingen")
    return f"Voor {receiver(copy)}: {pupils}, uiterlijk {date_medium(copy.until)} terug"


def in_a_list(copy: OutsideCopy) -> str:
    """Among other things that went out: "Kopie met namen voor het samenwerkingsverband: 45 leerlingen, …"."""
    said = outside(copy)
    return f"{COPY} {said[:1].lower()}{said[1:]}"


def outside_detail(copy: OutsideCopy, day: date) -> str:
    parts = [f"Gemaakt op {date_medium(home_day(copy.at))} door {copy.by}"]
    parts += [f"waarom: {copy.reason}"] if copy.reason else []
    said = [" · ".join(parts) + "."]
    if copy.is_outside and copy.until < day:
        said.append("De afgesproken dag is voorbij: vraag de kopie terug.")
    if copy.is_outside and copy.ended:
        of = plural(copy.ended, "leerling", "leerlingen")
        said.append(f"Van {of} mag niet meer alles gedeeld worden wat erin staat: vraag de kopie nu terug.")
    return " ".join(said)


def paper(made: MadePaper) -> str:
    """Of a copy that holds, or held, somebody who is forgotten."""
    copy = made.copy
    said = f"kopie met namen voor {receiver(copy)}, gemaakt op {date_medium(home_day(made.at))} door {made.by}"
    if copy is None:
        return f"{said}; wat ervan werd staat niet meer in het logboek: ga na of zij nog buiten is"
    return f"{said}; {_became(copy) or 'deze kopie bevat de leerling nog: vraag haar terug'}"


def to_pupil(copy: OutsideCopy) -> str:
    """Among who saw something, to who is in it."""
    became = _became(copy) or f"uiterlijk {date_medium(copy.until)} terug of vernietigd"
    made_on = date_medium(home_day(copy.at))
    return f"{receiver(copy)}, met een kopie met namen, gemaakt op {made_on}; {became}"


def _became(copy: OutsideCopy) -> str:
    """ "" while it is outside."""
    return f"{_BECAME[copy.how]} op {date_medium(copy.gone_on)}" if copy.gone_on and copy.how else ""
