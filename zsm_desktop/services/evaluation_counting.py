"""How an answer is counted so that nobody can put together again what one person said.

The rows of one measurement are places without a meaning of their own: after every answer all that was counted is laid
over them anew, in order. So neither the order of the rows nor their identifiers tell what came together, or when.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from typing import Any

from sqlalchemy import select, update

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.ids import uuid7
from zsm_desktop.models import Evaluation, EvaluationMember, EvaluationRemark, EvaluationScore
from zsm_desktop.services.evaluation_figures import elements_of
from zsm_desktop.services.open_texts import open_text
from zsm_desktop.store.work import Work

MOST_REMARK = 400


@dataclass(frozen=True, slots=True)
class Answers:
    """What one person says: position of the element → score; one that is not there is "no opinion".

    `remarks` likewise, position 0 for one about the whole.
    """

    scores: Mapping[int, int] = field(default_factory=dict)
    remarks: Mapping[int, str] = field(default_factory=dict)


def require_answerable(row: Evaluation | None) -> Evaluation:
    """Raises RuleError("evaluation.none", "evaluation.closed")."""
    if row is None:
        raise RuleError("evaluation.none")
    if row.closed_on is not None:
        raise RuleError("evaluation.closed", day=row.closed_on)
    return row


def checked(answers: Answers, positions: Iterable[int], top: int) -> Answers:
    """With tidy remarks. Raises RuleError("evaluation.nothing_said", ".score", ".element", ".remark_long")."""
    places = set(positions)
    if not answers.scores:
        raise RuleError("evaluation.nothing_said")
    if not answers.scores.keys() <= places or not answers.remarks.keys() <= places | {0}:
        raise RuleError("evaluation.element")
    if not all(1 <= score <= top for score in answers.scores.values()):
        raise RuleError("evaluation.score", top=top)
    remarks = {at: " ".join(text.split()) for at, text in answers.remarks.items() if text.strip()}
    if any(len(text) > MOST_REMARK for text in remarks.values()):
        raise RuleError("evaluation.remark_long", most=MOST_REMARK)
    return Answers(dict(answers.scores), remarks)


def count_in(work: Work, row: Evaluation, organisation_id: str, answers: Answers, desk: Any) -> None:
    """One answer more of this organisation; raises RuleError("evaluation.not_asked") and as `checked`."""
    member = work.session.get(EvaluationMember, (row.id, organisation_id))
    if member is None:
        raise RuleError("evaluation.not_asked")
    said = checked(answers, elements_of(work.session, row.id), row.top)
    whose = None if row.is_anonymous else organisation_id
    member.answers += 1
    _count_scores(work, row, whose, said.scores)
    _add_remarks(work, row, whose, {at: open_text(desk, work, text)[:MOST_REMARK] for at, text in said.remarks.items()})
    work.touch("evaluation", row.id)


def _count_scores(work: Work, row: Evaluation, whose: str | None, scores: Mapping[int, int]) -> None:
    query = select(EvaluationScore).where(EvaluationScore.evaluation_id == row.id)
    there = work.session.scalars(query).all()
    counted = Counter({(one.position, one.organisation_id or "", one.score): one.counted for one in there})
    counted.update((at, whose or "", score) for at, score in scores.items())
    contents = [
        {"position": at, "organisation_id": who or None, "score": score, "counted": times}
        for (at, who, score), times in sorted(counted.items())
    ]
    _lay(work, row, EvaluationScore, [one.id for one in there], contents)


def _add_remarks(work: Work, row: Evaluation, whose: str | None, remarks: Mapping[int, str]) -> None:
    if not remarks:
        return
    query = select(EvaluationRemark).where(EvaluationRemark.evaluation_id == row.id)
    there = work.session.scalars(query).all()
    said = [(one.position, one.organisation_id or "", one.text) for one in there]
    said += [(at, whose or "", text) for at, text in remarks.items()]
    contents = [{"position": at, "organisation_id": who or None, "text": text} for at, who, text in sorted(said)]
    _lay(work, row, EvaluationRemark, [one.id for one in there], contents)


def _lay(
    work: Work,
    row: Evaluation,
    kind: type[EvaluationScore | EvaluationRemark],
    ids: list[str],
    contents: list[dict[str, Any]],
) -> None:
    """Every row is written again, also one that stays as it is, so that the store does not show which one changed."""
    session = work.session
    opened = datetime.combine(row.opened_on, time(), UTC)  # of all the same: an identifier tells when it was made
    new = [uuid7(opened) for _ in range(len(contents) - len(ids))]
    laid = list(zip(sorted([*ids, *new]), contents, strict=True))
    for row_id, content in laid:
        if row_id in new:
            session.add(kind(id=row_id, evaluation_id=row.id, **content))
    session.flush()
    session.execute(update(kind), [{"id": row_id, **content} for row_id, content in laid])
