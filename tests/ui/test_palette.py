"""Ctrl+K in the program's own rooms: to the very point that was meant, and acts by their names, for who may."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QScrollArea

from tests.builders import World
from tests.services.settled import number_of, say_vat, settle
from tests.services.test_meetings import SG
from tests.services.test_meetings import planned as planned_on
from tests.services.test_outcomes import gone
from tests.ui.meeting.people import planned, running
from tests.ui.offices import any_dialog, open_room, toasts
from zsm_desktop.app.rooms import rooms
from zsm_desktop.ui.deeds import KIND
from zsm_desktop.ui.palette import Palette
from zsm_desktop.ui.parts.lines import Lines
from zsm_desktop.ui.parts.tabs import Tabs
from zsm_desktop.ui.rooms import Hit
from zsm_desktop.ui.window import Window

NOTES = "Er is lang over gesproken. " * 40


@pytest.fixture
def go(world: World, theme, shown):
    def at(user: str = "secretaris", room: str = "today") -> Window:
        return open_room(theme, shown, world.desk_of(user), room)

    return at


def asked(window: Window, text: str) -> list[Hit]:
    window.panels.open_palette()
    palette = window.panels.palette
    assert isinstance(palette, Palette)
    palette.field.setText(text)
    palette.find()
    return palette.list.model().hits


def choose(window: Window, qtbot, text: str, kind: str) -> Hit:
    """Types it and takes the first hit of this kind with the keys."""
    found = asked(window, text)
    at = next(at for at, hit in enumerate(found) if hit.kind == kind)
    field = window.panels.palette.field
    for _ in range(at):
        qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert not window.panels.palette.isVisible()
    return found[at]


def deeds(window: Window, text: str = "") -> list[str]:
    return [hit.label for hit in asked(window, text) if hit.kind == KIND]


def points(world: World, meeting_id: str) -> list[str]:
    return [row.id for row in world.desk.meetings.card(meeting_id).agenda if row.case is not None]


def many_points(world: World) -> tuple[str, list[str]]:
    meeting = running(world, *(world.case() for _ in range(6)))
    return meeting, points(world, meeting)


def is_in_sight(widget, room) -> bool:
    area = widget.parentWidget()
    while not isinstance(area, QScrollArea):
        area = area.parentWidget()
    top = widget.mapTo(area.viewport(), room.topLeft()).y()
    return top >= 0 and top + room.height() <= area.viewport().height()


def test_a_decision_opens_a_running_meeting_at_its_point_and_line(world: World, go, qtbot) -> None:
    meeting, items = many_points(world)
    for number in range(7):
        world.desk.live.add_decision(items[4], f"Afspraak {number}")
    wanted = world.desk.live.add_decision(items[4], "Meelopen bij de kapper").made_id
    window = go()
    choose(window, qtbot, "meelopen kapper", "Besluit")
    page = window.page
    assert (window.room, page.sitting.meeting_id, page.table.item_id) == ("meetings", meeting, items[4])
    assert page.talk.agenda.current_id() == items[4]
    qtbot.waitUntil(lambda: page.agreed.current_id() == wanted)
    assert page.agreed.viewport().rect().contains(page.agreed.visualRect(page.agreed.currentIndex()).center())


def test_a_discussion_opens_a_meeting_to_come_at_its_point(world: World, go, qtbot) -> None:
    cases = [world.case() for _ in range(4)]
    meeting = planned(world, *cases)
    window = go()
    choose(window, qtbot, world.desk.cases.card(cases[2]).row.pseudonym, "Bespreking")
    assert window.page.sitting.meeting_id == meeting
    assert window.page.views["prepare"].agenda.current_id() == points(world, meeting)[2]


@pytest.mark.parametrize(("text", "kind"), [("kapper", "Actie"), ("vervoer", "Knelpunt")])
def test_minutes_are_scrolled_to_what_was_meant(world: World, go, qtbot, text: str, kind: str) -> None:
    meeting, items = many_points(world)
    for item in items:
        world.desk.live.keep_notes(item, NOTES)
    world.desk.live.add_action(items[5], "De kapper bellen", owner="a", due_on=None)
    world.desk.live.add_bottleneck(items[4], "Geen vervoer")
    world.desk.live.finish(meeting)
    window = go()
    choose(window, qtbot, text, kind)
    view = window.page.views["minutes"]
    marked = lambda: [one for one in view.findChildren(Lines) if one.marked >= 0]  # noqa: E731
    qtbot.waitUntil(lambda: bool(marked()))
    (lines,) = marked()
    assert text in lines.lines[lines.marked].text
    qtbot.waitUntil(lambda: is_in_sight(lines, lines.room_of(lines.marked)))
    window.open("meetings", f"{meeting}/{items[0]}")
    assert marked() == []


def test_a_bottleneck_stands_out_in_the_stuurgroep(world: World, go, qtbot) -> None:
    meeting = planned_on(world, SG, date(2026, 11, 24))
    world.desk.live.start(meeting)
    item = world.desk.meetings.card(meeting).agenda[-1].id
    world.desk.live.add_action(item, "Begroting opstellen", owner="penvoerder", due_on=None)
    window = go()
    choose(window, qtbot, "begroting", "Actie")
    page = window.page
    assert (window.room, page.table.item_id) == ("steering", item)
    (action,) = world.desk.meetings.card(meeting).actions
    qtbot.waitUntil(lambda: page.agreed.current_id() == action.id)


def test_acts_are_found_by_their_words_with_their_key(go) -> None:
    window = go()
    (hit,) = [hit for hit in asked(window, "casus aanmeld") if hit.kind == KIND]
    assert (hit.label, hit.detail, hit.key) == ("Casus aanmelden", "Leerlingen", "Ctrl+N")
    assert "Wand aan of uit" in deeds(window, "wand")
    assert {"Overleg plannen"} == set(deeds(window, "plannen"))
    assert [hit.key for hit in asked(window, "saldi") if hit.kind == "Ga naar"] == ["Ctrl+6"]


def test_an_act_of_another_room_is_done_there(go, qtbot) -> None:
    window = go()
    choose(window, qtbot, "casus aanmelden", KIND)
    assert window.room == "pupils"
    assert window.page.form.isVisible()
    choose(window, qtbot, "boekperioden", KIND)
    assert window.page.periods.isVisible()


def test_planning_works_from_within_another_meeting(world: World, go, qtbot) -> None:
    window = go(room="meetings")
    window.open("meetings", running(world, world.case()))
    choose(window, qtbot, "overleg plannen", KIND)
    assert any_dialog(window).isVisible()


def test_what_works_here_is_offered_without_letters(world: World, go, qtbot) -> None:
    window = go(room="meetings")
    assert "Volgend punt" not in deeds(window)
    window.panels.palette.close_panel()
    window.open("meetings", running(world, world.case(), world.case()))
    before = window.page.table.item_id
    assert "Volgend punt" in deeds(window)
    assert "Vorig punt" in deeds(window) or not window.page.talk.back.isEnabled()
    choose(window, qtbot, "volgend punt", KIND)
    assert window.page.table.item_id != before


@pytest.mark.parametrize(
    ("user", "may", "may_not"),
    [
        ("directeur duin", {"Boekperioden"}, {"Casus aanmelden", "Nieuw aanbod", "Gebruiker toevoegen"}),
        ("stage duin", {"Casus aanmelden", "Nieuw aanbod"}, {"Gebruiker toevoegen", "Organisatie toevoegen"}),
        ("lezer", {"Acties en besluiten"}, {"Casus aanmelden", "Boekperioden", "Overleg plannen", "Nieuw aanbod"}),
    ],
)
def test_only_acts_of_ones_role_are_offered(go, user: str, may: set[str], may_not: set[str]) -> None:
    window = go(user)
    said = {label for text in (*may, *may_not) for label in deeds(window, text)}
    assert may <= said
    assert not may_not & said


def test_balances_of_a_school_and_minutes_of_a_meeting(world: World, go, qtbot) -> None:
    meeting, _ = many_points(world)
    world.desk.live.finish(meeting)
    world.delivered("DUIN", "ZEEUW")
    window = go()
    choose(window, qtbot, "saldi duinpan", KIND)
    assert window.room == "balances"
    assert window.page.faces.reason.isVisible()
    assert deeds(window, "duinpan") == ["Saldi van De Duinpan"]
    choose(window, qtbot, "verslag van mb", KIND)
    assert window.page.sitting.meeting_id == meeting
    assert isinstance(any_dialog(window), QDialog)
    assert toasts(window) == []


def test_every_act_that_is_offered_everywhere_can_be_done(world: World, go, qtbot) -> None:
    window = go()
    for room in rooms(world.desk):
        for one in room.acts():
            window.open(room.key)
            assert window.page.attempt(lambda act=one: act.do(window.page)), one.words
            for dialog in window.findChildren(QDialog):
                dialog.close()
    assert toasts(window) == []


@pytest.mark.parametrize("user", ["secretaris", "stage duin", "directeur duin", "lezer"])
def test_every_room_and_every_face_of_it_is_found_by_its_name(world: World, go, user: str) -> None:
    """And what its keys do is said in the network's words."""
    window = go(user)
    for room in window.rooms:
        window.open(room.key)
        tabs = window.page.findChild(Tabs)
        named = tabs.tabs if tabs is not None else {}
        assert [key for key, _ in room.faces] == list(named), room.key
        assert [words for _, words in room.faces] == [tab.text().split("  ")[0] for tab in named.values()]
        assert not [one[1] for one in window.page.keys if "[" in one[1]]
    for room in window.rooms:
        found = {(hit.room, hit.id) for hit in asked(window, room.title) if hit.kind == "Ga naar"}
        assert (room.key, "") in found


