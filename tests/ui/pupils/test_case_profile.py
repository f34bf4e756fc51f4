"""Leerlingen: what the network's profile asks of a case, in its panel."""

from __future__ import annotations

import pytest

from tests.builders import TODAY, World, school_id
from tests.ui.offices import open_room, words_of
from zsm_desktop.services.shipped_profiles import text_of


@pytest.fixture
def window(world: World, theme, shown):
    world.desk.profiles.take_in(0, text_of("ijssel_vecht"))
    world.case("ZEEUW")
    window = open_room(theme, shown, world.desk, "pupils")
    window.page.cases.show_case(window.page.cases.rows_read[0].id)
    return window


def test_fields_are_filled_in_and_shown(window, qtbot) -> None:
    part = window.page.cases.panel.profile
    assert part.isVisible()
    form = part.ask_fill()
    assert form.fields["referrer"].label.text() == "Verwezen door"
    form.fields["referrer"].put("rmc")
    form.fields["life_areas.debts"].put(True)
    form.fields["life_areas.family"].put(True)
    form.fields["employer"].put(school_id("DUIN"))
    form.try_submit()
    qtbot.waitUntil(lambda: "Werkgever" in part.facts.texts())
    assert part.facts.texts() == {
        "Verwezen door": "RMC", "Leefgebieden met problemen": "schulden en gezin", "Werkgever": "De Duinpan",
    }  # fmt: skip
    again = part.ask_fill()
    assert again.fields["life_areas.debts"].value is True
    again.fields["life_areas.debts"].put(False)
    again.try_submit()
    qtbot.waitUntil(lambda: part.facts.texts()["Leefgebieden met problemen"] == "gezin")


def test_the_next_phase_is_offered_and_the_history_stands_with_its_days(window, qtbot) -> None:
    part = window.page.cases.panel.profile
    first = part.ask_phase()
    assert first.fields["phase"].value == "entry"
    first.try_submit()
    qtbot.waitUntil(lambda: part.found.phase == "entry")
    second = part.ask_phase()
    assert second.fields["phase"].value == "intake"
    second.try_submit()
    qtbot.waitUntil(lambda: part.found.phase == "intake")
    assert [line.text for line in part.history.lines] == ["Aanmelding", "Intake en diagnose"]
    assert str(TODAY.year) in part.history.lines[0].quiet
    refused = part.ask_phase()
    refused.fields["day"].put(TODAY.replace(year=2020))
    refused.try_submit()
    assert "Een fase begint op of na" in refused.fields["day"].error.text()
    refused.close()


def test_where_the_profile_asks_nothing_there_is_nothing(world: World, theme, shown) -> None:
    world.case("ZEEUW")
    window = open_room(theme, shown, world.desk, "pupils")
    window.page.cases.show_case(window.page.cases.rows_read[0].id)
    assert not window.page.cases.panel.profile.isVisible()
    assert "Volgens het netwerkprofiel" not in words_of(window)
