"""What a unit of an offer costs from a day on, what that is made of, and who agreed to it in which decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, and_, func, or_, select, text
from sqlalchemy.orm import Session, aliased

from zsm_desktop.domain.errors import Finding, RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.tariffs import CostBasis, basis_findings, require_tariff
from zsm_desktop.models import Decision, Delivery, Meeting, Offer, Organisation, Sector, Tariff, Unit
from zsm_desktop.services.known import all_known, known, require_version
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.services.standing import stands
from zsm_desktop.store.work import Work

MOST_LETTERS = 200
MOST_DECISIONS = 200


@dataclass(frozen=True, slots=True)
class TariffDraft:
    """Cents per unit; of the cost basis None: not told. `agreed_by` is who agreed, in free words."""

    offer_id: str
    cents: int
    valid_from: date
    wage_cents: int | None = None
    materials_cents: int | None = None
    overhead_cents: int | None = None
    agreed_by: str = ""
    decision_id: str | None = None

    @property
    def basis(self) -> CostBasis:
        return CostBasis(self.wage_cents, self.materials_cents, self.overhead_cents)


@dataclass(frozen=True, slots=True)
class TariffRow:
    """`last_day` is the day before the next one starts; `used_since` the first delivery at it: then it is fixed."""

    id: str
    cents: int
    valid_from: date
    last_day: date | None
    basis: CostBasis
    agreed_by: str
    decision_id: str | None
    decision_number: str
    used_since: date | None
    version: int

    @property
    def is_used(self) -> bool:
        return self.used_since is not None


@dataclass(frozen=True, slots=True)
class TariffPreview:
    """`findings` are warnings; `replaces` an unused tariff of the very same day, which this one takes the place of."""

    findings: tuple[Finding, ...]
    replaces: TariffRow | None


@dataclass(frozen=True, slots=True)
class OfferTariff:
    """An offer that is on the list and its tariff of today; `cents` None: none has started."""

    offer_id: str
    offer_code: str
    offer: str
    school_code: str
    school: str
    sector: str
    unit: str
    cents: int | None
    valid_from: date | None
    last_day: date | None
    basis: CostBasis
    agreed_by: str
    agreed_on: date | None
    decision_number: str


@dataclass(frozen=True, slots=True)
class TariffFilter:
    """`agreed_before`: by the day of the decision, and where there is none by the day it began."""

    school_id: str | None = None
    sector_id: str | None = None
    without_basis: bool = False
    agreed_before: date | None = None


@dataclass(frozen=True, slots=True)
class DecisionChoice:
    """`text` is empty for who does not read the steering group's decisions."""

    id: str
    number: str
    decided_on: date
    text: str


ALL_TARIFFS = TariffFilter()
_Rows = Select[*tuple[Any, ...]]


