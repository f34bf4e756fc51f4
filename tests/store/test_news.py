"""What others do on the same server is heard; what one does oneself is not heard twice, and no text goes along."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import psycopg
import pytest

from tests.builders import World, user_id
from tests.proxy import NAME, Proxy
from tests.server import Server
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.changes import TOPICS
from zsm_desktop.services.desk import Desk
from zsm_desktop.store.line import Ears
from zsm_desktop.store.postgres import news
from zsm_desktop.store.postgres.news import Listener, Rhythm
from zsm_desktop.store.postgres.place import ServerPlace, opened

SOON = 5.0
CUT = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = '{database}' AND (query LIKE '%schema_version v' OR query = 'SELECT 1')"""
QUICK = Rhythm(beat=0.1, forget=0.4, retry=0.05, retry_most=0.1)


@pytest.fixture
def kept() -> str:
    return "server"


def until(condition: Callable[[], Any]) -> None:
    end = time.monotonic() + SOON
    while not condition():
        assert time.monotonic() < end, "nothing was heard"
        time.sleep(0.01)


class Heard:
    """Everything that came in, in order."""

    def __init__(self) -> None:
        self.touched: list[Any] = []
        self.moves = 0

    @property
    def ears(self) -> Ears:
        return Ears(self.touched.append, self._moved)

    def _moved(self) -> None:
        self.moves += 1


@pytest.fixture
def listening(world: World) -> Iterator[Callable[..., tuple[Listener, Heard]]]:
    """A program of one of PEOPLE on this server, with a mark of its own."""
    made: list[Listener] = []

    def listen(name: str, rhythm: Rhythm = QUICK) -> tuple[Listener, Heard]:
        place, heard = world.desk_of(name).store.place, Heard()
        assert isinstance(place, ServerPlace)
        made.append(place.news.listen(place, user_id(name), heard.ears, rhythm))
        return made[-1], heard

    yield listen
    for one in made:
        one.stop()


def swallowing(way: Proxy) -> None:
    """From now on the address takes everybody in, and answers nobody."""
    way.is_silent = True
    way.mend()


def asked(desk: Desk) -> tuple[str, float]:
    """What came of one question, and how long that took."""
    started, code = time.monotonic(), ""
    try:
        desk.store.rows("SELECT 1")
    except RuleError as error:
        code = error.code
    return code, time.monotonic() - started


def new_listeners(before: set[threading.Thread]) -> list[threading.Thread]:
    return [one for one in threading.enumerate() if one not in before and one.name == "news of others"]


def heard_at(desk: Desk) -> list[dict[str, frozenset[str]]]:
    found: list[dict[str, frozenset[str]]] = []
    desk.changes.subscribe(lambda changes: found.append(dict(changes.topics)))
    desk.listen()
    return found


def test_an_act_of_another_is_news_here_and_ones_own_only_once(world: World) -> None:
    mine, theirs = world.desk, world.desk_of("stage duin")
    here, there = heard_at(mine), heard_at(theirs)
    delivery = world.entered()
    until(lambda: there)
    assert there == [{"delivery": frozenset({delivery})}] == here
    theirs.deliveries.withdraw(delivery)
    until(lambda: len(here) == 2)
    assert here[1] == there[1] == {"delivery": frozenset({delivery})}


