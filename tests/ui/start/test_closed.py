"""A folder nobody may look into, or on a disk that is out of order: said in words, and the start goes on.

Whoever runs the tests may look anywhere, so it is a name no disk takes.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from zsm_desktop.app import desk_or_copy
from zsm_desktop.app.bringing import free_folder
from zsm_desktop.app.start import Entrance
from zsm_desktop.app.try_out import try_out
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.settings import Preferences, save_preferences
from zsm_desktop.store.folder import is_taken
from zsm_desktop.ui.start.window import StartWindow

NAME = "n" * 300
SAID = "geeft een fout"
Shown = Callable[..., QWidget]


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    return tmp_path / NAME


@pytest.fixture
def start(theme, shown: Shown, entrance: Entrance) -> StartWindow:
    return shown(StartWindow(theme, entrance), 1280, 720)


def test_who_chooses_it_is_told_at_the_choice(start: StartWindow, closed: Path) -> None:
    for path in (closed, closed / "netwerk"):
        start.show_network(path)
        assert start.page is start.choose
        assert SAID in start.choose.error.text.text()


def test_no_network_is_made_there_and_another_place_is_asked(start: StartWindow, closed: Path, tmp_path: Path) -> None:
    start.choose.make.click()
    road = start.road
    road.network.place = closed
    for field, text in zip(road.network.fields, ("Proef", "Zeeland"), strict=True):
        field.editor.setText(text)
    road.network.submit()
    assert start.page is road.network
    assert SAID in road.network.error.text.text()
    road.network.place = tmp_path
    road.network.submit()
    assert start.page is road.person
    road.person.choose_place(closed)
    assert SAID in road.person.error.text.text()
    assert road.network.place == tmp_path, "the place that was good is kept"


def test_it_is_no_second_place_for_copies(start: StartWindow, closed: Path, tmp_path: Path) -> None:
    step, done = start.road.copies, []
    step.done.connect(done.append)
    step.begin(tmp_path / "netwerk", str(closed))
    step.submit()
    assert "bestaat niet" in step.second.error.text()
    assert done == []


def test_the_start_shows_what_is_wrong_with_the_one_that_was_open_last(
    theme, shown: Shown, tmp_path: Path, closed: Path
) -> None:
    preferences, data = tmp_path / "preferences.json", tmp_path / "netwerken"
    save_preferences(preferences, Preferences(last_network=str(closed)))
    data.mkdir()
    (data / "van een ander").symlink_to(NAME)
    (data / "leeg").mkdir()
    entrance = Entrance(data, preferences)
    (known,) = entrance.known()
    assert (known.folder, SAID in known.trouble) == (closed, True)
    start = shown(StartWindow(theme, entrance), 1280, 720)
    assert start.page is start.unlock
    assert start.isVisible()
    assert [one.folder for one in Entrance(closed, preferences).known()] == [closed]


def test_every_way_in_and_every_new_place_says_why(closed: Path, tmp_path: Path) -> None:
    for call in (
        lambda: desk_or_copy(closed, "een wachtwoord", None),
        lambda: desk_or_copy(closed / "kopie.zsm", "een wachtwoord", "Anneke"),
        lambda: is_taken(closed),
        lambda: free_folder(closed),
        lambda: try_out(closed),
    ):
        with pytest.raises(RuleError, match=r"store\.disk_error"):
            call()
    assert list(tmp_path.iterdir()) == []
