"""Employers: one network calls, so the second school is told that the first one did; and vacancies they bring."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.builders import TODAY, World, made_id, school_id
from tests.services.test_meetings import planned
from tests.services.test_placements import refused
from tests.services.working import ZEEUW, draft, employer, proposed, vacancy
from zsm_desktop.domain.employers import VacancyState, vacancy_state
from zsm_desktop.models import Case, CaseSector, Organisation
from zsm_desktop.services.employers import ContactDraft, EmployerDraft
from zsm_desktop.services.network import OrganisationDraft

TUESDAY = date(2026, 11, 17)
CALL = ContactDraft(TUESDAY, "call", "Er komt een plaats vrij.")


def test_an_employer_is_an_organisation_with_more_and_a_coordinator_may_add_it(world: World) -> None:
    holder = world.desk.employers.holders()[0]
    desk = world.desk_of("stage duin")
    org = OrganisationDraft("Garage  Wisse", kind="school", city="Goes", phone="0113-1")
    made = desk.employers.add(org, EmployerDraft("large", holder.id, (made_id(6, 1),), "Ieder jaar twee."), "H. Wisse")
    (row,) = world.desk_of("directeur zeeuw").employers.rows()
    assert (row.name, row.city, row.size, row.holder, row.agreements) == (
        "Garage  Wisse".strip(), "Goes", "large", holder.name, "Ieder jaar twee."
    )  # fmt: skip
    assert (row.holder_organisation, row.open_vacancies, row.placements) == (holder.organisation, 0, 0)
    assert [one.name for one in desk.employers.card(made.made_id).people] == ["H. Wisse"]
    assert {"employer", "network"} <= set(made.topics)


@pytest.mark.file_only("rules of the service")
def test_what_the_network_says_of_it_is_edited_and_can_be_taken_back(world: World) -> None:
    made, desk = employer(world), world.desk_of("stage duin")
    before = desk.employers.rows()
    desk.employers.edit(made, before[0].version, EmployerDraft("medium", sector_ids=(made_id(6, 1),)))
    (now,) = desk.employers.rows()
    assert (now.size, now.sector_ids, now.version) == ("medium", (made_id(6, 1),), 2)
    with refused("edit.conflict"):
        world.desk.employers.edit(made, 1, EmployerDraft())
    desk.undo.back()
    assert [(one.size, one.sector_ids) for one in desk.employers.rows()] == [("small", ())]


def test_an_organisation_that_was_there_already_becomes_one_by_its_first_contact(world: World) -> None:
    made = world.desk.network.add_organisation(OrganisationDraft("Bakker Bos", kind="employer")).made_id
    assert [one.version for one in world.desk.employers.rows()] == [0]
    world.desk.employers.note_contact(made, CALL)
    assert [one.version for one in world.desk.employers.rows()] == [1]
    with refused("employer.none"):
        world.desk.employers.note_contact(school_id("DUIN"), CALL)


def test_the_second_school_is_warned_within_a_fortnight_and_nobody_is_refused(world: World) -> None:
    made = employer(world)
    duin, zeeuw = world.desk_of("stage duin"), world.desk_of("stage zeeuw")
    duin.employers.note_contact(made, CALL)
    ahead = zeeuw.employers.before_contact(made, TUESDAY + timedelta(days=14))
    assert ahead.earlier is not None
    assert (ahead.earlier.by_name, ahead.earlier.by_organisation, ahead.earlier.contacted_on) == (
        "stage duin", "De Duinpan", TUESDAY
    )  # fmt: skip
    assert zeeuw.employers.before_contact(made, TUESDAY + timedelta(days=15)).earlier is None
    assert duin.employers.before_contact(made, TUESDAY).earlier is None
    assert world.desk.employers.before_contact(made, TUESDAY, ZEEUW).earlier is not None
    zeeuw.employers.note_contact(made, ContactDraft(TUESDAY, "visit"))
    assert [one.by_organisation for one in world.desk.employers.card(made).moments] == [
        "De Zeeuwse Vaart", "De Duinpan"
    ]  # fmt: skip


@pytest.mark.file_only("rules of the service")
def test_who_calls_whom_this_week_is_what_was_done_and_what_is_planned(world: World) -> None:
    garage, baker = employer(world), employer(world, "Bakker Bos")
    world.desk_of("stage duin").employers.note_contact(
        garage, ContactDraft(TUESDAY, "call", next_on=date(2026, 11, 20))
    )
    world.desk_of("stage zeeuw").employers.note_contact(baker, ContactDraft(date(2026, 11, 9), "visit"))
    week = world.desk.employers.week(TUESDAY)
    assert [(one.day, one.employer, one.is_planned) for one in week] == [
        (TUESDAY, "Garage Wisse", False), (date(2026, 11, 20), "Garage Wisse", True)
    ]  # fmt: skip
    assert [one.employer for one in world.desk.employers.week(date(2026, 11, 12))] == ["Bakker Bos"]


def test_only_the_school_that_called_changes_its_contact(world: World) -> None:
    made, duin = employer(world), world.desk_of("stage duin")
    contact = duin.employers.note_contact(made, CALL).made_id
    with refused("permission.other_school"):
        world.desk_of("stage zeeuw").employers.edit_contact(contact, 1, CALL)
    with refused("permission.other_school"):
        world.desk_of("stage zeeuw").employers.remove_contact(contact)
    duin.employers.edit_contact(contact, 1, ContactDraft(TUESDAY, "mail", "Toch gemaild."))
    duin.employers.remove_contact(contact)
    assert duin.employers.card(made).moments == ()
    with refused("employer_contact.none"):
        duin.employers.remove_contact(contact)
    duin.undo.back()
    assert [one.kind for one in duin.employers.card(made).moments] == ["mail"]


@pytest.mark.file_only("rules of the service")
def test_a_pupils_name_does_not_stay_in_what_directors_read(world: World) -> None:
    made, case = employer(world), world.case("DUIN")
    pseudonym = next(row.pseudonym for row in world.desk.cases.rows() if row.id == case)
    world.desk_of("stage duin").employers.note_contact(
        made, ContactDraft(TUESDAY, "call", f"Zoë van den Berg ({pseudonym}) mag komen kijken.")
    )
    (moment,) = world.desk_of("directeur duin").employers.card(made).moments
    assert "Berg" not in moment.text
    assert pseudonym not in moment.text
    assert moment.text.endswith("mag komen kijken.")


def test_a_next_contact_that_did_not_come_waits_for_the_school_that_holds_it(world: World) -> None:
    made = employer(world)
    holder = next(one for one in world.desk.employers.holders() if one.organisation == "De Zeeuwse Vaart")
    world.desk.employers.edit(made, 1, EmployerDraft(holder_id=holder.id))
    world.desk_of("stage duin").employers.note_contact(
        made, ContactDraft(date(2026, 11, 2), "call", next_on=TODAY - timedelta(days=2))
    )

    def waiting(who: str) -> list[int]:
        return [one.count for one in world.desk_of(who).today.facts().waiting if one.kind == "employer_calls"]

    assert (waiting("secretaris"), waiting("stage zeeuw"), waiting("stage duin")) == ([1], [1], [])
    assert world.desk.employers.rows()[0].is_overdue
    world.desk_of("stage duin").employers.note_contact(made, ContactDraft(TODAY, "call"))
    assert waiting("secretaris") == []
    assert not world.desk.employers.rows()[0].is_overdue


def test_vacancies_are_numbered_and_expire_by_themselves(world: World) -> None:
    garage = employer(world)
    first = vacancy(world, garage, "stage duin", open_until=TODAY, weekdays=("di", "ma"), half_days_hundredths=400)
    vacancy(world, garage, title="Winkelhulp", open_from=TODAY + timedelta(days=1))
    desk = world.desk_of("directeur duin")
    rows = desk.vacancies.rows()
    assert [(one.number, one.state) for one in rows] == [("V-2026/27-002", "coming"), ("V-2026/27-001", "open")]
    (opened,) = desk.vacancies.open_rows()
    assert (opened.id, opened.weekdays, opened.places_left, opened.employer) == (first, ("ma", "di"), 1, "Garage Wisse")
    world.now += timedelta(days=1)
    assert [one.state for one in desk.vacancies.rows()] == ["open", "expired"]
    world.desk.vacancies.close(first, "expired")
    with refused("vacancy.closed"):
        world.desk.vacancies.close(first, "filled")
    assert [(one.state, one.close_reason) for one in desk.vacancies.rows()] == [("open", ""), ("closed", "expired")]
    world.desk.vacancies.reopen(first)
    with refused("vacancy.not_closed"):
        world.desk.vacancies.reopen(first)


@pytest.mark.file_only("rules of the service")
@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"title": " "}, "vacancy.no_title"),
        ({"places": 0}, "vacancy.places"),
        ({"kind": "hobby"}, "vacancy.kind"),
        ({"open_until": date(2026, 1, 1)}, "vacancy.span"),
        ({"half_days_hundredths": 1500}, "vacancy.half_days"),
        ({"weekdays": ("za",)}, "offer.unknown_weekday"),
    ],
)
def test_wrong_vacancies(world: World, wrong: dict[str, object], code: str) -> None:
    with refused(code):
        world.desk.vacancies.add(draft(employer(world), **wrong))
    assert world.desk.vacancies.rows() == ()


def test_one_that_is_full_and_over_has_expired() -> None:
    day = date(2026, 11, 22)
    assert vacancy_state(day, day, None, 0, day) is VacancyState.FULL
    assert vacancy_state(day, day, None, 0, day + timedelta(days=1)) is VacancyState.EXPIRED


@pytest.mark.file_only("rules of the service")
def test_vacancies_that_came_since_the_last_meeting_stand_first(world: World) -> None:
    garage = employer(world)
    older = vacancy(world, garage)
    world.now += timedelta(days=2)
    first = planned(world, day=world.now.date())
    world.desk.live.start(first)
    world.desk.live.finish(first)
    world.now += timedelta(days=20)
    newer = vacancy(world, garage, title="Tuinhulp", open_from=TODAY)
    last = vacancy(world, garage, title="Kashulp", open_from=TODAY)
    second = planned(world, day=world.now.date())
    rows = world.desk.vacancies.at_meeting(second)
    assert [(one.id, one.is_new) for one in rows] == [(last, True), (newer, True), (older, False)]
    assert not any(one.is_new for one in world.desk.vacancies.at_meeting(first))


def test_a_vacancy_and_a_case_find_each_other_by_sector_days_and_distance(world: World) -> None:
    near = employer(world, "Dichtbij", postcode="4331 AB")
    far = employer(world, "Ver weg", postcode="9711 AA")
    sector = made_id(6, 1)
    case, other = world.case("ZEEUW"), world.case("DUIN")
    with world.writing() as work:
        for code in ("ZEEUW", "DUIN"):
            work.session.get_one(Organisation, school_id(code)).postcode = "4331 CD"
        wish = work.session.get_one(Case, case)
        wish.travel_km, wish.weekdays = 20, "ma,di"
        work.session.add(CaseSector(case_id=case, sector_id=sector, position=1))
    good = vacancy(world, near, sector_id=sector, weekdays=("di",))
    bad = vacancy(world, far, sector_id=made_id(6, 2), weekdays=("vr",))
    fits = world.desk_of("stage zeeuw").vacancies.for_case(case)
    assert [one.row.id for one in fits] == [good, bad]
    assert set(fits[0].match.fits) == {"consent", "sector", "seats", "period", "distance", "days"}
    assert set(fits[1].match.lacks) == {"sector", "distance", "days"}
    found = world.desk.vacancies.cases_for(good)
    assert [one.case_id for one in found] == [case, other]
    assert [one.case_id for one in world.desk_of("stage zeeuw").vacancies.cases_for(good)] == [case]
    with refused("case.dossier_closed"):
        world.desk_of("stage duin").vacancies.for_case(case)


def test_directors_read_counts_and_no_pupil(world: World) -> None:
    garage = employer(world)
    world.desk.work_placements.start_trial(proposed(world, garage), TODAY, None)
    director = world.desk_of("directeur duin")
    for desk, count in ((director, None), (world.desk, 1)):
        assert [one.placements for one in desk.employers.rows()] == [count]
        assert [(one.status, one.count) for one in desk.work_placements.counts()] == [("trial", count)]
    with refused("permission.missing"):
        director.work_placements.of_employer(garage)
    with refused("permission.missing"):
        director.employers.note_contact(garage, CALL)
