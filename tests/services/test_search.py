"""Ctrl+K: by a few letters to everything this user may see, and to nothing else."""

from __future__ import annotations

from datetime import date

from tests.builders import World
from tests.services.settled import NETTING, number_of, say_vat, settle
from tests.services.test_meetings import PLACE, SG, planned, running
from zsm_desktop.domain.progress import DiscussionOutcome
from zsm_desktop.services.desk import Desk


def found(desk: Desk, text: str, kind: str) -> list[tuple[str, str]]:
    """Room and thing that the hits of this kind open."""
    return [(hit.room, hit.item_id) for hit in desk.search.find(text) if hit.kind == kind]


def test_search_finds_by_pseudonym_school_and_number_but_never_by_name(world: World) -> None:
    meeting, _, case = running(world)
    row = world.desk.cases.card(case).row
    find = world.desk.search.find
    assert (case, "pupils") in {(hit.item_id, hit.room) for hit in find(row.pseudonym)}
    assert {hit.kind for hit in find(row.number)} == {"case"}
    assert [hit.item_id for hit in find("MB 2026")] == [meeting]
    assert [hit.kind for hit in find("duinpan")] == ["organisation"]
    assert [hit.kind for hit in find("werkplaats duin")] == ["offer"]
    assert find("Zoë") == ()
    assert find("%") == ()
    assert find("  ") == ()


def test_search_of_a_director_finds_no_pupil(world: World) -> None:
    _, _, case = running(world)
    row = world.desk.cases.card(case).row
    assert world.desk_of("directeur duin").search.find(row.pseudonym) == ()


def test_decisions_and_actions_about_pupils_are_found_by_who_may_open_them(world: World) -> None:
    meeting, item, case = running(world)
    world.desk.live.record_outcome(item, DiscussionOutcome.PLACED, place=PLACE)
    world.desk.live.add_action(item, "Werkpak bestellen", owner="A. de Wit", due_on=date(2026, 12, 1))
    here = [("meetings", meeting)]
    for name in ("secretaris", "stage duin"):
        desk = world.desk_of(name)
        for text in ("MB-2026/27-001", "werkplaats duin traject", world.desk.cases.card(case).row.pseudonym):
            assert found(desk, text, "decision") == here, text
        for text in ("bestellen werkpak", "de wit"):
            assert found(desk, text, "action") == here, text
    (hit,) = [hit for hit in world.desk.search.find("WERKPAK") if hit.kind == "action"]
    assert (hit.label, hit.detail, hit.day) == ("Werkpak bestellen", "A. de Wit", date(2026, 12, 1))
    for name in ("directeur duin", "lezer"):
        desk = world.desk_of(name)
        for text in ("MB-2026/27-001", "traject", "werkpak", "wit", "PL-2026"):
            assert [hit for hit in desk.search.find(text) if hit.kind not in ("offer", "organisation")] == [], text


def test_a_placement_is_found_by_the_schools_that_share_it(world: World) -> None:
    placement = world.placement("DUIN", "ZEEUW")
    number = world.desk.placements.row(placement).number
    assert found(world.desk, number, "placement") == [("exchange", placement)]
    assert found(world.desk_of("stage zeeuw"), number, "placement") == [("exchange", placement)]
    world.placement("KREEK", "ZEEUW")
    assert found(world.desk_of("stage duin"), "PL-2026", "placement") == [("exchange", placement)]


def test_what_directors_agreed_is_found_by_who_reads_the_stuurgroep(world: World) -> None:
    meeting = planned(world, SG)
    world.desk.live.start(meeting)
    item = world.desk.meetings.card(meeting).agenda[0].id
    world.desk.live.add_decision(item, "De bandbreedte wordt € 2.500.")
    world.desk.live.add_action(item, "Begroting opstellen", owner="penvoerder", due_on=None)
    for name in ("secretaris", "directeur duin", "lezer"):
        desk = world.desk_of(name)
        assert (
            found(desk, "bandbreedte", "decision") == found(desk, "SG-2026/27", "decision") == [("steering", meeting)]
        )
        assert found(desk, "penvoerder", "action") == [("steering", meeting)]
    stage = world.desk_of("stage duin")
    assert stage.search.find("bandbreedte") == stage.search.find("penvoerder") == stage.search.find("SG") == ()


