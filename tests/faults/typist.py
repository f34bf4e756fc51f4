"""Types into the real page of a running meeting until somebody kills it: `python -m tests.faults.typist FOLDER`.

Keys come in on standard input as JSON. Every word that has been typed is said on standard output, with the moment.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"


def main() -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtTest import QTest

    from zsm_desktop.app import desk_for
    from zsm_desktop.app.rooms import rooms
    from zsm_desktop.settings import resources_dir
    from zsm_desktop.store.keys import Keys
    from zsm_desktop.ui.program import main_window, make_application
    from zsm_desktop.ui.theme import Theme

    given = json.loads(sys.stdin.readline())
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
    application = make_application()
    window = main_window(Theme(application, resources_dir(), "light"), desk, rooms(desk), "meetings")
    window.show()
    window.activateWindow()
    window.open("meetings", given["meeting"])
    window.page.talk.show_point(given["item"])
    window.page.talk.write_notes()
    editor = window.page.talk.notes.editor
    typed = 0

    def type_word() -> None:
        nonlocal typed
        typed += 1
        QTest.keyClicks(editor, f"w{typed:05d} ")
        print(json.dumps({"word": typed, "at": time.monotonic()}), flush=True)

    clock = QTimer(interval=25)
    clock.timeout.connect(type_word)
    clock.start()
    application.exec()


if __name__ == "__main__":
    main()
