"""Chair and note taker write in the same notes: whatever comes when, no line of either is lost."""

from __future__ import annotations

from datetime import date, time
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import SECRETARY, World, made_id, school_id
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.merging import merged
from zsm_desktop.services.desk import Desk
from zsm_desktop.store.store import Store

CASE, STEERING = made_id(9, 1), made_id(9, 2)


@pytest.fixture
def item(world: World) -> str:
    """A case on the agenda of a meeting that runs."""
    meeting_id = meeting(world, CASE)
    item = world.desk.meetings.add_case(meeting_id, world.case("ZEEUW")).made_id
    world.desk.live.start(meeting_id)
    return item


@pytest.fixture
def steering(world: World) -> str:
    """The opening of the stuurgroep, in a network with a pupil called Zoë van den Berg."""
    world.case()
    meeting_id = meeting(world, STEERING)
    world.desk.live.start(meeting_id)
    return world.desk.meetings.card(meeting_id).agenda[0].id


def meeting(world: World, body: str) -> str:
    plan = world.desk.meetings.plan
    return plan(body, held_on=date(2026, 11, 24), starts_at=time(13), ends_at=time(15), place="Goes").made_id


def at_another_computer(world: World) -> Desk:
    """The secretary once more, with a store of its own."""
    store = Store(world.folder, world.desk.store.keys, place=world._place_of(SECRETARY))
    world._desks.append(Desk(store, world.desk.actor, lambda: world.now))
    return world._desks[-1]


class Writer:
    """A desk with the notes on its screen: `seen` is what it last had from the store, `text` what stands there now."""

    def __init__(self, desk: Desk, item_id: str) -> None:
        self.live, self.item_id = desk.live, item_id
        self.seen = self.text = self.live.notes(item_id)

    def keep(self) -> None:
        """As the screen does at a pause."""
        sent = self.text
        self.live.keep_notes(self.item_id, sent, self.seen)
        now = self.live.notes(self.item_id, sent)
        self.seen, self.text = now, merged(sent, self.text, now)

    def type(self, text: str) -> Writer:
        self.text = text
        return self


@pytest.fixture
def two(world: World, item: str) -> tuple[Writer, Writer]:
    return Writer(world.desk, item), Writer(world.desk_of("stage zeeuw"), item)


def test_two_who_write_below_each_other_keep_both(two: tuple[Writer, Writer]) -> None:
    chair, note_taker = two
    chair.type("Moeder belt.").keep()
    note_taker.type("Vader mailt.").keep()
    assert note_taker.text == note_taker.seen == "Moeder belt.\nVader mailt."
    chair.type("Moeder belt.\nNaar Goes?").keep()
    assert set(chair.text.split("\n")) == {"Moeder belt.", "Naar Goes?", "Vader mailt."}


def test_what_one_took_out_stays_out_and_what_the_other_changed_stays_changed(two: tuple[Writer, Writer]) -> None:
    chair, note_taker = two
    chair.type("Een\nTwee\nDrie").keep()
    note_taker.type("Een\nTwee\nDrie").keep()
    chair.type("Een\nDrie").keep()
    note_taker.type("Een\nTwee\nDrie, vier").keep()
    assert note_taker.text == "Een\nDrie, vier"


def test_without_a_base_the_text_is_as_it_is_given(world: World, item: str) -> None:
    world.desk.live.keep_notes(item, "Eerst")
    world.desk_of("stage zeeuw").live.keep_notes(item, "Daarna")
    assert world.desk.live.card(item).notes == "Daarna"


def test_a_line_that_becomes_a_decision_leaves_the_lines_of_the_other(world: World, two: tuple[Writer, Writer]) -> None:
    chair, note_taker = two
    chair.type("Elke maand bellen").keep()
    note_taker.type("Elke maand bellen\nVader mailt.").keep()
    world.desk.talk_lines.line_out(chair.item_id, "decision", "Elke maand bellen", "", base=chair.seen)
    assert world.desk.live.notes(chair.item_id) == "Elke maand bellen\nVader mailt.".removeprefix("Elke maand bellen\n")
    assert len(world.desk.live.card(chair.item_id).decisions) == 1


def test_a_mask_is_no_conflict(world: World, steering: str) -> None:
    chair, note_taker = Writer(world.desk, steering), Writer(at_another_computer(world), steering)
    chair.type("Zoë reist te ver").keep()
    assert chair.text == "Zoë reist te ver", "what one types stays as it was typed"
    assert world.desk.live.notes(steering) == "een leerling reist te ver"
    note_taker.keep()
    note_taker.type("een leerling reist te ver\nMet Zoë van den Berg bellen").keep()
    chair.type("Zoë reist te ver met de bus").keep()
    assert chair.text == "Zoë reist te ver met de bus\nMet een leerling bellen"
    assert world.desk.live.notes(steering) == "een leerling reist te ver met de bus\nMet een leerling bellen"
    before = world.desk.live.notes(steering)
    chair.keep()
    note_taker.keep()
    assert world.desk.live.notes(steering) == before


def test_only_what_one_typed_oneself_is_told_as_masked(world: World, steering: str) -> None:
    chair = Writer(world.desk, steering)
    chair.type("Zoë reist te ver").keep()
    other = at_another_computer(world).live
    assert other.keep_notes(steering, "Goed", other.notes(steering)).hidden == ()


def test_who_may_not_see_the_case_reads_no_notes(world: World, item: str) -> None:
    world.desk.live.keep_notes(item, "Moeder belt.")
    assert world.desk_of("stage duin").live.notes(item) == "Moeder belt.", "her school was invited"
    for name in ("lezer", "boekhouder"):
        with pytest.raises(RuleError, match=r"permission\.missing|meeting\.no_item"):  # a server hides the row itself
            world.desk_of(name).live.notes(item)
    with pytest.raises(RuleError, match=r"meeting\.no_item"):
        world.desk.live.notes(school_id("DUIN"))


def test_notes_of_a_case_that_lost_its_ground_are_not_read(world: World, item: str) -> None:
    world.desk.live.keep_notes(item, "Moeder belt.")
    case = world.desk.live.card(item).case.row.id
    (consent,) = world.desk.cases.card(case).consents
    world.desk.cases.withdraw_consent(consent.id, date(2026, 11, 1))
    with pytest.raises(RuleError, match=r"consent\.withdrawn"):
        world.desk.live.notes(item)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 1), st.sampled_from(["above", "below", "on", "keep"])), max_size=14))
def test_no_line_is_lost_whatever_comes_when(world: World, item: str, steps: list[tuple[int, str]]) -> None:
    world.desk.live.keep_notes(item, "Opening")
    writers = [Writer(world.desk, item), Writer(world.desk_of("stage zeeuw"), item)]
    numbers = count()
    typed: set[str] = set()
    for who, what in steps:
        writer, word = writers[who], f"regel {next(numbers)}."
        lines = writer.text.split("\n")
        if what == "keep":
            writer.keep()
            continue
        if what == "on" and lines[-1].startswith("regel") and lines[-1] in typed:
            typed.discard(lines[-1])
            lines[-1] = f"{lines[-1]} en {word}"
            typed.add(lines[-1])
        else:
            lines.insert(0 if what == "above" else len(lines), word)
            typed.add(word)
        writer.type("\n".join(lines))
    for writer in (*writers, *writers):
        writer.keep()
    one, other = writers
    assert one.text == other.text == world.desk.live.notes(item)
    lines = one.text.split("\n")
    assert all(any(line.startswith(word) for line in lines) for word in typed)
    assert len(lines) == len(set(lines)), "and none twice"
