"""Typing over a cell: what stands stays as it was, and only the difference is entered or taken back, and said."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import World, offer_id, school_id
from zsm_desktop.domain.deliveries import DeliveryStatus
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.deliveries import DeliveryDraft
from zsm_desktop.services.delivery_lists import DeliveryFilter
from zsm_desktop.services.tariffs import TariffDraft
from zsm_desktop.ui.exchange.month_state import MonthState
from zsm_desktop.ui.exchange.month_typed import TypedCells
from zsm_desktop.ui.exchange.month_words import cell_note

OCTOBER = 2
EARLY, LATE = date(2026, 10, 5), date(2026, 10, 20)
Line = tuple[int, int, int | None, str]


@pytest.fixture
def cells(world: World) -> TypedCells:
    """October holds 1 at € 24,70 with a note, and 2 at € 50,00 at which three were there."""
    world.desk.tariffs.set(TariffDraft(offer_id("DUIN"), 5000, date(2026, 10, 15)))
    use = {"offer_id": offer_id("DUIN"), "user_id": school_id("ZEEUW")}
    drafts = [DeliveryDraft(EARLY, 100, note="Proefles", **use), DeliveryDraft(LATE, 200, attended=3, **use)]
    world.desk.deliveries.enter_many(drafts)
    return opened(world)


def opened(world: World) -> TypedCells:
    state = MonthState(world.desk)
    state.open(school_id("DUIN"), state.year)
    return TypedCells(state)


def lines(world: World, status: DeliveryStatus = DeliveryStatus.ENTERED) -> list[Line]:
    """Day of the month, quantity, how many came, note."""
    rows = world.desk.deliveries.page(DeliveryFilter(status=status))
    found = [(row.delivered_on.day, row.quantity_hundredths, row.attended, row.note) for row in rows]
    return sorted(found, key=lambda line: line[:2])


def typed(cells: TypedCells, text: str) -> tuple[str, str]:
    """What the cell in hand says then, and what is said before it is written."""
    row = cells.shown.rows[0]
    cells.write_text(row, OCTOBER, text)
    plain = (words.replace("\u00a0", " ") for words in (cell_note(cells.shown, cells, row, OCTOBER), cells.preview()))
    note, asked = plain
    return note, asked


def test_more_is_added_and_what_stands_keeps_its_day_tariff_note_and_count(world: World, cells: TypedCells) -> None:
    note, asked = typed(cells, "3,25")
    assert "Erbij: 0,25 dagdelen, op 20 oktober 2026." in note
    assert ", samen € +12,50." in asked
    cells.write()
    assert lines(world) == [(5, 100, None, "Proefles"), (20, 25, None, ""), (20, 200, 3, "")]
    assert [row.amount_cents for row in world.desk.deliveries.page() if row.quantity_hundredths == 25] == [1250]
    assert lines(world, DeliveryStatus.WITHDRAWN) == []


def test_less_takes_back_the_last_and_says_what_goes_with_it(world: World, cells: TypedCells) -> None:
    note, asked = typed(cells, "2,5")
    assert "Ingetrokken: 1 levering. Ingevoerd: 1,5 dagdelen, op 20 oktober 2026." in note
    for words in (note, asked):
        assert "Hoe vaak er iemand was bij wat wordt ingetrokken (3 keer) vervalt." in words
    assert ", samen € −25,00." in asked
    cells.write()
    assert lines(world) == [(5, 100, None, "Proefles"), (20, 150, None, "")]


def test_what_is_left_of_a_line_keeps_its_note_and_its_tariff(world: World, cells: TypedCells) -> None:
    _, asked = typed(cells, "0,5")
    assert ", samen € −112,35." in asked
    cells.write()
    assert lines(world) == [(5, 50, None, "Proefles")]
    assert world.desk.deliveries.page(DeliveryFilter(status=DeliveryStatus.ENTERED))[0].tariff_cents == 2470


def test_a_line_that_goes_whole_leaves_nothing_to_enter(world: World, cells: TypedCells) -> None:
    note, _ = typed(cells, "1")
    assert "Ingetrokken: 1 levering." in note
    cells.write()
    assert lines(world) == [(5, 100, None, "Proefles")]


def test_a_note_that_goes_is_said(world: World, cells: TypedCells) -> None:
    _, asked = typed(cells, "")
    assert "De opmerking bij wat wordt ingetrokken (‘Proefles’) vervalt." in asked
    cells.write()
    assert lines(world) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4x1", [(5, 100, None, "Proefles"), (20, 100, 1, ""), (20, 200, 3, "")]),
        ("2x2", [(5, 100, None, "Proefles"), (20, 300, 2, "")]),
        ("4x0,75", [(5, 100, None, "Proefles"), (20, 200, 4, "")]),
    ],
)
def test_a_count_typed_is_the_count_of_the_whole_cell(
    world: World, cells: TypedCells, text: str, expected: list[Line]
) -> None:
    _, asked = typed(cells, text)
    assert "vervalt" not in asked
    cells.write()
    assert lines(world) == expected
    assert opened(world).shown.rows[0].cells[OCTOBER].attended == int(text[0])


def test_a_round_that_is_out_is_named_before_one_of_its_lines_goes(world: World, cells: TypedCells) -> None:
    world.desk.rounds.make(school_id("ZEEUW"))
    cells = opened(world)
    _, more = typed(cells, "4")
    assert "BR-2026/27-001" not in more
    note, less = typed(cells, "2")
    for words in (note, less):
        assert "Wat wordt ingetrokken, staat in ronde BR-2026/27-001, die al is verstuurd" in words


def test_the_answer_that_use_gives_is_said_before(world: World) -> None:
    asked = world.desk.placements.place(
        world.case("ZEEUW"), offer_id("DUIN"), starts_on=date(2026, 9, 1), ends_on=date(2027, 6, 30),
        planned_hundredths=1000, is_agreed=False,
    ).made_id  # fmt: skip
    _, said = typed(opened(world), "1")
    assert f"Daarmee aanvaardt u {world.desk.placements.row(asked).number}." in said


def test_what_a_closed_case_forbids_is_said_before(world: World) -> None:
    case = world.case("ZEEUW")
    world.desk.placements.place(
        case, offer_id("DUIN"), starts_on=date(2026, 9, 1), ends_on=date(2027, 6, 30), planned_hundredths=1000,
        is_agreed=False,
    )  # fmt: skip
    ((consent,),) = world.store.rows("SELECT id FROM consent WHERE case_id = ?", (case,))
    world.desk.cases.withdraw_consent(consent, date(2026, 11, 20))
    with pytest.raises(RuleError, match=r"^consent\.withdrawn\b"):
        typed(opened(world), "1")


def test_a_typed_note_is_that_of_the_cell_and_moves_no_day(world: World, cells: TypedCells) -> None:
    note, asked = typed(cells, "; allemaal gezien")
    assert "Ingevoerd: 1 dagdeel, op 5 oktober 2026 en 2 dagdelen, 3 keer aanwezig, op 20 oktober 2026" in note
    assert "met de opmerking ‘allemaal gezien’" in note
    assert "De opmerking bij wat wordt ingetrokken (‘Proefles’) vervalt." in asked
    assert "Hoe vaak" not in asked
    cells.write()
    assert lines(world) == [(5, 100, None, ""), (20, 200, 3, "allemaal gezien")]
