"""The grant of the province: it bears part of the courses that vso schools use, of this school year and the last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from zsm_desktop.domain.funds import FundRule
from zsm_desktop.domain.ledger import Borne
from zsm_desktop.services.sample.exchange import Use
from zsm_desktop.services.sample.parties import Network
from zsm_desktop.services.sample.portraits.portrait import FundSketch
from zsm_desktop.services.sample.shape import Frame, Row, Rows, new_id

_AMPLE = 10**11
_LEAST, _STEP = 10_000_00, 2_500_00


class ProvinceFund:
    """Ample while the books are made; what it is granted follows from what it bore, so nobody ever comes too late."""

    def __init__(
        self,
        frame: Frame,
        network: Network,
        sketch: FundSketch,
        sector_ids: Mapping[str, str],
        decisions: Sequence[Row],
        granted: str,
    ) -> None:
        self._sketch = sketch
        self._sector_ids = sector_ids
        self._claims: list[Row] = []
        self._borne = 0
        account = next(row for row in network.rows["account"] if row["code"] == sketch.code)
        first = frame.running.shifted(-1).first_day
        self.fund_id = new_id(frame.dice("grant", *_others(sketch, network)), first)
        self._rule = FundRule(
            id=self.fund_id,
            account_id=int(str(account["id"])),
            granted_cents=_AMPLE,
            percent=sketch.percent,
            fixed_cents=None,
            first_day=first,
            last_day=frame.running.shifted(sketch.years - 2).last_day,
            sector_id=None,
            offer_kind=sketch.offer_kind,
            school_kind=sketch.school_kind,
            rank=1,
        )
        decided = next((str(row["id"]) for row in decisions if row["open_text"] == granted), None)
        self.rows: Rows = {"fund": [self._row(account) | {"decision_id": decided}]}

    def fits(self, use: Use) -> bool:
        sketch = use.offer.sketch
        return self._rule.fits(use.day, self._sector_ids[sketch.sector], sketch.kind, use.user.kind)

    def bear(self, use: Use, delivery_id: str, cents: int) -> Borne | None:
        """Its part of a delivery that is booked, noted as a claim."""
        part = self._rule.claim_cents(use.quantity, cents) if self.fits(use) else 0
        if not part:
            return None
        self._borne += part
        self._claims.append(
            {
                "delivery_id": delivery_id,
                "fund_id": self.fund_id,
                "delivered_on": use.day,
                "claimed_cents": part,
                "charged_cents": part,
                "is_reversed": False,
            }
        )
        return Borne(self._rule.account_id, part)

    def taken_claims(self) -> list[Row]:
        """Those since it was last asked."""
        taken, self._claims = self._claims, []
        return taken

    def granted_cents(self) -> int:
        """As it is known, or half as much again as it bore, in round figures."""
        if self._sketch.granted_cents is not None:
            return self._sketch.granted_cents
        return max(_LEAST, -(-(self._borne * 3 // 2) // _STEP) * _STEP)

    @property
    def left_cents(self) -> int:
        return self.granted_cents() - self._borne

    def _row(self, account: Row) -> Row:
        rule = self._rule
        return {
            "id": rule.id,
            "account_id": rule.account_id,
            "code": account["code"],
            "name": account["name"],
            "owner": self._sketch.owner,
            "granted_cents": rule.granted_cents,
            "percent": rule.percent,
            "fixed_cents": None,
            "first_day": rule.first_day,
            "last_day": rule.last_day,
            "sector_id": None,
            "offer_kind": rule.offer_kind,
            "school_kind": rule.school_kind,
            "rank": rule.rank,
            "terms": self._sketch.terms,
            "version": 1,
        }


class NoFund:
    """Of a network that lives on the time of those who take part."""

    def fits(self, use: Use) -> bool:
        del use
        return False

    def bear(self, use: Use, delivery_id: str, cents: int) -> Borne | None:
        del use, delivery_id, cents
        return None

    def taken_claims(self) -> list[Row]:
        return []


def _others(sketch: FundSketch, network: Network) -> tuple[str, ...]:
    """What tells the dice of a second fund from those of the first."""
    first = next(row for row in network.rows["account"] if row["kind"] == "fund")
    return () if first["code"] == sketch.code else (sketch.code,)
