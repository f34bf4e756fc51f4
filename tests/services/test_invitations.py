"""What goes out before a meeting: the same event in every calendar, and not a word that points at a pupil."""

from __future__ import annotations

from datetime import date, time, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from icalendar import Calendar, Component
from pypdfium2 import PdfDocument
from sqlalchemy import select

from tests.builders import World, school_id
from tests.services.test_meetings import MB, SG, planned, refused
from tests.versions import version_of
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.models import Contact
from zsm_desktop.reports import invitation
from zsm_desktop.reports.agenda import agenda_document
from zsm_desktop.reports.document import Table
from zsm_desktop.reports.pdf import pdf_bytes
from zsm_desktop.words.invitation import opening

ADDRESSES = {"Contact De Duinpan": "duin@voorbeeld.nl", "Contact Het Kreekrif": "kreek@voorbeeld.nl"}


@pytest.fixture
def meeting(world: World) -> str:
    """A meeting with two cases and two people who have an address; a name was typed where none should be."""
    with world.writing() as work:
        for contact in work.session.scalars(select(Contact)):
            contact.email = ADDRESSES.get(contact.name)
    made = planned(world)
    for code in ("ZEEUW", "DUIN"):
        world.desk.meetings.add_case(made, world.case(code))
    for name in names(world):
        world.desk.meetings.add_item(made, f"Brief over {name}")
    return made


def names(world: World) -> list[str]:
    """Pseudonyms and full names of every pupil there is."""
    rows = world.store.rows("SELECT id, pseudonym FROM pupil")
    found = [pseudonym for _, pseudonym in rows]
    for pupil_id, _ in rows:
        person = world.desk.pupils.open_name(pupil_id, "test")
        found += [person.full_name, *person.full_name.split()]
    return found


def event_of(data: bytes) -> tuple[Component, Component]:
    whole = Calendar.from_ical(data)
    (event,) = whole.walk("VEVENT")
    return whole, event


def written(world: World, meeting: str, path: Path) -> bytes:
    return invitation.write(world.desk, meeting, path).read_bytes()


def test_a_calendar_reads_back_what_was_asked(world: World, meeting: str, tmp_path: Path) -> None:
    whole, event = event_of(written(world, meeting, tmp_path / "uitnodiging.ics"))
    assert (str(whole["METHOD"]), str(event["UID"]), int(event["SEQUENCE"])) == ("REQUEST", meeting, 0)
    (zone,) = whole.walk("VTIMEZONE")
    assert str(zone["TZID"]) == "Europe/Amsterdam"
    start, end = event["DTSTART"].dt, event["DTEND"].dt
    assert (start.date(), start.time(), end.time()) == (date(2026, 11, 24), time(13, 30), time(16))
    assert (start.utcoffset(), str(event["DTSTART"].params["TZID"])) == (timedelta(hours=1), "Europe/Amsterdam")
    assert (str(event["LOCATION"]), str(event["STATUS"])) == ("De Duinpan", "CONFIRMED")
    asked = {str(one) for one in event["ATTENDEE"]}
    assert asked == {f"mailto:{address}" for address in ADDRESSES.values()}
    assert "Casus (De Zeeuwse Vaart)" in str(event["DESCRIPTION"])


def test_a_change_and_a_cancellation_are_the_same_event_and_each_is_newer(
    world: World, meeting: str, tmp_path: Path
) -> None:
    path = tmp_path / "uitnodiging.ics"
    written(world, meeting, path)
    world.desk.meetings.reschedule(
        meeting,
        version_of(world, "meeting", meeting),
        held_on=date(2026, 12, 1),
        starts_at=time(9),
        ends_at=time(11),
        place="Het Kreekrif",
    )
    _, changed = event_of(written(world, meeting, path))
    assert (str(changed["UID"]), int(changed["SEQUENCE"])) == (meeting, 1)
    assert changed["DTSTART"].dt.date() == date(2026, 12, 1)
    world.desk.meetings.cancel(meeting)
    whole, gone = event_of(written(world, meeting, path))
    assert (str(whole["METHOD"]), str(gone["STATUS"])) == ("CANCEL", "CANCELLED")
    assert (str(gone["UID"]), int(gone["SEQUENCE"])) == (meeting, 2)


