"""The fixed words of minutes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time

from zsm_desktop.words import labels
from zsm_desktop.words.format import clock, count, date_medium, joined, plural
from zsm_desktop.words.names import Say

TITLE = {"case": "Verslag [maatwerkbespreking]", "steering": "Verslag [stuurgroep]"}
BALANCE_MEANS = (
    "Een positief saldo betekent dat de school meer gaf dan zij afnam. Alle saldi samen zijn nul. "
    "Alleen bevestigde en geboekte leveringen tellen mee."
)
SMALL_COUNTS = "Aantallen onder de vijf staan als <5, zodat geen leerling herkenbaar is."
NO_DECISIONS = "Er zijn geen besluiten genomen."
NO_ACTIONS = "Er staan geen acties open."
DECISIONS_LEFT_OUT = "Besluiten over de weggelaten casussen staan hier niet."
ACTIONS_LEFT_OUT = "Acties bij de weggelaten casussen staan hier niet."
OVERDUE = "te laat"
FIGURE = {
    "meetings_held": "Gehouden bijeenkomsten",
    "cases_entered": "Aangemelde casussen",
    "cases_discussed": "Besproken casussen",
    "placements_started": "Begonnen [maatwerktrajecten]",
    "placements_running": "Lopende [maatwerktrajecten]",
    "leavers_last_year": "Schoolverlaters vorig schooljaar",
}


def number(value: str) -> str:
    return f"nummer {value}"


def person(name: str, organisation: str) -> str:
    return f"{name} ({organisation})" if name and organisation else name or organisation


def attendant(name: str, organisation: str, *, is_mandated: bool, left_at: time | None) -> str:
    """ "Noor Wisse (De Duinpan, mag beslissen, tot 14.30)"."""
    told = (organisation, "mag beslissen" if is_mandated else "", f"tot {clock(left_at)}" if left_at else "")
    return person(name, ", ".join(part for part in told if part))


def quorum(present: int, needed: int | None) -> str:
    """Of everyone who was there, also for a while; "" when the body asks no number."""
    return f"{count(present)} aanwezig, {count(needed)} nodig" if needed is not None else ""


def cases(number_of: int) -> str:
    return f"{count(number_of)} {'casus' if number_of == 1 else 'casussen'}"


def smaller(number_of: int) -> str:
    """Stands for the rows that the paper leaves to the workbook."""
    return f"{plural(number_of, 'kleiner bedrag', 'kleinere bedragen')} (zie het Excelbestand)"


def notice(kind: str, audience: str, say: Say) -> str:
    """The line that says for whom the paper is."""
    if kind == "steering":
        return say("Voor de leden van [de stuurgroep]")
    if audience == "steering":
        return say("Zonder gegevens van [leerlingen]")
    if audience.startswith("school:"):
        return f"Vertrouwelijk – alleen voor {audience.removeprefix('school:')}"
    return "Vertrouwelijk – alleen voor deelnemers"


def checked_notice(notice_: str, *, knows_names: bool) -> str:
    """With it on every page that nobody could look for names."""
    return notice_ if knows_names else f"{notice_} · {UNCHECKED_SHORT}"


def left_out(audience: str) -> str:
    """Says that something was taken out, not how much: from a total the small groups could be worked out."""
    return f"De casussen {'van andere scholen ' if audience.startswith('school:') else ''}zijn weggelaten."


STAGE = {"draft": "concept", "prepared": "klaargezet", "final": "vastgesteld"}
STAGE_MEANS = {
    "draft": "U kunt de tekst nog bijwerken. Zet het verslag daarna klaar voor wie aanwezig was.",
    "prepared": "Het verslag ligt ter inzage. Wie aanwezig was, kan het laten aanvullen.",
    "final": "Het verslag ligt vast. Een correctie wordt een nieuwe versie met een reden.",
}
DRAFT_OF_OTHERS = "Aan de tekst wordt nog gewerkt. Daarna ligt het verslag ter inzage voor wie aanwezig was."
NOT_CHAIR = {
    "draft": "",
    "prepared": "Vaststellen kan wie voorzitter was, of de secretaris.",
    "final": "Corrigeren kan wie voorzitter was, of de secretaris.",
}
AMENDMENT_STATUS = {"proposed": "te beoordelen", "accepted": "overgenomen", "rejected": "afgewezen"}
CHANGE = {
    "roles_changed": "voorzitter is {chair}, verslag door {note_taker}",
    "meeting_changed": "dag, tijd of plaats gewijzigd",
    "present": "{name} was aanwezig",
    "absent": "{name} was afwezig",
    "point_added": "punt toegevoegd",
    "point_removed": "punt vervallen",
    "notes_added": "tekst toegevoegd",
    "notes_changed": "tekst gewijzigd",
    "notes_removed": "tekst vervallen",
    "outcome_changed": "uitkomst is nu ‘{outcome}’",
    "question_changed": "vraag gewijzigd",
    "title_changed": "titel gewijzigd",
    "decision_added": "besluit {number} toegevoegd",
    "decision_changed": "besluit {number} gewijzigd",
    "decision_removed": "besluit {number} vervallen",
    "action_added": "actie voor {owner} toegevoegd",
    "action_changed": "actie van {owner} gewijzigd",
    "action_settled": "actie van {owner} is {status}",
    "action_removed": "actie van {owner} vervallen",
    "amended": "aanvulling van {by} overgenomen",
}
LEFT_OUT = {
    "case": ("de hele casus", "casussen"),
    "notes": ("wat er bij dit punt is gezegd", "teksten"),
    "decisions": ("1 besluit", "besluiten"),
    "actions": ("1 actie", "acties"),
    "earlier_actions": ("1 actie uit een eerder overleg", "acties uit eerdere overleggen"),
    "amendments": ("1 aanvulling", "aanvullingen"),
    "names": ("1 tekst met een pseudoniem in plaats van een naam", "teksten met een pseudoniem in plaats van een naam"),
    "figures": ("1 aantal onder de vijf wordt “<5”", "aantallen onder de vijf worden “<5”"),
}
WHY = {
    "no_pupils": "gaat over een leerling",
    "other_school": "leerling van een andere school",
    "said_inside": "alleen voor wie erbij was",
    "names": "namen gaan niet naar buiten",
    "small": "een klein aantal maakt een leerling herkenbaar",
}
AMENDMENT = "Aanvulling"
AMENDMENTS = "Aanvullingen"
STAND = "Stand"
CORRECTION = "Correctie"
DIGEST = "Controlegetal"
REDACTED = "Weggelaten"
NOT_REACHED = "Niet aan toegekomen; komt op de volgende agenda."
NOT_FINISHED = "Besproken, nog geen uitkomst; komt op de volgende agenda."
NO_ACTION_LIST = "Er staan geen acties open; er is niets gemaakt."
NAMES = "Namen"
UNCHECKED = "Niet op namen nagekeken: wie dit maakte, kan de namen van leerlingen niet inzien."
UNCHECKED_SHORT = "niet op namen nagekeken"
WITH_NAMES = "Vertrouwelijk – met namen van leerlingen"


def audience(code: str, name: str, kind: str, say: Say) -> str:
    """Whom the minutes are for, as one chooses it."""
    if code == "steering":
        return say("[Stuurgroep], zonder [leerlingen]")
    if code.startswith("school:"):
        return f"{name}, {say('alleen [eigen leerlingen]')}"
    return say("Leden van [de stuurgroep], volledig") if kind == "steering" else "Deelnemers, volledig"


def change(code: str, point: str, facts: Mapping[str, str]) -> str:
    """One difference with the version before; codes among the facts are given their word."""
    said = dict(facts)
    if "outcome" in said:
        said["outcome"] = labels.label(labels.OUTCOME, said["outcome"]) if said["outcome"] else "niet ingevuld"
    if "status" in said:
        said["status"] = labels.label(labels.ACTION_STATUS, said["status"])
    text = CHANGE[code].format(**said)
    return f"{point}: {text}" if point else labels.first_upper(text)


def missing(what: str, number_of: int) -> str:
    """What is left out of a paper, with its number."""
    one, many = LEFT_OUT[what]
    return one if number_of == 1 else f"{count(number_of)} {many}"


def version_of(stage: str, version: int, made_on: date | None) -> str:
    """ "Vastgesteld · versie 2 · 24 november 2026"."""
    parts = [labels.first_upper(STAGE[stage])]
    if version:
        parts.append(f"versie {version}")
    if made_on is not None:
        parts.append(date_medium(made_on))
    return " · ".join(parts)


def redacted(day: date) -> str:
    """Stands on paper and screen where a pupil was taken out."""
    return f"Op {date_medium(day)} is uit dit verslag weggelaten wat over een vergeten leerling ging."


def digest_of(digest: str) -> str:
    """In groups of eight, as a person compares it."""
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))


def reason_of(code: str, text: str) -> str:
    """Why not placeable: the coded reason, then what was said with it."""
    words = labels.label(labels.NOT_PLACEABLE, code) if code and not (code == "other" and text) else ""
    return labels.first_upper(": ".join(part for part in (words, text) if part))


def shut(number_of: int) -> str:
    """Of cases that may not be discussed yet a paper tells the number only."""
    one = "1 casus kon nog niet besproken worden en staat hier niet."
    many = f"{count(number_of)} casussen konden nog niet besproken worden en staan hier niet."
    return one if number_of == 1 else many


def amendment_of(by: str, organisation: str) -> str:
    return f"{AMENDMENT} van {person(by, organisation)}"


def files(names: Sequence[str]) -> str:
    """The files that were made; up to three by name."""
    return joined(names) if len(names) <= 3 else f"{count(len(names))} bestanden"
