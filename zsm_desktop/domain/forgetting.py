"""What becomes of every text of the store when a pupil is forgotten: emptied, looked through, or kept for a reason.

A test holds these lists against the tables, so that no column comes in without somebody having thought of it here.
Why: docs/decisions/0039-forgetting.md.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from zsm_desktop.domain.json_text import parsed

LEFT_OUT = "(weggelaten: ging over een vergeten leerling)"
"""Stands where something was said of the pupil, so that what is counted and numbered stays where it was."""
Clean = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Held:
    """Rows of a table that are one pupil's, found by `column` being one of the identifiers of `kind`.

    Of `emptied` columns is told what they become; `left_out` ones become LEFT_OUT where they said something. With
    `is_removed` the rows themselves go, as nothing is counted of them.
    """

    table: str
    column: str
    kind: str
    emptied: Mapping[str, object] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    is_removed: bool = False


def _nothing(columns: str) -> dict[str, object]:
    return dict.fromkeys(columns.split())


PUPIL, CASE, POINT, PLACEMENT, DELIVERY, WORK = "pupil", "case", "point", "placement", "delivery", "work"
HELD = (
    Held("former_name", "pupil_id", PUPIL, is_removed=True),
    Held("consent", "case_id", CASE, is_removed=True),
    Held("case_value", "case_id", CASE, is_removed=True),
    Held("draft", "agenda_item_id", POINT, is_removed=True),
    Held("feasibility_check", "agenda_item_id", POINT, is_removed=True),
    Held("follow_up", "pupil_id", PUPIL, _nothing("note")),
    Held("pupil_request", "pupil_id", PUPIL, _nothing("sealed_asked sealed_answer")),
    Held("case_file", "id", CASE, _nothing(
        "question wall_question tried wishes remarks pupil_spoken_by guardians_spoken_by reopen_reason half_days"
        " travel_km wanted_from pupil_spoken_on guardians_spoken_on return_on is_sixteen") | {"weekdays": ""}),
    Held("handover", "case_id", CASE, _nothing("note answer")),
    Held("work_placement", "pupil_id", PUPIL, _nothing("note")),
    Held("placement", "pupil_id", PUPIL, {"answer_reason": ""}),
    Held("placement_change", "placement_id", PLACEMENT, {"reason": ""}),
    Held("employer_contribution", "work_placement_id", WORK, {"terms": ""}),
    Held("delivery", "placement_id", PLACEMENT, _nothing("note"), ("dispute",)),
    Held("dispute_message", "delivery_id", DELIVERY, left_out=("text",)),
    Held("confirmation_line", "delivery_id", DELIVERY, left_out=("reason",)),
    Held("agenda_item", "id", POINT, left_out=("notes", "open_notes")),
    Held("case_discussion", "case_id", CASE, left_out=("notes", "reason")),
    Held("decision", "case_id", CASE, left_out=("open_text", "sealed_text")),
    Held("decision", "agenda_item_id", POINT, left_out=("open_text", "sealed_text")),
    Held("action_item", "case_id", CASE, left_out=("open_text", "sealed_text", "open_reason", "sealed_reason")),
    Held("action_item", "agenda_item_id", POINT, left_out=("open_text", "sealed_text", "open_reason", "sealed_reason")),
    Held("amendment", "agenda_item_id", POINT, left_out=("open_text", "sealed_text")),
)  # fmt: skip
"""In this order: what finds the rows of another is emptied after it. The pupil's own row is the last."""
OF_PUPIL = "given_name family_name initials birth_date guardian_contact school_reference".split()

LOOKED_THROUGH: Mapping[str, tuple[str, ...]] = {
    table: tuple(columns.split())
    for table, columns in {
        "action_item": "owner_name open_text sealed_text open_reason sealed_reason",
        "agenda_item": "title notes open_notes",
        "amendment": "open_text sealed_text",
        "attendance": "name",
        "booking": "purpose",
        "bottleneck": "title description answer asked",
        "case_discussion": "notes reason",
        "case_file": "question wall_question tried wishes remarks pupil_spoken_by guardians_spoken_by reopen_reason",
        "case_value": "open_value sealed_value",
        "confirmation_line": "reason",
        "contribution_spending": "name",
        "data_breach": "sealed_facts sealed_consequences sealed_measures sealed_reason report_reference",
        "decision": "open_text sealed_text",
        "delivery": "dispute note",
        "dispute_message": "text",
        "draft": "words",
        "employer": "agreements",
        "employer_contact": "by_name text",
        "employer_contribution": "terms",
        "evaluation_remark": "text",
        "feasibility_check": "examiner",
        "follow_up": "note",
        "fund_condition": "text note",
        "fund_contribution": "name",
        "fund_expense": "name",
        "fund_report": "name",
        "fund_result": "name note",
        "handover": "note answer",
        "import_batch": "file_name",
        "meeting": "chair note_taker place announced",
        "need": "wanted",
        "period_reopening": "reason",
        "placement": "answer_reason",
        "placement_change": "reason",
        "privacy_text": "text",
        "pupil_request": "sealed_asked sealed_answer",
        "vacancy": "title requirements",
        "work_placement": "note",
    }.items()
}
"""In every row, whoever it is about: other people's texts name a pupil too."""

