"""After a time without a touch it is over, by whichever clock says more; both are moved by hand."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.settings import Preferences
from zsm_desktop.ui.habits import Habits
from zsm_desktop.ui.idle import Idle, Stillness
from zsm_desktop.ui.locking import Locking

START = (1_800_000_000.0, 50.0)


class Clocks:
    """The time of day, and the clock that stands still while the computer sleeps."""

    def __init__(self) -> None:
        self.day, self.steady = START

    def pass_(self, seconds: float) -> None:
        self.day, self.steady = self.day + seconds, self.steady + seconds

    @property
    def stillness(self) -> Stillness:
        return Stillness(lambda: self.day, lambda: self.steady)


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


def test_a_sleep_counts_and_a_clock_that_is_set_back_does_not_help(clocks: Clocks) -> None:
    still = clocks.stillness
    clocks.day += 3_600  # asleep: the steady clock stood still
    assert still.seconds == 3_600
    still.touch()
    clocks.pass_(120)
    clocks.day -= 86_400
    assert still.seconds == 120
    clocks.steady -= 500
    assert still.seconds == 0


@pytest.fixture
def typed(shown) -> QLineEdit:
    editor = QLineEdit()
    shown(editor, 300, 40)
    return editor


@pytest.fixture
def idle(clocks: Clocks, typed: QLineEdit) -> Idle:
    made = Idle(lambda: 600.0, typed, clocks.stillness)
    made.over_times = []
    made.over.connect(lambda: made.over_times.append(1))
    return made


def test_every_key_and_move_begins_it_anew(idle: Idle, clocks: Clocks, typed: QLineEdit) -> None:
    handle = typed.windowHandle()
    touches = (
        lambda: QTest.keyClick(handle, Qt.Key.Key_A),
        lambda: QTest.mouseMove(handle, QPoint(5, 5)),
        lambda: QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=QPoint(9, 9)),
    )
    for touch in touches:
        clocks.pass_(400)
        touch()
        assert not idle.look()
        assert idle.stillness.seconds == 0
    clocks.pass_(600)
    assert idle.look()
    assert len(idle.over_times) == 1


def test_the_first_key_after_a_sleep_locks_and_reaches_nothing(
    idle: Idle, clocks: Clocks, typed: QLineEdit, qtbot
) -> None:
    clocks.day += 7_200
    QTest.keyClick(typed.windowHandle(), Qt.Key.Key_X)
    qtbot.waitUntil(lambda: len(idle.over_times) == 1)
    assert typed.text() == ""
    QTest.keyClick(typed.windowHandle(), Qt.Key.Key_X)
    assert typed.text() == "x"  # the next one does reach it


def test_never_is_never(clocks: Clocks, typed: QLineEdit) -> None:
    idle = Idle(lambda: None, typed, clocks.stillness)
    clocks.pass_(1e9)
    assert not idle.look()


class Wall:
    is_open = False


class Room(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.wall = Wall()


class Programs:
    def __init__(self, minutes: int) -> None:
        self.habits, self.window, self.start = Habits(now=Preferences(lock_minutes=minutes)), Room(), None
        self.desk = object()


@pytest.mark.parametrize(("minutes", "usual", "with_wall"), [(10, 600, 3_600), (5, 300, 3_600), (0, None, None)])
def test_while_the_wall_is_on_it_takes_longer(qtbot, minutes: int, usual: int | None, with_wall: int | None) -> None:
    program = Programs(minutes)
    qtbot.addWidget(program.window)
    locking = Locking(program)
    assert locking._limit() == usual
    program.window.wall.is_open = True
    assert locking._limit() == with_wall
    program.window = None
    assert locking._limit() is None


def test_a_choice_is_kept_and_told(tmp_path) -> None:
    habits = Habits(tmp_path / "preferences.json")
    heard: list[int] = []
    habits.changed.connect(lambda: heard.append(habits.now.lock_minutes))
    habits.keep("lock_minutes", 30)
    habits.keep("lock_minutes", 30)
    assert heard == [30]
    assert Habits(tmp_path / "preferences.json").now.lock_minutes == 30
    (tmp_path / "preferences.json").write_text('{"lock_minutes": 7}', encoding="utf-8")
    assert Habits(tmp_path / "preferences.json").now.lock_minutes == 10
