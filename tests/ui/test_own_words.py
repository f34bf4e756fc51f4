"""The window speaks the network's own words: rail, headers, empty states and forms, in two networks of the six."""

from __future__ import annotations

import pytest

from tests.builders import World
from tests.ui.offices import open_room, words_of
from zsm_desktop.reports.minutes import minutes_document
from zsm_desktop.services.shipped_profiles import text_of


@pytest.fixture
def network(request: pytest.FixtureRequest, world: World) -> World:
    world.desk.profiles.take_in(0, text_of(request.param))
    return world


def titles(window) -> list[str]:
    return [room.title for room in window.rooms]


@pytest.mark.parametrize("network", ["rijnmond"], indirect=True)
def test_rijnmond(network: World, theme, shown) -> None:
    window = open_room(theme, shown, network.desk, "meetings")
    assert {"WERKoverleggen", "Leerlingen", "Projectgroep"} <= set(titles(window))
    listed = window.page.views["list"]
    assert listed.header.title.text() == "WERKoverleggen"
    assert "Plan het eerste WERKoverleg." in words_of(window)
    window.open("steering")
    assert window.page.views["list"].header.title.text() == "Projectgroep"
    assert "maatwerkbespreking" not in words_of(window).casefold()
    assert "stuurgroep" not in words_of(window).casefold()
    window.open("settings")
    assert "Werkoverleg" not in window.page.profile.facts.texts()
    assert window.page.profile.facts.texts()["Maatwerkbespreking"] == "het WERKoverleg · WERKoverleggen"


@pytest.mark.parametrize("network", ["ijssel_vecht"], indirect=True)
def test_ijssel_vecht(network: World, theme, shown) -> None:
    desk = network.desk
    for body in desk.bodies.rows():
        if body.kind == "steering":
            desk.bodies.remove(body.id)
    window = open_room(theme, shown, desk, "pupils")
    assert {"ITB-overleggen", "Jongeren"} <= set(titles(window))
    assert "steering" not in [room.key for room in window.rooms]
    assert window.page.header.title.text() == "Jongeren"
    window.page.tabs.step(1)
    assert "Geen jongeren gevonden" in words_of(window)
    assert "leerling" not in words_of(window).casefold()
    window.page.show_form()
    said = words_of(window)
    assert "Wens van de jongere" in said
    assert "Wie van de school de jongere sprak." in said
    assert "Zoek een jongere, school, aanbod of ITB-overleg" in window.top.opener.text()


@pytest.mark.parametrize("network", ["rijnmond"], indirect=True)
def test_minutes_are_said_in_own_words(network: World) -> None:
    from tests.reports.test_minutes_document import held

    document = minutes_document(network.desk.minutes.facts(held(network), "full"))
    assert document.title == "Verslag WERKoverleg"
