"""A pupil of whom everything there can be known is known, in own rows and in those of others; and looking for it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from sqlalchemy import select

from tests.builders import TODAY, World, made_id, offer_id, school_id, user_id
from tests.services.test_meetings import on_agenda, planned
from zsm_desktop.domain.masking_words import plain_text
from zsm_desktop.domain.outcomes import Destination, LeavingProfile
from zsm_desktop.domain.progress import DiscussionOutcome
from zsm_desktop.domain.sealed import SealedBytes
from zsm_desktop.models import (
    Base,
    Booking,
    Bottleneck,
    Case,
    CaseValue,
    ContributionSpending,
    DataBreach,
    Draft,
    Employer,
    EmployerContact,
    EmployerContribution,
    FeasibilityCheck,
    FollowUp,
    Handover,
    ImportBatch,
    Need,
    Organisation,
    PlacementChange,
    PrivacyText,
    Pupil,
    PupilRequest,
    Vacancy,
    WorkPlacement,
)
from zsm_desktop.models.types import Sealed
from zsm_desktop.services.deliveries import DeliveryDraft
from zsm_desktop.services.outcomes import OutcomeDraft
from zsm_desktop.services.rounds import EVERYTHING
from zsm_desktop.services.shipped_profiles import text_of
from zsm_desktop.store.work import Work

GIVEN, FAMILY, MOTHER, PHONE, REFERENCE = "Quirijn", "Zandstraal", "Ottoline", "06 98 76 54 32", "REF-771239"
TOLD = "Kwikzand"
"""In every text that is the pupil's own, with a number."""
SUMMER = date(2026, 7, 31)


@dataclass(frozen=True)
class Lived:
    """`others` is the text about somebody else in which the pupil is named too."""

    pupil: str
    case: str
    item: str
    meeting: str
    pseudonym: str
    placement: str

    @property
    def secrets(self) -> tuple[str, ...]:
        """As they stand in a text without capitals and blanks."""
        names = (GIVEN, FAMILY, MOTHER, PHONE, REFERENCE, TOLD, "2009-02-13", self.pseudonym)
        return tuple("".join(name.casefold().split()) for name in names)

    @property
    def named(self) -> str:
        return f"Samen met {GIVEN} {FAMILY} ({self.pseudonym}), moeder {MOTHER}, {PHONE}, {REFERENCE}."


def lived(world: World) -> Lived:
    """With a history through the program, and what the program could not easily be brought to by hand beside it."""
    world.desk.profiles.take_in(0, text_of("ijssel_vecht"))
    case = world.case("ZEEUW")
    with world.writing() as work:
        row = work.session.get_one(Case, case)
        pupil = work.session.get_one(Pupil, row.pupil_id)
        for column, text in (
            ("given_name", "Wolfram"), ("family_name", FAMILY), ("birth_date", "2009-02-13"),
            ("guardian_contact", f"moeder {MOTHER} {FAMILY}, {PHONE}"), ("school_reference", REFERENCE),
            ("initials", "W.Z."),
        ):  # fmt: skip
            setattr(pupil, column, work.seal.seal("pupil", pupil.id, column, text))
        for (
            column
        ) in "question wall_question tried wishes remarks pupil_spoken_by guardians_spoken_by reopen_reason".split():
            setattr(row, column, work.seal.seal("case_file", case, column, f"{TOLD} {column}"))
        row.travel_km, row.half_days, row.weekdays, row.is_sixteen = 12, 400, "1,2", True
        pseudonym = pupil.pseudonym
    world.desk.pupils.rename(pupil.id, GIVEN, FAMILY, f"{TOLD} anders gespeld")
    world.desk.pupils.open_name(pupil.id, f"{TOLD} bellen")
    world.desk.case_profile.fill(case, world.desk.case_profile.of_case(case).version, {"life_areas": "debts"})
    item, meeting = _discussed(world, case, pupil.id, pseudonym)
    placement = _used(world, case)
    found = Lived(pupil.id, case, item, meeting, pseudonym, placement)
    world.desk.cases.close(case)
    world.desk.outcomes.record(pupil.id, 0, OutcomeDraft(Destination.WORK, SUMMER, LeavingProfile.WORK))
    with world.writing() as work:
        for own in _own_rows(work, found):
            work.session.add(own)
            work.session.flush()
        for later in work.session.scalars(select(FollowUp).where(FollowUp.pupil_id == pupil.id)):
            later.note = work.seal.seal("follow_up", later.id, "note", f"{TOLD} nazorg")
    _of_others(world, found)
    _put_past_the_guards(world, found)
    return found


