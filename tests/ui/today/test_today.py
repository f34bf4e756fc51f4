"""The first room: what is near, what is mine, what waits, and the ways there."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import date, time

from PySide6.QtCore import Qt

from tests.builders import SECRETARY, World, user_id
from tests.sample_fixture import MadeSample
from tests.services.test_sample_portraits import desk_of
from tests.services.test_settlements import SPAN, agreed
from tests.ui.offices import cut_words, open_room, toasts, words_of
from zsm_desktop.domain.settlement.history import SettlementRegime
from zsm_desktop.services.vat import VatDraft
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.words import director as words


def plan(world: World, kind: str = "case", day: date = date(2026, 11, 23)) -> str:
    body = next(one.id for one in world.desk.meetings.bodies() if one.kind == kind)
    return world.desk.meetings.plan(body, held_on=day, starts_at=time(13), ends_at=time(15), place="Goes").made_id


def test_an_empty_network_says_what_will_stand_here(world: World, theme, shown) -> None:
    window = open_room(theme, shown, world.desk, "today")
    said = words_of(window.page)
    assert "Er is geen overleg gepland." in said
    assert "Geen open acties" in said
    assert "Niets wacht op u." in said


def test_the_next_meeting_leads_to_its_room(world: World, theme, shown, qtbot) -> None:
    meeting = plan(world)
    plan(world, "steering", date(2026, 12, 9))
    window = open_room(theme, shown, world.desk, "today")
    qtbot.waitUntil(lambda: "Maandag 23 november 2026, 13.00–15.00" in words_of(window.page))
    gone: list[tuple[str, str]] = []
    window.page.navigate.connect(lambda room, item: gone.append((room, item)))
    window.page.navigate.disconnect(window.open)
    buttons = {button.accessibleName(): button for button in window.page.findChildren(type(window.page.done))}
    buttons["Maatwerkbespreking van 23 november 2026 openen"].click()
    assert gone == [("meetings", meeting)]


def test_an_action_is_done_by_key_and_leaves_the_list(world: World, theme, shown, qtbot) -> None:
    meeting = plan(world)
    world.desk.live.start(meeting)
    item = world.desk.meetings.card(meeting).agenda[0].id
    world.desk.live.add_action(item, "Werkgever bellen", owner="secretaris", due_on=date(2026, 11, 20))
    window = open_room(theme, shown, world.desk, "today")
    page = window.page
    with qtbot.waitActive(window):
        window.activateWindow()
    assert page.table.rows.rowCount() == 1
    page.table.view.setFocus()
    qtbot.keyClick(page.table.view, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.table.rows.rowCount() == 0)
    assert toasts(window) == ["Gedaan: Werkgever bellen"]


def test_what_waits_is_counted_and_says_where(world: World, theme, shown, qtbot) -> None:
    world.case("ZEEUW")
    world.entered()
    window = open_room(theme, shown, world.desk, "today")
    words = [button.text() for button in window.page.findChildren(type(window.page.done))]
    assert "1 aanmelding staat nog op geen agenda" in words
    assert "1 levering wacht op bevestiging" in words


def test_a_director_sees_no_pupil_here(world: World, theme, shown) -> None:
    world.case("DUIN")
    plan(world)
    window = open_room(theme, shown, world.desk_of("directeur duin"), "today")
    said = words_of(window.page)
    assert "Maatwerkbespreking" not in said
    assert "aanmelding" not in said


def test_a_director_sees_school_network_and_what_asks_a_decision(world: World, theme, shown, qtbot) -> None:
    world.desk.vat.set(VatDraft("facility", date(2024, 8, 1), "exempt", "onderwijs"))
    world.delivered("DUIN", "ZEEUW", 300, date(2026, 10, 5))
    meeting = plan(world, "steering", date(2026, 12, 9))
    agreed(world, SettlementRegime.NETTING)
    world.desk.settlements.propose(SettlementRegime.NETTING, SPAN)
    window = open_room(theme, shown, world.desk_of("directeur duin"), "today")
    page = window.page
    qtbot.waitUntil(lambda: not page.board.counting.is_busy)
    lines = {line.text(): line for line in page.board.findChildren(Button) if line.isVisible()}
    said = " | ".join(lines).replace("\u00a0", " ")
    for part in ("Gegeven: € 74,10", "Afgenomen: € 0,00", "Saldo: € +74,10", "Uitstaande saldi: € 74,10"):
        assert part in said
    assert "1 voorstel tot verrekening te besluiten" in said
    gone: list[tuple[str, str]] = []
    page.navigate.connect(lambda room, item: gone.append((room, item)))
    page.navigate.disconnect(window.open)
    next(line for text, line in lines.items() if text.startswith("Stuurgroep 9 december")).click()
    assert gone == [("steering", meeting)]
    for begin, place in (("Uitstaande", ("balances", "schools")), ("Maatwerktrajecten", ("exchange", "deliveries"))):
        next(line for text, line in lines.items() if text.startswith(begin)).click()
        assert gone[-1] == place


def test_the_balances_of_all_are_shown_also_after_those_of_one(world: World, theme, shown, qtbot) -> None:
    world.desk.vat.set(VatDraft("facility", date(2024, 8, 1), "exempt", "onderwijs"))
    world.delivered("DUIN", "ZEEUW", 300, date(2026, 10, 5))
    window = open_room(theme, shown, world.desk_of("directeur duin"), "today")
    for begin, is_of_all in (("Saldo: ", False), ("Uitstaande saldi", True)):
        window.open("today")
        board = window.page.board
        next(one for one in board.findChildren(Button) if one.text().startswith(begin)).click()
        assert window.room == "balances"
        assert (window.page.stack.currentWidget() is not window.page.faces.reason) == is_of_all
        qtbot.waitUntil(lambda board=board: not board.counting.is_busy)


def test_targets_without_an_outcome_are_not_told_as_missed() -> None:
    assert words.targets(2, 3, 4) == "Doelen: 2 van 3 gehaald"
    assert words.targets(0, 0, 4) == "Doelen: nog geen uitkomst"
    assert words.targets(0, 0, 0) == "Nog geen doelen afgesproken"


def test_a_director_reads_nothing_of_what_the_network_does_not_have(
    profile_sample: Callable[[str], MadeSample], theme, shown, qtbot
) -> None:
    with closing(desk_of(profile_sample("ijssel_vecht"), "director")) as desk:
        page = open_room(theme, shown, desk, "today").page
        qtbot.waitUntil(lambda: not page.board.counting.is_busy)
        said = words_of(page) + " | ".join(line.text() for line in page.board.findChildren(Button))
        for absent in ("Gegeven", "Saldo", "Uitstaande saldi", "opdrachtgever gepland"):
            assert absent not in said
        assert "Trajecten elders" in said


def test_a_reader_has_no_school_and_the_secretary_no_board(world: World, theme, shown, qtbot) -> None:
    window = open_room(theme, shown, world.desk_of("lezer"), "today")
    qtbot.waitUntil(lambda: not window.page.board.counting.is_busy)
    assert (window.page.board.own.isVisible(), window.page.board.network.isVisible()) == (False, True)
    assert "Er wacht niets op uw besluit of antwoord." in words_of(window.page)
    assert open_room(theme, shown, world.desk, "today").page.board is None


def test_a_directors_cards_stand_below_each_other_where_they_do_not_fit(world: World, theme, shown, qtbot) -> None:
    world.desk.vat.set(VatDraft("facility", date(2024, 8, 1), "exempt", "onderwijs"))
    world.delivered("DUIN", "ZEEUW", 300, date(2026, 10, 5))
    plan(world, "steering", date(2026, 12, 9))
    world.placement("DUIN", "ZEEUW")
    window = open_room(theme, shown, world.desk_of("directeur duin"), "today")
    board = window.page.board
    qtbot.waitUntil(lambda: not board.counting.is_busy)
    window.resize(1280, 720)
    qtbot.waitUntil(lambda: board.network.x() > board.own.x() > board.asked.x())
    theme.set_zoom(200)
    area = window.page.parentWidget().parentWidget()
    qtbot.waitUntil(lambda: board.network.y() > board.own.y() > board.asked.y())
    assert area.horizontalScrollBar().maximum() == 0
    assert cut_words(window.page) == []


def test_what_takes_reading_comes_beside_the_painting_and_leads_to_its_place(world: World, theme, shown, qtbot) -> None:
    world.desk.handing_over.hand_over(user_id("boekhouder"), user_id(SECRETARY), world.desk.day)
    window = open_room(theme, shown, world.desk, "today")
    page = window.page
    said = "1 voorganger heeft nog toegang"

    def ways() -> list[Button]:
        return [button for button in page.findChildren(Button) if button.text() == said]

    qtbot.waitUntil(lambda: len(ways()) == 1)
    gone: list[tuple[str, str]] = []
    page.navigate.connect(lambda room, item: gone.append((room, item)))
    page.navigate.disconnect(window.open)
    ways()[0].click()
    assert gone == [("settings", "handover")]
