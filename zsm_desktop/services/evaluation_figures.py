"""What a measurement of the collaboration came to, as far as it may be shown: for screen, paper and agenda alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from zsm_desktop.domain import evaluations as rules
from zsm_desktop.models import (
    Evaluation,
    EvaluationElement,
    EvaluationMember,
    EvaluationRemark,
    EvaluationScore,
    Organisation,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Counts = dict[int, dict[int, int]]
"""Position of the element → score → how often."""


@dataclass(frozen=True, slots=True)
class ElementScore:
    """`mean` and `spread` in hundredths of a point; None, as `answers`, where too few answered to show it."""

    position: int
    text: str
    answers: int | None
    mean: int | None
    spread: int | None


@dataclass(frozen=True, slots=True)
class OrganisationScores:
    """Only of a measurement that is not anonymous; `means` in the order of the elements, in hundredths."""

    id: str
    name: str
    answers: int
    means: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """`organisation` is "" in an anonymous one; `position` 0: about the whole."""

    position: int
    text: str
    organisation: str


@dataclass(frozen=True, slots=True)
class EvaluationOutcome:
    """Of one measurement that was closed; `is_shown` is False when too few answered, and then there are no figures.

    `asked` and `joined` count organisations: those asked, and those of whom somebody answered.
    """

    id: str
    list_code: str
    name: str
    opened_on: date
    closed_on: date
    top: int
    is_anonymous: bool
    asked: int
    joined: int
    answers: int
    is_shown: bool
    elements: tuple[ElementScore, ...]
    organisations: tuple[OrganisationScores, ...]
    remarks: tuple[Remark, ...]

    @property
    def mean(self) -> int | None:
        """Over the elements that are shown, in hundredths."""
        return rules.mean_of([one.mean for one in self.elements])

    def lowest(self, number: int = rules.LOWEST_SHOWN) -> tuple[ElementScore, ...]:
        return rules.lowest(self.elements, number)


def outcome_of(session: Session, row: Evaluation) -> EvaluationOutcome:
    """As `outcomes_of`."""
    return outcomes_of(session, [row])[0]


def outcomes_of(session: Session, rows: Sequence[Evaluation]) -> tuple[EvaluationOutcome, ...]:
    """Of closed ones, however many in as many questions: while one runs, what one answer changed tells whose it was."""
    ids = [row.id for row in rows]
    members: dict[str, list[tuple[str, str, int]]] = defaultdict(list)
    found = session.execute(
        select(EvaluationMember.evaluation_id, Organisation.id, Organisation.name, EvaluationMember.answers)
        .join(Organisation, Organisation.id == EvaluationMember.organisation_id)
        .where(EvaluationMember.evaluation_id.in_(ids))
        .order_by(Organisation.name, Organisation.id)
    )
    for evaluation_id, organisation_id, name, number in found:
        members[evaluation_id].append((organisation_id, name, number))
    texts, counts, remarks = _texts(session, ids), _counts(session, ids), _remarks(session, ids)
    return tuple(_outcome(row, members[row.id], texts[row.id], counts[row.id], remarks[row.id]) for row in rows)


def elements_of(session: Session, evaluation_id: str) -> dict[int, str]:
    """Position → text, as it was asked."""
    return _texts(session, [evaluation_id])[evaluation_id]


def earlier_of(session: Session, row: Evaluation) -> list[Evaluation]:
    """Closed ones with the same list, the oldest first, this one last when it is closed."""
    query = select(Evaluation).where(
        Evaluation.list_code == row.list_code, Evaluation.closed_on.is_not(None), Evaluation.opened_on <= row.opened_on
    )
    return list(session.scalars(query.order_by(Evaluation.opened_on, Evaluation.id)))


def _outcome(
    row: Evaluation,
    members: Sequence[tuple[str, str, int]],
    texts: Mapping[int, str],
    counts: Mapping[str, Counts],
    remarks: Iterable[EvaluationRemark],
) -> EvaluationOutcome:
    if row.closed_on is None:
        raise LookupError("this measurement is still open")
    answers = sum(number for *_, number in members)
    is_shown = rules.is_shown(answers, is_anonymous=row.is_anonymous)
    by_organisation = counts if is_shown else {}
    whole = _together(by_organisation.values())
    return EvaluationOutcome(
        id=row.id,
        list_code=row.list_code,
        name=row.name,
        opened_on=row.opened_on,
        closed_on=row.closed_on,
        top=row.top,
        is_anonymous=row.is_anonymous,
        asked=len(members),
        joined=sum(number > 0 for *_, number in members),
        answers=answers,
        is_shown=is_shown,
        elements=tuple(
            _scored(at, text, whole.get(at, {}), is_anonymous=row.is_anonymous) for at, text in texts.items()
        ),
        organisations=tuple(
            OrganisationScores(key, name, number, tuple(rules.mean(by_organisation[key].get(at, {})) for at in texts))
            for key, name, number in members
            if not row.is_anonymous and key in by_organisation
        ),
        remarks=_said(remarks, {key: name for key, name, _ in members}) if is_shown else (),
    )


def _scored(position: int, text: str, counts: Mapping[int, int], *, is_anonymous: bool) -> ElementScore:
    number = rules.answered(counts)
    if not rules.is_shown(number, is_anonymous=is_anonymous):
        return ElementScore(position, text, None, None, None)
    return ElementScore(position, text, number, rules.mean(counts), rules.spread(counts))


def _texts(session: Session, ids: Sequence[str]) -> dict[str, dict[int, str]]:
    query = select(EvaluationElement.evaluation_id, EvaluationElement.position, EvaluationElement.text)
    query = query.where(EvaluationElement.evaluation_id.in_(ids)).order_by(EvaluationElement.position)
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for evaluation_id, position, text in session.execute(query):
        found[evaluation_id][position] = text
    return found


def _counts(session: Session, ids: Sequence[str]) -> dict[str, dict[str, Counts]]:
    """By measurement and organisation; under "" of an anonymous one."""
    found: dict[str, dict[str, Counts]] = defaultdict(lambda: defaultdict(lambda: defaultdict(dict)))
    for row in session.scalars(select(EvaluationScore).where(EvaluationScore.evaluation_id.in_(ids))):
        found[row.evaluation_id][row.organisation_id or ""][row.position][row.score] = row.counted
    return found


def _together(parts: Iterable[Counts]) -> Counts:
    whole: Counts = defaultdict(lambda: defaultdict(int))
    for counts in parts:
        for position, scores in counts.items():
            for score, times in scores.items():
                whole[position][score] += times
    return whole


def _remarks(session: Session, ids: Sequence[str]) -> dict[str, list[EvaluationRemark]]:
    found: dict[str, list[EvaluationRemark]] = defaultdict(list)
    for row in session.scalars(select(EvaluationRemark).where(EvaluationRemark.evaluation_id.in_(ids))):
        found[row.evaluation_id].append(row)
    return found


def _said(remarks: Iterable[EvaluationRemark], names: Mapping[str, str]) -> tuple[Remark, ...]:
    """In the order of their words, which says nothing of when they came."""
    rows = [Remark(row.position, row.text, names.get(row.organisation_id or "", "")) for row in remarks]
    return tuple(sorted(rows, key=lambda row: (row.position, row.text.casefold(), row.organisation)))