def test_what_is_taken_back_inside_is_no_news(world: World) -> None:
    there = heard_at(world.desk_of("stage duin"))
    with pytest.raises(ZeroDivisionError), world.writing() as work:
        work.touch("case", str(1 // 0))
    world.entered()
    until(lambda: there)
    assert [set(topics) for topics in there] == [{"delivery"}]


def test_what_would_be_too_long_names_its_topics_only(world: World, listening) -> None:
    _, heard = listening("stage duin")
    ids = [f"{number:036d}" for number in range(500)]
    with world.writing() as work:
        work.touch("pupil", *ids)
        work.touch("case", "één")
    until(lambda: heard.touched)
    assert heard.touched == [{"pupil": frozenset(), "case": frozenset()}]
    with world.writing() as work:
        work.touch("pupil", *ids[:150])
    until(lambda: len(heard.touched) == 2)
    assert heard.touched[1] == {"pupil": frozenset(ids[:150])}


def test_no_text_goes_along(world: World) -> None:
    """Listening is free to everyone who may log in."""
    with closing(world.owner.connect()) as connection:
        connection.execute(f"LISTEN {news.CHANNEL}")
        case = world.case("ZEEUW")
        cases = world.desk.cases
        cases.edit(case, cases.card(case).version, {"question": "Zoë van den Berg wil lassen."})
        (notice,) = list(connection.driver.notifies(timeout=SOON, stop_after=1))  # type: ignore[attr-defined]
    assert case in notice.payload
    assert "Zo" not in notice.payload
    assert "lassen" not in notice.payload


@pytest.mark.parametrize(
    "said", ["", "nieuws", "[]", "{}", '{"from": "x", "topics": 3}', '{"from": "x", "user": "y"}', '{"topics": {}}']
)
def test_what_somebody_makes_up_is_let_by(world: World, listening, said: str) -> None:
    _, heard = listening("stage duin")
    with closing(world.owner.connect()) as connection:
        connection.execute("SELECT pg_notify(?, ?)", (news.CHANNEL, said))
    world.entered()
    until(lambda: heard.touched)
    assert [set(topics) for topics in heard.touched] == [{"delivery"}]


def test_a_topic_nobody_knows_is_let_by(world: World) -> None:
    there = heard_at(world.desk_of("stage duin"))
    with closing(world.owner.connect()) as connection:
        connection.execute(
            "SELECT pg_notify(?, ?)", (news.CHANNEL, '{"from": "x", "topics": {"planted": [], "case": []}}')
        )
    until(lambda: there)
    assert there == [{"case": frozenset()}]


def test_after_the_line_was_cut_anything_may_have_changed(world: World, server: Server, listening) -> None:
    _, heard = listening("stage duin")
    server.run(CUT.format(database=server.database_of(world.folder)))
    until(lambda: None in heard.touched)
    world.entered()
    until(lambda: heard.touched[-1] is not None)
    assert set(heard.touched[-1]) == {"delivery"}


def test_everything_may_have_changed_names_every_topic(world: World) -> None:
    desk = world.desk
    found: list[set[str]] = []
    desk.changes.subscribe(lambda changes: found.append(set(changes.topics)))
    desk._hear(None)
    assert found == [set(TOPICS)]


def test_a_server_that_does_not_answer_yet_is_tried_again(world: World) -> None:
    place, heard, tries = world.store.place, Heard(), []
    assert isinstance(place, ServerPlace)

    def connect() -> psycopg.Connection[Any]:
        tries.append(1)
        if len(tries) < 3:
            raise psycopg.OperationalError("not yet")
        return opened(place)

    listener = Listener(connect, "other", user_id("lezer"), heard.ears, QUICK)
    listener.start()
    until(lambda: heard.touched)
    assert heard.touched == [None]
    world.entered()
    until(lambda: len(heard.touched) == 2)
    listener.stop()


def test_whoever_is_there_is_seen_and_who_leaves_is_not(world: World, listening) -> None:
    one, at_one = listening("secretaris")
    other, _ = listening("stage duin")
    one.stand("case", "zaak")
    other.stand("case", "zaak")
    until(lambda: [standing.user_id for standing in one.others()] == [user_id("stage duin")])
    until(lambda: [standing.user_id for standing in other.others()] == [user_id("secretaris")])
    other.stand("meeting", "overleg")
    until(lambda: [(standing.topic, standing.thing_id) for standing in one.others()] == [("meeting", "overleg")])
    moves = at_one.moves
    other.stop()
    until(lambda: one.others() == ())
    assert at_one.moves > moves


def test_who_comes_in_hears_at_once_who_is_there(world: World, listening) -> None:
    calm = Rhythm(beat=1_000.0, forget=1_000.0)
    one, _ = listening("secretaris", calm)
    one.stand("case", "zaak")
    other, _ = listening("stage duin", calm)
    other.stand("case", "zaak")
    until(lambda: [standing.user_id for standing in other.others()] == [user_id("secretaris")])


def test_who_falls_silent_is_forgotten(world: World, listening) -> None:
    one, at_one = listening("secretaris")
    said = '{"from": "x", "user": "' + user_id("stage duin") + '", "topic": "case", "id": "zaak"}'
    with closing(world.owner.connect()) as connection:
        connection.execute("SELECT pg_notify(?, ?)", (news.CHANNEL, said))
    until(one.others)
    until(lambda: one.others() == ())
    assert at_one.moves == 2


def test_stopping_leaves_no_thread_and_no_connection(world: World, listening) -> None:
    before = set(threading.enumerate())
    listener, _ = listening("stage duin", Rhythm())
    (thread,) = new_listeners(before)
    started = time.monotonic()
    listener.stop()
    assert not thread.is_alive()
    assert time.monotonic() - started < 1


def test_while_the_server_is_looked_for_nobody_else_waits_for_it(world: World, way: Proxy) -> None:
    desk = world.desk
    desk.listen()
    way.cut()
    until(lambda: desk.lost)
    swallowing(way)
    assert desk.line is not None
    desk.line.try_now()
    time.sleep(0.2)
    code, seconds = asked(desk)
    assert (code, seconds < 1) == ("server.lost", True)
    way.is_silent = False
    way.hang_up()
    desk.line.try_now()
    until(lambda: desk.lost is None)
    assert asked(desk)[0] == ""


def test_closing_waits_for_no_server_and_nothing_is_told_after_it(
    world: World, way: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    died: list[object] = []
    monkeypatch.setattr(threading, "excepthook", lambda found: died.append(found.exc_value))
    desk, before = world.desk, set(threading.enumerate())
    desk.listen()
    (thread,) = new_listeners(before)
    way.cut()
    until(lambda: desk.lost)
    swallowing(way)
    assert desk.line is not None
    desk.line.try_now()
    time.sleep(0.2)
    started = time.monotonic()
    world.close()
    assert time.monotonic() - started < 1
    way.is_silent = False
    way.hang_up()
    thread.join(SOON)
    assert (thread.is_alive(), died) == (False, [])


def test_a_line_that_falls_silent_lets_go_of_whoever_waits_for_it(world: World, way: Proxy) -> None:
    """The computer on the other side is there, so its own watch sees nothing wrong."""
    desk, told = world.desk, []
    assert asked(desk)[0] == ""
    place = desk.store.place
    assert isinstance(place, ServerPlace)
    ears = Ears(lambda _topics: None, lambda: None, told.append)
    listener = place.news.listen(place, user_id("secretaris"), ears, Rhythm(beat=0.1, answer=0.3))
    until(lambda: told)
    way.is_silent = True
    code, seconds = asked(desk)
    assert (code, seconds < SOON) == ("server.lost", True)
    until(lambda: isinstance(told[-1], psycopg.OperationalError))
    way.is_silent = False
    way.hang_up()
    listener.try_now()
    until(lambda: told[-1] is None)
    assert asked(desk)[0] == ""
    listener.stop()


def test_a_server_that_lets_nobody_in_keeps_who_is_in(world: World, server: Server, way: Proxy) -> None:
    desk = world.desk
    name = desk.network_name
    desk.listen()
    (way.place / NAME).unlink()
    server.run(CUT.format(database=server.database_of(world.folder)))
    until(lambda: desk.lost)
    assert desk.network_name == name
