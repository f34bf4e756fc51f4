"""What is due is said with what stops it, goes when somebody confirms it, and leaves a proof that cannot be altered."""

from __future__ import annotations

from contextlib import closing
from datetime import date, datetime, timedelta

import pytest

from tests.builders import CHEAP, TODAY, World, made_id, school_id, user_id
from tests.services.forgotten import Lived, found_in, lived, texts
from tests.services.test_meetings import refused
from zsm_desktop.app.people import retire_user
from zsm_desktop.domain.destruction import DueRow
from zsm_desktop.domain.forgetting import LEFT_OUT
from zsm_desktop.domain.retention import due_on
from zsm_desktop.models import (
    Case,
    Consent,
    Contact,
    Employer,
    EmployerContact,
    ImportBatch,
    Organisation,
    Pupil,
    Vacancy,
    WorkPlacement,
)
from zsm_desktop.services.due_rows import due_count
from zsm_desktop.services.employers import EmployerDraft
from zsm_desktop.services.network import OrganisationDraft
from zsm_desktop.store.backup import copy_before
from zsm_desktop.store.keys import Owner

SAME = pytest.mark.file_only("asked by the same code on both")


def leave(world: World, pupil: str, day: date) -> None:
    with world.writing() as work:
        work.session.get_one(Pupil, pupil).left_on = day


def pupil_of(world: World, case: str) -> str:
    ((pupil,),) = world.store.rows("SELECT pupil_id FROM case_file WHERE id = ?", (case,))
    return str(pupil)


def due(world: World, category: str) -> list[DueRow]:
    return [row for row in world.desk.destroying.due() if row.category == category]


def old_case(world: World, days: int) -> str:
    case = world.case()
    world.desk.cases.close(case)
    with world.writing() as work:
        work.session.get_one(Case, case).closed_on = TODAY - timedelta(days=days)
    return case


@SAME
def test_a_pupil_is_due_two_years_after_leaving_and_an_open_case_stops_it(world: World) -> None:
    case = world.case()
    pupil = pupil_of(world, case)
    leave(world, pupil, date(2024, 11, 23))
    assert due(world, "pupils") == []
    leave(world, pupil, date(2024, 11, 22))
    (row,) = due(world, "pupils")
    assert (row.due_on, row.years) == (TODAY, 2)
    assert [one.code for one in row.stops] == ["forget.open_case"]
    with refused("retention.nothing_due"):
        world.desk.destroying.run()
    with refused("forget.open_case"):
        world.desk.forgetting.forget(pupil)
    assert world.desk.pupils.open_name(pupil, "Terugbellen.").given_name == "Zoë"
    world.desk.cases.close(case)
    assert due(world, "pupils")[0].stops == ()
    world.desk.retention.set("pupils", 0, 3, "Afgesproken.")
    assert due(world, "pupils") == []


@SAME
def test_a_run_makes_all_that_is_due_go_and_leaves_a_proof(world: World) -> None:
    pupil, stays = lived(world), world.case()
    leave(world, pupil.pupil, date(2024, 7, 31))
    never = old_case(world, 366)
    assert {row.category for row in world.desk.destroying.due()} == {"pupils", "cases"}
    proof = world.desk.destroying.proof(world.desk.destroying.run())
    assert found_in(world, pupil) == {}
    assert [(line.code, line.category, line.ground) for line in proof.lines] == [
        (world.store.rows("SELECT number FROM case_file WHERE id = ?", (never,))[0][0], "cases", "1 usual"),
        (world.store.rows("SELECT code FROM pupil WHERE id = ?", (pupil.pupil,))[0][0], "pupils", "2 usual"),
    ]
    assert all(line.changed > 1 for line in proof.lines)
    head = world.desk.ledger.head()
    assert (proof.row.pupils, proof.row.entries, proof.row.by) == (1, head.entries, "secretaris")
    assert proof.row.chain_head == head.hash
    assert dict(proof.totals)["pupils"] == 4
    assert [paper.act for paper in proof.papers] == ["minutes.with_names"]
    assert world.desk.cases.card(stays).row.question
    assert world.desk.cases.card(never).row.question == ""
    assert world.desk.cases.card(never).consents == ()
    assert world.desk.destroying.due() == ()
    assert [row.number for row in world.desk.destroying.proofs()] == [1]
    assert world.desk.checks.run().findings == ()


