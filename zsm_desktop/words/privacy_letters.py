"""Letters at a request of a pupil: to who got something, and to who asked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from zsm_desktop.words.format import date_medium, joined
from zsm_desktop.words.privacy import AUTHORITY

TITLE = {
    "objection": "Gegevens verwijderen",
    "restriction": "Gegevens niet meer gebruiken",
    "erasure": "Gegevens verwijderen",
    "correction": "Gegevens verbeteren",
    "access": "Gegevens van een leerling",
}
ANSWER_TITLE = "Antwoord op uw verzoek"
SECRETARY, DATE, ABOUT = "Secretariaat", "Datum", "Ons kenmerk"
WHAT, WHEN, NUMBER, GOT = "Wat", "Dag", "Nummer", "Wat u zag of kreeg"
ASK = {
    "objection": "Wilt u die gegevens verwijderen, ook uit mail en op papier, en mij laten weten dat het gedaan is?",
    "restriction": "Wilt u die gegevens tot nader bericht niet gebruiken en niet doorgeven, en mij laten weten dat u "
    "dit gelezen hebt?",
    "erasure": "Wilt u die gegevens verwijderen, ook uit mail en op papier, en mij laten weten dat het gedaan is?",
    "correction": "Wilt u die gegevens nakijken en verbeteren? Wat er niet klopte hoort u van mij.",
    "access": "U hoeft niets te doen; dit bericht is om u te laten weten dat inzage gevraagd is.",
}
WHY = {
    "objection": "Er wordt bezwaar gemaakt tegen het delen van gegevens, of de toestemming is ingetrokken.",
    "restriction": "Er is gevraagd het gebruik van gegevens te beperken.",
    "erasure": "Er is gevraagd de gegevens te verwijderen.",
    "correction": "Er is gevraagd gegevens te verbeteren.",
    "access": "Er is gevraagd welke gegevens er zijn en wie ze heeft.",
}
_GIVE_BACK = "Wilt u de kopie nu teruggeven, of met alle afschriften vernietigen, en mij laten weten dat het gedaan is?"
ASK_HOLDER = {
    "objection": _GIVE_BACK,
    "restriction": _GIVE_BACK,
    "erasure": _GIVE_BACK,
    "correction": "Wilt u die gegevens niet meer gebruiken? Wat er niet klopte hoort u van mij.",
    "access": ASK["access"],
}
ASKS_BACK = frozenset(kind for kind, asked in ASK_HOLDER.items() if asked == _GIVE_BACK)
ANSWERS = {
    "met": "Uw verzoek is toegewezen.",
    "partly": "Uw verzoek is deels toegewezen.",
    "refused": "Uw verzoek is afgewezen.",
    "withdrawn": "U hebt uw verzoek ingetrokken. Het is daarmee afgehandeld.",
    "open": "Uw verzoek is ontvangen. U hoort uiterlijk {due} wat eraan gedaan is.",
}
ASKED = {
    "access": "welke gegevens wij bewaren",
    "correction": "gegevens te verbeteren",
    "objection": "het delen van gegevens te stoppen",
    "restriction": "het gebruik van gegevens te beperken",
    "erasure": "gegevens te verwijderen",
}
FOR_GUARDIANS = "Aan de ouders of verzorgers van"
NO_NAME = "Aan wie dit verzoek deed"
TOLD = "De volgende organisaties zagen of kregen eerder gegevens. Zij krijgen hierover een brief."
OTHERS = "Deze anderen zagen of kregen eerder gegevens:"
COPIES_TOLD = "Wie zo'n kopie nog heeft, krijgt hierover ook een brief."
COPIES_ASKED = "Wie zo'n kopie nog heeft, krijgt ook een brief: met de vraag haar terug te geven of te vernietigen."
NOBODY = "Er zijn geen gegevens met andere organisaties gedeeld."
COMPLAIN = (
    "Bent u het hier niet mee eens? Neem dan contact met ons op. U kunt ook een klacht indienen bij de "
    f"{AUTHORITY}, of naar de rechter gaan."
)
GOES_ON = (
    "Dit loopt nog. Het stopt niet vanzelf, want het gaat om de schooldagen van de leerling; wij overleggen met u en "
    "de scholen wanneer het eindigt."
)
STILL_WITH_YOU = (
    "Bij u loopt nog {numbers}. Bel mij om af te spreken wanneer dat eindigt. Bewaar tot die dag alleen wat u daarvoor "
    "nodig hebt."
)
NO_INITIALS = "een leerling"


def subject(kind: str, reference: str) -> str:
    return f"{TITLE[kind]} ({reference})"


def to_receiver(kind: str, who: str, days: Iterable[date]) -> str:
    """`who` are initials: a name does not go out in a letter."""
    on = joined(date_medium(day) for day in dict.fromkeys(days))
    whose = who.removesuffix(".")  # the full stop of the sentence follows
    return f"U kreeg op {on} gegevens van {whose}. {WHY[kind]} {ASK[kind]}"


def to_holder(kind: str, who: str, made_on: date) -> str:
    """To who has a copy with names; `who` are initials."""
    whose = who.removesuffix(".")
    on = date_medium(made_on)
    return f"U hebt een kopie met namen van {on}. Daarin staan gegevens van {whose}. {WHY[kind]} {ASK_HOLDER[kind]}"


def guests(number: str) -> str:
    """Among who saw something: people at a meeting who are of no organisation."""
    return f"wie zonder organisatie bij de bespreking {number} was"


def with_you(kind: str, number: str) -> str:
    """In STILL_WITH_YOU, what is no placement."""
    return {"action": "een actie uit {}", "guide": "de regie over {}"}.get(kind, "{}").format(number)


def mail(name: str, text: str, sender: str, network: str) -> str:
    greeting = f"Beste {name}," if name else "Geachte heer of mevrouw,"
    return f"{greeting}\n\n{text} De brief zit erbij.\n\nMet vriendelijke groet,\n\n{sender}\n{network}"


def to_asker(asked_on: date, kind: str, status: str, due_on: date) -> str:
    answer = ANSWERS[status].format(due=date_medium(due_on))
    return f"Op {date_medium(asked_on)} vroeg u ons {ASKED[kind]}. {answer}"


def about(who: str) -> str:
    """Under the title of a letter to a receiver."""
    return f"Over gegevens van {who}"


def addressed(asked_by: str, name: str) -> tuple[str, ...]:
    """Who the answer is for; where it goes, and the name of who is forgotten, is for whoever sends it."""
    if not name:
        return (NO_NAME,)
    return (FOR_GUARDIANS, name) if asked_by == "guardian" else (name,)
