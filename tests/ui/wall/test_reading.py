"""The wall is read beside the painting: in order, never half, and never with a name when something goes wrong."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject

from tests.builders import World
from tests.ui.meeting.people import running
from zsm_desktop.services.wall import NeutralSlide, WallSight, WallView
from zsm_desktop.ui.wall.reading import WallReader
from zsm_desktop.ui.wall.state import WallState


class Slow(WallState):
    """Reads the real store, but a reading waits at `gate` until it is let through, or fails with `fault`."""

    def __init__(self, desk) -> None:
        super().__init__(desk)
        self.gate = threading.Event()
        self.gate.set()
        self.fault: Exception | None = None
        self.read_by: list[threading.Thread] = []

    def read(self, wanted: tuple[str, str]) -> WallSight:
        self.read_by.append(threading.current_thread())
        assert self.gate.wait(20)
        if self.fault is not None:
            raise self.fault
        return super().read(wanted)


class At:
    """A reader on a running meeting with two cases; `shown` is what came on the wall, in order."""

    def __init__(self, world: World, qtbot) -> None:
        self.qtbot = qtbot
        self.meeting = running(world, world.case(), world.case("DUIN"))
        self.items = [row.id for row in world.desk.meetings.card(self.meeting).agenda if row.case]
        self.who = [row.case.pseudonym for row in world.desk.meetings.card(self.meeting).agenda if row.case]
        self.state = Slow(world.desk)
        self.owner = QObject()
        self.reader = WallReader(self.state, self.owner)
        self.reader.is_on = True
        self.shown: list[WallView] = []
        self.reader.came.connect(self.shown.append)

    def put(self, at: int) -> None:
        self.state.put_on_table(self.meeting, self.items[at])
        self.reader.ask()

    def until_shown(self, count: int) -> None:
        self.qtbot.waitUntil(lambda: len(self.shown) >= count, timeout=10_000)

    def seen(self) -> list[str]:
        return [getattr(view.slide, "pseudonym", type(view.slide).__name__) for view in self.shown]


@pytest.fixture
def at(world: World, qtbot) -> Iterator[At]:
    made = At(world, qtbot)
    yield made
    made.state.gate.set()
    made.reader.stop()


def test_it_reads_in_another_thread(at: At) -> None:
    at.put(0)
    assert at.shown == []
    at.until_shown(1)
    assert at.seen() == [at.who[0]]
    assert at.state.read_by != [threading.main_thread()]


def test_a_slow_reading_of_a_point_that_left_the_table_never_comes_on_the_wall(at: At) -> None:
    at.state.gate.clear()
    at.put(0)
    at.qtbot.waitUntil(lambda: len(at.state.read_by) == 1, timeout=10_000)
    at.put(1)
    at.state.gate.set()
    at.until_shown(1)
    at.qtbot.wait(100)
    assert at.seen() == [at.who[1]]


def test_leafing_through_reads_the_last_point_only(at: At) -> None:
    at.state.gate.clear()
    for place in (0, 1, 0, 1, 0, 1):
        at.put(place)
    at.state.gate.set()
    at.until_shown(1)
    at.qtbot.wait(100)
    assert at.seen()[-1] == at.who[1]
    assert len(at.state.read_by) == 2


def test_blanking_does_not_wait_for_the_store_and_what_it_brings_is_not_shown(at: At) -> None:
    at.state.gate.clear()
    at.put(0)
    at.qtbot.waitUntil(lambda: len(at.state.read_by) == 1, timeout=10_000)
    at.state.is_blank = True
    at.reader.ask()
    assert at.seen() == ["NeutralSlide"]
    at.state.gate.set()
    at.qtbot.wait(100)
    assert at.seen() == ["NeutralSlide"]
    at.state.is_blank = False
    at.reader.ask()
    at.until_shown(2)
    assert at.seen() == ["NeutralSlide", at.who[0]]


@pytest.mark.allow_log("the wall could not be read")
def test_whatever_goes_wrong_the_room_sees_the_neutral_slide(at: At) -> None:
    at.put(0)
    at.until_shown(1)
    at.state.fault = OSError("disk I/O error")
    at.put(1)
    at.until_shown(2)
    assert at.seen() == [at.who[0], "NeutralSlide"]
    at.state.fault = None
    at.reader.ask()
    at.until_shown(3)
    assert at.seen()[-1] == at.who[1]


@pytest.mark.allow_log("the neutral slide could not be read")
def test_blanking_works_when_the_store_is_gone(world: World, qtbot) -> None:
    state = WallState(world.desk)
    owner = QObject()
    reader = WallReader(state, owner)
    reader.is_on = True
    shown: list[WallView] = []
    reader.came.connect(shown.append)
    world.desk.store.close()
    reader.ask()
    assert shown == [WallView(None, NeutralSlide(""))]


def test_stopping_waits_for_what_is_being_read(at: At) -> None:
    at.put(0)
    at.reader.stop()
    assert len(at.state.read_by) == 1
    assert not at.reader.is_on
