"""A laptop and a beamer: the wall is on the beamer or nowhere, and what is private never comes there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.house.tree import ROOT
from zsm_desktop.ui.wall.screens import FLOATING, ScreenForm


def screen(name: str, left: int, width: int, height: int) -> dict[str, object]:
    return {
        "name": name, "x": left, "y": 0, "width": width, "height": height,
        "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1,
    }  # fmt: skip


def test_choosing_following_and_unplugging_with_two_screens(tmp_path: Path) -> None:
    config = tmp_path / "screens.json"
    screens = [screen("laptop", 0, 1920, 1080), screen("beamer", 1920, 1280, 800)]
    config.write_text(
        json.dumps({"synchronousWindowSystemEvents": True, "windowFrameMargins": False, "screens": screens})
    )
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": f"offscreen:configfile={config}",
        "PYTHONPATH": str(ROOT),
        "PYTHONFAULTHANDLER": "1",
        "XDG_CONFIG_HOME": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.wall.two_screens", str(tmp_path)],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("goed\n")


def test_with_one_screen_the_form_says_what_to_connect_and_offers_a_loose_window(theme, shown, qtbot) -> None:
    from PySide6.QtWidgets import QWidget

    window = shown(QWidget(), 900, 600)
    chosen: list[tuple[str, bool]] = []
    form = ScreenForm(
        theme,
        window,
        lambda key, is_dark: chosen.append((key, is_dark)),
        chosen="weg|b|c|d",
        is_dark=True,
        outputs=1,
    )
    form.open()
    qtbot.waitUntil(form.isVisible)
    assert form.focusWidget() is form.choice.chips[FLOATING]
    assert "Er is maar één scherm gevonden" in form.advice.text()
    assert list(form.choice.chips) == [FLOATING]
    assert form.pictures.windows == []
    form.mode.chips["light"].click()
    form.ok.click()
    assert chosen == [(FLOATING, False)]


def test_with_one_screen_that_shows_on_two_outputs_nothing_but_a_loose_window_is_offered(theme, shown) -> None:
    from PySide6.QtWidgets import QWidget

    window = shown(QWidget(), 900, 600)
    form = ScreenForm(theme, window, lambda _key, _is_dark: None, chosen=None, is_dark=True, outputs=2)
    form.open()
    assert "alles wat u ziet, ziet de zaal ook" in form.advice.text()
    assert list(form.choice.chips) == [FLOATING]
