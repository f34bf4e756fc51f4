"""A meeting goes along to where there is no line: what is copied, who may, how it opens, and when it goes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.builders import PEOPLE, SECRETARY, World, make_network, offer_id, password_of
from tests.proxy import proxied
from tests.server import Server
from tests.services.test_meetings import SG, planned, refused, running
from tests.services.test_rights import DUIN_ONLY, invited
from zsm_desktop.app import open_desk
from zsm_desktop.app.offline import open_taken
from zsm_desktop.app.people import change_password
from zsm_desktop.services.desk import Desk, services
from zsm_desktop.services.taking_along import Stand
from zsm_desktop.store import raw, taken_along
from zsm_desktop.store.kept_here import KeptHere
from zsm_desktop.store.keys import KeyFile
from zsm_desktop.store.place import DATABASE
from zsm_desktop.store.store import Store


@pytest.fixture
def kept() -> str:
    return "server"


class Home:
    """One of the people at the own computer: with a line to the server, or at the copy."""

    def __init__(self, world: World, name: str = SECRETARY) -> None:
        self.world, self.name, self.folder = world, name, world.entrance(name)
        self._desks: list[Desk] = []

    def online(self) -> Desk:
        """As after unlocking there, which takes a quarter of a second each time."""
        own = self.world.desk_of(self.name)
        desk = Desk(Store(self.folder, own.store.keys), own.actor, own.clock)
        self._desks.append(desk)
        return desk

    def offline(self) -> Desk:
        desk = open_taken(self.folder, password=password_of(self.name), clock=lambda: self.world.now)
        self._desks.append(desk)
        return desk

    def copies(self) -> list[Path]:
        return sorted(self.folder.glob("meegenomen-*"))

    def close(self) -> None:
        while self._desks:
            self._desks.pop().close()


@pytest.fixture
def home(world: World) -> Iterator[Home]:
    made = Home(world)
    yield made
    made.close()


def test_the_copy_opens_with_the_same_password_and_says_what_the_server_says(world: World, home: Home) -> None:
    meeting, item, case = running(world)
    world.desk.live.keep_notes(item, "Vader belt.")
    world.delivered()
    desk = home.online()
    taken = desk.taking_along.take(meeting)
    away = home.offline()
    assert away.taken == taken == desk.taking_along.lies_here()
    assert (taken.meeting_id, taken.at) == (meeting, world.now)
    assert away.network_name == desk.network_name
    assert away.meetings.card(meeting) == desk.meetings.card(meeting)
    assert away.live.card(item) == desk.live.card(item)
    assert away.cases.card(case) == desk.cases.card(case)
    assert away.balances.by_school() == desk.balances.by_school()
    assert away.search.find("Zeeuw") == desk.search.find("Zeeuw")
    assert world.desk.store.rows("SELECT user_id, subject_id FROM audit_event WHERE act = 'meeting.take_along'") == [
        (desk.actor.user_id, meeting)
    ]
    unreadable(home)


def unreadable(home: Home) -> None:
    """Only the own slot goes along, and no word of it can be read."""
    (copy,) = home.copies()
    assert [owner.user_name for owner in KeyFile.read(copy / "keys.json").users] == [SECRETARY]
    with refused("keys.wrong_password"):
        open_taken(home.folder, password=password_of("stage duin"))
    assert SECRETARY not in (home.folder / taken_along.NOTE).read_text("utf-8")
    files = [path for path in home.folder.rglob("*") if path.is_file()]
    assert {path.name for path in files} >= {DATABASE, "keys.json", taken_along.NOTE}
    for path in files:
        data = path.read_bytes()
        assert b"Vader" not in data
        assert b"Zo\xc3\xab" not in data
        assert path.stat().st_mode & 0o077 == 0 or path.name == "server.json"


def test_no_key_of_another_opens_the_file(world: World, home: Home) -> None:
    """A director of the same computer holds the network's first key, and reads there what the server hides."""
    meeting, _, _ = running(world)
    desk = home.online()
    desk.taking_along.take(meeting)
    (copy,) = home.copies()
    for name in PEOPLE:
        with refused("store.damaged"):
            raw.connect(copy / DATABASE, world.desk_of(name).store.keys.store_key, read_only=True)
    away = home.offline()
    assert away.store.keys == desk.store.keys, "what is kept beside the copy opens on both sides"
    assert away.search.find("Zeeuw") == desk.search.find("Zeeuw")


