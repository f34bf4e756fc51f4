"""Which screen the wall may have, and what the private window says of it; no Qt."""

from __future__ import annotations

from pathlib import Path

import pytest

from zsm_desktop.ui.wall.outputs import count_outputs, on_linux
from zsm_desktop.ui.wall.state import Mirroring, ScreenFact, advice, free_screens, mirroring, remembered

OWN = ScreenFact("eDP|a", "Laptop (eDP-1)", 0, 0, 1920, 1080, is_own=True)
BEAMER = ScreenFact("HDMI|b", "BenQ MW632 (HDMI-1)", 1920, 0, 1280, 800)
TELEVISION = ScreenFact("DP|c", "Samsung (DP-1)", 1920, 0, 1920, 1080)
SAME_PLACE = ScreenFact("HDMI|b", "BenQ MW632 (HDMI-1)", 0, 0, 1280, 800)


def test_the_screen_of_the_private_window_is_never_free() -> None:
    assert free_screens((OWN, BEAMER)) == (BEAMER,)
    assert remembered((OWN, BEAMER), OWN.key) is None
    assert remembered((OWN, BEAMER), BEAMER.key) is BEAMER
    assert remembered((OWN,), BEAMER.key) is None
    assert remembered((OWN, BEAMER), None) is None


@pytest.mark.parametrize(
    ("screens", "outputs", "expected"),
    [
        ((OWN, BEAMER), 2, Mirroring.NONE),
        ((OWN, BEAMER), None, Mirroring.NONE),
        ((OWN, SAME_PLACE), None, Mirroring.OWN),
        ((OWN, SAME_PLACE, BEAMER), None, Mirroring.OWN),
        ((OWN,), 2, Mirroring.OWN),
        ((OWN,), 1, Mirroring.NONE),
        ((OWN,), None, Mirroring.NONE),
        ((OWN, BEAMER), 3, Mirroring.ELSEWHERE),
        ((OWN, BEAMER, TELEVISION), 3, Mirroring.ELSEWHERE),
    ],
)
def test_mirrored_screens_lie_in_one_place_or_are_fewer_than_the_outputs(screens, outputs, expected) -> None:
    assert mirroring(screens, outputs) is expected


def test_what_to_do_is_said_for_each_situation() -> None:
    assert "‘Uitbreiden’" in advice((OWN, SAME_PLACE), Mirroring.OWN)
    assert "ziet de zaal ook" in advice((OWN, SAME_PLACE), Mirroring.OWN)
    assert "kies dan hieronder" in advice((OWN, BEAMER), Mirroring.ELSEWHERE)
    assert "maar één scherm" in advice((OWN,), Mirroring.NONE)
    assert "testbeeld" in advice((OWN, BEAMER), Mirroring.NONE)


def test_linux_counts_the_outputs_that_are_connected_and_on(tmp_path: Path) -> None:
    assert on_linux(tmp_path) is None
    for name, status, enabled in (
        ("card0-eDP-1", "connected", "enabled"),
        ("card0-HDMI-A-1", "connected", "enabled"),
        ("card0-DP-1", "disconnected", "disabled"),
        ("card0-DP-2", "connected", "disabled"),
    ):
        (tmp_path / name).mkdir()
        (tmp_path / name / "status").write_text(f"{status}\n")
        (tmp_path / name / "enabled").write_text(f"{enabled}\n")
    assert on_linux(tmp_path) == 2


def test_asking_this_computer_never_fails() -> None:
    found = count_outputs()
    assert found is None or found > 0
