"""What is asked of placements and deliveries, and what this user may do with them; no Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from zsm_desktop.domain.calendar import SchoolYear, month_index, month_start
from zsm_desktop.domain.deliveries import DeliveryStatus
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.ledger import PeriodStatus
from zsm_desktop.domain.permissions import Permission, Role
from zsm_desktop.services.delivery_lists import DeliveryFilter, DeliveryOrder
from zsm_desktop.services.offer_rows import OfferFilter
from zsm_desktop.services.placement_rows import PlacementFilter
from zsm_desktop.services.unshared import WITHOUT
from zsm_desktop.words.funds import delivery_part_text

if TYPE_CHECKING:
    from zsm_desktop.services.changes import Changes
    from zsm_desktop.services.deliveries import DeliveryDraft
    from zsm_desktop.services.delivery_lists import DeliveryRow, DeliveryTotals
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.disputes import Correction, DisputeLine
    from zsm_desktop.services.ledger import PeriodRow
    from zsm_desktop.services.offer_rows import OfferRow
    from zsm_desktop.services.placement_rows import PlacementRow
    from zsm_desktop.services.placements import PlacementCard
    from zsm_desktop.services.silence import SilencePreview

Choices = list[tuple[str, str]]
SIDES = (("", "Gaf of nam"), ("given", "Gaf"), ("taken", "Nam af"))
MONTHS_BACK = 18
MOST_OFFERS = 2000


class _Asker:
    """What both lists need to know of the person at the desk."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    @property
    def is_for_all(self) -> bool:
        """The secretary acts for every school."""
        return self.desk.actor.role is Role.SECRETARY

    def schools(self) -> Choices:
        return [(school.id, school.name) for school in self.desk.network.schools()]

    def refusal(self, permission: Permission, *school_ids: str) -> RuleError | None:
        """Why this user may not do this for these schools; None when it may."""
        try:
            self.desk.actor.require(permission)
            if school_ids:
                self.desk.actor.require_school(*school_ids)
        except RuleError as error:
            return error
        return None


class PlacementsState(_Asker):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.wanted = PlacementFilter(status="running")
        self.card: PlacementCard | None = None
        self._total = 0

    @property
    def row(self) -> PlacementRow | None:
        return self.card.row if self.card is not None else None

    @property
    def is_allowed(self) -> bool:
        return self.desk.actor.may(Permission.READ_PLACEMENTS)

    @property
    def is_narrowed(self) -> bool:
        return self.wanted != PlacementFilter()

    def narrow(self, **changes: Any) -> bool:
        """Changes the filter; False when it stays the same."""
        return _narrow(self, changes, "text")

    def rows(self, offset: int, limit: int, sort: str, *, is_descending: bool) -> tuple[tuple[PlacementRow, ...], int]:
        asked = self.desk.placements
        rows = asked.page(self.wanted, offset=offset, limit=limit, sort=sort, is_descending=is_descending)
        if offset == 0:
            self._total = len(rows) if len(rows) < limit else asked.count(self.wanted)
        return rows, self._total

    def choose(self, placement_id: str) -> PlacementCard | None:
        self.card = self.desk.placements.card(placement_id) if placement_id else None
        return self.card

    def may(self, card: PlacementCard) -> frozenset[str]:
        """What this user may do with a placement as it stands now."""
        row = card.row
        actor, standing = self.desk.actor, row.status in ("proposed", "waiting", "running")
        if not actor.may(Permission.EDIT_PLACEMENTS):
            return frozenset()
        is_own, is_receiving = (self.is_for_all or actor.school_id == one for one in (row.user_id, row.provider_id))
        is_party, runs = is_own or is_receiving, row.status == "running"
        may = {
            "move_up": is_party and card.seat_from is not None,
            "accept": is_receiving and row.status == "proposed",
            "refuse": is_receiving and row.status in ("proposed", "waiting"),
            "withdraw": is_own and row.status in ("proposed", "waiting"),
            "end": is_party and runs and row.starts_on <= self.desk.day,
            "cancel": is_party and runs and not row.used_hundredths,
            "change": (is_own and standing) or (is_party and runs),
            "plan": is_party and standing,
            "sign": is_party and row.status in ("running", "ended"),
            "consent": is_own and standing and card.sharing is not None and actor.may(Permission.EDIT_CASES),
        }
        return frozenset(name for name, is_so in may.items() if is_so)

    @property
    def may_ask(self) -> bool:
        return self.desk.actor.may(Permission.EDIT_PLACEMENTS)

    def open_counts(self) -> dict[str, int]:
        """How many await an answer or a seat."""
        return {one: self.desk.placements.count(PlacementFilter(status=one)) for one in ("proposed", "waiting")}

    def statuses(self, every: Sequence[tuple[str, str]]) -> Choices:
        """Those this user can choose from: of whom nothing allows it any more is not for who sees no consents."""
        return [one for one in every if one[0] != WITHOUT or self.desk.actor.may(Permission.EDIT_CASES)]

    def to_ask(self) -> tuple[Choices, tuple[OfferRow, ...]]:
        """Cases that can be placed by this user, and what other schools offer."""
        own = None if self.is_for_all else self.desk.actor.school_id
        cases = self.desk.cases.rows(statuses=("entered", "on_agenda", "running"), school_id=own)
        offers = self.desk.offers.page(OfferFilter(), limit=MOST_OFFERS)
        return (
            [(row.id, f"{row.pseudonym} · {row.number} · {row.school}") for row in cases],
            tuple(row for row in offers if row.school_id != own),
        )

    def offer_name(self, offer_id: str) -> str:
        return self.desk.offers.card(offer_id).offer.name


