"""How many outputs this computer drives: more than it has screens means that some show the same picture.

Qt sees two mirrored screens as one on most systems, so the system itself is asked; where it does not say, nobody knows.
"""

from __future__ import annotations

import ctypes
import sys
from ctypes import util
from pathlib import Path

_ONLY_ACTIVE = 2  # QDC_ONLY_ACTIVE_PATHS
_MOST = 16
_LINUX = Path("/sys/class/drm")


def count_outputs() -> int | None:
    """None when the system does not tell; never raises."""
    try:
        if sys.platform == "win32":
            return _on_windows()
        if sys.platform == "darwin":
            return _on_mac()
        return on_linux(_LINUX)
    except (OSError, AttributeError, ValueError):
        return None


def on_linux(folder: Path) -> int | None:
    """Connectors of the graphics cards that are connected and switched on."""
    connectors = list(folder.glob("card*-*"))
    if not connectors:
        return None
    return sum(_says(one / "status", "connected") and _says(one / "enabled", "enabled") for one in connectors) or None


def _says(path: Path, wanted: str) -> bool:
    try:
        return path.read_text(encoding="ascii").strip() == wanted
    except OSError:
        return False


def _on_windows() -> int | None:
    paths, modes = ctypes.c_uint32(), ctypes.c_uint32()
    ask = ctypes.windll.user32.GetDisplayConfigBufferSizes
    return paths.value if ask(_ONLY_ACTIVE, ctypes.byref(paths), ctypes.byref(modes)) == 0 else None


def _on_mac() -> int | None:
    """The list of online displays holds those that mirror another."""
    graphics = ctypes.cdll.LoadLibrary(util.find_library("CoreGraphics") or "")
    count, found = ctypes.c_uint32(), (ctypes.c_uint32 * _MOST)()
    return count.value if graphics.CGGetOnlineDisplayList(_MOST, found, ctypes.byref(count)) == 0 else None
