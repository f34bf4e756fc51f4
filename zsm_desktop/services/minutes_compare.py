"""What one version of minutes says otherwise than the one before it, as codes and facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zsm_desktop.services.meeting_facts import AgendaRow, MeetingCard
    from zsm_desktop.services.minutes import MinutesFacts


@dataclass(frozen=True, slots=True)
class Change:
    """`point` is the title of the point it is about, "" for the minutes as a whole; `facts` fill the sentence."""

    code: str
    point: str = ""
    facts: dict[str, str] = field(default_factory=dict)


def changes_between(before: MinutesFacts, after: MinutesFacts) -> tuple[Change, ...]:
    """In the order of the paper."""
    return (
        *_heading(before.card, after.card),
        *_points(before.card, after.card),
        *_decisions(before.card, after.card),
        *_actions(before.card, after.card),
        *_amendments(before, after),
    )


def point_name(item: AgendaRow) -> str:
    return item.case.pseudonym if item.case else item.title


def _heading(before: MeetingCard, after: MeetingCard) -> Iterator[Change]:
    if (before.chair, before.note_taker) != (after.chair, after.note_taker):
        yield Change("roles_changed", facts={"chair": after.chair, "note_taker": after.note_taker})
    when = [(card.row.held_on, card.row.starts_at, card.row.ends_at, card.row.place) for card in (before, after)]
    if when[0] != when[1]:
        yield Change("meeting_changed")
    was = {row.name: row.is_present for row in before.attendance}
    now = {row.name: row.is_present for row in after.attendance}
    for name in sorted(was.keys() | now.keys()):
        if was.get(name, False) != now.get(name, False):
            yield Change("present" if now.get(name) else "absent", facts={"name": name})


def _points(before: MeetingCard, after: MeetingCard) -> Iterator[Change]:
    was = {item.id: item for item in before.agenda}
    now = {item.id for item in after.agenda}
    for item in after.agenda:
        old = was.get(item.id)
        if old is None:
            yield Change("point_added", point_name(item))
            continue
        if old.notes != item.notes:
            yield Change(_of_text(old.notes, item.notes), point_name(item))
        if old.outcome != item.outcome:
            yield Change("outcome_changed", point_name(item), {"outcome": item.outcome})
        if (old.title, old.case and old.case.question) != (item.title, item.case and item.case.question):
            yield Change("question_changed" if item.case else "title_changed", point_name(item))
    for item in before.agenda:
        if item.id not in now:
            yield Change("point_removed", point_name(item))


def _of_text(before: str, after: str) -> str:
    if not before:
        return "notes_added"
    return "notes_changed" if after else "notes_removed"


def _decisions(before: MeetingCard, after: MeetingCard) -> Iterator[Change]:
    names = {item.id: point_name(item) for item in (*before.agenda, *after.agenda)}
    was = {row.id: row for row in before.decisions}
    now = {row.id: row for row in after.decisions}
    for row in sorted((*now.values(), *(row for key, row in was.items() if key not in now)), key=lambda r: r.number):
        point = names.get(row.agenda_item_id, "")
        if row.id not in was:
            yield Change("decision_added", point, {"number": row.number})
        elif row.id not in now:
            yield Change("decision_removed", point, {"number": row.number})
        elif was[row.id].text != row.text:
            yield Change("decision_changed", point, {"number": row.number})


def _actions(before: MeetingCard, after: MeetingCard) -> Iterator[Change]:
    names = {item.id: point_name(item) for item in (*before.agenda, *after.agenda)}
    was = {row.id: row for row in before.actions}
    now = {row.id: row for row in after.actions}
    for key, row in now.items():
        point, facts = names.get(row.agenda_item_id, ""), {"owner": row.owner}
        if key not in was:
            yield Change("action_added", point, facts)
        elif (was[key].text, was[key].owner, was[key].due_on) != (row.text, row.owner, row.due_on):
            yield Change("action_changed", point, facts)
        elif was[key].status != row.status:
            yield Change("action_settled", point, facts | {"status": row.status})
    for key, row in was.items():
        if key not in now:
            yield Change("action_removed", names.get(row.agenda_item_id, ""), {"owner": row.owner})


def _amendments(before: MinutesFacts, after: MinutesFacts) -> Iterator[Change]:
    names = {item.id: point_name(item) for item in after.card.agenda}
    for note in after.amendments:
        if note not in before.amendments:
            yield Change("amended", names.get(note.item_id, ""), {"by": note.by})