class DeliveriesState(_Asker):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.wanted = DeliveryFilter(status=DeliveryStatus.ENTERED)
        self.row: DeliveryRow | None = None
        self.totals: DeliveryTotals | None = None

    @property
    def is_allowed(self) -> bool:
        return self.desk.actor.may(Permission.READ_DELIVERIES)

    @property
    def is_narrowed(self) -> bool:
        return self.wanted != DeliveryFilter()

    def narrow(self, **changes: Any) -> bool:
        """Changes the filter by codes and ids; False when it stays the same."""
        if changes.get("status"):
            changes["status"] = DeliveryStatus(changes["status"])
        return _narrow(self, changes, "number")

    def clear(self) -> None:
        self.wanted = DeliveryFilter()

    def show_month(self, month: str) -> bool:
        """`month` is the ISO date of its first day, "" for all time."""
        if not month:
            return self.narrow(first_day=None, last_day=None)
        first = date.fromisoformat(month)
        return self.narrow(first_day=first, last_day=month_start(month_index(first) + 1) - timedelta(days=1))

    def months(self) -> list[date]:
        """First days of the last months, this one first."""
        now = month_index(self.desk.day)
        return [month_start(now - back) for back in range(MONTHS_BACK)]

    def rows(self, offset: int, limit: int, order: DeliveryOrder) -> tuple[tuple[DeliveryRow, ...], int]:
        if offset == 0 or self.totals is None:
            self.totals = self.desk.deliveries.totals(self.wanted)
        return self.desk.deliveries.page(self.wanted, offset=offset, limit=limit, order=order), self.totals.count

    def find(self, delivery_id: str) -> DeliveryRow | None:
        found = self.desk.deliveries.page(DeliveryFilter(delivery_id=delivery_id), limit=1)
        return found[0] if found else None

    def choose(self, delivery_id: str) -> DeliveryRow | None:
        self.row = self.find(delivery_id) if delivery_id else None
        return self.row

    def talk(self) -> tuple[DisputeLine, ...]:
        """What was said about the one in hand while it was disputed."""
        return self.desk.disputes.thread(self.row.id) if self.row is not None and self.row.dispute else ()

    def offers(self) -> Choices:
        """Offers to narrow the list to: of the school that is chosen, or of all."""
        rows = self.desk.offers.page(OfferFilter(school_id=self.wanted.school_id), limit=MOST_OFFERS)
        return [(row.id, f"{row.name} · {row.school}") for row in rows]

    def waiting(self) -> DeliveryTotals:
        """What waits for a school to confirm: all of it for the secretary, otherwise the own school's."""
        return self.desk.deliveries.totals(_to_confirm(self.desk, self.wanted))

    def waiting_rows(self) -> tuple[DeliveryRow, ...]:
        """Everything the filter shows that this user may confirm now, however many pages it is."""
        return self.desk.deliveries.page(_to_confirm(self.desk, self.wanted), limit=self.waiting().count)

    def shown_count(self) -> int:
        """How many the list holds, whoever they wait for."""
        return self.desk.deliveries.totals(self.wanted).count


