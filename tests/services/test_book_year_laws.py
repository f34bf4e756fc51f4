"""However the books were lived in: a closed year says what they held then, and nothing that comes later changes it."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from tests.builders import World
from tests.services.book_years import close_year, next_year
from tests.services.test_set_off_invoices import taxed
from tests.services.test_settling_laws import Books, steps
from zsm_desktop.domain.book_years import YearState
from zsm_desktop.services.book_years import YearCard
from zsm_desktop.services.year_closings import closings
from zsm_desktop.store.keys import Keys


def live(books: Books, steps: list) -> None:
    for name, *facts in steps:
        getattr(books, name)(*facts)
        books.world.now += timedelta(minutes=1)


def counted(world: World, card: YearCard) -> dict[str, tuple[int, int]]:
    """Opening and closing balance of each account, added up posting by posting."""
    opening, closing = Counter[str](), Counter[str]()
    for code, entry, booked_on, cents in world.store.rows(
        "SELECT a.code, p.entry, p.booked_on, p.cents FROM posting p JOIN account a ON a.id = p.account_id"
    ):
        if entry <= card.until and booked_on[:4] <= str(card.row.year):
            closing[code] += cents
            opening[code] += cents if booked_on[:4] < str(card.row.year) else 0
    return {code: (opening[code], closing[code]) for code in closing}


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=steps, after=steps)
def test_a_closed_year_is_what_the_books_were_and_stays_so(
    made_network: tuple[Path, Keys], before: list, after: list
) -> None:
    with tempfile.TemporaryDirectory() as place:
        shutil.copytree(made_network[0], Path(place) / "network")
        world = World(Path(place) / "network", made_network[1])
        try:
            taxed(world)
            books = Books(world)
            live(books, before)
            next_year(world)
            years = sorted(row.year for row in world.desk.book_years.rows())
            cards = [close_year(world, year) for year in years]
            for card in cards:
                found = counted(world, card)
                totals = {one.account.code: (one.opening_cents, one.closing_cents) for one in card.totals}
                assert totals == {code: found[code] for code in totals}
                assert all(found[code] == (0, 0) for code in found.keys() - totals.keys())
                assert sum(closing for _, closing in totals.values()) == 0
                assert card.book.debit_cents == card.book.credit_cents
            proofs = closings(world.store.rows)
            live(books, after)
            assert closings(world.store.rows) == proofs
            assert [world.desk.book_years.card(year) for year in years] == cards
            assert {row.year for row in world.desk.book_years.rows() if row.state is YearState.CLOSED} == set(years)
            last = cards[-1].until if cards else 0
            later = [row.booked_on.year for row in world.desk.ledger.page() if row.number > last]
            assert not cards or not later or min(later) > max(years)
            assert world.desk.checks.run().findings == ()
        finally:
            world.close()
