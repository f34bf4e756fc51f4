"""One English name for each thing of the network: a second word for it is a second idea of it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.tree import PACKAGE, named, nodes

# Word that must not be part of a class or table name -> the name this house uses for that thing.
SECOND_WORDS = {
    "student": "Pupil",
    "learner": "Pupil",
    "youth": "Pupil",
    "child": "Pupil",
    "client": "Pupil or Organisation",
    "customer": "School or Organisation",
    "partner": "Organisation",
    "company": "Organisation or Employer",
    "organization": "Organisation",
    "party": "Organisation",
    "institution": "School or Organisation",
    "region": "Cluster",
    "collaboration": "Network",
    "tenant": "Network",
    "appointment": "Meeting",
    "conference": "Meeting",
    "committee": "MeetingBody",
    "topic": "AgendaItem",
    "intake": "Case",
    "dossier": "Case",
    "registration": "Case",
    "application": "Case",
    "enrolment": "Case or Placement",
    "enrollment": "Case or Placement",
    "resolution": "Decision",
    "todo": "ActionItem",
    "task": "ActionItem",
    "problem": "Bottleneck",
    "obstacle": "Bottleneck",
    "course": "Offer",
    "product": "Offer",
    "facility": "Offer",
    "branch": "Sector",
    "industry": "Sector",
    "internship": "Placement",
    "trajectory": "Placement",
    "reservation": "Booking",
    "permission_to_share": "Consent",
    "shipment": "Delivery",
    "consumption": "Delivery",
    "price": "Tariff",
    "rate": "Tariff",
    "fee": "Tariff",
    "fiscal_year": "SchoolYear",
    "transaction": "JournalEntry",
    "mutation": "JournalEntry",
    "split": "Posting",
    "wallet": "Account",
    "bill": "Invoice",
    "credit_memo": "CreditNote",
    "subsidy": "Fund",
    "grant": "Fund",
    "clearing": "Settlement",
    "exit": "Outcome",
    "aftercare": "FollowUp",
    "job_opening": "Vacancy",
    "stage": "Phase",
    "assessment": "Evaluation",
    "review": "Evaluation",
    "log_entry": "AuditEvent",
    "notulen": "minutes",
}


def words_of(name: str) -> list[str]:
    """The words in CamelCase or snake_case, in the singular."""
    parts = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", name)
    return [singular(part.lower()) for part in parts]


def singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def second_words(name: str) -> Iterator[str]:
    joined = f"_{'_'.join(words_of(name))}_"
    for word, ours in SECOND_WORDS.items():
        if f"_{word}_" in joined:
            yield f"{name}: say {ours}, not {word}"


def names_in(file: Path) -> Iterator[str]:
    """Class names, and what a table is called (`__tablename__ = "…"`, `Table("…")`)."""
    for cls in nodes(file, ast.ClassDef):
        yield cls.name
    for assignment in nodes(file, ast.Assign):
        targets = [target.id for target in assignment.targets if isinstance(target, ast.Name)]
        if targets == ["__tablename__"] and isinstance(assignment.value, ast.Constant):
            yield str(assignment.value.value)
    for call in nodes(file, ast.Call):
        called = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
        first = call.args[0] if call.args else None
        if called in {"Table", "create_table"} and isinstance(first, ast.Constant) and isinstance(first.value, str):
            yield first.value


def findings(package: Path) -> list[str]:
    return [
        f"{named(file, package.parent)}: {words}"
        for file in sorted(package.rglob("*.py"))
        for name in names_in(file)
        for words in second_words(name)
    ]


def test_nothing_has_a_second_name() -> None:
    assert findings(PACKAGE) == []


@pytest.mark.parametrize(
    ("source", "word"),
    [
        ("class StudentRow: ...", "student"),
        ("class OpenTransactions: ...", "transaction"),
        ("class X:\n    __tablename__ = 'courses'", "course"),
        ("t = Table('price_lines', metadata)", "price"),
        ("op.create_table('companies')", "company"),
        ("class CreditMemo: ...", "credit_memo"),
    ],
)
def test_a_planted_second_word_is_seen(tmp_path: Path, source: str, word: str) -> None:
    (tmp_path / "zsm_desktop").mkdir()
    (tmp_path / "zsm_desktop" / "planted.py").write_text(source, encoding="utf-8")
    (found,) = findings(tmp_path / "zsm_desktop")
    assert found.endswith(f"not {word}")


@pytest.mark.parametrize("name", ["PupilCard", "JournalEntry", "action_items", "TaskbarIcon", "Separate", "Feedback"])
def test_words_of_the_glossary_pass(name: str) -> None:
    assert list(second_words(name)) == []