@SAME
def test_a_run_that_is_stopped_leaves_everything(world: World) -> None:
    pupil = lived(world)
    leave(world, pupil.pupil, date(2024, 7, 31))
    before = found_in(world, pupil)

    def stop(done: int, _all: int) -> None:
        if done > 1:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        world.desk.destroying.run(tell=stop)
    assert found_in(world, pupil) == before
    assert world.desk.destroying.proofs() == ()


@SAME
def test_what_is_of_no_pupil_goes_too(world: World) -> None:
    employer = made_id(1, 71)
    with world.writing() as work:
        for row in (
            Organisation(id=employer, code="WG", name="Bouwbedrijf", kind="employer"),
            Employer(id=employer),
            Contact(id=made_id(4, 71), organisation_id=employer, name="Dirk Bouwer", email="d@bouw.nl", phone="0612"),
            EmployerContact(id=work.new_id(), employer_id=employer, contacted_on=date(2024, 3, 1), kind="call",
                by_name="J. Pol"),
            ImportBatch(id=made_id(11, 1), kind="cases", file_name="Aanmelding Zoë.xlsx", rows=1,
                taken_in_at=world.now - timedelta(days=400), taken_in_by=world.desk.actor.user_id),
        ):  # fmt: skip
            work.session.add(row)
            work.session.flush()
    world.now += timedelta(days=365 * 5)
    world.desk.network.edit(1, name="Proef", region="Zeeland", holiday_region="zuid")
    found = {row.category: row for row in world.desk.destroying.due()}
    assert {"contacts", "imports", "logbook"} <= found.keys()
    lines = world.store.rows("SELECT min(number), max(number) FROM audit_event")
    world.desk.destroying.run()
    assert world.store.rows("SELECT name, email, phone FROM contact WHERE id = ?", (made_id(4, 71),)) == [
        ("Vergeten contactpersoon 1", None, None)
    ]
    assert world.store.rows("SELECT file_name FROM import_batch") == [("",)]
    ((first, _last),) = world.store.rows("SELECT min(number), max(number) FROM audit_event")
    assert first > lines[0][0]
    assert f"{lines[0][0]}-{first - 1}" == found["logbook"].code
    assert world.desk.checks.run().ok


def test_a_person_at_an_employer_nobody_spoke_to_is_due_from_the_day_of_entering(world: World) -> None:
    employer = world.desk.employers.add(
        OrganisationDraft("Bouwbedrijf", kind="employer"), EmployerDraft(), "Dirk Bouwer"
    ).made_id
    entered = world.desk.day
    world.now += timedelta(days=730)
    assert due(world, "contacts") == []
    world.now += timedelta(days=2)
    (row,) = due(world, "contacts")
    assert (row.name, row.due_on) == ("Dirk Bouwer", due_on(entered, 2))
    assert due_count(world.store.rows, world.desk.day) == len(world.desk.destroying.due())
    world.desk.network.add_contact(employer, name="Els Maas", function="", email="", phone="")
    assert [row.name for row in due(world, "contacts")] == ["Dirk Bouwer"]


@SAME
@pytest.mark.parametrize("used", ["vacancy", "place", "contact"])
def test_what_there_was_with_an_employer_since_puts_it_off(world: World, used: str) -> None:
    case = world.case()
    employer = world.desk.employers.add(
        OrganisationDraft("Bouwbedrijf", kind="employer"), EmployerDraft(), "Dirk Bouwer"
    ).made_id
    world.now += timedelta(days=732)
    assert len(due(world, "contacts")) == 1
    day = world.desk.day - timedelta(days=300)
    rows = {
        "contact": lambda key: EmployerContact(
            id=key, employer_id=employer, contacted_on=day, kind="call", by_name="J. Pol"
        ),
        "vacancy": lambda key: Vacancy(
            id=key, number="V-1", employer_id=employer, kind="job", title="Timmeren", places=1, open_from=day,
            closed_on=day, close_reason="filled",
        ),
        "place": lambda key: WorkPlacement(
            id=key, number="W-1", employer_id=employer, pupil_id=pupil_of(world, case), school_id=school_id("ZEEUW"),
            status="ended", proposed_on=day, ended_on=day, end_reason="finished",
        ),
    }  # fmt: skip
    with world.writing() as work:
        work.session.add(rows[used](work.new_id()))
    assert due(world, "contacts") == []
    world.now += timedelta(days=433)
    (row,) = due(world, "contacts")
    assert row.due_on == due_on(day, 2)


