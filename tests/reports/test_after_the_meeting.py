"""The papers of a finished meeting as files: one archive, reminders, and a locked one with names."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from email import message_from_bytes, policy
from pathlib import Path

import msoffcrypto
import openpyxl
import pikepdf
import pypdfium2
import pytest

from tests.builders import World
from tests.services.test_minutes import held
from tests.services.test_papers import pseudonyms, with_contact
from tests.versions import last_minutes
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.reports import action_list, archive
from zsm_desktop.reports.minutes import minutes_document
from zsm_desktop.reports.named import write_with_names
from zsm_desktop.reports.pdf import pdf_bytes
from zsm_desktop.services.minutes_correction import Correction

PASSWORD = "vier losse woorden"


def text_of(data: bytes, password: str | None = None) -> str:
    document = pypdfium2.PdfDocument(data, password=password)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text


def unpacked(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as found:
        assert found.testzip() is None
        return {name: found.read(name) for name in found.namelist()}


def test_one_file_holds_all_papers_of_a_meeting(world: World, tmp_path: Path) -> None:
    meeting = held(world)
    path = archive.write(world.desk, meeting, tmp_path / "uit")
    assert path.name == "Overleg MB 2026-27-01 2026-11-24.zip"
    files = unpacked(path)
    assert list(files) == [
        "Leesmij.txt",
        "Agenda.pdf",
        "Verslag.pdf",
        "Verslag.xlsx",
        "Besluitenlijst.pdf",
        "Actielijst.pdf",
    ]
    assert "Zeeuwse notitie." in text_of(files["Verslag.pdf"])
    assert "notitie" not in text_of(files["Agenda.pdf"])
    assert all(name in text_of(files["Agenda.pdf"]) for name in pseudonyms(world, meeting).values())
    assert "Duins besluit." in text_of(files["Besluitenlijst.pdf"])
    assert "Duinse actie" in text_of(files["Actielijst.pdf"])
    assert openpyxl.load_workbook(io.BytesIO(files["Verslag.xlsx"])).sheetnames[0] == "Verslag"


def test_the_index_names_every_file_with_its_check_sum(world: World, tmp_path: Path) -> None:
    meeting = held(world)
    files = unpacked(archive.write(world.desk, meeting, tmp_path))
    index = files.pop("Leesmij.txt").decode()
    assert re.findall(r"SHA-256 (\w+)", index) == [hashlib.sha256(data).hexdigest() for data in files.values()]
    assert "Concept" in index
    world.desk.versions.prepare(meeting)
    world.desk.versions.finalise(meeting)
    index = unpacked(archive.write(world.desk, meeting, tmp_path))["Leesmij.txt"].decode()
    digest = world.desk.minutes.facts(meeting).stamp.digest
    assert "Vastgesteld · versie 2" in index
    assert digest in index.replace(" ", "")


@pytest.mark.parametrize("audience", ["steering", "school:ZEEUW"])
def test_an_archive_for_others_holds_nothing_of_what_is_left_out(world: World, tmp_path: Path, audience: str) -> None:
    meeting = held(world)
    hidden = pseudonyms(world, meeting)["DUIN"]
    path = archive.write(world.desk, meeting, tmp_path, audience)
    assert path.stem.endswith("ZEEUW" if audience != "steering" else "zonder leerlingen")
    for name, data in unpacked(path).items():
        text = text_of(data) if name.endswith(".pdf") else repr(data)
        assert "Duins" not in text
        assert hidden not in text
    assert "zijn weggelaten" in unpacked(path)["Leesmij.txt"].decode()


def test_final_papers_are_the_same_bytes_whenever_they_are_made(world: World, tmp_path: Path) -> None:
    meeting = held(world)
    world.desk.versions.prepare(meeting)
    world.desk.versions.finalise(meeting)
    first = archive.write(world.desk, meeting, tmp_path / "een").read_bytes()
    world.now = world.now.replace(hour=17)
    assert archive.write(world.desk, meeting, tmp_path / "twee").read_bytes() == first


def test_no_archive_in_the_networks_own_folder(world: World) -> None:
    meeting = held(world)
    before = sorted(world.folder.iterdir())
    with pytest.raises(RuleError, match=r"file\.network_folder"):
        archive.write(world.desk, meeting, world.folder)
    assert sorted(world.folder.iterdir()) == before


def test_everyone_gets_a_message_with_the_own_actions(world: World, tmp_path: Path) -> None:
    with_contact(world, 1, "J. Pol", "j.pol@duin.nl")
    meeting = held(world)
    (path,) = action_list.write_drafts(world.desk, meeting, tmp_path)
    assert path.name == "Acties J. Pol 2026-11-24.eml"
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    text = message.get_content()  # type: ignore[attr-defined]
    assert (message["To"], message["X-Unsent"]) == ("j.pol@duin.nl", "1")
    duin = pseudonyms(world, meeting)["DUIN"]
    assert "Beste J. Pol," in text
    assert f"- Duinse actie ({duin}, uiterlijk 1 december 2026)" in text


def test_the_list_per_person_is_written_twice(world: World, tmp_path: Path) -> None:
    files = action_list.write(world.desk, held(world), tmp_path)
    text = text_of(files["pdf"].read_bytes())
    assert "J. Pol" in text
    assert "Duinse actie" in text
    cells = [cell.value for sheet in openpyxl.load_workbook(files["xlsx"]) for row in sheet for cell in row]
    assert "Duinse actie" in cells


def test_names_are_in_a_locked_file_and_in_no_other(world: World, tmp_path: Path) -> None:
    meeting = held(world)
    item = next(row.id for row in world.desk.meetings.card(meeting).agenda if row.case)
    world.desk.versions.polish({item: "Zeeuwse notitie. Zoë belt zelf."})
    assert "Zoë" not in repr(world.desk.minutes.facts(meeting))
    files = write_with_names(world.desk, meeting, tmp_path, reason="Overdracht", password=PASSWORD, again=PASSWORD)
    pdf = files["pdf"].read_bytes()
    assert "van den Berg" in text_of(pdf, PASSWORD)
    assert "Zoë belt zelf." in text_of(pdf, PASSWORD)
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(pdf))
    opened = io.BytesIO()
    book = msoffcrypto.OfficeFile(io.BytesIO(files["xlsx"].read_bytes()))
    book.load_key(password=PASSWORD)
    book.decrypt(opened)
    cells = [cell.value for row in openpyxl.load_workbook(opened)["Verslag"] for cell in row]
    assert "Zoë van den Berg" in cells
    for path in tmp_path.rglob("*"):
        assert not path.is_file() or path.parent == world.folder or b"Berg" not in path.read_bytes()
    assert world.reasons("minutes.with_names") == ["Overdracht"]


@pytest.mark.parametrize(
    ("reason", "password", "again", "code"),
    [
        ("Overdracht", "kort", "kort", "minutes.password_short"),
        ("Overdracht", PASSWORD, PASSWORD + "!", "minutes.password_differs"),
        (" ", PASSWORD, PASSWORD, "minutes.names_reason"),
    ],
)
def test_no_name_is_opened_without_reason_and_password(
    world: World, tmp_path: Path, reason: str, password: str, again: str, code: str
) -> None:
    meeting = held(world)
    with pytest.raises(RuleError, match=code):
        write_with_names(world.desk, meeting, tmp_path / "uit", reason=reason, password=password, again=again)
    assert world.reasons("pupil.open_name") == []
    assert not (tmp_path / "uit").exists()


def test_a_paper_says_how_far_it_is_and_what_was_amended(world: World) -> None:
    meeting = held(world)
    item = next(row.id for row in world.desk.meetings.card(meeting).agenda if row.case)
    versions = world.desk.versions
    assert ("Stand", "Concept") in minutes_document(world.desk.minutes.facts(meeting)).facts
    versions.prepare(meeting)
    with world.writing() as work:
        work.run("UPDATE attendance SET is_present = 1", [{}])
    there = world.desk.meetings.card(meeting).attendance[0].id
    for each in (
        versions.amend(meeting, there, "Moeder ging akkoord.", item).made_id,
        versions.amend(meeting, there, "Begonnen om half drie.").made_id,
    ):
        versions.settle(each, is_accepted=True)
    text = text_of(pdf_bytes(minutes_document(world.desk.minutes.facts(meeting))))
    assert "Klaargezet · versie 1" in text
    assert "Controlegetal" not in text
    versions.finalise(meeting)
    versions.correct(meeting, last_minutes(world, meeting), "Zoë heet anders", Correction({item: "Beter gezegd."}))
    facts = world.desk.minutes.facts(meeting)
    text = " ".join(text_of(pdf_bytes(minutes_document(facts))).split())
    for part in ("Vastgesteld · versie 3", "Moeder ging akkoord.", "Begonnen om half drie.", "heet anders"):
        assert part in text
    assert facts.stamp.digest in text.replace(" ", "")
    assert "Zoë" not in text
    assert "heet anders" not in repr(minutes_document(world.desk.minutes.facts(meeting, "steering")))
