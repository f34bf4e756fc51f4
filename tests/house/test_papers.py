"""No paper without its line in the logbook: files for people are put down where that line is left, or say why not."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.house.tree import PACKAGE, ROOT, named, nodes, tree_of
from zsm_desktop.domain.papers import PaperKind
from zsm_desktop.words.paper_trail import NAMES

WRITERS = {"write_together", "write_atomically", "replacing", "replacing_together"}
FLOORS = ("reports", "ui", "intake", "cli")
OTHERWISE = {
    "It takes the line along as what comes after the files": """
        reports/noted.py reports/confirmation.py reports/evaluation_form.py reports/invoice.py reports/reminder.py
        reports/statement.py""",
    "Its own act leaves the line": """
        reports/handing_over.py reports/invitation.py reports/logbook.py reports/named.py reports/privacy_letters.py
        reports/pupil_report.py ui/parts/recovery.py""",
    "There is nothing of the network in it but names of schools and words": """
        intake/case_form.py ui/settings/profile_card.py cli/profiles.py ui/parts/addresses.py""",
    "It must also be made where nothing else works": "ui/fault_panel.py",
}
"""Reason -> the files that put papers down themselves."""


def writing(root: Path = PACKAGE) -> set[str]:
    """Every file of these floors that can put a file down by itself."""
    found = set()
    for floor in FLOORS:
        for path in sorted((root / floor).rglob("*.py")):
            if not any(name in path.read_text(encoding="utf-8") for name in WRITERS):
                continue  # most of them, and quicker than taking them apart
            names = {one.name for node in nodes(path, ast.ImportFrom) for one in node.names}
            attributes = {node.attr for node in nodes(path, ast.Attribute)}
            if names & WRITERS or attributes & WRITERS:
                found.add(named(path, root))
    return found


def test_every_paper_leaves_a_line_or_says_why_not() -> None:
    assert sorted(writing()) == sorted(path for paths in OTHERWISE.values() for path in paths.split())


def test_every_kind_of_paper_is_made_and_has_a_name() -> None:
    used = {
        node.attr
        for path in sorted((PACKAGE / "reports").glob("*.py"))
        for node in nodes(path, ast.Attribute)
        if isinstance(node.value, ast.Name) and node.value.id == "PaperKind"
    }
    used |= {kind.name for kind in PaperKind if kind in {"register", "dpia", "breaches"}}  # by the name that is asked
    used |= {"SETTLEMENT_STATEMENTS", "SETTLEMENT_MAILS"} if _is_asked_elsewhere() else set()
    assert used == set(PaperKind.__members__)
    assert set(NAMES) == set(PaperKind)


def _is_asked_elsewhere() -> bool:
    text = (ROOT / "zsm_desktop/ui/settlements/documents_state.py").read_text()
    return "PaperKind.SETTLEMENT_STATEMENTS" in text and "PaperKind.SETTLEMENT_MAILS" in text


@pytest.mark.parametrize("source", ["from zsm_desktop.domain.files import write_together", "files.replacing('x')"])
def test_a_planted_writer_is_seen(tmp_path: Path, source: str) -> None:
    for floor in FLOORS:
        (tmp_path / floor).mkdir()
    planted = tmp_path / "reports" / "planted.py"
    planted.write_text(f"{source}\n", encoding="utf-8")
    assert tree_of(planted)
    assert writing(tmp_path) == {"reports/planted.py"}
