"""What of the store is about one pupil: by which column each table hangs on the pupil, and what is left out and why.

A test walks all tables that hang on these: none may be forgotten, and no column.
"""

from __future__ import annotations

from typing import NamedTuple


class Hangs(NamedTuple):
    """The rows of `table` whose `column` names a row of `parent` that is in the record."""

    table: str
    column: str
    parent: str


PUPIL = "pupil"
TABLES = (
    Hangs("former_name", "pupil_id", PUPIL),
    Hangs("case_file", "pupil_id", PUPIL),
    Hangs("case_sector", "case_id", "case_file"),
    Hangs("consent", "case_id", "case_file"),
    Hangs("case_value", "case_id", "case_file"),
    Hangs("case_phase", "case_id", "case_file"),
    Hangs("case_guide", "case_id", "case_file"),
    Hangs("handover", "case_id", "case_file"),
    Hangs("agenda_item", "case_id", "case_file"),
    Hangs("case_discussion", "case_id", "case_file"),
    Hangs("feasibility_check", "agenda_item_id", "agenda_item"),
    Hangs("amendment", "agenda_item_id", "agenda_item"),
    Hangs("decision", "case_id", "case_file"),
    Hangs("action_item", "case_id", "case_file"),
    Hangs("bottleneck_case", "case_id", "case_file"),
    Hangs("bottleneck", "case_id", "case_file"),
    Hangs("need", "case_id", "case_file"),
    Hangs("placement", "pupil_id", PUPIL),
    Hangs("placement_month", "placement_id", "placement"),
    Hangs("placement_change", "placement_id", "placement"),
    Hangs("delivery", "placement_id", "placement"),
    Hangs("dispute_message", "delivery_id", "delivery"),
    Hangs("work_placement", "pupil_id", PUPIL),
    Hangs("employer_contribution", "work_placement_id", "work_placement"),
    Hangs("contribution_spending", "contribution_id", "employer_contribution"),
    Hangs("list_entry", "pupil_id", PUPIL),
    Hangs("outcome", "pupil_id", PUPIL),
    Hangs("follow_up", "pupil_id", PUPIL),
    Hangs("pupil_request", "pupil_id", PUPIL),
)
LEFT_OUT = {
    "agreement_band": "books",
    "agreement_signature": "books",
    "bottleneck_school": "structure",
    "confirmation_line": "books",
    "draft": "unfinished",
    "fund": "books",
    "fund_claim": "books",
    "journal_entry": "books",
    "settlement": "books",
    "settlement_agreement": "books",
    "tariff": "books",
    "vat_rule": "books",
    "vote": "structure",
}
"""Tables that hang on those above, and why they are not in a record."""
COLUMNS_LEFT_OUT = {
    "delivery.tariff_id": "books",
    "pupil.sequence": "technical",
}
_TECHNICAL = frozenset({"version"})


def left_out(table: str, column: str) -> str:
    """Why this column is not in a record: technical or books; "" where it is."""
    return "technical" if column in _TECHNICAL else COLUMNS_LEFT_OUT.get(f"{table}.{column}", "")


TEXTS = frozenset(
    {
        "amendment.open_text",
        "action_item.open_text",
        "action_item.open_reason",
        "agenda_item.title",
        "agenda_item.open_notes",
        "bottleneck.title",
        "bottleneck.description",
        "bottleneck.answer",
        "bottleneck.asked",
        "case_value.open_value",
        "contribution_spending.name",
        "decision.open_text",
        "delivery.dispute",
        "delivery.note",
        "dispute_message.text",
        "employer_contribution.terms",
        "need.wanted",
        "placement.answer_reason",
        "placement_change.reason",
    }
)
"""Open texts people typed: others are masked in them, as in every sealed one that is not of the pupil itself."""
PEOPLE = frozenset({"action_item.owner_name", "feasibility_check.examiner"})
"""Columns with a name of somebody at work: said by function."""
OWN = frozenset({"pupil", "former_name"})
