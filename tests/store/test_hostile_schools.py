"""A login with psql in place of the program, at what schools keep of young people, employers and measurements.

Rows another school may not change stand as they stood, and who may do it in the program still does.
"""

from __future__ import annotations

import os
import subprocess
from contextlib import closing

import pytest

from tests.builders import TODAY, World, made_id, school_id, secret_of, user_id
from tests.cluster import programs
from tests.services.evaluating import opened
from tests.services.working import employer, proposed
from zsm_desktop.models import ListEntry
from zsm_desktop.services.employer_contributions import ContributionDraft, SpendingDraft
from zsm_desktop.services.employers import ContactDraft
from zsm_desktop.services.evaluation_counting import Answers
from zsm_desktop.store.place import SERVER
from zsm_desktop.store.postgres import rights
from zsm_desktop.store.postgres.known import Known
from zsm_desktop.store.postgres.logins import login_name

DIRECTOR, COORDINATOR, READER, KEEPER = "directeur duin", "stage duin", "lezer", "boekhouder"


@pytest.fixture
def kept() -> str:
    return "server"


def psql(world: World, name: str, sql: str) -> subprocess.CompletedProcess[str]:
    address = Known.read(world.folder / SERVER).address
    command = [programs() / "psql", "-X", "-At", "-v", "ON_ERROR_STOP=1", "-h", address.host, "-d", address.database]
    return subprocess.run(
        [*command, "-U", login_name(user_id(name)), "-c", sql],
        env={**os.environ, "PGPASSWORD": secret_of(name)}, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture
def theirs(world: World) -> World:
    """De Zeeuwse Vaart has a pupil at work, paid for, on a list, directed by itself, and called an employer."""
    garage = employer(world)
    work = proposed(world, garage)
    paid = world.desk.employer_contributions.add(work, ContributionDraft(600_000, "both", TODAY)).made_id
    world.desk.employer_contributions.account(paid, 1, SpendingDraft(TODAY, "training", "Heftruck", 100_000))
    world.desk_of("stage zeeuw").employers.note_contact(garage, ContactDraft(TODAY, "call", "Gaat goed."))
    ((case, pupil),) = world.store.rows("SELECT id, pupil_id FROM case_file")
    world.desk.guiding.set_first(case, 1, made_id(4, 2), began_on=TODAY)
    with world.writing() as writing:
        writing.session.add(
            ListEntry(id=writing.new_id(), list_code="x", pupil_id=pupil, school_id=school_id("ZEEUW"), added_on=TODAY)
        )
    evaluation = opened(world)
    world.desk_of("directeur zeeuw").evaluations.answer(evaluation, Answers({1: 4}))
    with closing(world.owner.connect()) as connection:
        rights.install(connection)  # a copied database does not take along who may connect
    return world


NO_WRITER = {
    "ends a work placement": "UPDATE work_placement SET sector_id = NULL",
    "directs a case": "UPDATE case_guide SET began_on = DATE '2020-01-01'",
    "takes off a list": "UPDATE list_entry SET needs_partners = true",
    "adds a vote": "INSERT INTO vote SELECT id, 'x', 'x', 'for', true FROM decision LIMIT 1",
    "opens a measurement": "UPDATE evaluation SET is_anonymous = false",
    "counts choices": "UPDATE choice_tally SET counted = 0",
    "tells of a fund": "DELETE FROM fund_result",
    "shares a figure": "DELETE FROM shared_figure",
}
NO_CASES = {
    "reads what an employer is told": "SELECT note FROM public.work_placement",
    "reads it another way": "SELECT 1 FROM figures.work_placement WHERE note IS NOT NULL",
    "reads what is handed over": "SELECT note FROM public.handover",
    "reads it another way too": "SELECT 1 FROM figures.handover WHERE num_nonnulls(note, answer, offered_by) > 0",
}
ANOTHERS = {
    "changes another's work placement": "UPDATE work_placement SET end_reason = NULL RETURNING id",
    "takes away another's work placement": "DELETE FROM work_placement RETURNING id",
    "takes another's work placement over": f"UPDATE work_placement SET school_id = '{school_id('DUIN')}' RETURNING id",
    "settles another's contribution": "UPDATE employer_contribution SET settled_on = DATE '2026-11-22' RETURNING id",
    "takes away another's contribution": "DELETE FROM contribution_spending RETURNING id",
    "accounts for another's contribution": "INSERT INTO contribution_spending SELECT 'x', id, DATE '2026-11-22',"
    " 'training', 'x', 1, NULL, 1 FROM employer_contribution RETURNING id",
    "pays for another's pupil": "INSERT INTO employer_contribution SELECT 'x', id, NULL, DATE '2026-11-22', 1,"
    " 'both', '', NULL, NULL, 1 FROM work_placement RETURNING id",
    "directs another's case": "UPDATE case_guide SET ended_on = DATE '2026-11-22' RETURNING id",
    "hands over another's case": "INSERT INTO handover (id, case_id, to_id, role, status, offered_on, offered_by,"
    f" version) SELECT 'x', id, '{made_id(4, 1)}', '', 'offered', DATE '2026-11-22', '{user_id(COORDINATOR)}', 1"
    " FROM case_file RETURNING id",
    "takes another's pupil off a list": "UPDATE list_entry SET needs_partners = true RETURNING id",
    "says what another said to an employer": "UPDATE employer_contact SET text = 'x' RETURNING id",
    "takes away who answered": "DELETE FROM evaluation_answer RETURNING user_id",
    "answers as somebody else": "INSERT INTO evaluation_answer SELECT id,"
    f" '{user_id('stage zeeuw')}' FROM evaluation RETURNING user_id",
    "counts for another organisation": "UPDATE evaluation_member SET answers = 9"
    f" WHERE organisation_id = '{school_id('ZEEUW')}' RETURNING answers",
}
FUNDS = {"changes what a fund is accountable for": "UPDATE fund_result SET agreed = 1 RETURNING id"}
PROBES = {
    DIRECTOR: {**NO_WRITER, **NO_CASES, **ANOTHERS},
    READER: {**NO_WRITER, **NO_CASES, **ANOTHERS},
    KEEPER: {**NO_CASES, **{what: sql for what, sql in NO_WRITER.items() if "fund" not in what}},
    COORDINATOR: {**ANOTHERS, **FUNDS},
}


@pytest.mark.parametrize("name", list(PROBES))
def test_what_is_another_schools_stays_as_it_was(theirs: World, name: str) -> None:
    got_through, wrong = {}, {}
    for what, sql in PROBES[name].items():
        done = psql(theirs, name, sql)
        if done.returncode == 0 and done.stdout.strip() not in ("", "UPDATE 0", "DELETE 0", "INSERT 0 0"):
            got_through[what] = done.stdout
        if any(text in done.stderr for text in ("syntax error", "does not exist", "not-null", "of type")):
            wrong[what] = done.stderr
    assert (got_through, wrong) == ({}, {})
    assert theirs.desk.checks.run().ok


def test_who_may_do_it_in_the_program_still_does(theirs: World) -> None:
    (row,) = theirs.desk_of(KEEPER).employer_contributions.rows()
    theirs.desk_of(KEEPER).employer_contributions.account(row.id, row.version, SpendingDraft(TODAY, "guidance", "X", 5))
    theirs.desk_of("stage zeeuw").employer_contributions.take_out(row.spendings[0].id)
    (row,) = theirs.desk_of("stage zeeuw").employer_contributions.rows()
    theirs.desk_of("stage zeeuw").employer_contributions.settle(row.id, row.version)
    ((evaluation,),) = theirs.store.rows("SELECT id FROM evaluation")
    for name in ("directeur duin", "stage duin"):
        theirs.desk_of(name).evaluations.answer(evaluation, Answers({1: 4}, {0: "Goed."}))
    assert theirs.desk.evaluations.card(evaluation).answers == 3
