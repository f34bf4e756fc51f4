"""Measurements in a list, one of them with who was asked, and the lists of elements the profile has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Actor, Permission, Role
from zsm_desktop.domain.profiles import EvaluationList, Profile
from zsm_desktop.models import Evaluation, EvaluationAnswer, EvaluationMember, Network, Organisation
from zsm_desktop.services.evaluation_figures import elements_of, outcomes_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from zsm_desktop.services.profiles import ProfileFacts

MOST_ELEMENTS = 20
MOST_ELEMENT = 160
MOST_LIST_NAME = 80


@dataclass(frozen=True, slots=True)
class EvaluationRow:
    """`mean` in hundredths: None while it runs, or when too few answered. `waits`: for an answer of this reader.

    `asked` and `joined` count organisations, `answers` people.
    """

    id: str
    version: int
    list_code: str
    name: str
    opened_on: date
    answer_until: date
    closed_on: date | None
    top: int
    is_anonymous: bool
    asked: int
    joined: int
    answers: int
    mean: int | None
    waits: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """An organisation that is asked, and how many of its people answered."""

    organisation_id: str
    code: str
    name: str
    answers: int


@dataclass(frozen=True, slots=True)
class EvaluationCard:
    """`elements` in order of their position, which counts from 1; `waits` as in `EvaluationRow`."""

    id: str
    network_id: str
    version: int
    list_code: str
    name: str
    opened_on: date
    answer_until: date
    closed_on: date | None
    top: int
    is_anonymous: bool
    elements: tuple[str, ...]
    asked: tuple[Asked, ...]
    waits: bool
    has_answered: bool

    @property
    def silent(self) -> tuple[Asked, ...]:
        """Those of whom nobody answered yet."""
        return tuple(one for one in self.asked if not one.answers)

    @property
    def answers(self) -> int:
        return sum(one.answers for one in self.asked)


def rows_of(session: Session, actor: Actor) -> tuple[EvaluationRow, ...]:
    query = select(Evaluation).order_by(
        Evaluation.closed_on.is_not(None), Evaluation.opened_on.desc(), Evaluation.id.desc()
    )
    rows = session.scalars(query).all()
    asked = _asked(session, [row.id for row in rows])
    answered = set(
        session.scalars(select(EvaluationAnswer.evaluation_id).where(EvaluationAnswer.user_id == actor.user_id))
    )
    closed = outcomes_of(session, [row for row in rows if row.closed_on is not None])
    means = {one.id: one.mean for one in closed}
    return tuple(
        _row(row, asked.get(row.id, ()), means.get(row.id), actor, has_answered=row.id in answered) for row in rows
    )


def card_of(session: Session, row: Evaluation, actor: Actor) -> EvaluationCard:
    members = _asked(session, [row.id]).get(row.id, ())
    has_answered = session.get(EvaluationAnswer, (row.id, actor.user_id)) is not None
    return EvaluationCard(
        id=row.id,
        network_id=session.scalars(select(Network.id)).one(),
        version=row.version,
        list_code=row.list_code,
        name=row.name,
        opened_on=row.opened_on,
        answer_until=row.answer_until,
        closed_on=row.closed_on,
        top=row.top,
        is_anonymous=row.is_anonymous,
        elements=tuple(elements_of(session, row.id).values()),
        asked=members,
        waits=_waits(row, members, actor, has_answered=has_answered),
        has_answered=has_answered,
    )


def with_list(facts: ProfileFacts, wanted: EvaluationList) -> tuple[Profile, str]:
    """The profile with this list, instead of the one with its code, and as text; raises RuleError as `keep_list`."""
    from zsm_desktop.domain.profile_writing import write

    if not facts.is_readable:
        raise RuleError("profile.kept_later")
    lists = facts.profile.evaluations
    made = _checked(wanted, lists)
    codes = [one.code for one in lists]
    if wanted.code and wanted.code not in codes:
        raise RuleError("evaluation.list")
    kept = tuple(made if one.code == made.code else one for one in lists)
    profile = replace(facts.profile, evaluations=kept if made.code in codes else (*kept, made))
    return profile, write(profile)


def _checked(wanted: EvaluationList, lists: tuple[EvaluationList, ...]) -> EvaluationList:
    name = " ".join(wanted.name.split())[:MOST_LIST_NAME]
    elements = tuple(text for one in wanted.elements if (text := " ".join(one.split())))
    if not name:
        raise RuleError("evaluation.list_without_name")
    if not 1 < len(elements) <= MOST_ELEMENTS or any(len(one) > MOST_ELEMENT for one in elements):
        raise RuleError("evaluation.elements", most=MOST_ELEMENTS, long=MOST_ELEMENT)
    seen: set[str] = set()
    for one in elements:
        if one.casefold() in seen:
            raise RuleError("evaluation.element_twice", element=one)
        seen.add(one.casefold())
    taken = {one.code for one in lists}
    free = next(f"eigen_{number}" for number in range(1, len(taken) + 2) if f"eigen_{number}" not in taken)
    return EvaluationList(wanted.code or free, name, elements)


def _asked(session: Session, ids: Sequence[str]) -> dict[str, tuple[Asked, ...]]:
    """By measurement, in the order of names."""
    query = (
        select(EvaluationMember, Organisation.code, Organisation.name)
        .join(Organisation, Organisation.id == EvaluationMember.organisation_id)
        .where(EvaluationMember.evaluation_id.in_(ids))
        .order_by(Organisation.name, Organisation.id)
    )
    found: dict[str, tuple[Asked, ...]] = {}
    for one, code, name in session.execute(query):
        asked = Asked(one.organisation_id, code, name, one.answers)
        found[one.evaluation_id] = (*found.get(one.evaluation_id, ()), asked)
    return found


def _waits(row: Evaluation, asked: tuple[Asked, ...], actor: Actor, *, has_answered: bool) -> bool:
    is_asked = any(one.organisation_id == actor.school_id for one in asked)
    may = actor.may(Permission.ANSWER_EVALUATIONS) and actor.role is not Role.SECRETARY
    return may and is_asked and row.closed_on is None and not has_answered


def _row(
    row: Evaluation, asked: tuple[Asked, ...], mean: int | None, actor: Actor, *, has_answered: bool
) -> EvaluationRow:
    return EvaluationRow(
        id=row.id,
        version=row.version,
        list_code=row.list_code,
        name=row.name,
        opened_on=row.opened_on,
        answer_until=row.answer_until,
        closed_on=row.closed_on,
        top=row.top,
        is_anonymous=row.is_anonymous,
        asked=len(asked),
        joined=sum(one.answers > 0 for one in asked),
        answers=sum(one.answers for one in asked),
        mean=mean,
        waits=_waits(row, asked, actor, has_answered=has_answered),
    )
