"""Every pupil by pseudonym, found and sorted by the service."""

from __future__ import annotations

from tests.builders import World
from tests.ui.offices import open_dialog, open_room, words_of
from zsm_desktop.ui.parts.models import Sort


def test_pupils_are_found_sorted_and_lead_to_their_case(world: World, theme, shown, qtbot) -> None:
    cases = [world.case("ZEEUW"), world.case("KREEK"), world.case("DUIN")]
    window = open_room(theme, shown, world.desk, "pupils")
    page = window.page
    page.tabs.show_face("pupils")
    model = page.pupils.table.rows
    assert model.total == 3
    assert page.pupils.count.text() == "3 leerlingen"
    page.pupils.table.view.sortByColumn(
        [column.key for column in model.columns].index("school"),
        page.pupils.table.view.horizontalHeader().sortIndicatorOrder(),
    )
    assert model.sorted_by == Sort("school")
    assert [model.row(at).school for at in range(3)] == ["De Duinpan", "De Zeeuwse Vaart", "Het Kreekrif"]
    page.pupils.search.setText(model.row(1).code)
    qtbot.waitUntil(lambda: model.total == 1)
    page.pupils.opened_case.emit(cases[0])
    assert page.tabs.current == "cases"
    assert page.cases.table.current_id() == cases[0]


def test_search_from_anywhere_opens_a_pupil(world: World, theme, shown) -> None:
    world.case("KREEK")
    window = open_room(theme, shown, world.desk, "network")
    pupil = world.desk.pupils.page()[0]
    window.open("pupils", pupil.id)
    assert window.page.tabs.current == "pupils"
    assert window.page.pupils.panel.title.text() == pupil.pseudonym
    assert "Berg" not in words_of(window)
    window.page.pupils.show_name.click()
    dialog = open_dialog(window)
    dialog.fields["reason"].editor.setText("Gegevens nakijken")
    dialog.ok.click()
    assert "Zoë van den Berg" in words_of(window.page.pupils)


def test_a_coordinator_sees_the_own_school_and_cannot_import(world: World, theme, shown) -> None:
    world.case("KREEK")
    world.case("ZEEUW")
    window = open_room(theme, shown, world.desk_of("stage zeeuw"), "pupils")
    page = window.page
    assert page.cases.table.rows.rowCount() == 1
    assert not page.import_.isVisible()
    page.show_import()
    assert page.stack.currentWidget() is page.lists
    assert not page.cases.school.isVisible()
