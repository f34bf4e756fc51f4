"""What the room may see on the wall: types without a field for a name or for money, texts that passed the mask."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.masking import Hidden
from zsm_desktop.models import (
    ActionItem,
    AgendaItem,
    Bottleneck,
    Case,
    CaseDiscussion,
    Decision,
    Meeting,
    MeetingBody,
    Network,
    Organisation,
    Pupil,
)
from zsm_desktop.services.agendas import items_of
from zsm_desktop.services.consents import missing_codes
from zsm_desktop.services.masks import HiddenTexts
from zsm_desktop.services.meeting_lists import action_rows, decision_rows
from zsm_desktop.services.meetings import READ
from zsm_desktop.services.rights import require_attends
from zsm_desktop.services.service import Service, opened, read

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from zsm_desktop.services.matches import OfferMatch
    from zsm_desktop.services.meeting_facts import ActionRow, DecisionRow

MOST_OFFERS = 6


@dataclass(frozen=True, slots=True)
class WallPoint:
    """One line of the agenda: a case by its pseudonym, any other point by its title."""

    words: str
    school: str
    status: str
    outcome: str
    is_case: bool
    is_here: bool


@dataclass(frozen=True, slots=True)
class WallAgenda:
    """`here` is the number of the point on the table, 0 for none; of `kept_off` cases the room hears the count only."""

    body: str
    held_on: date
    points: tuple[WallPoint, ...]
    here: int
    done: int
    kept_off: int = 0


@dataclass(frozen=True, slots=True)
class WallOffer:
    """An offer with the codes of why it fits and what it lacks; what it costs is not said beside a pupil."""

    words: str
    school: str
    fits: tuple[str, ...]
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WallAction:
    text: str
    owner: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class WallDecision:
    """`withdrawn_by` and `withdraws` are numbers of decisions, "" for none."""

    number: str
    text: str
    withdrawn_by: str = ""
    withdraws: str = ""


@dataclass(frozen=True, slots=True)
class WallCard:
    """A case; `question` is the one made for showing, "" when nobody wrote it."""

    pseudonym: str
    school: str
    question: str
    offers: tuple[WallOffer, ...]
    outcome: str
    decisions: tuple[WallDecision, ...]
    actions: tuple[WallAction, ...]


@dataclass(frozen=True, slots=True)
class WallTalk:
    """A point that is no case."""

    title: str
    text: str
    decisions: tuple[WallDecision, ...]
    actions: tuple[WallAction, ...]


@dataclass(frozen=True, slots=True)
class NeutralSlide:
    """Nothing but whose meeting this is."""

    network: str


Slide = WallCard | WallTalk | NeutralSlide


@dataclass(frozen=True, slots=True)
class WallView:
    """All that is drawn; without a slide the agenda has the wall to itself."""

    agenda: WallAgenda | None
    slide: Slide | None


@dataclass(frozen=True, slots=True)
class WallSight:
    """`hidden` is for the private window: what the mask kept from the wall."""

    view: WallView
    hidden: tuple[Hidden, ...]


class Wall(Service):
    @read(*READ)
    def neutral(self) -> WallView:
        with self.store.reading() as session:
            return WallView(None, NeutralSlide(session.scalars(select(Network.name)).one()))

    @read(*READ)
    def sight(self, meeting_id: str, item_id: str = "") -> WallSight:
        """A meeting with this point on the table, "" for none; raises RuleError("meeting.none").

        A case without its question or without a valid legal basis is not on the wall: its place is the agenda's.
        """
        texts = HiddenTexts(self.desk.masks)
        with self.store.reading() as session:
            meeting = session.get(Meeting, meeting_id)
            if meeting is None:
                raise RuleError("meeting.none")
            require_attends(session, self.actor, meeting)
            items = items_of(session, meeting_id)
            closed = self._closed(session, items)
            told = [item for item in items if item.case_id not in closed]
            here = next((item for item in told if item.id == item_id), None)
            agenda = _agenda(session, meeting, told, here, texts, kept_off=len(items) - len(told))
            slide = self._slide(session, here, texts)
        return WallSight(WallView(agenda, slide), texts.hidden)

    def _closed(self, session: Session, items: Sequence[AgendaItem]) -> frozenset[str]:
        """The cases that may not be shown."""
        wanted = [item.case_id for item in items if item.case_id]
        cases = list(session.scalars(select(Case).where(Case.id.in_(wanted))))
        missing = missing_codes(session, self.store.seal, cases, self.desk.day)
        return frozenset(
            case.id
            for case in cases
            if missing.get(case.id) or not opened(self.store.seal, "case_file", case.id, "question", case.question)
        )

    def _slide(self, session: Session, item: AgendaItem | None, texts: HiddenTexts) -> Slide | None:
        if item is None:
            return None
        if item.case_id is not None:
            return self._case(item.id, session.get_one(Case, item.case_id), texts)
        seal, day = self.store.seal, self.desk.day
        bottleneck = session.get(Bottleneck, item.bottleneck_id) if item.bottleneck_id else None
        return WallTalk(
            title=texts.show(item.title),
            text=texts.show(bottleneck.answer or bottleneck.description) if bottleneck is not None else "",
            decisions=_decisions(decision_rows(session, seal, Decision.agenda_item_id == item.id), texts),
            actions=_actions(action_rows(session, seal, day, ActionItem.agenda_item_id == item.id), texts),
        )

    def _case(self, item_id: str, case: Case, texts: HiddenTexts) -> WallCard | None:
        """From the card the private window reads, so that both rest on the same rights and the same figures."""
        try:
            card = self.desk.live.card(item_id)
        except RuleError:
            return None
        about = (case.pupil_id,)
        question = opened(self.store.seal, "case_file", case.id, "wall_question", case.wall_question)
        return WallCard(
            pseudonym=card.case.row.pseudonym,
            school=card.case.row.school,
            question=texts.show(question.strip(), about),
            offers=tuple(_offer(match) for match in card.matches[:MOST_OFFERS]),
            outcome=card.outcome,
            decisions=_decisions(card.decisions, texts, about),
            actions=_actions(card.actions, texts, about),
        )


def _agenda(
    session: Session,
    meeting: Meeting,
    items: Sequence[AgendaItem],
    here: AgendaItem | None,
    texts: HiddenTexts,
    *,
    kept_off: int,
) -> WallAgenda:
    ids = [item.id for item in items]
    called = (
        select(AgendaItem.id, Pupil.pseudonym, Organisation.name)
        .join(Case, Case.id == AgendaItem.case_id)
        .join(Pupil, Pupil.id == Case.pupil_id)
        .join(Organisation, Organisation.id == Case.school_id)
        .where(AgendaItem.id.in_(ids))
    )
    pupils = {item_id: (pseudonym, school) for item_id, pseudonym, school in session.execute(called)}
    ended = select(CaseDiscussion.agenda_item_id, CaseDiscussion.outcome).where(CaseDiscussion.agenda_item_id.in_(ids))
    outcomes = {item_id: outcome or "" for item_id, outcome in session.execute(ended)}

    def point(item: AgendaItem) -> WallPoint:
        words, school = pupils.get(item.id) or (texts.show(item.title), "")
        return WallPoint(
            words=words,
            school=school,
            status=item.status,
            outcome=outcomes.get(item.id, ""),
            is_case=item.case_id is not None,
            is_here=item is here,
        )

    return WallAgenda(
        body=session.get_one(MeetingBody, meeting.body_id).name,
        held_on=meeting.held_on,
        points=tuple(point(item) for item in items),
        here=items.index(here) + 1 if here is not None else 0,
        done=sum(item.status == "discussed" for item in items),
        kept_off=kept_off,
    )


def _offer(match: OfferMatch) -> WallOffer:
    return WallOffer(match.offer, match.provider, tuple(map(str, match.match.fits)), tuple(map(str, match.match.lacks)))


def _decisions(rows: Iterable[DecisionRow], texts: HiddenTexts, about: Sequence[str] = ()) -> tuple[WallDecision, ...]:
    return tuple(WallDecision(row.number, texts.show(row.text, about), row.withdrawn_by, row.withdraws) for row in rows)


def _actions(rows: Iterable[ActionRow], texts: HiddenTexts, about: Sequence[str] = ()) -> tuple[WallAction, ...]:
    return tuple(WallAction(texts.show(row.text, about), texts.person(row.owner, about), row.due_on) for row in rows)
