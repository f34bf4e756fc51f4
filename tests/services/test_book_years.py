"""Closing a book year: only when all is done, for good, and with a proof that stays true."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.builders import World
from tests.services.book_years import close_periods, close_year, next_year, outcomes
from tests.services.invoiced import ONE, THREE, invoiced
from tests.services.settled import THIS_YEAR, execute, say_vat
from tests.services.test_checks import tamper
from zsm_desktop.domain.book_years import CheckKind, CheckOutcome, YearState
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.ledger import EntryKind
from zsm_desktop.domain.settlement.history import SettlementRegime

INVOICING = SettlementRegime.INVOICING
WARNING, BLOCKING = CheckOutcome.WARNING, CheckOutcome.BLOCKING


def refused(code: str):
    return pytest.raises(RuleError, match=rf"^{code}\b")


@pytest.fixture
def books(world: World) -> World:
    """DUIN gave three and took one, in October 2026; the year is over."""
    world.delivered("DUIN", "ZEEUW", 300, date(2026, 10, 5))
    world.delivered("KREEK", "DUIN", 100, date(2026, 10, 6))
    next_year(world)
    return world


def states(world: World) -> dict[int, YearState]:
    return {row.year: row.state for row in world.desk.book_years.rows()}


def test_a_year_is_closed_when_it_is_over_and_its_periods_are(world: World) -> None:
    assert world.desk.book_years.rows() == ()
    with refused("year.none"):
        world.desk.book_years.card(2026)
    world.delivered("DUIN", "ZEEUW", 300, date(2026, 10, 5))
    assert states(world) == {2026: YearState.OPEN}
    assert outcomes(world.desk.book_years.card(2026)) == {CheckKind.OVER: BLOCKING, CheckKind.PERIODS: BLOCKING}
    next_year(world)
    card = world.desk.book_years.card(2026)
    (periods,) = [check for check in card.checks if check.kind is CheckKind.PERIODS]
    assert (outcomes(card), periods.count, periods.what[0]) == ({CheckKind.PERIODS: BLOCKING}, 5, "2026-08")
    with refused("year.blocked"):
        world.desk.book_years.close(2026, card.until)
    close_periods(world)
    assert states(world) == {2026: YearState.READY}
    card = world.desk.book_years.card(2026)
    assert (outcomes(card), card.may_close, card.until) == ({}, True, 1)
    world.desk.book_years.close(2026, 1)
    (row,) = world.desk.book_years.rows()
    assert (row.state, row.entries, row.closed_by, row.kept_until) == (
        YearState.CLOSED, 1, "secretaris", date(2033, 12, 31),
    )  # fmt: skip
    assert row.closed_at == world.now
    with refused("year.is_closed"):
        world.desk.book_years.close(2026, 1)
    assert world.desk.checks.run().findings == ()


def test_the_proof_holds_every_account_and_stays_as_it_was(books: World) -> None:
    card = close_year(books)
    assert {(one.account.code, one.opening_cents, one.change_cents) for one in card.totals} == {
        ("DUIN", 0, THREE - ONE), ("ZEEUW", 0, -THREE), ("KREEK", 0, ONE),
    }  # fmt: skip
    assert [(one.kind, one.entries) for one in card.book.kinds] == [(EntryKind.DELIVERY, 2)]
    assert (card.until, card.head) == (2, books.desk.ledger.head().hash)
    assert not card.may_close
    books.delivered("DUIN", "ZEEUW", 100, date(2026, 11, 2))
    books.desk.ledger.reverse(1, "Vergissing.")
    assert [(row.booked_on, row.number) for row in books.desk.ledger.page(limit=2)] == [
        (date(2027, 1, 1), 4), (date(2027, 1, 1), 3),
    ]  # fmt: skip
    assert books.desk.book_years.card(2026) == card
    assert books.desk.audit_books.book(2026) == card.book
    assert books.desk.audit_books.book(2027).opening == card.book.change
    assert books.desk.checks.run().findings == ()


def test_no_period_of_a_closed_year_opens_again_and_none_comes_in(books: World) -> None:
    assert not any(row.is_final for row in books.desk.ledger.periods())
    close_year(books)
    assert [row.is_final for row in books.desk.ledger.periods()] == [True] * 5 + [False] * 7
    periods = {row.period.name: row.period.id for row in books.desk.ledger.periods()}
    for name in ("2026-12", "2026-08"):
        with refused("period.book_year_closed"):
            books.desk.ledger.reopen_period(periods[name], "Toch nog een levering.")
    with refused("period.year_exists"):
        books.desk.ledger.open_year(SchoolYear(2026))
    with refused("period.year_closed"):
        books.desk.ledger.open_year(SchoolYear(2025))
    with refused("guard.year.closed"), books.writing() as work:
        work.run("INSERT INTO period (id, school_year, name, first_day, last_day, status, times_reopened)"
                 " VALUES ('p', 2025, '2026-03', '2026-03-01', '2026-03-31', 'open', 0)", [()])  # fmt: skip
    assert len(books.desk.ledger.periods()) == 12


def test_the_database_closes_no_year_with_an_open_period_and_alters_no_closing(books: World) -> None:
    close = (
        "INSERT INTO year_closing (book_year, first_day, last_day, entries, head, facts, closed_at, closed_by)"
        " SELECT 2026, '2026-01-01', '2026-12-31', number, hash, '{}', booked_at, booked_by FROM journal_entry"
        " WHERE number = 2"
    )
    with refused("guard.year.open_period"), books.writing() as work:
        work.run(close, [()])
    close_year(books)
    for statement in ("UPDATE year_closing SET entries = 1", "DELETE FROM year_closing"):
        with refused("(guard.year_closing.fixed|server.no_right)"), books.writing() as work:
            work.run(statement, [()])
    assert books.desk.book_years.card(2026).until == 2


def test_late_use_of_days_whose_periods_were_never_made_finds_its_place_in_the_next_year(world: World) -> None:
    """The books end in July, and nothing asked for the months after it before the year is closed."""
    world.delivered("DUIN", "ZEEUW", 100, date(2026, 3, 2))
    next_year(world, date(2027, 2, 1))
    close_periods(world)
    assert outcomes(world.desk.book_years.card(2026)) == {CheckKind.PERIODS: BLOCKING}
    close_year(world)
    entry = world.desk.ledger.entry(world.delivered("DUIN", "ZEEUW", 100, date(2026, 9, 2)))
    assert entry.booked_on == date(2027, 1, 1)
    early = world.desk.ledger.entry(world.delivered("DUIN", "ZEEUW", 100, date(2025, 9, 2)))
    assert early.booked_on == date(2027, 1, 1)


def test_years_are_closed_in_their_order(world: World) -> None:
    world.delivered("DUIN", "ZEEUW", 100, date(2025, 10, 6))
    world.delivered("DUIN", "ZEEUW", 300, date(2026, 10, 5))
    next_year(world)
    close_periods(world)
    assert states(world) == {2026: YearState.OPEN, 2025: YearState.READY}
    card = world.desk.book_years.card(2026)
    assert outcomes(card) == {CheckKind.BEFORE: BLOCKING}
    with refused("year.blocked"):
        world.desk.book_years.close(2026, card.until)
    close_year(world, 2025)
    later = close_year(world, 2026)
    assert {one.account.code: (one.opening_cents, one.closing_cents) for one in later.totals} == {
        "DUIN": (ONE, ONE + THREE), "ZEEUW": (-ONE, -ONE - THREE),
    }  # fmt: skip
    assert states(world) == dict.fromkeys((2026, 2025), YearState.CLOSED)
    assert world.desk.checks.run().findings == ()


def test_what_still_waits_or_is_disputed_is_named_and_does_not_stop_it(books: World) -> None:
    books.entered(day=date(2026, 12, 1))
    disputed = books.entered(day=date(2026, 12, 2))
    books.desk.deliveries.dispute(disputed, "Was er niet.")
    close_periods(books)
    card = books.desk.book_years.card(2026)
    found = {check.kind: check.count for check in card.checks if check.outcome is WARNING}
    assert (found, card.may_close) == ({CheckKind.WAITING: 1, CheckKind.DISPUTED: 1}, True)
    assert outcomes(close_year(books)) == outcomes(card)


def test_a_proposal_over_its_days_stands_in_the_way_and_missing_documents_are_told(books: World) -> None:
    say_vat(books)
    made = books.desk.settlements.propose(INVOICING, THIS_YEAR).made_id
    close_periods(books)
    assert outcomes(books.desk.book_years.card(2026)) == {CheckKind.SETTLED: BLOCKING}
    assert states(books) == {2026: YearState.OPEN}
    execute(books, made)
    card = books.desk.book_years.card(2026)
    assert outcomes(card) == {CheckKind.DOCUMENTS: WARNING}
    (told,) = [check for check in card.checks if check.kind is CheckKind.DOCUMENTS]
    assert told.what == ("VR-2026/27-001",)


def test_documents_that_went_out_are_in_order(world: World) -> None:
    invoiced(world)
    next_year(world)
    close_periods(world)
    assert outcomes(world.desk.book_years.card(2026)) == {}


def test_what_was_booked_since_it_was_shown_asks_to_look_again(books: World) -> None:
    close_periods(books)
    shown = books.desk.book_years.card(2026)
    books.delivered("DUIN", "ZEEUW", 100, date(2027, 1, 4))
    with refused("year.moved"):
        books.desk.book_years.close(2026, shown.until)
    again = books.desk.book_years.card(2026)
    assert (again.until, again.book.entries) == (3, 2)
    books.desk.book_years.close(2026, again.until)
    assert books.desk.book_years.card(2026).until == 3


@pytest.mark.file_only("no row is asked for")
@pytest.mark.parametrize("year", [-1, 0, 10_000, 10**12])
def test_a_year_of_no_calendar_has_no_books(world: World, year: int) -> None:
    with refused("year.none"):
        world.desk.book_years.card(year)
    with refused("year.none"):
        world.desk.book_years.close(year, 0)


def test_directors_read_it_and_do_not_act(books: World) -> None:
    books.entered(day=date(2026, 12, 1))
    close_periods(books)
    director = books.desk_of("directeur zeeuw")
    card = director.book_years.card(2026)
    assert {check.kind for check in card.checks} == set(CheckKind) - {
        CheckKind.WAITING, CheckKind.DISPUTED, CheckKind.DOCUMENTS,
    }  # fmt: skip
    assert card.totals == books.desk.book_years.card(2026).totals
    with refused("permission.missing"):
        director.book_years.close(2026, card.until)
    books.desk_of("boekhouder").book_years.close(2026, card.until)
    assert [row.closed_by for row in director.book_years.rows()] == ["boekhouder"]
    assert director.book_years.card(2026).checks == card.checks


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE posting SET cents = cents * 2 WHERE entry = 1",
        "UPDATE account_total SET given_cents = given_cents + 1 WHERE given_cents > 0",
    ],
)
def test_books_that_are_not_sound_are_not_closed(books: World, statement: str) -> None:
    close_periods(books)
    assert books.desk.book_years.card(2026).may_close
    tamper(books, statement)
    with refused("year.blocked"):
        books.desk.book_years.close(2026, 2)
    found = outcomes(books.desk.book_years.card(2026))
    assert found[CheckKind.BOOKS] is BLOCKING


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE year_closing SET head = (SELECT hash FROM journal_entry WHERE number = 1)",
        "UPDATE year_closing SET entries = 1",
        "UPDATE year_closing SET facts = replace(facts, '\"change\":[[1,', '\"change\":[[1,1')",
        "UPDATE year_closing SET facts = '{}'",
        "UPDATE period SET status = 'open' WHERE name = '2026-12'",
    ],
)
def test_a_closing_that_was_altered_is_found(books: World, statement: str) -> None:
    close_year(books)
    tamper(books, statement)
    assert "check.year_closing" in {finding.code for finding in books.desk.checks.run().findings}


def test_a_closing_that_was_taken_away_is_missed_in_the_log(books: World) -> None:
    close_year(books)
    tamper(books, "DELETE FROM year_closing")
    assert "check.log" in {finding.code for finding in books.desk.checks.run().findings}


def test_books_are_kept_longer_where_the_network_says_so_and_never_shorter(books: World) -> None:
    retention = books.desk.retention
    assert [(one.category, one.years, one.version) for one in retention.rules()] == [
        ("books", 7, 0), ("pupils", 2, 0), ("cases", 1, 0), ("contacts", 2, 0), ("former", 2, 0), ("imports", 1, 0),
        ("logbook", 5, 0),
    ]  # fmt: skip
    with refused("retention.years"):
        retention.set("books", 0, 6, "Korter.")
    with refused("retention.no_ground"):
        retention.set("books", 0, 10, " ")
    retention.set("books", 0, 10, "De subsidiegever vraagt het.")
    with refused("edit.conflict"):
        retention.set("books", 0, 9, "Te laat.")
    retention.set("books", 1, 9, "De subsidiegever vraagt het.")
    (row,) = books.desk.book_years.rows()
    assert row.kept_until == date(2035, 12, 31)
    assert [(one.years, one.version) for one in retention.rules()][:2] == [(9, 2), (2, 0)]
    books.now += timedelta(minutes=1)
    assert close_year(books).row.kept_until == date(2035, 12, 31)
