"""How VAT treats each kind of offer from a day on: what the accountant said, with the ground; until then "to check".

Nothing that was relied on changes: a rule may answer for days that were still to be checked, never another answer.
That nobody decided yet is no answer, also where somebody wrote it down as a rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.vat import TO_CHECK, VatFacts, permille_on, require_rule, rule_on
from zsm_desktop.models import Decision, Delivery, Offer, VatRule
from zsm_desktop.services.known import all_known, known, require_version
from zsm_desktop.services.offers import KINDS
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.store.together import together
from zsm_desktop.store.work import Work

MOST_LETTERS = 400


@dataclass(frozen=True, slots=True)
class VatDraft:
    """`ground` says why no VAT is asked, or who said which percentage it is."""

    kind: str
    valid_from: date
    treatment: str
    ground: str = ""
    decision_id: str | None = None


@dataclass(frozen=True, slots=True)
class VatRow:
    """`permille` in thousandths, None where there is none: as the law is today, or was or will be in its days.

    `is_used`: something was given in its days, so that it is fixed.
    """

    id: str
    kind: str
    valid_from: date
    last_day: date | None
    treatment: str
    permille: int | None
    ground: str
    decision_number: str
    is_used: bool
    version: int


@dataclass(frozen=True, slots=True)
class VatTreatment:
    """`valid_from` None: nobody has said anything for that day yet."""

    treatment: str
    permille: int | None
    ground: str
    valid_from: date | None


def _treatment(rule: VatFacts | None, day: date) -> VatTreatment:
    if rule is None:
        return VatTreatment(TO_CHECK, None, "", None)
    return VatTreatment(rule.treatment, permille_on(rule.treatment, day), rule.ground, rule.valid_from)


class Vat(Service):
    @read(Permission.READ_OFFERS)
    def rules(self) -> tuple[VatRow, ...]:
        """By kind of offer in the order of KINDS, latest first."""
        query = select(VatRule, Decision.number).outerjoin(Decision, Decision.id == VatRule.decision_id)
        with self.store.reading() as session:
            found = [(rule, number or "") for rule, number in session.execute(query)]
            found.sort(key=lambda one: (KINDS.index(one[0].kind), -one[0].valid_from.toordinal()))
            following: dict[str, date] = {}
            rows = []
            ask = together(session)
            for rule, number in found:
                before = following.get(rule.kind)
                rows.append((rule, number, before, ask(partial(_used_on, session, rule, before))))
                following[rule.kind] = rule.valid_from
            return tuple(
                self._row(rule, number, before, is_used=last() is not None) for rule, number, before, last in rows
            )

    def _row(self, rule: VatRule, decision_number: str, following: date | None, *, is_used: bool) -> VatRow:
        last_day = following - timedelta(days=1) if following else None
        shown_on = max(rule.valid_from, min(self.desk.day, last_day or date.max))
        return VatRow(
            id=rule.id,
            kind=rule.kind,
            valid_from=rule.valid_from,
            last_day=last_day,
            treatment=rule.treatment,
            permille=permille_on(rule.treatment, shown_on),
            ground=rule.ground,
            decision_number=decision_number,
            is_used=is_used,
            version=rule.version,
        )

    @read(Permission.READ_OFFERS)
    def treatment_on(self, kind: str, day: date) -> VatTreatment:
        """What holds for one kind of offer on a day, with the percentage that was law then."""
        return self.treatments_on(day)[kind]

    @read(Permission.READ_OFFERS)
    def treatments_on(self, day: date) -> dict[str, VatTreatment]:
        """The same for every kind."""
        query = select(VatRule.kind, VatRule.valid_from, VatRule.treatment, VatRule.ground)
        rules: dict[str, list[VatFacts]] = {kind: [] for kind in KINDS}
        with self.store.reading() as session:
            for kind, valid_from, treatment, ground in session.execute(query):
                rules[kind].append(VatFacts(valid_from, treatment, ground))
        return {kind: _treatment(rule_on(found, day), day) for kind, found in rules.items()}

    @act("vat.set", Permission.KEEP_BOOKS)
    def set(self, work: Work, draft: VatDraft, version: int = 0) -> None:
        """A rule from a day on; one of that very day is replaced. Raises RuleError("vat.used") where a delivery in its
        days already rests on another answer, ("edit.conflict") unless `version` is that of the one it replaces, 0 where
        there was none, and the codes of `domain.vat.require_rule`.
        """
        if draft.kind not in KINDS:
            raise RuleError("vat.kind", kind=draft.kind)
        ground = draft.ground.strip()
        require_rule(VatFacts(draft.valid_from, draft.treatment, ground))
        if len(ground) > MOST_LETTERS:
            raise RuleError("vat.long_ground")
        all_known(work, Decision, [draft.decision_id], "decision.none")
        rules = {rule.valid_from: rule for rule in work.session.query(VatRule).filter(VatRule.kind == draft.kind)}
        same = rules.get(draft.valid_from)
        _require_free(work, draft, rules)
        require_version(same, version)
        if same is None:
            same = VatRule(id=work.new_id(), kind=draft.kind, valid_from=draft.valid_from)
            work.session.add(same)
        same.treatment, same.ground, same.decision_id = draft.treatment, ground, draft.decision_id
        work.made = work.subject_id = same.id
        work.facts = {"kind": draft.kind, "from": draft.valid_from, "treatment": draft.treatment}
        work.touch("vat", same.id)

    @act("vat.remove", Permission.KEEP_BOOKS)
    def remove(self, work: Work, rule_id: str) -> None:
        """Take back a rule nothing was delivered under; raises RuleError("vat.none", "vat.used")."""
        rule = known(work, VatRule, rule_id, "vat.none")
        starts = select(func.min(VatRule.valid_from)).where(VatRule.kind == rule.kind)
        following = work.session.scalar(starts.where(VatRule.valid_from > rule.valid_from))
        last = _used_on(work.session, rule, following)
        if last is not None:
            raise RuleError("vat.used", day=last)
        work.subject_id = rule_id
        work.facts = {"kind": rule.kind, "from": rule.valid_from, "treatment": rule.treatment}
        work.session.delete(rule)
        work.touch("vat", rule_id)


def _require_free(work: Work, draft: VatDraft, rules: dict[date, VatRule]) -> None:
    """The days the rule would hold for must be undelivered, or still to be checked."""
    following = min((day for day in rules if day > draft.valid_from), default=None)
    facts = (VatFacts(day, rule.treatment) for day, rule in rules.items())
    before = rule_on(facts, draft.valid_from)
    if before is None or before.treatment == TO_CHECK:
        return
    last = _last_delivery(work.session, draft.kind, draft.valid_from, following)
    if last is not None:
        raise RuleError("vat.used", day=last)


def _used_on(session: Session, rule: VatRule, following: date | None) -> date | None:
    """The last day of a delivery that rests on what it decided; nothing rests on what is still to be checked."""
    if rule.treatment == TO_CHECK:
        return None
    return _last_delivery(session, rule.kind, rule.valid_from, following)


def _last_delivery(session: Session, kind: str, first_day: date, before: date | None) -> date | None:
    """The last day from `first_day` on, and before `before`, on which such an offer was delivered."""
    query = (
        select(func.max(Delivery.delivered_on))
        .join(Offer, Offer.id == Delivery.offer_id)
        .where(Offer.kind == kind, Delivery.status != "withdrawn", Delivery.delivered_on >= first_day)
    )
    if before is not None:
        query = query.where(Delivery.delivered_on < before)
    return session.scalar(query)
