"""A link in the guide to a section leads to its heading."""

from __future__ import annotations

import re

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


def test_a_heading_is_meant_by_its_words() -> None:
    assert fragment_of("2. Scholen") == "2-scholen"
    assert section_at("# Begin\n\n## Wat ziet u bij SmartScreen?\n", "wat-ziet-u-bij-smartscreen") == (
        "Wat ziet u bij SmartScreen?"
    )
    assert section_at("# Begin\n", "") == ""
    assert section_at("# Begin\n", "einde") == ""
