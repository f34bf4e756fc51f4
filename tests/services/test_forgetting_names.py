"""A pupil who is called as something else is too: the name goes, and what is called so stays what it was."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import pytest

from tests.builders import World, user_id
from tests.services.forgotten import texts
from tests.services.test_meetings import on_agenda, planned
from tests.services.test_pupil_record import pupil_of
from zsm_desktop.domain.progress import DiscussionOutcome
from zsm_desktop.models import Case, Draft, MinutesVersion, Pupil
from zsm_desktop.services.minutes_kept import content_of

SAID = frozenset(
    "action_item agenda_item audit_event case_discussion case_file decision draft former_name"
    " minutes_version pupil".split()
)
REFERRED = re.compile(
    r"[0-9a-f]{32,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    r'|"(?:status|code)": ?"[a-z_]+"|"[a-z_]+":'
)
"""Identifiers, digests, codes and what a value is kept under: any of them may be called as a pupil is."""
MACHINE = re.compile(r"^[0-9a-f-]{32,}$|^\d{4}-\d\d-\d\d")


@pytest.fixture
def kept() -> str:
    return "file"


def call(world: World, pupil_id: str, given: str, family: str) -> None:
    with world.writing() as work:
        row = work.session.get_one(Pupil, pupil_id)
        row.given_name = work.seal.seal("pupil", pupil_id, "given_name", given)
        row.family_name = work.seal.seal("pupil", pupil_id, "family_name", family)


def discussed(world: World, given: str, family: str) -> tuple[str, str]:
    """The pupil and the meeting: discussed beside another, and named in all that was said there."""
    called, whole = given or family, f"{given} {family}".strip()
    case, other = world.case(), world.case("KREEK")
    pupil, beside_pupil = pupil_of(world, case), pupil_of(world, other)
    call(world, pupil, given, family)
    call(world, beside_pupil, "Xander", "Oosterlinck")
    world.desk.pupils.open_name(beside_pupil, f"Anders dan {called}")
    meeting = planned(world)
    item, beside = on_agenda(world, meeting, case), on_agenda(world, meeting, other)
    live = world.desk.live
    live.start(meeting)
    there = next(row.id for row in world.desk.meetings.card(meeting).attendance if row.organisation_code == "DUIN")
    world.desk.meetings.set_attendance(there, is_present=True)
    live.keep_notes(item, f"{called} was er.")
    live.keep_notes(beside, f"Samen met {whole} bij De Duinpan.\n{called} belt.")
    for point in (item, beside):
        live.record_outcome(point, DiscussionOutcome.FIND_OUT)
    live.add_decision(beside, f"Met {called} naar De Duinpan.")
    live.add_action(beside, f"Vraag het {called}.", owner=called, due_on=date(2026, 12, 1))
    live.finish(meeting)
    world.desk.versions.prepare(meeting)
    world.desk.versions.finalise(meeting)
    with world.writing() as work:
        row = Draft(id=work.new_id(), user_id=user_id("secretaris"), agenda_item_id=beside, kind="action",
            words=b"", updated_at=work.at)  # fmt: skip
        said = json.dumps({"text": f"eerst\n{called.lower()}\ten {called}"}, ensure_ascii=False)
        row.words = work.seal.seal("draft", row.id, "words", said)
        work.session.add(row)
    world.desk.cases.close(case)
    return pupil, meeting


def machine_values(value: Any) -> list[str]:
    if isinstance(value, dict | list):
        every = value.values() if isinstance(value, dict) else value
        return [found for one in every for found in machine_values(one)]
    return [value] if isinstance(value, str) and MACHINE.match(value) else []


def laid_down(world: World) -> list[Any]:
    with world.store.reading() as session:
        return [json.loads(content_of(world.store.seal, row)) for row in session.query(MinutesVersion)]


def log_values(world: World) -> list[str]:
    """Of lines about somebody else: what was typed at the pupil goes whole."""
    said = world.store.rows("SELECT facts FROM audit_event WHERE facts IS NOT NULL AND act <> 'pupil.forget'")
    return sorted(one for (facts,) in said for one in machine_values(json.loads(facts)) if len(one) < 80)


def test_letters_in_an_identifier_are_nobodys_name(world: World) -> None:
    """One in twenty holds those of Ad or Ed; minutes that lose what they refer by cannot be shown any more."""
    pupil, meeting = discussed(world, "Quirijn", "Zandstraal")
    before, log = [machine_values(one) for one in laid_down(world)], log_values(world)
    runs = re.findall(r"(?<![a-z])[a-f]{2,}(?![a-z])", " ".join([*log, *(one for found in before for one in found)]))
    name = min(runs, key=lambda run: (len(run), run)).capitalize()
    world.desk.pupils.rename(pupil, name, "Held", "Heet zo")
    world.desk.forgetting.forget(pupil)
    assert [machine_values(one) for one in laid_down(world)] == before
    assert log_values(world) == log
    assert world.desk.minutes.facts(meeting).card.row.id == meeting


@pytest.mark.parametrize(
    ("given", "family"),
    [
        ("", "Held"),
        ("Ben", "Open"),
        ("Duinpan", "Action"),
        ("Zoe\u0308", "van den Berg"),
        ("明", "李"),
        ('Ann "Joy"', "d'Ürs-’t Hart"),
    ],
)
def test_the_name_goes_and_what_refers_by_identifiers_codes_and_days_stays(
    world: World, given: str, family: str
) -> None:
    pupil, meeting = discussed(world, given, family)
    before, log = [machine_values(one) for one in laid_down(world)], log_values(world)
    statuses = [one["card"]["row"]["status"] for one in laid_down(world)]
    world.desk.forgetting.forget(pupil)
    assert [machine_values(one) for one in laid_down(world)] == before
    assert log_values(world) == log
    assert [one["card"]["row"]["status"] for one in laid_down(world)] == statuses
    facts = world.desk.minutes.facts(meeting)
    assert facts.card.row.held_on == date(2026, 11, 24)
    notes = next(row.notes for row in facts.card.agenda if row.case and "Samen" in row.notes)
    assert notes.replace('501 "Vergeten 501"', "501").replace("501 Vergeten 501", "501") == (
        "Samen met Vergeten 501 bij De Duinpan.\nVergeten 501 belt."
    )
    assert named(world, given or family) == []
    assert world.desk.checks.run().findings == ()
    assert world.desk.logbook.page()


def named(world: World, given: str) -> list[str]:
    """Where it stands still, but for the school that is called so."""
    name = re.compile(rf"(?<![^\W_]){re.escape(given)}(?![^\W_])", re.IGNORECASE)
    return [
        where
        for where, text in texts(world)
        if where.split(".")[0] in SAID and name.search(REFERRED.sub("", text).replace("De Duinpan", ""))
    ]


def test_of_two_of_one_name_who_stays_keeps_it(world: World) -> None:
    pupil, _ = discussed(world, "Quirijn", "Zandstraal")
    twin = world.case("DUIN")
    world.desk.pupils.rename(pupil_of(world, twin), "Quirijn", "Zandstraal", "Heet ook zo")
    with world.writing() as work:
        row = work.session.get_one(Case, twin)
        row.wishes = work.seal.seal("case_file", twin, "wishes", "Quirijn Zandstraal wil lassen")
    world.desk.forgetting.forget(pupil)
    assert world.desk.cases.card(twin).wishes == "Quirijn Zandstraal wil lassen"
    assert world.desk.pupils.open_name(pupil_of(world, twin), "Bellen").full_name == "Quirijn Zandstraal"
    world.desk.cases.close(twin)
    world.desk.forgetting.forget(pupil_of(world, twin))
    assert [where for where, text in texts(world) if "Quirijn" in text] == []
