"""A network that goes on at another computer: what is said at the old one, and at the new."""

from __future__ import annotations

from datetime import datetime

from zsm_desktop.domain.calendar import home_day
from zsm_desktop.words.backups import on_clock
from zsm_desktop.words.format import date_medium, plural

TITLE = "Verhuizen naar een andere computer"
DO = "Plek kiezen"
WHERE = "Kies de stick of schijf die meegaat"
WHAT = (
    "Het programma zet een nagekeken, versleutelde kopie van het hele netwerk op een stick of andere schijf.",
    "Daarna is het netwerk op deze computer alleen nog te lezen: zo werkt niemand per ongeluk in twee.",
    "Op de nieuwe computer kiest u bij het openen “Netwerk van een andere computer”, en dan de stick. Ieder houdt "
    "het eigen wachtwoord, en de herstelsleutel blijft dezelfde.",
)
NOT_ALONG = (
    "Wat niet meegaat: het uiterlijk en de andere gewoonten van deze computer, de tweede plek voor reservekopieën, wat "
    "half getypt is en wat u zelf als pdf of Excel hebt opgeslagen."
)
ON_SERVER = (
    "Naar een andere computer? Er hoeft niets te verhuizen: kies daar “Netwerk op een server”, met uw adres en "
    "wachtwoord."
)
LEAVING = "Het netwerk wordt klaargezet voor een andere computer"
COPYING, LAYING = "de kopie wordt gemaakt en nagekeken", "de kopie komt op de stick"
READY = "Klaar voor de andere computer"
PROOF = "De kopie is helemaal nagekeken en gelijk aan het netwerk hier. Hier is het nu alleen nog te lezen."
STEPS = (
    "Neem de stick mee naar de nieuwe computer en installeer daar Maatwerk.",
    "Kies daar “Netwerk van een andere computer” en wijs {place} op de stick aan. Uw wachtwoord is hetzelfde.",
    "Werkt daar alles, wis dan de stick en gooi hier de map {folder} weg: ook daar staan gegevens van leerlingen in.",
    "Lukt het daar niet, open het netwerk dan hier weer met “Toch hier verder”.",
)
STOPPED = "U hebt het gestopt; er is niets verhuisd."
CLOSE = "Sluiten"

WAY = "Netwerk van een andere computer"
WAY_TEXT = "Verder met wat daar op een stick is klaargezet."
ARRIVING = "Kies de kopie die op de andere computer is klaargezet; die staat bovenaan. Ze ligt in {place}."
ARRIVING_DO = "Hier verdergaan"
NOTHING = (
    "In {place} ligt geen kopie van een netwerk. Sluit de stick aan en wijs die aan, of zet het netwerk eerst klaar op "
    "de oude computer: Instellingen, “Verhuizen naar een andere computer”."
)
ORDINARY = (
    "Dit is een gewone reservekopie: op de oude computer kan daarna nog gewerkt zijn. Kan die computer nog aan, zet "
    "het netwerk daar dan eerst klaar met “Verhuizen naar een andere computer”."
)
NOT_SEEN = "Of het daar al geopend is, is hier niet te zien: de stick ligt er niet. Sluit die eerst aan."
NOT_YET = "Volgens de stick is het daar nog niet geopend."
NOT_RELEASED = "Het klaarzetten is niet afgemaakt: de kopie op de stick is nergens te gebruiken."
STAY = "Toch hier verder"
ASK_STAY = (
    "Op deze computer verdergaan? {seen} De kopie die is klaargezet, is dan niet meer te gebruiken: wat op een andere "
    "computer is gedaan, komt hier niet bij."
)
NOT_NOTED = (
    f"De stick nam niets aan en zegt op de oude computer dus niet dat het netwerk hier is: kies daar nooit “{STAY}”."
)
LEAVE_IT = "Laten staan"
STAY_ANYWAY = "Zonder die kopie verder"
ASK_ANYWAY = (
    "{why} Kan dat echt niet meer? Gaat u hier dan zo verder, dan zijn er twee netwerken zodra iemand die kopie opent "
    "of al geopend heeft."
)


def ready_on(at: datetime, computer: str, entries: int) -> str:
    """`at` on the clock on the wall."""
    when = f"{date_medium(home_day(at))} om {at:%H.%M} uur"
    return (
        f"Klaargezet op {when} op de computer {computer}, met {plural(entries, 'boeking', 'boekingen')}. Hier wordt "
        "alles opnieuw nagekeken en nageteld. Is daar intussen toch verdergegaan, zet het daar dan eerst opnieuw klaar."
    )


def arrived(computer: str, at: datetime) -> str:
    return f"Het is op {date_medium(home_day(at))} om {at:%H.%M} uur geopend op de computer {computer}."


def used_before(computer: str, at: datetime) -> str:
    return f"Let op: deze kopie is al gebruikt. {arrived(computer, at)} Werk in één van beide."


def used_too(computer: str, since: datetime | None = None) -> str:
    """Where it was put to use elsewhere too; `since` is when both were the same last, on the clock on the wall."""
    where = "een andere computer" if computer == "?" else f"de computer {computer}"
    until = f" Tot {on_clock(since)} waren ze gelijk." if since is not None else ""
    return (
        f"Dit netwerk wordt ook op {where} gebruikt: het zijn er nu twee.{until} Kies samen in welk u verdergaat en "
        "open het andere niet meer. Samenvoegen kan niet: wat alleen in het andere staat, voert u over."
    )


def live(copy_at: datetime, *, is_noted: bool = True) -> str:
    """Over every room, the first time at the new computer."""
    when = f"{date_medium(home_day(copy_at))} om {copy_at:%H.%M} uur"
    said = (
        f"Dit netwerk staat nu op deze computer, zoals het was op {when}. "
        "Alles is nageteld en gelijk. Reservekopieën komen er hier vanzelf; werk niet meer op de oude computer."
    )
    if is_noted:
        return said
    return f"{said} {NOT_NOTED}"
