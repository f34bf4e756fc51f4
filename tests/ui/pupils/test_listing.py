"""A list of the profile by keys: on it, talked about, on the agenda, off with a reason, and on it again."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import World
from tests.services.test_meetings import planned
from tests.services.test_pupil_lists import put_on
from tests.ui.offices import open_dialog, open_room, toasts
from zsm_desktop.services.shipped_profiles import text_of


@pytest.fixture
def listing(world: World, theme, shown):
    world.desk.profiles.take_in(0, text_of("noord_kennemerland"))
    return world, open_room(theme, shown, world.desk, "pupils")


def test_who_leaves_is_put_on_the_list_and_comes_off_it(listing, qtbot) -> None:
    world, window = listing
    for _ in range(3):
        world.case("ZEEUW")
    page = window.page
    page.open_item("list:leavers")
    face = page.lists_of["leavers"]
    assert face.rows == ()
    form = face.ask_add()
    form._tick(2)
    form.try_submit()
    assert "2 namen staan op de lijst." in toasts(window)
    page.reload()
    assert len(face.rows) == 2
    face.mark()
    assert face.row.needs_partners
    assert face.count.text().startswith("2 op de lijst, van wie 1 besproken")
    off = face.ask_off()
    off.try_submit()
    assert open_dialog(window) is off
    off.fields["reason"].put("work")
    off.try_submit()
    assert len(face.rows) == 1
    face.with_off.setChecked(True)
    face.table.select_id(next(row.id for row in face.rows if row.off_on))
    assert not face.back.isHidden()
    assert face.off.isHidden()
    face.put_back()
    assert [row.off_on for row in face.rows] == [None, None]


def test_who_is_listed_goes_on_the_next_agenda_or_gets_a_case_first(listing, qtbot) -> None:
    world, window = listing
    (row,) = put_on(world)
    page = window.page
    page.open_item("list:leavers")
    face = page.lists_of["leavers"]
    page.reload()
    face.to_agenda()
    assert any("Er is geen netwerkoverleg gepland" in words for words in toasts(window))
    body = next(one.id for one in world.desk.meetings.bodies() if one.kind == "case")
    meeting = planned(world, body, date(2026, 12, 8))
    face.to_agenda()
    on = world.store.rows("SELECT case_id FROM agenda_item WHERE meeting_id = ? AND kind = 'case'", (meeting,))
    assert [case for (case,) in on] == [row.case_id]
    world.desk.undo.back()
    world.desk.cases.close(row.case_id)
    page.reload()
    face.to_agenda()
    assert page.stack.currentWidget() is page.form
