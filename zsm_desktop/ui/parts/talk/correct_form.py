"""What final minutes should say instead: the text of a point, its outcome, a decision or an action; with the reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.progress import DiscussionOutcome
from zsm_desktop.services.minutes_correction import ActionWords, Correction
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Choice, DateField, NoteField
from zsm_desktop.ui.parts.talk.agenda import point_title
from zsm_desktop.ui.parts.typed_date import read_date
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import labels

if TYPE_CHECKING:
    from zsm_desktop.services.meeting_facts import MeetingCard

NOTES, OUTCOME, DECISION, ACTION = "notes", "outcome", "decision", "action"
ELSEWHERE = "Bij geen punt op deze agenda"
ONLY_HERE = "Alleen het verslag wordt gecorrigeerd. In de lijsten van acties en besluiten blijft staan wat er stond."
FIELDS = {
    NOTES: ("text",),
    OUTCOME: ("outcome",),
    DECISION: ("text",),
    ACTION: ("text", "owner", "due"),
}


@dataclass(frozen=True, slots=True)
class _Said:
    """What one thing says; `text` is the code for an outcome, `due` is as it was typed."""

    text: str
    owner: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class _Part:
    """One thing that can be corrected: `key` is the identifier of the point, the decision or the action."""

    kind: str
    key: str
    point: str
    title: str
    was: _Said


class CorrectForm(FormDialog):
    """`save(reason, what should be said instead)`; what was typed at one thing stays while another is chosen."""

    def __init__(
        self,
        theme: Theme,
        parent: QWidget,
        card: MeetingCard,
        today: date,
        save: Callable[[str, Correction], object],
    ) -> None:
        super().__init__(
            theme,
            "Vastgesteld verslag corrigeren",
            parent,
            submit=lambda: save(self.fields["reason"].text, self.wanted()),
            do="Nieuwe versie maken",
            width=620,
        )
        self._today, self._day = today, DateField(theme, today)
        self._parts = {(part.kind, part.key): part for part in _parts(card, self._written)}
        self._now = {at: part.was for at, part in self._parts.items()}
        self._shown: tuple[str, str] | None = None
        titles = [(row.id, point_title(row)) for row in card.agenda if not row.is_shut]
        if any(part.point == "" for part in self._parts.values()):
            titles.append(("", ELSEWHERE))
        self.point, self.part = Choice(theme, titles), Choice(theme, ())
        self.add("point", "Punt", self.point)
        self.add("part", "Wat", self.part)
        self.add("text", "Tekst", NoteField(theme, lines=6))
        self.add("outcome", "Uitkomst", Choice(theme, _outcomes()))
        self.add_row(
            ("owner", Field(theme, "Wie", QLineEdit())),
            ("due", Field(theme, "Voor", self._day)),
        )
        self.add(
            "reason", "Reden", NoteField(theme, lines=2),
            hint=f"Staat bij de nieuwe versie en op het verslag. {ONLY_HERE}", is_required=True,
        )  # fmt: skip
        self.field_of = {
            "minutes.reason_needed": "reason", "minutes.nothing_changed": "text", "meeting.no_item": "point",
            "meeting.empty_text": "text", "meeting.action_incomplete": "text", "decision.none": "part",
            "action.none": "part", "date.unreadable": "due", "minutes.outcome_placed": "outcome",
            "minutes.outcome_none": "outcome",
        }  # fmt: skip
        self.point.currentIndexChanged.connect(lambda _at: self._on_point())
        self.part.currentIndexChanged.connect(lambda _at: self._on_part())
        self._on_point()

    def wanted(self) -> Correction:
        """What differs from what the minutes say; raises RuleError for a date that cannot be read."""
        self._keep()
        changed = {at: said for at, said in self._now.items() if said != self._parts[at].was}

        def of(kind: str) -> dict[str, str]:
            return {key: said.text for (one, key), said in changed.items() if one == kind}

        actions = {
            key: ActionWords(said.text, said.owner, self._read(kind, key, said.due))
            for (kind, key), said in changed.items()
            if kind == ACTION
        }
        return Correction(of(NOTES), of(OUTCOME), of(DECISION), actions)

    def _read(self, kind: str, key: str, typed: str) -> date | None:
        """The date; where it cannot be read, the action comes in sight."""
        try:
            return read_date(typed, self._today) if typed else None
        except RuleError:
            self.point.choose(self._parts[kind, key].point)
            self.part.choose(f"{kind} {key}")
            raise

    def _written(self, day: date | None) -> str:
        """A day as the field writes it."""
        self._day.set_day(day)
        return self._day.text()

    def _on_point(self) -> None:
        self._keep()
        self._shown = None
        here = [part for part in self._parts.values() if part.point == self.point.key]
        self.part.set_choices([(f"{part.kind} {part.key}", part.title) for part in here])
        self._on_part()

    def _on_part(self) -> None:
        self._keep()
        kind, _, key = self.part.key.partition(" ")
        self._shown = (kind, key) if (kind, key) in self._parts else None
        if self._shown is None:
            return
        said = self._now[self._shown]
        for name in ("text", "outcome", "owner", "due"):
            field = self.fields[name]
            field.clear_error()
            field.setVisible(name in FIELDS[kind])
        if kind == OUTCOME:
            self.fields["outcome"].editor.choose(said.text)
        else:
            self._put("text", said.text)
        self._put("owner", said.owner)
        self._put("due", said.due)  # empty while out of sight: what cannot be read there could not be mended
        if self.isVisible():
            self._reveal(None)

    def _put(self, name: str, text: str) -> None:
        """Without it counting as typed."""
        editor = self.fields[name].editor
        editor.blockSignals(True)
        editor.setPlainText(text) if isinstance(editor, NoteField) else editor.setText(text)
        editor.blockSignals(False)

    def _keep(self) -> None:
        if self._shown is None:
            return
        if self._shown[0] == OUTCOME:
            self._now[self._shown] = _Said(self.fields["outcome"].text)
        elif self._shown[0] == ACTION:
            self._now[self._shown] = _Said(*(self.fields[name].text for name in ("text", "owner", "due")))
        else:
            self._now[self._shown] = _Said(self.fields["text"].text)


def _parts(card: MeetingCard, written: Callable[[date | None], str]) -> list[_Part]:
    """Per point what was said, how it ended and what was agreed; at "" what hangs on no point of the agenda."""
    points = {row.id for row in card.agenda}
    found: list[_Part] = []
    for row in card.agenda:
        if row.is_shut:
            continue
        found.append(_Part(NOTES, row.id, row.id, "Wat er is gezegd", _Said(row.notes.strip())))
        if row.outcome and row.outcome != DiscussionOutcome.PLACED:
            found.append(_Part(OUTCOME, row.id, row.id, "Uitkomst", _Said(row.outcome)))
    for one in card.decisions:
        point = one.agenda_item_id if one.agenda_item_id in points else ""
        found.append(_Part(DECISION, one.id, point, f"Besluit {one.number}", _Said(one.text.strip())))
    for one in card.actions:
        point = one.agenda_item_id if one.agenda_item_id in points else ""
        said = _Said(one.text.strip(), one.owner.strip(), written(one.due_on))
        found.append(_Part(ACTION, one.id, point, f"Actie van {one.owner}", said))
    return found


def _outcomes() -> list[tuple[str, str]]:
    return [
        (code.value, labels.first_upper(labels.label(labels.OUTCOME, code.value)))
        for code in DiscussionOutcome
        if code is not DiscussionOutcome.PLACED
    ]
