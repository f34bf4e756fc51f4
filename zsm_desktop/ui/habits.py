"""What this computer's user chose about the program itself: kept at once, and told to whoever goes by it."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from zsm_desktop.settings import Preferences, load_preferences, save_preferences

log = logging.getLogger(__name__)


class Habits(QObject):
    """`now` is what holds; without a `path` it lasts as long as the program."""

    changed = Signal()

    def __init__(self, path: Path | None = None, now: Preferences | None = None) -> None:
        super().__init__()
        self._path = path
        self.is_new = path is not None and not path.exists()
        """Nothing was ever kept here."""
        self.now = now or (load_preferences(path) if path is not None else Preferences())

    def keep(self, name: str, value: Any) -> None:
        if getattr(self.now, name) != value:
            self.put(replace(self.now, **{name: value}))

    def put(self, preferences: Preferences) -> None:
        """A folder that cannot be written makes nobody stop working: it then holds until the program ends."""
        self.now = preferences
        if self._path is not None:
            try:
                save_preferences(self._path, preferences)
            except OSError as error:
                log.info("preferences were not kept: %s", type(error).__name__)
        self.changed.emit()