class _TalkActs(_Asker):
    """What is done about what is disputed or left unanswered."""

    def answer(self, delivery_id: str, text: str) -> Changes:
        return self.desk.disputes.answer(delivery_id, text)

    def agree(self, delivery_id: str, text: str) -> Changes:
        return self.desk.disputes.agree(delivery_id, text)

    def correct(self, delivery_id: str, right: Correction, text: str) -> Changes:
        return self.desk.disputes.correct(delivery_id, right, text)

    def silent(self) -> SilencePreview | None:
        """What silence would confirm now; None where this user has no part in it or the network no such rule."""
        if not self.desk.actor.may(Permission.KEEP_BOOKS) or not self.desk.silence.rule().is_on:
            return None
        return self.desk.silence.preview()

    def confirm_silent(self, shown: SilencePreview) -> Changes:
        return self.desk.silence.confirm_silent(shown)


class DeliveryActs(_TalkActs):
    """What may be done with deliveries."""

    @property
    def may_enter(self) -> bool:
        return self.desk.actor.may(Permission.ENTER_DELIVERIES)

    @property
    def may_confirm(self) -> bool:
        return self.desk.actor.may(Permission.CONFIRM_DELIVERIES)

    def knows(self, delivery_id: str) -> bool:
        """Whether this is a delivery the user may see."""
        return bool(self.desk.deliveries.page(DeliveryFilter(delivery_id=delivery_id), limit=1))

    def fund_part(self, delivery_id: str) -> str:
        """What a fund bears of it, in words; "" where none does."""
        part = self.desk.funds.part_of(delivery_id)
        return delivery_part_text(part.fund, part.claimed_cents, part.charged_cents) if part else ""

    def waiting_count(self) -> int:
        """How many wait for this user: in the whole network for the secretary, else in the own school."""
        if not self.may_confirm:
            return 0
        return self.desk.deliveries.totals(_to_confirm(self.desk, DeliveryFilter())).count

    def offers(self) -> tuple[OfferRow, ...]:
        """Active offers this user may enter deliveries of: the own school's, or all for the secretary."""
        school_id = None if self.is_for_all else self.desk.actor.school_id
        return self.desk.offers.page(OfferFilter(school_id=school_id), limit=MOST_OFFERS)

    def offers_of(self, school_id: str) -> tuple[OfferRow, ...]:
        return self.desk.offers.page(OfferFilter(school_id=school_id), limit=MOST_OFFERS)

    def enter(self, draft: DeliveryDraft) -> Changes:
        return self.desk.deliveries.enter(draft)

    def confirmable(self, rows: Iterable[DeliveryRow]) -> list[DeliveryRow]:
        actor = self.desk.actor
        entered = (row for row in rows if row.status is DeliveryStatus.ENTERED)
        return [row for row in entered if self.is_for_all or row.user_id == actor.school_id]

    def confirm(self, delivery_ids: Sequence[str]) -> Changes:
        return self.desk.deliveries.confirm(delivery_ids)

    def dispute(self, delivery_id: str, reason: str) -> Changes:
        return self.desk.deliveries.dispute(delivery_id, reason)

    def withdraw(self, delivery_id: str) -> Changes:
        return self.desk.deliveries.withdraw(delivery_id)

    def reverse(self, number: int, reason: str) -> Changes:
        return self.desk.ledger.reverse(number, reason)


