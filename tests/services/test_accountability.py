"""What a fund is accountable for: agreed and reached, spent and left, and what one of it cost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import TODAY, World, school_id
from tests.services.fund_items import CONDITION, DAY, EXPENSE, HOURS, MONEY, REPORT, RESULT, fund
from tests.services.leaving import left
from tests.services.test_meetings import refused
from zsm_desktop.domain.accountability import FundMoney, Standing, each_cents, expected, standing, years_within
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.outcomes import Destination
from zsm_desktop.models import EmployerContribution, Pupil, WorkPlacement
from zsm_desktop.services.accountability import ResultDraft
from zsm_desktop.services.deliveries import DeliveryDraft
from zsm_desktop.services.funds import FundDraft

D = Destination
BOOKKEEPER_ONLY = pytest.mark.file_only("another test shows what differs on a server")
CENTS = st.integers(0, 10**9)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def work_place(world: World, fund_id: str, cents: int) -> None:
    """Somebody works, and the employer was given something for it from the fund."""
    with world.writing() as work:
        ((pupil, school),) = work.rows("SELECT id, school_id FROM pupil LIMIT 1", ())
        ((employer,),) = work.rows("SELECT id FROM organisation WHERE kind = 'school' LIMIT 1", ())
        work.session.execute(_employer(employer))
        place = WorkPlacement(
            id=work.new_id(), number="W-1", pupil_id=pupil, school_id=school, employer_id=employer, proposed_on=DAY
        )
        work.session.add(place)
        work.session.flush()
        given = {"id": work.new_id(), "work_placement_id": place.id, "fund_id": fund_id, "granted_on": DAY}
        work.session.add(EmployerContribution(**given, cents=cents, purpose="training"))


def _employer(organisation_id: str):
    from sqlalchemy import insert

    from zsm_desktop.models import Employer

    return insert(Employer).values(id=organisation_id, agreements="", version=1)


@given(CENTS, CENTS, CENTS, CENTS, CENTS, CENTS)
def test_spent_and_left_are_what_was_granted_and_hours_are_in_neither(
    granted: int, charged: int, expenses: int, employers: int, hours: int, added: int
) -> None:
    money = FundMoney(granted, charged, expenses, employers, hours, added)
    assert money.spent_cents + money.left_cents == granted
    assert money.spent_cents == FundMoney(granted, charged, expenses, employers).spent_cents


@given(st.integers(1, 500), DAYS, st.integers(0, 900), st.integers(-50, 1000))
def test_what_is_expected_grows_with_the_days_and_ends_at_what_was_agreed(
    agreed: int, first: date, length: int, passed: int
) -> None:
    until = date.fromordinal(first.toordinal() + length)
    day = date.fromordinal(first.toordinal() + passed)
    now, later = (expected(agreed, first, until, one) for one in (day, date.fromordinal(day.toordinal() + 1)))
    assert 0 <= now <= later <= agreed
    if passed >= length:
        assert now == agreed
    assert standing("number", agreed, agreed, first, until, day) is Standing.REACHED
    assert standing("number", agreed, None, first, until, day) is Standing.UNKNOWN


@given(DAYS, st.integers(0, 1500))
def test_the_years_of_a_span_are_whole_and_follow_each_other(first: date, length: int) -> None:
    last = date.fromordinal(first.toordinal() + length)
    for is_calendar in (False, True):
        found = years_within(first, last, is_calendar=is_calendar)
        assert list(found) == list(range(found[0], found[0] + len(found)))
    year = SchoolYear.of(first)
    assert years_within(year.first_day, year.last_day) == (year.start_year,)


def test_a_year_counts_where_most_of_it_lies() -> None:
    assert years_within(date(2026, 1, 1), date(2026, 12, 31)) == (2025,)
    assert years_within(date(2026, 1, 1), date(2026, 12, 31), is_calendar=True) == (2026,)
    assert years_within(date(2026, 10, 1), date(2026, 11, 30)) == (2026,)


@pytest.mark.parametrize(
    ("reached", "day", "found"),
    [
        (40, TODAY, Standing.REACHED),
        (13, date(2026, 11, 22), Standing.ON_SCHEDULE),
        (10, date(2026, 11, 22), Standing.NEARLY),
        (9, date(2026, 11, 22), Standing.BEHIND),
        (39, date(2027, 8, 1), Standing.MISSED),
        (39, date(2027, 7, 31), Standing.NEARLY),
    ],
)
def test_a_number_is_held_against_its_part_of_the_days(reached: int, day: date, found: Standing) -> None:
    assert standing("number", 40, reached, date(2026, 8, 1), date(2027, 7, 31), day) is found


def test_a_share_is_held_against_all_that_was_agreed() -> None:
    span = (date(2026, 8, 1), date(2027, 7, 31), date(2026, 8, 2))
    assert standing("share", 500, 399, *span) is Standing.BEHIND
    assert standing("share", 500, 400, *span) is Standing.NEARLY


def test_all_of_a_fund_stands_in_its_report(world: World) -> None:
    fund_id = fund(world.desk)
    world.delivered("DUIN", "ZEEUW", 200, DAY)
    world.case("ZEEUW")
    work_place(world, fund_id, 300_00)
    books = world.desk_of("boekhouder").accountability
    books.set_result(fund_id, "", 0, RESULT)
    books.set_condition(fund_id, "", 0, CONDITION)
    books.set_report(fund_id, "", 0, REPORT)
    books.set_expense(fund_id, "", 0, EXPENSE)
    books.set_contribution(fund_id, "", 0, HOURS)
    books.set_contribution(fund_id, "", 0, MONEY)
    found = world.desk_of("directeur duin").accountability.report(fund_id)
    money = found.progress.money
    assert (money.charged_cents, money.expense_cents, money.employer_cents) == (1976, 150_00, 300_00)
    assert (money.spent_cents, money.left_cents) == (469_76, 530_24)
    assert (money.hours_cents, money.added_cents) == (400_00, 250_00)
    assert [row.left_cents for row in world.desk.funds.rows()] == [530_24]
    (result,) = found.progress.results
    assert (result.agreed, result.reached, result.permille, result.standing) == (40, 10, 250, Standing.NEARLY)
    assert (result.due_on, result.until, result.days_left) == (None, date(2027, 7, 31), 251)
    assert (found.progress.conditions, found.progress.conditions_met) == (1, 0)
    assert (found.progress.overdue_reports, found.progress.next_report) == (1, found.reports[0])
    assert [row.organisation for row in found.contributions] == ["De Duinpan", "De Zeeuwse Vaart"]
    assert world.desk.accountability.overview() == (found.progress,)
    assert [(one.fund_id, one.name) for one in books.due_reports()] == [(fund_id, "Tussenrapportage")]
    waiting = world.desk_of("boekhouder").today.facts().waiting
    assert [(one.room, one.count) for one in waiting if one.kind == "fund_reports_due"] == [("exchange", 1)]


@BOOKKEEPER_ONLY
def test_in_whatever_order_it_is_written_down_it_comes_to_the_same(world: World) -> None:
    seen = set()
    for order in permutations((EXPENSE, replace(EXPENSE, cents=1), replace(EXPENSE, cents=999_99))):
        fund_id = fund(world.desk)
        made = [world.desk.accountability.set_expense(fund_id, "", 0, one).made for one in order]
        world.desk.accountability.set_contribution(fund_id, "", 0, HOURS)
        world.desk.accountability.remove("expense", made[order.index(EXPENSE)])
        seen.add(world.desk.accountability.report(fund_id).progress.money)
        world.desk.funds.end(fund_id)
    assert seen == {FundMoney(1_000_00, 0, 1_000_00, 0, 400_00)}


@BOOKKEEPER_ONLY
def test_what_was_paid_goes_into_the_bin_and_comes_back(world: World) -> None:
    fund_id, books = fund(world.desk), world.desk.accountability
    paid = books.set_expense(fund_id, "", 0, EXPENSE).made
    books.remove("expense", paid)
    (row,) = books.report(fund_id).expenses
    assert (row.is_removed, books.report(fund_id).progress.money.spent_cents) == (True, 0)
    with refused("fund_item.none"):
        books.set_expense(fund_id, paid, row.version, EXPENSE)
    with refused("fund_item.none"):
        books.remove("expense", paid)
    books.put_back("expense", paid)
    assert books.report(fund_id).progress.money.spent_cents == 150_00
    with refused("bin.gone"):
        books.put_back("expense", paid)
    world.desk.undo.back()
    assert books.report(fund_id).progress.money.spent_cents == 0
    agreed = books.set_result(fund_id, "", 0, RESULT).made
    books.remove("result", agreed)
    assert books.report(fund_id).progress.results == ()
    world.desk.undo.back()
    assert [one.id for one in books.report(fund_id).progress.results] == [agreed]


@BOOKKEEPER_ONLY
def test_what_cannot_be_is_refused(world: World) -> None:
    fund_id, books = fund(world.desk), world.desk.accountability
    for draft, code in (
        (replace(EXPENSE, spent_on=date(2026, 7, 31)), "fund_item.day"),
        (replace(EXPENSE, spent_on=date(2026, 11, 23)), "fund_item.day"),
        (replace(EXPENSE, cents=0), "fund_expense.cents"),
        (replace(EXPENSE, kind="feest"), "fund_expense.kind"),
        (replace(EXPENSE, name=" "), "fund_expense.no_name"),
    ):
        with refused(code):
            books.set_expense(fund_id, "", 0, draft)
    for draft, code in (
        (replace(HOURS, rate_cents=None), "fund_contribution.hours"),
        (replace(HOURS, hours=0), "fund_contribution.hours"),
        (replace(MONEY, cents=0), "fund_contribution.cents"),
        (replace(MONEY, organisation_id="nergens"), "network.no_organisation"),
    ):
        with refused(code):
            books.set_contribution(fund_id, "", 0, draft)
    for draft, code in (
        (replace(RESULT, agreed=0), "fund_result.agreed"),
        (replace(RESULT, indicator="geluk", reached=None), "fund_result.indicator"),
        (replace(RESULT, indicator="to_work"), "fund_result.counted"),
        (replace(RESULT, due_on=date(2026, 7, 1)), "fund_result.due"),
        (replace(RESULT, unit="share", agreed=1001), "fund_result.agreed"),
    ):
        with refused(code):
            books.set_result(fund_id, "", 0, draft)
    with refused("fund_report.early"):
        books.set_report(fund_id, "", 0, replace(REPORT, sent_on=date(2026, 11, 23)))
    other = fund(world.desk, rank=2)
    paid = books.set_expense(fund_id, "", 0, EXPENSE).made
    with refused("fund_item.none"):
        books.set_expense(other, paid, 1, EXPENSE)


def test_who_does_not_keep_the_books_reads_and_writes_nothing(world: World) -> None:
    fund_id = fund(world.desk)
    for who in ("directeur duin", "stage duin", "lezer"):
        theirs = world.desk_of(who).accountability
        assert theirs.report(fund_id).progress.money.left_cents == 1_000_00
        with refused("permission.missing"):
            theirs.set_expense(fund_id, "", 0, EXPENSE)
        with refused("permission.missing"):
            theirs.remove("expense", "nergens")


@BOOKKEEPER_ONLY
def test_a_result_is_counted_as_the_indicator_of_the_profile_is(world: World) -> None:
    left(world, "DUIN", {D.WORK: 12, D.MBO: 8})
    left(world, "ZEEUW", {D.WORK: 8, D.MBO: 12}, year=2024)
    draft = FundDraft("Twee jaar", 100_00, date(2024, 8, 1), date(2026, 7, 31), percent=1_00)
    fund_id = world.desk.funds.add(draft).made
    world.desk.accountability.set_result(fund_id, "", 0, ResultDraft("Naar werk", 550, indicator="to_work"))
    (result,) = world.desk.accountability.report(fund_id).progress.results
    assert (result.unit, result.reached, result.standing) == ("share", 500, Standing.MISSED)
    row = next(row for row in world.desk.targets.sheet(2025).rows if row.code == "to_work")
    assert [point.value for point in row.trend[-2:]] == [400, 600]


@BOOKKEEPER_ONLY
def test_of_a_small_group_others_and_papers_get_neither_the_count_nor_the_cost(world: World) -> None:
    fund_id = fund(world.desk)
    placement = world.placement("DUIN", "ZEEUW")
    paid = world.desk.deliveries.enter(DeliveryDraft(DAY, 100, placement_id=placement)).made
    world.desk.deliveries.confirm([paid])
    own, paper = (world.desk.accountability.report(fund_id, is_paper=one).costs for one in (False, True))
    assert (own.is_borne, own.cents, own.placements.count, own.placements.each_cents) == (True, 988, 1, 988)
    assert (paper.placements.count, paper.placements.each_cents) == (None, None)
    assert world.desk_of("boekhouder").accountability.report(fund_id).costs == paper


def test_lasting_places_are_those_of_who_followed_what_the_fund_bore(world: World) -> None:
    fund_id = fund(world.desk, since=date(2025, 8, 1), school_kind="vso")
    bore(world, fund_id, "ZEEUW", 12)
    own = world.desk.accountability.report(fund_id).costs
    assert (own.placements.count, [one.count for one in own.lasting]) == (12, [12, 0, 0, 0])
    assert own.lasting[0].each_cents == each_cents(own.cents, 12)
    assert [one.each_cents for one in own.lasting[1:]] == [None, None, None]
    theirs = world.desk_of("directeur duin").accountability.report(fund_id).costs
    assert theirs.lasting[0].count in {12, None}
    if theirs.lasting[0].count is None:
        assert theirs.lasting[0].each_cents is None


def bore(world: World, fund_id: str, school: str, count: int) -> None:
    """So many leavers of a school who followed something the fund bore, and are all still at work."""
    left(world, school, {D.WORK: count}, now={D.WORK: D.WORK})
    left(world, "DUIN", {D.MBO: 9})
    with world.writing() as work:
        pupils = [
            row[0] for row in work.rows("SELECT id FROM pupil WHERE school_id = ? ORDER BY id", (school_id(school),))
        ]
    for pupil in pupils:
        placement = _placed(world, pupil, school)
        world.desk.deliveries.confirm(
            [world.desk.deliveries.enter(DeliveryDraft(DAY, 100, placement_id=placement)).made]
        )


def _placed(world: World, pupil_id: str, school: str) -> str:
    from tests.builders import offer_id
    from zsm_desktop.models import Placement

    with world.writing() as work:
        assert work.session.get(Pupil, pupil_id) is not None
        row = Placement(
            id=work.new_id(), number=f"T-{pupil_id[-6:]}", pupil_id=pupil_id, offer_id=offer_id("DUIN"),
            user_id=school_id(school), provider_id=school_id("DUIN"), starts_on=date(2026, 8, 15),
            ends_on=date(2027, 1, 1), planned=100,
        )  # fmt: skip
        work.session.add(row)
        return row.id


@BOOKKEEPER_ONLY
def test_a_school_year_that_has_not_begun_is_not_counted(world: World) -> None:
    world.now = world.now.replace(year=2027, month=2, day=10)
    draft = FundDraft("Twee jaar", 100_00, date(2026, 8, 1), date(2028, 7, 31), percent=1_00)
    fund_id = world.desk.funds.add(draft).made
    world.placement(starts_on=date(2027, 3, 1))
    world.placement(starts_on=date(2027, 9, 1), ends_on=date(2028, 6, 30))
    assert world.desk.accountability.report(fund_id).costs.placements.count == 1
