"""Seats that came free because time passed: who is next, and one act that asks for them.

A seat that somebody gives back is passed on in that same act; nobody acts when a placement has had its last day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.models import Offer
from zsm_desktop.services.known import known
from zsm_desktop.services.placement_acts import move_up
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.services.turns import turns, turns_for
from zsm_desktop.store.work import Work


@dataclass(frozen=True, slots=True)
class FreeSeat:
    """`called` is the pupil's pseudonym, or the code for who knows pupils by code alone."""

    placement_id: str
    number: str
    called: str
    offer_id: str
    offer: str
    user: str
    provider: str
    first_day: date


class WaitingList(Service):
    @read(Permission.READ_PLACEMENTS)
    def free(self, offer_id: str | None = None) -> tuple[FreeSeat, ...]:
        """Who can be asked for now, by offer and in the order in which they came."""
        found = []
        for turn in turns_for(self.store.rows, self.actor, self.desk.day, offer_id):
            row = self.desk.placements.row(turn.placement_id)
            found.append(
                FreeSeat(
                    row.id, row.number, row.called, row.offer_id, row.offer, row.user, row.provider, turn.first_day
                )
            )
        return tuple(found)

    @act("placement.move_up", Permission.EDIT_PLACEMENTS)
    def move_up(self, work: Work, offer_id: str) -> None:
        """Ask for all who have a free seat now, in their order; by a school that is a party to one of them.

        Raises RuleError("placement.nobody_moves") where every seat is taken or nobody waits.
        """
        offer = known(work, Offer, offer_id, "offer.none")
        found = turns(work.rows, self.desk.day, offer_id)
        self.actor.require_school(offer.school_id, *(turn.user_id for turn in found))
        if not found:
            raise RuleError("placement.nobody_moves")
        move_up(work, offer_id, self.desk.day)
        work.subject_id = offer_id
        work.facts = {"count": len(found)}
