"""What is typed in a meeting of the stuurgroep is read by directors: no name and no pseudonym stands in it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import TODAY, World, school_id
from tests.services.test_meetings import SG, planned, refused, running
from tests.services.test_what_directors_see import strings_in
from tests.versions import last_minutes, version_of
from zsm_desktop.domain.masking import Hidden, Kind
from zsm_desktop.models import Base, Pupil
from zsm_desktop.services.action_filter import ActionFilter
from zsm_desktop.services.bottlenecks import BottleneckDraft
from zsm_desktop.services.cases import CaseDraft, PupilDraft
from zsm_desktop.services.minutes_correction import Correction

NAMES = ("Quirine", "Wolfswinkel", "Odette", "12345678")
SAID = "Quirine Wolfswinkel van Odette, 06-12345678"
KEPT = "een leerling van iemand thuis bij een leerling, (telefoonnummer)"


@pytest.fixture
def who(world: World) -> str:
    """The pseudonym of a pupil with a name nobody else has."""
    draft = PupilDraft("Quirine", "Wolfswinkel", guardian_contact="moeder Odette Bloemhof, 06-12345678")
    made = world.desk.cases.enter(CaseDraft(school_id=school_id("ZEEUW"), question="Vraag", pupil=draft)).made_id
    return world.desk.cases.card(made).row.pseudonym


def held(world: World, who: str) -> tuple[str, str]:
    """A stuurgroep with a name in everything that can be typed there, its minutes final; meeting and point."""
    desk = world.desk
    meeting = planned(world, SG)
    when = desk.meetings.card(meeting).row
    desk.meetings.reschedule(
        meeting,
        version_of(world, "meeting", meeting),
        held_on=when.held_on,
        starts_at=when.starts_at,
        ends_at=when.ends_at,
        place=f"Bij {SAID}",
    )
    point = desk.meetings.add_item(meeting, f"Vervoer van {SAID} en {who}").made_id
    desk.live.start(meeting)
    present = desk.meetings.card(meeting).attendance[0]
    desk.meetings.set_attendance(present.id, is_present=True)
    desk.live.keep_notes(point, f"Noot {SAID} en {who}")
    desk.live.add_decision(point, f"Besluit {SAID}")
    action = desk.live.add_action(point, f"Actie {SAID}", owner="Odette", due_on=None).made_id
    desk.live.add_bottleneck(point, f"Knelpunt {SAID}", f"Van {who}")
    desk.talk_lines.line_out(point, "decision", f"Regel {SAID}", f"Over {SAID}")
    desk.live.finish(meeting)
    desk.results.settle_action(action, status="dropped", on=TODAY, reason=f"Reden {SAID}")
    desk.versions.polish({point: f"Beter {SAID}"})
    desk.versions.prepare(meeting)
    added = desk.versions.amend(meeting, present.id, f"Aanvulling {SAID}", point).made_id
    desk.versions.settle(added, is_accepted=True)
    desk.versions.finalise(meeting)
    desk.versions.correct(
        meeting, last_minutes(world, meeting), f"Omdat {SAID}", Correction(notes={point: f"Verbeterd {SAID}"})
    )
    return meeting, point


def test_no_director_reads_a_name_or_a_pseudonym_wherever_it_was_typed(world: World, who: str) -> None:
    meeting, point = held(world, who)
    desk = world.desk_of("directeur duin")
    found = [
        desk.meetings.card(meeting),
        desk.meetings.rows(),
        desk.wall.sight(meeting, point),
        desk.results.decisions(),
        desk.results.actions(),
        desk.bottlenecks.rows(),
        desk.minutes.facts(meeting),
        desk.minutes.on_screen(meeting),
        desk.versions.card(meeting),
        *(desk.versions.content(meeting, version) for version in (1, 2, 3)),
        desk.papers.people(meeting),
        desk.today.facts(),
        [desk.search.find(word) for word in (*NAMES, "Vervoer", "Besluit", "Actie", "Knelpunt")],
    ]
    text = "\n".join(strings_in(found))
    assert [one for one in (*NAMES, who) if one in text] == []
    for said in ("Bij", "Vervoer van", "Besluit", "Actie", "Knelpunt", "Regel", "Reden", "Beter", "Verbeterd"):
        assert f"{said} {KEPT}" in text, said
    for said in ("Aanvulling", "Omdat"):
        assert f"{said} {KEPT}" in text, said
    assert any(KEPT in f"{hit.label} {hit.detail}" for hit in desk.search.find("Besluit"))


def test_nothing_of_it_stands_in_the_open_in_the_store(world: World, who: str) -> None:
    held(world, who)
    tables = Base.metadata.tables
    values = [value for table in tables for row in world.store.rows(f"SELECT * FROM {table}") for value in row]
    text = "\n".join(value for value in values if isinstance(value, str))
    assert "Verbeterd een leerling" in text
    assert [one for one in NAMES if one in text] == []


def test_the_answer_says_what_was_hidden(world: World, who: str) -> None:
    meeting = planned(world, SG)
    changes = world.desk.meetings.add_item(meeting, f"{SAID} en {who}")
    assert changes.hidden == (
        Hidden(Kind.PUPIL, "een leerling", 1),
        Hidden(Kind.RELATIVE, "iemand thuis bij een leerling", 1),
        Hidden(Kind.PHONE, "(telefoonnummer)", 1),
    )
    assert world.desk.meetings.add_item(meeting, "Vervoer").hidden == ()


def test_in_a_maatwerkbespreking_what_is_sealed_is_kept_as_it_was_typed(world: World, who: str) -> None:
    meeting, item, _ = running(world)
    changes = world.desk.live.keep_notes(item, SAID)
    world.desk.live.add_decision(item, SAID)
    point = world.desk.meetings.add_item(meeting, SAID).made_id
    assert changes.hidden == ()
    card = world.desk.meetings.card(meeting)
    assert [row.notes for row in card.agenda if row.id == item] == [SAID]
    (title,) = [row.title for row in card.agenda if row.id == point]  # which stands in the open
    assert title == f"{who} van iemand thuis bij {who}, (telefoonnummer)"
    assert [row.text for row in card.decisions] == [SAID]


def test_what_was_typed_before_is_not_laid_down_as_it_stood(world: World, who: str) -> None:
    meeting = planned(world, SG)
    point = world.desk.meetings.add_item(meeting, "Vervoer").made_id
    world.desk.live.start(meeting)
    with world.writing() as work:
        work.run("UPDATE agenda_item SET open_notes = ? WHERE id = ?", [(SAID, point)])
    world.desk.live.finish(meeting)
    assert world.desk.versions.prepare(meeting).hidden
    found = "\n".join(strings_in(world.desk_of("directeur duin").versions.content(meeting, 1)))
    assert KEPT in found
    assert "Quirine" not in found


def test_a_bottleneck_loses_pseudonyms_once_directors_read_it(world: World, who: str) -> None:
    desk = world.desk
    _, item, _ = running(world)
    bottleneck = desk.live.add_bottleneck(item, f"Bus van {who}").made_id
    desk.bottlenecks.describe(
        bottleneck,
        version_of(world, "bottleneck", bottleneck),
        BottleneckDraft(f"Geen bus voor {who}", SAID),
    )
    assert desk.bottlenecks.draft(bottleneck).title == f"Geen bus voor {who}"
    desk.bottlenecks.escalate(bottleneck)
    director = world.desk_of("directeur duin").bottlenecks
    assert director.draft(bottleneck).title == "Geen bus voor een leerling"
    desk.bottlenecks.describe(
        bottleneck,
        version_of(world, "bottleneck", bottleneck),
        BottleneckDraft(f"Bus van {who}", f"{SAID} en {who}", asked=f"Taxi voor {who}"),
    )
    told = desk.bottlenecks.answer(
        bottleneck, version_of(world, "bottleneck", bottleneck), f"{who} en Quirine mogen met de taxi."
    )
    assert [one.shown for one in told.hidden] == ["een leerling"]
    desk.bottlenecks.close(bottleneck, f"{who} reist weer.")
    text = "\n".join(strings_in((director.rows(), director.draft(bottleneck))))
    assert [one for one in (*NAMES, who) if one in text] == []
    assert "een leerling en een leerling mogen met de taxi.\neen leerling reist weer." in text


def test_who_cannot_look_for_names_writes_as_before(world: World, who: str) -> None:
    meeting = planned(world, SG)
    point = world.desk.meetings.add_item(meeting, "Vervoer").made_id
    world.desk.live.start(meeting)
    owner = "directeur duin"
    action = world.desk.live.add_action(point, "Bus", owner=owner, due_on=date(2026, 12, 1)).made_id
    changes = world.desk_of(owner).results.settle_action(
        action, status="dropped", on=TODAY, reason=f"{who}, Quirine, 06-12345678"
    )
    assert [one.kind for one in changes.hidden] == [Kind.PHONE]
    (row,) = [row for row in world.desk.meetings.card(meeting).actions if row.id == action]
    assert row.reason == "een leerling, Quirine, (telefoonnummer)"
    assert "Quirine" not in repr(world.desk.minutes.facts(meeting))
    with world.store.reading() as session:
        assert session.query(Pupil).count() == 1


def kept_before(world: World) -> tuple[str, str]:
    """A held stuurgroep with names in it from before they were masked there, and a bottleneck of it; their ids."""
    desk = world.desk
    meeting = planned(world, SG)
    point = desk.meetings.add_item(meeting, "Vervoer").made_id
    desk.live.start(meeting)
    desk.live.keep_notes(point, "Noot")
    desk.live.add_decision(point, "Besluit")
    action = desk.live.add_action(point, "Actie", owner="directeur duin", due_on=None).made_id
    bottleneck = desk.live.add_bottleneck(point, "Knelpunt").made_id
    desk.live.finish(meeting)
    with world.writing() as work:
        for table, column in (
            ("meeting", "place"), ("agenda_item", "title"), ("agenda_item", "open_notes"), ("decision", "open_text"),
            ("action_item", "open_text"), ("bottleneck", "title"), ("bottleneck", "asked"),
        ):  # fmt: skip
            work.run(f"UPDATE {table} SET {column} = ?", [(SAID,)])
    world.desk_of("directeur duin").results.settle_action(action, status="dropped", on=TODAY, reason=SAID)
    return meeting, bottleneck


def what_a_director_reads(world: World, meeting: str, bottleneck: str) -> str:
    desk = world.desk_of("directeur duin")
    found = [
        desk.meetings.card(meeting),
        desk.meetings.rows(),
        desk.minutes.on_screen(meeting),
        desk.minutes.facts(meeting),
        desk.wall.sight(meeting),
        desk.results.actions(ActionFilter(status=None)),
        desk.results.decisions(),
        desk.bottlenecks.rows(),
        desk.bottlenecks.draft(bottleneck),
        desk.today.facts(),
        desk.search.find("leerling"),
        desk.search.find("Quirine"),
    ]
    return "\n".join(strings_in(found))


def test_what_was_kept_before_is_masked_where_directors_read_it(world: World, who: str) -> None:
    meeting, bottleneck = kept_before(world)
    assert "Quirine" in what_a_director_reads(world, meeting, bottleneck)
    assert world.desk.old_texts.count() == 12
    read = version_of(world, "meeting", meeting), version_of(world, "bottleneck", bottleneck)
    changes = world.desk.old_texts.hide()
    now = version_of(world, "meeting", meeting), version_of(world, "bottleneck", bottleneck)
    assert [after > before for before, after in zip(read, now, strict=True)] == [True, True]  # plain SQL raises it too
    assert {"meeting", "action", "decision", "bottleneck"} <= changes.topics.keys()
    assert {one.kind for one in changes.hidden} == {Kind.PUPIL, Kind.RELATIVE, Kind.PHONE}
    text = what_a_director_reads(world, meeting, bottleneck)
    assert [one for one in (*NAMES, who) if one in text] == []
    assert KEPT in text
    assert world.desk.old_texts.count() == 0
    with refused("permission.missing"):
        world.desk_of("directeur duin").old_texts.hide()


def test_what_final_minutes_state_stays_and_only_what_came_after_is_masked(world: World, who: str) -> None:
    meeting, _ = kept_before(world)
    world.desk.versions.prepare(meeting)
    world.desk.versions.finalise(meeting)
    assert world.desk.old_texts.count() == 4
    world.desk.old_texts.hide()
    assert world.desk.old_texts.count() == 0
    assert "Quirine" not in repr(world.desk_of("directeur duin").versions.content(meeting, 2))


def test_what_is_said_of_a_case_is_not_touched(world: World, who: str) -> None:
    meeting, item, _ = running(world)
    world.desk.live.keep_notes(item, SAID)
    world.desk.meetings.add_item(meeting, SAID)
    assert world.desk.old_texts.count() == 0
