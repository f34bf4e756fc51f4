"""What final minutes should say instead: texts, outcomes and agreements in the copy, never in the rooms it was made of.

Why: docs/decisions/0012-minutes-are-a-copy.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.minutes_stage import require_outcome
from zsm_desktop.domain.talk import require_action, require_text
from zsm_desktop.services.meeting_facts import ActionRow, AgendaRow, DecisionRow, MeetingCard


@dataclass(frozen=True, slots=True)
class ActionWords:
    text: str
    owner: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Correction:
    """Only what is named is changed: point's id → its whole text, point's id → outcome, decision's id → text, …"""

    notes: Mapping[str, str] = field(default_factory=dict)
    outcomes: Mapping[str, str] = field(default_factory=dict)
    decisions: Mapping[str, str] = field(default_factory=dict)
    actions: Mapping[str, ActionWords] = field(default_factory=dict)


def corrected(card: MeetingCard, wanted: Correction, day: date) -> MeetingCard:
    """`day` is that of the version it is made of: an action is late in it or not.

    Raises RuleError("meeting.no_item", "minutes.point_shut", "decision.none", "action.none", "meeting.empty_text",
    "meeting.action_incomplete", "minutes.outcome_none", "minutes.outcome_placed").
    """
    _require_known({*wanted.notes, *wanted.outcomes}, card.agenda, "meeting.no_item")
    require_told(card.agenda, *wanted.notes, *wanted.outcomes)
    _require_known(wanted.decisions, card.decisions, "decision.none")
    _require_known(wanted.actions, card.actions, "action.none")
    return replace(
        card,
        agenda=tuple(_point(item, wanted) for item in card.agenda),
        decisions=tuple(
            replace(row, text=require_text(wanted.decisions[row.id])) if row.id in wanted.decisions else row
            for row in card.decisions
        ),
        actions=tuple(
            _action(row, wanted.actions[row.id], day) if row.id in wanted.actions else row for row in card.actions
        ),
    )


def require_told(agenda: Sequence[AgendaRow], *item_ids: str) -> None:
    """Raise RuleError("minutes.point_shut") for a point these minutes say nothing of, so nothing can be added there."""
    shut = next((row for row in agenda if row.id in item_ids and row.is_shut), None)
    if shut is not None and shut.case is not None:
        raise RuleError("minutes.point_shut", pseudonym=shut.case.pseudonym)


def _require_known(
    wanted: Mapping[str, object] | set[str], rows: tuple[AgendaRow | DecisionRow | ActionRow, ...], code: str
) -> None:
    if set(wanted) - {row.id for row in rows}:
        raise RuleError(code)


def _point(item: AgendaRow, wanted: Correction) -> AgendaRow:
    outcome = wanted.outcomes.get(item.id, item.outcome)
    if outcome != item.outcome:
        require_outcome(item.outcome, outcome)
        item = replace(item, reason_code="", reason="")
    return replace(item, notes=wanted.notes.get(item.id, item.notes).strip(), outcome=outcome)


def _action(row: ActionRow, words: ActionWords, day: date) -> ActionRow:
    text, owner = require_action(words.text, words.owner)
    is_overdue = row.status == "open" and words.due_on is not None and words.due_on < day
    organisation = row.organisation if owner == row.owner else ""
    return replace(row, text=text, owner=owner, organisation=organisation, due_on=words.due_on, is_overdue=is_overdue)
