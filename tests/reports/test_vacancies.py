"""The list of vacancies: new ones apart, what is asked in words, and no pupil anywhere."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from tests.builders import TODAY, World
from tests.services.working import employer, proposed, vacancy
from zsm_desktop.reports.document import Heading, Table
from zsm_desktop.reports.vacancies import document, write


def test_what_is_new_stands_apart_and_files_are_made(world: World, tmp_path: Path) -> None:
    garage = employer(world)
    older = vacancy(world, garage, requirements="Kan tegen vieze handen.")
    proposed(world, garage, older)
    world.now += timedelta(days=20)
    vacancy(world, garage, title="Winkelhulp", weekdays=("ma",), half_days_hundredths=100)
    rows = world.desk_of("directeur duin").vacancies.open_rows(TODAY + timedelta(days=1))
    paper = document(world.desk, rows)
    headings = [block.text for block in paper.blocks if isinstance(block, Heading)]
    assert headings == ["Nieuw sinds de vorige keer", "Nog open", "Wat er gevraagd wordt"]
    first, second = (block for block in paper.blocks if isinstance(block, Table))
    assert [(row[0], row[6]) for row in first.rows] == [("V-2026/27-002", "Maandag\n1 dagdeel per week")]
    assert [row[0] for row in second.rows] == ["V-2026/27-001"]
    (pseudonym,) = {row.pseudonym for row in world.desk.work_placements.standing()}
    assert pseudonym not in repr(paper)
    files = write(world.desk, rows, tmp_path)
    assert [path.name for path in files.values()] == ["vacatures 2026-12-12.pdf", "vacatures 2026-12-12.xlsx"]
    assert all(path.stat().st_size > 1000 for path in files.values())


def test_without_any_it_says_so(world: World) -> None:
    (table,) = (block for block in document(world.desk, ()).blocks if isinstance(block, Table))
    assert table.when_empty == "Er zijn nu geen open vacatures."
