"""What is asked before deliveries are booked is what is booked, and what is said after it counts deliveries."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QWidget

from tests.builders import SECRETARY, World, school_id
from tests.versions import version_of
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.delivery_lists import DeliveryOrder
from zsm_desktop.services.funds import FundDraft
from zsm_desktop.ui.exchange.deeds import Deeds
from zsm_desktop.ui.exchange.state import DeliveriesState, DeliveryActs


@pytest.fixture
def face(qtbot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def deeds(world: World, theme, face: QWidget) -> Deeds:
    def attempt(act) -> bool:
        act()
        return True

    return Deeds(face, theme, DeliveryActs(world.desk), attempt)


def test_a_shift_of_a_fund_is_no_delivery(world: World, deeds: Deeds, qtbot) -> None:
    world.desk.funds.add(FundDraft("Proef", 2470, date(2026, 8, 1), date(2027, 7, 31), percent=10000))
    world.delivered("DUIN", "ZEEUW", 100, date(2026, 10, 5))
    world.entered("DUIN", "ZEEUW", 100, date(2026, 10, 1))
    deeds.confirm_all(DeliveriesState(world.desk))
    with qtbot.waitSignal(deeds.said) as told:
        deeds.strip.yes.click()
    assert told.args[0] == (
        "1 levering bevestigd en geboekt als boeking 2. Wat subsidies dragen, verschoof mee in boeking 3."
    )


def test_all_that_is_confirmed_was_counted_before(world: World, deeds: Deeds) -> None:
    shown = {world.entered("DUIN", "ZEEUW", 100, date(2026, 10, day)) for day in (1, 2)}
    deeds.confirm_all(DeliveriesState(world.desk))
    assert deeds.strip.text.text().startswith("2 leveringen van samen")
    later = world.entered("DUIN", "ZEEUW", 300)
    deeds.strip.yes.click()
    rows = {row.id: row.status for row in world.desk.deliveries.page()}
    assert {id_ for id_, status in rows.items() if status == "confirmed"} == shown
    assert rows[later] == "entered"


def test_one_delivery_has_no_total(world: World, deeds: Deeds) -> None:
    world.entered("DUIN", "ZEEUW", 100, date(2026, 10, 1))
    deeds.confirm_all(DeliveriesState(world.desk))
    (row,) = world.desk.deliveries.page()
    assert deeds.strip.text.text().startswith(
        f"1 levering van €\u00a024,70 bevestigen en boeken: {row.offer} van {row.provider}, "
        f"gebruikt door {row.user} op 1 oktober 2026? Wat geboekt is"
    )


def test_what_is_confirmed_is_told_apart_from_the_rest_of_the_list(world: World, face: QWidget, theme) -> None:
    for day in (1, 2):
        world.entered("DUIN", "ZEEUW", 100, date(2026, 10, day))
    world.entered("ZEEUW", "KREEK", 100, date(2026, 10, 3))
    desk = world.desk_of("stage zeeuw")
    deeds = Deeds(face, theme, DeliveryActs(desk), lambda act: bool(act()))
    names = {school.id: school.name for school in desk.network.schools()}
    deeds.confirm_all(DeliveriesState(desk))
    text = deeds.strip.text.text()
    assert f"van {names[school_id('DUIN')]}, gebruikt door {names[school_id('ZEEUW')]}?" in text
    assert "Dat is 2 van de 3 in deze lijst; de rest wacht op een andere school" in text


@pytest.mark.parametrize(
    ("who", "school", "side", "count"),
    [
        ("stage zeeuw", "ZEEUW", "given", 0), ("stage zeeuw", "ZEEUW", "taken", 2), ("stage zeeuw", "DUIN", "given", 2),
        ("stage zeeuw", "DUIN", "taken", 0), ("stage zeeuw", "DUIN", None, 2), ("stage zeeuw", None, None, 2),
        (SECRETARY, "ZEEUW", "given", 1), (SECRETARY, "ZEEUW", "taken", 2), (SECRETARY, None, None, 3),
    ],
)  # fmt: skip
def test_nothing_beside_the_list_is_confirmed(world: World, who: str, school: str, side: str, count: int) -> None:
    for day in (1, 2):
        world.entered("DUIN", "ZEEUW", 100, date(2026, 10, day))
    world.entered("ZEEUW", "DUIN", 100, date(2026, 10, 3))
    state = DeliveriesState(world.desk_of(who))
    state.narrow(school_id=school_id(school) if school else None, side=side)
    rows = state.waiting_rows()
    assert len(rows) == state.waiting().count == count
    assert {row.id for row in rows} <= {row.id for row in state.rows(0, 100, DeliveryOrder())[0]}


def test_silence_confirms_what_was_shown_and_nothing_else(world: World, deeds: Deeds) -> None:
    desk = world.desk
    desk.silence.set_days(version_of(world, "network"), 14)
    asked = world.entered("DUIN", "ZEEUW", 100)
    desk.rounds.make(school_id("ZEEUW"))
    world.now += timedelta(days=10)
    other = world.entered("DUIN", "KREEK", 200)
    desk.rounds.make(school_id("KREEK"))
    world.now += timedelta(days=5)
    deeds.confirm_silent(desk.silence.preview())
    assert "niet binnen de termijn die in hun bevestigingsbestand stond" in deeds.strip.text.text()
    world.now += timedelta(days=10)
    deeds.strip.yes.click()
    rows = {row.id: row.status for row in desk.deliveries.page()}
    assert rows == {asked: "confirmed", other: "entered"}


def test_silence_that_is_no_longer_as_shown_confirms_nothing(world: World) -> None:
    desk = world.desk
    desk.silence.set_days(version_of(world, "network"), 14)
    one, _ = (world.entered("DUIN", "ZEEUW", 100, date(2026, 10, day)) for day in (1, 2))
    desk.rounds.make(school_id("ZEEUW"))
    world.now += timedelta(days=15)
    shown = desk.silence.preview()
    desk.deliveries.dispute(one, "Was er niet.")
    with pytest.raises(RuleError, match=r"^silence\.changed\b"):
        desk.silence.confirm_silent(shown)
    assert [row.entry_number for row in desk.deliveries.page()] == [None, None]