def _discussed(world: World, case: str, pupil: str, pseudonym: str) -> tuple[str, str]:
    meeting, other = planned(world), world.case("DUIN")
    item, beside = on_agenda(world, meeting, case), on_agenda(world, meeting, other)
    desk = world.desk
    desk.live.start(meeting)
    there = next(row.id for row in desk.meetings.card(meeting).attendance if row.organisation_code == "DUIN")
    desk.meetings.set_attendance(there, is_present=True)
    desk.live.keep_notes(item, f"{TOLD} in de bespreking. {GIVEN} wil lassen.")
    desk.live.keep_notes(beside, f"Kan samen met {GIVEN} {FAMILY}, zie {pseudonym}; moeder {MOTHER} belt.")
    desk.live.record_outcome(item, DiscussionOutcome.FIND_OUT)
    desk.live.record_outcome(beside, DiscussionOutcome.FIND_OUT)
    desk.live.add_decision(item, f"{TOLD} besluit over {GIVEN}")
    desk.live.add_action(item, f"{TOLD} actie", owner="J. Pol", due_on=date(2026, 12, 1))
    desk.live.add_action(beside, f"Vraag het {GIVEN} {FAMILY}.", owner="J. Pol", due_on=date(2026, 12, 1))
    desk.live.finish(meeting)
    desk.versions.prepare(meeting)
    desk.versions.settle(desk.versions.amend(meeting, there, f"{TOLD} aanvulling", item).made_id, is_accepted=True)
    desk.versions.finalise(meeting)
    desk.papers.named(meeting, f"Voor {GIVEN}")
    del pupil
    return item, meeting


def _used(world: World, case: str) -> str:
    desk = world.desk
    placement = desk.placements.place(
        case, offer_id("DUIN"), starts_on=date(2026, 9, 1), ends_on=date(2027, 6, 30), planned_hundredths=4000
    ).made_id
    draft = DeliveryDraft(date(2026, 10, 5), 100, placement_id=placement)
    use = desk.deliveries.enter(draft).made_id
    desk.rounds.make(school_id("ZEEUW"), EVERYTHING)
    desk.deliveries.dispute(use, f"{TOLD} was er niet")
    desk.disputes.answer(use, f"{TOLD} wel degelijk")
    desk.disputes.agree(use, f"{TOLD} dan toch")
    desk.placements.end(placement, date(2026, 10, 31))
    return str(placement)


