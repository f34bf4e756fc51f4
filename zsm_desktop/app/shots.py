"""Pictures of every room in both themes and two sizes: `python -m zsm_desktop.app.shots OUT_DIR [--store DIR]`.

Without a store it pictures the gallery, the start window and the shell's own panels.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

SIZES = ((1280, 720), (1920, 1080))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="shots", description="Maakt plaatjes van elke kamer.")
    parser.add_argument("out", type=Path)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--password-file", type=Path)
    parser.add_argument("--zoom", type=int, default=100)
    parser.add_argument("--only", default="", help="alleen plaatjes met dit in de naam")
    given = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import qInstallMessageHandler
    from PySide6.QtWidgets import QApplication

    qInstallMessageHandler(say_message)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    given.out.mkdir(parents=True, exist_ok=True)
    made = 0
    for name, widget in pictures(app, given):
        if given.only in name:
            take(app, widget, given.out / f"{name}.png")
            made += 1
    sys.stderr.write(f"{made} plaatjes in {given.out}\n")
    return 0 if made else 1


def say_message(_kind: Any, _context: Any, text: str) -> None:
    """Qt's messages, without what its offscreen platform says of every window."""
    if "propagateSizeHints" not in text:
        sys.stderr.write(f"{text}\n")


def pictures(app: Any, given: argparse.Namespace) -> Iterator[tuple[str, Any]]:
    """Name and widget, one at a time, sized and ready to be drawn."""
    from zsm_desktop.settings import resources_dir
    from zsm_desktop.ui.theme import Theme

    theme = Theme(app, resources_dir(), "light", given.zoom)
    for mode in ("light", "dark"):
        theme.set_mode(mode)
        for width, height in SIZES:
            at = f"{mode}_{width}x{height}"
            if given.store is None:
                yield from _gallery(theme, at, width, height)
                yield from _start(theme, at, width, height)
            else:
                yield from _network(theme, at, width, height, given)


def take(app: Any, widget: Any, path: Path) -> None:
    """Draws after every pending event, and says which file could not be written."""
    for _turn in range(3):
        app.processEvents()
    if not widget.grab().save(str(path)):
        raise OSError(f"not written: {path}")


def _gallery(theme: Any, at: str, width: int, height: int) -> Iterator[tuple[str, Any]]:
    from zsm_desktop.ui.changes import ChangesRelay
    from zsm_desktop.ui.gallery import gallery_rooms, gallery_search
    from zsm_desktop.ui.window import Window

    window: Any = Window(
        theme, gallery_rooms(), network="Zeeuwse Stichting Maatwerk", user="Anneke de Visser", search=gallery_search,
        relay=ChangesRelay(),
    )  # fmt: skip
    window.footer.set_stored("reservekopie van vandaag 14.05 uur")
    window.rail.set_count("meetings", 3)
    yield from _rooms(window, "gallery", at, width, height)
    window.open("cases")
    window.panels.open_palette()
    window.panels.palette.field.setText("ki")
    window.panels.palette.find()
    yield f"gallery_{at}_palette", window
    window.panels.palette.close_panel()
    window.open("meetings")
    window.panels.open_keys("meetings", window.page.keys)
    yield f"gallery_{at}_keys", window
    window.panels.keys.close_panel()
    window.say("Levering bevestigd en geboekt onder nummer 1.204.", "good")
    window.toasts.say("De verbinding met de map is weg. Wat u typt blijft staan.", "bad", ("Opnieuw", lambda: None))
    yield f"gallery_{at}_toasts", window
    window.close()
    window.deleteLater()


def _network(theme: Any, at: str, width: int, height: int, given: argparse.Namespace) -> Iterator[tuple[str, Any]]:
    from zsm_desktop.app import open_desk
    from zsm_desktop.app.rooms import rooms
    from zsm_desktop.ui.program import main_window

    file = given.password_file
    password = file.read_text(encoding="utf-8").strip() if file else os.environ.get("ZSM_PASSWORD", "voorbeeld")
    desk = open_desk(given.store, password=password, read_only=True)
    window = main_window(theme, desk, rooms(desk))
    yield from _rooms(window, "room", at, width, height)
    window.close()
    window.deleteLater()
    desk.close()
    yield from _meeting(theme, at, width, height, given.store, password)
    yield from _empty(theme, at, width, height)


