"""Letters at a request: initials only to who got something, a name only to who asked."""

from __future__ import annotations

import json
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from tests.builders import World
from tests.reports.test_year_closing import pdf_text
from tests.services.test_privacy_requests import asked
from zsm_desktop.reports.privacy_letters import WrittenLetters, write


def text_of(path: Path) -> str:
    return " ".join(pdf_text(path)[1].split())


@pytest.fixture
def written(world: World, tmp_path: Path) -> tuple[World, WrittenLetters]:
    placement = world.placement("DUIN", "ZEEUW")
    ((case_id,),) = world.store.rows("SELECT case_id FROM placement WHERE id = ?", (placement,))
    row = asked(world, "objection", case_id)
    return world, write(world.desk, row.id, tmp_path)


def test_who_got_something_reads_when_and_no_name(written: tuple[World, WrittenLetters]) -> None:
    _, letters = written
    pdf, mail = letters.to_receivers
    said = text_of(pdf)
    assert "De Duinpan" in said
    assert "U kreeg op" in said
    assert "verwijderen" in said
    number = written[0].store.rows("SELECT number FROM placement")[0][0]
    assert f"Bij u loopt nog {number}. Bel mij" in said
    for name in ("Zoë", "Berg"):
        assert name not in said
        assert name not in mail.read_text()
    message = message_from_bytes(mail.read_bytes(), policy=default)
    assert message["X-Unsent"] == "1"
    assert [part.get_filename() for part in message.iter_attachments()] == [pdf.name]


def test_who_asked_reads_what_was_done_and_who_has_it(written: tuple[World, WrittenLetters]) -> None:
    world, letters = written
    said = text_of(letters.answer)
    assert "Zoë van den Berg" in said
    assert "De Duinpan" in said
    assert "Autoriteit Persoonsgegevens" in said
    number = world.store.rows("SELECT number FROM placement")[0][0]
    assert f"{number}: " in said
    assert "Dit loopt nog." in said
    assert world.reasons("pupil.open_name") == ["Antwoord op uw verzoek"]
    ((facts,),) = world.store.rows("SELECT facts FROM audit_event WHERE act = 'request.letters'")
    assert json.loads(facts) == {"letters": 2}
