"""What an audience does not get of the minutes, and why: told to who sends them, before they go out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from zsm_desktop.domain.privacy import SMALLEST_SHOWN
from zsm_desktop.services.minutes_compare import point_name
from zsm_desktop.services.minutes_mask import FREE_TEXTS, PERSONS
from zsm_desktop.services.rights import FULL, SCHOOL

if TYPE_CHECKING:
    from zsm_desktop.services.meeting_facts import AgendaRow
    from zsm_desktop.services.minutes import MinutesFacts


@dataclass(frozen=True, slots=True)
class LeftOut:
    """`what`: case, notes, decisions, actions, earlier_actions, amendments, names (texts with a pseudonym for a name)
    or figures; `reason`: no_pupils, other_school, said_inside, names or small. `point` "" for the minutes as a whole.
    """

    point: str
    what: str
    count: int
    reason: str


def left_out(whole: MinutesFacts, shown: MinutesFacts) -> tuple[LeftOut, ...]:
    """`shown` is what was made of `whole` for its audience; in the order of the paper."""
    reason = "other_school" if shown.audience.startswith(SCHOOL) else "no_pupils"
    kept = {item.id: item for item in shown.card.agenda}
    found: list[LeftOut] = []
    for item in whole.card.agenda:
        there = kept.get(item.id)
        if there is None:
            found.append(LeftOut(point_name(item), "case", 1, reason))
        found += _of_point(whole, shown, item, there, reason if item.case else "said_inside")
    earlier = len(whole.carried_actions) - len(shown.carried_actions)
    rest = _missing([n for n in whole.amendments if not n.item_id], [n for n in shown.amendments if not n.item_id])
    found += _rows("", (("earlier_actions", earlier, reason), ("amendments", rest, "said_inside")))
    names = _masked(_around(whole), _around(shown))
    small = 0 if shown.audience == FULL and whole.card.row.kind == "case" else _small(whole)
    return (*found, *_rows("", (("names", names, "names"), ("figures", small, "small"))))


def _around(facts: MinutesFacts) -> list[object]:
    """What is said at no point of the agenda."""
    return [facts.card.row, facts.card, *facts.card.attendance, *facts.carried_actions]


def _of_point(
    whole: MinutesFacts, shown: MinutesFacts, item: AgendaRow, there: AgendaRow | None, reason: str
) -> Iterator[LeftOut]:
    decisions = [row for row in whole.card.decisions if row.agenda_item_id == item.id]
    actions = [row for row in whole.card.actions if row.agenda_item_id == item.id]
    notes = [note for note in whole.amendments if note.item_id == item.id]
    still = [note for note in shown.amendments if note.item_id == item.id]
    masked = 0
    if there is not None:
        masked = _masked(decisions, shown.card.decisions) + _masked(actions, shown.card.actions)
        masked += _masked([replace(item, notes=item.notes if there.notes else "")], [there])
        masked += _masked([item.case], [there.case]) + _masked([item.bottleneck], [there.bottleneck])
        masked += sum(note not in notes for note in still)
    yield from _rows(
        point_name(item),
        (
            ("notes", int(bool(there is not None and item.notes and not there.notes)), "said_inside"),
            ("decisions", _missing(decisions, shown.card.decisions), reason),
            ("actions", _missing(actions, shown.card.actions), reason),
            ("amendments", len(notes) - len(still), reason),
            ("names", masked, "names"),
        ),
    )


def _rows(point: str, counted: Iterable[tuple[str, int, str]]) -> Iterator[LeftOut]:
    return (LeftOut(point, what, count, reason) for what, count, reason in counted if count > 0)


def _missing(whole: Sequence[object], shown: Sequence[object]) -> int:
    there = {getattr(row, "id", row) for row in shown}
    return sum(getattr(row, "id", row) not in there for row in whole)


def _masked(whole: Sequence[object], shown: Sequence[object]) -> int:
    """Texts and persons that read otherwise in the same row there."""
    there = {_key(row): row for row in shown if row is not None}
    return sum(
        getattr(row, field, "") != getattr(there[_key(row)], field, "")
        for row in whole
        if row is not None and _key(row) in there
        for field in FREE_TEXTS[type(row)] | PERSONS.get(type(row), frozenset())
    )


def _key(row: object) -> tuple[type, str]:
    return type(row), getattr(row, "id", "")


def _small(facts: MinutesFacts) -> int:
    """Figures on so few pupils that outside "<5" stands for them."""
    counts = [*(count for _, count in facts.outcomes), *(f.count for f in facts.figures if f.is_about_pupils)]
    return sum(0 < count < SMALLEST_SHOWN for count in counts)
