"""Settlement: proposed and frozen, decided by the steering group, executed exactly as decided, reversed as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.settlement.history import SETS_OFF, Plan, SettlementRegime
from zsm_desktop.domain.settlement.regimes import plan, require_settles
from zsm_desktop.domain.spans import ALL, Span
from zsm_desktop.domain.talk import require_text
from zsm_desktop.domain.votes import Voice
from zsm_desktop.models import (
    Decision,
    Meeting,
    Organisation,
    Settlement,
    SettlementDocument,
    SettlementLine,
    SettlementPayment,
)
from zsm_desktop.services.agreements import AgreementRow, holding_on
from zsm_desktop.services.chain import chain_head
from zsm_desktop.services.known import known
from zsm_desktop.services.left_behind import LeftBehind, left_behind
from zsm_desktop.services.legal_persons import LegalPersons
from zsm_desktop.services.live_rows import add_decision_row, running_item
from zsm_desktop.services.numbers import next_in
from zsm_desktop.services.scenarios import AccountHolder, agreed_terms, holders_of
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.services.settlement_entries import book_settlement, taken_back
from zsm_desktop.services.settlement_history import basis_of, open_history, terms_text
from zsm_desktop.services.settlement_rows import (
    WAITING,
    SettlementCard,
    SettlementRow,
    kept_plan,
    kept_terms,
    other_agreement,
    settlement_card,
    settlement_rows,
)
from zsm_desktop.services.voting import decided_by_vote
from zsm_desktop.store.work import Work


class Settlements(Service):
    @read(Permission.READ_BALANCES)
    def rows(self) -> tuple[SettlementRow, ...]:
        """The latest first."""
        with self.store.reading() as session:
            return settlement_rows(session)

    @read(Permission.READ_BALANCES)
    def card(self, settlement_id: str) -> SettlementCard:
        """With what moved in the books since it was proposed. Raises RuleError("settlement.none")."""
        with self.store.reading() as session:
            return settlement_card(session, self.store.rows, settlement_id, self.desk.day)

    @read(Permission.READ_BALANCES)
    def left_behind(self, span: Span | None = None) -> LeftBehind | None:
        """What a proposal of these months would leave out; with None what came late into months that are settled."""
        return left_behind(self.store.rows, span)

    @act("settlement.propose", Permission.KEEP_BOOKS)
    def propose(self, work: Work, regime: SettlementRegime, span: Span) -> None:
        """Freeze what this regime makes of these months, under a number of its own and the hash of what it rests on.

        Raises RuleError("settlement.all_time", "settlement.pending", "settlement.no_agreement",
        "settlement.not_signed", "settlement.vat_unchecked", "settlement.nothing").
        """
        if span.first_month == ALL.first_month or span.last_month == ALL.last_month:
            raise RuleError("settlement.all_time")
        _require_alone(work.session)
        found = open_history(work.rows, span)
        holders = holders_of(work.rows)
        agreement = _agreed(work.session, regime, min(span.last_day, self.desk.day))
        terms = agreed_terms(agreement, holders)
        made = plan(regime, found.history, terms)
        if not (made.payments or made.documents or made.write_offs):
            raise RuleError("settlement.nothing")
        if found.unchecked_cents and (made.payments or made.documents):
            raise RuleError("settlement.vat_unchecked", cents=found.unchecked_cents)
        if regime in SETS_OFF:
            _require_signed(work.session, agreement, made, holders)
        require_settles(found.history, made)
        basis = basis_of(regime, span, terms, found.history)
        kept = terms_text(terms, LegalPersons.of_today(work.rows))
        self._keep(work, made, span, kept, basis, agreement.id if agreement else None)

    @act("settlement.reverse", Permission.KEEP_BOOKS)
    def reverse(self, work: Work, settlement_id: str) -> None:
        """Propose to take an executed one back as a whole: every payment and document the other way.

        Raises RuleError("settlement.none", "settlement.not_executed", "settlement.later_executed",
        "settlement.pending").
        """
        settlement = known(work, Settlement, settlement_id, "settlement.none")
        if settlement.status != "executed" or settlement.reverses is not None:
            raise RuleError("settlement.not_executed", number=settlement.number)
        _require_last(work.session, settlement)
        _require_alone(work.session)
        span = Span.between(settlement.first_day, settlement.last_day)
        made = taken_back(kept_plan(work.session, settlement))
        self._keep(work, made, span, settlement.terms, settlement.basis, settlement.agreement_id, settlement.id)

    @act("settlement.approve", Permission.KEEP_BOOKS)
    def approve(self, work: Work, settlement_id: str, decision_number: str) -> None:
        """The steering group decided it, by the number of that decision.

        Raises RuleError("settlement.none", "settlement.not_proposed", "settlement.other_agreement",
        "settlement.no_decision").
        """
        settlement = self._proposed(work, settlement_id)
        _approve(work, settlement, _decision(work.session, decision_number.strip()))

    @act("settlement.decide", Permission.LEAD_STEERING)
    def decide(
        self,
        work: Work,
        settlement_id: str,
        item_id: str,
        text: str,
        *,
        voices: Mapping[str, Voice] | None = None,
    ) -> None:
        """In the running meeting of the directors: a numbered decision at that point, and the approval by it.

        By consensus, or with `voices` by vote; then it raises what `Voting.decide` does as well.

        Raises RuleError("permission.missing") for who does not keep the books too, ("meeting.no_item",
        "meeting.not_running", "settlement.not_steering", "settlement.moved"), and as `approve`.
        """
        self.actor.require(Permission.KEEP_BOOKS)
        item, meeting = running_item(work, item_id)
        if meeting.kind != "steering":
            raise RuleError("settlement.not_steering")
        settlement = self._proposed(work, settlement_id)
        if settlement.reverses is None:
            self._require_unmoved(work, settlement, kept_plan(work.session, settlement))
        if voices is None:
            decision = add_decision_row(self.desk, work, meeting, item, require_text(text))
            work.session.flush()
        else:
            decision = decided_by_vote(self, work, meeting, item, text, voices)
        _approve(work, settlement, decision)
        work.made = decision.id
        work.touch("decision", decision.id)
        work.touch("meeting", meeting.id)

    @act("settlement.execute", Permission.KEEP_BOOKS)
    def execute(self, work: Work, settlement_id: str) -> None:
        """Book it exactly as it was decided; the decision, VAT and all it rests on must still be what they were.

        Raises RuleError("settlement.none", "settlement.not_approved", "settlement.decision_withdrawn",
        "settlement.other_agreement", "settlement.moved", "ledger.no_open_period").
        """
        settlement = known(work, Settlement, settlement_id, "settlement.none")
        if settlement.status != "approved":
            raise RuleError("settlement.not_approved", number=settlement.number)
        decision = work.session.get_one(Decision, settlement.decision_id)
        if decision.withdrawn_by_id is not None:
            raise RuleError("settlement.decision_withdrawn", number=settlement.number, decision=decision.number)
        self._require_agreement(work, settlement)
        made = kept_plan(work.session, settlement)
        if settlement.reverses is None:
            self._require_unmoved(work, settlement, made)
        else:
            undone = work.session.get_one(Settlement, settlement.reverses)
            _require_last(work.session, undone)
            undone.status = "reversed"
        settlement.status, settlement.executed_at = "executed", work.at
        settlement.executed_by = work.actor.user_id
        work.session.flush()
        book_settlement(work, settlement.id, settlement.last_day, self.desk.day, made)
        _said(work, settlement)

    @act("settlement.withdraw", Permission.KEEP_BOOKS)
    def withdraw(self, work: Work, settlement_id: str) -> None:
        """What was not executed is let go; its number stays used. Raises RuleError("settlement.none",
        "settlement.is_executed").
        """
        settlement = known(work, Settlement, settlement_id, "settlement.none")
        if settlement.status not in WAITING:
            raise RuleError("settlement.is_executed", number=settlement.number)
        settlement.status = "withdrawn"
        _said(work, settlement)

    def _keep(
        self,
        work: Work,
        made: Plan,
        span: Span,
        terms: str,
        basis: bytes,
        agreement_id: str | None,
        reverses: str | None = None,
    ) -> None:
        head = chain_head(work.rows)
        prefix = f"VR-{SchoolYear.of(span.last_day).label}-"
        settlement = Settlement(
            id=work.new_id(),
            number=f"{prefix}{next_in(work, 'settlement', prefix):03}",
            regime=made.regime.value,
            first_day=span.first_day,
            last_day=span.last_day,
            agreement_id=agreement_id,
            terms=terms,
            entries=head.number,
            head=head.hash,
            basis=basis,
            fewest_payments=made.fewest_possible,
            status="proposed",
            proposed_at=work.at,
            proposed_by=work.actor.user_id,
            reverses=reverses,
        )
        work.session.add(settlement)
        work.session.flush()
        _keep_plan(work.session, settlement.id, made)
        work.made = settlement.id
        _said(work, settlement)

    def _proposed(self, work: Work, settlement_id: str) -> Settlement:
        settlement = known(work, Settlement, settlement_id, "settlement.none")
        if settlement.status != "proposed":
            raise RuleError("settlement.not_proposed", number=settlement.number)
        self._require_agreement(work, settlement)
        return settlement

    def _require_agreement(self, work: Work, settlement: Settlement) -> None:
        other = other_agreement(work.session, settlement, self.desk.day)
        if other is not None:
            raise RuleError(
                "settlement.other_agreement",
                number=settlement.number,
                regime=other.regime.value,
                since=other.valid_from,
            )

    def _require_unmoved(self, work: Work, settlement: Settlement, made: Plan) -> None:
        span = Span.between(settlement.first_day, settlement.last_day)
        regime, terms = SettlementRegime(settlement.regime), kept_terms(settlement)
        history = open_history(work.rows, span).history
        if basis_of(regime, span, terms, history) != settlement.basis:
            raise RuleError("settlement.moved", number=settlement.number)
        require_settles(history, made)


def _said(work: Work, settlement: Settlement, **facts: object) -> None:
    work.subject_id = settlement.id
    work.facts = {
        "number": settlement.number,
        "regime": settlement.regime,
        "basis": settlement.basis.hex()[:16],
        **facts,
    }
    work.touch("settlement", settlement.id)


def _approve(work: Work, settlement: Settlement, decision: Decision) -> None:
    settlement.status, settlement.decision_id = "approved", decision.id
    settlement.approved_at, settlement.approved_by = work.at, work.actor.user_id
    _said(work, settlement, decision=decision.number)


def _decision(session: Session, number: str) -> Decision:
    decision = session.scalar(
        select(Decision)
        .join(Meeting, Meeting.id == Decision.meeting_id)
        .where(Decision.number == number, Decision.withdrawn_by_id.is_(None), Meeting.kind == "steering")
    )
    if decision is None:
        raise RuleError("settlement.no_decision", number=number)
    return decision


def _require_alone(session: Session) -> None:
    """One proposal at a time: the next rests on what is left when this one is executed."""
    number = session.scalar(select(Settlement.number).where(Settlement.status.in_(sorted(WAITING))).limit(1))
    if number is not None:
        raise RuleError("settlement.pending", number=number)


def _require_last(session: Session, settlement: Settlement) -> None:
    """What came later rests on what this one left; it was proposed on top of its entries."""
    later = (
        select(Settlement.number)
        .where(Settlement.status == "executed", Settlement.reverses.is_(None), Settlement.id != settlement.id)
        .where(Settlement.entries > settlement.entries)
    )
    number = session.scalar(later.limit(1))
    if number is not None:
        raise RuleError("settlement.later_executed", number=settlement.number, later=number)


def _agreed(session: Session, regime: SettlementRegime, day: date) -> AgreementRow | None:
    """The agreement of this regime that holds on that day; None where it needs none and there is none."""
    holding = holding_on(session, day)
    if holding is not None and holding.regime is regime:
        return holding
    if regime in SETS_OFF:
        raise RuleError("settlement.no_agreement", regime=regime.value, day=day)
    return None


def _require_signed(
    session: Session, agreement: AgreementRow | None, made: Plan, holders: dict[int, AccountHolder]
) -> None:
    """What a school is owed by some is set off against what it owes to others: each must have agreed to that, as to a
    band.
    """
    signed = {one.organisation_id for one in agreement.signatures} if agreement else set()
    boards = dict(session.execute(select(Organisation.id, Organisation.board_id)).all())
    wanting = sorted(
        holder.name
        for line in made.lines
        if (holder := holders[line.account]).school_id
        and (line.pays_cents or line.receives_cents or line.position_cents)
        and signed.isdisjoint({holder.school_id, boards.get(holder.school_id)})
    )
    if wanting:
        raise RuleError("settlement.not_signed", schools=", ".join(wanting))


def _keep_plan(session: Session, settlement_id: str, made: Plan) -> None:
    session.add_all(
        SettlementLine(
            settlement_id=settlement_id,
            account_id=line.account,
            position_cents=line.position_cents,
            vat_cents=line.vat_cents,
            pays_cents=line.pays_cents,
            receives_cents=line.receives_cents,
            written_off_cents=line.written_off_cents,
        )
        for line in made.lines
    )
    session.add_all(
        SettlementPayment(
            settlement_id=settlement_id,
            sequence=at,
            payer_id=payment.payer,
            payee_id=payment.payee,
            cents=payment.cents,
        )
        for at, payment in enumerate(made.payments, 1)
    )
    session.add_all(
        SettlementDocument(
            settlement_id=settlement_id,
            sequence=at,
            provider_id=document.provider,
            user_id=document.user,
            cents=document.cents,
            vat_cents=document.vat_cents,
        )
        for at, document in enumerate(made.documents, 1)
    )