APART = frozenset(
    "minutes_version.open_content minutes_version.sealed_content minutes_version.open_note minutes_version.sealed_note"
    " audit_event.facts pupil.pseudonym".split()
)
"""JSON, of which only some goes, and what gets a new name."""

KEPT: Mapping[str, str] = {
    "A code the program gives or asks to choose": """
        account.code account.kind action_item.status agenda_item.kind agenda_item.status agenda_item.origin
        amendment.status audit_event.act body_point.kind booking.status bottleneck.status bottleneck.kind
        case_discussion.outcome case_discussion.reason_code case_file.number case_file.status case_guide.role
        case_phase.phase case_value.field choice_tally.field choice_tally.choice confirmation_line.answer
        confirmation_round.number confirmation_round.check_code confirmation_round.status consent.legal_basis
        consent.given_by contribution_spending.purpose data_breach.number data_breach.kind data_breach.risk
        decision.number decision.manner dispute_message.kind delivery.status delivery.settled_how
        destruction.kind destruction_line.code
        destruction_line.category draft.kind employer.size employer_contact.kind employer_contribution.purpose
        evaluation.list_code feasibility_check.code feasibility_check.state follow_up.status follow_up.destination
        fund.code fund.offer_kind fund.school_kind fund_contribution.kind fund_expense.kind fund_result.indicator
        fund_result.unit handover.role handover.status import_batch.kind invoice.number invoice.kind invoice.claim
        journal_entry.kind list_entry.list_code list_entry.off_reason logo.hash meeting.kind meeting.number
        meeting.status meeting.stage meeting_body.code meeting_body.kind meeting_body.level minutes_version.stage
        need.reason_code need.status network.profile network.holiday_region network_profile.code offer.code offer.kind
        offer.target_group offer.weekdays organisation.code organisation.kind organisation.role organisation.mandate
        outcome.destination outcome.exit_profile period.status placement.number placement.status placement.end_reason
        placement_change.field placement_change.old placement_change.new posting.side privacy_text.key pupil.code
        pupil_request.kind pupil_request.asked_by pupil_request.status retention_rule.category school.kind school.brin
        school.structures sector.code settlement.number settlement.regime settlement.status settlement_agreement.regime
        shared_figure.unit statement.number target.indicator unit.code user_account.role vacancy.number vacancy.kind
        vacancy.weekdays vacancy.close_reason vat_rule.kind vat_rule.treatment vote.voice work_placement.number
        work_placement.status work_placement.end_reason""",
    "Of organisations, offers and people at work, never of a pupil": """
        account.name body_point.title cluster.name contact.name contact.function contact.email contact.phone
        evaluation.name evaluation_element.text fund.name fund.owner fund.terms meeting_body.name network.name
        network.region network_profile.text offer.name offer.description offer.place offer.level offer.certificate
        offer.to_provide organisation.name organisation.board_number organisation.kvk_number organisation.iban
        organisation.vat_number organisation.rsin organisation.oin organisation.order_number organisation.reference
        organisation.colour organisation.street organisation.house_number organisation.postcode organisation.city
        organisation.phone organisation.website organisation.does organisation.brings period.name reminder_text.text
        retention_rule.ground school.island sector.name settlement_agreement.note shared_figure.name
        shared_figure.source tariff.agreed_by agreement_signature.signed_by unit.name unit.plural user_account.name
        vat_rule.ground vote.name""",
    "A document of the books, which the law keeps for seven years (article 52 Awr): it says school, offer and sums": """
        invoice.facts invoice_payment.bank_entry invoice_payment.note reminder.text settlement.terms
        year_closing.facts journal_entry.booked_at""",
    "Counts, codes and numbers of the proof itself": "destruction.facts destruction_line.ground",
}
"""Why a text can stay as it is → the columns it holds for."""

KEEPS = frozenset(
    "id number kind status origin position case_id pupil_id pupil_code school_id school_code school meeting_id"
    " meeting_number agenda_item_id item_id decided_on due_on done_on entered_on noted_on body body_id organisation"
    " outcome placement reason_code manner minutes is_urgent is_overdue withdrawn_by withdraws by title votes owner"
    " voice sectors missing answered_on escalated_on home schools cases version".split()
)
"""What stays of a point, decision, action or amendment about the pupil in minutes that were laid down."""

