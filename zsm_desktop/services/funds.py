"""Funds: what was granted, what deliveries charge to it, and what is left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from zsm_desktop.domain.accountability import FundMoney
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.funds import WHOLE
from zsm_desktop.domain.money import require_bounded
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.models import Account, Decision, EmployerContribution, Fund, FundClaim, FundExpense, Sector
from zsm_desktop.services.bearing import regrant, take_up
from zsm_desktop.services.entries import book_shifts
from zsm_desktop.services.fund_cards import (
    ClaimRow,
    DeliveryPart,
    FundPreview,
    SchoolPart,
    claim_rows,
    fund_preview,
    part_of,
    school_parts,
    was_used,
)
from zsm_desktop.services.known import all_known, known, require_version
from zsm_desktop.services.offers import KINDS
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.store.work import Work

SCHOOL_KINDS = ("pro", "vso", "mbo")
MOST_CLAIMS = 200
MOST_RANK = 99


@dataclass(frozen=True, slots=True)
class FundDraft:
    """Bears either `percent` (hundredths of a percent) or `fixed_cents` per unit; None: does not matter.

    `code` empty: the program makes one.
    """

    name: str
    granted_cents: int
    first_day: date
    last_day: date
    percent: int | None = None
    fixed_cents: int | None = None
    owner: str = ""
    sector_id: str | None = None
    offer_kind: str | None = None
    school_kind: str | None = None
    rank: int = 1
    terms: str = ""
    decision_id: str | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class FundRow:
    """`charged_cents` is what the books charge to it now, `claimed_cents` what it would be with room for all.

    Beside the books `expense_cents` was paid from it, and `employer_cents` given to employers.
    """

    id: str
    code: str
    name: str
    owner: str
    granted_cents: int
    charged_cents: int
    claimed_cents: int
    percent: int | None
    fixed_cents: int | None
    first_day: date
    last_day: date
    sector_id: str | None
    sector: str
    offer_kind: str | None
    school_kind: str | None
    rank: int
    terms: str
    decision_id: str | None
    decision_number: str
    ended_on: date | None
    version: int
    expense_cents: int = 0
    employer_cents: int = 0

    @property
    def is_active(self) -> bool:
        return self.ended_on is None

    @property
    def money(self) -> FundMoney:
        """Without what others put in."""
        return FundMoney(self.granted_cents, self.charged_cents, self.expense_cents, self.employer_cents)

    @property
    def left_cents(self) -> int:
        return self.money.left_cents


@dataclass(frozen=True, slots=True)
class FundCard:
    """`claims` latest first, `claim_count` of them in all; `schools` are those that used something.

    `is_used`: it bore something once, also when that was taken back; then what it bears and for what is fixed.
    """

    fund: FundRow
    claims: tuple[ClaimRow, ...]
    claim_count: int
    schools: tuple[SchoolPart, ...]
    is_used: bool


class Funds(Service):
    @read(Permission.READ_BALANCES)
    def rows(self) -> tuple[FundRow, ...]:
        """In the order in which they are asked: by rank, then as they were made."""
        charged, claimed = (
            select(func.coalesce(func.sum(column), 0))
            .where(FundClaim.fund_id == Fund.id, FundClaim.is_reversed.is_(False))
            .scalar_subquery()
            for column in (FundClaim.charged_cents, FundClaim.claimed_cents)
        )
        expenses, employers = (
            select(func.coalesce(func.sum(table.cents), 0)).where(*which).scalar_subquery()
            for table, which in (
                (FundExpense, (FundExpense.fund_id == Fund.id, FundExpense.removed_at.is_(None))),
                (EmployerContribution, (EmployerContribution.fund_id == Fund.id,)),
            )
        )
        query = (
            select(Fund, charged, claimed, expenses, employers, Sector.name, Decision.number)
            .outerjoin(Sector, Sector.id == Fund.sector_id)
            .outerjoin(Decision, Decision.id == Fund.decision_id)
            .order_by(Fund.ended_on.is_not(None), Fund.rank, Fund.account_id)
        )
        with self.store.reading() as session:
            return tuple(_row(*found) for found in session.execute(query))

    @read(Permission.READ_BALANCES)
    def card(self, fund_id: str, limit: int = MOST_CLAIMS) -> FundCard:
        """Raises RuleError("fund.none")."""
        row = next((row for row in self.rows() if row.id == fund_id), None)
        if row is None:
            raise RuleError("fund.none")
        schools = school_parts(self.store, fund_id)
        count = sum(school.deliveries for school in schools)
        return FundCard(row, claim_rows(self.store, fund_id, limit), count, schools, was_used(self.store, fund_id))

    @read(Permission.READ_BALANCES)
    def part_of(self, delivery_id: str) -> DeliveryPart | None:
        """What a fund bears of one delivery; None while it is not booked, or where no fund is for it."""
        return part_of(self.store, delivery_id)

    @read(Permission.KEEP_BOOKS)
    def preview(self, draft: FundDraft, fund_id: str | None = None) -> FundPreview:
        """What `add` (without `fund_id`) or `edit` would do; raises their RuleErrors and writes nothing."""
        _require_sound(draft)
        if fund_id is None:
            return fund_preview(self.store, draft)
        row = next((row for row in self.rows() if row.id == fund_id), None)
        if row is None:
            raise RuleError("fund.none")
        begins = _rule(row) != _rule(draft)
        if begins and was_used(self.store, fund_id):
            raise RuleError("fund.used", fund=row.name)
        return fund_preview(self.store, draft, fund_id, begins=begins)

    @act("fund.add", Permission.KEEP_BOOKS)
    def add(self, work: Work, draft: FundDraft) -> None:
        """A fund and its account in the ledger. What was booked in its days before it came is borne too.

        Raises RuleError with a fund.* code.
        """
        code = draft.code.strip().upper() or _next_code(work)
        _require_sound(draft)
        _require_known(work, draft)
        if work.session.scalar(select(Account.id).where(Account.code == code)) is not None:
            raise RuleError("fund.code_taken", code=code)
        account = Account(code=code, name=draft.name.strip(), kind="fund")
        work.session.add(account)
        work.session.flush()
        fund = Fund(id=work.new_id(), account_id=account.id, code=code)
        _fill(fund, draft)
        work.session.add(fund)
        work.made = work.subject_id = fund.id
        self._begin(work, fund.id)

    @act("fund.edit", Permission.KEEP_BOOKS)
    def edit(self, work: Work, fund_id: str, version: int, draft: FundDraft) -> None:
        """What it bears and for what is fixed once it bore something: RuleError("fund.used"); the grant may change.

        A changed grant is divided anew over all deliveries that asked, and the difference is booked.
        """
        fund = known(work, Fund, fund_id, "fund.none")
        require_version(fund, version)
        _require_sound(draft)
        _require_known(work, draft)
        begins = _rule(fund) != _rule(draft)
        if begins and _is_used(work, fund_id):
            raise RuleError("fund.used", fund=fund.name)
        granted = fund.granted_cents
        _fill(fund, draft)
        account = work.session.get_one(Account, fund.account_id)
        account.name = fund.name
        work.session.flush()
        if fund.granted_cents != granted:
            book_shifts(work, regrant(work, fund_id))
            work.facts = {"granted": fund.granted_cents, "was": granted}
        if begins:
            self._begin(work, fund_id)
        work.subject_id = fund_id
        work.touch("fund", fund_id)

    @act("fund.end", Permission.KEEP_BOOKS)
    def end(self, work: Work, fund_id: str) -> None:
        """It bears what was delivered until today, whenever that is confirmed, and nothing of later days."""
        self._switch(work, fund_id, self.desk.day)

    @act("fund.resume", Permission.KEEP_BOOKS)
    def resume(self, work: Work, fund_id: str) -> None:
        """As if it had never been ended. Raises RuleError("fund.comes_first") where another bears in its place now."""
        self._switch(work, fund_id, None)
        self._begin(work, fund_id)

    def _switch(self, work: Work, fund_id: str, ended_on: date | None) -> None:
        fund = known(work, Fund, fund_id, "fund.none")
        fund.ended_on = ended_on
        work.subject_id = fund_id
        work.touch("fund", fund_id)

    def _begin(self, work: Work, fund_id: str) -> None:
        work.session.flush()
        book_shifts(work, take_up(work, fund_id))
        work.touch("fund", fund_id)


def _require_sound(draft: FundDraft) -> None:
    if not draft.name.strip():
        raise RuleError("fund.no_name")
    if draft.granted_cents < 0:
        raise RuleError("fund.granted")
    require_bounded(draft.granted_cents, draft.fixed_cents)
    if not 1 <= draft.rank <= MOST_RANK:
        raise RuleError("fund.rank", most=MOST_RANK)
    if (draft.percent is None) == (draft.fixed_cents is None):
        raise RuleError("fund.part")
    if draft.percent is not None and not 1 <= draft.percent <= WHOLE:
        raise RuleError("fund.percent")
    if draft.fixed_cents is not None and draft.fixed_cents <= 0:
        raise RuleError("fund.fixed")
    if draft.first_day > draft.last_day:
        raise RuleError("fund.span")
    if (draft.offer_kind and draft.offer_kind not in KINDS) or (
        draft.school_kind and draft.school_kind not in SCHOOL_KINDS
    ):
        raise RuleError("fund.kind")


def _require_known(work: Work, draft: FundDraft) -> None:
    all_known(work, Sector, [draft.sector_id], "sector.none")
    all_known(work, Decision, [draft.decision_id], "decision.none")


def _rule(fund: Fund | FundDraft | FundRow) -> tuple[object, ...]:
    """What may not change once it bore something."""
    return (
        fund.percent,
        fund.fixed_cents,
        fund.first_day,
        fund.last_day,
        fund.sector_id,
        fund.offer_kind,
        fund.school_kind,
        fund.rank,
    )


def _fill(fund: Fund, draft: FundDraft) -> None:
    fund.name, fund.owner, fund.terms = draft.name.strip(), draft.owner.strip(), draft.terms.strip()
    fund.granted_cents, fund.rank, fund.decision_id = draft.granted_cents, draft.rank, draft.decision_id
    fund.percent, fund.fixed_cents = draft.percent, draft.fixed_cents
    fund.first_day, fund.last_day = draft.first_day, draft.last_day
    fund.sector_id, fund.offer_kind, fund.school_kind = draft.sector_id, draft.offer_kind, draft.school_kind


def _is_used(work: Work, fund_id: str) -> bool:
    return work.session.scalar(select(FundClaim.delivery_id).where(FundClaim.fund_id == fund_id).limit(1)) is not None


def _next_code(work: Work) -> str:
    """Such as "FONDS-2": the first that no account bears."""
    taken = set(work.session.scalars(select(Account.code).where(Account.code.startswith("FONDS-"))))
    return next(f"FONDS-{number}" for number in range(1, len(taken) + 2) if f"FONDS-{number}" not in taken)


def _row(
    fund: Fund, charged: int, claimed: int, expenses: int, employers: int, sector: str | None, decision: str | None
) -> FundRow:
    return FundRow(
        id=fund.id,
        code=fund.code,
        name=fund.name,
        owner=fund.owner,
        granted_cents=fund.granted_cents,
        charged_cents=int(charged),
        claimed_cents=int(claimed),
        percent=fund.percent,
        fixed_cents=fund.fixed_cents,
        first_day=fund.first_day,
        last_day=fund.last_day,
        sector_id=fund.sector_id,
        sector=sector or "",
        offer_kind=fund.offer_kind,
        school_kind=fund.school_kind,
        rank=fund.rank,
        terms=fund.terms,
        decision_id=fund.decision_id,
        decision_number=decision or "",
        ended_on=fund.ended_on,
        version=fund.version,
        expense_cents=int(expenses),
        employer_cents=int(employers),
    )
