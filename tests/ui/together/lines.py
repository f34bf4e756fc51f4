"""What a test of the line to the server looks at."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.builders import World
from tests.proxy import Proxy
from tests.ui.meeting.people import Hands
from zsm_desktop.store.kept_here import KeptHere


def kept_here(world: World) -> list[tuple[str, str]]:
    return [(row.kind, row.text) for row in KeptHere(world.folder, world.desk.store.keys).rows()]


def toasts(at: Hands) -> list[str]:
    return [toast.text for toast in at.window.toasts.shown]


def banner(at: Hands):
    return at.window.line.banner


def idle(at: Hands) -> None:
    at.until(lambda: not at.page.writer.is_busy and not at.window.line.writer.is_busy)


def lose(at: Hands, way: Proxy) -> None:
    way.cut()
    at.until(lambda: banner(at).isVisible())


def find(at: Hands) -> None:
    """As somebody who does not want to wait."""
    way_back = banner(at)
    at.qtbot.keyClick(at.window, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    at.until(lambda: not way_back.isVisible())