_CODES = frozenset(
    "act audience code column columns field fields form format id indicator kind level list manner number order origin"
    " outcome paper regime role stage status table treatment voice".split()
)
_CODED = ("_at", "_by_id", "_code", "_id", "_on")
"""What a value is called, or ends with, that no person typed: an identifier, a code of the program, a day."""
_IDENTIFIER = re.compile(
    r"(?<![^\W_])(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?=\d*[a-f])[0-9a-f]{32,})(?![^\W_])"
)
"""Of a row, or a digest: one in twenty has letters in it that are somebody's name, such as "ad"."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Identifiers of the rows that are the pupil's, by the kinds of Held."""

    ids: Mapping[str, Collection[str]]

    def of(self, kind: str) -> Collection[str]:
        return self.ids.get(kind, ())

    def is_about(self, row: Mapping[str, Any]) -> bool:
        """Whether a row of minutes says something of the pupil: by its case or by the point it stands at."""
        case = row.get("case")
        named = {row.get("case_id"), case.get("id") if isinstance(case, dict) else None}
        points = {row.get("agenda_item_id"), row.get("item_id"), row.get("id")}
        return not (named.isdisjoint(self.of(CASE)) and points.isdisjoint({*self.of(POINT), *self.of(CASE)}))


class Cleaner:
    """Takes the pupils out of other people's texts; `names` gives each old pseudonym the new one."""

    def __init__(self, hide: Clean, names: Mapping[str, str]) -> None:
        self._hide, self._names = hide, names
        self._seen: dict[str, str] = {}
        self._old = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})(?!\d)") if names else None

    def clean(self, text: str) -> str:
        if not text or text.isspace():
            return text
        if text not in self._seen:
            self._seen[text] = self._clean(text)
        return self._seen[text]

    def _clean(self, text: str) -> str:
        found = _IDENTIFIER.search(text)
        if found is not None:
            return self._clean(text[: found.start()]) + found[0] + self._clean(text[found.end() :])
        hidden = self._hide(text)
        return self._old.sub(lambda found: self._names[found[0]], hidden) if self._old else hidden


def without_pupil(content: str, subject: Subject, clean: Clean) -> str:
    """Minutes as they were laid down (JSON), with LEFT_OUT where something was said of the pupil."""
    plain = json.loads(content)
    return json.dumps(_cut(plain, subject, clean), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _cut(value: Any, subject: Subject, clean: Clean) -> Any:
    if isinstance(value, dict):
        if subject.is_about(value):
            return {name: _said(name, one, clean) for name, one in value.items()}
        return {name: one if _is_code(name, one) else _cut(one, subject, clean) for name, one in value.items()}
    if isinstance(value, list):
        return [_cut(one, subject, clean) for one in value]
    return clean(value) if isinstance(value, str) else value


def _is_code(name: str, value: Any) -> bool:
    return isinstance(value, str) and (name in _CODES or name.endswith(_CODED))


def _said(name: str, value: Any, clean: Clean) -> Any:
    """Of what is about the pupil: texts go, but for those that are kept; the pseudonym becomes the new one."""
    if isinstance(value, dict):
        return {inner: _said(inner, one, clean) for inner, one in value.items()}
    if isinstance(value, list):
        return [_said(name, one, clean) for one in value]
    if not isinstance(value, str) or not value:
        return value
    if name == "initials":
        return ""
    if _is_code(name, value):
        return value
    return clean(value) if name in KEEPS or name == "pseudonym" else LEFT_OUT


def strings_in(value: Any) -> Iterator[str]:
    """Every text in something read from JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from strings_in(one)


def cleaned_facts(facts: Any, clean: Clean) -> Any:
    """What a line of the logbook says, without the pupils."""
    if isinstance(facts, dict):
        return {name: one if _is_code(name, one) else cleaned_facts(one, clean) for name, one in facts.items()}
    if isinstance(facts, list):
        return [cleaned_facts(one, clean) for one in facts]
    return clean(facts) if isinstance(facts, str) else facts


def cleaned_text(text: str, clean: Clean) -> str:
    """What somebody typed, also where it lies as JSON, in which a line end is a letter to who reads it as it stands."""
    try:
        said = parsed(text)
    except ValueError:
        return clean(text)
    if not isinstance(said, dict | list):
        return clean(text)
    cleaned = cleaned_facts(said, clean)
    return text if cleaned == said else json.dumps(cleaned, ensure_ascii=False, sort_keys=True)