@SAME
def test_who_left_the_network_becomes_a_number_and_what_was_booked_stays(world: World) -> None:
    world.desk.network.add_contact(school_id("DUIN"), name="Greet Vos", function="ib", email="g@duin.nl", phone="0612")
    world.delivered("DUIN", "ZEEUW", 200)
    booked = world.store.rows("SELECT number, booked_by FROM journal_entry ORDER BY number")
    left = {user_id("stage duin"), world.store.rows("SELECT id FROM contact WHERE name = 'Greet Vos'")[0][0]}
    for one in left:
        if one == user_id("stage duin"):
            retire_user(world.desk, one)
        else:
            world.desk.network.remove_contact(one)
    world.now += timedelta(days=729)
    assert due(world, "former") == []
    world.now += timedelta(days=2)
    rows = due(world, "former")
    assert {row.subject_id for row in rows} == left
    assert {row.code for row in rows} == {"DUIN"}
    assert {row.name for row in rows} == {"stage duin", "Greet Vos"}
    proof = world.desk.destroying.proof(world.desk.destroying.run(left))
    assert [(line.code, line.category, line.changed) for line in proof.lines] == [("DUIN", "former", 1)] * 2
    said = " ".join(text for _, text in texts(world))
    assert "Greet Vos" not in said
    assert "g@duin.nl" not in said
    gone = next(row for row in world.desk.users.rows() if row.id == user_id("stage duin"))
    assert (gone.name, gone.role, gone.school_id) == ("Voormalig gebruiker 1", "coordinator", school_id("DUIN"))
    assert world.store.rows("SELECT number, booked_by FROM journal_entry ORDER BY number") == booked
    assert due(world, "former") == []
    with refused("user.forgotten"):
        world.desk.users.edit(gone.id, gone.version, name="Duin", role=gone.role, school_id=gone.school_id,
            give_key=lambda _work, _user: None)  # fmt: skip
    assert world.desk.checks.run().ok


@SAME
def test_a_printed_key_in_the_name_of_who_left_is_made_anew_first(world: World) -> None:
    place, owner = world.store.place, Owner(user_id("stage duin"), "stage duin", "coordinator")
    world.desk.users.retire(owner.user_id)
    place.keep_header(place.header().with_recovery(world.keys, owner, CHEAP)[0])
    world.now += timedelta(days=800)
    (row,) = due(world, "former")
    assert [one.code for one in row.stops] == ["forget.printed_key"]
    mine = Owner(world.keys.user_id, world.keys.user_name, world.keys.role)
    place.keep_header(place.header().with_recovery(world.keys, mine, CHEAP)[0])
    world.desk.destroying.run()
    assert "Voormalig gebruiker 1" in {row.name for row in world.desk.users.rows()}


@SAME
def test_who_is_let_in_again_just_before_the_run_keeps_the_name(world: World) -> None:
    """What is due was looked up before the act had the store to itself."""
    one, other = user_id("stage duin"), user_id("directeur zeeuw")
    world.desk.users.retire(one)
    world.desk.users.retire(other)
    world.now += timedelta(days=800)
    rows = {row.id: row for row in world.desk.users.rows()}
    desk = world.desk

    def let_in() -> None:
        desk.clock = lambda: world.now
        gone = rows[one]
        desk.users.edit(one, gone.version, name=gone.name, role=gone.role, school_id=gone.school_id,
            give_key=lambda _work, _user: None)  # fmt: skip

    asked = iter([lambda: None, let_in])

    def clock() -> datetime:
        next(asked)()
        return world.now

    desk.clock = clock
    with refused("retention.changed"):
        desk.destroying.run()
    assert {row.name for row in desk.users.rows()} >= {"stage duin", "directeur zeeuw"}
    desk.destroying.run()
    assert {row.name for row in desk.users.rows()} >= {"stage duin", "Voormalig gebruiker 1"}


@SAME
def test_a_proof_that_was_altered_shows(world: World) -> None:
    old_case(world, 400)
    world.desk.destroying.run()
    with closing(world.owner.connect()) as driver:
        world.owner.begin_writing(driver)
        with world.owner.without_guards(driver):
            driver.execute("UPDATE destruction_line SET changed = 0")
        driver.execute("COMMIT")
    assert [one.code for one in world.desk.checks.run().findings] == ["check.destruction"]


