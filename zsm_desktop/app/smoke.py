"""Everything shown once, drawn for real, and then the end: how a built program is tried out and its start is timed."""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from zsm_desktop.services.desk import Desk
    from zsm_desktop.ui.program import Program

PATIENCE_S = 120
START = "start"


def show_once(program: Program, desk: Desk | None) -> int:
    """The start window without a desk, else every room of its network; 1 when something was not drawn.

    Standard output says of each, in a line of JSON, that it is there and what it took of the processor until then:
    who started the program sees from outside when its first window was painted.
    """
    if desk is None:
        program.show_start()
        is_drawn = _drawn(program, program.start, START)
    else:
        program.show_network(desk)
        is_drawn = _rooms(program)
    program.end()
    return 0 if is_drawn else 1


def _rooms(program: Program) -> bool:
    window = program.window
    if window is None or not _drawn(program, window, window.rooms[0].key):
        return False
    for room in window.rooms[1:]:
        window.open(room.key)
        if not _drawn(program, window, room.key):
            return False
    return True


def _drawn(program: Program, window: QWidget, what: str) -> bool:
    """Painted on the screen first: a picture can be made of a window that nobody sees."""
    until = time.monotonic() + PATIENCE_S
    application = program.application
    application.processEvents()
    while not window.windowHandle().isExposed():
        if time.monotonic() > until:
            return False
        time.sleep(0.001)
        application.processEvents()
    sys.stdout.write(json.dumps({"shown": what, "cpu_s": round(time.process_time(), 3)}) + "\n")
    sys.stdout.flush()
    return not window.grab().isNull()
