"""Laws of balances on random small networks with funds, disputes, mistakes and units that are no dagdeel."""

from __future__ import annotations

import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import SCHOOLS, World, made_id, offer_id, school_id
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.in_kind import NOTHING, InKind, total
from zsm_desktop.domain.spans import ALL, Span
from zsm_desktop.models import Offer, Tariff, Unit
from zsm_desktop.services.balance_rows import UseBalance
from zsm_desktop.services.deliveries import DeliveryDraft
from zsm_desktop.services.explaining_asked import Kinds
from zsm_desktop.services.explaining_rows import Explanation
from zsm_desktop.services.funds import FundDraft
from zsm_desktop.store.keys import Keys

CODES = [code for code, _, _ in SCHOOLS]
FIRST, LAST = date(2025, 8, 1), date(2026, 11, 20)
TEST = made_id(5, 90)
"""An offer of De Duinpan in pieces, which no one can count in dagdelen."""


@dataclass(frozen=True)
class Use:
    provider: int
    user: int
    in_pieces: bool
    hundredths: int
    day: date
    fate: str


uses = st.lists(
    st.builds(
        Use,
        provider=st.integers(0, 2),
        user=st.integers(1, 2),
        in_pieces=st.booleans(),
        hundredths=st.integers(1, 900),
        day=st.integers(0, (LAST - FIRST).days).map(lambda days: FIRST + timedelta(days=days)),
        fate=st.sampled_from(["booked", "booked", "booked", "reversed", "entered", "disputed"]),
    ),
    max_size=9,
)
granted = st.sampled_from([None, 0, 30_00, 10_000_00])
spans = st.tuples(st.integers(-2, 17), st.integers(0, 14)).map(
    lambda pair: Span(Span.of_month(FIRST).first_month + pair[0], Span.of_month(FIRST).first_month + sum(pair))
)


@contextmanager
def fresh(made_network: tuple[Path, Keys]) -> Iterator[World]:
    with tempfile.TemporaryDirectory() as place:
        shutil.copytree(made_network[0], Path(place) / "network")
        world = World(Path(place) / "network", made_network[1])
        with world.writing() as work:
            work.session.add(Unit(id=made_id(7, 90), code="stuk", name="stuk", plural="stuks"))
            work.session.flush()
            work.session.add(
                Offer(
                    id=TEST,
                    code="DUIN-90",
                    school_id=school_id("DUIN"),
                    sector_id=made_id(6, 1),
                    unit_id=made_id(7, 90),
                    name="Toets",
                    kind="test",
                )
            )
            work.session.flush()
            work.session.add(Tariff(id=made_id(8, 90), offer_id=TEST, cents=1999, valid_from=date(2024, 8, 1)))
        yield world
        world.close()


def live(world: World, rows: list[Use], granted_cents: int | None) -> None:
    if granted_cents is not None:
        world.desk.funds.add(FundDraft("Subsidie", granted_cents, FIRST, LAST, percent=40_00))
    desk = world.desk
    for row in rows:
        provider, user = CODES[row.provider], CODES[(row.provider + row.user) % 3]
        offer = TEST if row.in_pieces and provider == "DUIN" else offer_id(provider)
        draft = DeliveryDraft(row.day, row.hundredths, offer_id=offer, user_id=school_id(user))
        delivery = desk.deliveries.enter(draft).made_id
        if row.fate in {"booked", "reversed"}:
            desk.deliveries.confirm([delivery])
        if row.fate == "disputed":
            desk.deliveries.dispute(delivery, "Klopt niet.")
        if row.fate == "reversed":
            ((number,),) = world.store.rows(
                "SELECT number FROM journal_entry WHERE delivery_id = ? AND kind = 'delivery'", (delivery,)
            )
            desk.ledger.reverse(number, "Vergissing.")


def summed(rows: Any) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for row in rows:
        found[row.code] = (found[row.code][0] + row.given_cents, found[row.code][1] + row.taken_cents)
    return {code: cents for code, cents in found.items() if cents != (0, 0)}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=uses, granted_cents=granted, span=spans)