def test_no_paper_holds_a_pupil_by_any_name(world: World, meeting: str, tmp_path: Path) -> None:
    message = message_from_bytes(written(world, meeting, tmp_path / "uitnodiging.eml"), policy=policy.default)
    agenda, calendar = message.iter_attachments()
    body = message.get_body().get_content()
    (event,) = Calendar.from_ical(calendar.get_payload(decode=True)).walk("VEVENT")
    paper = "\n".join(page.get_textpage().get_text_bounded() for page in PdfDocument(agenda.get_payload(decode=True)))
    copied = invitation.text(world.desk.invitations.facts(meeting))
    looked_for = [name for name in names(world) if len(name) > 2 and name[0].isupper()]
    assert len(looked_for) > 4
    for text in (str(message["Subject"]), body, paper, copied, *(str(value) for value in event.values())):
        assert [name for name in looked_for if name in text] == []
    assert "Casus (De Duinpan)" in body
    assert "Casus" in paper


def test_the_draft_goes_to_who_has_an_address_with_agenda_and_calendar(
    world: World, meeting: str, tmp_path: Path
) -> None:
    message = message_from_bytes(written(world, meeting, tmp_path / "uitnodiging.eml"), policy=policy.default)
    assert str(message["To"]) == ", ".join(sorted(ADDRESSES.values()))
    assert str(message["Subject"]) == "Uitnodiging: Maatwerkbespreking, dinsdag 24 november 2026"
    agenda, calendar = message.iter_attachments()
    assert (agenda.get_content_type(), agenda.get_filename()) == (
        "application/pdf",
        "Agenda Maatwerkbespreking 2026-11-24.pdf",
    )
    assert calendar["Content-Type"].params["method"] == "REQUEST"
    world.desk.meetings.cancel(meeting)
    gone = message_from_bytes(written(world, meeting, tmp_path / "uitnodiging.eml"), policy=policy.default)
    assert str(gone["Subject"]).startswith("Gaat niet door: ")
    (calendar,) = gone.iter_attachments()
    assert calendar["Content-Type"].params["method"] == "CANCEL"


def test_without_any_address_there_is_no_draft_and_nothing_counts_as_sent(world: World, tmp_path: Path) -> None:
    meeting = planned(world)
    with refused("meeting.nobody_to_invite"):
        invitation.write(world.desk, meeting, tmp_path / "uitnodiging.eml")
    assert world.store.rows("SELECT invited FROM meeting") == [(0,)]
    assert list(tmp_path.glob("*.eml")) == []


def test_a_case_that_may_not_be_discussed_is_not_on_the_paper(world: World, meeting: str) -> None:
    (case, *_) = [row.case for row in world.desk.meetings.card(meeting).agenda if row.case]
    (consent,) = world.desk.cases.card(case.id).consents
    world.desk.cases.withdraw_consent(consent.id, on=date(2026, 11, 20))
    facts = world.desk.invitations.facts(meeting)
    schools = [line.school for line in facts.lines if line.school]
    assert schools == ["De Duinpan"]
    assert [line.number for line in facts.lines] == list(range(1, len(facts.lines) + 1))
    assert len(pdf_bytes(agenda_document(facts))) > 1000


@pytest.mark.file_only("the paper is made of the same facts")
def test_the_agenda_of_the_directors_has_no_columns_for_cases(world: World, meeting: str) -> None:
    def columns(of: str) -> list[str]:
        (table,) = [one for one in agenda_document(world.desk.invitations.facts(of)).blocks if isinstance(one, Table)]
        return [column.title for column in table.columns]

    steering = planned(world, SG)
    world.desk.meetings.add_item(steering, "Begroting")
    assert columns(steering) == ["Nr", "Tijd", "Punt", "Minuten"]
    assert columns(meeting) == ["Nr", "Tijd", "Punt", "School", "Waarom", "Minuten"]


