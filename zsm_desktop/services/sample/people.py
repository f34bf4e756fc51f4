"""Who acts in the invented network of the last weeks: the desks of those who open the program."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zsm_desktop.domain.deliveries import DeliveryStatus
from zsm_desktop.domain.progress import CaseStatus
from zsm_desktop.services.delivery_lists import DeliveryFilter, DeliveryRow
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.offer_rows import OfferFilter, OfferRow
from zsm_desktop.services.sample.casework import CasePlan
from zsm_desktop.services.sample.parties import Network
from zsm_desktop.services.sample.shape import Frame

_DECISION = """
SELECT d.id FROM decision d JOIN meeting_body b ON b.id = d.body_id
WHERE b.kind = 'steering' AND d.decided_on <= ? AND d.open_text = ? ORDER BY d.decided_on DESC, d.number DESC LIMIT 1
"""


_AHEAD = """
SELECT a.case_id FROM agenda_item a JOIN meeting m ON m.id = a.meeting_id
WHERE m.status = 'planned' AND a.case_id IS NOT NULL
"""


@dataclass(frozen=True)
class People:
    frame: Frame
    network: Network
    plans: tuple[CasePlan, ...]
    secretary: Desk
    coordinator: Desk
    bookkeeper: Desk

    @property
    def day(self) -> date:
        return self.secretary.day

    @property
    def own_school(self) -> str:
        """That of the coordinator; she answers for it herself."""
        return self.coordinator.actor.school_id or ""

    def decided(self, text: str) -> str | None:
        """The decision of the stuurgroep that says this."""
        rows = self.secretary.store.rows(_DECISION, (self.day.isoformat(), text))
        return str(rows[0][0]) if rows else None

    def cases(self, *, is_placed: bool) -> list[CasePlan]:
        """Running ones that do not come up in the meeting ahead, whether or not placed somewhere today."""
        ahead = {case_id for (case_id,) in self.secretary.store.rows(_AHEAD)}
        running = (one for one in self.plans if one.status is CaseStatus.RUNNING and one.id not in ahead)
        return [one for one in running if one.is_placed_on(self.frame.today) is is_placed]

    def offers(self, kind: str) -> tuple[OfferRow, ...]:
        """Those that are on the list, by name."""
        return self.secretary.offers.page(OfferFilter(kind=kind))

    def entered(self, school_id: str | None = None, offer_id: str | None = None) -> list[DeliveryRow]:
        """What this school used, or all did, and nobody answered yet; the oldest first."""
        return self._deliveries(DeliveryStatus.ENTERED, school_id, offer_id)

    def disputed(self, school_id: str | None = None) -> list[DeliveryRow]:
        return self._deliveries(DeliveryStatus.DISPUTED, school_id, None)

    def _deliveries(self, status: DeliveryStatus, school_id: str | None, offer_id: str | None) -> list[DeliveryRow]:
        side = "taken" if school_id else None
        wanted = DeliveryFilter(status=status, school_id=school_id, side=side, offer_id=offer_id)
        return list(reversed(self.secretary.deliveries.page(wanted)))
