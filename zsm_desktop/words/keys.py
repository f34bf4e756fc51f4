"""What is said around the keys of a network, plainly and with what they do not undo."""

from __future__ import annotations

from collections.abc import Sequence

from zsm_desktop.words.format import joined
from zsm_desktop.words.moving import NOBODY_ELSE

TITLE = "Sleutels van het netwerk"
PRINTED_OF = "Herstelsleutel op naam van"
NO_PRINTED = "Er is nog geen herstelsleutel. Maak er een en leg die in de kluis."
OF_NOBODY = "De herstelsleutel staat op naam van {user}, die geen toegang meer heeft. Maak een nieuwe."
WHAT = (
    "De herstelsleutel op papier laat u weer binnen als het wachtwoord kwijt is. Nieuwe sleutels voor alles maakt u "
    "als iemand vertrok die een kopie van de map of een reservekopie kan hebben."
)

NEW_PRINTED = "Nieuwe herstelsleutel"
CHECK_PRINTED = "Herstelsleutel nakijken"
NEW_PRINTED_ASK = (
    "U krijgt een nieuwe herstelsleutel, op uw naam, om af te drukken. De oude opent dit netwerk daarna niet meer. "
    "Reservekopieën van vóór vandaag gaan nog wel open met de oude."
)
PASSWORD = "Uw eigen wachtwoord"  # noqa: S105 - a label
MADE = "De nieuwe herstelsleutel geldt. De vorige opent dit netwerk niet meer."

NEW_ALL, NEW_ALL_SHORT = "Nieuwe sleutels voor alles", "Nieuwe sleutels maken"
KEEP = (
    "U houdt uw wachtwoord en krijgt een nieuwe herstelsleutel. De vorige opent dan alleen nog reservekopieën van vóór "
    "vandaag."
)
NEW_ALL_STEPS = (
    "Alles wordt opnieuw versleuteld, naast het oude, en vergeleken. Is elke regel gelijk, dan komt het in de plaats.",
    "Eerst wordt een reservekopie gemaakt. Die en de oudere blijven: ze gaan open met de wachtwoorden van toen.",
    KEEP,
)
NEW_ALL_STEPS_THERE = (
    "Eerst komt er een reservekopie op deze computer, met de sleutels van nu.",
    "Dan wordt op de server alles opnieuw versleuteld en vergeleken, in één keer: het lukt helemaal, of er verandert "
    "niets.",
    "Collega's lezen intussen door. Daarna gaat hun venster op slot, met wat zij typten; zij openen het met een nieuw "
    "wachtwoord. Wat zij zonder verbinding of bij een meegenomen overleg typten, komt dan mee als zij binnen 90 dagen "
    "openen.",
    KEEP,
)
OWNER, OWNER_HINT = "Adres van de eigenaar", "postgresql://eigenaar@server/netwerk"
OWNER_PASSWORD = "Wachtwoord van de eigenaar"  # noqa: S105 - a label
NEW_ALL_OTHERS = "Deze collega's geeft u daarna elk een nieuw wachtwoord: {names}."
NEW_ALL_ALONE = "Er is niemand anders die een nieuw wachtwoord nodig heeft."
NEW_ALL_NOT = (
    "Wat dit niet doet: wie een oude kopie van de map of een reservekopie heeft en toen een wachtwoord had, kan die "
    "oude kopie blijven openen. Alles van na vandaag niet."
)
NEW_ALL_DO = "Nieuwe sleutels maken"
RENEWING = "Alles krijgt nieuwe sleutels"
STAGES = {
    "copying": "alles wordt opnieuw versleuteld",
    "sealing": "de afgeschermde gegevens krijgen een nieuw zegel",
    "proving": "oud en nieuw worden vergeleken",
}
MAKING_COPY = "eerst een reservekopie"
RENEWED = "Het netwerk heeft nieuwe sleutels"
EQUAL = "Elke regel en elk afgeschermd gegeven is vergeleken en gelijk. De oude sleutels openen dit netwerk niet meer."
NEED_ENTRY = "Nog zonder wachtwoord: {names}. Geef ieder in Instellingen een nieuw wachtwoord."
STOPPED = "U hebt het gestopt; er is niets veranderd."
NO_BACKUP = "Onder de nieuwe sleutels is nog geen reservekopie gemaakt: {why}"

RETIRE = (
    "Toegang van {user} intrekken? Wat {user} heeft vastgelegd, blijft staan. Het wachtwoord opent dit netwerk dan "
    "niet meer. Wie zelf een kopie van de map of een reservekopie bewaarde, kan die oude kopie nog openen."
)
RETIRE_THERE = (
    "Toegang van {user} intrekken? Wat {user} heeft vastgelegd, blijft staan. De aanmelding op de server vervalt "
    "meteen, ook waar het programma nu openstaat. Een meegenomen overleg of een bewaarde reservekopie gaat met het "
    "oude wachtwoord nog open."
)
RETIRED = "{user} kan dit netwerk niet meer openen."

SINCE, LAST = "wachtwoord van {day}", "laatst iets gedaan op {day}"


def others(names: tuple[str, ...]) -> str:
    return NEW_ALL_OTHERS.format(names=joined(names)) if names else NEW_ALL_ALONE


def also_here(names: Sequence[str]) -> str:
    """Who else is in the network on its server."""
    return f"Nu ook hier: {joined(names)}. Hun venster gaat straks op slot." if names else NOBODY_ELSE