def _own_rows(work: Work, lived: Lived) -> Iterator[Base]:
    """Rows of kinds that the history above leaves out."""
    seal, contact = work.seal.seal, made_id(4, 1)
    handover = Handover(id=work.new_id(), case_id=lived.case, to_id=contact, status="accepted", offered_on=TODAY,
        offered_by=user_id("secretaris"), answered_on=TODAY)  # fmt: skip
    handover.note = seal("handover", handover.id, "note", f"{TOLD} overdracht")
    handover.answer = seal("handover", handover.id, "answer", f"{TOLD} antwoord")
    yield handover
    value = CaseValue(id=work.new_id(), case_id=lived.case, field="zelf_gemaakt")
    value.sealed_value = seal("case_value", value.id, "sealed_value", f"{TOLD} veld")
    yield value
    yield FeasibilityCheck(id=work.new_id(), agenda_item_id=lived.item, offer_id=offer_id("DUIN"), code="safety",
        examiner=f"{TOLD} examen")  # fmt: skip
    draft_id = work.new_id()
    words = seal("draft", draft_id, "words", json.dumps({"text": f"{TOLD} half getypt"}))
    yield Draft(id=draft_id, user_id=user_id("secretaris"), agenda_item_id=lived.item, kind="action", words=words,
        updated_at=work.at)  # fmt: skip
    asked = PupilRequest(id=work.new_id(), pupil_id=lived.pupil, kind="erasure", asked_by="pupil", asked_on=TODAY,
        due_on=TODAY + timedelta(days=30))  # fmt: skip
    asked.sealed_asked = seal("pupil_request", asked.id, "sealed_asked", f"{TOLD} vraagt")
    asked.sealed_answer = seal("pupil_request", asked.id, "sealed_answer", f"{TOLD} krijgt")
    yield asked
    yield Organisation(id=made_id(1, 70), code="WG", name="Bouwbedrijf Duinzicht", kind="employer")
    yield Employer(id=made_id(1, 70))
    at_work = WorkPlacement(id=work.new_id(), number="W-1", pupil_id=lived.pupil, school_id=school_id("ZEEUW"),
        employer_id=made_id(1, 70), status="ended", proposed_on=TODAY, ended_on=TODAY, end_reason="other")  # fmt: skip
    at_work.note = seal("work_placement", at_work.id, "note", f"{TOLD} werk")
    yield at_work
    yield EmployerContribution(id=work.new_id(), work_placement_id=at_work.id, granted_on=TODAY, cents=600000,
        purpose="both", terms=f"{TOLD} voorwaarde", settled_on=TODAY)  # fmt: skip
    (given,) = work.session.scalars(select(EmployerContribution))
    yield ContributionSpending(id=work.new_id(), contribution_id=given.id, spent_on=TODAY, purpose="training",
        name="cursus", cents=100)  # fmt: skip
    yield PlacementChange(id=work.new_id(), placement_id=lived.placement, changed_at=work.at,
        changed_by=user_id("secretaris"), field="ends_on", reason=f"{TOLD} reden")  # fmt: skip


def _of_others(world: World, lived: Lived) -> None:
    """Texts about somebody or something else that name the pupil."""
    text, short = lived.named, f"{GIVEN} {FAMILY}"
    with world.writing() as work:
        for row in (
            Bottleneck(id=work.new_id(), number=1, title=short, description=text, answer=text, asked=text,
                noted_on=TODAY, status="answered"),
            Need(id=work.new_id(), school_id=school_id("DUIN"), wanted=short, reason_code="no_offer", noted_on=TODAY,
                expires_on=TODAY),
            Booking(id=work.new_id(), offer_id=offer_id("DUIN"), school_id=school_id("ZEEUW"), day=TODAY,
                starts_at=time(9), ends_at=time(10), purpose=short, made_by=user_id("secretaris"), made_at=work.at),
            EmployerContact(id=work.new_id(), employer_id=made_id(1, 70), contacted_on=TODAY, kind="call",
                by_name="J. Pol", text=text),
            Vacancy(id=work.new_id(), number="V-1", employer_id=made_id(1, 70), kind="job", title=short,
                requirements=text, places=1, open_from=TODAY),
            PrivacyText(key="doel", text=text),
            ImportBatch(id=work.new_id(), kind="cases", file_name=f"aanmelding {short}.xlsx", taken_in_at=work.at,
                taken_in_by=user_id("secretaris"), rows=1),
        ):  # fmt: skip
            work.session.add(row)
        breach = DataBreach(id=work.new_id(), number="DL-1", discovered_at=work.at, kind="sent")
        breach.sealed_facts = work.seal.seal("data_breach", breach.id, "sealed_facts", text)
        work.session.add(breach)
        other = work.session.scalars(select(Case).where(Case.id != lived.case)).first()
        assert other is not None
        other.tried = work.seal.seal("case_file", other.id, "tried", text)