class Tariffs(Service):
    @read(Permission.READ_OFFERS)
    def of_offer(self, offer_id: str) -> tuple[TariffRow, ...]:
        """Every tariff of one offer, latest first; none for an offer that is not there."""
        with self.store.reading() as session:
            return _history(session, offer_id)

    @read(Permission.READ_OFFERS)
    def today(self, wanted: TariffFilter = ALL_TARIFFS) -> tuple[OfferTariff, ...]:
        """Of every offer on the list, by school and name."""
        with self.store.reading() as session:
            query = _filtered(_today(self.desk.day), wanted)
            return tuple(_offer_tariff(*row) for row in session.execute(query))

    @read(Permission.EDIT_OFFERS, Permission.KEEP_BOOKS)
    def decisions(self) -> tuple[DecisionChoice, ...]:
        """Those of the steering group that stand, newest first: what a tariff, fund or VAT rule can rest on."""
        query = (
            select(Decision.id, Decision.number, Decision.decided_on, func.coalesce(Decision.open_text, ""))
            .join(Meeting, Meeting.id == Decision.meeting_id)
            .where(Meeting.kind == "steering", Decision.withdrawn_by_id.is_(None))
            .order_by(Decision.decided_on.desc(), Decision.number.desc())
            .limit(MOST_DECISIONS)
        )
        may_read = self.actor.may(Permission.READ_STEERING)
        with self.store.reading() as session:
            return tuple(
                DecisionChoice(id_, number, day, text if may_read else "")
                for id_, number, day, text in session.execute(query)
            )

    @read(Permission.EDIT_OFFERS)
    def preview(self, draft: TariffDraft) -> TariffPreview:
        """What to know before `set`; raises the same RuleErrors and writes nothing."""
        with self.store.reading() as session:
            offer = session.get(Offer, draft.offer_id)
            if offer is None:
                raise RuleError("offer.none")
            self.actor.require_school(offer.school_id)
            _require_sound(session, draft)
            same = next((row for row in _history(session, offer.id) if row.valid_from == draft.valid_from), None)
        return TariffPreview(basis_findings(draft.cents, draft.basis), same)

    @act("tariff.set", Permission.EDIT_OFFERS)
    def set(self, work: Work, draft: TariffDraft, version: int = 0) -> None:
        """A new tariff from a day on. One of that very day is replaced unless it was used: RuleError("tariff.used").

        `version` is that of the one it replaces, 0 where there was none: RuleError("edit.conflict") otherwise.

        A tariff may not start on or before the day of a delivery that stands: RuleError("tariff.too_late").
        """
        offer = known(work, Offer, draft.offer_id, "offer.none")
        self.actor.require_school(offer.school_id)
        _require_sound(work.session, draft)
        all_known(work, Decision, [draft.decision_id], "decision.none")
        tariff = _of_day(work.session, offer.id, draft.valid_from)
        require_version(tariff, version)
        if tariff is None:
            tariff = Tariff(id=work.new_id(), offer_id=offer.id, valid_from=draft.valid_from)
            work.session.add(tariff)
        tariff.cents, tariff.decision_id, tariff.agreed_by = draft.cents, draft.decision_id, draft.agreed_by.strip()
        tariff.wage_cents, tariff.materials_cents = draft.wage_cents, draft.materials_cents
        tariff.overhead_cents = draft.overhead_cents
        work.made = tariff.id
        work.subject_id = offer.id
        work.facts = {"cents": draft.cents, "from": draft.valid_from}
        work.touch("tariff", tariff.id)
        work.touch("offer", offer.id)

    @act("tariff.remove", Permission.EDIT_OFFERS)
    def remove(self, work: Work, tariff_id: str) -> None:
        """Take back a tariff no delivery was entered at; raises RuleError("tariff.gone", "tariff.used")."""
        tariff = known(work, Tariff, tariff_id, "tariff.gone")
        offer = work.session.get_one(Offer, tariff.offer_id)
        self.actor.require_school(offer.school_id)
        if _is_used(work.session, tariff_id):
            raise RuleError("tariff.used", day=tariff.valid_from)
        work.subject_id = offer.id
        work.facts = {"cents": tariff.cents, "from": tariff.valid_from}
        work.session.delete(tariff)
        work.touch("tariff", tariff_id)
        work.touch("offer", offer.id)


def _require_sound(session: Session, draft: TariffDraft) -> None:
    require_tariff(draft.cents, draft.basis)
    if len(draft.agreed_by.strip()) > MOST_LETTERS:
        raise RuleError("tariff.long_agreed_by")
    same = _of_day(session, draft.offer_id, draft.valid_from)
    if same is not None and _is_used(session, same.id):
        raise RuleError("tariff.used", day=draft.valid_from)
    latest = session.scalar(
        select(func.max(Delivery.delivered_on)).where(
            Delivery.offer_id == draft.offer_id,
            Delivery.delivered_on >= draft.valid_from,
            text(stands("delivery")),
        )
    )
    if latest is not None:
        raise RuleError("tariff.too_late", day=latest)


def _of_day(session: Session, offer_id: str, day: date) -> Tariff | None:
    return session.scalars(select(Tariff).where(Tariff.offer_id == offer_id, Tariff.valid_from == day)).first()


