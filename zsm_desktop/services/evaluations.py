"""Measuring how the organisations think they work together: opened, answered, closed; and what it came to."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from zsm_desktop.domain import evaluations as rules
from zsm_desktop.domain.agenda import Origin
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission, Role
from zsm_desktop.domain.privacy import SMALLEST_SHOWN
from zsm_desktop.domain.profiles import EvaluationList
from zsm_desktop.models import (
    AgendaItem,
    Evaluation,
    EvaluationAnswer,
    EvaluationElement,
    EvaluationMember,
    ImportBatch,
    Organisation,
)
from zsm_desktop.services.agendas import next_position
from zsm_desktop.services.evaluation_counting import Answers, count_in, require_answerable
from zsm_desktop.services.evaluation_figures import EvaluationOutcome, earlier_of, outcome_of, outcomes_of
from zsm_desktop.services.evaluation_lists import EvaluationCard, EvaluationRow, card_of, rows_of, with_list
from zsm_desktop.services.known import known
from zsm_desktop.services.meetings import LEAD, planned_meeting
from zsm_desktop.services.profiles import profile_of
from zsm_desktop.services.receivers import Receiver, receiver_of
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.store.work import Work

MOST_NAME = 80


@dataclass(frozen=True, slots=True)
class EvaluationDraft:
    """A measurement to open: with which list of the profile, who is asked, and until when."""

    list_code: str
    name: str
    answer_until: date
    organisation_ids: Collection[str]
    top: int = rules.TOP
    is_anonymous: bool = True


@dataclass(frozen=True, slots=True)
class Form:
    """An Excel form that came back; `token` is its own number, so that it counts once."""

    token: str
    file_name: str
    evaluation_id: str
    organisation_id: str
    answers: Answers


class Evaluations(Service):
    @read(Permission.READ_NETWORK)
    def rows(self) -> tuple[EvaluationRow, ...]:
        """What runs first, then the newest."""
        with self.store.reading() as session:
            return rows_of(session, self.actor)

    @read(Permission.READ_NETWORK)
    def card(self, evaluation_id: str) -> EvaluationCard:
        """What is asked and who answered. Raises RuleError("evaluation.none")."""
        with self.store.reading() as session:
            row = session.get(Evaluation, evaluation_id)
            if row is None:
                raise RuleError("evaluation.none")
            return card_of(session, row, self.actor)

    @read(Permission.READ_NETWORK)
    def outcome(self, evaluation_id: str) -> EvaluationOutcome:
        """Raises RuleError("evaluation.none"), and ("evaluation.open") while it runs."""
        return self.trend(evaluation_id)[-1]

    @read(Permission.READ_NETWORK)
    def trend(self, evaluation_id: str) -> tuple[EvaluationOutcome, ...]:
        """Those with the same list up to this one, the oldest first. Raises as `outcome`."""
        with self.store.reading() as session:
            row = session.get(Evaluation, evaluation_id)
            if row is None:
                raise RuleError("evaluation.none")
            if row.closed_on is None:
                raise RuleError("evaluation.open")
            return outcomes_of(session, earlier_of(session, row))

    @read(Permission.READ_NETWORK)
    def latest(self) -> EvaluationOutcome | None:
        """The one that was closed last."""
        query = select(Evaluation).where(Evaluation.closed_on.is_not(None))
        with self.store.reading() as session:
            row = session.scalars(query.order_by(Evaluation.closed_on.desc(), Evaluation.id.desc()).limit(1)).first()
            return None if row is None else outcome_of(session, row)

    @act("evaluation.open", Permission.EDIT_NETWORK)
    def open(self, work: Work, draft: EvaluationDraft) -> None:
        """With the elements as the list has them today.

        Raises RuleError("evaluation.list", ".without_name", ".name_twice", ".until", ".top", ".nobody",
        "network.no_organisation").
        """
        elements, name = self._checked(work, draft)
        asked = dict.fromkeys(draft.organisation_ids)
        row = Evaluation(
            id=work.new_id(),
            list_code=draft.list_code,
            name=name,
            opened_on=self.desk.day,
            answer_until=draft.answer_until,
            top=draft.top,
            is_anonymous=draft.is_anonymous,
        )
        work.session.add(row)
        work.session.flush()
        for position, text in enumerate(elements, start=1):
            work.session.add(EvaluationElement(evaluation_id=row.id, position=position, text=text))
        for one in asked:
            work.session.add(EvaluationMember(evaluation_id=row.id, organisation_id=one, answers=0))
        work.made = row.id
        work.facts = {"list": draft.list_code, "asked": len(asked)}
        work.touch("evaluation", row.id)

    @act("evaluation.answer", Permission.ANSWER_EVALUATIONS)
    def answer(self, work: Work, evaluation_id: str, answers: Answers, *, organisation_id: str = "") -> None:
        """Everybody once, for the own organisation; the secretary for any, as often as there are forms.

        The logbook says that somebody answered, never what. Raises RuleError("evaluation.none", ".closed",
        ".no_organisation", ".not_asked", ".answered", "permission.other_school"), and as `checked`.
        """
        row = require_answerable(work.session.get(Evaluation, evaluation_id))
        own = self.actor.school_id or ""
        whose = organisation_id or own
        if not whose:
            raise RuleError("evaluation.no_organisation")
        is_for_other = self.actor.role is Role.SECRETARY
        if whose != own and not is_for_other:
            raise RuleError("permission.other_school")
        if not is_for_other:
            if work.session.get(EvaluationAnswer, (evaluation_id, self.actor.user_id)) is not None:
                raise RuleError("evaluation.answered")
            work.session.add(EvaluationAnswer(evaluation_id=evaluation_id, user_id=self.actor.user_id))
        count_in(work, row, whose, answers, self.desk)
        work.subject_id = evaluation_id

    @read(Permission.IMPORT)
    def is_read(self, token: str) -> bool:
        """Whether the form with this number was taken in before."""
        with self.store.reading() as session:
            return session.get(ImportBatch, token) is not None

    @read(Permission.EDIT_NETWORK)
    def receiver(self, organisation_id: str) -> Receiver:
        """Who gets its form by mail."""
        return receiver_of(self.store, organisation_id)

    @act("evaluation.take_in", Permission.IMPORT)
    def take_in(self, work: Work, forms: Sequence[Form]) -> None:
        """All forms or none. Raises RuleError("evaluation.form_twice"), and as `answer`."""
        if not forms:
            raise RuleError("import.empty")
        for form in forms:
            row = require_answerable(work.session.get(Evaluation, form.evaluation_id))
            if work.session.get(ImportBatch, form.token) is not None:
                raise RuleError("evaluation.form_twice", file=form.file_name)
            work.session.add(
                ImportBatch(
                    id=form.token,
                    kind="evaluation",
                    file_name=form.file_name[:200],
                    taken_in_at=work.at,
                    taken_in_by=work.actor.user_id,
                    rows=1,
                )
            )
            count_in(work, row, form.organisation_id, form.answers, self.desk)
            work.session.flush()
        work.facts = {"forms": len(forms)}
        work.subject_id = forms[0].evaluation_id

    @act("evaluation.close", Permission.EDIT_NETWORK)
    def close(self, work: Work, evaluation_id: str) -> None:
        """For good, and what it came to shows from then on. Raises RuleError("evaluation.none", ".closed")."""
        row = require_answerable(work.session.get(Evaluation, evaluation_id))
        row.closed_on = self.desk.day
        work.subject_id = evaluation_id
        work.touch("evaluation", evaluation_id)

    @act("evaluation.withdraw", Permission.EDIT_NETWORK)
    def withdraw(self, work: Work, evaluation_id: str) -> None:
        """Away with one that was opened by mistake; raises RuleError("evaluation.has_answers")."""
        row = require_answerable(work.session.get(Evaluation, evaluation_id))
        members = work.session.scalars(select(EvaluationMember).where(EvaluationMember.evaluation_id == row.id)).all()
        if any(one.answers for one in members):
            raise RuleError("evaluation.has_answers")
        elements = select(EvaluationElement).where(EvaluationElement.evaluation_id == row.id)
        for one in (*members, *work.session.scalars(elements)):
            work.session.delete(one)
        work.session.flush()
        work.session.delete(row)
        work.subject_id = evaluation_id
        work.touch("evaluation", evaluation_id)

    @act("evaluation.keep_list", Permission.EDIT_NETWORK)
    def keep_list(self, work: Work, version: int, wanted: EvaluationList) -> None:
        """A list of the network's own, into its profile; `version` is that of the profile.

        An empty code makes a new list; measurements that were made keep the elements they asked. Raises
        RuleError("evaluation.list", ".list_without_name", ".elements", ".element_twice", "edit.conflict").
        """
        from zsm_desktop.services.profile_keeping import keep

        profile, text = with_list(self.desk.profiles.facts(), wanted)
        keep(work, profile, text, version)
        work.touch("evaluation")

    @act("evaluation.to_agenda", *LEAD, can_undo=True)
    def to_agenda(self, work: Work, evaluation_id: str, meeting_id: str, number: int = rules.LOWEST_SHOWN) -> None:
        """The lowest elements as points of a meeting to come; one that stands on an agenda already is passed over.

        Raises RuleError("evaluation.none", ".open", ".too_few", ".on_agenda"), and as adding a point does.
        """
        outcome = self.outcome(evaluation_id)
        wanted = [agenda_title(outcome.name, one.text) for one in outcome.lowest(number)]
        if not wanted:
            raise RuleError("evaluation.too_few", least=SMALLEST_SHOWN)
        meeting = planned_meeting(work, meeting_id)
        of_evaluations = select(AgendaItem.title).where(
            AgendaItem.origin == Origin.EVALUATION, AgendaItem.removed_at.is_(None)
        )
        there = set(work.session.scalars(of_evaluations))
        new = [title for title in wanted if title not in there]
        if not new:
            raise RuleError("evaluation.on_agenda")
        position = next_position(work.session, meeting_id)
        for at, title in enumerate(new):
            item = AgendaItem(id=work.new_id(), meeting_id=meeting_id, kind="fixed", title=title, status="open")
            item.position, item.origin = position + at, Origin.EVALUATION
            work.session.add(item)
        work.subject_id = evaluation_id
        work.facts = {"points": len(new), "meeting": meeting.number}
        work.touch("meeting", meeting_id)

    def _checked(self, work: Work, draft: EvaluationDraft) -> tuple[tuple[str, ...], str]:
        """The elements to ask and a tidy name; raises RuleError as `open`."""
        made_of = next((one for one in profile_of(work.session).evaluations if one.code == draft.list_code), None)
        if made_of is None:
            raise RuleError("evaluation.list")
        name = " ".join(draft.name.split())[:MOST_NAME]
        if not name:
            raise RuleError("evaluation.without_name")
        if any(name.casefold() == one.casefold() for one in work.session.scalars(select(Evaluation.name))):
            raise RuleError("evaluation.name_twice", name=name)
        if draft.answer_until < self.desk.day:
            raise RuleError("evaluation.until")
        if not rules.LOWEST_TOP <= draft.top <= rules.HIGHEST_TOP:
            raise RuleError("evaluation.top", least=rules.LOWEST_TOP, most=rules.HIGHEST_TOP)
        if not draft.organisation_ids:
            raise RuleError("evaluation.nobody")
        for one in draft.organisation_ids:
            known(work, Organisation, one, "network.no_organisation")
        return made_of.elements, name


def agenda_title(name: str, element: str) -> str:
    """The name of the measurement says where the point came from; there is one of each name."""
    return f"{element} (uit: {name})"
