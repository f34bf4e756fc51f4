"""The same history under all four regimes, side by side: what each would mean. It changes nothing in the books."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.settlement.history import SETS_OFF, Plan, SettlementRegime
from zsm_desktop.domain.settlement.regimes import Terms, plan
from zsm_desktop.domain.settlement.tariff_trial import TariffTrial
from zsm_desktop.domain.settlement.threshold import Band
from zsm_desktop.domain.spans import Span, When, span_of
from zsm_desktop.services.agreements import AgreementRow
from zsm_desktop.services.offers import KINDS
from zsm_desktop.services.service import Service, read
from zsm_desktop.services.settlement_history import Open, RowsOf, open_history

NO_BAND = Band(permille=100)
"""What a threshold is tried with where none was agreed: a tenth of what a school used."""

_HOLDERS = "SELECT id, coalesce(school_id, ''), code, name FROM account WHERE kind IN ('school', 'fund')"
_OFFER = """
SELECT o.id, o.code, o.kind, o.name, s.name FROM offer o JOIN organisation s ON s.id = o.school_id WHERE o.id = :id
"""
_OFFERS = """
SELECT o.id, o.code, o.kind, o.name, s.name FROM offer o JOIN organisation s ON s.id = o.school_id
WHERE o.id IN (SELECT f.offer_id FROM flow_total f WHERE f.month BETWEEN :first AND :last) ORDER BY s.name, o.name, o.id
"""
_MINUTES = "SELECT document_minutes, payment_minutes FROM network"


@dataclass(frozen=True, slots=True)
class AccountHolder:
    """Whose account it is; `school_id` "" for a fund."""

    account: int
    school_id: str
    code: str
    name: str

    @property
    def rank(self) -> tuple[bool, str, str]:
        """Schools by name, and funds after them."""
        return not self.school_id, self.name, self.code


@dataclass(frozen=True, slots=True)
class TriedOffer:
    """An offer whose tariff can be tried; `school` gives it."""

    id: str
    code: str
    kind: str
    name: str
    school: str


@dataclass(frozen=True, slots=True)
class ScenarioLine:
    """`vat_cents` is the VAT that is charged to it, part of what it pays; `left_cents` stays on its balance."""

    holder: AccountHolder
    position_cents: int
    pays_cents: int
    receives_cents: int
    vat_cents: int
    written_off_cents: int
    left_cents: int


@dataclass(frozen=True, slots=True)
class Scenario:
    """`documents` are invoices, credit notes and the notes that payments rest on, also the invoices for what was taxed
    and set off; `minutes` the work of all of it.
    """

    regime: SettlementRegime
    plan: Plan
    lines: tuple[ScenarioLine, ...]
    documents: int
    payments: int
    minutes: int

    @property
    def moved_cents(self) -> int:
        return sum(line.pays_cents for line in self.lines)


@dataclass(frozen=True, slots=True)
class Comparison:
    """`agreement` holds on the last day, or today while that day is to come; `terms` and `tariffs` are what was tried,
    `tried_offer` of one offer alone.

    `unchecked_cents` was given of kinds for which nobody has said how VAT treats them: it counts without VAT.
    """

    span: Span
    scenarios: tuple[Scenario, ...]
    agreement: AgreementRow | None
    terms: Terms
    unchecked_cents: int
    document_minutes: int
    payment_minutes: int
    tariffs: TariffTrial | None = None
    tried_offer: TriedOffer | None = None

    @property
    def today(self) -> SettlementRegime:
        """What holds now; where nothing was agreed nobody pays."""
        return self.agreement.regime if self.agreement is not None else SettlementRegime.CLOSED_PURSES

    def of(self, regime: SettlementRegime) -> Scenario:
        return next(one for one in self.scenarios if one.regime is regime)


class Scenarios(Service):
    @read(Permission.READ_BALANCES)
    def compare(
        self,
        when: When = None,
        band: Band | None = None,
        *,
        writes_off: bool | None = None,
        tariffs: TariffTrial | None = None,
    ) -> Comparison:
        """What is still to be settled of these months under each regime.

        `band`, `writes_off` and `tariffs` try what was not agreed; left out, the agreement answers that a proposal
        would rest on, and where it has none NO_BAND and no writing off. Raises RuleError("offer.none",
        "offer.unknown_kind") for tariffs of what is not there.
        """
        span = span_of(when)
        offer = self._tried(tariffs) if tariffs is not None else None
        with self.store.snapshot():
            found = open_history(self.store.rows, span, tariffs)
            holders = holders_of(self.store.rows)
            ((document_minutes, payment_minutes),) = self.store.rows(_MINUTES)
            agreement = self.desk.agreements.on(min(span.last_day, self.desk.day))
        terms = _terms(agreement, holders, band, writes_off)
        scenarios = tuple(
            _scenario(plan(regime, found.history, terms), found, holders, document_minutes, payment_minutes)
            for regime in SettlementRegime
        )
        minutes = (document_minutes, payment_minutes)
        return Comparison(span, scenarios, agreement, terms, found.unchecked_cents, *minutes, tariffs, offer)

    @read(Permission.READ_BALANCES)
    def offers(self, when: When = None) -> tuple[TriedOffer, ...]:
        """Of which something was used in these months, by school and name."""
        span = span_of(when)
        months = {"first": span.first_month, "last": span.last_month}
        return tuple(TriedOffer(*row) for row in self.store.rows(_OFFERS, months))

    def _tried(self, tariffs: TariffTrial) -> TriedOffer | None:
        if tariffs.kind and tariffs.kind not in KINDS:
            raise RuleError("offer.unknown_kind", kind=tariffs.kind)
        if not tariffs.offer_id:
            return None
        found = self.store.rows(_OFFER, {"id": tariffs.offer_id})
        if not found:
            raise RuleError("offer.none")
        return TriedOffer(*found[0])

    @read(Permission.READ_BALANCES)
    def holders(self) -> dict[int, AccountHolder]:
        """By account, of schools and funds."""
        return holders_of(self.store.rows)


def holders_of(rows_of: RowsOf) -> dict[int, AccountHolder]:
    return {row[0]: AccountHolder(*row) for row in rows_of(_HOLDERS, {})}


def agreed_terms(agreement: AgreementRow | None, holders: Mapping[int, AccountHolder]) -> Terms:
    """What an agreement says, by account; without one there is no band and nothing is written off."""
    if agreement is None:
        return Terms()
    own = {one.school_id: one.band for one in agreement.bands}
    bands = {holder.account: own[holder.school_id] for holder in holders.values() if holder.school_id in own}
    return Terms(agreement.band, bands, agreement.writes_off)


def scenario_lines(made: Plan, found: Open, holders: Mapping[int, AccountHolder]) -> tuple[ScenarioLine, ...]:
    """Every school, and each fund that has a part in it; schools by name, funds after them."""
    charged: Counter[int] = Counter()
    if made.payments or made.documents:
        for part in found.parts:
            charged[part.user] += part.vat_cents
    lines = (
        ScenarioLine(
            holders[line.account],
            line.position_cents,
            line.pays_cents,
            line.receives_cents,
            charged[line.account],
            line.written_off_cents,
            line.left_cents,
        )
        for line in made.lines
        if holders[line.account].school_id or line.position_cents or line.pays_cents or line.receives_cents
    )
    return tuple(sorted(lines, key=lambda line: line.holder.rank))


def _terms(
    agreement: AgreementRow | None, holders: Mapping[int, AccountHolder], band: Band | None, writes_off: bool | None
) -> Terms:
    agreed = agreed_terms(agreement, holders)
    return Terms(
        band or agreed.band or NO_BAND,
        {} if band is not None else agreed.bands,
        agreed.writes_off if writes_off is None else writes_off,
    )


def _scenario(
    made: Plan, found: Open, holders: Mapping[int, AccountHolder], document_minutes: int, payment_minutes: int
) -> Scenario:
    documents = len(made.documents) + len(made.payments)
    if made.payments and made.regime in SETS_OFF:
        documents += sum(bool(flow.vat_cents) for flow in found.history.flows)
    payments = len(made.dues)
    minutes = documents * document_minutes + payments * payment_minutes
    lines = scenario_lines(made, found, holders)
    return Scenario(made.regime, made, lines, documents, payments, minutes)