@pytest.mark.parametrize("name", ["directeur duin", "lezer"])
def test_who_does_not_lead_invites_nobody(world: World, meeting: str, name: str) -> None:
    with refused("permission.missing"):
        world.desk_of(name).invitations.facts(meeting)


def test_a_finished_meeting_is_not_invited_for(world: World) -> None:
    meeting = planned(world, MB)
    world.desk.live.start(meeting)
    world.desk.live.finish(meeting)
    with refused("meeting.finished"):
        world.desk.invitations.send(meeting)


def subject_of(data: bytes) -> str:
    return str(message_from_bytes(data, policy=policy.default)["Subject"]).partition(":")[0]


def test_only_another_day_hour_or_place_is_a_change(world: World, meeting: str, tmp_path: Path) -> None:
    mail, calendar = tmp_path / "uitnodiging.eml", tmp_path / "uitnodiging.ics"
    numbers = [int(event_of(written(world, meeting, calendar))[1]["SEQUENCE"]) for _ in range(2)]
    assert numbers == [0, 1]
    assert subject_of(written(world, meeting, mail)) == "Uitnodiging"
    world.desk.meetings.add_item(meeting, "Rondvraag")
    assert subject_of(written(world, meeting, mail)) == "Uitnodiging"
    when = {"held_on": date(2026, 11, 24), "starts_at": time(13, 30), "ends_at": time(16)}
    for change in ({"place": "Het Kreekrif"}, {"starts_at": time(13)}, {"held_on": date(2026, 12, 1)}):
        when = {"place": "Het Kreekrif", **when, **change}
        world.desk.meetings.reschedule(meeting, version_of(world, "meeting", meeting), **when)
        assert subject_of(written(world, meeting, mail)) == "Gewijzigd"
        assert subject_of(written(world, meeting, mail)) == "Uitnodiging"


def test_a_file_that_could_not_be_written_was_not_sent(world: World, meeting: str, tmp_path: Path) -> None:
    (tmp_path / "uitnodiging.ics").mkdir()
    with pytest.raises((RuleError, OSError)):
        invitation.write(world.desk, meeting, tmp_path / "uitnodiging.ics")
    assert world.store.rows("SELECT invited, announced FROM meeting") == [(0, "")]


@pytest.mark.parametrize("email", ["p@x.nl\nBcc: e@x.nl", "a@x.nl, b@x.nl", "J. Pol <j@pol.nl>", "j.pol"])
def test_what_is_no_address_is_refused_at_the_form_and_goes_out_in_no_file(
    world: World, meeting: str, tmp_path: Path, email: str
) -> None:
    with refused("network.email"):
        world.desk.network.add_contact(school_id("DUIN"), name="J. Pol", function="", email=email, phone="")
    with world.writing() as work:
        for contact in work.session.scalars(select(Contact)):
            contact.email = email if contact.name == "Contact De Duinpan" else contact.email
    message = message_from_bytes(written(world, meeting, tmp_path / "uitnodiging.eml"), policy=policy.default)
    assert (str(message["To"]), message["Bcc"]) == (ADDRESSES["Contact Het Kreekrif"], None)
    _, event = event_of(written(world, meeting, tmp_path / "uitnodiging.ics"))
    assert str(event["ATTENDEE"]) == f"mailto:{ADDRESSES['Contact Het Kreekrif']}"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("Maatwerkbespreking", "de maatwerkbespreking"),
        ("Stuurgroep", "het overleg van de stuurgroep"),
        ("Kernteam Walcheren", "het overleg van het kernteam Walcheren"),
        ("WERKoverleg cluster 1", "het WERKoverleg cluster 1"),
        ("Netwerkoverleg", "het netwerkoverleg"),
        ("Indicatie- en adviescommissie", "het overleg van de indicatie- en adviescommissie"),
        ("Zeeland Oost", "het overleg ‘Zeeland Oost’"),
    ],
)
def test_the_opening_is_a_dutch_sentence(body: str, said: str) -> None:
    text = opening(body, date(2026, 11, 24), is_update=False, is_cancelled=False)
    assert text == f"Hierbij nodig ik u uit voor {said} op dinsdag 24 november 2026."
