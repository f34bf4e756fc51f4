"""Every command that the guide and README write out is one that the program takes."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.tree import ROOT
from zsm_desktop.cli.arguments import parser

TOLD = re.compile(r"`zsm-desktop\s([^`]+)`|^    zsm-desktop (.+?)(?:\s{2,}.*)?$", re.MULTILINE)
SAYS_AND_ENDS = ("-h", "--help")


def told_in(*files: Path) -> Iterator[tuple[str, str]]:
    """The file, and the words behind the name; what may be left out, in [ ], is there, and a day for DATUM."""
    for file in files:
        for found in TOLD.finditer(file.read_text(encoding="utf-8")):
            words = " ".join((found[1] or found[2]).split())
            yield file.name, re.sub(r"[\[\]]", "", words).replace("DATUM", "2026-12-01")


def commands() -> list[tuple[str, str]]:
    return list(told_in(*sorted((ROOT / "docs" / "gebruikers").iterdir()), ROOT / "README.md"))


@pytest.mark.parametrize(("file", "words"), commands())
def test_a_command_that_is_told_is_taken(file: str, words: str) -> None:
    if words.endswith(SAYS_AND_ENDS):
        with pytest.raises(SystemExit) as ended:
            parser().parse_args(shlex.split(words))
        assert ended.value.code == 0
    else:
        parser().parse_args(shlex.split(words))


def test_what_is_told_is_found(tmp_path: Path) -> None:
    file = tmp_path / "een.md"
    file.write_text(
        "Zo: `zsm-desktop\nretention --run --out MAP`.\n\n    zsm-desktop --store MAP backup [--out MAP]    kopie\n",
        encoding="utf-8",
    )
    assert [words for _, words in told_in(file)] == ["retention --run --out MAP", "--store MAP backup --out MAP"]
    assert len(commands()) > 25
