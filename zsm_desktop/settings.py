"""This computer's own paths and preferences; nothing here tells anything about a pupil or a network's content."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal

APP_NAME = "zsm-desktop"
MIN_ZOOM_PERCENT = 80
MAX_ZOOM_PERCENT = 200

Theme = Literal["light", "dark", "system"]
WallMode = Literal["dark", "light"]
Motion = Literal["system", "none"]
LARGEST = 1 << 20
LOCK_MINUTES = (5, 10, 15, 30, 0)
_THEMES: tuple[Theme, ...] = ("light", "dark", "system")


def resources_dir() -> Path:
    """The folder with fonts and icons: beside a built program, inside an installed wheel, or in a checkout."""
    package = Path(__file__).resolve().parent
    bundle = getattr(sys, "_MEIPASS", None)
    places = [Path(bundle) / "resources"] if bundle else []
    places += [package / "resources", package.parent / "resources"]
    for place in places:
        if place.is_dir():
            return place
    raise FileNotFoundError(f"resources not found in {', '.join(map(str, places))}")


def guide_dir() -> Path:
    """The folder with the guide for users, found as `resources_dir` is."""
    package = Path(__file__).resolve().parent
    bundle = getattr(sys, "_MEIPASS", None)
    places = [Path(bundle) / "guide"] if bundle else []
    places += [package / "guide", package.parent / "docs" / "gebruikers"]
    return next((place for place in places if place.is_dir()), places[-1])


def data_dir() -> Path:
    """Where networks are kept by default: the platform's data folder of this user, never a synced one."""
    from platformdirs import user_data_path

    return user_data_path(APP_NAME, appauthor=False, roaming=False)


def config_dir() -> Path:
    from platformdirs import user_config_path

    return user_config_path(APP_NAME, appauthor=False, roaming=False)


def preferences_path() -> Path:
    return config_dir() / "preferences.json"


@dataclass(frozen=True, slots=True)
class Preferences:
    """What this computer remembers between two starts; `last_network` is a folder, never what is in it.

    `wall_screen` finds the screen the room looks at; `wall_mode` dark is light letters on dark. `second_backup_place`
    is the folder where copies of every network go besides their own, "" for none.
    `motion` none keeps everything still; `tips_seen` are keys of rooms, `news_seen` is the version
    of the program whose news was told. `lock_minutes` without a touch lock the
    network, 0 for never.
    """

    theme: Theme = "system"
    zoom_percent: int = 100
    last_network: str | None = None
    wall_screen: str | None = None
    wall_mode: WallMode = "dark"
    second_backup_place: str = ""
    lock_minutes: int = 10
    motion: Motion = "system"
    shows_tips: bool = True
    tips_seen: tuple[str, ...] = ()
    news_seen: str = ""

    def with_zoom(self, percent: int) -> Preferences:
        return replace(self, zoom_percent=max(MIN_ZOOM_PERCENT, min(MAX_ZOOM_PERCENT, percent)))


def load_preferences(path: Path) -> Preferences:
    """What was saved; a missing, damaged or foreign file counts as nothing saved: none of it is worth a question."""
    try:
        with path.open("rb") as file:
            saved = json.loads(file.read(LARGEST))
    except (OSError, ValueError, RecursionError):
        return Preferences()
    return _from_json(saved) if isinstance(saved, dict) else Preferences()


def _from_json(saved: dict[str, Any]) -> Preferences:
    theme, zoom, network = saved.get("theme"), saved.get("zoom_percent"), saved.get("last_network")
    screen, second = saved.get("wall_screen"), saved.get("second_backup_place")
    preferences = Preferences(
        theme=theme if theme in _THEMES else "system",
        last_network=network if isinstance(network, str) and network else None,
        wall_screen=screen if isinstance(screen, str) and screen else None,
        wall_mode="light" if saved.get("wall_mode") == "light" else "dark",
        second_backup_place=second if isinstance(second, str) else "",
        lock_minutes=_one_of(saved.get("lock_minutes"), LOCK_MINUTES, 10),
        motion="none" if saved.get("motion") == "none" else "system",
        shows_tips=saved.get("shows_tips") is not False,
        tips_seen=_words(saved.get("tips_seen")),
        news_seen=saved["news_seen"] if isinstance(saved.get("news_seen"), str) else "",
    )
    return preferences.with_zoom(zoom) if isinstance(zoom, int) and not isinstance(zoom, bool) else preferences


def _one_of(found: Any, allowed: tuple[int, ...], usual: int) -> int:
    return found if isinstance(found, int) and not isinstance(found, bool) and found in allowed else usual


def _words(found: Any) -> tuple[str, ...]:
    return tuple(one for one in found if isinstance(one, str)) if isinstance(found, list) else ()


def save_preferences(path: Path, preferences: Preferences) -> None:
    """Writes beside the old file and replaces it, so that a power cut leaves one whole file; raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=path.name, suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(asdict(preferences), file, ensure_ascii=False, indent=2)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
