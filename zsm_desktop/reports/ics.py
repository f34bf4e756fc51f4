"""A meeting for calendars (RFC 5545 and 5546): asked for, changed or cancelled, always as the same event."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from zsm_desktop.reports.texts import clean, one_line
from zsm_desktop.words import invitation as words

if TYPE_CHECKING:
    from zsm_desktop.services.invitations import InvitationFacts, Invited

ZONE = "Europe/Amsterdam"
PRODUCT = "-//zsm-desktop//NL"
NOBODY = "invalid:nomail"
"""What calendars write for an organiser without an address; the standard asks for one."""
# Outlook wants the rules of the zone in the file itself; those of the European Union since 1996.
_ZONE_RULES = f"""BEGIN:VTIMEZONE
TZID:{ZONE}
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""


def method(facts: InvitationFacts) -> str:
    return "CANCEL" if facts.is_cancelled else "REQUEST"


def calendar(facts: InvitationFacts) -> bytes:
    """The whole file; the same facts give the same bytes."""
    from icalendar import Calendar, Event, Timezone

    whole = Calendar()
    whole.add("prodid", PRODUCT)
    whole.add("version", "2.0")
    whole.add("calscale", "GREGORIAN")
    whole.add("method", method(facts))
    whole.add_component(Timezone.from_ical(_ZONE_RULES.replace("\n", "\r\n")))
    event = Event()
    event.add("uid", facts.uid)
    event.add("sequence", facts.sequence)
    event.add("dtstamp", facts.made_at.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", _moment(facts, facts.starts_at))
    event.add("dtend", _moment(facts, facts.ends_at))
    event.add("summary", one_line(f"{facts.body} ({facts.number})"))
    if facts.place:
        event.add("location", one_line(facts.place))
    lines = [(line.number, line.words, line.school, line.starts_at) for line in facts.lines]
    event.add("description", clean(words.agenda(lines)))
    event.add("status", "CANCELLED" if facts.is_cancelled else "CONFIRMED")
    event.add("transp", "OPAQUE")
    event.add("class", "PRIVATE")
    event.add("organizer", _person(facts.sender))
    for person in facts.people:
        if person.email:
            event.add("attendee", _attendee(person, has_answer_address=bool(facts.sender.email)))
    whole.add_component(event)
    return bytes(whole.to_ical())


def _moment(facts: InvitationFacts, at: time) -> datetime:
    return datetime.combine(facts.held_on, at, ZoneInfo(ZONE))


def _person(person: Invited) -> object:
    from icalendar import vCalAddress

    address = vCalAddress(f"mailto:{person.email}" if person.email else NOBODY)
    address.params["CN"] = one_line(person.name)
    return address


def _attendee(person: Invited, *, has_answer_address: bool) -> object:
    """An answer is asked for only where it can go somewhere."""
    address = _person(person)
    address.params.update(  # type: ignore[attr-defined]
        {
            "CUTYPE": "INDIVIDUAL",
            "ROLE": "REQ-PARTICIPANT",
            "PARTSTAT": "NEEDS-ACTION",
            "RSVP": "TRUE" if has_answer_address else "FALSE",
        }
    )
    return address
