"""The mask over every free text of minutes that go outside, and a count of what it hid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from zsm_desktop.domain.masking import Hidden, Kind, Masked
from zsm_desktop.domain.privacy import without_pseudonyms
from zsm_desktop.services.case_facts import CaseRow
from zsm_desktop.services.meeting_facts import (
    ActionRow,
    AgendaRow,
    AttendanceRow,
    BottleneckRow,
    DecisionRow,
    MeetingCard,
    MeetingRow,
)
from zsm_desktop.services.minutes_kept import AmendmentNote, Stamp

if TYPE_CHECKING:
    from zsm_desktop.services.masks import Masks
    from zsm_desktop.services.minutes import MinutesFacts

R = TypeVar("R")

INSIDE = "full"
"""Minutes for those who sat there: of a maatwerkbespreking they know the pseudonyms."""

FREE_TEXTS: dict[type, frozenset[str]] = {
    MeetingCard: frozenset(),
    MeetingRow: frozenset({"place"}),
    AgendaRow: frozenset({"title", "notes", "reason"}),
    CaseRow: frozenset({"question"}),
    BottleneckRow: frozenset({"title", "description", "answer", "asked"}),
    DecisionRow: frozenset({"text"}),
    ActionRow: frozenset({"text", "reason"}),
    AmendmentNote: frozenset({"text"}),
    Stamp: frozenset({"reason"}),
    AttendanceRow: frozenset(),
}
"""Fields people type what they like in; those of them that a row has are masked."""
PERSONS: dict[type, frozenset[str]] = {
    MeetingCard: frozenset({"chair", "note_taker"}),
    ActionRow: frozenset({"owner"}),
    AttendanceRow: frozenset({"name"}),
    AmendmentNote: frozenset({"by"}),
}
"""Fields that hold someone who was there: people of the network keep their name."""


def masked_minutes(facts: MinutesFacts, masks: Masks) -> MinutesFacts:
    """The same facts with nothing in them that identifies a pupil; `hidden` counts what was taken out."""
    card = facts.card
    texts = _Texts(masks, card, is_outside=facts.audience != INSIDE or card.row.kind == "steering")
    following = card.next_meeting
    return replace(
        facts,
        card=replace(
            texts.row(card),
            row=texts.row(card.row),
            attendance=texts.rows(card.attendance),
            agenda=tuple(texts.item(item) for item in card.agenda),
            decisions=texts.rows(card.decisions),
            actions=texts.rows(card.actions),
            bottlenecks=texts.rows(card.bottlenecks),
            next_meeting=texts.row(following) if following is not None else None,
        ),
        carried_actions=texts.rows(facts.carried_actions),
        amendments=texts.rows(facts.amendments),
        stamp=texts.row(facts.stamp),
        hidden=texts.hidden,
        knows_names=masks.knows_names(),
    )


def hidden_at(card: MeetingCard, item_id: str, masks: Masks) -> tuple[Hidden, ...]:
    """What a paper will not show of one point and what was agreed at it."""
    texts = _Texts(masks, card)
    for item in card.agenda:
        if item.id == item_id:
            texts.item(item)
    texts.rows([row for row in card.decisions if row.agenda_item_id == item_id])
    texts.rows([row for row in card.actions if row.agenda_item_id == item_id])
    return texts.hidden


class _Texts:
    """Masks rows one by one, each for the pupil it is about."""

    def __init__(self, masks: Masks, card: MeetingCard, *, is_outside: bool = False) -> None:
        self._masks, self._is_outside = masks, is_outside
        self._own = frozenset(item.case.pseudonym for item in card.agenda if item.case)
        self._pupil_of_case = {item.case.id: item.case.pupil_id for item in card.agenda if item.case}
        self._pupil_of_item = {item.id: item.case.pupil_id for item in card.agenda if item.case}
        self._counted: Counter[tuple[Kind, str]] = Counter()

    @property
    def hidden(self) -> tuple[Hidden, ...]:
        return tuple(Hidden(kind, shown, times) for (kind, shown), times in self._counted.items())

    def item(self, item: AgendaRow) -> AgendaRow:
        about = (item.case.pupil_id,) if item.case else ()
        return replace(
            self.row(item, about),
            case=self.row(item.case, about) if item.case is not None else None,
            bottleneck=self.row(item.bottleneck) if item.bottleneck is not None else None,
        )

    def rows(self, rows: Sequence[R]) -> tuple[R, ...]:
        return tuple(self.row(row, self._about(row)) for row in rows)

    def row(self, row: R, about: Sequence[str] = ()) -> R:
        changed = {
            **self._changed(row, FREE_TEXTS[type(row)], lambda text: self._read(self._masks.hide(text, about), about)),
            **self._changed(
                row,
                PERSONS.get(type(row), frozenset()),
                lambda who: self._read(self._masks.person(who, about), about),
            ),
        }
        return replace(row, **changed) if changed else row  # type: ignore[type-var]

    def _changed(self, row: object, fields: frozenset[str], hide: Callable[[str], Masked]) -> dict[str, Any]:
        changed: dict[str, Any] = {}
        for field in sorted(fields):
            text = getattr(row, field, "")
            masked = hide(text) if text else Masked(text, ())
            if masked.text != text:
                changed[field] = masked.text
            for one in masked.hidden:
                self._counted[one.kind, one.shown] += one.times
        return changed

    def _read(self, masked: Masked, about: Sequence[str]) -> Masked:
        """Outside a pseudonym stands only in what is said of the reader's own cases, and only of their pupils."""
        if not self._is_outside:
            return masked
        keep = self._own if about else ()
        hidden = (replace(one, shown=without_pseudonyms(one.shown, keep=keep)) for one in masked.hidden)
        return Masked(without_pseudonyms(masked.text, keep=keep), tuple(hidden))

    def _about(self, row: object) -> tuple[str, ...]:
        known = self._pupil_of_case.get(getattr(row, "case_id", "")) or self._pupil_of_item.get(
            getattr(row, "agenda_item_id", "") or getattr(row, "item_id", "")
        )
        return (known,) if known else ()
