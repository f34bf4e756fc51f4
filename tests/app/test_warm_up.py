"""What is loaded beside the window: all of it there, stopped in time, and nothing left changed."""

from __future__ import annotations

import sys
import threading
from importlib.util import find_spec

from zsm_desktop.app.warm_up import MODULES, WarmUp


def running() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "warm-up"]


def test_every_module_it_loads_exists() -> None:
    assert [name for name in MODULES if find_spec(name) is None] == []


def test_it_loads_and_leaves_the_interpreter_as_it_was() -> None:
    sys.modules.pop("colorsys", None)
    usual = sys.getswitchinterval()
    warmer = WarmUp(("colorsys",))
    warmer.start()
    warmer.start()
    while running():
        running()[0].join()
    assert "colorsys" in sys.modules
    assert sys.getswitchinterval() == usual
    warmer.stop()


def test_after_stopping_nothing_runs_and_nothing_starts() -> None:
    sys.modules.pop("colorsys", None)
    warmer = WarmUp(("colorsys",))
    warmer.stop()
    warmer.start()
    assert running() == []
    assert "colorsys" not in sys.modules


def test_a_module_that_cannot_be_loaded_is_only_logged(caplog, allow_log) -> None:
    allow_log("warming up failed")
    warmer = WarmUp(("zsm_desktop.no_such_module",))
    warmer.start()
    while running():
        running()[0].join()
    assert "warming up failed" in caplog.text
