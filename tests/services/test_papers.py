"""Who gets which minutes, what is left out for them and why, who is reminded, and names behind an act."""

from __future__ import annotations

from datetime import date, timedelta

from tests.builders import World, made_id, school_id
from tests.services.test_meetings import SG, on_agenda, planned, refused, running
from tests.services.test_minutes import held
from zsm_desktop.models import Contact
from zsm_desktop.services.minutes_audience import LeftOut


def pseudonyms(world: World, meeting: str) -> dict[str, str]:
    """By school code."""
    agenda = world.desk.meetings.card(meeting).agenda
    return {row.case.school_code: row.case.pseudonym for row in agenda if row.case}


def test_the_readers_are_those_who_sat_there_each_school_and_the_stuurgroep(world: World) -> None:
    meeting = held(world)
    codes = [row.code for row in world.desk.papers.audiences(meeting)]
    assert codes == ["full", "school:DUIN", "school:ZEEUW", "steering"]
    steering = planned(world, SG)
    assert [row.code for row in world.desk.papers.audiences(steering)] == ["full"]


def test_a_preview_says_what_a_school_does_not_get_and_why(world: World) -> None:
    meeting = held(world)
    duin = pseudonyms(world, meeting)["DUIN"]
    assert world.desk.papers.left_out(meeting, "full") == ()
    found = world.desk.papers.left_out(meeting, "school:ZEEUW")
    assert [row for row in found if row.point] == [
        LeftOut(duin, "case", 1, "other_school"),
        LeftOut(duin, "decisions", 1, "other_school"),
        LeftOut(duin, "actions", 1, "other_school"),
    ]
    assert [(row.what, row.reason) for row in found if not row.point] == [("figures", "small")]
    with refused("minutes.audience"):
        world.desk.papers.left_out(meeting, "iedereen")


def test_a_preview_names_every_case_the_stuurgroep_does_not_get(world: World) -> None:
    meeting, _, _ = running(world)
    point = world.desk.meetings.add_item(meeting, "Rondvraag").made_id
    world.desk.live.keep_notes(point, "Over de broer van iemand.")
    found = world.desk.papers.left_out(meeting, "steering")
    assert LeftOut("Rondvraag", "notes", 1, "said_inside") in found
    assert LeftOut(pseudonyms(world, meeting)["ZEEUW"], "case", 1, "no_pupils") in found


def test_the_preview_counts_what_the_paper_does_not_hold(world: World) -> None:
    meeting = held(world)
    whole, shown = (world.desk.minutes.facts(meeting, audience).card for audience in ("full", "steering"))
    counted: dict[str, int] = {}
    for row in world.desk.papers.left_out(meeting, "steering"):
        counted[row.what] = counted.get(row.what, 0) + row.count
    assert counted["case"] == len(whole.agenda) - len(shown.agenda) == 2
    assert counted["decisions"] == len(whole.decisions) - len(shown.decisions) == 2
    assert counted["actions"] == len(whole.actions) - len(shown.actions) == 1


def with_contact(world: World, number: int, name: str, email: str | None, school: str = "DUIN") -> None:
    with world.writing() as work:
        contact = Contact(
            id=made_id(0x44, number), organisation_id=school_id(school), name=name, function="", email=email
        )
        work.session.add(contact)


