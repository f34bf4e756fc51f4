"""The office of the secretary passes to another: what is said on the screen and on the paper for the safe."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from zsm_desktop.domain.calendar import home_day
from zsm_desktop.domain.papers import Paper
from zsm_desktop.words import paper_trail
from zsm_desktop.words.format import date_medium, joined, plural
from zsm_desktop.words.labels import WAITING
from zsm_desktop.words.privacy import BREACH, REQUEST

TITLE = "Overdracht"
PAPER_TITLE = "Overdrachtsdossier"
FILE = "Overdrachtsdossier {day}"
NOTICE = "Voor de kluis. Zonder namen van [leerlingen]."
STEPS = ("De opvolger", "Wat openstaat", "Mensen en sleutels", "Kopieën en papieren", "Het dossier")
WHY = (
    "Wie neemt het over? Die persoon krijgt de rol [secretaris] en een eigen wachtwoord. Geef nooit uw eigen "
    "wachtwoord door.",
    "Loop dit samen door. Wat hier staat wacht op iemand, en straks dus op de opvolger.",
    "Wie mag erin, en ligt in de kluis de herstelsleutel die nu geldt?",
    "Is de laatste reservekopie getest, en wie heeft wat er uit het netwerk is gehaald?",
    "Alles van de vorige stappen op papier, met ruimte voor de handtekeningen. Het opmaken staat in het logboek.",
)
PREDECESSOR, SUCCESSOR, LEAVES_ON = "Wie draagt over", "Opvolger", "Toegang van de voorganger vervalt op"
LEAVES_HINT = "Mag leeg blijven. Op die dag trekt de opvolger hier de toegang in."
NOBODY = "Er is nog niemand anders. Voeg de opvolger toe."
READY = "{user} is [secretaris] en opent het netwerk met een eigen wachtwoord."
NO_KEY = "{user} heeft nog geen wachtwoord. Geef er een via “Rol of wachtwoord”."
OTHER_ROLE = "{user} is nu {role}. Geef via “Rol of wachtwoord” de rol [secretaris], met een nieuw wachtwoord."
NEW_USER, EDIT_USER = "Opvolger toevoegen", "Rol of wachtwoord"
NOTHING_OPEN = "Er staat niets open."
MAKE = "Overdrachtsdossier maken"
WHERE = "Kies een map voor het overdrachtsdossier"
MAKING = "Overdrachtsdossier maken"
MADE_ON = "Het laatste overdrachtsdossier is van {day}."
DAY_CAME = "Afgesproken was: de toegang van {user} vervalt op {day}. Die dag is er."
DAY_COMES = "Afgesproken: de toegang van {user} vervalt op {day}."
RETIRE = "Toegang van {user} intrekken"
NOT_SELF = (
    "Uw eigen toegang trekt u niet zelf in: dat doet {user} na de overdracht, hier op deze plek, met het eigen "
    "wachtwoord."
)
NEW_KEYS = (
    "Daarna, en zeker als de voorganger een kopie van de map of een reservekopie kan hebben: nieuwe sleutels voor "
    "alles. Oude kopieën gaan dan alleen nog open met de wachtwoorden van toen."
)
NEW_KEYS_DO = "Nieuwe sleutels voor alles"
THERE = (
    "Dit netwerk staat op een server: met het intrekken van de toegang vervalt ook de aanmelding daar. Kan de "
    "voorganger een reservekopie hebben, of een laptop met een open programma, maak dan ook nieuwe sleutels voor alles."
)
TRY_NOW = "Reservekopie nu testen"

ROOM = {
    "meetings": "[Besprekingen]", "pupils": "[Leerlingen]", "exchange": "Uitwisseling", "balances": "Saldi",
    "steering": "[Stuurgroep]", "results": "Resultaten", "network": "Netwerk", "settings": "Instellingen",
}  # fmt: skip
_MORE = {
    "actions_open": ("actie staat open", "acties staan open"),
    "actions_overdue": ("actie is over de datum", "acties zijn over de datum"),
    "minutes_to_make": ("overleg heeft nog geen verslag", "overleggen hebben nog geen verslag"),
    "minutes_to_finish": ("conceptverslag is nog niet vastgesteld", "conceptverslagen zijn nog niet vastgesteld"),
    "drafts": ("half getypte tekst bij een agendapunt", "half getypte teksten bij agendapunten"),
}
OUTSIDE = {
    "pupil.report": "Alles over [een leerling] op papier",
    "minutes.with_names": "Verslag met namen",
    "meeting.take_along": "Meegenomen bespreking",
    "logbook.export": "Logboek in Excel",
    "request.letters": "Brieven bij een privacyverzoek",
    "keys.publish": "Kopie om elders te lezen",
    "keys.publish_names": "Kopie met namen om elders te lezen",
    "backup.leave": "Hele netwerk, voor een andere computer",
    "backup.home": "Reservekopie van de server, op een eigen computer",
    "backup.lay": "Reservekopie op een andere plek",
    "meeting.invite": "Uitnodiging",
    "round.make": "Bevestigingsronde",
    "statement.issue": "Saldo-overzicht",
    "invoice.issue": "Facturen",
    "reminder.send": "Herinneringen",
    "network.hand_over": "Overdrachtsdossier",
}
ACTIONS_TITLE = "Acties die openstaan"
ACTIONS_MEANS = "Uit welk overleg, van wie en voor wanneer. Wat er te doen is, staat in de lijst van acties."
MORE_ACTIONS = "en nog {count}"
NO_DAY = "zonder datum"
WITH_NAMES, WITH_PSEUDONYMS = "namen", "pseudoniemen"
OUTSIDE_TITLE = "Wie wat uit het netwerk haalde"
OUTSIDE_MEANS = (
    "Van ieder de nieuwste van elke soort, zoals het logboek het heeft. Waar het bestand ligt weet het programma niet: "
    "vraag ernaar, en laat weggooien wat niet meer nodig is."
)
NO_OUTSIDE = "In het logboek staat niet dat er iets uit het netwerk is gehaald."
PLACES = "Buiten dit netwerk liggen kopieën in: {places}."
NO_SECOND = "Er is geen tweede plek voor reservekopieën."
SECOND = "Tweede plek: {path}."
NO_COPY = "Er is nog geen reservekopie."
LAST_COPY = "Laatste reservekopie: {moment}."
LAST_HOME = "Laatste reservekopie op deze computer: {moment}."
NO_TRIAL = "Er is nog geen reservekopie getest. Doe dat nu, samen."
ON_SERVER = "Dit netwerk staat op een server; wie die beheert maakt de reservekopieën. Zet diens naam en nummer erbij."
PRINTED_FOR = "De herstelsleutel staat op naam van {user}{when}."
PRINTED_OTHER = (
    "Laat de opvolger zelf een nieuwe maken: die komt op diens naam, en de oude opent dit netwerk dan niet meer."
)
PRINTED_NONE = "Er is geen herstelsleutel. Maak er een en leg die in de kluis van [de directeur]."
PRINTED_OPEN = "De herstelsleutel is nog niet nagekeken met het blad in de hand."
PRINTED_CHECK = "Haal het blad uit de kluis en kijk het na."
IN_SAFE = "Het blad met de herstelsleutel ligt in de kluis van [de directeur], los van dit dossier."
NO_ENTRY = "geen toegang"
NO_PASSWORD = "nog geen wachtwoord"  # noqa: S105 - words
LAST_SEEN = "laatst iets gedaan op {day}"
NEVER_SEEN = "deed nog niets wat in het logboek komt"
SIGNING = "Handtekeningen"
SIGN_BELOW = ("Functie", "Plaats")
SIGNS = ("Draagt over", "Neemt over", "[Directeur]")
AGREEMENTS = "Afspraken"
ROOM_TO_WRITE = "Ruimte voor wat verder is afgesproken"
CHECKS = (
    "De opvolger heeft zelf ingelogd, met een eigen wachtwoord.",
    "Het blad met de herstelsleutel is nagekeken en ligt in de kluis van [de directeur].",
    "Een reservekopie is samen teruggezet of getest.",
    "Wat de voorganger aan bestanden, kopieën en papieren had, is overgedragen of vernietigd.",
    "Scholen en samenwerkende organisaties weten wie het nieuwe aanspreekpunt is.",
    "Op de dag van vertrek trekt de opvolger de toegang van de voorganger in en maakt nieuwe sleutels voor alles.",
)


def step_of(step: int) -> str:
    return f"Stap {step + 1} van {len(STEPS)}"


def waiting(kind: str, count: int) -> str:
    """ "3 acties staan open"; in the usual words, to be said in the network's own."""
    return plural(count, *(_MORE.get(kind) or WAITING.get(kind) or (kind, kind)))


