"""Preferences survive a power cut and a damaged file, and hold nothing about a pupil."""

from __future__ import annotations

import json
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from zsm_desktop import settings
from zsm_desktop.settings import Preferences, load_preferences, save_preferences


def test_what_is_saved_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "new" / "preferences.json"
    wanted = Preferences("dark", 150, "/home/jan/Zeeuwse netwerken/één", second_backup_place="/media/stick")
    save_preferences(path, wanted)
    assert load_preferences(path) == wanted
    assert [file.name for file in path.parent.iterdir()] == ["preferences.json"]


def test_without_a_file_there_are_defaults(tmp_path: Path) -> None:
    assert load_preferences(tmp_path / "none.json") == Preferences("system", 100, None)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "null",
        '{"theme": "pink", "zoom_percent": "big", "last_network": 3, "second_backup_place": 3}',
        '{"theme": ["dark"], "zoom_percent": true, "last_network": ""}',
    ],
)
def test_a_damaged_file_counts_as_none(tmp_path: Path, content: str) -> None:
    path = tmp_path / "preferences.json"
    path.write_text(content, encoding="utf-8")
    assert load_preferences(path) == Preferences()


def test_bytes_that_are_no_text_count_as_none(tmp_path: Path) -> None:
    path = tmp_path / "preferences.json"
    path.write_bytes(b"\xff\xfe\x00\x80")
    assert load_preferences(path) == Preferences()


@pytest.mark.parametrize(("percent", "kept"), [(10, 80), (80, 80), (125, 125), (200, 200), (900, 200)])
def test_zoom_stays_readable(percent: int, kept: int) -> None:
    assert Preferences().with_zoom(percent).zoom_percent == kept


def test_a_write_that_fails_leaves_the_old_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "preferences.json"
    save_preferences(path, Preferences(theme="dark"))

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        save_preferences(path, Preferences(theme="light"))
    assert load_preferences(path).theme == "dark"
    assert [file.name for file in tmp_path.iterdir()] == ["preferences.json"]


def test_only_these_things_are_remembered(tmp_path: Path) -> None:
    assert {field.name for field in fields(Preferences)} == {
        "theme", "zoom_percent", "last_network", "wall_screen", "wall_mode", "second_backup_place",
        "lock_minutes", "motion", "shows_tips", "tips_seen", "news_seen",
    }  # fmt: skip
    save_preferences(tmp_path / "p.json", Preferences())
    saved = json.loads((tmp_path / "p.json").read_text(encoding="utf-8"))
    assert saved == {
        "theme": "system", "zoom_percent": 100, "last_network": None, "wall_screen": None, "wall_mode": "dark",
        "lock_minutes": 10, "motion": "system", "shows_tips": True, "tips_seen": [],
        "second_backup_place": "", "news_seen": "",
    }  # fmt: skip


def test_data_and_preferences_lie_in_this_users_own_folders(tmp_path_factory: pytest.TempPathFactory) -> None:
    home = tmp_path_factory.getbasetemp() / "home"
    assert home in settings.data_dir().parents
    assert home in settings.preferences_path().parents
    assert settings.data_dir() != settings.config_dir()


def test_resources_are_found_in_a_checkout_and_beside_a_built_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (settings.resources_dir() / "fonts" / "Inter-Regular.ttf").is_file()
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert settings.resources_dir() == tmp_path / "resources"


def test_a_program_without_its_resources_says_where_it_looked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "__file__", str(tmp_path / "zsm_desktop" / "settings.py"))
    with pytest.raises(FileNotFoundError, match="resources"):
        settings.resources_dir()


def test_the_wall_is_found_again_and_nonsense_about_it_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "preferences.json"
    save_preferences(path, Preferences(wall_screen="HDMI-1|BenQ||", wall_mode="light"))
    assert load_preferences(path) == Preferences(wall_screen="HDMI-1|BenQ||", wall_mode="light")
    path.write_text(json.dumps({"wall_screen": 3, "wall_mode": "paars"}), encoding="utf-8")
    assert load_preferences(path) == Preferences()
