"""What is said of copies and of putting one back; moments are those of a clock on the wall."""

from __future__ import annotations

from datetime import date, datetime

from zsm_desktop.domain.backups import Loss
from zsm_desktop.domain.calendar import home_day
from zsm_desktop.words.format import date_long, date_medium, date_short, joined, money, plural
from zsm_desktop.words.taken import moment

TITLE = "Reservekopieën"
HERE = "deze computer"
COPYING_OLD = "Het huidige netwerk wordt eerst gekopieerd"
PUTTING_BACK = "De reservekopie wordt teruggezet en nagekeken"
NO_PRESENT = "Het netwerk zelf staat niet meer op deze computer: er is niets om mee te vergelijken."
LEAVING = "Er wordt een reservekopie gemaakt"
LEAVING_LONG = "Dat duurt hoogstens enkele seconden. U kunt ook nu sluiten; dan komt zij er bij het volgende openen."
LEAVE_NOW = "Nu sluiten"
MAKING, TRYING, CHOOSING = "Reservekopie maken", "Reservekopie testen", "Tweede plek voor reservekopieën"
CHOOSE_ONE = "Kies de reservekopie. Voor er iets gebeurt, ziet u wat u kwijt zou raken."
LOOKING = "De reservekopieën worden nagekeken"
LAST_GOOD = "goed"
IS_DAMAGED = "beschadigd"
FIND_GOOD = "Reservekopie zoeken"
DAMAGED = "Met uw wachtwoord zoekt het programma de laatste reservekopie die goed is."
SEEKING = "De reservekopieën worden nagekeken, de nieuwste eerst."
FOUND_GOOD = (
    "Bovenaan staat de laatste reservekopie die goed is; zij is net helemaal nagekeken. Met Enter gaat u ermee verder."
)
NONE_GOOD = (
    "Geen van deze reservekopieën is goed. Liggen er nog andere, op een stick of een andere schijf? Kies “Andere plek”."
)
LOCKED = (
    "Wat met dit wachtwoord opengaat, is beschadigd. {others} alleen open met een ander wachtwoord, zoals een eerder. "
    "Vul dat in en kies er een."
)
FIRST = "Eerst wordt een reservekopie gemaakt …"
MADE = "De reservekopie is gemaakt en nagekeken."
NONE_YET = "Er is nog geen reservekopie. Die komt vanzelf, elk half uur dat u werkt en bij het sluiten."
RHYTHM = (
    "Elk half uur dat er iets verandert en bij het sluiten. Alle van de laatste dag blijven, daarna één per dag, per "
    "week en per maand; na een jaar gaan ze weg."
)
NO_SECOND = "Nog geen. Gaat deze schijf stuk, dan bent u ook de reservekopieën kwijt. Kies een stick of andere schijf."
SAME_DISK = "Deze plek is op dezelfde schijf als het netwerk. Kies liever een stick of een andere schijf."
ON_SERVER = (
    "Dit netwerk staat op een server. Wie de server beheert, maakt daar de reservekopieën: elke nacht een, bewaard op "
    "een andere plek. Vraag of dat loopt en waar zij staan, en oefen twee keer per jaar samen het terugzetten."
)
TO_HOME = (
    "Wie de server beheert, maakt elke nacht een reservekopie; oefen twee keer per jaar samen het "
    "terugzetten. U kunt er ook zelf een naar deze computer halen: versleuteld, nagekeken, en te openen met de "
    "wachtwoorden van nu. Dat gaat niet vanzelf, en komt in het logboek."
)
NONE_AT_HOME = "nog geen op deze computer"
HOST_UNKNOWN = "niet bekend; vraag het wie de server beheert"
STAYS_THERE = (
    "Het netwerk op de server blijft zoals het is. De kopie komt als eigen netwerk op deze computer; vandaar kunt u "
    "het naar een lege database op een server overzetten."
)
LOSES_NOTHING = "In het huidige netwerk is sindsdien niets gedaan. U raakt niets kwijt."
SETS_ASIDE = "Het huidige netwerk opzij zetten"
COPIES_GONE = "Oude kopieën zijn weg"
ASK_GONE = (
    "Zijn alle reservekopieën van vóór het vernietigen echt weg uit {where}, of is die schijf, stick of computer "
    "vernietigd? Daarna herinnert het programma er niet meer aan. Het komt in het logboek."
)
NOT_OVER = "Er wordt niets overschreven: de reservekopie komt in een nieuwe map, {place}."
USE_AGAIN = "Toch weer gebruiken"
ASK_AGAIN = (
    "Dit netwerk weer gebruiken? Het teruggezette netwerk in {path} wordt dan opzij gezet. Wat daarin is gedaan, staat "
    "hier niet."
)
WHY = {
    "afsluiten": "bij het sluiten",
    "bijwerken": "voor het bijwerken",
    "half uur": "tijdens het werk",
    "inlezen": "voor het inlezen",
    "sleutels": "voor nieuwe sleutels",
    "start": "bij het openen",
    "terugzetten": "voor het terugzetten",
    "vernieuwd": "na het vernietigen",
    "vergrendelen": "bij het vergrendelen",
    "verhuizing": "om te verhuizen",
    "zelf": "zelf gemaakt",
}


def why_aside(folder: str) -> str:
    """By the name of its folder: there may be more than one network on this computer."""
    return f"Het staat in de map “{folder}”. Er gaat niets weg, maar niemand werkt er dan per ongeluk in verder."


def why(reason: str) -> str:
    return WHY.get(reason, reason)


def size(count: int) -> str:
    """9469952 → "9,0 MB", as a computer shows it."""
    tenths = round(count * 10 / 1024 / 1024)
    return f"{round(tenths / 10)} MB" if tenths >= 100 else f"{tenths // 10},{tenths % 10} MB"


