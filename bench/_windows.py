"""One window per process, for bench.start to time from outside: `python -m bench._windows empty|first|all`.

The keys come in on standard input, so that unlocking (a tenth of a second on purpose) is not part of it.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path


def painted(application: object, window: object) -> None:
    """Show the window and wait until it has drawn itself for the first time."""
    from PySide6.QtCore import QEvent, QObject

    class Watcher(QObject):
        is_painted = False

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            if event.type() == QEvent.Type.Paint:
                self.is_painted = True
            return False

    watcher = Watcher()
    window.installEventFilter(watcher)
    window.show()
    while not watcher.is_painted:
        application.processEvents()


def empty() -> None:
    from PySide6.QtWidgets import QApplication, QWidget

    application = QApplication([])
    window = QWidget()
    window.resize(1280, 720)
    painted(application, window)


def network(*, with_every_room: bool) -> None:
    """As `app.run_window` does it, but for the password: first the desk, then Qt."""
    from zsm_desktop.app import calm_collector, desk_for
    from zsm_desktop.store.keys import Keys

    calm_collector()
    given = json.load(sys.stdin)
    keys = Keys(
        bytes.fromhex(given["store_key"]),
        bytes.fromhex(given["seal_key"]),
        given["user_id"],
        "password",
        given["user_name"],
        given["role"],
        given["network_id"],
    )
    desk = desk_for(Path(given["folder"]), keys)
    from zsm_desktop.app.rooms import rooms
    from zsm_desktop.settings import resources_dir
    from zsm_desktop.ui.program import main_window, make_application
    from zsm_desktop.ui.theme import Theme

    application = make_application()
    window = main_window(Theme(application, resources_dir(), "light"), desk, rooms(desk))
    painted(application, window)
    if with_every_room:
        for room in window.rooms:
            window.open(room.key)
            application.processEvents()
            if window.grab().isNull():
                raise SystemExit("a room could not be drawn")


if __name__ == "__main__":
    if sys.argv[1] == "empty":
        empty()
    else:
        network(with_every_room=sys.argv[1] == "all")
    os._exit(0)
