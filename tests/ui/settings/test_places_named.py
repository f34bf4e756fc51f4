"""What sends somebody to a place in a room calls it as it is called there, in the program and in its guide."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from PySide6.QtWidgets import QAbstractButton, QLabel

from tests.builders import World
from tests.house.tree import PACKAGE, ROOT, named, nodes
from tests.ui.offices import open_room
from zsm_desktop.ui.parts.button import Button

SENT = re.compile(r"(?<!Start › )Instellingen(?:,| ›) (?:kaart )?([A-Z][^.,;:()”\"›]*)")
IN_NETWORK = re.compile(r"bij Netwerk, (?:met |onder )?([A-Z][^.,;:()”\"›]*)")
OTHER_PLACE = re.compile(r"Privacy (?:>|›)")
"""There is no place of that name."""


def texts() -> Iterator[tuple[str, str]]:
    """Where it stands, and what it says in one line."""
    for file in sorted((ROOT / "docs" / "gebruikers").iterdir()):
        yield file.name, " ".join(file.read_text(encoding="utf-8").replace("*", "").split())
    for file in sorted(PACKAGE.rglob("*.py")):
        if any(name in file.read_text(encoding="utf-8") for name in ("Instellingen", "Privacy", "bij Netwerk")):
            for node in nodes(file, ast.Constant):
                if isinstance(node.value, str):
                    yield named(file), node.value


def test_who_is_sent_to_a_place_in_settings_finds_that_name_there(world: World, theme, shown) -> None:
    page = open_room(theme, shown, world.desk, "settings").page
    titles = {one.text() for one in page.findChildren(QLabel) if one.property("role") == "section"}
    titles |= {tab.text() for tab in page.tabs.tabs.values()} | {one.text() for one in page.findChildren(Button)}
    sent = {(where, place) for where, text in texts() for place in SENT.findall(text)}
    assert len(sent) > 20
    assert {(where, place) for where, place in sent if not any(_is_at(place, title) for title in titles)} == set()
    assert [where for where, text in texts() if OTHER_PLACE.search(text) and "beveiliging" not in text] == []


def test_who_is_sent_to_netwerk_finds_that_button_or_tab(world: World, theme, shown) -> None:
    page = open_room(theme, shown, world.desk, "network").page
    there = {one.text() for one in page.findChildren(QAbstractButton)}
    sent = {(where, place) for where, text in texts() for place in IN_NETWORK.findall(text)}
    assert len(sent) > 3
    assert {(where, place) for where, place in sent if not any(_is_at(place, name) for name in there)} == set()


def _is_at(place: str, title: str) -> bool:
    return bool(title) and (place == title or place.startswith(f"{title} "))