def _is_used(session: Session, tariff_id: str) -> bool:
    return session.scalar(select(Delivery.id).where(Delivery.tariff_id == tariff_id).limit(1)) is not None


def _history(session: Session, offer_id: str) -> tuple[TariffRow, ...]:
    uses = select(Delivery.tariff_id, func.min(Delivery.delivered_on)).where(Delivery.offer_id == offer_id)
    since = dict(session.execute(uses.group_by(Delivery.tariff_id)).all())
    query = (
        select(Tariff, Decision.number)
        .outerjoin(Decision, Decision.id == Tariff.decision_id)
        .where(Tariff.offer_id == offer_id)
        .order_by(Tariff.valid_from.desc())
    )
    rows: list[TariffRow] = []
    for tariff, number in session.execute(query):
        rows.append(
            TariffRow(
                id=tariff.id,
                cents=tariff.cents,
                valid_from=tariff.valid_from,
                last_day=rows[-1].valid_from - timedelta(days=1) if rows else None,
                basis=_basis(tariff),
                agreed_by=tariff.agreed_by,
                decision_id=tariff.decision_id,
                decision_number=number or "",
                used_since=since.get(tariff.id),
                version=tariff.version,
            )
        )
    return tuple(rows)


def _today(day: date) -> _Rows:
    """Rows as `_offer_tariff` takes them."""
    begun, later = aliased(Tariff), aliased(Tariff)
    latest = (
        select(func.max(begun.valid_from)).where(begun.offer_id == Offer.id, begun.valid_from <= day).scalar_subquery()
    )
    following = (
        select(func.min(later.valid_from)).where(later.offer_id == Offer.id, later.valid_from > day).scalar_subquery()
    )
    query: _Rows = select(
        Offer,
        Tariff,
        Organisation.code,
        Organisation.name,
        Sector.name,
        Unit.name,
        Decision.number,
        Decision.decided_on,
        following,
    )
    return (
        query.join(Organisation, Organisation.id == Offer.school_id)
        .join(Sector, Sector.id == Offer.sector_id)
        .join(Unit, Unit.id == Offer.unit_id)
        .outerjoin(Tariff, and_(Tariff.offer_id == Offer.id, Tariff.valid_from == latest))
        .outerjoin(Decision, Decision.id == Tariff.decision_id)
        .where(Offer.is_active)
        .order_by(Organisation.name, Offer.name, Offer.id)
    )


def _filtered(query: _Rows, wanted: TariffFilter) -> _Rows:
    if wanted.school_id is not None:
        query = query.where(Offer.school_id == wanted.school_id)
    if wanted.sector_id is not None:
        query = query.where(Offer.sector_id == wanted.sector_id)
    if wanted.without_basis:
        parts = (Tariff.wage_cents, Tariff.materials_cents, Tariff.overhead_cents)
        query = query.where(*(part.is_(None) for part in parts))
    if wanted.agreed_before is not None:
        day = wanted.agreed_before
        without = and_(Decision.decided_on.is_(None), Tariff.valid_from < day)
        query = query.where(or_(Decision.decided_on < day, without))
    return query


def _offer_tariff(offer: Offer, tariff: Tariff | None, *joined: Any) -> OfferTariff:
    school_code, school, sector, unit, number, decided_on, following = joined
    return OfferTariff(
        offer_id=offer.id,
        offer_code=offer.code,
        offer=offer.name,
        school_code=school_code,
        school=school,
        sector=sector,
        unit=unit,
        cents=tariff.cents if tariff else None,
        valid_from=tariff.valid_from if tariff else None,
        last_day=following - timedelta(days=1) if tariff and following else None,
        basis=_basis(tariff) if tariff else CostBasis(),
        agreed_by=tariff.agreed_by if tariff else "",
        agreed_on=(decided_on or tariff.valid_from) if tariff else None,
        decision_number=number or "",
    )


def _basis(tariff: Tariff) -> CostBasis:
    return CostBasis(tariff.wage_cents, tariff.materials_cents, tariff.overhead_cents)
