"""What every agenda of a body starts with, how many must be there, and which body stands above which."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import OPENING, World
from tests.services.test_meetings import MB, SG, planned, refused
from tests.versions import version_of
from zsm_desktop.services.bodies import BodyDraft, BodyFacts, draft_of
from zsm_desktop.services.body_points import PointDraft
from zsm_desktop.ui.settings.point_lines import SHOWS, read_points, showing, written

BALANCES = PointDraft("Saldi", "balances", 20)


def body(world: World, body_id: str) -> BodyFacts:
    return next(row for row in world.desk.bodies.rows() if row.id == body_id)


def change(world: World, body_id: str, **more: object) -> None:
    world.desk.bodies.edit(
        body_id, version_of(world, "meeting_body", body_id), replace(draft_of(body(world, body_id)), **more)
    )


def test_a_new_agenda_starts_with_the_points_of_its_body(world: World) -> None:
    before = planned(world, SG)
    points = (PointDraft("  Opening  en mededelingen ", minutes=5), BALANCES, PointDraft("Rondvraag"))
    change(world, SG, points=points)
    agenda = world.desk.meetings.card(planned(world, SG, date(2027, 2, 9))).agenda
    assert [(row.title, row.kind, row.minutes, row.origin) for row in agenda] == [
        ("Opening en mededelingen", "fixed", 5, "fixed"),
        ("Saldi", "balances", 20, "fixed"),
        ("Rondvraag", "fixed", None, "fixed"),
    ]
    assert [row.title for row in world.desk.meetings.card(before).agenda] == [OPENING, "Saldi en uitwisseling"]


def test_a_point_a_body_had_does_not_come_back_under_its_old_name(world: World) -> None:
    first = planned(world)
    change(world, MB, points=(PointDraft("Welkom"),))
    world.desk.live.start(first)
    world.desk.live.finish(first)
    agenda = world.desk.meetings.card(planned(world, day=date(2026, 12, 15))).agenda
    assert [row.title for row in agenda] == ["Welkom"]


def test_a_new_body_gets_the_usual_points_and_loses_them_with_itself(world: World) -> None:
    made = world.desk.bodies.add(BodyDraft("Kernteam", "tactical", kind="steering", code="KT")).made_id
    assert [point.kind for point in body(world, made).points] == [
        "fixed",
        "results",
        "balances",
        "funds",
        "collaboration",
    ]
    world.desk.bodies.remove(made)
    assert world.store.rows("SELECT count(*) FROM body_point WHERE body_id = ?", (made,)) == [(0,)]


@pytest.mark.parametrize(
    ("points", "code"),
    [
        ((PointDraft("Opening"), PointDraft("opening ")), "body.point_twice"),
        ((PointDraft(" "),), "meeting.item_without_title"),
        ((BALANCES,), "body.point_kind"),
        ((PointDraft("Opening", minutes=0),), "meeting.minutes"),
        (tuple(PointDraft(f"Punt {at}") for at in range(21)), "body.points"),
    ],
)
def test_points_that_make_no_agenda_are_refused_and_the_old_ones_stay(
    world: World, points: tuple[PointDraft, ...], code: str
) -> None:
    with refused(code):
        change(world, MB, points=points)
    assert [point.title for point in body(world, MB).points] == [OPENING]


def test_a_body_stands_above_another_and_never_above_itself(world: World) -> None:
    middle = world.desk.bodies.add(BodyDraft("Kernteam", "tactical", kind="steering", code="KT", above_id=SG)).made_id
    change(world, MB, above_id=middle, quorum=6)
    assert (body(world, MB).above, body(world, MB).quorum) == ("Kernteam", 6)
    for below in (MB, SG):
        with refused("body.circle"):
            change(world, SG, above_id=below)
    with refused("body.quorum"):
        change(world, MB, quorum=0)
    world.desk.bodies.remove(middle)
    assert body(world, MB).above == "Stuurgroep", "what stood above the one that went"


def test_points_are_written_as_lines_and_read_back() -> None:
    points = (PointDraft("Opening, kort", minutes=5), BALANCES, PointDraft("Vervoer 2026"))
    assert written(points).splitlines() == ["Opening, kort, 5 min", "Saldi, 20 min", "Vervoer 2026"]
    assert read_points(written(points), "steering") == points
    assert read_points("Saldi (20 minuten)\n\n", "case") == (PointDraft("Saldi", "fixed", 20),)


@pytest.mark.parametrize("kind", SHOWS)
def test_what_a_point_shows_is_written_behind_it(kind: str) -> None:
    points = (PointDraft("Cijfers", kind, 20), PointDraft("Kort", kind))
    assert read_points(written(points), "steering") == points
    assert showing(showing("Cijfers, 20 min", kind), "fixed") == "Cijfers, 20 min"
    assert read_points(f"Cijfers (toont {SHOWS[kind].upper()})", "steering") == (PointDraft("Cijfers", kind),)
