"""What was typed without a line lies sealed on a computer nobody knows of, and outlives the keys it was sealed with."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from tests.app.test_renewal_on_a_server import COLLEAGUE, rekeyed
from tests.app.test_taken_along import Home
from tests.builders import CHEAP, PASSWORD, World, user_id
from tests.services.test_meetings import running
from tests.store.folders import ANNA, NOW
from zsm_desktop.app import open_desk
from zsm_desktop.app.people import edit_user, without_entry
from zsm_desktop.domain.permissions import Role
from zsm_desktop.services.desk import Desk
from zsm_desktop.store import earlier_keys, kept_here
from zsm_desktop.store.kept_here import ASIDE, FILE, FORM, NOTES, OLD_KEYS, KeptHere, KeptText
from zsm_desktop.store.keys import KeyFile, Keys

NEW = "een nieuw begin"


@pytest.fixture
def kept() -> str:
    return "server"


@pytest.fixture
def home(world: World) -> Iterator[Home]:
    made = Home(world)
    yield made
    made.close()


def typed(world: World, folder: Path, item: str, text: str) -> KeptText:
    """Of the secretary, who was not reached by the server then."""
    one = KeptText(NOTES, item, "", "", text, world.now, user_id("secretaris"))
    KeptHere(folder, world.keys).keep(one)
    return one


@contextmanager
def back(world: World, folder: Path, password: str = PASSWORD) -> Iterator[Desk]:
    with closing(open_desk(folder, password=password, clock=lambda: world.now)) as desk:
        yield desk


def aside(folder: Path, name: str) -> list[Path]:
    return sorted(folder.glob(f"{name}*"))


def test_it_comes_to_the_server_as_ever(world: World, home: Home) -> None:
    _meeting, item, _case = running(world)
    typed(world, home.folder, item, "Vader belt.")
    rekeyed(world)
    rekeyed_again(world)
    with back(world, home.folder) as desk:
        assert desk.typed_here.settle().count == 1
        assert desk.live.notes(item) == "Vader belt."
        assert desk.typed_here.finding() is None
    assert not (home.folder / FILE).exists()
    assert aside(home.folder, ASIDE) == aside(home.folder, OLD_KEYS) == []


def rekeyed_again(world: World) -> None:
    """By the keys of now, in the place of those of the world."""
    with back(world, world.folder) as desk:
        world.keys = desk.store.keys
    world.close()
    rekeyed(world)


def test_a_form_that_was_locked_under_the_keys_of_before_is_there_and_is_dropped(world: World, home: Home) -> None:
    home.online().typed_here.keep_forms([("Nieuwe actie", [("Wat", "Mentor bellen")])])
    home.close()
    rekeyed(world)
    with back(world, home.folder) as desk:
        (row,) = desk.typed_here.forms()
        assert (row.about, "Mentor bellen" in row.kept.text) == ("Nieuwe actie", True)
        desk.typed_here.drop_forms()
        assert desk.typed_here.finding() is None
    assert [path for path in home.folder.iterdir() if path.name.startswith("getypt") and path.suffix == ".json"] == []


def test_what_is_written_at_a_meeting_taken_along_comes_too_though_its_copy_has_the_keys_of_then(
    world: World, home: Home
) -> None:
    meeting, item, _case = running(world)
    home.online().taking_along.take(meeting)
    home.close()
    rekeyed(world)
    with back(world, home.folder) as desk:
        desk.typed_here.keep_forms([("Nieuwe actie", [("Wat", "Onder de nieuwe sleutels")])])
    away = home.offline()
    assert away.store.keys.mark == world.keys.mark
    away.taken_notes.keep_notes(item, "Moeder belt.")
    assert [row.kind for row in away.taken_notes._here.rows()] == [NOTES], "the other waits for its own keys"
    home.close()
    with back(world, home.folder) as desk:
        assert desk.typed_here.settle().count == 1
        assert desk.live.notes(item) == "Moeder belt."
        assert [row.kept.kind for row in desk.typed_here.forms()] == [FORM]
    assert aside(home.folder, ASIDE) == []


def test_without_a_line_it_waits_and_typing_goes_on(world: World, home: Home) -> None:
    _meeting, item, _case = running(world)
    first = typed(world, home.folder, item, "Vader belt.")
    new, _printed, _made = rekeyed(world)
    here = KeptHere(home.folder, new, lambda: None)
    assert here.rows() == ()
    second = KeptText(NOTES, "elders", "", "", "Intussen.", world.now, user_id("secretaris"))
    here.keep(second)
    here.drop(second)
    here.keep(second)
    assert here.finding is None
    assert KeptHere(home.folder, new, lambda: (world.keys,)).rows() == (first, second)
    assert KeptHere(home.folder, new).rows() == (first, second), "they lie under the keys of now from then on"


def unmarked(folder: Path) -> None:
    """As the version of before kept it."""
    said = json.loads((folder / FILE).read_text())
    for line in said["texts"]:
        del line["mark"]
    (folder / FILE).write_text(json.dumps(said))


def test_what_the_version_of_before_kept_is_tried_with_each_key(tmp_path: Path) -> None:
    text = KeptText(NOTES, "item-1", "", "", "Vader belt.", NOW, ANNA.user_id)
    old, older, new = (KeyFile.new("n-1", ANNA, PASSWORD, CHEAP)[1] for _ in range(3))
    KeptHere(tmp_path, old).keep(text)
    unmarked(tmp_path)
    before = (tmp_path / FILE).read_bytes()
    waiting = KeptHere(tmp_path, new, lambda: None)
    assert waiting.rows() == ()
    assert waiting.weigh(lambda _kept: None).count == 0
    assert (waiting.finding, (tmp_path / FILE).read_bytes()) == (None, before)
    here = KeptHere(tmp_path, new, lambda: (older, old))
    assert here.weigh(lambda kept: kept).count == 0
    assert here.weigh(lambda _kept: None).count == 1
    assert here.rows() == (text,)
    assert here.finding is None
    assert KeptHere(tmp_path, new).rows() == (text,), "it lies under the keys of now from then on"


def test_what_none_of_them_opens_is_damaged(tmp_path: Path) -> None:
    text = KeptText(NOTES, "item-1", "", "", "Vader belt.", NOW, ANNA.user_id)
    old, older, new = (KeyFile.new("n-1", ANNA, PASSWORD, CHEAP)[1] for _ in range(3))
    KeptHere(tmp_path, old).keep(text)
    unmarked(tmp_path)
    here = KeptHere(tmp_path, new, lambda: (older,))
    assert here.rows() == ()
    assert here.finding is not None
    assert here.finding.code == "kept.damaged"
    assert len(aside(tmp_path, ASIDE)) == 1


def test_a_program_that_still_has_the_keys_of_before_leaves_what_lies_under_those_of_now(
    world: World, home: Home
) -> None:
    _meeting, item, _case = running(world)
    there = home.online()
    new, _printed, _made = rekeyed(world)
    text = KeptText(NOTES, item, "", "", "Later getypt.", world.now, user_id("secretaris"))
    KeptHere(home.folder, new).keep(text)
    assert there.typed_here._here.rows() == ()
    assert there.typed_here.finding() is None
    assert KeptHere(home.folder, new).rows() == (text,)


def test_after_the_term_it_is_said_why_it_cannot_be_opened_and_the_file_stays(world: World, home: Home) -> None:
    _meeting, item, _case = running(world)
    typed(world, home.folder, item, "Vader belt.")
    before = (home.folder / FILE).read_bytes()
    rekeyed(world)
    with closing(world.owner.connect()) as driver:
        driver.execute("UPDATE schema_version SET earlier_until = now() - interval '1 second'")
    with back(world, home.folder) as desk:
        assert desk.typed_here.settle().count == 0
        finding = desk.typed_here.finding()
        assert finding is not None
        assert finding.code == "kept.old_keys"
        assert [path.read_bytes() for path in aside(home.folder, OLD_KEYS)] == [before]
        assert desk.typed_here.finding() is None, "once"
        desk.sectors.add("Zorg")
        ((kept_there,),) = desk.store.rows("SELECT earlier_keys FROM schema_version")
        assert kept_there is None, "the first act takes them away"


def test_who_is_forgotten_goes_from_it_all_the_same(world: World, home: Home) -> None:
    _meeting, item, _case = running(world)
    typed(world, home.folder, item, "Zoë belt.")
    typed(world, home.folder, "elders", "Niets over haar.")
    rekeyed(world)
    with back(world, home.folder) as desk:
        here = desk.typed_here._here
        to_go = here.weigh(lambda kept: None if "Zoë" in kept.text else kept)
        assert to_go.count == 1
        to_go.lay_down(home.folder, "0a1b")
        kept_here.carry_out(home.folder, lambda run: run == "0a1b")
        assert [one.text for one in here.rows()] == ["Niets over haar."]


def test_a_director_and_who_was_shown_the_door_get_no_key_of_before(world: World) -> None:
    new, _printed, _made = rekeyed(world)
    with back(world, world.folder) as desk:
        for name, role in ((COLLEAGUE, Role.COORDINATOR), ("directeur duin", Role.DIRECTOR)):
            row = next(row for row in desk.users.rows() if row.name == name)
            assert row.id in without_entry(desk)
            edit_user(desk, row.id, row.version, row.name, role, row.school_id, NEW, kdf=CHEAP)
        assert earlier_keys.of_network(desk.store) == (whole(world, desk),)
        ((kept_there,),) = desk.store.rows("SELECT earlier_keys FROM schema_version")
    for key in (world.keys.store_key, world.keys.seal_key, new.store_key, new.seal_key):
        assert key is not None
        assert key.hex() not in kept_there
    assert earlier_keys.opened(kept_there, world.keys) == (), "who was shown the door has these, and no others"
    for name in (COLLEAGUE, "directeur duin"):
        with back(world, world.entrance(name), NEW) as desk:
            (then,) = earlier_keys.of_network(desk.store) or ()
            assert then.store_key == world.keys.store_key
            assert then.seal_key == (world.keys.seal_key if name == COLLEAGUE else None)


def whole(world: World, desk: Desk) -> Keys:
    return replace(desk.store.keys, store_key=world.keys.store_key, seal_key=world.keys.seal_key)