class PeriodsState(_Asker):
    """The parts of the running school year and the one before it, and what is older and not closed; latest first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._all: tuple[PeriodRow, ...] = ()

    def rows(self) -> list[PeriodRow]:
        self._all = self.desk.ledger.periods()
        rows = sorted(self._all, key=lambda row: row.period.first_day, reverse=True)
        started = [row for row in rows if row.period.first_day <= self.desk.day]
        return started[:24] + [row for row in started[24:] if row.period.status is not PeriodStatus.CLOSED]

    def may_set(self, row: PeriodRow) -> bool:
        """Only a part that is over can be put on hold or closed."""
        is_over = row.period.last_day < self.desk.day
        may_keep = self.desk.actor.may(Permission.KEEP_BOOKS)
        return may_keep and is_over and row.period.status is not PeriodStatus.CLOSED

    def older_open(self, row: PeriodRow) -> PeriodRow | None:
        """The oldest not yet closed before this one: it is closed first."""
        open_ones = (one for one in self._all if one.period.status is not PeriodStatus.CLOSED)
        oldest = min(open_ones, key=lambda one: one.period.first_day, default=row)
        return oldest if oldest.period.first_day < row.period.first_day else None

    @property
    def may_reopen_any(self) -> bool:
        return self.desk.actor.may(Permission.REOPEN_PERIODS)

    def may_reopen(self, row: PeriodRow) -> bool:
        """Only the latest of the closed ones: periods are closed in their order and stay so."""
        if row.period.status is not PeriodStatus.CLOSED or row.is_final or not self.may_reopen_any:
            return False
        later = (other.period for other in self._all if other.period.first_day > row.period.first_day)
        return all(period.status is not PeriodStatus.CLOSED for period in later)

    def set_status(self, period_id: str, status: PeriodStatus) -> Changes:
        return self.desk.ledger.set_period(period_id, status)

    def year_to_open(self) -> SchoolYear | None:
        """The running school year while it has no periods: before its first booking nothing made them."""
        year = SchoolYear.of(self.desk.day)
        is_there = any(row.period.school_year == year.start_year for row in self.desk.ledger.periods())
        return None if is_there or not self.desk.actor.may(Permission.KEEP_BOOKS) else year

    def open_year(self, year: SchoolYear) -> Changes:
        return self.desk.ledger.open_year(year)

    def reopen(self, period_id: str, reason: str) -> Changes:
        return self.desk.ledger.reopen_period(period_id, reason)


def _to_confirm(desk: Desk, wanted: DeliveryFilter) -> DeliveryFilter:
    """A filter narrowed to what is entered and taken by the school that confirms."""
    actor, chosen, side = desk.actor, wanted.school_id, wanted.side
    entered = replace(wanted, status=DeliveryStatus.ENTERED)
    if actor.role is Role.SECRETARY:
        return replace(entered, side=(side or "taken") if chosen else None)
    counter_id = None if chosen == actor.school_id else chosen
    if chosen and side == ("taken" if counter_id else "given"):  # the own school took none of these
        return replace(entered, delivery_id="")
    return replace(entered, school_id=actor.school_id, side="taken", counter_id=counter_id)


def _narrow(state: Any, changes: dict[str, Any], *texts: str) -> bool:
    known = {name: None if value == "" and name not in texts else value for name, value in changes.items()}
    wanted = replace(state.wanted, **known)
    is_new, state.wanted = wanted != state.wanted, wanted
    return is_new