@pytest.mark.parametrize(
    ("text", "room", "face"),
    [
        ("boekjaren", "settlements", "years"), ("tarieven", "offers", "tariffs"), ("nazorg", "results", "follow_ups"),
        ("overdrachten", "pupils", "handovers"), ("subsidies", "exchange", "funds"), ("logboek", "settings", "logbook"),
        ("sociale", "network", "map"),
    ],
)  # fmt: skip
def test_a_face_opens_from_another_room(go, qtbot, text: str, room: str, face: str) -> None:
    window = go()
    choose(window, qtbot, text, "Ga naar")
    assert (window.room, window.page.tabs.current) == (room, face)


def test_the_list_of_actions_opens_where_one_was_agreed(world: World, go, qtbot) -> None:
    _, items = many_points(world)
    world.desk.live.add_action(items[3], "De kapper bellen", owner="secretaris", due_on=None)
    window = go(room="meetings")
    window.page.finding.show()
    table = window.page.views["results"].actions.table
    table.select_id(table.rows.id_at(0))
    qtbot.keyClick(table.view, Qt.Key.Key_Return)
    assert window.page.table.item_id == items[3]


def test_who_only_reads_a_running_meeting_is_offered_nothing_to_lay_down(world: World, go) -> None:
    meeting = planned_on(world, SG, date(2026, 11, 24))
    world.desk.live.start(meeting)
    window = go("directeur duin", "steering")
    window.open("steering", meeting)
    offered = deeds(window)
    assert "Volgend punt" in offered
    assert not {"Actie", "Besluit", "Knelpunt"} & set(offered)


def test_a_settlement_opens_its_card_also_for_a_director(world: World, go, qtbot) -> None:
    say_vat(world, "exempt")
    world.delivered("DUIN", "ZEEUW", 300, date(2026, 10, 5))
    made = settle(world)
    world.desk.settlements.reverse(made)
    window = go("directeur duin")
    hit = choose(window, qtbot, number_of(world, made), "Verrekening")
    assert hit.detail == "Salderen · uitgevoerd"
    page = window.page
    assert (window.room, page.tabs.current) == ("settlements", "settlements")
    assert (page.settlements.panel.title.text(), page.settlements.panel.pill.text) == (hit.label, "uitgevoerd")


def test_each_answer_about_a_leaver_is_a_deed_of_its_own(world: World, go, qtbot) -> None:
    gone(world)
    window = go(room="results")
    window.open("results", "follow_ups")
    offered = deeds(window)
    assert {"Nog daar", "Niet meer daar", "Niet bereikt"} <= set(offered)
    assert not any("Waar de jongere" in words for words in offered)
    choose(window, qtbot, "niet bereikt", KIND)
    assert window.page.follow_ups.state.is_missed
