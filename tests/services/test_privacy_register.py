"""The register and the DPIA say what the network's settings are, and each question can be answered in own words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.test_published_names import made
from tests.builders import World
from tests.reports.test_year_closing import pdf_text
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.outside_copies import HowGone
from zsm_desktop.reports.privacy_register import write
from zsm_desktop.services.privacy_register import DPIA, QUESTIONS, REGISTER
from zsm_desktop.words import privacy_register as words


@pytest.fixture
def kept() -> str:
    """Rows and rights on a server: test_privacy_on_server."""
    return "file"


def test_every_question_is_asked_in_words_and_answered_by_the_program_or_to_be_filled(world: World) -> None:
    assert set(words.QUESTIONS) == set(QUESTIONS)
    facts = world.desk.privacy_register.facts()
    said = {key: words.default(key, facts) for key in QUESTIONS}
    to_fill = {key for key, text in said.items() if text == words.TO_FILL}
    assert to_fill == {"officer", "dpia_heard", "dpia_advice", "dpia_decided"}
    assert "De Duinpan" in {name for name, _ in facts.receivers}


def test_the_terms_are_those_of_the_network(world: World) -> None:
    world.desk.retention.set("pupils", 0, 3, "Besluit van de stuurgroep.")
    said = words.default("terms", world.desk.privacy_register.facts())
    assert "3 jaar na het verlaten van de school. Besluit van de stuurgroep." in said


def test_own_words_go_before_those_of_the_program_until_they_are_taken_out(world: World) -> None:
    register = world.desk.privacy_register
    register.write("officer", 0, "  Mevrouw Peters, fg@scholen.example ")
    own = register.facts().own("officer")
    assert (own.text, own.version) == ("Mevrouw Peters, fg@scholen.example", 1)
    with pytest.raises(RuleError, match="edit.conflict"):
        register.write("officer", 0, "Iemand anders.")
    register.write("officer", own.version, " ")
    assert register.facts().own("officer").version == 0
    with pytest.raises(RuleError, match="privacy.long_text"):
        register.write("officer", 0, "x" * 6001)


@pytest.mark.parametrize("name", ["stage zeeuw", "directeur zeeuw", "lezer", "boekhouder"])
def test_nobody_else_reads_or_writes_it(world: World, name: str) -> None:
    desk = world.desk_of(name)
    for act in (desk.privacy_register.facts, lambda: desk.privacy_register.write("officer", 0, "Ik.")):
        with pytest.raises(RuleError, match="permission.missing"):
            act()


@pytest.mark.parametrize(("which", "keys"), [("register", REGISTER), ("dpia", DPIA)])
def test_paper_and_workbook(world: World, tmp_path, which: str, keys: tuple[str, ...]) -> None:  # type: ignore[no-untyped-def]
    import openpyxl

    from tests.reports.test_year_closing import pdf_text

    world.desk.privacy_register.write(keys[0], 0, "Onze eigen woorden hierover.")
    files = write(world.desk, which, tmp_path)
    text = " ".join(pdf_text(files["pdf"])[1].split())
    assert all(words.QUESTIONS[key] in text for key in keys)
    assert "Onze eigen woorden hierover." in text
    sheets = openpyxl.load_workbook(files["xlsx"]).sheetnames
    assert {"Velden", "Ontvangers", "Termijnen"} <= set(sheets)


def test_the_register_of_breaches_on_paper(world: World, tmp_path) -> None:  # type: ignore[no-untyped-def]
    from tests.reports.test_year_closing import pdf_text
    from tests.services.test_breaches import noted

    row = noted(world)
    text = pdf_text(write(world.desk, "breaches", tmp_path)["pdf"])[1]
    assert row.number in text
    assert "verkeerd adres" in text


def test_who_holds_a_copy_with_names_is_a_receiver_until_it_is_gone(world: World, tmp_path: Path) -> None:
    world.case()
    register = world.desk.privacy_register
    made(world, tmp_path / "kopie")
    (copy,) = register.facts().copies
    assert "• Kopie met namen voor het samenwerkingsverband: 1 leerling" in words.default("receivers", register.facts())
    assert "Het samenwerkingsverband" in pdf_text(write(world.desk, "register", tmp_path)["pdf"])[1]
    world.desk.outside_copies.gone(copy.id, HowGone.DESTROYED)
    assert register.facts().copies == ()
    assert "samenwerkingsverband" not in words.default("receivers", register.facts())
