"""A link in the guide to a section leads to its heading."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from zsm_desktop import words
from zsm_desktop.settings import guide_dir
from zsm_desktop.words.guide import fragment_of, section_at


def test_every_link_to_a_section_leads_to_its_heading() -> None:
    texts = {file.name: file.read_text(encoding="utf-8") for file in guide_dir().glob("*.md")}
    found = [
        (file, into or file, fragment)
        for file, text in texts.items()
        for into, fragment in re.findall(r"\]\(([a-z-]+\.md)?#([^)]+)\)", text)
    ]
    assert len(found) > 5
    assert [one for one in found if not section_at(texts[one[1]], one[2])] == []


def test_no_sentence_sends_a_reader_to_the_source() -> None:
    """Who uses the program has the guide, not the pages beside the source."""
    found = [
        (file.name, node.value)
        for file in Path(words.__file__).parent.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "docs/" in node.value
    ]
    assert found == []


def test_a_heading_is_meant_by_its_words() -> None:
    assert fragment_of("2. Scholen") == "2-scholen"
    assert section_at("# Begin\n\n## Wat ziet u bij SmartScreen?\n", "wat-ziet-u-bij-smartscreen") == (
        "Wat ziet u bij SmartScreen?"
    )
    assert section_at("# Begin\n", "") == ""
    assert section_at("# Begin\n", "einde") == ""
