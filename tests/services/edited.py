"""Rows that two people edit, as test_same_row tries them; those of employers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.builders import World
from tests.services.working import draft as vacancy_draft
from tests.services.working import employer, proposed, vacancy
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.employer_contributions import ContributionDraft, SpendingDraft
from zsm_desktop.services.employers import ContactDraft, EmployerDraft
from zsm_desktop.services.work_placements import WorkTerms

DAY = date(2027, 8, 1)


@dataclass(frozen=True)
class Row:
    """`version` as the facts of a service say it, `edit` with a version and a number that makes it another text."""

    version: Callable[[Desk], int]
    edit: Callable[[Desk, int, int], object]


def one_of(rows: Any, row_id: str) -> Any:
    return next(row for row in rows if row.id == row_id)


def of_employers(world: World) -> dict[str, Row]:
    desk, garage = world.desk, employer(world)
    job, work = vacancy(world, garage), proposed(world, garage)
    given = desk.employer_contributions.add(work, ContributionDraft(6_000_00, "both", date(2026, 9, 1))).made_id
    call = desk.employers.note_contact(garage, ContactDraft(date(2026, 9, 1), "call")).made_id

    def contribution(d: Desk) -> int:
        return one_of(d.employer_contributions.rows(), given).version

    return {
        "employer.edit": Row(
            lambda d: one_of(d.employers.rows(), garage).version,
            lambda d, v, n: d.employers.edit(garage, v, EmployerDraft(agreements=f"Er zijn er {n}.")),
        ),
        "employer_contact.edit": Row(
            lambda d: one_of(d.employers.card(garage).moments, call).version,
            lambda d, v, n: d.employers.edit_contact(call, v, ContactDraft(date(2026, 9, n), "mail")),
        ),
        "vacancy.edit": Row(
            lambda d: one_of(d.vacancies.rows(), job).version,
            lambda d, v, n: d.vacancies.edit(job, v, vacancy_draft(garage, places=1 + n)),
        ),
        "work_placement.change": Row(
            lambda d: one_of(d.work_placements.standing(), work).version,
            lambda d, v, n: d.work_placements.change(work, v, WorkTerms(note=f"Keer {n}.")),
        ),
        "contribution.edit": Row(
            contribution, lambda d, v, n: d.employer_contributions.edit(given, v, None, f"Voor les {n}.")
        ),
        "contribution.account": Row(
            contribution,
            lambda d, v, n: d.employer_contributions.account(given, v, SpendingDraft(DAY, "training", f"Les {n}", n)),
        ),
    }