def test_every_dimension_is_the_same_money(
    made_network: tuple[Path, Keys], rows: list[Use], granted_cents: int | None, span: Span
) -> None:
    with fresh(made_network) as world:
        live(world, rows, granted_cents)
        balances = world.desk.balances
        for when in (span, ALL, Span.of_book_year(2026), Span.of_school_year(SchoolYear(2025))):
            schools = balances.by_school(when)
            assert sum(row.balance_cents for row in schools) == 0
            for view in (balances.by_pair, balances.by_offer, balances.by_sector, balances.by_month):
                assert summed(view(when)) == summed(schools), view
            matrix = balances.matrix(when)
            assert summed(matrix.schools) == summed(schools)
            assert [sum(line) for line in matrix.given_cents] == [row.given_cents for row in matrix.schools]
            kinds = balances.by_school_kind(when)
            assert sum(row.given_cents for row in kinds) == sum(row.given_cents for row in schools)
            mirrored = {(row.kind, row.counter_kind): row for row in kinds}
            for (kind, other), row in mirrored.items():
                assert (row.given_cents, row.taken) == (mirrored[other, kind].taken_cents, mirrored[other, kind].given)
            in_all = {by: total(row.given for row in balances.use(by, when)) for by in ("school", "pair", "month")}
            in_all["sector"] = total(row.given for row in balances.by_sector(when))
            in_all["offer"] = total(row.given for row in balances.by_offer(when))
            in_all["kind"] = total(row.given for row in kinds)
            assert len(set(in_all.values())) == 1, in_all
            for by in ("school", "pair", "month"):
                use = balances.use(by, when)
                assert total(row.given for row in use) == total(row.taken for row in use)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=uses, granted_cents=granted, cut=st.integers(1, 11))
def test_parts_of_a_year_are_the_year(
    made_network: tuple[Path, Keys], rows: list[Use], granted_cents: int | None, cut: int
) -> None:
    with fresh(made_network) as world:
        live(world, rows, granted_cents)
        for year in (Span.of_school_year(SchoolYear(2025)), Span.of_book_year(2026)):
            parts = Span(year.first_month, year.first_month + cut - 1), Span(year.first_month + cut, year.last_month)
            for view in (
                world.desk.balances.by_school,
                world.desk.balances.by_pair,
                world.desk.balances.by_offer,
                world.desk.balances.by_sector,
            ):
                both = summed([*view(parts[0]), *view(parts[1])])
                assert both == summed(view(year))


def agrees(found: Explanation, cents: int, use: InKind | None = None) -> None:
    """What is explained is this figure, and its lines are."""
    assert found.balance_cents == cents == sum(line.cents for line in found.lines)
    assert found.parts.balance_cents == cents
    assert found.use == total(line.use for line in found.lines) == found.used("given") + found.used("taken")
    assert use is None or found.use == use
    assert len({line.id for line in found.lines}) == len(found.lines)
    assert all(line.cents == line.gross_cents + line.fund_cents for line in found.lines)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=uses, granted_cents=granted, span=spans)