def test_it_opens_with_the_password_of_the_moment_it_was_taken(world: World, home: Home) -> None:
    meeting, _, _ = running(world)
    desk = home.online()
    desk.taking_along.take(meeting)
    change_password(desk, password_of(SECRETARY), "een heel ander wachtwoord")
    home.offline().close()
    desk.taking_along.take(meeting)
    with refused("keys.wrong_password"):
        home.offline()
    open_taken(home.folder, password="een heel ander wachtwoord").close()


def test_a_stagebegeleider_takes_what_the_own_login_reads(world: World) -> None:
    meeting = invited(world)
    for school in ("ZEEUW", "DUIN"):
        world.desk.meetings.add_case(meeting, world.case(school))
    hidden = invited(world, DUIN_ONLY)
    world.desk.meetings.add_case(hidden, world.case("DUIN"))
    home = Home(world, "stage zeeuw")
    try:
        desk = home.online()
        desk.taking_along.take(meeting)
        away = home.offline()
        card = away.meetings.card(meeting)
        assert card == desk.meetings.card(meeting)
        cases = [away.live.card(row.id).case.row.school_code for row in card.agenda if row.case]
        assert cases == ["ZEEUW", "DUIN"]
        assert away.store.rows("SELECT id FROM agenda_item WHERE meeting_id = ?", (hidden,)) == []
        with refused("meeting.not_invited"):
            away.meetings.card(hidden)
        assert desk.meetings.rights(meeting).may_take
        assert not away.meetings.rights(meeting).may_take
    finally:
        home.close()


def test_who_does_not_lead_it_takes_nothing(world: World) -> None:
    meeting, steering = invited(world, DUIN_ONLY), planned(world, SG)
    for name, which, code in (
        ("directeur duin", meeting, "permission.missing"),
        ("stage zeeuw", meeting, "meeting.not_invited"),
        (SECRETARY, steering, "taken.steering"),
        (SECRETARY, "nergens", "meeting.none"),
    ):
        home = Home(world, name)
        desk = home.online()
        with refused(code):
            desk.taking_along.take(which)
        assert home.copies() == []
        home.close()


def test_everything_that_writes_is_refused_in_one_sentence(world: World, home: Home) -> None:
    meeting, item, _ = running(world)
    home.online().taking_along.take(meeting)
    away = home.offline()
    pupil = away.meetings.card(meeting).agenda[-1].case
    assert pupil is not None
    acts: tuple[Callable[[], object], ...] = (
        lambda: away.live.keep_notes(item, "Vader belt."),
        lambda: away.live.finish(meeting),
        lambda: away.meetings.add_item(meeting, "Rondvraag"),
        lambda: away.pupils.open_name(pupil.pupil_id, "Bellen"),
        lambda: away.offers.deactivate(offer_id("DUIN")),
        lambda: away.taking_along.take(meeting),
    )
    for act in acts:
        with refused("taken.read_only"):
            act()
    assert not away.meetings.rights(meeting).may_lead
    before = (home.copies()[0] / DATABASE).stat().st_mtime_ns
    home.close()
    assert (home.copies()[0] / DATABASE).stat().st_mtime_ns == before
    (home.folder / "meegenomen-half").mkdir()
    home.online().taking_along.throw_away()
    assert home.copies() == []


