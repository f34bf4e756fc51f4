"""A draft is opened by any mail program as it was written, and nothing typed can reach its headers."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from zsm_desktop.domain.addresses import as_address
from zsm_desktop.reports.eml import Attachment, draft


def read_back(data: bytes) -> EmailMessage:
    message = message_from_bytes(data, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def test_a_draft_is_read_back_as_it_was_written() -> None:
    text = "Beste Zoë,\n\nTot dinsdag – neem “het formulier” mee.\n" + "een lange regel " * 30
    message = read_back(draft("j.pol@voorbeeld.nl", "Acties uit de bespreking: één", text))
    assert (message["To"], message["Subject"]) == ("j.pol@voorbeeld.nl", "Acties uit de bespreking: één")
    assert message["X-Unsent"] == "1"
    assert message.get_content().replace("\r\n", "\n").strip() == text.strip()


def test_attachments_come_along_byte_for_byte() -> None:
    paper = Attachment("Agenda é.pdf", bytes(range(256)) * 9, "application/pdf")
    invitation = Attachment("overleg.ics", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "text/calendar; method=REQUEST")
    message = read_back(draft("", "Uitnodiging", "Hierbij.", [paper, invitation]))
    found = list(message.iter_attachments())
    assert [each.get_filename() for each in found] == ["Agenda é.pdf", "overleg.ics"]
    assert [each.get_payload(decode=True) for each in found] == [paper.content, invitation.content]
    assert found[1].get_content_type() == "text/calendar"
    assert found[1]["Content-Type"].params["method"] == "REQUEST"


def test_the_same_draft_gives_the_same_bytes() -> None:
    files = [Attachment("a.pdf", b"%PDF", "application/pdf")]
    assert draft("a@b.nl", "Kop", "Tekst", files) == draft("a@b.nl", "Kop", "Tekst", files)
    assert draft("a@b.nl", "Kop", "Tekst", files) != draft("a@b.nl", "Kop", "Andere tekst", files)


@pytest.mark.parametrize("subject", ["Kop\r\nBcc: dief@elders.nl", "Kop\nBcc: dief@elders.nl", "Kop\x0bBcc: x"])
def test_a_subject_cannot_become_another_header(subject: str) -> None:
    message = read_back(draft("a@b.nl", subject, "Tekst"))
    assert message["Bcc"] is None
    assert sorted(name.lower() for name in message if "mime" not in name.lower() and "content" not in name.lower()) == [
        "subject",
        "to",
        "x-unsent",
    ]


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        (" j.pol@voorbeeld.nl ", "j.pol@voorbeeld.nl"),
        ("j.pol@voorbeeld.nl\nBcc: dief@elders.nl", ""),
        ("a@b.nl, c@d.nl", ""),
        ("J. Pol <j.pol@voorbeeld.nl>", ""),
        ("geen adres", ""),
        ("", ""),
    ],
)
def test_only_one_plain_address_is_an_address(typed: str, address: str) -> None:
    assert as_address(typed) == address


def test_without_an_address_it_is_still_a_draft() -> None:
    message = read_back(draft("onbekend", "Kop", "Tekst"))
    assert message["To"] is None
    assert message.get_content().strip() == "Tekst"


def test_several_readers_each_stand_once() -> None:
    message = read_back(draft(["a@b.nl", "c@d.nl", "a@b.nl", "niets"], "Kop", "Tekst"))
    assert message["To"] == "a@b.nl, c@d.nl"
