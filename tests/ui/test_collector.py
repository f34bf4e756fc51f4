"""What is left of a closed form is never taken apart by the thread of a job."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest

from zsm_desktop.ui.collector import Collector
from zsm_desktop.ui.work import Progress, Workshop


class Left:
    """Of a form: a cycle, which only the collector finds; it tells which thread took it apart."""

    def __init__(self, ends: list[threading.Thread]) -> None:
        self.itself, self.ends = self, ends

    def __del__(self) -> None:
        self.ends.append(threading.current_thread())


def many(_progress: Progress) -> list[list[None]]:
    return [[None] for _ in range(gc.get_threshold()[0] * 2)]


@pytest.fixture(autouse=True)
def as_python_has_it() -> Iterator[None]:
    gc.collect()
    gc.enable()
    yield
    gc.disable()


@pytest.mark.parametrize("is_kept", [True, False])
def test_only_the_window_takes_apart(qtbot, *, is_kept: bool) -> None:
    ends: list[threading.Thread] = []
    made: list[object] = []
    workshop = Workshop()
    if is_kept:
        Collector(workshop)
    Left(ends)
    workshop.run("Lezen", many, done=made.append)
    qtbot.waitUntil(lambda: workshop.running == [])
    if is_kept:
        assert ends == []
        qtbot.waitUntil(lambda: bool(ends))
    assert [one is threading.main_thread() for one in ends] == [is_kept]
