"""What is asked for is found wherever it stands in the guide, with its surroundings."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zsm_desktop.domain.profiles import Nouns
from zsm_desktop.settings import guide_dir
from zsm_desktop.words.guide_search import Section, flat, search, sections
from zsm_desktop.words.names import say
from zsm_desktop.words.tips import TIPS

TEXT = """# Saldi lezen

Een saldo is wat een school **gaf** min wat zij nam.

## 1. Waarom dit bedrag?

Druk op `Enter` bij een bedrag; zie [Vandaag](vandaag.md).

### Bladeren

Met de pijltjes. Geïnde bedragen staan eronder.
"""


def test_a_chapter_falls_into_its_sections_without_marks() -> None:
    found = sections("saldi.md", TEXT)
    assert [one.heading for one in found] == ["", "1. Waarom dit bedrag?", "Bladeren"]
    assert found[0] == Section("saldi.md", "Saldi lezen", "", "Een saldo is wat een school gaf min wat zij nam.")
    assert found[1].text == "Druk op Enter bij een bedrag; zie Vandaag."


def test_every_word_must_be_there_and_headings_come_first() -> None:
    pieces = sections("saldi.md", TEXT)
    assert [hit.section.heading for hit in search(pieces, "bedrag")] == ["1. Waarom dit bedrag?", "Bladeren"]
    assert [hit.section.heading for hit in search(pieces, "GEINDE pijl")] == ["Bladeren"]
    (hit,) = search(pieces, "geinde")
    assert (hit.before.endswith("pijltjes. "), hit.found, hit.after) == (True, "Geïnde", " bedragen staan eronder.")
    assert search(pieces, "bedrag olifant") == []
    assert search(pieces, " x ") == []


@given(st.text(max_size=80))
def test_flat_keeps_every_place(text: str) -> None:
    assert len(flat(text)) == len(text)
    assert flat("É" + text) == flat("e" + text)


def test_the_real_guide_answers_what_people_ask() -> None:
    pieces = [one for file in guide_dir().glob("*.md") for one in sections(file.name, file.read_text(encoding="utf-8"))]
    for asked in ("wachtwoord", "vergrendelen", "verslag", "reservekopie", "creditnota", "probleem melden"):
        assert search(pieces, asked), asked


def test_every_tip_is_one_sentence_in_the_words_of_the_network() -> None:
    for words in TIPS.values():
        said = say(Nouns(), words)
        assert "[" not in said
        assert said.endswith(".")
        assert len(said) < 120
