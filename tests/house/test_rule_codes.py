"""Every code that a rule can raise has its Dutch sentence."""

from __future__ import annotations

import ast
import fnmatch
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.tree import PACKAGE, named, nodes

# What carries a code, as its first argument or by name.
RAISERS = {"RuleError", "Finding"}


def code_of(call: ast.Call) -> ast.expr | None:
    called = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    if called not in RAISERS:
        return None
    keyword = next((word.value for word in call.keywords if word.arg == "code"), None)
    return keyword or (call.args[0] if call.args else None)


def literals(code: ast.expr) -> Iterator[str]:
    """The codes an expression can stand for: a text, or one of two; f"guard.{name}" stands for the family `guard.*`."""
    if isinstance(code, ast.Constant) and isinstance(code.value, str):
        yield code.value
    elif isinstance(code, ast.IfExp):
        yield from literals(code.body)
        yield from literals(code.orelse)
    elif isinstance(code, ast.JoinedStr) and isinstance(code.values[0], ast.Constant):
        yield f"{code.values[0].value}*"


def raised_in(package: Path) -> dict[str, str]:
    """Code -> where it is raised."""
    found: dict[str, str] = {}
    for file in sorted(package.rglob("*.py")):
        for call in nodes(file, ast.Call):
            code = code_of(call)
            for text in literals(code) if code is not None else ():
                found.setdefault(text, f"{named(file, package.parent)}:{call.lineno}")
    return found


def without_sentence(package: Path, sentences: dict[str, str]) -> list[str]:
    return [f"{code} ({place})" for code, place in raised_in(package).items() if not fnmatch.filter(sentences, code)]


@pytest.fixture(scope="module")
def known() -> dict[str, str]:
    from zsm_desktop.words.rules import sentences

    return dict(sentences())


def test_every_raised_code_has_a_sentence(known: dict[str, str]) -> None:
    assert len(raised_in(PACKAGE)) > 20
    assert without_sentence(PACKAGE, known) == []


def test_every_sentence_is_a_sentence(known: dict[str, str]) -> None:
    odd = [code for code, text in known.items() if not re.match(r"\[?[A-ZÀ-Ý‘“{]", text) or text[-1] not in ".?!’”"]
    assert odd == []


def test_every_sentence_takes_its_facts_by_name(known: dict[str, str]) -> None:
    fields = {code: [name for _, name, _, _ in string.Formatter().parse(text)] for code, text in known.items()}
    assert [code for code, names in fields.items() if any(name is not None and not name for name in names)] == []


@pytest.mark.parametrize(
    "source",
    [
        "raise RuleError('planted.code', row=3)",
        "raise errors.RuleError(code='planted.code')",
        "found = Finding('planted.code', row=3)",
        "found = Finding(row=3, column=None, code='planted.code', facts={})",
        "raise RuleError(f'planted.{code}')",
        "raise RuleError('known' if x else 'planted.code')",
    ],
)
def test_a_planted_code_is_missed(tmp_path: Path, source: str) -> None:
    (tmp_path / "zsm_desktop").mkdir()
    (tmp_path / "zsm_desktop" / "planted.py").write_text(source, encoding="utf-8")
    (missing,) = without_sentence(tmp_path / "zsm_desktop", {"known": "Bekend."})
    assert missing in {"planted.code (zsm_desktop/planted.py:1)", "planted.* (zsm_desktop/planted.py:1)"}


def test_a_code_with_its_sentence_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "zsm_desktop").mkdir()
    source = "raise RuleError('case.none')\nraise RuleError(f'guard.{name}')"
    (tmp_path / "zsm_desktop" / "planted.py").write_text(source, encoding="utf-8")
    assert without_sentence(tmp_path / "zsm_desktop", {"case.none": "Geen.", "guard.sum": "Niet nul."}) == []