def none_good(locked: int) -> str:
    """`locked` are those that this password does not open; they may still be good."""
    others = plural(locked, "andere reservekopie gaat", "andere reservekopieën gaan")
    return LOCKED.format(others=others) if locked else NONE_GOOD


def shown_in_list(at: datetime) -> str:
    return f"{date_short(home_day(at))} {at:%H.%M}"


def last(at: datetime | None, day: date) -> str:
    return moment(at, day) if at is not None else "nog geen"


def counted(number: int, bytes_: int) -> str:
    return f"{plural(number, 'reservekopie', 'reservekopieën')}, samen {size(bytes_)}"


def host_late(at: date) -> str:
    return (
        f"De laatste reservekopie van de server is van {date_medium(at)}. Vraag wie de server beheert om ernaar te "
        "kijken."
    )


def failed(since: date, reason: str) -> str:
    return f"Sinds {date_medium(since)} is er geen reservekopie gelukt. {reason}"


def damaged(since: date, reason: str) -> str:
    return f"{reason} Dat bleek op {date_medium(since)}."


def second_missed(since: date) -> str:
    return f"De tweede plek voor reservekopieën is sinds {date_medium(since)} niet gezien."


def second_refuses(since: date, reason: str) -> str:
    return f"Op de tweede plek is sinds {date_medium(since)} geen reservekopie gekomen. {reason}"


def second_seen(at: datetime, day: date) -> str:
    return f"bijgewerkt {moment(at, day)}"


def owing(path: str, computer: str = "") -> str:
    """`computer` is another one, where the program does not come."""
    if computer:
        return (
            f"Op de computer {computer}, in {path}, kunnen nog reservekopieën van vóór het vernietigen staan. Gooi ze "
            "daar weg, en meld dat bij Instellingen, Reservekopieën."
        )
    return (
        f"In {path} staan nog reservekopieën van vóór het vernietigen. Sluit die schijf of stick aan: dan gaan ze weg."
    )


def owing_at(path: str, computer: str) -> str:
    return f"{path} (computer {computer})" if computer else path


def tried(copy_on: date, entries: int, sum_cents: int) -> str:
    """ "Reservekopie van 3 november 2026 getest: 214 boekingen, saldo 0,00"."""
    balance = money(sum_cents).removeprefix("€\N{NO-BREAK SPACE}")
    return f"Reservekopie van {date_medium(copy_on)} getest: {plural(entries, 'boeking', 'boekingen')}, saldo {balance}"


def tried_bad(copy_on: date) -> str:
    return f"De reservekopie van {date_medium(copy_on)} deugde niet bij het testen. Maak een nieuwe en test die."


def put_back_from(copy_at: datetime) -> str:
    return f"Teruggezet uit de reservekopie van {date_medium(home_day(copy_at))} {copy_at:%H.%M} uur"


def old_place(path: str) -> str:
    return f"Het oude netwerk staat nog in {path}. Gooi die map weg als u haar zeker niet meer nodig hebt."


def banner(at: datetime) -> str:
    when = f"{date_long(home_day(at))}, {at:%H.%M} uur"
    return (
        f"U kijkt in een reservekopie van {when}: alleen lezen. Terugzetten kan bij het openen van het netwerk, met "
        "“Reservekopie terugzetten”."
    )


def live(copy_at: datetime, old: str, *, is_aside: bool) -> str:
    """Over every room, the first time after putting back."""
    said = f"Dit is nu uw netwerk, zoals het was op {date_medium(home_day(copy_at))} om {copy_at:%H.%M} uur."
    if not old:
        return said
    if is_aside:
        return f"{said} Het oude staat opzij in {old} en is niet meer per ongeluk te openen."
    return f"{said} Let op: het oude staat nog in {old} en is ook te openen. Werk in één van beide."


def put_back_short(copy_at: datetime) -> str:
    """Beside its name in a list."""
    return f"Teruggezet zoals op {shown_in_list(copy_at)}"


def twice(number: int) -> str:
    return f"Staat hier {number} keer: werk in één ervan"


def not_comparable(reason: str) -> str:
    return f"Het huidige netwerk gaat niet open, dus wat u kwijt zou raken is niet te zeggen. {reason}".strip()


def lost(loss: Loss) -> str:
    """ "2 casussen, 1 besluit en 14 boekingen"; "" for nothing but other acts."""
    counts = (
        (loss.cases, "casus", "casussen"),
        (loss.decisions, "besluit", "besluiten"),
        (loss.deliveries, "levering", "leveringen"),
        (loss.entries, "boeking", "boekingen"),
    )
    return joined(plural(number, one, many) for number, one, many in counts if number)


def other(since: datetime | None, computer: str = "") -> str:
    """Of a copy that went a way of its own; `since` is on the clock on the wall, and `computer` is "" for unknown."""
    where = f" op de computer {computer}" if computer else ""
    until = f" Tot {on_clock(since)} waren ze gelijk; samenvoegen kan niet." if since is not None else ""
    return f"Met deze reservekopie is{where} verder gewerkt: elk van beide heeft iets wat de ander niet heeft.{until}"


def on_clock(at: datetime) -> str:
    return f"{date_medium(home_day(at))} om {at:%H.%M} uur"


def would_lose(loss: Loss) -> str:
    if not (loss.acts or lost(loss)):
        return LOSES_NOTHING
    verb = "is" if loss.acts == 1 else "zijn"
    acts = f"In het huidige netwerk {verb} sindsdien {plural(loss.acts, 'handeling', 'handelingen')} gedaan."
    new = lost(loss)
    if new:
        return f"{acts} Niet in deze reservekopie: {new}."
    return f"{acts} Die {'staat' if loss.acts == 1 else 'staan'} niet in deze reservekopie."
