"""What F1 says of a page beside what listens in it: the keys it leaves out."""

from __future__ import annotations

import re
from typing import Any

from zsm_desktop.ui.deeds import heard
from zsm_desktop.ui.keys import EVERYWHERE, OF_A_LIST, written
from zsm_desktop.ui.parts.page import Page

TOLD_IN_WORDS = re.compile(r"((?:Ctrl |Alt |Shift )+(?:[A-Z]\b|\d|Enter|Del|PgUp|PgDn)|\bF\d{1,2}\b)")
NAMES = {"Enter": "Return", "PgDn": "PgDown"}
RANGE = re.compile(r"(Alt )?\b(\d) tot en met (?:Alt )?(\d)")
EVERY_FACE = frozenset({"Ctrl+Tab", "Ctrl+Shift+Tab", "Ctrl+PgDown", "Ctrl+PgUp", "Find"})
WINDOW = frozenset(written(key) for key, _ in EVERYWHERE) | EVERY_FACE


class Listening:
    """`rows` are those of F1 in all places that were heard, `untold` the keys that are heard and not told of."""

    def __init__(self) -> None:
        self.rows: set[tuple[str, str, str]] = set()
        self.untold: dict[tuple[str, str], str] = {}

    def hear(self, window: Any, scene: str) -> None:
        page = getattr(window, "page", None)
        if not isinstance(page, Page):
            return
        now = heard(page).keys()
        rows = {(window.room, row[0], row[1]) for row in page.keys}
        self.rows |= rows
        told = {key for row in page.keys for key in (written(row[0]), *in_words(row[1]))}
        for key in now - told - WINDOW:
            if key not in OF_A_LIST:
                self.untold.setdefault((window.room, key), scene)


def in_words(words: str) -> set[str]:
    """Keys that the words of a row name besides its own."""
    found = {"+".join(NAMES.get(part, part) for part in one.split(" ")) for one in TOLD_IN_WORDS.findall(words)}
    for held, first, last in RANGE.findall(words):
        found |= {f"{held.replace(' ', '+')}{number}" for number in range(int(first), int(last) + 1)}
    return {written(one) for one in found}
