"""The real program in a process of its own, so that a test can kill it: what it is told, and how it opens."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.builders import SECRETARY, World, user_id


def start(module: str, world: World, **told: object) -> subprocess.Popen[str]:
    """`python -m module` on the world's network, told what it needs on standard input; the world is closed first."""
    keys = world.keys
    given = {
        "folder": str(world.folder),
        "store_key": keys.store_key.hex(),
        "seal_key": (keys.seal_key or b"").hex(),
        "user_id": user_id(SECRETARY),
        "user_name": SECRETARY,
        "role": "secretary",
        "network_id": keys.network_id,
        **told,
    }
    world.close()
    process = subprocess.Popen([sys.executable, "-m", module], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin is not None
    process.stdin.write(json.dumps(given) + "\n")
    process.stdin.flush()
    return process


def told() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(sys.stdin.readline())
    return found


def say(**facts: object) -> None:
    print(json.dumps(facts), flush=True)


def opened(given: dict[str, Any]) -> tuple[Any, Any, Any]:
    """Application, window and desk, with Besprekingen open on the meeting that was told."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from zsm_desktop.app import desk_for
    from zsm_desktop.app.rooms import rooms
    from zsm_desktop.settings import resources_dir
    from zsm_desktop.store.keys import Keys
    from zsm_desktop.ui.program import main_window, make_application
    from zsm_desktop.ui.theme import Theme

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
    return application, window, desk
