"""Said before the network goes elsewhere: who else is in it."""

from __future__ import annotations

from collections.abc import Sequence

from zsm_desktop.words.format import joined

NOBODY_ELSE = "Niemand anders heeft het nu open."
STAYS = "Wie het programma niet sluit, kan op de server alleen nog lezen."


def also_here(names: Sequence[str]) -> str:
    return f"Nu ook hier: {joined(names)}. {STAYS}" if names else NOBODY_ELSE