def test_a_bottleneck_opens_where_this_user_can_see_it(world: World) -> None:
    meeting, item, _ = running(world)
    bottleneck = world.desk.live.add_bottleneck(item, "Te weinig lasplaatsen", "Vier scholen vragen erom.").made_id
    director, stage = world.desk_of("directeur duin"), world.desk_of("stage duin")
    assert found(world.desk, "lasplaatsen", "bottleneck") == [("meetings", meeting)]
    assert director.search.find("lasplaatsen") == ()
    world.desk.bottlenecks.escalate(bottleneck)
    assert found(director, "vier scholen", "bottleneck") == [("steering", "")]
    steering = planned(world, SG, date(2026, 12, 3))
    assert found(director, "lasplaatsen", "bottleneck") == [("steering", steering)]
    assert found(world.desk, "lasplaatsen", "bottleneck") == [("steering", steering)]
    assert found(stage, "lasplaatsen", "bottleneck") == [("meetings", meeting)]


def test_the_newest_decision_and_the_open_action_come_first_and_not_too_many(world: World) -> None:
    _, item, _ = running(world)
    for number in range(9):
        world.desk.live.add_decision(item, f"Afspraak {number}")
    first = world.desk.live.add_action(item, "Afspraak nakomen", owner="a", due_on=date(2026, 11, 30)).made_id
    world.desk.live.add_action(item, "Afspraak bewaken", owner="b", due_on=date(2026, 12, 30))
    world.desk.results.settle_action(first, status="done", on=date(2026, 11, 22))
    hits = world.desk.search.find("afspraak", limit=4)
    assert [hit.label for hit in hits if hit.kind == "decision"] == [f"MB-2026/27-00{n}" for n in (9, 8, 7, 6)]
    assert [hit.label for hit in hits if hit.kind == "action"] == ["Afspraak bewaken", "Afspraak nakomen"]


def test_what_was_said_is_found_at_its_own_point(world: World) -> None:
    meeting, item, case = running(world)
    pseudonym = world.desk.cases.card(case).row.pseudonym
    decision = world.desk.live.add_decision(item, "Eerst een dag meelopen").made_id
    action = world.desk.live.add_action(item, "Werkpak bestellen", owner="a", due_on=None).made_id
    bottleneck = world.desk.live.add_bottleneck(item, "Te weinig lasplaatsen").made_id
    for text, line in (("meelopen", decision), ("werkpak", action), ("lasplaatsen", bottleneck)):
        (hit,) = world.desk.search.find(text)
        assert (hit.item_id, hit.point_id, hit.line_id) == (meeting, item, line), text
    (talk,) = [hit for hit in world.desk.search.find(pseudonym) if hit.kind == "discussion"]
    assert (talk.room, talk.item_id, talk.point_id) == ("meetings", meeting, item)
    assert world.desk_of("directeur duin").search.find(pseudonym) == ()
    steering = planned(world, SG, date(2026, 12, 3))
    world.desk.bottlenecks.escalate(bottleneck)
    (hit,) = world.desk.search.find("lasplaatsen")
    (point,) = [row for row in world.desk.meetings.card(steering).agenda if row.bottleneck is not None]
    assert (hit.item_id, hit.point_id, hit.line_id) == (steering, point.id, bottleneck)


def test_a_settlement_is_found_by_its_number_by_who_reads_balances(world: World) -> None:
    say_vat(world, "exempt")
    world.delivered("DUIN", "ZEEUW", 300, date(2026, 10, 5))
    made = settle(world)
    back = world.desk.settlements.reverse(made).made_id
    for name in ("secretaris", "boekhouder", "directeur duin", "stage duin", "lezer"):
        find = world.desk_of(name).search.find
        (hit,) = find(number_of(world, made))
        assert (hit.kind, hit.room, hit.item_id) == ("settlement", "settlements", made)
        assert (hit.detail, hit.status) == (NETTING, "executed")
        assert [hit.item_id for hit in find("vr 2026")] == [back, made]
        assert find("VR_2026") == ()