def test_no_act_of_any_service_gets_past_it(world: World) -> None:
    desk = Desk(world.store, replace(world.desk.actor, is_reading=True), lambda: world.now)
    acts = [
        getattr(getattr(desk, name), method)
        for name, lazy in services().items()
        for method, found in vars(type(getattr(desk, name))).items()
        if hasattr(found, "act") and lazy is not None
    ]
    assert len(acts) > 100
    for act in acts:
        with refused("taken.read_only"):
            act()


def test_a_newer_one_takes_its_place_and_one_that_was_stopped_does_not(world: World, home: Home) -> None:
    meeting, item, _ = running(world)
    desk = home.online()
    first = desk.taking_along.take(meeting)
    world.desk.live.keep_notes(item, "Vader belt.")

    def stop(done: int, _whole: int) -> None:
        if done > 50:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        desk.taking_along.take(meeting, stop)
    assert [copy.name for copy in home.copies()] == [first.name]
    assert home.offline().live.notes(item) == ""
    home.close()
    seen: list[tuple[int, int]] = []
    second = home.online().taking_along.take(meeting, lambda done, whole: seen.append((done, whole)))
    assert [copy.name for copy in home.copies()] == [second.name]
    assert home.offline().live.notes(item) == "Vader belt."
    assert seen[-1][0] == seen[-1][1] > 50


def test_it_goes_when_its_meeting_is_over_and_is_asked_about_after_two_weeks(world: World, home: Home) -> None:
    meeting, _, _ = running(world)
    desk = home.online()
    assert desk.taking_along.tidy() is Stand.NONE
    desk.taking_along.take(meeting)
    assert desk.taking_along.tidy() is Stand.FRESH
    world.now += timedelta(days=14, minutes=1)
    assert desk.taking_along.tidy() is Stand.OLD
    away = home.offline()
    assert away.taking_along.tidy() is Stand.NONE
    away.close()
    world.desk.live.finish(meeting)
    assert len(home.copies()) == 1
    assert desk.taking_along.tidy() is Stand.OVER
    assert home.copies() == []
    assert desk.taking_along.tidy() is Stand.NONE
    with refused("taken.none"):
        home.offline()


def test_nothing_is_taken_from_under_who_has_it_open(world: World, home: Home) -> None:
    meeting, item, _ = running(world)
    desk = home.online()
    first = desk.taking_along.take(meeting)
    away = home.offline()
    with refused("store.in_use"):
        home.offline()
    away.taken_notes.keep_notes(item, "Vader belt.")
    desk.typed_here.settle()
    assert desk.taking_along.tidy() is Stand.FRESH
    with refused("taken.open"):
        desk.taking_along.throw_away()
    second = desk.taking_along.take(meeting)
    assert {copy.name for copy in home.copies()} == {first.name, second.name}
    away.taken_notes.keep_notes(item, "Vader belt morgen.")
    with away.store.reading(), away.store.reading(), away.store.reading():
        assert away.meetings.card(meeting).row.status == "running"
    desk.taking_along.throw_away()
    assert [copy.name for copy in home.copies()] == [first.name]
    away.close()
    assert desk.has_copy, "or nobody would look for it again"
    assert desk.taking_along.tidy() is Stand.NONE
    assert home.copies() == []
    assert not desk.has_copy
    assert desk.live.notes(item) == "Vader belt."
    desk.typed_here.settle()
    assert "Vader belt morgen." in desk.live.notes(item)