def _meeting(theme: Any, at: str, width: int, height: int, store: Path, password: str) -> Iterator[tuple[str, Any]]:
    """The coming maatwerkbespreking prepared, running, asked to end and finished, on a copy of the store."""
    from zsm_desktop.app import open_desk
    from zsm_desktop.app.rooms import rooms
    from zsm_desktop.ui.program import main_window

    with tempfile.TemporaryDirectory() as place:
        shutil.copytree(store, Path(place) / "network")
        desk = open_desk(Path(place) / "network", password=password)
        window: Any = main_window(theme, desk, rooms(desk))
        window.resize(width, height)
        window.show()
        coming = [row for row in desk.meetings.rows("case") if row.status == "planned"][-1]
        window.open("meetings", coming.id)
        page = window.pages["meetings"]
        yield f"meeting_{at}_1_prepared", window
        desk.live.start(coming.id)
        page.reload()
        card = desk.meetings.card(coming.id)
        blocked = next((row.id for row in card.agenda if row.case and row.case.missing), "")
        free = next(row.id for row in card.agenda if row.case and not row.case.missing)
        if blocked:
            page.talk.show_point(blocked)
            yield f"meeting_{at}_2_not_allowed", window
        page.talk.show_point(free)
        yield f"meeting_{at}_3_running", window
        page.choose_outcome()
        yield f"meeting_{at}_4_outcome", window
        page.outcome.close_panel()
        page.talk.compose("action")
        page.talk.ask_finish()
        yield f"meeting_{at}_5_ending", window
        desk.live.finish(coming.id)
        page.reload()
        yield f"meeting_{at}_6_finished", window
        window.close()
        window.deleteLater()


def _empty(theme: Any, at: str, width: int, height: int) -> Iterator[tuple[str, Any]]:
    """Every room of a network that was just made."""
    from zsm_desktop.app import desk_for, system_clock
    from zsm_desktop.app.rooms import rooms
    from zsm_desktop.services.desk import HOME
    from zsm_desktop.services.founding import found_network
    from zsm_desktop.ui.program import main_window

    now = system_clock()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "network"
        founded = found_network(
            folder,
            name="Netwerk in oprichting",
            region="Zeeland",
            user_name="Anneke de Visser",
            password="een lang wachtwoord",  # noqa: S106 - gone with the folder
            now=now,
            today=now.astimezone(HOME).date(),
        )
        desk = desk_for(folder, founded.keys)
        window = main_window(theme, desk, rooms(desk))
        yield from _rooms(window, "empty", at, width, height)
        window.close()
        window.deleteLater()
        desk.close()


def _rooms(window: Any, prefix: str, at: str, width: int, height: int) -> Iterator[tuple[str, Any]]:
    window.resize(width, height)
    window.show()
    for room in window.rooms:
        window.open(room.key)
        yield f"{prefix}_{at}_{room.key}", window


def _start(theme: Any, at: str, width: int, height: int) -> Iterator[tuple[str, Any]]:
    from zsm_desktop.ui.start.actions import NetworkAt
    from zsm_desktop.ui.start.window import StartWindow

    class Nothing:
        """Pictures need no network."""

        def known(self) -> list[NetworkAt]:
            return [NetworkAt(Path("/home/anneke/netwerken/zeeland"), "Zeeuwse Stichting Maatwerk")]

        def folder_for(self, name: str) -> Path:
            return Path("/home/anneke/netwerken") / name.lower().replace(" ", "-")

    window: Any = StartWindow(theme, cast("Any", Nothing()))
    window.resize(min(width, 1280), min(height, 760))
    window.show()
    window.unlock.show_error("Dit wachtwoord past niet. Let op hoofdletters en Caps Lock.", window.unlock.password)
    yield f"start_{at}_unlock", window
    window.show_choice()
    yield f"start_{at}_choose", window
    window.create.name.editor.setText("Rijnmond NetWERKT")
    window.show_page(window.create)
    yield f"start_{at}_create", window
    window.recovery.show_key("K7QF-2M9A-XW4T-8RDE-5HJN-P3VB")
    window.show_page(window.recovery)
    yield f"start_{at}_recovery", window
    window.close()
    window.deleteLater()


if __name__ == "__main__":
    raise SystemExit(main())
