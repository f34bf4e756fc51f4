"""Who else is in the same case or meeting stands in its header."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.builders import World
from tests.ui.meeting.people import planned, running
from tests.ui.offices import cut_words, words_of

HERE = "Ook hier: stage zeeuw"


def test_in_the_header_of_a_case_until_the_other_goes_elsewhere(world: World, hands) -> None:
    case_id = world.case("ZEEUW")
    for name in ("secretaris", "stage zeeuw"):
        world.desk_of(name).listen()
    at = hands(room="pupils")
    other = hands(room="pupils", user="stage zeeuw")
    assert at.page.thing.open_thing == other.page.thing.open_thing == ("case", case_id)
    at.until(lambda: HERE in words_of(at.window))
    other.until(lambda: "Ook hier: secretaris" in words_of(other.window))
    at.until(lambda: cut_words(at.page) == [])
    other.window.open("today")
    at.until(lambda: HERE not in words_of(at.window))
    other.window.open("pupils")
    at.until(lambda: HERE in words_of(at.window))
    world.desk_of("stage zeeuw").close()
    at.until(lambda: HERE not in words_of(at.window))


def test_in_the_header_of_a_meeting_before_it_and_while_it_runs(world: World, hands) -> None:
    meeting_id = planned(world, world.case("ZEEUW"))
    for name in ("secretaris", "stage zeeuw"):
        world.desk_of(name).listen()
    at = hands(meeting_id)
    other = hands(meeting_id, user="stage zeeuw")
    at.until(lambda: at.page.views["prepare"].header.detail.text.startswith(HERE))
    world.desk.live.start(meeting_id)
    at.until(lambda: at.page.is_live)
    assert at.page.views["live"].header.detail.text.startswith(HERE), "from the first moment"
    at.press(Qt.Key.Key_F8)
    assert at.page.views["live"].header.detail.text.startswith(HERE)
    other.page.go_home()
    at.until(lambda: not at.page.views["live"].header.detail.text.startswith("Ook hier"))


def test_alone_nothing_is_said(world: World, hands) -> None:
    world.desk.listen()
    at = hands(running(world, world.case()))
    assert "Ook hier" not in at.page.views["live"].header.detail.text
