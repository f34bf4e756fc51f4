"""What can be chosen in the filters and forms of the offers; no Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission, Role
from zsm_desktop.services.bookings import BOOKABLE
from zsm_desktop.services.offers import KINDS
from zsm_desktop.ui.parts.decisions import decision_choices
from zsm_desktop.words.labels import NOT_PLACEABLE, OFFER_KIND, first_upper, label

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.needs import NeedRow
    from zsm_desktop.services.offer_rows import OfferRow

Choices = list[tuple[str, str]]


class OfferRights:
    """What the person at the desk may see and change."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    @property
    def sees_needs(self) -> bool:
        return self.desk.actor.may(Permission.READ_CASES)

    @property
    def may_add(self) -> bool:
        return self.desk.actor.may(Permission.EDIT_OFFERS)

    def demand(self, offer: OfferRow) -> None:
        """Raises RuleError when this user may not change this offer."""
        self.desk.actor.require(Permission.EDIT_OFFERS)
        self.desk.actor.require_school(offer.school_id)

    def refusal(self, offer: OfferRow) -> RuleError | None:
        """Why this user may not change this offer; None when it may."""
        try:
            self.demand(offer)
        except RuleError as error:
            return error
        return None


class OfferLists(OfferRights):
    """Each a list of (key, words), as the drop-downs want them."""

    def decisions(self) -> Choices:
        """What a tariff can rest on, after "no decision"."""
        return decision_choices(self.desk)

    def schools(self) -> Choices:
        return [(school.id, school.name) for school in self.desk.network.schools()]

    def sectors(self) -> Choices:
        return [(sector.id, sector.name) for sector in self.desk.offers.sectors()]

    def levels(self) -> tuple[str, ...]:
        return self.desk.offers.levels()

    def contacts(self, school_id: str) -> Choices:
        """Whom to ask at a school, after nobody in particular."""
        people = self.desk.offers.contacts(school_id) if school_id else ()
        named = [(one.id, f"{one.name} ({one.function})" if one.function else one.name) for one in people]
        return [("", "Niemand in het bijzonder"), *named]

    def own_schools(self) -> Choices:
        """Those for which this user may act."""
        actor = self.desk.actor
        return [one for one in self.schools() if actor.role is Role.SECRETARY or one[0] == actor.school_id]

    def may_book(self, offer: OfferRow) -> bool:
        is_open = offer.kind in BOOKABLE and offer.is_active and not offer.is_expired
        return is_open and self.desk.actor.may(Permission.EDIT_PLACEMENTS) and bool(self.booking_schools(offer))

    def booking_schools(self, offer: OfferRow) -> Choices:
        """Who may come: any school where it is one's own workplace, else one's own school."""
        return self.schools() if self.desk.actor.school_id == offer.school_id else self.own_schools()

    def units(self) -> Choices:
        return [(unit.id, unit.name) for unit in self.desk.offers.units()]


def kinds() -> Choices:
    return [(kind, first_upper(label(OFFER_KIND, kind))) for kind in KINDS]


def need_text(row: NeedRow) -> str:
    """What is asked: in the words of the school, or why a discussion found no offer."""
    return row.wanted or first_upper(label(NOT_PLACEABLE, row.reason_code))
