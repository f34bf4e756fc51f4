"""What the guide says that has a key, beside what shows that key in the window and in F1."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from PySide6.QtWidgets import QAbstractButton

from tests.house.tree import ROOT
from tests.ui.listening import in_words
from zsm_desktop.ui.keys import EVERYWHERE, written
from zsm_desktop.ui.parts.page import Page

PAIR = re.compile(r"\*{1,2}([^*(\[]+)\*{1,2} \(\*{0,2}((?:(?:Ctrl|Alt|Shift)\+)*(?:F\d+|Del|Enter|[A-Z0-9,]))\b\*{0,2}")
"""A name and, in brackets behind it, the key that does it."""
TOPICS = frozenset({
    "Bijdragen", "Btw per soort aanbod", "De gids", "Doelgroep", "Gebruikers", "Instellingen", "Kosten",
    "Netwerkprofiel", "Overlegvormen", "Rapportages", "Reservekopieën", "Resultaten", "Tarieven",
    "Uitgaven", "Uitstroom", "Voorwaarden", "Zoek in de uitleg",
})  # fmt: skip
"""Names of parts and fields: the key does something there that has words of its own."""
NOT_IN_SIGHT = frozenset({"Nu vragen"})
"""Stands there only while somebody waits for a place that came free."""


def told_in_guide() -> Iterator[tuple[str, str, str]]:
    """Chapter, name and key; a name with "…" in it is of somebody or something."""
    for file in sorted((ROOT / "docs" / "gebruikers").iterdir()):
        text = " ".join(file.read_text(encoding="utf-8").split())
        for name, key in PAIR.findall(text):
            yield file.name, name.strip(), written(key.replace("Enter", "Return"))


class ShownKeys:
    """`found` are keys as Qt writes them, each with all words that were seen to have it."""

    def __init__(self) -> None:
        self.found: dict[str, set[str]] = {}
        for key, words in EVERYWHERE:
            self._add(key, words)

    def look(self, window: Any) -> None:
        for one in window.findChildren(QAbstractButton):
            key = getattr(one, "key", "") or one.shortcut().toString()
            if isinstance(key, str) and key and one.isVisible():
                self._add(key, one.text())
        self._rows(window)

    def _rows(self, window: Any) -> None:
        page = getattr(window, "page", None)
        for key, words, *_ in page.keys if isinstance(page, Page) else ():
            self._add(key, words)
        for room in getattr(window, "rooms", ()):
            self._add(room.shortcut, room.title)

    def _add(self, key: str, words: str) -> None:
        for one in in_words(words):
            self.found.setdefault(one, set())
        self.found.setdefault(written(key.replace("Enter", "Return")), set()).add(" ".join(words.split()).casefold())

    def missing(self, name: str, key: str) -> bool:
        """ "Toegang van … intrekken" is any of that kind, and "Aanvullen" also "Aanvullen (3)"."""
        if name in TOPICS | NOT_IN_SIGHT:
            return key not in self.found
        wanted = re.compile(r"\b" + ".*".join(re.escape(part) for part in name.casefold().split("…")))
        return not any(wanted.search(words) for words in self.found.get(key, ()))


def mistold(shown: ShownKeys) -> list[str]:
    return [f"{file}: {name} ({key})" for file, name, key in told_in_guide() if shown.missing(name, key)]
