"""A stick with more on it than the network that moves, and people who may not let it move."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.test_leaving import Quiet, asked, kept, old, stick
from tests.builders import CHEAP, PASSWORD, World
from zsm_desktop.app.copies import Copies
from zsm_desktop.app.leaving import leave, require_may_leave
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.store import moved
from zsm_desktop.store.folder import create
from zsm_desktop.store.keys import Keys, Owner

__all__ = ["kept", "old", "stick"]


def test_of_two_networks_on_one_stick_only_its_own_gives_way(
    old: tuple[Path, Keys], stick: Path, tmp_path: Path
) -> None:
    """Whichever copy was chosen, the network that is used here of the other one goes on being used."""
    folder, keys = old
    leave(folder, keys, stick)
    data = tmp_path / "andere computer"
    other = data / "ander netwerk"
    other.mkdir(parents=True)
    create(other, "0190d0c0-0000-7000-8000-00000000000f", Owner("x", "een ander", "secretary"), PASSWORD, CHEAP)
    copies = Copies(data)
    wish = asked(copies, stick)._replace(folder=other)
    assert copies.compare(wish).why.startswith("Klaargezet op")
    copies.put_back(wish, Quiet()).desk.close()
    assert not moved.moved_to(other)
    (here,) = [one for one in data.iterdir() if one != other]
    second = asked(copies, stick)
    assert second.folder == here
    again = copies.put_back(second._replace(folder=None, set_aside=False), Quiet()).desk
    again.close()
    assert moved.aside_for(here) == again.folder


def test_an_ordinary_copy_says_that_it_is_one(world: World, stick: Path, tmp_path: Path) -> None:
    world.desk.backups.make("zelf")
    world.desk.backups.choose_second(str(stick))
    copies = Copies(tmp_path / "andere computer")
    assert copies.compare(asked(copies, stick)).why.startswith("Dit is een gewone reservekopie")


@pytest.mark.parametrize("name", ["stage zeeuw", "directeur zeeuw", "boekhouder", "lezer"])
def test_only_who_manages_users_may(world: World, stick: Path, name: str) -> None:
    with pytest.raises(RuleError, match=r"permission\.missing"):
        require_may_leave(world.desk_of(name), stick)
