"""What was looked through is what is taken in, whatever becomes of the file; and a copy of what is then comes first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from tests.builders import World
from tests.cli.test_bank_commands import mt940
from tests.intake.test_evaluation_forms import first_row, forms
from tests.services.invoiced import THREE, invoiced
from tests.ui.exchange.test_rounds import fill as answer
from tests.ui.exchange.test_rounds import sent
from tests.ui.pupils.test_importing import ROW
from tests.ui.pupils.test_importing import fill as fill_form
from zsm_desktop.domain.identifiers import make_reference
from zsm_desktop.intake.case_form import write_form
from zsm_desktop.intake.drafts import form_lists
from zsm_desktop.intake.profiles import read_profile_file
from zsm_desktop.services.shipped_profiles import text_of
from zsm_desktop.store import backup
from zsm_desktop.ui.exchange.rounds_state import RoundsState
from zsm_desktop.ui.parts.copy_first import take_in_after
from zsm_desktop.ui.parts.school_list import chosen_records, read_list
from zsm_desktop.ui.pupils.state import decided, read_form
from zsm_desktop.ui.results.evaluations_state import Measuring
from zsm_desktop.ui.settlements.open_bank_state import BankState
from zsm_desktop.ui.work import Workshop
from zsm_desktop.words import evaluations as evaluation_words

LIST = Path(__file__).parents[1] / "intake" / "data" / "alle-vestigingen-vo_extract.csv"
TakeIn = Callable[[], object]


@pytest.fixture
def kept() -> str:
    return "file"


class Steps:
    def step(self, *_about: object) -> None:
        """Nobody follows it."""


def cases(world: World, place: Path) -> tuple[Path, Callable[[], TakeIn], str]:
    path = place / "formulier.xlsx"
    write_form(path, form_lists(world.desk), world.desk.day)
    fill_form(path, ROW)

    def read() -> TakeIn:
        found = read_form(world.desk, path, Steps())
        return lambda: world.desk.imports.take_in_cases(found.path.name, decided(found, {}))

    return path, read, "SELECT count(*) FROM case_file"


def schools(world: World, place: Path) -> tuple[Path, Callable[[], TakeIn], str]:
    path = place / LIST.name
    path.write_bytes(LIST.read_bytes())

    def read() -> TakeIn:
        found = read_list(world.desk, path, Steps())
        records = chosen_records(found.rows, {found.rows[0].id}, "pro")
        return lambda: world.desk.imports.take_in_schools(found.path.name, records)

    return path, read, "SELECT count(*) FROM school"


def confirmations(world: World, place: Path) -> tuple[Path, Callable[[], TakeIn], str]:
    path, state = answer(sent(world, place), ("ja", ""), ("ja", "")), RoundsState(world.desk)

    def read() -> TakeIn:
        found = state.read(path, Steps())
        return lambda: state.take_in(found)

    return path, read, "SELECT count(*) FROM journal_entry"


def statement(world: World, place: Path) -> tuple[Path, Callable[[], TakeIn], str]:
    invoiced(world)
    path, state = mt940(place, (THREE, make_reference("DUIN-2026-0001"))), BankState(world.desk)

    def read() -> TakeIn:
        found, rows = state.read(path)
        state.take(found, rows)
        return lambda: state.keep(state.ticked(found.sure))

    return path, read, "SELECT count(*) FROM journal_entry"


def evaluation(world: World, place: Path) -> tuple[Path, Callable[[], TakeIn], str]:
    from openpyxl import load_workbook

    _, (path, _) = forms(world, place)
    book = load_workbook(path)
    book[evaluation_words.SHEET][f"C{first_row(path)}"] = 4
    book.save(path)

    def read() -> TakeIn:
        found = Measuring(world.desk).read([path])
        return lambda: world.desk.evaluations.take_in([one.form for one in found if one.form])

    return path, read, "SELECT count(*) FROM evaluation_score"


def profile(world: World, place: Path) -> tuple[Path, Callable[[], TakeIn], str]:
    path = place / "profiel.toml"
    path.write_text(text_of("rijnmond"), encoding="utf-8")

    def read() -> TakeIn:
        found = read_profile_file(path)
        return lambda: world.desk.profiles.take_in(0, found.text)

    return path, read, "SELECT count(*) FROM meeting_body"


@pytest.mark.parametrize("kind", [cases, schools, confirmations, statement, evaluation, profile])
def test_a_file_that_changes_after_it_was_read(
    kind: Callable[..., tuple[Path, Callable[[], TakeIn], str]], world: World, tmp_path: Path
) -> None:
    path, read, counted = kind(world, tmp_path)
    before = world.store.rows(counted)
    take_in = read()
    path.write_bytes(b"van Excel, dat er net in schreef")
    take_in()
    assert world.store.rows(counted) > before
    path.unlink()


def test_what_was_typed_since_reading_is_in_the_copy(world: World, qtbot) -> None:
    """Nobody waits where nothing changed; and whoever went on to another file takes nothing in."""
    backups, workshop, button = world.desk.backups, Workshop(), QPushButton()
    qtbot.addWidget(button)
    taken: list[int] = []
    in_hand = [object()]

    def press() -> None:
        take_in_after(workshop, backups, button, lambda: in_hand[0], lambda: taken.append(len(found())))

    def found() -> list[backup.Copy]:
        return backup.found_in(world.folder / "backups")

    backups.before("inlezen")
    assert len(found()) == 1
    press()
    assert taken == [1]
    world.entered()
    press()
    assert taken == [1]
    assert not button.isEnabled()
    qtbot.waitUntil(lambda: taken == [1, 2], timeout=20_000)
    assert button.isEnabled()
    world.entered(user="DUIN", provider="ZEEUW")
    press()
    in_hand[0] = object()
    qtbot.waitUntil(lambda: not workshop.running, timeout=20_000)
    assert taken == [1, 2]
    assert len(found()) == 3
