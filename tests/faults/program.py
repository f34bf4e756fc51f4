"""The real program in a process of its own, so that a test can kill it: what it is told, and how it opens."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.builders import SECRETARY, World
from zsm_desktop.store.keys import Keys


def start(module: str, world: World, **told: object) -> subprocess.Popen[str]:
    """`python -m module` on the world's network, told what it needs on standard input; the world is closed first."""
    given = {**person(world, SECRETARY), **told}
    world.close()
    return run(module, given)


def run(module: str, given: Mapping[str, object]) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-m", module], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin is not None
    process.stdin.write(json.dumps(given) + "\n")
    process.stdin.flush()
    return process


def person(world: World, name: str) -> dict[str, str]:
    """What a program is told to sit down as this one of PEOPLE without unlocking."""
    keys = world.desk_of(name).store.keys
    return {
        "folder": str(world.entrance(name)),
        "store_key": keys.store_key.hex(),
        "seal_key": (keys.seal_key or b"").hex(),
        "user_id": keys.user_id,
        "user_name": name,
        "role": keys.role,
        "network_id": keys.network_id,
        "login": keys.login,
    }


def keys_of(given: Mapping[str, str]) -> Keys:
    return Keys(
        bytes.fromhex(given["store_key"]),
        bytes.fromhex(given["seal_key"]) or None,
        given["user_id"],
        "password",
        given["user_name"],
        given["role"],
        given["network_id"],
        given["login"],
    )


def told() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(sys.stdin.readline())
    return found


def say(**facts: object) -> None:
    sys.stdout.write(json.dumps(facts) + "\n")  # at once, as several threads say something
    sys.stdout.flush()


def opened(given: dict[str, Any]) -> tuple[Any, Any, Any]:
    """Application, window and desk, with Besprekingen open on the meeting that was told."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from zsm_desktop.app import desk_for
    from zsm_desktop.app.rooms import rooms
    from zsm_desktop.settings import resources_dir
    from zsm_desktop.ui.program import main_window, make_application
    from zsm_desktop.ui.theme import Theme

    desk = desk_for(Path(given["folder"]), keys_of(given))
    application = make_application()
    window = main_window(Theme(application, resources_dir(), "light"), desk, rooms(desk), "meetings")
    window.show()
    window.activateWindow()
    window.open("meetings", given["meeting"])
    return application, window, desk
