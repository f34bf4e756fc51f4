"""Measuring the collaboration, as the face needs it: which one is looked at, an answer half given, figures; no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from zsm_desktop.domain.evaluations import SHOWN_TOGETHER
from zsm_desktop.domain.permissions import Permission, Role
from zsm_desktop.domain.series import Bars, Line, Trend
from zsm_desktop.services.evaluation_counting import Answers
from zsm_desktop.words import evaluations as words
from zsm_desktop.words.format import date_short

if TYPE_CHECKING:
    from pathlib import Path

    from zsm_desktop.domain.profiles import EvaluationList
    from zsm_desktop.intake.evaluation_forms import FormFile
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.evaluation_figures import EvaluationOutcome
    from zsm_desktop.services.evaluation_lists import EvaluationCard, EvaluationRow
    from zsm_desktop.services.meeting_facts import MeetingRow

Choices = list[tuple[str, str]]
ELEMENTS, ORGANISATIONS, REMARKS = "elements", "organisations", "remarks"
WEEKS_TO_ANSWER = 3


@dataclass(frozen=True, slots=True)
class ElementLine:
    """One element over the measurements shown, the one looked at last; `change` since the one before."""

    id: str
    position: int
    what: str
    means: tuple[int | None, ...]
    spread: int | None
    answers: int | None

    @property
    def change(self) -> int | None:
        before, now = (self.means[-2] if len(self.means) > 1 else None), self.means[-1]
        return None if before is None or now is None else now - before


@dataclass(frozen=True, slots=True)
class Compared:
    """The measurement looked at with those before it; elements that were asked differently then have no figure."""

    outcome: EvaluationOutcome
    names: tuple[str, ...]
    lines: tuple[ElementLine, ...]

    @property
    def title(self) -> str:
        return words.outcome_title(self.outcome.name, self.outcome.closed_on)

    def bars(self) -> Bars:
        labels = tuple(str(line.position) for line in self.lines)
        values = tuple(tuple(one or 0 for one in line.means) for line in self.lines)
        return Bars(self.title, "hundredths", self.names, labels, values)

    def radar(self) -> Trend:
        labels = tuple(str(line.position) for line in self.lines)
        lines = tuple(Line(name, tuple(line.means[at] for line in self.lines)) for at, name in enumerate(self.names))
        return Trend(self.title, "hundredths", labels, lines)


class Measuring:
    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.rows: tuple[EvaluationRow, ...] = ()
        self.id = ""
        self.view = ELEMENTS

    @property
    def may_manage(self) -> bool:
        return self.desk.actor.may(Permission.EDIT_NETWORK)

    @property
    def may_lead(self) -> bool:
        actor = self.desk.actor
        return actor.may(Permission.LEAD_STEERING) or actor.may(Permission.LEAD_MEETINGS)

    @property
    def answers_for_others(self) -> bool:
        return self.desk.actor.role is Role.SECRETARY and self.desk.actor.may(Permission.ANSWER_EVALUATIONS)

    @property
    def row(self) -> EvaluationRow | None:
        return next((row for row in self.rows if row.id == self.id), None)

    def look(self) -> None:
        """Reads again; one that waits for this reader's answer is looked at first."""
        self.rows = self.desk.evaluations.rows()
        if self.row is None:
            first = next((row for row in self.rows if row.waits), self.rows[0] if self.rows else None)
            self.id = first.id if first is not None else ""

    def choices(self) -> Choices:
        return [(row.id, self.choice_of(row)) for row in self.rows]

    def choice_of(self, row: EvaluationRow) -> str:
        if row.closed_on is None:
            return f"{row.name} (loopt)"
        return f"{row.name} ({date_short(row.closed_on)})"

    def card(self) -> EvaluationCard:
        return self.desk.evaluations.card(self.id)

    def compared(self) -> Compared:
        found = self.desk.evaluations.trend(self.id)[-SHOWN_TOGETHER:]
        return compared(found)

    def meetings(self) -> tuple[MeetingRow, ...]:
        """Where points can be put: to come, the soonest first, and of the stuurgroep before others."""
        kinds = [kind for kind, may in (("steering", Permission.LEAD_STEERING), ("case", Permission.LEAD_MEETINGS))
                 if self.desk.actor.may(may)]  # fmt: skip
        return tuple(
            row
            for kind in kinds
            for row in sorted(self.desk.meetings.rows(kind), key=lambda row: (row.held_on, row.number))
            if row.status == "planned" and row.held_on >= self.desk.day
        )

    def lists(self) -> tuple[EvaluationList, ...]:
        return self.desk.profiles.own().evaluations

    def name_for(self, made_of: EvaluationList) -> str:
        """What a new measurement is called unless it is called otherwise: not as one there is."""
        taken = {row.name.casefold() for row in self.rows}
        name = f"{made_of.name} {self.desk.day.year}"
        return next(
            one for one in (name, *(f"{name} ({number})" for number in range(2, len(taken) + 3)))
            if one.casefold() not in taken
        )  # fmt: skip

    def until(self) -> date:
        return self.desk.day + timedelta(weeks=WEEKS_TO_ANSWER)

    def read(self, paths: list[Path]) -> tuple[FormFile, ...]:
        from zsm_desktop.intake.evaluation_forms import read_forms

        found = read_forms(self.desk, paths)
        self.desk.backups.before("inlezen")
        return found


class Answering:
    """One answer being given; `at` counts elements from 0."""

    def __init__(self, card: EvaluationCard) -> None:
        self.card = card
        self.at = 0
        self.scores: dict[int, int] = {}
        self.remarks: dict[int, str] = {}
        self.seen: set[int] = set()

    @property
    def position(self) -> int:
        return self.at + 1

    @property
    def element(self) -> str:
        return self.card.elements[self.at]

    def go(self, at: int) -> None:
        self.at = max(0, min(len(self.card.elements) - 1, at))

    def give(self, score: int | None) -> None:
        """A score, or None for no opinion; and on to the next one."""
        self.seen.add(self.position)
        if score is None:
            self.scores.pop(self.position, None)
        elif 1 <= score <= self.card.top:
            self.scores[self.position] = score
        else:
            return
        self.go(self.at + 1)

    def remark(self, position: int, text: str) -> None:
        if text.strip():
            self.remarks[position] = text
        else:
            self.remarks.pop(position, None)

    def said(self, position: int) -> str:
        """What stands in the list."""
        if position in self.scores:
            return str(self.scores[position])
        return "geen mening" if position in self.seen else ""

    @property
    def left(self) -> int:
        """Elements without a score and not passed over."""
        return sum(not self.said(at) for at in range(1, len(self.card.elements) + 1))

    def answers(self) -> Answers:
        return Answers(dict(self.scores), dict(self.remarks))


def compared(found: tuple[EvaluationOutcome, ...]) -> Compared:
    """The last of `found` is looked at; an element is the same when its words are."""
    now = found[-1]
    by_text = [{one.text: one.mean for one in outcome.elements} for outcome in found]
    lines = tuple(
        ElementLine(
            str(one.position), one.position, one.text, tuple(means.get(one.text) for means in by_text), one.spread,
            one.answers,
        )
        for one in now.elements
    )  # fmt: skip
    return Compared(now, words.measured_in([one.closed_on for one in found]), lines)
