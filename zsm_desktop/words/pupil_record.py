"""A pupil's whole record in Dutch: what each table and column is called, and each code in it."""

from __future__ import annotations

from collections.abc import Mapping

from zsm_desktop.words import employers, guiding, labels, outcomes

TITLE = "Alles wat het netwerk over u bewaart"
SUBTITLE = "Antwoord op een verzoek om inzage (artikel 15 AVG)"
NOTICE = "Persoonlijk: alleen voor wie het aangaat"
LEAD = (
    "Dit is alles wat in het programma van {network} over {name} staat. Wat over andere jongeren gaat is afgedekt. "
    "Wie er werkt staat er met de functie, niet met de naam."
)
RIGHTS = (
    "Klopt er iets niet? Dan kunt u vragen het te verbeteren, aan te vullen of te verwijderen, om het gebruik te "
    "beperken, of bezwaar maken. Een toestemming mag altijd worden ingetrokken. U krijgt binnen een maand antwoord. "
    "Bent u het met het antwoord niet eens, dan kunt u een klacht indienen bij de Autoriteit Persoonsgegevens."
)
CASE, MEETING = "Casus {number}", "Overleg"
SHARED, SHARED_LEAD = "Met wie gedeeld", "Wie gegevens zag of kreeg, en wanneer. De eigen school staat hier niet bij."
OPENED, OPENED_LEAD = "Wie er iets mee deed", "Regels uit het logboek over deze leerling, de oudste eerst."
KEPT, LEFT_OUT = "Hoe lang het bewaard blijft", "Wat hier niet in staat"
NOT_LEFT = "nog niet bekend: de termijn begint bij het verlaten van de school"
AT_BOOK_YEAR = "per boekjaar; in de boeken staat geen naam en geen tekst over de leerling"
FILE_STEM = "Inzage {code}"
REASON = "Verzoek om inzage"
REASONS = {
    "technical": "nummers die het programma zelf nodig heeft en die niets over de leerling zeggen",
    "books": "boekingen en bedragen tussen scholen, zonder naam of tekst",
    "structure": "afspraken tussen organisaties",
    "unfinished": "tekst die een medewerker nog aan het typen is en niet heeft vastgelegd",
    "secretary": "eerdere verzoeken; die bewaart het secretariaat",
}
SHARED_KIND = {
    "meeting": "aanwezig bij de bespreking",
    "minutes": "verslag van de bespreking",
    "placement": "traject bij deze school",
    "handover": "overdracht aangeboden",
    "guide": "had de regie",
    "employer": "voorgesteld bij deze werkgever",
    "dossier": "opende het dossier",
    "copy": "kreeg een kopie met namen",
}
TABLES = {
    "pupil": "Wie",
    "former_name": "Eerdere namen",
    "case_file": "De casus",
    "case_sector": "Gewenste sectoren",
    "consent": "Toestemming om te delen",
    "case_value": "Wat het netwerk nog vroeg",
    "case_phase": "Fasen",
    "case_guide": "Wie de regie had",
    "handover": "Overdrachten",
    "agenda_item": "Op de agenda",
    "case_discussion": "Besprekingen",
    "feasibility_check": "Wat geregeld moest zijn",
    "amendment": "Aanvullingen op een verslag",
    "decision": "Besluiten",
    "action_item": "Acties",
    "bottleneck_case": "Knelpunten waarbij de casus genoemd is",
    "bottleneck": "Knelpunten",
    "need": "Wat er nog niet was",
    "placement": "Trajecten",
    "placement_month": "Planning per maand",
    "placement_change": "Wijzigingen van trajecten",
    "delivery": "Wat er gebruikt is",
    "dispute_message": "Overleg over wat er gebruikt is",
    "work_placement": "Bij een werkgever",
    "employer_contribution": "Bijdragen aan de werkgever",
    "contribution_spending": "Besteed van een bijdrage",
    "list_entry": "Op een lijst van het netwerk",
    "outcome": "Na de school",
    "follow_up": "Nazorg",
    "pupil_request": "Eerdere verzoeken",
}
_COMMON = {
    "school_id": "School", "status": "Stand", "number": "Nummer", "note": "Notitie", "role": "Rol",
    "position": "Plaats",
    "sector_id": "Sector", "starts_on": "Eerste dag", "ends_on": "Laatste dag", "began_on": "Vanaf", "ended_on": "Tot",
    "meeting_id": "Overleg", "kind": "Soort", "answered_on": "Beantwoord op", "answered_by": "Beantwoord door",
    "due_on": "Uiterlijk", "noted_on": "Genoteerd op", "open_text": "Tekst", "sealed_text": "Tekst", "reason": "Waarom",
    "reason_code": "Reden", "offer_id": "Aanbod", "removed_at": "Weggehaald op", "end_reason": "Waarom geëindigd",
    "left_on": "Van school op", "user_id": "School van de leerling", "provider_id": "School met het aanbod",
    "planned": "Gepland", "text": "Tekst", "name": "Naam", "cents": "Bedrag", "purpose": "Waarvoor",
    "settled_on": "Afgehandeld op", "title": "Titel", "notes": "Notities", "open_notes": "Notities",
    "outcome": "Uitkomst", "quantity": "Hoeveel", "body_id": "Overlegvorm", "from_id": "Van", "to_id": "Naar",
}  # fmt: skip
COLUMNS: Mapping[str, Mapping[str, str]] = {
    "pupil": {
        "code": "Nummer in het programma", "pseudonym": "Pseudoniem", "given_name": "Roepnaam",
        "family_name": "Achternaam", "initials": "Initialen", "birth_date": "Geboren op",
        "guardian_contact": "Ouders of verzorgers", "school_reference": "Nummer bij de school",
        "enrolled_on": "Op school sinds", "anonymised_on": "Onherkenbaar gemaakt op",
    },
    "former_name": {"given_name": "Roepnaam", "family_name": "Achternaam", "until": "Tot"},
    "case_file": {
        "entered_on": "Aangemeld op", "closed_on": "Afgesloten op", "is_urgent": "Spoed", "question": "Hulpvraag",
        "wall_question": "Hulpvraag voor het scherm", "tried": "Wat al geprobeerd is", "wishes": "Eigen wensen",
        "remarks": "Opmerkingen", "half_days": "Dagdelen per week", "weekdays": "Dagen", "travel_km": "Reizen (km)",
        "wanted_from": "Gewenst vanaf", "pupil_spoken_on": "Gesproken met de leerling",
        "guardians_spoken_on": "Gesproken met ouders", "pupil_spoken_by": "Leerling gesproken door",
        "guardians_spoken_by": "Ouders gesproken door", "return_on": "Komt terug op", "reopened_on": "Heropend op",
        "reopen_reason": "Waarom heropend", "is_sixteen": "16 jaar of ouder", "import_id": "Ingelezen uit",
    },
    "case_sector": {},
    "consent": {
        "legal_basis": "Grondslag", "given_by": "Gegeven door", "receiver_id": "Voor", "valid_from": "Geldt vanaf",
        "valid_until": "Geldt tot en met", "withdrawn_on": "Ingetrokken op",
    },
    "case_value": {"field": "Vraag", "open_value": "Antwoord", "sealed_value": "Antwoord"},
    "case_phase": {"phase": "Fase"},
    "case_guide": {"contact_id": "Wie"},
    "handover": {"offered_on": "Aangeboden op", "offered_by": "Aangeboden door", "note": "Gaat mee",
                 "answer": "Antwoord"},
    "agenda_item": {"origin": "Waarom op de agenda", "minutes": "Minuten"},
    "case_discussion": {"reason": "Toelichting"},
    "feasibility_check": {"code": "Wat", "state": "Stand", "exam_on": "Examendag", "examiner": "Examinator"},
    "amendment": {"attendance_id": "Van", "made_at": "Gemaakt op", "made_by": "Ingevoerd door"},
    "decision": {"school_year": "Schooljaar", "sequence": "Volgnummer", "decided_on": "Besloten op",
                 "manner": "Hoe besloten"},
    "action_item": {"owner_name": "Wie", "owner_organisation_id": "Van", "done_on": "Gedaan op",
                    "open_reason": "Waarom vervallen", "sealed_reason": "Waarom vervallen"},
    "bottleneck_case": {},
    "bottleneck": {"description": "Beschrijving", "escalated_on": "Doorgezet op", "answer": "Antwoord",
                   "asked": "Gevraagd"},
    "need": {"wanted": "Wat", "expires_on": "Geldt tot"},
    "placement": {"queued_at": "Op de wachtlijst sinds", "answer_reason": "Waarom afgewezen",
                  "agreement_on": "Overeenkomst getekend op"},
    "placement_month": {"month": "Maand"},
    "placement_change": {"changed_at": "Gewijzigd op", "changed_by": "Door", "field": "Wat", "old": "Was",
                         "new": "Werd"},
    "delivery": {"delivered_on": "Dag", "tariff_cents": "Tarief", "amount_cents": "Bedrag",
                 "entered_at": "Ingevoerd op", "entered_by": "Ingevoerd door", "settled_at": "Afgehandeld op",
                 "settled_by": "Afgehandeld door", "dispute": "Waarom betwist", "settled_how": "Hoe afgehandeld",
                 "attended": "Hoeveel er waren"},
    "dispute_message": {"said_at": "Wanneer", "said_by": "Door"},
    "work_placement": {"employer_id": "Werkgever", "vacancy_id": "Vacature", "proposed_on": "Voorgesteld op",
                       "trial_from": "Proefplaatsing vanaf", "trial_until": "Proefplaatsing tot",
                       "contract_from": "Contract vanaf", "contract_until": "Contract tot",
                       "weekly_hours": "Uren per week"},
    "employer_contribution": {"fund_id": "Uit", "granted_on": "Toegekend op", "terms": "Voorwaarden",
                              "due_on": "Verantwoorden voor"},
    "contribution_spending": {"spent_on": "Besteed op"},
    "list_entry": {"list_code": "Lijst", "added_on": "Op de lijst sinds", "needs_partners": "Wordt besproken",
                   "off_on": "Van de lijst op", "off_reason": "Waarom van de lijst"},
    "outcome": {"school_year": "Schooljaar", "destination": "Waarheen", "exit_profile": "Voorbereid op",
                "organisation_id": "Bij", "is_against_advice": "Tegen het advies in"},
    "follow_up": {"months": "Na (maanden)", "destination": "Waar nu", "is_lasting": "Nog steeds daar"},
    "pupil_request": {"asked_by": "Door", "asked_on": "Gevraagd op", "extended_on": "Verlengd op",
                      "sealed_asked": "Wat gevraagd is", "sealed_answer": "Antwoord"},
}  # fmt: skip
"""Per table what its columns are called; what many have is called the same in each."""
CODES: Mapping[str, Mapping[str, str]] = {
    "case_file.status": labels.CASE_STATUS,
    "consent.legal_basis": labels.LEGAL_BASIS,
    "consent.given_by": labels.GIVEN_BY,
    "handover.status": {code: words for code, (words, _) in guiding.STATUS.items()},
    "agenda_item.kind": labels.AGENDA_KIND,
    "agenda_item.status": labels.AGENDA_STATUS,
    "agenda_item.origin": labels.ORIGIN,
    "case_discussion.outcome": labels.OUTCOME,
    "case_discussion.reason_code": labels.NOT_PLACEABLE,
    "feasibility_check.code": labels.FEASIBILITY,
    "feasibility_check.state": labels.FEASIBILITY_STATE,
    "amendment.status": {"proposed": "voorgesteld", "accepted": "overgenomen", "rejected": "niet overgenomen"},
    "decision.manner": {"consensus": "met elkaar", "vote": "bij stemming"},
    "action_item.status": labels.ACTION_STATUS,
    "bottleneck.status": {**labels.BOTTLENECK_STATUS, "escalated": "doorgezet"},
    "bottleneck.kind": {"capacity": "plaatsen", "transport": "vervoer", "time": "tijd", "rules": "regels",
                        "money": "geld", "knowledge": "kennis", "other": "anders"},
    "need.reason_code": labels.NOT_PLACEABLE,
    "need.status": labels.NEED_STATUS,
    "placement.status": labels.PLACEMENT_STATUS,
    "placement.end_reason": labels.END_REASON,
    "placement_change.field": labels.PLACEMENT_FIELD,
    "placement_change.old": {**labels.PLACEMENT_STATUS, **labels.END_REASON},
    "placement_change.new": {**labels.PLACEMENT_STATUS, **labels.END_REASON},
    "delivery.status": labels.DELIVERY_STATUS,
    "delivery.settled_how": labels.SETTLED_HOW,
    "dispute_message.kind": labels.DISPUTE_KIND,
    "work_placement.status": employers.WORK,
    "work_placement.end_reason": employers.WORK_END,
    "employer_contribution.purpose": employers.PURPOSE,
    "contribution_spending.purpose": employers.PURPOSE,
    "list_entry.off_reason": outcomes.LIST_OFF,
    "outcome.destination": outcomes.DESTINATION,
    "outcome.exit_profile": outcomes.LEAVING_PROFILE,
    "follow_up.destination": outcomes.DESTINATION,
    "follow_up.status": outcomes.FOLLOW_UP_STATUS,
}  # fmt: skip
_OF_PROFILE = {"case_value.field": "field", "case_phase.phase": "phase", "list_entry.list_code": "list",
               "case_guide.role": "role", "handover.role": "role"}  # fmt: skip
YES, NO = "ja", "nee"


def column(table: str, name: str) -> str:
    """Raises LookupError: every column that is in a record has a Dutch name."""
    own = COLUMNS[table]
    return own[name] if name in own else _COMMON[name]


def code(table: str, name: str, value: str, of_profile: Mapping[str, str]) -> str:
    """The word for a code; "" where there is nothing."""
    where = f"{table}.{name}"
    if where in _OF_PROFILE:
        return of_profile.get(f"{_OF_PROFILE[where]}:{value}", value)
    return CODES.get(where, {}).get(value, value)


def is_of_profile(table: str, name: str) -> bool:
    """The network's own profile says what this code is called."""
    return f"{table}.{name}" in _OF_PROFILE
