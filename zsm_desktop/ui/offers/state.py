"""What is asked of the offers, and what of it may be changed by whom; no Qt."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services.bookings import BOOKABLE
from zsm_desktop.services.offer_rows import OfferFilter, OfferRow
from zsm_desktop.services.offers import OfferCard, OfferDraft
from zsm_desktop.services.placement_rows import PlacementFilter, PlacementRow
from zsm_desktop.ui.offers.lists import OfferLists

if TYPE_CHECKING:
    from datetime import date

    from zsm_desktop.services.bookings import BookingWeek
    from zsm_desktop.services.changes import Changes
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.needs import NeedRow
    from zsm_desktop.services.tariffs import TariffRow
    from zsm_desktop.services.vat import VatTreatment
    from zsm_desktop.services.waiting_list import FreeSeat

MOST_PLACEMENTS = 500


class OffersState(OfferLists):
    """`wanted` is the filter of the list, `plain` the one that leaves all; `card` the offer in hand.

    Whoever belongs to a school sees how far it is from there.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.plain = OfferFilter(from_id=desk.actor.school_id)
        self.wanted = self.plain
        self.card: OfferCard | None = None
        self._needs: tuple[NeedRow, ...] = ()
        self._total = 0

    @property
    def need(self) -> NeedRow | None:
        """That which the list is narrowed to."""
        return next((row for row in self._needs if row.id == self.wanted.need_id), None)

    def read_needs(self) -> tuple[NeedRow, ...]:
        """Those that are open; one that was settled meanwhile narrows nothing any more."""
        self._needs = self.desk.needs.rows() if self.sees_needs else ()
        if self.need is None:
            self.narrow(need_id=None)
        return self._needs

    @property
    def is_narrowed(self) -> bool:
        return replace(self.wanted, from_id=self.plain.from_id) != self.plain

    @property
    def is_narrowed_further(self) -> bool:
        """By more than a need."""
        return replace(self.wanted, from_id=self.plain.from_id, need_id=None) != self.plain

    def narrow(self, **changes: Any) -> bool:
        """Changes the filter; "" means no filter. False when it stays the same."""
        wanted = replace(
            self.wanted, **{name: None if value == "" and name != "text" else value for name, value in changes.items()}
        )
        is_new, self.wanted = wanted != self.wanted, wanted
        return is_new

    def clear(self) -> None:
        self.wanted = self.plain

    def rows(
        self, offset: int, limit: int, sort: str = "", *, is_descending: bool = False
    ) -> tuple[tuple[OfferRow, ...], int]:
        """One page of the list and how long the whole list is."""
        rows = self.desk.offers.page(self.wanted, offset=offset, limit=limit, sort=sort, is_descending=is_descending)
        if offset == 0:
            self._total = len(rows) if len(rows) < limit else self.desk.offers.count(self.wanted)
        return rows, self._total

    def tariffs(self, offer_id: str) -> tuple[TariffRow, ...]:
        return self.desk.tariffs.of_offer(offer_id)

    def vat(self, offer: OfferRow) -> VatTreatment:
        return self.desk.vat.treatment_on(offer.kind, self.desk.day)

    def placements(self, offer_id: str) -> tuple[PlacementRow, ...] | None:
        """Those that hold a seat now or later; None for roles that may not see placements."""
        if not self.desk.actor.may(Permission.READ_PLACEMENTS):
            return None
        return self.desk.placements.page(PlacementFilter(offer_id=offer_id, holds_seat=True), limit=MOST_PLACEMENTS)

    def free(self, offer_id: str) -> tuple[FreeSeat, ...]:
        """Who can be asked for now, for roles that may see placements."""
        may_see = self.desk.actor.may(Permission.READ_PLACEMENTS)
        return self.desk.waiting_list.free(offer_id) if may_see else ()

    def bookings(self, offer: OfferRow, day: date) -> tuple[BookingWeek | None, tuple[date, ...]]:
        """The week that holds `day`, and the days to come with a clash; None for what has no hours of its own."""
        if offer.kind not in BOOKABLE:
            return None, ()
        return self.desk.bookings.week(offer.id, day), self.desk.bookings.clashes(offer.id)

    def save(self, draft: OfferDraft, offer_id: str, version: int) -> Changes:
        """A new offer with "", else that one as it was read."""
        if not offer_id:
            return self.desk.offers.add(draft)
        return self.desk.offers.edit(offer_id, version, draft)

    def switch(self, offer: OfferRow) -> Changes:
        """Takes an active offer off the list, puts another back on it."""
        acts = self.desk.offers
        return acts.deactivate(offer.id) if offer.is_active else acts.activate(offer.id)