@SAME
def test_the_store_itself_empties_nothing_outside_a_run(world: World) -> None:
    lived(world)
    for sql, code in (
        ("UPDATE audit_event SET facts = NULL", "audit_event.fixed"),
        ("DELETE FROM audit_event", "audit_event.fixed"),
        ("UPDATE dispute_message SET text = 'x'", "dispute_message.fixed"),
        ("UPDATE minutes_version SET sealed_content = x'00'", "minutes.fixed"),
        ("UPDATE delivery SET note = 'x' WHERE status = 'confirmed'", "delivery.booked"),
    ):
        with refused(f"guard.{code}"), world.writing() as work:
            work.run(sql, [()])


@SAME
def test_nothing_new_is_known_of_who_is_forgotten(world: World) -> None:
    pupil = lived(world)
    world.desk.forgetting.forget(pupil.pupil)
    with refused("undo.nothing_final"):
        world.desk.undo.back()
    with refused("pupil.forgotten"):
        world.desk.forgetting.forget(pupil.pupil)
    with refused("pupil.forgotten"):
        world.desk.pupils.open_name(pupil.pupil, "Bellen.")
    with refused("pupil.forgotten"):
        world.desk.pupils.rename(pupil.pupil, "Quirijn", "Zandstraal", "Terug.")
    with refused("guard.pupil.forgotten"):
        world.desk.cases.reopen(pupil.case, "Hij is terug.")
    for make in (
        lambda new_id: Consent(id=new_id, case_id=pupil.case, legal_basis="consent", given_by="both",
                               valid_from=TODAY),
        lambda new_id: Case(id=new_id, number="C-9", pupil_id=pupil.pupil, school_id=school_id("ZEEUW"),
                            status="entered", entered_on=TODAY),
    ):  # fmt: skip
        with refused("guard.pupil.forgotten"), world.writing() as work:
            work.session.add(make(work.new_id()))
    assert pupil.pupil not in {row.id for row in world.desk.pupils.page(with_leavers=True)}
    assert {hit.kind for hit in world.desk.search.find("Vergeten")} & {"pupil", "case"} == set()


@SAME
def test_minutes_say_that_something_was_left_out_and_keep_their_number(world: World) -> None:
    pupil = lived(world)
    before = world.desk.versions.card(pupil.meeting)
    world.desk.forgetting.forget(pupil.pupil)
    after = world.desk.versions.card(pupil.meeting)
    assert [row.stamp.digest for row in after.versions] == [row.stamp.digest for row in before.versions]
    assert {row.stamp.redacted_on for row in after.versions} == {TODAY}
    facts = world.desk.minutes.facts(pupil.meeting)
    point = next(row for row in facts.card.agenda if row.id == pupil.item)
    assert (point.notes, point.outcome, point.case and point.case.question) == (LEFT_OUT, "find_out", LEFT_OUT)
    assert point.case is not None
    assert point.case.pseudonym.startswith("Vergeten ")
    beside = next(row for row in facts.card.agenda if row.case and row.id != pupil.item)
    assert "Kan samen met Vergeten" in beside.notes


@SAME
def test_copies_of_before_are_told_until_there_are_none(world: World) -> None:
    pupil = lived(world)
    copy = copy_before(world.folder, "proef", world.keys, world.now - timedelta(days=1))
    assert world.desk.destroying.old_copies() is None
    world.desk.forgetting.forget(pupil.pupil)
    told = world.desk.destroying.old_copies()
    assert told is not None
    assert (told.count, told.last) == (1, world.now - timedelta(days=1))
    copy.unlink()
    assert world.desk.destroying.old_copies() is None


@SAME
def test_what_goes_and_what_stays_is_said_before(world: World) -> None:
    pupil: Lived = lived(world)
    told = world.desk.forgetting.preview(pupil.pupil)
    assert told.stops == ()
    assert dict(told.goes)["questions"] == 5
    assert dict(told.stays) == {"cases": 1, "placements": 1, "deliveries": 1, "work_placements": 1, "outcomes": 1}
    assert [(paper.act, paper.number) for paper in told.papers] == [("minutes.with_names", "MB 2026/27-01")]
