"""The verrekenovereenkomst: which regime holds from which day on, on what terms, and who signed it for whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.money import require_bounded
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.settlement.history import SettlementRegime
from zsm_desktop.domain.settlement.threshold import Band
from zsm_desktop.models import (
    AgreementBand,
    AgreementSignature,
    Decision,
    Organisation,
    School,
    Settlement,
    SettlementAgreement,
)
from zsm_desktop.services.known import all_known, known, require_version
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.store.work import Work

MOST_LETTERS = 400
MOST_TERM_DAYS = 365


@dataclass(frozen=True, slots=True)
class AgreementDraft:
    """`band` and `bands`, by school, are for the threshold only; `writes_off` for closed purses only."""

    regime: SettlementRegime
    valid_from: date
    term_days: int = 30
    band: Band | None = None
    bands: Mapping[str, Band] = field(default_factory=dict)
    issues_for_all: bool = False
    writes_off: bool = False
    decision_id: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    organisation_id: str
    code: str
    name: str
    signed_by: str
    signed_on: date


@dataclass(frozen=True, slots=True)
class SchoolBand:
    school_id: str
    code: str
    name: str
    band: Band


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """`last_day` None while it is the last one; `is_used`: a settlement rests on it, so that it is fixed."""

    id: str
    version: int
    regime: SettlementRegime
    valid_from: date
    last_day: date | None
    term_days: int
    band: Band | None
    bands: tuple[SchoolBand, ...]
    issues_for_all: bool
    writes_off: bool
    decision_id: str | None
    decision_number: str
    note: str
    signatures: tuple[Signature, ...]
    is_used: bool

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.last_day is None or day <= self.last_day)


class Agreements(Service):
    @read(Permission.READ_BALANCES)
    def rows(self) -> tuple[AgreementRow, ...]:
        """The latest first."""
        with self.store.reading() as session:
            return agreement_rows(session)

    @read(Permission.READ_BALANCES)
    def on(self, day: date) -> AgreementRow | None:
        return next((row for row in self.rows() if row.holds_on(day)), None)

    @act("agreement.add", Permission.KEEP_BOOKS)
    def add(self, work: Work, draft: AgreementDraft) -> None:
        """Raises RuleError("agreement.…") for what does not go together, ("decision.none", "school.none")."""
        agreement = SettlementAgreement(id=work.new_id())
        self._fill(work, agreement, draft)
        work.session.add(agreement)
        work.session.flush()
        _set_bands(work, agreement.id, draft.bands)
        work.made = agreement.id

    @act("agreement.edit", Permission.KEEP_BOOKS)
    def edit(self, work: Work, agreement_id: str, version: int, draft: AgreementDraft) -> None:
        """As `add`. Raises RuleError("agreement.none", "edit.conflict", "agreement.used")."""
        agreement = self._unused(work, agreement_id)
        require_version(agreement, version)
        self._fill(work, agreement, draft)
        work.session.execute(delete(AgreementBand).where(AgreementBand.agreement_id == agreement_id))
        _set_bands(work, agreement_id, draft.bands)

    @act("agreement.remove", Permission.KEEP_BOOKS)
    def remove(self, work: Work, agreement_id: str) -> None:
        """Raises RuleError("agreement.none", "agreement.used"): also by a proposal that was withdrawn, which still says
        what it rested on.
        """
        agreement = known(work, SettlementAgreement, agreement_id, "agreement.none")
        if work.session.scalar(select(Settlement.id).where(Settlement.agreement_id == agreement_id).limit(1)):
            raise RuleError("agreement.used")
        for part in (AgreementBand, AgreementSignature):
            work.session.execute(delete(part).where(part.agreement_id == agreement_id))
        work.session.delete(agreement)
        _touch(work, agreement)

    @act("agreement.sign", Permission.KEEP_BOOKS)
    def sign(
        self, work: Work, agreement_id: str, version: int, organisation_id: str, signed_by: str, signed_on: date
    ) -> None:
        """Who signed it for a school or board; once more corrects it, until a settlement rests on it.

        Raises RuleError("agreement.none", "edit.conflict", "agreement.used", "network.no_organisation",
        "agreement.no_signer", "agreement.signed_ahead").
        """
        agreement = known(work, SettlementAgreement, agreement_id, "agreement.none")
        if work.session.get(AgreementSignature, (agreement_id, organisation_id)) is not None:
            _require_unused(work.session, agreement_id)
        require_version(agreement, version)
        known(work, Organisation, organisation_id, "network.no_organisation")
        name = " ".join(signed_by.split())
        if not name:
            raise RuleError("agreement.no_signer")
        if signed_on > self.desk.day:
            raise RuleError("agreement.signed_ahead")
        work.session.merge(
            AgreementSignature(
                agreement_id=agreement_id, organisation_id=organisation_id, signed_by=name[:80], signed_on=signed_on
            )
        )
        _touch(work, agreement)

    @act("agreement.unsign", Permission.KEEP_BOOKS)
    def unsign(self, work: Work, agreement_id: str, version: int, organisation_id: str) -> None:
        """Takes a signature back that was noted by mistake. Raises as `sign`, and RuleError("agreement.not_signed")."""
        agreement = self._unused(work, agreement_id)
        require_version(agreement, version)
        signature = work.session.get(AgreementSignature, (agreement_id, organisation_id))
        if signature is None:
            raise RuleError("agreement.not_signed")
        work.session.delete(signature)
        _touch(work, agreement)

    def _unused(self, work: Work, agreement_id: str) -> SettlementAgreement:
        agreement = known(work, SettlementAgreement, agreement_id, "agreement.none")
        _require_unused(work.session, agreement_id)
        return agreement

    def _fill(self, work: Work, agreement: SettlementAgreement, draft: AgreementDraft) -> None:
        _require_sound(draft)
        all_known(work, Decision, [draft.decision_id], "decision.none")
        same = select(SettlementAgreement.id).where(SettlementAgreement.valid_from == draft.valid_from)
        if work.session.scalar(same.where(SettlementAgreement.id != agreement.id)) is not None:
            raise RuleError("agreement.same_day", day=draft.valid_from)
        band = draft.band
        agreement.regime, agreement.valid_from = draft.regime.value, draft.valid_from
        agreement.term_days, agreement.note = draft.term_days, draft.note.strip()
        agreement.band_cents, agreement.band_permille = (band.cents, band.permille) if band else (None, None)
        agreement.issues_for_all, agreement.writes_off = draft.issues_for_all, draft.writes_off
        agreement.decision_id = draft.decision_id
        _touch(work, agreement)


def _touch(work: Work, agreement: SettlementAgreement) -> None:
    work.subject_id = agreement.id
    work.facts = {"regime": agreement.regime, "from": agreement.valid_from}
    work.touch("settlement", agreement.id)


def _set_bands(work: Work, agreement_id: str, bands: Mapping[str, Band]) -> None:
    for school_id, band in bands.items():
        known(work, School, school_id, "school.none")
        work.session.add(
            AgreementBand(
                agreement_id=agreement_id, school_id=school_id, band_cents=band.cents, band_permille=band.permille
            )
        )


def _require_sound(draft: AgreementDraft) -> None:
    is_threshold = draft.regime is SettlementRegime.THRESHOLD
    if is_threshold and draft.band is None:
        raise RuleError("settlement.no_band")
    if not is_threshold and (draft.band is not None or draft.bands):
        raise RuleError("agreement.band_without_threshold")
    if draft.writes_off and draft.regime is not SettlementRegime.CLOSED_PURSES:
        raise RuleError("agreement.write_off")
    if not 1 <= draft.term_days <= MOST_TERM_DAYS:
        raise RuleError("agreement.term")
    if len(draft.note.strip()) > MOST_LETTERS:
        raise RuleError("agreement.long_note")
    require_bounded(*(band.cents for band in (draft.band, *draft.bands.values()) if band is not None))


def holding_on(session: Session, day: date) -> AgreementRow | None:
    return next((row for row in agreement_rows(session) if row.holds_on(day)), None)


def agreement_rows(session: Session) -> tuple[AgreementRow, ...]:
    """The latest first; each ends the day before the next begins."""
    query = (
        select(SettlementAgreement, Decision.number)
        .outerjoin(Decision, Decision.id == SettlementAgreement.decision_id)
        .order_by(SettlementAgreement.valid_from.desc())
    )
    rows: list[AgreementRow] = []
    for agreement, number in session.execute(query):
        last_day = rows[-1].valid_from - timedelta(days=1) if rows else None
        rows.append(_row(session, agreement, number or "", last_day))
    return tuple(rows)


def _row(session: Session, agreement: SettlementAgreement, decision_number: str, last_day: date | None) -> AgreementRow:
    own = (
        select(AgreementBand, Organisation.code, Organisation.name)
        .join(Organisation, Organisation.id == AgreementBand.school_id)
        .where(AgreementBand.agreement_id == agreement.id)
        .order_by(Organisation.name)
    )
    signed = (
        select(AgreementSignature, Organisation.code, Organisation.name)
        .join(Organisation, Organisation.id == AgreementSignature.organisation_id)
        .where(AgreementSignature.agreement_id == agreement.id)
        .order_by(Organisation.name)
    )
    return AgreementRow(
        id=agreement.id,
        version=agreement.version,
        regime=SettlementRegime(agreement.regime),
        valid_from=agreement.valid_from,
        last_day=last_day,
        term_days=agreement.term_days,
        band=_band(agreement.band_cents, agreement.band_permille),
        bands=tuple(
            SchoolBand(one.school_id, code, name, Band(one.band_cents, one.band_permille))
            for one, code, name in session.execute(own)
        ),
        issues_for_all=agreement.issues_for_all,
        writes_off=agreement.writes_off,
        decision_id=agreement.decision_id,
        decision_number=decision_number,
        note=agreement.note,
        signatures=tuple(
            Signature(one.organisation_id, code, name, one.signed_by, one.signed_on)
            for one, code, name in session.execute(signed)
        ),
        is_used=_is_used(session, agreement.id),
    )


def _band(cents: int | None, permille: int | None) -> Band | None:
    return None if cents is None and permille is None else Band(cents, permille)


def _require_unused(session: Session, agreement_id: str) -> None:
    if _is_used(session, agreement_id):
        raise RuleError("agreement.used")


def _is_used(session: Session, agreement_id: str) -> bool:
    query = select(Settlement.id).where(Settlement.agreement_id == agreement_id, Settlement.status != "withdrawn")
    return session.scalar(query.limit(1)) is not None
