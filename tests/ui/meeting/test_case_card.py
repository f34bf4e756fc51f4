"""The case on the table by keyboard: the words for the wall, what is feasible, and what the card says of a return."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from tests.builders import World, offer_id
from tests.ui.meeting.people import running
from tests.ui.offices import cut_pieces, open_dialog, words_of

Key = Qt.Key
DUIN = offer_id("DUIN")


def states(world: World, item_id: str) -> dict[str, str]:
    return {row.code: row.state for row in world.desk.feasibility.points(item_id, DUIN)}


def at_the_duin(at) -> str:
    """The offer of De Duinpan in hand; the point on the table."""
    at.press(Key.Key_F8, Key.Key_F3)
    at.page.offers.select(DUIN)
    return at.page.table.item_id


def test_the_words_for_the_wall_are_written_on_the_card(world: World, hands) -> None:
    at = hands(running(world, world.case()))
    at.press(Key.Key_F8)
    wall = at.page.card.wall
    assert wall.line.lines[0].text.startswith("Nog geen tekst voor de wand")
    at.press(Key.Key_W)
    at.type("x" * 141)
    at.press(Key.Key_Return)
    assert wall.field.error.text().startswith("De tekst voor de wand is 141 tekens lang")
    at.press(Key.Key_Escape)
    assert wall.field.isHidden()
    at.press(Key.Key_W)
    assert wall.editor.text() == "x" * 141, "Esc never loses text"
    wall.editor.selectAll()
    at.type("Waar leert deze leerling lassen?")
    at.press(Key.Key_Return)
    at.until(lambda: not at.page.writer.is_busy)
    assert wall.line.lines[0].text == "Op de wand: Waar leert deze leerling lassen?"
    case_id = at.page.table.item.case.id
    assert world.desk.cases.card(case_id).wall_question == "Waar leert deze leerling lassen?"
    assert world.desk.cases.card(case_id).row.question == "Wil leren lassen; wij hebben geen werkplaats."


def test_what_is_open_is_ticked_or_made_an_action_by_keyboard(world: World, hands) -> None:
    at = hands(running(world, world.case()))
    item_id = at_the_duin(at)
    at.press(Key.Key_H)
    panel = at.page.feasible.panel
    assert panel.isVisible()
    assert panel.list.current_id() == "transport"  # the first that is open
    at.press(Key.Key_Space, Key.Key_Down, Key.Key_X, Key.Key_Down)
    assert (states(world, item_id)["transport"], states(world, item_id)["stage_agreement"]) == ("met", "not_needed")
    at.press(Key.Key_Up, Key.Key_X, Key.Key_X)
    assert states(world, item_id)["stage_agreement"] == "not_needed"
    at.press(Key.Key_Return)
    actions = {action.text: action.owner for action in world.desk.live.card(item_id).actions}
    assert actions == {
        "Verzekering nagaan voor Werkplaats Duin (De Duinpan)": "Contact De Zeeuwse Vaart",
        "Afspreken wie begeleidt bij Werkplaats Duin (De Duinpan)": "Contact De Zeeuwse Vaart",
    }
    assert not panel.actions.isEnabled()
    at.press(Key.Key_Return)
    assert panel.error.text() == "Er staat niets meer open waar nog geen actie voor is."
    at.press(Key.Key_Escape)
    assert panel.isHidden()
    at.until(lambda: len(at.page.agreed.lines) == 2)


def test_a_full_group_cannot_be_ticked_off_and_says_why(world: World, hands) -> None:
    for _ in range(4):
        world.placement()
    at = hands(running(world, world.case()))
    item_id = at_the_duin(at)
    at.press(Key.Key_H)
    panel = at.page.feasible.panel
    assert panel.list.current_id() == "seat"
    at.press(Key.Key_Space)
    assert panel.error.text().startswith("Of er plek is volgt uit de trajecten")
    assert states(world, item_id)["seat"] == "open"
    assert "De groep is vol in deze periode" in panel.list.cards.data(panel.list.cards.index(0))


def test_from_the_list_on_to_the_placement_which_says_what_is_still_open(world: World, hands) -> None:
    at = hands(running(world, world.case()))
    at_the_duin(at)
    at.press(Key.Key_H, Key.Key_Space, Key.Key_P)
    form = open_dialog(at.window)
    assert "Nog open: stageovereenkomst, verzekering en begeleiding." in words_of(form)
    form.reject()


def test_a_later_day_to_return_on_goes_with_the_outcome(world: World, hands) -> None:
    at = hands(running(world, world.case()))
    at.press(Key.Key_F8, Key.Key_F4, Key.Key_T)
    panel = at.page.outcome
    at.type("1-11-2026")
    at.press(Key.Key_Return, Key.Key_2)
    assert panel.return_field.error.text().startswith("De dag waarop de casus terugkomt (1 november 2026)")
    panel.return_on.selectAll()
    at.type("15-1-2027")
    at.press(Key.Key_Return, Key.Key_2)
    case_id = at.page.table.item.case.id
    at.until(lambda: world.desk.cases.card(case_id).return_on == date(2027, 1, 15))
    at.until(lambda: ("Terug op", "15 januari 2027") in at.page.card.facts.pairs)


def test_the_card_says_that_a_case_came_back_and_what_else_runs(world: World, hands) -> None:
    case = world.case()
    world.desk.placements.place(
        case, DUIN, starts_on=date(2026, 9, 1), ends_on=date(2027, 6, 30), planned_hundredths=400
    )
    world.desk.placements.end(world.desk.cases.card(case).placements[0].id, date(2026, 11, 21))
    world.desk.cases.close(case)
    world.desk.cases.reopen(case, "Gestopt bij het bedrijf.")
    at = hands(running(world))  # a case that is not off the list comes on the agenda by itself
    at.press(Key.Key_F8)
    first = at.page.card.notices.lines[0]
    assert (first.text, first.quiet) == ("Heropend op 22 november 2026", "Gestopt bij het bedrijf.")
    history = [line.text for line in at.page.card.history.lines.lines]
    assert "Werkplaats Duin bij De Duinpan" in history
    consents = [line.text for line in at.page.card.consents.lines.lines]
    assert consents == ["16 jaar of ouder: de leerling geeft zelf toestemming", "Toestemming voor alle scholen"]


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_nothing_is_cut_in_the_panels(world: World, hands, theme, percent: int) -> None:
    at = hands(running(world, world.case()))
    at.press(Key.Key_F8)
    theme.set_zoom(percent)
    try:
        for keys in ((Key.Key_F3, Key.Key_H), (Key.Key_F4,), (Key.Key_F4, Key.Key_6), (Key.Key_F3, Key.Key_W)):
            at.press(*keys)
            assert cut_pieces(at.page) == [], keys
            at.press(Key.Key_Escape)
        assert (at.window.width(), at.window.height()) == (1280, 720)
    finally:
        theme.set_zoom(100)