def test_the_lines_under_every_amount_are_the_amount(
    made_network: tuple[Path, Keys], rows: list[Use], granted_cents: int | None, span: Span
) -> None:
    with fresh(made_network) as world:
        live(world, rows, granted_cents)
        balances = world.desk.balances
        in_kind = {(row.code, row.key): row for by in ("school", "pair", "month") for row in balances.use(by, span)}
        none = UseBalance("", "", NOTHING, NOTHING)
        asked: list[tuple[Any, Any, dict[str, str]]] = [
            (row, in_kind.get((row.code, ""), none), {}) for row in balances.by_school(span)
        ]
        asked += [
            (row, in_kind.get((row.code, row.counter_code), none), {"counter": row.counter_code})
            for row in balances.by_pair(span)
        ]
        asked += [(row, row, {"offer": row.offer_code}) for row in balances.by_offer(span)]
        asked += [(row, row, {"sector": row.sector_code}) for row in balances.by_sector(span)]
        for row, use, narrowed in asked:
            agrees(balances.explain(row.code, span, **narrowed), row.balance_cents, use.given + -use.taken)
            agrees(balances.explain(row.code, span, side="given", **narrowed), row.given_cents, use.given)
            agrees(balances.explain(row.code, span, side="taken", **narrowed), -row.taken_cents, -use.taken)
        for month in balances.by_month(span):
            use = in_kind.get((month.code, month.first_day.isoformat()[:7]), none)
            found = balances.explain(month.code, Span.of_month(month.first_day))
            agrees(found, month.balance_cents, use.given + -use.taken)
        booked = {row.number: row for row in world.desk.ledger.page(limit=5000)}
        for code in CODES:
            for line in balances.explain(code, ALL).lines:
                entry = booked[line.number]
                if line.kind == "delivery":
                    assert abs(line.gross_cents) == entry.amount_cents
                    assert line.borne_cents == entry.fund_cents


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=uses, granted_cents=granted, span=spans)
def test_the_lines_under_what_kinds_gave_and_what_stands_beside_are_the_amount(
    made_network: tuple[Path, Keys], rows: list[Use], granted_cents: int | None, span: Span
) -> None:
    with fresh(made_network) as world:
        live(world, rows, granted_cents)
        balances = world.desk.balances
        for kind in balances.by_school_kind(span):
            found = balances.explain("", kinds=Kinds(kind.kind, kind.counter_kind), when=span)
            agrees(found, kind.given_cents, kind.given)
        for row in balances.beside(span):
            for status, cents in (("entered", row.waiting_cents), ("disputed", row.disputed_cents)):
                found = balances.explain(row.code, span, status=status)
                agrees(found, cents)
                assert {line.kind for line in found.lines} <= {status}


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=uses, granted_cents=granted)
def test_the_lines_under_every_month_of_the_course_are_the_amount(
    made_network: tuple[Path, Keys], rows: list[Use], granted_cents: int | None
) -> None:
    with fresh(made_network) as world:
        live(world, rows, granted_cents)
        balances = world.desk.balances
        for point in balances.trend():
            month = Span.of_month(point.first_day)
            so_far = Span(ALL.first_month, month.last_month)
            agrees(balances.explain("", kinds=Kinds(), when=month), point.given_cents, point.given)
            agrees(balances.explain("", kinds=Kinds("", "school"), when=month), point.taken_cents, point.taken)
            agrees(balances.explain("", kinds=Kinds("", "fund"), when=so_far), point.standing_cents, point.standing)
        for code in CODES:
            for point in balances.trend(school_id(code)):
                so_far = Span(ALL.first_month, Span.of_month(point.first_day).last_month)
                agrees(balances.explain(code, so_far), point.standing_cents, point.standing)
        for year in balances.year_by_year():
            first = Span.of_school_year(year.year).first_month
            for month, cents, use in zip(year.year.months(), year.given_cents, year.given, strict=True):
                if cents is not None:
                    agrees(
                        balances.explain("", kinds=Kinds(), when=Span(first, month)),
                        cents,
                        use,
                    )
        for year in balances.year_by_year(school_id("DUIN")):
            first = Span.of_school_year(year.year).first_month
            for month, cents, use in zip(year.year.months(), year.balance_cents, year.balance, strict=True):
                if cents is not None:
                    agrees(balances.explain("DUIN", Span(first, month)), cents, use)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=uses)
def test_what_waits_and_is_disputed_stands_beside_and_is_zero_together(
    made_network: tuple[Path, Keys], rows: list[Use]
) -> None:
    with fresh(made_network) as world:
        live(world, rows, None)
        found = world.desk.balances.beside()
        for given_name, taken_name, status in (
            ("waiting_given_cents", "waiting_taken_cents", "entered"),
            ("disputed_given_cents", "disputed_taken_cents", "disputed"),
        ):
            ((cents,),) = world.store.rows(
                "SELECT coalesce(sum(amount_cents), 0) FROM delivery WHERE status = ?", (status,)
            )
            assert sum(getattr(row, given_name) for row in found) == cents
            assert sum(getattr(row, taken_name) for row in found) == cents
        assert sum(row.waiting_cents + row.disputed_cents for row in found) == 0
