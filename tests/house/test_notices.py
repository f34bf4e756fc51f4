"""Whoever gets a built program gets every licence with it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from installer.notices import Notice, from_system, full_text, is_licence_text, licences_in, notices, summary
from tests.house.tree import ROOT


@pytest.fixture(scope="module")
def found() -> list[Notice]:
    return notices()


def test_everything_shipped_is_named_with_its_licence_and_its_text(found: list[Notice]) -> None:
    names = {notice.name for notice in found}
    assert {
        "Qt",
        "PySide6_Essentials",
        "SQLCipher",
        "SQLAlchemy",
        "pypdfium2",
        "Inter (fonts)",
        "Tabler Icons",
    } <= names
    assert [notice.name for notice in found if not notice.licence] == []
    assert [notice.name for notice in found if not any(len(text) > 400 for text in notice.texts)] == []


def test_tools_that_are_not_shipped_are_not_named(found: list[Notice]) -> None:
    assert not {"pytest", "ruff", "mypy", "pyinstaller"} & {notice.name.lower() for notice in found}


def test_what_is_offered_under_the_gpl_too_says_which_licence_was_chosen(found: list[Notice]) -> None:
    offered = [
        notice
        for notice in found
        if "GNU General Public" in "".join(notice.texts).replace("Lesser", "") and "LGPL" not in notice.licence
    ]
    assert [notice.name for notice in offered if notice.licence.startswith(("GNU", "GPL", "Artistic License,"))] == []
    (unidecode,) = (notice for notice in found if notice.name == "text-unidecode")
    assert unidecode.licence.startswith("Artistic-1.0-Perl (chosen")
    assert 'The "Artistic License"' in unidecode.texts[0]


def test_the_list_in_the_project_is_the_list_of_today(found: list[Notice]) -> None:
    """Made again by `python -m installer.notices`."""
    assert (ROOT / "THIRD_PARTY_NOTICES.md").read_text(encoding="utf-8") == summary(found)


@pytest.mark.skipif(not shutil.which("dpkg-query"), reason="who made a library of the system is known on Debian")
def test_libraries_of_the_system_come_with_their_papers(tmp_path: Path) -> None:
    inside = tmp_path / "_internal"
    inside.mkdir()
    assert from_system(tmp_path) == []
    for name in ("libc.so.6", "libours.so.1", "libQt6Core.so.6"):
        (inside / name).touch()
    (found,) = from_system(tmp_path)
    assert found.name == "libc6 (of Debian)"
    assert "LGPL" in found.licence or found.licence == "as its text says"
    assert any("GNU LESSER GENERAL PUBLIC LICENSE" in text for text in found.texts[1:])


def test_texts_that_are_only_pointed_at_are_named() -> None:
    text = "Format: x\nLicense: MIT\n\nLicense: LGPL-2.1+\n See /usr/share/common-licenses/LGPL-2.1."
    assert licences_in(text) == "LGPL-2.1+, MIT"
    assert licences_in("Nothing short.") == "as its text says"


def test_a_program_takes_no_library_under_the_gpl_alone() -> None:
    """Python reads lines with it at a prompt, which a built program has not."""
    assert '"readline"' in (ROOT / "installer" / "zsm-desktop.spec").read_text(encoding="utf-8")


def test_a_text_that_several_share_is_printed_once() -> None:
    shared, own = "Permission is hereby granted " * 20, "Redistribution and use " * 20
    words = full_text([Notice("A", "1", "MIT", "", (shared,)), Notice("B", "2", "MIT", "", (shared, own))])
    assert words.count(shared) == 1
    assert words.count(own) == 1
    assert "(the text printed under A)" in words
    assert "B 2\nMIT\n" in words


@pytest.mark.parametrize(
    ("file", "is_text"),
    [
        ("x-1.dist-info/licenses/LICENSE", True),
        ("x-1.dist-info/licenses/BUILD/abseil.txt", True),
        ("x-1.dist-info/LICENCE.rst", True),
        ("x-1.dist-info/COPYING", True),
        ("x-1.dist-info/METADATA", False),
        ("x/licenses.py", False),
    ],
)
def test_which_files_are_licence_texts(file: str, is_text: bool) -> None:
    assert is_licence_text(file) is is_text
