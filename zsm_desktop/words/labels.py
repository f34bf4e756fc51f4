"""What codes are called in Dutch, on screen and on paper alike."""

from __future__ import annotations

ROLE = {
    "secretary": "[secretaris]",
    "bookkeeper": "boekhouder",
    "coordinator": "[stagebegeleider]",
    "director": "[directeur]",
    "reader": "lezer",
}
"""To be said in the network's own words (`names.say`)."""
SCHOOL_KIND = {"pro": "praktijkonderwijs", "vso": "voortgezet speciaal onderwijs", "mbo": "mbo"}
SCHOOL_KIND_SHORT = {"pro": "pro", "vso": "vso", "mbo": "mbo"}
ORGANISATION_KIND = {
    "school": "school",
    "board": "schoolbestuur",
    "partner": "partner",
    "municipality": "gemeente",
    "rmc": "RMC",
    "uwv": "UWV",
    "mee": "MEE",
    "youth_care": "jeugdzorg",
    "sw": "sociale werkvoorziening",
    "employer": "werkgever",
    "mbo": "mbo-instelling",
    "swv": "samenwerkingsverband",
}
CASE_STATUS = {
    "entered": "aangemeld",
    "on_agenda": "op de agenda",
    "running": "loopt",
    "closed": "van de lijst",
}
OUTCOME = {
    "placed": "geplaatst",
    "find_out": "eerst uitzoeken",
    "other_help": "andere hulp",
    "keep_at_school": "blijft op eigen school",
    "to_employer": "naar werkgever",
    "not_placeable": "niet plaatsbaar",
    "off_list": "van de lijst af",
}
MEETING_KIND = {"case": "[maatwerkbespreking]", "steering": "[stuurgroep]"}
BODY_LEVEL = {"operational": "operationeel", "tactical": "tactisch", "strategic": "strategisch"}
MEETING_STATUS = {"planned": "gepland", "running": "bezig", "finished": "afgerond", "cancelled": "vervallen"}
ORIGIN = {
    "fixed": "vast punt",
    "answered": "beantwoord",
    "carried_over": "vorige keer niet bereikt",
    "returning": "komt terug",
    "evaluation": "uit een meting",
    "new": "nieuw",
    "running": "loopt",
}
"""Why something stands on an agenda."""
AGENDA_ORDER = {"fair_turns": "scholen om de beurt", "urgency": "spoed eerst", "school": "per school"}
AGENDA_KIND = {
    "fixed": "vast punt",
    "case": "casus",
    "bottleneck": "knelpunt",
    "balances": "saldi",
    "results": "resultaten",
    "funds": "middelen",
    "collaboration": "samenwerking",
    "vacancies": "vacatures",
}
AGENDA_STATUS = {
    "open": "nog te doen",
    "parked": "later vandaag",
    "discussed": "besproken",
    "carried_over": "volgende keer",
}
ACTION_STATUS = {"open": "open", "done": "gedaan", "dropped": "vervallen"}
BOTTLENECK_STATUS = {
    "open": "genoteerd",
    "escalated": "bij [de bottleneck_agenda]",
    "answered": "beantwoord",
    "closed": "afgesloten",
}
OFFER_KIND = {
    "course": "branchegerichte cursus",
    "facility": "faciliteit",
    "test": "toets of instrument",
    "guidance": "begeleiding",
    "evening_school": "avondschool",
    "exam": "examen",
}
VAT_TREATMENT = {
    "to_check": "laat toetsen",
    "exempt": "vrijgesteld",
    "high": "hoog tarief",
    "low": "laag tarief",
    "zero": "nultarief",
    "outside": "buiten de btw",
}
"""How VAT treats a kind of offer; the percentage stands beside it."""
TARGET_GROUP = {"all": "pro en vso", "pro": "alleen pro", "vso": "alleen vso"}
MISSING = {
    "consent.none": "geen toestemming vastgelegd",
    "consent.expired": "de toestemming geldt niet (meer)",
    "consent.withdrawn": "de toestemming is ingetrokken",
    "consent.own_needed": "wie 16 of ouder is, moet zelf toestemming geven",
    "consent.guardians_needed": "de ouders moeten toestemming geven",
    "consent.not_for_receiver": "de toestemming geldt niet voor deze school",
    "case.no_question": "de hulpvraag ontbreekt",
}
"""Why a case may not be discussed yet, in a few words; the sentence that says what to do stands with the case."""
PLACEMENT_STATUS = {
    "proposed": "wacht op antwoord",
    "waiting": "op wachtlijst",
    "running": "loopt",
    "refused": "afgewezen",
    "ended": "beëindigd",
    "cancelled": "vervallen",
}
END_REASON = {
    "finished": "eerder klaar",
    "stopped_pupil": "de leerling stopt",
    "stopped_school": "de school stopt",
    "moved": "naar een ander aanbod",
    "other": "anders",
}
"""Why a placement ended before its planned last day."""
PLACEMENT_FIELD = {
    "status": "stand",
    "starts_on": "eerste dag",
    "ends_on": "laatste dag",
    "planned": "gepland",
    "plan": "plan per maand",
    "end_reason": "waarom eerder",
    "agreement_on": "overeenkomst",
}
DELIVERY_STATUS = {
    "entered": "te bevestigen",
    "confirmed": "bevestigd",
    "disputed": "betwist",
    "withdrawn": "ingetrokken",
}
ROUND_STATUS = {"sent": "staat uit", "read": "ingelezen", "replaced": "vervangen"}
ANSWER = {"agreed": "akkoord", "disputed": "niet akkoord"}
SETTLED_HOW = {"hand": "door een gebruiker", "silence": "door stilzwijgen", "file": "met een bestand"}
DISPUTE_KIND = {
    "disputed": "betwist",
    "answered": "antwoord",
    "agreed": "alsnog akkoord",
    "withdrawn": "ingetrokken",
    "corrected": "verbeterd",
}
ENTRY_KIND = {
    "delivery": "levering",
    "reversal": "tegenboeking",
    "fund": "verschuiving subsidie",
    "settlement": "verrekening",
    "write_off": "afboeking",
    "payment": "betaling",
}
PERIOD_STATUS = {"open": "open", "hold": "in de wacht", "closed": "afgesloten"}
LEGAL_BASIS = {"consent": "toestemming", "public_task": "publieke taak", "vital_interest": "vitaal belang"}
GIVEN_BY = {"pupil": "leerling", "guardians": "ouders", "both": "leerling en ouders", "school": "school"}
DESTINATION = {
    "work": "werk",
    "work_learning": "werken en leren",
    "mbo": "mbo",
    "other_education": "ander onderwijs",
    "day_activities": "dagbesteding",
    "benefit": "uitkering of gemeente",
    "none": "geen",
    "unknown": "onbekend",
}
FIT = {
    "consent": "mag gedeeld worden",
    "sector": "sector past",
    "target_group": "doelgroep past",
    "seats": "plek vrij",
    "days": "dagen passen",
    "period": "loopt nu",
    "distance": "binnen reisafstand",
}
LACK = {
    "consent": "geen toestemming voor deze school",
    "sector": "andere sector",
    "target_group": "andere doelgroep",
    "seats": "geen plek vrij",
    "days": "andere dagen",
    "period": "loopt niet meer",
    "distance": "verder dan gewenst",
}
NOT_PLACEABLE = {
    "no_offer": "geen passend aanbod",
    "no_seat": "geen plek vrij",
    "too_far": "te ver reizen",
    "level": "niveau past niet",
    "no_transport": "geen vervoer",
    "behaviour": "gedrag vraagt om begeleiding die er niet is",
    "consent": "geen toestemming",
    "other": "anders",
}
"""Why a pupil could not be placed."""
FEASIBILITY = {
    "seat": "plek in de groep",
    "dates": "dagen en periode",
    "transport": "vervoer",
    "stage_agreement": "stageovereenkomst",
    "insurance": "verzekering",
    "escort": "begeleiding",
    "exam": "examendag en examinator",
}
FEASIBILITY_STATE = {"open": "nog open", "met": "in orde", "not_needed": "niet nodig"}
FEASIBILITY_ACTION = {
    "seat": "Navragen wanneer er plek vrijkomt bij {offer}",
    "dates": "Dagen en periode afstemmen voor {offer}",
    "transport": "Vervoer regelen naar {offer}",
    "stage_agreement": "Stageovereenkomst laten tekenen voor {offer}",
    "insurance": "Verzekering nagaan voor {offer}",
    "escort": "Afspreken wie begeleidt bij {offer}",
    "exam": "Examendag en examinator vastleggen voor {offer}",
}
"""What an open point becomes when it is made an action."""
NEED_STATUS = {"open": "open", "answered": "beantwoord", "dropped": "vervallen"}
HIT_KIND = {
    "case": "casus",
    "pupil": "[leerling]",
    "organisation": "organisatie",
    "offer": "aanbod",
    "placement": "[traject]",
    "meeting": "overleg",
    "discussion": "[bespreking]",
    "decision": "besluit",
    "action": "actie",
    "bottleneck": "[knelpunt]",
    "settlement": "verrekening",
}
WAITING = {
    "cases_without_agenda": ("aanmelding staat nog op geen agenda", "aanmeldingen staan nog op geen agenda"),
    "deliveries_to_confirm": ("levering wacht op bevestiging", "leveringen wachten op bevestiging"),
    "deliveries_disputed": ("levering is betwist", "leveringen zijn betwist"),
    "placements_to_answer": ("traject wacht op antwoord", "trajecten wachten op antwoord"),
    "seats_free": ("plaats is vrij voor de wachtlijst", "plaatsen zijn vrij voor de wachtlijst"),
    "placements_ending": ("traject eindigt binnen vier weken", "trajecten eindigen binnen vier weken"),
    "placements_unshared": (
        "traject loopt door zonder geldige toestemming: beëindigen?",
        "trajecten lopen door zonder geldige toestemming: beëindigen?",
    ),
    "limits_passed": ("school is verder uit balans dan afgesproken", "scholen zijn verder uit balans dan afgesproken"),
    "handovers_waiting": ("overdracht wacht op antwoord", "overdrachten wachten op antwoord"),
    "employer_calls": ("werkgever zou nog gebeld worden", "werkgevers zouden nog gebeld worden"),
    "contributions_due": (
        "bijdrage aan een werkgever moet nog verantwoord worden",
        "bijdragen aan werkgevers moeten nog verantwoord worden",
    ),
    "breach_hours": ("uur om een datalek te melden", "uur om een datalek te melden"),
    "breach_late": ("datalek moest al gemeld zijn", "datalekken moesten al gemeld zijn"),
    "breaches_open": ("datalek is nog niet afgesloten", "datalekken zijn nog niet afgesloten"),
    "requests_due": ("privacyverzoek moet beantwoord worden", "privacyverzoeken moeten beantwoord worden"),
    "follow_ups_due": ("vraag voor nazorg is aan de beurt", "vragen voor nazorg zijn aan de beurt"),
    "retention_due": ("gegeven is over de bewaartermijn", "gegevens zijn over de bewaartermijn"),
    "predecessor_in": ("voorganger heeft nog toegang", "voorgangers hebben nog toegang"),
    "copies_of_before": (
        "reservekopie bevat nog wat vernietigd is",
        "reservekopieën bevatten nog wat vernietigd is",
    ),
    "copies_outside": (
        "kopie met namen buiten het netwerk: vraag haar terug",
        "kopieën met namen buiten het netwerk: vraag ze terug",
    ),
    "fund_reports_due": (
        "rapportage over een subsidie moet naar de gever",
        "rapportages over subsidies moeten naar de gever",
    ),
    "evaluations_to_answer": ("meting wacht op uw antwoord", "metingen wachten op uw antwoord"),
    "evaluations_silent": (
        "organisatie gaf nog geen antwoord op de meting",
        "organisaties gaven nog geen antwoord op de meting",
    ),
    "recovery_unchecked": ("herstelsleutel is nog niet nagekeken", "herstelsleutels zijn nog niet nagekeken"),
    "bottlenecks_escalated": (
        "[knelpunt] ligt bij [de bottleneck_agenda]",
        "[knelpunten] liggen bij [de bottleneck_agenda]",
    ),
}
"""One and many, for a sentence that starts with the number."""


def label(names: dict[str, str], code: str) -> str:
    """The Dutch word for `code`; an unknown code shows itself rather than nothing."""
    return names.get(code, code)


def first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]