def test_everyone_is_reminded_of_what_is_still_open_at_the_right_address(world: World) -> None:
    with_contact(world, 1, "J. Pol", "j.pol@duin.nl")
    with_contact(world, 2, "J. Pol", "pol@kreek.nl", "KREEK")
    with_contact(world, 3, "A. Zand", None)
    with_contact(world, 4, "B. Alleen", "alleen@duin.nl")
    meeting, item, _ = running(world)
    add = world.desk.live.add_action
    late = date(2026, 11, 1)
    add(item, "Later bellen", owner="J. Pol", due_on=date(2026, 12, 9), organisation_id=school_id("DUIN"))
    add(item, "Eerst bellen", owner="J. Pol", due_on=late, organisation_id=school_id("DUIN"))
    add(item, "Kreek vragen", owner="j. pol", due_on=None, organisation_id=school_id("KREEK"))
    add(item, "Zonder adres", owner="A. Zand", due_on=None, organisation_id=school_id("DUIN"))
    add(item, "Geen school", owner="B. Alleen", due_on=None)
    gone = add(item, "Al gedaan", owner="C. Klaar", due_on=None).made_id
    world.desk.live.finish(meeting)
    world.desk.results.settle_action(gone, status="done", on=world.desk.day)
    people = {(row.name, row.organisation): row for row in world.desk.papers.people(meeting)}
    assert {key: row.email for key, row in people.items()} == {
        ("J. Pol", "De Duinpan"): "j.pol@duin.nl",
        ("j. pol", "Het Kreekrif"): "pol@kreek.nl",
        ("A. Zand", "De Duinpan"): "",
        ("B. Alleen", ""): "alleen@duin.nl",
    }
    first, second = people["J. Pol", "De Duinpan"].actions
    assert (first.text, first.is_overdue, second.text) == ("Eerst bellen", True, "Later bellen")


def test_actions_of_earlier_meetings_of_the_same_body_come_along(world: World) -> None:
    meeting, item, _ = running(world)
    world.desk.live.add_action(item, "Van vorige keer", owner="J. Pol", due_on=None)
    world.desk.live.finish(meeting)
    later = planned(world, day=date(2026, 11, 24) + timedelta(days=42))
    (row,) = world.desk.papers.people(later)
    assert [action.text for action in row.actions] == ["Van vorige keer"]
    assert world.desk.papers.people(planned(world, SG)) == ()


def test_names_come_behind_an_act_with_a_reason(world: World) -> None:
    meeting = held(world)
    with refused("minutes.names_reason"):
        world.desk.papers.names(meeting, "  ")
    assert world.reasons("minutes.with_names") == []
    found = world.desk.papers.names(meeting, "Overdracht aan de gemeente")
    assert [(row.pseudonym, row.name) for row in found] == [
        (pseudonyms(world, meeting)["ZEEUW"], "Zoë van den Berg"),
        (pseudonyms(world, meeting)["DUIN"], "Zoë van den Berg"),
    ]
    assert world.reasons("minutes.with_names") == ["Overdracht aan de gemeente"]
    assert world.reasons("pupil.open_name") == ["Overdracht aan de gemeente"] * 2


def test_a_stagebegeleider_gets_the_names_of_the_own_school_only(world: World) -> None:
    meeting = held(world)
    (row,) = world.desk_of("stage duin").papers.names(meeting, "Eigen dossier")
    assert row.school == "De Duinpan"
    other = planned(world, day=date(2026, 11, 10))  # earlier, so that nothing is carried over to it
    on_agenda(world, other, world.case("KREEK"))
    with refused("permission.other_school"):
        world.desk_of("stage duin").papers.names(other, "Eigen dossier")
    with refused("permission.missing"):
        world.desk_of("directeur duin").papers.names(meeting, "Nieuwsgierig")
    with refused("minutes.names_audience"):
        world.desk.papers.names(planned(world, SG), "Reden")


def test_no_name_of_a_pupil_is_in_what_people_are_reminded_of(world: World) -> None:
    meeting, item, _ = running(world)
    world.desk.live.add_action(item, "Zoë van den Berg bellen", owner="J. Pol", due_on=None)
    world.desk.live.add_action(item, "Meegaan naar de werkplaats", owner="Zoë van den Berg", due_on=None)
    text = repr(world.desk.papers.people(meeting))
    assert "Zoë" not in text
    assert "Berg" not in text
    assert f"{pseudonyms(world, meeting)['ZEEUW']} bellen" in text
