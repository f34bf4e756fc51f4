"""One process that shows the room of balances, for bench.balance_screen: how long it reads and what memory it took.

The keys come in on standard input. What comes out is one line: milliseconds to read and draw the room again, and the
most memory the process ever had, in MB.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import sys
import time
from pathlib import Path

from bench._windows import painted

TIMES = 15


def main() -> None:
    from zsm_desktop.app import calm_collector, desk_for
    from zsm_desktop.app.rooms import rooms
    from zsm_desktop.settings import resources_dir
    from zsm_desktop.store.keys import Keys
    from zsm_desktop.ui.program import main_window, make_application
    from zsm_desktop.ui.theme import Theme

    calm_collector()
    given = json.load(sys.stdin)
    keys = Keys(
        bytes.fromhex(given["store_key"]), bytes.fromhex(given["seal_key"]), given["user_id"], "password",
        given["user_name"], given["role"], given["network_id"],
    )  # fmt: skip
    desk = desk_for(Path(given["folder"]), keys)
    application = make_application()
    window = main_window(Theme(application, resources_dir(), "light"), desk, rooms(desk), first_room="balances")
    window.resize(1280, 720)
    painted(application, window)
    page, times = window.pages["balances"], []
    for _ in range(TIMES):
        start = time.perf_counter()
        page.reload()
        application.processEvents()
        if page.grab().isNull():
            raise SystemExit("the room could not be drawn")
        times.append(time.perf_counter() - start)
    print(json.dumps({"ms": statistics.median(times) * 1000, "mb": most_mb()}), flush=True)


def most_mb() -> float:
    """The most memory of this program alone: on Linux `ru_maxrss` starts at the peak of the one that started it."""
    if sys.platform == "linux":
        status = Path("/proc/self/status").read_text(encoding="ascii")
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)  # in kilobytes, on a Mac in bytes


if __name__ == "__main__":
    main()
    os._exit(0)
