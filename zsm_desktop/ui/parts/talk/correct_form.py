"""What final minutes should say instead: the text of a point, its outcome, a decision or an action; with the reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.merging import merged
from zsm_desktop.domain.progress import DiscussionOutcome
from zsm_desktop.services.minutes_correction import ActionWords, Correction
from zsm_desktop.ui.parts.conflict import CONFLICT
from zsm_desktop.ui.parts.field import EMPTY, Field
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Choice, DateField, NoteField
from zsm_desktop.ui.parts.talk.agenda import point_title
from zsm_desktop.ui.parts.typed_date import read_date
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import labels
from zsm_desktop.words.format import joined

if TYPE_CHECKING:
    from zsm_desktop.services.meeting_facts import MeetingCard
    from zsm_desktop.services.minutes import MinutesFacts

NOTES, OUTCOME, DECISION, ACTION = "notes", "outcome", "decision", "action"
ELSEWHERE = "Bij geen punt op deze agenda"
ONLY_HERE = "Alleen het verslag wordt gecorrigeerd. In de lijsten van acties en besluiten blijft staan wat er stond."
FIELDS = {
    NOTES: ("text",),
    OUTCOME: ("outcome",),
    DECISION: ("text",),
    ACTION: ("text", "owner", "due"),
}

Place = tuple[str, str]
"""The kind of a thing and its key."""


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
    """`save(version, reason, what should be said instead)`; what was typed at one thing stays while another is chosen.

    `reread` reads the minutes again when there is a newer version: what that says differently comes into this form.
    """

    def __init__(
        self,
        theme: Theme,
        parent: QWidget,
        facts: MinutesFacts,
        today: date,
        save: Callable[[int, str, Correction], object],
        reread: Callable[[], MinutesFacts],
    ) -> None:
        super().__init__(
            theme,
            "Vastgesteld verslag corrigeren",
            parent,
            submit=self._save,
            do="Nieuwe versie maken",
            width=620,
        )
        self._lay_down, self._reread, self._version, card = save, reread, facts.stamp.version, facts.card
        self._today, self._day = today, DateField(theme, today)
        self._parts = _parts(card, self._written)
        self._now = {at: part.was for at, part in self._parts.items()}
        self._shown: Place | None = None
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

    def _save(self) -> None:
        try:
            self._lay_down(self._version, self.fields["reason"].text, self.wanted())
        except RuleError as error:
            facts = self._reread() if error.code == CONFLICT else None
            if facts is None or facts.stamp.version == self._version:
                raise
            clashes = self._take_in(facts)
            if clashes:
                said = joined(_now_said(self._parts[at], self._now[at]) for at in clashes)
                raise RuleError("minutes.meanwhile", version=self._version, parts=said) from error
            self._save()

    def _take_in(self, facts: MinutesFacts) -> tuple[Place, ...]:
        """What a newer version says comes beside what is typed; where both changed the same, and so what to look at."""
        found, clashes = _parts(facts.card, self._written), []
        for at, part in found.items():
            was, now = (self._parts[at].was, self._now[at]) if at in self._parts else (part.was, part.was)
            if was not in (now, part.was) and now != part.was:
                clashes.append(at)
            self._now[at] = _both(at[0], was, now, part.was)
        self._parts |= found
        self._version, self._shown = facts.stamp.version, None
        if clashes:
            self.point.choose(self._parts[clashes[0]].point)
        self._on_point()
        if clashes:
            self.part.choose(" ".join(clashes[0]))
        return tuple(clashes)

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


def _both(kind: str, was: _Said, mine: _Said, theirs: _Said) -> _Said:
    """Texts by lines, so that none is lost. Of the rest mine stands where both changed it, and theirs is told."""
    text = merged(was.text, mine.text, theirs.text) if kind != OUTCOME else _one(was.text, mine.text, theirs.text)
    return _Said(text, _one(was.owner, mine.owner, theirs.owner), _one(was.due, mine.due, theirs.due))


def _now_said(part: _Part, mine: _Said) -> str:
    """What a thing is called, with what the newer version says where mine stands in its place."""
    outcome = labels.first_upper(labels.label(labels.OUTCOME, part.was.text)) if part.kind == OUTCOME else ""
    pairs = ((part.was.owner, mine.owner), (part.was.due, mine.due))
    differs = [outcome] if outcome else [theirs or EMPTY for theirs, own in pairs if theirs != own]
    return f"‘{part.title}’ (daar: {', '.join(differs)})" if differs else f"‘{part.title}’"


def _one(was: str, mine: str, theirs: str) -> str:
    return theirs if mine == was else mine


def _parts(card: MeetingCard, written: Callable[[date | None], str]) -> dict[Place, _Part]:
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
    return {(part.kind, part.key): part for part in found}


def _outcomes() -> list[tuple[str, str]]:
    return [
        (code.value, labels.first_upper(labels.label(labels.OUTCOME, code.value)))
        for code in DiscussionOutcome
        if code is not DiscussionOutcome.PLACED
    ]