OWN = {
    "placement.answer_reason": "id = :placement", "delivery.note": "placement_id = :placement",
    "confirmation_line.reason": "delivery_id IN (SELECT id FROM delivery WHERE placement_id = :placement)",
    "case_discussion.reason": "case_id = :case", "action_item.sealed_reason": "case_id = :case",
    "agenda_item.notes": "id = :item", "pupil.initials": "id = :pupil",
}  # fmt: skip
BESIDE = {
    "action_item.owner_name": "case_id <> :case", "agenda_item.title": "case_id IS NULL",
    "agenda_item.open_notes": "case_id IS NULL",
    "attendance.name": "organisation_id = (SELECT id FROM organisation WHERE code = 'KREEK')",
    "contribution_spending.name": "1 = 1", "data_breach.sealed_measures": "1 = 1", "employer.agreements": "1 = 1",
    "employer_contact.by_name": "1 = 1", "meeting.announced": "1 = 1", "meeting.chair": "1 = 1",
    "meeting.place": "1 = 1", "minutes_version.sealed_note": "version = 1", "privacy_text.text": "1 = 1",
    "amendment.sealed_text": "agenda_item_id IS NULL",
}  # fmt: skip


def _put_past_the_guards(world: World, lived: Lived) -> None:
    """Where the program lets nobody write any more, or only by a long way round."""
    values = {"placement": lived.placement, "case": lived.case, "item": lived.item, "pupil": lived.pupil}
    place = world.owner
    with closing(place.connect()) as driver:
        place.begin_writing(driver)
        with place.without_guards(driver):
            for number, (where, which) in enumerate((OWN | BESIDE).items()):
                table, column = where.split(".")
                text = f"{TOLD} {number}" if where in OWN else f"{GIVEN} {FAMILY} {number}"
                known = {name: value for name, value in values.items() if f":{name}" in which}
                key = "delivery_id" if table == "confirmation_line" else "key" if table == "privacy_text" else "id"
                for (row_id,) in driver.execute(f"SELECT {key} FROM {table} WHERE {which}", known).fetchall():
                    is_sealed = isinstance(Base.metadata.tables[table].columns[column].type, Sealed)
                    value = world.store.seal.seal(table, row_id, column, text) if is_sealed else text
                    driver.execute(f"UPDATE {table} SET {column} = ? WHERE {key} = ?", (value, row_id))
        driver.execute("COMMIT")


def texts(world: World) -> Iterator[tuple[str, str]]:
    """Every value of every column of every table that is a text, opened where it was sealed: where it is, and what."""
    for table in Base.metadata.sorted_tables:
        for row in _rows(world, table.name):
            for column in table.columns:
                value = row[column.name]
                if isinstance(column.type, Sealed) and value is not None:
                    text = world.store.seal.open(table.name, row["id"], column.name, SealedBytes(value))
                    yield f"{table.name}.{column.name}", text
                elif isinstance(value, str):
                    yield f"{table.name}.{column.name}", value
                    if table.name == "audit_event" and column.name == "facts":
                        yield from _reasons(world, row["subject_id"], value)


def _reasons(world: World, subject: str, facts: str) -> Iterator[tuple[str, str]]:
    said = json.loads(facts).get("reason", "")
    if isinstance(said, str) and len(said) > 60 and subject:
        yield "audit_event.reason", world.store.seal.open("audit_event", subject, "reason", SealedBytes.fromhex(said))


def _rows(world: World, table: str) -> list[dict[str, Any]]:
    names = list(Base.metadata.tables[table].columns.keys())
    found = world.store.rows(f"SELECT {', '.join(names)} FROM {table}")
    return [dict(zip(names, row, strict=True)) for row in found]


def found_in(world: World, lived: Lived) -> dict[str, list[str]]:
    """By column what is still there of the pupil; "*" everything that is written there."""
    found: dict[str, list[str]] = {}
    for where, text in texts(world):
        bare = "".join(plain_text(text)[0].casefold().split())
        for secret in lived.secrets:
            if secret in bare:
                found.setdefault(where, []).append(secret)
    return found
