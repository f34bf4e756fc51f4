"""A paper as its line in the logbook says it: which kind, of what and in which files; no name, no place on a disk."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum

from zsm_desktop.domain.spans import Span

MAKE = "paper.make"
"""The act of it."""


class PaperKind(StrEnum):
    MINUTES = "minutes"
    ACTIONS = "actions"
    ACTION_MAILS = "action_mails"
    ARCHIVE = "archive"
    POINT = "point"
    POINTS = "points"
    EXPLAINED = "explained"
    STATEMENT = "statement"
    SCENARIOS = "scenarios"
    TARIFFS = "tariffs"
    CATALOGUE = "catalogue"
    ROUND = "round"
    ACCOUNTABILITY = "accountability"
    INVOICES = "invoices"
    INVOICE_MAILS = "invoice_mails"
    SETTLEMENT_STATEMENTS = "settlement_statements"
    SETTLEMENT_MAILS = "settlement_mails"
    ORDERS = "orders"
    REMINDERS = "reminders"
    JOURNAL = "journal"
    AUDIT_FILE = "audit_file"
    YEAR_CLOSING = "year_closing"
    YEAR_REPORT = "year_report"
    EVALUATION = "evaluation"
    EVALUATION_FORMS = "evaluation_forms"
    VACANCIES = "vacancies"
    NETWORK_MAP = "network_map"
    REGISTER = "register"
    DPIA = "dpia"
    BREACHES = "breaches"
    DESTRUCTION = "destruction"


@dataclass(frozen=True, slots=True)
class Paper:
    """`subject_id` is the row it is of, "" for all of the network; `span` the months it is over.

    `audience` is for whom minutes were made, as `services.rights` has it. `count` is of how many documents it was, 0
    where that says nothing. `tells_of_pupils`: under pseudonyms; whatever names a pupil has an act of its own.
    """

    kind: PaperKind
    subject_id: str = ""
    span: Span | None = None
    audience: str = ""
    count: int = 0
    formats: tuple[str, ...] = ()
    tells_of_pupils: bool = False

    def facts(self) -> dict[str, object]:
        """As the logbook keeps it; what is empty is left out."""
        said: dict[str, object] = {
            "paper": self.kind.value,
            "months": [self.span.first_month, self.span.last_month] if self.span is not None else None,
            "audience": self.audience,
            "count": self.count,
            "formats": " ".join(self.formats),
            "pupils": self.tells_of_pupils,
        }
        return {name: value for name, value in said.items() if value}


def paper_in(act: str, facts: str | None) -> Paper | None:
    """What a line of the logbook says of it, without its subject; None of another act, and of a kind not known here."""
    said = json.loads(facts) if act == MAKE and facts else {}
    try:
        kind = PaperKind(str(said.get("paper", "")))
    except ValueError:
        return None
    months, count = said.get("months"), said.get("count")
    return Paper(
        kind,
        "",
        Span(int(months[0]), int(months[1])) if isinstance(months, list) else None,
        str(said.get("audience", "")),
        count if isinstance(count, int) else 0,
        tuple(str(said.get("formats", "")).split()),
        bool(said.get("pupils")),
    )


def is_of(paper: Paper, school_code: str) -> bool:
    """It tells of pupils, and of those of this school too."""
    school = paper.audience.partition(":")[2]
    return paper.tells_of_pupils and school.casefold() in {"", school_code.casefold()}
