"""A meeting as it may be read afterwards by another school: what was said there, and no more of the dossier."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from zsm_desktop.domain.permissions import Actor, Permission
from zsm_desktop.models import Case
from zsm_desktop.services.rights import is_other_school, sees_case

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from zsm_desktop.services.meeting_facts import AgendaRow, MeetingCard


def shown_to(session: Session, actor: Actor, card: MeetingCard) -> MeetingCard:
    """Questions and initials go where the right to see the case went; pseudonyms and what was noted stay."""
    if not actor.may(Permission.READ_CASES):
        return card

    def shown(row: AgendaRow) -> AgendaRow:
        case = row.case
        if case is None or not is_other_school(actor, case.school_id):
            return row
        still = session.get(Case, case.id)  # minutes that were laid down may outlive it
        if still is not None and sees_case(session, actor, still):
            return row
        return replace(row, case=replace(case, question="", initials=""))

    return replace(card, agenda=tuple(shown(row) for row in card.agenda))