def term(kind: str, what: str, number: str, due_at: datetime | None, now: datetime) -> str:
    """`due_at` and `now` on the clock on the wall."""
    if kind == "request":
        said = f"Privacyverzoek ({REQUEST.get(what, what)})"
        return (
            said
            if due_at is None
            else f"{said}, antwoord uiterlijk {date_medium(home_day(due_at))}" + _late(home_day(due_at) < home_day(now))
        )
    said = f"Datalek {number} ({BREACH.get(what, what)})"
    if due_at is None:
        return f"{said}, nog niet afgesloten"
    return f"{said}, melden uiterlijk {date_medium(home_day(due_at))} om {due_at:%H.%M} uur" + _late(due_at < now)


def due(due_on: date | None, today: date) -> str:
    """Of an action: "uiterlijk 1 december 2026", with it that it is late."""
    return f"uiterlijk {date_medium(due_on)}{_late(due_on < today)}" if due_on is not None else NO_DAY


def owner(name: str, school: str) -> str:
    return f"{name} ({school})" if school else name


def _late(is_late: bool) -> str:
    return " (te laat)" if is_late else ""


def outside(act: str, number: str, to: str, paper: Paper | None = None) -> str:
    what = paper_trail.called(paper) if paper is not None else OUTSIDE[act]
    parts = [what, paper_trail.about(number, paper), f"voor {to}" if to else ""]
    return " · ".join(part for part in parts if part)


def of_pupils(*, has_names: bool, has_pseudonyms: bool) -> str:
    """What it says of [leerlingen], "" for nothing."""
    return WITH_NAMES if has_names else WITH_PSEUDONYMS if has_pseudonyms else ""


def times(count: int) -> str:
    return plural(count, "keer", "keer")


def places(paths: Iterable[str]) -> str:
    return PLACES.format(places=joined(paths))


def leaves(user: str, on: date, today: date) -> str:
    return (DAY_CAME if on <= today else DAY_COMES).format(user=user, day=date_medium(on))


def printed_for(user: str, made_on: date | None) -> str:
    when = f" en is van {date_medium(made_on)}" if made_on is not None else ""
    return PRINTED_FOR.format(user=user, when=when)
