"""An invitation as it goes out: text to copy, a file for calendars, and a message with the agenda attached."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.files import replacing_together, require_paper_place, safe_file_name
from zsm_desktop.reports.agenda import agenda_document
from zsm_desktop.reports.eml import Attachment, draft
from zsm_desktop.reports.ics import calendar, method
from zsm_desktop.words import invitation as words
from zsm_desktop.words.minutes import person

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.invitations import InvitationFacts

CALENDAR = ".ics"
MESSAGE = ".eml"


def text(facts: InvitationFacts) -> str:
    """The message without attachments, to paste anywhere."""
    lines = [(line.number, line.words, line.school, line.starts_at) for line in facts.lines]
    return words.message(
        facts.body,
        facts.held_on,
        (facts.starts_at, facts.ends_at),
        facts.place,
        lines,
        facts.sender.name,
        facts.network,
        chair=person(facts.chair, facts.chair_organisation) if facts.chair_organisation else "",
        is_update=facts.is_update,
        is_cancelled=facts.is_cancelled,
    )


def message(facts: InvitationFacts) -> bytes:
    """A draft to look at and send, with the agenda (not for a cancellation) and the file for calendars.

    Raises RuleError("meeting.nobody_to_invite") when no address is known of anybody.
    """
    from zsm_desktop.reports.pdf import pdf_bytes

    if not facts.addresses:
        raise RuleError("meeting.nobody_to_invite")
    attachments = [Attachment("uitnodiging.ics", calendar(facts), f"text/calendar; method={method(facts)}")]
    if not facts.is_cancelled:
        name = safe_file_name(f"Agenda {facts.body} {facts.held_on.isoformat()}", ".pdf")
        attachments.insert(0, Attachment(name, pdf_bytes(agenda_document(facts)), "application/pdf"))
    about = words.subject(facts.body, facts.held_on, is_update=facts.is_update, is_cancelled=facts.is_cancelled)
    return draft(facts.addresses, about, text(facts), attachments)


def file_name(body: str, held_on: str, suffix: str) -> str:
    return safe_file_name(f"Uitnodiging {body} {held_on}", suffix)


def write(desk: Desk, meeting_id: str, path: Path) -> Path:
    """The invitation at `path`: a message for ".eml", else a file for calendars. Counts as sent once it is there."""
    require_paper_place(path)
    facts = desk.invitations.facts(meeting_id)
    data = message(facts) if path.suffix == MESSAGE else calendar(facts)
    with replacing_together([path], lambda: desk.invitations.send(meeting_id)) as temporary:
        temporary[path].write_bytes(data)
    return path