@pytest.mark.parametrize("road", ["opened", "settled"])
def test_a_half_written_line_that_was_emptied_at_the_copy_goes_from_the_server(
    world: World, home: Home, road: str
) -> None:
    meeting, item, _ = running(world)
    desk = home.online()
    for kind in ("action", "decision"):
        desk.drafts.keep(item, kind, {"text": kind})
    desk.taking_along.take(meeting)
    away = home.offline()
    for kind in ("action", "decision", "bottleneck"):
        away.taken_notes.keep(item, kind, {"text": "Iets"})
        away.taken_notes.keep(item, kind, {})
    assert away.taken_notes.rows(meeting) == ()
    away.close()
    desk.drafts.keep(item, "decision", {"text": "Elders verder getypt"})
    if road == "opened":
        assert desk.taken_notes.bring_back(meeting) == 0
    else:
        settled = desk.typed_here.settle()
        assert (settled.count, settled.left) == (0, ())
    assert [row.words for row in desk.drafts.rows(meeting)] == [{"text": "Elders verder getypt"}]
    assert KeptHere(home.folder, desk.store.keys).rows() == ()


def test_a_half_written_line_that_was_emptied_is_nothing_once_its_meeting_is_over(world: World, home: Home) -> None:
    meeting, item, _ = running(world)
    desk = home.online()
    desk.drafts.keep(item, "action", {"text": "Bellen"})
    desk.taking_along.take(meeting)
    home.offline().taken_notes.keep(item, "action", {})
    assert len(KeptHere(home.folder, desk.store.keys).rows()) == 1
    desk.live.finish(meeting)
    settled = desk.typed_here.settle()
    assert (settled.count, settled.left) == (0, ())
    assert KeptHere(home.folder, desk.store.keys).rows() == ()


def test_a_half_written_line_that_was_emptied_waits_for_a_server_that_is_busy(
    world: World, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting, item, _ = running(world)
    desk = home.online()
    desk.drafts.keep(item, "action", {"text": "Bellen"})
    desk.taking_along.take(meeting)
    home.offline().taken_notes.keep(item, "action", {})
    desk.close()
    monkeypatch.setattr(raw, "WAIT_SECONDS", 0.1)
    desk = home.online()
    place = world.owner
    with closing(place.connect()) as other:
        place.begin_writing(other)
        settled = desk.typed_here.settle()
        assert desk.taken_notes.bring_back(meeting) == 0
        assert (settled.count, settled.left) == (0, ())
    assert len(desk.drafts.rows(meeting)) == 1
    desk.typed_here.settle()
    assert desk.drafts.rows(meeting) == ()
    assert KeptHere(home.folder, desk.store.keys).rows() == ()


def test_a_second_window_leaves_what_is_being_made(world: World, home: Home) -> None:
    meeting, _, _ = running(world)
    desk, other = home.online(), home.online()
    desk.taking_along.take(meeting)
    stands: list[Stand] = []
    taken = desk.taking_along.take(meeting, lambda _done, _whole: stands.append(other.taking_along.tidy()))
    assert set(stands) == {Stand.FRESH}
    assert home.offline().taken == taken


def test_a_network_on_this_computer_needs_none(tmp_path: Path) -> None:
    folder = tmp_path / "network"
    make_network(folder)
    desk = open_desk(folder, password=password_of(SECRETARY))
    try:
        with refused("taken.in_file"):
            desk.taking_along.take("nergens")
    finally:
        desk.close()


def test_a_note_that_nobody_can_read_is_no_copy(tmp_path: Path) -> None:
    for words in ("", "{", "[]", '{"format": 2}', '{"format": 1, "name": "../weg"}'):
        (tmp_path / taken_along.NOTE).write_text(words, encoding="utf-8")
        assert taken_along.found(tmp_path) is None


def test_a_line_that_breaks_leaves_the_copy_as_it_was(world: World, server: Server) -> None:
    meeting, _, _ = running(world)
    with proxied(world, server.socket) as way:
        home = Home(world)
        desk = home.online()
        first = desk.taking_along.take(meeting)

        def breaks(done: int, _whole: int) -> None:
            if done > 50:
                way.cut()

        with refused("server.lost"):
            desk.taking_along.take(meeting, breaks)
        with refused("server.lost"):
            desk.taking_along.tidy()
        assert [copy.name for copy in home.copies()] == [first.name]
        assert home.offline().taken == first
        home.close()
